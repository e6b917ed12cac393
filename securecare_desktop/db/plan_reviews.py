"""Reviews of the plan."""

from datetime import date

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped

from ..core.text import _
from ..domain.own_words import HowGiven
from ..domain.plan_reviews import Guest, PlanReview
from .base import RecordRow, Repository, SearchText, asked_again_index, reference
from .young_people import HERE


class PlanReviewRow(RecordRow):
    """Rows of PlanReview."""

    __tablename__ = "plan_review"
    __record_kind__ = "plan_reviews"
    __domain__ = PlanReview
    __order__ = ("-due_on", "-written_at")
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_plan_review_due_on", "due_on"), asked_again_index("plan_review"))

    young_person_id: Mapped[str] = reference("young_person.id")
    due_on: Mapped[date]
    rhythm: Mapped[str]
    step: Mapped[int]
    planned_at_place: Mapped[str]
    led_by: Mapped[str]
    guests: Mapped[tuple[Guest, ...]]
    prepared_with: Mapped[str]
    report_shared_on: Mapped[date | None]
    held_on: Mapped[date | None]
    moved_because: Mapped[str]
    took_part: Mapped[str]
    own_words: Mapped[str]
    given_how: Mapped[HowGiven]
    why_not_asked: Mapped[str]
    ask_again_on: Mapped[date | None]
    outcomes: Mapped[str]

    def __search__(self) -> SearchText:
        names = "\n".join(f"{guest.name} {guest.who}" for guest in self.guests)
        return SearchText(_("Plan review"), f"{self.written_text()}\n{names}", self.held_on or self.due_on)


class PlanReviews(Repository[PlanReview]):
    """Queries on plan review rows."""

    row = PlanReviewRow

    def next_for(self, young_person_id: str) -> PlanReview | None:
        """Return the nearest review that was not held yet, or None."""
        found = self.first(
            select(PlanReviewRow)
            .where(PlanReviewRow.young_person_id == young_person_id, PlanReviewRow.held_on.is_(None))
            .order_by(PlanReviewRow.due_on)
        )
        return next(iter(found), None)

    def due_until(self, day: date) -> tuple[PlanReview, ...]:
        """Return the reviews of everybody still here that were not held yet and are due on or before `day`."""
        here = HERE.format(table=PlanReviewRow.__tablename__)
        return self.where(f"held_on IS NULL AND due_on <= ? AND {here}", (day.isoformat(),))[::-1]

    def to_come(self, young_person_id: str) -> tuple[PlanReview, ...]:
        """Return one young person's reviews that were not held yet, the nearest first."""
        return self.find(young_person_id=young_person_id, held_on=None)[::-1]
