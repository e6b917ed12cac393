"""Words and icons that stand still: labels that never read record text as markup, icon labels, lines.

Text from a record may hold `<b>` or `&`; a QLabel would interpret it. So no screen makes a QLabel itself.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from .. import icons, theme
from ..markup import escaped, tip

LONG = 2000
"""From so many wrapped characters on a label is measured once for each width: a layout asks again and again."""

LINE = 80
"""How many characters such a label would have on a line, if it were asked."""


class _Words(QLabel):
    """A label whose least height is one line: how high wrapped words really are follows from their width."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return (
            QSize(hint.width(), min(hint.height(), self.fontMetrics().height())) if self.wordWrap() else hint
        )


class _LongWords(QLabel):
    """The same for a long plain text. A class of its own: each function of Qt's that Python takes over costs the rest.

    What was measured is kept with the text and face it is true for, and never missing, also while the label goes.
    """

    _measured: tuple[str, str, Mapping[int, int]] = ("", "", {})

    def minimumSizeHint(self) -> QSize:
        longest = max(self.text().split(), key=len, default="")
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(longest), metrics.height())

    def sizeHint(self) -> QSize:
        wide = max(LINE * self.fontMetrics().averageCharWidth(), self.minimumSizeHint().width())
        return QSize(wide, self.heightForWidth(wide))

    def heightForWidth(self, width: int) -> int:
        text, face, heights = self._measured
        if (text, face) != (self.text(), self.font().toString()):
            text, face, heights = self.text(), self.font().toString(), {}
        if width not in heights:
            heights = {**heights, width: super().heightForWidth(width)}
            self._measured = (text, face, heights)
        return heights[width]


def label(text: str, role: str = "", tone: str = "", wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label showing exactly `text`.

    `role` is one of the style sheet's (hint, caption, second, strong, label, heading, card-title, page-title,
    name, sheet-title, meta, key); `tone` a state colour (late, soon, done, info, quiet, accent, text-2).
    """
    made = _LongWords() if wrap and len(text) > LONG else _Words()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    _let_wrap(made, wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def strong_label(strong: str, rest: str = "", role: str = "", wrap: bool = False, after: str = "") -> QLabel:
    """Return a label with its first words in 600, then `rest`, then `after` in 600 again. All taken literally."""
    made = _Words()
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(rich(strong, rest, after))
    made.setAccessibleName(f"{strong}{rest}{after}")
    made.setProperty("role", role)
    _let_wrap(made, wrap)
    return made


def rich(strong: str, rest: str = "", after: str = "") -> str:
    """Return rich text with `strong` and `after` in 600 and everything escaped."""
    parts = []
    for text, is_strong in ((strong, True), (rest, False), (after, True)):
        if text:
            safe = escaped(text).replace("\n", "<br>")
            parts.append(f'<span style="font-weight:600">{safe}</span>' if is_strong else safe)
    return "".join(parts)


def _let_wrap(made: QLabel, wrap: bool) -> None:
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)


class IconLabel(QWidget):
    """An icon that stands beside words; it grows with the text and follows the theme."""

    def __init__(self, name: str, colour: str = "text", size: int = 16, says: str = "") -> None:
        super().__init__()
        self._name, self._colour, self._size = name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if says:
            self.setAccessibleName(says)
            self.setToolTip(tip(says))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()  # the text size may be another one

    def icon(self) -> str:
        """Return which icon is shown."""
        return self._name

    def show_icon(self, name: str, colour: str = "text") -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self._colour if self.isEnabled() else "disabled-text"
        icons.paint(QPainter(self), self._name, QRect(0, 0, self.width(), self.height()), colour)


class IconText(QWidget):
    """An icon with a word or two: "Late", "Law", "told the same day". `tone` colours both."""

    def __init__(
        self,
        icon: str,
        text: str,
        tone: str = "",
        *,
        role: str = "caption",
        strong: bool = False,
        size: int = 14,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._tone = tone or "text-2"
        self._icon = IconLabel(icon, self._tone, size)
        words = label(text, role, tone, wrap=wrap)
        if strong:
            words = strong_label(text, role=role)
            words.setProperty("tone", tone)
        self.words = words
        top = Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._icon, 0, top)
        if wrap:
            row.addWidget(words, 1)
        else:
            row.addWidget(words, 0, top)
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def icon(self) -> str:
        """Return which icon is shown."""
        return self._icon.icon()

    def show_icon(self, name: str) -> None:
        """Show another icon, in the same tone."""
        self._icon.show_icon(name, self._tone)


def line() -> QFrame:
    """Return a thin line between two parts."""
    made = QFrame()
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made
