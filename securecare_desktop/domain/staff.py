"""Units, staff and their roles. What a role may do stands in permissions.py."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..core.text import N_, given_name
from .record import Record


class Jurisdiction(StrEnum):
    """The nation whose law a unit works under."""

    SCOTLAND = "scotland"
    ENGLAND = "england"
    WALES = "wales"


class Role(StrEnum):
    """What somebody is here, which decides what they may do (permissions.py)."""

    UNIT_MANAGER = "unit_manager"
    SHIFT_LEAD = "shift_lead"
    RESIDENTIAL_WORKER = "residential_worker"
    AGENCY_WORKER = "agency_worker"
    INSPECTOR = "inspector"
    SYSTEM_ADMINISTRATOR = "system_administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """A group living together in one house. `marking` is the protective marking printed on packs."""

    name: str
    house_name: str
    jurisdiction: Jurisdiction
    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = N_("Keep locked away. Do not copy.")
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember(Record):
    """Somebody who works here and has an account. `job_title` is what the house calls them."""

    name: str
    role: Role
    unit_id: str
    job_title: str = ""
    pronouns: str = ""
    starts: date | None = None
    ends: date | None = None

    def works_on(self, day: date) -> bool:
        """Say whether the account is open on `day`."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)

    @property
    def given_name(self) -> str:
        """The first part of the name, as the young people say it."""
        return given_name(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Record):
    """An agency worker may see this young person."""

    staff_id: str
    young_person_id: str
    until: date | None = None
