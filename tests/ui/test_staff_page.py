"""Staff: the list, adding a colleague, a new password, ending an account, and who may do none of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import InputError, Problem
from securecare_desktop.domain.messages import Changed
from securecare_desktop.domain.staff import Assignment, Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.services.results import Saved
from securecare_desktop.ui import notify
from securecare_desktop.ui.admin.staff_page import StaffPage
from securecare_desktop.ui.page import Place

TODAY = date(2026, 5, 14)
GRAHAM = StaffMember(
    id="graham", name="Graham Pell", role=Role.UNIT_MANAGER, unit_id="rowan", pronouns="he/him"
)
FEMI = StaffMember(id="femi", name="Femi Oduya", role=Role.RESIDENTIAL_WORKER, unit_id="rowan")
GONE = StaffMember(
    id="lewis", name="Lewis Marr", role=Role.AGENCY_WORKER, unit_id="rowan", ends=date(2026, 5, 1)
)
CHANGED = Changed(frozenset({"staff"}))


class FakeStaff:
    """Three people and a unit; remembers what was asked of it."""

    def __init__(self) -> None:
        self.members = (GRAHAM, FEMI, GONE)
        self.house = Unit(
            id="rowan", name="Rowan", house_name="Brackenfield House", jurisdiction=Jurisdiction.SCOTLAND
        )
        self.asked: list[tuple[Any, ...]] = []
        self.assigned: tuple[Assignment, ...] = ()
        self.refuses: tuple[Problem, ...] = ()

    def list(self) -> tuple[StaffMember, ...]:
        return self.members

    def unit(self) -> Unit:
        return self.house

    def assignments(self, staff_id: str) -> tuple[Assignment, ...]:
        return tuple(one for one in self.assigned if one.staff_id == staff_id)

    def assign(self, assignment: Assignment) -> Saved[Assignment]:
        self.asked.append(("assign", assignment))
        return Saved(assignment, CHANGED)

    def add(self, member: StaffMember, password: str) -> Saved[StaffMember]:
        if self.refuses:
            raise InputError(self.refuses)
        self.asked.append(("add", member, password))
        return Saved(member, CHANGED)

    def save(self, member: StaffMember) -> Saved[StaffMember]:
        self.asked.append(("save", member))
        return Saved(member, CHANGED)

    def set_password(self, staff_id: str, password: str) -> Saved[StaffMember]:
        self.asked.append(("set_password", staff_id, password))
        return Saved(FEMI, CHANGED)

    def end(self, staff_id: str, on: date) -> Saved[StaffMember]:
        self.asked.append(("end", staff_id, on))
        return Saved(FEMI, CHANGED)

    def save_unit(self, unit: Unit) -> Saved[Unit]:
        self.asked.append(("save_unit", unit))
        return Saved(unit, Changed(frozenset({"unit"})))


@pytest.fixture
def staff() -> FakeStaff:
    return FakeStaff()


Opens = Callable[..., StaffPage]


@pytest.fixture
def opened(qtbot: QtBot, staff: FakeStaff, inline_tasks: None) -> Opens:
    def make(may: bool = True) -> StaffPage:
        clock = FixedClock(datetime(2026, 5, 14, 9, 0, tzinfo=UTC))
        page = StaffPage(
            staff,  # type: ignore[arg-type]
            clock,
            "graham",
            may_manage=may,
            may_manage_unit=may,
            names=lambda: {"kai": "Kai", "tia": "Tia"},
        )
        qtbot.addWidget(page)
        page.resize(1170, 620)
        page.show()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


def write(page: StaffPage, qtbot: QtBot, **texts: str) -> None:
    assert page.form is not None
    for name, text in texts.items():
        line = page.form.editor(name).inputs()[0]
        line.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(line, text)


def save(page: StaffPage, qtbot: QtBot) -> None:
    assert page.save_button is not None
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)


def test_everybody_is_listed_with_pronouns_and_what_has_become_of_the_account(opened: Opens) -> None:
    page = opened()
    model = page.table.model()
    shown = [[model.index(row, column).data() for column in (0, 3)] for row in range(model.rowCount())]
    assert shown == [
        ["Femi Oduya", "open"],
        ["Graham Pell, he/him", "open"],
        ["Lewis Marr", "ended Fri 1 May"],
    ]


def test_a_colleague_is_added_with_a_role_and_a_first_password(
    opened: Opens, staff: FakeStaff, qtbot: QtBot
) -> None:
    page = opened()
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    write(
        page,
        qtbot,
        name="Denise Okafor",
        job_title="Shift lead",
        password="blue lamp over there",
        again="blue lamp over there",
    )
    assert page.form is not None
    page.form.editor("role").set_value("shift_lead")
    save(page, qtbot)
    wanted = StaffMember(
        name="Denise Okafor", role=Role.SHIFT_LEAD, unit_id="", job_title="Shift lead", starts=TODAY
    )
    assert staff.asked == [("add", wanted, "blue lamp over there")]
    assert not page.sheet.isVisible()


def test_two_different_passwords_are_said_at_the_second_and_nothing_is_added(
    opened: Opens, staff: FakeStaff, qtbot: QtBot
) -> None:
    page = opened()
    page.add()
    write(page, qtbot, name="Denise Okafor", password="blue lamp over there", again="blue lamp over hers")
    save(page, qtbot)
    assert page.form is not None
    assert page.form.row("again").error == "The two passwords differ. Write the same one twice."
    assert staff.asked == []


def test_what_the_service_refuses_stands_at_its_field_and_what_was_typed_stays(
    opened: Opens, staff: FakeStaff, qtbot: QtBot
) -> None:
    staff.refuses = (Problem("name", "Somebody of this name has an account."),)
    page = opened()
    page.add()
    write(page, qtbot, name="Femi Oduya", password="blue lamp over there", again="blue lamp over there")
    assert page.form is not None
    page.form.editor("role").set_value("agency_worker")
    save(page, qtbot)
    assert page.form.row("name").error == "Somebody of this name has an account."
    assert page.form.values()["name"] == "Femi Oduya"


def test_a_forgotten_password_is_replaced(opened: Opens, staff: FakeStaff, qtbot: QtBot) -> None:
    page = opened()
    page.open_place(Place("staff", record_id="femi"))
    qtbot.mouseClick(page.password_button, Qt.MouseButton.LeftButton)
    write(page, qtbot, password="blue lamp over there", again="blue lamp over there")
    save(page, qtbot)
    assert staff.asked == [("set_password", "femi", "blue lamp over there")]


def test_an_account_ends_only_after_a_question(
    opened: Opens, staff: FakeStaff, qtbot: QtBot, notices: notify.Recorder
) -> None:
    page = opened()
    page.open_member(FEMI)
    qtbot.mouseClick(page.end_button, Qt.MouseButton.LeftButton)
    assert staff.asked == []
    assert "Femi Oduya can no longer sign in" in notices.asked[0]
    yes = next(b for b in page.window().findChildren(QPushButton) if b.text() == "End the account")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert staff.asked == [("end", "femi", TODAY)]


def test_nobody_ends_their_own_account_or_changes_their_own_role(opened: Opens, qtbot: QtBot) -> None:
    page = opened()
    page.open_member(GRAHAM)
    assert page.form is not None
    assert not page.form.editor("role").inputs()[0].isEnabled()
    assert not page.end_button.isVisibleTo(page)


def test_a_job_title_is_changed_and_the_rest_stays(opened: Opens, staff: FakeStaff, qtbot: QtBot) -> None:
    page = opened()
    page.open_member(FEMI)
    write(page, qtbot, job_title="Night worker")
    save(page, qtbot)
    assert staff.asked == [("save", replace(FEMI, job_title="Night worker"))]


def test_the_unit_is_changed_by_who_may(opened: Opens, staff: FakeStaff, qtbot: QtBot) -> None:
    page = opened()
    page.change_unit()
    write(page, qtbot, house_name="Brackenfield")
    save(page, qtbot)
    assert staff.asked == [("save_unit", replace(staff.house, house_name="Brackenfield"))]


def test_who_may_not_manage_reads_and_no_more(opened: Opens, qtbot: QtBot) -> None:
    page = opened(may=False)
    assert not page.add_button.isVisible()
    page.open_place(Place("staff", part="new"))
    assert not page.sheet.isVisible()
    page.open_member(FEMI)
    assert page.sheet.isVisible()
    assert page.save_button is None


RHYS = StaffMember(id="rhys", name="Rhys Bevan", role=Role.AGENCY_WORKER, unit_id="rowan")


def test_an_agency_worker_is_let_see_one_young_person(opened: Opens, staff: FakeStaff, qtbot: QtBot) -> None:
    staff.members = (GRAHAM, RHYS, GONE)
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
    staff.members = (GRAHAM, RHYS)
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
    staff.members = (GRAHAM, FEMI)
    page = opened()
    assert page.assignments is not None
    assert not page.assignments.isVisible()
