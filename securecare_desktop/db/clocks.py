"""What became of time limits, and what a unit has made of their rules."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped

from ..domain.checklists import ItemState
from ..domain.clocks import ClockRun, ClockSetting
from .base import RecordRow, Repository, SearchText, reference


class ClockRunRow(RecordRow):
    """Rows of ClockRun."""

    __tablename__ = "clock_run"
    __record_kind__ = "clock_runs"
    __domain__ = ClockRun
    __order__ = ("rule", "step", "written_at")
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_clock_run_state", "state"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    stay_id: Mapped[str] = reference("stay.id")
    rule: Mapped[str]
    step: Mapped[int]
    series: Mapped[str]
    starts_at: Mapped[datetime | None]
    state: Mapped[ItemState]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str]
    evidence: Mapped[str]
    evidence_kind: Mapped[str]
    evidence_id: Mapped[str]
    not_applicable_because: Mapped[str]
    late_reason: Mapped[str]
    who: Mapped[str]
    extended_until: Mapped[datetime | None]
    extended_because: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.rule, self.written_text(), self.done_at.date() if self.done_at else None)


class ClockRuns(Repository[ClockRun]):
    """Queries on clock run rows."""

    row = ClockRunRow

    def of_stays(self, stay_ids: Collection[str]) -> tuple[ClockRun, ...]:
        """Return all runs of these stays."""
        return self.select(
            select(ClockRunRow).where(ClockRunRow.stay_id.in_(stay_ids)).order_by(*self.order())
        )


class ClockSettingRow(RecordRow):
    """Rows of ClockSetting."""

    __tablename__ = "clock_setting"
    __record_kind__ = "clock_settings"
    __domain__ = ClockSetting
    __order__ = ("rule",)

    unit_id: Mapped[str] = reference("unit.id")
    rule: Mapped[str]
    in_use: Mapped[bool]
    confirmed_steps: Mapped[tuple[str, ...]]
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str]
    checked_against: Mapped[str]


class ClockSettings(Repository[ClockSetting]):
    """Plain queries on clock setting rows."""

    row = ClockSettingRow
