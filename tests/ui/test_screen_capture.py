"""No screenshot shows the program's windows, where the system can be told so. The system is stood in for here."""

import ctypes

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.ui.shell.screen_capture import ALLOW_VARIABLE, CaptureShield, shield
from securecare_desktop.ui.shell.screen_capture_macos import MacCapture
from securecare_desktop.ui.shell.screen_capture_windows import WM_SHOWWINDOW, WindowsCapture
from securecare_desktop.ui.shell.windows_messages import KIND, Message, WindowsMessages

NOT_THERE, BLACK = 0x11, 0x01


class User32:
    """Stands for Windows: what each window looks like in a picture. Before 2004 it could only be black."""

    def __init__(self, *knows: int) -> None:
        self.knows = knows or (NOT_THERE, BLACK)
        self.looks: dict[int, int] = {}

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, look: int) -> int:
        if look not in self.knows:
            return 0
        self.looks[window.value or 0] = look
        return 1


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLabel("Kai"))
    return made


def handle(widget: QWidget) -> int:
    return int(widget.winId())


def test_a_window_that_is_there_and_every_dialog_after_it_are_kept_out(window: QWidget, qtbot: QtBot) -> None:
    user32 = User32()
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    CaptureShield(window, WindowsCapture(user32, WindowsMessages()).hide)
    assert user32.looks[handle(window)] == NOT_THERE
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert user32.looks[handle(dialog)] == NOT_THERE


def test_a_window_that_comes_later_is_kept_out_as_it_comes(window: QWidget, qtbot: QtBot) -> None:
    user32 = User32()
    CaptureShield(window, WindowsCapture(user32, WindowsMessages()).hide)
    window.show()
    qtbot.waitUntil(lambda: handle(window) in user32.looks)


def shown(heard: WindowsMessages, window: int, is_shown: int) -> None:
    message = Message(hwnd=window, message=WM_SHOWWINDOW, w_param=is_shown)
    heard.nativeEventFilter(QByteArray(KIND), ctypes.addressof(message))


def test_a_menu_that_never_gets_the_focus_is_kept_out_as_windows_shows_it(window: QWidget) -> None:
    user32, heard = User32(), WindowsMessages()
    CaptureShield(window, WindowsCapture(user32, heard).hide)
    menu = QMenu(window)
    shown(heard, handle(menu), 0)  # it goes
    assert handle(menu) not in user32.looks
    shown(heard, handle(menu), 1)
    assert user32.looks[handle(menu)] == NOT_THERE


def test_an_older_windows_shows_it_black(window: QWidget, qtbot: QtBot) -> None:
    user32 = User32(BLACK)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    CaptureShield(window, WindowsCapture(user32, WindowsMessages()).hide)
    assert user32.looks[handle(window)] == BLACK


class Objects:
    """Stands for macOS: each view stands in a window, but for one that is just being made."""

    def __init__(self, windows: dict[int, int]) -> None:
        self.windows = windows
        self.told: list[tuple[int, bytes, int]] = []

    def ask(self, receiver: int, name: bytes) -> int:
        assert name == b"window"
        return self.windows.get(receiver, 0)

    def tell(self, receiver: int, name: bytes, number: int) -> None:
        self.told.append((receiver, name, number))


def test_on_macos_the_window_of_the_view_is_told() -> None:
    objects = Objects({5: 50})
    capture = MacCapture(objects)
    capture.hide(5)
    capture.hide(6)
    assert objects.told == [(50, b"setSharingType:", 0)]


def test_linux_has_no_word_for_it_and_nothing_is_done(window: QWidget) -> None:
    assert shield(window, platform="linux", environment={}) is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_somebody_who_helps_from_afar_may_be_let_see(window: QWidget, platform: str) -> None:
    assert shield(window, platform=platform, environment={ALLOW_VARIABLE: "1"}) is None


def test_a_system_that_is_too_old_is_no_trouble(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "WinDLL", lambda _name: (_ for _ in ()).throw(OSError()), raising=False)
    assert shield(window, platform="win32", environment={}) is None
