"""The ways in: a PIN for one's own lock, one-time passwords, paused names, the recovery key, and the anchor."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import InputError, NotSignedIn, PasswordNeeded, SignInRefused
from securecare_desktop.db.engine import make_engine
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role, StaffMember
from securecare_desktop.services import way_in
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.session import Session
from tests.support.house import KAI, NOW, PASSWORD, STAFF, TODAY, House

PIN = "402917"


def noted(services: Services, action: str) -> list[dict[str, object]]:
    """Return the details of every event of one kind, newest first."""
    with services.session.reading(Action.CHECK_STORE) as work:
        return [{c.field: c.after for c in e.changes} for e in work.audit.events(action=action)]


def files_of(folder: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in folder.rglob("*") if f.is_file()}


# -- a PIN ------------------------------------------------------------------------------------------------


def test_a_pin_undoes_ones_own_lock_and_is_ready_for_the_next_one(house: House) -> None:
    session = house.signed_in().session
    session.set_pin(PIN)
    for _break in range(2):
        session.lock("locked_idle")
        assert not any(session.keys._key)
        offer = session.pin_offer
        assert offer is not None
        assert (offer.tries_left, offer.until) == (3, NOW + timedelta(minutes=60))
        assert session.unlock_with_pin(PIN).name == STAFF[Role.SHIFT_LEAD]
        assert session.signed_in


def test_three_wrong_pins_and_it_takes_the_password(house: House) -> None:
    services = house.signed_in()
    session = services.session
    session.set_pin(PIN)
    session.lock()
    for left in (2, 1, 0):
        with pytest.raises(SignInRefused):
            session.unlock_with_pin("402918")
        assert session.opens_with_pin is (left > 0)
    with pytest.raises(SignInRefused, match="no longer"):
        session.unlock_with_pin(PIN)
    session.sign_in_named(STAFF[Role.SHIFT_LEAD], PASSWORD)
    assert len(noted(services, "wrong_password")) == 3


@pytest.mark.parametrize("why", ["switched", "closed", "suspended", "user_switched", "signed_out"])
def test_a_pin_does_not_outlive_its_owners_presence(house: House, why: str) -> None:
    session = house.signed_in().session
    session.set_pin(PIN)
    session.lock(why)
    assert not session.opens_with_pin
    with pytest.raises(SignInRefused):
        session.unlock_with_pin(PIN)


def test_a_computer_that_goes_to_sleep_behind_a_lock_forgets_the_pin(house: House) -> None:
    session = house.signed_in().session
    session.set_pin(PIN)
    session.lock()
    session.lock("suspended")
    assert not session.opens_with_pin


def test_somebody_elses_sign_in_ends_the_pin_of_before(house: House) -> None:
    session = house.signed_in().session
    session.set_pin(PIN)
    session.lock()
    session.sign_in_named(STAFF[Role.RESIDENTIAL_WORKER], PASSWORD)
    session.lock()
    with pytest.raises(SignInRefused):
        session.unlock_with_pin(PIN)


def test_a_pin_opens_nothing_from_cold_and_stands_in_no_file(house: House) -> None:
    session = house.signed_in().session
    before = files_of(house.folder)
    session.set_pin(PIN)
    assert files_of(house.folder) == before
    session.lock()
    for content in files_of(house.folder).values():
        assert PIN.encode() not in content
    cold = Session(FixedClock(NOW), house.folder)
    assert not cold.opens_with_pin
    with pytest.raises(SignInRefused):
        cold.unlock_with_pin(PIN)


def locked_with_pin_and_ended_since(house: House) -> Session:
    session = house.signed_in().session
    session.set_pin(PIN)
    staff_id = session.actor.id
    session.lock()
    house.signed_in(Role.UNIT_MANAGER).staff.end(staff_id, TODAY)
    return session


def test_a_pin_undoes_no_lock_of_an_account_that_was_ended_meanwhile(house: House) -> None:
    session = locked_with_pin_and_ended_since(house)
    with pytest.raises(SignInRefused, match="ended"):
        session.unlock_with_pin(PIN)
    assert not session.signed_in
    assert not session.opens_with_pin


def test_after_a_change_of_the_stores_key_it_takes_the_password_and_nothing_is_called_damaged(
    house: House,
) -> None:
    session = house.signed_in().session
    session.set_pin(PIN)
    session.lock()
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.store_key.change_key(PASSWORD, lambda _done, _of: None)
    manager.session.lock()
    with pytest.raises(SignInRefused, match="no longer"):
        session.unlock_with_pin(PIN)
    assert not session.opens_with_pin
    assert session.sign_in_named(STAFF[Role.SHIFT_LEAD], PASSWORD)


def test_a_pin_that_let_nobody_in_undoes_the_lock_of_nobody_else(house: House) -> None:
    session = locked_with_pin_and_ended_since(house)
    with pytest.raises(SignInRefused):
        session.unlock_with_pin(PIN)
    session.sign_in_named(STAFF[Role.RESIDENTIAL_WORKER], PASSWORD)
    session.lock()
    assert not session.opens_with_pin
    with pytest.raises(SignInRefused, match="no longer"):
        session.unlock_with_pin(PIN)


def test_a_unit_without_pins_takes_none(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    from dataclasses import replace

    manager.units.save(replace(manager.units.list()[0], pin_minutes=0))
    manager.session.lock()
    session = house.signed_in().session
    with pytest.raises(InputError, match="password alone"):
        session.set_pin(PIN)
    with pytest.raises(InputError):
        house.signed_in().session.set_pin("111111")


# -- one-time passwords -----------------------------------------------------------------------------------


def somebody_new(house: House) -> Services:
    """Return services with Bo signed in, who was given a one-time password."""
    manager = house.signed_in(Role.UNIT_MANAGER)
    bo = StaffMember(name="Bo Lund", role=Role.SHIFT_LEAD, unit_id="")
    manager.staff.add(bo, "three odd words here")
    manager.session.lock()
    services = house.services()
    services.session.sign_in_named("Bo Lund", "three odd words here")
    return services


def test_with_a_one_time_password_nothing_opens_but_choosing_ones_own(house: House) -> None:
    services = somebody_new(house)
    assert services.session.must_choose_password
    for refused in (services.today.load, services.young_people.list, services.drafts.waiting):
        with pytest.raises(PasswordNeeded):
            refused()
    with pytest.raises(InputError, match="one-time"):
        services.session.choose_password("three odd words here")
    services.session.choose_password("entirely my own phrase")
    assert services.young_people.get(KAI).name_used == "Kai"
    services.session.lock()
    with pytest.raises(SignInRefused):
        services.session.sign_in_named("Bo Lund", "three odd words here")
    services.session.sign_in_named("Bo Lund", "entirely my own phrase")
    assert not services.session.must_choose_password


def test_whoever_stops_before_choosing_is_asked_again(house: House) -> None:
    services = somebody_new(house)
    services.session.lock()
    services.session.sign_in_named("Bo Lund", "three odd words here")
    assert services.session.must_choose_password


def test_ones_own_password_is_changed_with_the_one_of_now(house: House) -> None:
    services = house.signed_in()
    with pytest.raises(InputError) as told:
        services.session.change_password("not this one at all", "entirely my own phrase")
    assert [p.field for p in told.value.problems] == ["old"]
    services.session.change_password(PASSWORD, "entirely my own phrase")
    services.session.lock()
    with pytest.raises(SignInRefused):
        services.session.sign_in_named(STAFF[Role.SHIFT_LEAD], PASSWORD)
    services.session.sign_in_named(STAFF[Role.SHIFT_LEAD], "entirely my own phrase")
    assert len(noted(services, "password_changed")) == 1


# -- wrong tries --------------------------------------------------------------------------------------------


def guess(session: Session, clock: FixedClock, name: str, times: int) -> None:
    for _try in range(times):
        clock.advance(timedelta(minutes=20))
        with pytest.raises(SignInRefused):
            session.sign_in_named(name, "not the password")


def test_ten_wrong_tries_pause_a_name_until_a_manager_or_the_recovery_key_lifts_it(house: House) -> None:
    clock = FixedClock(NOW)
    session = Session(clock, house.folder, pause=lambda _seconds: None)
    guess(session, clock, STAFF[Role.RESIDENTIAL_WORKER], 10)
    clock.advance(timedelta(days=1))
    with pytest.raises(SignInRefused, match="paused"):
        session.sign_in_named(STAFF[Role.RESIDENTIAL_WORKER], PASSWORD)


def test_a_manager_only_ever_waits_so_that_nobody_can_shut_the_house_out(house: House) -> None:
    clock = FixedClock(NOW)
    session = Session(clock, house.folder, pause=lambda _seconds: None)
    guess(session, clock, STAFF[Role.UNIT_MANAGER], 30)
    clock.advance(timedelta(minutes=15))
    session.sign_in_named(STAFF[Role.UNIT_MANAGER], PASSWORD)
    session.lock()


def test_wrong_pins_with_right_ones_between_them_never_pause_a_name(house: House) -> None:
    session = house.signed_in().session
    session.set_pin(PIN)
    for _break in range(5):
        session.lock("locked_idle")
        for _slip in range(2):
            with pytest.raises(SignInRefused):
                session.unlock_with_pin("402918")
        assert session.unlock_with_pin(PIN)
    session.lock("signed_out")
    assert session.sign_in_named(STAFF[Role.SHIFT_LEAD], PASSWORD)


def test_a_pin_lifts_no_pause(house: House) -> None:
    clock = FixedClock(NOW)
    session = Session(clock, house.folder, pause=lambda _seconds: None)
    session.sign_in_named(STAFF[Role.SHIFT_LEAD], PASSWORD)
    session.set_pin(PIN)
    session.lock()
    guess(session, clock, STAFF[Role.SHIFT_LEAD], 10)
    session.unlock_with_pin(PIN)
    session.lock("signed_out")
    clock.advance(timedelta(days=1))
    with pytest.raises(SignInRefused, match="paused"):
        session.sign_in_named(STAFF[Role.SHIFT_LEAD], PASSWORD)


def ask_again(services: Services, password: str) -> bool:
    return way_in.is_password(services.session, password)


def change_own(services: Services, password: str) -> bool:
    try:
        services.session.change_password(password, "entirely my own phrase")
    except InputError:
        return False
    return True


@pytest.mark.parametrize("asked", [ask_again, change_own])
def test_a_desk_that_was_left_open_is_no_place_to_guess_the_password(
    house: House, asked: Callable[[Services, str], bool]
) -> None:
    services = house.signed_in()
    assert [asked(services, f"wrong guess {n}") for n in range(4)] == [False] * 4
    assert ask_again(services, PASSWORD)  # a right one in between begins the count anew
    assert [asked(services, f"wrong guess {n}") for n in range(5)] == [False] * 5
    with pytest.raises(SignInRefused, match="several wrong tries"):
        asked(services, PASSWORD)
    house.clock.advance(timedelta(minutes=1))
    assert asked(services, PASSWORD)


def test_every_wrong_try_is_in_the_trail_once_somebody_has_signed_in(house: House) -> None:
    clock = FixedClock(NOW)
    session = Session(clock, house.folder, pause=lambda _seconds: None)
    guess(session, clock, STAFF[Role.RESIDENTIAL_WORKER], 2)
    services = house.signed_in()
    tries = noted(services, "wrong_password")
    assert len(tries) == 2
    assert all(t["at"] and t["computer"] for t in tries)
    services.session.lock()
    again = house.signed_in()
    assert len(noted(again, "wrong_password")) == 2


# -- accounts that changed meanwhile ---------------------------------------------------------------------


def test_a_role_that_changed_holds_at_once(house: House) -> None:
    from dataclasses import replace

    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    manager = house.signed_in(Role.UNIT_MANAGER)
    femi = next(m for m in manager.staff.list() if m.name == STAFF[Role.RESIDENTIAL_WORKER])
    assert worker.young_people.get(KAI).name_used == "Kai"
    manager.staff.save(replace(femi, role=Role.AGENCY_WORKER))
    from securecare_desktop.core.errors import PermissionRefused

    with pytest.raises(PermissionRefused):
        worker.young_people.get(KAI)


def test_an_account_that_ended_reads_nothing_more(house: House) -> None:
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    manager = house.signed_in(Role.UNIT_MANAGER)
    femi = next(m for m in manager.staff.list() if m.name == STAFF[Role.RESIDENTIAL_WORKER])
    manager.staff.end(femi.id, TODAY - timedelta(days=1))
    with pytest.raises(NotSignedIn, match="ended"):
        worker.young_people.get(KAI)


def test_an_account_that_ended_behind_its_one_time_password_gets_no_slot_again(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    given = manager.staff.add(StaffMember(name="Bo Lund", role=Role.RESIDENTIAL_WORKER, unit_id=""))
    newcomer = house.services()
    newcomer.session.sign_in_named("Bo Lund", given.password)
    manager.staff.end(given.record.id, TODAY)
    with pytest.raises(NotSignedIn, match="ended"):
        newcomer.session.choose_password("entirely my own phrase")
    assert given.record.id not in {person.staff_id for person in manager.session.keys.ring().people}


def test_whoever_is_over_loses_their_slot_at_the_next_sign_in_of_anybody(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    femi = next(m for m in manager.staff.list() if m.name == STAFF[Role.RESIDENTIAL_WORKER])
    manager.staff.end(femi.id, TODAY + timedelta(days=1))
    manager.session.lock()
    house.clock.advance(timedelta(days=3))
    lead = house.signed_in()
    assert femi.name not in {p.name for p in lead.session.sign_in_page().people}


# -- reads --------------------------------------------------------------------------------------------------


def test_a_look_at_a_record_is_in_the_trail_before_it_goes_out_and_once_in_ten_minutes(house: House) -> None:
    services = house.signed_in()
    for _look in range(3):
        services.family_time.occasions(KAI)
    with services.session.reading(Action.CHECK_STORE) as work:
        reads = [e for e in work.audit.events(action="read") if e.record_kind == "family_time"]
    assert [(e.young_person_id, e.actor_name) for e in reads] == [(KAI, STAFF[Role.SHIFT_LEAD])]
    house.clock.advance(timedelta(minutes=11))
    services.family_time.occasions(KAI)
    with services.session.reading(Action.CHECK_STORE) as work:
        reads = [e for e in work.audit.events(action="read") if e.record_kind == "family_time"]
    assert len(reads) == 2


# -- the anchor ---------------------------------------------------------------------------------------------


def cut_off_the_end(house: House, key: bytes, events: int) -> None:
    """Take the newest events away with the key and SQLCipher itself, triggers and all."""
    engine = make_engine(house.folder / "store.db", lambda: key, keep_connection=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_event_loses_none")
        newest = connection.exec_driver_sql("SELECT max(seq) FROM audit_event").scalar()
        connection.exec_driver_sql("DELETE FROM audit_event WHERE seq > ?", (newest - events,))
    engine.dispose()


@pytest.mark.parametrize("events", [1, 5])
def test_events_gone_from_the_end_are_found_and_stay_found(house: House, events: int) -> None:
    services = house.signed_in()
    key = bytes(services.session.keys._key)
    services.young_people.get(KAI)
    services.session.lock()
    cut_off_the_end(house, key, events)
    for _again in range(2):
        after = house.signed_in(Role.UNIT_MANAGER)
        assert not after.audit.check().sound
        assert noted(after, "events_missing")
        after.session.lock()


def test_a_folder_put_back_whole_is_sound(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    services.session.lock()
    shutil.copytree(house.folder, tmp_path / "backup")
    later = house.signed_in()
    later.young_people.get(KAI)
    later.session.lock()
    shutil.rmtree(house.folder)
    shutil.copytree(tmp_path / "backup", house.folder)
    assert house.signed_in().audit.check().sound
