"""Staff and units as the staff page gets them: a few people, and what was asked of the services."""

from dataclasses import replace
from datetime import date
from typing import Any

from securecare_desktop.core.errors import InputError, Problem
from securecare_desktop.domain.accounts import Account
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.staff import Assignment, Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.services.results import Saved
from securecare_desktop.services.staff import GivenPassword

TODAY = date(2026, 5, 14)
GRAHAM = StaffMember(
    id="graham", name="Graham Pell", role=Role.UNIT_MANAGER, unit_id="rowan", pronouns="he/him", version=1
)
FEMI = StaffMember(id="femi", name="Femi Oduya", role=Role.RESIDENTIAL_WORKER, unit_id="rowan", version=1)
GONE = StaffMember(
    id="lewis",
    name="Lewis Marr",
    role=Role.AGENCY_WORKER,
    unit_id="rowan",
    ends=date(2026, 5, 1),
    version=3,
)
IMRAN = StaffMember(id="imran", name="Imran Shah", role=Role.SYSTEM_ADMINISTRATOR, unit_id="rowan", version=1)
RHYS = StaffMember(id="rhys", name="Rhys Bevan", role=Role.AGENCY_WORKER, unit_id="rowan", version=1)
ROWAN = Unit(
    id="rowan",
    version=1,
    name="Rowan",
    house_name="Brackenfield House",
    jurisdiction=Jurisdiction.SCOTLAND,
)
WILLOW = replace(ROWAN, id="willow", name="Willow")
CHANGED = Changed(frozenset({"staff"}))
WORDS = "lantern-pickle-orbit"


class FakeStaff:
    """Three people; remembers what was asked of it."""

    def __init__(self) -> None:
        self.known: tuple[Account, ...] = (
            Account(GRAHAM),
            Account(FEMI),
            Account(GONE, has_password=False),
        )
        self.asked: list[tuple[Any, ...]] = []
        self.assigned: tuple[Assignment, ...] = ()
        self.refuses: tuple[Problem, ...] = ()
        self.words = WORDS

    def accounts(self) -> tuple[Account, ...]:
        return self.known

    def assignments(self, staff_id: str) -> tuple[Assignment, ...]:
        return tuple(one for one in self.assigned if one.staff_id == staff_id)

    def assign(self, assignment: Assignment) -> Saved[Assignment]:
        self.asked.append(("assign", assignment))
        return Saved(assignment, CHANGED)

    def add(self, member: StaffMember) -> GivenPassword:
        if self.refuses:
            raise InputError(self.refuses)
        self.asked.append(("add", member))
        return GivenPassword(member, CHANGED, self.words)

    def save(self, member: StaffMember) -> Saved[StaffMember]:
        self.asked.append(("save", member))
        return Saved(member, CHANGED)

    def set_password(self, staff_id: str) -> GivenPassword:
        self.asked.append(("set_password", staff_id))
        return GivenPassword(FEMI, CHANGED, self.words)

    def confirm(self, staff_id: str) -> GivenPassword:
        self.asked.append(("confirm", staff_id))
        return GivenPassword(FEMI, CHANGED, self.words)

    def end(self, staff_id: str, on: date | None) -> Saved[StaffMember]:
        self.asked.append(("end", staff_id, on))
        return Saved(FEMI, CHANGED)

    def lift_pause(self, staff_id: str) -> Saved[StaffMember]:
        self.asked.append(("lift_pause", staff_id))
        return Saved(FEMI, CHANGED)


class FakeUnits:
    """One unit; remembers what was asked of it."""

    def __init__(self) -> None:
        self.known: tuple[Unit, ...] = (ROWAN,)
        self.asked: list[tuple[str, Unit]] = []

    def list(self) -> tuple[Unit, ...]:
        return self.known

    def save(self, unit: Unit) -> Saved[Unit]:
        self.asked.append(("save", unit))
        return Saved(unit, Changed(frozenset({"units"})))

    def add(self, unit: Unit) -> Saved[Unit]:
        self.asked.append(("add", unit))
        return Saved(unit, Changed(frozenset({"units"})))


class FakeDrafts:
    """Keeps drafts in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, str]] = {}

    def keep(self, form: str, young_person_id: str, values: dict[str, str]) -> None:
        self.kept[form] = values

    def load(self, form: str) -> dict[str, str] | None:
        return self.kept.get(form)

    def drop(self, form: str) -> None:
        self.kept.pop(form, None)
