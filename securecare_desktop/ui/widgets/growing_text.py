"""The text field of every form: it grows with what is written, shows hints on words, and goes on with Tab."""

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy

from .stretches import StretchedText

if TYPE_CHECKING:
    from .hints import HintMarks

EDGE = 13
"""The border and the padding above and below, in px, and the one without which Qt holds that the last line does not fit."""
MEASURED = 400
"""Of more paragraphs the height is reckoned from their lines, as measuring all would take longer than a key may."""


class GrowingText(StretchedText):
    """Plain text that grows with what is written, so that only the page scrolls. Tab goes on to the next field.

    With `most_rows` it grows to that height and scrolls by itself from there. `marks` underlines what there are hints
    on, where somebody has set it.
    """

    def __init__(self, rows: int = 3, role: str = "", most_rows: int = 0) -> None:
        super().__init__()
        self._rows, self._most_rows = max(1, rows), most_rows
        self.marks: HintMarks | None = None
        self.setProperty("role", role)
        self.setTabChangesFocus(True)
        if not most_rows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())
        self.cursorPositionChanged.connect(self._keep_cursor_in_sight)

    def sizeHint(self) -> QSize:
        first, margins = self.document().firstBlock(), 2 * self.document().documentMargin()
        line = first.layout().lineAt(0).height() if first.layout().lineCount() else 0.0
        line = line or float(self.fontMetrics().lineSpacing())
        needed = max(self._rows * line, self._written(line))
        if self._most_rows:
            needed = min(needed, max(self._rows, self._most_rows) * line)
        return QSize(240, ceil(needed + margins) + EDGE)

    def _written(self, line: float) -> float:
        """Return how high all lines are; letters of other scripts make some of them higher than `line`."""
        if self.document().blockCount() > MEASURED:
            return self.document().size().height() * line
        block, high = self.document().firstBlock(), 0.0
        while block.isValid():
            high += self.blockBoundingRect(block).height()
            block = block.next()
        return high - self.document().documentMargin()  # which the first paragraph counts as its own

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.marks is not None:
            self.marks.paint(event.rect())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The Menu key opens the choices for the word at the cursor, where there are any."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key and self.marks is not None and self.marks.open_at_cursor():
            return
        super().contextMenuEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, unless this field scrolls by itself and has further to go."""
        bar = self.verticalScrollBar()
        down = event.angleDelta().y() < 0
        if self._most_rows and bar.value() != (bar.maximum() if down else bar.minimum()):
            super().wheelEvent(event)
        else:
            event.ignore()

    def _keep_cursor_in_sight(self) -> None:
        if not self.hasFocus():
            return
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and area.widget() is not None:
            at = self.viewport().mapTo(area.widget(), self.cursorRect().center())
            area.ensureVisible(at.x(), at.y(), 0, self.cursorRect().height() * 2)
