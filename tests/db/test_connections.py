"""One connection serves one work after another: nothing of one is left in the next, and nothing stays open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine.interfaces import CacheStats
from sqlalchemy.event import listen

from securecare_desktop.db import engine
from securecare_desktop.db.store import Store
from securecare_desktop.db.unit_of_work import Work
from tests.db.sample_store import ANNA, Note, new_store, notes


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_store(tmp_path / "store")
    yield made
    made.close()


def driver_of(work: Work) -> Any:
    return work.session.connection().connection.driver_connection


def fail_in(store: Store) -> None:
    with store.work(ANNA) as work:
        notes(work).add(Note(title="Taken back"))
        raise RuntimeError


def cannot_be_done(_connection: object) -> None:
    raise OSError


def test_one_work_after_another_has_the_same_connection_and_one_inside_another_its_own(store: Store) -> None:
    with store.work(ANNA) as first:
        used = driver_of(first)
        with store.reading() as inside:
            assert driver_of(inside) is not used
    with store.reading() as after_both:
        kept = driver_of(after_both)
    for _round in range(5):
        with store.work(ANNA) as work:
            assert driver_of(work) is kept


def test_a_reading_on_the_connection_of_a_writing_asks_for_no_write_lock(store: Store) -> None:
    with store.work(ANNA) as writing:
        used = driver_of(writing)
    with store.reading() as reading:
        assert driver_of(reading) is used
        with store.work(ANNA) as other:  # would have to wait for a reading that held the lock
            notes(other).add(Note(title="Beside"))
    with store.reading() as reading:
        assert len(notes(reading).find()) == 1


def test_what_failed_is_in_no_later_work(store: Store) -> None:
    with pytest.raises(RuntimeError):
        fail_in(store)
    with store.work(ANNA) as work:
        assert notes(work).find() == ()
        notes(work).add(Note(title="Kept"))
    with store.reading() as work:
        assert [note.title for note in notes(work).find()] == ["Kept"]


def test_a_connection_that_could_not_be_taken_back_to_its_beginning_is_not_used_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.work(ANNA) as work:
        used = driver_of(work)
    with monkeypatch.context() as patch:
        patch.setattr("sqlalchemy.Connection.rollback", cannot_be_done)
        with pytest.raises(RuntimeError):
            fail_in(store)
    with store.work(ANNA) as work:
        assert driver_of(work) is not used
        assert notes(work).find() == ()


def test_a_work_that_outlives_its_store_leaves_no_file_open(store: Store) -> None:
    with store.reading() as work:
        used = driver_of(work)
        store.close()
    with pytest.raises(engine.dbapi2.ProgrammingError):
        used.execute("SELECT 1")


def put_into_sql(connection: Any) -> list[str]:
    """Return what the cache of statements did for each statement of a connection from now on, in its own words."""
    seen: list[str] = []
    listen(
        connection,
        "before_cursor_execute",
        lambda _c, _cursor, _statement, _values, context, _many: seen.append(
            str(getattr(context, "cache_hit", ""))
        ),
    )
    return seen


def test_a_store_that_is_opened_again_puts_no_statement_into_sql_anew(store: Store, tmp_path: Path) -> None:
    with store.reading() as work:
        notes(work).find(title="Nan")
    other = new_store(tmp_path / "other")
    with other.reading() as work:
        seen = put_into_sql(work.session.connection())
        assert notes(work).find(title="Ola") == ()
    assert seen == [str(CacheStats.CACHE_HIT)]
    other.close()


def test_the_words_somebody_looks_for_stay_in_no_statement(store: Store) -> None:
    with store.work(ANNA) as work:
        notes(work).add(Note(title="Nan", text="the zebra song"))
        assert len(work.search.find("zebra")) == 1
    kept = [value for made in engine._statements.values() for value in made.params.values()]
    assert kept, "nothing was kept at all"
    assert not any("zebra" in str(value) for value in kept)
