"""The input for a short list of small rows: who is invited, which options there were. The columns are data.

A row stands in one line while there is room, else its cells go on in the next lines, each under its label.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, get_type_hints

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ...core.clock import Clock, SystemClock
from ...core.text import _, tidy
from .. import notify, theme
from ..focus_chain import TabPlace
from . import typed_dates
from .binding import as_kind
from .buttons import Button
from .editors import Choices, Editor, QuietCombo
from .labels import label

LEAST_LINE = 130
"""The room that a column without a width asks for, in px at 100 % text size."""
GAP = 8
MOST = 16777215
"""Qt's greatest width: no limit."""


@dataclass(frozen=True, slots=True)
class RowColumn:
    """One column of a list of rows: the name of the field in a row, its label, and what is entered there.

    `kind`: line (str), moment (an aware moment in ISO 8601 as text, or as typed where it means none), choice (key of
    `choices`) or yes_no (bool, a tick box). `width` in px at 100 % text size; a column
    without one takes the room that is left. A row in which anything stands must have what is `needed`. `start` is
    what a choice holds in a new row.
    """

    name: str
    label: str
    kind: str = "line"
    choices: Choices = ()
    width: int = 0
    needed: bool = False
    start: str = ""
    example: str = ""

    @property
    def room(self) -> int:
        """The width it needs in px, as large as the text is now."""
        return theme.px(self.width or LEAST_LINE)


class _Cell(QWidget):
    """One input of a row, with its label above where the row does not fit into one line."""

    def __init__(self, column: RowColumn, today: Callable[[], date]) -> None:
        super().__init__()
        self.column, self._today = column, today
        self.caption = label(column.label, "caption")
        self.input: QLineEdit | QComboBox | QCheckBox
        if column.kind == "choice":
            self.input = QuietCombo()
            self.input.setMinimumContentsLength(4)
            self.set_choices(column.choices)
        elif column.kind == "yes_no":
            self.input = QCheckBox(column.label.replace("&", "&&"))
        else:
            self.input = QLineEdit()
            self.input.setPlaceholderText(column.example)
            if column.kind == "moment":
                self.input.editingFinished.connect(lambda: self.show_value(self.value()))
        within = QVBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(2)
        within.addWidget(self.caption)
        within.addWidget(self.input)
        self.caption.hide()

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices; what was chosen stays."""
        combo = self.input
        assert isinstance(combo, QComboBox)
        chosen = str(combo.currentData() or "")
        combo.clear()
        if not self.column.start:
            combo.addItem(_("Choose one"), "")
        for key, words in choices:
            combo.addItem(words, key)
        self.show_value(chosen or self.column.start)

    def value(self) -> str | bool:
        """Return what stands in it."""
        if isinstance(self.input, QCheckBox):
            return self.input.isChecked()
        if isinstance(self.input, QComboBox):
            return str(self.input.currentData() or "")
        typed = tidy(self.input.text()).strip()
        moment = self._moment(typed) if self.column.kind == "moment" else None
        return typed if moment is None else moment.isoformat()

    def is_unreadable(self) -> bool:
        """Whether a moment was typed that means none."""
        value = self.value()
        return self.column.kind == "moment" and bool(value) and _stored(str(value)) is None

    def _moment(self, typed: str) -> datetime | None:
        return typed_dates.read_moment(typed, self._today())

    def show_value(self, value: Any) -> None:
        """Show a value; one that is no longer among the choices is kept as one of them."""
        if isinstance(self.input, QCheckBox):
            self.input.setChecked(bool(value))
        elif isinstance(self.input, QComboBox):
            key = str(value or "")
            if key and self.input.findData(key) < 0:
                self.input.addItem(key, key)
            self.input.setCurrentIndex(max(0, self.input.findData(key)))
        else:
            moment = _stored(str(value or "")) if self.column.kind == "moment" else None
            words = typed_dates.write_moment(moment, self._today()) if moment else str(value or "")
            self.input.setText(words)
            self.input.setCursorPosition(0)

    def is_empty(self) -> bool:
        """Whether nothing was entered here."""
        return self.value() in ("", False, self.column.start)

    def fit(self, *, one_line: bool) -> None:
        """Have the width of its column, or what room there is under the other cells."""
        fixed = theme.px(self.column.width) if one_line and self.column.width else 0
        self.setMinimumWidth(fixed)
        self.setMaximumWidth(fixed or MOST)
        if isinstance(self.input, QCheckBox):
            self.input.setMinimumHeight(theme.height("field"))
        self.caption.setVisible(not one_line and not isinstance(self.input, QCheckBox))


class _Row(QFrame):
    """One row: its cells, and the button that takes it out. `item` is what it was filled from."""

    def __init__(self, columns: tuple[RowColumn, ...], today: Callable[[], date]) -> None:
        super().__init__()
        self.item: Any = None
        self.cells = {column.name: _Cell(column, today) for column in columns}
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GAP)
        column = QVBoxLayout()
        column.setSpacing(6)
        self._lines = [QHBoxLayout() for _each in columns]
        for one in self._lines:
            one.setSpacing(GAP)
            column.addLayout(one)
        outer.addLayout(column, 1)
        self.remove = Button("", icon="trash-2", kind="quiet", size="small", says=_("Take this row out"))
        outer.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return what takes the focus, in its order."""
        return (*(cell.input for cell in self.cells.values()), self.remove)

    def values(self) -> dict[str, str | bool]:
        """Return what stands in the cells, by the names of their columns."""
        return {name: cell.value() for name, cell in self.cells.items()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these; a cell that is not named holds what it holds in a new row."""
        for name, cell in self.cells.items():
            cell.show_value(values.get(name, cell.column.start))

    def is_empty(self) -> bool:
        """Whether nothing was entered in any cell."""
        return all(cell.is_empty() for cell in self.cells.values())

    def arrange(self, lines: list[list[str]]) -> None:
        """Put the cells into these lines."""
        for line, names in zip(self._lines, lines, strict=False):
            for name in names:
                line.addWidget(self.cells[name], 1, Qt.AlignmentFlag.AlignBottom)
                self.cells[name].fit(one_line=len(lines) == 1)


def _stored(text: str) -> datetime | None:
    """Return the moment that a record holds as text, None for what is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


class RowListEditor(Editor):
    """Rows with the same columns. Value: tuple of `row_type` (a frozen dataclass), or of dict without one.

    A row in which nothing stands counts as not there. Enter goes to the row below and adds one after the last; Alt Up
    and Alt Down move a row, except where the focus is in a drop-down, which those keys open.
    """

    def __init__(
        self,
        columns: tuple[RowColumn, ...],
        row_type: type | None = None,
        add: str = "",
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._clock = clock or SystemClock()
        assert columns, "a list of rows needs columns"
        self._columns, self._row_type = columns, row_type
        self._hints = get_type_hints(row_type) if row_type is not None else {}
        self._name = self._description = ""
        self._read_only = False
        self._packed: list[list[str]] = []
        self.rows: list[_Row] = []
        self._begins = TabPlace(self)
        self.column.setSpacing(6)
        self.header = QWidget()
        head = QHBoxLayout(self.header)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(GAP)
        self._titles = [label("" if c.kind == "yes_no" else c.label, "caption") for c in columns]
        for title in self._titles:
            head.addWidget(title, 1)
        self._above_remove = QWidget()
        head.addWidget(self._above_remove)
        self.column.addWidget(self.header)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addLayout(self._rows)
        self.nothing = label(_("Nobody and nothing yet."), "hint")
        self.column.addWidget(self.nothing)
        self.add_button = Button(add or _("Add a row"), self.add_row, icon="plus", size="small")
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.take(self.add_button)
        self.setFocusProxy(None)  # Tab would go through this widget back to the first row
        self._renew()

    # -- the contract ---------------------------------------------------------------------------------

    def value(self) -> Any:
        return tuple(self._made(row) for row in self.rows if not row.is_empty())

    def set_value(self, value: Any) -> None:
        items = tuple(value or ())
        self._have(len(items))
        for row, item in zip(self.rows, items, strict=True):
            row.item = item if not isinstance(item, Mapping) else None
            row.show_values(item if isinstance(item, Mapping) else self._read(item))

    def draft_text(self) -> str:
        rows = [row.values() for row in self.rows if not row.is_empty()]
        return json.dumps(rows, ensure_ascii=False) if rows else ""

    def set_draft_text(self, text: str) -> None:
        kept = json.loads(text) if text else []
        known = [row.item for row in self.rows]
        self.set_value(tuple(kept))
        for row, item in zip(self.rows, known, strict=False):
            row.item = item  # what a row holds besides its cells stays

    def trouble(self) -> str:
        for number, row in enumerate(self.rows, 1):
            missing = self._missing(row)
            if missing:
                return _("Fill in “{label}” in row {n}, or take the row out.").format(
                    label=missing[0].column.label, n=number
                )
            if any(cell.is_unreadable() for cell in row.cells.values()):
                return _("Write a day and a time in row {n}, such as 27 May, 16:30.").format(n=number)
        return ""

    def asks(self) -> str:
        return _("Add at least one.")

    def mark_error(self, wrong: bool) -> None:
        missing = [cell for row in self.rows for cell in self._missing(row)]
        for row in self.rows:
            for cell in row.cells.values():
                bad = wrong and (cell in missing if missing else isinstance(cell.input, QLineEdit))
                theme.mark(cell.input, state="error" if bad else "")

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._renew()

    def describe(self, name: str, description: str) -> None:
        self._name, self._description = name, description
        self.setAccessibleName(name)
        self.add_button.setAccessibleName(_("{what}: {name}").format(what=self.add_button.text(), name=name))
        self.add_button.setAccessibleDescription(description)
        for number, row in enumerate(self.rows, 1):
            for cell in row.cells.values():
                cell.input.setAccessibleName(_("{label}, row {n}").format(label=cell.column.label, n=number))
                cell.input.setAccessibleDescription(f"{name}. {description}".strip())
            row.remove.setAccessibleName(_("Take row {n} out").format(n=number))
            row.remove.setAccessibleDescription(name)

    # -- rows -----------------------------------------------------------------------------------------

    def cell(self, row: int, name: str) -> QLineEdit | QComboBox | QCheckBox:
        """Return the input of a column in a row; rows are numbered from 0."""
        return self.rows[row].cells[name].input

    def set_choices(self, name: str, choices: Choices) -> None:
        """Offer other choices in a column of kind choice; what was chosen stays."""
        self._columns = tuple(replace(c, choices=choices) if c.name == name else c for c in self._columns)
        for row in self.rows:
            row.cells[name].set_choices(choices)

    def add_row(self) -> None:
        """Add an empty row at the end and go into it; an empty one that is there already is enough."""
        if not self.rows or not self.rows[-1].is_empty():
            self._have(len(self.rows) + 1)
            notify.announce(self, _("Row {n} added.").format(n=len(self.rows)))
        self.rows[-1].inputs()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def remove_row(self, at: int) -> None:
        """Take a row out; the focus goes to the one that stands there now."""
        row = self.rows.pop(at)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._renew()
        next_one = self.rows[min(at, len(self.rows) - 1)].inputs()[0] if self.rows else self.add_button
        next_one.setFocus(Qt.FocusReason.OtherFocusReason)
        notify.announce(self, _("Row {n} taken out.").format(n=at + 1))
        self.changed.emit()

    def move_row(self, at: int, by: int) -> None:
        """Move a row up (-1) or down (1), and the focus with it."""
        to = at + by
        if not 0 <= to < len(self.rows):
            return
        here, there = self.rows[at], self.rows[to]
        focused = next((i for i, one in enumerate(here.inputs()) if one.hasFocus()), 0)
        mine, theirs = here.values(), there.values()
        here.item, there.item = there.item, here.item
        here.show_values(theirs)
        there.show_values(mine)
        there.inputs()[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        notify.announce(self, _("Now row {n}.").format(n=to + 1))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self._read_only:
            at = next((i for i, row in enumerate(self.rows) if watched in row.inputs()), -1)
            if at >= 0 and self._press(at, watched, event):
                return True
        return super().eventFilter(watched, event)

    def _press(self, at: int, watched: QObject, event: QKeyEvent) -> bool:
        """Do what a key does in a row; False where it has its usual meaning."""
        if isinstance(watched, QComboBox):
            return False
        mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if mods == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(at, -1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not mods and not isinstance(watched, Button):
            if at == len(self.rows) - 1:
                self.add_row()
            else:
                column = next(i for i, one in enumerate(self.rows[at].inputs()) if one is watched)
                self.rows[at + 1].inputs()[column].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _have(self, count: int) -> None:
        """Have so many rows: new ones are empty."""
        while len(self.rows) > count:
            row = self.rows.pop()
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < count:
            row = self._made_row()
            self._rows.addWidget(row)
            row.show()  # at once, so that it can take the focus; the layout would show it later
            self.rows.append(row)
        self._renew()

    def _made_row(self) -> _Row:
        row = _Row(self._columns, self._clock.today)
        for cell in row.cells.values():
            if isinstance(cell.input, QLineEdit):
                cell.input.textEdited.connect(lambda _text: self.changed.emit())
            elif isinstance(cell.input, QComboBox):
                cell.input.activated.connect(lambda _index: self.changed.emit())
            else:
                cell.input.clicked.connect(lambda _checked=False: self.changed.emit())
        row.remove.clicked.connect(lambda _checked=False: self.remove_row(self.rows.index(row)))
        for one in row.inputs():
            one.installEventFilter(self)
        row.arrange(self._packed or [[column.name for column in self._columns]])
        return row

    def _renew(self) -> None:
        """Put inputs, names and the order of the focus right after rows came or went."""
        self._inputs = [one for row in self.rows for one in row.inputs()] + [self.add_button]
        self._begins.put_here(*self._inputs)
        for row in self.rows:
            row.remove.setVisible(not self._read_only)
            for cell in row.cells.values():
                if isinstance(cell.input, QLineEdit):
                    cell.input.setReadOnly(self._read_only)
                else:
                    cell.input.setEnabled(not self._read_only)
        self.add_button.setVisible(not self._read_only)
        self.nothing.setVisible(self._read_only and not self.rows)
        self._show_header()
        self.describe(self._name, self._description)

    def _missing(self, row: _Row) -> list[_Cell]:
        cells = row.cells.values()
        return [] if row.is_empty() else [cell for cell in cells if cell.column.needed and not cell.value()]

    def _read(self, item: Any) -> dict[str, Any]:
        found = {column.name: getattr(item, column.name) for column in self._columns}
        return {name: getattr(value, "value", value) for name, value in found.items()}

    def _made(self, row: _Row) -> Any:
        if self._row_type is None:
            return row.values()
        values = {name: as_kind(self._hints[name], value) for name, value in row.values().items()}
        return replace(row.item, **values) if row.item is not None else self._row_type(**values)

    # -- room -----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._packed:
            self._packed = []  # the text size may be another one
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: one cell and the button beside it, since cells can stand under one another."""
        wide = max(column.room for column in self._columns) + GAP + theme.px(32)
        return QSize(wide, self.column.minimumSize().height())

    def _arrange(self) -> None:
        room = self.width() - GAP - theme.px(32)
        lines: list[list[str]] = [[]]
        used = 0
        for column in self._columns:
            if lines[-1] and used + GAP + column.room > room:
                lines.append([])
                used = 0
            used += column.room + (GAP if lines[-1] else 0)
            lines[-1].append(column.name)
        if lines == self._packed:
            return
        self._packed = lines
        for row in self.rows:
            row.arrange(lines)
        for title, column in zip(self._titles, self._columns, strict=True):
            fixed = theme.px(column.width)
            title.setMinimumWidth(fixed)
            title.setMaximumWidth(fixed or MOST)
        self._above_remove.setFixedWidth(self.add_button.sizeHint().height())
        self._rows.setSpacing(6 if len(lines) == 1 else 14)
        self._show_header()
        self.updateGeometry()

    def _show_header(self) -> None:
        self.header.setVisible(len(self._packed) == 1 and bool(self.rows))
