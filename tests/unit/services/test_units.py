"""Units: added, changed, and young people who belong to one of them or move to another."""

from dataclasses import replace
from datetime import date

import pytest

from securecare_desktop.core.errors import InputError, PermissionRefused
from securecare_desktop.domain.staff import Jurisdiction, Role, Unit
from securecare_desktop.domain.young_people import YoungPerson
from securecare_desktop.services.bundle import Services
from tests.support.house import KAI, House


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


def willow(**other: object) -> Unit:
    return Unit(
        **{
            "name": "Willow",
            "house_name": "Brackenfield House",
            "jurisdiction": Jurisdiction.ENGLAND,
            **other,
        }
    )


def new_young_person(unit_id: str = "") -> YoungPerson:
    return YoungPerson(
        unit_id=unit_id, name_used="Tia", legal_name="Tia Moss", date_of_birth=date(2011, 2, 3)
    )


def test_whoever_adds_a_unit_manages_it_and_nobody_else_is_in_it_yet(house: House, manager: Services) -> None:
    colleague = house.signed_in()
    added = manager.units.add(willow()).record
    assert [u.name for u in manager.units.list()] == ["Rowan", "Willow"]
    assert [u.name for u in colleague.units.list()] == ["Rowan"]
    manager.young_people.save(new_young_person(added.id))
    assert [p.name_used for p in manager.young_people.list()] == ["Dev", "Kai", "Tia"]
    assert [p.name_used for p in colleague.young_people.list()] == ["Dev", "Kai"]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "rowan"}, "name"),
        ({"house_name": ""}, "house_name"),
        ({"pin_minutes": 241}, "pin_minutes"),
        ({"pin_minutes": -1}, "pin_minutes"),
        ({"shift_starts": ("07:00", "21:30", "14:00")}, "shift_starts"),
        ({"shift_starts": ("07:00", "14:00")}, "shift_starts"),
    ],
)
def test_what_a_unit_cannot_be_stands_at_its_field(manager: Services, wanted: dict, field: str) -> None:
    with pytest.raises(InputError) as told:
        manager.units.add(willow(**wanted))
    assert [p.field for p in told.value.problems] == [field]
    assert [u.name for u in manager.units.list()] == ["Rowan"]


def test_settings_of_a_unit_are_kept_with_from_and_to_in_the_log(manager: Services) -> None:
    rowan = manager.units.list()[0]
    saved = manager.units.save(replace(rowan, pin_minutes=0, password_for_signing=True)).record
    assert (saved.pin_minutes, saved.password_for_signing) == (0, True)
    changes = {c.field: (c.before, c.after) for c in manager.audit.log(action="changed", limit=1)[0].changes}
    assert changes["pin_minutes"] == (60, 0)
    with pytest.raises(InputError):
        manager.session.set_pin("836251")


def test_a_unit_out_of_reach_is_not_changed(house: House, manager: Services) -> None:
    with manager.session.reading() as work:
        birch = next(u for u in work.units.find() if u.name == "Birch")
    with pytest.raises(PermissionRefused):
        manager.units.save(replace(birch, name="Mine"))


def test_only_a_manager_of_both_units_moves_a_young_person(house: House, manager: Services) -> None:
    added = manager.units.add(willow()).record
    lead = house.signed_in(Role.SHIFT_LEAD)
    manager.staff.save(replace(lead.session.actor, other_unit_ids=(added.id,)))
    kai = lead.young_people.get(KAI)
    with pytest.raises(PermissionRefused):
        lead.young_people.save(replace(kai, unit_id=added.id))
    with manager.session.reading() as work:
        birch = next(u for u in work.units.find() if u.name == "Birch")
    for unit_id in (birch.id, "no such unit"):
        with pytest.raises(PermissionRefused):
            manager.young_people.save(replace(kai, unit_id=unit_id))
        with pytest.raises(PermissionRefused):
            manager.young_people.save(new_young_person(unit_id))
    assert manager.young_people.save(replace(kai, unit_id=added.id)).record.unit_id == added.id
    assert (
        lead.young_people.save(
            replace(lead.young_people.get(KAI), pronouns="they/them", unit_id="")
        ).record.unit_id
        == added.id
    )
