"""The Checklists tab: running lists with what is late, ticked off with what shows it, or not applicable and why."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.checklists import Checklist, ChecklistItem, ChecklistTemplateItem, ItemState
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.checklists.card import ChecklistCard
from securecare_desktop.ui.checklists.page import ChecklistsPage
from securecare_desktop.ui.checklists.rows import ItemRow
from securecare_desktop.ui.page import Place
from tests.support.house import KAI, TODAY, House
from tests.ui.reading import texts
from tests.ui.record_pages import Tabs, buttons, choose, form_of, save, type_into

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
    choose(form_of(page), "template_id", "A list of our own")
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


def names_of_buttons(page: QWidget) -> list[str]:
    return [b.text() for b in page.findChildren(QAbstractButton)]


def press(page: QWidget, words: str) -> None:
    next(b for b in page.findChildren(QAbstractButton) if b.text() == words).click()


def started(
    tabs: Tabs, key: str = "change_of_room_or_unit", day: date = TODAY + timedelta(days=10)
) -> Checklist:
    return tabs.services.checklists.start_from(KAI, key, anchor_on=day).record


def card_of(page: ChecklistsPage, title: str) -> ChecklistCard:
    return next(c for c in page.cards if c.title.text() == title)


def test_a_list_is_started_from_a_template_and_its_items_have_their_days(tabs: Tabs) -> None:
    page = tabs.checklists(Place("young_person", KAI, "checklists", part="new:checklist"))
    form = form_of(page)
    choose(form, "template_id", "Change of room or unit")
    assert form.row("title").isHidden()
    save(page.sheet)
    assert form.row("anchor_on").error == "Choose the day it counts from."
    type_into(form, "anchor_on", "5 June")
    save(page.sheet)
    said = texts(card_of(page, "Change of room or unit"))
    assert {"Fri 29 May", "7 days before", "Tue 2 Jun"} <= set(said)


def test_a_list_that_counts_from_the_stay_asks_for_no_day(tabs: Tabs) -> None:
    page = tabs.checklists(Place("young_person", KAI, "checklists", part="new:checklist"))
    choose(form_of(page), "template_id", "First 24 hours")
    assert form_of(page).row("anchor_on").isHidden()
    save(page.sheet)
    assert card_of(page, "First 24 hours").rows


def test_what_the_young_person_wants_stands_in_honey_among_the_others(tabs: Tabs) -> None:
    started(tabs)
    page = tabs.checklists()
    press(card_of(page, "Change of room or unit"), "What they want done")
    type_into(form_of(page), "what", "My own key to the wardrobe")
    save(page.sheet)
    made = row(page, "My own key to the wardrobe")
    assert made.item.own
    assert "“My own key to the wardrobe”" in texts(made)


def test_a_day_that_moved_says_from_where_and_why_and_what_is_done_stays(tabs: Tabs) -> None:
    running = started(tabs)
    asked = next(i for i in tabs.services.checklists.items(KAI) if i.key == "R01")
    tabs.services.checklists.tick(asked)
    page = tabs.checklists()
    page._act_on_list(tabs.services.checklists.list_for(KAI)[0], "move")
    type_into(form_of(page), "anchor_on", "1 June")
    save(page.sheet)
    assert form_of(page).row("because").error
    type_into(form_of(page), "because", "The room is painted first.")
    save(page.sheet)
    items = {i.key: i for i in tabs.services.checklists.items(KAI) if i.checklist_id == running.id}
    assert items["R01"].due_on == asked.due_on
    assert items["R02"].due_on == date(2026, 5, 25)
    assert "Moved from Sun 17 May. The room is painted first." in texts(row(page, items["R02"].what))


def test_a_group_folds_and_names_what_is_late_in_it(tabs: Tabs) -> None:
    started(tabs, day=TODAY + timedelta(days=3))
    page = tabs.checklists()
    card = card_of(page, "Change of room or unit")
    shown = len(card.rows)
    card.heads[0].click()
    card = card_of(page, "Change of room or unit")
    assert len(card.rows) < shown
    assert any("due Sun 10 May" in said for said in texts(card.heads[0]))
    card.heads[0].click()
    assert len(card_of(page, "Change of room or unit").rows) == shown


def test_an_item_is_handed_over_to_somebody_by_name(tabs: Tabs) -> None:
    page = tabs.checklists(Place("young_person", KAI, "checklists", item(tabs).id, "hand_over"))
    save(page.sheet)
    assert form_of(page).row("who").error
    type_into(form_of(page), "who", "Femi Oduya")
    type_into(form_of(page), "handed_over_because", "Chloe is away.")
    save(page.sheet)
    assert item(tabs).who == "Femi Oduya"
    assert "Handed over: Chloe is away." in texts(row(page))


def test_a_closed_list_stands_below_and_can_be_opened_again(tabs: Tabs) -> None:
    started(tabs)
    page = tabs.checklists()
    page._act_on_list(card_of(page, "Change of room or unit").running.checklist, "close")
    save(page.sheet)
    assert "Open in this list: 8." in form_of(page).row("why_closed").error
    type_into(form_of(page), "why_closed", "He stays in his room.")
    save(page.sheet)
    assert "Change of room or unit" not in {c.title.text() for c in page.cards}
    assert "Change of room or unit, closed Thu 14 May" in names_of_buttons(page)


def test_a_newer_version_is_shown_before_it_is_taken_over(tabs: Tabs, house: House) -> None:
    started(tabs)
    manager = house.signed_in(Role.UNIT_MANAGER)
    template = next(t for t in manager.checklist_templates.list() if t.key == "change_of_room_or_unit")
    more = ChecklistTemplateItem(template_id="", key="R09", what="A photo of the old room", offset=-1)
    items = (*template.items[1:], more)
    manager.checklist_templates.save_new_version(template.template, items, "Young people asked for it")
    page = tabs.checklists()
    press(page, "See what would change")
    said = texts(page)
    assert "Why it changed: Young people asked for it" in said
    assert "Added: A photo of the old room" in said
    assert "Taken away: Asked what they think of it, and why it has to be" in said
    press(page, "Take it over")
    assert row(page, "A photo of the old room")
    assert "See what would change" not in buttons(page)
