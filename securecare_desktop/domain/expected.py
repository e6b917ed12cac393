"""Occasions that are expected by what is arranged: laid out from the rules, never stored.

What was expected and what happened stay two things: an occasion names the moment that it answers to.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from ..core.recurrence import days
from .family_time import Arrangement, HolidayRule, Occasion, SchoolHoliday

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?: ?([ap])\.?m\.?)?")
UNDATED = date(2024, 1, 1)
"""From where a rhythm counts whose arrangement has no first day: the same month always shows the same days."""
_LOOKED_AHEAD = (60, 400, 1500, 3700)
"""Days, one window after another, in which the next expected occasions are looked for."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected occasion; `at` is an aware moment in UTC, `moved` that the clock change took its hour away."""

    arrangement: Arrangement
    at: datetime
    moved: bool = False

    @property
    def key(self) -> str:
        """What it is called where an occasion has its id."""
        return key_of_expected(self.arrangement.id, self.at)


@dataclass(frozen=True, slots=True)
class Answered:
    """An expected occasion with the occasion that answers to it, None where there is none (yet)."""

    expected: Expected
    occasion: Occasion | None


def key_of_expected(arrangement_id: str, at: datetime) -> str:
    """Return what an expected occasion is called where an occasion has its id."""
    return f"expected:{arrangement_id}:{at.isoformat()}"


def expected(
    arrangements: Iterable[Arrangement], first: date, last: date, holidays: Iterable[SchoolHoliday] = ()
) -> tuple[Expected, ...]:
    """Return what is expected from `first` to `last`, both included, in order of time.

    An arrangement without a rule expects nothing. Raises core.recurrence.NotARule.
    """
    away = _days_of(holidays)
    found = [one for arrangement in arrangements for one in _of(arrangement, first, last, away)]
    return tuple(sorted(found, key=lambda one: (one.at, one.arrangement.with_whom, one.arrangement.id)))


def answered(expected_ones: Iterable[Expected], occasions: Iterable[Occasion]) -> tuple[Answered, ...]:
    """Return each expected occasion with what became of it."""
    known = {(o.arrangement_id, o.expected_at): o for o in occasions if o.expected_at is not None}
    return tuple(Answered(one, known.get((one.arrangement.id, one.at))) for one in expected_ones)


def next_expected(
    arrangement: Arrangement, first: date, holidays: Iterable[SchoolHoliday] = (), count: int = 4
) -> tuple[Expected, ...]:
    """Return the first `count` that are expected from `first` on; fewer where the rule ends or yields no more.

    Raises core.recurrence.NotARule.
    """
    away = _days_of(holidays)
    found: tuple[Expected, ...] = ()
    for ahead in _LOOKED_AHEAD:
        begins = max(first, arrangement.starts or first)
        found = tuple(islice(_of(arrangement, first, begins + timedelta(days=ahead), away), count))
        if len(found) == count:
            break
    return found


def _of(arrangement: Arrangement, first: date, last: date, away: frozenset[date]) -> Iterator[Expected]:
    if not arrangement.rule:
        return
    starts = arrangement.starts or UNDATED
    until = last if arrangement.ended_on is None else min(last, arrangement.ended_on)
    clock = time_of(arrangement.at_time)
    always, in_holidays = (
        arrangement.only_in is rule for rule in (HolidayRule.ALWAYS, HolidayRule.IN_HOLIDAYS)
    )
    for day in days(arrangement.rule, starts, first, until):
        if always or (day in away) is in_holidays:
            yield _at(arrangement, datetime.combine(day, clock))


def _days_of(holidays: Iterable[SchoolHoliday]) -> frozenset[date]:
    return frozenset(
        holiday.first_day + timedelta(days=number)
        for holiday in holidays
        for number in range((holiday.last_day - holiday.first_day).days + 1)
    )


def _at(arrangement: Arrangement, on_the_wall: datetime) -> Expected:
    """Return the moment; a time in the hour that a clock change leaves out is an hour later, and says so."""
    seconds = on_the_wall.timestamp()  # astimezone() would make an hour earlier of an hour that is not there
    moved = datetime.fromtimestamp(seconds) != on_the_wall
    return Expected(arrangement, datetime.fromtimestamp(seconds, UTC), moved)


def time_of(text: str) -> time:
    """Return a time of day as "18:30" says it; midday where nothing or no time is written."""
    return read_time(text) or time(12)


def read_time(text: str) -> time | None:
    """Return the time of day that "18:30", "18.30", "18" or "6:30 pm" says, None where it says none."""
    found = _TIME.fullmatch(text.strip().casefold())
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if found[3] == "p" else 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def directed_first(arrangements: Iterable[Arrangement]) -> tuple[Arrangement, ...]:
    """Return arrangements with what a court or hearing directs first and what has ended last, else as they were."""
    return tuple(sorted(arrangements, key=lambda a: (a.ended_on is not None, not a.directed_by_court)))


def with_time(arrangement: Arrangement) -> str:
    """Return how often and when in one line; the time once, also where somebody wrote it in their own words."""
    often, at = arrangement.how_often.strip(), arrangement.at_time.strip()
    return often if not at or at in often else f"{often} {at}".strip()
