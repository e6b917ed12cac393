"""The operating system locks, changes its user or sleeps: what each system tells is understood, and silence is too."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusVariant, QDBusVirtualObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.ui.shell import os_lock_linux, os_lock_macos, os_lock_windows
from securecare_desktop.ui.shell.lock_reasons import OS_LOCKED, SUSPENDED, USER_SWITCHED, in_words
from securecare_desktop.ui.shell.os_lock import OsLockWatch, hear_the_system
from securecare_desktop.ui.shell.windows_messages import KIND, Message, messages

SESSION = "/org/freedesktop/login1/session/_37"


class Time:
    """The two clocks of a computer, in seconds."""

    def __init__(self) -> None:
        self.wall = 1000.0
        self.steady = 50.0

    def runs(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def sleeps(self, seconds: float) -> None:
        self.wall += seconds


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


# -- what is noticed everywhere ---------------------------------------------------------------------------


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def watch(window: QWidget, time: Time) -> OsLockWatch:
    made = OsLockWatch(
        window, hear=lambda _window, _tell: None, wall=lambda: time.wall, steady=lambda: time.steady
    )
    made.start(window)
    return made


def reasons_of(watch: OsLockWatch) -> list[str]:
    told: list[str] = []
    watch.locked.connect(told.append)
    return told


def test_a_gap_between_two_looks_at_the_clock_is_sleep(watch: OsLockWatch, time: Time) -> None:
    told = reasons_of(watch)
    time.runs(2)
    watch.look()
    assert told == []
    time.sleeps(3600)
    watch.look()
    assert told == [SUSPENDED]
    time.runs(2)
    watch.look()
    assert told == [SUSPENDED]


def test_a_program_that_is_busy_for_a_while_is_not_asleep(watch: OsLockWatch, time: Time) -> None:
    told = reasons_of(watch)
    time.runs(45)
    watch.look()
    assert told == []


def test_sleep_is_noticed_where_the_clock_was_set_back_meanwhile(watch: OsLockWatch, time: Time) -> None:
    told = reasons_of(watch)
    time.runs(3600)  # a system whose steady clock goes on in its sleep
    time.wall -= 7200
    watch.look()
    assert told == [SUSPENDED]


def test_it_looks_by_itself_and_hands_on_what_the_system_tells(window: QWidget, qtbot: QtBot) -> None:
    heard = []

    def hear(where: QWidget, tell) -> None:
        heard.append((where, tell))

    watch = OsLockWatch(window, hear=hear)
    watch.start(window)
    watch.start(window)  # a second person signs in: it listens already
    assert [where for where, _tell in heard] == [window]
    with qtbot.waitSignal(watch.locked) as said:
        heard[0][1](OS_LOCKED)
    assert said.args == [OS_LOCKED]
    watch.stop()


def test_each_reason_has_words_that_a_person_understands() -> None:
    assert [in_words(why) for why in (OS_LOCKED, USER_SWITCHED, SUSPENDED)] == [
        "when the computer was locked",
        "when the computer changed its user",
        "when the computer went to sleep",
    ]


def test_a_system_without_the_part_that_tells_is_listened_to_in_silence(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")  # but there is no wtsapi32 here
    if hasattr(ctypes, "WinDLL"):
        monkeypatch.setattr(ctypes, "WinDLL", lambda _name: (_ for _ in ()).throw(OSError()))
    assert hear_the_system(window, lambda _why: None) is None


# -- Windows ----------------------------------------------------------------------------------------------


class Wts:
    """Stands for wtsapi32: notes for which windows Windows was asked to tell of the session."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def WTSRegisterSessionNotification(self, handle: ctypes.c_void_p, flags: int) -> int:
        assert flags == 0
        self.asked.append(handle.value or 0)
        return 1

    def WTSUnRegisterSessionNotification(self, handle: ctypes.c_void_p) -> int:
        self.asked.remove(handle.value or 0)
        return 1


def send(number: int, w_param: int, kind: bytes = KIND) -> bool:
    """Hand on a message as Qt does on Windows; say whether it was held back."""
    message = Message(hwnd=7, message=number, w_param=w_param)
    held, _result = messages().nativeEventFilter(QByteArray(kind), ctypes.addressof(message))
    return held


@pytest.fixture
def on_windows(window: QWidget) -> Iterator[list[str]]:
    told: list[str] = []
    session = os_lock_windows.WindowsSession(window, told.append, Wts(), messages())
    yield told
    session.stop()


def test_a_windows_message_lies_in_memory_as_windows_lays_it() -> None:
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert [getattr(Message, name).offset for name, _kind in Message._fields_] == [
            0, 8, 16, 24, 32, 36, 40
        ]  # fmt: skip
        assert ctypes.sizeof(Message) == 48
    else:
        assert ctypes.sizeof(Message) == 28


@pytest.mark.parametrize(
    ("change", "why"), [(7, OS_LOCKED), (2, USER_SWITCHED), (4, USER_SWITCHED), (6, USER_SWITCHED)]
)
def test_windows_tells_of_a_session_that_is_locked_or_left(
    on_windows: list[str], change: int, why: str
) -> None:
    assert not send(os_lock_windows.WM_WTSSESSION_CHANGE, change)
    assert on_windows == [why]


def test_windows_tells_of_sleep(on_windows: list[str]) -> None:
    assert not send(os_lock_windows.WM_POWERBROADCAST, os_lock_windows.PBT_APMSUSPEND)
    assert on_windows == [SUSPENDED]


def test_what_else_windows_tells_locks_nothing(on_windows: list[str]) -> None:
    send(os_lock_windows.WM_WTSSESSION_CHANGE, 8)  # unlocked
    send(os_lock_windows.WM_WTSSESSION_CHANGE, 1)  # the screen is this session's again
    send(os_lock_windows.WM_POWERBROADCAST, 10)  # the battery
    send(0x0200, 7)  # the mouse moved
    send(os_lock_windows.WM_WTSSESSION_CHANGE, 7, b"xcb_generic_event_t")
    assert on_windows == []


def test_windows_is_asked_to_tell_and_later_to_tell_no_more(window: QWidget) -> None:
    wts, told = Wts(), []
    session = os_lock_windows.WindowsSession(window, told.append, wts, messages())
    assert wts.asked == [int(window.winId())]
    session.stop()
    assert wts.asked == []
    send(os_lock_windows.WM_WTSSESSION_CHANGE, 7)
    assert told == []


# -- macOS ------------------------------------------------------------------------------------------------


class CoreFoundation:
    """Stands for CoreFoundation: keeps who wants to hear what."""

    def __init__(self) -> None:
        self.observers: dict[int, tuple[bytes, object]] = {}
        self.released: list[bytes] = []

    def CFStringCreateWithCString(self, _allocator: None, text: bytes, _encoding: int) -> bytes:
        return text

    def CFNotificationCenterGetDistributedCenter(self) -> str:
        return "distributed"

    def CFNotificationCenterAddObserver(self, centre, who, callback, name, _object, at_once) -> None:
        assert (centre, at_once) == ("distributed", 4)
        self.observers[who.value] = (name, callback)

    def CFNotificationCenterRemoveEveryObserver(self, _centre, who) -> None:
        del self.observers[who.value]

    def CFRelease(self, text: bytes) -> None:
        self.released.append(text)


def test_macos_tells_of_its_locked_screen() -> None:
    core, told = CoreFoundation(), []
    screen = os_lock_macos.MacScreen(told.append, core)
    ((name, callback),) = core.observers.values()
    assert name == b"com.apple.screenIsLocked"
    callback(None, None, None, None, None)
    assert told == [OS_LOCKED]
    screen.stop()
    assert core.observers == {}
    assert core.released == [b"com.apple.screenIsLocked"]


# -- Linux ------------------------------------------------------------------------------------------------


class Logind(QDBusVirtualObject):
    """Answers as systemd's logind does, for one session."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = {"Active": True, "LockedHint": False}
        self.asked: list[str] = []

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        last = str(message.arguments()[-1])
        self.asked.append(f"{message.member()} {last}")
        answer = (
            QDBusObjectPath(SESSION) if message.member() == "GetSession" else QDBusVariant(self.facts[last])
        )
        reply = message.createReply()
        reply.setArguments([answer])
        connection.send(reply)
        return True


class Desktop:
    """A Linux desktop that tells of its lock. Over a bus of its own where there is one, else straight to the slots."""

    def __init__(self, window: QWidget, address: str, qtbot: QtBot) -> None:
        self.told: list[str] = []
        self.logind = Logind()
        self._qtbot, self._address = qtbot, address
        if address:
            listening = QDBusConnection.connectToBus(address, "listening")
            self._talking = QDBusConnection.connectToBus(address, "talking")
            assert self._talking.registerService("org.freedesktop.login1")
            self._talking.registerVirtualObject(
                "/org/freedesktop/login1",
                self.logind,
                QDBusConnection.VirtualObjectRegisterOption.SubPath,
            )
            self.session = os_lock_linux.LinuxSession(window, self.told.append, listening, listening)
            qtbot.waitUntil(lambda: self.session._session == SESSION)
        else:
            self.session = os_lock_linux.LinuxSession(window, self.told.append, None, None)

    def tells(self, path: str, interface: str, name: str, *arguments: object) -> None:
        """Send a signal, and wait until all that was sent so far has come."""
        if self._address:
            signal = QDBusMessage.createSignal(path, interface, name)
            signal.setArguments(list(arguments))
            assert self._talking.send(signal)
            return
        slots = {
            "PrepareForSleep": self.session.on_sleep,
            "ActiveChanged": self.session.on_screen_saver,
            "Lock": self.session.on_lock,
        }
        if name in slots:
            slots[name](*arguments)
            return
        for fact, value in self.logind.facts.items():
            reply = QDBusMessage.createSignal(path, interface, name)
            reply.setArguments([QDBusVariant(value)])
            self.session.understand(os_lock_linux.plain(reply.arguments()), fact)

    def has_told(self, *reasons: str) -> None:
        self._qtbot.waitUntil(lambda: tuple(self.told) == reasons)

    def close(self) -> None:
        self.session.stop()
        for name in ("listening", "talking") if self._address else ():
            QDBusConnection.disconnectFromBus(name)


def start_bus() -> tuple[subprocess.Popen[str] | None, str]:
    program = shutil.which("dbus-daemon")
    if program is None:
        return None, ""
    bus = subprocess.Popen(
        [program, "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    return bus, bus.stdout.readline().strip()


@pytest.fixture
def linux(window: QWidget, qtbot: QtBot) -> Iterator[Desktop]:
    bus, address = start_bus()
    try:
        made = Desktop(window, address, qtbot)
        yield made
        made.close()
    finally:
        if bus is not None:
            bus.terminate()
            bus.communicate()


def test_linux_tells_of_sleep_before_it_comes(linux: Desktop) -> None:
    manager = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
    linux.tells(*manager, False)  # it has just woken up
    linux.tells(*manager, True)
    linux.has_told(SUSPENDED)


def test_linux_tells_that_the_session_is_to_lock(linux: Desktop) -> None:
    linux.tells(SESSION, "org.freedesktop.login1.Session", "Lock")
    linux.has_told(OS_LOCKED)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
        ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    ],
)
def test_a_linux_desktop_tells_of_its_locked_screen(linux: Desktop, path: str, name: str) -> None:
    linux.tells(path, name, "ActiveChanged", False)
    linux.tells(path, name, "ActiveChanged", True)
    linux.has_told(OS_LOCKED)


@pytest.mark.parametrize(
    ("fact", "value", "why"), [("Active", False, USER_SWITCHED), ("LockedHint", True, OS_LOCKED)]
)
def test_linux_tells_of_another_user_and_of_a_lock_by_the_session_itself(
    linux: Desktop, fact: str, value: bool, why: str
) -> None:
    linux.logind.facts[fact] = value
    linux.tells(
        SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "org.freedesktop.login1.Session"
    )
    linux.has_told(why)


def test_a_session_that_changes_in_another_way_locks_nothing(linux: Desktop) -> None:
    linux.tells(
        SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "org.freedesktop.login1.Session"
    )
    linux.tells(SESSION, "org.freedesktop.login1.Session", "Lock")
    linux.has_told(OS_LOCKED)


def test_without_a_bus_nothing_is_told_and_nothing_goes_wrong(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    quiet = os_lock_linux.LinuxSession(window, told.append, None, None)
    quiet.on_screen_saver(False)
    assert told == []
    quiet.stop()
    quiet.on_screen_saver(True)
    assert told == []
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    os_lock_linux.listen(window, told.append).stop()
