"""Tiles: a name with initials to choose at sign-in, and a choice with a second line (which edition)."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from .. import theme
from .buttons import PaintedButton, let_clicks_through
from .labels import IconLabel, label


def initials(name: str) -> str:
    """Return up to two capital initials of a name: "Denise Okafor" gives "DO"."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    chosen = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in chosen)


class _Initials(QLabel):
    """A square with initials that grows with the text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "initials")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(36), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Tile(PaintedButton):
    """A person to choose: initials, name, role. Checkable; the chosen one has a tick."""

    def __init__(self, name: str, second: str = "", parent: QWidget | None = None) -> None:
        super().__init__("tile", parent)
        self.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        self._initials = _Initials(initials(name))
        self._tick = IconLabel("check", "text", 18)
        policy = self._tick.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._tick.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(label(name, "strong"))
        if second:
            words.addWidget(label(second, "caption"))
        words.addStretch(1)
        row.addWidget(self._initials)
        row.addLayout(words, 1)
        row.addWidget(self._tick)
        let_clicks_through(self)
        self.setAccessibleName(f"{name}, {second}" if second else name)
        self.toggled.connect(self._show_checked)
        self._show_checked(False)

    def _show_checked(self, checked: bool) -> None:
        self._tick.setVisible(checked)
        theme.mark(self._initials, state="chosen" if checked else "")


class ChoiceTile(PaintedButton):
    """One of a few ways, with a second line and an icon; radio button and frame show what is chosen."""

    def __init__(self, title: str, second: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__("tile", parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(2)  # a radio button without words still has the room before them
        self._radio = QRadioButton()
        self._radio.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._radio.setAutoExclusive(False)
        self._radio.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._radio.setAccessibleName(title)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "strong"))
        self.second = label(second, "caption", wrap=True)
        words.addWidget(self.second)
        row.addWidget(self._radio)
        row.addLayout(words, 1)
        row.addWidget(IconLabel(icon, "text", 18))
        let_clicks_through(self)
        self._title = title
        self.show_second(second)
        self.toggled.connect(self._radio.setChecked)

    def show_second(self, second: str) -> None:
        """Show another second line, such as how many pages it has come to."""
        self.second.setText(second)
        self.setAccessibleName(f"{self._title}, {second}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
