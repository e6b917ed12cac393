"""Hints on words in a real form on a real page, by keyboard and by pointer: what is marked, offered, and left alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.messages import Changed
from securecare_desktop.ui import notify, tasks
from securecare_desktop.ui.page import Page
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.growing_text import GrowingText
from tests.support.house import KAI
from tests.ui.hint_pages import (
    Words,
    choices,
    choose,
    marked,
    marks,
    panel,
    press,
    put,
    shown,
    text_of,
    write,
)

Key = Qt.Key


@pytest.fixture
def words() -> Words:
    return Words()


@pytest.fixture
def form(qtbot: QtBot, inline_tasks: None, words: Words) -> Form:
    return shown(qtbot, words)


# -- what is marked -------------------------------------------------------------------------------------


def test_words_that_care_and_spelling_are_marked_in_the_order_of_the_text(form: Form) -> None:
    write(form, "She absconded becuase of the placement.")
    assert marked(form) == ["absconded", "becuase", "placement"]


def test_names_on_record_are_never_marked(form: Form) -> None:
    write(form, "Siobhán O’Rourke’s and SIOBHÁN and Kai's and Kais")
    assert marked(form) == ["Kais"]


def test_what_stands_in_quotation_marks_is_left_as_it_was_said(form: Form) -> None:
    write(form, "“I kicked off becuase nobody listened,” and contact")
    assert marked(form) == ["contact"]


def test_a_field_whose_words_the_law_sets_is_looked_through_for_spelling_alone(form: Form) -> None:
    write(form, "contact in the placement becuase", "law")
    assert marked(form, "law") == ["becuase"]


@pytest.mark.parametrize("name", ["quiet", "voice", "own", "read"])
def test_their_own_words_and_fields_without_hints_are_left_alone(form: Form, name: str) -> None:
    text_of(form, name).setPlainText("becuase of contact")
    assert text_of(form, name).marks is None


def test_nothing_is_marked_while_a_form_is_only_to_be_read(form: Form) -> None:
    write(form, "contact")
    form.set_read_only(True)
    assert marked(form) == []


def test_a_word_with_a_hyphen_is_looked_up_whole(form: Form) -> None:
    write(form, "de-escalate and coregulate-ish and well-being")
    assert "de" not in marked(form)


def test_letters_of_two_halves_do_not_move_the_marks(form: Form) -> None:
    text = write(form, "😀👩‍👧 absconded 😀")
    (mark,) = marks(form).marks_of(text.document().firstBlock())
    cursor = text.textCursor()
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "absconded"


def test_the_lines_are_drawn_under_the_words_and_can_be_told_apart_without_colour(form: Form) -> None:
    text = write(form, "plain")
    assert longest_stroke_below(text) == 0
    text.setPlainText("contact")
    dashes = longest_stroke_below(text)
    text.setPlainText("becuase")
    dots = longest_stroke_below(text)
    assert 0 < dots < dashes < 8


def longest_stroke_below(text: GrowingText, *, stay: bool = False) -> int:
    """Return how long the longest stroke under the first line is, in points; with `stay` while the cursor is there."""
    if not stay:
        text.clearFocus()
    picture = text.viewport().grab().toImage()
    text.setFocus()
    line = text.document().firstBlock().layout().lineAt(0)
    row = round(text.contentOffset().y() + line.y() + line.ascent()) + 3
    ground = picture.pixelColor(picture.width() - 2, row).lightness()
    strokes = [0]
    for x in range(3, picture.width() - 4):
        is_drawn = abs(picture.pixelColor(x, row).lightness() - ground) > 60
        strokes.append(strokes[-1] + 1 if is_drawn else 0)
    return max(strokes)


def test_the_word_that_is_being_typed_waits_for_its_line(form: Form, qtbot: QtBot) -> None:
    text = write(form, "")
    QTest.keyClicks(text, "He is sick")
    assert longest_stroke_below(text, stay=True) <= 1, "the cursor is one point wide"
    QTest.keyClicks(text, " ")
    assert longest_stroke_below(text, stay=True) > 1


# -- nothing is changed by itself -----------------------------------------------------------------------


def test_no_hint_changes_the_text_or_stops_anybody(form: Form) -> None:
    text = write(form, "")
    QTest.keyClicks(text, "He absconded becuase of contact. ")
    assert text.toPlainText() == "He absconded becuase of contact. "
    assert form.problems() == () or all(p.field != "story" for p in form.problems())
    assert form.values()["story"] == "He absconded becuase of contact."


# -- by keyboard ----------------------------------------------------------------------------------------


def test_f7_goes_to_the_first_hint_and_shows_why_and_what_could_stand_there(form: Form) -> None:
    text = write(form, "In April she absconded twice.")
    press(Key.Key_F7)
    assert text.textCursor().position() == len("In April she absconded")
    assert panel(form).accessibleName() == "Hint on “absconded”"
    assert "blame" in panel(form).accessibleDescription()
    assert choices(form) == [
        "left without telling anyone", "went missing", "ran away", "Keep it here", "It is Kai’s own word for it",
    ]  # fmt: skip
    assert QApplication.focusWidget() is panel(form).buttons[0]


def test_enter_puts_the_chosen_words_in_place_and_the_cursor_after_them(form: Form) -> None:
    text = write(form, "In April she absconded twice.")
    press(Key.Key_F7)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert text.toPlainText() == "In April she went missing twice."
    assert QApplication.focusWidget() is text
    assert text.textCursor().position() == len("In April she went missing")
    assert marks(form).panel is None
    text.undo()
    assert text.toPlainText() == "In April she absconded twice."


def test_f7_again_goes_on_through_the_fields_and_begins_anew(form: Form) -> None:
    write(form, "becuase", "law")
    write(form, "contact and siblings")
    seen = []
    for _time in range(4):
        press(Key.Key_F7)
        name = "law" if marks(form, "law").panel is not None else "story"
        seen.append(panel(form, name).accessibleName())
    assert seen == ["Hint on “contact”", "Hint on “siblings”", "Hint on “becuase”", "Hint on “contact”"]


def test_f7_says_so_where_there_is_nothing(form: Form, notices: notify.Recorder) -> None:
    write(form, "All is well.")
    press(Key.Key_F7)
    assert notices.told == [("info", "There are no hints on words here.")]


def test_esc_goes_back_to_the_text_and_changes_nothing(form: Form) -> None:
    text = write(form, "contact")
    press(Key.Key_F7)
    press(Key.Key_Escape)
    assert marks(form).panel is None
    assert QApplication.focusWidget() is text
    assert text.toPlainText() == "contact"


def test_tab_walks_round_inside_the_panel(form: Form) -> None:
    write(form, "contact")
    press(Key.Key_F7)
    buttons = panel(form).buttons
    press(Key.Key_Backtab)
    assert QApplication.focusWidget() is buttons[-1]
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is buttons[0]


@pytest.mark.parametrize("way", ["Ctrl+.", "Menu"])
def test_the_choices_open_for_the_word_at_the_cursor(form: Form, way: str) -> None:
    text = write(form, "We had contact today.")
    put(text, len("We had con"))
    if way == "Menu":
        at = text.cursorRect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, text.viewport().mapToGlobal(at))
        QApplication.sendEvent(text.viewport(), event)
    else:
        press(Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert choices(form)[0] == "family time"


def test_a_screen_reader_hears_the_hint_at_the_cursor(form: Form) -> None:
    text = write(form, "We had contact today.")
    put(text, 0)
    assert text.accessibleDescription() == ""
    put(text, len("We had con"))
    assert text.accessibleDescription().startswith("Hint on “contact”: It sounds like a procedure.")
    assert "Ctrl . for words to choose" in text.accessibleDescription()
    form.row("story").show_error("Write more.")
    assert text.accessibleDescription().startswith("Write more. Hint on “contact”")


def test_a_capital_is_taken_over(form: Form) -> None:
    text = write(form, "Contact on Friday.")
    press(Key.Key_F7)
    press(Key.Key_Return)
    assert text.toPlainText() == "Family time on Friday."


def test_spelling_offers_what_may_have_been_meant(form: Form) -> None:
    text = write(form, "It was becuase of gran.")
    press(Key.Key_F7)
    assert choices(form)[0] == "because"
    assert choices(form)[-1] == "Leave it"
    press(Key.Key_Return)
    assert text.toPlainText() == "It was because of gran."


# -- leaving a word -------------------------------------------------------------------------------------


def test_a_word_that_is_kept_here_is_kept_in_this_field_alone(form: Form, words: Words) -> None:
    write(form, "contact and Contacts and siblings")
    press(Key.Key_F7)
    choose(form, "Keep it here")
    assert marked(form) == ["siblings"]
    assert words.kept == set()
    assert QApplication.focusWidget() is text_of(form)


def test_their_own_word_is_stored_and_left_alone_from_then_on(form: Form, words: Words, qtbot: QtBot) -> None:
    write(form, "absconded and absconds")
    press(Key.Key_F7)
    choose(form, "It is Kai’s own word for it")
    assert words.kept == {"abscond"}
    assert marked(form) == []
    again = shown(qtbot, words)
    write(again, "absconded")
    assert marked(again) == []


def test_whoever_may_not_change_the_profile_is_not_offered_to_keep_it(
    qtbot: QtBot, inline_tasks: None, words: Words
) -> None:
    form = shown(qtbot, words, may_keep=False)
    write(form, "contact")
    press(Key.Key_F7)
    assert choices(form)[-1] == "Keep it here"


def test_where_nobody_is_written_about_there_is_nobodys_own_word(
    qtbot: QtBot, inline_tasks: None, words: Words
) -> None:
    form = shown(qtbot, words, page=Page)
    write(form, "contact")
    press(Key.Key_F7)
    assert choices(form)[-1] == "Keep it here"
    assert words.asked == [""]


def test_a_spelling_that_is_left_stays_left(form: Form) -> None:
    write(form, "becuase, Becuase")
    press(Key.Key_F7)
    choose(form, "Leave it")
    assert marked(form) == []


def test_names_that_are_new_on_record_are_heard_of(form: Form, words: Words) -> None:
    write(form, "Llinos")
    assert marked(form) == ["Llinos"]
    words.names.add("llinos")
    tasks.hub().changed.emit(Changed(frozenset({"people"}), KAI))
    assert marked(form) == []
