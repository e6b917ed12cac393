"""Occasions that are expected by what is arranged: laid out from the rules, never stored.

What was expected and what happened stay two things: an occasion names the moment that it answers to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from ..core.clock import local
from ..core.recurrence import days
from .family_time import Arrangement, HolidayRule, Occasion, SchoolHoliday


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected occasion; `at` is an aware moment, `moved` that the clock change took its hour away."""

    arrangement: Arrangement
    at: datetime
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An expected occasion with the occasion that answers to it, None where there is none (yet)."""

    expected: Expected
    occasion: Occasion | None


def expected(
    arrangements: Iterable[Arrangement], first: date, last: date, holidays: Iterable[SchoolHoliday] = ()
) -> tuple[Expected, ...]:
    """Return what is expected from `first` to `last`, both included, in order of time.

    An arrangement without a rule expects nothing. Raises core.recurrence.NotARule.
    """
    away = tuple(holidays)
    found = [one for arrangement in arrangements for one in _of(arrangement, first, last, away)]
    return tuple(sorted(found, key=lambda one: (one.at, one.arrangement.with_whom, one.arrangement.id)))


def answered(expected_ones: Iterable[Expected], occasions: Iterable[Occasion]) -> tuple[Answered, ...]:
    """Return each expected occasion with what became of it."""
    known = {(o.arrangement_id, o.expected_at): o for o in occasions if o.expected_at is not None}
    return tuple(Answered(one, known.get((one.arrangement.id, one.at))) for one in expected_ones)


def _of(
    arrangement: Arrangement, first: date, last: date, holidays: tuple[SchoolHoliday, ...]
) -> Iterator[Expected]:
    if not arrangement.rule:
        return
    starts = arrangement.starts or first
    until = last if arrangement.ended_on is None else min(last, arrangement.ended_on)
    clock = time_of(arrangement.at_time)
    for day in days(arrangement.rule, starts, first, until):
        if arrangement.only_in is not HolidayRule.ALWAYS:
            in_holidays = any(h.first_day <= day <= h.last_day for h in holidays)
            if in_holidays is not (arrangement.only_in is HolidayRule.IN_HOLIDAYS):
                continue
        yield _at(arrangement, datetime.combine(day, clock))


def _at(arrangement: Arrangement, on_the_wall: datetime) -> Expected:
    """Return the moment; a time in the hour that a clock change leaves out is an hour later, and says so."""
    moment = on_the_wall.astimezone()
    return Expected(arrangement, moment, moved=local(moment).replace(tzinfo=None, fold=0) != on_the_wall)


def time_of(text: str) -> time:
    """Return a time of day as "18:30" says it; midday where nothing or no time is written."""
    hours, _colon, minutes = text.strip().replace(".", ":").partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        return time(12)
