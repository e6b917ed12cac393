"""The audit trail only grows, and walking it finds the first event that was tampered with."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.db.check import check
from securecare_desktop.db.engine import make_engine
from securecare_desktop.db.store import STORE_FILE, Store
from tests.db.sample_store import ANNA, KEY, MORNING, Note, new_store, notes

LAST_COLUMNS = "record_kind, record_id, young_person_id, changes, previous_hash, hash"
COPY_OF_LAST = f"'now', actor_id, actor_name, computer, action, {LAST_COLUMNS} FROM audit_event WHERE seq = 3"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    for title in ("one", "two", "three"):
        with store.work(ANNA) as work:
            notes(work).add(Note(title=title, young_person_id="y1" if title == "two" else ""))
        assert isinstance(store.clock, FixedClock)
        store.clock.advance(timedelta(hours=1))
    yield store
    store.close()


@pytest.fixture
def engine(store: Store) -> Iterator[Engine]:
    """A way past the program, for somebody who has the key."""
    engine = make_engine(store.folder / STORE_FILE, lambda: KEY)
    yield engine
    engine.dispose()


def past_the_program(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_an_untouched_chain_is_unbroken(store: Store) -> None:
    with store.reading() as work:
        report = work.audit.verify()
        newest = work.audit.events(limit=1)[0]
        assert (work.audit.head().seq, work.audit.head().hash) == (3, newest.hash)
    assert (report.events, report.since, report.broken_at) == (3, MORNING, 0)


def test_each_event_carries_the_hash_of_the_one_before(store: Store) -> None:
    with store.reading() as work:
        third, second, first = work.audit.events()
    assert first.previous_hash == "0" * 64
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE audit_event SET actor_name = 'Nobody' WHERE seq = 2", "never changed"),
        ("UPDATE audit_event SET seq = 9 WHERE seq = 3", "never changed"),
        ("DELETE FROM audit_event WHERE seq = 3", "never shortened"),
        ("DELETE FROM audit_event", "never shortened"),
        (f"INSERT OR REPLACE INTO audit_event SELECT 2, {COPY_OF_LAST}", "at its end"),
        (f"INSERT INTO audit_event SELECT 7, {COPY_OF_LAST}", "at its end"),
    ],
)
def test_the_store_itself_refuses_to_change_the_trail(engine: Engine, statement: str, refusal: str) -> None:
    with pytest.raises(IntegrityError, match=refusal):
        past_the_program(engine, statement)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit_event SET actor_name = 'Somebody Else' WHERE seq = 2", 2),
        ("UPDATE audit_event SET at = '2026-11-22T09:31:00.000000Z' WHERE seq = 2", 2),
        ("UPDATE audit_event SET changes = '{}' WHERE seq = 1", 1),
        ("UPDATE audit_event SET hash = previous_hash WHERE seq = 3", 3),
        ("UPDATE audit_event SET seq = 4 WHERE seq = 3", 3),
        ("DELETE FROM audit_event WHERE seq = 1", 1),
        ("DELETE FROM audit_event WHERE seq = 2", 2),
    ],
)
def test_tampering_past_the_triggers_is_found_and_named(
    store: Store, engine: Engine, statement: str, broken_at: int
) -> None:
    past_the_program(
        engine, "DROP TRIGGER audit_event_keeps_its_events", "DROP TRIGGER audit_event_loses_none", statement
    )
    with store.reading() as work:
        assert work.audit.verify().broken_at == broken_at
    report = check(store)
    assert not report.sound
    assert f"Event {broken_at} of the audit trail" in report.wrong


def test_events_are_found_by_whom_what_and_when(store: Store) -> None:
    with store.work(ANNA) as work:
        work.note("signed_in")
    hour = timedelta(hours=1)
    with store.reading() as work:
        events = work.audit.events
        assert [e.seq for e in events(young_person_id="y1")] == [2]
        assert [e.seq for e in events(action="signed_in")] == [4]
        assert [e.seq for e in events(since=MORNING + hour, until=MORNING + 3 * hour)] == [3, 2]
        assert [e.seq for e in events(actor_id="somebody else")] == []
        assert [e.seq for e in events(limit=2)] == [4, 3]
        assert [e.seq for e in events(limit=2, before_seq=3)] == [2, 1]
        assert work.audit.count() == 4


def test_check_says_how_long_the_trail_is_unbroken(store: Store) -> None:
    report = check(store)
    assert report.sound
    assert (report.events, report.since) == (3, MORNING)
    assert "unbroken, 3 events since 22 November 2026" in report.summary
    with store.reading() as work:
        assert report.head == work.audit.head().hash


def test_check_finds_an_entry_that_points_to_nothing(store: Store, engine: Engine) -> None:
    raw = engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.execute("UPDATE note SET answers_id = 'nobody' WHERE title = 'one'")
    raw.close()
    report = check(store)
    assert "table note points to one in note" in report.wrong
