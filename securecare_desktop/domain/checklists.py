"""Checklists of a transition: templates as data, running checklists and their items."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .record import Record


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
    """A version of a checklist template as the unit uses it; its items are ChecklistTemplateItem rows."""

    key: str
    title: str
    number: int = 1
    anchor: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTemplateItem(Record):
    """One item of a template. `offset` counts in `offset_unit` (hours, days, working_days, months)."""

    template_id: str
    key: str
    what: str
    role: str = ""
    offset: int = 0
    offset_unit: str = "days"
    rests_on: RestsOn = RestsOn.TEAM
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Record):
    """A running checklist of one young person, dated from its anchor."""

    young_person_id: str
    template_id: str
    title: str
    anchor_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Record):
    """One item of a running checklist."""

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
