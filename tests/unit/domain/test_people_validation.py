"""What has to be put right in people: each rule has an entry it accepts and one it refuses, at the field it names."""

from datetime import date, timedelta
from typing import Any

import pytest

from securecare_desktop.core.errors import Problem
from securecare_desktop.domain import people_validation as rules
from securecare_desktop.domain.people import Circle, KeyAdult, KeyRole, NetworkPerson, RelevantPerson

TODAY = date(2026, 5, 14)
DAY = timedelta(days=1)


def somebody(**other: Any) -> NetworkPerson:
    given = {"young_person_id": "k", "name": "Pauline", "who_they_are": "Nan", "circle": Circle.OWN_PEOPLE}
    return NetworkPerson(**{**given, **other})


def fields(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.field for problem in problems]


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({}, []),
        ({"name": "", "who_they_are": " "}, ["name", "who_they_are"]),
        ({"since": TODAY}, []),
        ({"since": TODAY + DAY}, ["since"]),
        ({"since": TODAY, "until": TODAY - DAY, "why_ended": "She moved away."}, ["until"]),
        ({"until": TODAY - DAY, "why_ended": "She moved away."}, []),
        ({"until": TODAY + DAY, "why_ended": "He takes on another job."}, []),
        ({"until": TODAY}, ["why_ended"]),
        ({"why_ended": "She moved away."}, ["until"]),
    ],
)
def test_a_person_has_a_name_a_tie_and_days_that_can_be(other: dict[str, Any], wrong: list[str]) -> None:
    assert fields(rules.problems_in_network_person(somebody(**other), TODAY)) == wrong


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({}, []),
        ({"name": ""}, ["name"]),
        ({"since": TODAY, "until": TODAY - DAY}, ["until"]),
    ],
)
def test_a_key_adult_has_a_name_and_days_that_can_be(other: dict[str, Any], wrong: list[str]) -> None:
    adult = KeyAdult(**{"young_person_id": "k", "role": KeyRole.KEY_WORKER, "name": "Hannah", **other})
    assert fields(rules.problems_in_key_adult(adult)) == wrong


def test_two_people_do_not_have_the_same_number_in_an_emergency_and_the_first_is_named() -> None:
    nan = somebody(id="n", called="Nan", emergency_order=1)
    mum = somebody(id="m", name="Kerry", emergency_order=1)
    (problem,) = rules.problems_in_emergency_order(mum, (nan, mum), TODAY)
    assert (problem.field, "Nan (Pauline) is number 1 already" in problem.sentence) == (
        "emergency_order",
        True,
    )
    assert rules.problems_in_emergency_order(nan, (nan,), TODAY) == ()
    gone = somebody(id="n", emergency_order=1, until=TODAY - DAY, why_ended="She died.")
    assert rules.problems_in_emergency_order(mum, (gone, mum), TODAY) == ()
    assert rules.problems_in_emergency_order(gone, (mum, gone), TODAY) == ()
    last_day = somebody(id="n", emergency_order=1, until=TODAY)
    assert fields(rules.problems_in_emergency_order(mum, (last_day,), TODAY)) == ["emergency_order"]


@pytest.mark.parametrize("status", list(RelevantPerson))
def test_there_are_relevant_persons_only_in_scotland_but_what_was_written_before_stays(
    status: RelevantPerson,
) -> None:
    named = status in (RelevantPerson.RELEVANT, RelevantPerson.DEEMED)
    mum = somebody(relevant_person=status)
    before = RelevantPerson.NOT_KNOWN
    assert rules.problems_in_relevant_person(mum, before, in_scotland=True) == ()
    refused = rules.problems_in_relevant_person(mum, before, in_scotland=False)
    assert fields(refused) == (["relevant_person"] if named else [])
    assert rules.problems_in_relevant_person(mum, status, in_scotland=False) == ()


def test_a_tie_has_ended_the_day_after_its_last() -> None:
    left = somebody(until=TODAY)
    assert not left.has_ended(TODAY)
    assert left.has_ended(TODAY + DAY)
    assert not somebody().has_ended(TODAY)
