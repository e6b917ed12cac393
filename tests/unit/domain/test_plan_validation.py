"""What has to be put right before something of the plan is saved: each rule refuses what it is for, and no more."""

from datetime import date, timedelta
from typing import Any

import pytest

from securecare_desktop.core.errors import Problem
from securecare_desktop.domain import plan_validation as rules
from securecare_desktop.domain.communication_aids import AidSession, Placed
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import (
    Decision,
    Goal,
    GoalNote,
    GoalState,
    LiveRestriction,
    PlanPart,
    RestrictionReview,
    ReviewOutcome,
    Scenario,
)

TODAY = date(2026, 5, 14)
DAY = timedelta(days=1)
KAI = "k" * 32
WHOSE = {"young_person_id": KAI}


def goal(**other: Any) -> tuple[Problem, ...]:
    written = Goal(**{**WHOSE, "plan_version_id": "v", "title": "A course", **other})
    return rules.problems_in_goal(written, TODAY)


def part(**other: Any) -> tuple[Problem, ...]:
    written = PlanPart(**{**WHOSE, "plan_version_id": "v", "section": 4, "text": "Up at eight", **other})
    return rules.problems_in_part(written, TODAY)


def closing(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_closing(
        **{"state": GoalState.MET, "reason": "", "on": TODAY, "today": TODAY, **other}
    )


def goal_note(**other: Any) -> tuple[Problem, ...]:
    note = GoalNote(**{**WHOSE, "lineage_id": "l", "on": TODAY, "text": "Three units", **other})
    return rules.problems_in_goal_note(note, TODAY)


def scenario(**other: Any) -> tuple[Problem, ...]:
    given = {**WHOSE, "what": "A call falls away", "what_helps": "A walk"}
    return rules.problems_in_scenario(Scenario(**{**given, **other}), TODAY)


def restriction(**other: Any) -> tuple[Problem, ...]:
    given = {
        **WHOSE, "what": "Room searched", "ground": "Plan, section 8", "authorised_by": "Graham Pell",
        "tried_first": "Asking him each evening", "starts": TODAY, "review_on": TODAY + DAY,
    }  # fmt: skip
    return rules.problems_in_restriction(LiveRestriction(**{**given, **other}), TODAY)


def restriction_review(**other: Any) -> tuple[Problem, ...]:
    given = {
        **WHOSE, "restriction_id": "r", "held_on": TODAY, "outcome": ReviewOutcome.KEPT, "held_by": "Graham Pell",
        "because": "Two finds in March", "considered": "Once a month", "next_on": TODAY + DAY,
    }  # fmt: skip
    return rules.problems_in_restriction_review(RestrictionReview(**{**given, **other}), TODAY)


def decision(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_decision(Decision(**{**WHOSE, "what": "A trip", **other}), TODAY)


def session(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_session(AidSession(**{**WHOSE, "on": TODAY, "topic": "Nights", **other}), TODAY)


EVERY_RULE = {
    f"problems_in_{rule.__name__}": rule
    for rule in (
        part, goal, closing, goal_note, scenario, restriction, restriction_review, decision, session,
    )
}  # fmt: skip


def test_every_rule_is_tested_here() -> None:
    own = {name for name, rule in vars(rules).items() if getattr(rule, "__module__", "") == rules.__name__}
    assert set(EVERY_RULE) == {name for name in own if name.startswith("problems_in_")}


@pytest.mark.parametrize("rule", EVERY_RULE.values(), ids=EVERY_RULE)
def test_a_complete_record_needs_nothing(rule: Any) -> None:
    assert rule() == ()


@pytest.mark.parametrize(
    ("rule", "other", "wrong"),
    [
        (goal, {"title": ""}, ["title"]),
        (goal, {"given_how": HowGiven.SAID}, ["own_words"]),
        (goal, {"state": GoalState.CHANGED}, ["state_reason"]),
        (goal, {"given_on": TODAY + DAY}, ["given_on"]),
        (goal, {"state": GoalState.MET, "state_on": TODAY + DAY}, ["state_on"]),
        (part, {"given_how": HowGiven.SAID}, ["own_words"]),
        (part, {"given_on": TODAY + DAY}, ["given_on"]),
        (closing, {"state": GoalState.CHANGED}, ["state_reason"]),
        (closing, {"state": GoalState.STOPPED, "reason": " "}, ["state_reason"]),
        (closing, {"on": TODAY + DAY}, ["state_on"]),
        (goal_note, {"text": ""}, ["text"]),
        (goal_note, {"on": TODAY + DAY}, ["on"]),
        (scenario, {"what": ""}, ["what"]),
        (scenario, {"what_helps": ""}, ["agreed_response"]),
        (scenario, {"own_view_how": HowGiven.DREW}, ["own_view"]),
        (scenario, {"own_view_on": TODAY + DAY}, ["own_view_on"]),
        (restriction, {"what": "", "ground": ""}, ["what", "ground"]),
        (restriction, {"authorised_by": "", "tried_first": " "}, ["authorised_by", "tried_first"]),
        (restriction, {"starts": None}, ["starts"]),
        (restriction, {"review_on": None}, ["review_on"]),
        (restriction, {"review_on": TODAY - DAY}, ["review_on"]),
        (restriction, {"planned_end": TODAY - DAY}, ["planned_end"]),
        (restriction, {"ended_on": TODAY}, ["ended_because"]),
        (restriction, {"ended_on": TODAY - DAY, "ended_because": "It is quiet."}, ["ended_on"]),
        (restriction, {"told_on": TODAY}, ["told_how"]),
        (restriction, {"told_by": "Femi"}, ["told_how", "told_on"]),
        (restriction, {"told_how": "At breakfast"}, ["told_on"]),
        (restriction, {"own_view_on": TODAY + DAY}, ["own_view_on"]),
        (restriction_review, {"held_on": TODAY + DAY, "next_on": TODAY + 2 * DAY}, ["held_on"]),
        (restriction_review, {"held_by": "", "because": ""}, ["held_by", "because"]),
        (restriction_review, {"considered": "", "next_on": None}, ["considered", "next_on"]),
        (restriction_review, {"next_on": TODAY}, ["next_on"]),
        (restriction_review, {"outcome": ReviewOutcome.ENDED, "because": ""}, ["because"]),
        (decision, {"what": ""}, ["what"]),
        (decision, {"with_agreement": False}, ["not_followed", "not_followed_because"]),
        (decision, {"not_followed": "A later bedtime"}, ["not_followed_because"]),
        (decision, {"decided_on": TODAY, "explained_on": TODAY - DAY}, ["explained_on"]),
        (decision, {"decided_on": TODAY + DAY}, ["decided_on"]),
        (decision, {"asked_on": TODAY + DAY}, ["asked_on"]),
        (decision, {"told_of_advocacy_on": TODAY + DAY}, ["told_of_advocacy_on"]),
        (decision, {"wanted_how": HowGiven.SAID}, ["what_they_wanted"]),
        (decision, {"said_how": HowGiven.WROTE}, ["what_they_said"]),
        (session, {"topic": ""}, ["topic"]),
        (session, {"on": TODAY + DAY}, ["on"]),
        (session, {"placed": (Placed(option=" "),)}, ["placed"]),
        (session, {"placed": (Placed(option="Sleep", place="no such place"),)}, ["placed"]),
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
        (goal, {"given_how": HowGiven.CHOSE_NOT_TO}),
        (goal, {"own_words": "A bike.", "given_how": HowGiven.NOT_ASKED}),  # as old entries have them
        (closing, {"state": GoalState.STOPPED, "reason": "He moved on."}),
        (goal_note, {"text": "", "own_words": "Nearly there.", "given_how": HowGiven.SAID}),
        (scenario, {"what_helps": "", "agreed_response": "Graham answers."}),
        (restriction, {"planned_end": TODAY}),
        (restriction, {"review_on": None, "ended_on": TODAY, "ended_because": "It is quiet."}),
        (restriction, {"told_how": "At breakfast", "told_on": TODAY}),
        (restriction_review, {"outcome": ReviewOutcome.ENDED, "considered": "", "next_on": None}),
        (decision, {"with_agreement": False, "not_followed": "A phone", "not_followed_because": "The order"}),
        (session, {"placed": (Placed(option="Sleep", place="so-so"), Placed(option="Food"))}),
    ],
)
def test_what_is_all_right_is_let_through(rule: Any, other: dict[str, Any]) -> None:
    assert rule(**other) == ()
