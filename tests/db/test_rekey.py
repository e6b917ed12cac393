"""A store gets another key: whole or not at all, wherever it is cut off, and nothing in it changes."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import StoreBusy, StoreError
from securecare_desktop.db import rekey as rekeying
from securecare_desktop.db.check import check
from securecare_desktop.db.engine import connect_file
from securecare_desktop.db.rekey import REKEYED_FILE, copies_under_another_key, finish_interrupted, rekey
from securecare_desktop.db.store import STORE_FILE, Store
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.record import Actor
from securecare_desktop.domain.staff import Jurisdiction, Unit
from securecare_desktop.domain.young_people import YoungPerson

ROOT = Path(__file__).parents[2]
OLD, NEW, STORE_ID = bytes(range(32)), bytes(range(32, 64)), "7" * 32
ANNA = Actor("anna", "Anna Kelly", "unit_manager", "OFFICE-2")
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
KEPT_ONES = 120


class CutOffError(Exception):
    """Somebody pressed Cancel, or the power went."""


class TheKeyring:
    """Stands for keyring.json: what it gives is the key of the store, and it is replaced in one step."""

    def __init__(self) -> None:
        self.key = OLD

    def commit(self) -> None:
        self.key = NEW


def open_with(folder: Path, key: bytes, **more: Callable[[], bool]) -> Store:
    return Store.open(folder, key, STORE_ID, FixedClock(NOW), **more)


@pytest.fixture
def keyring() -> TheKeyring:
    return TheKeyring()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store of the program's own tables, with people in it, made once."""
    store = Store.create(tmp_path_factory.mktemp("rekey") / "store", OLD, STORE_ID, FixedClock(NOW))
    with store.work(ANNA) as work:
        unit = work.units.add(
            Unit(name="Rowan", house_name="Brackenfield", jurisdiction=Jurisdiction.ENGLAND)
        )
        kai = work.young_people.add(
            YoungPerson(
                unit_id=unit.id,
                name_used="Kai",
                legal_name="Kai Renshaw",
                date_of_birth=date(2010, 9, 30),
                pronouns="he/him",
            )
        )
        for number in range(KEPT_ONES):
            work.network_people.add(
                NetworkPerson(
                    young_person_id=kai.id,
                    name=f"Pauline {number}",
                    who_they_are="Grandmother who knows the zebra song " * 20,
                    circle=Circle.OWN_PEOPLE,
                )
            )
    store.close()
    return store.folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """The folder of a store for one test."""
    return Path(shutil.copytree(template, tmp_path / "store"))


def change_key(folder: Path, keyring: TheKeyring, **how: object) -> None:
    given: dict = {"progress": lambda _done, _all: None, "commit": keyring.commit, **how}
    rekey(folder, OLD, NEW, **given)


def content(folder: Path, key: bytes) -> dict[str, list]:
    """Return everything in the store: every table's rows (the search index's own too) and the schema."""
    with closing(connect_file(folder / STORE_FILE, key)) as connection:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        tables = [name for kind, name, _ in schema if kind == "table"]
        found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        versions = [connection.execute(f"PRAGMA {p}").fetchone() for p in ("user_version", "page_size")]
    return {**found, "schema": schema, "versions": versions}


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def assert_only_opens_with(folder: Path, key: bytes, other: bytes) -> None:
    """Assert that the store opens with `key`, whole and with its people, and with the other key not at all."""
    with pytest.raises(StoreError, match="cannot be read with this key"):
        open_with(folder, other)
    store = open_with(folder, key)
    with store.reading() as work:
        assert len(work.network_people.find()) == KEPT_ONES
    assert check(store).sound
    store.close()
    assert names(folder) == {STORE_FILE, "last-writer.json"}


def test_the_store_opens_with_the_new_key_and_never_again_with_the_old_one(
    folder: Path, keyring: TheKeyring
) -> None:
    change_key(folder, keyring)
    assert keyring.key == NEW
    assert names(folder) == {STORE_FILE, "last-writer.json"}
    assert_only_opens_with(folder, NEW, OLD)


def test_every_table_trigger_and_row_is_what_it_was(folder: Path, keyring: TheKeyring) -> None:
    with closing(connect_file(folder / STORE_FILE, OLD)) as connection:
        connection.execute("PRAGMA user_version = 7")
    before = content(folder, OLD)
    assert len(before["network_person"]) == KEPT_ONES
    assert {name for kind, name, _ in before["schema"] if kind == "trigger"} >= {
        "audit_event_keeps_its_events",
        "search_entry_added",
    }
    change_key(folder, keyring)
    assert content(folder, NEW) == before


def test_work_goes_on_under_the_new_key(folder: Path, keyring: TheKeyring) -> None:
    change_key(folder, keyring)
    store = open_with(folder, NEW)
    with store.work(ANNA) as work:
        assert work.search.find("zebra", limit=500)
        events = work.audit.count()
        first = work.network_people.find()[0]
        work.network_people.add(
            NetworkPerson(
                young_person_id=first.young_person_id,
                name="Delroy",
                who_they_are="Uncle with the saxophone",
                circle=Circle.OWN_PEOPLE,
            )
        )
    with store.reading() as work:
        assert [hit.title for hit in work.search.find("saxophone")] == ["Delroy"]
        assert work.audit.verify().events == events + 1
        connection = work.session.connection()
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    with closing(connect_file(folder / STORE_FILE, NEW)) as connection:
        with pytest.raises(Exception, match="never changed"):
            connection.execute("UPDATE audit_event SET actor_name = 'Nobody'")
        with pytest.raises(Exception, match="never shortened"):
            connection.execute("DELETE FROM audit_event")
    store.close()


def test_the_new_file_is_private_and_holds_nothing_readable(folder: Path, keyring: TheKeyring) -> None:
    found = {}

    def look(_done: int, _all: int) -> None:
        found.update({file.name: file.read_bytes() for file in folder.iterdir()})
        if os.name == "posix":  # Windows keeps the profile folder private by its access list
            assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}

    change_key(folder, keyring, progress=look)
    assert REKEYED_FILE in found
    found["after"] = (folder / STORE_FILE).read_bytes()
    for data in found.values():
        assert b"zebra" not in data
        assert b"SQLite format" not in data


def test_progress_is_told_many_times_and_ends_when_all_is_done(folder: Path, keyring: TheKeyring) -> None:
    size = (folder / STORE_FILE).stat().st_size
    heard: list[tuple[int, int]] = []
    change_key(folder, keyring, progress=lambda done, of: heard.append((done, of)))
    assert len(heard) >= 5
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert {of for _, of in heard} == {2 * size}
    assert heard[-1] == (2 * size, 2 * size)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.5, 0.7, 1.0])
def test_a_cancel_anywhere_before_the_keyring_leaves_all_as_it_was(
    folder: Path, keyring: TheKeyring, share: float
) -> None:
    before = content(folder, OLD)

    def progress(done: int, of: int) -> None:
        if done >= share * of:
            raise CutOffError

    with pytest.raises(CutOffError):
        change_key(folder, keyring, progress=progress)
    assert keyring.key == OLD
    assert names(folder) == {STORE_FILE, "last-writer.json"}
    assert content(folder, OLD) == before
    assert_only_opens_with(folder, OLD, NEW)
    change_key(folder, keyring)
    assert_only_opens_with(folder, NEW, OLD)


def test_a_keyring_that_cannot_be_written_leaves_the_old_key(folder: Path, keyring: TheKeyring) -> None:
    def full() -> None:
        raise OSError(28, "no space")

    with pytest.raises(StoreError, match="could not be written under its new key"):
        change_key(folder, keyring, commit=full)
    open_with(folder, OLD).close()
    assert_only_opens_with(folder, OLD, NEW)


def test_a_keyring_that_was_written_although_it_raised_gives_the_new_key(
    folder: Path, keyring: TheKeyring
) -> None:
    def late() -> None:
        keyring.commit()
        raise OSError(5, "the folder could not be flushed")

    with pytest.raises(StoreError):
        change_key(folder, keyring, commit=late)
    open_with(folder, keyring.key).close()
    assert_only_opens_with(folder, NEW, OLD)


def test_nothing_is_begun_while_another_window_has_the_store_open(folder: Path, keyring: TheKeyring) -> None:
    other = open_with(folder, OLD)
    with other.work(ANNA) as work:
        work.note("signed_in")
    with pytest.raises(StoreBusy, match="open in another window") as busy:
        change_key(folder, keyring)
    assert "Nothing was changed" in busy.value.hint
    assert REKEYED_FILE not in names(folder)
    with other.work(ANNA) as work:
        work.note("signed_out")
    other.close()
    assert keyring.key == OLD
    assert_only_opens_with(folder, OLD, NEW)


WINDOW = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from securecare_desktop.db.rekey import rekey
folder, old, new = Path(sys.argv[2]), bytes(range(32)), bytes(range(32, 64))
def stop(point):
    if point == sys.argv[3]:
        print(point, flush=True)
        sys.stdin.readline()
def progress(done, of):
    stop("copying" if done < of / 2 else "reading")
def commit():
    stop("before the keyring")
    (folder / "keyring.json").write_bytes(new)
    stop("after the keyring")
rekey(folder, old, new, progress=progress, commit=commit)
"""


@pytest.fixture
def window(folder: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Run the change in another program until it stands still at a point."""
    running = []

    def start(point: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(ROOT), str(folder), point],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == point
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("point", ["copying", "reading", "before the keyring", "after the keyring"])
def test_a_killed_program_leaves_a_store_that_opens_with_the_key_of_the_keyring(
    folder: Path, window: Callable[[str], subprocess.Popen[str]], point: str
) -> None:
    (folder / "keyring.json").write_bytes(OLD)
    process = window(point)
    process.kill()
    process.communicate()
    assert REKEYED_FILE in names(folder)
    key = (folder / "keyring.json").read_bytes()
    (folder / "keyring.json").unlink()
    assert key == (NEW if point == "after the keyring" else OLD)
    open_with(folder, key).close()
    assert_only_opens_with(folder, key, OLD if key == NEW else NEW)


@pytest.mark.parametrize("point", ["copying", "before the keyring", "after the keyring"])
@pytest.mark.parametrize("key", [OLD, NEW], ids=["old key", "new key"])
def test_nobody_gets_in_while_the_key_is_being_changed(
    folder: Path, window: Callable[[str], subprocess.Popen[str]], point: str, key: bytes
) -> None:
    process = window(point)
    with pytest.raises(StoreError) as refused:
        open_with(folder, key)
    if key == OLD or point != "copying":  # the new key is nobody's yet, and the copy no store
        assert isinstance(refused.value, StoreBusy)
        assert "being changed in another window" in refused.value.text
    with pytest.raises(StoreError):
        rekey(folder, OLD, bytes(32), progress=lambda _d, _a: None, commit=lambda: None)
    process.communicate("go on\n" * 1000)
    assert process.returncode == 0
    (folder / "keyring.json").unlink()
    assert_only_opens_with(folder, NEW, OLD)


def cut_off_after_the_keyring(folder: Path, keyring: TheKeyring) -> None:
    def commit() -> None:
        keyring.commit()
        raise CutOffError

    with pytest.raises(CutOffError):
        change_key(folder, keyring, commit=commit)
    assert REKEYED_FILE in names(folder)


def test_logs_of_the_old_file_never_reach_the_new_one(folder: Path, keyring: TheKeyring) -> None:
    cut_off_after_the_keyring(folder, keyring)
    old = (folder / STORE_FILE).read_bytes()
    with closing(connect_file(folder / STORE_FILE, OLD)) as stale:
        stale.execute("PRAGMA journal_mode = WAL")
        stale.execute("DELETE FROM network_person")
        logs = {name: (folder / name).read_bytes() for name in names(folder) if "db-" in name}
    assert set(logs) == {f"{STORE_FILE}-wal", f"{STORE_FILE}-shm"}
    for name, data in {**logs, STORE_FILE: old}.items():  # as a kill would have left them
        (folder / name).write_bytes(data)
    assert_only_opens_after_finish(folder)


def assert_only_opens_after_finish(folder: Path) -> None:
    finish_interrupted(folder, NEW)
    assert names(folder) == {STORE_FILE, "last-writer.json"}
    assert_only_opens_with(folder, NEW, OLD)


def test_cut_off_between_the_old_logs_and_the_new_file_it_is_finished(
    folder: Path, keyring: TheKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_self: Path, _target: Path) -> Path:
        raise CutOffError

    (folder / f"{STORE_FILE}-shm").write_bytes(b"stale")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut_off)
        with pytest.raises(CutOffError):
            change_key(folder, keyring)
    assert names(folder) == {STORE_FILE, REKEYED_FILE, "last-writer.json"}
    assert_only_opens_after_finish(folder)


@pytest.mark.parametrize("windows", [False, True], ids=["here", "as on Windows"])
def test_an_old_file_that_another_program_holds_is_replaced_at_the_next_opening(
    folder: Path, keyring: TheKeyring, monkeypatch: pytest.MonkeyPatch, windows: bool
) -> None:
    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(rekeying, "_OPEN_FILES_KEEP_THEIR_NAME", windows)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        with pytest.raises(StoreError, match="another program still has the old file open") as error:
            change_key(folder, keyring)
        assert "Nothing is lost" in error.value.hint
        with pytest.raises(StoreError, match="another program still has the old file open"):
            open_with(folder, NEW)
    assert keyring.key == NEW
    open_with(folder, NEW).close()
    assert_only_opens_with(folder, NEW, OLD)


def test_where_open_files_keep_their_name_it_goes_the_whole_way_too(
    folder: Path, keyring: TheKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "_OPEN_FILES_KEEP_THEIR_NAME", True)
    change_key(folder, keyring)
    assert_only_opens_with(folder, NEW, OLD)


def test_who_read_the_keyring_before_it_was_replaced_is_sent_back_and_removes_nothing(
    folder: Path, keyring: TheKeyring
) -> None:
    cut_off_after_the_keyring(folder, keyring)
    with pytest.raises(StoreBusy, match="has just been changed"):
        open_with(folder, OLD, still_the_key=lambda: keyring.key == OLD)
    assert REKEYED_FILE in names(folder)
    open_with(folder, NEW, still_the_key=lambda: keyring.key == NEW).close()
    assert_only_opens_with(folder, NEW, OLD)


def test_who_waited_for_the_old_file_cannot_write_to_it_once_it_is_replaced(
    folder: Path, keyring: TheKeyring
) -> None:
    waiting = []

    def commit() -> None:
        late = connect_file(folder / STORE_FILE, OLD, wait=0)
        waiting.append(late)
        keyring.commit()

    if os.name == "posix":  # on Windows nothing is replaced while it is open
        change_key(folder, keyring, commit=commit)
        with closing(waiting[0]) as late, pytest.raises(Exception, match="readonly database"):
            late.execute("PRAGMA journal_mode = WAL")
        assert_only_opens_with(folder, NEW, OLD)


@pytest.mark.parametrize("left", [b"", b"half a page", bytes(8192)], ids=["empty", "short", "zeros"])
def test_what_is_left_of_a_change_that_never_came_to_be_is_removed(folder: Path, left: bytes) -> None:
    (folder / REKEYED_FILE).write_bytes(left)
    open_with(folder, OLD).close()
    assert_only_opens_with(folder, OLD, NEW)


def test_where_neither_file_opens_both_are_left(folder: Path, keyring: TheKeyring) -> None:
    cut_off_after_the_keyring(folder, keyring)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(StoreError, match="cannot be read with this key"):
        open_with(folder, bytes(32))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize("share", [0.5, 0.75], ids=["before it is read", "while it is read"])
def test_a_copy_that_does_not_read_back_is_thrown_away(
    folder: Path, keyring: TheKeyring, share: float
) -> None:
    harmed = []

    def harm(done: int, of: int) -> None:
        if done == share * of and not harmed:
            data = bytearray((folder / REKEYED_FILE).read_bytes())
            data[-100] ^= 1
            harmed.append((folder / REKEYED_FILE).write_bytes(data))

    before = content(folder, OLD)
    with pytest.raises(StoreError):
        change_key(folder, keyring, progress=harm)
    assert harmed
    assert keyring.key == OLD
    assert content(folder, OLD) == before
    assert_only_opens_with(folder, OLD, NEW)


def test_copies_put_aside_before_are_named_because_they_keep_the_old_key(
    folder: Path, keyring: TheKeyring
) -> None:
    (folder / "copies").mkdir()
    store = open_with(folder, OLD)
    store.copy_to(folder / "copies" / "before-0001-to-0002-2026-05-01.db")
    store.close()
    assert copies_under_another_key(folder, OLD) == ()
    change_key(folder, keyring)
    (folder / "copies" / "nothing.db").write_bytes(b"not a store at all" * 500)
    store = open_with(folder, NEW)
    store.copy_to(folder / "copies" / "before-0002-to-0003-2026-11-22.db")
    store.close()
    before = {file.name: file.read_bytes() for file in (folder / "copies").iterdir()}
    assert copies_under_another_key(folder, NEW) == ("before-0001-to-0002-2026-05-01.db", "nothing.db")
    assert {file.name: file.read_bytes() for file in (folder / "copies").iterdir()} == before


def test_the_same_key_again_is_a_mistake_of_ours(folder: Path) -> None:
    with pytest.raises(ValueError, match="old one"):
        rekey(folder, OLD, OLD, progress=lambda _d, _a: None, commit=lambda: None)


def test_a_wrong_old_key_changes_nothing(folder: Path, keyring: TheKeyring) -> None:
    with pytest.raises(StoreError, match="cannot be read with this key"):
        rekey(folder, bytes(32), NEW, progress=lambda _d, _a: None, commit=keyring.commit)
    assert keyring.key == OLD
    assert_only_opens_with(folder, OLD, NEW)
