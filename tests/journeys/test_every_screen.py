"""Every screen and every tab comes up from the rail, in a wide and in a small window, without a defect."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify, tasks
from securecare_desktop.ui.admin.settings_page import SettingsPage
from securecare_desktop.ui.desk import Desk
from securecare_desktop.ui.main_window import MainWindow
from securecare_desktop.ui.page import Place
from tests.journeys.conftest import Opens
from tests.support.house import KAI, PASSWORD, STAFF, House, change_id

TABS = (
    "overview", "plan", "family_time", "people", "checklists", "clocks", "worker_changes", "promises", "stay", "packs",
)  # fmt: skip


def at_a_desk(open_window: Opens, house: House, qtbot: QtBot, role: Role) -> Desk:
    services = house.services()
    window = open_window(services, house.folder)
    qtbot.waitUntil(lambda: bool(window.face.people.tiles))  # type: ignore[union-attr]
    face = window.face
    qtbot.keyClicks(face.filter, STAFF[role])  # type: ignore[union-attr]
    qtbot.keyClick(face.filter, Qt.Key.Key_Return)  # type: ignore[union-attr]
    qtbot.keyClicks(face.password.line, PASSWORD)  # type: ignore[union-attr]
    qtbot.keyClick(face.password.line, Qt.Key.Key_Return)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.desk is not None and bool(window.desk.rail.people))
    assert window.desk is not None
    return window.desk


def settle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.hub().running)


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.RESIDENTIAL_WORKER, Role.INSPECTOR])
def test_every_entry_of_the_rail_and_every_tab_comes_up(
    open_window: Opens, house: House, qtbot: QtBot, notices: notify.Recorder, role: Role
) -> None:
    desk = at_a_desk(open_window, house, qtbot, role)
    for item in (*desk.rail.items.values(), *desk.rail.people):
        qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
        settle(qtbot)
        assert item.isChecked()
        page = desk.page()
        assert page is not None
        assert page.isVisible()
    for tab in TABS:
        desk.navigate(Place("young_person", KAI, tab))
        settle(qtbot)
        assert desk.place.tab == tab
    assert notices.defects == []
    assert notices.told == []


@pytest.mark.parametrize("size", [(683, 348), (1000, 600)])
def test_every_tab_comes_up_in_a_small_window(
    open_window: Opens, house: House, qtbot: QtBot, notices: notify.Recorder, size: tuple[int, int]
) -> None:
    desk = at_a_desk(open_window, house, qtbot, Role.SHIFT_LEAD)
    desk.window().resize(*size)
    for tab in TABS:
        desk.navigate(Place("young_person", KAI, tab))
        settle(qtbot)
        assert desk.window().width() == size[0], tab
    assert notices.defects == []


def test_a_change_of_worker_opens_on_the_page_of_the_young_person(
    open_window: Opens, house: House, qtbot: QtBot
) -> None:
    desk = at_a_desk(open_window, house, qtbot, Role.SHIFT_LEAD)
    desk.navigate(Place("worker_changes", KAI, record_id=change_id(KAI)))
    settle(qtbot)
    assert (desk.place.screen, desk.place.tab) == ("young_person", "worker_changes")
    assert desk.rail.people[1].isChecked()


def test_control_and_a_number_opens_the_young_person_and_control_tab_the_next_tab(
    open_window: Opens, house: House, qtbot: QtBot
) -> None:
    desk = at_a_desk(open_window, house, qtbot, Role.SHIFT_LEAD)
    QTest.keyClick(desk.window(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot)
    assert desk.place == Place("young_person", KAI)
    QTest.keyClick(desk.window(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot)
    assert desk.place.tab == "plan"


def test_f1_shows_help_as_a_page(open_window: Opens, house: House, qtbot: QtBot) -> None:
    desk = at_a_desk(open_window, house, qtbot, Role.SHIFT_LEAD)
    QTest.keyClick(desk.window(), Qt.Key.Key_F1)
    assert desk.rail.items["help"].isChecked()


def test_when_the_computer_locks_is_the_managers_business_and_holds_at_once(
    open_window: Opens, house: House, qtbot: QtBot
) -> None:
    desk = at_a_desk(open_window, house, qtbot, Role.UNIT_MANAGER)
    desk.navigate(Place("settings"))
    page = desk.page()
    assert isinstance(page, SettingsPage)
    assert page.minutes is not None
    qtbot.mouseClick(page.minutes.button("10"), Qt.MouseButton.LeftButton)
    settle(qtbot)
    assert desk.status.locks.text() == "Locks after 10 minutes without use"
    window = desk.window()
    assert isinstance(window, MainWindow)
    assert window.idle.minutes == 10


def test_a_shift_lead_is_told_when_the_computer_locks_and_cannot_change_it(
    open_window: Opens, house: House, qtbot: QtBot
) -> None:
    desk = at_a_desk(open_window, house, qtbot, Role.SHIFT_LEAD)
    desk.navigate(Place("settings"))
    page = desk.page()
    assert isinstance(page, SettingsPage)
    assert page.minutes is None
