"""The inputs of a form behind one contract: value, text for the draft, empty, trouble, error mark.

Days and times are in date_editors, the young person's own words in own_words.
"""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ...core.text import _, tidy
from .. import theme
from .caps_lock import CapsLockNote
from .growing_text import GrowingText
from .line_button import LineWithButton
from .looks import Looks
from .segmented import SegmentedControl
from .spot import Spot, put_cursor, spot_in

Choices = tuple[tuple[str, str], ...]
"""(key, what the person reads) pairs."""


class Editor(QWidget):
    """One input. `changed`: typed or chosen; `entered`: the focus came here; `left`: it went elsewhere."""

    changed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self._inputs: list[QWidget] = []
        self._last: QObject | None = None

    def take(self, *inputs: QWidget) -> None:
        """Name the widgets that take the focus, the first one first."""
        self._inputs.extend(inputs)
        for one in inputs:
            one.installEventFilter(self)
        if self.focusProxy() is None:
            self.setFocusProxy(inputs[0])

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the widgets that take the focus."""
        return tuple(self._inputs)

    def focus_target(self) -> QWidget:
        """Return the input that the focus goes to from elsewhere."""
        usable = [one for one in self._inputs if one.isEnabled() and not one.isHidden()]
        return usable[0] if usable else self

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._last = watched
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut:
            now = QApplication.focusWidget()
            if now is None or not self.isAncestorOf(now):
                self.leave()
        return False

    def leave(self) -> None:
        """The focus has gone elsewhere: tidy up what was typed and say so."""
        self.left.emit()

    def spot(self, field: str) -> Spot:
        """Return where the cursor is or was last, with `field` as the name of this input."""
        at = next((number for number, one in enumerate(self._inputs) if one is self._last), 0)
        return spot_in(self._inputs[at], field, at) if self._inputs else Spot(field)

    def go_to(self, spot: Spot) -> None:
        """Put focus and cursor back to a spot that `spot` gave."""
        there = self._inputs[spot.input] if spot.input < len(self._inputs) else self.focus_target()
        usable = there.isEnabled() and not there.isHidden()
        (there if usable else self.focus_target()).setFocus(Qt.FocusReason.OtherFocusReason)
        if usable:
            put_cursor(there, spot)

    def value(self) -> Any:
        """Return what was entered, in the type of the field's kind."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def draft_text(self) -> str:
        """Return the state of the input as text, also when it cannot be read yet."""
        return str(self.value() or "")

    def set_draft_text(self, text: str) -> None:
        """Show a state that `draft_text` gave."""
        self.set_value(text)

    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return not self.draft_text().strip()

    def trouble(self) -> str:
        """Return what to put right where what was typed cannot be read, else an empty text."""
        return ""

    def asks(self) -> str:
        """Return what to do where a needed field is empty."""
        return _("Write something here.")

    def mark_error(self, wrong: bool) -> None:
        """Show or take away the error edge."""
        for one in self._inputs:
            theme.mark(one, state="error" if wrong else "")

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting anybody change it."""
        for one in self._inputs:
            if isinstance(one, QLineEdit | QPlainTextEdit):
                one.setReadOnly(read_only)
            else:
                one.setEnabled(not read_only)

    def describe(self, name: str, description: str) -> None:
        """Give the inputs their accessible name and description."""
        for one in self._inputs:
            one.setAccessibleName(name)
            one.setAccessibleDescription(description)


class LineEditor(Editor):
    """One line of text. Value: str."""

    def __init__(self, example: str = "", line: QLineEdit | None = None) -> None:
        super().__init__()
        self.line = line or QLineEdit()
        self.line.setPlaceholderText(example)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.column.addWidget(self.line)
        self.take(self.line)

    def value(self) -> Any:
        return tidy(self.line.text()).strip()

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)


class NumberEditor(LineEditor):
    """A whole number between `least` and `most`. Value: int or None."""

    def __init__(self, least: int = 0, most: int = 9999) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.line.setMaximumWidth(theme.px(120))

    def value(self) -> Any:
        try:
            number = int(self.line.text())
        except ValueError:
            return None
        return number if self._least <= number <= self._most else None

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))

    def draft_text(self) -> str:
        return self.line.text().strip()

    def trouble(self) -> str:
        if self.is_empty() or self.value() is not None:
            return ""
        return _("Write a whole number from {least} to {most}.").format(least=self._least, most=self._most)

    def asks(self) -> str:
        return _("Write a number.")


class PasswordEditor(LineEditor):
    """A password, with an eye to see it and a note while Caps Lock is on. Value: str, as typed; never drafted."""

    def __init__(self, size: str = "") -> None:
        self.eye_line = LineWithButton("eye", _("Show the password"), by_tab=True)
        super().__init__(line=self.eye_line)
        self.line.setProperty("scale", size)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.eye_line.pressed_button.connect(
            lambda: self.reveal(self.line.echoMode() == QLineEdit.EchoMode.Password)
        )
        self.column.addWidget(CapsLockNote(self.line))

    def reveal(self, seen: bool) -> None:
        """Show the password in plain letters, or hide it again."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
        if seen:
            self.eye_line.show_button("eye-off", _("Hide the password"))
        else:
            self.eye_line.show_button("eye", _("Show the password"))

    def value(self) -> Any:
        return self.line.text()

    def draft_text(self) -> str:
        return ""

    def set_draft_text(self, text: str) -> None:
        """A password is never in a draft."""

    def is_empty(self) -> bool:
        return not self.line.text()

    def asks(self) -> str:
        return _("Write the password.")


class TextEditor(Editor):
    """Text of several lines; in honey with the role "voice", with hints on words where `hints` says so. Value: str."""

    def __init__(
        self,
        rows: int = 3,
        example: str = "",
        role: str = "",
        *,
        hints: Looks | None = None,
        most_rows: int = 0,
    ) -> None:
        super().__init__()
        self.text = GrowingText(rows, role, most_rows)
        if hints is not None:
            from .hints import HintMarks  # with all that it needs, which the sign-in window does without

            self.text.marks = HintMarks(self.text, hints)
        self.text.setPlaceholderText(example)
        self.text.textChanged.connect(self.changed)
        self.column.addWidget(self.text)
        self.take(self.text)

    def value(self) -> Any:
        return tidy(self.text.toPlainText()).strip()

    def set_value(self, value: Any) -> None:
        self.text.setPlainText(str(value or ""))

    def draft_text(self) -> str:
        return tidy(self.text.toPlainText())

    def set_draft_text(self, text: str) -> None:
        self.set_value(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)  # where somebody goes on writing

    def describe(self, name: str, description: str) -> None:
        super().describe(name, description)
        if self.text.marks is not None:
            self.text.marks.describe(name, description)


class QuietCombo(QComboBox):
    """A drop-down that does not change its value when the page is scrolled over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as Qt does, but end words that have no room with an ellipsis instead of cutting through them."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control, words = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, words, self).width() - 4
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room
        )
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
            return
        super().keyPressEvent(event)


class ChoiceEditor(Editor):
    """One of several, in a drop-down. Value: the key, empty for none yet."""

    def __init__(self, choices: Choices, optional: bool) -> None:
        super().__init__()
        self.combo = QuietCombo()
        self._nothing = _("None") if optional else _("Choose one")
        self._choices: Choices = ()
        self.set_choices(choices)
        self.combo.activated.connect(lambda _index: self.changed.emit())
        self.column.addWidget(self.combo)
        self.take(self.combo)

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices; what was chosen stays chosen if it is among them."""
        chosen = self.value() if self._choices else ""
        self._choices = tuple(choices)
        self.combo.clear()
        for key, words in (("", self._nothing), *self._choices):
            self.combo.addItem(words, key)
        self.set_value(chosen)

    def value(self) -> Any:
        return self.combo.currentData() or ""

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(max(0, self.combo.findData(str(value or ""))))

    def asks(self) -> str:
        return _("Choose one.")


class ChoicesEditor(Editor):
    """Several of several, as tick boxes, under one another where there is no room for `columns` of them.

    Value: tuple of keys in the order of the choices.
    """

    def __init__(self, choices: Choices, columns: int = 2) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._most = self._columns = columns
        self._name = self._description = ""
        self.column.addLayout(self._grid)
        self.set_choices(choices)

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices; what was ticked stays ticked if it is among them."""
        ticked = self.value()
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self._boxes, self._inputs = {}, []
        self.setFocusProxy(None)
        for key, words in choices:
            box = QCheckBox(words.replace("&", "&&"))
            box.setChecked(key in ticked)
            box.clicked.connect(lambda _checked=False: self.changed.emit())
            self._boxes[key] = box
            self.take(box)
        self._place()
        self.describe(self._name, self._description)

    def _place(self) -> None:
        for index, box in enumerate(self._boxes.values()):
            at = divmod(index, self._columns)
            self._grid.addWidget(box, *at, Qt.AlignmentFlag.AlignLeft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = self._most if self._needs(self._most) <= event.size().width() else 1
        if columns != self._columns:
            self._columns = columns
            self._place()
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: as wide as the widest box, since they can stand under one another."""
        return QSize(self._needs(1), self._grid.minimumSize().height())

    def _needs(self, columns: int) -> int:
        """Return the width that the boxes need in so many columns, in px."""
        boxes = [box.sizeHint().width() for box in self._boxes.values()]
        widest = [max(boxes[column::columns], default=0) for column in range(columns)]
        return sum(widest) + self._grid.horizontalSpacing() * (columns - 1)

    def value(self) -> Any:
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        for key, box in self._boxes.items():
            box.setChecked(key in tuple(value or ()))

    def draft_text(self) -> str:
        return "\n".join(self.value())

    def set_draft_text(self, text: str) -> None:
        self.set_value(tuple(text.split("\n")))

    def asks(self) -> str:
        return _("Tick at least one.")

    def describe(self, name: str, description: str) -> None:
        self._name, self._description = name, description
        self.setAccessibleName(name)
        for box in self._boxes.values():
            box.setAccessibleName(box.text().replace("&&", "&"))
            box.setAccessibleDescription(f"{name}. {description}".strip())


class SegmentsEditor(Editor):
    """One of a few, side by side. Value: the key, empty for none yet."""

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.segments = SegmentedControl(tuple(choices))
        self.segments.chosen.connect(lambda _key: self.changed.emit())
        self.column.addWidget(self.segments)
        self.take(*self.segments.buttons())

    def value(self) -> Any:
        return self.segments.value()

    def set_value(self, value: Any) -> None:
        self.segments.set_value(str(value or ""))

    def focus_target(self) -> QWidget:
        chosen = [one for one in self.segments.buttons() if one.isChecked()]
        return chosen[0] if chosen else super().focus_target()

    def asks(self) -> str:
        return _("Choose one.")

    def mark_error(self, wrong: bool) -> None:
        theme.mark(self.segments, state="error" if wrong else "")

    def describe(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.segments.describe(name, description)


class YesNoEditor(SegmentsEditor):
    """Yes or no. Value: True, False, or None for no answer yet."""

    def __init__(self) -> None:
        super().__init__((("yes", _("Yes")), ("no", _("No"))))
        self.segments.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def value(self) -> Any:
        return {"yes": True, "no": False}.get(self.segments.value())

    def set_value(self, value: Any) -> None:
        self.segments.set_value("" if value is None else "yes" if value else "no")

    def draft_text(self) -> str:
        return self.segments.value()

    def set_draft_text(self, text: str) -> None:
        self.segments.set_value(text)

    def asks(self) -> str:
        return _("Choose yes or no.")
