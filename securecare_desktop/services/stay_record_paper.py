"""What the paper of a stay holds: the record that the law asks for, as both who prints it and who it is for may see it."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.clock import local
from ..core.errors import Gone
from ..core.text import _, tidy
from ..domain.checklists import ItemState
from ..domain.packs import PackContent
from ..domain.stays import HeldReview
from ..domain.young_people import Stay
from .clock_file import clock_files
from .pack_content import PackRequest, destroy_by
from .rhythm_file import rhythm_file
from .session import Session
from .signatures import addenda_in, newest_signature, unsigned_in
from .stays import stay_file
from .withholding import kinds_withheld, withheld_in_words

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

REVIEWS_BY_LAW = frozenset({"S08", "S09", "S10", "S11", "S12", "E08", "W05"})
"""The time limits that are reviews of secure care: what was done about one is a review that was held."""


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
        stay_file=replace(file, reviews=_reviews(work, file.stay)),
        left_out=withheld_in_words(work),
        withheld=kinds_withheld(work),
    )


def _reviews(work: "Work", stay: Stay) -> tuple[HeldReview, ...]:
    """Return the reviews that were held during a stay, oldest first: of the plan, and those that a time limit asked for."""
    first = local(stay.arrived_at).date() if stay.arrived_at is not None else date.min
    last = local(stay.ended_at).date() if stay.ended_at is not None else date.max
    found = []
    for review in work.plan_reviews.find(young_person_id=stay.young_person_id):
        if review.held_on is not None and first <= review.held_on <= last:
            rhythm = rhythm_file().get(review.rhythm)
            what = rhythm.title if rhythm is not None else _("Review of the plan")
            found.append(HeldReview(review.held_on, what, review.led_by, review.outcomes))
    for run in work.clock_runs.find(stay_id=stay.id, state=ItemState.DONE):
        rule = clock_files().get(run.rule) if run.rule in REVIEWS_BY_LAW else None
        if rule is not None and run.done_at is not None:
            found.append(HeldReview(local(run.done_at).date(), rule.title, run.done_by, run.evidence))
    return tuple(sorted(found, key=lambda one: one.on))
