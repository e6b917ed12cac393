"""Icons: Lucide drawings from resources/icons in a colour of the theme, sharp at every pixel ratio.

A QIcon made here draws itself in the theme in use, so a change of theme needs no new icons. Also the
app mark: two overlapping bars, the old and the new worker together.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ..core.paths import resource
from . import theme


def icon(name: str, colour: str = "text", checked_colour: str = "") -> QIcon:
    """Return the icon `name` in a colour token; `checked_colour` is used while its button is checked."""
    if not resource(f"icons/{name}.svg").is_file():
        raise FileNotFoundError(name)
    return QIcon(_Engine(name, colour, checked_colour or colour))


def paint(painter: QPainter, name: str, rect: QRect, colour: str = "text") -> None:
    """Draw the icon into `rect`, for painted widgets; at its left where `rect` is wider than high."""
    ratio = painter.deviceTransform().m11() or 1.0  # pixels to a px; to ask for painter.device() takes 30 ms
    side = min(rect.width(), rect.height())
    drawn = _drawn(name, theme.colour(colour).name(), side, ratio)
    painter.drawPixmap(QPoint(rect.x(), rect.y() + (rect.height() - side) // 2), drawn)


@lru_cache(maxsize=1024)
def _drawn(name: str, colour_hex: str, size: int, ratio: float) -> QPixmap:
    svg = resource(f"icons/{name}.svg").read_text("utf-8").replace("currentColor", colour_hex)
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    drawn = QPixmap(max(1, round(size * ratio)), max(1, round(size * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=256)
def _spaced(name: str, colour_hex: str, wide: int, high: int) -> QPixmap:
    """Return the icon at the left of `wide` x `high` pixels; what is left over keeps the words away."""
    drawn = _drawn(name, colour_hex, min(wide, high), 1.0)
    if wide <= high:
        return drawn
    spaced = QPixmap(wide, high)
    spaced.fill(Qt.GlobalColor.transparent)
    painter = QPainter(spaced)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return spaced


class _Engine(QIconEngine):
    """Draws one Lucide icon in whatever the theme's colour is at that moment."""

    def __init__(self, name: str, colour: str, checked_colour: str) -> None:
        super().__init__()
        self._name, self._colour, self._checked = name, colour, checked_colour

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "disabled-text"
        if theme.current().high_contrast:
            return "text"  # the system draws the button, and not in the accent
        return self._checked if state == QIcon.State.On else self._colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, self._name, rect, self._token(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        colour_hex = theme.colour(self._token(mode, state)).name()
        return _spaced(self._name, colour_hex, size.width(), size.height())

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._checked)


class AppMark(QWidget):
    """The two overlapping bars, `mark_width` px wide at 100 % text size. Decoration: it has no name."""

    def __init__(self, mark_width: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark_width = mark_width
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.watch(self.updateGeometry)

    def sizeHint(self) -> QSize:
        wide = theme.px(self._mark_width)
        return QSize(wide, round(wide * 0.64))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        hint = self.sizeHint()
        corner = QPoint((self.width() - hint.width()) // 2, (self.height() - hint.height()) // 2)
        paint_mark(painter, QRectF(corner, hint), theme.colour("accent"), theme.colour("voice-bar"))


def paint_mark(painter: QPainter, rect: QRectF, first: QColor, second: QColor) -> None:
    """Draw the app mark into `rect` in two colours."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    bar = QRectF(rect.x(), rect.y(), rect.width() * 0.68, rect.height() * 0.43)
    radius = bar.height() / 2
    painter.setBrush(first)
    painter.drawRoundedRect(bar, radius, radius)
    bar.moveBottomRight(rect.bottomRight())
    painter.setBrush(second)
    painter.drawRoundedRect(bar, radius, radius)


def app_icon() -> QIcon:
    """Return the program's icon for windows and the taskbar, in the light theme's colours."""
    made = QIcon()
    colours = theme.tokens()["light"]
    for size in (16, 24, 32, 48, 64, 128, 256):
        drawn = QPixmap(size, size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        area = QRectF(size * 0.04, size * 0.2, size * 0.92, size * 0.6)
        paint_mark(painter, area, QColor(colours["accent"]), QColor(colours["voice-bar"]))
        painter.end()
        made.addPixmap(drawn)
    return made
