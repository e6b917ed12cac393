"""The input for a password that somebody chooses: typed, or three random words that the program offers."""

import secrets
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from ...core.text import _
from ...domain.passwords import three_words
from .. import theme
from .buttons import Button
from .editors import PasswordEditor

_LEAST_LINE = 280  # for three words at sight; where there is less room, the button stands under the line


class NewPasswordEditor(PasswordEditor):
    """A password to choose, with a button that fills in three words and shows them. Value: str, as typed.

    What was offered stays hidden from nobody: it has to be seen to be kept. Emptying the field hides it again.
    """

    def __init__(self, size: str = "") -> None:
        super().__init__(size)
        self._whose: Callable[[], str] = str
        self.suggest = Button(_("Suggest three words"), self._offer, kind="quiet", size="small")
        self.suggest.installEventFilter(self)  # to go from here to the field is not to leave the input
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(4)
        self.column.removeWidget(self.line)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.suggest)
        self._row.setAlignment(self.suggest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.column.insertLayout(0, self._row)

    def say_whose(self, name: Callable[[], str]) -> None:
        """Say how to learn whose password this will be: no part of the name is offered."""
        self._whose = name

    def set_value(self, value: object) -> None:
        super().set_value(value)
        if not value:
            self.reveal(False)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.suggest.setVisible(not read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= theme.px(_LEAST_LINE) + self.suggest.sizeHint().width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: as wide as the wider of the two, since they can stand under one another."""
        wide = max(self.line.minimumSizeHint().width(), self.suggest.minimumSizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())

    def _offer(self) -> None:
        self.set_value(three_words(secrets.choice, self._whose()))
        self.reveal(True)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.end(False)
        self.suggest.show_text(_("Suggest other words"))
        self.changed.emit()
