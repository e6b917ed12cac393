"""The parts of the main window: rail, bars, less room, regions, and the watch for nobody being there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.ui import theme
from securecare_desktop.ui.page import Page, Place
from securecare_desktop.ui.shell.app_bar import AppBar
from securecare_desktop.ui.shell.frame import Frame
from securecare_desktop.ui.shell.idle import IdleWatch
from securecare_desktop.ui.shell.locking import OwnClipboard
from securecare_desktop.ui.shell.rail import Rail, RailEntry
from securecare_desktop.ui.shell.status_bar import StatusBar
from securecare_desktop.ui.widgets.drafts import DraftLine, news

PEOPLE = (("amira", "Amira"), ("kai", "Kai"), ("tia", "Tia"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 5, 14, 9, 42, tzinfo=UTC))


class SomePage(Page):
    """A page with one button."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.button = QPushButton("New entry")
        column.addWidget(self.button)


@pytest.fixture
def frame(qtbot: QtBot, dressed: QApplication, clock: FixedClock) -> Frame:
    rail = Rail(
        (RailEntry("today", "Today", "calendar-check"), RailEntry("packs", "Packs", "printer")),
        (RailEntry("help", "Help", "circle-question-mark", "help"),),
    )
    rail.show_young_people(PEOPLE, may_add=True)
    finder = QLineEdit()
    bar = AppBar("Rowan", "Brackenfield House", "Denise Okafor", "shift lead", finder)
    made = Frame(bar, rail, StatusBar(clock, 5))
    qtbot.addWidget(made)
    made.resize(1366, 696)
    made.show()
    made.show_page(SomePage())
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_click_on_a_name_goes_to_that_young_person(frame: Frame, qtbot: QtBot) -> None:
    with qtbot.waitSignal(frame.rail.go) as went:
        qtbot.mouseClick(frame.rail.people[1], Qt.MouseButton.LeftButton)
    assert went.args == [Place("young_person", "kai")]


def test_the_rail_marks_where_one_is_and_nothing_else(frame: Frame) -> None:
    frame.rail.show_place(Place("young_person", "tia", "overview"))
    assert [item.isChecked() for item in frame.rail.people] == [False, False, True]
    assert not any(item.isChecked() for item in frame.rail.items.values())
    frame.rail.show_place(Place("packs"))
    assert frame.rail.items["packs"].isChecked()
    assert not any(item.isChecked() for item in frame.rail.people)


def test_names_that_are_loaded_anew_keep_the_mark(frame: Frame) -> None:
    frame.rail.show_place(Place("young_person", "kai"))
    frame.rail.show_young_people((*PEOPLE, ("zoe", "Zoe")), may_add=False)
    assert [item.isChecked() for item in frame.rail.people] == [False, True, False, False]
    assert not frame.rail.add.isVisible()


def test_a_count_is_shown_and_read_out_and_none_is_nothing(frame: Frame) -> None:
    item = frame.rail.items["packs"]
    item.show_count(3)
    assert item.accessibleName() == "Packs, 3"
    item.show_count(0)
    assert item.accessibleName() == "Packs"


def test_no_tooltip_names_a_young_person(frame: Frame) -> None:
    texts = " ".join(widget.toolTip() for widget in frame.findChildren(QWidget))
    assert not any(name in texts for _id, name in PEOPLE)


def test_under_1100_px_the_rail_is_behind_a_menu_button(frame: Frame, qtbot: QtBot) -> None:
    assert frame.rail.isVisible()
    assert not frame.bar.menu.isVisible()
    frame.resize(1000, 600)
    qtbot.waitUntil(lambda: not frame.rail.isVisible())
    qtbot.mouseClick(frame.bar.menu, Qt.MouseButton.LeftButton)
    assert frame.rail.isVisible()
    assert frame.rail.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not frame.rail.isVisible()
    frame.bar.menu.click()
    qtbot.mouseClick(frame.rail.people[0], Qt.MouseButton.LeftButton)
    assert not frame.rail.isVisible()
    frame.resize(1366, 696)
    qtbot.waitUntil(frame.rail.isVisible)


def test_under_800_px_find_and_the_person_are_buttons_and_lock_stays(frame: Frame, qtbot: QtBot) -> None:
    frame.resize(683, 348)
    qtbot.waitUntil(lambda: not frame.bar.finder.isVisible())
    assert frame.bar.find.isVisible()
    assert frame.bar.who.text() == "Denise O."
    assert frame.bar.lock.isVisible()
    assert not frame.status.isVisible()
    frame.bar.show_finding(True)
    assert frame.bar.finder.isVisible()


def test_larger_text_counts_as_less_room(frame: Frame, qtbot: QtBot) -> None:
    theme.use("light", 200)
    qtbot.waitUntil(lambda: not frame.bar.finder.isVisible())
    assert not frame.rail.isVisible()


def test_f6_goes_round_the_regions_and_shift_f6_goes_back(frame: Frame) -> None:
    page = frame.page()
    assert isinstance(page, SomePage)
    page.button.setFocus()
    frame.next_region()
    assert frame.bar.isAncestorOf(QApplication.focusWidget())
    frame.next_region()
    assert frame.rail.isAncestorOf(QApplication.focusWidget())
    frame.next_region()
    assert page.button.hasFocus()
    frame.next_region(-1)
    assert frame.rail.isAncestorOf(QApplication.focusWidget())


def test_the_status_bar_says_when_the_draft_was_kept_and_then_that_all_is_saved(
    frame: Frame, clock: FixedClock
) -> None:
    status = frame.status
    assert status.saved.words.text() == "Everything is saved"
    status.show_kept(clock.now())
    clock.advance(timedelta(seconds=25))
    status.refresh()
    assert status.saved.words.text() == "Draft saved 20 s ago"
    status.show_saved()
    assert status.saved.words.text() == "Everything is saved"
    assert status.locks.text() == "Locks after 5 minutes without use"
    assert status.text_size.text() == "Text size 100 %"


def test_the_status_bar_never_says_that_all_is_saved_over_a_draft_from_before(
    frame: Frame, clock: FixedClock
) -> None:
    status = frame.status
    status.show_found()
    assert status.saved.words.text() == "Your draft, not saved yet"
    assert status.saved.icon() == "file-pen-line"
    status.show_kept(clock.now())
    assert status.saved.words.text() == "Draft saved just now"
    assert status.saved.icon() == "check"
    status.show_saved()
    assert status.saved.words.text() == "Everything is saved"
    assert status.saved.icon() == "check"


def test_a_form_tells_that_it_shows_a_draft_from_before(qtbot: QtBot, dressed: QApplication) -> None:
    line = DraftLine()
    qtbot.addWidget(line)
    with qtbot.waitSignal(news().found):
        line.show_found()


def test_the_notice_before_a_lock_shows_also_where_the_status_bar_has_no_room(
    frame: Frame, qtbot: QtBot
) -> None:
    frame.resize(683, 348)
    qtbot.waitUntil(lambda: not frame.status.isVisible())
    frame.show_notice(30)
    assert frame.status.notice.isVisible()
    assert frame.status.notice.text() == "Locks in 30 seconds. Any key stays."
    frame.show_notice(0)
    assert not frame.status.isVisible()


Watched = Callable[[], tuple[IdleWatch, list[int]]]


@pytest.fixture
def watched(frame: Frame, clock: FixedClock) -> tuple[IdleWatch, list[int]]:
    watch = IdleWatch(clock, 5, frame)
    warnings: list[int] = []
    watch.soon.connect(warnings.append)
    watch.start()
    return watch, warnings


def test_half_a_minute_before_the_lock_there_is_a_notice(
    watched: tuple[IdleWatch, list[int]], clock: FixedClock
) -> None:
    watch, warnings = watched
    clock.advance(timedelta(minutes=4, seconds=29))
    watch.look()
    assert warnings == []
    clock.advance(timedelta(seconds=1))
    watch.look()
    assert warnings == [30]


def test_any_key_stays(frame: Frame, watched: tuple[IdleWatch, list[int]], clock: FixedClock) -> None:
    watch, warnings = watched
    clock.advance(timedelta(minutes=4, seconds=50))
    watch.look()
    QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Shift)
    assert warnings == [10, 0]
    clock.advance(timedelta(minutes=4))
    watch.look()
    assert warnings == [10, 0]


def test_when_time_is_up_it_says_so_once_also_after_the_computer_slept(
    watched: tuple[IdleWatch, list[int]], clock: FixedClock, qtbot: QtBot
) -> None:
    watch, warnings = watched
    clock.advance(timedelta(hours=8))
    with qtbot.waitSignal(watch.idle):
        watch.look()
    assert warnings == []


def test_a_clock_that_is_set_back_puts_the_lock_off_by_no_day(
    watched: tuple[IdleWatch, list[int]], clock: FixedClock, qtbot: QtBot
) -> None:
    watch, _warnings = watched
    clock.advance(-timedelta(days=1))
    watch.look()
    clock.advance(timedelta(minutes=5))
    with qtbot.waitSignal(watch.idle):
        watch.look()


class Clipboards(QObject):
    """Stands for the system's clipboards: what lies in each, and whose it is. macOS never says whose."""

    changed = Signal(QClipboard.Mode)

    def __init__(self, says_whose: bool) -> None:
        super().__init__()
        self._says_whose = says_whose
        self.holds: dict[QClipboard.Mode, str] = {}
        self._ours: set[QClipboard.Mode] = set()

    def fill(self, mode: QClipboard.Mode, words: str, *, ours: bool) -> None:
        """Somebody copies or selects words, in this program or in another one."""
        self.holds[mode] = words
        (self._ours.add if ours else self._ours.discard)(mode)
        self.changed.emit(mode)

    def clear(self, mode: QClipboard.Mode) -> None:
        self.fill(mode, "", ours=False)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        return self._says_whose and mode in self._ours

    def ownsClipboard(self) -> bool:
        return self._is_ours(QClipboard.Mode.Clipboard)

    def ownsSelection(self) -> bool:
        return self._is_ours(QClipboard.Mode.Selection)

    def ownsFindBuffer(self) -> bool:
        return self._is_ours(QClipboard.Mode.FindBuffer)


COPIED, SELECTED = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection


@pytest.mark.parametrize("mode", list(QClipboard.Mode))
def test_a_lock_empties_what_was_copied_or_selected_here(frame: Frame, mode: QClipboard.Mode) -> None:
    system = Clipboards(says_whose=True)
    own = OwnClipboard(frame, system)
    system.fill(mode, "Kai said it", ours=True)
    own.clear()
    assert system.holds[mode] == ""


def test_a_lock_leaves_what_another_program_put_there(frame: Frame) -> None:
    system = Clipboards(says_whose=True)
    own = OwnClipboard(frame, system)
    system.fill(SELECTED, "Kai said it", ours=True)
    system.fill(COPIED, "Kai said it", ours=True)
    system.fill(COPIED, "milk, bread", ours=False)
    own.clear()
    assert system.holds == {COPIED: "milk, bread", SELECTED: ""}


def test_where_the_system_does_not_say_whose_it_is_a_copy_made_here_goes_all_the_same(frame: Frame) -> None:
    system = Clipboards(says_whose=False)
    own = OwnClipboard(frame, system)
    system.fill(COPIED, "Kai said it", ours=True)
    own.clear()
    assert system.holds[COPIED] == ""


def test_what_is_found_changed_on_coming_back_was_copied_elsewhere(
    frame: Frame, dressed: QApplication
) -> None:
    system = Clipboards(says_whose=False)
    own = OwnClipboard(frame, system)
    system.fill(
        COPIED, "milk, bread", ours=False
    )  # macOS looks as the program comes to the front, and tells then
    dressed.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    own.clear()
    assert system.holds[COPIED] == "milk, bread"
