"""What Today shows: who still has to be told, changes of worker, what is late and due, family time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ..core.clock import local
from .checklists import RestsOn
from .family_time import FamilyTimeKind, OccasionState
from .signatures import Waiting
from .time_limits import Due
from .worker_changes import ChangeSummary


@dataclass(frozen=True, slots=True)
class Known:
    """A young person whose records the reader may read: the name used, and whether they live here now."""

    id: str
    name_used: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StillToTell:
    """News that a young person has not heard yet. `record_kind` and `record_id` name the place to act."""

    young_person_id: str
    young_person_name: str
    news: str
    record_kind: str
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """Something late or due in the next days. `record_kind` and `record_id` name the place to act.

    `due_at` is the moment where hours count. `unverified` marks a figure that nobody has checked against the current
    text yet. `rhythm` is that of a plan review, so that a review and the time limit that it shows stand there once.
    `who_id` is the member of staff who does it, where that is known; `mine` says that it is whoever reads it.
    `note` is one thing more to know of it: that its day was moved, or who handed it over.
    """

    young_person_id: str
    young_person_name: str
    what: str
    who: str
    due_on: date
    rests_on: RestsOn
    record_kind: str
    record_id: str
    due_at: datetime | None = None
    unverified: bool = False
    rhythm: str = ""
    who_id: str = ""
    mine: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTimeLine:
    """One occasion of today; `is_expected` for one that the rules expect and nobody has written anything of."""

    young_person_id: str
    young_person_name: str
    at: datetime
    with_whom: str
    kind: FamilyTimeKind
    place: str
    state: OccasionState
    note: str
    record_id: str
    is_expected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLine:
    """A goodbye of this week or a promise that is due."""

    young_person_id: str
    young_person_name: str
    what: str
    day: date | None
    record_id: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """A note of an earlier shift that stands: about one young person, or about the house. `unread`: not said back yet."""

    record_id: str
    young_person_id: str
    young_person_name: str
    what: str
    writer: str
    unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLine:
    """Records that somebody opened out of their reach, for a manager to read why."""

    record_id: str
    young_person_id: str
    young_person_name: str
    who: str
    reason: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The whole page, in the order in which it cannot wait. `now` is the moment it was put together.

    `sees_nobody` says that there is nobody whose records the reader may read.
    """

    day: date
    now: datetime | None = None
    still_to_tell: tuple[StillToTell, ...] = ()
    changes: tuple[ChangeSummary, ...] = ()
    due: tuple[DueLine, ...] = ()
    family_time: tuple[FamilyTimeLine, ...] = ()
    goodbyes: tuple[DatedLine, ...] = ()
    promises: tuple[DatedLine, ...] = ()
    open_promises: int = 0
    opened_anyway: tuple[OpenedLine, ...] = ()
    waiting: Waiting = Waiting()
    shift_notes: tuple[ShiftLine, ...] = ()
    sees_nobody: bool = False


# -- what cannot wait ------------------------------------------------------------------------------------------------


_STRICTEST = (RestsOn.LAW, RestsOn.GUIDANCE, RestsOn.PROMISE, RestsOn.TEAM)


def is_late(line: DueLine, now: datetime) -> bool:
    """Say whether something is late: after its moment where hours count, else after its day."""
    return now > line.due_at if line.due_at is not None else local(now).date() > line.due_on


def sorted_by_need(lines: Iterable[DueLine], now: datetime) -> tuple[DueLine, ...]:
    """Return what is late first, the strictest of it on top, then the rest by moment and day, the strictest first.

    So a list that shows its first lines only shows what the law asks for and nobody has done, whatever else there is.
    """

    def need(line: DueLine) -> tuple[object, ...]:
        strict = _STRICTEST.index(line.rests_on)
        at = Due(line.due_on, line.due_at).last_moment
        order = (strict, at) if is_late(line, now) else (at, strict)
        return (not is_late(line, now), *order, line.young_person_name, line.record_id)

    return tuple(sorted(lines, key=need))
