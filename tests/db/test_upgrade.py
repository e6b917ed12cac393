"""A store of an older program is brought up to date in one step, after a copy, or stays as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from securecare_desktop.core.errors import StoreError
from securecare_desktop.db import upgrade
from securecare_desktop.db.check import check
from securecare_desktop.db.store import STORE_FILE, Store
from tests.db.sample_store import (
    ANNA,
    KEY,
    STORE_ID,
    WORDS,
    Note,
    add_revisions,
    new_store,
    notes,
    open_store,
    scripts_in,
)

ADD_COLUMN = "op.add_column('note', sa.Column('colour', sa.Text, nullable=False, server_default='blue'))"
FAILS_HALF_WAY = (
    "op.create_table('half', sa.Column('x', sa.Text)); op.execute('INSERT INTO nowhere VALUES (1)')"
)
LOSES_A_TIE = "op.execute(\"UPDATE note SET answers_id = 'nobody'\")"
REBUILDS = """
    with op.batch_alter_table('note', recreate='always') as batch:
        batch.add_column(sa.Column('colour', sa.Text, nullable=False, server_default='blue'))
"""


@pytest.fixture
def old_store(tmp_path: Path) -> Iterator[Path]:
    """A closed store of the first revision, with two notes, one of which answers the other."""
    store = new_store(tmp_path)
    with store.work(ANNA) as work:
        first = notes(work).add(Note(title="First", text=WORDS))
        notes(work).add(Note(title="Second", answers_id=first.id))
    store.close()
    return tmp_path


def revision_of(store: Store) -> str:
    with store.reading() as work:
        return upgrade.stored_revision(work.session.connection())


def copies(folder: Path) -> list[Path]:
    return sorted((folder / "store" / "copies").glob("*"))


def test_a_store_that_is_up_to_date_is_left_alone(old_store: Path) -> None:
    store = open_store(old_store)
    assert revision_of(store) == "0001"
    store.close()
    assert copies(old_store) == []


@pytest.mark.parametrize("change", [ADD_COLUMN, REBUILDS], ids=["a column", "a rebuilt table"])
def test_an_older_store_is_brought_up_to_date_with_its_data(old_store: Path, change: str) -> None:
    add_revisions(
        old_store / "migrations",
        r0002_colour=change,
        r0003_more="op.create_table('more', sa.Column('x', sa.Text))",
    )
    store = open_store(old_store)
    assert revision_of(store) == "0003"
    with store.reading() as work:
        assert [n.title for n in notes(work).find()] == ["First", "Second"]
        colours = work.session.connection().exec_driver_sql("SELECT DISTINCT colour FROM note").all()
    assert [tuple(row) for row in colours] == [("blue",)]
    assert check(store).sound
    with store.work(ANNA) as work:
        work.note("still_works")
    store.close()


def test_a_copy_of_the_older_store_is_put_aside_first(old_store: Path, tmp_path: Path) -> None:
    add_revisions(old_store / "migrations", r0002_colour=ADD_COLUMN)
    open_store(old_store).close()
    (copy,) = copies(old_store)
    assert copy.name == "before-0001-to-0002-2026-11-22.db"
    assert b"zebra" not in copy.read_bytes()
    (tmp_path / "aside").mkdir()
    copy.rename(tmp_path / "aside" / STORE_FILE)
    aside = Store.open(tmp_path / "aside", KEY, STORE_ID, scripts=scripts_in(tmp_path / "aside"))
    assert revision_of(aside) == "0001"
    with aside.reading() as work:
        assert notes(work).count() == 2
    aside.close()


def test_a_second_copy_of_the_same_day_does_not_replace_the_first(old_store: Path) -> None:
    (old_store / "store" / "copies").mkdir()
    first = old_store / "store" / "copies" / "before-0001-to-0002-2026-11-22.db"
    first.write_bytes(b"the first")
    add_revisions(old_store / "migrations", r0002_colour=ADD_COLUMN)
    open_store(old_store).close()
    assert first.read_bytes() == b"the first"
    assert copies(old_store)[0].name == "before-0001-to-0002-2026-11-22-2.db"


@pytest.mark.parametrize("change", [FAILS_HALF_WAY, LOSES_A_TIE], ids=["an error", "a lost tie"])
def test_a_migration_that_fails_leaves_the_store_as_it_was(old_store: Path, change: str) -> None:
    add_revisions(old_store / "migrations", r0002_colour=ADD_COLUMN, r0003_wrong=change)
    with pytest.raises(StoreError, match="could not be brought") as error:
        open_store(old_store)
    (copy,) = copies(old_store)
    assert copy.name in error.value.hint
    assert "INSERT" not in error.value.sentence
    (old_store / "migrations" / "versions" / "0002_colour.py").unlink()
    (old_store / "migrations" / "versions" / "0003_wrong.py").unlink()
    store = open_store(old_store)
    assert revision_of(store) == "0001"
    with store.reading() as work:
        tables = work.session.connection().exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert "half" not in tables
        assert [n.title for n in notes(work).find()] == ["First", "Second"]
    assert check(store).sound
    store.close()


def test_without_room_for_the_copy_nothing_is_upgraded(old_store: Path) -> None:
    (old_store / "store" / "copies").write_text("a file in the way")
    add_revisions(old_store / "migrations", r0002_colour=ADD_COLUMN)
    with pytest.raises(StoreError, match="no copy of it could be put aside"):
        open_store(old_store)
    (old_store / "migrations" / "versions" / "0002_colour.py").unlink()
    store = open_store(old_store)
    assert revision_of(store) == "0001"
    store.close()


def test_a_store_of_a_newer_program_is_refused_and_untouched(old_store: Path) -> None:
    add_revisions(old_store / "migrations", r0002_colour=ADD_COLUMN)
    open_store(old_store).close()
    (old_store / "migrations" / "versions" / "0002_colour.py").unlink()
    before = (old_store / "store" / STORE_FILE).read_bytes()
    with pytest.raises(StoreError, match="newer version") as error:
        open_store(old_store)
    assert "Install that version" in error.value.hint
    assert (old_store / "store" / STORE_FILE).read_bytes() == before


def test_the_names_of_the_files_say_the_same_as_the_migrations_in_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(upgrade.SCRIPTS).replace("%", "%%"))
    in_order = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert list(upgrade.revisions()) == in_order[::-1]
