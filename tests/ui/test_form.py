"""The one form: values, problems beside the fields, drafts."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import Problem
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.ui.widgets import form as form_module
from securecare_desktop.ui.widgets.date_editors import CalendarPopup, DateEditor
from securecare_desktop.ui.widgets.editors import ChoiceEditor, PasswordEditor, TextEditor, YesNoEditor
from securecare_desktop.ui.widgets.form import Field, Form, Heading, Row, keep_all_drafts_now
from securecare_desktop.ui.widgets.own_words import OwnWordsEditor, OwnWordsEntry

CLOCK = FixedClock(datetime(2026, 5, 14, 8, 42, tzinfo=UTC))
FIELDS = (
    Field("name", "Name used"),
    Heading("The change"),
    Field("day", "The day", "date", hint="The first day with the new worker."),
    Field("why", "Why", "text", optional=True),
    Field("role", "Role", "choice", choices=(("key", "Key worker"), ("second", "Second key worker"))),
)


class Keeper:
    """A DraftKeeper in memory."""

    def __init__(self, kept: dict[str, str] | None = None) -> None:
        self.kept = kept
        self.times = 0

    def keep(self, values: dict[str, str], kept: Callable[[], object]) -> None:
        self.kept = values
        self.times += 1
        kept()

    def load(self, found: Callable[[dict[str, str]], object]) -> None:
        if self.kept is not None:
            found(self.kept)

    def drop(self) -> None:
        self.kept = None


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., Form]:
    def make(fields: tuple[Any, ...] = FIELDS, **more: Any) -> Form:
        made = Form(fields, clock=CLOCK, **more)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return make


def type_into(form: Form, name: str, text: str) -> None:
    target = form.editor(name).focus_target()
    target.setFocus()
    for at, line in enumerate(text.split("\n")):
        if at:
            QTest.keyClick(target, Qt.Key.Key_Return)
        QTest.keyClicks(target, line)


def test_what_is_typed_comes_out_in_the_type_of_its_field(show: Callable[..., Form]) -> None:
    form = show(
        (
            Field("line", "Line"),
            Field("text", "Text", "text"),
            Field("day", "Day", "date"),
            Field("moment", "Moment", "datetime"),
            Field("at", "At", "time"),
            Field("many", "How many", "number", most=20),
        )
    )
    type_into(form, "line", "  Kai ")
    type_into(form, "text", "one\ntwo")
    type_into(form, "day", "27/5")
    type_into(form, "moment", "12 May, 15:40")
    type_into(form, "at", "4.30pm")
    type_into(form, "many", "7")
    assert form.values() == {
        "line": "Kai",
        "text": "one\ntwo",
        "day": date(2026, 5, 27),
        "moment": datetime(2026, 5, 12, 15, 40).astimezone(UTC),
        "at": time(16, 30),
        "many": 7,
    }


def test_values_that_were_set_come_out_the_same(show: Callable[..., Form]) -> None:
    choices = (("a", "A"), ("b", "B"), ("c", "C"))
    form = show(
        (
            Field("choice", "Choice", "choice", choices=choices),
            Field("several", "Several", "choices", choices=choices),
            Field("segments", "Segments", "segments", choices=choices),
            Field("yes", "Yes", "yes_no"),
            Field("words", "Words", "own_words"),
            Field("day", "Day", "date"),
            Field("secret", "Password", "password"),
        )
    )
    values = {
        "choice": "b",
        "several": ("a", "c"),
        "segments": "c",
        "yes": False,
        "words": OwnWordsEntry("He can do bikes.", HowGiven.SAID),
        "day": date(2026, 5, 27),
        "secret": " as typed ",
    }
    form.set_values(values)
    assert form.values() == values
    assert not form.is_changed()
    again = show(tuple(form.row(name).field for name in values))
    for name, text in form.draft_values().items():
        again.editor(name).set_draft_text(text)
    assert again.values() == values | {"secret": ""}  # a password is never in a draft


def test_a_day_is_written_out_when_its_field_is_left(show: Callable[..., Form]) -> None:
    form = show()
    type_into(form, "day", "tomorrow")
    form.editor("name").focus_target().setFocus()
    editor = form.editor("day")
    assert isinstance(editor, DateEditor)
    assert editor.line.text() == "Fri 15 May 2026"


def test_the_calendar_opens_by_keyboard_and_gives_the_day(show: Callable[..., Form], qtbot: QtBot) -> None:
    form = show()
    editor = form.editor("day")
    assert isinstance(editor, DateEditor)
    QTest.keyClick(editor.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = editor.line.findChild(CalendarPopup)
    assert popup is not None
    assert popup.calendar.selectedDate().toString("yyyy-MM-dd") == "2026-05-14"
    view = popup.calendar.findChild(QWidget, "qt_calendar_calendarview")
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert form.values()["day"] == date(2026, 5, 15)


def test_nothing_is_said_while_a_field_is_first_typed_in(show: Callable[..., Form]) -> None:
    form = show()
    type_into(form, "day", "27 M")
    assert form.row("day").error == ""
    form.editor("name").focus_target().setFocus()
    assert form.row("day").error == "Write a day, such as 27 May or 27/5/26."
    type_into(form, "day", "ay")
    assert form.row("day").error == ""


def test_going_through_an_empty_form_says_nothing(show: Callable[..., Form]) -> None:
    form = show()
    for name in ("name", "day", "why", "role", "name"):
        form.editor(name).focus_target().setFocus()
    assert [form.row(name).error for name in form.values()] == ["", "", "", ""]


def test_a_needed_field_that_is_empty_is_asked_for_and_an_optional_one_is_not(
    show: Callable[..., Form],
) -> None:
    form = show()
    assert not form.is_ready()
    assert [problem.field for problem in form.problems()] == ["name", "day", "role"]


def test_the_banner_counts_the_problems_and_has_the_focus(show: Callable[..., Form]) -> None:
    form = show(signing=True)
    form.show_problems((Problem("day", "Choose a day after 11 May."), Problem("name", "Write the name.")))
    assert form.banner is not None
    assert form.banner.accessibleName() == "Two things to put right before you can sign. Nothing is lost."
    assert [link.text() for link in form.banner.links] == ["Name used", "The day"]
    assert QApplication.focusWidget() is form.banner
    form.banner.links[1].click()
    assert QApplication.focusWidget() is form.editor("day").focus_target()


def test_with_one_field_only_the_sentence_stands_at_it_and_typing_goes_on_there(
    show: Callable[..., Form],
) -> None:
    form = show((Field("password", "Your password", "password"),))
    assert not form.is_ready()
    assert form.banner is None
    assert form.row("password").error
    assert QApplication.focusWidget() is form.editor("password").focus_target()


def test_enter_in_a_line_does_what_the_button_below_does(show: Callable[..., Form]) -> None:
    form, done = show((Field("password", "Your password", "password"),)), []
    form.enter_does(lambda: done.append(1))
    QTest.keyClick(form.editor("password").focus_target(), Qt.Key.Key_Return)
    assert done == [1]


def test_an_error_stands_under_its_field_and_in_its_description(show: Callable[..., Form]) -> None:
    form = show()
    form.show_problems((Problem("day", "Choose a day after 11 May."),))
    row = form.row("day")
    line = row.editor.inputs()[0]
    assert row.error_label.isVisible()
    assert row.error_label.text() == "Choose a day after 11 May."
    assert line.property("state") == "error"
    assert line.accessibleName() == "The day"
    assert line.accessibleDescription() == "The first day with the new worker. Choose a day after 11 May."


def test_a_problem_of_the_whole_entry_stands_in_the_banner(show: Callable[..., Form]) -> None:
    form = show()
    form.show_problems((Problem("", "Kai has another change on this day."),))
    assert form.banner is not None
    assert "Kai has another change on this day." in form.banner.accessibleName()


def test_putting_a_problem_right_takes_it_away(show: Callable[..., Form]) -> None:
    form = show()
    form.set_values({"day": date(2026, 5, 8), "name": "Kai", "role": "key"})
    form.show_problems((Problem("day", "Choose a day after 11 May."),))
    line = form.editor("day").focus_target()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "20 May")
    form.editor("name").focus_target().setFocus()
    assert form.row("day").error == ""
    assert form.banner is None


def test_f8_goes_from_problem_to_problem(show: Callable[..., Form]) -> None:
    form = show()
    form.show_problems((Problem("name", "Write the name."), Problem("role", "Choose one.")))
    form.next_problem()
    assert QApplication.focusWidget() is form.editor("name").focus_target()
    form.next_problem()
    assert QApplication.focusWidget() is form.editor("role").focus_target()
    form.next_problem()
    assert QApplication.focusWidget() is form.editor("name").focus_target()


def test_the_domains_rule_is_asked_once_a_field_was_left(show: Callable[..., Form]) -> None:
    def check(values: dict[str, Any]) -> tuple[Problem, ...]:
        late = values["day"] is not None and values["day"] < CLOCK.today()
        return (Problem("day", "Choose today or a later day."),) if late else ()

    form = show(check=check)
    type_into(form, "day", "1 May")
    assert form.row("day").error == ""
    form.editor("name").focus_target().setFocus()
    assert form.row("day").error == "Choose today or a later day."


def test_a_hidden_field_is_not_asked_for(show: Callable[..., Form]) -> None:
    form = show()
    form.show_fields(False, "name", "day", "role")
    assert form.is_ready()


def test_every_input_has_a_name_and_is_reached_by_tab(show: Callable[..., Form]) -> None:
    form = show(
        (
            *FIELDS,
            Field("several", "Who was there", "choices", choices=(("a", "Nan"), ("b", "Mum"))),
            Field("yes", "Was Kai asked", "yes_no"),
            Field("words", "Kai's words", "own_words"),
            Field("secret", "Password", "password"),
        )
    )
    first = form.editor("name").focus_target()
    first.setFocus()
    reached = {first}
    for _step in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    for name in form.values():
        editor = form.editor(name)
        assert reached & set(editor.inputs()), name
        assert all(one.accessibleName() for one in editor.inputs()), name


def test_pasted_text_is_plain_and_whole(show: Callable[..., Form]) -> None:
    form = show()
    editor = form.editor("why")
    assert isinstance(editor, TextEditor)
    data = QMimeData()
    data.setHtml("<b>Kai</b>")
    data.setText("Kai & <b>Łódź</b>\r\nمرحبا\x07")
    editor.text.insertFromMimeData(data)
    assert form.values()["why"] == "Kai & <b>Łódź</b>\nمرحبا"


def test_a_text_grows_with_what_is_written(show: Callable[..., Form]) -> None:
    form = show()
    editor = form.editor("why")
    assert isinstance(editor, TextEditor)
    before = editor.text.sizeHint().height()
    editor.text.setPlainText("\n".join(["line"] * 30))
    assert editor.text.sizeHint().height() > 25 * editor.text.fontMetrics().lineSpacing() > before


def test_scrolling_over_a_choice_does_not_change_it(show: Callable[..., Form]) -> None:
    form = show()
    form.set_values({"role": "key"})
    editor = form.editor("role")
    assert isinstance(editor, ChoiceEditor)
    editor.combo.setFocus()
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.combo, event)
    assert form.values()["role"] == "key"


def test_yes_and_no_are_chosen_by_arrow_keys_and_may_be_open(show: Callable[..., Form]) -> None:
    form = show((Field("asked", "Was Kai asked", "yes_no"),))
    editor = form.editor("asked")
    assert isinstance(editor, YesNoEditor)
    assert form.values()["asked"] is None
    assert form.problems()[0].sentence == "Choose yes or no."
    editor.focus_target().setFocus()
    QTest.keyClick(editor.focus_target(), Qt.Key.Key_Right)
    assert form.values()["asked"] is True
    QTest.keyClick(editor.focus_target(), Qt.Key.Key_Right)
    assert form.values()["asked"] is False


def test_chose_not_to_is_a_complete_answer(show: Callable[..., Form]) -> None:
    form = show((Field("words", "Kai's words", "own_words"),))
    editor = form.editor("words")
    assert isinstance(editor, OwnWordsEditor)
    editor.way(HowGiven.CHOSE_NOT_TO).click()
    assert form.is_ready()
    assert form.values()["words"] == OwnWordsEntry("", HowGiven.CHOSE_NOT_TO)


def test_words_need_to_say_how_they_were_given_and_not_asked_needs_a_reason(
    show: Callable[..., Form],
) -> None:
    form = show((Field("words", "Kai's words", "own_words"),))
    editor = form.editor("words")
    assert isinstance(editor, OwnWordsEditor)
    QTest.keyClicks(editor.text, "He can do bikes.")
    assert form.problems()[0].sentence == "Choose how these words were given."
    editor.way(HowGiven.SAID).click()
    assert form.problems() == ()
    assert not editor.why.isVisible()
    editor.way(HowGiven.NOT_ASKED).click()
    assert editor.why.isVisible()
    assert form.problems()[0].sentence == "Write why this was not asked yet."
    QTest.keyClicks(editor.why, "He was asleep.")
    assert form.problems() == ()
    assert form.values()["words"] == OwnWordsEntry("", HowGiven.NOT_ASKED, "He was asleep.")


def test_the_eye_shows_the_password_and_a_capital_without_shift_means_caps_lock(
    show: Callable[..., Form],
) -> None:
    form = show((Field("secret", "Password", "password"),))
    editor = form.editor("secret")
    assert isinstance(editor, PasswordEditor)
    note = editor.column.itemAt(1).widget()
    QTest.keyClick(editor.line, "a")
    assert not note.isVisible()
    QTest.keyClick(editor.line, "A", Qt.KeyboardModifier.NoModifier)
    assert note.isVisible()
    QTest.keyClick(editor.line, "b")
    assert not note.isVisible()
    assert editor.line.displayText() != editor.line.text()
    editor.eye_line.button.click()
    assert editor.line.displayText() == editor.line.text()


def test_what_is_typed_is_kept_after_a_pause(
    show: Callable[..., Form], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_module, "PAUSE_MS", 5)
    keeper = Keeper()
    form = show(draft=keeper)
    type_into(form, "name", "Kai")
    qtbot.waitUntil(lambda: keeper.kept is not None and keeper.kept["name"] == "Kai")
    assert form.draft_line.words.text() == "Draft saved just now"


def test_hiding_a_form_keeps_its_draft_at_once(show: Callable[..., Form]) -> None:
    keeper = Keeper()
    form = show(draft=keeper)
    type_into(form, "day", "27 M")
    form.hide()
    assert keeper.kept is not None
    assert keeper.kept["day"] == "27 M"


def test_the_lock_keeps_every_draft_and_writes_nothing_twice(show: Callable[..., Form]) -> None:
    keepers = [Keeper(), Keeper()]
    forms = [show(draft=keeper) for keeper in keepers]
    type_into(forms[0], "name", "Kai")
    keep_all_drafts_now()
    keep_all_drafts_now()
    assert [keeper.times for keeper in keepers] == [1, 0]


def test_a_draft_comes_back_on_top_of_the_record(show: Callable[..., Form]) -> None:
    form = show(draft=Keeper({"name": "Kai", "day": "27 M", "gone": "a field of last year"}))
    form.set_values({"name": "Dev", "role": "key"})
    assert form.values()["name"] == "Kai"
    assert form.values()["role"] == "key"
    assert form.is_changed()


def test_saving_drops_the_draft(show: Callable[..., Form]) -> None:
    keeper = Keeper()
    form = show(draft=keeper)
    type_into(form, "name", "Kai")
    form.keep_draft_now()
    form.saved()
    assert keeper.kept is None
    assert not form.is_changed()
    assert form.draft_line.words.text() == ""


def test_leaving_a_draft_goes_back_to_the_record(show: Callable[..., Form]) -> None:
    keeper = Keeper({"name": "Kai"})
    form = show(draft=keeper)
    form.set_values({"name": "Dev"})
    form.leave_draft()
    assert form.values()["name"] == "Dev"
    assert keeper.kept is None


def test_fields_side_by_side_go_under_one_another_where_it_is_narrow(show: Callable[..., Form]) -> None:
    form = show((Field("a", "A"), Field("b", "B")), rows=(Row("a", "b"),))
    form.resize(800, 400)
    assert form.row("a").y() == form.row("b").y()
    form.resize(200, 400)
    form.layout().activate()
    form.row("a").parentWidget().layout().activate()
    assert form.row("a").y() < form.row("b").y()


def test_nobody_is_told_what_they_may_write_where_they_can_only_read(show: Callable[..., Form]) -> None:
    form = show()
    said = form.row("why").may_be_empty
    assert said.isVisible()
    form.set_read_only(True)
    assert said.isHidden()
    form.set_read_only(False)
    assert said.isVisible()
    assert form.row("name").may_be_empty.isHidden()


def test_a_draft_that_is_safe_after_its_line_is_gone_troubles_nobody(show: Callable[..., Form]) -> None:
    keeper = Keeper()
    form = show(draft=keeper)
    type_into(form, "name", "Kai")
    foot = QWidget()
    foot_row = QVBoxLayout(foot)
    foot_row.addWidget(form.draft_line)
    shiboken6.delete(foot)  # as the window is taken down at a lock, before the store has answered
    form.keep_draft_now()
    assert keeper.kept is not None
    assert keeper.kept["name"] == "Kai"
    form.saved()
    assert keeper.kept is None
