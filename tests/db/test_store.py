"""A store is made whole or not at all, and opens only with its own key and keyring."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from securecare_desktop.core.errors import StoreError
from securecare_desktop.db.check import check
from securecare_desktop.db.store import STORE_FILE, Store, require_store_folder
from tests.db.sample_store import ANNA, KEY, STORE_ID, WORDS, Note, new_store, notes, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    with store.work(ANNA) as work:
        notes(work).add(Note(title="Kept", text=WORDS))
    yield store
    store.close()


def test_what_was_saved_is_there_when_the_store_is_opened_again(store: Store, tmp_path: Path) -> None:
    store.close()
    again = open_store(tmp_path)
    with again.reading() as work:
        assert [n.text for n in notes(work).find()] == [WORDS]
    again.close()


def test_nothing_readable_stands_in_any_file_of_the_folder(store: Store) -> None:
    for _ in range(2):  # with the write-ahead log beside it, and after closing
        for file in store.folder.iterdir():
            content = file.read_bytes()
            assert WORDS.encode() not in content
            assert b"zebra" not in content
            assert not content.startswith(b"SQLite format")
        store.close()


def test_a_closed_store_is_one_file_and_the_note_of_its_writer(store: Store) -> None:
    store.close()
    assert {f.name for f in store.folder.iterdir()} == {STORE_FILE, "last-writer.json"}


def test_the_connection_keeps_the_promises_of_the_store(store: Store) -> None:
    with store.reading() as work:
        connection = work.session.connection()

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2
        assert pragma("foreign_keys") == 1
        assert pragma("secure_delete") == 1
        assert pragma("temp_store") == 2


def test_only_this_user_may_read_the_files(store: Store) -> None:
    if os.name == "posix":  # Windows keeps the profile folder private by its access list
        assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(f.stat().st_mode) for f in store.folder.iterdir()} == {0o600}


def refused(tmp_path: Path, **how: object) -> str:
    with pytest.raises(StoreError) as error:
        open_store(tmp_path, **how)  # type: ignore[arg-type]
    assert error.value.hint
    assert WORDS not in error.value.sentence
    return error.value.text


def test_another_key_does_not_open_it(
    store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store.close()
    assert "cannot be read with this key" in refused(tmp_path, key=bytes(32))
    assert capfd.readouterr() == ("", "")


def test_a_store_with_another_stores_keyring_is_refused(store: Store, tmp_path: Path) -> None:
    store.close()
    assert "do not belong together" in refused(tmp_path, store_id="6" * 32)


def cut(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def turn_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[20] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda file: file.unlink(), "no store in this folder"),
        (lambda file: file.write_bytes(b""), "empty"),
        (lambda file: file.write_bytes(b"SQLite format 3\0" + bytes(8192)), "cannot be read with this key"),
        (lambda file: file.write_text("My shopping list\n" * 500), "cannot be read with this key"),
        (turn_a_bit, "cannot be read with this key"),
        (lambda file: shutil.rmtree(file.parent), "no store in this folder"),
    ],
    ids=["missing", "empty", "plain SQLite", "another file", "one bit", "no folder"],
)
def test_a_missing_or_foreign_file_is_one_sentence(
    store: Store, tmp_path: Path, harm: Callable[[Path], object], sentence: str
) -> None:
    store.close()
    file = store.folder / STORE_FILE
    harm(file)
    before = file.read_bytes() if file.exists() else None
    assert sentence in refused(tmp_path)
    assert (file.read_bytes() if file.exists() else None) == before


def test_a_file_without_our_tables_is_no_store(tmp_path: Path) -> None:
    from securecare_desktop.db.engine import make_engine

    (tmp_path / "store").mkdir()
    (tmp_path / "migrations").mkdir()
    engine = make_engine(tmp_path / "store" / STORE_FILE, lambda: KEY, create=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE shopping (item TEXT)")
    engine.dispose()
    assert "not a store of this program" in refused(tmp_path)


def test_the_folder_is_looked_at_before_anybody_signs_in(store: Store, tmp_path: Path) -> None:
    require_store_folder(store.folder)
    with pytest.raises(StoreError, match="no store"):
        require_store_folder(tmp_path / "nowhere")


def test_a_second_store_in_the_same_folder_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="already a store"):
        Store.create(store.folder, KEY, STORE_ID, scripts=tmp_path / "migrations")
    with store.reading() as work:
        assert notes(work).count() == 1


def test_a_folder_that_cannot_be_made_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="could not be made"):
        Store.create(tmp_path / "file" / "store", KEY, STORE_ID)
    assert [f.name for f in tmp_path.iterdir()] == ["file"]


def test_what_a_crash_left_of_a_new_store_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / ".store.db.part").write_bytes(b"half")
    store = new_store(tmp_path)
    assert [f.name for f in store.folder.iterdir() if f.name.endswith(".part")] == []
    store.close()


def test_a_copy_is_encrypted_whole_and_opens_with_the_same_key(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copies of Łódź" / "store" / STORE_FILE
    target.parent.mkdir(parents=True)
    store.copy_to(target)
    assert b"zebra" not in target.read_bytes()
    assert [f.name for f in target.parent.iterdir()] == [STORE_FILE]
    copy = Store.open(target.parent, KEY, STORE_ID, scripts=tmp_path / "migrations")
    with copy.reading() as work:
        assert [n.text for n in notes(work).find()] == [WORDS]
    assert check(copy).sound
    copy.close()


def test_a_copy_never_replaces_a_file_and_needs_its_folder(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with pytest.raises(StoreError, match="already a file"):
        store.copy_to(taken)
    assert taken.read_text() == "mine"
    with pytest.raises(StoreError, match="could not be written"):
        store.copy_to(tmp_path / "nowhere" / "copy.db")


def test_a_copy_can_be_made_while_somebody_is_saving(store: Store, tmp_path: Path) -> None:
    with store.work(ANNA) as work:
        notes(work).add(Note(title="Not yet"))
        store.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").exists()
