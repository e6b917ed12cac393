"""The door to SQLCipher: connections with the right settings, and its errors turned into sentences.

The only module that imports sqlcipher3, so that another build of it can take its place.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2

from ..core.errors import StoreBusy, StoreError
from ..core.text import _

KEY_BYTES = 32
BUSY_SECONDS = 5.0
"""How long to wait for somebody else's save before saying so."""

READING = "securecare_reading"
"""Execution option of connections that only read: they begin without asking for the write lock."""

_BUSY = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
_READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _PERMISSION, _NOT_A_DATABASE = 8, 10, 11, 13, 14, 3, 26


class OneDialect(SQLiteDialect_pysqlite):
    """The dialect of every store: all engines speak the same, so what one has put into SQL the next one uses again.

    A store is opened anew at each sign-in. Without this the first look at every page would cost its statements again.
    """

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        """Say that two of them are alike."""
        return isinstance(other, OneDialect)

    def __hash__(self) -> int:
        """Return the same for all."""
        return hash(OneDialect)


registry.register("sqlite.one", __name__, "OneDialect")
_MOST_STATEMENTS = 1_000
_statements: LRUCache[Any, Any] = LRUCache(_MOST_STATEMENTS)
"""Statements as SQL. Ids and days that one was first asked with stay in it; the words of a search never do."""


def make_engine(
    file: Path,
    key: Callable[[], bytes],
    *,
    create: bool = False,
    foreign_keys: bool = True,
    keep_connection: bool = True,
) -> Engine:
    """Return an engine on the encrypted `file`.

    `key` hands out the 256-bit key when a connection is made. Without `create` a file that is not there is
    an error, never an empty new store. One connection is kept open, which keeps a save fast; a work opened
    inside another one gets a second connection for its time. Wrong keys show at the first statement.
    """

    def connect() -> Any:
        connection = connect_file(file, key(), "rwc" if create else "rw")
        try:
            _prepare(connection, foreign_keys=foreign_keys)
        except BaseException:
            connection.close()
            raise
        return connection

    pool: dict[str, Any] = (
        {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 3}
        if keep_connection
        else {"poolclass": NullPool}
    )
    engine = create_engine(
        "sqlite+one://",
        module=dbapi2,
        creator=connect,
        hide_parameters=True,
        execution_options={"compiled_cache": _statements},
        **pool,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", lambda connection: require_whole(connection.connection))
    return engine


class Connections:
    """The connections of one engine; the one that was given back last is handed out again.

    Checking one out of the pool anew for every work costs a tenth of a save.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: Connection | None = None
        self._open = False

    def take(self, *, reading: bool) -> Connection:
        """Return a connection that is nobody else's; it begins without asking for the write lock when `reading`."""
        connection, self._idle = self._idle, None
        if connection is None:
            connection, self._open = self._engine.connect(), True
        if connection.get_execution_options().get(READING, False) is not reading:
            connection.execution_options(**{READING: reading})
        return connection

    def give_back(self, connection: Connection) -> None:
        """Take a connection back whose transaction has ended, however it ended."""
        if not connection.invalidated and (not self._open or _in_transaction(connection)):
            connection.invalidate()  # its store was closed meanwhile, or its end failed as well: nobody goes on with it
        elif not connection.invalidated and self._idle is None:
            self._idle = connection
            return
        connection.close()

    def close(self) -> None:
        """Close them all; new ones are opened when somebody takes one again."""
        connection, self._idle, self._open = self._idle, None, False
        if connection is not None:
            connection.close()
        self._engine.dispose()


def _in_transaction(connection: Connection) -> bool:
    return connection.in_transaction() or bool(getattr(connection.connection, "in_transaction", False))


def connect_file(file: Path, key: bytes, mode: str = "rw", *, wait: float = BUSY_SECONDS) -> Any:
    """Return a connection of the driver itself, with its key and without having read the file yet.

    `mode` is SQLite's: "ro", "rw" or "rwc", with more parameters behind it; `wait` is in seconds, for locks.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the key of a store has 256 bits")
    connection = dbapi2.connect(
        _address(file, mode),
        uri=True,
        timeout=wait,
        isolation_level=None,  # transactions are begun by us, not guessed by the driver
        check_same_thread=False,  # one thread at a time uses it, but not always the same one
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key writes to standard error
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")  # no plain text in temporary files
    except BaseException:
        connection.close()
        raise
    return connection


def is_other_key(error: BaseException) -> bool:
    """Say whether a file could not be read under its key, which looks the same as a file that is no store."""
    return isinstance(error, dbapi2.Error) and getattr(error, "sqlite_errorcode", None) == _NOT_A_DATABASE


def require_whole(connection: Any) -> None:
    """Raise StoreError when a page that this connection of the driver has read did not fit its seal.

    SQLCipher hands out such a page as zeros and fails at the next page: at the end of a long text there is
    none. So whatever was read counts only after this, which takes a few microseconds.
    """
    found = connection.cursor().execute("PRAGMA cipher_status").fetchone()
    if found is None or found[0] != "1":
        raise _damaged()


def _damaged() -> StoreError:
    return StoreError(
        _("The store file is damaged."), _("Leave it as it is and restore the last good backup.")
    )


def run_plain(connection: Connection, statement: str, values: tuple[Any, ...] = ()) -> Any:
    """Run one statement on the driver itself and return its cursor.

    For the few that every save runs: SQLAlchemy's own way costs ten times what the statement does.
    """
    return connection.connection.cursor().execute(statement, values)


def _begin(connection: Connection) -> None:
    """Begin for real: the driver would begin late and let a failed migration leave tables behind."""
    reading = connection.get_execution_options().get(READING, False)
    run_plain(connection, "BEGIN" if reading else "BEGIN IMMEDIATE")


def _address(file: Path, mode: str) -> str:
    path = file.absolute().as_posix()
    # A drive letter needs one more slash; a Windows share brings its own two.
    return f"file://{quote(path if path.startswith('/') else '/' + path)}?mode={mode}"


def _prepare(connection: Any, *, foreign_keys: bool) -> None:
    run = connection.execute
    run("PRAGMA journal_mode = WAL")  # the first statement to read the file: a wrong key ends here
    run("PRAGMA synchronous = FULL")
    run("PRAGMA secure_delete = ON")
    run(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")


def store_error(error: BaseException, holder: Callable[[], str] | None = None) -> StoreError | None:
    """Return the sentence for an error of the store, or None when the error is a defect of ours.

    `holder` says who is writing, for a store that is busy.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, dbapi2.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _BUSY:
        who = holder() if holder else _("Another window is saving to this store.")
        return StoreBusy(who, _("Your text is kept. Wait a moment, then save again."))
    sentences = {
        _FULL: (
            _("The disk is full, so this was not saved."),
            _("Nothing in the store has changed. Make room on the disk, then save again."),
        ),
        _READ_ONLY: (
            _("The store folder cannot be written to, so this was not saved."),
            _("Nothing in the store has changed. Ask whoever looks after this computer to allow writing."),
        ),
        _IO: (
            _("The disk with the store did not answer."),
            _("Nothing half-done was kept. Check that the disk is connected, then try again."),
        ),
        _NOT_A_DATABASE: (
            _("The store file cannot be read with this key."),
            _("It is damaged or belongs to another store. Restore the last good backup of the whole folder."),
        ),
        _CANNOT_OPEN: (
            _("The store file cannot be opened."),
            _("Check that the store folder is there and that you may read and write in it."),
        ),
        _PERMISSION: (
            _("The store file cannot be opened."),
            _("Check that the store folder is there and that you may read and write in it."),
        ),
    }
    if primary == _CORRUPT:
        return _damaged()
    found = sentences.get(primary) if primary is not None else None
    return StoreError(*found) if found else None
