"""Hears that the operating system locks, changes its user or goes to sleep, so that the program locks too.

What each system tells is heard in os_lock_windows, os_lock_linux and os_lock_macos. Where a system tells nothing,
its sleep alone is noticed, by the gap it leaves between two looks at the clock.
"""

import sys
import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from .lock_reasons import SUSPENDED, Tell

LOOK_MS = 2000
GAP_SECONDS = 60.0
"""More than this between two looks is sleep: a program that is busy or a slow disk stays far below."""


class Source(Protocol):
    """What hears one operating system."""

    def stop(self) -> None:
        """Hear nothing more."""
        ...


def load_listener() -> Callable[[QWidget, Tell], Source] | None:
    """Return what listens to the system this runs on, loaded now if it never was; None where that cannot be."""
    try:
        if sys.platform == "win32":
            from .os_lock_windows import listen
        elif sys.platform == "darwin":
            from .os_lock_macos import listen
        else:
            from .os_lock_linux import listen
    except (ImportError, OSError, AttributeError):  # a part of the system that is not there
        return None
    return listen


def hear_the_system(window: QWidget, tell: Tell) -> Source | None:
    """Return what hears the system this runs on and calls `tell` with the reason; None where that cannot be."""
    listen = load_listener()
    try:
        return listen(window, tell) if listen is not None else None
    except (OSError, AttributeError):  # it does not answer
        return None


class OsLockWatch(QObject):
    """`locked(why)`: the operating system has locked, its user was changed, or it slept (see lock_reasons).

    `hear` connects to the system; `wall` and `steady` give the time in seconds. Sleep is looked for on both: some
    systems stop the steady clock meanwhile, and the wall clock may be set back. Setting it forward locks too.
    """

    locked = Signal(str)

    def __init__(
        self,
        parent: QObject,
        *,
        hear: Callable[[QWidget, Tell], Source | None] = hear_the_system,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._hear, self._wall, self._steady = hear, wall, steady
        self._source: Source | None = None
        self._last = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self, window: QWidget) -> None:
        """Listen from now on; `window` is the one that Windows tells. Once it listens, nothing more happens."""
        if self._timer.isActive():
            return
        self._last = (self._wall(), self._steady())
        self._timer.start()
        self._source = self._hear(window, self.locked.emit)

    def stop(self) -> None:
        """Listen no more, as the program ends."""
        self._timer.stop()
        source, self._source = self._source, None
        if source is not None:
            source.stop()

    def look(self) -> None:
        """See whether the computer slept since the last look; called every two seconds."""
        before, self._last = self._last, (self._wall(), self._steady())
        if max(now - then for now, then in zip(self._last, before, strict=True)) > GAP_SECONDS:
            self.locked.emit(SUSPENDED)
