"""The store of a house: a folder with the encrypted file, opened with a key that somebody else unlocked.

Hands out units of work; knows nothing of passwords, permissions or what the records mean.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import configure_mappers

from ..core.clock import Clock, SystemClock
from ..core.errors import NotSignedIn, StoreBusy, StoreError
from ..core.paths import flush_folder, make_private_folder
from ..core.text import _
from ..domain.record import Actor
from ..domain.withholding import Reader
from .base import store_info
from .columns import moment_text
from .engine import READING, Connections, OneDialect, make_engine, store_error
from .folder import STORE_FILE, require_store_folder
from .plain_rows import columns_of
from .rekey import finish_interrupted
from .snapshot import write_copy
from .unit_of_work import Work
from .upgrade import SCRIPTS, needs_upgrade, run_migrations, stored_revision, upgrade
from .withholding import row_kinds
from .writer import WriterNote

WRITER_FILE = "last-writer.json"


def prepare() -> None:
    """Do now what the first question to a store would wait for: join every table to its rows. Needs no store."""
    configure_mappers()
    dialect = OneDialect()  # all engines speak the same
    for row in row_kinds().values():
        columns_of(row, dialect)


class Store:
    """An open store. Used by one thread at a time; close() it when the program locks."""

    def __init__(self, folder: Path, key: bytes, clock: Clock | None = None) -> None:
        """Prepare the connection; use `create` or `open`, which also check what is there."""
        self.folder = folder
        self.clock: Clock = clock or SystemClock()
        self._key = bytearray(key)
        self._note = WriterNote(folder / WRITER_FILE)
        self._engine: Engine | None = make_engine(folder / STORE_FILE, self._hand_out_key)
        self._connections = Connections(self._engine)

    @classmethod
    def create(
        cls, folder: Path, key: bytes, store_id: str, clock: Clock | None = None, *, scripts: Path = SCRIPTS
    ) -> Self:
        """Make a new store in `folder` and open it. It appears whole or not at all.

        Raises StoreError when there is one already or the folder cannot be written.
        """
        clock = clock or SystemClock()
        file = folder / STORE_FILE
        part = folder / f".{STORE_FILE}.part"
        try:
            make_private_folder(folder)
            if file.exists():
                raise StoreError(
                    _("There is already a store in this folder."),
                    _("Open that one, or choose an empty folder for the new store."),
                )
            _remove_with_logs(part)
            part.touch(mode=0o600)
            _fill_new_store(part, key, store_id, clock, scripts)
            part.replace(file)
            flush_folder(folder)
        except Exception as error:
            with suppress(OSError):  # the first error is the one to tell
                _remove_with_logs(part)
            if isinstance(error, OSError):
                raise StoreError(
                    _("The store could not be made in this folder."),
                    _("Choose a folder that can be written to, on a disk with room."),
                ) from None
            known = store_error(error)
            if known is None:
                raise
            raise known from None
        return cls.open(folder, key, store_id, clock=clock, scripts=scripts)

    @classmethod
    def open(
        cls,
        folder: Path,
        key: bytes,
        store_id: str,
        clock: Clock | None = None,
        *,
        scripts: Path = SCRIPTS,
        still_the_key: Callable[[], bool] = lambda: True,
    ) -> Self:
        """Open the store in `folder`, bringing one of an older program up to date first.

        `store_id` is what the keyring says; `still_the_key` looks at the keyring again, because another
        window may have changed the key since. Raises StoreError with what is wrong: no store, a damaged or
        foreign one, another key, one from a newer program.
        """
        finish_interrupted(folder, key, still_the_key)
        require_store_folder(folder)
        store = cls(folder, key, clock)
        try:
            older = store._is_older(store_id, scripts)
            if not still_the_key():  # from here on nobody can change it: the file is open
                raise StoreBusy(_("The key of this store has just been changed."), _("Sign in again."))
            if older:
                store._connections.close()
                upgrade(folder / STORE_FILE, store._hand_out_key, store.clock.today(), scripts)
        except BaseException as error:
            store.close()
            known = store_error(error)
            if known is not None:
                raise known from None
            raise
        return store

    def work(self, actor: Actor, *readers: Reader) -> Work:
        """Return a unit of work that writes in the name of `actor`; use it in a `with` block.

        What is withheld from any of the `readers` is left out of what it hands out.
        """
        return Work(self._handed_out(), self.clock, self._note, actor, readers)

    def reading(self, *readers: Reader) -> Work:
        """Return a unit of work that only reads and keeps nobody waiting; use it in a `with` block.

        What is withheld from any of the `readers` is left out.
        """
        return Work(self._handed_out(), self.clock, self._note, None, readers)

    def copy_to(self, target: Path) -> None:
        """Write a whole, encrypted copy that opens with the same key. Raises StoreError."""
        write_copy(self._opened, self._hand_out_key, target)

    def close(self) -> None:
        """Close the file and forget the key. Closing twice is fine."""
        self._connections.close()
        self._engine = None
        self._note.close()
        self._key[:] = bytes(len(self._key))

    @property
    def _opened(self) -> Engine:
        if self._engine is None:
            raise NotSignedIn(_("The store is locked."), _("Sign in to go on."))
        return self._engine

    def _handed_out(self) -> Connections:
        """Return the connections of the store. Raises NotSignedIn once it is closed."""
        _engine = self._opened
        return self._connections

    def _hand_out_key(self) -> bytes:
        return bytes(self._key)

    def _is_older(self, store_id: str, scripts: Path) -> bool:
        with self._opened.execution_options(**{READING: True}).connect() as connection:
            if not inspect(connection).has_table(store_info.name):
                raise StoreError(
                    _("The file in this folder is not a store of this program."),
                    _("Check the folder's name, or restore the last backup into it."),
                )
            found = connection.scalar(select(store_info.c.value).where(store_info.c.name == "store_id"))
            if found != store_id:
                raise StoreError(
                    _("The store and the keyring in this folder do not belong together."),
                    _("Restore both from the same backup."),
                )
            return needs_upgrade(stored_revision(connection), scripts)


def _fill_new_store(file: Path, key: bytes, store_id: str, clock: Clock, scripts: Path) -> None:
    engine = make_engine(file, lambda: key, create=True, foreign_keys=False, keep_connection=False)
    try:
        with engine.begin() as connection:
            run_migrations(connection, scripts)
            facts = {"store_id": store_id, "created_at": moment_text(clock.now())}
            connection.execute(store_info.insert(), [{"name": n, "value": v} for n, v in facts.items()])
    finally:
        engine.dispose()


def _remove_with_logs(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)
