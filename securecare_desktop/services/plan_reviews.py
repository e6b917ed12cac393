"""Reviews of the plan: planned, held, and the next one planned from the day this one was held."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem
from ..core.text import _
from ..domain.coverage import is_of
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.plan_reviews import (
    PlanReview,
    Rhythm,
    next_review,
    problems_in_holding,
    problems_in_order,
    problems_in_review,
)
from ..domain.voice import problems_in_voice
from .frameworks import nation_of_law
from .plan_registers import NOUN
from .results import Saved
from .rhythm_file import rhythm_file
from .saving import require_own, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


class PlanReviewsService:
    """What a signed-in person can do with reviews of the plan."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def reviews(self, young_person_id: str) -> tuple[PlanReview, ...]:
        """Return all reviews, planned and held, the latest day first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.plan_reviews.find(young_person_id=young_person_id)

    def rhythms(self, young_person_id: str) -> tuple[Rhythm, ...]:
        """Return the rhythms to choose from: of the nation this young person lives in, of the law they are under, of all."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            unit = work.units.require(work.young_people.plain(young_person_id, "unit_id"))
            law = nation_of_law(work, young_person_id)
        rhythms = rhythm_file().rhythms
        return tuple(r for r in rhythms if is_of(r.jurisdictions, unit.jurisdiction, law))

    def plan_first(self, young_person_id: str, rhythm: str, from_day: date) -> Saved[PlanReview]:
        """Plan the first review of a rhythm, so long after `from_day` as it says.

        Raises InputError for an unknown rhythm, and where a review of it is planned already.
        """
        with self._session.writing(Action.EDIT_PLAN, young_person_id) as work:
            chosen = rhythm_file().get(rhythm)
            if chosen is None:
                raise _input_error("rhythm", _("Choose when the plan is reviewed."))
            if _planned(work, young_person_id, rhythm) is not None:
                raise _input_error("rhythm", _("The next review of this kind is planned already."))
            review = PlanReview(
                young_person_id=young_person_id,
                due_on=chosen.due_after(from_day, 1),
                rhythm=chosen.key,
                step=1,
            )
            stored = work.plan_reviews.add(review)
        return _saved(stored)

    def save(self, review: PlanReview) -> Saved[PlanReview]:
        """Save a review that is planned, or put right what is written about one that was held.

        Where the day it was held is put right, the next one follows, unless somebody has moved it. Raises InputError
        for what is missing (why it was moved, for one), EditConflict as every save.
        """
        with self._session.writing(Action.EDIT_PLAN, review.young_person_id) as work:
            stored = self._stored(work, review)
        return _saved(stored)

    def hold(self, review: PlanReview) -> Saved[PlanReview]:
        """Write a review down as held; the next one of its rhythm is planned from that day, once.

        Raises InputError without the day it was held, how the young person took part and what came of it, and for a
        day before the review before it.
        """
        with self._session.writing(Action.WRITE_ENTRIES, review.young_person_id) as work:
            if review.held_on is None:
                raise InputError(problems_in_holding(review, self._session.clock.today()))
            stored = self._stored(work, review)
        return _saved(stored)

    def _stored(self, work: "Work", review: PlanReview) -> PlanReview:
        """Save a review, and see to it that the one after it follows from the day it was held."""
        require_own(work, lambda w: w.plan_reviews, review.id, review.young_person_id)
        before = work.plan_reviews.get(review.id) if review.id else None
        today = self._session.clock.today()
        review = _in_its_rhythm(review, before)
        others = work.plan_reviews.find(young_person_id=review.young_person_id)
        problems = (
            *problems_in_review(review, today, before),
            *problems_in_order(review, others, today, before),
            *problems_in_voice(review),
        )
        if problems:
            raise InputError(problems)
        stored = work.plan_reviews.save(tidied(review))
        rhythm = rhythm_file().get(stored.rhythm)
        if rhythm is not None and stored.held_on is not None:
            _plan_next(work, stored, before.held_on if before is not None else None, rhythm)
        return stored


def _plan_next(work: "Work", held: PlanReview, held_before: date | None, rhythm: Rhythm) -> None:
    """Plan the review after one that was held; where it is planned from another day, it moves with the right one."""
    planned, following = _planned(work, held.young_person_id, rhythm.key), next_review(held, rhythm)
    if not work.sees_whole("plan_reviews", held.id, held.young_person_id):
        following = replace(
            following, planned_at_place="", led_by=""
        )  # what is left out is taken over by nobody
    if planned is None:
        if held_before is None:
            work.plan_reviews.add(following)
        return
    if held_before is None or planned.step != following.step or planned.moved_because:
        return
    if planned.due_on == rhythm.due_after(held_before, planned.step):
        seen = work.plan_reviews.get(planned.id)
        if seen is not None:
            work.plan_reviews.save(replace(seen, due_on=following.due_on))


def _planned(work: "Work", young_person_id: str, rhythm: str) -> PlanReview | None:
    """Return the review of a rhythm that was not held yet, also one that the reader is not shown."""
    found = work.plan_reviews.ids(young_person_id=young_person_id, rhythm=rhythm, held_on=None)
    whole = work.withholdings.whole("plan_reviews", found[0]) if found else None
    return whole if isinstance(whole, PlanReview) else None


def _in_its_rhythm(review: PlanReview, before: PlanReview | None) -> PlanReview:
    """Return the review with the place in its rhythm that it had: only what plans a review gives it one."""
    return review if before is None else replace(review, rhythm=before.rhythm, step=before.step)


def _input_error(field: str, sentence: str) -> InputError:
    return InputError((Problem(field, sentence),))


def _saved(review: PlanReview) -> Saved[PlanReview]:
    return Saved(review, Changed(frozenset({NOUN}), review.young_person_id))
