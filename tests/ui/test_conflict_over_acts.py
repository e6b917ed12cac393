"""Two people do something with the same entry: the second one is shown both, and nothing is done before they choose."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.checklists import ChecklistItem, ItemState
from securecare_desktop.domain.plans import GoalState
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from tests.support.house import KAI, TODAY, House
from tests.ui.plan_steps import press, reads
from tests.ui.record_pages import Tabs, meanwhile, save, type_into
from tests.ui.sheet_table import ACTS, ENTRIES, FIRST, THEN, form_in, item_of

pytestmark = pytest.mark.usefixtures("inline_tasks")
THEIRS = "She asked for it herself."


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house, Role.UNIT_MANAGER)


@pytest.fixture
def other(house: House) -> Services:
    """Somebody else, signed in at another computer."""
    return house.signed_in(Role.SHIFT_LEAD)


def _closes(services: Services) -> None:
    services.plans.close_goal(services.plans.goals(KAI)[0], GoalState.CHANGED, THEIRS, TODAY)


def _holds(services: Services) -> None:
    held = replace(
        services.plan_reviews.reviews(KAI)[0], held_on=TODAY, took_part="By phone.", outcomes=THEIRS
    )
    services.plan_reviews.hold(held)


def _moves(services: Services) -> None:
    planned = services.plan_reviews.reviews(KAI)[0]
    services.plan_reviews.save(replace(planned, due_on=planned.due_on.replace(day=28), moved_because=THEIRS))


def _done(services: Services) -> None:
    services.actions.done(services.actions.list_for(KAI)[0], THEIRS)


BY_THEM: dict[str, Callable[[Services], Any]] = {
    "a goal is met": _closes,
    "a goal has changed": _closes,
    "a goal is stopped": _closes,
    "a review was held": _holds,
    "a review is moved": _moves,
    "a promise could not be kept": lambda s: s.promises.could_not_keep(s.promises.list_for(KAI)[0], THEIRS),
    "something to do is done": _done,
    "something to do for a goal is done": _done,
    "an item of a checklist is done": lambda s: s.checklists.tick(item_of(s), THEIRS),
}
"""What somebody else does first with the same entry."""


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("name", BY_THEM)
def test_the_second_to_do_something_is_shown_both_and_chooses(
    tabs: Tabs, other: Services, notices: notify.Recorder, name: str, keep: bool
) -> None:
    act = ACTS[name]
    sheet = act.open(tabs)
    type_into(form_in(sheet), act.field, FIRST)
    BY_THEM[name](other)
    save(sheet)
    assert sheet.conflict is not None
    shown = reads(sheet)
    assert FIRST in shown
    assert THEIRS in shown
    assert act.stored(other) == [THEIRS]
    press(sheet, "Keep mine" if keep else "Take theirs")
    assert act.stored(other) == [FIRST if keep else THEIRS]
    assert sheet.conflict is None
    assert tabs.services.drafts.waiting() == 0


@pytest.mark.parametrize("keep", [True, False])
def test_a_note_that_two_change_is_shown_twice(tabs: Tabs, other: Services, keep: bool) -> None:
    act = ACTS["a note on a goal"]
    sheet = act.open(tabs)
    type_into(form_in(sheet), "text", "Rice.")
    save(sheet)
    press(sheet, "Change: Rice.")
    type_into(form_in(sheet), "text", FIRST)
    (note,) = other.plans.notes(KAI)
    other.plans.save_note(replace(note, text=THEIRS))
    save(sheet)
    assert sheet.conflict is not None
    assert THEIRS in reads(sheet)
    press(sheet, "Keep mine" if keep else "Take theirs")
    assert act.stored(other) == [FIRST if keep else THEIRS]
    assert (FIRST if keep else THEIRS) in reads(sheet)  # the goal stands there again with its note


def test_a_third_version_is_shown_as_well(tabs: Tabs, other: Services) -> None:
    act = ACTS["a goal is stopped"]
    sheet = act.open(tabs)
    type_into(form_in(sheet), act.field, FIRST)
    _closes(other)
    save(sheet)
    other.plans.close_goal(other.plans.goals(KAI)[0], GoalState.MET, THEN, TODAY)
    press(sheet, "Keep mine")
    assert sheet.conflict is not None
    assert THEN in reads(sheet)
    press(sheet, "Keep mine")
    assert act.stored(other) == [FIRST]
    assert tabs.services.plans.goals(KAI)[0].state is GoalState.STOPPED


def test_what_they_changed_besides_is_named_and_stays_whichever_is_chosen(
    tabs: Tabs, other: Services
) -> None:
    sheet = ACTS["a goal is stopped"].open(tabs)
    type_into(form_in(sheet), "state_reason", FIRST)
    other.plans.save_goal(replace(other.plans.goals(KAI)[0], need=THEIRS))
    save(sheet)
    shown = reads(sheet)
    assert "What they changed besides stays either way: Why it matters." in shown
    assert THEIRS not in shown
    press(sheet, "Keep mine")
    (goal,) = tabs.services.plans.goals(KAI)
    assert (goal.need, goal.state, goal.state_reason) == (THEIRS, GoalState.STOPPED, FIRST)


def test_closing_the_two_versions_keeps_what_was_typed(tabs: Tabs, other: Services) -> None:
    sheet = ACTS["a goal is stopped"].open(tabs)
    type_into(form_in(sheet), "state_reason", FIRST)
    other.plans.save_goal(replace(other.plans.goals(KAI)[0], need=THEIRS))
    save(sheet)
    sheet.close_sheet()
    assert tabs.services.drafts.waiting() == 1


# -- with one click -------------------------------------------------------------------------------------------


def ticked(other: Services) -> ChecklistItem:
    (item,) = other.checklists.items(KAI)
    return other.checklists.tick(item, FIRST).record


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_done_with_one_click_is_shown_beside_what_somebody_else_did(
    tabs: Tabs, other: Services, keep: bool
) -> None:
    item = ticked(other)
    sheet = tabs.checklists(Place("young_person", KAI, "checklists", item.id)).sheet
    other.checklists.save_item(replace(item, evidence=THEIRS))
    press(sheet, "Open again")
    assert sheet.conflict is not None
    assert "What became of it" in reads(sheet)
    press(sheet, "Keep mine" if keep else "Take theirs")
    (now,) = other.checklists.items(KAI)
    assert (now.state is ItemState.OPEN) is keep
    assert now.evidence == THEIRS


def test_two_versions_of_what_is_done_from_the_page_open_in_the_sheet(tabs: Tabs, other: Services) -> None:
    item = ticked(other)
    page = tabs.checklists()
    other.checklists.save_item(replace(item, evidence=THEIRS))
    page._tick(item)
    assert not page.sheet.isHidden()
    said = "What they changed besides stays either way: What shows that it is done."
    assert said in reads(page.sheet)
    press(page.sheet, "Keep mine")
    (now,) = other.checklists.items(KAI)
    assert (now.evidence, now.state) == (THEIRS, ItemState.OPEN)


def test_whoever_closed_the_sheet_meanwhile_is_told_that_somebody_was_first(
    tabs: Tabs, other: Services, notices: notify.Recorder
) -> None:
    sheet = ENTRIES["a goal"].open(tabs)
    type_into(form_in(sheet), "need", FIRST)
    goal = other.plans.goals(KAI)[0]
    other.plans.save_goal(replace(goal, need=THEIRS))
    with meanwhile():
        save(sheet)
        sheet.close_sheet()
    assert sheet.isHidden()
    ((_kind, told),) = notices.told
    assert told.startswith("Somebody else saved this while you were writing.")
    assert tabs.services.drafts.waiting() == 1
