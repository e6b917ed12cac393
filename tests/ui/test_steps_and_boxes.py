"""Stepper, readiness boxes and tiles: painted, yet each part has a name and a place for the keyboard."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.ui import theme
from securecare_desktop.ui.widgets.drafts import DraftLine, TaskDrafts, saved_ago
from securecare_desktop.ui.widgets.readiness import Box, ReadinessBoxes
from securecare_desktop.ui.widgets.stepper import Step, Stepper
from securecare_desktop.ui.widgets.tile import ChoiceTile, Tile, initials

STEPS = (
    Step(1, "Decide", "29 Apr", "−28 days", "done"),
    Step(2, "Prepare", "13 May", "−14 days", "late", "1 day late"),
    Step(3, "Introduce", "15–20 May", "−12 to −7", "now"),
    Step(4, "Start", "27 May", "the day"),
)


@pytest.fixture
def stepper(qtbot: QtBot) -> Stepper:
    made = Stepper()
    qtbot.addWidget(made)
    made.show_steps(STEPS, 3)
    made.resize(900, 100)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_arrow_keys_open_the_steps_beside(stepper: Stepper) -> None:
    opened: list[int] = []
    stepper.chosen.connect(opened.append)
    stepper.marks()[2].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert opened == [2, 1, 4]
    assert QApplication.focusWidget() is stepper.marks()[3]


def test_the_line_is_one_stop_for_tab_and_a_click_opens_a_step(stepper: Stepper) -> None:
    stops = [mark.step.number for mark in stepper.marks() if mark.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [3]
    QTest.mouseClick(stepper.marks()[0], Qt.MouseButton.LeftButton)
    assert stepper.current == 1


def test_each_step_says_where_it_stands(stepper: Stepper) -> None:
    said = [mark.accessibleName() for mark in stepper.marks()]
    assert said == [
        "Step 1, Decide, 29 Apr, −28 days, done",
        "Step 2, Prepare, 13 May, −14 days, 1 day late",
        "Step 3, Introduce, 15–20 May, −12 to −7, now, open",
        "Step 4, Start, 27 May, the day, to come",
    ]


def test_where_it_is_narrow_the_steps_are_a_drop_down_with_previous_and_next(stepper: Stepper) -> None:
    assert not stepper.is_narrow()
    stepper.resize(220, 90)
    assert stepper.is_narrow()
    combo = stepper.findChild(QComboBox)
    assert combo.currentText() == "Introduce, step 3 of 4   15–20 May, now"
    opened: list[int] = []
    stepper.chosen.connect(opened.append)
    buttons = {one.accessibleName(): one for one in stepper.findChildren(QWidget) if one.accessibleName()}
    buttons["Next step"].click()
    assert opened == [4]
    assert not buttons["Next step"].isEnabled()
    buttons["Step before"].click()
    assert opened == [4, 3]
    assert "Prepare is 1 day late" in buttons
    stepper.resize(900, 100)
    assert not stepper.is_narrow()


def test_a_scroll_bar_that_comes_and_goes_does_not_turn_the_line_to_and_fro(stepper: Stepper) -> None:
    least = stepper._line.least_width()
    stepper.resize(least, 100)
    assert not stepper.is_narrow()
    stepper.resize(least - 16, 100)
    assert stepper.is_narrow()
    stepper.resize(least, 100)
    assert stepper.is_narrow()
    stepper.resize(least + 40, 100)
    assert not stepper.is_narrow()


def test_larger_text_turns_the_line_into_the_drop_down_sooner(stepper: Stepper) -> None:
    stepper.resize(480, 100)
    assert not stepper.is_narrow()
    theme.use("light", 200)
    assert stepper.is_narrow()


def test_fewer_steps_leave_no_mark_behind(stepper: Stepper) -> None:
    stepper.show_steps(STEPS[:2], 1)
    assert len(stepper.marks()) == 2


def test_boxes_are_counted_named_and_walked_by_arrow_keys(qtbot: QtBot) -> None:
    boxes = ReadinessBoxes("Planned", (Box("a", "Record up to date", False), Box("b", "Mum told", True)))
    qtbot.addWidget(boxes)
    boxes.show()
    boxes.activateWindow()
    qtbot.waitUntil(boxes.isActiveWindow)
    assert boxes.count.text() == "1 of 2"
    assert [mark.accessibleName() for mark in boxes.marks] == [
        "Record up to date: missing",
        "Mum told: in place",
    ]
    opened: list[str] = []
    boxes.chosen.connect(opened.append)
    boxes.marks[0].setFocus()
    QTest.keyClick(boxes.marks[0], Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert opened == ["b"]
    boxes.show_boxes((Box("c", "Goodbye chosen", True),))
    assert boxes.count.text() == "1 of 1"


def test_a_tile_shows_who_is_chosen(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    tile, choice = Tile("Denise Okafor", "Shift lead"), ChoiceTile("Own copy", "1 page", "heart-handshake")
    column.addWidget(tile)
    column.addWidget(choice)
    qtbot.addWidget(window)
    window.show()
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    QTest.keyClick(choice, Qt.Key.Key_Space)
    assert tile.isChecked()
    assert choice.isChecked()
    assert tile.accessibleName() == "Denise Okafor, Shift lead"
    assert choice.accessibleName() == "Own copy, 1 page"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Denise Okafor", "DO"), ("Łucja", "Ł"), ("Anna-Maria van der Berg", "AB"), ("", ""), ("نور", "ن")],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3, "Draft saved just now"),
        (19, "Draft saved 10 s ago"),
        (60, "Draft saved 1 minute ago"),
        (600, "Draft saved 10 minutes ago"),
    ],
)
def test_the_draft_line_says_how_long_ago(seconds: int, said: str) -> None:
    kept = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
    assert saved_ago(kept, kept + timedelta(seconds=seconds)) == said


def test_an_old_draft_is_told_by_the_time_of_day(qtbot: QtBot) -> None:
    clock = FixedClock(datetime(2026, 5, 14, 9, 42).astimezone())
    line = DraftLine(clock)
    qtbot.addWidget(line)
    line.show_kept(clock.now())
    clock.advance(timedelta(hours=2))
    line.refresh()
    assert line.words.text() == "Draft saved at 09:42"


def test_drafts_of_a_service_are_kept_found_and_dropped(qtbot: QtBot, inline_tasks: None) -> None:
    store: dict[str, dict[str, str]] = {}
    page, said = QWidget(), []
    qtbot.addWidget(page)
    drafts = TaskDrafts(
        page, lambda values: store.update(kai=values), lambda: store.get("kai"), lambda: store.pop("kai")
    )
    drafts.load(said.append)
    drafts.keep({"name": "Kai"}, lambda: said.append("kept"))
    drafts.load(said.append)
    drafts.drop()
    assert said == ["kept", {"name": "Kai"}]
    assert store == {}
