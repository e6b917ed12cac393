"""What a lock does to the screen: everything of the program that lies over the window goes, clipboard included."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolTip, QWidget

from .. import actions, notify


class LockKeys(QObject):
    """Makes the keys for Lock and Switch work in `window`, over its menus and lists, and in every dialog.

    A dialog holds back the keys of the window behind it, so each gets keys of its own as it gets the focus.
    """

    def __init__(self, window: QWidget, lock: Callable[[], object], switch: Callable[[], object]) -> None:
        super().__init__(window)
        self._lock, self._switch = lock, switch
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._look_for_dialogs)
        app.focusWindowChanged.connect(self._look_for_dialogs)
        self._bind(window)

    def _look_for_dialogs(self, *_focus: QObject | None) -> None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible() and not dialog.property("lock_keys"):
                dialog.setProperty("lock_keys", True)
                self._bind(dialog)

    def _bind(self, widget: QWidget) -> None:
        everywhere = Qt.ShortcutContext.ApplicationShortcut  # the window's own stop under a menu or a list
        actions.bind("lock", widget, self._lock, everywhere)
        actions.bind("switch_person", widget, self._switch, everywhere)


def close_everything_over(window: QWidget) -> None:
    """Close every dialog, menu and further window of the program but `window`. No question can stop it."""
    in_use = QApplication.activeWindow() is not None
    notify.close_all()
    QToolTip.hideText()
    for other in QApplication.topLevelWidgets():
        if other is window or not shiboken6.isValid(other) or not other.isVisible():
            continue
        if isinstance(other, QDialog):
            other.reject()
        if isinstance(other, QMenu) or (shiboken6.isValid(other) and other.isVisible()):
            other.hide()
    if in_use:  # the keys go to the window again, also where no desktop sees to it
        window.activateWindow()


class OwnClipboard(QObject):
    """Remembers whether what lies in a clipboard was put there from this program.

    There is up to one for copying, one for what is selected (X11), and one for what was looked for (macOS).
    """

    def __init__(self, parent: QObject, clipboard: QClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._ours: set[QClipboard.Mode] = set()
        self._tells = False
        self._just_changed: set[QClipboard.Mode] = set()
        self._clipboard.changed.connect(self._on_change)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_state)

    def clear(self) -> None:
        """Empty each clipboard that this program filled; what was copied elsewhere is left alone."""
        for mode in QClipboard.Mode:
            if mode in self._ours or self._owns(mode):
                self._clipboard.clear(mode)
        self._ours.clear()

    def _owns(self, mode: QClipboard.Mode) -> bool:
        return {
            QClipboard.Mode.Clipboard: self._clipboard.ownsClipboard,
            QClipboard.Mode.Selection: self._clipboard.ownsSelection,
            QClipboard.Mode.FindBuffer: self._clipboard.ownsFindBuffer,
        }[mode]()

    def _on_change(self, mode: QClipboard.Mode) -> None:
        owns = self._owns(mode)
        self._tells = self._tells or owns
        # macOS does not tell whose it is. While our window has the focus, nobody copies anywhere else.
        active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        if owns or (active and not self._tells):
            self._ours.add(mode)
            self._just_changed.add(mode)
            QTimer.singleShot(0, self._just_changed.clear)
        else:
            self._ours.discard(mode)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """What is found changed as somebody comes back to the program was copied elsewhere (macOS looks then)."""
        if state == Qt.ApplicationState.ApplicationActive:
            self._ours -= {mode for mode in self._just_changed if not self._owns(mode)}
