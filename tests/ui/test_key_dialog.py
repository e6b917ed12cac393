"""Changing the key of the store at the window: the password, how far it is, stopping it, and what is left to do."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import InputError, Problem, StoreBusy
from securecare_desktop.domain.messages import Changed
from securecare_desktop.services.store_key import KeyChanged
from securecare_desktop.ui import notify, tasks
from securecare_desktop.ui.admin.key_dialog import KeyDialog
from tests.ui.reading import texts

Report = Callable[[int, int], None]


class FakeKey:
    """Works in two halves, and goes on when the test lets it."""

    def __init__(self) -> None:
        self.half_way, self.go_on = threading.Event(), threading.Event()
        self.fails: Exception | None = None
        self.older_copies: tuple[str, ...] = ()
        self.passwords: list[str] = []

    def change_key(self, password: str, report: Report) -> KeyChanged:
        self.passwords.append(password)
        if self.fails is not None:
            raise self.fails
        report(42, 100)
        self.half_way.set()
        assert self.go_on.wait(60)
        report(100, 100)
        return KeyChanged(Changed(frozenset({"staff"})), self.older_copies)


@pytest.fixture
def key() -> Iterator[FakeKey]:
    made = FakeKey()
    yield made
    made.go_on.set()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 620)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, page: QWidget, key: FakeKey) -> KeyDialog:
    made = KeyDialog(page, key.change_key)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def start(dialog: KeyDialog, qtbot: QtBot, password: str = "lantern pickle orbit") -> None:
    qtbot.keyClicks(dialog.form.editor("password").inputs()[0], password)
    qtbot.mouseClick(dialog.change, Qt.MouseButton.LeftButton)


def settled() -> bool:
    return not tasks.hub().running


def test_it_says_when_one_does_it_and_asks_for_the_password(
    dialog: KeyDialog, key: FakeKey, qtbot: QtBot
) -> None:
    assert "somebody left on bad terms" in " ".join(texts(dialog))
    qtbot.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    assert dialog.form.row("password").error
    assert key.passwords == []


def test_it_grows_for_the_sentence_under_a_wrong_password(
    dialog: KeyDialog, key: FakeKey, qtbot: QtBot
) -> None:
    key.fails = InputError((Problem("password", "This is not your password. Nothing has changed."),))
    start(dialog, qtbot)
    row = dialog.form.row("password")
    qtbot.waitUntil(lambda: bool(row.error))
    qtbot.waitUntil(lambda: row.height() >= row.heightForWidth(row.width()))
    assert row.editor.height() >= row.editor.minimumSizeHint().height()
    assert QApplication.focusWidget() in row.editor.inputs()


def test_the_bar_shows_how_far_it_is_and_then_what_is_left_to_do(
    dialog: KeyDialog, key: FakeKey, qtbot: QtBot
) -> None:
    key.older_copies = ("before-upgrade.db",)
    start(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.bar.value() == 42)
    assert dialog.percent.text() == "42 %"
    assert dialog.bar.isVisible()
    assert not dialog.change.isEnabled()
    key.go_on.set()
    qtbot.waitUntil(settled)
    said = " ".join(texts(dialog))
    assert "The store has a new key." in said
    assert "before-upgrade.db" in said
    assert key.passwords == ["lantern pickle orbit"]
    assert QApplication.focusWidget() is dialog.cancel
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_enter_on_cancel_cancels(dialog: KeyDialog, key: FakeKey, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.form.editor("password").inputs()[0], "lantern pickle orbit")
    dialog.cancel.setFocus()
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return)
    assert key.passwords == []


@pytest.mark.parametrize("way", ["button", "escape"])
def test_it_is_stopped_before_the_swap_and_said_to_be_so(
    dialog: KeyDialog, key: FakeKey, qtbot: QtBot, notices: notify.Recorder, way: str
) -> None:
    start(dialog, qtbot)
    assert key.half_way.wait(60)
    assert dialog.cancel.text() == "Stop"
    if way == "button":
        qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    key.go_on.set()
    qtbot.waitUntil(settled)
    assert notices.told == [("info", "Stopped. Everything is as it was before.")]


def test_a_lock_closes_it_stops_it_and_says_nothing(
    dialog: KeyDialog, key: FakeKey, qtbot: QtBot, notices: notify.Recorder
) -> None:
    start(dialog, qtbot)
    assert key.half_way.wait(60)
    dialog.reject()  # as every dialog is closed by a lock
    tasks.discard()
    key.go_on.set()
    qtbot.waitUntil(settled)
    assert notices.told == []


def test_from_the_swap_on_it_cannot_be_stopped(dialog: KeyDialog, key: FakeKey, qtbot: QtBot) -> None:
    shown: list[bool] = []
    dialog.bar.valueChanged.connect(lambda percent: shown.append(percent == 100))
    start(dialog, qtbot)
    dialog._show_percent(100)
    assert not dialog.cancel.isEnabled()
    key.go_on.set()
    qtbot.waitUntil(settled)
    assert dialog.cancel.isEnabled()  # it says "Close" by now
    assert shown[-1]


def test_a_wrong_password_is_said_at_the_field_and_can_be_written_again(
    dialog: KeyDialog, key: FakeKey, qtbot: QtBot
) -> None:
    key.fails = InputError((Problem("password", "This is not your password. Nothing has changed."),))
    start(dialog, qtbot, "not the password")
    qtbot.waitUntil(settled)
    assert dialog.form.row("password").error == "This is not your password. Nothing has changed."
    assert dialog.form.isVisible()
    assert dialog.change.isEnabled()
    assert dialog.form.values()["password"] == ""


def test_another_window_that_has_the_store_open_is_said_in_the_dialog(
    dialog: KeyDialog, key: FakeKey, qtbot: QtBot, notices: notify.Recorder
) -> None:
    key.fails = StoreBusy("The store is open in another window.", "Close the other windows.")
    start(dialog, qtbot)
    qtbot.waitUntil(settled)
    assert notices.told == [("late", "The store is open in another window. Close the other windows.")]
    assert dialog.change.isEnabled()
