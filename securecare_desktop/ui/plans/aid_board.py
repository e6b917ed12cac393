"""Where options were put in a session with a communication aid, to be read: one column for each place of its scale.

The board on which they are put is widgets/board. Nobody's symbols are drawn: only the words.
"""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.communication_aids import AidSession, Placed
from .. import theme
from ..widgets.card import VoiceBand
from ..widgets.labels import label

LEAST_COLUMN = 120
"""The least width of a column, in px at 100 % text size; with less room the columns stand under one another."""


class PlacedColumn(QFrame):
    """One place of the scale: its words, and under them what was put there with what was said."""

    def __init__(self, words: str, placed: tuple[Placed, ...]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(label(words, "caption-strong", wrap=True))
        for one in placed:
            column.addWidget(label(one.option, wrap=True, selectable=True))
            if one.said.strip():
                column.addWidget(VoiceBand(one.said, size="small"))
        if not placed:
            column.addWidget(label(_("nothing"), "caption"))
        column.addStretch(1)
        options = ", ".join(one.option for one in placed) or _("nothing")
        self.setAccessibleName(_("{place}: {options}").format(place=words, options=options))

    def high(self, width: int) -> int:
        """Return how high it is at a width."""
        return max(self.minimumSizeHint().height(), self.heightForWidth(width))


class PlacedBoard(QWidget):
    """The columns from left to right; what was put nowhere stands in a last one."""

    def __init__(self, session: AidSession) -> None:
        super().__init__()
        self.columns: dict[str, PlacedColumn] = {}
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for place in session.scale:
            self._add(place, place, tuple(one for one in session.placed if one.place == place))
        nowhere = tuple(one for one in session.placed if one.place not in session.scale)
        if nowhere:
            self._add("", _("Not put anywhere"), nowhere)

    def _add(self, place: str, words: str, placed: tuple[Placed, ...]) -> None:
        self.columns[place] = PlacedColumn(words, placed)
        self._box.addWidget(self.columns[place], 1)

    def _are_beside(self, width: int) -> bool:
        return width >= len(self.columns) * theme.px(LEAST_COLUMN)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the columns are at this width, beside each other or under one another."""
        columns, gap = self.columns.values(), self._box.spacing()
        if self._are_beside(width):
            each = (width - gap * (len(columns) - 1)) // len(columns)
            return max(column.high(each) for column in columns)
        return sum(column.high(width) for column in columns) + gap * (len(columns) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns beside each other while there is room."""
        super().resizeEvent(event)
        beside = self._are_beside(event.size().width())
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
