"""The view Goals of the Plan tab: reading and writing goals, signed versions, who may, and the way back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import Goal, GoalState
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify, theme
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.editors import ChoicesEditor
from securecare_desktop.ui.widgets.own_words import OwnWordsEditor
from tests.support.house import DEV, KAI, TODAY, House
from tests.ui.goal_steps import a_goal, at, buttons, goals_of, pressed_in, sheet_form, signed
from tests.ui.plan_steps import press, reads
from tests.ui.record_pages import Tabs, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


# -- reading ---------------------------------------------------------------------------------------------------


def test_a_goal_is_read_with_what_is_agreed_and_their_words(tabs: Tabs) -> None:
    goal = a_goal(
        tabs.services,
        need="He moves on in a year.",
        what_we_do="Cook together on Tuesdays.",
        what_better_looks_like="He cooks tea for the house.",
        how_we_know="He did it three times.",
        who="Sam Adeyemi",
        by=TODAY + timedelta(days=30),
        own_words="I want to make jollof.",
        given_how=HowGiven.SAID,
        given_on=TODAY,
    )
    view = goals_of(tabs.plan(at()))
    said = reads(view.papers[goal.id])
    for words in (
        "Cook for myself", "He moves on in a year.", "Cook together on Tuesdays.", "He cooks tea for the house.",
        "He did it three times.", "Sam Adeyemi", "I want to make jollof.", "Kai said it", "By Sat 13 Jun",
    ):  # fmt: skip
        assert words in said


def test_a_goal_whose_day_has_passed_says_so_with_a_word(tabs: Tabs) -> None:
    goal = a_goal(tabs.services, by=TODAY - timedelta(days=1))
    assert "Late: by Wed 13 May" in reads(goals_of(tabs.plan(at())).papers[goal.id])


def test_goals_stand_by_their_day_and_those_that_are_closed_below(tabs: Tabs) -> None:
    services = tabs.services
    later = a_goal(services, "Later", by=TODAY + timedelta(days=90))
    sooner = a_goal(services, "Sooner", by=TODAY + timedelta(days=9))
    some_day = a_goal(services, "Some day")
    met = a_goal(services, "Swim")
    services.plans.close_goal(met, GoalState.MET, "He swam a length.", TODAY)
    view = goals_of(tabs.plan(at()))
    assert list(view.papers) == [sooner.id, later.id, some_day.id]
    row = view.rows[met.id].accessibleName()
    assert row == "Swim, He swam a length., Met, Thu 14 May"


def test_without_goals_one_sentence_says_where_to_begin(tabs: Tabs) -> None:
    view = goals_of(tabs.plan(at()))
    assert "No goals yet. Begin with one that is this young person's own." in reads(view)
    press(view, "Add a goal")
    assert not view.sheet.isHidden()


# -- writing ---------------------------------------------------------------------------------------------------


def test_a_goal_is_written_with_the_young_persons_words(tabs: Tabs) -> None:
    tabs.services.plans.start_version(KAI)
    view = goals_of(tabs.plan(at()))
    press(view, "Add a goal")
    form = sheet_form(view)
    type_into(form, "title", "See Nan every week")
    type_into(form, "own_words", "Nan first.")
    words = form.editor("own_words")
    assert isinstance(words, OwnWordsEditor)
    words.way(HowGiven.SAID).click()
    type_into(form, "what_we_do", "Drive him on Sundays.")
    save(view.sheet)
    (goal,) = tabs.services.plans.goals(KAI)
    assert (goal.title, goal.what_we_do) == ("See Nan every week", "Drive him on Sundays.")
    assert (goal.own_words, goal.given_how, goal.given_on) == ("Nan first.", HowGiven.SAID, TODAY)
    assert view.sheet.isHidden()
    assert goal.id in view.papers


def test_not_asked_needs_a_reason_and_a_day_to_ask_again(tabs: Tabs) -> None:
    tabs.services.plans.start_version(KAI)
    view = goals_of(tabs.plan(at("new:goal")))
    form = sheet_form(view)
    assert form.row("ask_again_on").isHidden()
    type_into(form, "title", "Sleep")
    words = form.editor("own_words")
    assert isinstance(words, OwnWordsEditor)
    words.way(HowGiven.NOT_ASKED).click()
    assert not form.row("ask_again_on").isHidden()
    assert form.row("given_on").isHidden()
    save(view.sheet)
    assert form.row("own_words").error == "Write why this was not asked yet."
    words.why.setText("He was asleep.")
    type_into(form, "ask_again_on", "20.5.2026")
    save(view.sheet)
    (goal,) = tabs.services.plans.goals(KAI)
    assert (goal.why_not_asked, goal.ask_again_on) == ("He was asleep.", date(2026, 5, 20))
    assert "Kai was not asked, because: He was asleep. Asked again on Wed 20 May." in reads(view)


def test_wellbeing_indicators_are_chosen_from_the_framework_the_unit_uses(
    tabs: Tabs, manager: Services
) -> None:
    manager.frameworks.switch("shanarri", on=True)
    tabs.services.plans.start_version(KAI)
    view = goals_of(tabs.plan(at("new:goal")))
    form = sheet_form(view)
    type_into(form, "title", "Learn to swim")
    indicators = form.editor("indicators")
    assert isinstance(indicators, ChoicesEditor)
    ticks = {box.accessibleName(): box for box in indicators.inputs()}
    assert len(ticks) == 8
    ticks["Healthy"].click()  # type: ignore[attr-defined]
    save(view.sheet)
    (goal,) = tabs.services.plans.goals(KAI)
    assert goal.indicators == ("2",)
    assert "Healthy" in reads(view.papers[goal.id])


def test_where_the_unit_does_not_use_the_indicators_nothing_asks_for_them_and_nothing_is_lost(
    tabs: Tabs, manager: Services
) -> None:
    manager.frameworks.switch("shanarri", on=False)
    goal = a_goal(tabs.services, indicators=("2", "5"))
    view = goals_of(tabs.plan(at("goals", goal.id)))
    assert "Healthy" not in reads(view.sheet)
    type_into(sheet_form(view), "need", "He asked for it.")
    save(view.sheet)
    (kept,) = tabs.services.plans.goals(KAI)
    assert (kept.need, kept.indicators) == ("He asked for it.", ("2", "5"))


def test_two_people_who_write_the_same_goal_are_both_shown(tabs: Tabs, house: House) -> None:
    goal = a_goal(tabs.services)
    page = tabs.plan(at("goals", goal.id))
    view = goals_of(page)
    type_into(sheet_form(view), "need", "Mine")
    colleague = house.signed_in(Role.UNIT_MANAGER)
    colleague.plans.save_goal(replace(goal, need="Theirs"))
    save(view.sheet)
    assert view.sheet.conflict is not None
    said = reads(view.sheet)
    assert "Mine" in said
    assert "Theirs" in said
    press(view.sheet, "Keep mine")
    assert tabs.services.plans.goals(KAI)[0].need == "Mine"


# -- a signed version ------------------------------------------------------------------------------------------


def test_in_a_signed_version_a_goal_is_read_and_still_gets_notes(tabs: Tabs, manager: Services) -> None:
    goal = a_goal(tabs.services)
    signed(tabs.services, manager)
    view = goals_of(tabs.plan(at()))
    assert "Version 1 is signed, so its goals stay as they are." in reads(view)
    assert "Add a goal" not in buttons(view)
    assert "Change" not in buttons(view)
    pressed_in(view, goal, "Open")
    form = sheet_form(view)
    assert form.editor("title").inputs()[0].isReadOnly()  # type: ignore[attr-defined]
    assert form.row("need").isHidden()  # nothing stands there, and nobody can write there any more
    press(view.sheet, "Add a note")
    type_into(sheet_form(view), "text", "He chopped onions with Sam.")
    save(view.sheet)
    (note,) = tabs.services.plans.notes(KAI)
    assert (note.text, note.on, note.lineage_id) == ("He chopped onions with Sam.", TODAY, goal.lineage_id)
    assert "He chopped onions with Sam." in reads(view.sheet)
    view.sheet.close_sheet()
    assert "He chopped onions with Sam." in reads(view.papers[goal.id])


def test_a_new_goal_for_a_signed_version_is_told_where_it_goes(
    tabs: Tabs, manager: Services, notices: notify.Recorder
) -> None:
    a_goal(tabs.services)
    signed(tabs.services, manager)
    view = goals_of(tabs.plan(at("new:goal")))
    assert view.sheet.isHidden()
    (told,) = notices.told
    assert told[1].endswith("To change one, start a new version.")


def test_a_goal_that_was_being_written_in_a_new_version_is_there_again_after_coming_back(
    tabs: Tabs, manager: Services, notices: notify.Recorder
) -> None:
    a_goal(tabs.services)
    signed(tabs.services, manager)
    second = tabs.services.plans.start_version(KAI, "New").record
    page = tabs.plan(at(f"goals|new:goal|{second.id}"))
    view = goals_of(page)
    type_into(sheet_form(view), "title", "Half a go")
    page.keep_drafts()
    place = page.here(Place("young_person", KAI, "plan"))
    fresh = tabs.plan(place)
    assert fresh.head.title.text() == "Version 2"
    assert sheet_form(goals_of(fresh)).values()["title"] == "Half a go"
    assert notices.told == []


def test_to_change_a_signed_goal_a_new_version_is_started_and_shown(tabs: Tabs, manager: Services) -> None:
    goal = a_goal(tabs.services)
    signed(tabs.services, manager)
    page = tabs.plan(at())
    view = goals_of(page)
    pressed_in(view, goal, "Open")
    press(view.sheet, "Start a new version to change it")
    type_into(sheet_form(view), "why", "He has cooked for six.")
    save(view.sheet)
    begun = tabs.services.plans.being_written(KAI)
    assert begun is not None
    assert begun.why == "He has cooked for six."
    assert page.head.title.text() == "Version 2"
    assert page.current_view() == "goals"
    (copied,) = tabs.services.plans.goals(KAI, begun.id)
    assert list(view.papers) == [copied.id]
    assert "Change" in buttons(view)


def test_from_a_signed_version_the_way_leads_to_the_one_that_is_written(
    tabs: Tabs, manager: Services
) -> None:
    a_goal(tabs.services)
    counts = signed(tabs.services, manager)
    tabs.services.plans.start_version(KAI, "New")
    page = tabs.plan(at())
    view = goals_of(page)
    assert [g.plan_version_id for g in view._found.goals] == [counts.id]
    assert "Goals are changed in version 2, which is being written." in reads(view)
    press(view, "Write in version 2")
    assert page.head.title.text() == "Version 2"
    assert "Version 1 is signed" not in reads(view)
    assert "Add a goal" in buttons(view)


def test_a_found_goal_of_an_older_version_is_shown_in_it(tabs: Tabs, manager: Services) -> None:
    old = a_goal(tabs.services)
    signed(tabs.services, manager)
    tabs.services.plans.start_version(KAI, "New")
    second = signed(tabs.services, manager)
    page = tabs.plan(at("goals", old.id))
    view = goals_of(page)
    assert second.number == 2
    assert page.head.title.text() == "Version 1"
    assert "A newer version has replaced it." in reads(view)
    assert sheet_form(view).values()["title"] == "Cook for myself"


# -- who may, and where one is ---------------------------------------------------------------------------------


def test_an_agency_worker_adds_notes_and_changes_no_goal(qtbot: QtBot, house: House, tabs: Tabs) -> None:
    goal = tabs.services.plans.save_goal(Goal(young_person_id=DEV, plan_version_id="", title="Sleep")).record
    place = Place("young_person", DEV, "plan", goal.id, "goals")
    view = goals_of(Tabs(qtbot, house, Role.AGENCY_WORKER).plan(place))
    shown = buttons(view)
    assert "Add a note" in shown
    assert not {"Add a goal", "Met", "Stopped", "Change", "Start a new version"} & set(shown)


def test_the_place_leads_back_to_the_open_goal_and_to_what_was_being_done(tabs: Tabs) -> None:
    goal = a_goal(tabs.services)
    page = tabs.plan(at("goals", goal.id))
    view = goals_of(page)
    press(view.sheet, "Add a note")
    place = page.here(Place("young_person", KAI, "plan"))
    view.sheet.close_sheet()
    page.open_place(place)
    assert sheet_form(view).values()["text"] == ""
    assert view.sheet.foot is not None
    assert "Save the note" in buttons(view.sheet)


def test_everything_is_reached_with_the_keyboard(tabs: Tabs, notices: notify.Recorder) -> None:
    goal = a_goal(tabs.services)
    view = goals_of(tabs.plan(at()))
    button = next(b for b in view.papers[goal.id].acts if b.text() == "Add a note")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    text = sheet_form(view).editor("text").inputs()[0]
    seen: list[QWidget] = []
    while QApplication.focusWidget() is not text:
        now = QApplication.focusWidget()
        assert now is not None
        assert now not in seen, "Tab goes round without reaching the text"
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    QTest.keyClicks(text, "He stirred.")
    save(view.sheet)
    assert [note.text for note in tabs.services.plans.notes(KAI)] == ["He stirred."]
    QTest.keyClick(view.sheet, Qt.Key.Key_Escape)
    assert view.sheet.isHidden()


def test_goals_of_somebody_else_are_never_shown(tabs: Tabs) -> None:
    goal = a_goal(tabs.services)
    page = tabs.plan(at())
    view = goals_of(page)
    assert goal.id in view.papers
    page.open_place(Place("young_person", DEV, "plan", "", "goals"))
    assert view.papers == {}
    assert "Cook for myself" not in reads(view)


def test_back_from_somebody_elses_reviews_the_goals_are_there_again(
    tabs: Tabs, notices: notify.Recorder
) -> None:
    goal = a_goal(tabs.services)
    tabs.services.plans.start_version(DEV)
    page = tabs.plan(at())
    page.open_place(Place("young_person", DEV, "plan", "", "reviews"))
    page.open_place(at())
    assert list(goals_of(page).papers) == [goal.id]
    assert notices.told == []


def test_an_action_of_another_goal_stays_with_its_own(tabs: Tabs) -> None:
    mine, other = a_goal(tabs.services), a_goal(tabs.services, "Sleep")
    tabs.services.actions.save(
        PlannedAction(young_person_id=KAI, what="Buy a lamp", goal_lineage_id=other.lineage_id)
    )
    view = goals_of(tabs.plan(at("goals", mine.id)))
    assert "Buy a lamp" not in reads(view.sheet)
    assert "1 thing to do" in reads(view.papers[other.id])
    assert "thing to do" not in reads(view.papers[mine.id])


def test_at_200_percent_every_button_of_a_goal_can_be_seen(tabs: Tabs, qtbot: QtBot) -> None:
    goal = a_goal(tabs.services, need="He moves on in a year.", who="Sam Adeyemi", by=TODAY)
    page = tabs.plan(at())
    theme.use("light", 200)
    view = goals_of(page)
    paper = view.papers[goal.id]
    qtbot.waitUntil(lambda: paper.width() <= view.width())
    for button in paper.acts:
        qtbot.waitUntil(lambda b=button: b.mapTo(paper, b.rect().bottomRight()).x() <= paper.width())
