"""The placement plan: versions and their parts, goals, if-then plans, restrictions and decisions."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ..core.errors import InputError, Problem
from ..core.text import _
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.plans import (
    Decision,
    Goal,
    LiveRestriction,
    PlanPart,
    PlanState,
    PlanVersion,
    Scenario,
)
from ..domain.validation import (
    problems_in_decision,
    problems_in_goal,
    problems_in_restriction,
    problems_in_scenario,
)
from .results import Saved
from .saving import refuse_a_second, require_own, save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "plans"

P = TypeVar("P", PlanPart, Goal)


class PlansService:
    """What a signed-in person can do with plans."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def versions(self, young_person_id: str) -> tuple[PlanVersion, ...]:
        """Return all versions, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.plan_versions.find(young_person_id=young_person_id)

    def current(self, young_person_id: str) -> PlanVersion | None:
        """Return the version that counts: the current one, else the newest, else None."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.plan_versions.current(young_person_id)

    def start_version(self, young_person_id: str) -> Saved[PlanVersion]:
        """Start a new version as a copy of the last one, with its parts and goals; the old one stays."""
        with self._session.writing(Action.EDIT_PLAN, young_person_id) as work:
            last = work.plan_versions.current(young_person_id)
            started = self._started(work, young_person_id)
            if last is not None:
                if last.state is PlanState.CURRENT:
                    work.plan_versions.save(replace(last, state=PlanState.SUPERSEDED))
                # copied whole, also by somebody who does not see all of them
                for part in work.plan_parts.ids(plan_version_id=last.id):
                    work.withholdings.copied(work.plan_parts, part, plan_version_id=started.id)
                for goal in work.goals.ids(plan_version_id=last.id):
                    work.withholdings.copied(work.goals, goal, plan_version_id=started.id)
        return Saved(started, Changed(frozenset({NOUN}), young_person_id))

    def save_version(self, version: PlanVersion) -> Saved[PlanVersion]:
        """Save when and how a version was shared, signed, and when it is looked at again."""
        return save(self._session, Action.EDIT_PLAN, NOUN, version, (), lambda w: w.plan_versions)

    def parts(self, young_person_id: str) -> tuple[PlanPart, ...]:
        """Return the parts of the version that counts, in the order of the sections."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            plan = work.plan_versions.current(young_person_id)
            return work.plan_parts.find(plan_version_id=plan.id) if plan else ()

    def save_part(self, part: PlanPart) -> Saved[PlanPart]:
        """Save the text of one section; without a version yet, the first one is started.

        Raises EditConflict when somebody else wrote this section first, InputError for a version that a newer
        one has replaced.
        """

        def complete(work: "Work", part: PlanPart) -> PlanPart:
            part = self._in_a_version(work, part)
            known = work.plan_parts.find(plan_version_id=part.plan_version_id, section=part.section)
            return refuse_a_second(part, known)

        return save(self._session, Action.EDIT_PLAN, NOUN, part, (), lambda w: w.plan_parts, complete)

    def goals(self, young_person_id: str) -> tuple[Goal, ...]:
        """Return the goals of the version that counts."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            plan = work.plan_versions.current(young_person_id)
            return work.goals.find(plan_version_id=plan.id) if plan else ()

    def save_goal(self, goal: Goal) -> Saved[Goal]:
        """Save a goal; without a version yet, the first one is started.

        Raises InputError for a goal of a version that a newer one has replaced.
        """
        problems = problems_in_goal(goal)
        return save(
            self._session, Action.EDIT_PLAN, NOUN, goal, problems, lambda w: w.goals, self._in_a_version
        )

    def scenarios(self, young_person_id: str) -> tuple[Scenario, ...]:
        """Return what could happen, with first signs and what helps."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.scenarios.find(young_person_id=young_person_id)

    def save_scenario(self, scenario: Scenario) -> Saved[Scenario]:
        """Save an if-then plan."""
        problems = problems_in_scenario(scenario)
        return save(self._session, Action.EDIT_PLAN, NOUN, scenario, problems, lambda w: w.scenarios)

    def restrictions(self, young_person_id: str) -> tuple[LiveRestriction, ...]:
        """Return the restrictions, ended ones too."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.restrictions.find(young_person_id=young_person_id)

    def save_restriction(self, restriction: LiveRestriction) -> Saved[LiveRestriction]:
        """Save a restriction with its ground."""
        problems = problems_in_restriction(restriction)
        return save(self._session, Action.EDIT_PLAN, NOUN, restriction, problems, lambda w: w.restrictions)

    def decisions(self, young_person_id: str) -> tuple[Decision, ...]:
        """Return the decisions, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.decisions.find(young_person_id=young_person_id)

    def save_decision(self, decision: Decision) -> Saved[Decision]:
        """Save a decision and how it was explained."""
        problems = problems_in_decision(decision)
        return save(self._session, Action.EDIT_PLAN, NOUN, decision, problems, lambda w: w.decisions)

    # -- inside ---------------------------------------------------------------------------------------

    def _started(self, work: "Work", young_person_id: str) -> PlanVersion:
        before = work.plan_versions.find(young_person_id=young_person_id)
        return work.plan_versions.add(
            PlanVersion(
                young_person_id=young_person_id,
                number=max((v.number for v in before), default=0) + 1,
                state=PlanState.CURRENT,
                made_on=self._session.clock.today(),
            )
        )

    def _in_a_version(self, work: "Work", entry: P) -> P:
        """Return the entry in its version, by default the one that counts.

        Raises Gone for a version of another young person, InputError for one that has been replaced: what a
        plan said then stays as it was.
        """
        who = entry.young_person_id
        if not entry.plan_version_id:
            version = work.plan_versions.current(who) or self._started(work, who)
            return replace(entry, plan_version_id=version.id)
        require_own(work, lambda w: w.plan_versions, entry.plan_version_id, who)
        if work.plan_versions.require(entry.plan_version_id).state is PlanState.SUPERSEDED:
            sentence = _("A newer version has replaced this plan. Open the newer one and write there.")
            raise InputError((Problem("", sentence),))
        return entry
