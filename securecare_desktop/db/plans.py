"""Plan versions and their parts, goals, scenarios, restrictions and decisions."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from ..core.labels import label
from ..domain.own_words import HowGiven
from ..domain.plans import (
    Decision,
    Goal,
    GoalState,
    LiveRestriction,
    PlanPart,
    PlanState,
    PlanVersion,
    Scenario,
    Section,
)
from .base import EntryRow, RecordRow, Repository, SearchText, reference
from .entries import EntryRepository


class PlanVersionRow(RecordRow):
    """Rows of PlanVersion."""

    __tablename__ = "plan_version"
    __record_kind__ = "plan_versions"
    __domain__ = PlanVersion
    __order__ = ("-number",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    number: Mapped[int]
    state: Mapped[PlanState]
    made_on: Mapped[date]
    shared_on: Mapped[date | None]
    shared_how: Mapped[str]
    comments: Mapped[str]
    signed_by: Mapped[str]
    signed_on: Mapped[date | None]
    next_review: Mapped[date | None]


class PlanVersions(Repository[PlanVersion]):
    """Queries on plan version rows."""

    row = PlanVersionRow

    def current(self, young_person_id: str) -> PlanVersion | None:
        """Return the version that counts: the current one, else the newest."""
        found = self.find(young_person_id=young_person_id)
        current = [v for v in found if v.state is PlanState.CURRENT]
        return next(iter(current or found), None)


class PlanPartRow(RecordRow):
    """Rows of PlanPart."""

    __tablename__ = "plan_part"
    __record_kind__ = "plan_parts"
    __domain__ = PlanPart
    __order__ = ("section",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    plan_version_id: Mapped[str] = reference("plan_version.id")
    section: Mapped[int]
    text: Mapped[str]
    own_words: Mapped[str]
    given_how: Mapped[HowGiven]
    given_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(label(Section(self.section)), self.written_text(), self.given_on)


class PlanParts(Repository[PlanPart]):
    """Plain queries on plan part rows."""

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

    young_person_id: Mapped[str] = reference("young_person.id")
    plan_version_id: Mapped[str] = reference("plan_version.id")
    title: Mapped[str]
    need: Mapped[str]
    what_we_do: Mapped[str]
    what_better_looks_like: Mapped[str]
    how_we_know: Mapped[str]
    who: Mapped[str]
    by: Mapped[date | None]
    own_words: Mapped[str]
    progress: Mapped[str]
    progress_on: Mapped[date | None]
    state: Mapped[GoalState]
    state_reason: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.title, self.written_text("title"), self.by)


class Goals(Repository[Goal]):
    """Plain queries on goal rows."""

    row = GoalRow


class ScenarioRow(RecordRow):
    """Rows of Scenario."""

    __tablename__ = "scenario"
    __record_kind__ = "scenarios"
    __domain__ = Scenario
    __order__ = ("written_at",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    what: Mapped[str]
    first_signs: Mapped[str]
    what_helps: Mapped[str]
    agreed_response: Mapped[str]
    who_might_be_hurt: Mapped[str]
    more_likely_when: Mapped[str]
    owner: Mapped[str]
    review_on: Mapped[date | None]
    own_view: Mapped[str]
    ended_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.review_on)


class Scenarios(Repository[Scenario]):
    """Plain queries on scenario rows."""

    row = ScenarioRow


class LiveRestrictionRow(RecordRow):
    """Rows of LiveRestriction."""

    __tablename__ = "live_restriction"
    __record_kind__ = "restrictions"
    __domain__ = LiveRestriction
    __order__ = ("starts",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    what: Mapped[str]
    ground: Mapped[str]
    authorised_by: Mapped[str]
    tried_first: Mapped[str]
    starts: Mapped[date | None]
    planned_end: Mapped[date | None]
    review_on: Mapped[date | None]
    told_how: Mapped[str]
    told_on: Mapped[date | None]
    own_view: Mapped[str]
    ended_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.starts)


class Restrictions(Repository[LiveRestriction]):
    """Queries on live restriction rows."""

    row = LiveRestrictionRow

    def reviews_until(self, day: date) -> tuple[LiveRestriction, ...]:
        """Return everybody's restrictions that have not ended and are looked at again on or before `day`."""
        return self.select(
            select(LiveRestrictionRow).where(
                LiveRestrictionRow.ended_on.is_(None), LiveRestrictionRow.review_on <= day
            )
        )


class DecisionRow(EntryRow):
    """Rows of Decision."""

    __tablename__ = "decision"
    __record_kind__ = "decisions"
    __domain__ = Decision
    __order__ = ("-decided_on",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    what: Mapped[str]
    why: Mapped[str]
    decided_on: Mapped[date | None]
    options: Mapped[str]
    what_they_wanted: Mapped[str]
    how_it_counted: Mapped[str]
    with_agreement: Mapped[bool]
    explained_on: Mapped[date | None]
    explained_by: Mapped[str]
    what_they_said: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.decided_on)


class Decisions(EntryRepository[Decision]):
    """Plain queries on decision rows."""

    row = DecisionRow
