"""What one young person is asked again, over everything that carries their own words."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from securecare_desktop.core.errors import InputError
from securecare_desktop.db.plans import Scenarios
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.plan_signing import digest_of
from securecare_desktop.domain.plans import Decision, PlanPart, Scenario
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, TODAY, House
from tests.ui.plan_steps import share

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


def test_nobody_elses_records_are_read_for_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    services = house.signed_in()
    ours, _theirs = scenario(services, ask_again_on=TODAY), scenario(services, DEV, ask_again_on=TODAY)
    read: list[str] = []
    among = Scenarios.among

    def watched(scenarios: Scenarios, field: str, values: Collection[str], **equals: object) -> object:
        read.extend(values if field == "id" else ())
        return among(scenarios, field, values, **equals)

    monkeypatch.setattr(Scenarios, "among", watched)
    assert len(services.plans.asked_again(KAI)) == 1
    assert read == [ours.id]
    services.today.load()
    assert len(read) == 3, "Today asks about everybody"


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


# -- what they say later about a section of a signed version ------------------------------------------------------


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


def signed_part(services: Services, manager: Services) -> PlanPart:
    """Return the section on health of a version that is signed twice; they were not asked about it, until today."""
    services.plans.save_part(
        PlanPart(
            young_person_id=KAI, plan_version_id="", section=5, text="Sleeps late.",
            why_not_asked="He was asleep.", ask_again_on=TODAY,
        )
    )  # fmt: skip
    version = services.plans.being_written(KAI)
    assert version is not None
    share(services, version)
    services.plans.sign(version.id)
    manager.plans.sign_as_manager(version.id)
    return services.plans.parts(KAI)[0]


def answer(words: str = "I sleep when it is quiet.", how: HowGiven = HowGiven.SAID) -> OwnWords:
    return OwnWords(young_person_id=KAI, given_how=how, words=words, given_on=TODAY, given_to="Denise Okafor")


def said_later(services: Services, version_id: str = "") -> dict[int, list[str]]:
    found = services.plans.said_later(KAI, version_id)
    return {section: [one.words for one in words] for section, words in found.items()}


def test_an_answer_stands_beside_a_signed_section_which_stays_as_it_was_signed(
    house: House, manager: Services
) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    part = signed_part(services, manager)
    version = services.plans.current(KAI)
    assert version is not None
    stored = services.plans.answer_later(part, answer()).record
    assert (stored.about, stored.about_id, stored.given_on) == (About.PLAN, part.id, TODAY)
    (after,) = services.plans.parts(KAI)
    assert (after.text, after.own_words, after.why_not_asked) == (part.text, "", part.why_not_asked)
    assert after.ask_again_on is None
    assert services.plans.asked_again(KAI) == ()
    assert said_later(services) == {5: ["I sleep when it is quiet."]}
    assert digest_of(version, (after,), ()) == digest_of(version, (part,), ())
    assert services.own_words.list_for(KAI) == (stored,)


def test_whoever_chose_not_to_again_is_asked_on_the_next_day_that_was_agreed(
    house: House, manager: Services
) -> None:
    services = house.signed_in()
    part = signed_part(services, manager)
    services.plans.answer_later(part, answer("", HowGiven.CHOSE_NOT_TO), LATER)
    assert [one.on for one in services.plans.asked_again(KAI)] == [LATER]
    words = services.plans.answer_later(services.plans.parts(KAI)[0], answer(), LATER).record
    assert services.plans.asked_again(KAI) == ()
    services.plans.answer_later(part, replace(words, words="I sleep when the door is open."))
    assert said_later(services) == {5: ["", "I sleep when the door is open."]}


def test_what_was_said_later_stands_beside_the_next_version_until_it_is_written_into_it(
    house: House, manager: Services
) -> None:
    services = house.signed_in()
    part = signed_part(services, manager)
    first = part.plan_version_id
    services.plans.answer_later(part, answer())
    version = services.plans.start_version(KAI).record
    assert said_later(services, version.id) == {5: ["I sleep when it is quiet."]}
    (copied,) = services.plans.parts(KAI, version.id)
    services.plans.save_part(
        replace(copied, own_words="I sleep when it is quiet.", given_how=HowGiven.SAID, given_on=TODAY)
    )
    assert said_later(services, version.id) == {}
    assert said_later(services, first) == {5: ["I sleep when it is quiet."]}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (answer(""), "words"),
        (replace(answer(), given_on=None), "given_on"),
        (replace(answer(), given_on=TODAY + timedelta(days=1)), "given_on"),
    ],
)
def test_an_answer_needs_its_words_and_a_day_that_has_come(
    house: House, manager: Services, given: OwnWords, field: str
) -> None:
    services = house.signed_in()
    part = signed_part(services, manager)
    with pytest.raises(InputError) as caught:
        services.plans.answer_later(part, given)
    assert [problem.field for problem in caught.value.problems] == [field]
    assert services.own_words.list_for(KAI) == ()


def test_a_section_that_can_be_written_in_takes_the_answer_itself(house: House) -> None:
    services = house.signed_in()
    part = services.plans.save_part(
        PlanPart(young_person_id=KAI, plan_version_id="", section=5, text="Sleeps late.")
    ).record
    with pytest.raises(InputError):
        services.plans.answer_later(part, answer())


@pytest.mark.parametrize("passage", ["", "quiet"])
def test_from_whom_the_section_is_withheld_the_answer_is_withheld_too(
    house: House, manager: Services, passage: str
) -> None:
    services = house.signed_in()
    part = signed_part(services, manager)
    with manager.session.writing(Action.EDIT_PLAN, KAI) as work:
        work.withholdings.add(
            Withholding(
                young_person_id=KAI, record_kind="plan_parts", record_id=part.id, field="own_words" if passage else "text",
                words=passage, from_whom=FromWhom.ROLE, from_id=Role.RESIDENTIAL_WORKER.value,
                from_name="residential worker", because="He asked for that.",
            )
        )  # fmt: skip
    manager.plans.answer_later(manager.plans.parts(KAI)[0], answer())
    (seen,) = house.signed_in(Role.RESIDENTIAL_WORKER).own_words.list_for(KAI)
    assert "quiet" not in seen.words
    assert said_later(manager) == {5: ["I sleep when it is quiet."]}
