"""Signing in at a shared computer, locking it, and coming back to what was there."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui.desk import Desk
from securecare_desktop.ui.help.dialog import HelpDialog
from securecare_desktop.ui.main_window import MainWindow
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.sign_in.locked import Locked
from securecare_desktop.ui.sign_in.page import SignIn
from tests.journeys.conftest import Opens
from tests.support.house import PASSWORD, STAFF, House

YOUNG_PEOPLE = ("Kai", "Dev")


@pytest.fixture
def window(open_window: Opens, services: Services, house: House, qtbot: QtBot) -> MainWindow:
    made = open_window(services, house.folder)
    qtbot.waitUntil(lambda: bool(sign_in_page(made).people.tiles))
    return made


def sign_in_page(window: MainWindow) -> SignIn:
    assert isinstance(window.face, SignIn)
    return window.face


def choose(window: MainWindow, name: str, qtbot: QtBot) -> SignIn:
    page = sign_in_page(window)
    page.filter.clear()
    qtbot.keyClicks(page.filter, name)
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    return page


def sign_in(window: MainWindow, qtbot: QtBot, role: Role = Role.UNIT_MANAGER) -> None:
    page = choose(window, STAFF[role], qtbot)
    qtbot.keyClicks(page.password.line, PASSWORD)
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: window.desk is not None and bool(window.desk.rail.people) or role is Role.SYSTEM_ADMINISTRATOR
    )
    qtbot.waitUntil(lambda: window.desk is not None)


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def locked_page(window: MainWindow) -> Locked:
    assert isinstance(window.face, Locked)
    return window.face


def everything_to_read(window: QWidget) -> str:
    """Return every text that could be seen, hovered over or read out, hidden or not."""
    found = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        text = getattr(widget, "text", None)
        if isinstance(widget, QLabel) or callable(text):
            found.append(str(text()))
    return " ".join(found)


def test_a_wrong_password_then_the_right_one_leads_to_today(window: MainWindow, qtbot: QtBot) -> None:
    page = choose(window, "Denise Okafor", qtbot)
    qtbot.keyClicks(page.password.line, "not the password")
    qtbot.mouseClick(page.password.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.password.error_words.isVisible)
    assert page.password.error_words.text().startswith("Name and password do not fit together.")
    qtbot.keyClicks(page.password.line, PASSWORD)  # what was there is selected and gives way
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None and len(window.desk.rail.people) == 2)
    assert [item.text_shown for item in window.desk.rail.people] == ["Dev", "Kai"]
    assert window.desk.rail.items["today"].isChecked()
    assert window.desk.rail.items["worker_changes"].accessibleName() == "Changes of worker, 2"


def test_nobody_who_has_not_signed_in_can_read_a_young_persons_name(window: MainWindow) -> None:
    shown = everything_to_read(window)
    assert "Denise Okafor" in shown
    assert not any(name in shown for name in YOUNG_PEOPLE)


def test_the_lock_takes_every_page_and_every_name_away(window: MainWindow, qtbot: QtBot) -> None:
    sign_in(window, qtbot)
    frame = window.desk
    assert frame is not None
    gone = []
    frame.destroyed.connect(lambda: gone.append(True))
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = locked_page(window)
    assert page.isVisible()
    assert page.password.line.hasFocus()
    qtbot.waitUntil(lambda: bool(gone))
    shown = everything_to_read(window)
    assert "Graham Pell" in shown
    assert not any(name in shown for name in YOUNG_PEOPLE)
    assert window.windowTitle() == "SecureCare Desktop"


def test_after_the_lock_the_store_is_closed_and_the_password_opens_it_where_one_was(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    sign_in(window, qtbot)
    desk_of(window).navigate(Place("staff"))
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not services.session.signed_in)
    page = locked_page(window)
    qtbot.keyClicks(page.password.line, PASSWORD)
    qtbot.mouseClick(page.password.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk is not None)
    assert desk_of(window).rail.items["staff"].isChecked()


def test_another_person_does_not_come_to_where_the_last_one_was(window: MainWindow, qtbot: QtBot) -> None:
    sign_in(window, qtbot)
    desk_of(window).navigate(Place("settings"))
    assert window.desk is not None
    qtbot.mouseClick(window.desk.bar.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(window.face, SignIn) and bool(sign_in_page(window).people.tiles))
    sign_in(window, qtbot, Role.SHIFT_LEAD)
    assert desk_of(window).rail.items["today"].isChecked()


def test_the_lock_works_over_a_dialog_and_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    sign_in(window, qtbot)
    dialog = HelpDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.page.text.setFocus()
    QTest.keyClick(dialog.page.text, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.face, Locked)
    assert not any(d.isVisible() for d in window.findChildren(HelpDialog))


def test_the_lock_leaves_nothing_of_what_was_found(window: MainWindow, qtbot: QtBot) -> None:
    sign_in(window, qtbot)
    finder = desk_of(window).finder
    desk_of(window).find()
    qtbot.keyClicks(finder.line, "kai")
    qtbot.waitUntil(lambda: finder.results is not None)
    results = finder.results
    assert results is not None
    gone = []
    results.destroyed.connect(lambda: gone.append(True))
    QTest.keyClick(finder.line, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.face, Locked)
    shown = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert [w for w in shown if w.isVisible() and w is not window.face] == []
    qtbot.waitUntil(lambda: bool(gone))


def test_the_lock_empties_a_clipboard_that_was_filled_here(window: MainWindow, qtbot: QtBot) -> None:
    sign_in(window, qtbot)
    QGuiApplication.clipboard().setText("Kai said it")
    window.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_nobody_there_for_five_minutes_locks_with_a_notice_before(
    window: MainWindow, house: House, qtbot: QtBot
) -> None:
    sign_in(window, qtbot)
    house.clock.advance(timedelta(minutes=4, seconds=40))
    window.idle.look()
    assert window.desk is not None
    assert window.desk.status.notice.text() == "Locks in 20 seconds. Any key stays."
    house.clock.advance(timedelta(seconds=20))
    window.idle.look()
    assert "after 5 minutes without use" in everything_to_read(locked_page(window))


def test_a_draft_that_was_kept_is_said_on_the_lock(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    sign_in(window, qtbot)
    services.drafts.keep("promises:new", "", {"what": "a bike magazine"})
    window.lock()
    qtbot.waitUntil(lambda: "Your draft is kept" in everything_to_read(window))
    assert "bike" not in everything_to_read(window)


def test_what_is_typed_when_the_lock_comes_is_there_again_afterwards(
    window: MainWindow, qtbot: QtBot
) -> None:
    sign_in(window, qtbot)
    desk_of(window).navigate(Place("new_young_person"))
    line = desk_of(window).page().form.editor("name_used").inputs()[0]  # type: ignore[union-attr]
    qtbot.keyClicks(line, "Zoe")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Your draft is kept" in everything_to_read(window))
    assert "Zoe" not in everything_to_read(window)
    page = locked_page(window)
    qtbot.keyClicks(page.password.line, PASSWORD)
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None)
    form = desk_of(window).page().form  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: form.values()["name_used"] == "Zoe")


def test_settings_are_those_of_each_person_and_come_back(window: MainWindow, qtbot: QtBot) -> None:
    sign_in(window, qtbot)
    desk_of(window).navigate(Place("settings"))
    page = desk_of(window).screens.page("settings")
    qtbot.mouseClick(page.text_size.button("150"), Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    before = QApplication.font().pointSizeF()
    window.switch()
    qtbot.waitUntil(lambda: isinstance(window.face, SignIn) and bool(sign_in_page(window).people.tiles))
    assert QApplication.font().pointSizeF() < before
    sign_in(window, qtbot)
    assert QApplication.font().pointSizeF() == before


def test_whoever_looks_after_the_computer_sees_staff_and_no_young_person(
    window: MainWindow, qtbot: QtBot
) -> None:
    sign_in(window, qtbot, Role.SYSTEM_ADMINISTRATOR)
    assert window.desk is not None
    assert list(window.desk.rail.items) == ["staff", "settings", "help"]
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.rail.items["staff"].isChecked())
    assert not any(name in everything_to_read(window) for name in YOUNG_PEOPLE)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    for width in (1366, 700):  # nothing to find, so no field and no button for it
        window.resize(width, 696)
        assert not window.desk.finder.isVisible()
        assert not window.desk.bar.find.isVisible()


def test_find_opens_the_record_of_a_young_person(window: MainWindow, qtbot: QtBot) -> None:
    sign_in(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = desk_of(window).finder
    assert finder.line.hasFocus()
    qtbot.keyClicks(finder.line, "kai")
    qtbot.waitUntil(lambda: finder.results is not None)
    assert finder.results is not None
    assert any("Kai" in row.accessibleName() for row in finder.results.rows)


def test_a_store_that_has_gone_says_so_and_what_to_do(open_window: Opens, house: House, qtbot: QtBot) -> None:
    window = open_window(house.services(), house.folder)
    qtbot.waitUntil(lambda: bool(sign_in_page(window).people.tiles))
    sign_in(window, qtbot)
    window.switch()
    (house.folder / "keyring.json").unlink()
    qtbot.waitUntil(lambda: isinstance(window.face, SignIn))
    window.open_folder(house.folder)
    qtbot.waitUntil(lambda: sign_in_page(window).trouble is not None)
    trouble = sign_in_page(window).trouble
    assert trouble is not None
    assert "keyring" in trouble.banner.accessibleName()
    qtbot.waitUntil(trouble.choose.isVisible)
    assert trouble.make.isVisible()


def test_a_cut_keyring_is_said_in_one_sentence(open_window: Opens, house: House, qtbot: QtBot) -> None:
    ring = house.folder / "keyring.json"
    ring.write_bytes(ring.read_bytes()[:200])
    window = open_window(house.services(), house.folder)
    qtbot.waitUntil(lambda: sign_in_page(window).trouble is not None)
    trouble = sign_in_page(window).trouble
    assert trouble is not None
    assert "damaged" in trouble.banner.accessibleName()
