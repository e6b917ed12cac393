"""Staff: the list, adding a colleague, one-time passwords, ending an account, units, and who may do none of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import Problem
from securecare_desktop.domain.accounts import Account
from securecare_desktop.domain.permissions import Reach, reach
from securecare_desktop.domain.staff import Assignment, Role, StaffMember
from securecare_desktop.ui import notify
from securecare_desktop.ui.admin.staff_page import StaffPage
from securecare_desktop.ui.page import Place
from securecare_desktop.ui.widgets.card import Chip
from tests.ui.reading import texts
from tests.ui.staff_fakes import (
    FEMI,
    GONE,
    GRAHAM,
    IMRAN,
    RHYS,
    ROWAN,
    TODAY,
    WILLOW,
    WORDS,
    FakeDrafts,
    FakeStaff,
    FakeUnits,
)  # fmt: skip


@pytest.fixture
def staff() -> FakeStaff:
    return FakeStaff()


@pytest.fixture
def units() -> FakeUnits:
    return FakeUnits()


@pytest.fixture
def drafts() -> FakeDrafts:
    return FakeDrafts()


Opens = Callable[..., StaffPage]


@pytest.fixture
def opened(qtbot: QtBot, staff: FakeStaff, units: FakeUnits, drafts: FakeDrafts, inline_tasks: None) -> Opens:
    def make(me: StaffMember = GRAHAM) -> StaffPage:
        page = StaffPage(
            staff,  # type: ignore[arg-type]
            units,  # type: ignore[arg-type]
            drafts,
            FixedClock(datetime(2026, 5, 14, 9, 0, tzinfo=UTC)),
            me,
            may=lambda action: reach(me.role, action) is not Reach.NONE,
            names=lambda: {"kai": "Kai", "tia": "Tia"},
            change_key=lambda *_asked: pytest.fail("nobody asked for another key"),
        )
        qtbot.addWidget(page)
        page.resize(1170, 620)
        page.show()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


def write(page: StaffPage, qtbot: QtBot, **words: str) -> None:
    assert page.form is not None
    for name, text in words.items():
        line = page.form.editor(name).inputs()[0]
        line.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(line, text)


def save(page: StaffPage, qtbot: QtBot) -> None:
    assert page.save_button is not None
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)


def press(page: StaffPage, qtbot: QtBot, act: str) -> None:
    assert page.block is not None
    qtbot.mouseClick(page.block.buttons[act], Qt.MouseButton.LeftButton)


def agree(page: StaffPage, qtbot: QtBot, verb: str) -> None:
    yes = next(b for b in page.window().findChildren(QPushButton) if b.text() == verb and b.isVisible())
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)


def chips(page: StaffPage) -> list[str]:
    assert page.block is not None
    return [chip.accessibleName() for chip in page.block.findChildren(Chip)]


def words_anywhere(page: StaffPage) -> list[str]:
    """Return the words of every label, in sight or not."""
    return [one.text() for one in page.findChildren(QLabel)]


def acts(page: StaffPage) -> set[str]:
    assert page.block is not None
    return set(page.block.buttons)


def test_everybody_is_listed_with_what_has_become_of_the_account_and_what_is_in_its_way(
    opened: Opens, staff: FakeStaff
) -> None:
    staff.known = (
        *staff.known,
        Account(replace(RHYS, ends=date(2026, 5, 20)), one_time=True),
        Account(replace(IMRAN, waits_for_manager=True), paused=True, one_time=True),
        Account(replace(FEMI, id="ada", name="Ada Moss", starts=date(2026, 5, 18)), has_password=False),
    )
    model = opened().table.model()
    shown = [[model.index(row, column).data() for column in (0, 2, 3)] for row in range(model.rowCount())]
    assert shown == [
        ["Ada Moss", "from Mon 18 May", "No password"],
        ["Femi Oduya", "open", ""],
        ["Graham Pell, he/him", "open", ""],
        ["Imran Shah", "open", "Waits for a manager"],
        ["Lewis Marr", "ended Fri 1 May", ""],
        ["Rhys Bevan", "ends Wed 20 May", "Password not used yet"],
    ]


def test_a_colleague_is_added_and_their_one_time_password_is_shown_large_and_once(
    opened: Opens, staff: FakeStaff, qtbot: QtBot
) -> None:
    page = opened()
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    write(page, qtbot, name="Denise Okafor", job_title="Shift lead", ends="1 June")
    assert page.form is not None
    page.form.editor("role").set_value("shift_lead")
    save(page, qtbot)
    wanted = StaffMember(
        name="Denise Okafor",
        role=Role.SHIFT_LEAD,
        unit_id="",
        job_title="Shift lead",
        starts=TODAY,
        ends=date(2026, 6, 1),
    )
    assert staff.asked == [("add", wanted)]
    assert page.given is not None
    assert page.given.password.text() == WORDS
    assert page.given.password.font().pointSizeF() > 18
    assert "Hand it over in person" in " ".join(texts(page))
    qtbot.mouseClick(page.given.done_button, Qt.MouseButton.LeftButton)
    assert not page.sheet.isVisible()
    assert WORDS not in words_anywhere(page)


def test_a_one_time_password_does_not_stay_behind_on_a_page_that_was_left(
    opened: Opens, qtbot: QtBot
) -> None:
    page = opened()
    page.open_account(Account(FEMI, one_time=True))
    press(page, qtbot, "password")
    assert WORDS in " ".join(texts(page))
    page.hide()
    page.show()
    assert WORDS not in words_anywhere(page)
    assert page.here(Place("staff")) == Place("staff")


def test_whoever_manages_several_units_says_which_ones_a_colleague_works_in(
    opened: Opens, staff: FakeStaff, units: FakeUnits, qtbot: QtBot
) -> None:
    units.known = (ROWAN, WILLOW)
    page = opened()
    page.add()
    write(page, qtbot, name="Denise Okafor")
    assert page.form is not None
    assert page.form.values()["unit_id"] == "rowan"
    page.form.editor("role").set_value("shift_lead")
    page.form.editor("other_unit_ids").set_value(("willow",))
    save(page, qtbot)
    added = staff.asked[0][1]
    assert (added.unit_id, added.other_unit_ids) == ("rowan", ("willow",))


def test_units_that_one_does_not_know_stay_with_the_account(
    opened: Opens, staff: FakeStaff, units: FakeUnits, qtbot: QtBot
) -> None:
    units.known = (ROWAN, WILLOW)
    page = opened()
    page.open_account(Account(replace(FEMI, other_unit_ids=("birch", "willow"))))
    assert page.form is not None
    page.form.editor("other_unit_ids").set_value(())
    save(page, qtbot)
    assert staff.asked[0][1].other_unit_ids == ("birch",)


def test_what_the_service_refuses_stands_at_its_field_and_what_was_typed_stays(
    opened: Opens, staff: FakeStaff, qtbot: QtBot
) -> None:
    staff.refuses = (Problem("name", "Somebody of this name has an account."),)
    page = opened()
    page.add()
    write(page, qtbot, name="Femi Oduya")
    assert page.form is not None
    page.form.editor("role").set_value("agency_worker")
    save(page, qtbot)
    assert page.form.row("name").error == "Somebody of this name has an account."
    assert page.form.values()["name"] == "Femi Oduya"


def test_what_was_typed_is_there_again_after_a_lock(opened: Opens, drafts: FakeDrafts, qtbot: QtBot) -> None:
    page = opened()
    page.add()
    write(page, qtbot, name="Denise Oka")
    page.keep_drafts()
    place = page.here(Place("staff"))
    assert place == Place("staff", part="new")
    again = opened()
    again.open_place(place)
    assert again.form is not None
    assert again.form.values()["name"] == "Denise Oka"


def test_a_forgotten_password_is_replaced_after_a_question(
    opened: Opens, staff: FakeStaff, qtbot: QtBot, notices: notify.Recorder
) -> None:
    page = opened()
    page.open_place(Place("staff", record_id="femi"))
    press(page, qtbot, "password")
    assert staff.asked == []
    assert "The password of Femi Oduya opens nothing any more after this." in notices.asked[0]
    agree(page, qtbot, "Give a one-time password")
    assert staff.asked == [("set_password", "femi")]
    assert WORDS in " ".join(texts(page))


def test_an_account_ends_only_after_a_question(
    opened: Opens, staff: FakeStaff, qtbot: QtBot, notices: notify.Recorder
) -> None:
    page = opened()
    page.open_account(Account(FEMI))
    press(page, qtbot, "end")
    assert staff.asked == []
    assert "Femi Oduya can no longer sign in" in notices.asked[0]
    agree(page, qtbot, "End the account")
    assert staff.asked == [("end", "femi", TODAY)]


def test_a_last_day_is_set_and_taken_away(opened: Opens, staff: FakeStaff, qtbot: QtBot) -> None:
    page = opened()
    page.open_account(Account(replace(RHYS, ends=date(2026, 5, 20))))
    press(page, qtbot, "last_day")
    write(page, qtbot, ends="27 May")
    save(page, qtbot)
    page.open_account(Account(GONE, has_password=False))
    assert acts(page) == {"last_day"}
    press(page, qtbot, "last_day")
    save(page, qtbot)
    assert staff.asked == [("end", "rhys", date(2026, 5, 27)), ("end", "lewis", None)]


def test_a_paused_account_says_why_and_the_pause_is_lifted(
    opened: Opens, staff: FakeStaff, qtbot: QtBot, notices: notify.Recorder
) -> None:
    page = opened()
    page.open_account(Account(FEMI, paused=True))
    assert chips(page) == ["Paused"]
    assert "Ten wrong passwords in a row." in " ".join(texts(page))
    press(page, qtbot, "lift_pause")
    assert staff.asked == [("lift_pause", "femi")]
    assert notices.told == [("done", "They can try again now.")]


@pytest.mark.parametrize("words", [WORDS, ""])
def test_a_manager_confirms_an_account_and_sees_a_password_where_it_got_one(
    opened: Opens, staff: FakeStaff, qtbot: QtBot, notices: notify.Recorder, words: str
) -> None:
    staff.words = words
    page = opened()
    page.open_account(Account(replace(FEMI, waits_for_manager=True), one_time=bool(words)))
    assert chips(page)[0] == "Waits for a manager"
    press(page, qtbot, "confirm")
    assert staff.asked == [("confirm", "femi")]
    assert (WORDS in " ".join(texts(page))) is bool(words)
    assert bool(notices.told) is not bool(words)


def test_an_administrator_confirms_nothing_and_leaves_managers_alone(opened: Opens) -> None:
    page = opened(IMRAN)
    assert page.assignments is None
    page.open_account(Account(replace(FEMI, waits_for_manager=True)))
    assert acts(page) == {"password", "last_day", "end"}
    page.open_account(Account(GRAHAM))
    assert acts(page) == set()
    assert page.save_button is None
    assert "Only a unit manager changes the account of a unit manager." in " ".join(texts(page))
    assert not page.units_card.change_buttons
    assert page.units_card.action_button is None
    assert not hasattr(page, "key_button")


def test_nobody_acts_on_their_own_account(opened: Opens) -> None:
    page = opened()
    page.open_account(Account(GRAHAM))
    assert page.form is not None
    assert not page.form.editor("role").inputs()[0].isEnabled()
    assert acts(page) == set()
    assert "Your own password is under Settings." in " ".join(texts(page))


def test_a_job_title_is_changed_and_the_rest_stays(opened: Opens, staff: FakeStaff, qtbot: QtBot) -> None:
    page = opened()
    page.open_account(Account(FEMI))
    write(page, qtbot, job_title="Night worker")
    save(page, qtbot)
    assert staff.asked == [("save", replace(FEMI, job_title="Night worker"))]


def test_the_unit_and_its_settings_are_changed_by_who_may(
    opened: Opens, units: FakeUnits, qtbot: QtBot
) -> None:
    page = opened()
    assert "60 minutes" in " ".join(texts(page.units_card))
    qtbot.mouseClick(page.units_card.change_buttons["rowan"], Qt.MouseButton.LeftButton)
    write(page, qtbot, house_name="Brackenfield", pin_minutes="0")
    assert page.form is not None
    page.form.editor("password_for_signing").set_value(True)
    save(page, qtbot)
    wanted = replace(ROWAN, house_name="Brackenfield", pin_minutes=0, password_for_signing=True)
    assert units.asked == [("save", wanted)]


def test_when_the_shifts_begin_is_one_line_in_the_form(opened: Opens, units: FakeUnits, qtbot: QtBot) -> None:
    page = opened()
    assert "07:00, 14:00, 21:30" in " ".join(texts(page.units_card))
    page.change_unit(ROWAN)
    write(page, qtbot, shift_starts="08:00, 07:00, 22:00")
    save(page, qtbot)
    assert page.form is not None
    assert "Write three times in their order" in page.form.row("shift_starts").error
    write(page, qtbot, shift_starts="08:00, 15:00, 22:00")
    save(page, qtbot)
    assert units.asked == [("save", replace(ROWAN, shift_starts=("08:00", "15:00", "22:00")))]


def test_too_long_a_time_for_a_pin_is_said_at_the_field(
    opened: Opens, units: FakeUnits, qtbot: QtBot
) -> None:
    page = opened()
    page.change_unit(ROWAN)
    write(page, qtbot, pin_minutes="241")
    save(page, qtbot)
    assert page.form is not None
    assert "from 0 to 240" in page.form.row("pin_minutes").error
    assert units.asked == []


def test_another_unit_begins_with_the_law_and_house_of_ones_own(
    opened: Opens, units: FakeUnits, qtbot: QtBot
) -> None:
    page = opened()
    qtbot.mouseClick(page.units_card.action_button, Qt.MouseButton.LeftButton)
    write(page, qtbot, name="Willow")
    save(page, qtbot)
    assert units.asked == [("add", replace(ROWAN, id="", version=0, name="Willow"))]


def test_who_may_not_manage_reads_and_no_more(opened: Opens) -> None:
    page = opened(replace(FEMI, role=Role.SHIFT_LEAD))
    assert not page.add_button.isVisible()
    page.open_place(Place("staff", part="new"))
    assert not page.sheet.isVisible()
    page.open_account(Account(RHYS, paused=True))
    assert page.sheet.isVisible()
    assert page.save_button is None
    assert acts(page) == set()


def test_in_a_narrow_window_the_sheet_takes_the_place_of_the_list(opened: Opens, qtbot: QtBot) -> None:
    page = opened()
    page.resize(600, 500)
    page.open_account(Account(FEMI))
    assert not page.table.isVisible()
    assert page.sheet.width() == page.width()
    page.sheet.close_sheet()
    assert page.table.isVisible()


def test_an_agency_worker_is_let_see_one_young_person(opened: Opens, staff: FakeStaff, qtbot: QtBot) -> None:
    staff.known = (Account(GRAHAM), Account(RHYS), Account(GONE))
    page = opened()
    assert page.assignments is not None
    assert page.assignments.isVisible()
    assert not page.assignments.table.isVisible()
    page.assignments.add()
    assert page.form is not None
    page.form.set_values({"young_person_id": "tia"})
    write(page, qtbot, until="20 May")
    save(page, qtbot)
    assert staff.asked == [
        ("assign", Assignment(staff_id="rhys", young_person_id="tia", until=date(2026, 5, 20)))
    ]


def test_an_assignment_gets_another_last_day(opened: Opens, staff: FakeStaff, qtbot: QtBot) -> None:
    staff.known = (Account(GRAHAM), Account(RHYS))
    staff.assigned = (
        Assignment(id="1", version=1, staff_id="rhys", young_person_id="kai", until=date(2026, 5, 13)),
        Assignment(id="2", version=1, staff_id="rhys", young_person_id="tia"),
    )
    page = opened()
    assert page.assignments is not None
    model = page.assignments.table.model()
    shown = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert shown == [["Rhys Bevan", "Kai", "ended Wed 13 May"], ["Rhys Bevan", "Tia", "no end"]]
    page.assignments.table.opened.emit(page.assignments.table.rows_model.rows()[1])
    write(page, qtbot, until="16 May")
    save(page, qtbot)
    asked = staff.asked[0][1]
    assert (asked.staff_id, asked.young_person_id, asked.until) == ("rhys", "tia", date(2026, 5, 16))


def test_without_agency_workers_there_is_no_list_of_whom_they_see(opened: Opens, staff: FakeStaff) -> None:
    staff.known = (Account(GRAHAM), Account(FEMI))
    page = opened()
    assert page.assignments is not None
    assert not page.assignments.isVisible()
