"""Two people at two computers change the same record: both versions are shown, either can be kept, nothing is lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Answer, NetworkPerson
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.young_people import AboutMeKind, AboutMePart
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.people.page import PeoplePage
from tests.support.house import KAI, TODAY, House, person_id
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def other(house: House) -> Services:
    """Somebody else, signed in at another computer."""
    return house.signed_in(Role.UNIT_MANAGER)


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def nan(services: Services) -> NetworkPerson:
    return services.people.network(KAI)[0]


@pytest.fixture
def page(tabs: Tabs, other: Services) -> PeoplePage:
    """Nan's form, typed in and pressed Save, after somebody else has saved a newer version."""
    made = tabs.people(Place("young_person", KAI, "people", person_id(KAI)))
    theirs = replace(nan(other), phone="01632 960 999", knows_where=Answer.YES)
    type_into(form_of(made), "phone", "01632 960 114")
    type_into(form_of(made), "ask_about", "Her garden")
    other.people.save_person(theirs)
    save(made.sheet)
    return made


def test_both_versions_stand_there_where_they_differ(page: PeoplePage, notices: notify.Recorder) -> None:
    assert page.sheet.conflict is not None
    shown = texts(page.sheet.conflict)
    for words in (
        "Phone",
        "01632 960 114",
        "01632 960 999",
        "Good to ask about",
        "Her garden",
        "Mine",
        "Theirs",
    ):
        assert words in shown
    assert "Who they are" not in shown
    assert notices.told == []


def test_neither_is_written_before_somebody_chooses(page: PeoplePage, other: Services) -> None:
    assert (nan(other).phone, nan(other).version) == ("01632 960 999", 2)


def test_the_list_shows_what_somebody_else_saved(page: PeoplePage) -> None:
    assert page.cards["person"].list.rows_model.rows()[0].knows_where is Answer.YES


def test_mine_can_be_kept(page: PeoplePage, tabs: Tabs) -> None:
    assert page.sheet.conflict is not None
    QTest.mouseClick(page.sheet.conflict.keep_button, Qt.MouseButton.LeftButton)
    assert page.sheet.isHidden()
    stored = nan(tabs.services)
    assert (stored.phone, stored.ask_about, stored.version) == ("01632 960 114", "Her garden", 3)
    assert tabs.services.drafts.waiting() == 0


def test_theirs_can_be_taken_and_stands_in_the_form(page: PeoplePage, tabs: Tabs) -> None:
    assert page.sheet.conflict is not None
    QTest.mouseClick(page.sheet.conflict.theirs_button, Qt.MouseButton.LeftButton)
    form = form_of(page)
    assert (form.values()["phone"], form.values()["ask_about"]) == ("01632 960 999", "")
    type_into(form, "ask_about", "Her cat")
    save(page.sheet)
    assert (nan(tabs.services).phone, nan(tabs.services).ask_about) == ("01632 960 999", "Her cat")


def test_a_third_version_is_shown_as_well(page: PeoplePage, other: Services, tabs: Tabs) -> None:
    other.people.save_person(replace(nan(other), phone="01632 960 333"))
    assert page.sheet.conflict is not None
    QTest.mouseClick(page.sheet.conflict.keep_button, Qt.MouseButton.LeftButton)
    assert page.sheet.conflict is not None
    assert "01632 960 333" in texts(page.sheet.conflict)
    QTest.mouseClick(page.sheet.conflict.keep_button, Qt.MouseButton.LeftButton)
    assert nan(tabs.services).phone == "01632 960 114"


def test_closing_the_two_versions_keeps_what_was_typed(page: PeoplePage) -> None:
    page.sheet.close_sheet()
    page.edit(page.kinds[0], page.cards["person"].list.rows_model.rows()[0])
    values = form_of(page).values()
    assert (values["phone"], values["ask_about"]) == ("01632 960 114", "Her garden")


def test_a_draft_on_an_older_version_never_writes_over_a_newer_one(tabs: Tabs, other: Services) -> None:
    page = tabs.people(Place("young_person", KAI, "people", person_id(KAI)))
    type_into(form_of(page), "ask_about", "Her garden")
    page.sheet.close_sheet()
    other.people.save_person(replace(nan(other), phone="01632 960 999"))
    page.open_place(Place("young_person", KAI, "people", person_id(KAI)))
    assert form_of(page).values()["ask_about"] == "Her garden"
    save(page.sheet)
    assert page.sheet.conflict is not None
    assert nan(other).phone == "01632 960 999"
    assert "01632 960 999" in texts(page.sheet.conflict)


# -- the parts of "about me" ----------------------------------------------------------------------------------


def part(services: Services, kind: AboutMeKind, text: str) -> AboutMePart:
    known = {p.kind: p for p in services.young_people.about_me(KAI)}
    made = known.get(kind) or AboutMePart(young_person_id=KAI, kind=kind, text="", given_on=TODAY)
    return services.young_people.save_about_me(
        replace(made, text=text, given_how=HowGiven.SAID, written_with="Hannah")
    ).record


def about_me(services: Services) -> dict[AboutMeKind, str]:
    return {p.kind: p.text for p in services.young_people.about_me(KAI)}


@pytest.mark.parametrize("mine", [True, False])
def test_a_conflict_over_one_part_of_about_me_loses_no_other_part(
    tabs: Tabs, other: Services, mine: bool
) -> None:
    part(other, AboutMeKind.WHAT_HELPS, "Walking.")
    page = tabs.overview()
    page.change_about_me()
    form = page.about_me_form.form
    assert form is not None
    type_into(form, "what_matters", "My nan.")
    form.editor("what_matters").way(HowGiven.SAID).click()  # type: ignore[attr-defined]
    type_into(form, "what_helps", "Walking the yard.")
    type_into(form, "hopes", "Level 2.")
    form.editor("hopes").way(HowGiven.WROTE).click()  # type: ignore[attr-defined]
    part(other, AboutMeKind.WHAT_HELPS, "A joke.")
    save(page.sheet)
    shown = texts(page.sheet)
    assert "Walking the yard." in shown
    assert "A joke." in shown
    words = "Keep mine" if mine else "Take theirs"
    QTest.mouseClick(
        next(b for b in page.sheet.findChildren(type(page.sheet.close_button)) if b.text() == words),
        Qt.MouseButton.LeftButton,
    )
    assert about_me(other) == {
        AboutMeKind.WHAT_MATTERS: "My nan.",
        AboutMeKind.WHAT_HELPS: "Walking the yard." if mine else "A joke.",
        AboutMeKind.HOPES: "Level 2.",
    }
    assert tabs.services.drafts.waiting() == 0
