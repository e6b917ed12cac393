"""What a page is printed from, where it is a record of its own: a map of people, a version of family time to share."""

from dataclasses import replace
from datetime import timedelta

from securecare_desktop.domain.editions import Edition
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.family_time_shared import begin_shared
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, NOW, TODAY, person_id


def printed_from(services: Services, edition: Edition, for_whom: str) -> dict[str, str]:
    """Write down about Kai what this edition prints for somebody, and return the fields of the request that name it."""
    if edition in (Edition.PEOPLE_MAP, Edition.PEOPLE_MAP_YOUNG_PERSON):
        return {"people_map_id": services.people_map.save(services.people_map.start(KAI).sitting).record.id}
    if edition is not Edition.SHARED_OCCASION:
        return {}
    occasion = services.family_time.save_occasion(
        Occasion(
            young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VISIT_HERE,
            state=OccasionState.HAPPENED, planned_at=NOW - timedelta(days=2), what_they_did="Cards and cake.",
        )
    ).record  # fmt: skip
    begun = replace(begin_shared(occasion, TODAY), for_whom=for_whom)
    shared = services.family_sharing.save_shared(begun).record
    return {"shared_occasion_id": shared.id}
