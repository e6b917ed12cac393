"""What stands on the days of a month: each occasion and each expected one as a mark with icon, words and what is said.

How they are drawn and walked through is month.py.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ...core.clock import local
from ...core.labels import label
from ...core.text import _, clock_time, day_long
from ...domain.expected import Expected
from ...domain.family_calendar import FamilyMonth
from ...domain.family_time import Occasion, OccasionState, ProtectedVisitor

SETTLED = (OccasionState.CANCELLED, OccasionState.DID_NOT_COME)
_LOOKS = {
    OccasionState.PLANNED: ("calendar", "planned"),
    OccasionState.HAPPENED: ("check", "done"),
    OccasionState.CUT_SHORT: ("check", "done"),
    OccasionState.CANCELLED: ("x", "late"),
    OccasionState.DID_NOT_COME: ("x", "late"),
    OccasionState.OFFERED_AND_DECLINED: ("circle-slash", "quiet"),
    OccasionState.NOT_REACHED: ("circle-slash", "quiet"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a day. `look`: done, late, quiet, planned (dashed) or missing (past, and nothing was written)."""

    key: str
    day: date
    at: datetime
    words: str
    icon: str
    look: str
    says: str
    of: Occasion | Expected


def marks_of(month: FamilyMonth, today: date) -> dict[date, tuple[Mark, ...]]:
    """Return the marks of each day that has any, in order of time."""
    found: dict[date, list[Mark]] = {}
    for mark in (
        *(_of_occasion(one) for one in month.occasions),
        *(_of_expected(one, today) for one in month.expected),
    ):
        found.setdefault(mark.day, []).append(mark)
    return {day: tuple(sorted(marks, key=lambda m: (m.at, m.words))) for day, marks in found.items()}


def day_says(day: date, today: date, count: int = 0) -> str:
    """Return what is said of a day: "Thursday 14 May 2026, today"."""
    parts = [day_long(day)]
    if day == today:
        parts.append(_("today"))
    if not count:
        parts.append(_("nothing"))
    return ", ".join(parts)


def _of_occasion(occasion: Occasion) -> Mark:
    day = local(occasion.planned_at).date()
    icon, look = _LOOKS[occasion.state]
    time = clock_time(occasion.planned_at)
    is_planned = occasion.state is OccasionState.PLANNED
    said = [
        day_long(day),
        time,
        occasion.with_whom,
        label(occasion.kind).lower(),
        label(occasion.state).lower(),
    ]
    if occasion.protected is not ProtectedVisitor.NO:
        said.append(_("private visit"))
    if occasion.state in SETTLED:
        if occasion.cancelled_by:
            said.append(_("by {name}").format(name=occasion.cancelled_by))
        said.append(_("still to be told") if occasion.still_to_tell else _("told"))
    return Mark(
        occasion.id,
        day,
        occasion.planned_at,
        f"{occasion.with_whom} {time}" if is_planned else occasion.with_whom,
        icon,
        look,
        ", ".join(said),
        occasion,
    )


def _of_expected(expected: Expected, today: date) -> Mark:
    day = local(expected.at).date()
    arrangement = expected.arrangement
    time = clock_time(expected.at)
    said = [
        day_long(day),
        time,
        arrangement.with_whom,
        label(arrangement.kind).lower(),
        _("expected by what is arranged"),
    ]
    if day < today:
        said.append(_("nothing written"))
    if expected.moved:
        said.append(_("an hour later, because the clocks change"))
    missing = day < today
    return Mark(
        expected.key,
        day,
        expected.at,
        f"{arrangement.with_whom} {time}",
        "circle" if missing else "calendar",
        "missing" if missing else "planned",
        ", ".join(said),
        expected,
    )
