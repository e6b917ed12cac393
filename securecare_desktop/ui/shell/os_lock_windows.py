"""Windows tells its windows that the session was locked or left, and that the computer goes to sleep."""

import ctypes
from typing import Any

from PySide6.QtWidgets import QWidget

from .lock_reasons import OS_LOCKED, SUSPENDED, USER_SWITCHED, Tell
from .windows_messages import WindowsMessages, messages

WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 4
THIS_SESSION = 0
SESSION_REASONS = {
    2: USER_SWITCHED,  # WTS_CONSOLE_DISCONNECT: somebody else's session is on the screen
    4: USER_SWITCHED,  # WTS_REMOTE_DISCONNECT
    6: USER_SWITCHED,  # WTS_SESSION_LOGOFF
    7: OS_LOCKED,  # WTS_SESSION_LOCK
}


class WindowsSession:
    """Hears what Windows tells about the session of `window`. `wts` is wtsapi32."""

    def __init__(self, window: QWidget, tell: Tell, wts: Any, heard: WindowsMessages) -> None:
        self._tell, self._wts, self._heard = tell, wts, heard
        self._handle = int(window.winId())
        heard.hear(WM_WTSSESSION_CHANGE, self._on_session)
        heard.hear(WM_POWERBROADCAST, self._on_power)
        # without it Windows sends nothing of the session; of sleep it tells every window
        wts.WTSRegisterSessionNotification(ctypes.c_void_p(self._handle), THIS_SESSION)

    def stop(self) -> None:
        """Hear nothing more."""
        self._heard.leave(WM_WTSSESSION_CHANGE, self._on_session)
        self._heard.leave(WM_POWERBROADCAST, self._on_power)
        self._wts.WTSUnRegisterSessionNotification(ctypes.c_void_p(self._handle))

    def _on_session(self, _window: int, change: int) -> None:
        if change in SESSION_REASONS:
            self._tell(SESSION_REASONS[change])

    def _on_power(self, _window: int, change: int) -> None:
        if change == PBT_APMSUSPEND:
            self._tell(SUSPENDED)


def listen(window: QWidget, tell: Tell) -> WindowsSession:
    """Hear Windows. Raises OSError where this Windows has no sessions."""
    wts = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined] # there on Windows alone
    return WindowsSession(window, tell, wts, messages())
