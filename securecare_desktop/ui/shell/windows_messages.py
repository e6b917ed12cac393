"""The messages that Windows sends to the program's windows, for the few parts that want to hear some of them.

It can be loaded anywhere, so that it is tested where there is no Windows.
"""

import ctypes
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

KIND = b"windows_generic_MSG"

Hearer = Callable[[int, int], object]
"""Called with the window's handle and the message's wParam."""


class Message(ctypes.Structure):
    """Windows' MSG, in the sizes it has there whatever this runs on."""

    _fields_ = [
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint32),
        ("w_param", ctypes.c_size_t),
        ("l_param", ctypes.c_ssize_t),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    ]


class WindowsMessages(QAbstractNativeEventFilter):
    """Hands messages on to whoever wants to hear them; holds none back."""

    def __init__(self) -> None:
        super().__init__()
        self._hearers: dict[int, list[Hearer]] = {}

    def hear(self, message: int, hearer: Hearer) -> None:
        """Call `hearer` for every message of this number from now on."""
        self._hearers.setdefault(message, []).append(hearer)

    def leave(self, message: int, hearer: Hearer) -> None:
        """Call `hearer` no more."""
        self._hearers[message].remove(hearer)

    def nativeEventFilter(self, kind: QByteArray | bytes, address: int) -> tuple[bool, int]:
        """Look at one message; Qt goes on with it in every case."""
        if kind == KIND:
            found = Message.from_address(int(address))
            for hearer in tuple(self._hearers.get(found.message, ())):
                hearer(found.hwnd or 0, found.w_param)
        return False, 0


_the_messages: WindowsMessages | None = None


def messages() -> WindowsMessages:
    """Return the program's one filter; every message passes through it, so there is no second."""
    global _the_messages  # noqa: PLW0603 - Qt hands every message to every filter, and one is enough
    if _the_messages is None:
        _the_messages = WindowsMessages()
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(_the_messages)
    return _the_messages
