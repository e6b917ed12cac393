"""The map of people on the People tab: drawn by mouse and keys, as a list, kept by day, then and now."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Answer, Circle, NetworkPerson
from securecare_desktop.domain.people_map import MapPlace, PeopleMap, Ring, Tie
from securecare_desktop.domain.people_map_layout import Box
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import theme
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.people.map_editor import MapEditor
from securecare_desktop.ui.people.map_view import MapView
from securecare_desktop.ui.people.page import PeoplePage
from tests.support.house import DEV, KAI, TODAY, House, person_id
from tests.ui.record_pages import Tabs, focused, form_of, rows, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")
NEW = Place("young_person", KAI, "people", part="new:people_map")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def add_tyler(tabs: Tabs, **more: object) -> NetworkPerson:
    usual = {
        "young_person_id": KAI, "name": "Tyler", "who_they_are": "Brother", "circle": Circle.OWN_PEOPLE,
        "knows_where": Answer.NO,
    }  # fmt: skip
    return tabs.services.people.save_person(NetworkPerson(**{**usual, **more})).record


def drawn(tabs: Tabs, *places: MapPlace, days_ago: int = 0, **more: object) -> PeopleMap:
    there = places or (MapPlace(person_id=person_id(KAI), x=0.3),)
    sitting = PeopleMap(young_person_id=KAI, on=TODAY - timedelta(days=days_ago), places=there, **more)
    return tabs.services.people_map.save(sitting).record


def editor_of(page: PeoplePage) -> MapEditor:
    editor = form_of(page).editor("places")
    assert isinstance(editor, MapEditor)
    return editor


def stored(tabs: Tabs) -> PeopleMap:
    return tabs.services.people_map.sittings(KAI)[0]


def centre(view: MapView, number: int) -> QPoint:
    return view.marks[number].geometry().center()


def drag(view: MapView, number: int, x: float, y: float) -> None:
    """Take somebody by the mouse and let go of them at a place of the map."""
    mark, grip = view.marks[number], view.marks[number].rect().center()
    to = QPoint(*(round(at) for at in view.ground.at(x, y)))
    QTest.mousePress(mark, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(mark, mark.mapFrom(view.viewport(), (centre(view, number) + to) / 2))
    QTest.mouseMove(mark, mark.mapFrom(view.viewport(), to))
    QTest.mouseRelease(mark, Qt.MouseButton.LeftButton, pos=mark.mapFrom(view.viewport(), to))


def test_the_switch_shows_the_map_in_place_of_the_lists_and_back(tabs: Tabs) -> None:
    drawn(tabs)
    page = tabs.people()
    assert (page.cards["person"].isVisible(), page.map_card.isVisible()) == (True, False)
    page.view.button("map").click()
    assert (page.cards["person"].isVisible(), page.map_card.isVisible()) == (False, True)
    assert rows(page, "people_map")[0][0] == "Thu 14 May"
    page.view.button("list").click()
    assert (page.cards["person"].isVisible(), page.map_card.isVisible()) == (True, False)


def test_without_a_map_the_page_says_how_one_begins(tabs: Tabs) -> None:
    page = tabs.people()
    page.view.button("map").click()
    empty = page.cards["people_map"].empty
    assert empty.isVisible()
    assert empty.button is not None
    empty.button.click()
    assert page.sheet.title.text() == "Draw a new map"


def test_a_map_is_drawn_with_the_mouse_and_kept_with_words_day_and_who_drew_it(tabs: Tabs) -> None:
    page = tabs.people(NEW)
    form = form_of(page)
    drag(editor_of(page).view, 0, 0.6, 0.0)
    assert editor_of(page).list.rings[0].currentText() == "Around"
    type_into(form, "drawn_with", "Femi")
    words = form.editor("own_words")
    type_into(form, "own_words", "She can stand there.")
    words.way(HowGiven.SAID).click()  # type: ignore[attr-defined]
    save(page.sheet)
    kept = stored(tabs)
    assert [(p.name, p.ring) for p in kept.places] == [("Nan", Ring.AROUND)]
    assert kept.places[0].x == pytest.approx(0.6, abs=0.02)
    assert (kept.on, kept.drawn_with, kept.own_words, kept.own_words_how) == (
        TODAY, "Femi", "She can stand there.", HowGiven.SAID,
    )  # fmt: skip


def test_arrow_keys_move_somebody_and_keys_change_ring_and_tie_and_take_them_off(tabs: Tabs) -> None:
    add_tyler(tabs)
    page = tabs.people(NEW)
    editor = editor_of(page)
    mark = editor.view.marks[0]
    mark.setFocus()
    x = editor.value()[0].x
    QTest.keyClick(mark, Qt.Key.Key_Left)
    assert editor.value()[0].x == pytest.approx(x - 0.05, abs=0.001)
    QTest.keyClick(mark, Qt.Key.Key_R)
    QTest.keyClick(mark, Qt.Key.Key_T)
    assert (editor.value()[0].ring, editor.value()[0].tie) == (Ring.AROUND, Tie.STRONG)
    assert mark.accessibleName() == "Nan, Around, strong"
    assert (editor.list.rings[0].currentText(), editor.list.ties[0].currentText()) == ("Around", "Strong")
    QTest.keyClick(mark, Qt.Key.Key_Delete)
    assert [place.name for place in editor.value()] == ["Tyler"]


def test_tab_goes_through_the_people_then_down_the_list(tabs: Tabs) -> None:
    add_tyler(tabs)
    page = tabs.people(NEW)
    editor = editor_of(page)
    editor.view.marks[0].setFocus()
    passed = []
    for _step in range(5):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        passed.append(focused())
    lines = editor.list
    assert passed == [editor.view.marks[1], lines.rings[0], lines.ties[0], lines.off[0], lines.rings[1]]


def test_the_menu_of_somebody_changes_ring_and_tie(tabs: Tabs) -> None:
    page = tabs.people(NEW)
    editor = editor_of(page)
    QTest.keyClick(editor.view.marks[0], Qt.Key.Key_Return)
    acts = {act.text(): act for act in editor.view.menu.actions()}
    assert [text for text, act in acts.items() if act.isChecked()] == ["Close", "A tie"]
    acts["Professionals"].trigger()
    acts["Ended"].trigger()
    editor.view.menu.close()
    assert [(p.ring, p.tie) for p in editor.value()] == [(Ring.PROFESSIONAL, Tie.ENDED)]


def test_the_list_edits_the_same_map(tabs: Tabs) -> None:
    page = tabs.people(NEW)
    editor = editor_of(page)
    before = centre(editor.view, 0)
    for combo, words in ((editor.list.rings[0], "Professionals"), (editor.list.ties[0], "Strained")):
        combo.setCurrentIndex(combo.findText(words))
        combo.activated.emit(combo.currentIndex())
    assert editor.view.marks[0].tie.text() == "Strained"
    assert centre(editor.view, 0) != before
    save(page.sheet)
    assert [(p.ring, p.tie) for p in stored(tabs).places] == [(Ring.PROFESSIONAL, Tie.STRAINED)]


def test_somebody_of_the_list_and_anybody_else_can_be_put_on_the_map_once(tabs: Tabs) -> None:
    page = tabs.people(NEW)
    editor = editor_of(page)
    editor.list.off[0].click()
    for typed in ("nan", "The dog", "the dog"):
        editor.new.set_value(typed)
        editor.add_button.click()
    assert [(p.person_id, p.name) for p in editor.value()] == [(person_id(KAI), "Nan"), ("", "The dog")]
    save(page.sheet)
    assert form_of(page).row("places").error == "Put the dog on the map, or take the name out of the line."
    editor.new.set_value("")
    save(page.sheet)
    assert [p.name for p in stored(tabs).places] == ["Nan", "The dog"]


def test_who_must_not_know_where_they_live_carries_the_lock_in_sight_and_in_words(tabs: Tabs) -> None:
    add_tyler(tabs)
    page = tabs.people(NEW)
    nan, tyler = editor_of(page).view.marks
    assert (nan.lock.isVisible(), tyler.lock.isVisible()) == (False, True)
    assert tyler.accessibleName() == "Tyler, Close, a tie, must not know where they live"


def test_a_map_that_was_moved_and_not_saved_is_there_again_as_a_draft(tabs: Tabs) -> None:
    page = tabs.people(NEW)
    editor_of(page).view.marks[0].setFocus()
    QTest.keyClick(editor_of(page).view.marks[0], Qt.Key.Key_T)
    editor_of(page).new.set_value("The d")
    page.keep_drafts()
    again = editor_of(tabs.people(NEW))
    assert [p.tie for p in again.value()] == [Tie.STRONG]
    assert again.new.value() == "The d"


def test_what_the_service_refuses_is_said_at_the_map_and_nothing_is_lost(tabs: Tabs) -> None:
    page = tabs.people(NEW)
    editor_of(page).list.off[0].click()
    save(page.sheet)
    assert form_of(page).row("places").error == "Put at least one person on the map."
    assert tabs.services.people_map.sittings(KAI) == ()


def test_two_versions_of_a_sitting_are_shown_in_words(tabs: Tabs) -> None:
    one = drawn(tabs)
    page = tabs.people(Place("young_person", KAI, "people", one.id))
    QTest.keyClick(editor_of(page).view.marks[0], Qt.Key.Key_T)
    tabs.services.people_map.save(replace(one, drawn_with="Denise"))
    save(page.sheet)
    assert page.sheet.conflict is not None
    page.sheet.conflict.keep_button.click()
    assert stored(tabs).places[0].tie is Tie.STRONG


def test_a_map_that_was_found_is_opened_over_the_map_and_takes_the_room(tabs: Tabs) -> None:
    one = drawn(tabs, days_ago=30)
    page = tabs.people(Place("young_person", KAI, "people", one.id))
    assert page.view.value() == "map"
    assert page.sheet.title.text() == "Map of Tue 14 Apr"
    assert page.sheet.width() == page.width()
    page.sheet.close_sheet()
    assert page.map_card.isVisible()


def test_then_and_now_shows_two_sittings_and_what_changed_in_words(tabs: Tabs) -> None:
    nan = MapPlace(person_id=person_id(KAI), x=0.6)
    drawn(tabs, nan, days_ago=60, own_words="Far.", own_words_how=HowGiven.SAID)
    drawn(tabs, nan, MapPlace(name="The dog", x=0.3), days_ago=30)
    drawn(tabs, replace(nan, x=0.3, tie=Tie.STRONG))
    page = tabs.people()
    page.view.button("map").click()
    page.map_card.compare.click()
    both = page.then_and_now
    assert both.isVisible()
    assert not page.map_card.isVisible()
    assert both.words() == (
        "The dog is no longer on the map.",
        "Nan is nearer: around then, close now.",
        "The tie to Nan changed: ordinary then, strong now.",
    )
    both.then.day.combo.setCurrentIndex(both.then.day.combo.findText("Sun 15 Mar"))
    both.then.day.combo.activated.emit(both.then.day.combo.currentIndex())
    assert both.words()[0] == "Nan is nearer: around then, close now."
    shown = [both.changes.itemAt(at).widget().words.text() for at in range(both.changes.count())]  # type: ignore[union-attr]
    assert tuple(shown) == both.words()
    assert [len(side.view.marks) for side in (both.then, both.now)] == [1, 1]
    both.back.click()
    assert page.map_card.isVisible()


def test_paper_is_asked_for_with_the_map_that_is_shown(tabs: Tabs) -> None:
    before = drawn(tabs, days_ago=30)
    newest = drawn(tabs)
    page = tabs.people()
    page.view.button("map").click()
    asked: list[Place] = []
    page.go.connect(asked.append)
    page.map_card.paper.click()
    page.map_card.compare.click()
    page.then_and_now.then.paper.click()
    assert asked == [Place("packs", KAI, record_id=one.id, part="new:map") for one in (newest, before)]


def test_who_may_not_edit_sees_the_map_and_can_move_nobody(qtbot: QtBot, house: House) -> None:
    lead = house.signed_in()
    place = MapPlace(person_id=person_id(DEV), x=0.3)
    one = lead.people_map.save(PeopleMap(young_person_id=DEV, on=TODAY, places=(place,))).record
    page = Tabs(qtbot, house, Role.AGENCY_WORKER).people(Place("young_person", DEV, "people", one.id))
    editor = editor_of(page)
    QTest.keyClick(editor.view.marks[0], Qt.Key.Key_R)
    drag(editor.view, 0, 0.8, 0.0)
    assert editor.value()[0].ring is Ring.CLOSE
    assert not editor.list.rings[0].isEnabled()
    page.sheet.close_sheet()
    assert (page.map_card.draw.isVisible(), page.map_card.paper.isVisible()) == (False, False)


def test_the_map_of_somebody_else_is_gone_at_once(tabs: Tabs) -> None:
    drawn(tabs)
    page = tabs.people()
    page.view.button("map").click()
    page.open_place(Place("young_person", DEV, "people"))
    assert not page.map_card.isVisible()


@pytest.mark.parametrize(
    ("wanted", "size", "width"), [("light", 100, 1174), ("dark", 150, 900), ("light", 200, 683)]
)
def test_no_name_covers_the_middle_or_another_one_in_any_look(
    tabs: Tabs, wanted: str, size: int, width: int
) -> None:
    theme.use(wanted, size)
    for number in range(10):
        circle = (Circle.OWN_PEOPLE, Circle.HOUSE, Circle.PROFESSIONAL)[number % 3]
        add_tyler(tabs, name=f"Somebody with a long name {number}", circle=circle)
    page = tabs.people(NEW)
    page.resize(width, 900)
    QApplication.sendPostedEvents()
    view = editor_of(page).view
    boxes = [Box(m.x() + m.width() / 2, m.y() + m.height() / 2, m.width(), m.height()) for m in view.marks]
    middle = view.ground.middle
    assert not any(box.meets(middle, -1) for box in boxes)
    assert not any(one.meets(two, -1) for n, one in enumerate(boxes) for two in boxes[n + 1 :])
    assert all(view.viewport().rect().contains(mark.geometry()) for mark in view.marks)
