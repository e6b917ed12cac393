"""What happened to a record, asked for in the sheet that shows it; and who looked, on the young person's page."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.ui import notify, theme
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.screens import Screens
from securecare_desktop.ui.widgets.history import HistoryPart
from securecare_desktop.ui.young_people.page import YoungPersonPage
from tests.support.house import DEV, KAI, STAFF, House, occasion_id

pytestmark = pytest.mark.usefixtures("inline_tasks")

WORKER, MANAGER = STAFF[Role.RESIDENTIAL_WORKER], STAFF[Role.UNIT_MANAGER]


def young_person(house: House, qtbot: QtBot, role: Role, tmp_path: Path, place: Place) -> YoungPersonPage:
    services = house.signed_in(role)
    preferences = PreferencesService(tmp_path / "settings.json")
    screens = Screens(
        services, preferences, services.session.actor, lambda _place: None, lambda _minutes: None
    )
    page = screens.page("young_person")
    assert isinstance(page, YoungPersonPage)
    qtbot.addWidget(page)
    page.resize(1174, 624)
    page.open_place(place)
    page.show()
    return page


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_what_happened_to_a_record_stands_in_its_sheet_once_it_was_asked_for(
    house: House,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    kept = worker.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Femi")).record
    worker.promises.save(replace(kept, what="Two photos"))
    place = Place("young_person", KAI, "promises", record_id=kept.id)
    page = young_person(house, qtbot, Role.SHIFT_LEAD, tmp_path, place)
    (part,) = page.page("promises").findChildren(HistoryPart)
    assert part.events.isHidden()
    part.button.click()
    shown = words(part.events)
    assert f"{WORKER} changed a promise. What was promised: from “A photo” to “Two photos”." in shown
    assert f"{WORKER} added a promise." in shown
    assert shown.index("changed a promise") < shown.index("added a promise")
    assert "looked at" not in shown


def test_a_new_record_has_no_history_to_ask_for(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    place = Place("young_person", KAI, "promises", part="new:promise")
    page = young_person(house, qtbot, Role.SHIFT_LEAD, tmp_path, place)
    assert not page.page("promises").sheet.isHidden()
    assert page.page("promises").findChildren(HistoryPart) == []


def test_an_inspector_sees_what_happened_to_what_they_may_read(
    house: House,
    qtbot: QtBot,
    tmp_path: Path,
    notices: notify.Recorder,
) -> None:
    place = Place("young_person", KAI, "family_time", record_id=occasion_id(KAI))
    page = young_person(house, qtbot, Role.INSPECTOR, tmp_path, place)
    (part,) = page.page("family_time").findChildren(HistoryPart)
    part.button.click()
    assert f"{MANAGER} added an occasion of family time." in words(part.events)
    assert notices.defects == []


def test_the_manager_sees_who_looked_and_nobody_else_is_offered_it(
    house: House,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    worker.plans.goals(KAI)
    worker.plans.goals(DEV)
    page = young_person(house, qtbot, Role.UNIT_MANAGER, tmp_path, Place("young_person", KAI))
    assert page.band.looked_button.isVisible()
    page.band.looked_button.click()
    assert f"{WORKER} looked at the plan." in words(page.looked_sheet)
    assert page.looked_sheet.isVisible()
    page.open_place(Place("young_person", DEV))
    assert not page.looked_sheet.isVisible()
    lead = young_person(house, qtbot, Role.SHIFT_LEAD, tmp_path, Place("young_person", KAI))
    assert not lead.band.looked_button.isVisible()


def test_who_looked_takes_the_room_there_is(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    page = young_person(house, qtbot, Role.UNIT_MANAGER, tmp_path, Place("young_person", KAI))
    page.setMinimumSize(320, 200)  # as in the window, which can be smaller than what stands in it now
    page.resize(683, 384)
    page.show_who_looked()
    qtbot.waitUntil(lambda: page.looked_sheet.width() == page.width())
    assert not page.page("overview").isVisible()
    page.looked_sheet.close_sheet()
    assert page.page("overview").isVisible()
    page.resize(1174, 624)
    page.show_who_looked()
    qtbot.waitUntil(lambda: page.looked_sheet.width() == theme.width("side_sheet"))
    assert page.page("overview").isVisible()
