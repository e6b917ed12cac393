"""What the law wants written down of a stay in the house of ten_years, and what each shift leaves the next."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from securecare_desktop.db.unit_of_work import Work
from securecare_desktop.domain.checklists import ItemState
from securecare_desktop.domain.clocks import ClockRun
from securecare_desktop.domain.family_engagement import EngagementKind, FamilyEngagement
from securecare_desktop.domain.legal_orders import LegalOrder, Notification, NotifiedOf, OrderKind
from securecare_desktop.domain.people import Answer, NetworkPerson
from securecare_desktop.domain.shifts import Shift, ShiftHandover, ShiftNote
from securecare_desktop.domain.staff import Unit
from securecare_desktop.domain.young_people import Stay

if TYPE_CHECKING:
    from .ten_years_people import Texts

_ORDER_DAYS = 120
_RUNS = ("E01", "E03", "E08", "E12", "E15", "E20")
"""Time limits of which something became; that each of them runs does not matter here."""


def what_the_law_wants(
    work: Work, stay: Stay, relative: NetworkPerson, texts: "Texts", make_id: Callable[[datetime], str]
) -> None:
    """Write the orders of a stay, who was told of it, what became of time limits, and questions of the family."""
    begins, about = stay.arrived_at, stay.young_person_id
    assert begins is not None
    here = stay.ended_at is None
    lasts = (stay.ended_at or begins + timedelta(days=365)) - begins
    for number in range(max(1, lasts.days // _ORDER_DAYS)):
        made = begins + timedelta(days=_ORDER_DAYS * number)
        work.legal_orders.add(
            LegalOrder(
                id=make_id(begins),
                young_person_id=about,
                stay_id=stay.id,
                kind=OrderKind.SECURE_ORDER,
                made_on=made.date(),
                made_by="The family court",
                secure=Answer.YES,
                ends_on=(made + timedelta(days=_ORDER_DAYS + 3)).date(),
                told_on=made.date(),
            )
        )
    for number, who in enumerate(("Mum", "The council", "The Secretary of State")):
        told = None if here and number == 1 else begins + timedelta(hours=2 + number)
        work.notifications.add(
            Notification(
                id=make_id(begins),
                young_person_id=about,
                stay_id=stay.id,
                about=NotifiedOf.ARRIVAL,
                who=who,
                told_at=told,
                told_by="" if told is None else "Femi",
            )
        )
    for number, rule in enumerate(_RUNS):
        work.clock_runs.add(
            ClockRun(
                id=make_id(begins),
                young_person_id=about,
                stay_id=stay.id,
                rule=rule,
                starts_at=begins,
                state=ItemState.DONE,
                done_at=begins + timedelta(days=number + 1),
                done_by="Femi",
                evidence=texts.some(1),
            )
        )
    for number in range(6):
        asked = begins + timedelta(days=10 * number)
        answered = None if here and number == 0 else asked.date() + timedelta(days=2)
        work.family_engagements.add(
            FamilyEngagement(
                id=make_id(begins),
                young_person_id=about,
                person_id=relative.id,
                with_whom=relative.called,
                kind=EngagementKind.QUESTION if number % 3 == 0 else EngagementKind.UPDATE_GIVEN,
                on=asked.date(),
                what=texts.some(1),
                answer=texts.some(1) if number % 3 == 0 and answered else "",
                answered_on=answered if number % 3 == 0 else None,
                answered_by="Femi" if number % 3 == 0 and answered else "",
            )
        )


def left_for_the_next_shift(
    work: Work,
    unit: Unit,
    morning: datetime,
    texts: "Texts",
    make_id: Callable[[datetime], str],
    *,
    is_last: bool,
) -> None:
    """Write two notes of a day about the house, and that the next lead took over unless it is the last day."""
    notes = [
        work.shift_notes.add(
            ShiftNote(
                id=make_id(morning),
                unit_id=unit.id,
                what=texts.some(1),
                shift_on=morning.date(),
                shift=shift,
                settled_on=None if is_last else morning.date(),
            )
        )
        for shift in (Shift.EARLY, Shift.LATE)
    ]
    if not is_last:
        work.shift_handovers.add(
            ShiftHandover(
                id=make_id(morning),
                unit_id=unit.id,
                shift_on=morning.date(),
                shift=Shift.EARLY,
                taken_over_by="Denise Okafor",
                taken_over_at=morning + timedelta(hours=7),
                note_ids=tuple(note.id for note in notes),
                said_back=texts.some(1),
            )
        )
