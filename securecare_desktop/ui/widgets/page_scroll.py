"""The one thing that scrolls: a page, downwards only. It follows the focus."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from .. import theme
from .card import clear_layout

MOST_FITTINGS = 6
"""How often a page and its scroll bar are fitted to each other inside one change of size."""


class PageScroll(QScrollArea):
    """Scrolls one page vertically. Fill `column`, or swap everything with `show_page`.

    `margin` stands around the page; the page is as wide as the room, at most `most_wide` px where given. That is a
    length of lines that is read well, so it grows with the text size.
    """

    def __init__(self, page: QWidget | None = None, *, margin: int = 24, most_wide: int = 0) -> None:
        super().__init__()
        self._wanted = self._fitting = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewport(
            QWidget()
        )  # one of our own does not fill its ground; to ask Qt for its own takes 15 ms
        holder = QWidget()
        holder.setProperty("role", "page")
        holder.setAutoFillBackground(False)
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(margin, margin * 2 // 3, margin, margin)
        self.column.setSpacing(16)
        self.setWidget(holder)
        self._most_wide, self._margin = most_wide, margin
        if most_wide:
            self._fit_width()
            theme.watch(self._fit_width)
        if page is not None:
            self.show_page(page)
        self.verticalScrollBar().rangeChanged.connect(self._go_on)
        QApplication.instance().focusChanged.connect(self._follow)

    def _fit_width(self) -> None:
        """Let the page be as wide as the text size asks for."""
        self.widget().setMaximumWidth(theme.px(self._most_wide) + 2 * self._margin)

    def show_page(self, page: QWidget) -> None:
        """Show `page` instead of what was there, from its top."""
        clear_layout(self.column)
        self.column.addWidget(page)
        self.verticalScrollBar().setValue(0)

    def scroll_to(self, value: int) -> None:
        """Be scrolled this far (px), at once or as soon as what is shown is long enough."""
        bar = self.verticalScrollBar()
        bar.setValue(value)
        if bar.value() < value:
            self._wanted = value

    def _go_on(self) -> None:
        bar, wanted = self.verticalScrollBar(), self._wanted
        if wanted and bar.maximum() >= wanted:
            self._wanted = 0
            bar.setValue(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the scroll bar to the page, but not without end where the page gets lower as the bar makes it narrower."""
        if event.type() != QEvent.Type.Resize or watched is not self.widget():
            return super().eventFilter(watched, event)
        if self._fitting >= MOST_FITTINGS:
            return False
        self._fitting += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._fitting -= 1

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; whoever does so by hand is not moved any more."""
        self._wanted = 0
        super().wheelEvent(event)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        holder = self.widget()
        if now is not None and holder is not None and holder.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 24)
