"""The form of a goal, and what can be done with one: notes on how it is going, things to do, what became of it.

Notes, things to do and what became of it can be written down in a signed version as well; the goal itself stays then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from ...core.text import _, day_short
from ...domain.actions import PlannedAction
from ...domain.permissions import Action
from ...domain.plan_validation import problems_in_goal
from ...domain.plans import Goal, GoalNote, GoalState, PlanOverview, PlanState, PlanVersion
from ..widgets.editors import Choices
from ..widgets.fields import Field, Row
from ..widgets.own_words import OwnWordsEntry
from ..widgets.record_kinds import Offer, PartLine, RecordAct, RecordKind, RecordPart
from . import wording
from .needs import PlanTools
from .said import fit_voice
from .starting import start_act

NOTE, TO_DO = "note", "to_do"
START = "start_version"
CLOSINGS = {
    GoalState.MET: "check",
    GoalState.CHANGED: "rotate-ccw",
    GoalState.STOPPED: "circle-slash",
}
"""What can become of a goal, with its icon."""
Names = Callable[[str], tuple[Offer, ...]]
"""Who can do something, asked on the store worker with the young person's id."""


class GoalPlans(Protocol):
    """What the view of goals needs of the plans service."""

    def overview(self, young_person_id: str, version_id: str = "", /) -> PlanOverview:
        """Return the version that is shown, and the one that is being written."""
        ...

    def versions(self, young_person_id: str, /) -> tuple[PlanVersion, ...]:
        """Return all versions, newest first."""
        ...

    def goals(self, young_person_id: str, version_id: str = "", /) -> tuple[Goal, ...]:
        """Return the goals of a version."""
        ...

    def notes(self, young_person_id: str, /) -> tuple[GoalNote, ...]:
        """Return how all goals are going, newest first."""
        ...

    def save_goal(self, goal: Goal, /) -> Any:
        """Save a goal of a version that may be written in."""
        ...

    def save_note(self, note: GoalNote, /) -> Any:
        """Save how a goal is going."""
        ...

    def close_goal(self, goal: Goal, state: GoalState, reason: str, on: date | None, /) -> Any:
        """Write down what became of a goal."""
        ...

    def start_version(self, young_person_id: str, why: str, /) -> Any:
        """Start a new version as a copy of the one that counts."""
        ...


class GoalActions(Protocol):
    """What the view of goals needs of the actions service."""

    def for_goals(self, young_person_id: str, /) -> tuple[PlannedAction, ...]:
        """Return what is to be done for goals, open ones first."""
        ...

    def save(self, action: PlannedAction, /) -> Any:
        """Save something to do."""
        ...

    def done(self, action: PlannedAction, outcome: str = "", /) -> Any:
        """Mark it as done."""
        ...


@dataclass(frozen=True, slots=True)
class GoalForms:
    """The form of a goal of one version. `started(version_id)` is told when a new version was begun from here.

    `indicators` are the wellbeing indicators to choose from, none where the unit does not use them.
    """

    tools: PlanTools
    plans: GoalPlans
    actions: GoalActions
    names: Names
    overview: PlanOverview
    name: str
    indicators: Choices
    started: Callable[[str], object]

    @property
    def version(self) -> PlanVersion | None:
        """The version whose goals are shown."""
        return self.overview.shown

    @property
    def may_be_written_in(self) -> bool:
        """Whether goals of this version can be added and changed; before the first version they start it."""
        return self.version is None or self.version.may_be_written_in

    def today(self) -> date:
        """Return today."""
        return self.tools.clock.today()

    def kind(self) -> RecordKind:
        """Return the form with everything that can be done."""
        version_id = self.version.id if self.version is not None else ""
        return RecordKind(
            noun="plans",
            entry="goal",
            title=_("Goals"),
            icon="milestone",
            add=_("Add a goal"),
            empty=_("No goals yet. Begin with one that is this young person's own."),
            name=lambda goal: goal.title,
            items=(
                Field("title", _("The goal, in a few words")),
                Field("own_words", _("In their own words"), "own_words", optional=True,
                      question=_("How {name} told us").format(name=self.name)),
                Field("given_on", _("When"), "date", optional=True),
                Field("ask_again_on", _("Asked again on"), "date", optional=True),
                Field("need", _("Why it matters"), "text", rows=2, optional=True),
                Field("what_we_do", _("What we will do"), "text", rows=2, optional=True),
                Field("what_better_looks_like", _("What better looks like"), "text", rows=2, optional=True),
                Field("how_we_know", _("How we will know"), "text", rows=2, optional=True),
                Field("who", _("Who helps"), "suggest", optional=True),
                Field("by", _("By when"), "date", optional=True),
                *self._indicators(),
            ),
            rows=(Row("who", "by"),),
            voices=(("own_words", "given_how", "why_not_asked"),),
            blank=lambda who: Goal(young_person_id=who, plan_version_id=version_id, title=""),
            load=self.plans.goals,
            save=lambda goal: self.plans.save_goal(self._answered(goal)),
            offers={"who": self.names},
            check=problems_in_goal,
            fit=lambda form: fit_voice(form, "own_words", "given_on"),
            acts=(*(self._closing(state) for state in CLOSINGS), self._opening(), self._starting()),
            parts=(self._notes(), self._to_do()),
            may_write=self.tools.may_write,
            may_add=self.may_be_written_in,
            may_change=lambda _goal: self.may_be_written_in,
            fixed=lambda _goal: self.why_fixed(),
        )  # fmt: skip

    def _indicators(self) -> tuple[Field, ...]:
        """Return the field for wellbeing indicators; without it, what a goal has of them stays as it is."""
        if not self.indicators:
            return ()
        words = _("Which wellbeing indicators it is for")
        return (Field("indicators", words, "choices", choices=self.indicators, optional=True),)

    def why_fixed(self) -> str:
        """Return why goals of this version stay as they are; empty where they can be changed."""
        version, newer = self.version, self.overview.being_written
        if self.may_be_written_in or version is None or not self.tools.may_write:
            return ""
        stays = _("{version} is signed, so its goals stay as they are.").format(
            version=wording.version_title(version)
        )
        if version.state is PlanState.SUPERSEDED:
            return stays + _(" A newer version has replaced it.")
        beside = _(" Notes, what is to be done and what became of a goal can still be written down.")
        if newer is not None and newer.id != version.id and newer.may_be_written_in:
            goes = _(" Goals are changed in {version}, which is being written.")
            return stays + beside + goes.format(version=wording.version_title(newer).lower())
        return stays + beside + (_(" To change one, start a new version.") if self.may_start() else "")

    def may_start(self) -> bool:
        """Whether a new version can be started to change goals in."""
        version, newer = self.version, self.overview.being_written
        return (
            self.tools.may_write
            and newer is None
            and version is not None
            and version.state is PlanState.CURRENT
        )

    def _answered(self, goal: Goal) -> Goal:
        """Words have a day, and whoever has said something is not asked again."""
        if not goal.own_words:
            return goal
        return replace(goal, given_on=goal.given_on or self.today(), ask_again_on=None)

    def _is_living(self) -> bool:
        return self.version is not None and self.version.state is not PlanState.SUPERSEDED

    # -- what became of it ----------------------------------------------------------------------------

    def _closing(self, state: GoalState) -> RecordAct:
        met = state is GoalState.MET
        words = {GoalState.MET: _("Met"), GoalState.CHANGED: _("Changed"), GoalState.STOPPED: _("Stopped")}
        reason = _("What shows it") if met else _("Why it changed or stopped")

        def run(goal: Goal, values: Mapping[str, Any]) -> Any:
            return self.plans.close_goal(goal, state, values["state_reason"], values["state_on"])

        return RecordAct(
            key=state.value,
            text=words[state],
            icon=CLOSINGS[state],
            applies=lambda goal: goal.state is GoalState.OPEN and self._is_living(),
            items=(
                Field("state_reason", reason, "text", rows=2, optional=met),
                Field("state_on", _("Since"), "date"),
            ),
            start=lambda _goal: {"state_reason": "", "state_on": self.today()},
            run=run,
            button=_("Write it down"),
            stays=True,
        )

    def _opening(self) -> RecordAct:
        return RecordAct(
            key="open",
            text=_("Open it again"),
            icon="rotate-ccw",
            applies=lambda goal: goal.state is not GoalState.OPEN and self._is_living(),
            run=lambda goal, _values: self.plans.close_goal(goal, GoalState.OPEN, "", None),
            stays=True,
        )

    def _starting(self) -> RecordAct:
        def run(goal: Goal, values: Mapping[str, Any]) -> Any:
            saved = self.plans.start_version(goal.young_person_id, values["why"])
            self.started(saved.record.id)
            return saved

        text = _("Start a new version to change it")
        return start_act(START, run, text, "pencil", applies=lambda _goal: self.may_start())

    # -- how it is going ------------------------------------------------------------------------------

    def _notes(self) -> RecordPart:
        def load(goal: Goal) -> tuple[GoalNote, ...]:
            notes = self.plans.notes(goal.young_person_id)
            return tuple(note for note in notes if note.lineage_id == goal.lineage_id)

        def change(note: GoalNote) -> tuple[RecordAct, ...]:
            return (self._note_act(f"{NOTE}:{note.id}", _("Change"), "pencil", note),)

        return RecordPart(
            title=_("How it is going"),
            icon="footprints",
            empty=_("Nothing noted yet."),
            load=load,
            line=self.note_line,
            add=self._note_act(NOTE, _("Add a note"), "plus"),
            acts=change,
        )

    def note_line(self, note: GoalNote) -> PartLine:
        """Return a note as a line: the day, the text, and their words with how they gave them."""
        day, how = (
            day_short(note.on, self.today()),
            wording.how_given(note.given_how, None, self.name, note.on),
        )
        second = ", ".join(part for part in (day, how if note.own_words else "") if part)
        return PartLine(note.text, second, own_words=note.own_words)

    def _note_act(self, key: str, text: str, icon: str, note: GoalNote | None = None) -> RecordAct:
        def start(_goal: Goal) -> Mapping[str, Any]:
            if note is None:
                return {"on": self.today(), "text": "", "own_words": OwnWordsEntry()}
            said = OwnWordsEntry(note.own_words, note.given_how if note.given_how.has_words else None)
            return {"on": note.on, "text": note.text, "own_words": said}

        def run(goal: Goal, values: Mapping[str, Any]) -> Any:
            said = values["own_words"]
            base = note or GoalNote(
                young_person_id=goal.young_person_id, lineage_id=goal.lineage_id, on=values["on"], text=""
            )
            words = {"own_words": said.words}
            if said.given_how is not None:
                words["given_how"] = said.given_how
            return self.plans.save_note(replace(base, on=values["on"], text=values["text"], **words))

        return RecordAct(
            key=key,
            text=text,
            icon=icon,
            items=(
                Field("on", _("On"), "date"),
                Field("text", _("How it is going"), "text", rows=3, may_wait=True,
                      hint=_("What was seen and done since the last note.")),
                Field("own_words", _("In their own words"), "own_words", optional=True,
                      question=_("How {name} told us").format(name=self.name)),
            ),
            start=start,
            run=run,
            button=_("Save the note"),
            allowed=self.tools.may(Action.WRITE_ENTRIES),
            stays=True,
            again=lambda stored: self._note_act(f"{NOTE}:{stored.id}", text, icon, stored),
        )  # fmt: skip

    # -- what is to be done ---------------------------------------------------------------------------

    def _to_do(self) -> RecordPart:
        def load(goal: Goal) -> tuple[PlannedAction, ...]:
            found = self.actions.for_goals(goal.young_person_id)
            return tuple(action for action in found if action.goal_lineage_id == goal.lineage_id)

        def acts(action: PlannedAction) -> tuple[RecordAct, ...]:
            change = self._action_act(f"{TO_DO}:{action.id}", _("Change"), "pencil", action)
            return (self._done(action), change) if action.done_on is None else ()

        return RecordPart(
            title=_("To do"),
            icon="circle-check",
            empty=_("Nothing to do yet. What stands here is on Today as well, on its day."),
            load=load,
            line=self.action_line,
            add=self._action_act(TO_DO, _("Add something to do"), "plus"),
            acts=acts,
        )

    def action_line(self, action: PlannedAction) -> PartLine:
        """Return something to do as a line: who, by when, late or done."""
        today = self.today()
        if action.done_on is not None:
            done = _("done {day}").format(day=day_short(action.done_on, today))
            by = ", ".join(part for part in (done, action.done_by, action.outcome) if part)
            return PartLine(action.what, by, "check", "done")
        day = _("by {day}").format(day=day_short(action.by, today)) if action.by is not None else _("no day")
        late = action.by is not None and action.by < today
        if late:
            day = _("late: {by}").format(by=day)
        second = ", ".join(part for part in (action.who, day) if part)
        return PartLine(
            action.what, second, "circle-alert" if late else "circle", "late" if late else "text-2"
        )

    def _action_act(self, key: str, text: str, icon: str, action: PlannedAction | None = None) -> RecordAct:
        def start(_goal: Goal) -> Mapping[str, Any]:
            known = action or PlannedAction(young_person_id="", what="")
            return {"what": known.what, "who": known.who, "by": known.by}

        def run(goal: Goal, values: Mapping[str, Any]) -> Any:
            base = action or PlannedAction(
                young_person_id=goal.young_person_id, what="", goal_lineage_id=goal.lineage_id
            )
            offered = self.names(goal.young_person_id)
            who = values["who"]
            who_id = next((o.id for o in offered if o.words.casefold() == who.casefold()), "")
            return self.actions.save(
                replace(base, what=values["what"], who=who, who_id=who_id, by=values["by"])
            )

        return RecordAct(
            key=key,
            text=text,
            icon=icon,
            items=(
                Field("what", _("What will be done"), "text", rows=2),
                Field("who", _("Who does it"), "suggest"),
                Field("by", _("By when"), "date"),
            ),
            rows=(Row("who", "by"),),
            start=start,
            run=run,
            offers={"who": self.names},
            button=_("Save"),
            allowed=self.tools.may(Action.WRITE_ENTRIES),
            stays=True,
            again=lambda stored: self._action_act(f"{TO_DO}:{stored.id}", text, icon, stored),
        )

    def _done(self, action: PlannedAction) -> RecordAct:
        return RecordAct(
            key=f"done:{action.id}",
            text=_("Done"),
            icon="check",
            items=(Field("outcome", _("What came of it"), "text", rows=2, optional=True),),
            start=lambda _goal: {"outcome": action.outcome},
            run=lambda _goal, values: self.actions.done(action, values["outcome"]),
            allowed=self.tools.may(Action.WRITE_ENTRIES),
            stays=True,
            again=self._done,
        )
