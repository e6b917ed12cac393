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
    """A group living together in one house. `marking` is the protective marking printed on packs.

    With `password_for_signing` whoever signs an entry is asked for their password again. `pin_minutes` is how long
    a PIN may unlock its owner's own lock; 0 allows none. `shift_starts` is when the early, the late and the night
    shift begin, as "07:00".
    """

    name: str
    house_name: str
    jurisdiction: Jurisdiction
    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = N_("Keep locked away. Do not copy.")
    phone: str = ""
    password_for_signing: bool = False
    pin_minutes: int = 60
    shift_starts: tuple[str, ...] = ("07:00", "14:00", "21:30")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember(Record):
    """Somebody who works here and has an account. `job_title` is what the house calls them.

    `unit_id` is the unit they are at home in, `other_unit_ids` those whose records they reach as well. An account
    that `waits_for_manager` was made or given a password by somebody who reads no records, and opens nothing
    until a unit manager has confirmed it.
    """

    name: str
    role: Role
    unit_id: str
    job_title: str = ""
    pronouns: str = ""
    starts: date | None = None
    ends: date | None = None
    other_unit_ids: tuple[str, ...] = ()
    waits_for_manager: bool = False

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The ids of every unit whose records are in reach."""
        return (self.unit_id, *self.other_unit_ids)

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
