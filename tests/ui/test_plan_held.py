"""What the program holds for the sections of the plan that are lists, in short."""

from dataclasses import replace
from datetime import date

import pytest

from securecare_desktop.domain.plans import Decision, Goal, GoalState, LiveRestriction, Scenario, Section
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui.plans.held import HeldLine, held_lists
from tests.support.house import KAI, House


@pytest.fixture
def services(house: House) -> Services:
    return house.signed_in()


def lines(services: Services, section: Section) -> list[HeldLine]:
    held = held_lists(
        services.plans,
        services.limits,
        services.arrangements,
        services.people,
        services.packs,
        services.session.clock,
    )
    version = services.plans.being_written(KAI)
    return list(held[section].load(KAI, version.id if version is not None else ""))


def test_goals_say_by_when_and_what_became_of_them(services: Services) -> None:
    goal = Goal(young_person_id=KAI, plan_version_id="", title="Ride the yard track", by=date(2026, 5, 1))
    saved = services.plans.save_goal(goal).record
    services.plans.save_goal(replace(goal, title="Sleep through", by=None))
    late = HeldLine("Ride the yard track", "by Fri 1 May", late=True)
    assert set(lines(services, Section.GOALS)) == {late, HeldLine("Sleep through")}
    services.plans.close_goal(saved, GoalState.MET)
    assert HeldLine("Ride the yard track", "Met") in lines(services, Section.GOALS)


def test_if_then_plans_say_what_was_agreed_and_ended_ones_are_left_out(services: Services) -> None:
    running = Scenario(
        young_person_id=KAI, what="Bad news\nin the evening", agreed_response="Femi tells him."
    )
    services.plans.save_scenario(running)
    services.plans.save_scenario(replace(running, what="Long ago", ended_on=date(2026, 5, 1)))
    assert lines(services, Section.SAFETY) == [HeldLine("Bad news", "Femi tells him.")]


def test_limits_say_when_they_are_looked_at_again(services: Services) -> None:
    limit = LiveRestriction(
        young_person_id=KAI,
        what="Phone in the office",
        ground="Order",
        authorised_by="Graham Pell",
        tried_first="A new number.",
        starts=date(2026, 5, 1),
    )
    services.plans.save_restriction(replace(limit, review_on=date(2026, 5, 20)))
    assert lines(services, Section.LIMITS) == [
        HeldLine("Phone in the office", "looked at again Wed 20 May", late=False)
    ]


def test_decisions_with_agreement_are_not_among_those_made_without(services: Services) -> None:
    decision = Decision(young_person_id=KAI, what="School in the house", decided_on=date(2026, 5, 1))
    services.plans.save_decision(decision)
    without = replace(decision, what="Phone in the office", with_agreement=False)
    services.plans.save_decision(
        replace(without, not_followed="To keep it", not_followed_because="He was found")
    )
    assert lines(services, Section.DECISIONS) == [
        HeldLine("Phone in the office", "not explained yet", late=True)
    ]


def test_people_and_arrangements_are_named(services: Services) -> None:
    assert lines(services, Section.PEOPLE) == [HeldLine("Nan", "Grandmother")]
    assert lines(services, Section.FAMILY_TIME) == []


def test_without_the_register_of_packs_nothing_is_said_of_copies(services: Services) -> None:
    held = held_lists(
        services.plans,
        services.limits,
        services.arrangements,
        services.people,
        None,
        services.session.clock,
    )
    assert Section.SIGN_OFF not in held
    services.plans.start_version(KAI)
    assert lines(services, Section.SIGN_OFF) == []
