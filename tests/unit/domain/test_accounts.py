"""Who may change whose account, and which change makes one wait for a unit manager."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from securecare_desktop.domain.accounts import Account, may_change_accounts_of, reads_records, waits_after
from securecare_desktop.domain.staff import Role, StaffMember

TODAY = date(2026, 5, 14)
FEMI = StaffMember(
    id="femi",
    name="Femi Oduya",
    role=Role.RESIDENTIAL_WORKER,
    unit_id="rowan",
    other_unit_ids=("birch",),
    starts=date(2026, 1, 5),
    ends=date(2026, 6, 1),
)
ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR


def test_every_role_but_the_administrator_reads_records() -> None:
    assert {role for role in Role if not reads_records(role)} == {ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_a_managers_account_is_a_managers_business_alone(role: Role) -> None:
    assert may_change_accounts_of(role, Role.RESIDENTIAL_WORKER, Role.UNIT_MANAGER) is (
        role is Role.UNIT_MANAGER
    )
    assert may_change_accounts_of(role, Role.RESIDENTIAL_WORKER)


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({"role": Role.SHIFT_LEAD}, True),
        ({"role": Role.INSPECTOR}, True),
        ({"role": ADMINISTRATOR}, False),
        ({"unit_id": "willow"}, True),
        ({"other_unit_ids": ("birch", "willow")}, True),
        ({"other_unit_ids": ()}, False),
        ({"unit_id": "birch", "other_unit_ids": ("rowan",)}, False),
        ({"ends": date(2026, 7, 1)}, True),
        ({"ends": None}, True),
        ({"ends": TODAY}, False),
        ({"starts": date(2026, 1, 1)}, True),
        ({"starts": None}, True),
        ({"starts": date(2026, 2, 1)}, False),
        ({"job_title": "Night worker", "pronouns": "she/her"}, False),
    ],
)
def test_an_account_waits_when_an_administrator_lets_it_reach_further(changes: dict, waits: bool) -> None:
    after = replace(FEMI, **changes)
    assert waits_after(ADMINISTRATOR, FEMI, after) is waits
    assert not waits_after(Role.UNIT_MANAGER, FEMI, after)


def test_a_new_account_or_password_from_an_administrator_waits_where_the_role_reads_records() -> None:
    assert waits_after(ADMINISTRATOR, None, FEMI)
    assert not waits_after(Role.UNIT_MANAGER, None, FEMI)
    assert not waits_after(ADMINISTRATOR, None, replace(FEMI, role=ADMINISTRATOR))


@pytest.mark.parametrize("actor", [Role.UNIT_MANAGER, ADMINISTRATOR])
def test_an_account_that_waits_goes_on_waiting_whatever_else_is_changed(actor: Role) -> None:
    waiting = replace(FEMI, waits_for_manager=True)
    assert waits_after(actor, waiting, replace(waiting, job_title="Night worker"))


def test_an_account_that_ended_today_is_not_open_today_any_more() -> None:
    last_day = replace(FEMI, ends=TODAY)
    assert not Account(last_day).has_ended(TODAY)
    assert Account(last_day, has_password=False).has_ended(TODAY)
    assert Account(replace(FEMI, ends=TODAY - timedelta(days=1))).has_ended(TODAY)
    assert not Account(replace(FEMI, ends=None), has_password=False).has_ended(TODAY)
