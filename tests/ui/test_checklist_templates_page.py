"""The checklists a unit starts from: changed on a copy and saved as a new version, one of our own, no longer offered."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import PermissionRefused
from securecare_desktop.domain.checklists import ChecklistTemplateItem
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.ui.checklist_templates.page import ChecklistTemplatesPage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.screens import Screens
from securecare_desktop.ui.widgets.form import Form
from tests.support.house import KAI, House
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, choose, focused, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")

LIST = "first_24_hours"


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house, Role.UNIT_MANAGER)


def page_of(tabs: Tabs, key: str = LIST, item: str = "") -> ChecklistTemplatesPage:
    services = tabs.services
    made = ChecklistTemplatesPage(services.checklist_templates, services.drafts, services.session.clock)
    return tabs.show(made, Place("checklist_templates", record_id=key, part=item))


def press(widget: QWidget, words: str) -> None:
    """Press the button that was made last with these words: what was taken off goes with the next event."""
    [b for b in widget.findChildren(QPushButton) if b.text() == words][-1].click()


def form(page: ChecklistTemplatesPage) -> Form:
    assert page.form is not None
    return page.form


def keys(page: ChecklistTemplatesPage) -> list[str]:
    return [item.key for item, _row in page.items]


def item(page: ChecklistTemplatesPage, key: str) -> ChecklistTemplateItem:
    return next(one for one, _row in page.items if one.key == key)


def save_version(page: ChecklistTemplatesPage, why: str) -> None:
    press(page.one, "Save as a new version")
    type_into(form(page), "why", why)
    press(page.sheet, "Save")


def test_a_changed_offset_is_version_2_and_a_running_list_is_offered_it(tabs: Tabs) -> None:
    running = tabs.services.checklists.start_from(KAI, LIST).record
    page = page_of(tabs, item="B02")
    type_into(form(page), "offset", "3")
    press(page.sheet, "Put into the list")
    save_version(page, "The team needs the time.")
    newest, *_older = tabs.services.checklist_templates.versions(LIST)
    assert (newest.template.number, newest.template.why) == (2, "The team needs the time.")
    newer = tabs.services.checklists.preview_newer(running)
    assert [(was.offset, now.offset) for was, now in newer.changed] == [(1, 3)]
    assert "Version 2" in texts(next(row for one, row in page.rows if one.key == LIST))
    assert "Save as a new version" not in [b.text() for b in page.one.findChildren(QPushButton)]


def test_the_form_of_an_item_fits_into_its_sheet(tabs: Tabs) -> None:
    page = page_of(tabs, item="B02")
    assert form(page).minimumSizeHint().width() <= page.sheet.width() - 32


def test_nothing_is_saved_without_saying_why(tabs: Tabs) -> None:
    page = page_of(tabs, item="B02")
    press(page.sheet, "Take away")
    press(page.one, "Save as a new version")
    press(page.sheet, "Save")
    assert form(page).row("why").error
    assert [one.template.number for one in tabs.services.checklist_templates.versions(LIST)] == [1]
    assert "B02" not in keys(page)


def test_a_circle_is_refused_at_the_item(tabs: Tabs) -> None:
    page = page_of(tabs)
    first, second = (one for one, _row in page.items[:2])
    page.open_item(first.key)
    choose(form(page), "when", "On the day or after")
    choose(form(page), "after", second.what)
    press(page.sheet, "Put into the list")
    assert item(page, first.key).after == second.key
    page.open_item(second.key)
    choose(form(page), "when", "On the day or after")
    choose(form(page), "after", first.what)
    press(page.sheet, "Put into the list")
    assert form(page).row("after").error.startswith("This waits for itself")
    assert item(page, second.key).after != first.key


def test_what_was_followed_and_is_taken_away_is_said_at_the_item_that_follows(tabs: Tabs) -> None:
    page = page_of(tabs)
    first, second = (one for one, _row in page.items[:2])
    page.open_item(second.key)
    choose(form(page), "when", "On the day or after")
    choose(form(page), "after", first.what)
    press(page.sheet, "Put into the list")
    page.open_item(first.key)
    press(page.sheet, "Take away")
    sentence = "What it follows is not in this list any more. Choose again."
    assert sentence in texts(page.one)
    row = next(row for one, row in page.items if one.key == second.key)
    assert sentence in row.accessibleName()
    save_version(page, "Fewer")
    assert sentence in " ".join(texts(page.sheet))
    assert form(page).values()["why"] == "Fewer"


def test_a_number_that_no_list_reaches_is_refused_at_its_field(tabs: Tabs) -> None:
    page = page_of(tabs, item="B02")
    type_into(form(page), "offset", "1000")
    press(page.sheet, "Put into the list")
    assert form(page).row("offset").error == "No list reaches that far. Write a number up to 999."


def test_an_item_is_moved_and_keeps_what_is_typed_in_it(tabs: Tabs) -> None:
    page = page_of(tabs)
    first, second = keys(page)[:2]
    page.open_item(second)
    type_into(form(page), "what", "Other words")
    press(page.sheet, "Move up")
    assert keys(page)[:2] == [second, first]
    assert form(page).values()["what"] == "Other words"


def test_a_new_item_is_saved_with_a_key_of_its_own(tabs: Tabs) -> None:
    page = page_of(tabs)
    press(page.one, "Add an item")
    type_into(form(page), "what", "Show them the garden")
    choose(form(page), "when", "Before")
    type_into(form(page), "offset", "2")
    press(page.sheet, "Put into the list")
    focus = focused()
    assert focus is not None
    assert "Show them the garden" in focus.accessibleName()
    save_version(page, "They asked for it.")
    made = tabs.services.checklist_templates.versions(LIST)[0].items[-1]
    assert (made.what, made.offset) == ("Show them the garden", -2)
    assert made.key.startswith("unit_")


def test_what_is_not_saved_is_there_again_until_it_is_thrown_away(tabs: Tabs) -> None:
    page = page_of(tabs, item="B02")
    press(page.sheet, "Take away")
    page.close()
    again = page_of(tabs)
    assert "B02" not in keys(again)
    press(again.one, "Throw the changes away")
    assert "B02" in keys(again)
    assert "B02" in keys(page_of(tabs))


def test_a_list_of_our_own_is_offered_when_one_is_started(tabs: Tabs) -> None:
    page = page_of(tabs, "")
    press(page, "Make one of our own")
    type_into(form(page), "title", "The court day")
    choose(form(page), "anchor", "a day you choose")
    press(page.sheet, "Put into the list")
    press(page.one, "Add an item")
    type_into(form(page), "what", "Ask who comes along")
    press(page.sheet, "Put into the list")
    press(page.one, "Save the list")
    assert "The court day" in {one.template.title for one in tabs.services.checklists.offered(KAI)}
    assert any("The court day" in texts(row) for _one, row in page.rows)


def test_a_list_that_is_no_longer_offered_stands_last_and_can_be_offered_again(tabs: Tabs) -> None:
    page = page_of(tabs)
    press(page.one, "No longer offer")
    assert LIST not in {one.key for one in tabs.services.checklists.offered(KAI)}
    assert page.rows[-1][0].key == LIST
    press(page.one, "Offer again")
    assert LIST in {one.key for one in tabs.services.checklists.offered(KAI)}


def test_what_is_changed_and_not_saved_stays_when_the_list_is_no_longer_offered(tabs: Tabs) -> None:
    page = page_of(tabs, item="B02")
    press(page.sheet, "Take away")
    press(page.one, "No longer offer")
    assert "B02" not in keys(page)
    assert [b.text() for b in page.one.findChildren(QPushButton)].count("Offer again") == 1


def test_somebody_elses_version_is_not_written_over(tabs: Tabs) -> None:
    page = page_of(tabs, item="B02")
    press(page.sheet, "Take away")
    shipped = tabs.services.checklist_templates.versions(LIST)[0]
    tabs.services.checklist_templates.save_new_version(shipped.template, shipped.items, "Theirs")
    save_version(page, "Mine")
    assert page.conflict is not None
    assert tabs.services.checklist_templates.versions(LIST)[0].template.number == 2
    press(page.one, "Save mine after theirs")
    type_into(form(page), "why", "Mine")
    press(page.sheet, "Save")
    newest = tabs.services.checklist_templates.versions(LIST)[0]
    assert (newest.template.number, newest.template.why) == (3, "Mine")
    assert "B02" not in {one.key for one in newest.items}


@pytest.mark.parametrize("role", [Role.RESIDENTIAL_WORKER, Role.SHIFT_LEAD])
def test_a_worker_may_not_change_what_lists_start_from(house: House, role: Role) -> None:
    services = house.signed_in(role)
    with pytest.raises(PermissionRefused):
        services.checklist_templates.list()


@pytest.mark.parametrize(("role", "is_there"), [(Role.UNIT_MANAGER, True), (Role.RESIDENTIAL_WORKER, False)])
def test_settings_lead_there_for_a_manager_alone(
    qtbot: QtBot, house: House, tmp_path: Path, role: Role, is_there: bool
) -> None:
    services = house.signed_in(role)
    preferences = PreferencesService(tmp_path / "settings.json")
    member = services.session.actor
    screens = Screens(services, preferences, member, lambda _place: None, lambda _minutes: None)
    page = screens.page("settings")
    assert page is not None
    qtbot.addWidget(page)
    went = []
    page.go.connect(went.append)
    links = [b for b in page.findChildren(QPushButton) if b.text() == "Checklists of the unit"]
    assert bool(links) is is_there
    if is_there:
        links[0].click()
        assert isinstance(screens.page(went[0].screen), ChecklistTemplatesPage)
