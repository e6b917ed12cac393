"""Shows on one widget that work asked for there is still going on, and takes no second click meanwhile."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from . import theme

_SWALLOWED = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
}
_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Busy(QObject):
    """Holds back clicks on `widget` from now on and shows a moving line on it after `after_ms`, until `end()`.

    On something that is no button, only the line is shown: text that is being typed is never held back.
    """

    def __init__(self, widget: QWidget, after_ms: int) -> None:
        super().__init__()
        self._widget = widget
        self._line: _MovingLine | None = None
        self._holds = widget.inherits("QAbstractButton")
        if self._holds:
            widget.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        self._timer.start(after_ms)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SWALLOWED:
            return True
        pressed = event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        return pressed and isinstance(event, QKeyEvent) and event.key() in _KEYS

    def _show(self) -> None:
        if not shiboken6.isValid(self._widget):
            return
        self._widget.setProperty("busy", True)
        self._widget.setCursor(Qt.CursorShape.BusyCursor)
        self._line = _MovingLine(self._widget)
        self._line.show()

    def end(self) -> None:
        """Give the widget back."""
        self._timer.stop()
        if shiboken6.isValid(self._widget):
            if self._holds:
                self._widget.removeEventFilter(self)
            if self._line is not None:
                self._widget.setProperty("busy", False)
                self._widget.unsetCursor()
                self._line.hide()
                self._line.deleteLater()
        self._line = None


class _MovingLine(QWidget):
    """A short bar that travels along the foot of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._at = 0.0
        height = theme.px(3)
        self.setGeometry(0, parent.height() - height, parent.width(), height)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(40)

    def _step(self) -> None:
        self._at = (self._at + 0.02) % 1.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = self.width() * 0.3
        left = self._at * (self.width() + wide) - wide
        painter.fillRect(QRectF(left, 0, wide, self.height()), theme.colour("focus"))
