"""The workspace of one change: what a person sees in it and can do with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from securecare_desktop.core.errors import EditConflict, Gone, InputError, Problem
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.worker_changes import (
    ChangeStep,
    MeetingState,
    Step,
)
from securecare_desktop.ui.widgets.card import Banner, VoiceBand
from securecare_desktop.ui.widgets.conflict import ConflictView
from securecare_desktop.ui.worker_changes.shared_words import SharedWordsEditor
from securecare_desktop.ui.worker_changes.step_form import SHARED
from securecare_desktop.ui.worker_changes.workspace_page import WorkspacePage
from tests.ui.change_facts import TODAY, moment, with_answers
from tests.ui.change_fakes import ChangesInMemory, KeptDrafts
from tests.ui.reading import texts
from tests.ui.workspaces import rows, type_into, workspace_of

Open = Callable[..., WorkspacePage]


# -- seeing -------------------------------------------------------------------------------------------


def test_the_change_opens_at_the_step_to_work_on_now(open_workspace: Open) -> None:
    page = open_workspace()
    assert page.title.text() == "Hannah Whitlock to Sam Adeyemi"
    assert page.role.text() == "key worker"
    assert page.day.accessibleName() == "Wednesday 27 May 2026, in 13 days"
    assert page.chip.word.text() == "Planned"
    assert page.stepper.current == Step.INTRODUCE
    assert "5  Introduce: Kai gets to know Sam" in texts(page.card)


def test_the_stepper_names_states_days_and_what_is_late(open_workspace: Open) -> None:
    marks = [mark.accessibleName() for mark in open_workspace().stepper.marks()]
    assert marks[0] == "Step 1, Decide, 29 Apr, −28 days, done"
    assert marks[3] == "Step 4, Prepare, 13 May, −14 days, 1 day late"
    assert marks[4] == "Step 5, Introduce, 15–20 May, −12 to −7, now, open"
    assert marks[9] == "Step 10, Learn, 8 Jul, +42 days, to come"


@pytest.mark.parametrize("step", list(Step))
def test_reason_and_own_words_stay_in_sight_in_every_step(open_workspace: Open, step: Step) -> None:
    page = open_workspace(part=str(int(step)))
    shown = texts(page.story)
    assert (
        "“Hannah is leaving to train as a teacher on 1 June. It is not because of anything you did.”" in shown
    )
    assert "Hannah told him, Thu 30 Apr at 16:20, before others" in shown
    assert "“So is Femi going too, or just her?”" in shown


def test_until_the_young_person_is_told_the_card_says_so(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    changes.file = replace(changes.file, tellings=())
    page = open_workspace(part="2")
    assert "Kai has not been told yet" in texts(page.story)
    assert rows(page, "Who was told")[0] == "Kai, Not told yet, Record telling Kai"


def test_what_is_missing_is_named_late_first_and_counted_never_scored(open_workspace: Open) -> None:
    page = open_workspace()
    assert page.panel.boxes["planned"].accessibleName() == "Planned, 4 of 8"
    assert page.panel.boxes["explained"].accessibleName() == "Explained, 4 of 6"
    named = [row.accessibleName() for row in page.panel.finding_rows()]
    assert len(named) == 6
    assert named[0] == "Record brought up to date, missing, Due Wed 13 May, 1 day late"
    assert page.panel.in_place.text() == "8 in place"
    assert page.panel.pack_note.text() == "Prints as a draft, naming what is missing."
    assert not any("%" in text for text in texts(page))


def test_what_is_in_place_is_shown_on_wish(open_workspace: Open) -> None:
    page = open_workspace()
    page.panel.show_in_place.click()
    assert len(page.panel.finding_rows()) == 14
    page.panel.show_in_place.click()
    assert len(page.panel.finding_rows()) == 6


def test_a_missing_thing_opens_its_step_and_says_why_it_matters(open_workspace: Open) -> None:
    page = open_workspace()
    read_back = next(row for row in page.panel.finding_rows() if "read-back" in row.accessibleName())
    assert read_back.accessibleDescription().startswith("Saying it back shows what was heard.")
    read_back.click()
    assert page.stepper.current == Step.HAND_OVER
    banner = page.card.findChild(Banner)
    assert "Saying it back shows what was heard." in banner.accessibleName()


def test_why_goes_when_another_step_is_opened(open_workspace: Open) -> None:
    page = open_workspace()
    page.panel.finding_rows()[0].click()
    page.stepper.choose(int(Step.LEARN))
    assert page.card.findChild(Banner) is None


def test_meetings_come_in_order_and_an_open_one_asks_for_a_time(open_workspace: Open) -> None:
    assert rows(open_workspace(), "Meetings") == [
        "Fri 15 May, 15:00, Tea and 20 minutes, with Hannah, Kitchen, Planned",
        "Sun 17 May, 11:00, Mend the house bike, with Hannah, Workshop, Planned",
        "By Wed 20 May, Sam and Kai, Hannah close by, Kai chooses, Choose a time",
    ]


def test_the_young_person_stands_first_among_those_who_are_told(open_workspace: Open) -> None:
    said = rows(open_workspace(part="2"), "Who was told")
    assert [row.split(",")[0] for row in said] == ["Kai", "Nan", "Mum"]
    assert said[2].endswith("Two calls tried, next Fri 15 May, Record telling Mum")


def test_all_words_of_the_change_can_be_read_at_the_side(open_workspace: Open) -> None:
    page = open_workspace()
    page.story.findChild(VoiceBand).findChild(QPushButton).click()
    assert page.sheet.title.text() == "Everything Kai said about it"
    said = [text for text in texts(page.sheet) if text.startswith("“")]
    assert len(said) == 5
    assert "“I want it to be fair.”" in said


def test_a_change_that_is_gone_is_a_state_and_no_crash(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    changes.workspace = lambda _id: (_ for _ in ()).throw(Gone("gone", "back"))  # type: ignore[method-assign]
    page = open_workspace()
    assert "This change of worker is not in the store (any more)." in texts(page)


# -- filling in ---------------------------------------------------------------------------------------


def test_a_step_is_saved_with_its_answers(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace(part="1")
    type_into(page, "could_be_avoided", "Talked about it twice.")
    page.card.save_button.click()
    saved = changes.saved[-1]
    assert isinstance(saved, ChangeStep)
    assert saved.text("could_be_avoided") == "Talked about it twice."
    assert saved.text("who_stays") == "Femi and Denise."
    assert saved.done_on == date(2026, 4, 29)


def test_days_and_yes_or_no_are_stored_as_text_that_can_be_read_again(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    page = open_workspace(part="6")
    type_into(page, "handed_over_at", "22 May, 10:30")
    page.card.form.editor("face_to_face").set_value(True)
    type_into(page, "said_back", "Bikes first. No questions about Dad.")
    page.card.save_button.click()
    saved = changes.saved[-1]
    assert isinstance(saved, ChangeStep)
    assert saved.moment("handed_over_at") == moment(5, 22, 10, 30)
    assert saved.text("face_to_face") == "yes"


def test_saving_fills_what_was_missing(changes: ChangesInMemory, open_workspace: Open, qtbot: QtBot) -> None:
    page = open_workspace(part="4")
    type_into(page, "record_current_on", "13 May")
    page.card.save_button.click()
    page.mark_stale()
    assert page.panel.boxes["planned"].accessibleName() == "Planned, 5 of 8"


def test_a_step_can_be_done_and_open_again(
    changes: ChangesInMemory, open_workspace: Open, qtbot: QtBot
) -> None:
    page = open_workspace(part="4")
    page.card.done_button.click()
    page.mark_stale()
    assert changes.file.step(Step.PREPARE).done_on == TODAY
    assert page.card.done_button.text() == "Not done yet after all"
    qtbot.waitUntil(lambda: "Done 14 May by Denise Okafor" in texts(page.card))
    page.card.done_button.click()
    page.mark_stale()
    assert changes.file.step(Step.PREPARE).done_on is None
    assert page.card.done_button.text() == "Step done"


def test_new_words_are_given_today_to_whoever_is_signed_in(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    page = open_workspace(part="7")
    type_into(page, "words_goodbye", "A bike ride. No speeches.")
    page.card.form.editor("words_goodbye").way(HowGiven.WROTE).click()
    page.card.save_button.click()
    said = next(one for one in changes.saved if isinstance(one, OwnWords))
    assert (said.words, said.given_how, said.about) == (
        "A bike ride. No speeches.",
        HowGiven.WROTE,
        About.GOODBYE,
    )
    assert (said.given_to, said.given_on, said.step) == ("Denise Okafor", TODAY, 7)


def test_chose_not_to_is_a_complete_answer(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace(part="9")
    page.card.form.editor("words_feeling_after").way(HowGiven.CHOSE_NOT_TO).click()
    page.card.save_button.click()
    said = next(one for one in changes.saved if isinstance(one, OwnWords))
    assert (said.words, said.given_how) == ("", HowGiven.CHOSE_NOT_TO)


def test_words_without_how_they_were_given_are_asked_for_and_nothing_is_saved(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    page = open_workspace(part="7")
    type_into(page, "words_goodbye", "A bike ride.")
    page.card.save_button.click()
    assert page.card.form.row("words_goodbye").error == "Choose how these words were given."
    assert changes.saved == []


def test_changed_words_keep_when_and_to_whom_they_were_said(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    page = open_workspace()
    editor = page.card.form.editor(SHARED)
    assert isinstance(editor, SharedWordsEditor)
    field = editor.texts[About.FOR_NEW_WORKER.value]
    field.setPlainText("Ask about bikes.")
    editor.way(HowGiven.WROTE).click()
    page.card.save_button.click()
    said = [one for one in changes.saved if isinstance(one, OwnWords)]
    changed = next(one for one in said if one.about is About.FOR_NEW_WORKER)
    assert (changed.id, changed.words, changed.given_how) == ("w3", "Ask about bikes.", HowGiven.WROTE)
    assert (changed.given_on, changed.given_to) == (date(2026, 5, 13), "Hannah Whitlock")


def test_one_of_two_things_can_be_left_unsaid(changes: ChangesInMemory, open_workspace: Open) -> None:
    changes.file = replace(
        changes.file,
        own_words=tuple(w for w in changes.file.own_words if w.about is not About.TELLS_THEMSELF),
    )
    page = open_workspace()
    page.card.form.editor(SHARED).way(HowGiven.CHOSE_NOT_TO).click()
    page.card.save_button.click()
    said = [one for one in changes.saved if isinstance(one, OwnWords)]
    assert [(one.about, one.given_how) for one in said] == [(About.TELLS_THEMSELF, HowGiven.CHOSE_NOT_TO)]


def test_nothing_is_asked_of_how_meetings_go_before_the_first_one(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    page = open_workspace()
    assert "how_it_goes" not in page.card.form.values()
    held = replace(changes.file.meetings[0], state=MeetingState.HAPPENED)
    changes.file = replace(changes.file, meetings=(held, *changes.file.meetings[1:]))
    page.mark_stale()
    assert "how_it_goes" in page.card.form.values()


def test_what_is_typed_is_kept_as_a_draft_when_the_page_is_left(
    drafts: KeptDrafts, open_workspace: Open, changes: ChangesInMemory
) -> None:
    page = open_workspace(part="7")
    type_into(page, "plan", "Bike ride to the river")
    page.keep_drafts()
    assert drafts.kept["change_step:step-7"]["plan"] == "Bike ride to the river"
    again = open_workspace(part="7")
    assert again.card.form.values()["plan"] == "Bike ride to the river"
    again.card.save_button.click()
    assert "change_step:step-7" not in drafts.kept


def test_news_from_elsewhere_does_not_take_away_what_is_being_typed(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    page = open_workspace(part="7")
    type_into(page, "plan", "Bike ride")
    changes.file = with_answers(changes.file, Step.GOODBYE, where="River")
    page.mark_stale()
    assert page.card.form.values()["plan"] == "Bike ride"
    assert page.card.record().version == 1


def test_a_refused_entry_is_shown_at_its_field(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace(part="1")
    changes.refusal = InputError((Problem("agreed_on", "This day is still to come."),))
    type_into(page, "agreed_by", "x")
    page.card.save_button.click()
    assert page.card.form.row("agreed_on").error == "This day is still to come."


def test_a_newer_version_of_somebody_else_is_shown_beside_mine(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    page = open_workspace(part="1")
    type_into(page, "could_be_avoided", "Mine.")
    theirs = replace(changes.file.step(Step.DECIDE), version=5, answers={"could_be_avoided": "Theirs."})
    changes.refusal = EditConflict("Femi saved this first.", "Choose.", page.card.record(), theirs)
    page.card.save_button.click()
    view = page.sheet.findChild(ConflictView)
    assert {"Mine.", "Theirs."} <= set(texts(view))
    view.keep_button.click()
    saved = changes.saved[-1]
    assert isinstance(saved, ChangeStep)
    assert (saved.text("could_be_avoided"), saved.version) == ("Mine.", 6)


def test_their_version_can_be_taken_instead(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace(part="1")
    type_into(page, "could_be_avoided", "Mine.")
    mine = page.card.record()
    changes.file = with_answers(changes.file, Step.DECIDE, could_be_avoided="Theirs.")
    changes.refusal = EditConflict("Femi saved this first.", "Choose.", mine, changes.file.step(Step.DECIDE))
    page.card.save_button.click()
    page.sheet.findChild(ConflictView).theirs_button.click()
    assert page.card.form.values()["could_be_avoided"] == "Theirs."
    assert changes.saved == []


@pytest.mark.parametrize("width", [1174, 774, 700, 560, 420])
def test_the_names_of_a_change_are_never_cut_off(
    qtbot: QtBot, changes: ChangesInMemory, drafts: KeptDrafts, width: int
) -> None:
    long = replace(changes.file.change, outgoing_name="Hannah Whitlock-Featherstonehaugh of Wexcombe")
    changes.file = replace(changes.file, change=long)
    page = workspace_of(qtbot, changes, drafts, width=1174)
    page.resize(width, 560)
    page.card.sheet_wanted.emit("words", None)
    title = page.title
    needed = title.fontMetrics().horizontalAdvance(title.text())
    qtbot.waitUntil(
        lambda: (
            title.height() >= title.heightForWidth(title.width())
            if title.wordWrap()
            else title.width() >= needed
        )
    )
