"""Taking over a shift: the notes in full, what was heard said back, questions; then the notes are read."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ...core.clock import Clock
from ...core.errors import AppError, EditConflict, Problem
from ...core.text import _
from ...domain.shift_rules import ShiftTime, problems_in_handover
from ...services.shifts import ShiftsView, TakingOver
from .. import notify, tasks
from ..focus_chain import TabPlace
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, clear_layout
from ..widgets.drafts import TaskDrafts
from ..widgets.fields import Field
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.record_kinds import Drafts
from .lines import note_row, time_words

DRAFT = "take_over"


class TakeOver(Card):
    """The lead who takes over reads, says back and is done. `take_over(said)` is the service's.

    `closed` is sent when they are done or leave it; what is typed is kept. `stale` says that a note is not as it was read.
    """

    closed = Signal()
    stale = Signal()

    def __init__(self, take_over: Callable[[TakingOver], Any], drafts: Drafts, clock: Clock) -> None:
        super().__init__(_("Take over the shift"), icon="message-square-reply", inset=True)
        self._take_over, self._clock = take_over, clock
        self._view: ShiftsView | None = None
        self._begins = TabPlace(self)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(0)
        self.body.addLayout(self._notes)
        self.form = Form(
            (
                Field("shift", _("Shift"), "choice"),
                Field(
                    "said_back",
                    _("What was said back"),
                    "text",
                    rows=3,
                    hint=_("Say in your own words what you heard. Whoever leaves listens and puts it right."),
                ),
                Field("questions", _("Questions"), "text", rows=2, optional=True),
            ),
            check=self._problems,
            draft=TaskDrafts(
                self,
                lambda values: drafts.keep(DRAFT, "", values),
                lambda: drafts.load(DRAFT),
                lambda: drafts.drop(DRAFT),
            ),
            clock=clock,
        )
        self.body.addWidget(self.form)
        foot = QHBoxLayout()
        self.primary = Button(_("I take over"), self.save, icon="check", kind="primary")
        self.leave = Button(_("Not now"), self._leave)
        foot.addWidget(self.primary)
        foot.addWidget(self.leave)
        foot.addWidget(self.form.draft_line)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.hide()

    def begin(self, view: ShiftsView) -> None:
        """Show the notes of a unit to read, and begin at the first of them."""
        self.show_view(view)
        self.show()
        first = self._notes.itemAt(0).widget() if view.notes else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.form.row("said_back").focus()

    def show_view(self, view: ShiftsView) -> None:
        """Show the notes as they are now; what is typed stays."""
        self._view = view
        clear_layout(self._notes)
        today = self._clock.today()
        if not view.notes:
            self._notes.addWidget(label(_("There are no notes to read."), "second", wrap=True))
        rows = [note_row(line, today) for line in view.notes]
        for row in rows:
            self._notes.addWidget(row)
        self._begins.put_here(*rows)
        own = bool(view.unread) and all(line.mine for line in view.notes)
        if own:
            sentence = _("Whoever takes over from you says them back.")
            self._notes.addWidget(Banner(_("You wrote all of these notes."), sentence))
        self.primary.setEnabled(not own)
        times = _times(view)
        chosen = self.form.values()["shift"]
        words = tuple((_key(time), time_words(time, today)) for time in times)
        self.form.set_choices("shift", words)
        wanted = chosen if chosen in dict(words) else _key(view.to_take_over)
        if not self.form.is_changed():
            self.form.set_values({"shift": wanted})

    def save(self) -> None:
        """Take over, or show what has to be put right first."""
        if self._view is None or not self.form.is_ready():
            return
        task = tasks.command(self, self._take_over, self._said(self._view)).busy(self.primary).form(self.form)
        task.done(lambda _saved: self._done()).failed(self._failed).start()

    def _failed(self, error: AppError) -> bool:
        """Show the error all the same; where a note was changed meanwhile, have the notes fetched again."""
        if isinstance(error, EditConflict):
            self.stale.emit()
        return False

    def _done(self) -> None:
        self.form.saved()
        self.form.set_values({"said_back": "", "questions": ""})
        notify.tell(_("You have taken over the shift."), "done", _("The notes are read."))
        self._leave()

    def _leave(self) -> None:
        self.form.keep_draft_now()
        self.hide()
        self.closed.emit()

    def _said(self, view: ShiftsView) -> TakingOver:
        values = self.form.values()
        return TakingOver(
            unit_id=view.unit.id,
            time=next((t for t in _times(view) if _key(t) == values["shift"]), view.to_take_over),
            notes=tuple(line.note for line in view.notes),
            said_back=values["said_back"],
            questions=values["questions"],
        )

    def _problems(self, values: dict[str, Any]) -> tuple[Problem, ...]:
        return problems_in_handover(values["said_back"])


def _times(view: ShiftsView) -> tuple[ShiftTime, ...]:
    return view.now, view.next


def _key(time: ShiftTime) -> str:
    return f"{time.on.isoformat()} {time.shift.value}"
