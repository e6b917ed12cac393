"""Checklists of a transition: templates as data, running checklists and their items."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .record import Record
from .source_marks import SourceMark
from .staff import Jurisdiction
from .time_limits import TimeLimit, TimeUnit
from .young_people import LegalBasis


class Anchor(StrEnum):
    """The day that a list, or an item of it, counts from."""

    ARRIVAL = "arrival"
    PLANNED_MOVE = "planned_move"
    DATE_OF_CHANGE = "date_of_change"
    CHOSEN_DAY = "chosen_day"


class RestsOn(StrEnum):
    """What a date or item rests on. House and local procedure count as team."""

    LAW = "law"
    GUIDANCE = "guidance"
    TEAM = "team"
    PROMISE = "promise"


class ItemState(StrEnum):
    """What became of an item."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTemplate(Record):
    """A version of a checklist template as the unit uses it; its items are ChecklistTemplateItem rows.

    `jurisdictions` and `legal_bases` are empty for all. A template that is no longer offered has an `ended_on`.
    """

    key: str
    title: str
    number: int = 1
    anchor: Anchor = Anchor.CHOSEN_DAY
    unit_id: str = ""
    jurisdictions: tuple[Jurisdiction, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    source: str = ""
    why: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTemplateItem(Record):
    """One item of a template, due `offset` (in `offset_unit`) from its anchor: before it where that is below 0.

    `anchor` is None for that of the list. `after` is the key of an item of the same template: it counts from the day
    that one was done. Without a date (`offset` None) it stands without one. `own` marks what the young person wants.
    """

    template_id: str
    key: str
    what: str
    role: str = ""
    offset: int | None = 0
    offset_unit: TimeUnit = TimeUnit.DAYS
    anchor: Anchor | None = None
    after: str = ""
    rests_on: RestsOn = RestsOn.TEAM
    source: str = ""
    mark: SourceMark = SourceMark.SUGGESTION
    note: str = ""
    group_title: str = ""
    place: int = 0
    own: bool = False
    jurisdictions: tuple[Jurisdiction, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()

    @property
    def limit(self) -> TimeLimit | None:
        """How far from its anchor it is due."""
        return None if self.offset is None else TimeLimit(count=self.offset, unit=self.offset_unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Record):
    """A running checklist of one young person, dated from its anchor.

    The anchor is the stay's or the change of worker's own day, kept here as the list was last dated from it;
    `anchor_at` is the moment, where one is known and hours count.
    """

    young_person_id: str
    template_id: str
    title: str
    anchor: Anchor = Anchor.CHOSEN_DAY
    anchor_on: date | None = None
    anchor_at: datetime | None = None
    stay_id: str = ""
    change_id: str = ""
    closed_on: date | None = None
    why_closed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Record):
    """One item of a running checklist, due `offset` from its anchor as in its template.

    `who` does it, `role` is who does it as the template says. `moved_from` is the day it was due before its anchor
    moved. What shows that it is done is `evidence` in words, a linked record (`evidence_kind`, `evidence_id`) or a
    file (attachments.py). `own` marks what the young person wants to have done.
    """

    young_person_id: str
    checklist_id: str
    key: str
    what: str
    who: str = ""
    due_on: date | None = None
    due_at: datetime | None = None
    rests_on: RestsOn = RestsOn.TEAM
    source: str = ""
    state: ItemState = ItemState.OPEN
    evidence: str = ""
    done_by: str = ""
    done_on: date | None = None
    not_applicable_because: str = ""
    late_reason: str = ""
    group_title: str = ""
    role: str = ""
    staff_id: str = ""
    offset: int | None = None
    offset_unit: TimeUnit = TimeUnit.DAYS
    anchor: Anchor | None = None
    after: str = ""
    mark: SourceMark = SourceMark.SUGGESTION
    place: int = 0
    own: bool = False
    done_at: datetime | None = None
    evidence_kind: str = ""
    evidence_id: str = ""
    moved_from: date | None = None
    moved_because: str = ""
    handed_over_from: str = ""
    handed_over_because: str = ""
