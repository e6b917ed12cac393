"""Changing the key of the store: nobody here needs another password, and nobody who left opens anything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from securecare_desktop.core.errors import (
    AppError,
    InputError,
    NotSignedIn,
    SignInRefused,
    StoreBusy,
    StoreError,
)
from securecare_desktop.db import rekey as rekeying
from securecare_desktop.db.store import Store
from securecare_desktop.domain.staff import Role, StaffMember
from securecare_desktop.security.keyslots import Keyring
from securecare_desktop.services.bundle import Services
from tests.support.house import CHEAP, KAI, NOW, PASSWORD, STAFF, TODAY, House

ROOT = Path(__file__).parents[3]
STOPS = ["copying", "reading", "before the keyring", "after the keyring"]


class StoppedError(AppError):
    """Somebody pressed Stop."""


def ignore(_done: int, _of: int) -> None:
    """Hear how far it is and go on."""


def actions(services: Services) -> list[str]:
    return [e.action for e in services.audit.log(limit=40)]


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


def test_everybody_who_works_here_goes_on_with_their_own_password(house: House, manager: Services) -> None:
    before = manager.session.keys.whole()
    seen: list[tuple[int, int]] = []
    manager.store_key.change_key(PASSWORD, lambda done, of: seen.append((done, of)))
    assert manager.session.keys.whole() != before
    assert manager.young_people.get(KAI).name_used == "Kai"  # the open session goes on
    assert seen[-1][0] == seen[-1][1] > 0
    assert seen == sorted(seen)
    manager.session.lock()
    for role in STAFF:
        again = house.signed_in(role)
        assert again.session.keys.whole() != before
        again.session.lock()


def test_it_stands_in_the_log_which_goes_on_unbroken(house: House, manager: Services) -> None:
    before = len(manager.audit.log(limit=5000))
    manager.store_key.change_key(PASSWORD, ignore)
    assert [a for a in actions(manager) if "key" in a][:2] == ["store_key_changed", "store_key_change_begun"]
    assert len(manager.audit.log(limit=5000)) > before
    assert manager.audit.check().sound
    assert manager.session.keys.anchor() is not None


def test_whoever_left_opens_nothing_also_not_with_an_old_keyring_and_the_old_password(
    house: House, manager: Services, tmp_path: Path
) -> None:
    """Bo kept a copy of the keyring from before; the new store and the new keyring fall into their hands as well."""
    bo = manager.staff.add(
        StaffMember(name="Bo Lund", role=Role.RESIDENTIAL_WORKER, unit_id=""), "three odd words here"
    ).record
    old_folder = tmp_path / "on a stick"
    old_folder.mkdir()
    shutil.copy(house.folder / "keyring.json", old_folder)
    old_ring = Keyring.read(old_folder, CHEAP)
    old_key = old_ring.unlock(bo.id, "three odd words here")
    manager.staff.end(bo.id, TODAY)
    manager.store_key.change_key(PASSWORD, ignore)
    manager.session.lock()
    # the old keyring and password give the old key, which opens the store no more
    with pytest.raises(StoreError):
        Store.open(house.folder, old_key, old_ring.store_id, house.clock)
    # the new keyring knows nobody of this name, and gives the old key nothing
    ring = Keyring.read(house.folder, CHEAP)
    assert bo.id not in {p.staff_id for p in ring.people}
    with pytest.raises(SignInRefused):
        ring.unlock(bo.id, "three odd words here")
    with pytest.raises(StoreError):
        ring.verify(old_key)
    # the old keyring put back beside the new store opens nothing either, for nobody
    shutil.copy(old_folder / "keyring.json", house.folder / "keyring.json")
    with pytest.raises(StoreError):
        house.signed_in(Role.UNIT_MANAGER)


def test_somebody_whose_last_day_has_passed_is_left_out_too(house: House, manager: Services) -> None:
    ends_today = manager.staff.add(
        StaffMember(name="Bo Lund", role=Role.AGENCY_WORKER, unit_id="", ends=TODAY), "three odd words here"
    ).record
    manager.store_key.change_key(PASSWORD, ignore)
    assert ends_today.id in {p.staff_id for p in Keyring.read(house.folder, CHEAP).people}
    house.clock.advance(NOW.replace(day=15) - NOW)
    manager.store_key.change_key(PASSWORD, ignore)
    assert ends_today.id not in {p.staff_id for p in Keyring.read(house.folder, CHEAP).people}


def test_older_copies_that_the_old_key_opens_are_named(house: House, manager: Services) -> None:
    copies = house.folder / "copies"
    copies.mkdir()
    with manager.session.reading() as work:
        assert work.young_people.require(KAI)
    manager.session._opened().copy_to(copies / "before-upgrade.db")
    assert manager.store_key.change_key(PASSWORD, ignore).older_copies == ("before-upgrade.db",)


def test_a_wrong_password_changes_nothing_and_counts_as_a_wrong_try(house: House, manager: Services) -> None:
    before = (house.folder / "keyring.json").read_bytes()
    with pytest.raises(InputError) as told:
        manager.store_key.change_key("not the password", ignore)
    assert [p.field for p in told.value.problems] == ["password"]
    assert (house.folder / "keyring.json").read_bytes() == before
    manager.session.lock()
    again = house.signed_in(Role.UNIT_MANAGER)
    assert "wrong_password" in actions(again)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
def test_it_can_be_stopped_at_any_time_before_the_swap(house: House, manager: Services, share: float) -> None:
    before = manager.session.keys.whole()

    def stop(done: int, of: int) -> None:
        if done >= share * of:
            raise StoppedError("stopped")

    with pytest.raises(StoppedError):
        manager.store_key.change_key(PASSWORD, stop)
    assert manager.session.keys.whole() == before
    assert manager.young_people.get(KAI).name_used == "Kai"
    assert "store_key_change_stopped" in actions(manager)
    assert not (house.folder / rekeying.REKEYED_FILE).exists()
    manager.session.lock()
    assert house.signed_in(Role.SHIFT_LEAD).young_people.list()


def test_another_window_that_has_the_store_open_is_said_plainly_and_keeps_working(
    house: House, manager: Services
) -> None:
    other = house.signed_in(Role.SHIFT_LEAD)
    with pytest.raises(StoreBusy, match="open in another window"):
        manager.store_key.change_key(PASSWORD, ignore)
    assert manager.young_people.list()
    assert other.young_people.list()
    other.session.lock()
    manager.store_key.change_key(PASSWORD, ignore)
    assert house.signed_in(Role.SHIFT_LEAD).young_people.list()


def test_a_store_that_cannot_be_opened_again_leaves_nobody_signed_in_and_no_key(
    house: House, manager: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_arguments: object, **_more: object) -> Store:
        raise StoreError("The disk is not there.")

    monkeypatch.setattr(Store, "open", gone)
    with pytest.raises(StoreError, match="not there"):
        manager.store_key.change_key(PASSWORD, ignore)
    assert not manager.session.signed_in
    with pytest.raises(NotSignedIn):
        manager.session.keys.whole()
    monkeypatch.undo()
    assert house.folder.exists()


def test_the_pin_of_ones_own_lock_goes_on(house: House, manager: Services) -> None:
    manager.session.set_pin("836251")
    manager.store_key.change_key(PASSWORD, ignore)
    manager.session.lock()
    manager.session.unlock_with_pin("836251")
    assert manager.young_people.get(KAI).name_used == "Kai"


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from securecare_desktop.core.clock import SystemClock
from securecare_desktop.security import wrapping
from securecare_desktop.security.keyslots import KeyCost, Keyring
from securecare_desktop.services.bundle import build_services
wrapping.FLOOR = wrapping.STANDARD_COST = KeyCost(64, 1, 1)
stop_at = sys.argv[4]
def stop(point):
    if point == stop_at:
        print(point, flush=True)
        sys.stdin.readline()
write = Keyring.write
def slow_write(ring, folder, key):
    changing = session.signed_in and key != session.keys.whole()
    if changing:
        stop("before the keyring")
    write(ring, folder, key)
    if changing:
        stop("after the keyring")
Keyring.write = slow_write
services = build_services(SystemClock(), Path(sys.argv[2]))
session = services.session
session.sign_in_named("Graham Pell", sys.argv[3])
services.store_key.change_key(sys.argv[3], lambda done, of: stop("copying" if done < of / 2 else "reading"))
print("done", flush=True)
"""


@pytest.fixture
def program(house: House) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Run the change in another program until it stands still at a point."""
    running = []

    def start(point: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(ROOT), str(house.folder), PASSWORD, point],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ},
        )
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == point
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("point", STOPS)
def test_a_kill_in_the_middle_leaves_a_store_that_everybody_opens_as_before(
    house: House, program: Callable[[str], subprocess.Popen[str]], point: str
) -> None:
    before = Keyring.read(house.folder, CHEAP)
    graham = next(p.staff_id for p in before.people if p.name == STAFF[Role.UNIT_MANAGER])
    old_key = before.unlock(graham, PASSWORD)
    process = program(point)
    process.kill()
    process.communicate()
    changed = point == "after the keyring"
    for role in (Role.UNIT_MANAGER, Role.RESIDENTIAL_WORKER):
        services = house.signed_in(role)
        assert (services.session.keys.whole() != old_key) is changed
        if role is Role.UNIT_MANAGER:
            assert services.young_people.get(KAI).name_used == "Kai"
            assert services.audit.check().sound
            assert "store_key_change_begun" in actions(services)
        services.session.lock()
    assert not (house.folder / rekeying.REKEYED_FILE).exists()


def test_nobody_but_a_manager_changes_the_key(house: House) -> None:
    for role in set(STAFF) - {Role.UNIT_MANAGER}:
        services = house.signed_in(role)
        with pytest.raises(AppError, match="does not allow this"):
            services.store_key.change_key(PASSWORD, ignore)
        services.session.lock()
