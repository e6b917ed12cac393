"""Lists and forms of records: what is entered, what is missing, drafts, places, and who may do what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.promises import Promise, PromiseState
from securecare_desktop.domain.staff import Role
from securecare_desktop.ui import notify, tasks
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.own_words import OwnWordsEditor
from tests.support.house import DEV, KAI, TODAY, House
from tests.ui.reading import texts
from tests.ui.record_pages import Later, Tabs, buttons, choose, focused, form_of, rows, save, type_into

pytestmark = pytest.mark.usefixtures("inline_tasks")


@pytest.fixture
def tabs(qtbot: QtBot, house: House) -> Tabs:
    return Tabs(qtbot, house)


def promise(tabs: Tabs, what: str = "Ring the college.", **more: object) -> Promise:
    made = Promise(young_person_id=KAI, what=what, made_by="Femi Oduya", **more)  # type: ignore[arg-type]
    return tabs.services.promises.save(made).record


def test_an_empty_list_says_what_will_be_here_and_its_one_button_begins_it(tabs: Tabs) -> None:
    page = tabs.promises()
    assert "No promises yet. When you promise something, write it here." in texts(page.cards["promise"])
    assert buttons(page.cards["promise"]) == ["Add a promise"]
    QTest.mouseClick(page.cards["promise"].empty.button, Qt.MouseButton.LeftButton)
    assert page.sheet.title.text() == "Add a promise"
    assert focused() is form_of(page).editor("what").focus_target()


def test_a_promise_that_was_typed_in_is_stored_and_stands_in_the_list(
    tabs: Tabs, notices: notify.Recorder
) -> None:
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    form = form_of(page)
    type_into(form, "what", "A set of Allen keys")
    type_into(form, "due_on", "20 May")
    type_into(form, "keeper", "Femi Oduya")
    save(page.sheet)
    assert notices.told == [("done", "Saved.")]
    assert page.sheet.isHidden()
    assert rows(page, "promise") == [["A set of Allen keys", "Femi Oduya", "Wed 20 May", "Open"]]
    stored = tabs.services.promises.list_for(KAI)[0]
    assert (stored.made_by, stored.made_on, stored.keeper) == ("Denise Okafor", TODAY, "Femi Oduya")
    staff = {s.name: s.id for s in tabs.services.staff.list()}
    assert (stored.made_by_id, stored.keeper_id) == (staff["Denise Okafor"], staff["Femi Oduya"])


def test_what_is_missing_is_said_at_the_field_and_nothing_is_stored(tabs: Tabs) -> None:
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    save(page.sheet)
    form = form_of(page)
    assert form.row("what").error == "Write what was promised, in the words it was promised in."
    assert form.banner is not None
    assert tabs.services.promises.list_for(KAI) == ()


def test_what_was_typed_waits_as_a_draft_and_can_be_given_up(tabs: Tabs) -> None:
    stored = promise(tabs)
    page = tabs.promises(Place("young_person", KAI, "promises", stored.id))
    type_into(form_of(page), "what", "Ring the college on Monday.")
    QTest.keyClick(form_of(page), Qt.Key.Key_Escape)
    assert page.sheet.isHidden()
    page.edit(page.kinds[0], stored)
    form = form_of(page)
    assert form.values()["what"] == "Ring the college on Monday."
    assert "This is your draft. It was kept when you left." in texts(form)
    link = next(b for b in form.findChildren(type(page.sheet.close_button)) if "Go back" in b.text())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert form.values()["what"] == "Ring the college."
    page.sheet.close_sheet()
    page.edit(page.kinds[0], stored)
    assert form_of(page).values()["what"] == "Ring the college."


def test_a_saved_form_leaves_no_draft_behind(tabs: Tabs) -> None:
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    type_into(form_of(page), "what", "A photo of the bike")
    form_of(page).keep_draft_now()
    assert tabs.services.drafts.waiting() == 1
    save(page.sheet)
    assert tabs.services.drafts.waiting() == 0
    page.add(page.kinds[0])
    assert form_of(page).values()["what"] == ""


def test_who_opens_something_else_while_an_entry_is_being_saved_finds_it_saved_and_no_draft(
    tabs: Tabs,
) -> None:
    other = promise(tabs, "Ring the college.")
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    type_into(form_of(page), "what", "A set of Allen keys")
    sheet = page.sheet
    begun = sheet._open
    assert begun is not None
    kind = begun.kind

    def slowly(record: Promise) -> object:
        sheet.edit(kind, other, KAI)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return kind.save(record)

    begun.kind = replace(kind, save=slowly)
    save(sheet)
    assert {row[0] for row in rows(page, "promise")} == {"Ring the college.", "A set of Allen keys"}
    assert tabs.services.drafts.waiting() == 0


def test_a_place_with_a_record_opens_it_in_its_list(tabs: Tabs) -> None:
    promise(tabs, "A photo")
    wanted = promise(tabs)
    page = tabs.promises(Place("young_person", KAI, "promises", wanted.id))
    assert page.sheet.title.text() == "Ring the college."
    assert page.cards["promise"].list.current().id == wanted.id


def test_enter_on_a_row_opens_the_entry_and_esc_goes_back_to_the_row(tabs: Tabs) -> None:
    promise(tabs)
    page = tabs.promises()
    table = page.cards["promise"].list
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert form_of(page).values()["what"] == "Ring the college."
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.sheet.isHidden()
    assert focused() is table


def test_another_young_person_never_sees_the_lists_or_the_form_of_the_one_before(tabs: Tabs) -> None:
    promise(tabs)
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    type_into(form_of(page), "what", "Only for Kai")
    page.open_place(Place("young_person", DEV, "promises"))
    assert page.sheet.isHidden()
    assert rows(page, "promise") == []
    page.add(page.kinds[0])
    assert form_of(page).values()["what"] == ""


def test_an_answer_that_comes_late_is_not_shown_for_somebody_else(tabs: Tabs) -> None:
    promise(tabs)
    later = Later()
    tasks.use(later, later)
    page = tabs.promises()
    first, later.waiting = later.waiting, []
    page.open_place(Place("young_person", DEV, "promises"))
    later.run()
    for answer in first:
        answer()
    assert rows(page, "promise") == []


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SHIFT_LEAD])
def test_only_who_may_write_is_offered_to(qtbot: QtBot, house: House, role: Role) -> None:
    stored = promise(Tabs(qtbot, house))
    tabs = Tabs(qtbot, house, role)
    page = tabs.promises(Place("young_person", KAI, "promises", stored.id))
    may = role is not Role.INSPECTOR
    assert (page.cards["promise"].action_button is not None) is may
    assert ("Save" in buttons(page.sheet)) is may
    assert ("Kept" in buttons(page.sheet)) is may
    what = form_of(page).editor("what").focus_target()
    assert what.isReadOnly() is not may  # type: ignore[attr-defined]
    page.open_place(Place("young_person", KAI, "promises", part="new:promise"))
    assert (page.sheet.title.text() == "Add a promise") is may


def test_a_narrow_window_shows_the_sheet_in_place_of_the_lists(tabs: Tabs) -> None:
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:promise"))
    assert page.scroll.isVisible()
    page.resize(683, 300)
    assert not page.scroll.isVisible()
    assert page.sheet.width() == 683
    page.sheet.close_sheet()
    assert page.scroll.isVisible()


# -- what becomes of promises, actions and words ------------------------------------------------------------


def test_a_promise_is_kept_today_unless_another_day_is_chosen(tabs: Tabs, notices: notify.Recorder) -> None:
    stored = promise(tabs)
    page = tabs.promises(Place("young_person", KAI, "promises", stored.id))
    QTest.mouseClick(page.sheet.acts["keep"], Qt.MouseButton.LeftButton)
    save(page.sheet)
    assert notices.told == [("done", "The promise is kept.")]
    assert page.sheet.isHidden()
    assert rows(page, "promise")[0][-1] == "Kept"
    kept = tabs.services.promises.list_for(KAI)[0]
    assert (kept.state, kept.closed_on) == (PromiseState.KEPT, TODAY)
    page.edit(page.kinds[0], kept)
    assert page.sheet.acts == {}
    assert page.sheet.primary is None


def test_a_promise_is_handed_over_by_name(tabs: Tabs) -> None:
    stored = promise(tabs)
    page = tabs.promises(Place("young_person", KAI, "promises", stored.id, "hand_over"))
    type_into(form_of(page), "keeper", "Graham Pell")
    save(page.sheet)
    handed = tabs.services.promises.list_for(KAI)[0]
    graham = next(s for s in tabs.services.staff.list() if s.name == "Graham Pell")
    assert (handed.keeper, handed.keeper_id, handed.made_by) == ("Graham Pell", graham.id, "Femi Oduya")


def test_a_promise_that_could_not_be_kept_needs_the_explanation_that_was_given(tabs: Tabs) -> None:
    stored = promise(tabs)
    page = tabs.promises(Place("young_person", KAI, "promises", stored.id, "could_not_keep"))
    save(page.sheet)
    assert form_of(page).row("explanation").error == "Write something here."
    assert tabs.services.promises.list_for(KAI)[0].state is PromiseState.OPEN
    type_into(form_of(page), "explanation", "The college is closed until June. Hannah rings then.")
    save(page.sheet)
    closed = tabs.services.promises.list_for(KAI)[0]
    assert closed.state is PromiseState.BROKEN
    assert closed.explanation.startswith("The college is closed")


def test_late_and_due_promises_are_marked_with_a_word(tabs: Tabs) -> None:
    promise(tabs, "Late one", due_on=TODAY - timedelta(days=1))
    promise(tabs, "One for today", due_on=TODAY)
    page = tabs.promises()
    assert {row[0]: row[-1] for row in rows(page, "promise")} == {
        "Late one": "Late",
        "One for today": "Today",
    }
    assert page.cards["promise"].second.text() == "2 open"


def test_something_to_do_is_done_with_what_came_of_it(tabs: Tabs) -> None:
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:action"))
    type_into(form_of(page), "what", "Send the form")
    type_into(form_of(page), "who", "Femi Oduya")
    save(page.sheet)
    action = tabs.services.actions.list_for(KAI)[0]
    page.open_place(Place("young_person", KAI, "promises", action.id, "done"))
    type_into(form_of(page), "outcome", "Sent by post.")
    save(page.sheet)
    done = tabs.services.actions.list_for(KAI)[0]
    assert (done.done_on, done.done_by, done.outcome) == (TODAY, "Denise Okafor", "Sent by post.")


def test_chose_not_to_is_a_complete_answer(tabs: Tabs) -> None:
    page = tabs.promises(Place("young_person", KAI, "promises", part="new:own_words"))
    editor = form_of(page).editor("words")
    assert isinstance(editor, OwnWordsEditor)
    QTest.mouseClick(editor.way(HowGiven.CHOSE_NOT_TO), Qt.MouseButton.LeftButton)
    choose(form_of(page), "about", "a limit")
    save(page.sheet)
    words = tabs.services.own_words.list_for(KAI)[0]
    assert (words.given_how, words.words, words.about) == (HowGiven.CHOSE_NOT_TO, "", About.LIMIT)
    assert rows(page, "own_words")[0][:2] == ["chose not to", "a limit"]


def test_words_of_a_change_of_worker_are_read_here_and_changed_there(tabs: Tabs) -> None:
    said = OwnWords(
        young_person_id=KAI, given_how=HowGiven.SAID, words="Is Femi going too?", given_on=TODAY, about_id=KAI
    )
    stored = tabs.services.own_words.save(said).record
    page = tabs.promises(Place("young_person", KAI, "promises", stored.id))
    assert rows(page, "own_words")[0][0] == "“Is Femi going too?”"
    assert "Save" not in buttons(page.sheet)
