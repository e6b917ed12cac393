"""The panel of a hint by pointer, and hints getting ready: what is read when, what goes wrong, what nobody hears."""

import logging
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from securecare_desktop.core.spelling import Speller
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.language_file import language_file
from securecare_desktop.ui import notify, theme
from securecare_desktop.ui.page import Page
from securecare_desktop.ui.widgets.fields import Field
from securecare_desktop.ui.widgets.form import Form
from securecare_desktop.ui.widgets.growing_text import GrowingText
from securecare_desktop.ui.widgets.hint_source import HintSource
from tests.support.house import KAI, House
from tests.ui.hint_pages import (
    FIELDS,
    SPELLER,
    AboutKai,
    Words,
    choose,
    marked,
    marks,
    panel,
    press,
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


def point_at(text: GrowingText, position: int) -> None:
    cursor = text.textCursor()
    cursor.setPosition(position)
    at = QPointF(text.cursorRect(cursor).center())
    away = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, text.viewport().mapToGlobal(at), away, away, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(text.viewport(), event)


def test_resting_on_a_word_shows_the_panel_and_leaves_the_focus_in_the_text(form: Form, qtbot: QtBot) -> None:
    text = write(form, "We had contact today and it was good.")
    point_at(text, len("We had con"))
    qtbot.waitUntil(lambda: marks(form).panel is not None)
    assert QApplication.focusWidget() is text
    point_at(text, 2)
    qtbot.waitUntil(lambda: marks(form).panel is None)


def test_a_click_puts_the_words_in_place(form: Form, qtbot: QtBot) -> None:
    text = write(form, "We had contact today.")
    point_at(text, len("We had con"))
    qtbot.waitUntil(lambda: marks(form).panel is not None)
    panel(form).buttons[0].click()
    assert text.toPlainText() == "We had family time today."


def test_typing_on_puts_the_panel_away(form: Form, qtbot: QtBot) -> None:
    text = write(form, "We had contact today.")
    point_at(text, len("We had con"))
    qtbot.waitUntil(lambda: marks(form).panel is not None)
    QTest.keyClicks(text, "x")
    assert marks(form).panel is None


def test_going_to_another_field_puts_the_panel_away(form: Form) -> None:
    write(form, "contact")
    press(Key.Key_F7)
    text_of(form, "law").setFocus()
    assert marks(form).panel is None


def test_a_page_that_goes_takes_its_panel_along(form: Form) -> None:
    write(form, "contact")
    press(Key.Key_F7)
    form.window().hide()
    assert marks(form).panel is None


@pytest.mark.parametrize(("size", "wide", "tall"), [(100, 900, 800), (200, 683, 384)])
def test_the_panel_stays_inside_the_page(form: Form, size: int, wide: int, tall: int) -> None:
    theme.use("light", size)
    form.window().resize(wide, tall)
    write(form, "It went on and on and on, and at last there was some contact.")
    press(Key.Key_F7)
    assert form.window().rect().contains(panel(form).geometry())


def test_after_a_pause_the_label_says_how_to_get_to_the_hints(form: Form, qtbot: QtBot) -> None:
    text = write(form, "")
    QTest.keyClicks(text, "all is well ")
    qtbot.waitUntil(lambda: not marks(form)._pause.isActive())
    assert "Hints on words: F7" not in said_beside(form)
    QTest.keyClicks(text, "contact ")
    qtbot.waitUntil(lambda: "Hints on words: F7" in said_beside(form))
    text_of(form, "law").setFocus()
    assert "Hints on words: F7" not in said_beside(form)


def said_beside(form: Form) -> list[str]:
    """Return the words beside the label of the first field."""
    row = form.row("story").label_row
    widgets = [item.widget() for at in range(row.count()) if (item := row.itemAt(at)) is not None]
    return [w.words.text() for w in widgets if hasattr(w, "words") and w.isVisible()]


# -- getting ready, and what goes wrong -----------------------------------------------------------------


def test_nothing_is_read_before_somebody_is_in_a_text(qtbot: QtBot, inline_tasks: None, words: Words) -> None:
    read: list[str] = []

    def pairs() -> Any:
        read.append("pairs")
        return language_file().pairs

    host, made = AboutKai(), Form((Field("name", "Name"), Field("story", "Story", "text")))
    host.hints = HintSource(pairs, words, speller=SPELLER)
    QVBoxLayout(host).addWidget(made)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    made.focus_first()
    assert (read, words.asked) == ([], [])
    text_of(made).setFocus()
    assert (read, words.asked) == (["pairs"], [KAI])


class QuietBar(QObject):
    """A bar that shows nothing; what it is told is written down by the recorder."""

    def tell(self, text: str, kind: str, hint: str, action: notify.Action | None) -> None:
        """Take it."""

    def clear(self) -> None:
        """Nothing is left to clear."""


def test_without_a_dictionary_one_sentence_says_so_and_everything_else_works(
    qtbot: QtBot, inline_tasks: None, words: Words, notices: notify.Recorder, tmp_path: Path
) -> None:
    bar = QuietBar()
    notify.use_bar(bar)
    form = shown(qtbot, words, speller=Speller(tmp_path / "none"))
    write(form, "contact becuase")
    text_of(form, "law").setFocus()
    assert marked(form) == ["contact"]
    (told,) = notices.told
    assert told[0] == "info"
    assert told[1].startswith("The dictionary could not be read")
    notify.leave_bar(bar)


def test_a_role_that_reads_no_records_gets_words_and_spelling_without_names(
    qtbot: QtBot, inline_tasks: None
) -> None:
    form = shown(qtbot, None, page=Page)
    write(form, "contact becuase")
    assert marked(form) == ["contact", "becuase"]


def test_a_field_on_a_page_without_hints_works_as_before(qtbot: QtBot, inline_tasks: None) -> None:
    made = Form(FIELDS)
    qtbot.addWidget(made)
    made.show()
    write(made, "contact")
    assert marked(made) == []


def test_nobody_hears_what_was_hinted_at(
    form: Form, caplog: pytest.LogCaptureFixture, notices: notify.Recorder
) -> None:
    with caplog.at_level(logging.DEBUG):
        write(form, "absconded becuase")
        press(Key.Key_F7)
        press(Key.Key_Return)
        press(Key.Key_F7)
        choose(form, "Leave it")
    assert caplog.records == []
    assert notices.told == []


def test_keeping_a_word_goes_through_the_real_service(qtbot: QtBot, inline_tasks: None, house: House) -> None:
    form = shown(qtbot, house.signed_in().language)  # type: ignore[arg-type]
    write(form, "Femi Oduya had contact with Kai Renshaw on Rowan, becuase")
    assert marked(form) == ["contact", "becuase"]
    press(Key.Key_F7)
    choose(form, "It is Kai’s own word for it")
    assert marked(form) == ["becuase"]
    manager = house.signed_in(Role.UNIT_MANAGER)
    assert manager.language.kept(KAI) == {"contact"}
    assert "becuase" not in str(manager.audit.log(limit=5000))
