"""A whole, encrypted copy of an open store, for backups and before upgrades.

The copy opens with the same key. Where copies go and how long they stay is the caller's decision.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from ..core.errors import StoreError
from ..core.paths import flush_folder
from ..core.text import _
from .engine import READING, make_engine, require_whole, store_error


def write_copy(engine: Engine, key: Callable[[], bytes], target: Path) -> None:
    """Write a copy of the store to `target`, read it through once and only then give it its name.

    Others may go on saving meanwhile. Raises StoreError when there is a file already, when the disk is full
    or cannot be written, and when the copy does not read back whole; nothing half-written stays.
    """
    if target.exists():
        raise StoreError(_("There is already a file of that name."), _("Choose another name for the copy."))
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(part),))
            require_whole(connection)
        finally:
            connection.close()
        _read_through(part, key)
        with part.open("r+b") as stream:
            os.fsync(stream.fileno())
        part.replace(target)
        flush_folder(target.parent)
    except Exception as error:
        with suppress(OSError):  # the first error is the one to tell
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise StoreError(
                _("The copy could not be written."),
                _("Check that the folder is there and that the disk has room, then try again."),
            ) from None
        known = store_error(error)
        if known is None:
            raise
        raise known from None


def _read_through(file: Path, key: Callable[[], bytes]) -> None:
    """Raise StoreError unless every page of the copy is whole."""
    engine = make_engine(file, key, keep_connection=False)
    with engine.execution_options(**{READING: True}).connect() as connection:
        damaged = connection.exec_driver_sql("PRAGMA cipher_integrity_check").first()
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    engine.dispose()
    if damaged is not None or found != "ok":
        raise StoreError(
            _("The copy does not read back as it was written."),
            _("The disk may be failing. Make the copy on another one."),
        )
