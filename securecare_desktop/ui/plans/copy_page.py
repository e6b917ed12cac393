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
from .reading_hint import ReadingHint
from .room import GivesWay

NARROW = 900
PANEL_WIDTH = 320


class CopyPage(GivesWay, QWidget):
    """The young person's copy of one version. `left()` is sent when somebody goes back."""

    left = Signal()

    def __init__(self, tools: PlanTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.paper: VersionPaper | None = None
        self._ends: list[tuple[int, int]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._head = head = QHBoxLayout()
        head.setSpacing(12)
        self.back = Button(_("Back to the versions"), self.left.emit, icon="chevron-left", size="small")
        head.addWidget(self.back)
        self.title = label("", "strong", wrap=True)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        self.scroll = PageScroll(most_wide=820)
        beside.addWidget(self.scroll, 1)
        self.panel = QFrame()
        self.panel.setProperty("role", "panel")
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(1, 0, 0, 0)
        self.hint = ReadingHint()
        self.hint.wanted.connect(self._go_to)
        note = _("On the screen long sentences are underlined, for you as you write.")
        panel_scroll = PageScroll(margin=16)
        panel_scroll.column.addWidget(self.hint)
        panel_scroll.column.addWidget(label(note, "caption", wrap=True))
        panel_scroll.column.addStretch(1)
        inside.addWidget(panel_scroll)
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
        self.paper = VersionPaper(version, parts, goals, name, self._tools.clock.today(), plain=True)
        card.body.addWidget(self.paper)
        self.scroll.column.addWidget(card)
        self.scroll.column.addStretch(1)
        self.scroll.verticalScrollBar().setValue(0)
        self._ends, text = [], ""
        for part in parts:
            if part.text.strip():
                text += ("\n\n" if text else "") + part.text.strip()
                self._ends.append((len(text), part.section))
        self.hint.show_text(text)

    def _go_to(self, start: int, _end: int) -> None:
        """Show the section in which a long sentence stands."""
        section = next((section for end, section in self._ends if start < end), 0)
        if self.paper is not None and section in self.paper.sections:
            self.scroll.ensureWidgetVisible(self.paper.sections[section], 0, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the hint beside the copy where there is room."""
        super().resizeEvent(event)
        self.panel.setVisible(theme.room(self) >= NARROW)
        self.panel.setFixedWidth(theme.px(PANEL_WIDTH))
        side = 16 if theme.room(self) < 760 else 24
        self._head.setContentsMargins(side, 0, side, 0)
        self.scroll.column.setContentsMargins(side, 0, 16, 16)
