"""What was changed in a version of the plan after the young person was shown it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import Goal, PlanPart, PlanState, PlanVersion
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, TODAY, House
from tests.ui.plan_steps import a_part


@pytest.fixture
def services(house: House) -> Services:
    """Sections 1 and 4 and a goal, shared with Kai today."""
    services = house.signed_in()
    version = services.plans.start_version(KAI).record
    services.plans.save_part(a_part(version, 1, "Nan first."))
    services.plans.save_part(
        replace(a_part(version, 4, "Toast."), own_words="Toast", given_how=HowGiven.SAID)
    )
    services.plans.save_goal(Goal(young_person_id=KAI, plan_version_id=version.id, title="Ride the yard"))
    share(services)
    return services


def version_of(services: Services) -> PlanVersion:
    return services.plans.versions(KAI)[0]


def share(services: Services, on: date = TODAY, *, again: bool = False) -> None:
    told = replace(
        version_of(services),
        shared_on=on,
        shared_how="Read together.",
        shared_by="Denise Okafor",
        comments="Put Nan first.",
        comments_how=HowGiven.SAID,
    )
    services.plans.share(told, again=again)


def part(services: Services, section: int) -> PlanPart:
    return next(p for p in services.plans.parts(KAI) if p.section == section)


def changed(services: Services) -> tuple[int, ...]:
    return services.plans.changed_since_shared(KAI, version_of(services).id)


def test_nothing_was_changed_right_after_it_was_shared(services: Services) -> None:
    assert changed(services) == ()


def test_what_was_changed_or_written_after_it_is_named(services: Services) -> None:
    services.plans.save_part(replace(part(services, 4), own_words="Toast and jam"))
    services.plans.save_part(a_part(version_of(services), 2, "Kai came in March."))
    assert changed(services) == (2, 4)


def test_a_goal_that_was_changed_is_named_as_its_section(services: Services) -> None:
    (goal,) = services.plans.goals(KAI)
    services.plans.save_goal(replace(goal, need="He wants to be outside."))
    assert changed(services) == (10,)


def test_what_is_not_signed_does_not_count_and_what_was_changed_back_neither(services: Services) -> None:
    services.plans.save_part(replace(part(services, 1), covers=("steps:1",), ask_again_on=TODAY))
    services.plans.save_part(replace(part(services, 4), text="No toast."))
    services.plans.save_part(replace(part(services, 4), text="Toast."))
    assert changed(services) == ()


def test_what_others_said_does_not_make_it_shared_again(services: Services) -> None:
    services.plans.save_part(replace(part(services, 4), text="Toast and jam."))
    services.plans.share(replace(version_of(services), other_comments="Nan asked for jam."))
    assert changed(services) == (4,)


def test_sharing_it_again_settles_it_also_on_the_same_day_in_the_same_words(
    house: House, services: Services
) -> None:
    services.plans.save_part(replace(part(services, 4), text="Toast and jam."))
    share(services, again=True)
    assert changed(services) == ()
    services.plans.save_part(replace(part(services, 4), text="Toast and honey."))
    house.clock.advance(timedelta(days=1))
    share(services, TODAY + timedelta(days=1))
    assert changed(services) == ()
    told = [e.sentence for e in services.audit.of_record(KAI, "plan_versions", version_of(services).id)]
    assert told.count("Denise Okafor shared a version of the plan with the young person.") == 3
    assert services.audit.check().sound


def test_what_was_written_between_the_day_and_the_writing_down_of_it_counts(
    house: House, services: Services
) -> None:
    house.clock.advance(timedelta(days=2))
    services.plans.save_part(replace(part(services, 4), text="Toast and jam."))
    share(services, TODAY + timedelta(days=1))
    assert changed(services) == (4,)


def test_a_version_that_came_into_the_store_with_its_sections_says_only_what_was_changed_since(
    house: House,
) -> None:
    services = house.signed_in()
    with services.session.writing(Action.EDIT_PLAN, KAI) as work:
        came = PlanVersion(
            young_person_id=KAI, number=1, state=PlanState.SHARED, made_on=TODAY, shared_on=TODAY
        )
        version = work.plan_versions.add(came)
        work.plan_parts.add(a_part(version, 1, "Nan first."))
        work.plan_parts.add(a_part(version, 4, "Toast."))
    assert changed(services) == ()
    services.plans.save_part(replace(part(services, 4), text="Toast and jam."))
    assert changed(services) == (4,)


def test_a_version_that_was_not_shared_or_counts_already_says_nothing(
    house: House, services: Services
) -> None:
    version = version_of(services)
    services.plans.save_part(replace(part(services, 4), text="Toast and jam."))
    services.plans.sign(version.id)
    assert changed(services) == (4,)
    house.signed_in(Role.UNIT_MANAGER).plans.sign_as_manager(version.id)
    assert changed(services) == ()
    services.plans.start_version(KAI, "He moves on.")
    assert changed(services) == ()
