"""Floor 6: Qt. Screens are folders that never import one another; what they share is the kit beside them. Knows services, domain and core."""

import builtins
import ctypes
import sys
from types import FunctionType

import PySide6.QtCore  # noqa: F401 - what it hangs onto every import is taken off again below
from shiboken6 import Shiboken

LOST_NOW_AND_THEN = 1 << 30
"""More references than are lost by exceptions, and fewer than Python 3.12 and later take for an immortal object's."""
LOST_WITH_EVERY_CALL = 1 << 40


def _import_as_python_does() -> None:
    """Take PySide6's hook off the import statement: it reads the source text of every module to come.

    It looks there for `from __feature__ import snake_case`, which this program never writes; the text of 300
    modules takes a tenth of the time to the first page.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _keep(one: object, references: int) -> None:
    """Let `one` outlive the loss of `references` to it: an object begins with their count (Include/object.h)."""
    ctypes.c_ssize_t.from_address(id(one)).value += references


def _keep_singletons() -> None:
    """Keep None, True and False alive under Python 3.11, which counts references to them.

    PySide6 6.12.0 is built as if they were immortal, as they are from Python 3.12 on: each call of a Qt
    function that returns nothing takes one reference to None away, and after some thousand calls the
    interpreter aborts with "deallocating None".
    """
    for one in (None, True, False, NotImplemented, Ellipsis):
        _keep(one, LOST_WITH_EVERY_CALL)


def _keep_functions(cls: type, **arguments: object) -> None:
    """Keep the functions of a class of ours that derives from one of Qt's.

    Where Qt asks PySide6 6.12.0 for such a function while an exception is on its way, a reference to it is
    taken away that was never added, and the interpreter crashes when the function is asked for again.
    """
    super(Shiboken.Object, cls).__init_subclass__(**arguments)
    for one in vars(cls).values():
        if isinstance(one, FunctionType):
            _keep(one, LOST_NOW_AND_THEN)


_import_as_python_does()
# A debug build has links before the count, one without the global lock keeps two.
if (
    sys.implementation.name == "cpython"
    and not hasattr(sys, "gettotalrefcount")
    and getattr(sys, "_is_gil_enabled", lambda: True)()
):
    Shiboken.Object.__init_subclass__ = classmethod(_keep_functions)
    if sys.version_info < (3, 12):
        _keep_singletons()
