"""What stands beside the versions of a plan: if-then plans, limits and looks again at them, and decisions.

They belong to the young person and not to one version, and count as soon as they are saved.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from ..core.errors import InputError, Problem
from ..core.text import _
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.plan_validation import (
    problems_in_decision,
    problems_in_restriction,
    problems_in_restriction_review,
    problems_in_scenario,
)
from ..domain.plans import (
    Decision,
    LiveRestriction,
    RestrictionReview,
    ReviewOutcome,
    Scenario,
    without_agreement,
)
from .results import Saved
from .saving import require_own, save, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "plans"


class PlanRegisters:
    """The part of PlansService that is about no version of the plan."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def scenarios(self, young_person_id: str) -> tuple[Scenario, ...]:
        """Return what could happen, with first signs and what helps."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.scenarios.find(young_person_id=young_person_id)

    def save_scenario(self, scenario: Scenario) -> Saved[Scenario]:
        """Save an if-then plan."""
        problems = problems_in_scenario(scenario, self._session.clock.today())
        return save(self._session, Action.EDIT_PLAN, NOUN, scenario, problems, lambda w: w.scenarios)

    def restrictions(self, young_person_id: str) -> tuple[LiveRestriction, ...]:
        """Return the limits, ended ones too."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.restrictions.find(young_person_id=young_person_id)

    def save_restriction(self, restriction: LiveRestriction) -> Saved[LiveRestriction]:
        """Save a limit with its ground."""
        problems = problems_in_restriction(restriction, self._session.clock.today())
        return save(self._session, Action.EDIT_PLAN, NOUN, restriction, problems, lambda w: w.restrictions)

    def restriction_reviews(self, young_person_id: str) -> tuple[RestrictionReview, ...]:
        """Return every look again at a limit, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.restriction_reviews.find(young_person_id=young_person_id)

    def review_restriction(self, review: RestrictionReview) -> Saved[RestrictionReview]:
        """Save a look again at a limit; the limit goes on to its next day or ends, in the same transaction.

        A review that is put right later moves the limit only while it is the newest, and nobody has moved or ended
        the limit otherwise since. Raises InputError for a limit that has ended and for a day before it began, Gone for
        one of another young person, EditConflict as every save.
        """
        who = review.young_person_id
        with self._session.writing(Action.EDIT_PLAN, who) as work:
            problems = problems_in_restriction_review(review, self._session.clock.today())
            if problems:
                raise InputError(problems)
            require_own(work, lambda w: w.restrictions, review.restriction_id, who)
            restriction = work.restrictions.require(review.restriction_id)
            if not review.version and restriction.ended_on is not None:
                sentence = _("This limit has ended. There is nothing to look at again.")
                raise InputError((Problem("", sentence),))
            if restriction.starts is not None and review.held_on < restriction.starts:
                sentence = _("This is before it starts. Choose a later day.")
                raise InputError((Problem("held_on", sentence),))
            newest = _newest_of(work, restriction)
            stored = work.restriction_reviews.save(tidied(review))
            untouched = not review.version or newest is None or _is_as_left(restriction, newest)
            if untouched and _is_newest(work, stored):
                after = _after(restriction, stored)
                if after.ended_on and not work.sees_whole("restriction_reviews", stored.id, who):
                    # the reason stays as it stands: a gap of what they do not see is none
                    after = replace(after, ended_because=restriction.ended_because or after.ended_because)
                work.restrictions.save(after)
        return Saved(stored, Changed(frozenset({NOUN}), who))

    def decisions(self, young_person_id: str) -> tuple[Decision, ...]:
        """Return the decisions, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.decisions.find(young_person_id=young_person_id)

    def decisions_without_agreement(self, young_person_id: str) -> tuple[Decision, ...]:
        """Return the decisions that were made without the young person's agreement, newest first."""
        return without_agreement(self.decisions(young_person_id))

    def save_decision(self, decision: Decision) -> Saved[Decision]:
        """Save a decision and how it was explained."""
        problems = problems_in_decision(decision, self._session.clock.today())
        return save(self._session, Action.EDIT_PLAN, NOUN, decision, problems, lambda w: w.decisions)


def _is_newest(work: "Work", review: RestrictionReview) -> bool:
    """Say whether no later look at the same limit is known, also not one that the reader is not shown."""
    return work.restriction_reviews.ids(restriction_id=review.restriction_id)[0] == review.id


def _newest_of(work: "Work", restriction: LiveRestriction) -> RestrictionReview | None:
    """Return the last look at a limit, whole, also one that the reader is not shown."""
    found = work.restriction_reviews.ids(restriction_id=restriction.id)
    return (
        cast(RestrictionReview, work.withholdings.whole("restriction_reviews", found[0])) if found else None
    )


def _is_as_left(restriction: LiveRestriction, review: RestrictionReview) -> bool:
    """Say whether a limit still has the days that a look at it left it with."""
    after = _after(restriction, review)
    return (after.ended_on, after.review_on) == (restriction.ended_on, restriction.review_on)


def _after(restriction: LiveRestriction, review: RestrictionReview) -> LiveRestriction:
    """Return the limit as a look at it leaves it."""
    if review.outcome is ReviewOutcome.ENDED:
        return replace(restriction, ended_on=review.held_on, ended_because=review.because)
    return replace(restriction, review_on=review.next_on, ended_on=None, ended_because="")
