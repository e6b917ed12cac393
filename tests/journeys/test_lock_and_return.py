"""Locked in the middle of a sentence: the same person goes on in it, somebody else sees nothing of it."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from securecare_desktop.ui import notify
from securecare_desktop.ui.main_window import MainWindow
from securecare_desktop.ui.shell.lock_reasons import OS_LOCKED, SUSPENDED, USER_SWITCHED
from securecare_desktop.ui.sign_in.locked import Locked
from securecare_desktop.ui.widgets.page_scroll import PageScroll
from tests.journeys.conftest import Opens
from tests.journeys.killed_at_work import KEPT
from tests.journeys.steps import Person
from tests.support.house import PASSWORD, STAFF, House

LEAD, MANAGER = STAFF[Role.SHIFT_LEAD], STAFF[Role.UNIT_MANAGER]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def flashes() -> None:
    """All that comes up here comes up in other journeys too, which watch for windows that flash up."""


@pytest.fixture
def at(at: Person) -> Person:
    """The shift lead at their desk."""
    at.sign_in(LEAD, PASSWORD)
    return at


def window(at: Person) -> MainWindow:
    assert isinstance(at.window, MainWindow)
    return at.window


def text_of(field: QWidget) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def cursor_of(field: QWidget) -> int:
    return field.textCursor().position() if isinstance(field, QPlainTextEdit) else field.cursorPosition()


def lock(at: Person) -> None:
    at.control(Qt.Key.Key_L)
    at.see(lambda: isinstance(window(at).face, Locked))


def unlock(at: Person, services: Services) -> None:
    at.see(lambda: not services.session.signed_in)
    at.try_password(PASSWORD)
    at.see(lambda: window(at).desk is not None)


def put_cursor(at: Person, field: QWidget, place: int) -> None:
    """Move the cursor by keys: to the beginning, then to the right."""
    QTest.keyClick(field, Qt.Key.Key_Home)
    for _step in range(place):
        QTest.keyClick(field, Qt.Key.Key_Right)
    at.see(lambda: cursor_of(field) == place)


def back_in(at: Person, name: str, cursor: int) -> QWidget:
    """Wait until the cursor is back in a field, and return it."""
    at.see(lambda: at.field(name).hasFocus() and cursor_of(at.field(name)) == cursor)
    return at.field(name)


# -- where people write ------------------------------------------------------------------------------------


def a_new_family_time(at: Person) -> str:
    at.press("Kai")
    at.tab("Family time")
    at.press("Add family time")
    return "What they did together"


def a_step_of_a_change(at: Person) -> str:
    at.press("Kai")
    at.tab("Changes of worker")
    at.press("Step 1, ", starts=True)
    return "Who stays"


def a_telling_beside_the_steps(at: Person) -> str:
    at.press("Kai")
    at.tab("Changes of worker")
    at.press("Step 2, ", starts=True)
    at.press("Record telling Kai")
    return "The words that were used"


def why_a_change_is_called_off(at: Person) -> str:
    at.press("Kai")
    at.tab("Changes of worker")
    at.press("What can be done with this change")
    at.choose_from_menu("Call it off")
    return "Why it is called off"


def another_plan_of_a_change(at: Person) -> str:
    at.press("Kai")
    at.tab("Changes of worker")
    at.press("What can be done with this change")
    at.choose_from_menu("Plan another change")
    return "More about it, for the team"


def the_plan_of_a_change(at: Person) -> str:
    at.press("Kai")
    at.tab("Changes of worker")
    at.press("What can be done with this change")
    at.choose_from_menu("Change the plan")
    return "More about it, for the team"


def a_person_in_their_life(at: Person) -> str:
    at.press("Kai")
    at.tab("People")
    at.open_row("People in their life", "Pauline")
    return "Who they are"


def what_was_done_with_a_checklist_item(at: Person) -> str:
    at.press("Kai")
    at.tab("Checklists")
    at.press("Wishes about the next home", starts=True)
    return "What shows that it is done"


def a_new_item_on_a_checklist(at: Person) -> str:
    at.press("Kai")
    at.tab("Checklists")
    at.press("Add an item")
    return "What is to be done"


def about_me(at: Person) -> str:
    at.press("Kai")
    at.press("Write it with Kai")
    return "What matters to me"


def a_telling_after_a_cancelled_call(at: Person) -> str:
    at.press("Kai")
    at.tab("Family time")
    at.press("List")
    at.open_row("Family time", "Nan")
    at.press("Record that they were told")
    return "What they said"


def the_stay(at: Person) -> str:
    at.press("Kai")
    at.press("Edit details")
    at.choose_from_menu("This stay and the law it rests on")
    return "Where they lived before"


def a_new_young_person(at: Person) -> str:
    at.press("Add a young person")
    return "Where they lived before"


WRITING = (
    a_new_family_time,
    a_step_of_a_change,
    a_telling_beside_the_steps,
    why_a_change_is_called_off,
    another_plan_of_a_change,
    the_plan_of_a_change,
    a_person_in_their_life,
    what_was_done_with_a_checklist_item,
    a_new_item_on_a_checklist,
    about_me,
    a_telling_after_a_cancelled_call,
    the_stay,
)


@pytest.mark.parametrize("begin", WRITING, ids=lambda begin: begin.__name__)
def test_whoever_unlocks_goes_on_in_the_middle_of_the_same_sentence(
    at: Person, services: Services, notices: notify.Recorder, begin: Callable[[Person], str]
) -> None:
    name = begin(at)
    field = at.write(name, "They baked bread and")
    put_cursor(at, field, 5)
    lock(at)
    unlock(at, services)
    back_in(at, name, 5)
    at.type("both ")
    assert text_of(at.field(name)) == "They both baked bread and"
    assert notices.defects == []


def test_what_was_selected_is_selected_again(at: Person, services: Services) -> None:
    name = a_person_in_their_life(at)
    line = at.write(name, "His great grandmother")
    assert isinstance(line, QLineEdit)
    put_cursor(at, line, 4)
    for _letter in range(5):
        QTest.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert line.selectedText() == "great"
    lock(at)
    unlock(at, services)
    line = back_in(at, name, 9)
    at.see(lambda: line.selectedText() == "great")
    at.type("other")
    assert line.text() == "His other grandmother"


def scrolled(at: Person) -> list[int]:
    found = [scroll for scroll in at.window.findChildren(PageScroll) if scroll.isVisible()]
    return sorted(scroll.verticalScrollBar().value() for scroll in found)


def test_the_page_and_the_sheet_are_scrolled_as_they_were(at: Person, services: Services) -> None:
    at.window.resize(1366, 480)
    a_new_family_time(at)
    at.write("What you make of it", "A good")
    before = scrolled(at)
    assert before[-1] > 100
    lock(at)
    unlock(at, services)
    back_in(at, "What you make of it", 6)
    at.see(lambda: scrolled(at) == before)


def test_a_place_without_a_form_is_come_back_to_as_well(at: Person, services: Services) -> None:
    at.press("Kai")
    at.tab("Changes of worker")
    at.press("Step 4, ", starts=True)
    at.wait_for("Step 4, Prepare, 13 May, −14 days, 1 day late, open")
    lock(at)
    unlock(at, services)
    at.wait_for("Step 4, Prepare, 13 May, −14 days, 1 day late, open")


# -- the ways to lock --------------------------------------------------------------------------------------


def by_the_button(at: Person, _house: House) -> str:
    at.press("Lock")
    return ""


def by_idling(at: Person, house: House) -> str:
    house.clock.advance(timedelta(minutes=5))
    window(at).idle.look()
    return "after 5 minutes without use"


def by_the_system(why: str, words: str) -> Callable[[Person, House], str]:
    def tell(at: Person, _house: House) -> str:
        window(at).os_lock.locked.emit(why)
        return words

    tell.__name__ = why
    return tell


@pytest.mark.parametrize(
    "locks",
    [
        by_the_button,
        by_idling,
        by_the_system(OS_LOCKED, "when the computer was locked"),
        by_the_system(USER_SWITCHED, "when the computer changed its user"),
        by_the_system(SUSPENDED, "when the computer went to sleep"),
    ],
    ids=lambda locks: locks.__name__,
)
def test_however_it_was_locked_the_sentence_goes_on(
    at: Person, services: Services, house: House, locks: Callable[[Person, House], str]
) -> None:
    name = a_new_family_time(at)
    field = at.write(name, "They baked bread and")
    put_cursor(at, field, 5)
    words = locks(at, house)
    at.wait_for("Locked", words)
    assert "baked" not in at.reads()
    unlock(at, services)
    back_in(at, name, 5)
    assert text_of(at.field(name)) == "They baked bread and"


def test_a_system_that_locks_again_over_the_lock_changes_nothing(at: Person, services: Services) -> None:
    a_new_family_time(at)
    lock(at)
    for why in (OS_LOCKED, USER_SWITCHED, SUSPENDED):
        window(at).os_lock.locked.emit(why)
    assert isinstance(window(at).face, Locked)
    unlock(at, services)
    at.wait_for("What they did together")


def test_at_the_sign_in_page_the_system_may_lock_as_it_likes(at: Person, services: Services) -> None:
    at.press("Switch")
    for why in (OS_LOCKED, USER_SWITCHED, SUSPENDED):
        window(at).os_lock.locked.emit(why)
    at.sign_in(LEAD, PASSWORD)


# -- somebody else in between ------------------------------------------------------------------------------


@pytest.mark.parametrize("begin", [a_new_family_time, a_step_of_a_change], ids=lambda begin: begin.__name__)
def test_somebody_else_sees_their_own_home_and_the_sentence_waits_for_its_writer(
    at: Person, services: Services, notices: notify.Recorder, begin: Callable[[Person], str]
) -> None:
    name = begin(at)
    field = at.write(name, "They baked bread and")
    put_cursor(at, field, 5)
    lock(at)
    at.press("Switch")
    at.sign_in(MANAGER, PASSWORD)
    at.settle()
    desk = window(at).desk
    assert desk is not None
    assert desk.place == desk.screens.home()
    assert "baked" not in at.reads()
    begin(at)
    at.see(lambda: text_of(at.field(name)) == "")
    at.press("Switch")
    at.sign_in(LEAD, PASSWORD)
    back_in(at, name, 5)
    at.type("both ")
    assert text_of(at.field(name)) == "They both baked bread and"
    assert notices.defects == []


# -- killed ------------------------------------------------------------------------------------------------


def files_with(folder: Path, words: str) -> list[str]:
    """Return the files under `folder` in whose bytes the words stand."""
    forms = [words.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [str(file) for file in files if any(form in file.read_bytes() for form in forms)]


def kill_in_the_middle(house: House, tmp_path: Path, sentence: str, where: str) -> None:
    """Have somebody begin to write in a program of its own, which is then killed."""
    words = [sys.executable, "-m", "tests.journeys.killed_at_work"]
    words += [str(house.folder), str(tmp_path / "settings"), sentence, where]
    here = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    places = {name: str(tmp_path / name.lower()) for name in here}
    for folder in places.values():
        Path(folder).mkdir()
    run = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **places}, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    with run.stdout:
        assert run.stdout.readline().strip() == KEPT
        assert files_with(tmp_path, sentence) == []
        run.kill()
        run.wait()
    assert files_with(tmp_path, sentence) == []


def test_a_program_that_was_killed_has_kept_the_sentence_and_left_it_in_no_file(
    open_window: Opens, house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    kill_in_the_middle(house, tmp_path, "They baked bread and", "family_time")
    at = Person(open_window(house.services(), house.folder), qtbot)
    at.sign_in(LEAD, PASSWORD)
    name = a_new_family_time(at)
    at.wait_for("This is your draft.")
    assert text_of(at.field(name)) == "They baked bread and"


def test_a_section_of_the_plan_that_was_being_written_says_after_the_kill_that_it_is_not_finished(
    open_window: Opens, house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    kill_in_the_middle(house, tmp_path, "Up at quarter to", "plan")
    at = Person(open_window(house.services(), house.folder), qtbot)
    at.sign_in(LEAD, PASSWORD)
    at.press("Kai")
    at.tab("Plan")
    at.press("4, How I am looked after day to day, not finished")
    at.wait_for("Not finished.", "They are not saved yet.")
    at.press("Go on writing")
    at.wait_for("This is your draft.", "Up at quarter to")
    assert text_of(at.field("The text")) == "Up at quarter to"
