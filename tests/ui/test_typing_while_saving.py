"""Whoever goes on typing while the store is still at work: what they typed stays, and is not saved yet."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.plans import GoalState
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from tests.support.house import KAI, TODAY, House
from tests.ui.goal_steps import a_goal, at, goals_of, signed
from tests.ui.plan_steps import press
from tests.ui.record_pages import Tabs, meanwhile, save, type_into
from tests.ui.sheet_table import ACTS, ENTRIES, FIRST, THEN, form_in

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house, Role.UNIT_MANAGER)


@pytest.fixture
def author(house: House) -> Services:
    """Somebody else, who writes a plan for a manager to sign."""
    return house.signed_in(Role.SHIFT_LEAD)


@pytest.mark.parametrize("name", ENTRIES)
def test_what_is_typed_while_an_entry_is_being_saved_stays_to_be_saved_next(
    tabs: Tabs, notices: notify.Recorder, name: str
) -> None:
    entry = ENTRIES[name]
    sheet = entry.open(tabs)
    type_into(form_in(sheet), entry.field, FIRST)
    with meanwhile():
        save(sheet)
        type_into(form_in(sheet), entry.field, THEN)
    assert getattr(entry.stored(tabs.services), entry.field) == FIRST
    assert form_in(sheet).values()[entry.field] == THEN
    assert notices.told[-1] == ("done", "Saved. What you typed since is not saved yet.")
    save(sheet)
    assert sheet.isHidden()
    assert getattr(entry.stored(tabs.services), entry.field) == THEN
    assert tabs.services.drafts.waiting() == 0


# -- what is done with an entry -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ACTS)
def test_what_is_typed_while_something_is_being_done_stays_and_is_added_to_the_same_thing(
    tabs: Tabs, notices: notify.Recorder, name: str
) -> None:
    act = ACTS[name]
    sheet = act.open(tabs)
    type_into(form_in(sheet), act.field, FIRST)
    with meanwhile():
        save(sheet)
        type_into(form_in(sheet), act.field, THEN)
    assert act.stored(tabs.services) == [FIRST]
    assert form_in(sheet).values()[act.field] == THEN
    assert notices.told[-1] == ("done", "Saved. What you typed since is not saved yet.")
    save(sheet)
    assert act.stored(tabs.services) == [THEN]
    assert tabs.services.drafts.waiting() == 0


def test_what_can_be_done_only_once_takes_no_more_typing_while_it_is_done(
    tabs: Tabs, author: Services
) -> None:
    goal = a_goal(tabs.services)
    signed(author, tabs.services)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    press(view.sheet, "Start a new version to change it")
    type_into(form_in(view.sheet), "why", FIRST)
    with meanwhile():
        save(view.sheet)
        type_into(form_in(view.sheet), "why", THEN)
        assert form_in(view.sheet).values()["why"] == FIRST
    version = tabs.services.plans.being_written(KAI)
    assert version is not None
    assert version.why == FIRST


def test_what_could_not_be_done_takes_typing_again(tabs: Tabs, author: Services) -> None:
    goal = a_goal(tabs.services)
    signed(author, tabs.services)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    press(view.sheet, "Start a new version to change it")
    type_into(form_in(view.sheet), "why", FIRST)
    with meanwhile():
        save(view.sheet)
        author.plans.start_version(KAI, "Somebody was first.")
    type_into(form_in(view.sheet), "why", THEN)
    assert form_in(view.sheet).values()["why"] == THEN


def test_what_broke_while_it_was_done_takes_typing_again(
    tabs: Tabs, author: Services, notices: notify.Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = a_goal(tabs.services)
    signed(author, tabs.services)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    press(view.sheet, "Start a new version to change it")
    type_into(form_in(view.sheet), "why", FIRST)

    def breaks(*_given: object) -> object:
        raise ValueError

    monkeypatch.setattr(tabs.services.plans, "start_version", breaks)
    save(view.sheet)
    assert len(notices.defects) == 1
    type_into(form_in(view.sheet), "why", THEN)
    assert form_in(view.sheet).values()["why"] == THEN


# -- who leaves meanwhile -------------------------------------------------------------------------------------


def test_a_new_entry_is_added_once_and_then_changed(tabs: Tabs) -> None:
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    type_into(form_in(page.sheet), "what", FIRST)
    with meanwhile():
        save(page.sheet)
        type_into(form_in(page.sheet), "what", THEN)
    assert page.sheet.title.text() == FIRST
    (stored,) = tabs.services.promises.list_for(KAI)
    page.sheet.close_sheet()
    page.add(page.kinds[0])
    assert form_in(page.sheet).values()["what"] == ""
    page.edit(page.kinds[0], stored)
    assert form_in(page.sheet).values()["what"] == THEN
    save(page.sheet)
    assert [one.what for one in tabs.services.promises.list_for(KAI)] == [THEN]


@pytest.mark.parametrize("more", [True, False])
def test_who_opens_another_entry_meanwhile_finds_in_the_first_what_was_typed_after_it_was_sent(
    tabs: Tabs, more: bool
) -> None:
    other = tabs.services.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Femi")).record
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    type_into(form_in(page.sheet), "what", FIRST)
    form_in(page.sheet).keep_draft_now()
    with meanwhile():
        save(page.sheet)
        if more:
            type_into(form_in(page.sheet), "what", THEN)
        page.edit(page.kinds[0], other)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stored = next(one for one in tabs.services.promises.list_for(KAI) if one.what == FIRST)
    assert page.sheet.title.text() == "A photo"
    page.edit(page.kinds[0], stored)
    assert form_in(page.sheet).values()["what"] == (THEN if more else FIRST)
    assert tabs.services.drafts.waiting() == int(more)


def test_what_is_typed_while_an_entry_is_saved_to_be_signed_is_not_signed(tabs: Tabs) -> None:
    sheet = ENTRIES["a decision"].open(tabs)
    type_into(form_in(sheet), "why", FIRST)
    with meanwhile():
        sheet.save_and_sign()
        type_into(form_in(sheet), "why", THEN)
    assert form_in(sheet).values()["why"] == THEN
    assert tabs.services.plans.decisions(KAI)[0].signed_at is None


def test_what_is_done_with_one_click_leaves_what_is_typed_beside_it_to_be_saved_next(tabs: Tabs) -> None:
    goal = a_goal(tabs.services)
    tabs.services.plans.close_goal(goal, GoalState.MET, "", TODAY)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    type_into(form_in(view.sheet), "need", FIRST)
    press(view.sheet, "Open it again")
    assert form_in(view.sheet).values()["need"] == FIRST
    save(view.sheet)
    (stored,) = tabs.services.plans.goals(KAI)
    assert (stored.need, stored.state) == (FIRST, GoalState.OPEN)


def test_what_is_done_with_another_entry_on_the_page_takes_nothing_from_the_one_that_is_open(
    tabs: Tabs,
) -> None:
    goal, other = a_goal(tabs.services), a_goal(tabs.services, "Sleep at night")
    tabs.services.plans.close_goal(other, GoalState.MET, "", TODAY)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    type_into(form_in(view.sheet), "need", FIRST)
    kind = view.sheet._open.kind  # type: ignore[union-attr] - as the page itself asks it
    shut = next(one for one in tabs.services.plans.goals(KAI) if one.id == other.id)
    view.sheet.act(kind, shut, kind.act("open", shut), KAI)  # type: ignore[arg-type]
    assert {one.state for one in tabs.services.plans.goals(KAI)} == {GoalState.OPEN}
    assert form_in(view.sheet).values()["need"] == FIRST
