"""How a version comes to count, and the digest under which it is signed."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from securecare_desktop.domain import plan_signing as rules
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import Goal, PlanPart, PlanState, PlanVersion

TODAY = date(2026, 5, 14)
NOW = datetime(2026, 5, 14, 8, 42, tzinfo=UTC)
VERSION = PlanVersion(
    id="v", young_person_id="k", number=3, state=PlanState.SHARED, made_on=TODAY, shared_on=TODAY,
    shared_how="Read together", shared_by="Femi", comments="All right.", comments_how=HowGiven.SAID,
)  # fmt: skip
PART = PlanPart(id="p", young_person_id="k", plan_version_id="v", section=4, text="Up at eight")
GOAL = Goal(id="g", young_person_id="k", plan_version_id="v", title="Level two", lineage_id="g")


def fields_of(problems: Any) -> list[str]:
    return [problem.field for problem in problems]


def sharing(**other: Any) -> list[str]:
    return fields_of(rules.problems_in_sharing(replace(VERSION, **other), TODAY))


def test_sharing_says_when_how_by_whom_and_what_they_said() -> None:
    assert sharing() == []
    assert sharing(shared_on=None) == ["shared_on"]
    assert sharing(shared_on=TODAY + timedelta(days=1)) == ["shared_on"]
    assert sharing(shared_how=" ", shared_by="") == ["shared_how", "shared_by"]
    assert sharing(comments="", comments_how=HowGiven.NOT_ASKED) == ["comments"]
    assert sharing(comments="") == ["comments"]


@pytest.mark.parametrize(
    ("shared_on", "signed_on", "may_be"),
    [
        (TODAY, TODAY, True),
        (TODAY - timedelta(days=3), TODAY, True),
        (TODAY - timedelta(days=3), None, True),
        (TODAY, TODAY + timedelta(days=1), False),
        (TODAY, TODAY - timedelta(days=1), False),
        (None, TODAY, False),
    ],
)
def test_nobody_has_signed_a_version_before_they_were_shown_it(
    shared_on: date | None, signed_on: date | None, may_be: bool
) -> None:
    version = replace(VERSION, shared_on=shared_on, young_person_signed_on=signed_on)
    found = fields_of(rules.problems_in_their_signature(version, TODAY))
    assert found == ([] if may_be else ["young_person_signed_on"])
    if shared_on is not None:
        assert sharing(shared_on=shared_on, young_person_signed_on=signed_on) == found


def test_chose_not_to_and_not_asked_because_are_answers() -> None:
    assert sharing(comments="", comments_how=HowGiven.CHOSE_NOT_TO) == []
    assert sharing(comments="", comments_how=HowGiven.NOT_ASKED, why_not_asked="She wants a day.") == []
    assert sharing(shared_on=None, why_not_asked="She is at the hospital.") == []


def test_a_version_is_shared_once_there_is_a_day_and_a_draft_without_one() -> None:
    draft = replace(VERSION, state=PlanState.DRAFT)
    assert rules.shared(draft).state is PlanState.SHARED
    assert (
        rules.shared(replace(draft, shared_on=None, why_not_asked="At the hospital")).state is PlanState.DRAFT
    )


def test_nobody_signs_what_was_not_shared_unless_it_says_why() -> None:
    draft = replace(VERSION, state=PlanState.DRAFT, shared_on=None)
    assert fields_of(rules.problems_in_signing(draft, (PART,), ())) == ["shared_on"]
    told = replace(draft, why_not_asked="She is at the hospital until Friday.")
    assert rules.problems_in_signing(told, (PART,), ()) == ()
    assert rules.problems_in_signing(VERSION, (PART,), ()) == ()


def test_nobody_signs_what_is_empty_or_signed_already() -> None:
    assert fields_of(rules.problems_in_signing(VERSION, (replace(PART, text=" "),), ())) == [""]
    assert rules.problems_in_signing(VERSION, (), (GOAL,)) == ()
    for state in (PlanState.SIGNED, PlanState.CURRENT, PlanState.SUPERSEDED):
        assert rules.problems_in_signing(replace(VERSION, state=state), (PART,), ())


def test_the_manager_signs_after_the_author_and_is_somebody_else() -> None:
    signed = rules.signed_by_author(VERSION, "anna", "Anna", "Shift lead", NOW, "d")
    assert signed.state is PlanState.SIGNED
    assert rules.problems_in_signing_as_manager(signed, "graham") == ()
    (problem,) = rules.problems_in_signing_as_manager(signed, "anna")
    assert "Two people sign a plan" in problem.sentence
    assert rules.problems_in_signing_as_manager(VERSION, "graham")
    counts = rules.signed_by_manager(signed, "graham", "Graham", "Registered manager", NOW)
    assert (counts.state, counts.manager_name) == (PlanState.CURRENT, "Graham")
    assert rules.problems_in_signing_as_manager(counts, "graham")


def test_a_signature_is_taken_back_with_a_reason_and_only_before_the_manager_signs() -> None:
    signed = rules.signed_by_author(VERSION, "anna", "Anna", "Shift lead", NOW, "d")
    assert fields_of(rules.problems_in_taking_back(signed, " ")) == ["because"]
    assert rules.problems_in_taking_back(signed, "A name is wrong.") == ()
    assert rules.taken_back(signed) == VERSION
    assert rules.problems_in_taking_back(VERSION, "A name is wrong.")
    assert rules.problems_in_taking_back(replace(signed, state=PlanState.CURRENT), "A name is wrong.")


# -- the digest --------------------------------------------------------------------------------------------------


def other_than(value: object) -> object:
    """Return a value of the same type that differs."""
    if isinstance(value, HowGiven):
        return HowGiven.DREW
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, tuple):
        return (*value, "7")
    if isinstance(value, int):
        return value + 1
    return TODAY if value is None else f"{value} and more"


def digest(version: PlanVersion = VERSION, part: PlanPart = PART, goal: Goal = GOAL) -> str:
    return rules.digest_of(version, (part,), (goal,))


@pytest.mark.parametrize(
    ("record", "name"),
    [(record, name) for record in (VERSION, PART, GOAL) for name in rules.SIGNED_FIELDS[type(record)]],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_every_field_that_is_signed_is_in_the_digest(record: Any, name: str) -> None:
    changed = replace(record, **{name: other_than(getattr(record, name))})
    given = {"version": VERSION, "part": PART, "goal": GOAL}
    key = next(key for key, value in given.items() if value is record)
    assert digest(**{**given, key: changed}) != digest()


@pytest.mark.parametrize(
    ("record", "free"),
    [
        (PART, {"covers": ("nine_steps:3",), "ask_again_on": TODAY}),
        (GOAL, {"state_reason": "He moved on.", "state_on": TODAY, "ask_again_on": TODAY}),
        (VERSION, {"ask_again_on": TODAY, "young_person_signed_on": TODAY, "not_signed_because": "Later"}),
    ],
    ids=["part", "goal", "version"],
)
def test_what_may_change_afterwards_is_not_in_the_digest(record: Any, free: dict[str, Any]) -> None:
    given = {"version": VERSION, "part": PART, "goal": GOAL}
    key = next(key for key, value in given.items() if value is record)
    assert digest(**{**given, key: replace(record, **free)}) == digest()


def test_what_is_added_or_taken_out_changes_the_digest_and_the_order_does_not() -> None:
    second = replace(PART, id="p2", section=5)
    assert rules.digest_of(VERSION, (PART, second), (GOAL,)) != digest()
    assert rules.digest_of(VERSION, (), (GOAL,)) != digest()
    assert rules.digest_of(VERSION, (PART, second), ()) == rules.digest_of(VERSION, (second, PART), ())


def test_every_field_of_what_is_signed_is_either_signed_or_known_to_be_free() -> None:
    free = {
        PlanVersion: {
            "state", "ask_again_on", "young_person_signed_on", "not_signed_because", "author_id", "author_name",
            "author_as", "author_signed_at", "manager_id", "manager_name", "manager_as", "manager_signed_at",
            "signed_digest",
        },
        PlanPart: {"young_person_id", "plan_version_id", "ask_again_on", "covers"},
        Goal: {"young_person_id", "plan_version_id", "ask_again_on", "state", "state_reason", "state_on"},
    }  # fmt: skip
    stamps = {"id", "version", "written_by", "written_at", "changed_by", "changed_at"}
    for kind, names in rules.SIGNED_FIELDS.items():
        assert set(names) | free[kind] | stamps == {f.name for f in fields(kind)}
