"""Text fields with very long paragraphs: what is typed, pasted, copied and undone is the text as it was written."""

import random
import time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.ui.widgets.growing_text import GrowingText
from securecare_desktop.ui.widgets.stretches import MOST, STRETCH, tidied_paste

Key = Qt.Key
SENTENCE = "Kai was glad that gran came on Friday. "
LONG = (SENTENCE * 300).strip()


@pytest.fixture
def field(qtbot: QtBot) -> GrowingText:
    made = GrowingText()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def blocks(field: GrowingText) -> list[str]:
    found, block = [], field.document().firstBlock()
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return found


def put(field: GrowingText, position: int, anchor: int | None = None) -> None:
    cursor = field.textCursor()
    cursor.setPosition(position if anchor is None else anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def seam(field: GrowingText, number: int = 1) -> int:
    """Return where a stretch begins that only goes on with its paragraph."""
    return field.document().findBlockByNumber(number).position()


TEXTS = [
    "",
    "One line.",
    "Two\nlines\n",
    "\n\n",
    LONG,
    f"{LONG}\nshort\n{LONG}",
    "x" * 30_000,
    "😀 smile. " * 2000,
    "é" * 9000,
    " " * 9000,
    "a\n" * 3000,
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:8]))
def test_a_text_comes_back_as_it_was(field: GrowingText, text: str) -> None:
    field.setPlainText(text)
    assert field.toPlainText() == text
    assert max(map(len, blocks(field))) <= STRETCH
    assert not field.document().isUndoAvailable()


def test_a_stretch_ends_with_a_sentence(field: GrowingText) -> None:
    field.setPlainText(LONG)
    parts = blocks(field)
    assert len(parts) > 3
    assert all(part.endswith("Friday. ") for part in parts[:-1])


def test_a_short_text_is_one_paragraph_for_each_line(field: GrowingText) -> None:
    field.setPlainText("One.\nTwo.")
    assert blocks(field) == ["One.", "Two."]


def test_what_is_typed_into_a_long_paragraph_stays_one_paragraph(field: GrowingText) -> None:
    field.setPlainText(LONG)
    put(field, seam(field))
    QTest.keyClicks(field, "Well, ")
    assert "\n" not in field.toPlainText()
    assert field.toPlainText().count("Well, Kai was glad") == 1


@pytest.mark.parametrize("where", ["at the seam", "before the seam", "within"])
def test_enter_begins_a_paragraph_anywhere_in_a_long_one(field: GrowingText, where: str) -> None:
    field.setPlainText(LONG)
    at = {"at the seam": seam(field), "before the seam": seam(field) - 1, "within": seam(field) + 10}[where]
    before = field.textCursor()
    before.setPosition(0)
    put(field, at)
    QTest.keyClick(field, Key.Key_Return)
    assert field.toPlainText().count("\n") == 1
    assert field.toPlainText().replace("\n", "") == LONG
    QTest.keyClick(field, Key.Key_Backspace)
    assert field.toPlainText() == LONG


def test_backspace_and_delete_at_a_seam_take_one_letter(field: GrowingText) -> None:
    field.setPlainText(LONG)
    at = seam(field)
    put(field, at)
    QTest.keyClick(field, Key.Key_Backspace)
    assert field.toPlainText() == LONG[: at - 2] + LONG[at - 1 :]
    field.setPlainText(LONG)
    put(field, at - 1)
    QTest.keyClick(field, Key.Key_Delete)
    assert field.toPlainText() == LONG[: at - 1] + LONG[at:]


def test_a_selection_over_seams_is_replaced_and_comes_back_when_undone(field: GrowingText) -> None:
    field.setPlainText(LONG)
    put(field, seam(field, 3) + 5, 10)
    QTest.keyClicks(field, "X")
    assert "\n" not in field.toPlainText()
    assert field.toPlainText().startswith("Kai was glX")
    while field.document().isUndoAvailable():
        field.undo()
    assert field.toPlainText() == LONG


def test_a_paragraph_that_grows_as_somebody_types_is_divided_without_a_trace(field: GrowingText) -> None:
    written = SENTENCE * (MOST // len(SENTENCE))
    field.setPlainText(SENTENCE)
    put(field, len(SENTENCE))
    field.insert_words(written[: STRETCH - len(SENTENCE) - 1])
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, "x" * (MOST - STRETCH + 40))
    assert len(blocks(field)) > 1
    assert field.toPlainText() == SENTENCE + written[: STRETCH - len(SENTENCE) - 1] + "x" * (
        MOST - STRETCH + 40
    )
    while field.document().isUndoAvailable():
        field.undo()
    assert field.toPlainText() == SENTENCE


def test_stretches_that_become_short_are_joined(field: GrowingText) -> None:
    field.setPlainText(LONG[: STRETCH + 200])
    put(field, seam(field) - 2, 40)
    QTest.keyClick(field, Key.Key_Delete)
    assert len(blocks(field)) == 1


def test_dictated_words_with_a_line_end_begin_a_paragraph(field: GrowingText) -> None:
    field.setPlainText(LONG)
    put(field, seam(field) + 4)
    event = QInputMethodEvent()
    event.setCommitString("and so\non ")
    QApplication.sendEvent(field, event)
    assert field.toPlainText().count("\n") == 1
    assert "and so\non " in field.toPlainText()


def test_what_is_copied_is_plain_and_has_no_seams(field: GrowingText) -> None:
    field.setPlainText(f"{LONG}\nEnd 😀 here")
    field.selectAll()
    field.copy()
    data = QApplication.clipboard().mimeData()
    assert data.text() == f"{LONG}\nEnd 😀 here"
    assert not data.hasHtml()
    put(field, seam(field) + 3, seam(field) - 3)
    field.copy()
    assert QApplication.clipboard().text() == LONG[seam(field) - 3 : seam(field) + 2]


def mime(text: str = "", html: str = "", rtf: bytes = b"") -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    if rtf:
        made.setData("text/rtf", rtf)
    return made


def test_a_hundred_thousand_letters_from_a_word_processor_are_kept_as_text_and_quickly(
    field: GrowingText,
) -> None:
    words = (SENTENCE * 2600)[:100_000]
    html = f"<html><body><p style='font-size:40pt;color:red'><b>{words}</b></p></body></html>"
    field.setPlainText("Before. After.")
    put(field, 8)
    started = time.thread_time()  # what others do on this computer is none of it
    field.insertFromMimeData(mime(words, html, rb"{\rtf1\b " + words.encode() + b"}"))
    taken = time.thread_time() - started
    assert field.toPlainText() == f"Before. {words}After."
    assert taken < 5, "as long as that would be a hang"
    assert field.textCursor().charFormat().fontWeight() < 600
    field.undo()
    assert field.toPlainText() == "Before. After."
    field.redo()
    assert field.toPlainText() == f"Before. {words}After."


def test_what_comes_with_formatting_alone_is_taken_as_words(field: GrowingText) -> None:
    field.insertFromMimeData(mime(html="<p>One <b>two</b></p><p>three</p>"))
    assert field.toPlainText() == "One two\nthree"


def test_paragraphs_pasted_into_a_long_one_stay_paragraphs(field: GrowingText) -> None:
    field.setPlainText(LONG)
    at = seam(field) + 5
    put(field, at)
    field.insertFromMimeData(mime(f"one\ntwo\n{LONG}\nthree"))
    assert field.toPlainText() == f"{LONG[: at - 1]}one\ntwo\n{LONG}\nthree{LONG[at - 1 :]}"


def test_a_picture_leaves_the_text_as_it_is(field: GrowingText) -> None:
    field.setPlainText("Before.")
    field.insertFromMimeData(QMimeData())
    assert field.toPlainText() == "Before."


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("soft\x0bbreak and\u2028line", "soft\nbreak and\nline"),
        ("no\u00a0break, thin\u2009space", "no break, thin space"),
        ("hyphen\u00adation, zero\u200bwidth\ufeff", "hyphenation, zerowidth"),
        ("\uf0b7\tbullet", "•\tbullet"),
        ("non\u2011breaking", "non-breaking"),
        ("cafe\u0301", "café"),
        ("bell\x07 nul\x00", "bell nul"),
        ("“quotes” – and … stay 👨‍👩‍👧", "“quotes” – and … stay 👨‍👩‍👧"),
    ],
)
def test_line_ends_and_odd_letters_of_word_processors_are_tidied(pasted: str, kept: str) -> None:
    assert tidied_paste(pasted) == kept


def test_whatever_is_done_the_text_is_that_of_a_plain_field(field: GrowingText) -> None:
    """The same keys in the same places of a string and of the field, again and again over every seam."""
    draw = random.Random(11)
    field.setPlainText(LONG)
    model = LONG
    for _step in range(120):
        seams = [seam(field, n) for n in range(1, field.document().blockCount())]
        near = draw.choice(seams) + draw.randint(-2, 2) if seams and draw.random() < 0.5 else 0
        put(field, near or draw.randrange(field.document().characterCount()))
        at = _position_in_text(field)
        act = draw.choice(("type", "enter", "backspace", "delete", "paste"))
        if act == "type":
            QTest.keyClicks(field, "ab")
            model = model[:at] + "ab" + model[at:]
        elif act == "enter":
            QTest.keyClick(field, Key.Key_Return)
            model = model[:at] + "\n" + model[at:]
        elif act == "backspace":
            QTest.keyClick(field, Key.Key_Backspace)
            model = model[: max(0, at - 1)] + model[at:]
        elif act == "delete":
            QTest.keyClick(field, Key.Key_Delete)
            model = model[:at] + model[at + 1 :]
        else:
            field.insertFromMimeData(mime("one\ntwo"))
            model = model[:at] + "one\ntwo" + model[at:]
        assert field.toPlainText() == model, act
    while field.document().isUndoAvailable():
        QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == LONG
    while field.document().isRedoAvailable():
        QTest.keyClick(
            field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert field.toPlainText() == model


def _position_in_text(field: GrowingText) -> int:
    """Return where the cursor is in the text as it was written."""
    put_back = field.textCursor()
    position = put_back.position()
    selected = QTextCursor(put_back)
    selected.setPosition(0)
    selected.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(selected)
    written = field.createMimeDataFromSelection().text()
    field.setTextCursor(put_back)
    return len(written)
