"""Pages of a PDF as pictures, drawn with QtPdf from bytes in memory. For the rendering worker: no widgets here.

Preview and printer show the same bytes; there is no second layout and no file.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from ...core.errors import AppError
from ...core.text import _

POINTS_PER_INCH = 72
FINEST_DPI = 400
"""Finer than an eye sees on paper; at the 1200 dots of some printers one page would take half a gigabyte."""


@dataclass(frozen=True, slots=True)
class PageWanted:
    """One page, `width` device pixels wide; `page` counts from 0."""

    pdf: bytes
    page: int
    width: int
    grey: bool = False


@dataclass(frozen=True, slots=True)
class PageDrawn:
    """The picture of a page, how many pages there are, and the page's text for a screen reader."""

    wanted: PageWanted
    picture: QImage
    pages: int
    text: str


class _Opened:
    """A QPdfDocument on bytes; the buffer lives as long as the document."""

    def __init__(self, pdf: bytes) -> None:
        self._bytes = QByteArray(pdf)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)
        if self.document.pageCount() < 1:
            raise AppError(_("The pages could not be shown."), _("Close the dialog and open it again."))

    def __enter__(self) -> QPdfDocument:
        return self.document

    def __exit__(self, *_error: Any) -> None:
        self.document.close()
        self._buffer.close()


def draw_page(wanted: PageWanted) -> PageDrawn:
    """Return one page as a picture on white. Raises AppError where the bytes are no PDF."""
    with _Opened(wanted.pdf) as document:
        size = document.pagePointSize(wanted.page)
        pixels = QSize(wanted.width, max(1, round(wanted.width * size.height() / size.width())))
        picture = _on_white(document.render(wanted.page, pixels))
        if wanted.grey:
            picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        return PageDrawn(wanted, picture, document.pageCount(), document.getAllText(wanted.page).text())


def _on_white(picture: QImage) -> QImage:
    paper = QImage(picture.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()
    return paper


def page_count(pdf: bytes) -> int:
    """Return how many pages there are. Raises AppError where the bytes are no PDF."""
    with _Opened(pdf) as document:
        return document.pageCount()


def fit_to_paper(printer: QPrinter, *, landscape: bool = False) -> None:
    """Set a printer to A4, upright or `landscape`, with the page's own margins, as the document is laid out."""
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def print_pages(pdf: bytes, printer: QPrinter) -> None:
    """Print the pages that the print dialog asked for, drawn at the printer's resolution.

    Raises AppError when the printer does not take the job.
    """
    refused = AppError(
        _("The printer did not take the pages."),
        _("Look whether it is switched on and has paper, then print again."),
    )
    with _Opened(pdf) as document:
        painter = QPainter()
        if not painter.begin(printer):
            raise refused
        try:
            for place, page in enumerate(_pages_asked_for(printer, document.pageCount())):
                if place and not printer.newPage():
                    raise refused
                _print_page(document, page, printer, painter)
        finally:
            painter.end()


def _pages_asked_for(printer: QPrinter, pages: int) -> range:
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() != QPrinter.PrintRange.PageRange or first < 1:
        return range(pages)
    return range(first - 1, min(last, pages))


def _print_page(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    """Draw a page as large as its own size in points says, shrunk only where the paper is smaller."""
    points: QSizeF = document.pagePointSize(page)
    dots = _dots(points, printer.resolution())
    paper = printer.pageLayout().fullRectPixels(printer.resolution()).size()
    if dots.width() > paper.width() or dots.height() > paper.height():
        dots = dots.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
    drawn = dots.boundedTo(_dots(points, FINEST_DPI))
    painter.drawImage(QRect(0, 0, dots.width(), dots.height()), _on_white(document.render(page, drawn)))


def _dots(points: QSizeF, dpi: int) -> QSize:
    return QSize(
        round(points.width() * dpi / POINTS_PER_INCH), round(points.height() * dpi / POINTS_PER_INCH)
    )
