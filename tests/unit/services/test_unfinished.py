"""Sections of a plan that somebody has begun to write and not saved: their own, also where the version was signed since."""

from datetime import timedelta

import pytest

from securecare_desktop.domain.drafts import part_form, part_of
from securecare_desktop.domain.plans import PlanState
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, NOW, House
from tests.ui.plan_steps import a_part, share


@pytest.fixture
def services(house: House) -> Services:
    return house.signed_in()


def begin(services: Services, section: int, text: str, who: str = KAI) -> str:
    """Begin to write a section of the newest version, and return what its draft is called."""
    form = part_form(services.plans.versions(who)[0].id, section)
    services.drafts.keep(form, who, {"text": text})
    return form


def test_what_was_begun_is_named_by_section_and_version(services: Services) -> None:
    version = services.plans.start_version(KAI).record
    begin(services, 9, "He can ring Ros")
    form = begin(services, 4, "Up at quarter")
    services.drafts.keep(f"plan_version:{version.id}:{KAI}:start", KAI, {"why": "Something else"})
    four, nine = services.drafts.unfinished(KAI)
    assert (four.section, four.version, four.kept_at) == (4, version, NOW)
    assert (four.values, four.form) == ({"text": "Up at quarter"}, form)
    assert nine.section == 9
    services.drafts.drop(form)
    assert [one.section for one in services.drafts.unfinished(KAI)] == [9]


def test_the_moment_is_that_of_the_last_words(house: House, services: Services) -> None:
    services.plans.start_version(KAI)
    begin(services, 4, "Up at")
    house.clock.advance(timedelta(hours=2))
    begin(services, 4, "Up at quarter")
    assert services.drafts.unfinished(KAI)[0].kept_at == NOW + timedelta(hours=2)


def test_what_was_begun_is_there_after_the_version_was_signed(house: House, services: Services) -> None:
    version = services.plans.start_version(KAI).record
    services.plans.save_part(a_part(version, 1, "Nan first."))
    begin(services, 4, "Up at quarter")
    share(services, version)
    services.plans.sign(version.id)
    house.signed_in(Role.UNIT_MANAGER).plans.sign_as_manager(version.id)
    (one,) = services.drafts.unfinished(KAI)
    assert (one.version.state, one.values["text"]) == (PlanState.CURRENT, "Up at quarter")


def test_nobody_sees_what_somebody_else_has_begun(house: House, services: Services) -> None:
    services.plans.start_version(KAI)
    begin(services, 4, "Up at quarter")
    for role in (Role.UNIT_MANAGER, Role.RESIDENTIAL_WORKER, Role.INSPECTOR):
        assert house.signed_in(role).drafts.unfinished(KAI) == ()
    assert services.drafts.unfinished(DEV) == ()


def test_nothing_is_said_of_a_young_person_out_of_reach(services: Services) -> None:
    version = services.plans.start_version(KAI).record
    services.drafts.keep(part_form(version.id, 4), MIA, {"text": "Up at quarter"})
    assert services.drafts.unfinished(MIA) == ()


@pytest.mark.parametrize("form", ["plan_part:x", "plan_part:x:15", "plan_part:x:four", "goal:new:x", ""])
def test_other_drafts_are_of_no_section(form: str) -> None:
    assert part_of(form) is None
