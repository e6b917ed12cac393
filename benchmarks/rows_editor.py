"""Rows about writing: a key press in a section of 20,000 words, with hints on words and spelling."""

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .measure import Result, seconds

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit, QWidget

WORDS = 20_000
KEYS = "because it was a good day, and mum came. "
PRESSES = 200
WRITTEN = (
    "the young person goes home on Friday and wants to see gran after school because it matters that everybody knows"
    " about plans which often change and they were happy with contact in the placement becuase Kai came"
)


def section(words_in_a_paragraph: int) -> str:
    """Return 20,000 words in sentences of twelve, with some to question and some misspelt, in paragraphs or in one."""
    draw, written, parts = random.Random(4), WRITTEN.split(), []
    for number in range(1, WORDS + 1):
        word = draw.choice(written) + ("." if number % 12 == 0 else "")
        ends = words_in_a_paragraph and number % words_in_a_paragraph == 0
        parts.append(word + ("\n" if ends else " "))
    return "".join(parts)


def keypress_p95(_folder: Path) -> Result:
    """The slower of many paragraphs and one single one of 20,000 words; baseline: Qt's own field, one paragraph."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QPlainTextEdit

    from securecare_desktop.ui.application import build_application

    application = build_application([])
    bare = QPlainTextEdit()
    bare.resize(960, 560)
    pages: list[tuple[QWidget, QPlainTextEdit]] = [_page(section(100)), _page(section(0)), (bare, bare)]
    bare.setPlainText(section(0))
    presses = []
    for window, text in pages:
        window.show()
        application.processEvents()
        presses.append(_presses(text, application.processEvents))
        window.close()
    paragraphs, single, baseline = (_p95(times) * 1000 for times in presses)
    from securecare_desktop.ui import tasks

    tasks.shutdown()
    return Result(
        "editor.keypress_p95",
        f"a key until it is painted, 95th percentile, {WORDS} words with hints and spelling: paragraphs"
        f" {paragraphs:.1f}, one paragraph {single:.1f}; baseline: Qt's field without hints, one paragraph",
        max(paragraphs, single),
        baseline,
        "ms",
        16.0,
        "ours at most",
    )


def _page(text: str) -> "tuple[QWidget, QPlainTextEdit]":
    """Return a page of the program with a form with this text in it, and the field."""
    from PySide6.QtWidgets import QVBoxLayout

    from securecare_desktop.core.spelling import Speller
    from securecare_desktop.services.language_file import language_file
    from securecare_desktop.ui import tasks
    from securecare_desktop.ui.page import Page
    from securecare_desktop.ui.widgets.form import Field, Form
    from securecare_desktop.ui.widgets.hint_source import HintSource
    from securecare_desktop.ui.widgets.page_scroll import PageScroll

    tasks.use(_Now(), _Now())
    speller = Speller()
    speller.load()
    page, form = Page(), Form((Field("text", "What we will do", "text"),))
    page.hints = HintSource(lambda: language_file().pairs, speller=speller)
    QVBoxLayout(page).addWidget(PageScroll(form))
    page.resize(960, 560)
    form.set_values({"text": text})
    return page, form.editor("text").text  # type: ignore[attr-defined]


class _Now:
    """Does what is asked for at once: nothing is left to come while a key is measured."""

    def submit(self, work: Callable[[], None], /) -> object:
        """Do it."""
        work()
        return self

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing is left to end."""


def _presses(text: "QPlainTextEdit", painted: Callable[[], object]) -> list[float]:
    """Type in the middle of the text; return the seconds of each key, from the press until everything is painted."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    cursor = text.textCursor()
    cursor.setPosition(text.document().characterCount() // 2)
    text.setFocus()
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
    painted()

    def press(letter: str) -> None:
        key = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(text, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
        painted()

    before = text.toPlainText()
    letters = [KEYS[n % len(KEYS)] for n in range(PRESSES)]
    times = [seconds(partial(press, letter)) for letter in letters]
    assert len(text.toPlainText()) == len(before) + PRESSES, "the keys did not arrive"
    return times


def _p95(times: list[float]) -> float:
    return sorted(times)[round(len(times) * 0.95)]
