"""Something to leave out, and leaving it out: for the tests of withholding."""

from dataclasses import replace
from datetime import timedelta

from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.record import Record
from securecare_desktop.domain.withholding import FromWhom, Whom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, NOW

DAD, BECAUSE = "Marcus Quill", "It is a matter of the court."
AGENCY = Whom(FromWhom.ROLE, "agency_worker", "Agency worker")


def withhold(services: Services, record: Record, whom: Whom = AGENCY, **more: str) -> Withholding:
    """Withhold a record, or the field and words of it that `more` names."""
    on = services.withholding.on(record)
    return services.withholding.withhold(
        Withholding(
            young_person_id=on.young_person_id, record_kind=on.record_kind, record_id=on.record_id,
            from_whom=whom.from_whom, from_id=whom.id, from_name=whom.name, **{"because": BECAUSE, **more},
        )
    ).record  # fmt: skip


def add_dad(services: Services, who: str = DEV) -> NetworkPerson:
    person = NetworkPerson(
        young_person_id=who, name=DAD, called="Dad", who_they_are="Father", circle=Circle.OWN_PEOPLE
    )
    return services.people.save_person(person).record


def add_visit(services: Services, dad: NetworkPerson, **more: object) -> Occasion:
    visit = Occasion(
        young_person_id=dad.young_person_id, person_id=dad.id, with_whom="Dad", kind=FamilyTimeKind.VISIT_HERE,
        state=OccasionState.PLANNED, planned_at=NOW + timedelta(hours=3),
    )  # fmt: skip
    return services.family_time.save_occasion(replace(visit, **more)).record
