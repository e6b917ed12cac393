"""Plan versions and their parts, goals and notes on them, scenarios, restrictions and decisions."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from ..core.identity import new_id
from ..core.labels import label
from ..core.text import _
from ..domain.own_words import HowGiven
from ..domain.plans import (
    Decision,
    Goal,
    GoalNote,
    GoalState,
    LiveRestriction,
    PlanPart,
    PlanState,
    PlanVersion,
    RestrictionReview,
    ReviewOutcome,
    Scenario,
    Section,
)
from .base import EntryRow, RecordRow, Repository, SearchText, asked_again_index, reference
from .entries import EntryRepository

SHARED, AUTHOR_SIGNED, APPROVED = ACTS = ("plan_shared", "plan_signed", "plan_approved")
"""What the trail calls the changes of a version that are more than a change."""


class PlanVersionRow(RecordRow):
    """Rows of PlanVersion."""

    __tablename__ = "plan_version"
    __record_kind__ = "plan_versions"
    __domain__ = PlanVersion
    __order__ = ("-number",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (asked_again_index("plan_version"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    number: Mapped[int]
    state: Mapped[PlanState]
    made_on: Mapped[date]
    why: Mapped[str]
    shared_on: Mapped[date | None]
    shared_how: Mapped[str]
    shared_by: Mapped[str]
    comments: Mapped[str]
    comments_how: Mapped[HowGiven]
    why_not_asked: Mapped[str]
    ask_again_on: Mapped[date | None]
    other_comments: Mapped[str]
    young_person_signed_on: Mapped[date | None]
    not_signed_because: Mapped[str]
    author_id: Mapped[str]
    author_name: Mapped[str]
    author_as: Mapped[str]
    author_signed_at: Mapped[datetime | None]
    manager_id: Mapped[str]
    manager_name: Mapped[str]
    manager_as: Mapped[str]
    manager_signed_at: Mapped[datetime | None]
    signed_digest: Mapped[str]

    def __search__(self) -> SearchText:
        title = _("Version {n} of the plan").format(n=self.number)
        return SearchText(title, self.written_text(), self.made_on)

    def act(self, changed: Collection[str]) -> str:
        """Return whose signature it is, or that the young person was shown it."""
        if "manager_signed_at" in changed and self.manager_signed_at is not None:
            return APPROVED
        if "author_signed_at" in changed and self.author_signed_at is not None:
            return AUTHOR_SIGNED
        return SHARED if "shared_on" in changed and self.shared_on is not None else ""


class PlanVersions(Repository[PlanVersion]):
    """Queries on plan version rows."""

    row = PlanVersionRow

    def counting(self, young_person_id: str) -> PlanVersion | None:
        """Return the version that both have signed and nothing has replaced, or None."""
        return next(iter(self.find(young_person_id=young_person_id, state=PlanState.CURRENT)), None)

    def current(self, young_person_id: str) -> PlanVersion | None:
        """Return the version that counts: the current one, else the newest."""
        return self.counting(young_person_id) or self.newest(young_person_id)

    def newest(self, young_person_id: str) -> PlanVersion | None:
        """Return the version with the highest number, or None."""
        of_them = select(PlanVersionRow).where(PlanVersionRow.young_person_id == young_person_id)
        return next(iter(self.first(of_them.order_by(PlanVersionRow.number.desc()))), None)

    def being_written(self, young_person_id: str) -> PlanVersion | None:
        """Return the version that is being written or waits for a signature: newer than the one that counts."""
        newest = self.newest(young_person_id)
        done = (PlanState.CURRENT, PlanState.SUPERSEDED)
        return None if newest is None or newest.state in done else newest

    def living(self, young_person_id: str) -> tuple[PlanVersion, ...]:
        """Return the version that counts and the one being written, as far as there are any."""
        both = (self.counting(young_person_id), self.being_written(young_person_id))
        return tuple(version for version in both if version is not None)

    def highest_number(self, young_person_id: str) -> int:
        """Return the number of the newest version, 0 where there is none."""
        highest = select(func.max(PlanVersionRow.number)).where(
            PlanVersionRow.young_person_id == young_person_id
        )
        return self.session.scalar(highest) or 0


class PlanPartRow(RecordRow):
    """Rows of PlanPart."""

    __tablename__ = "plan_part"
    __record_kind__ = "plan_parts"
    __domain__ = PlanPart
    __order__ = ("section",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (asked_again_index("plan_part"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    plan_version_id: Mapped[str] = reference("plan_version.id")
    section: Mapped[int]
    text: Mapped[str]
    own_words: Mapped[str]
    given_how: Mapped[HowGiven]
    given_on: Mapped[date | None]
    why_not_asked: Mapped[str]
    ask_again_on: Mapped[date | None]
    covers: Mapped[tuple[str, ...]]

    def __search__(self) -> SearchText:
        return SearchText(label(Section(self.section)), self.written_text(), self.given_on)


class PlanParts(Repository[PlanPart]):
    """Queries on plan part rows."""

    row = PlanPartRow


class GoalRow(RecordRow):
    """Rows of Goal."""

    __tablename__ = "goal"
    __record_kind__ = "goals"
    __domain__ = Goal
    __order__ = (
        "by",
        "title",
    )
    __young_person_field__ = "young_person_id"
    __table_args__ = (asked_again_index("goal"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    plan_version_id: Mapped[str] = reference("plan_version.id")
    title: Mapped[str]
    lineage_id: Mapped[str] = mapped_column(Text, index=True)
    need: Mapped[str]
    what_we_do: Mapped[str]
    what_better_looks_like: Mapped[str]
    how_we_know: Mapped[str]
    who: Mapped[str]
    by: Mapped[date | None]
    indicators: Mapped[tuple[str, ...]]
    own_words: Mapped[str]
    given_how: Mapped[HowGiven]
    given_on: Mapped[date | None]
    why_not_asked: Mapped[str]
    ask_again_on: Mapped[date | None]
    state: Mapped[GoalState]
    state_reason: Mapped[str]
    state_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(self.title, self.written_text("title"), self.by)


class Goals(Repository[Goal]):
    """Queries on goal rows. A new goal begins a lineage of its own."""

    row = GoalRow

    def order(self) -> tuple[ColumnElement[Any], ...]:
        """Return open goals first, the nearest day on top, those without a day behind; then what came to an end."""
        columns = self.row.__table__.columns
        ended, day = columns["state"] != GoalState.OPEN, columns["by"]
        return (ended.asc(), day.is_(None).asc(), day.asc(), columns["title"].asc())

    def add(self, value: Goal) -> Goal:
        """As Repository.add; a goal that was copied from none gets its own id as its lineage."""
        if not value.lineage_id:
            own = value.id or new_id()
            value = replace(value, id=own, lineage_id=own)
        return super().add(value)

    def of_lineage(self, young_person_id: str, lineage_id: str) -> tuple[Goal, ...]:
        """Return one goal as it stands in each version; nothing for an unknown or empty lineage."""
        return self.find(young_person_id=young_person_id, lineage_id=lineage_id) if lineage_id else ()

    def of_lineages(self, lineage_ids: Iterable[str]) -> tuple[Goal, ...]:
        """Return several goals as they stand in each version, the newest version last."""
        statement = select(GoalRow).join(PlanVersionRow, PlanVersionRow.id == GoalRow.plan_version_id)
        wanted = GoalRow.lineage_id.in_(tuple(lineage_ids))
        return self.select(statement.where(wanted).order_by(PlanVersionRow.number))

    def carried_on(self, version: PlanVersion) -> tuple[str, ...]:
        """Return the ids of the goals that the next version has as well, withheld ones too.

        What was met, changed or stopped while this version counted is told once more; what was so before is not.
        """
        row = GoalRow
        closed_before = row.state_on.is_not(None) & (row.state_on < version.made_on)
        statement = (
            select(row.id)
            .where(row.plan_version_id == version.id, (row.state == GoalState.OPEN) | ~closed_before)
            .order_by(*self.order())
        )
        return tuple(self.session.scalars(statement))


class GoalNoteRow(RecordRow):
    """Rows of GoalNote."""

    __tablename__ = "goal_note"
    __record_kind__ = "goal_notes"
    __domain__ = GoalNote
    __order__ = ("-on", "-written_at")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    lineage_id: Mapped[str] = mapped_column(Text, index=True)
    on: Mapped[date]
    text: Mapped[str]
    own_words: Mapped[str]
    given_how: Mapped[HowGiven]

    def __search__(self) -> SearchText:
        return SearchText(_("How a goal is going"), self.written_text(), self.on)


class GoalNotes(Repository[GoalNote]):
    """Queries on goal note rows."""

    row = GoalNoteRow


class ScenarioRow(RecordRow):
    """Rows of Scenario."""

    __tablename__ = "scenario"
    __record_kind__ = "scenarios"
    __domain__ = Scenario
    __order__ = ("written_at",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (asked_again_index("scenario"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    what: Mapped[str]
    first_signs: Mapped[str]
    what_helps: Mapped[str]
    agreed_response: Mapped[str]
    who_might_be_hurt: Mapped[str]
    more_likely_when: Mapped[str]
    less_likely_when: Mapped[str]
    owner: Mapped[str]
    review_on: Mapped[date | None]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    own_view_on: Mapped[date | None]
    why_not_asked: Mapped[str]
    ask_again_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.review_on)


class Scenarios(Repository[Scenario]):
    """Queries on scenario rows."""

    row = ScenarioRow


class LiveRestrictionRow(RecordRow):
    """Rows of LiveRestriction."""

    __tablename__ = "live_restriction"
    __record_kind__ = "restrictions"
    __domain__ = LiveRestriction
    __order__ = ("starts",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (asked_again_index("live_restriction"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    what: Mapped[str]
    ground: Mapped[str]
    authorised_by: Mapped[str]
    tried_first: Mapped[str]
    starts: Mapped[date | None]
    planned_end: Mapped[date | None]
    review_on: Mapped[date | None]
    told_how: Mapped[str]
    told_by: Mapped[str]
    told_on: Mapped[date | None]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    own_view_on: Mapped[date | None]
    why_not_asked: Mapped[str]
    ask_again_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_because: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.starts)


class Restrictions(Repository[LiveRestriction]):
    """Queries on live restriction rows."""

    row = LiveRestrictionRow


class RestrictionReviewRow(RecordRow):
    """Rows of RestrictionReview."""

    __tablename__ = "restriction_review"
    __record_kind__ = "restriction_reviews"
    __domain__ = RestrictionReview
    __order__ = ("-held_on", "-written_at")
    __young_person_field__ = "young_person_id"
    __table_args__ = (asked_again_index("restriction_review"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    restriction_id: Mapped[str] = reference("live_restriction.id")
    held_on: Mapped[date]
    outcome: Mapped[ReviewOutcome]
    because: Mapped[str]
    held_by: Mapped[str]
    considered: Mapped[str]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    why_not_asked: Mapped[str]
    ask_again_on: Mapped[date | None]
    next_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(_("Limit looked at again"), self.written_text(), self.held_on)


class RestrictionReviews(Repository[RestrictionReview]):
    """Queries on restriction review rows."""

    row = RestrictionReviewRow


class DecisionRow(EntryRow):
    """Rows of Decision."""

    __tablename__ = "decision"
    __record_kind__ = "decisions"
    __domain__ = Decision
    __order__ = ("-decided_on",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (asked_again_index("decision"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    what: Mapped[str]
    why: Mapped[str]
    decided_on: Mapped[date | None]
    decided_by: Mapped[str]
    options: Mapped[str]
    what_they_wanted: Mapped[str]
    wanted_how: Mapped[HowGiven]
    why_not_asked: Mapped[str]
    ask_again_on: Mapped[date | None]
    asked_on: Mapped[date | None]
    asked_by: Mapped[str]
    helped_to_say: Mapped[str]
    how_it_counted: Mapped[str]
    not_followed: Mapped[str]
    not_followed_because: Mapped[str]
    with_agreement: Mapped[bool]
    explained_on: Mapped[date | None]
    explained_by: Mapped[str]
    explained_how: Mapped[str]
    what_they_said: Mapped[str]
    said_how: Mapped[HowGiven]
    told_of_advocacy_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.decided_on)


class Decisions(EntryRepository[Decision]):
    """Queries on decision rows."""

    row = DecisionRow
