"""The board of a session with a communication aid: options by keyboard and mouse, the words of the scale, drafts, names."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.domain.communication_aids import SCALE, Placed
from securecare_desktop.ui.widgets.board import BoardEditor, LinesEditor
from securecare_desktop.ui.widgets.form import Field, Form

CLOCK = FixedClock(datetime(2026, 5, 14, 8, 42, tzinfo=UTC))
SLEEP = Placed(option="Sleep", place="not going well", said="The light in the corridor.")
FOOD = Placed(option="Food", place="going well")
CALLS = Placed(option="Calls home")
FIELDS = (
    Field("scale", "The places, from left to right", "lines"),
    Field("placed", "What was put where", "board", optional=True),
)
Shown = tuple[Form, BoardEditor]


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., Shown]:
    def make(*placed: Placed, wide: int = 420) -> Shown:
        form = Form(FIELDS, clock=CLOCK)
        form.set_values({"scale": SCALE, "placed": placed})
        board = form.editor("placed")
        assert isinstance(board, BoardEditor)
        form.changed.connect(lambda: board.set_places(form.values()["scale"]))
        board.set_places(SCALE)
        qtbot.addWidget(form)
        form.resize(wide, 700)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form, board

    return make


def where(board: BoardEditor) -> dict[str, list[str]]:
    """Return the tiles of each column as they can be seen."""
    return {
        place: [
            column.tiles.itemAt(at).widget().words.text()  # type: ignore[union-attr,attr-defined]
            for at in range(column.tiles.count())
        ]
        for place, column in board.columns.items()
    }


def add(board: BoardEditor, option: str) -> None:
    QTest.keyClicks(board.new, option)
    QTest.keyClick(board.new, Qt.Key.Key_Return)


def test_options_stand_in_the_column_they_were_put_in(show: Callable[..., Shown]) -> None:
    _form, board = show(SLEEP, FOOD, CALLS)
    assert where(board) == {
        "": ["Calls home"],
        "going well": ["Food"],
        "so-so": [],
        "not going well": ["Sleep"],
    }
    assert board.value() == (SLEEP, FOOD, CALLS)


def test_the_column_of_what_was_not_put_anywhere_is_there_only_while_something_is_in_it(
    show: Callable[..., Shown],
) -> None:
    _form, board = show(FOOD)
    assert list(board.columns) == list(SCALE)


def test_an_option_is_added_and_moved_with_keys_alone(show: Callable[..., Shown]) -> None:
    form, board = show()
    changes: list[bool] = []
    form.changed.connect(lambda: changes.append(True))
    add(board, "Sleep")
    assert board.value() == (Placed(option="Sleep"),)
    assert board.new.text() == ""
    QTest.keyClick(board.tiles[0], Qt.Key.Key_Right)
    QTest.keyClick(board.tiles[0], Qt.Key.Key_Right)
    assert board.value() == (Placed(option="Sleep", place="so-so"),)
    assert board.tiles[0].hasFocus()
    QTest.keyClick(board.tiles[0], Qt.Key.Key_Left)
    assert board.value()[0].place == "going well"
    assert changes


def test_a_tile_goes_no_further_than_the_last_column(show: Callable[..., Shown]) -> None:
    _form, board = show(SLEEP)
    QTest.keyClick(board.tiles[0], Qt.Key.Key_Right)
    assert board.value() == (SLEEP,)


def test_a_tile_is_dragged_into_another_column(show: Callable[..., Shown]) -> None:
    _form, board = show(SLEEP, FOOD)
    tile = board.tiles[1]
    to = board.columns["so-so"]
    start = tile.rect().center()
    end = tile.mapFromGlobal(to.mapToGlobal(to.rect().center()))
    QTest.mousePress(tile, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(tile, end)
    QTest.mouseRelease(tile, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert board.value() == (SLEEP, Placed(option="Food", place="so-so"))


def test_a_tile_that_is_let_go_beside_the_board_stays_where_it_was(show: Callable[..., Shown]) -> None:
    _form, board = show(FOOD)
    tile = board.tiles[0]
    QTest.mousePress(tile, Qt.MouseButton.LeftButton)
    QTest.mouseMove(tile, QPoint(0, -400))
    QTest.mouseRelease(tile, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(0, -400))
    assert board.value() == (FOOD,)


def test_a_chosen_tile_has_a_drop_down_for_its_place_and_a_field_for_what_was_said(
    show: Callable[..., Shown],
) -> None:
    _form, board = show(SLEEP, CALLS)
    assert board.detail.isHidden()
    QTest.mouseClick(board.tiles[1], Qt.MouseButton.LeftButton)
    assert board.detail.isVisible()
    assert board.place.accessibleName() == "Where “Calls home” was put"
    board.place.setCurrentIndex(board.place.findData("so-so"))
    board.place.activated.emit(board.place.currentIndex())
    board.said.setPlainText("Too short.")
    assert board.value() == (SLEEP, Placed(option="Calls home", place="so-so", said="Too short."))
    QTest.mouseClick(board.tiles[0], Qt.MouseButton.LeftButton)
    assert board.said.toPlainText() == "The light in the corridor."
    assert board.value()[1].said == "Too short."


def test_what_was_said_with_one_tile_is_not_written_to_the_next(show: Callable[..., Shown]) -> None:
    _form, board = show(SLEEP, FOOD)
    QTest.mouseClick(board.tiles[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(board.tiles[1], Qt.MouseButton.LeftButton)
    assert board.value() == (SLEEP, FOOD)


def test_an_option_is_taken_off_again(show: Callable[..., Shown]) -> None:
    _form, board = show(SLEEP, FOOD)
    QTest.mouseClick(board.tiles[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(board.remove_button, Qt.MouseButton.LeftButton)
    assert board.value() == (FOOD,)
    assert board.detail.isHidden()


def test_other_words_for_the_scale_make_other_columns_and_lose_nothing(show: Callable[..., Shown]) -> None:
    form, board = show(SLEEP, FOOD)
    scale = form.editor("scale")
    assert isinstance(scale, LinesEditor)
    scale.text.setPlainText("going well\n\nhelp me")
    assert scale.value() == ("going well", "help me")
    assert where(board) == {"": ["Sleep"], "going well": ["Food"], "help me": []}
    QTest.keyClick(board.tiles[0], Qt.Key.Key_Right)
    assert board.value()[0] == Placed(option="Sleep", place="going well", said=SLEEP.said)


def test_a_draft_keeps_the_board_and_what_is_being_typed(show: Callable[..., Shown]) -> None:
    form, board = show(SLEEP)
    QTest.keyClicks(board.new, "Food")
    kept = form.draft_values()
    _other, again = show()
    again.set_draft_text(kept["placed"])
    assert again.value() == (SLEEP,)
    assert again.new.text() == "Food"


def test_every_part_has_a_name_for_who_does_not_see_it(show: Callable[..., Shown]) -> None:
    _form, board = show(SLEEP, CALLS)
    assert [tile.accessibleName() for tile in board.tiles] == [
        "Sleep, not going well",
        "Calls home, not put anywhere yet",
    ]
    assert "Left and right move it." in board.tiles[0].accessibleDescription()
    assert board.new.accessibleName() == "What was put where: another option"


def test_a_board_that_is_only_read_cannot_be_moved(show: Callable[..., Shown]) -> None:
    _form, board = show(SLEEP)
    board.set_read_only(True)
    QTest.keyClick(board.tiles[0], Qt.Key.Key_Left)
    board.new.setText("Food")
    board.add()
    assert board.value() == (SLEEP,)
    assert board.add_button.isHidden() or not board.add_button.isVisible()


@pytest.mark.parametrize(
    ("wide", "way"),
    [(420, QBoxLayout.Direction.LeftToRight), (260, QBoxLayout.Direction.TopToBottom)],
)
def test_with_little_room_the_columns_stand_under_one_another(
    show: Callable[..., Shown], wide: int, way: QBoxLayout.Direction
) -> None:
    _form, board = show(FOOD, wide=wide)
    assert board._box.direction() == way
