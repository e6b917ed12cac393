"""What is done together with a family beyond visits: invitations, updates, questions, help, complaints.

Visits and calls are occasions (family_time). What one of these is about is a change of worker or a review of the
plan of the same young person; which of the two is found out here, never handed in.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError
from ..core.labels import label
from ..core.text import _, day_full, tidy
from ..domain.family_engagement import (
    ANSWERED,
    FamilyEngagement,
    problems_in_answer,
    problems_in_engagement,
)
from ..domain.permissions import Action
from .results import Saved
from .saving import require_own, save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "family_time"
CHANGE, REVIEW = "worker_changes", "plan_reviews"
"""The kinds of record that something can be about."""


@dataclass(frozen=True, slots=True)
class About:
    """A change of worker or a review of the plan that something can be about, and what it is called."""

    kind: str
    id: str
    words: str


class FamilyEngagementService:
    """What a signed-in person can do with family engagement."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_for(self, young_person_id: str) -> tuple[FamilyEngagement, ...]:
        """Return all of it, the newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.family_engagements.find(young_person_id=young_person_id)

    def about(self, young_person_id: str) -> tuple[About, ...]:
        """Return the changes of worker and reviews of the plan that there are, the latest day first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            dated = (*_changes(work, young_person_id), *_reviews(work, young_person_id))
        return tuple(about for _day, about in sorted(dated, key=lambda pair: pair[0], reverse=True))

    def save(self, engagement: FamilyEngagement) -> Saved[FamilyEngagement]:
        """Save one thing. Raises InputError, Gone where it is about nothing that is there."""
        problems = problems_in_engagement(engagement, self._session.clock.today())
        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, engagement, problems, lambda w: w.family_engagements, _named
        )  # fmt: skip

    def answer(
        self, engagement: FamilyEngagement, answer: str, answered_by: str, answered_on: date | None = None
    ) -> Saved[FamilyEngagement]:
        """Record the answer to a question or complaint, given today unless another day is said. Raises InputError."""
        today = self._session.clock.today()
        answered = replace(
            engagement,
            answer=tidy(answer).strip(),
            answered_by=tidy(answered_by).strip(),
            answered_on=answered_on or today,
        )
        problems = problems_in_answer(answered, today) if engagement.kind in ANSWERED else ()
        if problems:
            # asked here, where an empty answer is a mistake and not one that still waits
            with self._session.writing(Action.WRITE_ENTRIES, engagement.young_person_id):
                raise InputError(problems)
        return self.save(answered)


def _named(work: "Work", engagement: FamilyEngagement) -> FamilyEngagement:
    """Return it with the person's name, and the kind of what it is about. Raises Gone for somebody else's records."""
    whose = engagement.young_person_id
    require_own(work, lambda w: w.network_people, engagement.person_id, whose)
    engagement = replace(engagement, about_kind=_kind_of(work, engagement.about_id, whose))
    if engagement.with_whom:
        return engagement
    person = work.network_people.require(engagement.person_id)
    return replace(engagement, with_whom=person.called or person.name)


def _kind_of(work: "Work", about_id: str, young_person_id: str) -> str:
    """Return the kind of what something is about; empty for nothing."""
    if not about_id:
        return ""
    if work.worker_changes.plain(about_id, "young_person_id") == young_person_id:
        return CHANGE
    if work.plan_reviews.plain(about_id, "young_person_id") == young_person_id:
        return REVIEW
    raise Gone(
        _("What this is about is no longer there."), _("Choose another change of worker or review, or none.")
    )


def _changes(work: "Work", young_person_id: str) -> list[tuple[date, About]]:
    words = _("Change of {role}, {outgoing} to {incoming}, {day}")
    return [
        (
            change.day,
            About(
                CHANGE,
                change.id,
                words.format(
                    role=(change.role_text or label(change.role)).lower(),
                    outgoing=change.outgoing_name,
                    incoming=change.incoming_name,
                    day=day_full(change.day),
                ),
            ),
        )
        for change in work.worker_changes.find(young_person_id=young_person_id)
    ]


def _reviews(work: "Work", young_person_id: str) -> list[tuple[date, About]]:
    return [
        (day, About(REVIEW, review.id, _("Review of the plan, {day}").format(day=day_full(day))))
        for review in work.plan_reviews.find(young_person_id=young_person_id)
        for day in (review.held_on or review.due_on,)
    ]
