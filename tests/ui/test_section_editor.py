"""The editor of one section: drafts, two people at once, what it answers to, and a signed version that is only read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import PlanPart
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.plans.answers import AnswersEditor
from securecare_desktop.ui.plans.page import PlanPage
from securecare_desktop.ui.plans.reading_hint import ReadingHint
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.withholding import WithheldPart, Withholder
from tests.support.house import KAI, House
from tests.ui.plan_steps import a_part, a_signed_version, press, reads, write
from tests.ui.record_pages import Tabs, focused, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


@pytest.fixture
def page(tabs: Tabs) -> PlanPage:
    tabs.services.plans.start_version(KAI)
    return tabs.plan()


def form(page: PlanPage) -> Form:
    assert page.editor.form is not None
    return page.editor.form


def stored(tabs: Tabs, section: int = 4) -> PlanPart:
    return next(p for p in tabs.services.plans.parts(KAI) if p.section == section)


def ticks(page: PlanPage) -> AnswersEditor:
    editor = form(page).editor("covers")
    assert isinstance(editor, AnswersEditor)
    return editor


def test_the_cursor_is_in_the_text_and_the_editor_has_the_width_of_the_page(page: PlanPage) -> None:
    page.write(4)
    assert isinstance(focused(), QPlainTextEdit)
    assert page.editor.width() == page.width()
    assert page.editor.title.text() == "4  How I am looked after day to day"
    assert page.editor.second.text() == "Version 1"


def test_esc_goes_back_and_keeps_what_was_typed(page: PlanPage, tabs: Tabs) -> None:
    page.write(4)
    type_into(form(page), "text", "Up at quarter to eight.")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.deck.currentIndex() == 0
    assert tabs.services.plans.parts(KAI) == ()
    page.write(4)
    assert form(page).values()["text"] == "Up at quarter to eight."
    assert "This is your draft." in reads(page.editor)
    press(page.editor, "Empty the form")
    assert form(page).values()["text"] == ""


def test_a_draft_is_gone_on_with_at_the_end_of_what_was_typed(page: PlanPage) -> None:
    page.write(4)
    type_into(form(page), "text", "Up at quarter")
    page.editor.close_editor()
    page.write(4)
    QTest.keyClicks(focused(), " to eight.")
    assert form(page).values()["text"] == "Up at quarter to eight."


def test_who_leaves_while_it_is_being_saved_finds_it_saved_and_no_draft(
    page: PlanPage, tabs: Tabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write(4)
    type_into(form(page), "text", "Up at quarter to eight.")
    save_part = tabs.services.plans.save_part

    def slowly(part: PlanPart) -> object:
        page.editor.close_editor()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return save_part(part)

    with monkeypatch.context() as patched:
        patched.setattr(tabs.services.plans, "save_part", slowly)
        press(page.editor, "Save")
    assert stored(tabs).text == "Up at quarter to eight."
    assert page.sections.part(4) == stored(tabs)
    page.write(4)
    assert "This is your draft." not in reads(page.editor)


def test_what_is_typed_while_the_section_is_being_saved_stays_to_be_saved_next(
    page: PlanPage, tabs: Tabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write(4)
    type_into(form(page), "text", "Up at eight.")
    save_part = tabs.services.plans.save_part

    def slowly(part: PlanPart) -> object:
        type_into(form(page), "text", "Up at eight. Toast first.")
        return save_part(part)

    with monkeypatch.context() as patched:
        patched.setattr(tabs.services.plans, "save_part", slowly)
        press(page.editor, "Save")
    assert stored(tabs).text == "Up at eight."
    assert form(page).values()["text"] == "Up at eight. Toast first."
    press(page.editor, "Save")
    assert stored(tabs).text == "Up at eight. Toast first."
    assert page.deck.currentIndex() == 0


def test_a_draft_of_one_section_is_not_that_of_another(page: PlanPage) -> None:
    page.write(4)
    type_into(form(page), "text", "Up at quarter to eight.")
    page.editor.close_editor()
    page.write(5)
    assert form(page).values()["text"] == ""


def test_going_elsewhere_keeps_the_draft_and_leaves_the_editor(page: PlanPage) -> None:
    page.write(4)
    type_into(form(page), "text", "Up at quarter to eight.")
    page.open_place(Place("young_person", KAI, "plan", part="versions"))
    assert page.current_view() == "versions"
    assert page.deck.currentIndex() == 0
    page.open_place(Place("young_person", KAI, "plan", part="sections|4:write"))
    assert form(page).values()["text"] == "Up at quarter to eight."


def test_a_change_heard_of_from_elsewhere_takes_nothing_from_whoever_is_writing(
    page: PlanPage, tabs: Tabs
) -> None:
    page.write(4)
    type_into(form(page), "text", "Up at quarter")
    tabs.services.plans.save_part(a_part(tabs.services.plans.versions(KAI)[0], 5, "Well."))
    page.mark_stale()
    assert form(page).values()["text"] == "Up at quarter"
    assert page.deck.currentWidget() is page.editor


def test_when_they_were_not_asked_the_day_to_ask_again_is_offered_in_place_of_the_day_it_was_said(
    page: PlanPage, tabs: Tabs
) -> None:
    page.write(4)
    row_said, row_again = (form(page).row(name) for name in ("given_on", "ask_again_on"))
    assert (row_said.isHidden(), row_again.isHidden()) == (False, True)
    form(page).editor("own_words").way(HowGiven.NOT_ASKED).click()  # type: ignore[attr-defined]
    assert (row_said.isHidden(), row_again.isHidden()) == (True, False)
    why = form(page).editor("own_words").why  # type: ignore[attr-defined]
    QTest.keyClicks(why, "He was asleep")
    type_into(form(page), "ask_again_on", "20 May")
    press(page.editor, "Save")
    part = stored(tabs)
    assert (part.given_how, part.why_not_asked) == (HowGiven.NOT_ASKED, "He was asleep")
    assert str(part.ask_again_on) == "2026-05-20"


# -- two people ------------------------------------------------------------------------------------------------


def let_go() -> None:
    """Let what was taken from the page be gone for good, as it is before anybody can answer."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def two(page: PlanPage, tabs: Tabs) -> PlanPage:
    """Mine in the editor, and theirs stored meanwhile."""
    write(page, 4, "Toast.")
    page.write(4)
    type_into(form(page), "text", "Toast, then talk.")
    tabs.services.plans.save_part(replace(stored(tabs), text="Toast and jam."))
    press(page.editor, "Save")
    assert page.editor.conflict is not None
    let_go()
    return page


def test_the_second_to_save_is_shown_both(two: PlanPage, tabs: Tabs) -> None:
    shown = reads(two.editor)
    assert "Toast, then talk." in shown
    assert "Toast and jam." in shown
    assert stored(tabs).text == "Toast and jam."


def test_what_loses_neither_text_is_what_enter_does(two: PlanPage, tabs: Tabs) -> None:
    assert two.window().focusWidget() is two.editor.both_button
    assert two.editor.both_button.property("kind") == "primary"
    assert two.editor.conflict is not None
    assert two.editor.conflict.keep_button.property("kind") != "primary"
    QTest.keyClick(two.editor.both_button, Qt.Key.Key_Return)
    assert form(two).values()["text"] == "Toast and jam.\n\nToast, then talk."


def test_of_two_texts_mine_can_be_kept(two: PlanPage, tabs: Tabs) -> None:
    press(two.editor, "Keep mine")
    assert stored(tabs).text == "Toast, then talk."
    assert two.deck.currentIndex() == 0


def test_of_two_texts_theirs_can_be_taken(two: PlanPage, tabs: Tabs) -> None:
    press(two.editor, "Take theirs")
    assert form(two).values()["text"] == "Toast and jam."
    press(two.editor, "Save")
    assert stored(tabs).text == "Toast and jam."


def test_of_two_texts_both_can_be_kept_and_made_into_one(two: PlanPage, tabs: Tabs) -> None:
    press(two.editor, "Keep both texts, mine under theirs")
    assert form(two).values()["text"] == "Toast and jam.\n\nToast, then talk."
    press(two.editor, "Save")
    assert stored(tabs).text == "Toast and jam.\n\nToast, then talk."


@pytest.mark.parametrize("width", [1174, 640])
def test_what_stands_beside_the_text_comes_back_once_where_both_are_kept(
    two: PlanPage, tabs: Tabs, width: int
) -> None:
    session = tabs.services.session
    may = session.may(Action.WITHHOLD)
    two.editor.sheet.withholder = Withholder(tabs.services.withholding, may, session.clock)
    two.editor.close_editor()
    two.window().resize(width, 624)
    two.write(4)
    press(two.editor, "Save")
    assert two.editor.conflict is not None
    let_go()
    press(two.editor, "Keep both texts, mine under theirs")
    let_go()
    assert len(two.editor.findChildren(ReadingHint)) == 1
    assert len(two.editor.findChildren(WithheldPart)) == 1
    assert not form(two).isAncestorOf(form(two).draft_line)


def test_two_texts_that_meet_a_third_are_shown_again(two: PlanPage, tabs: Tabs) -> None:
    tabs.services.plans.save_part(replace(stored(tabs), text="Toast and honey."))
    press(two.editor, "Keep mine")
    let_go()
    assert two.editor.conflict is not None
    assert "Toast and honey." in reads(two.editor)
    press(two.editor, "Keep both texts, mine under theirs")
    assert form(two).values()["text"] == "Toast and honey.\n\nToast, then talk."


def test_closing_over_two_texts_keeps_mine_as_a_draft(two: PlanPage) -> None:
    two.editor.close_editor()
    two.write(4)
    assert form(two).values()["text"] == "Toast, then talk."
    press(two.editor, "Save")
    assert two.editor.conflict is not None


# -- what it answers to ----------------------------------------------------------------------------------------


def test_what_the_section_answers_to_is_ticked_and_saved_with_it(page: PlanPage, tabs: Tabs) -> None:
    page.write(6)
    assert ticks(page).ticks
    ref, tick = next(iter(ticks(page).ticks.items()))
    assert tick.box.accessibleName()
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center())
    type_into(form(page), "text", "In class every day.")
    press(page.editor, "Save")
    assert stored(tabs, 6).covers == (ref,)
    page.write(6)
    assert ticks(page).ticks[ref].box.isChecked()
    assert page.sections.paper.second.text() == "answers to 1 item of the frameworks"


def test_a_tick_is_part_of_the_draft(page: PlanPage) -> None:
    page.write(6)
    ref = next(iter(ticks(page).ticks))
    ticks(page).ticks[ref].box.click()
    page.editor.close_editor()
    page.write(6)
    assert ticks(page).value() == (ref,)
    assert ticks(page).ticks[ref].box.isChecked()


def test_a_tick_of_a_framework_that_is_used_no_longer_stays(page: PlanPage, tabs: Tabs) -> None:
    version = tabs.services.plans.versions(KAI)[0]
    tabs.services.plans.save_part(replace(a_part(version, 6, "In class."), covers=("gone:1",)))
    page.mark_stale()
    write(page, 6, "In class every day.")
    assert stored(tabs, 6).covers == ("gone:1",)


def test_in_little_room_what_it_answers_to_stands_under_the_text(page: PlanPage) -> None:
    page.resize(600, 500)
    page.write(6)
    assert not page.editor.panel.isVisible()
    assert form(page).isAncestorOf(form(page).row("covers"))
    page.resize(1174, 560)
    assert page.editor.panel.isVisible()
    assert page.editor.panel.isAncestorOf(form(page).row("covers"))


def test_long_sentences_are_named_beside_the_text(page: PlanPage) -> None:
    page.write(6)
    long = " ".join(["word"] * 30) + "."
    type_into(form(page), "text", long)
    assert page.editor.reading is not None
    page.editor.reading.look_now()
    assert "1 sentence is longer than" in reads(page.editor.reading)


# -- signed ----------------------------------------------------------------------------------------------------


def test_a_section_of_a_signed_version_is_read_only_with_the_way_to_change_it(
    tabs: Tabs, house: House
) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    a_signed_version(tabs.services, manager, "Nan first.")
    page = tabs.plan(Place("young_person", KAI, "plan", part="sections|1:write"))
    assert form(page).values()["text"] == "Nan first."
    assert form(page).editor("text").inputs()[0].isReadOnly()  # type: ignore[attr-defined]
    assert page.editor.save_button is None
    press(page.editor, "Start a new version to change this")
    assert page.sheet.form is not None
    assert not page.sheet.isHidden()
