"""What the paper of a version of family time holds: the version as both who prints it and who it is for may see it."""

from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.family_time_shared import SharedOccasion
from ..domain.packs import PackContent
from ..domain.passages import same_name
from .pack_content import PackRequest
from .session import Session
from .withholding import kinds_withheld, withheld_in_words

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


def version_to_print(work: "Work", young_person_id: str, shared_occasion_id: str) -> SharedOccasion:
    """Return the version with this id. Raises Gone where it, or what it tells of, is not for the reader of `work`."""
    shared = work.shared_occasions.get(shared_occasion_id) if shared_occasion_id else None
    occasion = work.occasions.get(shared.occasion_id) if shared is not None else None
    if shared is None or occasion is None or shared.young_person_id != young_person_id:
        raise Gone(
            _("This version is not there, or what it tells of is not for this person."),
            _("Open the family time again, and look at what is withheld from whom."),
        )
    return shared


def collect_shared(session: Session, work: "Work", request: PackRequest) -> PackContent:
    """Return what is printed. Raises Gone, and InputError for somebody else than whom the version was written for."""
    person = work.young_people.require(request.young_person_id)
    shared = version_to_print(work, person.id, request.shared_occasion_id)
    if not same_name(shared.for_whom, request.recipient):
        sentence = _("This version was written for {name}. Write another one for somebody else.")
        raise InputError((Problem("recipient", sentence.format(name=shared.for_whom)),))
    pack_number, copy_number = work.pack_copies.last_numbers(person.id)
    return PackContent(
        edition=request.edition,
        unit=work.units.require(person.unit_id),
        young_person=person,
        today=session.clock.today(),
        stay=None,
        recipient=shared.for_whom,
        recipient_role="",
        purpose=tidy(request.purpose).strip(),
        pack_number=pack_number + 1,
        copy_number=copy_number + 1,
        destroy_by=None,
        made_by=session.actor.name,
        made_at=session.clock.now(),
        signed_up_to=None,
        chain_head=work.audit.head().hash,
        manager_name="",
        change=None,
        shared_occasion=shared,
        occasion=work.occasions.require(shared.occasion_id),
        left_out=withheld_in_words(work),
        withheld=kinds_withheld(work),
    )
