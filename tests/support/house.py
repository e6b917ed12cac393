"""A small house in a real SQLCipher store: two units, a member of staff for every role, four young people.

Made once for a run and copied for each test. Key derivation is cheap here, and nothing else differs.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.domain.checklists import Checklist, ChecklistItem, ChecklistTemplate
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.people import Circle, KeyRole, NetworkPerson
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Assignment, Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.domain.worker_changes import ChangeState, ChangeStep, WorkerChange, step_dates
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay, YoungPerson
from securecare_desktop.security import wrapping
from securecare_desktop.security.keyslots import KeyCost
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.step_file import step_templates
from securecare_desktop.services.stores import NewStore

PASSWORD = "lantern pickle orbit"
NOW = datetime(2026, 5, 14, 8, 42, tzinfo=UTC)
TODAY = date(2026, 5, 14)
CHEAP = KeyCost(64, 1, 1)

STAFF = {
    Role.UNIT_MANAGER: "Graham Pell",
    Role.SHIFT_LEAD: "Denise Okafor",
    Role.RESIDENTIAL_WORKER: "Femi Oduya",
    Role.AGENCY_WORKER: "Ana Lima",
    Role.INSPECTOR: "Ruth Kemp",
    Role.SYSTEM_ADMINISTRATOR: "Imran Shah",
}

# Ids of the young people: Kai and Dev live on Rowan, the agency worker is assigned to Dev; Mia lives on Birch.
KAI, DEV, MIA = "a" * 32, "d" * 32, "b" * 32


@dataclass(frozen=True)
class House:
    """One copy of the house, on a clock that stands still."""

    folder: Path
    clock: FixedClock
    opened: list[Services] = field(default_factory=list)

    def services(self) -> Services:
        """Return services with nobody signed in; they are locked when the test is over."""
        services = build_services(self.clock, self.folder)
        self.opened.append(services)
        return services

    def signed_in(self, role: Role = Role.SHIFT_LEAD) -> Services:
        """Return services with somebody of this role signed in."""
        services = self.services()
        services.session.sign_in_named(STAFF[role], PASSWORD)
        return services


def change_id(young_person_id: str) -> str:
    """Return the id of the open change of worker of one of the young people."""
    return young_person_id[:-1] + "1"


def person_id(young_person_id: str) -> str:
    """Return the id of somebody in the network of one of the young people."""
    return young_person_id[:-1] + "2"


def occasion_id(young_person_id: str) -> str:
    """Return the id of a cancelled occasion that the young person has not been told of."""
    return young_person_id[:-1] + "3"


def _fill(services: Services) -> None:
    session = services.session
    with session.writing(Action.MANAGE_UNIT) as work:
        birch = work.units.add(
            Unit(name="Birch", house_name="Brackenfield House", jurisdiction=Jurisdiction.ENGLAND)
        )
        rowan = session.actor.unit_id
        template = work.checklist_templates.add(ChecklistTemplate(key="moving_on", title="Moving on"))
        for number, (young_person_id, name, unit_id) in enumerate(
            ((KAI, "Kai", rowan), (DEV, "Dev", rowan), (MIA, "Mia", birch.id))
        ):
            work.young_people.add(
                YoungPerson(
                    id=young_person_id,
                    unit_id=unit_id,
                    name_used=name,
                    legal_name=f"{name} Renshaw",
                    date_of_birth=date(2010, 9, 30),
                    pronouns="he/him",
                )
            )
            work.stays.add(
                Stay(
                    young_person_id=young_person_id,
                    stage=Stage.DURING,
                    legal_basis=LegalBasis.SECTION_25,
                    arrived_at=NOW - timedelta(days=69),
                )
            )
            work.network_people.add(
                NetworkPerson(
                    id=person_id(young_person_id),
                    young_person_id=young_person_id,
                    name="Pauline",
                    called="Nan",
                    who_they_are="Grandmother",
                    circle=Circle.OWN_PEOPLE,
                )
            )
            work.occasions.add(
                Occasion(
                    id=occasion_id(young_person_id),
                    young_person_id=young_person_id,
                    person_id=person_id(young_person_id),
                    with_whom="Nan",
                    kind=FamilyTimeKind.PHONE,
                    state=OccasionState.CANCELLED,
                    planned_at=NOW + timedelta(hours=7, minutes=number),
                    cancelled_by="Nan",
                    why="Her phone is broken.",
                )
            )
            _open_change(work, young_person_id)
            running = work.checklists.add(
                Checklist(young_person_id=young_person_id, template_id=template.id, title="Moving on")
            )
            work.checklist_items.add(
                ChecklistItem(
                    young_person_id=young_person_id,
                    checklist_id=running.id,
                    key="F01",
                    what="Wishes about the next home",
                    due_on=TODAY - timedelta(days=1),
                )
            )
    for role, name in STAFF.items():
        if role is not Role.UNIT_MANAGER:
            made = services.staff.add(StaffMember(name=name, role=role, unit_id=""), PASSWORD)
            session.keys.add_slot(made.record, PASSWORD)  # as if they had chosen it themselves
    with session.writing(Action.MANAGE_STAFF) as work:
        agency = work.staff.find(role=Role.AGENCY_WORKER)[0]
        work.assignments.add(Assignment(staff_id=agency.id, young_person_id=DEV))


def _open_change(work, young_person_id: str) -> None:
    change = work.worker_changes.add(
        WorkerChange(
            id=change_id(young_person_id),
            young_person_id=young_person_id,
            role=KeyRole.KEY_WORKER,
            outgoing_name="Hannah Whitlock",
            incoming_name="Sam Adeyemi",
            day=TODAY + timedelta(days=13),
            reason_for_young_person="Hannah is going to train as a teacher. It is not because of anything you did.",
            decided_on=TODAY - timedelta(days=15),
            state=ChangeState.OPEN,
        )
    )
    dates = step_dates(step_templates(), change.day, change.kind, TODAY - timedelta(days=15))
    for number, starts, due, second in dates:
        work.change_steps.add(
            ChangeStep(
                young_person_id=young_person_id,
                change_id=change.id,
                number=number,
                starts_on=starts,
                due_on=due,
                second_due_on=second,
            )
        )


def let_keys_be_cheap(patch: pytest.MonkeyPatch) -> None:
    """Let key slots be cheap: how strong they are is tested in tests/unit/security."""
    patch.setattr(wrapping, "FLOOR", CHEAP)
    patch.setattr(wrapping, "STANDARD_COST", CHEAP)


@pytest.fixture(scope="session")
def house_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the house once."""
    folder = tmp_path_factory.mktemp("house") / "store"
    services = build_services(FixedClock(NOW), folder)
    with pytest.MonkeyPatch.context() as patch:
        let_keys_be_cheap(patch)
        services.stores.create(
            folder,
            NewStore(
                unit_name="Rowan",
                house_name="Brackenfield House",
                jurisdiction=Jurisdiction.ENGLAND,
                manager_name=STAFF[Role.UNIT_MANAGER],
                password=PASSWORD,
            ),
        )
        _fill(services)
    services.session.lock()
    return folder


@pytest.fixture
def house(house_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A copy of the house for one test."""
    let_keys_be_cheap(monkeypatch)
    folder = tmp_path / "store"
    shutil.copytree(house_template, folder)
    copy = House(folder, FixedClock(NOW))
    yield copy
    for services in copy.opened:
        services.session.lock()
