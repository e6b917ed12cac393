"""Somebody with the store's key changes the trail with SQLCipher itself, the program closed: the check finds it."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.errors import StoreError
from securecare_desktop.db.audit import audit_event
from securecare_desktop.db.check import check
from securecare_desktop.db.store import STORE_FILE
from securecare_desktop.domain.audit import Anchor, ChainReport, CheckReport
from tests.db.sample_store import ANNA, KEY, Note, new_store, notes, open_store

EVENTS = 6
COLUMNS = tuple(column.name for column in audit_event.columns)
TEXTS = tuple(name for name in COLUMNS if name != "seq")


@pytest.fixture(scope="module")
def six_events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store whose trail has six events, of which the program would say where the trail ends."""
    folder = tmp_path_factory.mktemp("six events")
    store = new_store(folder)
    assert isinstance(store.clock, FixedClock)
    for number in range(EVENTS):
        store.clock.advance(timedelta(hours=1))
        with store.work(ANNA) as work:
            notes(work).add(Note(title=f"Note “{number}”", young_person_id=f"y{number}"))
    store.close()
    return folder


@pytest.fixture
def house(six_events: Path, tmp_path: Path) -> Path:
    shutil.copytree(six_events, tmp_path, dirs_exist_ok=True)
    return tmp_path


@contextmanager
def past_the_program(folder: Path) -> Iterator[dbapi2.Connection]:
    """Open the file as anybody with its key can, with nothing in the way, and keep what was done."""
    connection = dbapi2.connect(str(folder / "store" / STORE_FILE))
    try:
        connection.execute(f"""PRAGMA key = "x'{KEY.hex()}'" """)
        names = [
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ]
        for name in names:
            if name.startswith("audit_event"):
                connection.execute(f"DROP TRIGGER {name}")
        yield connection
        connection.commit()
    finally:
        connection.close()


def walk(folder: Path, anchor: Anchor | None = None) -> ChainReport:
    store = open_store(folder)
    try:
        with store.reading() as work:
            return work.audit.verify(anchor)
    finally:
        store.close()


def checked(folder: Path, anchor: Anchor | None = None) -> CheckReport:
    store = open_store(folder)
    try:
        return check(store, anchor)
    finally:
        store.close()


def anchor_of(folder: Path) -> Anchor:
    store = open_store(folder)
    try:
        with store.reading() as work:
            head = work.audit.head()
    finally:
        store.close()
    return Anchor(head.seq, head.hash)


def hash_again(connection: dbapi2.Connection, start: int = 1) -> None:
    """Give every event from `start` on the hash that fits, as somebody would who has read the source."""
    before = connection.execute("SELECT hash FROM audit_event WHERE seq = ?", (start - 1,)).fetchone()
    previous = before[0] if before else "0" * 64
    rows = connection.execute(
        f"SELECT {', '.join(COLUMNS[:-2])} FROM audit_event WHERE seq >= ? ORDER BY seq", (start,)
    ).fetchall()
    for row in rows:
        text = json.dumps([*row, previous], separators=(",", ":"))
        own = hashlib.sha256(text.encode("ascii")).hexdigest()
        connection.execute(
            "UPDATE audit_event SET previous_hash = ?, hash = ? WHERE seq = ?", (previous, own, row[0])
        )
        previous = own


def test_the_untouched_trail_is_unbroken_and_ends_where_the_anchor_says(house: Path) -> None:
    report = walk(house, anchor_of(house))
    assert report.unbroken
    assert report.events == EVENTS
    assert checked(house, anchor_of(house)).sound


def test_opening_the_file_past_the_program_without_a_change_changes_nothing(house: Path) -> None:
    with past_the_program(house) as connection:
        hash_again(connection)
    assert walk(house, anchor_of(house)).unbroken


@pytest.mark.parametrize("column", TEXTS)
@pytest.mark.parametrize("value", ["y9", None, 7, b"\x00\xff"], ids=["text", "nothing", "number", "bytes"])
def test_a_change_of_any_column_of_an_event_is_found(house: Path, column: str, value: object) -> None:
    with past_the_program(house) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        if value is None:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(
                "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'audit_event'"
            )
            connection.commit()
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(f"UPDATE audit_event SET {column} = ? WHERE seq = 3", (value,))
    report = walk(house)
    assert (report.events, report.broken_at) == (2, 3)


@pytest.mark.parametrize("column", TEXTS)
def test_letters_that_are_none_are_found_and_are_no_crash(house: Path, column: str) -> None:
    with past_the_program(house) as connection:
        connection.execute(f"UPDATE audit_event SET {column} = CAST(x'C328' AS TEXT) WHERE seq = 3")
    assert walk(house).broken_at == 3
    report = checked(house)
    assert not report.sound
    assert "Event 3 of the audit trail" in report.wrong


def test_an_event_that_nobody_can_read_is_a_sentence_where_events_are_shown(house: Path) -> None:
    with past_the_program(house) as connection:
        connection.execute("UPDATE audit_event SET changes = 'no list' WHERE seq = 3")
    store = open_store(house)
    with pytest.raises(StoreError, match="changed past the program"), store.reading() as work:
        work.audit.events()
    with store.reading() as work:
        assert [event.seq for event in work.audit.events(limit=3)] == [6, 5, 4]
    store.close()


def test_a_changed_number_is_found(house: Path) -> None:
    with past_the_program(house) as connection:
        connection.execute("UPDATE audit_event SET seq = 99 WHERE seq = 6")
    assert walk(house).broken_at == 6


@pytest.mark.parametrize("seq", range(1, EVENTS))
def test_an_event_taken_out_is_found(house: Path, seq: int) -> None:
    with past_the_program(house) as connection:
        connection.execute("DELETE FROM audit_event WHERE seq = ?", (seq,))
    assert walk(house).broken_at == seq


def test_an_event_taken_out_is_found_when_the_others_move_up(house: Path) -> None:
    with past_the_program(house) as connection:
        connection.execute("DELETE FROM audit_event WHERE seq = 3")
        connection.execute("UPDATE audit_event SET seq = -seq WHERE seq > 3")
        connection.execute("UPDATE audit_event SET seq = -seq - 1 WHERE seq < 0")
    assert walk(house).broken_at == 3


@pytest.mark.parametrize("with_hashes", [True, False], ids=["whole rows", "what they say"])
def test_two_events_that_changed_places_are_found(house: Path, with_hashes: bool) -> None:
    names = [n for n in TEXTS if with_hashes or n not in ("previous_hash", "hash")]
    with past_the_program(house) as connection:
        rows = {
            seq: connection.execute(
                f"SELECT {', '.join(names)} FROM audit_event WHERE seq = ?", (seq,)
            ).fetchone()
            for seq in (2, 5)
        }
        for seq, other in ((2, 5), (5, 2)):
            put = ", ".join(f"{name} = ?" for name in names)
            connection.execute(f"UPDATE audit_event SET {put} WHERE seq = ?", (*rows[other], seq))
    assert walk(house).broken_at == 2


def test_an_event_slipped_in_between_is_found(house: Path) -> None:
    with past_the_program(house) as connection:
        connection.execute("UPDATE audit_event SET seq = -seq WHERE seq > 3")
        connection.execute("UPDATE audit_event SET seq = -seq + 1 WHERE seq < 0")
        connection.execute(
            f"INSERT INTO audit_event SELECT 4, {', '.join(TEXTS)} FROM audit_event WHERE seq = 3"
        )
    assert walk(house).broken_at == 4


def test_an_event_put_before_the_first_is_found(house: Path) -> None:
    with past_the_program(house) as connection:
        connection.execute(
            f"INSERT INTO audit_event SELECT 0, {', '.join(TEXTS)} FROM audit_event WHERE seq = 1"
        )
    assert walk(house).broken_at == 1


def test_events_cut_off_the_end_are_found_with_the_anchor_alone(house: Path) -> None:
    anchor = anchor_of(house)
    with past_the_program(house) as connection:
        connection.execute("DELETE FROM audit_event WHERE seq > 4")
    assert walk(house).unbroken
    report = walk(house, anchor)
    assert not report.unbroken
    assert (report.events, report.missing, report.broken_at) == (4, 2, 0)
    told = checked(house, anchor)
    assert told.wrong == "At least 2 events at the end of the audit trail are missing."
    assert "restore the last good backup" in told.summary


def test_one_missing_event_is_told_as_one(house: Path) -> None:
    anchor = anchor_of(house)
    with past_the_program(house) as connection:
        connection.execute("DELETE FROM audit_event WHERE seq = 6")
    assert checked(house, anchor).wrong == "At least 1 event at the end of the audit trail is missing."


def test_a_trail_emptied_altogether_is_found_with_the_anchor(house: Path) -> None:
    anchor = anchor_of(house)
    with past_the_program(house) as connection:
        connection.execute("DELETE FROM audit_event")
    assert walk(house, anchor).missing == EVENTS


def test_events_cut_off_are_found_when_new_ones_came_in_their_place(house: Path) -> None:
    anchor = anchor_of(house)
    with past_the_program(house) as connection:
        connection.execute("DELETE FROM audit_event WHERE seq > 4")
    store = open_store(house)
    assert isinstance(store.clock, FixedClock)
    store.clock.advance(timedelta(days=1))
    for number in range(3):
        with store.work(ANNA) as work:
            notes(work).add(Note(title=f"Later {number}"))
    store.close()
    assert walk(house).unbroken
    report = walk(house, anchor)
    assert (report.replaced_at, report.missing, report.broken_at) == (EVENTS, 0, 0)
    assert "Event 6 of the audit trail is not the one that was there" in checked(house, anchor).wrong


def test_a_trail_hashed_anew_to_its_end_is_found_with_the_anchor_alone(house: Path) -> None:
    anchor = anchor_of(house)
    with past_the_program(house) as connection:
        connection.execute("UPDATE audit_event SET actor_name = 'Somebody Else' WHERE seq = 2")
        hash_again(connection, 2)
    assert walk(house).unbroken
    assert walk(house, anchor).replaced_at == EVENTS
    assert not checked(house, anchor).sound


def test_a_trail_hashed_anew_up_to_the_event_before_the_anchor_is_found_without_it(house: Path) -> None:
    with past_the_program(house) as connection:
        connection.execute("UPDATE audit_event SET actor_name = 'Somebody Else' WHERE seq = 2")
        kept = connection.execute("SELECT previous_hash, hash FROM audit_event WHERE seq = 6").fetchone()
        hash_again(connection, 2)
        connection.execute("UPDATE audit_event SET previous_hash = ?, hash = ? WHERE seq = 6", kept)
    assert walk(house).broken_at == 6


def test_a_trail_that_went_on_after_the_anchor_is_unbroken(house: Path) -> None:
    anchor = anchor_of(house)
    store = open_store(house)
    assert isinstance(store.clock, FixedClock)
    store.clock.advance(timedelta(days=1))
    with store.work(ANNA) as work:
        notes(work).add(Note(title="Later"))
    assert check(store, anchor).sound
    store.close()


def test_the_anchor_of_a_new_store_asks_for_nothing(house: Path) -> None:
    assert walk(house, Anchor(0, "0" * 64)).unbroken
