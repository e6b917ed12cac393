"""What the paper of a map of people holds: the map as both who prints it and who it is for may see it, and nothing else."""

from typing import TYPE_CHECKING

from ..core.errors import Gone
from ..core.text import _, tidy
from ..domain.packs import PackContent
from .pack_content import PackRequest, destroy_by
from .session import Session
from .withholding import kinds_withheld, withheld_in_words

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


def collect_map(session: Session, work: "Work", request: PackRequest) -> PackContent:
    """Return what is printed: the sitting that was named, else the newest. Raises Gone where there is none."""
    today, own = session.clock.today(), request.edition.is_theirs
    person = work.young_people.require(request.young_person_id)
    wanted = request.people_map_id
    ids = (wanted,) if wanted else work.people_maps.ids(young_person_id=person.id)
    sittings = (work.people_maps.get(one) for one in ids)
    sitting = next((one for one in sittings if one and one.young_person_id == person.id), None)
    if sitting is None:
        raise Gone(_("There is no map of people to print."), _("Draw one together first, on the tab People."))
    pack_number, copy_number = work.pack_copies.last_numbers(person.id)
    return PackContent(
        edition=request.edition,
        unit=work.units.require(person.unit_id),
        young_person=person,
        today=today,
        stay=None,
        recipient=person.name_used if own else tidy(request.recipient).strip(),
        recipient_role="" if own else request.recipient_role,
        purpose=tidy(request.purpose).strip(),
        pack_number=pack_number + 1,
        copy_number=copy_number + 1,
        destroy_by=None if own else request.destroy_by or destroy_by(None, today),
        made_by=session.actor.name,
        made_at=session.clock.now(),
        signed_up_to=None,
        chain_head=work.audit.head().hash,
        manager_name="",
        change=None,
        people=work.network_people.find(young_person_id=person.id),
        people_map=sitting,
        left_out=withheld_in_words(work),
        withheld=kinds_withheld(work),
    )
