"""A board for a session with a communication aid: options as tiles in the columns of a scale that has any words.

A tile is moved with the arrow keys, by dragging it, or with the drop-down under the board. No symbols are drawn.
"""

import json
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...core.text import _, lines, tidy
from ...domain.communication_aids import Placed
from .. import notify, theme
from .buttons import Button, PaintedButton, let_clicks_through
from .editors import Editor, QuietCombo, TextEditor
from .fields import KINDS
from .growing_text import GrowingText
from .labels import label

LINES, BOARD = "lines", "board"
"""Kinds of field: short words, one on each line (tuple of str); the board (tuple of Placed)."""
LEAST_COLUMN = 104
"""The least width of a column, in px at 100 % text size; with less room the columns stand under one another."""


class LinesEditor(TextEditor):
    """Short words, one on each line. Value: tuple of the lines."""

    def value(self) -> Any:
        return lines(tidy(self.text.toPlainText()))

    def set_value(self, value: Any) -> None:
        self.text.setPlainText("\n".join(value or ()))

    def set_draft_text(self, text: str) -> None:
        self.text.setPlainText(text)


class Tile(PaintedButton):
    """An option. Left and right move it, a click or Enter chooses it; `dropped` says where a drag ended."""

    moved = Signal(int)
    dropped = Signal(QPoint)

    def __init__(self, option: str) -> None:
        super().__init__("tile")
        self.setCheckable(True)
        self._pressed_at: QPoint | None = None
        self.is_dragged = False
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        self.words = label(option, wrap=True)
        row.addWidget(self.words)
        let_clicks_through(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is not None and self.isEnabled():
            self.moved.emit(way)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        far = QApplication.startDragDistance()
        if start is not None and (event.position().toPoint() - start).manhattanLength() >= far:
            self.is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self.is_dragged, self._pressed_at = self.is_dragged, False, None
        self.unsetCursor()
        super().mouseReleaseEvent(event)
        if was_dragged:
            self.dropped.emit(event.globalPosition().toPoint())


class BoardColumn(QFrame):
    """One column: its words, and the tiles that were put there."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(label(words, "caption-strong", wrap=True))
        self.tiles = QVBoxLayout()
        self.tiles.setSpacing(6)
        column.addLayout(self.tiles)
        column.addStretch(1)
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())


class BoardEditor(Editor):
    """The board. Value: tuple of Placed; `set_places` says which columns there are, from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self._places: tuple[str, ...] = ()
        self._placed: list[Placed] = []
        self._at = -1
        self._read_only = False
        self._name = self._description = ""
        self.tiles: list[Tile] = []
        self.columns: dict[str, BoardColumn] = {}
        self.column.setSpacing(8)
        self._make_line()
        self._board = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._board)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self.column.addWidget(self._board)
        self._make_detail()
        self.take(self.new)
        self._renew()

    def _make_line(self) -> None:
        self._adding = QWidget()
        row = QHBoxLayout(self._adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.new = QLineEdit()
        self.new.returnPressed.connect(self.add)
        row.addWidget(self.new, 1)
        self.add_button = Button(_("Add"), self.add, icon="plus", says=_("Add this option"))
        row.addWidget(self.add_button)
        self.column.addWidget(self._adding)

    def _make_detail(self) -> None:
        self.detail = QWidget()
        within = QVBoxLayout(self.detail)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(4)
        self._where = label("", "label", wrap=True)
        within.addWidget(self._where)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.place = QuietCombo()
        self.place.activated.connect(lambda _at: self._put(self._at, str(self.place.currentData() or "")))
        row.addWidget(self.place, 1)
        self.remove_button = Button("", self.remove, icon="trash-2", kind="quiet", says=_("Take it off"))
        row.addWidget(self.remove_button)
        within.addLayout(row)
        self._said_label = label(_("What they said with it"), "label", wrap=True)
        within.addWidget(self._said_label)
        self.said = GrowingText(1, "voice")
        self.said.textChanged.connect(self._on_said)
        within.addWidget(self.said)
        self.column.addWidget(self.detail)

    # -- the contract ---------------------------------------------------------------------------------

    def value(self) -> Any:
        return tuple(self._placed)

    def set_value(self, value: Any) -> None:
        self._placed = list(value or ())
        self._at = -1
        self._renew()

    def draft_text(self) -> str:
        kept = [[one.option, one.place, one.said] for one in self._placed]
        waiting = tidy(self.new.text())
        return json.dumps([kept, waiting], ensure_ascii=False) if kept or waiting else ""

    def set_draft_text(self, text: str) -> None:
        kept, waiting = json.loads(text) if text else ([], "")
        self.new.setText(waiting)
        self.set_value(Placed(option=option, place=place, said=said) for option, place, said in kept)

    def is_empty(self) -> bool:
        return not self._placed

    def asks(self) -> str:
        return _("Add at least one option.")

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._renew()

    def describe(self, name: str, description: str) -> None:
        self._name, self._description = name, description
        self.setAccessibleName(name)
        self.new.setAccessibleName(_("{name}: another option").format(name=name))
        self.new.setAccessibleDescription(description)
        self.place.setAccessibleName(self._where.text())
        self.said.setAccessibleName(self._said_label.text())
        for one, tile in zip(self._placed, self.tiles, strict=True):
            said = [one.option, one.place or _("not put anywhere yet")]
            tile.setAccessibleName(", ".join(said))
            tile.setAccessibleDescription(_("{name}. Left and right move it.").format(name=name))

    # -- what can be done -----------------------------------------------------------------------------

    def set_places(self, places: tuple[str, ...]) -> None:
        """Have these columns; what was put into one that is gone waits to be put somewhere again."""
        if places != self._places:
            self._places = places
            self._renew()

    def add(self) -> None:
        """Put the option that was typed on the board; it waits to be put somewhere."""
        option = tidy(self.new.text()).strip()
        if not option or self._read_only:
            return
        self._placed.append(Placed(option=option))
        self.new.clear()
        self._at = len(self._placed) - 1
        self._renew()
        self.changed.emit()

    def remove(self) -> None:
        """Take the chosen option off the board."""
        if 0 <= self._at < len(self._placed):
            self._placed.pop(self._at)
            self._at = -1
            self._renew()
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _choose(self, at: int) -> None:
        self._at = at
        self._show_detail()

    def _move(self, at: int, by: int) -> None:
        order = ("", *self._places)
        now = self._placed[at].place
        to = (order.index(now) if now in order else 0) + by
        if 0 <= to < len(order):
            self._put(at, order[to])
            self.tiles[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, at: int, where: QPoint) -> None:
        for place, column in self.columns.items():
            if column.rect().contains(column.mapFromGlobal(where)):
                self._put(at, place)
                return

    def _put(self, at: int, place: str) -> None:
        if self._read_only or not 0 <= at < len(self._placed):
            return
        one = self._placed[at]
        self._at = at
        self._placed[at] = Placed(option=one.option, place=place, said=one.said)
        self._renew()
        notify.announce(
            self,
            _("{option}: {place}").format(option=one.option, place=place or _("not put anywhere yet")),
        )
        self.changed.emit()

    def _on_said(self) -> None:
        if 0 <= self._at < len(self._placed):
            one, said = self._placed[self._at], tidy(self.said.toPlainText()).strip()
            if said != one.said:
                self._placed[self._at] = Placed(option=one.option, place=one.place, said=said)
                self.changed.emit()

    # -- how it looks ---------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Draw the columns and tiles anew, in the order they were given."""
        while (item := self._box.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        waits = any(one.place not in self._places for one in self._placed)
        self.columns, self.tiles = {}, []
        for place in (*(("",) if waits or not self._places else ()), *self._places):
            self.columns[place] = BoardColumn(place or _("Not put anywhere yet"))
            self._box.addWidget(self.columns[place], 1)
        for at, one in enumerate(self._placed):
            tile = Tile(one.option)
            tile.setEnabled(not self._read_only)
            tile.clicked.connect(lambda _on=False, at=at: self._choose(at))
            tile.moved.connect(lambda by, at=at: self._move(at, by))
            tile.dropped.connect(lambda where, at=at: self._drop(at, where))
            self.tiles.append(tile)
            self.columns[one.place if one.place in self._places else ""].tiles.addWidget(tile)
        self._inputs = [self.new, self.add_button, *self.tiles, self.place, self.said, self.remove_button]
        for tile in self.tiles:
            tile.installEventFilter(self)
        self._adding.setVisible(not self._read_only)
        self._show_detail()
        self._fit()
        self.describe(self._name, self._description)

    def _show_detail(self) -> None:
        """Show where the chosen option is and what was said with it."""
        there = 0 <= self._at < len(self._placed)
        for at, tile in enumerate(self.tiles):
            tile.setChecked(at == self._at)
        self.detail.setVisible(there and not self._read_only)
        if not there:
            return
        one = self._placed[self._at]
        self._where.setText(_("Where “{option}” was put").format(option=one.option))
        self.place.clear()
        for place in ("", *self._places):
            self.place.addItem(place or _("Not put anywhere yet"), place)
        self.place.setCurrentIndex(max(0, self.place.findData(one.place)))
        if tidy(self.said.toPlainText()).strip() != one.said:
            self.said.setPlainText(one.said)
        self.place.setAccessibleName(self._where.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() >= len(self.columns) * theme.px(LEAST_COLUMN)
        way = QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)


KINDS[LINES] = lambda field, _clock: LinesEditor(field.rows, field.example)
KINDS[BOARD] = lambda _field, _clock: BoardEditor()
