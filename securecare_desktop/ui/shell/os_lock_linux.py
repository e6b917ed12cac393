"""Linux desktops tell of locking on D-Bus: systemd's logind for sleep, session and user, the screen savers for the lock.

A bus that is not there, a name nobody has and an answer that is refused all mean that nothing is heard.
"""

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusVariant,
)
from PySide6.QtWidgets import QWidget

from .lock_reasons import OS_LOCKED, SUSPENDED, USER_SWITCHED, Tell

LOGIN = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
SESSION = f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)


class LinuxSession(QObject):
    """Hears logind on the `system` bus and the screen savers on the person's own; either may be None.

    Everything is asked without waiting for the answer, so a bus that hangs holds nothing up.
    """

    def __init__(
        self, parent: QObject, tell: Tell, system: QDBusConnection | None, own: QDBusConnection | None
    ) -> None:
        super().__init__(parent)
        self._tell: Tell | None = tell
        self._system = system
        self._session = ""
        if system is not None:
            system.connect(LOGIN, MANAGER, f"{LOGIN}.Manager", "PrepareForSleep", self, "1on_sleep(bool)")
            # "auto" is the session of whoever asks, or the one on their screen where they are in none
            self._ask(MANAGER, f"{LOGIN}.Manager", "GetSession", os.environ.get("XDG_SESSION_ID") or "auto")
        for name in SCREEN_SAVERS if own is not None else ():
            own.connect("", "", name, "ActiveChanged", self, "1on_screen_saver(bool)")

    def stop(self) -> None:
        """Hear nothing more."""
        self._tell = None
        self.deleteLater()

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """The computer goes to sleep, or has woken up."""
        if begins:
            self._say(SUSPENDED)

    @Slot(bool)
    def on_screen_saver(self, active: bool) -> None:
        """The desktop has locked its screen, or somebody is back."""
        if active:
            self._say(OS_LOCKED)

    @Slot()
    def on_lock(self) -> None:
        """Logind has asked this session to lock."""
        self._say(OS_LOCKED)

    @Slot(QDBusMessage)
    def on_changed(self, _message: QDBusMessage) -> None:
        """Something about this session is different; ask for the two facts that matter."""
        self._ask(self._session, PROPERTIES, "Get", SESSION, "Active")
        self._ask(self._session, PROPERTIES, "Get", SESSION, "LockedHint")

    def _say(self, why: str) -> None:
        if self._tell is not None:
            self._tell(why)

    def _ask(self, path: str, interface: str, method: str, *arguments: str) -> None:
        assert self._system is not None
        call = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
        call.setArguments(list(arguments))
        waiting = QDBusPendingCallWatcher(self._system.asyncCall(call), self)
        waiting.finished.connect(lambda: self._answered(waiting, arguments[-1]))

    def _answered(self, waiting: QDBusPendingCallWatcher, asked: str) -> None:
        answer = None if waiting.isError() else plain(waiting.reply().arguments())
        waiting.deleteLater()
        self.understand(answer, asked)

    def understand(self, answer: object, asked: str) -> None:
        """Take an answer of logind: the path of this session, or one of the facts about it."""
        if isinstance(answer, str):
            self._follow(answer)
        elif asked == "Active" and answer is False:
            self._say(USER_SWITCHED)
        elif asked == "LockedHint" and answer is True:
            self._say(OS_LOCKED)

    def _follow(self, session: str) -> None:
        assert self._system is not None
        self._session = session
        self._system.connect(LOGIN, session, SESSION, "Lock", self, "1on_lock()")
        self._system.connect(
            LOGIN, session, PROPERTIES, "PropertiesChanged", self, "1on_changed(QDBusMessage)"
        )


def plain(arguments: list[Any]) -> Any:
    """Return the one value of an answer as Python has it."""
    value = arguments[0] if arguments else None
    if isinstance(value, QDBusVariant):
        value = value.variant()
    return value.path() if isinstance(value, QDBusObjectPath) else value


def listen(window: QWidget, tell: Tell) -> LinuxSession:
    """Hear both buses, as far as they are there."""
    system, own = QDBusConnection.systemBus(), None
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    # asked for without either, Qt would start a bus of its own
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS") or runtime and Path(runtime, "bus").exists():
        own = QDBusConnection.sessionBus()
    return LinuxSession(
        window,
        tell,
        system if system.isConnected() else None,
        own if own is not None and own.isConnected() else None,
    )
