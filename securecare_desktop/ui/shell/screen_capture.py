"""Keeps the program's windows out of screenshots, recordings and shared screens, where the system can be told to.

Qt (6.12) has no word for it. Windows and macOS have one for each window; X11 and Wayland have none, so there nothing
is kept out. How each system is told stands in screen_capture_windows and screen_capture_macos.
"""

import os
import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow

ALLOW_VARIABLE = "SECURECARE_ALLOW_SCREEN_CAPTURE"
"""Set to 1 by whoever must show the windows to somebody far away who helps."""

Hide = Callable[[int], object]
"""Has the system keep the window with this handle (QWindow.winId) out of pictures."""


class CaptureShield(QObject):
    """Has every window of the program kept out of pictures as it gets the focus, and those that are there at once.

    Not by a filter on all events: that doubles the time every page takes to build. Lists and menus that never get
    the focus are left to the system's own messages (screen_capture_windows).
    """

    def __init__(self, parent: QObject, hide: Hide) -> None:
        super().__init__(parent)
        self._hide = hide
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._on_focus)
        self._on_focus(None)

    def _on_focus(self, _window: QWindow | None) -> None:
        for window in QGuiApplication.topLevelWindows():
            if window.isVisible():
                self._hide(int(window.winId()))


def shield(
    parent: QObject, *, platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> CaptureShield | None:
    """Keep the windows of this program out of pictures from now on; None where nothing can or shall be done."""
    if environment.get(ALLOW_VARIABLE) == "1":
        return None
    try:
        if platform == "win32":
            from .screen_capture_windows import way
        elif platform == "darwin":
            from .screen_capture_macos import way
        else:
            return None
        return CaptureShield(parent, way())
    except (ImportError, OSError, AttributeError):  # an older system that has no word for it either
        return None
