"""The rules of promises: each says at its field what has to be put right, and lets through what is all right."""

from datetime import date, timedelta
from typing import Any

import pytest

from securecare_desktop.domain import promise_validation as rules
from securecare_desktop.domain.promises import Promise, PromiseState
from tests.support.house import KAI

TODAY, DAY = date(2026, 5, 18), timedelta(days=1)


def promise(**other: Any) -> Promise:
    return Promise(
        **{"young_person_id": KAI, "what": "A photo", "made_by": "Hannah", "made_on": TODAY, **other}
    )


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"what": " ", "made_by": ""}, ["what", "made_by"]),
        ({"state": PromiseState.BROKEN}, ["explanation"]),
        ({"made_on": TODAY + DAY}, ["made_on"]),
        ({"due_on": TODAY - DAY}, ["due_on"]),
        ({"closed_on": TODAY + DAY}, ["closed_on"]),
        ({"closed_on": TODAY - DAY}, ["closed_on"]),
        ({"told_on": TODAY + DAY}, ["told_on"]),
        ({"told_on": TODAY - DAY}, ["told_on"]),
        ({"handed_over_on": TODAY + DAY}, ["handed_over_on"]),
        ({"handed_over_on": TODAY - DAY}, ["handed_over_on"]),
    ],
)
def test_what_cannot_be_is_asked_about_at_its_field(other: dict[str, Any], wrong: list[str]) -> None:
    found = rules.problems_in_promise(promise(**other), TODAY)
    assert [problem.field for problem in found] == wrong
    assert all(problem.sentence.endswith(".") for problem in found)


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"made_on": None, "due_on": TODAY - DAY},
        {"due_on": TODAY},
        {"state": PromiseState.KEPT, "closed_on": TODAY},
        {"state": PromiseState.BROKEN, "explanation": "The shop had closed.", "told_on": TODAY},
    ],
)
def test_what_is_all_right_is_let_through(other: dict[str, Any]) -> None:
    assert rules.problems_in_promise(promise(**other), TODAY) == ()


@pytest.mark.parametrize("name", ["", "  ", "Hannah", " hannah "])
def test_a_promise_is_handed_over_to_somebody_else_by_name(name: str) -> None:
    assert [p.field for p in rules.problems_in_hand_over(promise(), name)] == ["keeper"]


def test_whoever_made_a_promise_can_be_handed_it_back() -> None:
    assert rules.problems_in_hand_over(promise(keeper="Sam"), "Hannah") == ()


def test_a_settled_promise_is_handed_to_nobody() -> None:
    assert rules.problems_in_hand_over(promise(state=PromiseState.KEPT), "Sam") != ()
