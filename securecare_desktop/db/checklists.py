"""Checklist templates, running checklists and their items."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped

from ..domain.checklists import (
    Anchor,
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    ChecklistTemplateItem,
    ItemState,
    RestsOn,
)
from ..domain.source_marks import SourceMark
from ..domain.staff import Jurisdiction
from ..domain.time_limits import TimeUnit
from ..domain.young_people import LegalBasis
from .base import RecordRow, Repository, SearchText, optional_reference, reference


class ChecklistTemplateRow(RecordRow):
    """Rows of ChecklistTemplate."""

    __tablename__ = "checklist_template"
    __record_kind__ = "checklist_templates"
    __domain__ = ChecklistTemplate
    __order__ = (
        "title",
        "-number",
    )

    key: Mapped[str]
    title: Mapped[str]
    number: Mapped[int]
    anchor: Mapped[Anchor]
    unit_id: Mapped[str] = optional_reference("unit.id")
    jurisdictions: Mapped[tuple[Jurisdiction, ...]]
    legal_bases: Mapped[tuple[LegalBasis, ...]]
    source: Mapped[str]
    why: Mapped[str]
    ended_on: Mapped[date | None]


class ChecklistTemplates(Repository[ChecklistTemplate]):
    """Plain queries on checklist template rows."""

    row = ChecklistTemplateRow


class ChecklistTemplateItemRow(RecordRow):
    """Rows of ChecklistTemplateItem."""

    __tablename__ = "checklist_template_item"
    __record_kind__ = "checklist_template_items"
    __domain__ = ChecklistTemplateItem
    __order__ = (
        "place",
        "offset",
        "key",
    )

    template_id: Mapped[str] = reference("checklist_template.id")
    key: Mapped[str]
    what: Mapped[str]
    role: Mapped[str]
    offset: Mapped[int | None]
    offset_unit: Mapped[TimeUnit]
    anchor: Mapped[Anchor | None]
    after: Mapped[str]
    rests_on: Mapped[RestsOn]
    source: Mapped[str]
    mark: Mapped[SourceMark]
    note: Mapped[str]
    group_title: Mapped[str]
    place: Mapped[int]
    own: Mapped[bool]
    jurisdictions: Mapped[tuple[Jurisdiction, ...]]
    legal_bases: Mapped[tuple[LegalBasis, ...]]


class ChecklistTemplateItems(Repository[ChecklistTemplateItem]):
    """Plain queries on checklist template item rows."""

    row = ChecklistTemplateItemRow


class ChecklistRow(RecordRow):
    """Rows of Checklist."""

    __tablename__ = "checklist"
    __record_kind__ = "checklists"
    __domain__ = Checklist
    __order__ = ("-anchor_on",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    template_id: Mapped[str] = reference("checklist_template.id")
    title: Mapped[str]
    anchor: Mapped[Anchor]
    anchor_on: Mapped[date | None]
    anchor_at: Mapped[datetime | None]
    stay_id: Mapped[str] = optional_reference("stay.id")
    change_id: Mapped[str] = optional_reference("worker_change.id")
    closed_on: Mapped[date | None]
    why_closed: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.title, "", self.anchor_on)


class Checklists(Repository[Checklist]):
    """Plain queries on checklist rows."""

    row = ChecklistRow


class ChecklistItemRow(RecordRow):
    """Rows of ChecklistItem."""

    __tablename__ = "checklist_item"
    __record_kind__ = "checklist_items"
    __domain__ = ChecklistItem
    __order__ = (
        "due_on",
        "key",
    )
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_checklist_item_state_due", "state", "due_on"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    checklist_id: Mapped[str] = reference("checklist.id")
    key: Mapped[str]
    what: Mapped[str]
    who: Mapped[str]
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None]
    rests_on: Mapped[RestsOn]
    source: Mapped[str]
    state: Mapped[ItemState]
    evidence: Mapped[str]
    done_by: Mapped[str]
    done_on: Mapped[date | None]
    not_applicable_because: Mapped[str]
    late_reason: Mapped[str]
    group_title: Mapped[str]
    role: Mapped[str]
    staff_id: Mapped[str] = optional_reference("staff_member.id", index=False)
    offset: Mapped[int | None]
    offset_unit: Mapped[TimeUnit]
    anchor: Mapped[Anchor | None]
    after: Mapped[str]
    mark: Mapped[SourceMark]
    place: Mapped[int]
    own: Mapped[bool]
    done_at: Mapped[datetime | None]
    evidence_kind: Mapped[str]
    evidence_id: Mapped[str]
    moved_from: Mapped[date | None]
    moved_because: Mapped[str]
    handed_over_from: Mapped[str]
    handed_over_because: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.due_on)


class ChecklistItems(Repository[ChecklistItem]):
    """Queries on checklist item rows."""

    row = ChecklistItemRow

    def due_until(self, day: date) -> tuple[ChecklistItem, ...]:
        """Return the open items of everybody that are due on or before `day`, of lists that nobody has closed."""
        return self.where(
            "state = ? AND due_on <= ? AND EXISTS (SELECT 1 FROM checklist"
            " WHERE checklist.id = checklist_item.checklist_id AND checklist.closed_on IS NULL)",
            (ItemState.OPEN.value, day.isoformat()),
        )

    def whole_of(self, checklist_id: str) -> tuple[ChecklistItem, ...]:
        """Return every item of a list with nothing left out: for what counts days, never to hand on."""
        rows = self.session.scalars(
            select(self.row).filter_by(checklist_id=checklist_id).order_by(*self.order())
        )
        return tuple(self.frozen(row) for row in rows)

    def move(self, items: Iterable[ChecklistItem]) -> None:
        """Store when items are due and why that moved, also of those that are withheld from whoever saves."""
        for item in items:
            row = self._required(item.id)
            for name in ("due_on", "due_at", "moved_from", "moved_because"):
                setattr(row, name, getattr(item, name))
        self.session.flush()
