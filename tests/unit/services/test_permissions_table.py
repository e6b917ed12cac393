"""Every service function, every role, every kind of record: who is let in and who is refused.

The rows stand in permission_rows.py; a method without one makes the first test fail.
"""

import inspect
from dataclasses import fields, replace

import pytest

from securecare_desktop.core.errors import PermissionRefused
from securecare_desktop.domain import (
    people,
    plans,
)
from securecare_desktop.domain import worker_changes as changes
from securecare_desktop.domain.permissions import Action, may
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, TODAY, House, change_id, occasion_id, person_id
from tests.unit.services.permission_calls import LISTS, item, know_the_lists, occasion
from tests.unit.services.permission_rows import NEEDS_NO_RIGHT, OUTSIDE, TABLE, Row


def test_every_function_of_every_service_has_a_row() -> None:
    found = set()
    for field in fields(Services):
        if field.name in OUTSIDE:
            continue
        kind = field.type if isinstance(field.type, type) else None
        assert kind is not None, field.name
        found |= {
            f"{field.name}.{name}"
            for name, _f in inspect.getmembers(kind, inspect.isfunction)
            if name[0] != "_"
        }
    assert found == set(TABLE) | NEEDS_NO_RIGHT


RECORDS = {
    "own unit": (KAI, {"own_unit": True, "assigned": False}),
    "own unit and assigned": (DEV, {"own_unit": True, "assigned": True}),
    "another unit": (MIA, {"own_unit": False, "assigned": False}),
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("record", list(RECORDS))
def test_who_is_let_in_and_who_is_refused(house: House, role: Role, record: str) -> None:
    services = house.signed_in(role)
    who, relation = RECORDS[record]
    know_the_lists(house, services)
    for name, row in TABLE.items():
        if row.about_one:
            allowed = may(role, row.action, **relation)
        else:
            allowed = may(role, row.action, own_unit=True, assigned=True)
        if allowed:
            row.call(services, who)
        else:
            assert _is_refused(row, services, who), f"{role} was let in to {name} ({record})"


def _is_refused(row: Row, services: Services, who: str) -> bool:
    try:
        row.call(services, who)
    except PermissionRefused:
        return True
    return False


@pytest.mark.parametrize("role", list(Role))
def test_lists_hold_only_young_people_of_ones_own(house: House, role: Role) -> None:
    services = house.signed_in(role)
    expected = {
        Role.AGENCY_WORKER: {DEV},
        Role.SYSTEM_ADMINISTRATOR: set(),
    }.get(role, {KAI, DEV})
    if not expected:
        with pytest.raises(PermissionRefused):
            services.young_people.list()
        return
    assert {p.id for p in services.young_people.list()} == expected
    assert {c.young_person_id for c in services.worker_changes.open_changes()} == expected
    assert services.worker_changes.count_open() == len(services.worker_changes.open_changes())
    today = services.today.load()
    for lines in (today.still_to_tell, today.changes, today.due, today.family_time):
        assert {line.young_person_id for line in lines} == expected
    assert {f.hit.young_person_id for f in services.search.find("Hannah")} == expected
    assert services.search.find("Mia") == ()


def test_a_record_of_somebody_else_cannot_be_saved_under_ones_own_young_person(house: House) -> None:

    from securecare_desktop.core.errors import Gone

    manager = house.signed_in(Role.UNIT_MANAGER)
    nan_of_mia = people.NetworkPerson(
        id=person_id(MIA),
        version=1,
        young_person_id=KAI,
        name="X",
        who_they_are="Y",
        circle=people.Circle.HOUSE,
    )
    with pytest.raises(Gone):
        manager.people.save_person(nan_of_mia)
    with pytest.raises(Gone):
        manager.family_time.save_occasion(replace(occasion(KAI), person_id=person_id(MIA)))
    with pytest.raises(Gone):
        manager.worker_changes.save_meeting(
            changes.JointMeeting(young_person_id=KAI, change_id=change_id(MIA), what="Tea")
        )
    with pytest.raises(Gone):
        manager.family_time.occasion(KAI, occasion_id(MIA))
    with pytest.raises(Gone):
        manager.people.save_key_adult(
            people.KeyAdult(
                young_person_id=KAI, role=people.KeyRole.NURSE, name="X", person_id=person_id(MIA)
            )
        )
    know_the_lists(house, manager)
    with pytest.raises(Gone):
        manager.checklists.save_item(replace(item(KAI), checklist_id=LISTS[MIA]))
    with manager.session.writing(Action.MANAGE_UNIT) as work:
        of_mia = work.plan_versions.add(
            plans.PlanVersion(young_person_id=MIA, number=1, state=plans.PlanState.CURRENT, made_on=TODAY)
        )
    with pytest.raises(Gone):
        manager.plans.save_part(
            plans.PlanPart(young_person_id=KAI, plan_version_id=of_mia.id, section=4, text="X")
        )
    with pytest.raises(Gone):
        manager.plans.save_goal(plans.Goal(young_person_id=KAI, plan_version_id=of_mia.id, title="X"))


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.INSPECTOR])
def test_the_log_holds_nothing_about_young_people_of_another_unit(house: House, role: Role) -> None:
    services = house.signed_in(role)
    about = {event.young_person_id for event in services.audit.log(limit=5000)}
    assert about == {KAI, DEV, ""}
    assert services.audit.log(record_id=MIA) == ()
    assert services.audit.log(young_person_id=MIA) == ()
    assert services.audit.of_record("", "young_people", MIA) == ()


def test_a_lost_id_opens_nobody_elses_records(house: House) -> None:
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert agency.family_time.month("", TODAY.replace(day=1)) == ()
    assert agency.family_time.occasions("") == ()
    with pytest.raises(PermissionRefused):
        agency.audit.of_record("", "young_people", MIA)
