"""macOS tells every program that wants to know when its screen is locked; a change of user locks it first.

Of sleep it tells only through its own window classes, so sleep is noticed by the gap in the clock (os_lock).
"""

import ctypes
from typing import Any

from PySide6.QtWidgets import QWidget

from .lock_reasons import OS_LOCKED, Tell

LOCKED = b"com.apple.screenIsLocked"
UTF_8 = 0x08000100
AT_ONCE = 4

Callback = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)


class MacScreen:
    """Hears that the screen was locked. `core` is CoreFoundation; it calls back on the GUI thread's own loop."""

    def __init__(self, tell: Tell, core: Any) -> None:
        self._core = core
        self._callback = Callback(lambda *_told: tell(OS_LOCKED))  # held here: the system only borrows it
        self._name = core.CFStringCreateWithCString(None, LOCKED, UTF_8)
        self._centre = core.CFNotificationCenterGetDistributedCenter()
        self._me = ctypes.c_void_p(id(self))
        core.CFNotificationCenterAddObserver(
            self._centre, self._me, self._callback, self._name, None, AT_ONCE
        )

    def stop(self) -> None:
        """Hear nothing more."""
        self._core.CFNotificationCenterRemoveEveryObserver(self._centre, self._me)
        self._core.CFRelease(self._name)


def listen(_window: QWidget, tell: Tell) -> MacScreen:
    """Hear macOS. Raises OSError or AttributeError where CoreFoundation is not as it should be."""
    core = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    pointer = ctypes.c_void_p
    core.CFStringCreateWithCString.restype = pointer
    core.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    core.CFNotificationCenterGetDistributedCenter.restype = pointer
    core.CFNotificationCenterGetDistributedCenter.argtypes = []
    core.CFNotificationCenterAddObserver.restype = None
    core.CFNotificationCenterAddObserver.argtypes = [
        pointer, pointer, Callback, pointer, pointer, ctypes.c_long
    ]  # fmt: skip
    core.CFNotificationCenterRemoveEveryObserver.restype = None
    core.CFNotificationCenterRemoveEveryObserver.argtypes = [pointer, pointer]
    core.CFRelease.restype = None
    core.CFRelease.argtypes = [pointer]
    return MacScreen(tell, core)
