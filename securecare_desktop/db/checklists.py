"""Checklist templates, running checklists and their items."""

from datetime import date, datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped

from ..domain.checklists import (
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    ChecklistTemplateItem,
    ItemState,
    RestsOn,
)
from .base import RecordRow, Repository, SearchText, reference


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
    anchor: Mapped[str]
    jurisdiction: Mapped[str]


class ChecklistTemplates(Repository[ChecklistTemplate]):
    """Plain queries on checklist template rows."""

    row = ChecklistTemplateRow


class ChecklistTemplateItemRow(RecordRow):
    """Rows of ChecklistTemplateItem."""

    __tablename__ = "checklist_template_item"
    __record_kind__ = "checklist_template_items"
    __domain__ = ChecklistTemplateItem
    __order__ = (
        "offset",
        "key",
    )

    template_id: Mapped[str] = reference("checklist_template.id")
    key: Mapped[str]
    what: Mapped[str]
    role: Mapped[str]
    offset: Mapped[int]
    offset_unit: Mapped[str]
    rests_on: Mapped[RestsOn]
    source: Mapped[str]
    verified: Mapped[bool]


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
    anchor_on: Mapped[date | None]
    closed_on: Mapped[date | None]

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

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.due_on)


class ChecklistItems(Repository[ChecklistItem]):
    """Queries on checklist item rows."""

    row = ChecklistItemRow

    def due_until(self, day: date) -> tuple[ChecklistItem, ...]:
        """Return the open items of everybody that are due on or before `day`."""
        return self.select(
            select(ChecklistItemRow)
            .where(ChecklistItemRow.state == ItemState.OPEN, ChecklistItemRow.due_on <= day)
            .order_by(ChecklistItemRow.due_on)
        )
