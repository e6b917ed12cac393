"""What goes wrong around the store: another window saving, a killed program, a full disk, a damaged file."""

import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from securecare_desktop.core.errors import EditConflict, StoreBusy, StoreError
from securecare_desktop.db import engine
from securecare_desktop.db.check import check
from securecare_desktop.db.store import STORE_FILE, Store
from tests.db.sample_store import ANNA, WORDS, Note, new_store, notes, open_store

ROOT = Path(__file__).parents[2]

PRELUDE = """
import sys
from dataclasses import replace
from pathlib import Path
from securecare_desktop.domain.record import Actor
from tests.db.sample_store import Note, notes, open_store
ben = Actor("ben", "Ben Osei", "residential_worker", "OFFICE-1")
store = open_store(Path(sys.argv[1]))
def say(word):
    print(word, flush=True)
def wait():
    sys.stdin.readline()
"""

HOLDS = """
with store.work(ben) as work:
    notes(work).add(Note(title="Ben's"))
    say("holding")
    wait()
say("saved")
"""

EDITS = """
with store.work(ben) as work:
    note, = notes(work).find(title="Kept")
    notes(work).save(replace(note, text="Ben was first"))
say("saved")
"""

SAVES_WITHOUT_END = """
number = 0
while True:
    number += 1
    with store.work(ben) as work:
        notes(work).add(Note(title=f"Ben's {number}", text="long " * 2000))
    say(str(number))
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    with store.work(ANNA) as work:
        notes(work).add(Note(title="Kept", text=WORDS, young_person_id="y1"))
    yield store
    store.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait long for others, for the tests that wait in vain. Comes before `store`."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)


@contextmanager
def another_window(folder: Path, script: str) -> Iterator[subprocess.Popen[str]]:
    """Run a second program on the same store; it is ended at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + script, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go on\n")
    process.stdin.flush()


def titles(store: Store) -> list[str]:
    with store.reading() as work:
        return [note.title for note in notes(work).find()]


def save(store: Store, note: Note) -> Note:
    with store.work(ANNA) as work:
        return notes(work).save(note)


def test_a_busy_store_says_who_is_saving_and_takes_the_text_afterwards(
    impatient: None, store: Store, tmp_path: Path
) -> None:
    with another_window(tmp_path, HOLDS) as ben:
        assert hear(ben) == "holding"
        with pytest.raises(StoreBusy, match="Ben Osei at OFFICE-1") as busy:
            save(store, Note(title="Mine"))
        assert "Your text is kept" in busy.value.hint
        assert titles(store) == ["Kept"]
        tell(ben)
        assert hear(ben) == "saved"
    save(store, Note(title="Mine"))
    assert titles(store) == ["Ben's", "Kept", "Mine"]
    assert check(store).sound


def test_a_busy_store_is_waited_for(store: Store, tmp_path: Path) -> None:
    with another_window(tmp_path, HOLDS) as ben:
        assert hear(ben) == "holding"
        tell(ben)
        save(store, Note(title="Mine"))
    assert titles(store) == ["Ben's", "Kept", "Mine"]


def test_a_store_can_be_opened_while_another_window_is_saving(
    impatient: None, store: Store, tmp_path: Path
) -> None:
    with another_window(tmp_path, HOLDS) as ben:
        assert hear(ben) == "holding"
        second = open_store(tmp_path)
        assert titles(second) == ["Kept"]
        second.close()


def test_an_edit_from_another_window_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    with store.reading() as work:
        (mine,) = notes(work).find()
    with another_window(tmp_path, EDITS) as ben:
        assert hear(ben) == "saved"
    with pytest.raises(EditConflict) as conflict:
        save(store, replace(mine, text="I was second"))
    assert isinstance(conflict.value.theirs, Note)
    assert conflict.value.theirs.text == "Ben was first"
    assert conflict.value.theirs.changed_by == "ben"


def test_a_program_killed_in_the_middle_of_a_save_leaves_no_half_of_it(store: Store, tmp_path: Path) -> None:
    with another_window(tmp_path, HOLDS) as ben:
        assert hear(ben) == "holding"
        ben.kill()
        ben.wait()
    store.close()
    again = open_store(tmp_path)
    assert titles(again) == ["Kept"]
    with again.reading() as work:
        assert [e.actor_id for e in work.audit.events()] == ["anna"]
        assert work.search.find("Ben") == ()
    save(again, Note(title="Mine"))
    assert check(again).sound
    again.close()


def test_what_was_saved_before_a_kill_is_all_there(store: Store, tmp_path: Path) -> None:
    store.close()
    with another_window(tmp_path, SAVES_WITHOUT_END) as ben:
        said = [hear(ben) for _ in range(40)]
        ben.kill()
        ben.wait()
    again = open_store(tmp_path)
    assert {f"Ben's {number}" for number in said} <= set(titles(again))
    with again.reading() as work:
        assert work.audit.count() == notes(work).count()
    assert check(again).sound
    again.close()


def no_more_room(work_connection: Callable[[str], object]) -> None:
    pages = work_connection("PRAGMA page_count")
    work_connection(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_one_sentence_and_changes_nothing(store: Store) -> None:
    with store.reading() as work:
        connection = work.session.connection()
        no_more_room(lambda sql: connection.exec_driver_sql(sql).scalar())
        (kept,) = notes(work).find()
    longer = replace(kept, text=WORDS + " and more" * 10_000)
    with pytest.raises(StoreError, match="disk is full") as full:
        save(store, longer)
    assert WORDS not in "".join(traceback.format_exception(full.value))
    assert "INSERT" not in full.value.sentence
    with store.reading() as work:
        assert notes(work).require(kept.id) == kept
        assert work.audit.head().seq == 1
    saved = save(store, longer)  # with room again, by the same store, without signing in anew
    assert saved.text == longer.text
    assert check(store).sound


def test_a_store_that_cannot_be_written_is_one_sentence(store: Store) -> None:
    with store.reading() as work:
        work.session.connection().exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="cannot be written to"):
        save(store, Note(title="Mine"))
    assert titles(store) == ["Kept"]


def fill(store: Store) -> None:
    with store.work(ANNA) as work:
        for number in range(40):
            notes(work).add(Note(title=f"Note {number:02}", text=f"{number} {WORDS} " * 20))


def read_all(folder: Path) -> list[Note] | None:
    """Return what the store says, or None when it says that something is wrong."""
    try:
        store = open_store(folder)
    except StoreError:
        return None
    try:
        with store.reading() as work:
            found = list(notes(work).find())
    except StoreError:
        found = None
    sound = check(store).sound
    store.close()
    return found if sound else None


def test_a_changed_byte_anywhere_in_the_file_is_noticed(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.close()
    file = store.folder / STORE_FILE
    whole = file.read_bytes()
    assert read_all(tmp_path) is not None
    for place in range(5, len(whole), len(whole) // 25):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        assert read_all(tmp_path) is None, f"byte {place}"
    file.write_bytes(whole)
    assert read_all(tmp_path) is not None


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_cut_file_is_noticed(store: Store, tmp_path: Path, share: float) -> None:
    fill(store)
    store.close()
    file = store.folder / STORE_FILE
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert read_all(tmp_path) is None


def test_check_names_a_damaged_page(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.close()
    file = store.folder / STORE_FILE
    whole = bytearray(file.read_bytes())
    whole[-2000] ^= 1
    file.write_bytes(whole)
    again = open_store(tmp_path)
    report = check(again)
    again.close()
    assert not report.sound
    assert "damaged" in report.wrong
    assert "restore the last good backup" in report.summary


def test_a_damaged_store_gives_no_copy(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.close()
    file = store.folder / STORE_FILE
    whole = bytearray(file.read_bytes())
    whole[-2000] ^= 1
    file.write_bytes(whole)
    again = open_store(tmp_path)
    (tmp_path / "copies").mkdir()
    with pytest.raises(StoreError, match="damaged"):
        again.copy_to(tmp_path / "copies" / "copy.db")
    again.close()
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_full_disk_in_the_middle_of_a_copy_leaves_no_half_of_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "copies").mkdir()
    monkeypatch.setattr("securecare_desktop.db.snapshot.os.fsync", full)
    with pytest.raises(StoreError, match="could not be written"):
        store.copy_to(tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []
