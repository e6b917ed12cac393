"""What Today shows: who still has to be told, changes of worker, what is late and due, family time."""

from dataclasses import dataclass
from datetime import date, datetime

from .checklists import RestsOn
from .family_time import FamilyTimeKind, OccasionState
from .signatures import Waiting
from .worker_changes import ChangeSummary


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
    """Something late or due in the next days."""

    young_person_id: str
    young_person_name: str
    what: str
    who: str
    due_on: date
    rests_on: RestsOn
    record_kind: str
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTimeLine:
    """One occasion of today."""

    young_person_id: str
    young_person_name: str
    at: datetime
    with_whom: str
    kind: FamilyTimeKind
    place: str
    state: OccasionState
    note: str
    record_id: str


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
    """The whole page, in the order in which it cannot wait."""

    day: date
    still_to_tell: tuple[StillToTell, ...] = ()
    changes: tuple[ChangeSummary, ...] = ()
    due: tuple[DueLine, ...] = ()
    family_time: tuple[FamilyTimeLine, ...] = ()
    goodbyes: tuple[DatedLine, ...] = ()
    promises: tuple[DatedLine, ...] = ()
    open_promises: int = 0
    opened_anyway: tuple[OpenedLine, ...] = ()
    waiting: Waiting = Waiting()
