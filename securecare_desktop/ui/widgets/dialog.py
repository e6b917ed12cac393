"""The frame of every dialog: window-modal, opened and never run, with a flat scrim over the window behind."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from .. import notify
from ..focus_ring import FocusRing
from .buttons import Button
from .notice_bar import NoticeBar


class Dialog(QDialog):
    """A dialog over `parent`'s window: fill `body`, add buttons with `add_button`, then call `open()`.

    Esc closes it; focus then goes back to where it was. Buttons stand at the right of the foot. While it is open,
    messages stand at its head: in the window behind it nobody would see them.
    """

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._focus_before = QApplication.focusWidget()
        self._scrim: _Scrim | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.notices = NoticeBar()
        outer.addWidget(self.notices)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)
        foot = QFrame()
        foot.setProperty("role", "dialog-foot")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(24, 11, 24, 12)
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        outer.addWidget(foot)
        self.finished.connect(self._give_back)
        self._ring = FocusRing(self)

    def add_button(
        self,
        text: str,
        on_click: Callable[[], object],
        *,
        icon: str = "",
        kind: str = "",
        default: bool = False,
    ) -> Button:
        """Put a button into the foot; Enter presses the `default` one."""
        made = Button(text, on_click, icon=icon, kind=kind)
        made.setAutoDefault(default)
        made.setDefault(default)
        self.foot.addWidget(made)
        return made

    def open(self) -> None:
        """Show it and come back at once."""
        behind = self.parentWidget()
        if behind is not None:
            self._scrim = _Scrim(behind)
        notify.use_bar(self.notices)
        super().open()

    def event(self, event: QEvent) -> bool:  # Qt's name
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _grow(self) -> None:
        """Make room for what came in after it opened, as an error under a field: nothing in it is squeezed."""
        inside = self.layout()
        needs = inside.minimumHeightForWidth(self.width()) if inside.hasHeightForWidth() else 0
        room = self.screen().availableGeometry().height()
        if self.height() < min(needs, room):
            self.resize(self.width(), min(needs, room))

    def _give_back(self) -> None:
        notify.leave_bar(self.notices)
        if self._scrim is not None:
            self._scrim.setParent(None)
            self._scrim.deleteLater()
            self._scrim = None
        before, self._focus_before = self._focus_before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)


class _Scrim(QWidget):
    """Darkens a window while a dialog is over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 110))
