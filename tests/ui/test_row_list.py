"""A short list of rows in a form: rows by keyboard and mouse, values, drafts, errors, names for screen readers, little room."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.plan_reviews import Guest
from securecare_desktop.ui import theme
from securecare_desktop.ui.widgets.form import Field, Form
from securecare_desktop.ui.widgets.row_list import RowColumn, RowListEditor

CLOCK = FixedClock(datetime(2026, 5, 14, 8, 42, tzinfo=UTC))
CAME = (("yes", "Came"), ("no", "Did not come"), ("not_known", "Not known yet"))
COLUMNS = (
    RowColumn("name", "Name", needed=True),
    RowColumn("who", "Who they are"),
    RowColumn("asked_for", "They asked for them", "yes_no", width=170),
    RowColumn("came", "Came", "choice", CAME, width=140, start="not_known"),
)
DEE = Guest(name="Dee", who="Mum", asked_for=True, came=Answer.YES)
SAM = Guest(name="Sam Okoro", who="Social worker")
GUESTS = Field(
    "guests", "Who is invited", "rows", columns=COLUMNS, row_type=Guest, add="Add somebody", optional=True
)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., tuple[Form, RowListEditor]]:
    def make(
        *guests: Guest, field: Field = GUESTS, wide: int = 900, **more: Any
    ) -> tuple[Form, RowListEditor]:
        form = Form((field, Field("place", "Where", optional=True)), clock=CLOCK, **more)
        form.set_values({field.name: guests, "place": ""})
        qtbot.addWidget(form)
        form.resize(wide, 500)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        editor = form.editor(field.name)
        assert isinstance(editor, RowListEditor)
        return form, editor

    return make


def line(editor: RowListEditor, row: int, name: str) -> QLineEdit:
    found = editor.cell(row, name)
    assert isinstance(found, QLineEdit)
    return found


def press(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, how)


def names(editor: RowListEditor) -> list[str]:
    return [line(editor, at, "name").text() for at in range(len(editor.rows))]


def test_what_is_shown_is_what_is_given_back_in_the_type_of_the_rows(show: Any) -> None:
    form, editor = show(DEE, SAM)
    assert form.values()["guests"] == (DEE, SAM)
    assert not form.is_changed()


def test_a_row_is_added_filled_in_and_given_back(show: Any) -> None:
    form, editor = show()
    assert editor.value() == ()
    assert editor.is_empty()
    QTest.mouseClick(editor.add_button, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is line(editor, 0, "name")
    QTest.keyClicks(line(editor, 0, "name"), "Dee")
    QTest.keyClicks(line(editor, 0, "who"), "Mum")
    asked, came = editor.cell(0, "asked_for"), editor.cell(0, "came")
    assert isinstance(asked, QCheckBox)
    assert isinstance(came, QComboBox)
    QTest.keyClick(asked, Qt.Key.Key_Space)
    QTest.keyClick(came, Qt.Key.Key_Up)
    QTest.keyClick(came, Qt.Key.Key_Up)
    assert form.values()["guests"] == (DEE,)
    assert form.is_changed()


def test_without_a_type_the_rows_are_dictionaries(show: Any) -> None:
    field = Field("options", "Options", "rows", columns=(RowColumn("option", "Option"),))
    form, editor = show(field=field)
    form.set_values({"options": ({"option": "Food"},)})
    assert form.values()["options"] == ({"option": "Food"},)
    assert editor.add_button.text() == "Add a row"


def test_enter_goes_to_the_row_below_and_adds_one_after_the_last(show: Any) -> None:
    _form, editor = show(DEE, SAM)
    line(editor, 0, "who").setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(editor, 1, "who")
    press(Qt.Key.Key_Return)
    assert len(editor.rows) == 3
    assert QApplication.focusWidget() is line(editor, 2, "name")
    press(Qt.Key.Key_Return)  # the last row is still empty: one is enough
    assert len(editor.rows) == 3
    assert editor.value() == (DEE, SAM)


def test_alt_and_the_arrows_move_a_row_with_everything_in_it(show: Any) -> None:
    form, editor = show(DEE, SAM)
    line(editor, 1, "who").setFocus()
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert form.values()["guests"] == (SAM, DEE)
    assert QApplication.focusWidget() is line(editor, 0, "who")
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # it is the first already
    assert names(editor) == ["Sam Okoro", "Dee"]
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert form.values()["guests"] == (DEE, SAM)


def test_a_row_is_taken_out_and_the_focus_stays_in_the_list(show: Any) -> None:
    form, editor = show(DEE, SAM)
    editor.rows[0].remove.setFocus()
    press(Qt.Key.Key_Return)
    assert form.values()["guests"] == (SAM,)
    assert QApplication.focusWidget() is line(editor, 0, "name")
    assert editor.cell(0, "name").accessibleName() == "Name, row 1"
    editor.rows[0].remove.click()
    assert form.values()["guests"] == ()
    assert QApplication.focusWidget() is editor.add_button


def test_tab_goes_through_the_rows_in_order_and_on_to_the_next_field(show: Any) -> None:
    form, editor = show(DEE)
    editor.add_row()
    line(editor, 1, "name").setText("Ash")
    line(editor, 0, "name").setFocus()
    gone_through = []
    for _each in range(11):
        focused = QApplication.focusWidget()
        gone_through.append(focused.accessibleName() if focused is not None else "")
        press(Qt.Key.Key_Tab)
    columns = ("Name", "Who they are", "They asked for them", "Came")
    first, second = ([f"{words}, row {n}" for words in columns] for n in (1, 2))
    add = "Add somebody: Who is invited"
    assert gone_through == [*first, "Take row 1 out", *second, "Take row 2 out", add]
    assert QApplication.focusWidget() is form.editor("place").inputs()[0]


def test_a_row_without_what_is_needed_says_which_one_and_where(show: Any) -> None:
    form, editor = show(DEE)
    editor.add_row()
    QTest.keyClicks(line(editor, 1, "who"), "Judge")
    assert not form.is_ready()
    assert form.row("guests").error == "Fill in “Name” in row 2, or take the row out."
    assert line(editor, 1, "name").property("state") == "error"
    assert line(editor, 0, "name").property("state") != "error"
    QTest.keyClicks(line(editor, 1, "name"), "Ash")
    assert form.row("guests").error == ""
    assert line(editor, 1, "name").property("state") != "error"
    assert form.is_ready()


def test_a_list_that_is_wanted_asks_for_a_row(show: Any) -> None:
    form, _editor = show(field=Field("guests", "Who", "rows", columns=COLUMNS, row_type=Guest))
    assert [(p.field, p.sentence) for p in form.problems()][0] == ("guests", "Add at least one.")


def test_the_draft_brings_back_the_rows_and_what_they_hold_besides(show: Any) -> None:
    @dataclass(frozen=True)
    class Kept:
        name: str
        note: str = ""

    field = Field("guests", "Who", "rows", columns=(RowColumn("name", "Name"),), row_type=Kept)
    _form, editor = show(field=field)
    editor.set_value((Kept("Dee", "a note"),))
    line(editor, 0, "name").setText("Dee M")
    editor.add_row()
    line(editor, 1, "name").setText("Zoë")
    draft = editor.draft_text()
    editor.set_value((Kept("Dee", "a note"),))
    editor.set_draft_text(draft)
    assert editor.value() == (Kept("Dee M", "a note"), Kept("Zoë"))
    editor.set_draft_text("")
    assert editor.value() == ()
    assert editor.draft_text() == ""


def test_read_only_rows_can_be_read_and_not_changed(show: Any) -> None:
    _form, editor = show(DEE)
    editor.set_read_only(True)
    assert line(editor, 0, "name").isReadOnly()
    assert not editor.cell(0, "came").isEnabled()
    assert editor.add_button.isHidden()
    assert editor.rows[0].remove.isHidden()
    line(editor, 0, "name").setFocus()
    press(Qt.Key.Key_Return)
    assert len(editor.rows) == 1
    editor.set_value(())
    assert not editor.nothing.isHidden()


def test_with_little_room_the_cells_stand_under_their_own_labels(show: Any, qtbot: QtBot) -> None:
    form, editor = show(DEE)
    row = editor.rows[0]
    assert not editor.header.isHidden()
    assert abs(row.cells["name"].y() - row.cells["came"].y()) <= 2
    form.resize(380, 700)
    qtbot.waitUntil(editor.header.isHidden)
    assert not row.cells["came"].caption.isHidden()
    qtbot.waitUntil(lambda: row.cells["came"].y() > row.cells["name"].y() + row.cells["name"].height() - 1)
    assert editor.width() <= 380


def test_at_200_percent_no_cell_is_cut(show: Any, qtbot: QtBot) -> None:
    form, editor = show(DEE, wide=560)
    theme.use("light", 200)
    qtbot.waitUntil(editor.header.isHidden)
    row = editor.rows[0]
    cells = row.cells.values()
    qtbot.waitUntil(
        lambda: all(c.input.width() >= min(c.column.room, c.input.sizeHint().width()) for c in cells)
    )
    assert all(cell.mapTo(form, cell.rect().topRight()).x() <= form.width() for cell in cells)


def test_other_choices_keep_what_was_chosen(show: Any) -> None:
    _form, editor = show(DEE)
    editor.set_choices("came", (("no", "Not there"), ("not_known", "Nobody knows")))
    assert editor.value()[0].came is Answer.YES
    editor.add_row()
    came = editor.cell(1, "came")
    assert isinstance(came, QComboBox)
    assert [came.itemText(at) for at in range(came.count())] == ["Not there", "Nobody knows"]


MOMENTS = (RowColumn("who", "Who"), RowColumn("at", "When", "moment"))


def test_a_moment_is_read_as_people_type_it_and_kept_as_text(qtbot: QtBot) -> None:
    editor = RowListEditor(MOMENTS, clock=CLOCK)
    qtbot.addWidget(editor)
    stored = datetime(2026, 5, 13, 15, 30, tzinfo=UTC)
    editor.set_value(({"who": "Mum", "at": stored.isoformat()},))
    line = editor.cell(0, "at")
    assert isinstance(line, QLineEdit)
    assert line.text() == f"Wed 13 May, {stored.astimezone():%H:%M}"
    assert editor.value()[0]["at"] == stored.isoformat()
    line.setText("13/5 9.15pm")
    meant = datetime(2026, 5, 13, 21, 15).astimezone(UTC)
    assert editor.value()[0]["at"] == meant.isoformat()
    assert editor.trouble() == ""
    line.editingFinished.emit()
    assert line.text() == "Wed 13 May, 21:15"


def test_what_is_no_moment_is_told_and_kept_as_it_was_typed(qtbot: QtBot) -> None:
    editor = RowListEditor(MOMENTS)
    qtbot.addWidget(editor)
    editor.set_value(({"who": "Mum", "at": "soon"},))
    assert editor.trouble() == "Write a day and a time in row 1, such as 27 May, 16:30."
    kept = editor.draft_text()
    editor.set_value(())
    editor.set_draft_text(kept)
    assert editor.value()[0]["at"] == "soon"
