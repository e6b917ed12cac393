"""The keys for Lock and Switch work over whatever is open, and nothing of it stays: no window, no word."""

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTableView,
    QTextBrowser,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer

from securecare_desktop.domain.record import Record
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.main_window import MainWindow
from securecare_desktop.ui.shell.lock_reasons import OS_LOCKED, SUSPENDED
from securecare_desktop.ui.sign_in.locked import Locked
from securecare_desktop.ui.sign_in.own_password import OwnPassword
from securecare_desktop.ui.sign_in.page import SignIn
from securecare_desktop.ui.widgets import hand_out
from securecare_desktop.ui.widgets.date_editors import CalendarPopup
from tests.journeys.conftest import Opens
from tests.journeys.steps import Person
from tests.support.house import PASSWORD, STAFF, House

LEAD = STAFF[Role.SHIFT_LEAD]
PLANTED = "zebrafinchsong"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def at(at: Person) -> Person:
    """The shift lead at their desk."""
    at.sign_in(LEAD, PASSWORD)
    return at


def press_where_the_keyboard_is(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Press a key as the system hands it on: to the window that has the focus, whatever lies over it."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, key, modifiers)


# -- what can lie over the page ------------------------------------------------------------------------------


def a_menu(at: Person) -> None:
    at.press("Kai")
    at.press("New entry")
    at.see(lambda: isinstance(QApplication.activePopupWidget(), QMenu))


def the_menu_of_a_field(at: Person) -> None:
    line = a_new_promise(at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), line.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(line, event)
    at.see(lambda: isinstance(QApplication.activePopupWidget(), QMenu))


def a_new_promise(at: Person) -> QPlainTextEdit:
    at.press("Kai")
    at.tab("Promises")
    at.press("Add a promise")
    field = at.write("What was promised", f"A walk {PLANTED}")
    assert isinstance(field, QPlainTextEdit)
    return field


def names_to_choose_from(at: Person) -> None:
    a_new_promise(at)
    at.settle()
    combo = at.field("Who promised it")
    assert isinstance(combo, QComboBox)
    combo.showPopup()
    at.see(lambda: QApplication.activePopupWidget() is not None)


def names_that_fit(at: Person) -> None:
    a_new_promise(at)
    at.settle()
    line = at.write("Who promised it", "")
    QTest.keyClicks(line, "Fem")
    at.see(lambda: QApplication.activePopupWidget() is not None)


def a_calendar(at: Person) -> None:
    a_new_promise(at)
    at.write("By when", "")
    at.key(Qt.Key.Key_F4)
    at.see(lambda: isinstance(QApplication.activePopupWidget(), CalendarPopup))


def what_was_found(at: Person) -> None:
    a_new_promise(at)
    at.press("Save")
    at.wait_until_gone("In the words it was promised in.")
    at.control(Qt.Key.Key_K)
    at.type(PLANTED)
    at.wait_for(f"A walk {PLANTED}")


def a_sheet(at: Person) -> None:
    a_new_promise(at)


def a_tooltip(at: Person) -> None:
    a_new_promise(at)
    at.press("Save")
    at.press("Add what they said")
    at.write("Their words", PLANTED)
    at.tick("Their words", "said it")
    at.press("Save")
    table = at.find(QTableView, "In their own words")
    at.see(lambda: table.model().rowCount() == 1)
    place = table.visualRect(table.model().index(0, 0)).center()
    help_event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), help_event)
    at.see(lambda: PLANTED in QToolTip.text())


def a_question(at: Person) -> None:
    at.press("Kai")
    at.tab("Changes of worker")
    at.press("What can be done with this change")
    at.choose_from_menu("Finish this change")
    at.wait_for("Finish it")
    at.see(at.top().isActiveWindow)


def help_as_a_page(at: Person) -> None:
    at.key(Qt.Key.Key_F1)


def a_pack(at: Person) -> None:
    at.press("Kai")
    at.press("Handover pack")
    at.wait_for("Page 1 of ")
    at.see(at.top().isActiveWindow)


def the_password_of_a_pack(at: Person) -> None:
    a_pack(at)
    at.press("Save as PDF")
    at.write("Password for this PDF", "open the")


def where_a_pack_goes(at: Person) -> None:
    a_pack(at)
    at.press("Save as PDF")
    at.press("Save without a password")
    at.see(lambda: isinstance(QApplication.activeWindow(), QFileDialog))


def whether_a_file_is_written_over(at: Person) -> None:
    where_a_pack_goes(at)
    dialog = next(d for d in at.window.findChildren(QFileDialog) if d.isVisible())
    asking = QMessageBox(QMessageBox.Icon.Warning, "Save as PDF", "It is there already.", parent=dialog)
    asking.open()
    at.see(asking.isActiveWindow)


def the_printers(at: Person) -> None:
    a_pack(at)
    at.press("Print")
    at.see(lambda: isinstance(QApplication.activeWindow(), hand_out.QPrintDialog))


OVER = (
    a_menu,
    the_menu_of_a_field,
    names_to_choose_from,
    names_that_fit,
    a_calendar,
    what_was_found,
    a_sheet,
    a_tooltip,
    a_question,
    help_as_a_page,
    a_pack,
    the_password_of_a_pack,
    where_a_pack_goes,
    whether_a_file_is_written_over,
    the_printers,
)


ONE_OF_EACH = (a_menu, a_calendar, a_question, the_printers)
"""A popup, a window of its own, a dialog of ours and one of the system: Switch goes the same way as Lock."""


@pytest.fixture
def a_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with a printer: what Qt's own dialog needs to open."""
    monkeypatch.setattr(hand_out.QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office"]))


def left_over(window: QWidget) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]


@pytest.fixture(autouse=True)
def of_others(qapp: QApplication) -> Iterator[set[int]]:
    """The widgets of tests before this one, which a test that failed may have left."""
    OTHERS.update(getCppPointer(widget)[0] for widget in QApplication.allWidgets())
    yield OTHERS
    OTHERS.clear()


OTHERS: set[int] = set()


def words_left() -> str:
    """Return everything that any widget of the program holds, seen or not, in text, lists, names and tooltips."""
    found = [QToolTip.text()]
    for widget in QApplication.allWidgets():
        if getCppPointer(widget)[0] in OTHERS:
            continue
        found += [
            widget.toolTip(),
            widget.statusTip(),
            widget.whatsThis(),
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.windowTitle(),
            *(action.text() for action in widget.actions()),
        ]
        for name in ("text", "toPlainText", "placeholderText", "title", "currentText"):
            getter = getattr(widget, name, None)
            if callable(getter):
                found.append(str(getter()))
        if isinstance(widget, QComboBox):
            found += [widget.itemText(i) for i in range(widget.count())]
        model = getattr(widget, "model", None)
        if callable(model) and model() is not None:
            rows, columns = model().rowCount(), model().columnCount()
            found += [str(model().index(r, c).data()) for r in range(rows) for c in range(columns)]
    return "\n".join(found)


@pytest.mark.parametrize("over", OVER, ids=lambda over: over.__name__)
@pytest.mark.usefixtures("a_printer")
def test_lock_works_over_everything_and_leaves_nothing_of_it(
    at: Person, notices: notify.Recorder, over: Callable[[Person], None]
) -> None:
    over(at)
    press_where_the_keyboard_is(Qt.Key.Key_L, CONTROL)
    assert isinstance(at.window, MainWindow)
    assert isinstance(at.window.face, Locked)
    at.see(lambda: left_over(at.window) == [])
    at.see(lambda: PLANTED not in words_left() and "Kai" not in words_left())
    at.see(lambda: QApplication.focusWidget() is at.field("Password"))
    assert notices.defects == []


@pytest.mark.parametrize("over", ONE_OF_EACH, ids=lambda over: over.__name__)
@pytest.mark.usefixtures("a_printer")
def test_switch_works_over_everything_and_shows_the_names(
    at: Person, notices: notify.Recorder, over: Callable[[Person], None]
) -> None:
    over(at)
    press_where_the_keyboard_is(Qt.Key.Key_L, CONTROL | SHIFT)
    assert isinstance(at.window, MainWindow)
    assert isinstance(at.window.face, SignIn)
    at.see(lambda: left_over(at.window) == [])
    at.see(lambda: PLANTED not in words_left() and "Kai" not in words_left())
    assert notices.defects == []


def held(words: str) -> list[object]:
    """Return what in the memory of the program holds these words."""
    found: list[object] = []
    for one in gc.get_objects():
        if isinstance(one, Record):
            values: Iterable[object] = [getattr(one, field.name) for field in fields(one)]
        elif isinstance(one, dict):
            values = tuple(one.values())
        else:
            values = tuple(one) if isinstance(one, list | tuple) else ()
        if any(isinstance(value, str) and words in value for value in values):
            found.append(one)
    return found


@pytest.fixture
def whole_heap() -> Iterator[None]:
    """Everything in memory is looked through again, also what stood there before these tests."""
    gc.unfreeze()
    yield
    gc.freeze()


@pytest.mark.usefixtures("whole_heap")
def test_no_record_stays_in_memory(at: Person, services: Services) -> None:
    what_was_found(at)
    at.press("Kai")
    at.tab("Promises")
    at.press("Add a promise")
    at.write("What was promised", "A boat " + PLANTED)
    at.settle()
    assert held("A walk " + PLANTED)
    press_where_the_keyboard_is(Qt.Key.Key_L, CONTROL)
    at.see(lambda: held("A walk " + PLANTED) == [])
    at.see(lambda: held("A boat " + PLANTED) == [])


def test_what_can_be_undone_in_a_text_goes_with_it(at: Person) -> None:
    field = a_new_promise(at)
    assert field.document().isUndoAvailable()
    gone: list[bool] = []
    field.document().destroyed.connect(lambda: gone.append(True))
    press_where_the_keyboard_is(Qt.Key.Key_L, CONTROL)
    at.see(lambda: gone)


def test_the_buttons_say_their_keys(at: Person) -> None:
    assert isinstance(at.window, MainWindow)
    assert at.window.desk is not None
    bar = at.window.desk.bar
    assert bar.lock.toolTip() == "Lock (Ctrl L)"
    assert bar.switch.toolTip() == "Switch person (Ctrl Shift L)"
    at.key(Qt.Key.Key_F1)
    guide = at.find(QTextBrowser, "Keys and user guide")
    assert all(keys in guide.toPlainText() for keys in ("Ctrl L", "Ctrl Shift L"))


def test_the_key_for_switch_works_over_the_lock_too(at: Person) -> None:
    assert isinstance(at.window, MainWindow)
    press_where_the_keyboard_is(Qt.Key.Key_L, CONTROL)
    at.wait_for("Locked")
    press_where_the_keyboard_is(Qt.Key.Key_L, CONTROL | SHIFT)
    assert isinstance(at.window.face, SignIn)
    at.sign_in(STAFF[Role.UNIT_MANAGER], PASSWORD)


@pytest.mark.parametrize("way", ["switch", "sleep"])
def test_a_pin_undoes_no_lock_that_somebody_turned_away_from_or_that_the_computer_slept_through(
    at: Person, services: Services, way: str
) -> None:
    assert isinstance(at.window, MainWindow)
    services.session.keys.set_pin("730519")
    at.control(Qt.Key.Key_L)
    at.see(lambda: services.session.opens_with_pin)
    at.wait_for("Or your PIN")
    if way == "switch":
        at.press("Switch")
    else:
        at.window.os_lock.locked.emit(SUSPENDED)
        at.wait_until_gone("Or your PIN")
    at.see(lambda: not services.session.opens_with_pin)


@pytest.mark.parametrize("way", ["lock", "switch", "system", "idle"])
def test_whoever_is_still_asked_for_a_password_of_their_own_is_turned_back_by_every_lock(
    open_window: Opens, services: Services, house: House, qtbot: QtBot, way: str
) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    member = next(m for m in manager.staff.list() if m.name == LEAD)
    manager.session.keys.add_slot(member, "bramble otter lantern", one_time=True)
    window = open_window(services, house.folder)
    at = Person(window, qtbot)
    at.press(LEAD, starts=True)
    at.try_password("bramble otter lantern")
    at.see(lambda: isinstance(window.face, OwnPassword))
    if way == "lock":
        press_where_the_keyboard_is(Qt.Key.Key_L, CONTROL)
    elif way == "switch":
        press_where_the_keyboard_is(Qt.Key.Key_L, CONTROL | SHIFT)
    elif way == "system":
        window.os_lock.locked.emit(OS_LOCKED)
    else:
        house.clock.advance(timedelta(minutes=5))
        window.idle.look()
    assert isinstance(window.face, SignIn)
    at.see(lambda: not services.session.signed_in)
