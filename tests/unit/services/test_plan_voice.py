"""What one young person is asked again, over everything that carries their own words."""

from datetime import timedelta

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.plans import Decision, PlanPart, Scenario
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, TODAY, House

LATER = TODAY + timedelta(days=40)


def scenario(services: Services, young_person_id: str = KAI, **other: object) -> Scenario:
    made = Scenario(
        young_person_id=young_person_id, what="A late call", what_helps="A walk", **other  # type: ignore[arg-type]
    )  # fmt: skip
    return services.plans.save_scenario(made).record


def test_what_is_to_come_is_there_too_the_nearest_day_first(house: House) -> None:
    services = house.signed_in()
    later = scenario(services, ask_again_on=LATER)
    part = services.plans.save_part(
        PlanPart(young_person_id=KAI, plan_version_id="", section=5, text="Sleeps", ask_again_on=TODAY)
    ).record
    found = services.plans.asked_again(KAI)
    assert [(one.kind, one.record.id, one.about, one.on) for one in found] == [
        ("plan_parts", part.id, "Health", TODAY),
        ("scenarios", later.id, "A late call", LATER),
    ]


def test_only_this_young_person_is_asked(house: House) -> None:
    services = house.signed_in()
    scenario(services, DEV, ask_again_on=TODAY)
    assert services.plans.asked_again(KAI) == ()
    assert len(services.plans.asked_again(DEV)) == 1


def test_words_end_it_and_so_does_the_end_of_what_it_is_about(house: House) -> None:
    services = house.signed_in()
    scenario(services, ask_again_on=TODAY, own_view="Leave me be.", own_view_how=HowGiven.SAID)
    scenario(services, ask_again_on=TODAY, ended_on=TODAY)
    assert services.plans.asked_again(KAI) == ()


def test_the_day_is_moved_for_everything_that_is_asked_again(house: House) -> None:
    services = house.signed_in()
    scenario(services, ask_again_on=TODAY)
    services.plans.save_decision(Decision(young_person_id=KAI, what="Bike trip", ask_again_on=TODAY))
    services.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=LATER, ask_again_on=TODAY))
    for one in services.plans.asked_again(KAI):
        services.plans.offer_again(one.record, LATER)  # type: ignore[type-var]
    assert [one.on for one in services.plans.asked_again(KAI)] == [LATER] * 3
