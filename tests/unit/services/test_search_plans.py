"""Find and plans in several versions: each section and goal once, where it counts."""

import pytest

from securecare_desktop.domain.plans import Goal, PlanPart, PlanState, PlanVersion
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.search import Found
from tests.support.house import KAI, TODAY, House

LONG = "word " * 200 + "zither"
"""A text in which the word weighs least."""
COUNTS, OLD, DRAFT = PlanState.CURRENT, PlanState.SUPERSEDED, PlanState.DRAFT


def write(services: Services, *versions: tuple[PlanState, str]) -> None:
    """Have versions of Kai's plan, each with one section of that text and one goal that stays the same."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        for number, (state, text) in enumerate(versions, 1):
            version = work.plan_versions.add(
                PlanVersion(young_person_id=KAI, number=number, state=state, made_on=TODAY)
            )
            own = {"young_person_id": KAI, "plan_version_id": version.id}
            work.plan_parts.add(PlanPart(section=4, text=text, **own))
            work.goals.add(Goal(title=f"Play the lute, {number}", lineage_id="one", **own))


def find(services: Services, words: str) -> tuple[Found, ...]:
    return services.search.find(words)


def version_of(services: Services, found: Found) -> int:
    with services.session.reading() as work:
        part = work.plan_parts.require(found.hit.record_id)
        return work.plan_versions.require(part.plan_version_id).number


def test_a_section_is_found_once_in_the_version_that_counts(house: House) -> None:
    services = house.signed_in()
    write(services, (OLD, "A zither"), (OLD, "A zither"), (COUNTS, "The zither"), (DRAFT, "Her zither"))
    (found,) = find(services, "zither")
    assert version_of(services, found) == 3
    assert found.also_in == (4, 2, 1)


def test_words_that_only_older_versions_hold_lead_to_the_newest_of_them(house: House) -> None:
    services = house.signed_in()
    write(services, (OLD, "A zither"), (OLD, "A zither"), (COUNTS, "A drum"))
    (found,) = find(services, "zither")
    assert version_of(services, found) == 2
    assert found.also_in == (1,)


def test_a_goal_is_found_once_whatever_it_was_called_before(house: House) -> None:
    services = house.signed_in()
    write(services, (OLD, ""), (COUNTS, ""))
    (found,) = find(services, "lute")
    assert (found.hit.title, found.also_in) == ("Play the lute, 2", (1,))


@pytest.mark.parametrize("versions", [31, 130])
def test_many_versions_of_one_section_crowd_nothing_out(house: House, versions: int) -> None:
    services = house.signed_in(Role.SHIFT_LEAD)
    write(services, *([(OLD, "zither " * 9)] * versions), (COUNTS, "zither " * 9))
    services.promises.save(Promise(young_person_id=KAI, what="A thing", made_by="Femi", explanation=LONG))
    assert sorted(f.hit.record_kind for f in find(services, "zither")) == ["plan_parts", "promises"]


def test_each_young_person_keeps_a_section_of_their_own(house: House) -> None:
    services = house.signed_in()
    write(services, (COUNTS, "A zither"))
    mia = next(p.id for p in services.young_people.list() if p.id != KAI)
    services.plans.save_part(PlanPart(young_person_id=mia, plan_version_id="", section=4, text="A zither"))
    assert {f.hit.young_person_id for f in find(services, "zither")} == {KAI, mia}
    assert all(f.also_in == () for f in find(services, "zither"))


def test_a_hit_shows_the_words_of_the_version_it_leads_to(house: House) -> None:
    services = house.signed_in()
    write(services, (OLD, "An old zither"), (COUNTS, "A new zither"))
    (found,) = find(services, "zither")
    assert "new" in found.hit.snippet


def test_the_place_in_a_text_is_looked_for_only_where_it_is_shown(house: House) -> None:
    services = house.signed_in()
    write(services, *([(OLD, "An old zither")] * 9), (COUNTS, "A new zither"))
    with services.session.reading() as work:
        found = work.search.without_places("zither")
        assert {hit.snippet for hit in found} == {""}
        assert work.search.placed("zither", found[:1])[0].snippet != ""
        assert work.search.placed("zither", found) == work.search.find("zither")
        shown = tuple(hit for hit in work.search.find("zither") if hit.snippet)
        assert work.search.placed("zither", shown) == shown
