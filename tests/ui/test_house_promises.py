"""All open promises of the house, the promises of whoever leaves, and the dialog of the calendar file."""

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui.admin.staff_page import StaffPage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.promises.house_page import HousePromisesPage
from securecare_desktop.ui.widgets.calendar_dialog import CalendarDialog
from tests.support.house import DEV, KAI, TODAY, House
from tests.ui.test_open_anyway_page import screen

pytestmark = pytest.mark.usefixtures("inline_tasks")

DAY = timedelta(days=1)


def made(services: Services, what: str, who: str = KAI, **other: object) -> Promise:
    given = {"made_by": "Femi Oduya", "made_on": TODAY - 9 * DAY, **other}
    return services.promises.save(Promise(young_person_id=who, what=what, **given)).record  # type: ignore[arg-type]


def whats(page: HousePromisesPage) -> list[str]:
    return [page.table.proxy.index(row, 1).data() for row in range(page.table.proxy.rowCount())]


def test_open_promises_stand_late_ones_first_and_lead_to_the_young_person(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    services = house.signed_in()
    made(services, "Soon", due_on=TODAY + DAY, made_by=services.session.actor.name)
    late = made(services, "Late", DEV, due_on=TODAY - DAY)
    page = screen(services, qtbot, tmp_path, Place("promises"))
    assert isinstance(page, HousePromisesPage)
    assert whats(page) == ["Late", "Soon"]
    assert page.card.second.text() == "2 open, 1 late"
    with qtbot.waitSignal(page.go) as went:
        page.table.opened.emit(page.table.rows_model.rows()[0])
    assert went.args == [Place("young_person", DEV, "promises", late.id)]
    page.open_place(Place("promises", part="mine"))
    assert whats(page) == ["Soon"]


def test_a_last_day_is_set_under_the_promises_that_are_still_open(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    femi = next(m for m in services.staff.list() if m.name == "Femi Oduya")
    promise = made(services, "A photo", due_on=TODAY - DAY)
    page = screen(services, qtbot, tmp_path, Place("staff", record_id=femi.id))
    assert isinstance(page, StaffPage)
    assert page.block is not None
    page.block.buttons["end"].click()
    assert page.left is not None
    words = " ".join(x.text() for x in page.left.findChildren(QLabel))
    assert "Femi Oduya still keeps 1 open promise." in words
    with qtbot.waitSignal(page.go) as went:
        page.left.links[0].click()
    assert went.args == [Place("young_person", KAI, "promises", promise.id, "hand_over")]
    assert page.form is not None
    assert page.form.values()["ends"] == TODAY


def test_an_administrator_sees_only_how_many(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    lead = house.signed_in()
    made(lead, "A photo")
    femi = next(m for m in lead.staff.list() if m.name == "Femi Oduya")
    page = screen(
        house.signed_in(Role.SYSTEM_ADMINISTRATOR), qtbot, tmp_path, Place("staff", record_id=femi.id)
    )
    assert isinstance(page, StaffPage)
    assert page.block is not None
    page.block.buttons["last_day"].click()
    assert page.left is not None
    assert page.left.links == []
    words = " ".join(x.text() for x in page.left.findChildren(QLabel))
    assert "still keeps 1 open promise." in words
    assert "A photo" not in words


def test_the_dialog_writes_the_dates_of_one_young_person(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    services = house.signed_in()
    window, target = QWidget(), tmp_path / "dates.ics"
    qtbot.addWidget(window)
    files = services.calendar_file
    dialog = CalendarDialog(
        window, files, files.offer(), house.clock, KAI, ask=lambda _parent, _name, chosen: chosen(target)
    )
    dialog.open()
    assert dialog.request().young_person_id == KAI
    assert "not encrypted" in dialog.warning.text()
    dialog.save.click()
    qtbot.waitUntil(target.exists)
    assert str(Calendar.from_ical(target.read_bytes())["x-wr-calname"]) == "Dates"
