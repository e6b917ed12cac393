"""The field for the next note: write, choose whom it is about, Enter; then the next one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from ...core.clock import Clock
from ...core.errors import Problem
from ...core.text import _
from ...domain.shift_rules import problems_in_note
from ...domain.shifts import Shift, ShiftNote
from .. import notify, tasks
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.drafts import TaskDrafts
from ..widgets.editors import TextEditor
from ..widgets.fields import Field
from ..widgets.form import Form, Row
from ..widgets.record_kinds import Drafts

HOUSE = "house"
DRAFT = "shift_note:new"


def note_fields() -> tuple[Field, ...]:
    """Return the fields of a note, for a new one and for one that is changed."""
    return (
        Field(
            "what",
            _("What the next shift must know"),
            "text",
            rows=2,
            hint=_("Enter saves it, Shift and Enter begin a new line."),
        ),
        Field(
            "until",
            _("Stands until"),
            "date",
            optional=True,
            hint=_("Empty: until whoever takes over has said it back."),
        ),
    )


class QuickNote(Card):
    """Writes one note after the other. `save(note)` is the service's; `saved` is sent for each one."""

    saved = Signal()

    def __init__(self, save: Callable[[ShiftNote], Any], drafts: Drafts, clock: Clock) -> None:
        super().__init__(_("A new note"), icon="pencil", inset=True)
        self._save_note, self._clock, self._unit_id = save, clock, ""
        what, until = note_fields()
        whom = Field(
            "whom",
            _("About whom"),
            "choice",
            choices=((HOUSE, _("The house")),),
            hint=_("One young person, or the house."),
        )
        self.form = Form(
            (what, whom, until),
            rows=(Row("whom", "until"),),
            check=self._problems,
            draft=TaskDrafts(
                self,
                lambda values: drafts.keep(DRAFT, _young_person(values.get("whom", "")), values),
                lambda: drafts.load(DRAFT),
                lambda: drafts.drop(DRAFT),
            ),
            clock=clock,
        )
        self.form.set_values({"what": "", "whom": HOUSE, "until": None})
        self.body.addWidget(self.form)
        foot = QHBoxLayout()
        self.button = Button(_("Save the note"), self.save, icon="check")
        foot.addWidget(self.button)
        foot.addWidget(self.form.draft_line)
        foot.addStretch(1)
        self.body.addLayout(foot)
        editor = self.form.editor("what")
        assert isinstance(editor, TextEditor)
        self._text = editor.text
        self._text.installEventFilter(self)

    def show_people(self, unit_id: str, people: tuple[tuple[str, str], ...]) -> None:
        """Offer these young people (id, name used) of a unit, besides the house."""
        self._unit_id = unit_id
        self.form.set_choices("whom", ((HOUSE, _("The house")), *people))
        if not self.form.values()["whom"] and not self.form.is_changed():
            self.form.set_values({"whom": HOUSE})

    def has_words(self) -> bool:
        """Whether something is typed that is not saved yet."""
        return bool(self.form.values()["what"])

    def save(self) -> None:
        """Save what is typed, or show what has to be put right; then the field is free for the next one."""
        if not self.button.isEnabled() or not self.form.is_ready():
            return
        self.form.set_read_only(True)
        task = tasks.command(self, self._save_note, self._note()).busy(self.button).form(self.form)
        task.done(lambda _saved: self._next()).always(lambda: self.form.set_read_only(False)).start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter save the note; with Shift it begins a new line."""
        if watched is self._text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.save()
                return True
        return False

    def _next(self) -> None:
        self.form.set_read_only(False)
        self.form.saved()
        self.form.set_values({"what": "", "until": None})
        notify.tell(_("The note is saved."))
        self.form.focus_first()
        self.saved.emit()

    def _note(self) -> ShiftNote:
        values, today = self.form.values(), self._clock.today()
        return ShiftNote(
            unit_id=self._unit_id,
            young_person_id=_young_person(values["whom"]),
            what=values["what"],
            shift_on=today,
            shift=Shift.EARLY,  # the service says which one is on
            until=values["until"],
        )

    def _problems(self, _values: dict[str, Any]) -> tuple[Problem, ...]:
        return problems_in_note(self._note())


def _young_person(whom: str) -> str:
    return "" if whom == HOUSE else whom
