"""Units, staff and assignments as tables."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from ..domain.staff import Assignment, Jurisdiction, Role, StaffMember, Unit
from .base import RecordRow, Repository, SearchText, reference


class UnitRow(RecordRow):
    """Rows of Unit."""

    __tablename__ = "unit"
    __record_kind__ = "units"
    __domain__ = Unit
    __order__ = ("name",)

    name: Mapped[str]
    house_name: Mapped[str]
    jurisdiction: Mapped[Jurisdiction]
    marking: Mapped[str]
    handling: Mapped[str]
    phone: Mapped[str]
    password_for_signing: Mapped[bool]
    pin_minutes: Mapped[int]
    shift_starts: Mapped[tuple[str, ...]]


class Units(Repository[Unit]):
    """Plain queries on unit rows."""

    row = UnitRow


class StaffMemberRow(RecordRow):
    """Rows of StaffMember."""

    __tablename__ = "staff_member"
    __record_kind__ = "staff"
    __domain__ = StaffMember
    __order__ = ("name",)

    name: Mapped[str]
    role: Mapped[Role]
    unit_id: Mapped[str] = reference("unit.id")
    job_title: Mapped[str]
    pronouns: Mapped[str]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    other_unit_ids: Mapped[tuple[str, ...]]
    waits_for_manager: Mapped[bool]

    def __search__(self) -> SearchText:
        return SearchText(self.name, f"{self.job_title}")


class Staff(Repository[StaffMember]):
    """Plain queries on staff member rows."""

    row = StaffMemberRow

    def ended_before(self, day: date) -> tuple[StaffMember, ...]:
        """Return those whose last day was before `day`."""
        return self.select(select(StaffMemberRow).where(StaffMemberRow.ends < day))

    def of_units(self, unit_ids: Collection[str]) -> tuple[StaffMember, ...]:
        """Return whoever reaches the records of any of these units, by name; ended accounts too."""
        return tuple(member for member in self.find() if not set(member.unit_ids).isdisjoint(unit_ids))


class AssignmentRow(RecordRow):
    """Rows of Assignment."""

    __tablename__ = "assignment"
    __record_kind__ = "assignments"
    __domain__ = Assignment
    __order__ = ("until",)
    __young_person_field__ = "young_person_id"

    staff_id: Mapped[str] = reference("staff_member.id")
    young_person_id: Mapped[str] = reference("young_person.id")
    until: Mapped[date | None]


class Assignments(Repository[Assignment]):
    """Plain queries on assignment rows."""

    row = AssignmentRow
