"""Frameworks for a manager: which are in use, their wordings, and the unit's own."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.domain.frameworks import OwnFramework, OwnFrameworkItem
from securecare_desktop.domain.young_people import Stage
from securecare_desktop.ui import tasks
from securecare_desktop.ui.admin.frameworks_page import FrameworksPage
from securecare_desktop.ui.page import Place
from tests.support.house import NOW
from tests.ui.framework_facts import OWN, OWN_ITEM, FakeFrameworks
from tests.ui.reading import texts
from tests.ui.staff_fakes import ROWAN, WILLOW, FakeDrafts

Open = Callable[..., FrameworksPage]


@pytest.fixture
def service() -> FakeFrameworks:
    return FakeFrameworks()


@pytest.fixture
def open_page(qtbot: QtBot, inline_tasks: None, service: FakeFrameworks) -> Open:
    def make(place: Place | None = None, units: tuple = (ROWAN,), width: int = 1174) -> FrameworksPage:
        page = FrameworksPage(service, lambda: units, FakeDrafts(), FixedClock(NOW))
        qtbot.addWidget(page)
        tasks.hub().changed.connect(page.hear)
        page.resize(width, 700)
        page.open_place(place or Place("frameworks"))
        page.show()
        return page

    return make


def test_every_framework_is_there_with_what_it_rests_on_and_what_is_not_held(open_page: Open) -> None:
    page = open_page()
    assert [(row.key, row.box.isChecked()) for row in page.rows] == [
        ("steps", True),
        ("standards", False),
        ("own", True),
    ]
    said = texts(page.list)
    assert "Scotland  ·  3 items  ·  wording of 1 not held" in said
    assert "our own  ·  1 item" in said
    assert {"Law", "Guidance", "Team"} <= set(said)
    assert page.list.second.text() == "2 of 3"


def test_one_is_switched_on_and_shown_as_used_when_it_is_kept(
    open_page: Open, service: FakeFrameworks
) -> None:
    page = open_page()
    page.rows[1].box.click()
    assert ("switch", "standards", True, "") in service.asked
    assert page.rows[1].box.isChecked()
    assert page.list.second.text() == "3 of 3"


def test_what_a_framework_asks_is_read_with_its_source(open_page: Open) -> None:
    page = open_page()
    assert page.one.isHidden()
    page.rows[1].link.click()
    said = texts(page.one)
    assert "Standards" in said
    assert "Source: A statute" in said
    assert "Read in part." in said
    assert "Wording not held; your printed set has it." in said
    assert "As printed." in said
    assert "Perhaps: a visit." not in said, "the unit's own wording stands there instead"
    assert [row.link.text() for row in page.items] == ["Write it in", "Change it", "Own wording"]


def test_a_place_leads_straight_to_the_wording_of_one_item(open_page: Open, service: FakeFrameworks) -> None:
    page = open_page(Place("frameworks", record_id="standards", part="22"))
    assert not page.sheet.isHidden()
    page.form.set_values({"text": "My things are safe."})
    page.save_button.click()
    assert ("say", "standards", "22", "My things are safe.", "") in service.asked
    assert page.sheet.isHidden()


def test_a_framework_of_our_own_is_added_with_a_name(open_page: Open, service: FakeFrameworks) -> None:
    page = open_page()
    page.add_button.click()
    page.save_button.click()
    assert not any(asked[0] == "save_own" for asked in service.asked), "it has no name yet"
    page.form.set_values({"title": "House rules", "source": ""})
    page.save_button.click()
    assert ("save_own", OwnFramework(unit_id="", title="House rules")) in service.asked


def test_the_name_and_the_items_of_our_own_can_be_changed(open_page: Open, service: FakeFrameworks) -> None:
    page = open_page(Place("frameworks", record_id="own"))
    page.about.link.click()
    page.form.set_values({"title": "What we promise", "source": "Team day"})
    page.save_button.click()
    assert ("save_own", replace(OWN, title="What we promise")) in service.asked
    page.items[0].link.click()
    page.form.set_values({"words": "A bike", "stage": "moving_on", "sections": ("4", "12"), "ended": True})
    page.save_button.click()
    changed = replace(OWN_ITEM, words="A bike", stage=Stage.MOVING_ON, sections=("4", "12"), ended=True)
    assert ("save_own_item", changed) in service.asked


def test_an_item_is_added_to_our_own_and_needs_words(open_page: Open, service: FakeFrameworks) -> None:
    page = open_page(Place("frameworks", record_id="own"))
    page.one.action_button.click()
    page.save_button.click()
    assert not any(asked[0] == "save_own_item" for asked in service.asked)
    page.form.set_values({"words": "A key to the room"})
    page.save_button.click()
    added = OwnFrameworkItem(own_framework_id="own", number="", words="A key to the room")
    assert ("save_own_item", added) in service.asked


def test_items_are_added_to_our_own_only(open_page: Open) -> None:
    page = open_page()
    page.look_at("steps")
    assert page.one.action_button.isHidden()
    assert page.about.link is None
    page.look_at("own")
    assert not page.one.action_button.isHidden()


def test_with_two_units_the_manager_says_which(open_page: Open, service: FakeFrameworks) -> None:
    page = open_page(units=(ROWAN, WILLOW))
    page.unit.button("willow").click()
    assert service.asked[-1] == ("of_unit", "willow")
    page.rows[0].box.click()
    assert ("switch", "steps", False, "willow") in service.asked


def test_in_a_narrow_window_the_form_takes_the_place_of_the_lists(open_page: Open) -> None:
    page = open_page(width=640)
    page.add_button.click()
    assert not page._scroll.isVisible()
    page.sheet.close_sheet()
    assert page._scroll.isVisible()


def test_the_way_back_leads_to_the_framework_that_was_open(open_page: Open) -> None:
    page = open_page(Place("frameworks", record_id="own"))
    assert page.here(Place("frameworks")) == Place("frameworks", record_id="own")
