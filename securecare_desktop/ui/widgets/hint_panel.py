"""The small panel beside a word: why there is a hint, words to choose, and the ways to leave it.

What a choice does is for whoever opens it (hints.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _, quoted
from .. import theme
from .buttons import Button
from .labels import IconLabel, label, line
from .page_scroll import PageScroll

GAP = 6
LEAST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it says, its icon, and what it does."""

    text: str
    icon: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Saying:
    """What a panel says: the word, why there is a hint, words to choose, ways to leave it, and small print."""

    word: str
    why: str
    words: tuple[Choice, ...]
    leave: tuple[Choice, ...]
    say: str = ""
    small: tuple[str, ...] = ()


class HintPanel(QFrame):
    """Lies over the page beside a word in `text`; goes when the focus leaves both. `closed` is sent when it has gone.

    `next_wanted` asks for the next hint (F7), `back_wanted` for the text (Esc).
    """

    closed = Signal()
    next_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, host: QWidget, saying: Saying, text: QWidget, word_at: QRect) -> None:
        super().__init__(host)
        self._host, self._text, self._word_at = host, text, word_at
        self.setProperty("role", "hint-panel")
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(theme.current().high_contrast)  # which has no style sheet to do it
        self.setAccessibleName(_("Hint on {word}").format(word=quoted(saying.word)))
        self.setAccessibleDescription(" ".join(part for part in (saying.why, saying.say) if part))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        self._scroll = PageScroll(margin=16)
        self._scroll.column.setSpacing(8)
        outer.addWidget(self._scroll)
        self.buttons: list[Button] = []
        self._fill(saying)
        for button in self.buttons:
            button.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow)
        self._place()
        self.show()
        self.raise_()
        QTimer.singleShot(0, self, self._place)  # the words know how tall they are once they are shown

    def take_focus(self) -> None:
        """Put the focus on the first choice."""
        self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def holds_focus(self) -> bool:
        """Whether the focus is inside."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def close_panel(self) -> None:
        """Go away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()
            self.deleteLater()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        """Walk through the choices with the arrow keys; Tab does the same."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}
        key = Qt.Key(event.key())
        if key in step and watched in self.buttons:
            at = (self.buttons.index(watched) + step[key]) % len(self.buttons)
            self.buttons[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif event.key() == Qt.Key.Key_F7:
            self.next_wanted.emit()

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Go away where the focus goes neither here nor into the text; not where another program has it."""
        if now is not None and now is not self._text and not self.isAncestorOf(now):
            self.close_panel()

    def _fill(self, saying: Saying) -> None:
        column = self._scroll.column
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("lightbulb", "focus", 18), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(quoted(saying.word), "sheet-title", wrap=True), 1)
        column.addLayout(head)
        for text in (saying.why, saying.say):
            if text:
                column.addWidget(label(text, wrap=True))
        self._put(_("You could write"), saying.words)
        self._put(_("Or leave it") if saying.words else _("Leave it"), saying.leave)
        for text in saying.small:
            column.addWidget(label(text, "caption", wrap=True))
        column.addStretch(1)

    def _put(self, heading: str, choices: tuple[Choice, ...]) -> None:
        if not choices:
            return
        column = self._scroll.column
        if self.buttons:
            column.addWidget(line())
        column.addWidget(label(heading, "label"))
        for choice in choices:
            button = Button(choice.text, choice.act, icon=choice.icon)
            button.setProperty("place", "choice")
            column.addWidget(button)
            self.buttons.append(button)

    def _place(self) -> None:
        """Stand under the word, above it where there is more room, and never outside the page."""
        host, word = self._host, self._word_at
        wide = min(theme.px(theme.width("hint_panel")), host.width() - 16)
        holder = self._scroll.widget()
        needed = max(holder.heightForWidth(wide - 2), 60) + 4 if holder is not None else 60
        below, above = host.height() - word.bottom() - GAP - 8, word.top() - GAP - 8
        under = needed <= below or below >= above
        room = below if under else above
        left = max(8, min(word.left(), host.width() - wide - 8))
        if room < min(needed, theme.px(LEAST)):  # then over the word, which stands in the panel too
            tall = min(needed, host.height() - 16)
            top = max(8, min(word.bottom() + GAP, host.height() - tall - 8))
        else:
            tall = min(needed, room)
            top = word.bottom() + GAP if under else word.top() - GAP - tall
        self.setGeometry(left, top, wide, tall)
