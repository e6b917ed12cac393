"""Signing in, locking, and what is left in memory and on disk afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import (
    Gone,
    InputError,
    NotSignedIn,
    PermissionRefused,
    SignInRefused,
    StoreError,
)
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Jurisdiction, Role, StaffMember
from securecare_desktop.services.bundle import Services, build_services
from securecare_desktop.services.session import Session
from securecare_desktop.services.stores import NewStore
from tests.support.house import KAI, NOW, PASSWORD, STAFF, TODAY, House, change_id, let_keys_be_cheap


def actions_noted(services: Services) -> list[str]:
    return [e.action for e in services.audit.log(limit=20)]


def test_the_sign_in_page_names_staff_and_no_young_person(house: House) -> None:
    page = house.services().session.sign_in_page()
    assert (page.unit_name, page.house_name) == ("Rowan", "Brackenfield House")
    assert {p.name for p in page.people} == set(STAFF.values())


def test_the_right_password_opens_the_store_and_is_written_down(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    assert services.session.actor.name == "Graham Pell"
    assert actions_noted(services)[0] == "signed_in"


def test_a_wrong_password_takes_as_long_as_a_right_one_and_does_not_say_which_half_was_wrong(
    house: House,
) -> None:
    pauses: list[float] = []
    session = Session(FixedClock(NOW), house.folder, pause=pauses.append)
    sentences = set()
    for name, password in (("Graham Pell", "not the password"), ("Nobody Here", PASSWORD)):
        with pytest.raises(SignInRefused) as refused:
            session.sign_in_named(name, password)
        sentences.add(refused.value.sentence)
    assert len(sentences) == 1
    assert len(pauses) == 2
    assert all(0 < pause < 5 for pause in pauses)
    assert not session.signed_in


def test_after_five_wrong_tries_even_the_right_password_waits_and_nobody_else_does(house: House) -> None:
    clock = FixedClock(NOW)
    session = Session(clock, house.folder, pause=lambda _seconds: None)
    for _attempt in range(5):
        with pytest.raises(SignInRefused):
            session.sign_in_named("Denise Okafor", "not the password")
    with pytest.raises(SignInRefused, match="wrong tries"):
        session.sign_in_named("Denise Okafor", PASSWORD)
    session.sign_in_named("Femi Oduya", PASSWORD)
    session.lock()
    clock.advance(timedelta(hours=2))
    session.sign_in_named("Denise Okafor", PASSWORD)
    with session.reading(Action.READ_RECORDS) as work:
        newest = work.audit.events(action="signed_in", limit=1)[0]
    assert {(c.field, c.after) for c in newest.changes} == {("wrong_tries_before", "5")}
    session.lock()


def test_an_ended_account_opens_nothing(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    femi = next(m for m in manager.staff.list() if m.name == "Femi Oduya")
    manager.staff.end(femi.id, TODAY - timedelta(days=1))
    with pytest.raises(SignInRefused):
        house.signed_in(Role.RESIDENTIAL_WORKER)
    assert "Femi Oduya" not in {p.name for p in manager.session.sign_in_page().people}


def test_an_account_that_ends_by_itself_is_refused_from_the_day_after(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    agency = StaffMember(name="Bo Lund", role=Role.AGENCY_WORKER, unit_id="", ends=TODAY)
    manager.staff.add(agency, "three odd words here")
    manager.session.lock()
    services = house.services()
    services.session.sign_in_named("Bo Lund", "three odd words here")
    services.session.lock()
    house.clock.advance(timedelta(days=1))
    with pytest.raises(SignInRefused, match="ended"):
        services.session.sign_in_named("Bo Lund", "three odd words here")


def test_a_lock_lets_go_of_the_store_and_wipes_the_key(house: House) -> None:
    services = house.signed_in()
    key = services.session.keys._key
    assert any(key)
    services.session.lock()
    assert not any(key)
    with pytest.raises(NotSignedIn):
        services.today.load()
    with pytest.raises(NotSignedIn):
        services.session.keys.add_slot(StaffMember(name="X", role=Role.INSPECTOR, unit_id=""), PASSWORD)
    again = house.signed_in(Role.UNIT_MANAGER)
    assert "locked" in actions_noted(again)


def test_locking_twice_is_fine(house: House) -> None:
    services = house.signed_in()
    services.session.lock()
    services.session.lock()
    assert not services.session.signed_in


def test_a_refusal_says_what_the_role_may_not_do_and_whom_to_ask(house: House) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    with pytest.raises(PermissionRefused) as refused:
        services.worker_changes.finish(change_id(KAI))
    assert "residential worker" in refused.value.text
    assert "Ask the shift lead" in refused.value.hint


def test_an_unknown_young_person_is_gone_and_not_a_defect(house: House) -> None:
    with pytest.raises(Gone):
        house.signed_in().young_people.overview("f" * 32)


@pytest.mark.parametrize("missing", ["store.db", "keyring.json"])
def test_a_folder_with_half_a_store_says_what_is_missing(house: House, missing: str) -> None:
    (house.folder / missing).unlink()
    with pytest.raises(StoreError) as told:
        house.services().session.sign_in_page()
    assert told.value.hint
    assert not (house.folder / missing).exists()


def new_store(**other: object) -> NewStore:
    values = {
        "unit_name": "Rowan",
        "house_name": "Brackenfield House",
        "jurisdiction": Jurisdiction.WALES,
        "manager_name": "Graham Pell",
        "password": PASSWORD,
    }
    return NewStore(**{**values, **other})


def test_a_new_store_signs_its_manager_in_and_its_recovery_key_opens_it(tmp_path, monkeypatch) -> None:
    from securecare_desktop.security.keyslots import Keyring

    let_keys_be_cheap(monkeypatch)
    services = build_services(FixedClock(NOW), tmp_path / "store")
    made = services.stores.create(tmp_path / "store", new_store())
    assert services.session.actor.role is Role.UNIT_MANAGER
    assert services.units.list()[0].jurisdiction is Jurisdiction.WALES
    assert services.young_people.list() == ()
    key = Keyring.read(tmp_path / "store").unlock_with_recovery_key(made.recovery_key.lower())
    assert key == bytes(services.session.keys._key)
    services.session.lock()


def test_a_new_store_says_everything_that_is_missing_and_leaves_nothing(tmp_path) -> None:
    services = build_services(FixedClock(NOW))
    with pytest.raises(InputError) as told:
        services.stores.create(
            tmp_path / "store", new_store(unit_name=" ", manager_name="", password="short")
        )
    assert [p.field for p in told.value.problems] == ["unit_name", "manager_name", "password"]
    assert not (tmp_path / "store").exists()


def test_a_store_is_never_made_over_another_one(house: House) -> None:
    before = (house.folder / "keyring.json").read_bytes()
    with pytest.raises(StoreError, match="already"):
        house.services().stores.create(house.folder, new_store())
    assert (house.folder / "keyring.json").read_bytes() == before


def test_a_store_that_another_window_has_just_made_is_not_cleared_away(tmp_path, monkeypatch) -> None:
    let_keys_be_cheap(monkeypatch)
    folder = tmp_path / "store"
    services, late = build_services(FixedClock(NOW)), build_services(FixedClock(NOW))
    looked = late.stores.exists

    def just_before(where) -> bool:
        found = looked(where)
        services.stores.create(folder, new_store())
        return found

    monkeypatch.setattr(late.stores, "exists", just_before)
    with pytest.raises(StoreError, match="already"):
        late.stores.create(folder, new_store())
    services.session.lock()
    services.session.sign_in_named("Graham Pell", PASSWORD)
    services.session.lock()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    services = build_services(FixedClock(NOW))
    with pytest.raises(StoreError, match="cannot be written"):
        services.stores.create(tmp_path / "file" / "store", new_store())


def a_store_with_its_recovery_key(folder, monkeypatch) -> tuple[Services, str]:
    let_keys_be_cheap(monkeypatch)
    services = build_services(FixedClock(NOW), folder)
    made = services.stores.create(folder, new_store())
    services.staff.add(StaffMember(name="Femi Oduya", role=Role.RESIDENTIAL_WORKER, unit_id=""), PASSWORD)
    services.session.lock()
    services.session.pause = lambda _seconds: None
    return services, made.recovery_key


def named(services: Services, name: str) -> str:
    return next(p.staff_id for p in services.session.sign_in_page().people if p.name == name)


def test_the_recovery_key_gives_the_manager_a_new_password(tmp_path, monkeypatch) -> None:
    services, key = a_store_with_its_recovery_key(tmp_path / "store", monkeypatch)
    manager = named(services, "Graham Pell")
    next_key = services.stores.recover(manager, key.lower(), "quite another phrase")
    assert not services.session.signed_in  # it opens the store for this alone
    with pytest.raises(SignInRefused):
        services.session.sign_in_named("Graham Pell", PASSWORD)
    services.session.sign_in_named("Graham Pell", "quite another phrase")
    assert "recovery_key_used" in actions_noted(services)
    services.session.lock()
    with pytest.raises(SignInRefused, match="does not open"):
        services.stores.recover(manager, key, "one more other phrase")
    services.stores.recover(manager, next_key, "one more other phrase")


REFUSED_AT_COMMIT = (
    "CREATE TABLE nowhere (id TEXT PRIMARY KEY)",
    "CREATE TABLE lost (id TEXT REFERENCES nowhere (id) DEFERRABLE INITIALLY DEFERRED)",
    """CREATE TRIGGER refuses_at_commit AFTER INSERT ON audit_event WHEN NEW.action = 'recovery_key_used'
    BEGIN INSERT INTO lost VALUES ('x'); END""",
)


def test_a_save_that_fails_at_its_end_uses_up_no_recovery_key(tmp_path, monkeypatch) -> None:
    services, key = a_store_with_its_recovery_key(tmp_path / "store", monkeypatch)
    manager = services.session.sign_in_named("Graham Pell", PASSWORD)
    with services.session.own_work() as work:
        for statement in REFUSED_AT_COMMIT:
            work.session.connection().exec_driver_sql(statement)
    services.session.lock()
    with pytest.raises(IntegrityError):
        services.stores.recover(manager.id, key, "quite another phrase")
    services.session.sign_in_named("Graham Pell", PASSWORD)
    with services.session.own_work() as work:
        work.session.connection().exec_driver_sql("DROP TRIGGER refuses_at_commit")
    services.session.lock()
    assert services.stores.recover(manager.id, key, "quite another phrase")


def test_the_recovery_key_opens_nobody_elses_account_and_no_weak_password_is_taken(
    tmp_path, monkeypatch
) -> None:
    services, key = a_store_with_its_recovery_key(tmp_path / "store", monkeypatch)
    before = (tmp_path / "store" / "keyring.json").read_bytes()
    with pytest.raises(SignInRefused, match="unit manager"):
        services.stores.recover(named(services, "Femi Oduya"), key, "quite another phrase")
    with pytest.raises(InputError):
        services.stores.recover(named(services, "Graham Pell"), key, "short")
    with pytest.raises(SignInRefused):
        services.stores.recover(named(services, "Graham Pell"), "AAAAA-" * 8, "quite another phrase")
    assert (tmp_path / "store" / "keyring.json").read_bytes() == before
    assert not services.session.signed_in
