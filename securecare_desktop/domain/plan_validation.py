"""What has to be put right before something of the plan can be saved: the same rules for the form and the service.

Each function returns Problems in the order of the form. Signing has its own rules (plan_signing), so have reviews of
the whole plan (plan_reviews).
"""

from datetime import date

from ..core.errors import Problem
from ..core.text import _
from .communication_aids import AidSession
from .plans import (
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
from .validation import needs
from .voice import problems_in_voice


def problems_in_part(part: PlanPart, today: date) -> tuple[Problem, ...]:
    """Return what cannot be in a section of the plan."""
    return (*problems_in_voice(part), *_still_to_come("given_on", part.given_on, today))


def problems_in_goal(goal: Goal, today: date | None = None) -> tuple[Problem, ...]:
    """Return what is missing in a goal; with `today` also which of its days cannot be yet."""
    return (
        *needs("title", goal.title, _("Write the goal in a few words.")),
        *problems_in_voice(goal),
        *(_still_to_come("given_on", goal.given_on, today) if today else ()),
        *(_still_to_come("state_on", goal.state_on, today) if today else ()),
        *_problems_in_state(goal.state, goal.state_reason),
    )


def problems_in_closing(state: GoalState, reason: str, on: date | None, today: date) -> tuple[Problem, ...]:
    """Return what is missing where it is written down what became of a goal."""
    found = [*_problems_in_state(state, reason)]
    if on is not None and on > today:
        found.append(Problem("state_on", _("This day is still to come. Choose today or a day before it.")))
    return tuple(found)


def _problems_in_state(state: GoalState, reason: str) -> tuple[Problem, ...]:
    if state in (GoalState.CHANGED, GoalState.STOPPED):
        return needs("state_reason", reason, _("Write why it was changed or stopped."))
    return ()


def problems_in_goal_note(note: GoalNote, today: date) -> tuple[Problem, ...]:
    """Return what is missing in a note on how a goal is going."""
    found = [*needs("text", note.text or note.own_words, _("Write how it is going."))]
    if note.on > today:
        found.append(Problem("on", _("This day is still to come. Choose today or a day before it.")))
    return (*found, *problems_in_voice(note))


def problems_in_scenario(scenario: Scenario, today: date) -> tuple[Problem, ...]:
    """Return what is missing in an if-then plan: what could happen, and what helps or what is agreed."""
    return (
        *needs("what", scenario.what, _("Write what could happen.")),
        *needs(
            "agreed_response", scenario.agreed_response or scenario.what_helps, _("Write what helps then.")
        ),
        *_still_to_come("ended_on", scenario.ended_on, today),
        *problems_in_voice(scenario),
        *_still_to_come("own_view_on", scenario.own_view_on, today),
    )


def problems_in_restriction(restriction: LiveRestriction, today: date) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in a limit.

    One that is in force needs its ground, who authorised it, what less was tried, since when, and when it is looked
    at again; how the young person was told may be written later, and Today says so until then. It is in force until
    it has ended: a day to come stands as its planned end.
    """
    found = [
        *needs("what", restriction.what, _("Write what is limited.")),
        *needs("ground", restriction.ground, _("Write the ground. Without one it cannot be in force.")),
        *needs("authorised_by", restriction.authorised_by, _("Write who authorised it.")),
        *needs(
            "tried_first",
            restriction.tried_first,
            _("Write what less was tried, or why nothing less would do."),
        ),
    ]
    starts = restriction.starts
    if starts is None:
        found.append(Problem("starts", _("Choose the day it starts.")))
    elif restriction.planned_end is not None and restriction.planned_end < starts:
        found.append(Problem("planned_end", _("This is before it starts. Choose a later day.")))
    if restriction.ended_on is None:
        found += _problems_in_review_day(restriction)
    else:
        if starts is not None and restriction.ended_on < starts:
            found.append(Problem("ended_on", _("This is before it starts. Choose a later day.")))
        found += _still_to_come("ended_on", restriction.ended_on, today)
        found += needs("ended_because", restriction.ended_because, _("Write why it ended."))
    found += _still_to_come("told_on", restriction.told_on, today)
    if restriction.told_on is not None or restriction.told_by.strip():
        found += needs("told_how", restriction.told_how, _("Write how the young person was told."))
    if restriction.told_on is None and (restriction.told_how.strip() or restriction.told_by.strip()):
        found.append(
            Problem("told_on", _("Choose the day they were told. Until then they count as not told."))
        )
    return (
        *found,
        *problems_in_voice(restriction),
        *_still_to_come("own_view_on", restriction.own_view_on, today),
    )


def _still_to_come(field: str, day: date | None, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with a day on which something happened, where it has not come yet."""
    if day is None or day <= today:
        return ()
    return (Problem(field, _("This day is still to come. Leave it empty until then.")),)


def _problems_in_review_day(restriction: LiveRestriction) -> tuple[Problem, ...]:
    if restriction.review_on is None:
        return (Problem("review_on", _("Choose the day it is looked at again.")),)
    if restriction.starts is not None and restriction.review_on < restriction.starts:
        return (Problem("review_on", _("This is before it starts. Choose a later day.")),)
    return ()


def problems_in_restriction_review(review: RestrictionReview, today: date) -> tuple[Problem, ...]:
    """Return what is missing where a limit was looked at again."""
    found = []
    if review.held_on > today:
        found.append(Problem("held_on", _("This day is still to come. Choose today or a day before it.")))
    found += needs("held_by", review.held_by, _("Write who looked at it."))
    found += needs("because", review.because, _("Write why."))
    if review.outcome is ReviewOutcome.ENDED:
        return (*found, *problems_in_voice(review))
    found += needs("considered", review.considered, _("Write what less was thought about."))
    if review.next_on is None:
        found.append(Problem("next_on", _("Choose the day it is looked at again.")))
    elif review.next_on <= review.held_on:
        found.append(Problem("next_on", _("Choose a day after this one.")))
    return (*found, *problems_in_voice(review))


def problems_in_decision(decision: Decision, today: date) -> tuple[Problem, ...]:
    """Return what is missing in a decision.

    One that was made without the young person's agreement, or did not follow something they wanted, says what was
    not followed and why (SI 2015/541, regulation 7).
    """
    found = [*needs("what", decision.what, _("Write what was decided."))]
    found += _still_to_come("decided_on", decision.decided_on, today)
    found += _still_to_come("asked_on", decision.asked_on, today)
    if not decision.with_agreement:
        found += needs("not_followed", decision.not_followed, _("Write what was not followed."))
    if not decision.with_agreement or decision.not_followed.strip():
        found += needs(
            "not_followed_because", decision.not_followed_because, _("Write why it was not followed.")
        )
    found += _still_to_come("explained_on", decision.explained_on, today)
    if decision.explained_on is not None and decision.decided_on is not None:
        found += _problems_in_explaining(decision.explained_on, decision.decided_on)
    if decision.said_how.has_words and not decision.what_they_said.strip():
        sentence = _("Write the words as they were given, or choose “chose not to”.")
        found.append(Problem("what_they_said", sentence))
    found += _still_to_come("told_of_advocacy_on", decision.told_of_advocacy_on, today)
    return (*found, *problems_in_voice(decision))


def _problems_in_explaining(explained: date, decided: date) -> tuple[Problem, ...]:
    if explained >= decided:
        return ()
    return (Problem("explained_on", _("This is before it was decided. Choose a later day.")),)


def problems_in_session(session: AidSession, today: date) -> tuple[Problem, ...]:
    """Return what is missing in a session with a communication aid."""
    found = [*needs("topic", session.topic, _("Write what it was about."))]
    if session.on > today:
        found.append(Problem("on", _("This day is still to come. Choose today or a day before it.")))
    if any(not one.option.strip() for one in session.placed):
        found.append(Problem("placed", _("Write what was put there.")))
    elif any(one.place and one.place not in session.scale for one in session.placed):
        found.append(Problem("placed", _("Choose one of the places of this session.")))
    return tuple(found)
