"""Family time laid out on days: the weeks of a month, which occasion answers to what was expected, a year of months.

What is counted from it, and what each count means, is family_figures.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..core.clock import local
from .expected import Answered, Expected
from .family_figures import Figures, KindGroup
from .family_time import Occasion, ProtectedVisitor

MONTHS = 12
"""How many months the strip shows, the one of today among them."""


@dataclass(frozen=True, slots=True)
class FamilyMonth:
    """A month of one young person, in whole weeks: what was written down, and what is expected without an occasion."""

    young_person_id: str
    first_day: date
    occasions: tuple[Occasion, ...]
    expected: tuple[Expected, ...]

    @property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """The weeks of the month from Monday to Sunday, with days of the months around it."""
        first, last = shown_days(self.first_day)
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))

    def holds(self, day: date) -> bool:
        """Say whether a day belongs to the month itself."""
        return (day.year, day.month) == (self.first_day.year, self.first_day.month)


@dataclass(frozen=True, slots=True)
class PersonYear:
    """Twelve months of family time with one person: figures of each month, and of all by groups of kinds."""

    person_id: str
    name: str
    lives_apart: bool
    months: tuple[Figures, ...]
    groups: tuple[tuple[KindGroup, Figures], ...]


@dataclass(frozen=True, slots=True)
class FamilyYear:
    """Twelve months of family time: the first days of the months, and a line for each person."""

    young_person_id: str
    months: tuple[date, ...]
    people: tuple[PersonYear, ...]


def month_of(day: date) -> date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def months_on(first_day: date, by: int) -> date:
    """Return the first day of the month `by` months after (or before) that of `first_day`."""
    year, month = divmod(first_day.year * 12 + first_day.month - 1 + by, 12)
    return date(year, month + 1, 1)


def shown_days(first_day: date) -> tuple[date, date]:
    """Return the Monday on or before the first of a month, and the Sunday on or after its last day."""
    first = month_of(first_day)
    last = months_on(first, 1) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def last_months(today: date) -> tuple[date, ...]:
    """Return the first days of the last twelve months, that of today among them."""
    return tuple(months_on(today, by) for by in range(1 - MONTHS, 1))


def with_same_day(answered: Iterable[Answered], occasions: Iterable[Occasion]) -> tuple[Answered, ...]:
    """Return what is expected with what answers to it, also where the occasion names no expected moment.

    Where none names it, one of the same day answers: of the same arrangement, or of the same kind with the same
    person. An occasion answers once, one that names another moment and a protected visit never do.
    """
    wanted = tuple(answered)
    free: dict[date, list[Occasion]] = {}
    for one in occasions:
        if one.expected_at is None and one.protected is ProtectedVisitor.NO:
            free.setdefault(local(one.planned_at).date(), []).append(one)
    found: list[Answered] = []
    for each in wanted:
        answer = each.occasion
        if answer is None:
            that_day = free.get(local(each.expected.at).date(), [])
            answer = next((o for o in that_day if _fits(o, each.expected)), None)
            if answer is not None:
                that_day.remove(answer)
        found.append(Answered(each.expected, answer))
    return tuple(found)


def _fits(occasion: Occasion, expected: Expected) -> bool:
    arrangement = expected.arrangement
    if occasion.arrangement_id:
        return occasion.arrangement_id == arrangement.id
    return (occasion.person_id, occasion.kind) == (arrangement.person_id, arrangement.kind)
