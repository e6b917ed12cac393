"""The hint on how easy a text is to read: what it says, when it says nothing, and the way to a long sentence."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from securecare_desktop.ui.plans.reading_hint import ReadingHint, marked, place_in
from securecare_desktop.ui.widgets.growing_text import GrowingText
from tests.ui.reading import texts

EASY = "You can see your nan every week. She comes on Thursday at two. " * 4
LONG = "He can go to the small room where there are cards and a kettle and nobody else comes in if it rains on Sunday."


@pytest.fixture
def hint(qtbot: QtBot) -> ReadingHint:
    made = ReadingHint()
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show()
    return made


def test_the_reading_age_stands_in_a_sentence_with_what_to_aim_for(hint: ReadingHint) -> None:
    hint.show_text(EASY)
    assert hint.level.text() == "Reading age: about 5 to 6 years old"
    assert hint.aim.text() == "Plain language aims for 9 to 11. This reaches it."
    hint.show_text(
        "Consideration of representations regarding accommodation arrangements necessitates review. " * 5
    )
    assert hint.level.text() == "Reading age: about 18 years old or older"
    assert "Shorter sentences and shorter words bring it down." in hint.aim.text()


def test_nothing_is_said_about_a_short_text(hint: ReadingHint) -> None:
    hint.show_text(EASY)
    assert not hint.body.isHidden()
    hint.show_text("Nan comes on Thursday.")
    assert hint.body.isHidden()


def test_how_it_is_worked_out_is_shown_when_asked_for_with_the_whole_formula(hint: ReadingHint) -> None:
    hint.show_text(EASY)
    assert hint.explanation.isHidden()
    hint.how.click()
    shown = "\n".join(texts(hint))
    for part in (
        "Automated Readability Index",
        "4.71",
        "plus half",
        "21.43",
        "plus 5",
        "not printed and not kept",
    ):
        assert part in shown
    hint.how.click()
    assert hint.explanation.isHidden()


def test_each_long_sentence_is_listed_with_its_length_and_leads_to_its_place(
    hint: ReadingHint, qtbot: QtBot
) -> None:
    text = f"{EASY}{LONG} Then he sleeps."
    hint.show_text(text)
    assert hint.long.text() == "1 sentence is longer than 20 words"
    (row,) = hint.rows
    assert "24 words" in row.accessibleName()
    with qtbot.waitSignal(hint.wanted) as sent:
        row.click()
    start, end = sent.args
    assert text[start:end] == LONG


def test_a_long_sentence_in_a_text_too_short_for_an_age_is_listed_all_the_same(hint: ReadingHint) -> None:
    hint.show_text(LONG)
    assert not hint.body.isHidden()
    assert hint.level.isHidden()
    assert len(hint.rows) == 1


def test_of_many_long_sentences_the_first_are_listed_until_all_are_asked_for(hint: ReadingHint) -> None:
    hint.show_text(f"{LONG} " * 8)
    assert len(hint.rows) == 5
    assert hint.more.text() == "Show all 8"
    hint.more.click()
    assert len(hint.rows) == 8
    assert hint.more.isHidden()


def test_a_field_is_followed_as_it_is_written_in(hint: ReadingHint, qtbot: QtBot) -> None:
    field = GrowingText()
    qtbot.addWidget(field)
    hint.follow(field)
    assert hint.body.isHidden()
    field.setPlainText(EASY)
    qtbot.waitUntil(lambda: not hint.body.isHidden())
    field.clear()
    hint.look_now()
    assert hint.body.isHidden()


@pytest.mark.parametrize(
    "before",
    [
        "",
        EASY,
        "A smile 😀😀 and a heart 💛.\n\n- one\n- two\n",
        "It is a long paragraph about the day. " * 200,
    ],
    ids=["nothing", "sentences", "signs that count twice", "a paragraph held as several"],
)
def test_in_a_field_the_sentence_is_selected(hint: ReadingHint, qtbot: QtBot, before: str) -> None:
    field = GrowingText()
    qtbot.addWidget(field)
    field.show()
    field.setPlainText(f"{before}{LONG}\nThe end.")
    hint.follow(field)
    hint.rows[-1].click()
    assert field.textCursor().selectedText().replace("\u2029", "") == LONG
    assert field.focusWidget() is field


def test_a_field_that_goes_is_let_go(hint: ReadingHint) -> None:
    field = QPlainTextEdit(EASY)
    hint.follow(field)
    field.setPlainText("Something else.")
    field.deleteLater()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(field, QEvent.Type.DeferredDelete)
    hint.look_now()
    assert not hint.body.isHidden()


def test_a_place_past_the_end_is_the_end(qtbot: QtBot) -> None:
    field = QPlainTextEdit("one\ntwo")
    qtbot.addWidget(field)
    assert [place_in(field.document(), "one\ntwo", n) for n in (0, 3, 4, 7, 99)] == [0, 3, 4, 7, 7]


def test_long_sentences_are_underlined_in_a_label_and_markup_stays_text() -> None:
    made = marked(f"<b>One</b> & two.\n{LONG}\nEnd.")
    assert f"<u>{LONG}</u>" in made
    assert "&lt;b&gt;One&lt;/b&gt; &amp; two." in made
