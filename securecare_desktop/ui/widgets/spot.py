"""Where somebody is in a form: the name of a field and positions in it, never anything of what stands there."""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget


@dataclass(frozen=True, slots=True)
class Spot:
    """A field by its name, which of its inputs, and in text the cursor and the other end of what is selected."""

    field: str
    input: int = 0
    cursor: int = 0
    anchor: int = 0


def spot_in(widget: QWidget, field: str, number: int) -> Spot:
    """Return where the cursor is in an input, the `number`th of its field."""
    if isinstance(widget, QPlainTextEdit):
        at = widget.textCursor()
        return Spot(field, number, at.position(), at.anchor())
    line = _line_of(widget)
    if line is None:
        return Spot(field, number)
    cursor, start = line.cursorPosition(), line.selectionStart()
    if start < 0:
        return Spot(field, number, cursor, cursor)
    return Spot(field, number, cursor, start if cursor != start else line.selectionEnd())


def put_cursor(widget: QWidget, spot: Spot) -> None:
    """Put the cursor of an input back; where there is less text by now, at its end."""
    if isinstance(widget, QPlainTextEdit):
        most = len(widget.toPlainText())
        at = widget.textCursor()
        at.setPosition(min(spot.anchor, most))
        at.setPosition(min(spot.cursor, most), QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(at)
        return
    line = _line_of(widget)
    if line is not None:
        line.setCursorPosition(spot.cursor)
        if spot.anchor != spot.cursor:
            most = len(line.text())
            start = min(spot.anchor, most)
            line.setSelection(start, min(spot.cursor, most) - start)


def _line_of(widget: QWidget) -> QLineEdit | None:
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget if isinstance(widget, QLineEdit) else None
