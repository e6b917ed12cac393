"""The People tab: who may know where the young person lives, and key adults with their account or person."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.people import Answer, KeyRole
from securecare_desktop.ui.page import Place
from tests.support.house import KAI, TODAY, House, person_id
from tests.ui.record_pages import Tabs, choose, form_of, rows, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def test_until_somebody_asked_it_is_not_known_whether_they_may_know_the_address(tabs: Tabs) -> None:
    assert rows(tabs.people(), "person")[0][:3] == ["Nan (Pauline)", "Grandmother", "Not known, ask first"]


@pytest.mark.parametrize(
    ("answer", "mark", "icon_tone"),
    [
        ("Yes", "May know", "done"),
        ("No", "Must not know", "late"),
        ("Not known", "Not known, ask first", "soon"),
    ],
)
def test_who_may_know_is_marked_by_word_icon_and_colour(
    tabs: Tabs, answer: str, mark: str, icon_tone: str
) -> None:
    page = tabs.people(Place("young_person", KAI, "people", person_id(KAI)))
    choose(form_of(page), "knows_where", answer)
    type_into(form_of(page), "phone", "01632 960 114")
    save(page.sheet)
    table = page.cards["person"].list
    index = table.proxy.index(0, 2)
    assert index.data() == mark
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    column = table.columns[2]
    assert column.tone is not None
    assert column.tone(table.rows_model.rows()[0]) == icon_tone


def test_a_person_is_added_with_what_the_young_person_calls_them(tabs: Tabs) -> None:
    page = tabs.people(Place("young_person", KAI, "people", part="new:person"))
    form = form_of(page)
    for name, text in (("called", "Tyler"), ("name", "Tyler Renshaw"), ("who_they_are", "Brother")):
        type_into(form, name, text)
    choose(form, "knows_where", "No")
    save(page.sheet)
    stored = {p.name: p for p in tabs.services.people.network(KAI)}["Tyler Renshaw"]
    assert (stored.called, stored.knows_where, stored.stays_afterwards) == ("Tyler", Answer.NO, False)


@pytest.mark.parametrize(
    ("typed", "tied_to"), [("Femi Oduya", "staff"), ("pauline", "person"), ("Somebody new", "")]
)
def test_a_key_adult_is_tied_to_the_account_or_the_person_of_that_name(
    tabs: Tabs, typed: str, tied_to: str
) -> None:
    page = tabs.people(Place("young_person", KAI, "people", part="new:key_adult"))
    form = form_of(page)
    choose(form, "role", "Second key worker")
    type_into(form, "name", typed)
    save(page.sheet)
    stored = tabs.services.people.key_adults(KAI)[0]
    femi = next(s.id for s in tabs.services.staff.list() if s.name == "Femi Oduya")
    expected = {"staff": (femi, ""), "person": ("", person_id(KAI)), "": ("", "")}[tied_to]
    assert (stored.staff_id, stored.person_id) == expected
    assert (stored.role, stored.since) == (KeyRole.SECOND_KEY_WORKER, TODAY)
    assert rows(page, "key_adult")[0][:4] == ["Second key worker", typed, "14 May 2026", "stays"]
