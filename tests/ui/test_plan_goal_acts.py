"""What is done with a goal in any version: notes, things to do, what became of it."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import GoalNote, GoalState
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, TODAY, House
from tests.ui.goal_steps import a_goal, at, goals_of, pressed_in, sheet_form, signed
from tests.ui.plan_steps import press, reads
from tests.ui.record_pages import Tabs, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


def test_notes_stand_newest_first_with_the_young_persons_words(tabs: Tabs) -> None:
    goal = a_goal(tabs.services)
    for days, text, said in ((9, "First try.", ""), (2, "Second try.", "It was burnt.")):
        tabs.services.plans.save_note(
            GoalNote(
                young_person_id=KAI,
                lineage_id=goal.lineage_id,
                on=TODAY - timedelta(days=days),
                text=text,
                own_words=said,
                given_how=HowGiven.SAID if said else HowGiven.NOT_ASKED,
            )
        )
    view = goals_of(tabs.plan(at("goals", goal.id)))
    said_there = reads(view.sheet)
    assert said_there.index("Second try.") < said_there.index("First try.")
    assert "It was burnt." in said_there
    assert "Tue 12 May, Kai said it" in said_there
    press(view.sheet, "Change: Second try.")
    form = sheet_form(view)
    assert form.values()["own_words"].words == "It was burnt."
    type_into(form, "text", "Second try, with rice.")
    save(view.sheet)
    texts = [note.text for note in tabs.services.plans.notes(KAI)]
    assert texts == ["Second try, with rice.", "First try."]


def test_a_note_for_a_day_to_come_is_not_taken(tabs: Tabs) -> None:
    goal = a_goal(tabs.services)
    view = goals_of(tabs.plan(at()))
    pressed_in(view, goal, "Add a note")
    form = sheet_form(view)
    type_into(form, "on", "20.5.2026")
    type_into(form, "text", "He will.")
    save(view.sheet)
    assert form.row("on").error == "This day is still to come. Choose today or a day before it."
    assert tabs.services.plans.notes(KAI) == ()


def test_something_to_do_belongs_to_a_person_and_a_day(tabs: Tabs) -> None:
    goal = a_goal(tabs.services)
    view = goals_of(tabs.plan(at()))
    pressed_in(view, goal, "Add something to do")
    form = sheet_form(view)
    type_into(form, "what", "Buy a rice pot")
    save(view.sheet)
    assert form.row("who").error
    assert form.row("by").error
    type_into(form, "who", tabs.me())
    type_into(form, "by", "12.5.2026")
    save(view.sheet)
    (action,) = tabs.services.actions.for_goals(KAI)
    assert (action.what, action.goal_lineage_id) == ("Buy a rice pot", goal.lineage_id)
    assert (action.who_id, action.by) == (tabs.services.session.actor.id, date(2026, 5, 12))
    assert "late: by Tue 12 May" in reads(view.sheet)
    assert "1 thing to do, 1 of them late" in reads(view.papers[goal.id])
    press(view.sheet, "Done: Buy a rice pot")
    type_into(sheet_form(view), "outcome", "A red one.")
    save(view.sheet)
    (action,) = tabs.services.actions.for_goals(KAI)
    assert (action.done_on, action.outcome) == (TODAY, "A red one.")
    assert "done Thu 14 May" in reads(view.sheet)


def test_a_goal_is_met_on_a_day_also_once_the_version_is_signed(tabs: Tabs, manager: Services) -> None:
    goal = a_goal(tabs.services)
    signed(tabs.services, manager)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    press(view.sheet, "Met")
    type_into(sheet_form(view), "state_reason", "He cooked for six.")
    type_into(sheet_form(view), "state_on", "10.5.2026")
    save(view.sheet)
    (goal,) = tabs.services.plans.goals(KAI)
    assert (goal.state, goal.state_reason, goal.state_on) == (
        GoalState.MET, "He cooked for six.", date(2026, 5, 10),
    )  # fmt: skip
    assert view.rows[goal.id].accessibleName() == "Cook for myself, He cooked for six., Met, Sun 10 May"
    press(view.sheet, "Open it again")
    assert tabs.services.plans.goals(KAI)[0].state is GoalState.OPEN


@pytest.mark.parametrize(("words", "state"), [("Changed", GoalState.CHANGED), ("Stopped", GoalState.STOPPED)])
def test_a_goal_is_changed_or_stopped_with_a_reason(tabs: Tabs, words: str, state: GoalState) -> None:
    goal = a_goal(tabs.services)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    press(view.sheet, words)
    save(view.sheet)
    assert tabs.services.plans.goals(KAI)[0].state is GoalState.OPEN
    assert sheet_form(view).row("state_reason").error
    type_into(sheet_form(view), "state_reason", "He wants to bake.")
    save(view.sheet)
    (goal,) = tabs.services.plans.goals(KAI)
    assert (goal.state, goal.state_reason, goal.state_on) == (state, "He wants to bake.", TODAY)


def test_when_a_colleague_closed_a_goal_first_the_list_shows_theirs_beside_both(
    tabs: Tabs, manager: Services
) -> None:
    goal = a_goal(tabs.services)
    view = goals_of(tabs.plan(at("goals", goal.id)))
    press(view.sheet, "Stopped")
    type_into(sheet_form(view), "state_reason", "He wants to bake.")
    manager.plans.close_goal(goal, GoalState.MET, "He cooked for six.", TODAY)
    save(view.sheet)
    said = reads(view.sheet)
    assert "He wants to bake." in said
    assert "He cooked for six." in said
    assert view.rows[goal.id].accessibleName() == "Cook for myself, He cooked for six., Met, Thu 14 May"
    assert tabs.services.plans.goals(KAI)[0].state is GoalState.MET


def test_a_note_that_was_found_opens_its_goal(tabs: Tabs) -> None:
    goal = a_goal(tabs.services)
    note = GoalNote(young_person_id=KAI, lineage_id=goal.lineage_id, on=TODAY, text="Rice")
    kept = tabs.services.plans.save_note(note).record
    view = goals_of(tabs.plan(at("goals", kept.id)))
    assert sheet_form(view).values()["title"] == "Cook for myself"
