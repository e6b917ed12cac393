"""The placement plan: its versions with their sections and goals, notes on goals, and two versions side by side.

How a version is shared and signed stands in plan_signing, what belongs to no version in plan_registers.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ..core.errors import EditConflict, Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.comparing import Comparison
from ..domain.comparing_plans import compare_plans
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.plan_reviews import PlanReview
from ..domain.plan_validation import (
    problems_in_closing,
    problems_in_goal,
    problems_in_goal_note,
    problems_in_part,
)
from ..domain.plans import (
    Decision,
    Goal,
    GoalNote,
    GoalState,
    LiveRestriction,
    PlanOverview,
    PlanPart,
    PlanState,
    PlanVersion,
    RestrictionReview,
    Scenario,
)
from .plan_registers import NOUN, PlanRegisters
from .plan_signing import PlanSigning, gone
from .plan_voice import PlanVoice
from .results import Saved
from .saving import refuse_a_second, require_own, save
from .withholding import readers_of_copy

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

P = TypeVar("P", PlanPart, Goal)
A = TypeVar(
    "A", PlanPart, Goal, PlanVersion, Scenario, LiveRestriction, RestrictionReview, Decision, PlanReview
)


class PlansService(PlanRegisters, PlanVoice, PlanSigning):
    """What a signed-in person can do with plans."""

    # -- reading --------------------------------------------------------------------------------------

    def versions(self, young_person_id: str) -> tuple[PlanVersion, ...]:
        """Return all versions, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.plan_versions.find(young_person_id=young_person_id)

    def current(self, young_person_id: str) -> PlanVersion | None:
        """Return the version that counts: the current one, else the newest, else None."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.plan_versions.current(young_person_id)

    def being_written(self, young_person_id: str) -> PlanVersion | None:
        """Return the version that is being written or waits for a signature, or None."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.plan_versions.being_written(young_person_id)

    def overview(self, young_person_id: str, version_id: str = "") -> PlanOverview:
        """Return what the page of the plan shows first, of the version asked for or the one that counts.

        Takes as long with thirty versions as with one. Raises Gone for a version of another young person.
        """
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            counting = work.plan_versions.counting(young_person_id)
            writing = work.plan_versions.being_written(young_person_id)
            shown = counting or writing or work.plan_versions.newest(young_person_id)
            if version_id:
                shown = _version(work, young_person_id, version_id)
            return PlanOverview(
                counting=counting,
                being_written=writing,
                shown=shown,
                parts=work.plan_parts.find(plan_version_id=shown.id) if shown else (),
                next_review=work.plan_reviews.next_for(young_person_id),
                versions=work.plan_versions.count(young_person_id=young_person_id),
            )

    def parts(self, young_person_id: str, version_id: str = "") -> tuple[PlanPart, ...]:
        """Return the sections of a version in their order; by default of the one that counts."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            version = _version(work, young_person_id, version_id)
            return work.plan_parts.find(plan_version_id=version.id) if version else ()

    def goals(self, young_person_id: str, version_id: str = "") -> tuple[Goal, ...]:
        """Return the goals of a version; by default of the one that counts."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            version = _version(work, young_person_id, version_id)
            return work.goals.find(plan_version_id=version.id) if version else ()

    def copy_for_them(
        self, young_person_id: str, version_id: str = ""
    ) -> tuple[PlanVersion | None, tuple[PlanPart, ...], tuple[Goal, ...]]:
        """Return a version with its sections and goals as the young person may read it; by default the one that counts.

        What is withheld from them is left out as on paper, and what is withheld from the reader. Raises Gone.
        """
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            readers, _nobody_to_ask = readers_of_copy(work, young_person_id, "", True, None)
        with self._session.reading(
            Action.READ_RECORDS, young_person_id, looked_at=NOUN, also=readers
        ) as work:
            version = _version(work, young_person_id, version_id)
            if version is None:
                return None, (), ()
            of_it = {"plan_version_id": version.id}
            return version, work.plan_parts.find(**of_it), work.goals.find(**of_it)

    def notes(self, young_person_id: str) -> tuple[GoalNote, ...]:
        """Return how all goals are going, newest first; a note's `lineage_id` is its goal's."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.goal_notes.find(young_person_id=young_person_id)

    def compare(self, young_person_id: str, old_id: str, new_id: str) -> Comparison:
        """Return what changed between two versions. Raises Gone for one of another young person."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            old, new = (_version(work, young_person_id, one) for one in (old_id, new_id))
            if old is None or new is None:
                raise gone()
            old_parts, new_parts = (work.plan_parts.find(plan_version_id=v.id) for v in (old, new))
            old_goals, new_goals = (work.goals.find(plan_version_id=v.id) for v in (old, new))
        return compare_plans(old_parts, new_parts, old_goals, new_goals)

    # -- writing --------------------------------------------------------------------------------------

    def start_version(self, young_person_id: str, why: str = "") -> Saved[PlanVersion]:
        """Start a new version as a copy of the last one, which goes on counting until the new one is signed.

        Goals that were met, changed or stopped before that one was made are not carried on. Raises EditConflict
        while a version is being written already, which is `theirs`.
        """
        with self._session.writing(Action.EDIT_PLAN, young_person_id) as work:
            writing = work.plan_versions.being_written(young_person_id)
            if writing is not None:
                said = _("Version {n} was started in the meantime.").format(n=writing.number)
                raise EditConflict(said, "", None, writing)
            last = work.plan_versions.newest(young_person_id)
            started = self._started(work, young_person_id, why)
            if last is not None:
                _copy(work, last, started)
        return Saved(started, Changed(frozenset({NOUN}), young_person_id))

    def save_part(self, part: PlanPart) -> Saved[PlanPart]:
        """Save the text of one section; without a plan yet, the first version is started.

        Raises EditConflict when somebody else wrote this section first, InputError for a version that is signed.
        """

        def complete(work: "Work", part: PlanPart) -> PlanPart:
            part = self._in_a_version(work, part)
            require_same_version(work.plan_parts.plain(part.id, "plan_version_id"), part)
            known = work.plan_parts.find(plan_version_id=part.plan_version_id, section=part.section)
            return refuse_a_second(part, known)

        problems = problems_in_part(part, self._today())
        return save(self._session, Action.EDIT_PLAN, NOUN, part, problems, lambda w: w.plan_parts, complete)

    def save_goal(self, goal: Goal) -> Saved[Goal]:
        """Save a goal; without a plan yet, the first version is started.

        Raises InputError for a goal of a version that is signed, EditConflict as every save.
        """

        def complete(work: "Work", goal: Goal) -> Goal:
            goal = self._in_a_version(work, goal)
            require_same_version(work.goals.plain(goal.id, "plan_version_id"), goal)
            # it stays the same goal in all versions; a new one begins a line of its own
            goal = replace(goal, lineage_id=work.goals.plain(goal.id, "lineage_id"))
            outcome = _outcome(goal.state, goal.state_reason, goal.state_on or self._today())
            goal, before = replace(goal, **outcome), work.goals.get(goal.id)
            if before is None or outcome != {name: getattr(before, name) for name in outcome}:
                self._say_in_copies(work, goal)
            return goal

        problems = problems_in_goal(goal, self._today())
        return save(self._session, Action.EDIT_PLAN, NOUN, goal, problems, lambda w: w.goals, complete)

    def save_note(self, note: GoalNote) -> Saved[GoalNote]:
        """Save how a goal is going, whichever version it stands in. Raises Gone for an unknown goal."""

        def complete(work: "Work", note: GoalNote) -> GoalNote:
            if not work.goals.of_lineage(note.young_person_id, note.lineage_id):
                raise gone_goal()
            return note

        problems = problems_in_goal_note(note, self._today())
        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, note, problems, lambda w: w.goal_notes, complete
        )

    def close_goal(
        self, goal: Goal, state: GoalState, reason: str = "", on: date | None = None
    ) -> Saved[Goal]:
        """Write down what became of a goal, also in a signed version; OPEN opens it again.

        Its copy in the version being written says the same. Raises InputError without the reason that "changed"
        and "stopped" need, EditConflict when somebody else wrote it first, Gone.
        """
        who = goal.young_person_id
        with self._session.writing(Action.EDIT_PLAN, who) as work:
            problems = problems_in_closing(state, reason, on, self._today())
            if problems:
                raise InputError(problems)
            require_own(work, lambda w: w.goals, goal.id, who)
            outcome = _outcome(state, tidy(reason).strip(), on or self._today())
            stored = replace(work.goals.require(goal.id), version=goal.version, **outcome)
            saved = work.goals.save(stored)
            self._say_in_copies(work, saved)
        return Saved(saved, Changed(frozenset({NOUN}), who))

    def offer_again(self, record: A, on: date | None) -> Saved[A]:
        """Move when the young person is asked again about something, also in a signed version.

        None means that they are not asked again. Raises EditConflict as every save, Gone.
        """
        who = record.young_person_id
        with self._session.writing(Action.EDIT_PLAN, who) as work:
            repository = getattr(work, work.withholdings.kind_of(record))
            require_own(work, lambda _work: repository, record.id, who)
            stored = repository.require(record.id)
            saved: A = repository.save(replace(stored, version=record.version, ask_again_on=on))
        return Saved(saved, Changed(frozenset({NOUN}), who))

    # -- inside ---------------------------------------------------------------------------------------

    def _today(self) -> date:
        return self._session.clock.today()

    def _say_in_copies(self, work: "Work", goal: Goal) -> None:
        """Have the same goal in the version that counts and in the one being written say what became of it."""
        who = goal.young_person_id
        living = {version.id for version in work.plan_versions.living(who)}
        outcome = _outcome(goal.state, goal.state_reason, goal.state_on or self._today())
        for copy in work.goals.of_lineage(who, goal.lineage_id):
            if copy.id != goal.id and copy.plan_version_id in living:
                work.goals.save(replace(copy, **outcome))

    def _started(self, work: "Work", young_person_id: str, why: str = "") -> PlanVersion:
        return work.plan_versions.add(
            PlanVersion(
                young_person_id=young_person_id,
                number=work.plan_versions.highest_number(young_person_id) + 1,
                state=PlanState.DRAFT,
                made_on=self._today(),
                why=tidy(why).strip(),
            )
        )

    def _in_a_version(self, work: "Work", entry: P) -> P:
        """Return the entry in its version, by default the one being written.

        Raises Gone for a version of another young person, InputError for one that is signed: what a plan said then
        stays as it was.
        """
        who = entry.young_person_id
        if not entry.plan_version_id:
            version = work.plan_versions.being_written(who)
            if version is None and work.plan_versions.newest(who) is None:
                version = self._started(work, who)
            if version is None:
                sentence = _("The plan that counts is signed. Start a new version, and write there.")
                raise InputError((Problem("", sentence),))
            entry = replace(entry, plan_version_id=version.id)
        else:
            require_own(work, lambda w: w.plan_versions, entry.plan_version_id, who)
            version = work.plan_versions.require(entry.plan_version_id)
        if not version.may_be_written_in:
            raise InputError((Problem("", _signed_sentence(version)),))
        return entry


def _outcome(state: GoalState, reason: str, on: date) -> dict[str, Any]:
    """Return the fields of a goal that say what became of it; an open one has neither reason nor day."""
    if state is GoalState.OPEN:
        return {"state": state, "state_reason": "", "state_on": None}
    return {"state": state, "state_reason": reason, "state_on": on}


def require_same_version(stands_in: str, entry: PlanPart | Goal) -> None:
    """Raise Gone for a section or goal that stands in another version: nothing moves from one to another."""
    if stands_in and stands_in != entry.plan_version_id:
        raise gone()


def gone_goal() -> Gone:
    """Return the error for a goal that is not there."""
    return Gone(_("This goal is no longer there."), _("Open the plan again."))


def _signed_sentence(version: PlanVersion) -> str:
    if version.state is PlanState.SUPERSEDED:
        return _("A newer version has replaced this plan. Open the newer one and write there.")
    if version.state is PlanState.SIGNED:
        return _("The author has signed this version. It can be opened again until a manager signs it.")
    return _("This plan counts, so it stays as it is. Start a new version, and write there.")


def _version(work: "Work", young_person_id: str, version_id: str) -> PlanVersion | None:
    """Return a version of this young person's plan, by default the one that counts. Raises Gone."""
    if not version_id:
        return work.plan_versions.current(young_person_id)
    require_own(work, lambda w: w.plan_versions, version_id, young_person_id)
    return work.plan_versions.require(version_id)


def _copy(work: "Work", last: PlanVersion, started: PlanVersion) -> None:
    """Copy what stands in a version into a new one, whole, also for somebody who does not see all of it."""
    for part in work.plan_parts.ids(plan_version_id=last.id):
        work.withholdings.copied(work.plan_parts, part, plan_version_id=started.id)
    for goal in work.goals.carried_on(last):
        work.withholdings.copied(work.goals, goal, plan_version_id=started.id)
