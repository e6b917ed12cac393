"""Changes the key of a store: a copy under the new key, read through, that takes the old file's place.

At every moment exactly one of the two files opens with the key that the keyring gives, so a change that was
cut off is finished or taken back at the next opening. What the keyring says is the caller's.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from ..core.errors import StoreBusy, StoreError
from ..core.paths import flush_folder
from ..core.text import _
from .engine import connect_file, is_other_key, require_whole, store_error
from .folder import STORE_FILE, require_store_folder
from .upgrade import COPIES

REKEYED_FILE = f".{STORE_FILE}.rekeyed"
"""The store under its new key, until it takes the place of the old one. Whoever holds its lock may do that."""

_OPEN_FILES_KEEP_THEIR_NAME = os.name == "nt"
_STEP_PAGES = 64
_STEP_INSTRUCTIONS = 50_000
_LOGS = ("-wal", "-shm", "-journal")
_NEWEST_EVENTS = (
    "SELECT count(*), max(seq), (SELECT hash FROM audit_event ORDER BY seq DESC) FROM audit_event"
)
_IS_A_STORE = "SELECT count(*) FROM sqlite_schema WHERE name = 'store_info'"

Progress = Callable[[int, int], None]

_log = logging.getLogger(__name__)


def rekey(
    folder: Path, old_key: bytes, new_key: bytes, *, progress: Progress, commit: Callable[[], None]
) -> None:
    """Put the store in `folder` under another key. Nobody may have it open meanwhile, the caller neither.

    `progress(done_bytes, all_bytes)` is called many times; what it raises cancels, and all is as it was.
    `commit` then replaces the keyring in one step: from there on the new key is the one, also when this
    function raises afterwards or never returns, because `finish_interrupted` does the rest.
    Raises StoreBusy while somebody has the store open, StoreError.
    """
    if new_key == old_key:
        raise ValueError("the new key is the old one")
    require_store_folder(folder)
    finish_interrupted(folder, old_key)
    with _sentences():
        store = _alone(folder / STORE_FILE, old_key)
        try:
            copy = _copied(store, folder / REKEYED_FILE, new_key, progress)
        except BaseException:
            store.close()
            raise
        try:
            commit()
        except BaseException:
            # Whether the keyring was replaced before this was raised cannot be told: the next opening can.
            copy.close()
            store.close()
            raise
        _put_in_place(folder, copy, store)
    _log.info("the store has a new key")


def finish_interrupted(folder: Path, key: bytes, still_the_key: Callable[[], bool] = lambda: True) -> None:
    """Finish a change of the key that was cut off, or remove what is left of one that never came to be.

    `key` is what the keyring gave; `still_the_key` looks again whether it does, for somebody who read the
    keyring just before another window replaced it. Where neither file opens with the key, both are left.
    Raises StoreBusy while a change is going on, StoreError.
    """
    copy = folder / REKEYED_FILE
    if not copy.exists():
        return
    with _sentences():
        held = _opened(copy, key, "BEGIN EXCLUSIVE")
        if held is not None:
            _put_in_place(folder, held)
            _log.info("a change of the store's key was finished")
            return
        # Open for reading, so that nobody else can begin to change the key just now.
        store = _opened(folder / STORE_FILE, key, "BEGIN")
        if store is not None:
            with closing(store), suppress(OSError):  # another program has it open: it can wait
                if still_the_key():
                    _remove(copy)


def copies_under_another_key(folder: Path, key: bytes) -> tuple[str, ...]:
    """Return the names of the files among the store's copies that do not open with `key`."""
    names = []
    for file in sorted((folder / COPIES).glob("*.db")):
        try:
            with closing(connect_file(file, key, "ro&immutable=1", wait=0)) as connection:
                fits = connection.execute(_IS_A_STORE).fetchone() == (1,)
        except Exception as error:
            if store_error(error) is None:
                raise
            fits = False
        if not fits:
            names.append(file.name)
    return tuple(names)


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn errors of files and of the store into sentences."""
    try:
        yield
    except OSError:
        raise StoreError(
            _("The store could not be written under its new key."),
            _("Nothing is lost. Check that the disk has room for the store a second time, then try again."),
        ) from None
    except Exception as error:
        known = store_error(error)
        if known is None:
            raise
        raise known from None


def _alone(file: Path, key: bytes) -> Any:
    """Return a connection to the store beside which there is and can be no other, all saves in the one file."""
    connection = connect_file(file, key, wait=0)
    try:
        # Also makes whoever waits for the old file unable to write to it once it has lost its name.
        connection.execute("PRAGMA journal_mode = DELETE")
        _keep_locked(connection)
        if connection.execute("PRAGMA journal_mode").fetchone() == ("delete",):
            return connection
        raise _open_elsewhere()
    except BaseException as error:
        connection.close()
        if isinstance(store_error(error), StoreBusy):
            raise _open_elsewhere() from None
        raise


def _open_elsewhere() -> StoreBusy:
    return StoreBusy(
        _("The store is open in another window, so its key cannot be changed now."),
        _("Nothing was changed. Close the other windows, then try again."),
    )


def _keep_locked(connection: Any) -> None:
    """Take the lock and keep it after the end of the transaction, until the connection is closed."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _copied(store: Any, file: Path, key: bytes, progress: Progress) -> Any:
    """Write the store to `file` under `key`, read that through and return it open, with nobody beside it."""
    try:
        _remove(file)
        file.touch(mode=0o600)
        size = _copy_pages(store, file, key, progress)
        with file.open("r+b") as stream:  # before it is locked: closing a file lets its locks go
            os.fsync(stream.fileno())
        flush_folder(file.parent)
        copy = connect_file(file, key, wait=0)
        try:
            _keep_locked(copy)
            _read_through(store, copy, size, progress)
        except BaseException:
            copy.close()
            raise
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell
            _remove(file)
        raise
    return copy


def _copy_pages(store: Any, file: Path, key: bytes, progress: Progress) -> int:
    """Copy page by page, each encrypted anew, and return how many bytes that were.

    SQLite's own backup, which SQLCipher allows between two encrypted files: the copy is the same in tables,
    triggers and search index down to the row numbers. Copying is half of what `progress` hears of.
    """
    page_size = int(store.execute("PRAGMA page_size").fetchone()[0])  # SQLCipher answers with a text

    def tell(_status: int, remaining: int, pages: int) -> None:
        progress((pages - remaining) * page_size, 2 * pages * page_size)

    with closing(connect_file(file, key, wait=0)) as target:
        target.execute("PRAGMA journal_mode = OFF")  # a copy that fails is thrown away
        target.execute("PRAGMA synchronous = OFF")  # brought to the disk as a whole afterwards
        store.backup(target, pages=_STEP_PAGES, progress=tell, sleep=0)
    require_whole(store)
    return file.stat().st_size


def _read_through(store: Any, copy: Any, size: int, progress: Progress) -> None:
    """Raise StoreError unless every page of the copy is whole and its audit trail ends as the store's does."""
    raised: list[BaseException] = []

    def tell() -> bool:
        """Let `progress` speak while SQLite reads; SQLite itself would drop what it raises."""
        try:
            progress(size + size // 2, 2 * size)
        except BaseException as error:
            raised.append(error)
        return bool(raised)

    damaged = copy.execute("PRAGMA cipher_integrity_check").fetchone()
    copy.set_progress_handler(tell, _STEP_INSTRUCTIONS)
    try:
        tell()
        if not raised:
            found = copy.execute("PRAGMA quick_check(1)").fetchone()
            same = copy.execute(_NEWEST_EVENTS).fetchone() == store.execute(_NEWEST_EVENTS).fetchone()
    except Exception:
        if not raised:
            raise
    finally:
        copy.set_progress_handler(None, 0)
    if raised:
        raise raised[0]
    if damaged is not None or found != ("ok",) or not same:
        raise StoreError(
            _("The store under its new key does not read back as it was written."),
            _("Nothing was changed. The disk may be failing: make a backup on another one."),
        )
    progress(2 * size, 2 * size)


def _opened(file: Path, key: bytes, begin: str) -> Any:
    """Return a connection that holds its lock on `file`, or None where that does not open with `key`."""
    connection = None
    try:
        connection = connect_file(file, key, wait=0)
        connection.execute(begin)
        if connection.execute(_IS_A_STORE).fetchone() == (1,):
            return connection
        found = None
    except Exception as error:
        found = None if is_other_key(error) else error
    if connection is not None:
        connection.close()
    if found is None:
        return None
    if isinstance(store_error(found), StoreBusy):
        raise StoreBusy(
            _("The key of this store is being changed in another window."),
            _("Wait until that is finished, then sign in again."),
        ) from None
    raise found


def _put_in_place(folder: Path, copy: Any, old: Any = None) -> None:
    """Let the copy, of which the caller holds the lock, take the place of the store, and close both."""
    file, target = folder / REKEYED_FILE, folder / STORE_FILE
    opened = [connection for connection in (copy, old) if connection is not None]
    if _OPEN_FILES_KEEP_THEIR_NAME:  # elsewhere the locks hold others off meanwhile
        _close(opened)
    try:
        if file.exists():  # else another window, which held the lock before, has just done it
            for name in _LOGS:  # of the old file, whose pages would not fit
                target.with_name(target.name + name).unlink(missing_ok=True)
            file.replace(target)
            flush_folder(folder)
    except OSError:
        raise StoreError(
            _("The key of the store was changed, but another program still has the old file open."),
            _("Nothing is lost. Close the other windows of this program, then sign in again."),
        ) from None
    finally:
        _close(opened)


def _close(connections: list[Any]) -> None:
    while connections:
        connections.pop().close()


def _remove(file: Path) -> None:
    for name in ("", *_LOGS):
        file.with_name(file.name + name).unlink(missing_ok=True)
