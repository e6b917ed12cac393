"""The view Goals: the goals of the version that is shown, to be read, each with how it is going; the sheet for the rest.

What can be entered and done stands in goal_forms.
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, day_short, ngettext
from ...domain.actions import PlannedAction
from ...domain.coverage import Framework
from ...domain.plans import Goal, GoalNote, GoalState, PlanOverview, PlanVersion
from .. import notify, tasks
from ..page import Place
from ..widgets.buttons import Button
from ..widgets.card import clear_layout
from ..widgets.editors import Choices
from ..widgets.labels import IconLabel, label
from ..widgets.rows import ListRow, Note
from . import wording
from .goal_forms import CLOSINGS, NOTE, TO_DO, GoalActions, GoalForms, GoalPlans, Names
from .needs import PlanTools
from .register import EntryPaper, Group, RegisterPage, day_of
from .said import said_in
from .spot import PlanSpot

GOALS = "goals"
WELLBEING = "shanarri"
"""The framework whose items are the wellbeing indicators of goals."""


class Found(NamedTuple):
    """What the view shows."""

    overview: PlanOverview
    goals: tuple[Goal, ...]
    notes: tuple[GoalNote, ...]
    actions: tuple[PlannedAction, ...]
    indicators: Choices

    def latest(self, goal: Goal) -> GoalNote | None:
        """Return the newest note on a goal."""
        return next((note for note in self.notes if note.lineage_id == goal.lineage_id), None)

    def open_actions(self, goal: Goal) -> tuple[PlannedAction, ...]:
        """Return what is still to be done for a goal."""
        mine = (action for action in self.actions if action.goal_lineage_id == goal.lineage_id)
        return tuple(action for action in mine if action.done_on is None)


class GoalsView(RegisterPage):
    """The goals of one version of a young person's plan."""

    nouns = frozenset({"plans", "actions", "frameworks"})

    def __init__(
        self,
        tools: PlanTools,
        plans: GoalPlans,
        actions: GoalActions,
        names: Names,
        parent: QWidget | None = None,
    ) -> None:
        self._plans, self._actions, self._names_of = plans, actions, names
        self._tools = tools
        self._version_id = self._started_id = self._looked_for = ""
        self._told_id: str | None = None
        self._forms = self._made_forms(PlanOverview(), "", ())
        super().__init__(tools, self._forms.kind(), parent)

    # -- which version --------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the goals; what is to be opened waits until the page has said which version it shows."""
        self._told_id = None
        super().open_place(place)

    def show_plan(self, shown: PlanVersion | None, _name: str) -> None:
        """Take the version that is read."""
        if shown is not None and shown.young_person_id != self.young_person_id:
            return  # the page reads the plan of somebody else while this view is out of sight
        self._told_id = shown.id if shown is not None else ""
        if self._told_id and self._told_id != self._version_id:
            self._version_id = self._told_id
            self.sheet.close_sheet()
            self.mark_stale()
        elif self._found is not None and self.opens(self.wanted, self._found):
            self.take_wanted()

    def forget(self) -> None:
        """Take off what is shown of somebody else."""
        super().forget()
        self._version_id = ""
        clear_layout(self.above)

    def load(self, young_person_id: str) -> Found:
        """Return the goals of the version that is read, how they are going and what is to be done for them."""
        plans, version_id = self._plans, self._version_id
        overview = plans.overview(young_person_id, version_id)
        shown = overview.shown
        return Found(
            overview,
            plans.goals(young_person_id, shown.id) if shown is not None else (),
            plans.notes(young_person_id),
            self._actions.for_goals(young_person_id),
            _indicators(self.tools.frameworks.in_use(young_person_id)),
        )

    def _take(self, who: str, name: str, found: Found) -> None:
        shown_id = found.overview.shown.id if found.overview.shown is not None else ""
        if self._told_id and shown_id != self._told_id:
            return  # of the version before; the answer about this one is on its way
        if who == self.young_person_id:
            self._version_id = shown_id
            self._forms = self._made_forms(found.overview, name, found.indicators)
            self.kind = self._forms.kind()
        super()._take(who, name, found)
        started, self._started_id = self._started_id, ""
        if started:
            self._go_to(started)

    def _made_forms(self, overview: PlanOverview, name: str, indicators: Choices) -> GoalForms:
        return GoalForms(
            self._tools,
            self._plans,
            self._actions,
            self._names_of,
            overview,
            name,
            indicators,
            self._note_started,
        )

    def _note_started(self, version_id: str) -> None:
        self._started_id = version_id

    def _go_to(self, version_id: str) -> None:
        part = PlanSpot(GOALS, version_id=version_id).part()
        self.go.emit(Place("young_person", self.young_person_id, "plan", part=part))

    # -- what is shown --------------------------------------------------------------------------------

    def _build(self) -> None:
        clear_layout(self.above)
        why = self._forms.why_fixed()
        if why:
            self.above.addWidget(self._fixed_line(why))
        super()._build()

    def _fixed_line(self, why: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("signature", "text-2"))
        row.addWidget(label(why, "second", wrap=True), 1)
        newer = self._forms.overview.being_written
        if newer is not None and newer.may_be_written_in:
            text = _("Write in {version}").format(version=wording.version_title(newer).lower())
            row.addWidget(Button(text, lambda: self._go_to(newer.id), icon="pencil", size="small"))
        return made

    def groups(self, found: Found) -> tuple[Group, ...]:
        """Return the goals that are open, the next day first, then what became of the others, newest first."""
        running = sorted(
            (goal for goal in found.goals if goal.state is GoalState.OPEN), key=lambda g: g.by or date.max
        )
        closed = [goal for goal in found.goals if goal.state is not GoalState.OPEN]
        closed.sort(key=lambda goal: goal.state_on or date.min, reverse=True)
        empty = _("No goals in this version.") if not self._forms.may_be_written_in else ""
        return (
            Group("open", _("Goals"), "milestone", tuple(running), add=True, empty=empty),
            Group("closed", _("Met, changed or stopped"), "check", tuple(closed), short=True),
        )

    def paper(self, record: Goal, found: Found) -> EntryPaper:
        """Return a goal with their words, what is agreed, and how it is going."""
        today = self.tools.clock.today()
        body = list(said_in(record, self.name, today))
        body.extend(self._latest(record, found, today))
        names = dict(found.indicators)
        return EntryPaper(
            record.title,
            chip=_by_chip(record, today),
            notes=self._notes_on(record, found, today),
            facts=(
                (_("Why it matters"), record.need),
                (_("What we will do"), record.what_we_do),
                (_("What better looks like"), record.what_better_looks_like),
                (_("How we will know"), record.how_we_know),
                (_("Wellbeing"), ", ".join(names[key] for key in record.indicators if key in names)),
            ),
            body=body,
            acts=self._paper_acts(record),
        )

    def _notes_on(self, goal: Goal, found: Found, today: date) -> tuple[Note, ...]:
        made = [Note("user-round", goal.who)] if goal.who else []
        waiting = found.open_actions(goal)
        late = sum(action.by is not None and action.by < today for action in waiting)
        if waiting:
            words = ngettext("{n} thing to do", "{n} things to do", len(waiting)).format(n=len(waiting))
            if late:
                words += ngettext(", {n} of them late", ", {n} of them late", late).format(n=late)
            made.append(Note("circle-alert" if late else "circle-check", words, "late" if late else ""))
        return tuple(made)

    def _latest(self, goal: Goal, found: Found, today: date) -> list[QWidget]:
        note = found.latest(goal)
        if note is None:
            return []
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        words = _("How it is going, {day}").format(day=day_short(note.on, today))
        column.addWidget(label(words, "label"))
        if note.text:
            column.addWidget(label(note.text, wrap=True, selectable=True))
        widgets = [made]
        if note.own_words:
            widgets.extend(said_in(note, self.name, today))
        return widgets

    def _paper_acts(self, goal: Goal) -> list[Button]:
        made = []
        for key, icon in ((NOTE, "footprints"), (TO_DO, "plus")):
            act = self.kind.act(key, goal)
            if act is not None and self.kind.may_do(act):
                run = lambda act=act: self.sheet.act(self.kind, goal, act, self.young_person_id)  # noqa: E731
                made.append(self.button(goal, key, act.text, icon, run, goal.title))
        made.append(self.edit_button(goal, goal.title))
        return made

    def row(self, record: Goal, found: Found) -> ListRow:
        """Return a goal that was met, changed or stopped: when, and why."""
        when = day_of(record.state_on, self.tools.clock.today())
        words = ", ".join(part for part in (words_for(record.state), when) if part)
        tone = "done" if record.state is GoalState.MET else "quiet"
        return ListRow(
            "",
            lambda: self.edit(record),
            strong=record.title,
            second=record.state_reason,
            right=Note(CLOSINGS[record.state], words, tone),
        )

    # -- what is opened -------------------------------------------------------------------------------

    def opens(self, place: Place, found: Found) -> bool:
        """Open a goal, what is being done with it, or the goal that a note is about; also one of another version."""
        if self._told_id is None or not (place.part or place.record_id):
            return False
        note = next((one for one in found.notes if one.id == place.record_id), None)
        lineage = note.lineage_id if note is not None else ""
        goal = next(
            (
                g
                for g in found.goals
                if place.record_id and g.id == place.record_id or lineage == g.lineage_id
            ),
            None,
        )
        if goal is not None:
            self._looked_for = ""
            act = self.kind.act(place.part, goal)
            if act is not None and self.kind.may_do(act):
                self.sheet.act(self.kind, goal, act, self.young_person_id)
            else:
                self.edit(goal)
            return True
        if place.part == f"new:{self.kind.entry}" and not self.kind.adds:
            notify.tell(
                self._forms.why_fixed() or _("Goals are written by those who write the plan."), "info"
            )
            return True
        if place.record_id and not place.part.startswith("new:"):
            self._look_for(place.record_id)
            return False  # it stays wanted until the version that it stands in is shown
        return super().opens(place, found)

    def _look_for(self, goal_id: str) -> None:
        """Show the version in which a goal stands that is not in the one that is shown."""
        if goal_id == self._looked_for:
            return
        self._looked_for = goal_id
        plans, who = self._plans, self.young_person_id

        def find() -> str:
            for version in plans.versions(who):
                if any(goal.id == goal_id for goal in plans.goals(who, version.id)):
                    return version.id
            return ""

        def show(version_id: str) -> None:
            if version_id and version_id != self._version_id and who == self.young_person_id:
                part = PlanSpot(GOALS, "", version_id).part()
                self.go.emit(Place("young_person", who, "plan", goal_id, part))

        tasks.query(self, find).done(show).start()

    def here(self, place: Place) -> Place:
        """Return the place of what is open in the sheet."""
        at = super().here(place)
        return replace(at, part="") if at.part.startswith((f"{NOTE}:", f"{TO_DO}:", "done:")) else at


def _by_chip(goal: Goal, today: date) -> tuple[str, str, str] | None:
    if goal.by is None:
        return None
    day = day_short(goal.by, today)
    if goal.by < today:
        return "circle-alert", _("Late: by {day}").format(day=day), "late"
    return "calendar", _("By {day}").format(day=day), "info"


def _indicators(frameworks: tuple[Framework, ...]) -> Choices:
    found = next((framework for framework in frameworks if framework.key == WELLBEING), None)
    return tuple((item.number, item.name or item.words) for item in found.items) if found is not None else ()
