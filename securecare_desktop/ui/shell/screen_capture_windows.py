"""How Windows is told to leave a window out of pictures; from Windows 10 2004 it is not there, before that black."""

import ctypes
from collections.abc import Callable
from typing import Any

from .windows_messages import WindowsMessages, messages

WDA_MONITOR = 0x01
WDA_EXCLUDEFROMCAPTURE = 0x11
WM_SHOWWINDOW = 0x0018


class WindowsCapture:
    """Tells `user32`, also of menus and lists as they come up: `heard` says when a window is shown."""

    def __init__(self, user32: Any, heard: WindowsMessages) -> None:
        self._user32 = user32
        heard.hear(WM_SHOWWINDOW, self._on_shown)

    def hide(self, handle: int) -> None:
        """Leave the window out; where it is part of another one Windows refuses, and the other one is told."""
        window = ctypes.c_void_p(handle)
        if not self._user32.SetWindowDisplayAffinity(window, WDA_EXCLUDEFROMCAPTURE):
            self._user32.SetWindowDisplayAffinity(window, WDA_MONITOR)

    def _on_shown(self, handle: int, shown: int) -> None:
        if shown:
            self.hide(handle)


def way() -> Callable[[int], object]:
    """Return what hides a window. Raises OSError where there is no user32."""
    user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined] # there on Windows alone
    return WindowsCapture(user32, messages()).hide
