"""Records out of one's reach: who may open them, with which reason, for how long, and who reads why."""

from datetime import timedelta

import pytest

from securecare_desktop.core.errors import Gone, InputError, PermissionRefused
from securecare_desktop.domain.open_anyway import OPEN_FOR
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, NOW, STAFF, House

WHY = "Cover for Birch tonight, their shift lead is away"
MAY = (Role.UNIT_MANAGER, Role.SHIFT_LEAD, Role.RESIDENTIAL_WORKER)


def manager_of_birch(house: House) -> Services:
    """Return the unit manager signed in with Birch, where Mia lives, as their only unit."""
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        birch = next(u for u in work.units.find() if u.name == "Birch")
        member = work.staff.require(services.session.actor.id)
        work.staff._required(member.id).unit_id = birch.id
    services.young_people.list()
    return services


@pytest.mark.parametrize("role", MAY)
def test_only_name_and_unit_are_seen_of_those_elsewhere(house: House, role: Role) -> None:
    (mia,) = house.signed_in(role).open_anyway.elsewhere()
    assert (mia.young_person_id, mia.name_used, mia.unit_name) == (MIA, "Mia", "Birch")
    assert set(mia.__slots__) == {"young_person_id", "name_used", "unit_name"}


def test_an_agency_worker_is_offered_those_of_their_unit_alone(house: House) -> None:
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert [one.young_person_id for one in agency.open_anyway.elsewhere()] == [KAI]
    with pytest.raises(PermissionRefused):
        agency.open_anyway.open(MIA, WHY)
    agency.open_anyway.open(KAI, WHY)
    assert {p.id for p in agency.young_people.list()} == {KAI, DEV}


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SYSTEM_ADMINISTRATOR])
def test_whoever_writes_no_entries_opens_nothing(house: House, role: Role) -> None:
    services = house.signed_in(role)
    with pytest.raises(PermissionRefused):
        services.open_anyway.elsewhere()
    with pytest.raises(PermissionRefused):
        services.open_anyway.open(MIA, WHY)


def test_a_reason_opens_the_records_for_twelve_hours_to_read_and_to_write_entries(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    with pytest.raises(PermissionRefused):
        worker.young_people.overview(MIA)
    opened = worker.open_anyway.open(MIA, f"  {WHY} ").record
    assert (opened.reason, opened.until) == (WHY, NOW + OPEN_FOR)
    assert worker.young_people.overview(MIA).head.name_used == "Mia"
    assert worker.open_anyway.until(MIA) == NOW + OPEN_FOR
    assert worker.open_anyway.until(KAI) is None
    worker.promises.save(Promise(young_person_id=MIA, what="A call", made_by="Femi"))
    with pytest.raises(PermissionRefused):
        worker.plans.start_version(MIA)
    assert worker.open_anyway.elsewhere() == ()
    house.clock.advance(OPEN_FOR)
    with pytest.raises(PermissionRefused):
        worker.young_people.overview(MIA)
    assert [one.young_person_id for one in worker.open_anyway.elsewhere()] == [MIA]


@pytest.mark.parametrize("reason", ["", "   ", "because"])
def test_without_a_reason_nothing_is_opened(house: House, reason: str) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    with pytest.raises(InputError) as refused:
        worker.open_anyway.open(MIA, reason)
    assert [p.field for p in refused.value.problems] == ["reason"]
    with pytest.raises(PermissionRefused):
        worker.young_people.overview(MIA)


def test_what_can_be_read_already_is_not_opened_and_nobody_unknown_is(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    with pytest.raises(InputError):
        worker.open_anyway.open(KAI, WHY)
    with pytest.raises(Gone):
        worker.open_anyway.open("f" * 32, WHY)


def test_the_manager_of_the_unit_reads_why_on_today_until_they_have_seen_it(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    opened = worker.open_anyway.open(MIA, WHY).record
    elsewhere = house.signed_in(Role.UNIT_MANAGER)
    assert elsewhere.open_anyway.unseen() == ()
    assert elsewhere.today.load().opened_anyway == ()
    with pytest.raises(PermissionRefused):
        elsewhere.open_anyway.mark_seen(opened.id)
    manager = manager_of_birch(house)
    (line,) = manager.today.load().opened_anyway
    assert (line.who, line.young_person_name, line.reason) == (STAFF[Role.RESIDENTIAL_WORKER], "Mia", WHY)
    assert (line.at, line.until) == (NOW, NOW + OPEN_FOR)
    house.clock.advance(timedelta(minutes=5))
    seen = manager.open_anyway.mark_seen(line.record_id).record
    assert (seen.seen_by, seen.seen_at) == (STAFF[Role.UNIT_MANAGER], NOW + timedelta(minutes=5))
    assert manager.open_anyway.unseen() == ()
    assert manager.open_anyway.mark_seen(line.record_id).record == seen
    assert worker.young_people.head(MIA).name_used == "Mia"  # that it was seen does not close it


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.UNIT_MANAGER])
def test_nobody_but_a_manager_reads_the_reasons(house: House, role: Role) -> None:
    with pytest.raises(PermissionRefused):
        house.signed_in(role).open_anyway.unseen()


def test_opening_is_one_event_that_says_why(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    before = len(_trail(worker))
    worker.open_anyway.open(MIA, WHY)
    manager = manager_of_birch(house)
    events = manager.audit.log(record_kind="opened_anyway")
    assert len(events) == 1
    assert events[0].sentence == (
        f"{STAFF[Role.RESIDENTIAL_WORKER]} opened records that are not in their reach, and wrote why. Why these records are needed now: “{WHY}”."
    )
    assert events[0].about == "Mia"
    assert (
        len(
            [
                e
                for e in _trail(worker)[before:]
                if e.action != "signed_in" and e.record_kind == "opened_anyway"
            ]
        )
        == 1
    )


def _trail(services: Services):
    with services.session._opened().reading() as work:
        return tuple(work.audit.each_event())
