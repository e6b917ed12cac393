"""The pages of the real document beside a dialog's form: one page at a time, zoom, and how it looks in grey."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ...core.text import _
from .. import tasks
from . import pages
from .buttons import Button
from .labels import label

EDGE = 24
ZOOM_STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Widths of the page against the width of its place; 1.0 is fit width."""


class _Sheet(QWidget):
    """One page on its ground."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self._size = QSize(1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_picture(self, picture: QImage, size: QSize) -> None:
        """Show a page at a size in logical px."""
        self.picture, self._size = picture, size
        self.setMinimumSize(size + QSize(2 * EDGE, 2 * EDGE - 16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRect((self.width() - self._size.width()) // 2, 16, self._size.width(), self._size.height())
        painter.drawImage(place, self.picture)


class _Pages(QScrollArea):
    """Where the page stands; Page Up and Page Down go on to the next page at its ends."""

    def __init__(self, preview: "PackPreview") -> None:
        super().__init__()
        self._preview = preview
        self.setProperty("role", "desk")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self._preview.turn(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self._preview.turn(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._preview.room_changed()


class PackPreview(QWidget):
    """Head with page, grey and zoom, and the page below. `show_pdf` shows new bytes; the page is kept if it can be."""

    def __init__(self) -> None:
        super().__init__()
        self._pdf = b""
        self._page = 0
        self._pages = 0
        self._zoom = 1.0
        self._drawn: pages.PageWanted | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        self.scroll = _Pages(self)
        self.sheet = _Sheet()
        self.sheet.setProperty("role", "desk")
        self.scroll.setWidget(self.sheet)
        self.scroll.setAccessibleName(_("Pages of the pack"))
        column.addWidget(self.scroll, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(60)
        self._pause.timeout.connect(self._draw)
        self._say()

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "preview-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        self.place: QLabel = label("", "strong")
        self.previous = Button("", lambda: self.turn(-1), icon="chevron-left", says=_("Page before"))
        self.next = Button("", lambda: self.turn(1), icon="chevron-right", says=_("Next page"))
        self.grey = QCheckBox(_("Preview in grey"))
        self.grey.toggled.connect(lambda _on: self._draw())
        self.smaller = Button("", lambda: self.zoom(-1), icon="zoom-out", says=_("Smaller"))
        self.larger = Button("", lambda: self.zoom(1), icon="zoom-in", says=_("Larger"))
        self.fit = Button(_("Fit width"), self.fit_width, kind="quiet", size="small")
        row.addWidget(self.place)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(self.grey)
        row.addSpacing(8)
        row.addWidget(self.smaller)
        row.addWidget(self.fit)
        row.addWidget(self.larger)
        return head

    # what is shown

    def show_pdf(self, pdf: bytes, count: int) -> None:
        """Show these bytes, which have `count` pages."""
        self._pdf, self._pages = pdf, count
        self._page = max(0, min(self._page, count - 1))
        self._say()
        self._draw()

    def turn(self, by: int) -> None:
        """Go `by` pages on."""
        to = self._page + by
        if 0 <= to < self._pages:
            self._page = to
            self.scroll.verticalScrollBar().setValue(0)
            self._say()
            self._draw()

    def go_to(self, page: int) -> None:
        """Show a page, counted from 1; a negative one counts from the end."""
        wanted = page - 1 if page > 0 else self._pages + page
        self.turn(wanted - self._page)

    def zoom(self, by: int) -> None:
        """Show the page one size larger or smaller."""
        near = min(range(len(ZOOM_STEPS)), key=lambda i: abs(ZOOM_STEPS[i] - self._zoom))
        self._zoom = ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, near + by))]
        self._say()
        self._draw()

    def fit_width(self) -> None:
        """Show the page as wide as its place."""
        self._zoom = 1.0
        self._say()
        self._draw()

    def shown_page(self) -> int:
        """Return the page on screen, counted from 1."""
        return self._page + 1

    def room_changed(self) -> None:
        """The place has another size: draw anew after a moment."""
        self._pause.start()

    def _say(self) -> None:
        said = (
            _("Page {n} of {all}").format(n=self._page + 1, all=self._pages)
            if self._pages
            else _("No page yet")
        )
        self.place.setText(said)
        self.previous.setEnabled(self._page > 0)
        self.next.setEnabled(self._page + 1 < self._pages)
        self.smaller.setEnabled(self._zoom > ZOOM_STEPS[0])
        self.larger.setEnabled(self._zoom < ZOOM_STEPS[-1])
        self.fit.setText(_("Fit width") if self._zoom == 1.0 else f"{round(self._zoom * 100)} %")
        self.fit.setAccessibleName(_("Fit width, now {n} percent").format(n=round(self._zoom * 100)))
        self.scroll.setAccessibleName(said)

    # drawing

    def _draw(self) -> None:
        if not self._pdf:
            return
        wide = round(max(120, self.scroll.viewport().width() - 2 * EDGE) * self._zoom)
        dots = round(wide * self.devicePixelRatioF())
        wanted = pages.PageWanted(self._pdf, self._page, dots, self.grey.isChecked())
        if wanted == self._drawn:
            return
        self._drawn = wanted
        tasks.render(self, pages.draw_page, wanted).busy(self.scroll).done(self._show).start()

    def _show(self, drawn: pages.PageDrawn) -> None:
        if drawn.wanted != self._drawn:
            return  # another page or size was asked for since
        ratio = self.devicePixelRatioF()
        size = QSize(round(drawn.picture.width() / ratio), round(drawn.picture.height() / ratio))
        self.sheet.show_picture(drawn.picture, size)
        self.scroll.setAccessibleDescription(drawn.text)

    def drawn_picture(self) -> QImage | None:
        """Return the picture on screen; for tests and screenshots."""
        return self.sheet.picture
