"""Who may do what."""

import pytest

from securecare_desktop.domain.permissions import Action, Reach, may, reach
from securecare_desktop.domain.staff import Role

WRITING = (
    Action.WRITE_ENTRIES,
    Action.EDIT_PROFILE,
    Action.EDIT_PLAN,
    Action.PLAN_CHANGE_OF_WORKER,
    Action.RECORD_CHANGE_STEP,
    Action.ADD_YOUNG_PERSON,
    Action.ISSUE_PACK,
    Action.MANAGE_STAFF,
    Action.MANAGE_UNIT,
)


def test_every_role_has_an_answer_to_every_action() -> None:
    assert all(reach(role, action) in Reach for role in Role for action in Action)


@pytest.mark.parametrize("action", WRITING)
def test_an_inspector_writes_nothing(action: Action) -> None:
    assert not may(Role.INSPECTOR, action, own_unit=True, assigned=True)


def test_a_system_administrator_sees_no_record() -> None:
    for action in (Action.READ_RECORDS, Action.READ_PACK_REGISTER, Action.READ_AUDIT_LOG, Action.ISSUE_PACK):
        assert not may(Role.SYSTEM_ADMINISTRATOR, action, own_unit=True, assigned=True)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", [action for action in Action if action is not Action.OPEN_ANYWAY])
def test_nobody_reaches_another_unit(role: Role, action: Action) -> None:
    assert not may(role, action, own_unit=False, assigned=True)


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_look_after_the_house_open_another_units_records_for_a_reason(role: Role) -> None:
    theirs = (Role.UNIT_MANAGER, Role.SHIFT_LEAD, Role.RESIDENTIAL_WORKER)
    assert may(role, Action.OPEN_ANYWAY, own_unit=False) is (role in theirs)
    assert may(role, Action.OPEN_ANYWAY, own_unit=True) is (role in (*theirs, Role.AGENCY_WORKER))


def test_an_agency_worker_reaches_only_those_they_are_assigned_to() -> None:
    assert may(Role.AGENCY_WORKER, Action.READ_RECORDS, assigned=True)
    assert not may(Role.AGENCY_WORKER, Action.READ_RECORDS, assigned=False)


def test_a_shift_lead_plans_a_change_and_a_residential_worker_fills_it_in() -> None:
    assert may(Role.SHIFT_LEAD, Action.PLAN_CHANGE_OF_WORKER)
    assert not may(Role.RESIDENTIAL_WORKER, Action.PLAN_CHANGE_OF_WORKER)
    assert may(Role.RESIDENTIAL_WORKER, Action.RECORD_CHANGE_STEP)
