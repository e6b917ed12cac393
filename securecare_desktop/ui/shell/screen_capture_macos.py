"""How macOS is told to leave a window out of pictures. From macOS 15 on, some recorders take no notice of it."""

import ctypes
from collections.abc import Callable
from ctypes.util import find_library
from typing import Protocol

SHARING_NONE = 0


class Messenger(Protocol):
    """Sends messages to objects of the system."""

    def ask(self, receiver: int, name: bytes) -> int:
        """Return the object that `receiver` answers with, 0 for none."""
        ...

    def tell(self, receiver: int, name: bytes, number: int) -> None:
        """Tell `receiver` a number."""
        ...


class ObjectiveC:
    """The Objective-C runtime. Raises OSError or AttributeError where it is not as it should be."""

    def __init__(self) -> None:
        pointer = ctypes.c_void_p
        library = ctypes.CDLL(find_library("objc") or "libobjc.A.dylib")
        self._selector = library.sel_registerName
        self._selector.restype, self._selector.argtypes = pointer, [ctypes.c_char_p]
        sends = ("objc_msgSend", library)  # one function with as many shapes as there are messages
        self._ask = ctypes.CFUNCTYPE(pointer, pointer, pointer)(sends)
        self._tell = ctypes.CFUNCTYPE(None, pointer, pointer, ctypes.c_ulong)(sends)

    def ask(self, receiver: int, name: bytes) -> int:
        """Return the object that `receiver` answers with, 0 for none."""
        return self._ask(receiver, self._selector(name)) or 0

    def tell(self, receiver: int, name: bytes, number: int) -> None:
        """Tell `receiver` a number."""
        self._tell(receiver, self._selector(name), number)


class MacCapture:
    """Tells the window that a view stands in; Qt's handle of a window is its view."""

    def __init__(self, objects: Messenger) -> None:
        self._objects = objects

    def hide(self, handle: int) -> None:
        """Leave the window of this view out."""
        window = self._objects.ask(handle, b"window")
        if window:
            self._objects.tell(window, b"setSharingType:", SHARING_NONE)


def way() -> Callable[[int], object]:
    """Return what hides a window. Raises as ObjectiveC does."""
    return MacCapture(ObjectiveC()).hide
