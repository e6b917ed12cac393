"""Family time as a calendar: a month with what is expected, what lies ahead, and the last twelve months by person.

Nothing here is stored: what is expected follows from the arrangements, what happened from the occasions.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..domain.expected import Answered, Expected
from ..domain.family_calendar import (
    FamilyMonth,
    FamilyYear,
    PersonYear,
    last_months,
    month_of,
    months_on,
    shown_days,
    with_same_day,
)
from ..domain.family_figures import Figures, KindGroup, figures, group_of
from ..domain.family_time import FamilyTimeKind, Occasion, ProtectedVisitor
from ..domain.permissions import Action
from .arrangements import expected_in
from .next_dates import day_start
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "family_time"
BROTHERS_AND_SISTERS = ("brother", "sister")
"""What the role of a brother or sister says (resources/people/roles.toml), and one in words of somebody's own."""


class FamilyCalendarService:
    """What a signed-in person can see of family time on days."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def month(self, young_person_id: str, first_day: date) -> FamilyMonth:
        """Return the month of `first_day` in whole weeks; only these days are read."""
        first, last = shown_days(first_day)
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            occasions, answered = _days(work, young_person_id, first, last)
        return FamilyMonth(young_person_id, month_of(first_day), occasions, _without_answer(answered))

    def expected(self, young_person_id: str, first: date, last: date) -> tuple[Expected, ...]:
        """Return what is expected from `first` to `last`, both included, and has no occasion."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return _without_answer(_days(work, young_person_id, first, last)[1])

    def year(self, young_person_id: str, today: date) -> FamilyYear:
        """Return the last twelve months up to `today`, with a line for each person there was something with."""
        months = last_months(today)
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            occasions, answered = _days(work, young_person_id, months[0], today)
            people = work.network_people.find(young_person_id=young_person_id)
        names = {p.id: p.called or p.name for p in people}
        siblings = {p.id for p in people if any(word in p.role.casefold() for word in BROTHERS_AND_SISTERS)}
        lines = tuple(_people(answered, occasions, months, today, names, siblings))
        return FamilyYear(young_person_id, months, lines)


def _days(
    work: "Work", young_person_id: str, first: date, last: date
) -> tuple[tuple[Occasion, ...], tuple[Answered, ...]]:
    """Return the occasions of these days, and what is expected on them with what answers to it."""
    occasions = work.occasions.between(day_start(first), day_start(last + timedelta(days=1)), young_person_id)
    return occasions, with_same_day(expected_in(work, young_person_id, first, last), occasions)


def _without_answer(answered: tuple[Answered, ...]) -> tuple[Expected, ...]:
    return tuple(one.expected for one in answered if one.occasion is None)


def _people(
    answered: tuple[Answered, ...],
    occasions: tuple[Occasion, ...],
    months: tuple[date, ...],
    today: date,
    names: dict[str, str],
    siblings: set[str],
) -> Iterator[PersonYear]:
    """Yield a line for each person, brothers and sisters last, in the order of their names."""
    used = {one.occasion.id for one in answered if one.occasion is not None}
    besides = [o for o in occasions if o.id not in used and o.protected is ProtectedVisitor.NO]
    named = names | {
        person_id: name
        for person_id, name in (
            *((o.person_id, o.with_whom) for o in besides),
            *((a.expected.arrangement.person_id, a.expected.arrangement.with_whom) for a in answered),
        )
        if person_id not in names
    }
    apart = siblings | {o.person_id for o in occasions if o.kind is FamilyTimeKind.BROTHERS_AND_SISTERS}
    apart |= {
        a.expected.arrangement.person_id
        for a in answered
        if a.expected.arrangement.kind is FamilyTimeKind.BROTHERS_AND_SISTERS
    }
    people = {a.expected.arrangement.person_id for a in answered} | {o.person_id for o in besides}
    for person_id in sorted(people, key=lambda p: (p in apart, named.get(p, "").casefold())):
        theirs = [a for a in answered if a.expected.arrangement.person_id == person_id]
        others = [o for o in besides if o.person_id == person_id]
        by_month = tuple(_of_month(theirs, others, first, today) for first in months)
        groups = tuple(
            (group, found)
            for group in KindGroup
            if not (found := _of_group(theirs, others, group, today)).is_empty
        )
        if groups:
            yield PersonYear(person_id, named.get(person_id, ""), person_id in apart, by_month, groups)


def _of_month(answered: Iterable[Answered], besides: Iterable[Occasion], first: date, today: date) -> Figures:
    start, end = day_start(first), day_start(months_on(first, 1))
    return figures(
        [a for a in answered if start <= a.expected.at < end],
        [o for o in besides if start <= o.planned_at < end],
        today,
    )


def _of_group(
    answered: Iterable[Answered], besides: Iterable[Occasion], group: KindGroup, today: date
) -> Figures:
    return figures(
        [a for a in answered if group_of(a.expected.arrangement.kind) is group],
        [o for o in besides if group_of(o.kind) is group],
        today,
    )
