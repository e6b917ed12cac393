"""How a version reads on the young person's own copy: plain words in large type, and how hard they are to read.

The copy on paper is made in the dialog for packs.
"""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.plans import Goal, PlanPart, PlanVersion
from .. import theme
from ..widgets.buttons import Button
from ..widgets.card import Card, clear_layout
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from . import wording
from .needs import PlanTools
from .paper import VersionPaper
from .room import GivesWay

NARROW = 900
PANEL_WIDTH = 320


class CopyPage(GivesWay, QWidget):
    """The young person's copy of one version. `left()` is sent when somebody goes back."""

    left = Signal()

    def __init__(self, tools: PlanTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.setSpacing(12)
        self.back = Button(_("Back to the versions"), self.left.emit, icon="chevron-left", size="small")
        head.addWidget(self.back)
        self.title = label("", "strong", wrap=True)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        self.scroll = PageScroll(most_wide=820)
        self.scroll.column.setContentsMargins(24, 0, 16, 16)
        beside.addWidget(self.scroll, 1)
        self.panel = QFrame()
        self.panel.setProperty("role", "panel")
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(label(_("How hard it is to read"), "card-title"))
        inside.addStretch(1)
        beside.addWidget(self.panel)
        column.addLayout(beside, 1)

    def show_copy(
        self, version: PlanVersion, parts: tuple[PlanPart, ...], goals: Iterable[Goal], name: str
    ) -> None:
        """Show a version as the young person gets it."""
        words = _("{name}’s copy of {version}: large type, their words, and nothing that is for staff alone.")
        self.title.setText(words.format(name=name, version=wording.version_title(version).lower()))
        clear_layout(self.scroll.column)
        card = Card(inset=True)
        card.body.setContentsMargins(32, 24, 32, 24)
        card.body.addWidget(VersionPaper(version, parts, goals, name, self._tools.clock.today(), plain=True))
        self.scroll.column.addWidget(card)
        self.scroll.column.addStretch(1)
        self.scroll.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the hint beside the copy where there is room."""
        super().resizeEvent(event)
        self.panel.setVisible(theme.room(self) >= NARROW)
        self.panel.setFixedWidth(theme.px(PANEL_WIDTH))
