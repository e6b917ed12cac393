"""Who opened records out of their reach, and why."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from ..domain.open_anyway import OpenedAnyway
from .base import RecordRow, Repository, reference
from .columns import moment_text


class OpenedAnywayRow(RecordRow):
    """Rows of OpenedAnyway."""

    __tablename__ = "opened_anyway"
    __record_kind__ = "opened_anyway"
    __domain__ = OpenedAnyway
    __order__ = ("written_at", "id")
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_opened_anyway_staff_until", "staff_id", "until"),)

    staff_id: Mapped[str] = reference("staff_member.id", index=False)
    staff_name: Mapped[str]
    young_person_id: Mapped[str] = reference("young_person.id")
    reason: Mapped[str]
    until: Mapped[datetime]
    seen_by: Mapped[str]
    seen_at: Mapped[datetime | None]


class OpenedAnyways(Repository[OpenedAnyway]):
    """Queries on what was opened anyway."""

    row = OpenedAnywayRow

    def holding(self, staff_id: str, moment: datetime) -> tuple[OpenedAnyway, ...]:
        """Return what this member of staff has opened and may still read at `moment`."""
        return self.where("staff_id = ? AND until > ?", (staff_id, moment_text(moment)))
