"""How a change of worker is said on screen."""

from dataclasses import replace
from datetime import date

import pytest

from securecare_desktop.domain.own_words import About, HowGiven
from securecare_desktop.domain.people import Answer, KeyRole
from securecare_desktop.domain.worker_changes import ChangeFile, Step, StepState
from securecare_desktop.ui.worker_changes import wording
from tests.ui.change_facts import DAY, TODAY, kai_change, kai_file, words

FILE = kai_file()


@pytest.mark.parametrize(
    ("step", "days", "offset"),
    [
        (Step.DECIDE, "29 Apr", "−28 days"),
        (Step.INTRODUCE, "15–20 May", "−12 to −7"),
        (Step.GOODBYE, "24–27 May", "−3 to 0"),
        (Step.START, "27 May", "the day"),
        (Step.CHECK, "3, 24 Jun", "+7, +28"),
        (Step.LEARN, "8 Jul", "+42 days"),
    ],
)
def test_each_step_says_its_days_and_how_far_they_are_from_the_change(
    step: Step, days: str, offset: str
) -> None:
    record = FILE.step(step)
    assert wording.step_days(record, TODAY) == days
    assert wording.step_offset(record, DAY) == offset


def test_days_in_two_months_name_both() -> None:
    step = replace(FILE.step(Step.GOODBYE), starts_on=date(2026, 5, 30), due_on=date(2026, 6, 2))
    assert wording.step_days(step, TODAY) == "30 May – 2 Jun"


def test_one_day_from_the_change_is_a_day_and_no_days() -> None:
    step = replace(FILE.step(Step.HAND_OVER), starts_on=date(2026, 5, 26), due_on=date(2026, 5, 26))
    assert wording.step_offset(step, DAY) == "−1 day"


def test_a_done_step_is_never_late() -> None:
    assert wording.days_late(FILE.step(Step.PREPARE), TODAY) == 1
    assert wording.days_late(replace(FILE.step(Step.PREPARE), done_on=TODAY), TODAY) == 0
    assert wording.state_words(FILE.step(Step.DECIDE), StepState.DONE, TODAY) == "done 29 Apr"


def test_it_is_told_who_told_the_young_person_when_and_whether_before_others() -> None:
    assert wording.told_words(FILE, TODAY) == "Hannah told him, Thu 30 Apr at 16:20, before others"
    after = replace(FILE.tellings[0], before_others=Answer.NO)
    assert wording.told_words(replace(FILE, tellings=(after,)), TODAY).endswith("after others had heard")


def test_nothing_is_said_of_telling_until_the_young_person_was_told() -> None:
    assert wording.told_words(replace(FILE, tellings=FILE.tellings[1:]), TODAY) == ""


@pytest.mark.parametrize(
    ("pronouns", "label"),
    [
        ("he/him", "What Kai will tell Sam himself"),
        ("She/Her", "What Kai will tell Sam herself"),
        ("they/them", "What Kai will tell Sam themself"),
        ("", "What Kai will tell Sam themself"),
    ],
)
def test_what_is_asked_fits_the_pronouns(pronouns: str, label: str) -> None:
    asked = wording.prompts(Step.INTRODUCE, replace(FILE, pronouns=pronouns))
    assert [one.label for one in asked] == ["What Sam should know first", label]


def test_without_known_pronouns_the_name_is_said_and_no_guess() -> None:
    assert "told Kai," in wording.told_words(replace(FILE, pronouns=""), TODAY)


@pytest.mark.parametrize(
    ("step", "about"),
    [
        (Step.TELL, {About.WORKER_CHANGE}),
        (Step.CHOOSE, {About.WISH}),
        (Step.INTRODUCE, {About.FOR_NEW_WORKER, About.TELLS_THEMSELF}),
        (Step.GOODBYE, {About.GOODBYE}),
        (Step.CHECK, {About.FEELING_AFTER}),
        (Step.LEARN, set()),
    ],
)
def test_each_step_asks_for_the_words_that_belong_to_it(step: Step, about: set[About]) -> None:
    assert {one.about for one in wording.prompts(step, FILE)} == about


def test_the_first_words_on_the_change_and_on_the_wish_are_shown_with_how_they_were_given() -> None:
    shown = wording.words_to_show(FILE.own_words, 2)
    assert [w.words for w in shown] == [
        "So is Femi going too, or just her?",
        "Sam's alright. He can do bikes.",
    ]
    assert wording.provenance(shown, TODAY) == "Said 30 Apr to Hannah, 6 May to Femi"


def test_somebody_with_a_title_is_called_by_the_whole_name() -> None:
    said = words("Do I still get to bake?", About.WORKER_CHANGE, TODAY, "Mr Osei", 2, "w9")
    assert wording.provenance((said,), TODAY) == "Said 14 May to Mr Osei"


def test_two_ways_of_giving_words_are_both_named() -> None:
    drawn = replace(words("A bike", About.GOODBYE, TODAY, "Sam Adeyemi", 7, "w9"), given_how=HowGiven.DREW)
    assert (
        wording.provenance((FILE.own_words[0], drawn), TODAY) == "Said 30 Apr to Hannah, drew 14 May to Sam"
    )


def test_moving_the_day_says_what_moves_and_what_stays() -> None:
    said = wording.day_moved(kai_change(), FILE.steps, date(2026, 6, 3))
    assert said == "7 open steps move, each 7 days later. 3 done steps stay."
    assert wording.day_moved(kai_change(), FILE.steps, DAY) == ""


def test_a_role_in_ones_own_words_is_said_as_it_stands() -> None:
    assert wording.role_words(KeyRole.KEY_WORKER, "") == "key worker"
    assert wording.role_words(KeyRole.OTHER, "CAMHS nurse") == "CAMHS nurse"


def test_every_step_has_a_title_with_the_names_of_the_change() -> None:
    def title(file: ChangeFile, step: Step) -> str:
        return wording.step_title(step, file)

    assert title(FILE, Step.INTRODUCE) == "Introduce: Kai gets to know Sam"
    assert all("{" not in title(FILE, step) for step in Step)
