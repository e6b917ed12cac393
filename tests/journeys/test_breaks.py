"""A break: the lock is undone with a PIN, and what was there is there again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.staff import Role
from tests.journeys.conftest import Opens
from tests.journeys.steps import Person
from tests.support.house import PASSWORD, STAFF, House

PIN = "402917"


def at_the_desk(open_window: Opens, house: House, qtbot: QtBot, role: Role = Role.SHIFT_LEAD) -> Person:
    person = Person(open_window(house.services(), house.folder), qtbot)
    person.sign_in(STAFF[role], PASSWORD)
    return person


@pytest.mark.parametrize("role", [Role.SHIFT_LEAD, Role.INSPECTOR])  # an inspector has no drafts to count
def test_a_pin_chosen_in_settings_undoes_the_lock_with_one_field(
    open_window: Opens, house: House, qtbot: QtBot, role: Role
) -> None:
    person = at_the_desk(open_window, house, qtbot, role)
    person.press("Settings")
    person.write("PIN", "111111")
    person.press("Use this PIN until I sign out")
    person.wait_for("Choose digits that do not repeat")
    person.write("PIN", PIN)
    person.press("Use this PIN until I sign out")
    person.wait_for("Your PIN holds until you sign out.")
    person.control(Qt.Key.Key_L)
    person.wait_for("Locked", "Or your PIN, 3 tries left")
    person.try_password("402918")
    person.wait_for("This is not the PIN.", "Or your PIN, 2 tries left")
    person.try_password(PIN)
    person.wait_for("A PIN for your breaks")


def test_without_a_pin_the_lock_says_where_one_is_chosen(
    open_window: Opens, house: House, qtbot: QtBot
) -> None:
    person = at_the_desk(open_window, house, qtbot)
    person.control(Qt.Key.Key_L)
    person.wait_for("Locked", "choose one under Settings")


def test_whoever_wants_it_is_asked_for_the_pin_when_they_sign_in(
    open_window: Opens, house: House, qtbot: QtBot
) -> None:
    person = at_the_desk(open_window, house, qtbot)
    person.press("Settings")
    box = person.find(QCheckBox, "Ask me for a PIN when I sign in")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    person.settle()
    person.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    person.choose_name(STAFF[Role.SHIFT_LEAD])
    person.write("Password", PASSWORD)
    line = person.write("PIN for your breaks (if you want)", "1234")
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.wait_for("Choose 6 to 12 digits")
    line = person.write("PIN for your breaks (if you want)", PIN)
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.see(lambda: person.all(QLabel, "Today") and not person.all(QLabel, "Who is signing in?"))
    person.settle()
    person.control(Qt.Key.Key_L)
    person.wait_for("Locked", "Or your PIN, 3 tries left")
    person.try_password(PIN)
    person.wait_for("Denise Okafor", "Today")


def test_a_password_of_digits_alone_is_not_mistaken_for_a_wrong_pin(
    open_window: Opens, house: House, qtbot: QtBot
) -> None:
    digits = "904713352861"
    services = house.signed_in()
    services.session.change_password(PASSWORD, digits)
    services.session.lock()
    person = Person(open_window(house.services(), house.folder), qtbot)
    person.sign_in(STAFF[Role.SHIFT_LEAD], digits)
    person.press("Settings")
    person.write("PIN", PIN)
    person.press("Use this PIN until I sign out")
    person.wait_for("Your PIN holds until you sign out.")
    person.control(Qt.Key.Key_L)
    person.wait_for("Locked", "Or your PIN, 3 tries left")
    person.try_password(digits)
    person.wait_for("A PIN for your breaks")


def test_somebody_else_is_not_asked_for_a_pin(open_window: Opens, house: House, qtbot: QtBot) -> None:
    person = at_the_desk(open_window, house, qtbot)
    person.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    person.choose_name(STAFF[Role.RESIDENTIAL_WORKER])
    person.field("Password")
    assert "PIN" not in person.reads()
