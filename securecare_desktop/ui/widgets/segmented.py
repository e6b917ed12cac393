"""Segments: one of a few, side by side, the chosen one filled. Arrow keys move, Tab goes on."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from .buttons import Button


class SegmentedControl(QFrame):
    """One of a few. `choices` are (key, words) or (key, words, icon); `chosen(key)` is sent when a person chooses.

    With `read_only` it only shows where something stands (before, during, moving on) and takes no focus.
    """

    chosen = Signal(str)

    def __init__(
        self,
        choices: tuple[tuple[str, ...], ...],
        value: str = "",
        *,
        small: bool = False,
        read_only: bool = False,
        says: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self._buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, (key, words, *icon) in enumerate(choices):
            made = _Segment(self, words, icon[0] if icon else "", small)
            first, last = index == 0, index == len(choices) - 1
            made.setProperty(
                "place", "only" if first and last else "first" if first else "last" if last else ""
            )
            made.clicked.connect(lambda _checked=False, key=key: self._choose(key))
            if read_only:
                made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons[key] = made
            row.addWidget(made, 0 if small else 1)
        self._value = ""
        self.setSizePolicy(
            QSizePolicy.Policy.Maximum if small else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )
        self.set_value(value)
        self.describe(says, "")

    def value(self) -> str:
        """Return the chosen key, empty for none."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show `value` as chosen; an unknown one shows nothing as chosen."""
        self._value = value if value in self._buttons else ""
        for index, (key, button) in enumerate(self._buttons.items()):
            button.setChecked(key == self._value)
            reachable = key == self._value or (not self._value and index == 0)
            if button.focusPolicy() != Qt.FocusPolicy.NoFocus:
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.ClickFocus)

    def buttons(self) -> tuple[Button, ...]:
        """Return the segments from left to right."""
        return tuple(self._buttons.values())

    def button(self, key: str) -> Button:
        """Return the segment of `key`."""
        return self._buttons[key]

    def describe(self, name: str, description: str) -> None:
        """Give every segment its accessible name, with the name of the whole as description."""
        self.setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleName(button.text().replace("&&", "&"))
            button.setAccessibleDescription(f"{name}. {description}".strip(". "))

    def step(self, by: int) -> None:
        """Choose the segment `by` places on."""
        keys = list(self._buttons)
        at = keys.index(self._value) if self._value in keys else -1 if by > 0 else len(keys)
        to = keys[max(0, min(len(keys) - 1, at + by))]
        self._choose(to)
        self._buttons[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, key: str) -> None:
        moved = key != self._value
        self.set_value(key)
        if moved:
            self.chosen.emit(key)


class _Segment(Button):
    def __init__(self, owner: SegmentedControl, words: str, icon: str, small: bool) -> None:
        super().__init__(words, icon=icon, kind="segment", size="small" if small else "")
        self._owner = owner
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Leave room for the words as they are when this one is chosen, which are bolder and wider."""
        bolder = QFont(self.font())
        bolder.setWeight(QFont.Weight.DemiBold)
        plain = self.fontMetrics().horizontalAdvance(self.text())
        more = max(0, QFontMetrics(bolder).horizontalAdvance(self.text()) - plain)
        hint = super().sizeHint()
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._owner.step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
