"""Floor 6: Qt. Screens are folders that never import one another; what they share is the kit beside them. Knows services, domain and core."""

import builtins
import sys

import PySide6.QtCore  # noqa: F401 - what it hangs onto every import is taken off again below


def _import_as_python_does() -> None:
    """Take PySide6's hook off the import statement: it reads the source text of every module to come.

    It looks there for `from __feature__ import snake_case`, which this program never writes; the text of 300
    modules takes a tenth of the time to the first page.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _keep_singletons() -> None:
    """Keep None, True and False alive under Python 3.11, which counts references to them.

    PySide6 6.12.0 is built as if they were immortal, as they are from Python 3.12 on: each call of a Qt
    function that returns nothing takes one reference to None away, and after some thousand calls the
    interpreter aborts with "deallocating None". Far more references than calls can ever take prevent that.
    """
    import ctypes

    for one in (None, True, False, NotImplemented, Ellipsis):
        # An object begins with its count of references (Include/object.h); a debug build has links before it.
        ctypes.c_ssize_t.from_address(id(one)).value += 1 << 40


_import_as_python_does()
if (
    sys.version_info < (3, 12)
    and sys.implementation.name == "cpython"
    and not hasattr(sys, "gettotalrefcount")
):
    _keep_singletons()
