"""What the paper of a stay holds: the record that the law asks for, as both who prints it and who it is for may see it."""

from typing import TYPE_CHECKING

from ..core.errors import Gone
from ..core.text import _, tidy
from ..domain.packs import PackContent
from .pack_content import PackRequest, destroy_by
from .session import Session
from .signatures import addenda_in, newest_signature, unsigned_in
from .stays import stay_file
from .withholding import kinds_withheld, withheld_in_words

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


def collect_stay(session: Session, work: "Work", request: PackRequest) -> PackContent:
    """Return what is printed: the stay that was named, else the one now, else the newest. Raises Gone where there is none."""
    today = session.clock.today()
    person = work.young_people.require(request.young_person_id)
    file = stay_file(work, person.id, request.stay_id)
    if file.stay is None or request.stay_id not in ("", file.stay.id):
        raise Gone(_("There is no stay to print."), _("Write it down first, on the tab Stay."))
    pack_number, copy_number = work.pack_copies.last_numbers(person.id)
    return PackContent(
        edition=request.edition,
        unit=work.units.require(person.unit_id),
        young_person=person,
        today=today,
        stay=file.stay,
        recipient=tidy(request.recipient).strip(),
        recipient_role=request.recipient_role,
        purpose=tidy(request.purpose).strip(),
        pack_number=pack_number + 1,
        copy_number=copy_number + 1,
        destroy_by=request.destroy_by or destroy_by(None, today),
        made_by=session.actor.name,
        made_at=session.clock.now(),
        signed_up_to=newest_signature(work, person.id),
        unsigned=len(unsigned_in(work, (person.id,))),
        addenda=addenda_in(work, person.id),
        chain_head=work.audit.head().hash,
        manager_name="",
        change=None,
        plan_reviews=work.plan_reviews.find(young_person_id=person.id),
        stay_file=file,
        left_out=withheld_in_words(work),
        withheld=kinds_withheld(work),
    )
