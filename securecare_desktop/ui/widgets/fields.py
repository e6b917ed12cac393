"""What a form is made of: fields as data, the editor of each kind, and the row that shows one field."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _
from .. import actions, theme
from .buttons import LinkButton
from .date_editors import DateEditor, MomentEditor, TimeEditor
from .editors import (
    ChoiceEditor,
    Choices,
    ChoicesEditor,
    Editor,
    LineEditor,
    NumberEditor,
    PasswordEditor,
    SegmentsEditor,
    TextEditor,
    YesNoEditor,
)
from .labels import IconLabel, IconText, label
from .looks import Looks
from .new_password import NewPasswordEditor
from .own_words import OwnWordsEditor
from .row_list import RowColumn, RowListEditor
from .suggest import SuggestEditor


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    `kind` and the type of its value: line, text, voice (their words, in honey), suggest, password, new_password: str; date: date | None; datetime: aware UTC
    datetime | None; time: time | None; rhythm: an RFC 5545 rule, "" for none; choice, segments: key, "" for none; choices: tuple of keys; yes_no:
    bool | None; number: int | None; own_words: OwnWordsEntry; rows (a short list of rows with `columns`, under which the button
    `add` adds one): tuple of `row_type`, of dict without one. `example` is shown pale inside the empty field
    (never instead of a label); `rows` is the least height of a text; `question` stands before the ways in
    which own words were given ("How Kai told us"); `may_wait` lets a field that is wanted in the end stay
    empty for now. A text shows hints on words that care and on spelling unless `hints` is off; with `statutory`, where
    the law sets the words, on spelling alone. With `most_rows` a text scrolls by itself once it is that high.
    """

    name: str
    label: str
    kind: str = "line"
    hint: str = ""
    optional: bool = False
    choices: Choices = ()
    rows: int = 3
    example: str = ""
    read_only: bool = False
    least: int = 0
    most: int = 9999
    question: str = ""
    size: str = ""
    may_wait: bool = False
    hints: bool = True
    statutory: bool = False
    most_rows: int = 0
    columns: tuple[RowColumn, ...] = ()
    row_type: type | None = None
    add: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between fields."""

    text: str
    hint: str = ""


class Row:
    """Fields that stand side by side, by name, while the width allows it."""

    def __init__(self, *names: str) -> None:
        self.names = names


def _looks(field: Field) -> Looks | None:
    return Looks(words=not field.statutory) if field.hints and not field.read_only else None


def _rhythm_editor() -> Editor:
    from .rhythm import RhythmEditor  # with all that reads rules, which the sign-in window does without

    return RhythmEditor()


KINDS: dict[str, Callable[[Field, Clock], Editor]] = {
    "line": lambda field, clock: LineEditor(field.example),
    "text": lambda field, clock: TextEditor(
        field.rows, field.example, hints=_looks(field), most_rows=field.most_rows
    ),
    "voice": lambda field, clock: TextEditor(field.rows, field.example, "voice"),
    "date": lambda field, clock: DateEditor(clock),
    "datetime": lambda field, clock: MomentEditor(clock),
    "time": lambda field, clock: TimeEditor(clock),
    "choice": lambda field, clock: ChoiceEditor(field.choices, field.optional),
    "choices": lambda field, clock: ChoicesEditor(field.choices),
    "segments": lambda field, clock: SegmentsEditor(field.choices),
    "yes_no": lambda field, clock: YesNoEditor(),
    "number": lambda field, clock: NumberEditor(field.least, field.most),
    "password": lambda field, clock: PasswordEditor(field.size),
    "new_password": lambda field, clock: NewPasswordEditor(field.size),
    "own_words": lambda field, clock: OwnWordsEditor(field.rows, field.question),
    "rows": lambda field, clock: RowListEditor(field.columns, field.row_type, field.add, clock),
    "rhythm": lambda field, clock: _rhythm_editor(),
    "suggest": lambda field, clock: SuggestEditor(field.choices, field.example),
}


class FieldRow(QWidget):
    """A field on the page: label, hint, editor, a note that follows from what was entered, and the error under it."""

    def __init__(self, field: Field, clock: Clock) -> None:
        super().__init__()
        self.field = field
        self.editor = KINDS[field.kind](field, clock)
        self.error = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label_row = QHBoxLayout()
        self.label_row.setSpacing(6)
        self.label = label(field.label.replace("&", "&&"), "label")
        self.label.setBuddy(self.editor.inputs()[0] if self.editor.inputs() else self.editor)
        self.label_row.addWidget(self.label)
        self.may_be_empty = label(_("if you want"), "hint")
        self.label_row.addWidget(self.may_be_empty)
        if not field.optional:
            self.may_be_empty.hide()
        self.label_row.addStretch(1)
        if isinstance(self.editor, TextEditor) and self.editor.text.marks is not None:
            there_are_hints = IconText("lightbulb", self._hint_words(), "text-2")
            there_are_hints.hide()
            self.label_row.addWidget(there_are_hints)
            self.editor.text.marks.noticed.connect(there_are_hints.setVisible)
        column.addLayout(self.label_row)
        if field.hint:
            column.addWidget(label(field.hint, "hint", wrap=True))
        column.addWidget(self.editor)
        self._below = column
        self.note: IconText | None = None
        self.link: LinkButton | None = None
        self._error_line = QWidget()
        error_row = QHBoxLayout(self._error_line)
        error_row.setContentsMargins(0, 2, 0, 0)
        error_row.setSpacing(6)
        error_row.addWidget(IconLabel("circle-alert", "late"), 0, Qt.AlignmentFlag.AlignTop)
        self.error_label = label("", "error", wrap=True)
        error_row.addWidget(self.error_label, 1)
        self._error_line.hide()
        column.addWidget(self._error_line)
        if field.read_only:
            self.set_read_only(True)
        self._describe()

    def show_error(self, sentence: str) -> None:
        """Show what to put right, or nothing."""
        if sentence == self.error:
            return
        self.error = sentence
        self.error_label.setText(sentence)
        self._error_line.setVisible(bool(sentence))
        self.editor.mark_error(bool(sentence))
        self._describe()

    def show_note(self, words: str, icon: str = "info") -> None:
        """Show what follows from what was entered, such as the next dates, or nothing; it stops nobody."""
        if self.note is not None and (words, icon) == (self.note.words.text(), self.note.icon()):
            return
        if self.note is not None:
            self.note.hide()
            self.note.deleteLater()
            self.note = None
        if words:
            self.note = IconText(icon, words, "text-2", wrap=True)
            self._below.insertWidget(self._below.indexOf(self.editor) + 1, self.note)
        self._describe()

    def offer(self, words: str, act: Callable[[], object]) -> None:
        """Offer something to do beside this field, such as keeping the list that it chooses from; once."""
        if self.link is None:
            self.link = LinkButton(words, act, small=True)
            self._below.insertWidget(
                self._below.indexOf(self._error_line), self.link, 0, Qt.AlignmentFlag.AlignLeft
            )

    def rename(self, words: str) -> None:
        """Give the field another label, where what is asked depends on another field."""
        self.field = replace(self.field, label=words)
        self.label.setText(words.replace("&", "&&"))
        self._describe()

    def set_read_only(self, read_only: bool) -> None:
        """Show the field without letting anybody change it."""
        self.editor.set_read_only(read_only)
        self.may_be_empty.setVisible(self.field.optional and not read_only)

    def focus(self) -> None:
        """Put the focus into the field."""
        self.editor.focus_target().setFocus(Qt.FocusReason.ShortcutFocusReason)

    @staticmethod
    def _hint_words() -> str:
        return _("Hints on words: {keys}").format(keys=actions.keys_in_words("next_hint"))

    def _describe(self) -> None:
        self.editor.describe(
            self.field.label,
            " ".join(
                part
                for part in (self.field.hint, self.note.words.text() if self.note else "", self.error)
                if part
            ),
        )


class SideBySide(QWidget):
    """Field rows beside each other; under one another where they would get too narrow or do not fit."""

    def __init__(self, rows: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._rows = rows
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        for row in rows:
            self._box.addWidget(row, 1)
            self._box.setAlignment(row, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(row.minimumSizeHint().width() for row in self._shown()) + 16 * (len(self._rows) - 1)
        room = event.size().width() >= max(needed, len(self._rows) * theme.px(150))
        way = QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: as wide as the widest row, since they can stand under one another."""
        wide = max((row.minimumSizeHint().width() for row in self._shown()), default=0)
        return QSize(wide, self._box.minimumSize().height())

    def show_as_needed(self) -> None:
        """Take no room while none of the rows is shown."""
        self.setVisible(bool(self._shown()))

    def _shown(self) -> list[QWidget]:
        return [row for row in self._rows if not row.isHidden()]
