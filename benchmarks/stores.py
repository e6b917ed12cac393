"""Stores to measure on: the demo unit, and a house with as many occasions as wanted. Made anew for each run."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from securecare_desktop.core.clock import SystemClock
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay, YoungPerson
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.stores import NewStore

PASSWORD = "lantern pickle orbit"
TEXT = "Tyler showed him the dog and they laughed about its ears. They talked about bikes and the college. "


def demo(folder: Path) -> Services:
    """Make the demo unit in `folder` and sign its manager in."""
    from securecare_desktop.services.demo import DEMO_MANAGER, DEMO_PASSWORD, make_demo_store

    make_demo_store(build_services(SystemClock(), folder), folder)
    services = build_services(SystemClock(), folder)
    services.session.sign_in_named(DEMO_MANAGER, DEMO_PASSWORD)
    return services


def house_with(folder: Path, occasions: int) -> tuple[Services, str]:
    """Make a house with one young person and that many occasions; return it signed in, and their id."""
    services = build_services(SystemClock(), folder)
    services.stores.create(
        folder,
        NewStore(
            unit_name="Rowan",
            house_name="Brackenfield House",
            jurisdiction=Jurisdiction.ENGLAND,
            manager_name="Graham Pell",
            password=PASSWORD,
        ),
    )
    session = services.session
    with session.writing(Action.ADD_YOUNG_PERSON) as work:
        person = work.young_people.add(
            YoungPerson(
                unit_id=session.actor.unit_id,
                name_used="Kai",
                legal_name="Kai Renshaw",
                date_of_birth=date(2010, 9, 30),
            )
        )
        arrived = datetime.now(UTC) - timedelta(days=occasions // 2 + 10)
        work.stays.add(
            Stay(
                young_person_id=person.id,
                stage=Stage.DURING,
                legal_basis=LegalBasis.SECTION_25,
                arrived_at=arrived,
            )
        )
        nan = work.network_people.add(
            NetworkPerson(
                young_person_id=person.id,
                name="Pauline",
                called="Nan",
                who_they_are="Grandmother",
                circle=Circle.OWN_PEOPLE,
            )
        )
        for number in range(occasions):
            work.occasions.add(an_occasion(person.id, nan.id, arrived + timedelta(hours=12 * number)))
    return services, person.id


def an_occasion(young_person_id: str, person_id: str, at: datetime) -> Occasion:
    """Return an occasion as a worker would write it, about 400 characters long."""
    return Occasion(
        young_person_id=young_person_id,
        person_id=person_id,
        with_whom="Nan",
        kind=FamilyTimeKind.VISIT_HERE,
        state=OccasionState.HAPPENED if at < datetime.now(UTC) else OccasionState.PLANNED,
        planned_at=at,
        place="Garden Room",
        what_they_did=TEXT * 2,
        warm_moments=TEXT,
        own_view="“It was good. She brought the photo.”",
    )
