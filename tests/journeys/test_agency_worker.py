"""An agency worker for a week: added until a date, in with a one-time password, with one young person, and gone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.journeys.steps import Person
from tests.support.house import PASSWORD, STAFF, TODAY, House

MANAGER = STAFF[Role.UNIT_MANAGER]
OWN_PASSWORD = "walnut kettle harbour"


def add_rhys(at: Person) -> str:
    """Add the agency worker until a week from now and return the password that was shown."""
    at.press("Staff")
    at.press("Add staff")
    at.write("First and last name", "Rhys Bevan")
    at.choose("Role", "Agency worker")
    at.write("Last day", "20 May 2026")
    at.press("Save")
    at.wait_for("One-time password for Rhys Bevan", "Hand it over in person", "They see no young person")
    shown = [
        one.text()
        for one in at.window.findChildren(QLabel)
        if one.isVisible() and one.property("role") == "one-time"
    ]
    at.press("I have handed it over")
    at.wait_until_gone(shown[0])
    return shown[0]


def assign_kai(at: Person) -> None:
    at.press("Assign a young person")
    at.choose("Agency worker", "Rhys Bevan")
    at.choose("Sees", "Kai")
    at.press("Save")
    at.wait_for("Saved.")


def rail(at: Person) -> list[str]:
    desk = at.window.desk  # type: ignore[attr-defined]
    return [item.text_shown for item in desk.rail.people]


def try_to_come_in(at: Person, name: str, password: str) -> None:
    """Choose a name, wherever it stands on the sign-in page, and write the password."""
    at.write("Type a name", name)
    at.key(Qt.Key.Key_Return)
    at.try_password(password)


def test_an_agency_worker_comes_for_a_week_and_is_gone_the_day_after(
    at: Person, house: House, services: Services
) -> None:
    at.sign_in(MANAGER, PASSWORD)
    words = add_rhys(at)
    at.wait_for("ends Wed 20 May", "Password not used yet")
    assign_kai(at)
    at.settle()

    at.press("Switch", starts=True)
    try_to_come_in(at, "Rhys Bevan", words)
    at.wait_for("Choose your own password", "somebody else knows it")
    assert "Kai" not in at.reads()
    at.write("Your own password", OWN_PASSWORD)
    at.write("The same once more", OWN_PASSWORD)
    at.press("Keep this password and go on")
    at.see(lambda: at.all(QAbstractButton, "Settings"))
    at.settle()
    assert rail(at) == ["Kai"]

    house.clock.advance(timedelta(days=7))  # Thursday 21 May
    at.press("Switch", starts=True)
    try_to_come_in(at, "Rhys Bevan", OWN_PASSWORD)
    at.wait_for("This account has ended.")
    assert not services.session.signed_in

    at.press("Not me")
    try_to_come_in(at, STAFF[Role.SHIFT_LEAD], PASSWORD)
    at.press("Staff")
    at.wait_for("ended Wed 20 May")
    at.settle()
    assert "Rhys Bevan" not in {p.name for p in services.session.sign_in_page().people}
    assert services.session.clock.today() == TODAY + timedelta(days=7)


def test_a_colleague_who_forgot_the_password_is_helped_and_one_who_is_ended_is_out_at_the_next_click(
    at: Person, house: House, services: Services
) -> None:
    femi = STAFF[Role.RESIDENTIAL_WORKER]
    elsewhere = house.signed_in(Role.RESIDENTIAL_WORKER)
    at.sign_in(MANAGER, PASSWORD)
    at.press("Staff")
    at.open_row("Staff", femi)
    at.press("One-time password")
    at.wait_for("opens nothing any more")
    at.press("Give a one-time password")
    at.wait_for(f"One-time password for {femi}")
    at.press("I have handed it over")
    at.wait_for("Password not used yet")
    at.open_row("Staff", femi)
    at.press("End now")
    at.press("End the account")
    at.wait_for("ended Thu 14 May")
    at.settle()
    with pytest.raises(Exception, match="has ended"):
        elsewhere.young_people.list()


def test_the_key_of_the_store_is_changed_from_the_staff_page(
    at: Person, house: House, services: Services
) -> None:
    at.sign_in(MANAGER, PASSWORD)
    before = services.session.keys.whole()
    at.press("Staff")
    at.press("Change the key of the store")
    at.wait_for("somebody left on bad terms")
    line = at.write("Your password", PASSWORD)
    assert line.window() is not at.window
    at.press("Change the key")
    at.wait_for("The store has a new key.")
    at.press("Close")
    assert services.session.keys.whole() != before
    at.press("Today")
    at.settle()
    assert rail(at) == ["Dev", "Kai"]
    at.control(Qt.Key.Key_L)
    at.see(lambda: not services.session.signed_in)
    at.try_password(PASSWORD)
    at.see(lambda: at.all(QAbstractButton, "Settings"))
