"""What Today shows of plans."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.plans import (
    Decision,
    Goal,
    GoalState,
    PlanPart,
    PlanState,
    Scenario,
)
from securecare_desktop.domain.signatures import Addendum
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.today import DueLine
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, MIA, NOW, TODAY, House
from tests.unit.services.permission_calls import family_limit
from tests.unit.services.permission_plans import held, limit_looked_at, restriction

KINDS = {"plan_reviews", "restrictions", "scenarios", "plan_parts", "goals", "decisions", "plan_versions",
         "restriction_reviews", "limits"}  # fmt: skip


def lines(services: Services) -> list[DueLine]:
    return [line for line in services.today.load().due if line.record_kind in KINDS]


def told(services: Services) -> list[tuple[str, date, RestsOn]]:
    return [(line.what, line.due_on, line.rests_on) for line in lines(services)]


def test_reviews_that_are_due_say_what_they_rest_on(house: House) -> None:
    services = house.signed_in()
    services.plan_reviews.plan_first(KAI, "scotland_secure_placement", TODAY - timedelta(days=3))
    services.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=TODAY + timedelta(days=5)))
    services.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=TODAY + timedelta(days=8)))
    services.plans.save_restriction(
        restriction(KAI, what="Room searched", told_how="At breakfast", told_on=TODAY)
    )
    services.plans.save_scenario(
        Scenario(young_person_id=KAI, what="A late call", what_helps="A walk", review_on=TODAY)
    )
    assert told(services) == [
        ("Limit looked at again: Room searched", TODAY, RestsOn.TEAM),
        ("If-then plan looked at again: A late call", TODAY, RestsOn.TEAM),
        ("Secure placement review by the chief social work officer", TODAY + timedelta(days=4), RestsOn.LAW),
        ("Plan looked at again", TODAY + timedelta(days=5), RestsOn.TEAM),
    ]


def test_a_review_that_was_held_is_not_due_any_more(house: House) -> None:
    services = house.signed_in()
    review = services.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=TODAY)).record
    assert len(lines(services)) == 1
    services.plan_reviews.hold(held(review))
    assert lines(services) == []


def test_a_limit_that_was_to_end_is_due_until_somebody_ends_it(house: House) -> None:
    services = house.signed_in()
    given = restriction(KAI, what="Room searched", told_how="At breakfast", told_on=TODAY)
    over = replace(
        given,
        starts=TODAY - timedelta(days=9),
        planned_end=TODAY - timedelta(days=2),
        review_on=TODAY + timedelta(days=20),
    )
    limit = services.plans.save_restriction(over).record
    assert told(services) == [
        ("Limit planned to end: Room searched", TODAY - timedelta(days=2), RestsOn.TEAM)
    ]
    dates = services.young_people.overview(KAI).next_dates
    assert "Limit planned to end: Room searched" not in [one.what for one in dates], "that day is behind"
    later = replace(limit, planned_end=TODAY + timedelta(days=5))
    limit = services.plans.save_restriction(later).record
    dates = services.young_people.overview(KAI).next_dates
    assert "Limit planned to end: Room searched" in [
        one.what for one in dates if one.day == limit.planned_end
    ]
    services.plans.save_restriction(replace(limit, ended_on=TODAY, ended_because="It is quiet."))
    assert told(services) == []


def test_a_limit_that_is_looked_at_on_its_last_day_is_one_line(house: House) -> None:
    services = house.signed_in()
    given = restriction(KAI, what="Room searched", told_how="At breakfast", told_on=TODAY)
    services.plans.save_restriction(replace(given, planned_end=TODAY, review_on=TODAY))
    assert told(services) == [("Limit looked at again: Room searched", TODAY, RestsOn.TEAM)]


def test_a_limit_that_nobody_told_them_of_stands_under_still_to_tell(house: House) -> None:
    services = house.signed_in()
    limit = services.plans.save_restriction(restriction(KAI, starts=TODAY, review_on=TODAY)).record
    news = [n for n in services.today.load().still_to_tell if n.record_kind == "restrictions"]
    assert [(n.record_id, n.young_person_name) for n in news] == [(limit.id, "Kai")]
    assert "Room searched weekly" in news[0].news
    services.plans.save_restriction(replace(limit, told_how="At breakfast, by Femi", told_on=TODAY))
    assert not any(n.record_kind == "restrictions" for n in services.today.load().still_to_tell)


def test_an_action_names_the_goal_it_is_for(house: House) -> None:
    services = house.signed_in()
    goal = services.plans.save_goal(
        Goal(young_person_id=KAI, plan_version_id="", title="A bike course")
    ).record
    services.actions.save(
        PlannedAction(
            young_person_id=KAI, what="Ring the college", who="Femi", by=TODAY, goal_lineage_id=goal.lineage_id
        )
    )  # fmt: skip
    (line,) = [line for line in services.today.load().due if line.record_kind == "actions"]
    assert (line.what, line.who) == ("Ring the college (for the goal “A bike course”)", "Femi")


# -- asked again ------------------------------------------------------------------------------------------------


def asked(services: Services) -> list[str]:
    return [line.what for line in lines(services) if line.what.startswith("Ask again")]


@pytest.mark.parametrize(
    "how",
    [{"given_how": HowGiven.CHOSE_NOT_TO}, {"why_not_asked": "She slept."}],
    ids=["declined", "not asked"],
)
def test_a_section_is_asked_about_again_from_the_day_on_until_there_are_words(
    house: House, how: dict[str, object]
) -> None:
    services = house.signed_in()
    part = services.plans.save_part(
        PlanPart(
            young_person_id=KAI, plan_version_id="", section=5, text="Sleeps well",
            ask_again_on=TODAY + timedelta(days=1), **how,
        )
    ).record  # fmt: skip
    assert asked(services) == []
    house.clock.advance(timedelta(days=1))
    assert asked(services) == ["Ask again: Health"]
    house.clock.advance(timedelta(days=30))
    assert asked(services) == ["Ask again: Health"]
    (line,) = lines(services)
    assert (line.record_kind, line.record_id) == ("plan_parts", part.id)
    moved = services.plans.offer_again(part, TODAY + timedelta(days=60)).record
    assert asked(services) == []
    house.clock.advance(timedelta(days=60))
    assert asked(services) == ["Ask again: Health"]
    services.plans.save_part(replace(moved, own_words="I sleep.", given_how=HowGiven.SAID))
    assert asked(services) == []


def test_only_the_newest_version_is_asked_about(house: House) -> None:
    services = house.signed_in()
    services.plans.save_part(
        PlanPart(young_person_id=KAI, plan_version_id="", section=5, text="Sleeps", ask_again_on=TODAY)
    )
    goal = Goal(young_person_id=KAI, plan_version_id="", title="A bike", ask_again_on=TODAY)
    services.plans.save_goal(goal)
    with services.session.writing(Action.EDIT_PLAN, KAI) as work:
        (first,) = work.plan_versions.find(young_person_id=KAI)
        work.plan_versions.save(replace(first, state=PlanState.CURRENT, ask_again_on=TODAY))
    assert sorted(asked(services)) == [
        "Ask again: Health", "Ask again: goal “A bike”", "Ask again: version 1 of the plan",
    ]  # fmt: skip
    draft = services.plans.start_version(KAI).record
    (part,), (copied,) = services.plans.parts(KAI, draft.id), services.plans.goals(KAI, draft.id)
    assert sorted(asked(services)) == ["Ask again: Health", "Ask again: goal “A bike”"]
    services.plans.save_part(replace(part, own_words="I sleep.", given_how=HowGiven.SAID))
    services.plans.close_goal(copied, GoalState.MET)
    assert asked(services) == []


def test_everything_that_carries_own_words_is_asked_about_again(house: House) -> None:
    services = house.signed_in()
    again = {"ask_again_on": TODAY}
    scenario = Scenario(young_person_id=KAI, what="A late call", what_helps="A walk", **again)
    kept = services.plans.save_scenario(scenario).record
    limit = restriction(
        KAI, told_how="At breakfast", told_on=TODAY, review_on=TODAY + timedelta(days=20), **again
    )
    stored = services.plans.save_restriction(limit).record
    services.plans.review_restriction(limit_looked_at(services, KAI))
    services.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=TODAY + timedelta(days=20), **again))
    services.plans.save_decision(Decision(young_person_id=KAI, what="No phone at night", **again))
    assert sorted(asked(services)) == [
        "Ask again: A late call",
        "Ask again: No phone at night",
        "Ask again: Room searched weekly",
        "Ask again: the plan review of Wed 3 Jun",
    ]
    services.plans.save_scenario(replace(kept, ended_on=TODAY))
    services.plans.save_restriction(replace(stored, ended_on=TODAY, ended_because="Quiet."))
    assert len(asked(services)) == 2


def test_a_signed_decision_is_asked_about_until_there_is_an_addendum(house: House) -> None:
    services = house.signed_in()
    decision = services.plans.save_decision(
        Decision(young_person_id=KAI, what="No phone at night", ask_again_on=TODAY)
    ).record
    services.signatures.sign(decision)
    assert asked(services) == ["Ask again: No phone at night"]
    services.signatures.add_addendum(
        Addendum(young_person_id=KAI, record_kind="decisions", record_id=decision.id, words="He agrees now.")
    )
    assert asked(services) == []


def test_nothing_is_due_any_more_for_somebody_who_has_moved_on(house: House) -> None:
    services = house.signed_in()
    services.plans.save_restriction(restriction(KAI, ask_again_on=TODAY, review_on=TODAY))
    services.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=TODAY, ask_again_on=TODAY))
    services.limits.save_limit(family_limit(KAI, review_on=TODAY, told_on=TODAY))
    scenario = Scenario(young_person_id=KAI, what="A late call", what_helps="A walk", review_on=TODAY)
    services.plans.save_scenario(scenario)
    assert len(lines(services)) == 6
    stay = services.stays.current(KAI)
    services.stays.save(replace(stay, ended_at=NOW))
    assert lines(services) == []
    assert not any(n.record_kind == "restrictions" for n in services.today.load().still_to_tell)


def test_nothing_of_another_unit_is_shown(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        work.restrictions.add(restriction(MIA, ask_again_on=TODAY))
        work.plan_reviews.add(PlanReview(young_person_id=MIA, due_on=TODAY))
    assert lines(services) == []
    assert not any(n.record_kind == "restrictions" for n in services.today.load().still_to_tell)


def test_a_version_that_its_author_signed_waits_on_the_day_of_a_manager_alone(house: House) -> None:
    services = house.signed_in()
    services.plans.save_part(PlanPart(young_person_id=KAI, plan_version_id="", section=4, text="Toast first"))
    version = services.plans.being_written(KAI)
    assert version is not None
    not_yet = replace(version, why_not_asked="Kai is at court", ask_again_on=TODAY + timedelta(days=40))
    services.plans.share(not_yet)
    services.plans.sign(version.id)
    assert told(services) == []
    manager = house.signed_in(Role.UNIT_MANAGER)
    (line,) = lines(manager)
    assert (line.what, line.who, line.due_on, line.record_id) == (
        "Version 1 of the plan waits for a manager’s signature",
        "Unit manager",  # not its author, who has done their part
        TODAY,
        version.id,
    )
    manager.plans.sign_as_manager(version.id)
    assert told(manager) == []
