"""The list: what is planned and expected, soonest first, and days on which nothing was written down.

What was is the list of occasions.py; an expected occasion opens the same form with everything filled in that is known.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from ...core.clock import Clock, local
from ...core.labels import label
from ...core.text import _
from ...domain.expected import Expected, key_of_expected
from ...domain.family_calendar import FamilyMonth, FamilyYear
from ...domain.family_time import Occasion, OccasionState
from ..tables.model import Column
from ..widgets.records import RecordKind

WEEKS_AHEAD = 6
WEEKS_BACK = 4
AHEAD_AT_FIRST = 6
MISSING_AT_FIRST = 4


class Calendar(Protocol):
    """What this screen needs of the family calendar."""

    def month(self, young_person_id: str, first_day: date, /) -> FamilyMonth:
        """Return the month of a day."""
        ...

    def expected(self, young_person_id: str, first: date, last: date, /) -> tuple[Expected, ...]:
        """Return what is expected and has no occasion."""
        ...

    def year(self, young_person_id: str, today: date, /) -> FamilyYear:
        """Return the last twelve months."""
        ...


def new_on(blank: Occasion, day: date, clock: Clock) -> Occasion:
    """Return a new occasion for a day: now where that is today, else at midday; planned where it is still to come."""
    today = clock.today()
    if day == today:
        return blank
    state = OccasionState.PLANNED if day > today else blank.state
    return replace(blank, planned_at=datetime.combine(day, time(12)).astimezone(), state=state)


def new_for(expected: Expected, young_person_id: str, clock: Clock) -> Occasion:
    """Return a new occasion that answers to an expected one, with everything that the arrangement says."""
    arrangement = expected.arrangement
    return Occasion(
        young_person_id=young_person_id,
        person_id=arrangement.person_id,
        with_whom=arrangement.with_whom,
        kind=arrangement.kind,
        state=OccasionState.HAPPENED if expected.at <= clock.now() else OccasionState.PLANNED,
        planned_at=expected.at,
        arrangement_id=arrangement.id,
        expected_at=expected.at,
        place=arrangement.place,
        level=arrangement.level,
    )


def key_of(occasion: Occasion) -> str:
    """Return the id of an occasion; one that is not stored yet is called after the moment that it answers to."""
    if occasion.id or occasion.expected_at is None:
        return occasion.id
    return key_of_expected(occasion.arrangement_id, occasion.expected_at)


def day_of_key(key: str) -> date | None:
    """Return the day that a key of something not stored yet speaks of, or None."""
    kind, _colon, rest = key.partition(":")
    try:
        if kind == "day":
            return date.fromisoformat(rest)
        if kind == "expected":
            return local(datetime.fromisoformat(rest.partition(":")[2])).date()
    except ValueError:
        return None
    return None


def ahead_kind(to_come: RecordKind, calendar: Calendar, clock: Clock) -> RecordKind:
    """Return the list of what is planned and what is expected, soonest first."""

    def load(who: str) -> tuple[Occasion, ...]:
        today = clock.today()
        waiting = calendar.expected(who, today, today + timedelta(weeks=WEEKS_AHEAD))
        found = (*to_come.load(who), *(new_for(one, who, clock) for one in waiting))
        return tuple(sorted(found, key=lambda o: o.planned_at))

    return replace(
        to_come,
        load=load,
        key=key_of,
        columns=(*to_come.columns[:-1], _how_it_stands(), to_come.columns[-1]),
        at_first=AHEAD_AT_FIRST,
    )


def missing_kind(
    occasions: RecordKind, calendar: Calendar, clock: Clock, day: Callable[[datetime], str]
) -> RecordKind:
    """Return the list of what was expected in the last weeks and has nothing written, newest first."""

    def load(who: str) -> tuple[Occasion, ...]:
        today = clock.today()
        missing = calendar.expected(who, today - timedelta(weeks=WEEKS_BACK), today - timedelta(days=1))
        return tuple(new_for(one, who, clock) for one in reversed(missing))

    return replace(
        occasions,
        entry="missing",
        title=_("Expected, nothing written"),
        icon="circle",
        note="",
        empty=_("Something is written for every day that was expected."),
        columns=(
            Column("when", _("When"), lambda o: day(o.planned_at), sort=lambda o: o.planned_at, width=155),
            Column("who", _("Who"), lambda o: o.with_whom, strong=True, width=120),
            Column("kind", _("Kind"), lambda o: label(o.kind), width=120, stretch=True),
        ),
        load=load,
        key=key_of,
        may_add=False,
        second=None,
        acts=(),
        at_first=MISSING_AT_FIRST,
        says_signed=False,
    )


def _how_it_stands() -> Column:
    return Column(
        "stands",
        _("How it stands"),
        lambda o: label(o.state) if o.id else _("Expected"),
        icon=lambda _o: "calendar",
        width=120,
    )
