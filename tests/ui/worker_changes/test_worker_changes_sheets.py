"""The workspace of one change: its side sheet, how a change ends, who may what, and narrow windows."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.worker_changes import (
    Audience,
    ChangeState,
    JointMeeting,
    Question,
    Step,
    Telling,
)
from securecare_desktop.ui import notify, theme
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.card import Banner, VoiceBand
from securecare_desktop.ui.worker_changes.workspace_page import WorkspacePage
from tests.ui.change_facts import CHANGE, KAI, TODAY, kai_file, moment
from tests.ui.change_fakes import ChangesInMemory
from tests.ui.reading import texts
from tests.ui.workspaces import list_of

Open = Callable[..., WorkspacePage]


# -- the side sheet -----------------------------------------------------------------------------------


def fill_sheet(page: WorkspacePage, **values: object) -> None:
    form = page.sheet._form
    for name, value in values.items():
        form.editor(name).set_value(value)
    page.beside.button.click()


def test_telling_the_young_person_is_recorded_from_the_first_row(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    changes.file = replace(changes.file, tellings=())
    page = open_workspace(part="2")
    list_of(page, "Who was told").rows()[0].click()
    assert page.sheet.title.text() == "Telling Kai"
    fill_sheet(page, told_at=moment(5, 14, 9), told_by="Hannah Whitlock", before_others="yes")
    told = changes.saved[-1]
    assert isinstance(told, Telling)
    assert (told.audience, told.who, told.told_by) == (Audience.YOUNG_PERSON, "Kai", "Hannah Whitlock")
    assert not page.sheet.isVisible()


def test_a_telling_without_who_told_is_asked_for(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace(part="2")
    list_of(page, "Who was told").rows()[2].click()
    fill_sheet(page, told_at=moment(5, 14, 9))
    assert page.sheet._form.row("told_by").error == "Write who told them."
    assert changes.saved == []


def test_a_time_is_chosen_for_a_meeting(changes: ChangesInMemory, open_workspace: Open, qtbot: QtBot) -> None:
    page = open_workspace()
    row = list_of(page, "Meetings").rows()[2]
    row.link.click()
    fill_sheet(page, at=moment(5, 20, 16), where="Yard")
    meeting = changes.saved[-1]
    assert isinstance(meeting, JointMeeting)
    assert (meeting.id, meeting.at, meeting.where) == ("m3", moment(5, 20, 16), "Yard")


def test_a_meeting_is_added(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace()
    next(b for b in list_of(page, "Meetings").add_buttons() if b.isVisible()).click()
    fill_sheet(page, what="Pancakes")
    assert [m.what for m in changes.file.meetings][-1] == "Pancakes"


def test_an_answer_to_a_question_is_dated_and_signed(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace(part="7")
    list_of(page, "Questions").rows()[0].click()
    fill_sheet(page, answer="Yes, by letter until Christmas.")
    answered = changes.saved[-1]
    assert isinstance(answered, Question)
    assert (answered.answered_by, answered.answered_on) == ("Denise Okafor", TODAY)


def test_more_words_are_added_to_the_list_of_all(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace()
    page.story.add_wanted.emit()
    form = page.sheet._form
    QTest.keyClicks(form.editor("words").text, "Will he eat with us?")
    form.editor("words").way(HowGiven.SAID).click()
    page.beside.button.click()
    said = changes.saved[-1]
    assert isinstance(said, OwnWords)
    assert (said.words, said.about, said.about_id) == ("Will he eat with us?", About.WORKER_CHANGE, CHANGE)


# -- ending, rights, room -----------------------------------------------------------------------------


def menu_of(page: WorkspacePage, text: str) -> None:
    page.menu_button.click()
    menu = page.findChild(QMenu, "change_menu")
    next(act for act in menu.actions() if act.text() == text).trigger()
    menu.close()


def answer(page: QWidget, text: str) -> None:
    dialogs = [d for d in page.window().findChildren(QDialog) if d.isVisible()]
    buttons = [b for d in dialogs for b in d.findChildren(QPushButton) if b.text() == text]
    buttons[-1].click()


def test_a_change_is_finished_after_a_question(
    changes: ChangesInMemory, open_workspace: Open, notices: notify.Recorder
) -> None:
    page = open_workspace()
    menu_of(page, "Finish this change")
    assert changes.file.change.state is ChangeState.OPEN
    assert "What is missing stays named in it." in notices.asked[0]
    answer(page, "Finish it")
    assert changes.file.change.state is ChangeState.DONE


def test_calling_off_needs_a_reason_and_a_second_look(changes: ChangesInMemory, open_workspace: Open) -> None:
    page = open_workspace()
    menu_of(page, "Call it off")
    button = next(b for b in page.sheet.findChildren(QPushButton) if b.text() == "Call it off")
    button.click()
    assert page.sheet._form.row("why").error
    page.sheet._form.editor("why").set_value("Hannah stays after all.")
    button.click()
    assert changes.file.change.state is ChangeState.OPEN
    answer(page, "Call it off")
    assert changes.file.change.state is ChangeState.CALLED_OFF
    assert changes.file.change.internal_reason == "Hannah stays after all."


def test_an_ended_change_can_be_read_and_not_changed(changes: ChangesInMemory, open_workspace: Open) -> None:
    ended = replace(changes.file.change, state=ChangeState.DONE, closed_on=TODAY)
    changes.file = replace(changes.file, change=ended)
    page = open_workspace(part="1")
    assert any("This change ended on 14 May 2026." in (b.accessibleName()) for b in page.findChildren(Banner))
    assert page.card.save_button is None
    assert page.card.form.editor("who_stays").inputs()[0].isReadOnly()


def test_who_may_only_read_is_offered_nothing_to_save(open_workspace: Open) -> None:
    page = open_workspace(part="2", may={Action.READ_RECORDS})
    assert page.card.save_button is None
    assert list_of(page, "Who was told").add_buttons() == ()
    assert page.panel.pack_button.isHidden()
    page.menu_button.click()
    menu = page.findChild(QMenu, "change_menu")
    assert [act.text() for act in menu.actions()] == ["All changes"]
    menu.close()


def test_the_pack_is_a_place_to_go_to_with_the_change(open_workspace: Open, qtbot: QtBot) -> None:
    page = open_workspace()
    with qtbot.waitSignal(page.go) as gone:
        page.panel.pack_button.click()
    assert gone.args == [Place("packs", KAI, record_id=CHANGE, part="new")]
    with qtbot.waitSignal(page.go):
        page.act("print_pack")


def test_under_1100_px_the_panel_becomes_a_bar_that_opens_the_list(open_workspace: Open) -> None:
    page = open_workspace(width=800)
    assert page.panel.isHidden()
    assert page.bar.words.accessibleName() == "6 missing. Planned 4 of 8, explained 4 of 6"
    page.bar.show_button.click()
    assert page.panel.isVisible()
    assert page.scroll.isHidden()
    page.panel.finding_rows()[0].click()
    assert page.panel.isHidden()
    assert page.stepper.current == Step.PREPARE


def test_under_800_px_the_steps_become_a_drop_down_and_the_words_come_first(open_workspace: Open) -> None:
    page = open_workspace(width=640)
    assert page.stepper.is_narrow()
    reason, words = page.story.layout().itemAt(0).widget(), page.story.layout().itemAt(1).widget()
    assert words.y() < reason.y()
    assert page.day.text() == "Wed 27 May, in 13 days"


def test_the_sheet_takes_the_place_of_the_panel(open_workspace: Open) -> None:
    page = open_workspace()
    list_of(page, "Meetings").rows()[0].click()
    assert page.sheet.isVisible()
    assert page.panel.isHidden()
    QTest.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert page.panel.isVisible()


def test_every_input_of_every_step_has_an_accessible_name(open_workspace: Open) -> None:
    page = open_workspace()
    for step in Step:
        page.open_step(step)
        for row in page.card.form._rows.values():
            assert all(one.accessibleName() for one in row.editor.inputs()), (step, row.field.name)


def test_the_change_of_a_young_person_with_no_words_yet_says_what_will_be_here(
    changes: ChangesInMemory, open_workspace: Open
) -> None:
    changes.file = replace(kai_file(), own_words=())
    page = open_workspace()
    assert page.story.findChild(VoiceBand) is None
    assert any("word for word" in text for text in texts(page.story))


def test_another_theme_recolours_what_stands_within_a_line(open_workspace: Open) -> None:
    page = open_workspace(width=800)
    light = theme.colour("text-2").name()
    assert light in page.bar.words.text()
    theme.use("dark")
    assert theme.colour("text-2").name() in page.bar.words.text()
    assert light not in page.bar.words.text()
