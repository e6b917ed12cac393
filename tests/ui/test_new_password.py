"""Choosing a password: typing it, seeing it, or taking three words that the program offers."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import Problem
from securecare_desktop.core.word_lists import shipped_words
from securecare_desktop.domain.passwords import PASSWORD_RULE, problems_in_password, problems_in_repeating
from securecare_desktop.ui.widgets.form import Field, Form
from securecare_desktop.ui.widgets.new_password import NewPasswordEditor

CLOCK = FixedClock(datetime(2026, 5, 14, 8, 42, tzinfo=UTC))
FIELDS = (
    Field("password", "Your password", "new_password", hint=PASSWORD_RULE),
    Field("again", "Your password once more", "password"),
)


def problems(values: dict[str, Any]) -> tuple[Problem, ...]:
    repeated = problems_in_repeating(values["password"], values["again"])
    return (*problems_in_password(values["password"], "Denise Okafor"), *repeated)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, check=problems, clock=CLOCK)
    qtbot.addWidget(made)
    made.resize(480, 320)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def editor(form: Form) -> NewPasswordEditor:
    found = form.editor("password")
    assert isinstance(found, NewPasswordEditor)
    return found


@pytest.fixture
def click(qtbot: QtBot) -> Callable[[Any], None]:
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def hidden(editor: NewPasswordEditor) -> bool:
    return editor.line.echoMode() == QLineEdit.EchoMode.Password


def test_the_rule_and_why_stand_at_the_field(form: Form, editor: NewPasswordEditor) -> None:
    assert PASSWORD_RULE in [one.text() for one in form.findChildren(QLabel) if one.isVisible()]
    assert PASSWORD_RULE in editor.line.accessibleDescription()


def test_three_words_are_filled_in_and_can_be_seen(
    form: Form, editor: NewPasswordEditor, click: Callable[[Any], None]
) -> None:
    assert hidden(editor)
    click(editor.suggest)
    words = editor.line.text().split("-")
    assert len(words) == 3
    assert set(words) <= set(shipped_words("words"))
    assert not hidden(editor)
    assert editor.eye_line.button.accessibleName() == "Hide the password"
    assert editor.line.hasFocus()
    assert form.values()["password"] == editor.line.text()
    assert form.values()["again"] == ""  # written once more by whoever has to know it


def test_other_words_come_with_another_click(editor: NewPasswordEditor, click: Callable[[Any], None]) -> None:
    click(editor.suggest)
    first = editor.line.text()
    assert editor.suggest.text() == "Suggest other words"
    click(editor.suggest)
    assert editor.line.text() != first


def test_what_was_offered_and_written_once_more_is_taken(
    form: Form, editor: NewPasswordEditor, click: Callable[[Any], None]
) -> None:
    QTest.keyClicks(editor.line, "short")
    assert not form.is_ready()
    assert form.row("password").error.startswith("Choose at least 12 characters.")
    click(editor.suggest)
    assert form.row("password").error == ""
    again = form.editor("again").line
    QTest.keyClicks(again, "something else")
    assert not form.is_ready()
    assert form.row("again").error == "The two passwords differ. Write the same one twice."
    again.clear()
    QTest.keyClicks(again, editor.line.text())
    assert form.is_ready()


def test_the_eye_shows_and_hides_what_is_typed(
    editor: NewPasswordEditor, click: Callable[[Any], None]
) -> None:
    QTest.keyClicks(editor.line, "garden kettle")
    click(editor.eye_line.button)
    assert not hidden(editor)
    click(editor.eye_line.button)
    assert hidden(editor)
    assert editor.eye_line.button.accessibleName() == "Show the password"
    assert editor.value() == "garden kettle"


def test_once_it_is_emptied_the_next_one_is_hidden_again(
    form: Form, editor: NewPasswordEditor, click: Callable[[Any], None]
) -> None:
    click(editor.suggest)
    form.set_values({"password": "", "again": ""})
    assert hidden(editor)
    assert editor.line.text() == ""


def test_going_from_the_field_to_the_button_complains_of_nothing(
    form: Form, editor: NewPasswordEditor, qtbot: QtBot
) -> None:
    left = []
    editor.left.connect(lambda: left.append(True))
    QTest.keyClicks(editor.line, "gard")
    for _stop in ("the eye", "the button"):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert editor.suggest.hasFocus()
    assert left == []
    assert form.row("password").error == ""
    qtbot.keyClick(editor.suggest, Qt.Key.Key_Space)
    assert len(editor.line.text().split("-")) == 3
    for _stop in ("the eye", "the button", "the next field"):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert form.editor("again").line.hasFocus()
    assert left == [True]


def test_no_part_of_the_name_is_offered(
    editor: NewPasswordEditor, click: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "choice", lambda words: next((w for w in words if "rose" in w), words[0]))
    click(editor.suggest)
    assert "rose" in editor.line.text()
    editor.say_whose(lambda: "Rose Carpenter")
    click(editor.suggest)
    assert "rose" not in editor.line.text()


def test_an_offered_password_is_kept_in_no_draft(
    form: Form, editor: NewPasswordEditor, click: Callable[[Any], None]
) -> None:
    click(editor.suggest)
    assert form.draft_values() == {"password": "", "again": ""}


def test_nothing_is_offered_where_nothing_can_be_changed(form: Form, editor: NewPasswordEditor) -> None:
    form.set_read_only(True)
    assert not editor.suggest.isVisible()


@pytest.mark.parametrize(("width", "beside"), [(560, True), (330, False)])
def test_the_button_stands_under_the_field_where_there_is_little_room(
    form: Form, editor: NewPasswordEditor, qtbot: QtBot, width: int, beside: bool
) -> None:
    form.resize(width, 320)
    qtbot.waitUntil(
        lambda: (
            editor.suggest.y() < editor.line.geometry().bottom()
            if beside
            else editor.suggest.y() >= editor.line.geometry().bottom()
        )
    )
    assert editor.line.width() >= 280
    assert editor.suggest.geometry().right() <= editor.width()
