"""Planning a change, changing its plan, and the lists of changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import EditConflict
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.people import KeyRole
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.worker_changes import ChangeKind, ReasonCategory, Step
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.conflict import ConflictView
from securecare_desktop.ui.widgets.rows import ListRow
from securecare_desktop.ui.worker_changes.changes_page import ChangesPage, YoungPersonChangesPage
from tests.ui.change_facts import CHANGE, KAI, moment, summaries
from tests.ui.change_fakes import ChangesInMemory, KeptDrafts
from tests.ui.reading import texts

CLOCK = FixedClock(moment(5, 14, 9, 42))
Open = Callable[..., YoungPersonChangesPage]


@pytest.fixture
def open_tab(qtbot: QtBot, inline_tasks: None, changes: ChangesInMemory, drafts: KeptDrafts) -> Open:
    def make(young_person_id: str = KAI, *, may: object = None, **place: str) -> YoungPersonChangesPage:
        allowed = may if may is not None else set(Action)
        page = YoungPersonChangesPage(
            changes,
            drafts,
            CLOCK,
            lambda: "Denise Okafor",
            lambda action: action in allowed,
            lambda: {KAI: "Kai"},
        )
        qtbot.addWidget(page)
        page.resize(1174, 900)
        page.open_place(Place("young_person", young_person_id, tab="worker_changes", **place))
        page.show()
        return page

    return make


def fill(page: YoungPersonChangesPage, **values: object) -> None:
    """Fill the plan form in as the fields' editors take it, then say that a person did."""
    for name, value in values.items():
        page.plan.form.editor(name).set_value(value)
        page.plan.form.editor(name).changed.emit()


PLAN = {
    "outgoing": "Hannah Whitlock",
    "incoming": "Sam Adeyemi",
    "day": date(2026, 5, 27),
    "reason_for_young_person": "Hannah starts to train as a teacher. It is not because of anything you did.",
}


def test_a_planned_change_takes_ids_and_tie_from_who_was_chosen(
    changes: ChangesInMemory, open_tab: Open
) -> None:
    page = open_tab(part="new")
    fill(page, **PLAN)
    page.plan.save_button.click()
    planned = changes.planned[0]
    assert (planned.kind, planned.role, planned.day) == (
        ChangeKind.PLANNED,
        KeyRole.KEY_WORKER,
        date(2026, 5, 27),
    )
    assert (planned.outgoing_name, planned.outgoing_staff_id) == ("Hannah Whitlock", "hannah")
    assert (planned.incoming_name, planned.incoming_staff_id) == ("Sam Adeyemi", "sam")
    assert planned.reason_for_young_person == PLAN["reason_for_young_person"]


def test_the_workspace_opens_after_planning(open_tab: Open) -> None:
    page = open_tab(part="new")
    fill(page, **PLAN)
    page.plan.save_button.click()
    assert page.stack.currentWidget() is page.workspace
    assert page.plan is None


def test_a_worker_who_is_in_no_list_can_be_named(changes: ChangesInMemory, open_tab: Open) -> None:
    page = open_tab(part="new")
    fill(page, **{**PLAN, "incoming": "Somebody New"}, role=KeyRole.NURSE.value)
    page.plan.save_button.click()
    planned = changes.planned[0]
    assert (planned.incoming_name, planned.incoming_staff_id, planned.role) == (
        "Somebody New",
        "",
        KeyRole.NURSE,
    )


def test_a_name_is_found_by_a_part_of_it(open_tab: Open, qtbot: QtBot) -> None:
    page = open_tab(part="new")
    line = page.plan.form.row("incoming").findChild(QLineEdit)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    line.setFocus()
    QTest.keyClicks(line, "ade")
    popup = line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert [line.completer().completionModel().index(0, 0).data()] == ["Sam Adeyemi, residential worker"]
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert page.plan.form.values()["incoming"] == "Sam Adeyemi"


def test_what_is_missing_is_named_at_its_field_and_linked_above(
    changes: ChangesInMemory, open_tab: Open
) -> None:
    page = open_tab(part="new")
    page.plan.save_button.click()
    form = page.plan.form
    assert form.row("outgoing").error == "Choose who is leaving."
    assert form.row("reason_for_young_person").error == (
        "Write the reason. The young person's copy and the pack both use it."
    )
    assert form.row("day").error == "Choose a day."
    assert "Who is leaving" in [link.text() for link in form.banner.links]
    assert changes.planned == []


def test_the_reason_says_for_whom_it_is_and_how_to_write_it(open_tab: Open) -> None:
    page = open_tab(part="new")
    row = page.plan.form.row("reason_for_young_person")
    assert page.plan.title.text() == "A change of worker for Kai"
    assert row.label.text() == "The reason for Kai, in plain words"
    assert row.field.hint == (
        "One or two sentences, as you would say it. No private details about the worker."
    )
    assert row.field.example.startswith("For example:")


def test_somebody_suddenly_gone_is_a_route_of_its_own(changes: ChangesInMemory, open_tab: Open) -> None:
    page = open_tab(part="new")
    fill(page, kind=ChangeKind.UNPLANNED.value)
    labels = {name: page.plan.form.row(name).label.text() for name in ("outgoing", "incoming", "day")}
    assert labels == {"outgoing": "Who is gone", "incoming": "Who stands in", "day": "Responsible from"}
    assert page.plan.form.row("reason_category").label.text() == "Why it was not planned"
    assert page.plan.form.row("later_goodbye_by").isVisibleTo(page.plan)
    fill(
        page,
        outgoing="Lewis Marr",
        incoming="Femi Oduya",
        role=KeyRole.KEY_WORKER.value,
        day=date(2026, 5, 11),
        later_goodbye_by=date(2026, 6, 8),
        reason_category=ReasonCategory.AWAY_AT_SHORT_NOTICE.value,
        reason_for_young_person="Lewis cannot work for a while. It is not about you. Femi is here for you.",
    )
    page.plan.save_button.click()
    planned = changes.planned[0]
    assert planned.kind is ChangeKind.UNPLANNED
    assert planned.later_goodbye_by == date(2026, 6, 8)
    assert planned.reason_category is ReasonCategory.AWAY_AT_SHORT_NOTICE


def test_a_later_goodbye_before_the_change_is_put_right_at_its_field(open_tab: Open) -> None:
    page = open_tab(part="new")
    fill(
        page,
        kind=ChangeKind.UNPLANNED.value,
        outgoing="Lewis Marr",
        incoming="Femi Oduya",
        role=KeyRole.KEY_WORKER.value,
        day=date(2026, 5, 11),
        later_goodbye_by=date(2026, 5, 8),
    )
    page.plan.save_button.click()
    assert page.plan.form.row("later_goodbye_by").error == "This is before the change. Choose a day after it."


def test_a_planned_change_asks_for_no_later_goodbye(open_tab: Open) -> None:
    page = open_tab(part="new")
    assert not page.plan.form.row("later_goodbye_by").isVisibleTo(page.plan)


def test_moving_the_day_says_what_moves_before_it_is_saved(
    changes: ChangesInMemory, open_tab: Open, qtbot: QtBot
) -> None:
    page = open_tab(record_id=CHANGE)
    page.workspace.plan_wanted.emit(changes.file)
    assert page.plan.form.row("kind").isHidden()
    fill(page, day=date(2026, 6, 3))
    said = "The day moves. 7 open steps move, each 7 days later. 3 done steps stay."
    qtbot.waitUntil(lambda: said in texts(page.plan))
    page.plan.save_button.click()
    assert changes.file.change.day == date(2026, 6, 3)
    assert changes.file.step(Step.HAND_OVER).due_on == date(2026, 5, 29)
    assert changes.file.step(Step.DECIDE).due_on == date(2026, 4, 29)


def test_a_changed_plan_keeps_who_it_was_about(changes: ChangesInMemory, open_tab: Open) -> None:
    changes.file = replace(changes.file, change=replace(changes.file.change, outgoing_name="Old Name"))
    page = open_tab(record_id=CHANGE)
    page.workspace.plan_wanted.emit(changes.file)
    page.plan.save_button.click()
    assert changes.planned[0].outgoing_staff_id == "hannah"
    assert changes.planned[0].id == CHANGE


def test_a_plan_somebody_else_changed_first_shows_both(changes: ChangesInMemory, open_tab: Open) -> None:
    page = open_tab(record_id=CHANGE)
    page.workspace.plan_wanted.emit(changes.file)
    fill(page, day=date(2026, 6, 3))
    mine = page.plan.change(page.plan.form.values())
    theirs = replace(changes.file.change, day=date(2026, 6, 10), version=4)

    def refuse(_change: object) -> None:
        raise EditConflict("Somebody else saved first.", "Choose.", mine, theirs)

    good, changes.change_plan = changes.change_plan, refuse  # type: ignore[method-assign]
    page.plan.save_button.click()
    view = page.plan.sheet.findChild(ConflictView)
    assert {"Wed 3 Jun 2026", "Wed 10 Jun 2026"} <= set(texts(view))
    changes.change_plan = good  # type: ignore[method-assign]
    view.keep_button.click()
    assert changes.planned[0].day == date(2026, 6, 3)
    assert changes.planned[0].version == 5


def test_closing_the_form_keeps_the_draft(drafts: KeptDrafts, open_tab: Open) -> None:
    page = open_tab("amira", part="new")
    fill(page, outgoing="Dav Osei")
    page.plan.close_button.click()
    assert page.plan is None
    assert drafts.kept["plan_change:amira"]["outgoing"] == "Dav Osei"
    page.plan_new()
    assert page.plan.form.values()["outgoing"] == "Dav Osei"


# -- lists --------------------------------------------------------------------------------------------


def test_with_one_open_change_the_tab_shows_it_at_once(open_tab: Open) -> None:
    page = open_tab()
    assert page.stack.currentWidget() is page.workspace
    assert page.workspace.title.text() == "Hannah Whitlock to Sam Adeyemi"


def test_the_list_can_be_reached_from_the_workspace(open_tab: Open, qtbot: QtBot) -> None:
    page = open_tab()
    page.show_list()
    assert page.stack.currentWidget() is page.list
    rows = page.card.findChildren(ListRow)
    assert rows[-1].accessibleName().startswith("Wed 27 May, in 13 days, Kai: Hannah Whitlock to Sam Adeyemi")
    rows[-1].click()
    assert page.stack.currentWidget() is page.workspace


def test_without_any_change_the_tab_says_what_will_be_here(open_tab: Open, qtbot: QtBot) -> None:
    page = open_tab("amira")
    qtbot.waitUntil(
        lambda: "No change of worker yet. When a worker leaves or comes, plan it here." in texts(page)
    )
    next(b for b in page.card.findChildren(QPushButton) if b.text() == "Plan a change").click()
    assert page.plan is not None


def test_who_may_not_plan_is_offered_no_form(open_tab: Open) -> None:
    page = open_tab("amira", may={Action.READ_RECORDS})
    assert not [b for b in page.card.findChildren(QPushButton) if b.text() == "Plan a change"]
    page.act("new_entry")
    assert page.plan is None


def test_a_step_can_be_opened_from_elsewhere(open_tab: Open) -> None:
    page = open_tab(record_id=CHANGE, part="2")
    assert page.workspace.stepper.current == Step.TELL


def test_a_change_saved_elsewhere_reaches_the_workspace(changes: ChangesInMemory, open_tab: Open) -> None:
    page = open_tab()
    changes.file = replace(changes.file, change=replace(changes.file.change, incoming_name="Femi Oduya"))
    page.hear(Changed(frozenset({"worker_changes"}), KAI))
    assert page.workspace.title.text() == "Hannah Whitlock to Femi Oduya"


def test_another_young_person_takes_the_place_of_the_one_before(open_tab: Open) -> None:
    page = open_tab()
    page.open_place(Place("young_person", "amira", tab="worker_changes"))
    assert page.stack.currentWidget() is page.list


def test_all_open_changes_of_the_unit_lead_to_their_young_people(
    qtbot: QtBot, inline_tasks: None, changes: ChangesInMemory
) -> None:
    page = ChangesPage(changes, CLOCK)
    qtbot.addWidget(page)
    page.resize(1174, 624)
    page.show()
    rows = page.card.findChildren(ListRow)
    assert [row.accessibleName().split(", ")[2].split(":")[0] for row in rows] == ["Robyn", "Kai", "Tia"]
    assert rows[0].accessibleName().endswith("2 days late")
    assert rows[2].accessibleName().endswith("Unplanned")
    with qtbot.waitSignal(page.go) as gone:
        rows[1].click()
    assert gone.args == [Place("young_person", KAI, tab="worker_changes", record_id=CHANGE)]


def test_a_change_is_planned_from_the_list_of_the_unit_for_somebody_chosen_by_name(
    qtbot: QtBot, inline_tasks: None, changes: ChangesInMemory
) -> None:
    page = ChangesPage(changes, CLOCK, lambda: {KAI: "Kai", "tia": "Tia"})
    qtbot.addWidget(page)
    page.show()
    qtbot.mouseClick(page.plan_button, Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu)
    assert [act.text() for act in menu.actions()] == ["For Kai", "For Tia"]
    with qtbot.waitSignal(page.go) as gone:
        menu.actions()[0].trigger()
    assert gone.args == [Place("young_person", KAI, "worker_changes", part="new")]
    menu.close()


def test_whoever_may_not_plan_sees_no_button_for_it(
    qtbot: QtBot, inline_tasks: None, changes: ChangesInMemory
) -> None:
    page = ChangesPage(changes, CLOCK)
    qtbot.addWidget(page)
    page.show()
    assert not page.plan_button.isVisible()


def test_a_long_list_of_open_things_is_cut_and_counted(qtbot: QtBot, inline_tasks: None) -> None:
    changes = ChangesInMemory()
    many = replace(summaries()[0], open=("One", "Two", "Three", "Four"))
    changes.open_changes = lambda: (many,)  # type: ignore[method-assign]
    page = ChangesPage(changes, CLOCK)
    qtbot.addWidget(page)
    page.show()
    assert "and 2 more" in page.card.findChild(ListRow).accessibleName()
