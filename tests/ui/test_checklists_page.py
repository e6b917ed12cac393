"""The Checklists tab: running lists with what is late, ticked off with what shows it, or not applicable and why."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.checklists import ChecklistItem, ItemState
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.checklists.page import ChecklistsPage
from securecare_desktop.ui.checklists.rows import ItemRow
from securecare_desktop.ui.page import Place
from tests.support.house import KAI, TODAY, House
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, buttons, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def row(page: ChecklistsPage, what: str = "Wishes about the next home") -> ItemRow:
    return next(r for card in page.cards for r in card.rows if r.item.what == what)


def item(tabs: Tabs, what: str = "Wishes about the next home") -> ChecklistItem:
    return next(i for i in tabs.services.checklists.items(KAI) if i.what == what)


def test_a_late_item_is_named_late_in_the_row_and_in_the_head(tabs: Tabs) -> None:
    page = tabs.checklists()
    assert "1 day late" in texts(row(page))
    assert {"1 late", "0 of 1 done"} <= set(texts(page.cards[0]))
    assert "Dates are an aid, not legal advice" in texts(page)
    assert row(page).accessibleName().startswith("Wishes about the next home, open, late")


def test_the_box_asks_what_shows_it_and_only_then_it_is_done(tabs: Tabs) -> None:
    page = tabs.checklists()
    box = row(page).box
    assert box is not None
    box.click()
    assert not row(page).box.isChecked()  # type: ignore[union-attr]
    type_into(form_of(page), "evidence", "Written down on 8 May")
    save(page.sheet)
    assert row(page).box.isChecked()  # type: ignore[union-attr]
    done = item(tabs)
    assert (done.state, done.evidence, done.done_by) == (
        ItemState.DONE, "Written down on 8 May", "Denise Okafor",
    )  # fmt: skip
    assert "1 of 1 done" in texts(page.cards[0])
    assert "Written down on 8 May" in texts(row(page))


def test_a_tick_is_taken_back_with_one_click(tabs: Tabs) -> None:
    tabs.services.checklists.tick(item(tabs))
    page = tabs.checklists()
    row(page).box.click()  # type: ignore[union-attr]
    assert item(tabs).state is ItemState.OPEN
    assert not row(page).box.isChecked()  # type: ignore[union-attr]


def test_not_applicable_needs_its_reason(tabs: Tabs) -> None:
    page = tabs.checklists(Place("young_person", KAI, "checklists", item(tabs).id))
    QTest.mouseClick(page.sheet.acts["not_applicable"], Qt.MouseButton.LeftButton)
    save(page.sheet)
    assert item(tabs).state is ItemState.OPEN
    type_into(form_of(page), "not_applicable_because", "He stays in the same town.")
    save(page.sheet)
    assert item(tabs).state is ItemState.NOT_APPLICABLE
    assert row(page).box is None
    assert "Not applicable because He stays in the same town." in texts(row(page))


def test_a_list_is_started_by_its_title_and_gets_its_items(tabs: Tabs) -> None:
    page = tabs.checklists(Place("young_person", KAI, "checklists", part="new:checklist"))
    type_into(form_of(page), "title", "The court day")
    type_into(form_of(page), "anchor_on", "5 June")
    save(page.sheet)
    card = next(c for c in page.cards if c.title.text() == "The court day")
    assert "Fri 5 Jun, in 22 days" in texts(card)
    assert "Nothing on this list yet." in texts(card)
    QTest.mouseClick(card.action_button, Qt.MouseButton.LeftButton)
    type_into(form_of(page), "what", "A clean shirt")
    type_into(form_of(page), "due_on", "4 June")
    save(page.sheet)
    assert "1 day before" in texts(row(page, "A clean shirt"))


def test_the_choice_above_the_lists_leaves_out_what_is_done(tabs: Tabs) -> None:
    checklist = tabs.services.checklists.list_for(KAI)[0]
    tabs.services.checklists.tick(item(tabs))
    tabs.services.checklists.save_item(
        ChecklistItem(
            young_person_id=KAI,
            checklist_id=checklist.id,
            key="own",
            what="Bank card",
            due_on=TODAY + timedelta(days=3),
        )
    )
    page = tabs.checklists()

    def shown() -> set[str]:
        return {r.item.what for card in page.cards for r in card.rows}

    assert shown() == {"Wishes about the next home", "Bank card"}
    page.filter.button("to_do").click()
    assert shown() == {"Bank card"}
    page.filter.button("late").click()
    assert shown() == set()
    assert "Nothing here for this choice." in texts(page)


def test_a_click_or_enter_on_a_row_opens_the_item(tabs: Tabs) -> None:
    page = tabs.checklists()
    QTest.mouseClick(row(page), Qt.MouseButton.LeftButton)
    assert page.sheet.title.text() == "Wishes about the next home"
    page.sheet.close_sheet()
    row(page).setFocus()
    QTest.keyClick(row(page), Qt.Key.Key_Return)
    assert form_of(page).values()["what"] == "Wishes about the next home"


def test_an_inspector_reads_and_ticks_nothing(qtbot: QtBot, house: House) -> None:
    page = Tabs(qtbot, house, Role.INSPECTOR).checklists()
    assert not row(page).box.isEnabled()  # type: ignore[union-attr]
    assert {"Add an item", "Start a checklist"}.isdisjoint(buttons(page))


def test_rows_take_two_lines_in_a_narrow_window(tabs: Tabs) -> None:
    page = tabs.checklists()
    assert {"Who does it", "Evidence"} <= set(texts(page.cards[0]))
    page.resize(683, 400)
    assert "Who does it" not in texts(page.cards[0])
    assert "1 day late" in texts(row(page))
