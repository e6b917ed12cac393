"""Help: what each key does and how the things that come up most are done, with a list of headings beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextCursor, QTextFormat, QTextTable
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from ...core.text import _
from .. import theme
from ..page import Page
from ..widgets.buttons import Button
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from .guide import help_text

HEADINGS_FROM = 760
_HEADING_PT = {1: 16.5, 2: 13.5, 3: 10.5}


class HelpPage(Page):
    """The page; `topics` are the links to its headings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Help"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 8, 8)
        row.setSpacing(16)
        self._contents = PageScroll(margin=0)
        self._contents.setFixedWidth(theme.px(232))
        self._contents.setProperty("region", True)
        row.addWidget(self._contents)
        self.text = QTextBrowser()
        self.text.setProperty("role", "guide")
        self.text.setProperty("region", True)
        self.text.setAccessibleName(_("Keys and user guide"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(16)
        row.addWidget(self.text, 1)
        self.topics: list[Button] = []
        self._dress()
        self._list_headings()
        theme.watch(self._dress)

    def reload(self) -> None:
        """The text does not change while the program runs."""

    def go_to(self, heading: str) -> None:
        """Scroll to a heading and put the cursor there, so that a screen reader goes on from it."""
        for block in self._headings():
            if block.text() == heading:
                self.text.setTextCursor(QTextCursor(block))
                top = self.text.document().documentLayout().blockBoundingRect(block).top()
                self.text.verticalScrollBar().setValue(int(top) - 8)
                self.text.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of headings gives way where there is little room."""
        super().resizeEvent(event)
        self._contents.setVisible(theme.room(self) >= HEADINGS_FROM)

    def _dress(self) -> None:
        """Set the text in the sizes in use; called again when they change."""
        document = self.text.document()
        document.setDefaultFont(theme.font())
        self.text.setMarkdown(help_text())
        for block in self._headings():
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            style = cursor.charFormat()
            style.setFont(theme.font(_HEADING_PT.get(block.blockFormat().headingLevel(), 10.5), 700))
            style.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            cursor.mergeCharFormat(style)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                plain = frame.format().toTableFormat()
                plain.setBorder(0)
                plain.setCellPadding(4)
                frame.setFormat(plain)
        self._contents.setFixedWidth(theme.px(232))

    def _headings(self) -> list[QTextBlock]:
        found = []
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                found.append(block)
            block = block.next()
        return found

    def _list_headings(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        column.addWidget(label(_("Help"), "page-title"))
        column.addSpacing(8)
        for block in self._headings():
            if block.blockFormat().headingLevel() == 2:
                heading = block.text()
                link = Button(
                    heading, lambda heading=heading: self.go_to(heading), kind="quiet", size="small"
                )
                column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
                self.topics.append(link)
        column.addStretch(1)
        self._contents.show_page(inside)
