"""Opening somebody else's young person on the screen: the name, the reason, the banner, and the manager's card."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.ui import notify
from securecare_desktop.ui.open_anyway.page import OpenAnywayPage
from securecare_desktop.ui.page import Page, Place
from securecare_desktop.ui.screens import Screens
from securecare_desktop.ui.shell.rail import Rail
from securecare_desktop.ui.today.today_page import TodayPage
from securecare_desktop.ui.young_people.page import YoungPersonPage
from tests.support.house import KAI, MIA, STAFF, House

pytestmark = pytest.mark.usefixtures("inline_tasks")

WHY = "I cover for the shift lead on Birch tonight."
WORKER = STAFF[Role.RESIDENTIAL_WORKER]


def screen(services: Services, qtbot: QtBot, tmp_path: Path, place: Place) -> Page:
    preferences = PreferencesService(tmp_path / "settings.json")
    screens = Screens(
        services, preferences, services.session.actor, lambda _place: None, lambda _minutes: None
    )
    page = screens.page(place.screen)
    assert page is not None
    qtbot.addWidget(page)
    page.resize(1174, 624)
    page.open_place(place)
    page.show()
    return page


def open_page(services: Services, qtbot: QtBot, tmp_path: Path) -> OpenAnywayPage:
    page = screen(services, qtbot, tmp_path, Place("open_anyway"))
    assert isinstance(page, OpenAnywayPage)
    return page


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def names(page: OpenAnywayPage) -> list[str]:
    return [page.table.proxy.index(row, 0).data() for row in range(page.table.proxy.rowCount())]


def test_a_name_and_a_reason_open_the_records(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    page = open_page(services, qtbot, tmp_path)
    assert names(page) == ["Mia"]
    page.table.opened.emit(page.table.rows_model.rows()[0])
    assert page.form is not None
    assert page.open_button is not None
    qtbot.keyClicks(page.form.editor("reason").inputs()[0], WHY)
    with qtbot.waitSignal(page.go) as went:
        page.open_button.click()
    assert went.args == [Place("young_person", MIA)]
    assert services.young_people.head(MIA).name_used == "Mia"
    assert names(page) == []
    assert page.empty.isVisible()


def test_without_a_reason_the_field_says_what_is_missing(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    page = open_page(services, qtbot, tmp_path)
    page.choose(page.table.rows_model.rows()[0])
    assert page.form is not None
    assert page.open_button is not None
    page.open_button.click()
    assert page.form.row("reason").error
    assert services.open_anyway.elsewhere() != ()


def test_typing_narrows_the_names_down(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page(house.signed_in(Role.SHIFT_LEAD), qtbot, tmp_path)
    qtbot.keyClicks(page.name.inputs()[0], "mi")
    assert names(page) == ["Mia"]
    qtbot.keyClicks(page.name.inputs()[0], "lo")
    assert names(page) == []


def test_a_reason_that_was_typed_is_kept_for_its_writer(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    page = open_page(services, qtbot, tmp_path)
    page.choose(page.table.rows_model.rows()[0])
    assert page.form is not None
    qtbot.keyClicks(page.form.editor("reason").inputs()[0], WHY)
    page.keep_drafts()
    again = open_page(services, qtbot, tmp_path)
    again.choose(again.table.rows_model.rows()[0])
    assert again.form is not None
    assert again.form.values()["reason"] == WHY


def test_the_page_says_until_when_and_offers_what_may_be_done_alone(
    house: House,
    qtbot: QtBot,
    tmp_path: Path,
    notices: notify.Recorder,
) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    services.open_anyway.open(MIA, WHY)
    page = screen(services, qtbot, tmp_path, Place("young_person", MIA))
    assert isinstance(page, YoungPersonPage)
    assert page.opened_banner is not None
    said = page.opened_banner.accessibleName()
    assert said.startswith("Opened anyway until ")
    assert said.endswith("The unit manager sees why.")
    qtbot.waitUntil(page.opened_banner.isVisible)
    assert not page.band.details_button.isVisible()
    assert not page.band.pack_button.isVisible()
    assert {entry.action for entry in page._entries()} == {Action.WRITE_ENTRIES}
    page.open_place(Place("young_person", KAI))
    assert page.opened_banner is None
    assert page.band.pack_button.isVisible()
    assert notices.told == []


def test_the_manager_reads_the_reason_on_today_and_says_seen(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    house.signed_in(Role.RESIDENTIAL_WORKER).open_anyway.open(MIA, WHY)
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        birch = next(u for u in work.units.find() if u.name == "Birch")
        work.staff._required(services.session.actor.id).other_unit_ids = (birch.id,)
    services.young_people.list()
    page = screen(services, qtbot, tmp_path, Place("today"))
    assert isinstance(page, TodayPage)
    assert page.opened.isVisible()
    shown = words(page.opened)
    for text in (WORKER, "Mia", WHY, "until"):
        assert text in shown
    (button,) = page.opened.buttons
    button.click()
    page.reload()
    assert not page.opened.isVisible()
    assert services.open_anyway.unseen() == ()


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.SYSTEM_ADMINISTRATOR])
def test_todays_card_is_there_for_managers_with_something_to_read_alone(
    house: House,
    qtbot: QtBot,
    tmp_path: Path,
    role: Role,
) -> None:
    house.signed_in(Role.RESIDENTIAL_WORKER).open_anyway.open(MIA, WHY)
    page = screen(house.signed_in(role), qtbot, tmp_path, Place("today"))
    assert isinstance(page, TodayPage)
    assert not page.opened.isVisible()


@pytest.mark.parametrize("role", list(Role))
def test_the_rail_offers_somebody_else_to_those_who_may(
    house: House, qtbot: QtBot, tmp_path, role: Role
) -> None:
    services = house.signed_in(role)
    preferences = PreferencesService(tmp_path / "settings.json")
    screens = Screens(
        services, preferences, services.session.actor, lambda _place: None, lambda _minutes: None
    )
    rail = Rail(screens.top_entries(), screens.foot_entries())
    qtbot.addWidget(rail)
    rail.show_young_people((), may_add=False, may_open_others=screens.may_open_anyway())
    rail.show()
    writes = role not in (Role.INSPECTOR, Role.SYSTEM_ADMINISTRATOR)
    assert rail.elsewhere.isVisible() == writes
    assert ("audit" in rail.items) == (role in (Role.UNIT_MANAGER, Role.INSPECTOR))
    if writes:
        with qtbot.waitSignal(rail.elsewhere_wanted):
            rail.elsewhere.click()
