"""The ring around whatever has the focus, one overlay for each window: 2 px outside, 2 px wide, radius 8.

Fields change their own edge and tables mark their current cell, so the ring leaves those alone.
"""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from . import theme

_OWN_EDGE = (
    "QLineEdit",
    "QPlainTextEdit",
    "QTextEdit",
    "QComboBox",
    "QAbstractSpinBox",
    "QAbstractItemView",
    "QScrollArea",
)
"""By name: naming the classes themselves would load them all before the window is up."""
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


def _focus_rect(target: QWidget) -> QRect:
    """Return what the ring goes around: the whole widget, one tab, or what the widget says itself."""
    if target.inherits("QTabBar"):
        return target.tabRect(target.currentIndex()).adjusted(2, 2, -2, -2)
    return target.focus_rect() if hasattr(target, "focus_rect") else target.rect()


def _has_own_edge(widget: QWidget) -> bool:
    return any(widget.inherits(name) for name in _OWN_EDGE)


class FocusRing(QWidget):
    """Draws the ring over `window` and follows the focus within it. Lets the mouse through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.place)
        QApplication.instance().focusChanged.connect(self._on_focus)
        theme.watch(self._later.start)
        self._on_focus(None, QApplication.focusWidget())

    def target(self) -> QWidget | None:
        """Return the widget the ring is around, if any."""
        return self._target if self.isVisible() else None

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        self._stop_watching()
        ours = now is not None and now.window() is self.window()
        self._target = now if ours and now is not None and not _has_own_edge(now) else None
        if self._target is not None and self._target.inherits("QTabBar"):
            self._target.currentChanged.connect(self._later.start, Qt.ConnectionType.UniqueConnection)
        step = self._target
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget() if step is not self.window() else None
        self.place()

    def _stop_watching(self) -> None:
        for one in self._watched:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)
        self._watched.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and watched is not self:
            self._later.start()
        return False

    def place(self) -> None:
        """Put the ring where the widget with the focus is now."""
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        inner = _focus_rect(target)
        area = QRect(target.mapTo(self.window(), inner.topLeft()), inner.size()).adjusted(-4, -4, 4, 4)
        self._seen = self._visible_part(target, area).translated(-area.topLeft())
        self.setGeometry(area)
        self.setVisible(not self._seen.isEmpty())
        self.raise_()
        self.update()

    def _visible_part(self, target: QWidget, area: QRect) -> QRect:
        """Return the part of `area` that no scrolled page cuts off."""
        seen = area.intersected(self.window().rect())
        step = target.parentWidget()
        while step is not None and step is not self.window():
            if step.inherits("QAbstractScrollArea"):
                port = step.viewport()
                shown = QRect(port.mapTo(self.window(), QPoint(0, 0)), port.size())
                seen = seen.intersected(shown.adjusted(-4, 0, 4, 0))
            step = step.parentWidget()
        return seen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._seen)
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
