"""Actions that belong to a person and a day."""

from datetime import date

from sqlalchemy import Index, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.actions import PlannedAction
from ..domain.checklists import RestsOn
from .base import RecordRow, Repository, SearchText, optional_reference, reference


class PlannedActionRow(RecordRow):
    """Rows of PlannedAction."""

    __tablename__ = "planned_action"
    __record_kind__ = "actions"
    __domain__ = PlannedAction
    __order__ = ("by",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_planned_action_by", "by"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    what: Mapped[str]
    who: Mapped[str]
    who_id: Mapped[str] = optional_reference("staff_member.id")
    by: Mapped[date | None]
    rests_on: Mapped[RestsOn]
    done_on: Mapped[date | None]
    done_by: Mapped[str]
    outcome: Mapped[str]
    goal_lineage_id: Mapped[str] = mapped_column(Text, index=True)

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.by)


class PlannedActions(Repository[PlannedAction]):
    """Queries on planned action rows."""

    row = PlannedActionRow

    def open_until(self, day: date) -> tuple[PlannedAction, ...]:
        """Return the open actions of everybody that are due on or before `day`."""
        return self.where('done_on IS NULL AND "by" <= ?', (day.isoformat(),))

    def open_for(self, young_person_id: str) -> tuple[PlannedAction, ...]:
        """Return one young person's open actions, those without a day last."""
        return self.select(
            select(PlannedActionRow)
            .where(PlannedActionRow.done_on.is_(None), PlannedActionRow.young_person_id == young_person_id)
            .order_by(PlannedActionRow.by.is_(None), PlannedActionRow.by)
        )
