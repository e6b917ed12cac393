"""The Plan tab: which version is shown, its sections to be read and written, and the way between its views."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import PlanState
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify, tasks
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.page import PlanPage
from tests.journeys.steps import nameless
from tests.support.house import DEV, KAI, House
from tests.ui.plan_steps import a_part, a_signed_version, press, reads, write
from tests.ui.record_pages import Later, Tabs, buttons, form_of, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


@pytest.fixture
def page(tabs: Tabs) -> PlanPage:
    """A plan whose first version is being written."""
    tabs.services.plans.start_version(KAI)
    return tabs.plan()


def at(part: str = "", record_id: str = "") -> Place:
    return Place("young_person", KAI, "plan", record_id, part)


def sections(page: PlanPage) -> list[str]:
    return [row.accessibleName() for row in page.sections.list.rows.values()]


# -- which version ---------------------------------------------------------------------------------------------


def test_without_a_plan_one_button_starts_the_first_version(tabs: Tabs) -> None:
    page = tabs.plan()
    assert page.head.title.text() == "No plan yet"
    press(page.sections, "Start the plan")
    assert [v.state for v in tabs.services.plans.versions(KAI)] == [PlanState.DRAFT]
    assert page.head.title.text() == "Version 1"
    assert len(sections(page)) == 14
    assert sections(page)[3] == "4, How I am looked after day to day, not yet"


def test_the_head_says_since_when_a_version_counts_and_who_signed_it(tabs: Tabs, manager: Services) -> None:
    a_signed_version(tabs.services, manager, "Nan first.")
    page = tabs.plan()
    assert page.head.title.text() == "Version 1"
    assert page.head.chip.word.text() == "Current"
    assert page.head.facts.text() == "since 14 May · signed by Denise Okafor and Graham Pell"
    assert page.head.newer.isHidden()


def test_a_new_version_asks_why_and_the_old_one_goes_on_counting(tabs: Tabs, manager: Services) -> None:
    a_signed_version(tabs.services, manager, "Nan first.")
    page = tabs.plan()
    press(page.head, "Start a new version")
    type_into(form_of(page), "why", "The court has decided.")
    save(page.sheet)
    versions = tabs.services.plans.versions(KAI)
    assert [(v.number, v.state, v.why) for v in versions] == [
        (2, PlanState.DRAFT, "The court has decided."),
        (1, PlanState.CURRENT, "Something is new."),
    ]
    assert page.head.title.text() == "Version 2"
    assert "Version 1 counts until its author and a manager have signed the new one." in reads(page.head)
    press(page.head, "Show version 1")
    assert page.head.title.text() == "Version 1"
    assert "Version 2 is being written. Begun on Thu 14 May, not shared with Kai yet." in (
        page.head.newer.accessibleName()
    )
    press(page.head, "Show it")
    assert page.head.title.text() == "Version 2"
    assert reads(page.sections.paper).count("Nan first.") == 1


def test_writing_in_the_newer_version_opens_its_section_to_be_written(tabs: Tabs, manager: Services) -> None:
    a_signed_version(tabs.services, manager, "Nan first.")
    tabs.services.plans.start_version(KAI, "He moves on.")
    page = tabs.plan(at("sections|4"))
    press(page.sections, "Write in version 2")
    assert page.head.title.text() == "Version 2"
    assert page.deck.currentWidget() is page.editor
    assert page.editor.leads_to() == "4"
    assert page.editor.second.text() == "Version 2"


def test_whoever_starts_a_version_second_is_told_once_and_shown_the_one_that_was_started(
    tabs: Tabs, manager: Services, notices: notify.Recorder
) -> None:
    a_signed_version(tabs.services, manager, "Nan first.")
    page = tabs.plan()
    press(page.head, "Start a new version")
    type_into(form_of(page), "why", "The court has decided.")
    manager.plans.start_version(KAI, "He moves on.")
    save(page.sheet)
    assert len(tabs.services.plans.versions(KAI)) == 2
    assert page.head.title.text() == "Version 2"
    assert [text for _kind, text in notices.told if "Version 2" in text] == [
        "Version 2 was started in the meantime."
    ]
    assert form_of(page).values()["why"] == "The court has decided."


def test_whoever_starts_the_first_version_second_is_shown_the_one_that_was_started(
    tabs: Tabs, manager: Services, notices: notify.Recorder
) -> None:
    page = tabs.plan()
    version = manager.plans.start_version(KAI).record
    press(page.sections, "Start the plan")
    assert [v.id for v in tabs.services.plans.versions(KAI)] == [version.id]
    assert page.head.title.text() == "Version 1"
    assert "Write here" in buttons(page.sections)


def test_another_young_persons_plan_begins_at_the_version_that_counts(tabs: Tabs, page: PlanPage) -> None:
    page.open_place(at("sections|4"))
    page.open_place(Place("young_person", DEV, "plan"))
    assert page.head.title.text() == "No plan yet"
    assert page.sections.section == 1
    assert "No plan yet." in reads(page.sections)
    assert "Start the plan" in buttons(page.sections)


def test_an_inspector_reads_the_plan_and_changes_nothing(qtbot: QtBot, house: House, page: PlanPage) -> None:
    write(page, 1, "Nan first.")
    read = Tabs(qtbot, house, Role.INSPECTOR).plan()
    assert "Nan first." in reads(read.sections.paper)
    assert set(buttons(read.head)) <= {"Compare"}
    assert "Write here" not in buttons(read.sections)


# -- sections --------------------------------------------------------------------------------------------------


def test_a_section_is_written_with_what_the_young_person_says_about_it(page: PlanPage, tabs: Tabs) -> None:
    page.sections.list.choose(4)
    press(page.sections, "Write here")
    form = page.editor.form
    assert form is not None
    type_into(form, "text", "Up at quarter to eight. Toast, then talk.")
    type_into(form, "own_words", "Don't knock and open at the same time.")
    form.editor("own_words").way(HowGiven.WROTE).click()  # type: ignore[attr-defined]
    press(page.editor, "Save")
    part = tabs.services.plans.parts(KAI)[0]
    assert (part.section, part.given_how, part.given_on) == (4, HowGiven.WROTE, date(2026, 5, 14))
    assert sections(page)[3] == "4, How I am looked after day to day, their words"
    paper = reads(page.sections.paper)
    assert "Up at quarter to eight. Toast, then talk." in paper
    assert "“Don't knock and open at the same time.”" in paper
    assert "Kai wrote it, Thu 14 May" in paper
    assert page.deck.currentIndex() == 0


def test_a_section_without_their_words_says_why_and_when_they_are_asked_again(
    page: PlanPage, tabs: Tabs
) -> None:
    version = tabs.services.plans.versions(KAI)[0]
    quiet = replace(
        a_part(version, 2, "Kai came in March."),
        given_how=HowGiven.NOT_ASKED,
        why_not_asked="he was asleep",
        ask_again_on=date(2026, 5, 20),
    )
    tabs.services.plans.save_part(quiet)
    tabs.services.plans.save_part(replace(a_part(version, 5, "Well."), given_how=HowGiven.CHOSE_NOT_TO))
    page.open_place(at("sections|2"))
    assert "Kai was not asked, because: he was asleep. Asked again on Wed 20 May." in reads(
        page.sections.paper
    )
    page.open_place(at("sections|5"))
    assert "Kai chose not to say anything about this." in reads(page.sections.paper)


def test_what_the_program_holds_stands_under_a_section_with_the_way_there(
    page: PlanPage, qtbot: QtBot
) -> None:
    page.open_place(at("sections|3"))
    assert "Nan" in reads(page.sections.paper)
    with qtbot.waitSignal(page.go) as asked:
        press(page.sections.paper, "All people")
    assert asked.args == [Place("young_person", KAI, "people")]
    page.open_place(at("sections|10"))
    assert "No goals yet." in reads(page.sections.paper)
    press(page.sections.paper, "Goals and actions")
    assert page.current_view() == "goals"


def test_the_arrow_keys_go_through_the_sections_and_tab_reaches_one_of_them(page: PlanPage) -> None:
    page.sections.list.rows[1].setFocus()
    for _press in range(3):
        focused = page.sections.list.rows[page.sections.section]
        QTest.keyClick(focused, Qt.Key.Key_Down)
    assert page.sections.section == 4
    assert page.sections.paper.title.text() == "4  How I am looked after day to day"
    reachable = [
        n for n, r in page.sections.list.rows.items() if r.focusPolicy() == Qt.FocusPolicy.StrongFocus
    ]
    assert reachable == [4]


def test_a_section_found_in_an_older_version_opens_that_version(tabs: Tabs, manager: Services) -> None:
    old = a_signed_version(tabs.services, manager, "Nan.", "The first reason.")
    a_signed_version(tabs.services, manager, "Nan first.", "The second reason.")
    part = tabs.services.plans.parts(KAI, old.id)[1]
    page = tabs.plan(at("sections", part.id))
    assert page.head.title.text() == "Version 1"
    assert "The first reason." in reads(page.sections.paper)
    assert "Version 2 has replaced it; it stays to be read." in page.head.newer.accessibleName()


# -- views -----------------------------------------------------------------------------------------------------


def test_a_new_goal_opens_in_the_view_of_goals_whoever_asks_for_it(page: PlanPage) -> None:
    for part, view in (("new:goal", "goals"), ("new:scenario", "if_then"), ("new:decision", "decisions")):
        page.open_place(at(part))
        assert page.current_view() == view
        assert not page.view(view).sheet.isHidden()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "part", ["sections|7", "sections|4:write", "goals", "versions", "not_said", "sections|2||share"]
)
def test_where_somebody_is_leads_back_there(page: PlanPage, part: str) -> None:
    page.open_place(at(part))
    here = page.here(at())
    page.open_place(at("sections|1"))
    page.open_place(here)
    assert page.here(at()) == here
    assert here.part.split("|")[0] == part.split("|")[0]
    if part.endswith("write"):
        assert page.deck.currentWidget() is page.editor
        assert page.editor.leads_to() == "4"
    if part.endswith("share"):
        assert not page.sheet.isHidden()


def test_the_views_are_segments_or_a_drop_down_with_the_view_before_and_after(
    page: PlanPage, qtbot: QtBot
) -> None:
    assert page.view_row.segments.isVisible()
    page.resize(400, 500)
    qtbot.waitUntil(lambda: not page.view_row.segments.isVisible())
    press(page.view_row, "Next view")
    assert page.current_view() == page.view_row.current() != "sections"
    press(page.view_row, "View before")
    assert page.current_view() == "sections"
    assert page.head.menu_button.isVisible()
    assert page.sections.combo.isVisible()


def test_in_little_room_the_sheet_takes_the_place_of_the_plan(page: PlanPage) -> None:
    page.resize(480, 500)
    page.head.acted.emit("share")
    assert not page.sheet.isHidden()
    assert not page.deck.isVisible()
    page.sheet.close_sheet()
    assert page.deck.isVisible()


def test_everything_on_the_page_has_a_name(page: PlanPage, tabs: Tabs, manager: Services) -> None:
    for part in ("sections|10", "sections|4:write", "goals", "versions", "versions|copy", "not_said"):
        page.open_place(at(part))
        assert nameless(page) == [], part


def test_opening_the_plan_asks_for_the_overview_and_nothing_about_other_versions(
    tabs: Tabs, manager: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_signed_version(tabs.services, manager, "Nan.")
    asked: list[str] = []
    plans = tabs.services.plans
    for name in ("overview", "versions", "goals", "parts", "compare"):
        real = getattr(plans, name)
        monkeypatch.setattr(
            plans, name, lambda *given, real=real, name=name: (asked.append(name), real(*given))[1]
        )
    tabs.plan()
    assert asked == ["overview"]


def test_ctrl_s_saves_the_section_that_is_being_written(
    page: PlanPage, tabs: Tabs, notices: notify.Recorder
) -> None:
    page.act("save_now")
    page.write(6)
    form = page.editor.form
    assert form is not None
    type_into(form, "text", "In class every day.")
    page.act("save_now")
    assert tabs.services.plans.parts(KAI)[0].text == "In class every day."
    assert ("done", "Saved.") in notices.told


def test_a_section_that_is_shown_twice_before_the_answer_has_its_list_once(page: PlanPage) -> None:
    later = Later()
    tasks.use(later, later)
    page.sections.show_section(3)
    page.sections.show_section(4)
    page.sections.show_section(3)
    later.run_all()
    assert reads(page.sections.paper).count("Who is in their life") == 1
