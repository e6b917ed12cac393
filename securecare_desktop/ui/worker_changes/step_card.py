"""One step of a change on screen: its lists, its form with the young person's words, and the foot that saves it.

It shows a Workspace and says what is wanted; saving is the workspace page's.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...core.clock import Clock, local
from ...core.text import _, day_plain
from ...domain.own_words import OwnWords
from ...domain.readiness import Finding, young_person_told
from ...domain.worker_changes import ChangeFile, ChangeState, ChangeStep, JointMeeting, Step
from ...services.worker_changes import Workspace
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, clear_layout
from ..widgets.drafts import DraftKeeper
from ..widgets.form import Form
from ..widgets.labels import IconText, label, line
from . import step_lists as lists
from . import wording
from .shared_words import SharedWordsEditor
from .step_form import SHARED, changed_words, step_fields, step_from, values_of

WITH_QUESTIONS = (Step.TELL, Step.GOODBYE)
WITH_PROMISES = (Step.PREPARE, Step.CHECK)


class StepCard(QWidget):
    """The card of one step.

    Signals: `save_wanted()`, `done_wanted(bool)`; `sheet_wanted(kind, record)` with kind telling, first_telling,
    meeting, meeting_time or question, and the record to open or None for a new one; `promises_wanted()`.
    """

    save_wanted = Signal()
    done_wanted = Signal(bool)
    sheet_wanted = Signal(str, object)
    promises_wanted = Signal()

    def __init__(
        self,
        clock: Clock,
        draft_for: Callable[[QWidget, ChangeStep], DraftKeeper],
        may_record: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._clock, self._draft_for, self._may_record = clock, draft_for, may_record
        self._shown: tuple[str, Step] | None = None
        self._base: ChangeFile | None = None
        self._today = clock.today()
        self._narrow = False
        self._head_title: QLabel | None = None
        self.form: Form | None = None
        self.save_button: Button | None = None
        self.done_button: Button | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._why = QVBoxLayout()
        self._column.addLayout(self._why)
        self._card_place = QVBoxLayout()
        self._column.addLayout(self._card_place)

    # showing

    def show_step(self, shown: Workspace, step: Step) -> None:
        """Show a step. What is typed and not yet saved in the same step stays as it is."""
        file = shown.file
        self._today = shown.today
        same = self._shown == (file.change.id, step) and self._fits(file, step)
        if same and self.form is not None:
            self._refresh(file, step)
            return
        if self.form is not None:
            self.form.keep_draft_now()
        self.show_why(None)
        self._shown, self._base = (file.change.id, step), file
        clear_layout(self._card_place)
        self._card_place.addWidget(self._make_card(file, step))

    def show_why(self, finding: Finding | None) -> None:
        """Say above the card why something that is missing matters."""
        clear_layout(self._why)
        if finding is not None:
            icon = "check" if finding.met else "circle-alert" if finding.days_late else "lightbulb"
            kind = "late" if finding.days_late and not finding.met else "info"
            self._why.addWidget(Banner(f"{finding.title}.", finding.why, kind, icon=icon))

    def set_narrow(self, narrow: bool) -> None:
        """Let the title go on in a second line where there is little room."""
        self._narrow = narrow
        if self._head_title is not None:
            self._head_title.setWordWrap(narrow)
            across = QSizePolicy.Policy.Expanding if narrow else QSizePolicy.Policy.Preferred
            self._head_title.setSizePolicy(across, QSizePolicy.Policy.Preferred)

    def _fits(self, file: ChangeFile, step: Step) -> bool:
        """Whether the fields on screen are still the right ones, or must stay because something is typed."""
        if self._base is None or self.form is None:
            return False
        if self._base.change.state is not file.change.state:
            return False
        return self.form.is_changed() or step_fields(self._base, step)[0] == step_fields(file, step)[0]

    def _refresh(self, file: ChangeFile, step: Step) -> None:
        assert self.form is not None
        self._fill_lists(file, step)
        self._fill_note(file, step)
        if not self.form.is_changed():
            if self._base is None or values_of(self._base, step) != values_of(file, step):
                self.form.set_values(values_of(file, step))
            self._base = file
        self._show_done(file.step(step))

    # what is typed

    def ready(self) -> bool:
        """Look through the form; show what is to put right. True where there is nothing."""
        return self.form is not None and self.form.is_ready()

    def record(self) -> ChangeStep:
        """Return the step as it stands in the form, on the version that was shown."""
        assert self.form is not None
        assert self._base is not None
        assert self._shown is not None
        return step_from(self._base.step(self._shown[1]), self.form.values())

    def words(self, given_to: str) -> tuple[OwnWords, ...]:
        """Return the young person's words that are new or changed."""
        assert self.form is not None
        assert self._base is not None
        assert self._shown is not None
        return changed_words(self._base, self._shown[1], self.form.values(), self._today, given_to)

    def keep_draft_now(self) -> None:
        """Keep what is typed."""
        if self.form is not None:
            self.form.keep_draft_now()

    def forget_base(self) -> None:
        """Show the stored values at the next chance, also where the form differs: theirs were taken."""
        if self.form is not None:
            self.form.leave_draft()
        self._base = None

    # building

    def _make_card(self, file: ChangeFile, step: Step) -> Card:
        is_open = file.change.state is ChangeState.OPEN and self._may_record()
        self.save_button = self.done_button = None
        card = Card(f"{int(step)}  {wording.step_title(step, file)}")
        self._head_title, self._head_row = card.title, card.head_row
        self._note_place = QHBoxLayout()
        card.head_row.addLayout(self._note_place)
        self.set_narrow(self._narrow)
        self._lists: list[tuple[lists.LineList, Callable[[ChangeFile], list[lists.Line]]]] = []
        for one in self._make_lists(file, step, is_open):
            card.body.addWidget(one)
        fields, rows = step_fields(file, step)
        draft = self._draft_for(self, file.step(step)) if is_open else None
        self.form = Form(fields, rows=rows, draft=draft, clock=self._clock)
        self.form.layout().setContentsMargins(16, 8, 16, 12)
        self.form.layout().setSpacing(12)
        self.form.set_values(values_of(file, step))
        card.body.addWidget(self.form)
        self._shared = self._shared_words(step, file)
        if is_open:
            card.body.addWidget(line())
            card.body.addWidget(self._make_foot())
        else:
            self.form.set_read_only(True)
        self._fill_lists(file, step)
        self._fill_note(file, step)
        self._show_done(file.step(step))
        return card

    def _shared_words(self, step: Step, file: ChangeFile) -> SharedWordsEditor | None:
        """Return the editor of two things asked at once; its ways then stand in the foot, as for both."""
        assert self.form is not None
        if len(wording.prompts(step, file)) < 2:
            return None
        row = self.form.row(SHARED)
        row.label.hide()
        editor = row.editor
        assert isinstance(editor, SharedWordsEditor)
        return editor

    def _make_foot(self) -> QWidget:
        assert self.form is not None
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(8)
        if self._shared is not None:
            row.addWidget(self._shared.ways, 1)
            self._head_row.insertWidget(self._head_row.count() - 1, self.form.draft_line)
        else:
            row.addWidget(self.form.draft_line)
            row.addStretch(1)
        self.done_button = Button(_("Step done"), self._turn_done)
        self.save_button = Button(_("Save step"), self.save_wanted.emit, kind="primary")
        row.addWidget(self.done_button)
        row.addWidget(self.save_button)
        return foot

    def _turn_done(self) -> None:
        assert self._base is not None
        assert self._shown is not None
        self.done_wanted.emit(self._base.step(self._shown[1]).done_on is None)

    def _show_done(self, record: ChangeStep) -> None:
        if self.done_button is not None and self._base is not None:
            done = record.done_on is not None
            self.done_button.setText(_("Not done yet after all") if done else _("Step done"))

    def _fill_note(self, file: ChangeFile, step: Step) -> None:
        clear_layout(self._note_place)
        record = file.step(step)
        if record.done_on is not None:
            said = _("Done {day}").format(day=day_plain(record.done_on, self._today))
            if record.done_by:
                said = _("{done} by {who}").format(done=said, who=record.done_by)
            self._note_place.addWidget(IconText("check", said, "done"))
        elif late := wording.days_late(record, self._today):
            self._note_place.addWidget(
                IconText("circle-alert", wording.late_words(late), "late", strong=True)
            )
        elif note := wording.step_note(step, file):
            self._note_place.addWidget(label(note, "caption"))

    # lists

    def _make_lists(self, file: ChangeFile, step: Step, is_open: bool) -> list[QWidget]:
        name = file.young_person_name
        made: list[QWidget] = []
        if step is Step.TELL:
            made.append(
                self._list(
                    (_("Who"), _("Told by, when"), _("How they took it"), _("State")), (5, 6, 5, 4),
                    _("Who was told"), self._telling_lines,
                    (_("Somebody else who is told"), self._wants("telling")) if is_open else None,
                )
            )  # fmt: skip
        if step is Step.INTRODUCE:
            made.append(
                self._list(
                    (_("When"), _("What they do, who is there"), _("Where"), _("State")), (13, 36, 10, 13),
                    _("Meetings"), self._meeting_lines,
                    (_("Another meeting"), self._wants("meeting")) if is_open else None,
                    empty=_("No meetings yet. Three are usual: with both workers, doing something, alone."),
                )
            )  # fmt: skip
        if step in WITH_QUESTIONS:
            made.append(
                self._list(
                    (_("Question"), _("Asked by"), _("Answer"), _("State")), (6, 4, 6, 4),
                    _("Questions"), self._question_lines,
                    (_("Another question"), self._wants("question")) if is_open else None,
                    empty=_("No questions yet. When {name} asks something, write it here.").format(name=name),
                )
            )  # fmt: skip
        if step in WITH_PROMISES and file.open_promises:
            made.append(
                self._list(
                    (_("Open promise"), _("Made by"), _("Due"), _("State")), (8, 4, 4, 3),
                    _("Open promises"), self._promise_lines, None,
                )
            )  # fmt: skip
        return made

    def _list(
        self,
        titles: tuple[str, ...],
        stretches: tuple[int, ...],
        says: str,
        fill: Callable[[ChangeFile], list[lists.Line]],
        add: tuple[str, Callable[[], object]] | None,
        empty: str = "",
    ) -> QWidget:
        made = lists.LineList(titles, stretches, says=says, add=add, empty=empty)
        self._lists.append((made, fill))
        return made

    def _fill_lists(self, file: ChangeFile, step: Step) -> None:
        is_open = file.change.state is ChangeState.OPEN and self._may_record()
        for one, fill in self._lists:
            shown = fill(file)
            # what is still to do is only offered to whoever may do it
            one.show_lines(shown if is_open else [replace(line, link="", on_link=None) for line in shown])

    def list_of(self, says: str) -> lists.LineList:
        """Return the list with this name."""
        return next(one for one, _fill in self._lists if one.accessibleName() == says)

    def _wants(self, kind: str, record: Any = None) -> Callable[[], None]:
        return lambda: self.sheet_wanted.emit(kind, record)

    def _telling_lines(self, file: ChangeFile) -> list[lists.Line]:
        tellings = lists.ordered_tellings(file)
        shown = [lists.telling_line(t, self._today, self._wants("telling", t)) for t in tellings]
        if not young_person_told(file) and not any(t.who == file.young_person_name for t in tellings):
            shown.insert(0, lists.untold_line(file.young_person_name, self._wants("first_telling")))
        return shown

    def _meeting_lines(self, file: ChangeFile) -> list[lists.Line]:
        def when(meeting: JointMeeting) -> tuple[date, bool]:
            day = local(meeting.at).date() if meeting.at is not None else meeting.by_day
            return day or date.max, meeting.at is None

        return [
            lists.meeting_line(m, self._today, self._wants("meeting", m), self._wants("meeting_time", m))
            for m in sorted(file.meetings, key=when)
        ]

    def _question_lines(self, file: ChangeFile) -> list[lists.Line]:
        waiting_first = sorted(file.questions, key=lambda q: (bool(q.answer.strip()), q.asked_on or date.min))
        return [lists.question_line(q, self._today, self._wants("question", q)) for q in waiting_first]

    def _promise_lines(self, file: ChangeFile) -> list[lists.Line]:
        return [
            lists.promise_line(p.what, p.made_by, p.due_on, self._today, self.promises_wanted.emit)
            for p in file.open_promises
        ]
