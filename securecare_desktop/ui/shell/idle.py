"""Watches for use of keyboard and mouse in the program's windows, and says when it is time to lock.

It goes by the clock and not by counting ticks, so a computer that slept is locked when it wakes.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ...core.clock import Clock

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

NOTICE_SECONDS = 30
_USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
}


class IdleWatch(QObject):
    """`soon(seconds)` while the last half minute runs, 0 when somebody is back; `idle()` when time is up.

    `minutes` is how long nobody may touch anything. Only windows are watched, not every widget.
    """

    soon = Signal(int)
    idle = Signal()

    def __init__(self, clock: Clock, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self.minutes = clock, minutes
        self._last_use = clock.now()
        self._warned = False
        self._watched: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def lock_after(self, minutes: int) -> None:
        """Be idle after another time from now on."""
        self.minutes = minutes

    def start(self) -> None:
        """Somebody has signed in."""
        self.note_use()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self.watch)
        for window in QGuiApplication.topLevelWindows():
            self.watch(window)
        self._timer.start()

    def stop(self) -> None:
        """Nobody is signed in any more."""
        self._timer.stop()
        self._warn(0)

    def watch(self, window: "QWindow | None") -> None:
        """Take use of this window as a sign of life; a dialog that opens is watched as it gets the focus."""
        if window is not None:
            window.installEventFilter(self)

    def note_use(self) -> None:
        """Somebody is here."""
        self._last_use = self._clock.now()
        self._warn(0)

    def look(self) -> None:
        """See how long nobody has been here by now; called every second."""
        now = self._clock.now()
        self._last_use = min(
            self._last_use, now
        )  # a clock that was set back must not put the lock off by as much
        left = self.minutes * 60 - int((now - self._last_use).total_seconds())
        if left <= 0:
            self.stop()
            self.idle.emit()
        elif left <= NOTICE_SECONDS:
            self._warn(left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note use; hold nothing back."""
        if event.type() in _USE and self._timer.isActive():
            self.note_use()
        return False

    def _warn(self, seconds: int) -> None:
        if seconds or self._warned:
            self._warned = bool(seconds)
            self.soon.emit(seconds)
