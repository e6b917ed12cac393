"""The People tab: who may know where the young person lives, and key adults with their account or person."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import InputError
from securecare_desktop.domain.people import Answer, Circle, KeyRole, NetworkPerson, RelevantPerson
from securecare_desktop.domain.young_people import LegalBasis
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.people.network import KnowsMark
from securecare_desktop.ui.widgets.suggest import SuggestEditor
from tests.support.house import KAI, TODAY, House, person_id
from tests.ui.record_pages import Tabs, choose, form_of, rows, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def somebody(**other: Any) -> NetworkPerson:
    given = {"young_person_id": KAI, "name": "Kerry", "who_they_are": "Mum", "circle": Circle.OWN_PEOPLE}
    return NetworkPerson(**{**given, **other})


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


# -- role, rights, and who has left ----------------------------------------------------------------------------


def test_a_role_is_offered_from_the_list_and_ones_own_words_are_taken(tabs: Tabs) -> None:
    page = tabs.people(Place("young_person", KAI, "people", person_id(KAI)))
    editor = form_of(page).editor("role")
    assert isinstance(editor, SuggestEditor)
    offers = {editor.combo.itemData(at) for at in range(editor.combo.count())}
    assert {"Grandparent", "Independent visitor"} <= offers
    assert "Safeguarder" not in offers  # of hearings in Scotland
    type_into(form_of(page), "role", "Great-grandmother")
    save(page.sheet)
    assert tabs.services.people.network(KAI)[0].role == "Great-grandmother"
    assert rows(page, "person")[0][1] == "Grandmother, Great-grandmother"


def test_whoever_must_not_know_is_marked_above_their_form_as_soon_as_it_is_chosen(tabs: Tabs) -> None:
    form = form_of(tabs.people(Place("young_person", KAI, "people", person_id(KAI))))
    mark = form.findChild(KnowsMark)
    assert mark is not None
    assert not mark.isVisible()
    choose(form, "knows_where", "No")
    assert mark.isVisible()
    assert mark.accessibleName().startswith("Must not know where this young person lives.")
    choose(form, "knows_where", "Yes")
    assert not mark.isVisible()


def test_sorted_by_who_may_know_those_who_must_not_come_first(tabs: Tabs) -> None:
    for name, knows in (("Ann", Answer.YES), ("Zed", Answer.NO)):
        tabs.services.people.save_person(somebody(name=name, knows_where=knows))
    page = tabs.people()
    table = page.cards["person"].list
    assert page.cards["person"].second.text() == "3, 1 must not know where they live"
    table.proxy.sort(2, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in rows(page, "person")] == ["Zed", "Nan (Pauline)", "Ann"]


def test_whoever_has_left_is_ended_with_the_reason_and_stands_below(tabs: Tabs) -> None:
    page = tabs.people(Place("young_person", KAI, "people", person_id(KAI)))
    form = form_of(page)
    editor = form.editor("until")
    editor.set_value(TODAY - timedelta(days=1))
    editor.changed.emit()
    save(page.sheet)
    assert form.row("why_ended").error == "Write why it ended, or leave the day empty."
    type_into(form, "why_ended", "She died.")
    save(page.sheet)
    assert rows(page, "person") == []
    assert rows(page, "ended_person")[0][:1] + rows(page, "ended_person")[0][3:] == [
        "Nan (Pauline)",
        "13 May 2026",
        "She died.",
    ]
    page.open_place(Place("young_person", KAI, "people", person_id(KAI)))
    assert form_of(page).values()["why_ended"] == "She died."


def test_a_number_in_an_emergency_that_somebody_has_is_refused_at_the_field(tabs: Tabs) -> None:
    tabs.services.people.save_person(somebody(name="Kerry", called="Mum", emergency_order=1))
    page = tabs.people(Place("young_person", KAI, "people", person_id(KAI)))
    type_into(form_of(page), "emergency_order", "1")
    save(page.sheet)
    assert form_of(page).row("emergency_order").error.startswith("Mum (Kerry) is number 1 already.")


def test_a_relevant_person_is_asked_for_in_scotland_alone(qtbot: QtBot, house: House) -> None:
    tabs = Tabs(qtbot, house)
    at = Place("young_person", KAI, "people", person_id(KAI))
    form = form_of(tabs.people(at))
    assert form.row("relevant_person").isHidden()
    assert form.row("parental_evidence").isHidden()
    with pytest.raises(InputError, match="relevant"):
        tabs.services.people.save_person(somebody(relevant_person=RelevantPerson.DEEMED))
    stay = tabs.services.stays.current(KAI)
    assert stay is not None
    tabs.services.stays.save(replace(stay, legal_basis=LegalBasis.SCOTLAND_HEARING))
    page = tabs.people(at)
    form = form_of(page)
    assert not form.row("relevant_person").isHidden()
    choose(form, "relevant_person", "Deemed relevant person")
    assert not form.row("parental_evidence").isHidden()
    save(page.sheet)
    assert tabs.services.people.network(KAI)[0].relevant_person is RelevantPerson.DEEMED
    editor = form_of(tabs.people(Place("young_person", KAI, "people", part="new:person"))).editor("role")
    assert isinstance(editor, SuggestEditor)
    offers = {editor.combo.itemData(at) for at in range(editor.combo.count())}
    assert {"Safeguarder", "Independent visitor"} <= offers  # the unit is in England


def test_the_list_begins_with_whoever_must_not_know_and_goes_on_with_the_nearest(tabs: Tabs) -> None:
    for other in (
        {"name": "Bea", "circle": Circle.HOUSE},
        {"name": "Eleri", "circle": Circle.PROFESSIONAL},
        {"name": "Kerry", "emergency_order": 1},
        {"name": "Zed", "circle": Circle.PROFESSIONAL, "knows_where": Answer.NO},
    ):
        tabs.services.people.save_person(somebody(**other))
    names = [row[0] for row in rows(tabs.people(), "person")]
    assert names == ["Zed", "Kerry", "Nan (Pauline)", "Eleri", "Bea"]
