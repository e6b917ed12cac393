"""Sections that somebody has begun to write and not saved: said on the plan, gone on with, carried over, thrown away."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from securecare_desktop.core.text import clock_time
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plans import PlanPart
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.plans.unfinished import LeftOver
from securecare_desktop.ui.plans.wording import section_title
from securecare_desktop.ui.widgets.form import Form
from tests.support.house import KAI, NOW, House
from tests.ui.plan_steps import a_part, press, reads, share, signing, write
from tests.ui.record_pages import Tabs, buttons, form_of, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")

KEPT = clock_time(NOW)
FOUR = "4  How I am looked after day to day"


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


@pytest.fixture
def page(tabs: Tabs) -> PlanPage:
    """A first version with one section in it, and another one begun and left with Esc."""
    tabs.services.plans.start_version(KAI)
    page = tabs.plan()
    write(page, 1, "Nan first.")
    begin(page, 4, "Up at quarter")
    return page


def begin(page: PlanPage, section: int, text: str) -> None:
    page.write(section)
    type_into(form(page), "text", text)
    QTest.keyClick(page.editor, Qt.Key.Key_Escape)


def form(page: PlanPage) -> Form:
    assert page.editor.form is not None
    return page.editor.form


def marked(page: PlanPage) -> list[int]:
    """Return the sections that the list says are not finished."""
    return [n for n, row in page.sections.list.rows.items() if row.accessibleName().endswith("not finished")]


def sign_twice(tabs: Tabs, manager: Services) -> None:
    """Share the version that is being written, and sign it twice."""
    version = tabs.services.plans.versions(KAI)[0]
    share(tabs.services, version)
    tabs.services.plans.sign(version.id)
    manager.plans.sign_as_manager(version.id)


def question(page: PlanPage) -> QDialog:
    """Return the dialog that asks whether words are to be thrown away."""
    dialogs = [d for d in page.window().findChildren(QDialog) if d.isVisible()]
    return next(d for d in dialogs if "gone for good" in reads(d))


def stored(tabs: Tabs, section: int = 4) -> list[str]:
    """Return the texts of a section in all versions, newest first."""
    plans = tabs.services.plans
    return [
        part.text
        for version in plans.versions(KAI)
        for part in plans.parts(KAI, version.id)
        if part.section == section
    ]


# -- where it is written -----------------------------------------------------------------------------------------


def test_a_section_that_was_begun_and_left_says_so_and_is_gone_on_with(page: PlanPage) -> None:
    assert marked(page) == [4]
    assert page.sections.combo.itemText(3) == f"{FOUR}, not finished"
    paper = reads(page.sections.paper)
    assert "Not finished." in paper
    assert f"Your words from {KEPT} wait here. They are not saved yet." in paper
    press(page.sections.paper, "Go on writing")
    assert page.deck.currentWidget() is page.editor
    QTest.keyClicks(form(page).editor("text").focus_target(), " to eight.")
    press(page.editor, "Save")
    assert page.sections.part(4).text == "Up at quarter to eight."  # type: ignore[union-attr]
    assert marked(page) == []
    assert "Not finished." not in reads(page.sections.paper)


def test_only_the_section_itself_says_it(page: PlanPage) -> None:
    page.sections.show_section(5)
    assert "Not finished." not in reads(page.sections.paper)
    assert marked(page) == [4]


def test_words_that_were_kept_on_another_day_name_the_day(page: PlanPage, house: House) -> None:
    house.clock.advance(timedelta(days=1))
    page.mark_stale()
    page.sections.show_section(5)
    page.sections.show_section(4)
    assert f"Your words from Thu 14 May, {KEPT} wait here." in reads(page.sections.paper)


def test_in_little_room_the_other_sections_that_were_begun_are_one_press_away(page: PlanPage) -> None:
    begin(page, 9, "He can ring Ros")
    page.sections.show_section(1)
    assert not page.sections.elsewhere.isVisible()
    page.resize(480, 500)
    assert page.sections.elsewhere.isVisible()
    press(page.sections, "Not finished: 4, 9")
    assert page.sections.section == 4
    press(page.sections, "Not finished: 9")
    assert page.sections.section == 9
    press(page.sections, "Not finished: 4")
    assert page.sections.section == 4


def test_what_was_typed_and_taken_back_is_not_unfinished(page: PlanPage, tabs: Tabs) -> None:
    begin(page, 1, "Nan first, then Tyler.")
    assert marked(page) == [1, 4]
    begin(page, 1, "Nan first.")
    assert marked(page) == [4]
    assert tabs.services.drafts.waiting() == 1


def test_a_draft_that_is_emptied_in_the_editor_is_not_said_any_more(page: PlanPage) -> None:
    page.write(4)
    press(page.editor, "Empty the form")
    page.editor.close_editor()
    assert marked(page) == []


def test_nobody_else_is_told_of_it(page: PlanPage, qtbot: QtBot, house: House) -> None:
    theirs = Tabs(qtbot, house, Role.UNIT_MANAGER).plan(Place("young_person", KAI, "plan", part="sections|4"))
    assert marked(theirs) == []
    assert "Not finished." not in reads(theirs.sections)


def test_on_the_version_that_counts_it_says_in_which_one_the_words_wait(
    page: PlanPage, tabs: Tabs, manager: Services
) -> None:
    press(page.sections.paper, "Go on writing")
    press(page.editor, "Save")
    sign_twice(tabs, manager)
    tabs.services.plans.start_version(KAI, "He moves on.")
    page.open_place(
        Place("young_person", KAI, "plan", part=f"sections|5|{tabs.services.plans.versions(KAI)[0].id}")
    )
    begin(page, 5, "He sees the dentist")
    press(page.head, "Show version 1")
    assert marked(page) == [5]
    assert f"Your words from {KEPT} wait in version 2." in reads(page.sections.paper)
    press(page.sections.paper, "Go on writing")
    assert page.head.title.text() == "Version 2"
    assert form(page).values()["text"] == "He sees the dentist"


def test_what_is_typed_while_a_section_is_saved_and_left_is_not_lost(
    page: PlanPage, tabs: Tabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write(6)
    type_into(form(page), "text", "In class.")
    save_part = tabs.services.plans.save_part

    def slowly(part: PlanPart) -> object:
        type_into(form(page), "text", "In class. Every day.")
        page.editor.close_editor()
        return save_part(part)

    with monkeypatch.context() as patched:
        patched.setattr(tabs.services.plans, "save_part", slowly)
        press(page.editor, "Save")
    assert stored(tabs, 6) == ["In class."]
    assert marked(page) == [4, 6]
    page.write(6)
    assert form(page).values()["text"] == "In class. Every day."
    press(page.editor, "Save")
    assert stored(tabs, 6) == ["In class. Every day."]


# -- sharing and signing -----------------------------------------------------------------------------------------


def test_whoever_shares_is_told_of_their_words_that_are_not_saved_and_led_to_them(page: PlanPage) -> None:
    press(page.head, "Share with Kai")
    sheet = reads(page.sheet)
    assert "1 section has words of yours that are not saved." in sheet
    assert "They are no part of what is shared." in sheet
    press(page.sheet, FOUR)
    assert page.deck.currentWidget() is page.editor
    assert form(page).values()["text"] == "Up at quarter"
    assert page.sheet.isHidden()


def test_whoever_shares_with_all_saved_is_told_nothing(page: PlanPage) -> None:
    press(page.sections.paper, "Go on writing")
    press(page.editor, "Save")
    press(page.head, "Share with Kai")
    assert form_of(page)  # type: ignore[arg-type]
    assert "not saved" not in reads(page.sheet)


def test_whoever_signs_is_told_and_led_to_them_or_signs_all_the_same(page: PlanPage, tabs: Tabs) -> None:
    begin(page, 9, "He can ring Ros")
    share(tabs.services, tabs.services.plans.versions(KAI)[0])
    page.mark_stale()
    press(page.head, "Sign")
    dialog = signing(page)
    assert "2 sections have words of yours that are not saved." in reads(dialog)
    assert "They are no part of what is signed." in reads(dialog)
    press(dialog, section_title(9))
    assert page.editor.leads_to() == "9"
    assert dialog.isHidden()
    page.editor.close_editor()
    press(page.head, "Sign")
    press(signing(page), "Sign")
    assert page.head.chip.word.text() == "Signed"


def test_a_manager_is_not_told_of_the_words_of_others(
    page: PlanPage, tabs: Tabs, qtbot: QtBot, house: House
) -> None:
    version = share(tabs.services, tabs.services.plans.versions(KAI)[0])
    tabs.services.plans.sign(version.id)
    theirs = Tabs(qtbot, house, Role.UNIT_MANAGER).plan()
    press(theirs.head, "Sign as manager")
    assert "not saved" not in reads(signing(theirs))


# -- after it was signed -----------------------------------------------------------------------------------------


@pytest.fixture
def left_over(page: PlanPage, tabs: Tabs, manager: Services) -> PlanPage:
    """The version was signed twice while words of mine waited in it."""
    sign_twice(tabs, manager)
    page.open_place(Place("young_person", KAI, "plan", part="sections|4"))
    return page


def test_words_left_over_in_a_signed_version_can_be_read(left_over: PlanPage) -> None:
    assert marked(left_over) == [4]
    paper = reads(left_over.sections.paper)
    assert f"Not finished: your words from {KEPT}" in paper
    assert "Version 1 was signed without them. Nobody but you sees them." in paper
    assert "Up at quarter" in paper
    assert {"Start a new version", "Throw away"} <= set(buttons(left_over.sections.paper))


def test_the_young_persons_words_in_them_can_be_read_too(
    page: PlanPage, tabs: Tabs, manager: Services
) -> None:
    page.write(4)
    type_into(form(page), "own_words", "Don't knock and open at once.")
    form(page).editor("own_words").way(HowGiven.SAID).click()  # type: ignore[attr-defined]
    page.editor.close_editor()
    sign_twice(tabs, manager)
    page.mark_stale()
    assert "“Don't knock and open at once.”" in reads(page.sections.paper)
    tabs.services.plans.start_version(KAI, "He moves on.")
    page.mark_stale()
    press(page.sections.paper, "Put into version 2")
    press(page.editor, "Save")
    part = tabs.services.plans.parts(KAI, tabs.services.plans.versions(KAI)[0].id)[1]
    assert (part.text, part.own_words, part.given_how) == (
        "Up at quarter",
        "Don't knock and open at once.",
        HowGiven.SAID,
    )


def test_words_left_over_are_put_into_the_new_version(left_over: PlanPage, tabs: Tabs) -> None:
    tabs.services.plans.start_version(KAI, "He moves on.")
    left_over.mark_stale()
    press(left_over.sections.paper, "Put into version 2")
    assert left_over.editor.second.text() == "Version 2"
    assert form(left_over).values()["text"] == "Up at quarter"
    assert "Your words from version 1 stand here now." in reads(left_over.editor)
    left_over.editor.close_editor()
    assert [(one.version.number, one.section) for one in tabs.services.drafts.unfinished(KAI)] == [(2, 4)]
    press(left_over.sections.paper, "Go on writing")
    press(left_over.editor, "Save")
    assert stored(tabs) == ["Up at quarter"]
    assert tabs.services.drafts.waiting() == 0
    assert marked(left_over) == []


def test_what_stands_in_the_new_version_by_then_stays_above_them(left_over: PlanPage, tabs: Tabs) -> None:
    version = tabs.services.plans.start_version(KAI, "He moves on.").record
    tabs.services.plans.save_part(a_part(version, 4, "Toast first."))
    left_over.mark_stale()
    press(left_over.sections.paper, "Put into version 2")
    press(left_over.editor, "Save")
    assert stored(tabs) == ["Toast first.\n\nUp at quarter"]


def test_words_that_were_typed_into_the_text_that_was_copied_take_its_place(
    tabs: Tabs, page: PlanPage, manager: Services
) -> None:
    begin(page, 1, "Nan first, then Tyler.")
    sign_twice(tabs, manager)
    tabs.services.plans.start_version(KAI, "He moves on.")
    page.open_place(Place("young_person", KAI, "plan", part="sections|1"))
    press(page.sections.paper, "Put into version 2")
    press(page.editor, "Save")
    assert stored(tabs, 1) == ["Nan first, then Tyler.", "Nan first."]


def test_two_drafts_of_a_section_become_one(left_over: PlanPage, tabs: Tabs) -> None:
    version = tabs.services.plans.start_version(KAI, "He moves on.").record
    left_over.open_place(Place("young_person", KAI, "plan", part=f"sections|4|{version.id}"))
    begin(left_over, 4, "Toast first.")
    press(left_over.sections.paper, "Put into version 2")
    assert form(left_over).values()["text"] == "Toast first.\n\nUp at quarter"
    left_over.editor.close_editor()
    assert [one.version.number for one in tabs.services.drafts.unfinished(KAI)] == [2]


def test_they_are_thrown_away_after_a_question(
    left_over: PlanPage, tabs: Tabs, notices: notify.Recorder
) -> None:
    press(left_over.sections.paper, "Throw away")
    assert notices.asked == [f"Your words in {FOUR} are then gone for good."]
    press(question(left_over), "Cancel")
    assert marked(left_over) == [4]
    press(left_over.sections.paper, "Throw away")
    press(question(left_over), "Throw away")
    assert marked(left_over) == []
    assert left_over.window().focusWidget() is left_over.sections.list.rows[4]
    assert tabs.services.drafts.waiting() == 0


def test_a_version_that_is_opened_again_lets_one_go_on(page: PlanPage, tabs: Tabs) -> None:
    version = share(tabs.services, tabs.services.plans.versions(KAI)[0])
    tabs.services.plans.sign(version.id)
    page.open_place(Place("young_person", KAI, "plan", part="sections|4"))
    assert "Version 1 was signed without them." in reads(page.sections.paper)
    assert buttons(page.sections.paper) == ["Throw away"]
    tabs.services.plans.take_back(version.id, "A date is wrong.")
    page.mark_stale()
    press(page.sections.paper, "Go on writing")
    assert form(page).values()["text"] == "Up at quarter"


def test_whoever_writes_plans_no_more_still_reads_their_words(
    tabs: Tabs, page: PlanPage, qtbot: QtBot
) -> None:
    (one,) = tabs.services.drafts.unfinished(KAI)
    card = LeftOver(one, tabs.services.session.clock, "Kai", ())
    qtbot.addWidget(card)
    assert "They are not saved in version 1. Nobody but you sees them." in reads(card)
    assert "Up at quarter" in reads(card)
