"""Every service function again, for all that the table of roles leaves open: other units, assignments, open anyway.

And for those who may do nothing: nobody, whoever has a one-time password, whose account ended or waits. The rows
are those of test_permissions_table; what is called here is found from them.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from securecare_desktop.core.errors import (
    AppError,
    Gone,
    InputError,
    NotSignedIn,
    PasswordNeeded,
    PermissionRefused,
)
from securecare_desktop.db.repositories import Repositories
from securecare_desktop.domain.open_anyway import OpenedAnyway
from securecare_desktop.domain.own_words import HowGiven, OwnWords
from securecare_desktop.domain.permissions import OPENED_ANYWAY, Action, may, reach
from securecare_desktop.domain.permissions import Reach as Reaches
from securecare_desktop.domain.record import Record
from securecare_desktop.domain.staff import Assignment, Role, StaffMember
from securecare_desktop.domain.worker_changes import Audience, JointMeeting, Question, Telling
from securecare_desktop.services.bundle import Services
from tests.support.house import (
    DEV,
    KAI,
    MIA,
    NOW,
    PASSWORD,
    STAFF,
    TODAY,
    House,
    change_id,
)
from tests.unit.services.called_functions import (
    MANAGER,
    Asked,
    also_on_birch,
    asked_about,
    birch,
    call,
)
from tests.unit.services.permission_calls import know_the_lists
from tests.unit.services.permission_rows import NEEDS_NO_RIGHT, TABLE, Row

ABOUT_ONE = {name: row for name, row in TABLE.items() if row.about_one}


def everybody(house: House) -> dict[Role, StaffMember]:
    services = house.signed_in(MANAGER)
    found = {m.role: m for m in services.staff.list()}
    services.session.lock()
    return found


# -- whose records ----------------------------------------------------------------------------------------


def assigned_to_mia(house: House, *, until: int | None = None, on_birch: bool = True) -> None:
    """Assign the agency worker to Mia, up to so many days from now."""
    if on_birch:
        also_on_birch(house)
    with house.signed_in(MANAGER).session.writing(Action.MANAGE_UNIT) as work:
        agency = work.staff.find(role=Role.AGENCY_WORKER)[0]
        last = TODAY + timedelta(days=until) if until is not None else None
        work.assignments.add(Assignment(staff_id=agency.id, young_person_id=MIA, until=last))


def opened_mia(house: House, *, hours: float, by: Role | None = None) -> None:
    """Have everybody, or the one with this role alone, have opened Mia's records for so many hours."""
    with house.signed_in(MANAGER).session.writing(Action.MANAGE_UNIT) as work:
        for member in work.staff.find():
            if by is None or member.role is by:
                work.opened_anyway.add(
                    OpenedAnyway(
                        staff_id=member.id,
                        staff_name=member.name,
                        young_person_id=MIA,
                        reason="She rang us from the harbour.",
                        until=NOW + timedelta(hours=hours),
                    )
                )


# What makes it so, whether Mia's unit is one's own then, whether one is assigned, whether one opened it.
SITUATIONS = {
    "another unit of mine": (also_on_birch, True, False, False),
    "another unit of mine, assigned": (assigned_to_mia, True, True, False),
    "another unit of mine, assigned up to today": (lambda h: assigned_to_mia(h, until=0), True, True, False),
    "another unit of mine, assigned up to yesterday": (
        lambda h: assigned_to_mia(h, until=-1),
        True,
        False,
        False,
    ),
    "assigned, but not my unit": (lambda h: assigned_to_mia(h, on_birch=False), False, True, False),
    "opened anyway": (lambda h: opened_mia(h, hours=12), False, False, True),
    "opened anyway, over since": (lambda h: opened_mia(h, hours=0), False, False, False),
}


def is_let_in(row: Row, services: Services, who: str) -> bool:
    """Say whether the services let somebody in; what they put right in a form comes after that."""
    try:
        row.call(services, who)
    except PermissionRefused:
        return False
    except InputError:
        return True
    return True


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("situation", SITUATIONS)
def test_who_is_let_in_wherever_a_young_person_lives(house: House, role: Role, situation: str) -> None:
    make, own_unit, assigned, opened = SITUATIONS[situation]
    make(house)
    services = house.signed_in(role)
    know_the_lists(house, services)
    for name, row in ABOUT_ONE.items():
        allowed = may(role, row.action, own_unit=own_unit, assigned=assigned)
        # Whoever may do it to nobody's records may not do it to what they opened either.
        allowed |= opened and row.action in OPENED_ANYWAY and reach(role, row.action) is not Reaches.NONE
        assert is_let_in(row, services, MIA) is allowed, f"{role}, {name} ({situation})"


def test_what_a_colleague_opened_opens_nothing_for_oneself(house: House) -> None:
    opened_mia(house, hours=12, by=Role.SHIFT_LEAD)
    house.signed_in(Role.SHIFT_LEAD).young_people.get(MIA)
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    know_the_lists(house, worker)
    for name, row in ABOUT_ONE.items():
        if row.action in OPENED_ANYWAY:
            assert not is_let_in(row, worker, MIA), name


# -- what was called -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def asked_about_kai(house_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return asked_about(KAI, tmp_path_factory.mktemp("kai") / "store", house_template, on_birch=False)


@pytest.fixture(scope="module")
def asked_about_mia(house_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """The manager worked on Birch too, where Mia lives, and does so no more."""
    return asked_about(MIA, tmp_path_factory.mktemp("mia") / "store", house_template, on_birch=True)


# -- those who may do nothing -------------------------------------------------------------------------------


def nobody(house: House) -> Services:
    return house.services()


def somebody_who_locked(house: House) -> Services:
    services = house.signed_in(MANAGER)
    services.session.lock()
    return services


def with_a_one_time_password(house: House) -> Services:
    manager = house.signed_in(MANAGER)
    manager.staff.add(StaffMember(name="Bo Lund", role=MANAGER, unit_id=""), "three odd words here")
    manager.session.lock()
    services = house.services()
    services.session.sign_in_named("Bo Lund", "three odd words here")
    return services


def another_manager(house: House) -> tuple[Services, StaffMember]:
    """Return services with a second manager signed in, and their account."""
    first = house.signed_in(MANAGER)
    with first.session.writing(Action.MANAGE_STAFF) as work:
        member = work.staff.add(
            StaffMember(name="Bo Lund", role=MANAGER, unit_id=first.session.actor.unit_id)
        )
        first.session.keys.add_slot(member, PASSWORD)
    first.session.lock()
    second = house.services()
    second.session.sign_in_named("Bo Lund", PASSWORD)
    return second, member


def whose_account_ends_meanwhile(house: House) -> Services:
    services, member = another_manager(house)
    house.signed_in(MANAGER).staff.end(member.id, TODAY)
    return services


def whose_account_waits_meanwhile(house: House) -> Services:
    services, member = another_manager(house)
    with house.signed_in(MANAGER).session.writing(Action.MANAGE_STAFF) as work:
        work.staff.save(replace(work.staff.require(member.id), waits_for_manager=True))
    return services


def whose_last_day_is_over_meanwhile(house: House) -> Services:
    services, member = another_manager(house)
    house.signed_in(MANAGER).staff.end(member.id, TODAY + timedelta(days=1))
    services.young_people.list()
    house.clock.advance(timedelta(days=2))
    return services


SHUT_OUT = {
    nobody: NotSignedIn,
    somebody_who_locked: NotSignedIn,
    with_a_one_time_password: PasswordNeeded,
    whose_account_ends_meanwhile: NotSignedIn,
    whose_account_waits_meanwhile: NotSignedIn,
    whose_last_day_is_over_meanwhile: NotSignedIn,
}


@pytest.mark.parametrize("make", SHUT_OUT, ids=lambda make: make.__name__)
def test_whoever_is_shut_out_gets_nothing_from_any_function(
    house: House, asked_about_kai: Asked, make: Any
) -> None:
    given = asked_about_kai.moved_into(house)
    assert set(given) == set(TABLE) | NEEDS_NO_RIGHT
    services = make(house)
    before = rows_about(house, KAI)
    for name, arguments_of in given.items():
        try:
            result = call(services, name, arguments_of)
        except SHUT_OUT[make]:
            continue
        assert name in NEEDS_NO_RIGHT, f"{name} let {make.__name__} in"
        assert not result
    assert rows_about(house, KAI) == before


# -- a record of somebody else under one's own young person -----------------------------------------------


def rows_about(house: House, who: str) -> dict[str, tuple[Record, ...]]:
    """Return every record about somebody, as it stands in the store."""
    services = house.signed_in(MANAGER)
    found = {}
    with services.session.reading(Action.MANAGE_UNIT) as work:
        for name in (n for n in vars(Repositories) if n[0] != "_"):
            repository = getattr(work, name)
            about = name == "young_people" or "young_person_id" in {
                f.name for f in fields(repository.row.__domain__)
            }
            if about:
                field = "id" if name == "young_people" else "young_person_id"
                found[name] = repository.find(**{field: who})
    services.session.lock()
    return found


def under(value: Any, who: str) -> Any:
    """Return an argument with Mia's id replaced by another one, and every other id left as it is."""
    if value == MIA:
        return who
    if is_dataclass(value) and not isinstance(value, type) and hasattr(value, "young_person_id"):
        return replace(value, young_person_id=who)
    return value


def ids_in(records: dict[str, tuple[Record, ...]]) -> Iterator[str]:
    for found in records.values():
        yield from (record.id for record in found)


def test_nothing_of_another_unit_is_reached_under_a_young_person_of_ones_own(
    house: House, asked_about_mia: Asked
) -> None:
    """Each function is called as for Mia, with ids of her records, but said to be about Kai."""
    given = asked_about_mia.moved_into(house)
    before = rows_about(house, MIA)
    hers = set(ids_in(before)) - {MIA}
    services, told = house.signed_in(MANAGER), {}
    for name in ABOUT_ONE:
        args, more = given[name]
        moved = tuple(under(arg, KAI) for arg in args), {key: under(arg, KAI) for key, arg in more.items()}
        with suppress(AppError):
            told[name] = repr(call(services, name, moved))
    assert [name for name, text in told.items() if any(her in text for her in (MIA, *hers))] == []
    assert rows_about(house, MIA) == before


ALWAYS_NEW = {"worker_changes.plan"}
"""They take no record that is saved already: the store itself refuses a second one of the same id."""


def test_a_saved_record_of_another_unit_cannot_be_saved_again_under_ones_own(
    house: House, asked_about_mia: Asked
) -> None:
    """As an edit of Mia's record, with its id and version, that claims to be about Kai."""
    given = asked_about_mia.moved_into(house)
    before = rows_about(house, MIA)
    services = house.signed_in(MANAGER)
    tried = set()
    for name in ABOUT_ONE.keys() - ALWAYS_NEW:
        args, more = given[name]
        for record in (arg for arg in args if isinstance(arg, Record) and hasattr(arg, "young_person_id")):
            same = [r for found in before.values() for r in found if type(r) is type(record)]
            for hers in same:
                stolen = replace(record, young_person_id=KAI, id=hers.id, version=hers.version)
                swapped = tuple(stolen if arg is record else arg for arg in args)
                with pytest.raises(AppError):
                    call(services, name, (swapped, more))
                tried.add(name)
    assert len(tried) > 20
    assert rows_about(house, MIA) == before


def of_her_change(house: House) -> dict[str, Record]:
    """Write one of everything that belongs to Mia's change of worker, by the function that saves it."""
    whose = {"young_person_id": MIA, "change_id": change_id(MIA)}
    with house.signed_in(MANAGER).session.writing(Action.MANAGE_UNIT) as work:
        return {
            "save_step": work.change_steps.find(change_id=change_id(MIA))[0],
            "save_telling": work.tellings.add(Telling(audience=Audience.FAMILY, who="Nan", **whose)),
            "save_meeting": work.joint_meetings.add(JointMeeting(what="At the harbour.", **whose)),
            "save_question": work.questions.add(Question(question="Who walks the dog?", **whose)),
            "save_words": work.own_words.add(
                OwnWords(young_person_id=MIA, words="Not yet.", given_how=HowGiven.SAID)
            ),
        }


@pytest.mark.parametrize("versions_ahead", [0, 1])
def test_what_belongs_to_a_change_of_another_unit_is_neither_taken_nor_shown(
    house: House, versions_ahead: int
) -> None:
    """As if it belonged to Kai's change; a version that does not fit must not bring hers back as a conflict."""
    hers = of_her_change(house)
    services, before = house.signed_in(), rows_about(house, MIA)
    for function, record in hers.items():
        change = {"about_id" if function == "save_words" else "change_id": change_id(KAI)}
        stolen = replace(record, young_person_id=KAI, version=record.version + versions_ahead, **change)
        with pytest.raises(Gone):
            getattr(services.worker_changes, function)(stolen)
    assert rows_about(house, MIA) == before


def test_a_draft_about_somebody_who_is_out_of_reach_by_now_waits_until_they_are_not(house: House) -> None:
    agency, manager = house.signed_in(Role.AGENCY_WORKER), house.signed_in(MANAGER)
    agency.drafts.keep("form", DEV, {"words": "He rang Nan."})
    (assigned,) = manager.staff.assignments(agency.session.actor.id)
    ended = manager.staff.assign(replace(assigned, until=TODAY - timedelta(days=1))).record
    assert agency.drafts.load("form") is None
    manager.staff.assign(replace(ended, until=None))
    assert agency.drafts.load("form") == {"words": "He rang Nan."}


# -- accounts of another unit ---------------------------------------------------------------------------------


def somebody_on_birch(house: House, role: Role) -> StaffMember:
    with house.signed_in(MANAGER).session.writing(Action.MANAGE_STAFF) as work:
        return work.staff.add(StaffMember(name="Bo Lund", role=role, unit_id=birch(work)))


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.SYSTEM_ADMINISTRATOR])
@pytest.mark.parametrize("whose", [Role.AGENCY_WORKER, Role.RESIDENTIAL_WORKER])
def test_accounts_of_another_unit_are_out_of_reach(house: House, role: Role, whose: Role) -> None:
    bo = somebody_on_birch(house, whose)
    services = house.signed_in(role)
    ways = {
        "save": lambda: services.staff.save(replace(bo, role=Role.UNIT_MANAGER)),
        "end": lambda: services.staff.end(bo.id, TODAY),
        "set_password": lambda: services.staff.set_password(bo.id, "four quite odd words"),
        "confirm": lambda: services.staff.confirm(bo.id),
        "lift_pause": lambda: services.staff.lift_pause(bo.id),
        "assignments": lambda: services.staff.assignments(bo.id),
        "assign": lambda: services.staff.assign(Assignment(staff_id=bo.id, young_person_id=KAI)),
    }
    for name, way in ways.items():
        with pytest.raises(AppError) as told:
            way()
        assert isinstance(told.value, PermissionRefused), name
    assert bo.id not in {m.id for m in services.staff.list()}
    with house.signed_in(MANAGER).session.reading(Action.MANAGE_STAFF) as work:
        assert work.staff.require(bo.id) == bo


# -- every look and every change is in the trail --------------------------------------------------------------

FOR_WHOEVER_WRITES = {"language.kept", "language.names", "language.writing_about"}
"""What hints on words need, asked for as somebody types in a record they have open: nobody notes who wrote what."""
LOOKS = {
    name for name, row in ABOUT_ONE.items() if row.action in (Action.READ_RECORDS, Action.READ_PACK_REGISTER)
} - FOR_WHOEVER_WRITES


def test_every_look_at_a_record_is_in_the_trail(house: House) -> None:
    services = house.signed_in()
    know_the_lists(house, services)
    for name in sorted(LOOKS):
        house.clock.advance(timedelta(minutes=11))  # else looks within ten minutes are one
        with services.session._opened().reading() as work:
            newest = work.audit.head().seq
        ABOUT_ONE[name].call(services, KAI)
        with services.session._opened().reading() as work:
            looks = [e for e in work.audit.events(action="read", young_person_id=KAI) if e.seq > newest]
        assert {look.actor_name for look in looks} == {STAFF[Role.SHIFT_LEAD]}, name


def test_a_look_that_is_refused_gives_nothing_and_leaves_no_read_behind(house: House) -> None:
    services = house.signed_in(Role.AGENCY_WORKER)
    for name in sorted(LOOKS | FOR_WHOEVER_WRITES):
        assert not is_let_in(ABOUT_ONE[name], services, KAI), name
    ABOUT_ONE["young_people.get"].call(services, DEV)
    with services.session._opened().reading() as work:
        assert work.audit.events(action="read", young_person_id=KAI) == ()
        assert work.audit.events(action="read", young_person_id=DEV)
