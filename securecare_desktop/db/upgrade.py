"""Brings a store to the version of this program: all migrations in one transaction, after a copy.

A store that is up to date is recognised without importing alembic, because that happens at every sign-in.
"""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from ..core.errors import StoreError
from ..core.log import note_defect
from ..core.paths import make_private_folder
from ..core.text import _
from .engine import READING, make_engine, store_error
from .snapshot import write_copy

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
COPIES = "copies"

_log = logging.getLogger(__name__)


def revisions(scripts: Path = SCRIPTS) -> tuple[str, ...]:
    """Return the revisions this program knows, oldest first; files are named 0001_what_it_does.py."""
    return tuple(sorted(file.name.partition("_")[0] for file in scripts.glob("versions/[0-9]*_*.py")))


def stored_revision(connection: Connection) -> str:
    """Return the revision of an open store, or the empty text where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def migration_config(connection: Connection, scripts: Path = SCRIPTS) -> "Config":
    """Return what alembic's commands need to work inside the transaction that `connection` has begun."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def run_migrations(connection: Connection, scripts: Path = SCRIPTS) -> None:
    """Run every migration that is missing, inside the transaction that `connection` has begun."""
    from alembic import command

    command.upgrade(migration_config(connection, scripts), "head")


def needs_upgrade(stored: str, scripts: Path = SCRIPTS) -> bool:
    """Return whether a store of that revision is older than this program.

    Raises StoreError when the program does not know the revision: a newer one wrote the store.
    """
    known = revisions(scripts)
    if stored and stored not in known:
        raise StoreError(
            _("This store was written by a newer version of the program."),
            _("Nothing in it was changed. Install that version on this computer, then open the store again."),
        )
    return stored != (known[-1] if known else "")


def upgrade(file: Path, key: Callable[[], bytes], today: date, scripts: Path = SCRIPTS) -> None:
    """Bring the store in `file` to the newest revision. On any failure it stays as it was.

    First an encrypted copy is put into the folder `copies` beside it. Raises StoreError, which names the
    copy's file when a migration failed.
    """
    # Foreign keys are off while tables are rebuilt, and checked before the commit.
    engine = make_engine(file, key, foreign_keys=False, keep_connection=False)
    try:
        with engine.execution_options(**{READING: True}).connect() as connection:
            old_revision = stored_revision(connection)
        new_revision = revisions(scripts)[-1]
        copy = _free_name(
            file.parent / COPIES / f"before-{old_revision or 'start'}-to-{new_revision}-{today}.db"
        )
        make_private_folder(copy.parent)
        write_copy(engine, key, copy)
        with engine.begin() as connection:
            if stored_revision(connection) == old_revision:  # else another window has just done it
                run_migrations(connection, scripts)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise ValueError("the migrations left entries that point to nothing")
        _log.info("store upgraded from %s to %s", old_revision or "start", new_revision)
    except StoreError:
        raise
    except OSError:
        raise StoreError(
            _("The store is older than this program, and no copy of it could be put aside."),
            _("Nothing was changed. Check that the store folder can be written to, then sign in again."),
        ) from None
    except Exception as error:
        known = store_error(error)
        if known is not None:
            raise known from None
        reference = note_defect(error)
        raise StoreError(
            _("The store could not be brought to the version of this program."),
            _("It is as it was, and a copy is in {name}. Tell whoever looks after it: {reference}.").format(
                name=f"{COPIES}/{copy.name}", reference=reference
            ),
        ) from None
    finally:
        engine.dispose()


def _free_name(file: Path) -> Path:
    """Return `file`, or the same name with a number where there is one already."""
    number, candidate = 2, file
    while candidate.exists():
        candidate = file.with_name(f"{file.stem}-{number}{file.suffix}")
        number += 1
    return candidate
