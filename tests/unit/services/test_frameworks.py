"""What a unit's plans answer to, and what is confirmed of one plan: with the real store."""

from dataclasses import replace
from typing import Any

import pytest

from securecare_desktop.core.errors import AppError, EditConflict, Gone, InputError, PermissionRefused
from securecare_desktop.domain.coverage import Coverage, Said
from securecare_desktop.domain.frameworks import OwnFramework, OwnFrameworkItem
from securecare_desktop.domain.plans import PlanPart, PlanState, PlanVersion, Section
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.young_people import LegalBasis
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, MIA, TODAY, House

MANAGER = Role.UNIT_MANAGER
RIGHTS, HEALTH = int(Section.RIGHTS), int(Section.HEALTH)


def written(services: Services, who: str, *sections: int, state: PlanState = PlanState.DRAFT) -> str:
    """Have a version with these sections written, and return its id."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        number = len(work.plan_versions.find(young_person_id=who)) + 1
        version = work.plan_versions.add(
            PlanVersion(young_person_id=who, number=number, state=state, made_on=TODAY)
        )
        for section in sections:
            part = PlanPart(young_person_id=who, plan_version_id=version.id, section=section, text="Written.")
            work.plan_parts.add(part)
    return version.id


def of(services: Services, key: str, who: str = KAI, version: str = "") -> Coverage:
    found = services.frameworks.coverage(who, version)
    return next(one for one in found.coverages if one.framework.key == key)


def state(services: Services, ref: str, **more: Any) -> Said:
    key, number = ref.split(":")
    return next(one.state for one in of(services, key, **more).items if one.item.number == number)


def used(services: Services, who: str = KAI) -> list[str]:
    return [one.key for one in services.frameworks.in_use(who)]


def test_a_unit_uses_the_nine_steps_and_those_of_its_nation_until_it_says_otherwise(house: House) -> None:
    services = house.signed_in(MANAGER)
    nation = services.units.list()[0].jurisdiction.value
    assert all(key == "nine_steps" or key.startswith((nation, "sh", "secure")) for key in used(services))
    services.frameworks.switch("nine_steps", on=False)
    services.frameworks.switch("wales_personal_plan", on=True)
    assert "nine_steps" not in used(services)
    assert "wales_personal_plan" in used(services)
    services.frameworks.switch("nine_steps", on=True)
    assert "nine_steps" in used(services)


@pytest.mark.parametrize(
    ("law", "also"),
    [
        (LegalBasis.WALES_SECTION_119, {"wales_personal_plan"}),
        (LegalBasis.SECTION_25, set()),
        (LegalBasis.REMAND, set()),
    ],
)
def test_a_plan_answers_to_the_law_that_somebody_is_here_under_as_well(
    house: House, law: LegalBasis, also: set[str]
) -> None:
    services = house.signed_in(MANAGER)
    before = set(used(services))
    (stay,) = services.stays.list_for(KAI)
    services.stays.save(replace(stay, legal_basis=law))
    assert set(used(services)) - before == also
    services.frameworks.switch("wales_personal_plan", on=False)
    assert set(used(services)) == before, "what the unit does not want is not used for anybody"


def test_what_one_unit_chooses_leaves_the_other_as_it_is(house: House) -> None:
    services = house.signed_in(MANAGER)
    services.frameworks.switch("nine_steps", on=False)
    with services.session._opened().reading() as work:
        assert [c.unit_id for c in work.framework_choices.find()] == [services.session.actor.unit_id]
        birch = next(u.id for u in work.units.find() if u.name == "Birch")
    with pytest.raises(PermissionRefused):
        services.frameworks.switch("nine_steps", on=False, unit_id=birch)
    with pytest.raises(PermissionRefused):
        services.frameworks.of_unit(birch)


def test_a_written_section_is_to_be_looked_at_until_somebody_confirms_it(house: House) -> None:
    services = house.signed_in()
    written(services, KAI, RIGHTS)
    assert state(services, "nine_steps:3") is Said.TO_LOOK_AT
    assert state(services, "nine_steps:7") is Said.NOT_SAID
    changed = services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3").changed
    assert changed.nouns == {"plans", "frameworks"}
    assert state(services, "nine_steps:3") is Said.SAID
    services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3", says=False)
    assert state(services, "nine_steps:3") is Said.TO_LOOK_AT


def test_confirming_twice_is_confirming_once(house: House) -> None:
    services = house.signed_in()
    written(services, KAI, RIGHTS)
    services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3")
    part = services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3").record
    assert part.covers == ("nine_steps:3",)
    assert part.text == "Written."


def test_a_list_with_records_can_be_confirmed_without_a_text(house: House) -> None:
    services = house.signed_in()
    written(services, KAI)
    people = int(Section.PEOPLE)
    assert state(services, "nine_steps:5") is Said.TO_LOOK_AT, "there are people around Kai"
    services.frameworks.confirm(KAI, people, "nine_steps:5")
    assert state(services, "nine_steps:5") is Said.SAID


def test_nothing_is_confirmed_in_a_version_that_was_replaced(house: House) -> None:
    services = house.signed_in()
    old = written(services, KAI, RIGHTS, state=PlanState.SUPERSEDED)
    assert services.frameworks.coverage(KAI, old).may_confirm is False
    with pytest.raises(InputError, match="A newer version has replaced this plan"):
        services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3", version_id=old)
    assert state(services, "nine_steps:3", version=old) is Said.TO_LOOK_AT


@pytest.mark.parametrize("signed", [PlanState.SIGNED, PlanState.CURRENT])
def test_what_a_signed_version_says_may_be_confirmed_but_no_section_is_added_for_it(
    house: House, signed: PlanState
) -> None:
    services = house.signed_in()
    version = written(services, KAI, RIGHTS, state=signed)
    assert services.frameworks.coverage(KAI).may_confirm
    services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3", version_id=version)
    assert state(services, "nine_steps:3") is Said.SAID
    with pytest.raises(InputError, match="no text of its own"):
        services.frameworks.confirm(KAI, int(Section.PEOPLE), "nine_steps:5", version_id=version)


def test_a_version_of_somebody_else_is_not_confirmed_under_this_name(house: House) -> None:
    services = house.signed_in(MANAGER)
    theirs = written(services, MIA, RIGHTS)
    with pytest.raises(Gone):
        services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3", version_id=theirs)


def test_what_is_asked_of_an_old_version_is_answered_from_that_version(house: House) -> None:
    services = house.signed_in()
    old = written(services, KAI, HEALTH, state=PlanState.CURRENT)
    written(services, KAI, RIGHTS)
    assert state(services, "nine_steps:7") is Said.NOT_SAID, "the one being written comes first"
    assert state(services, "nine_steps:7", version=old) is Said.TO_LOOK_AT


def test_a_version_of_somebody_else_is_not_shown_under_this_name(house: House) -> None:
    services = house.signed_in(MANAGER)
    theirs = written(services, MIA, RIGHTS)
    with pytest.raises(Gone):
        services.frameworks.coverage(KAI, theirs)


@pytest.mark.parametrize(
    ("section", "ref", "said"),
    [
        (HEALTH, "nine_steps:7", "Nothing is written in this section"),
        (RIGHTS, "nine_steps:99", "does not use this framework"),
        (RIGHTS, "made_up:1", "does not use this framework"),
    ],
)
def test_what_cannot_be_is_not_confirmed(house: House, section: int, ref: str, said: str) -> None:
    services = house.signed_in()
    written(services, KAI, RIGHTS)
    with pytest.raises(InputError, match=said):
        services.frameworks.confirm(KAI, section, ref)


def test_what_was_confirmed_can_be_taken_back_after_its_framework_went_out_of_use(house: House) -> None:
    services = house.signed_in(MANAGER)
    written(services, KAI, RIGHTS)
    services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3")
    services.frameworks.switch("nine_steps", on=False)
    part = services.frameworks.confirm(KAI, RIGHTS, "nine_steps:3", says=False).record
    assert part.covers == ()


def test_a_wording_that_is_not_held_can_be_written_in_and_taken_out_again(house: House) -> None:
    services = house.signed_in(MANAGER)
    services.frameworks.switch("secure_care_standards", on=True)
    services.frameworks.say("secure_care_standards", "22", "  As it is printed.\r\nTwo lines. ")
    [item] = [i for i in of(services, "secure_care_standards").items if i.item.number == "22"]
    assert item.words == "As it is printed.\nTwo lines."
    services.frameworks.say("secure_care_standards", "22", "")
    [item] = [i for i in of(services, "secure_care_standards").items if i.item.number == "22"]
    assert item.words == ""


@pytest.mark.parametrize(("key", "number"), [("secure_care_standards", "45"), ("made_up", "1")])
def test_there_is_no_wording_for_what_is_not_there(house: House, key: str, number: str) -> None:
    services = house.signed_in(MANAGER)
    with pytest.raises(Gone):
        services.frameworks.say(key, number, "Words")
    with pytest.raises(AppError):
        services.frameworks.switch("made_up", on=True)


def promises(services: Services) -> OwnFramework:
    return services.frameworks.save_own(OwnFramework(unit_id="", title="Our promises")).record


def test_a_unit_adds_a_framework_of_its_own_and_plans_answer_to_it(house: House) -> None:
    services = house.signed_in(MANAGER)
    own = promises(services)
    for words in ("A bike each", "A key to the room"):
        services.frameworks.save_own_item(
            OwnFrameworkItem(own_framework_id=own.id, number="", words=words, sections=(str(RIGHTS),))
        )
    written(services, KAI, RIGHTS)
    services.frameworks.confirm(KAI, RIGHTS, f"{own.id}:2")
    found = of(services, own.id)
    assert [(i.item.number, i.words, i.state) for i in found.items] == [
        ("1", "A bike each", Said.TO_LOOK_AT),
        ("2", "A key to the room", Said.SAID),
    ]
    services.frameworks.switch(own.id, on=False)
    assert own.id not in used(services)


def test_an_item_of_ones_own_can_be_changed_and_ended_and_its_number_is_not_given_again(house: House) -> None:
    services = house.signed_in(MANAGER)
    own = promises(services)
    save = services.frameworks.save_own_item
    first = save(OwnFrameworkItem(own_framework_id=own.id, number="", words="A bike")).record
    changed = save(replace(first, words="A bike each")).record
    save(replace(changed, ended=True))
    second = save(OwnFrameworkItem(own_framework_id=own.id, number="", words="A key")).record
    assert (first.number, second.number) == ("1", "2")
    [mine] = [one for one in services.frameworks.of_unit() if one.own]
    assert [item.words for item in mine.framework.items] == ["A key"]
    with pytest.raises(InputError, match="item of this number"):
        save(OwnFrameworkItem(own_framework_id=own.id, number="2", words="Another"))
    with pytest.raises(EditConflict):
        save(replace(first, words="An older thought"))


def test_an_own_framework_of_another_unit_is_out_of_reach(house: House) -> None:
    services = house.signed_in(MANAGER)
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        birch = next(u.id for u in work.units.find() if u.name == "Birch")
        theirs = work.own_frameworks.add(OwnFramework(unit_id=birch, title="Birch's"))
    assert [one.framework.key for one in services.frameworks.of_unit() if one.own] == []
    for attempt in (
        lambda: services.frameworks.save_own(replace(theirs, unit_id=session.actor.unit_id)),
        lambda: services.frameworks.save_own_item(
            OwnFrameworkItem(own_framework_id=theirs.id, number="", words="Mine")
        ),
        lambda: services.frameworks.switch(theirs.id, on=False),
    ):
        with pytest.raises(AppError):
            attempt()
    with session._opened().reading() as work:
        assert work.own_frameworks.find(id=theirs.id)[0].unit_id == birch
        assert work.own_framework_items.find() == ()
