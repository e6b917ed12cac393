"""What a lock does to the screen: everything of the program that lies over the window goes, clipboard included."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from .. import actions, notify


class LockKeys(QObject):
    """Makes the keys for Lock and Switch work in every dialog too: a dialog holds back its window's own keys."""

    def __init__(self, lock: Callable[[], object], switch: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._lock, self._switch = lock, switch
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and not dialog.property("lock_keys"):
            dialog.setProperty("lock_keys", True)
            actions.bind("lock", dialog, self._lock)
            actions.bind("switch_person", dialog, self._switch)


def close_everything_over(window: QWidget) -> None:
    """Close every dialog, menu and further window of the program but `window`. No question can stop it."""
    notify.close_all()
    for other in QApplication.topLevelWidgets():
        if other is window or not shiboken6.isValid(other) or not other.isVisible():
            continue
        if isinstance(other, QDialog):
            other.reject()
        if isinstance(other, QMenu) or (shiboken6.isValid(other) and other.isVisible()):
            other.hide()


class OwnClipboard(QObject):
    """Remembers whether what is in the clipboard was put there from this program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = False
        QGuiApplication.clipboard().dataChanged.connect(self._on_change)

    def clear(self) -> None:
        """Empty the clipboard where this program filled it; what was copied elsewhere is left alone."""
        clipboard = QGuiApplication.clipboard()
        if self._ours or clipboard.ownsClipboard():
            clipboard.clear()
        self._ours = False

    def _on_change(self) -> None:
        # Not every system tells whose it is. While our window has the focus, nobody copies anywhere else.
        active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        self._ours = QGuiApplication.clipboard().ownsClipboard() or active
