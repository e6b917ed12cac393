"""A form on a page with hints, for tests: writing in it, what is marked in it, and the panel of a hint."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from securecare_desktop.core.spelling import Speller
from securecare_desktop.domain.messages import Changed
from securecare_desktop.services.language import WritingAbout
from securecare_desktop.services.language_file import language_file
from securecare_desktop.services.results import Saved
from securecare_desktop.ui.page import Page
from securecare_desktop.ui.widgets.fields import Field
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.growing_text import GrowingText
from securecare_desktop.ui.widgets.hint_panel import HintPanel
from securecare_desktop.ui.widgets.hint_source import HintSource
from securecare_desktop.ui.widgets.hints import HintMarks
from securecare_desktop.ui.widgets.page_scroll import PageScroll
from tests.support.house import KAI

SPELLER = Speller()


class Words:
    """The language service, for one young person."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self.names = {"kai", "siobhán", "o'rourke"}
        self.asked: list[str] = []

    def writing_about(self, young_person_id: str) -> WritingAbout:
        self.asked.append(young_person_id)
        return WritingAbout("Kai" if young_person_id else "", frozenset(self.names), frozenset(self.kept))

    def keep(self, young_person_id: str, term: str) -> Saved[str]:
        self.kept.add(term)
        return Saved(term, Changed(frozenset({"language"}), young_person_id))


class AboutKai(Page):
    """A page about a young person."""

    young_person_id = KAI


FIELDS = (
    Field("story", "Story so far", "text"),
    Field("law", "Ground", "text", statutory=True),
    Field("quiet", "Quiet", "text", hints=False),
    Field("voice", "What they say", "voice"),
    Field("own", "Their own words", "own_words"),
    Field("line", "In short"),
    Field("read", "To read", "text", read_only=True),
)


def shown(
    qtbot: QtBot, words: Words | None, *, page: type[Page] = AboutKai, may_keep: bool = True, **more: Any
) -> Form:
    SPELLER.load()
    host, made = page(), Form(FIELDS)
    host.hints = HintSource(
        lambda: language_file().pairs, words, may_keep=may_keep, **{"speller": SPELLER, **more}
    )
    QVBoxLayout(host).addWidget(PageScroll(made))
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    made.focus_first()
    return made


def text_of(form: Form, name: str = "story") -> GrowingText:
    found: GrowingText = form.editor(name).text  # type: ignore[attr-defined]
    return found


def marks(form: Form, name: str = "story") -> HintMarks:
    found = text_of(form, name).marks
    assert found is not None
    return found


def marked(form: Form, name: str = "story") -> list[str]:
    block, found = text_of(form, name).document().firstBlock(), []
    while block.isValid():
        found += [mark.word for mark in marks(form, name).marks_of(block)]
        block = block.next()
    return found


def write(form: Form, words: str, name: str = "story") -> GrowingText:
    text = text_of(form, name)
    text.setPlainText(words)
    text.setFocus()
    put(text, 0)
    return text


def put(text: GrowingText, position: int) -> None:
    cursor = text.textCursor()
    cursor.setPosition(position)
    text.setTextCursor(cursor)


def panel(form: Form, name: str = "story") -> HintPanel:
    found = marks(form, name).panel
    assert found is not None
    return found


def choices(form: Form) -> list[str]:
    return [button.text() for button in panel(form).buttons]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, modifier)


def choose(form: Form, words: str) -> None:
    button = next(b for b in panel(form).buttons if b.text() == words)
    button.setFocus()
    press(Qt.Key.Key_Return)
