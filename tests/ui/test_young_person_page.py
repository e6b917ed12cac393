"""The page of one young person: the band, the tabs, what can be entered, and what fits into a small window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QVBoxLayout
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.people import KeyAdult, KeyRole
from securecare_desktop.domain.staff import Jurisdiction, Role, Unit
from securecare_desktop.domain.young_people import Stage
from securecare_desktop.ui.page import Page, Place
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.young_people.edit import NewYoungPersonPage
from securecare_desktop.ui.young_people.overview import OverviewPage
from securecare_desktop.ui.young_people.page import TabSpec, YoungPersonPage
from tests.support.house import DEV, KAI, TODAY, House, change_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, focused, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


class SomeTab(Page):
    """A tab that says where it was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Place] = []
        self.heard: list[Changed] = []
        self.kept = 0
        QVBoxLayout(self).addWidget(QLabel("tab"))

    def open_place(self, place: Place) -> None:
        self.opened.append(place)

    def hear(self, changed: Changed) -> None:
        self.heard.append(changed)

    def keep_drafts(self) -> None:
        self.kept += 1


Shows = Callable[..., YoungPersonPage]


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def show(tabs: Tabs) -> Shows:
    def make(place: Place | None = None, width: int = 1174, over: Tabs | None = None) -> YoungPersonPage:
        services = (over or tabs).services
        session = services.session
        page = YoungPersonPage(
            services.young_people,
            (
                TabSpec(
                    "overview",
                    "Overview",
                    lambda: OverviewPage(
                        services.young_people, services.drafts, session.clock, lambda: "", session.may
                    ),
                ),
                TabSpec("family_time", "Family time", SomeTab),
                TabSpec("people", "People", SomeTab, "people"),
                TabSpec("promises", "Promises", SomeTab, "promises"),
                TabSpec("packs", "Packs", SomeTab, "packs"),
            ),
            session.clock,
            session.may,
        )
        page.go.connect(page.open_place)  # as the window does
        return (over or tabs).show(page, place or Place("young_person", KAI), width)

    return make


def menu_of(page: YoungPersonPage) -> QMenu:
    return next(m for m in page.findChildren(QMenu) if m.isVisible())


# -- the band ---------------------------------------------------------------------------------------------------


def test_the_full_band_says_who_it_is_how_old_and_how_long_here(show: Shows) -> None:
    band = show().band
    assert band.name.text() == "Kai"
    assert band.name.property("role") == "name"
    assert band.facts.text() == "he/him"
    assert " ".join(band.here.accessibleName().split()) == (
        "15, born 30 Sep 2010 · 69 days here, since 6 Mar 2026"
    )


def test_the_stage_is_shown_and_cannot_be_clicked(show: Shows) -> None:
    band = show().band
    stage = band.stage
    assert stage is not None
    assert [b.text() for b in stage.buttons()] == ["Before", "During", "Moving on"]
    assert stage.value() == "during"
    button = stage.button("moving_on")
    assert band.childAt(button.mapTo(band, button.rect().center())) is not button
    assert all(b.focusPolicy() == Qt.FocusPolicy.NoFocus for b in stage.buttons())


def test_key_adults_say_who_comes_next_and_who_stays(show: Shows, tabs: Tabs) -> None:
    for role, name in ((KeyRole.KEY_WORKER, "Hannah Whitlock"), (KeyRole.SOCIAL_WORKER, "Eleri Vaughan")):
        tabs.services.people.save_key_adult(
            KeyAdult(young_person_id=KAI, role=role, name=name, since=date(2026, 3, 6))
        )
    adults = show().band.adults
    assert texts(adults) == [
        "Key adults",
        "Key worker", "Hannah Whitlock since 6 Mar", "Sam Adeyemi from 27 May",
        "Social worker", "Eleri Vaughan since 6 Mar", "stays",
    ]  # fmt: skip


def test_the_band_names_three_key_adults_those_first_who_will_change(show: Shows, tabs: Tabs) -> None:
    for role, name in (
        (KeyRole.SECOND_KEY_WORKER, "Femi Oduya"),
        (KeyRole.SOCIAL_WORKER, "Eleri Vaughan"),
        (KeyRole.TEACHER, "Dav Osei"),
        (KeyRole.NURSE, "Bea Lindqvist"),
    ):
        tabs.services.people.save_key_adult(KeyAdult(young_person_id=KAI, role=role, name=name))
    change = tabs.services.worker_changes.workspace(change_id(KAI)).file.change
    tabs.services.worker_changes.change_plan(
        replace(change, role=KeyRole.NURSE, outgoing_name="Bea Lindqvist")
    )
    page = show()
    names = [text for text in texts(page.band.adults) if text.startswith(("Femi", "Eleri", "Dav", "Bea"))]
    assert names == ["Femi Oduya", "Eleri Vaughan", "Bea Lindqvist"]
    assert page.band.adults.all.text() == "All 4"
    QTest.mouseClick(page.band.adults.all, Qt.MouseButton.LeftButton)
    assert page.tabs.current() == "people"


def test_away_from_the_overview_the_band_is_one_line(show: Shows) -> None:
    page = show()
    full = page.band.sizeHint().height()
    page.open_place(Place("young_person", KAI, "people"))
    assert page.band.facts.text() == "he/him · 15 · 69 days here"
    assert page.band.here.isHidden()
    assert page.band.adults.isHidden()
    assert page.band.pack_button.isHidden()
    assert page.band.stage is not None
    assert page.band.stage.isVisible()
    assert page.band.sizeHint().height() < full * 0.6


def test_the_band_follows_what_is_saved(show: Shows, tabs: Tabs) -> None:
    page = show(Place("young_person", KAI, "people"))
    kai = tabs.services.young_people.get(KAI)
    page.hear(tabs.services.young_people.save(replace(kai, name_used="Kaz")).changed)
    assert page.band.name.text() == "Kaz"


def test_nothing_of_the_one_before_stands_there_while_another_loads(show: Shows, tabs: Tabs) -> None:
    page = show()
    page.open_place(Place("young_person", DEV, "people"))
    assert page.band.name.text() == "Dev"
    page.open_place(Place("young_person", "f" * 32, "people"))
    assert page.band.name.text() == ""
    assert "This young person is not in the store. Choose a name at the left." in texts(page)


def test_somebody_before_their_stay_has_no_days_here(show: Shows, tabs: Tabs) -> None:
    stay = tabs.services.stays.current(KAI)
    assert stay is not None
    tabs.services.stays.save(replace(stay, stage=Stage.BEFORE, arrived_at=None))
    band = show().band
    assert band.here.accessibleName() == "15, born 30 Sep 2010"
    assert band.stage is not None
    assert band.stage.value() == "before"


# -- tabs -------------------------------------------------------------------------------------------------------


def test_tabs_have_counts_and_read_them_out(show: Shows) -> None:
    page = show()
    assert [t.accessibleName() for t in page.tabs.tabs.values()] == [
        "Overview", "Family time", "People, 1", "Promises", "Packs",
    ]  # fmt: skip


def test_a_click_on_a_tab_goes_there_through_the_window(show: Shows) -> None:
    page = show()
    went: list[Place] = []
    page.go.connect(went.append)
    QTest.mouseClick(page.tabs.tabs["people"], Qt.MouseButton.LeftButton)
    assert went == [Place("young_person", KAI, "people")]
    assert page.tabs.current() == "people"
    assert page.page("people").isVisible()


def test_control_tab_goes_round_and_back(show: Shows) -> None:
    page = show()
    for _step in range(5):
        page.next_tab()
    assert page.tabs.current() == "overview"
    page.previous_tab()
    assert page.tabs.current() == "packs"


def test_arrow_keys_move_between_tabs_and_tab_leaves_them(show: Shows) -> None:
    page = show()
    page.tabs.focus_current()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert page.tabs.current() == "family_time"
    assert focused() is page.tabs.tabs["family_time"]
    reached = [t for t in page.tabs.tabs.values() if t.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [page.tabs.tabs["family_time"]]


def test_a_tab_is_told_the_record_and_the_part_to_open(show: Shows) -> None:
    page = show(Place("young_person", KAI, "family_time", "an-id", "tell"))
    tab = page.page("family_time")
    assert isinstance(tab, SomeTab)
    assert tab.opened == [Place("young_person", KAI, "family_time", "an-id", "tell")]


def test_an_unknown_tab_is_the_overview(show: Shows) -> None:
    assert show(Place("young_person", KAI, "nowhere")).tabs.current() == "overview"


def test_tabs_hear_of_changes_and_keep_their_drafts_with_the_page(show: Shows) -> None:
    page = show(Place("young_person", KAI, "people"))
    tab = page.page("people")
    assert isinstance(tab, SomeTab)
    changed = Changed(frozenset({"packs"}), KAI)
    page.hear(changed)
    page.keep_drafts()
    assert tab.heard == [changed]
    assert tab.kept == 1


# -- what can be done -------------------------------------------------------------------------------------------


def test_new_entry_offers_what_can_be_entered_and_leads_to_its_form(show: Shows) -> None:
    page = show()
    QTest.mouseClick(page.band.new_button, Qt.MouseButton.LeftButton)
    menu = menu_of(page)
    entries = {a.text(): a for a in menu.actions()}
    assert {"Family time", "A promise", "What they said", "How things are right now"} <= set(entries)
    assert "A goal" not in entries  # no such tab is here
    entries["A promise"].trigger()
    tab = page.page("promises")
    assert isinstance(tab, SomeTab)
    assert tab.opened[-1] == Place("young_person", KAI, "promises", part="new:promise")
    menu.close()


@pytest.mark.parametrize(
    ("role", "entry", "pack", "details"),
    [
        (Role.SHIFT_LEAD, True, True, True),
        (Role.RESIDENTIAL_WORKER, True, True, True),
        (Role.AGENCY_WORKER, True, False, False),
        (Role.INSPECTOR, False, False, False),
    ],
)
def test_buttons_are_there_for_those_who_may_use_them(
    qtbot: QtBot, house: House, show: Shows, role: Role, entry: bool, pack: bool, details: bool
) -> None:
    page = show(Place("young_person", DEV), over=Tabs(qtbot, house, role))
    band = page.band
    assert (
        band.new_button.isVisible(), band.pack_button.isVisible(), band.details_button.isVisible(),
    ) == (entry, pack, details)  # fmt: skip


def test_a_limit_is_offered_to_those_who_may_set_one(qtbot: QtBot, house: House, show: Shows) -> None:
    for role, offered in ((Role.SHIFT_LEAD, True), (Role.RESIDENTIAL_WORKER, False)):
        page = show(over=Tabs(qtbot, house, role))
        page.new_entry()
        menu = menu_of(page)
        assert ("A limit on family time" in [a.text() for a in menu.actions()]) is offered
        menu.close()


def test_the_pack_button_asks_for_a_pack_of_this_young_person(show: Shows) -> None:
    page = show()
    page.go.disconnect(page.open_place)
    went: list[Place] = []
    page.go.connect(went.append)
    QTest.mouseClick(page.band.pack_button, Qt.MouseButton.LeftButton)
    assert went == [Place("packs", KAI, part="new")]


def test_edit_details_opens_the_form_on_the_overview(show: Shows) -> None:
    page = show()
    QTest.mouseClick(page.band.details_button, Qt.MouseButton.LeftButton)
    menu = menu_of(page)
    menu.actions()[0].trigger()
    overview = page.page("overview")
    assert isinstance(overview, OverviewPage)
    assert overview.sheet.title.text() == "Kai"
    menu.close()


# -- a small window ---------------------------------------------------------------------------------------------


def test_in_a_small_window_the_tabs_are_a_drop_down_beside_the_name(show: Shows) -> None:
    page = show(Place("young_person", KAI, "people"), width=683)
    assert not page.tabs.isVisible()
    assert page.tabs.combo.isVisible()
    assert page.tabs.combo.currentText() == "People  1"
    assert page.band.new_button.text() == ""
    assert page.band.new_button.accessibleName() == "New entry"
    at = page.tabs.combo.findData("promises")
    page.tabs.combo.setCurrentIndex(at)
    page.tabs.combo.activated.emit(at)
    assert page.page("promises").isVisible()
    page.resize(1174, 560)
    assert page.tabs.isVisible()
    assert page.band.new_button.text() == "New entry"


# -- a new young person -----------------------------------------------------------------------------------------


@pytest.fixture
def new_page(tabs: Tabs) -> NewYoungPersonPage:
    services = tabs.services
    page = NewYoungPersonPage(services.young_people, services.drafts, services.session.clock)
    return tabs.show(page, Place("new_young_person"))


def test_a_young_person_is_added_and_their_page_opens_with_the_stay(
    new_page: NewYoungPersonPage, tabs: Tabs
) -> None:
    went: list[Place] = []
    new_page.go.connect(went.append)
    assert new_page.form is not None
    for name, text in (("name_used", "Zoe"), ("legal_name", "Zoe Lind"), ("date_of_birth", "3/4/2010")):
        type_into(new_page.form, name, text)
    QTest.mouseClick(new_page.save_button, Qt.MouseButton.LeftButton)
    zoe = next(p for p in tabs.services.young_people.list() if p.name_used == "Zoe")
    assert (zoe.legal_name, zoe.date_of_birth) == ("Zoe Lind", date(2010, 4, 3))
    assert went == [Place("young_person", zoe.id, "stay", part="stay")]
    assert new_page.form.values()["name_used"] == ""
    assert tabs.services.drafts.waiting() == 0


def test_a_birth_date_that_cannot_be_is_said_at_the_field(new_page: NewYoungPersonPage, tabs: Tabs) -> None:
    before = len(tabs.services.young_people.list())
    assert new_page.form is not None
    for name, text in (("name_used", "Zoe"), ("legal_name", "Zoe Lind")):
        type_into(new_page.form, name, text)
    for typed, words in (
        ("", "Choose a day."),
        ((TODAY + timedelta(days=9)).isoformat(), "still to come"),
        ("3/4/1910", "long ago"),
    ):
        type_into(new_page.form, "date_of_birth", typed)
        QTest.mouseClick(new_page.save_button, Qt.MouseButton.LeftButton)
        assert words in new_page.form.row("date_of_birth").error
    assert len(tabs.services.young_people.list()) == before


def test_what_was_typed_is_there_again_after_a_lock(new_page: NewYoungPersonPage, tabs: Tabs) -> None:
    assert new_page.form is not None
    type_into(new_page.form, "name_used", "Zoe")
    new_page.keep_drafts()
    again = NewYoungPersonPage(tabs.services.young_people, tabs.services.drafts, tabs.services.session.clock)
    tabs.show(again, Place("new_young_person"))
    assert again.form is not None
    assert again.form.values()["name_used"] == "Zoe"


# -- units ------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_two_units(qtbot: QtBot, house: House) -> Tabs:
    """The tabs of somebody who manages two units; a third one is out of reach."""
    manager = Tabs(qtbot, house, Role.UNIT_MANAGER)
    manager.services.units.add(
        Unit(name="Willow", house_name="Brackenfield House", jurisdiction=Jurisdiction.ENGLAND)
    )
    return manager


def unit_names(form: Form) -> list[str]:
    combo = form.editor("unit_id").inputs()[0]
    assert isinstance(combo, QComboBox)
    return [combo.itemText(at) for at in range(combo.count())]


def test_a_new_young_person_goes_to_the_unit_that_was_chosen(with_two_units: Tabs) -> None:
    services = with_two_units.services
    page = NewYoungPersonPage(
        services.young_people, services.drafts, services.session.clock, services.units.list
    )
    with_two_units.show(page, Place("new_young_person"))
    assert page.form is not None
    assert unit_names(page.form) == ["Choose one", "Rowan", "Willow"]
    assert page.form.values()["unit_id"] == services.session.actor.unit_id
    willow = services.units.list()[1].id
    page.form.editor("unit_id").set_value(willow)
    for name, text in (("name_used", "Zoe"), ("legal_name", "Zoe Lind"), ("date_of_birth", "3/4/2010")):
        type_into(page.form, name, text)
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    assert {p.name_used: p.unit_id for p in services.young_people.list()}["Zoe"] == willow


def test_nobody_is_asked_for_a_unit_where_there_is_only_one(tabs: Tabs) -> None:
    services = tabs.services
    page = NewYoungPersonPage(
        services.young_people, services.drafts, services.session.clock, services.units.list
    )
    tabs.show(page, Place("new_young_person"))
    assert page.form is not None
    assert "unit_id" not in page.form.values()


def test_a_manager_of_two_units_moves_a_young_person(with_two_units: Tabs) -> None:
    services = with_two_units.services
    page = OverviewPage(
        services.young_people,
        services.drafts,
        services.session.clock,
        lambda: "",
        services.session.may,
        units=services.units.list,
    )
    with_two_units.show(page, Place("young_person", KAI, "overview", part="details"))
    assert page.sheet.form is not None
    assert unit_names(page.sheet.form) == ["Choose one", "Rowan", "Willow"]
    willow = services.units.list()[1].id
    page.sheet.form.editor("unit_id").set_value(willow)
    page.sheet.save()
    assert services.young_people.get(KAI).unit_id == willow
