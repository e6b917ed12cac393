"""What has to be put right before a record is saved: each rule refuses what it is for and lets the rest through."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.errors import Problem
from securecare_desktop.domain import validation as rules
from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.checklists import ChecklistItem, ItemState
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.staff import Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.domain.young_people import (
    AboutMeKind,
    AboutMePart,
    Status,
    StatusKind,
    YoungPerson,
)

NOW = datetime(2026, 5, 14, 8, 42, tzinfo=UTC)
TODAY = date(2026, 5, 14)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
KAI = "k" * 32

# fmt: off
YOUNG_PERSON = {
    "unit_id": "u", "name_used": "Kai", "legal_name": "Kai Renshaw", "date_of_birth": date(2010, 9, 30),
}
ITEM = {"young_person_id": KAI, "checklist_id": "c", "key": "F01", "what": "Ask about the room"}
# fmt: on


def young_person(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_young_person(YoungPerson(**{**YOUNG_PERSON, **other}), TODAY)


def about_me(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_about_me(
        AboutMePart(**{"young_person_id": KAI, "kind": AboutMeKind.HOPES, "text": "A bike", **other})
    )


def status(**other: Any) -> tuple[Problem, ...]:
    given = {"young_person_id": KAI, "kind": StatusKind.SETTLED, "sentence": "Good day.", "noted_at": NOW}
    return rules.problems_in_status(Status(**{**given, **other}))


def item(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_checklist_item(ChecklistItem(**{**ITEM, **other}))


def action(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_action(PlannedAction(**{"young_person_id": KAI, "what": "Ring", **other}))


def staff_member(**other: Any) -> tuple[Problem, ...]:
    given = {"name": "Femi Oduya", "role": Role.SHIFT_LEAD, "unit_id": "u"}
    return rules.problems_in_staff_member(StaffMember(**{**given, **other}))


def unit(**other: Any) -> tuple[Problem, ...]:
    given = {"name": "Rowan", "house_name": "Brackenfield House", "jurisdiction": Jurisdiction.WALES}
    return rules.problems_in_unit(Unit(**{**given, **other}))


EVERY_RULE = {
    f"problems_in_{rule.__name__}": rule
    for rule in (
        young_person, about_me, status, action, staff_member, unit,
    )
} | {"problems_in_checklist_item": item}  # fmt: skip


def test_every_rule_is_tested_here() -> None:
    assert set(EVERY_RULE) == {name for name in vars(rules) if name.startswith("problems_in_")}


@pytest.mark.parametrize("rule", EVERY_RULE.values(), ids=EVERY_RULE)
def test_a_complete_record_needs_nothing(rule: Any) -> None:
    assert rule() == ()


@pytest.mark.parametrize(
    ("rule", "other", "wrong"),
    [
        (young_person, {"name_used": " ", "legal_name": ""}, ["name_used", "legal_name"]),
        (young_person, {"date_of_birth": TODAY + DAY}, ["date_of_birth"]),
        (young_person, {"date_of_birth": date(1926, 9, 30)}, ["date_of_birth"]),
        (about_me, {"text": "\n"}, ["text"]),
        (status, {"sentence": ""}, ["sentence"]),
        (action, {"what": ""}, ["what"]),
        (item, {"what": ""}, ["what"]),
        (item, {"state": ItemState.NOT_APPLICABLE}, ["not_applicable_because"]),
        (staff_member, {"name": ""}, ["name"]),
        (staff_member, {"starts": TODAY, "ends": TODAY - DAY}, ["ends"]),
        (unit, {"name": "", "house_name": ""}, ["name", "house_name"]),
        (unit, {"pin_minutes": -1}, ["pin_minutes"]),
        (unit, {"pin_minutes": rules.LONGEST_PIN_MINUTES + 1}, ["pin_minutes"]),
    ],
)
def test_what_cannot_be_is_asked_about_at_its_field(
    rule: Any, other: dict[str, Any], wrong: list[str]
) -> None:
    found = rule(**other)
    assert [problem.field for problem in found] == wrong
    assert all(problem.sentence.endswith(".") for problem in found)


@pytest.mark.parametrize(
    ("rule", "other"),
    [
        (young_person, {"date_of_birth": date(2007, 1, 1)}),
        (about_me, {"text": "", "given_how": HowGiven.CHOSE_NOT_TO}),
        (unit, {"pin_minutes": 0}),
        (unit, {"pin_minutes": rules.LONGEST_PIN_MINUTES}),
    ],
)
def test_what_is_all_right_is_let_through(rule: Any, other: dict[str, Any]) -> None:
    assert rule(**other) == ()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_date_of_birth_is_taken_exactly_when_it_is_past_and_not_long_ago(born: date) -> None:
    age = YoungPerson(**{**YOUNG_PERSON, "date_of_birth": born}).age_on(TODAY)
    assert (young_person(date_of_birth=born) == ()) == (born <= TODAY and age <= rules.OLDEST)
