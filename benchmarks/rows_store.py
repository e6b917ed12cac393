"""Rows about the store: saving, and opening a young person."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2

from securecare_desktop.db.base import Base
from securecare_desktop.domain.permissions import Action

from .measure import Result, side_by_side
from .stores import an_occasion, house_with


def _bare_table(file: Path) -> dbapi2.Connection:
    """Return a bare SQLCipher connection to the same table with the same settings, and nothing around it."""
    bare = dbapi2.connect(str(file), isolation_level=None)
    bare.execute(f"""PRAGMA key = "x'{os.urandom(32).hex()}'" """)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
        bare.execute(f"PRAGMA {pragma}")
    table = Base.metadata.tables["occasion"]
    for statement in (CreateTable(table), *(CreateIndex(index) for index in table.indexes)):
        bare.execute(str(statement.compile(dialect=sqlite.dialect())))
    return bare


def save_contact_record(folder: Path) -> Result:
    """Save an occasion with audit event and search entry, against a bare insert and commit."""
    services, young_person = house_with(folder / "saving", 300)
    with services.session.reading(Action.READ_RECORDS, young_person) as work:
        nan = work.network_people.find(young_person_id=young_person)[0].id
    bare = _bare_table(folder / "bare.db")
    example = an_occasion(young_person, nan, datetime.now(UTC))
    names = list(example.__dataclass_fields__)
    insert = f"INSERT INTO occasion ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    number = 0

    def ours() -> None:
        nonlocal number
        number += 1
        services.family_time.save_occasion(
            an_occasion(young_person, nan, datetime.now(UTC) - timedelta(minutes=number))
        )

    def baseline() -> None:
        values = [str(getattr(example, name)) for name in names]
        values[names.index("id")] = os.urandom(16).hex()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(insert, values)
        bare.execute("COMMIT")

    first, second = side_by_side(ours, baseline, 200)
    bare.close()
    services.session.lock()
    return Result(
        "save.contact_record",
        "an occasion saved, audited and searchable",
        first * 1000,
        second * 1000,
        "ms",
        3.0,
    )


def open_young_person_flat(folder: Path) -> Result:
    """Open an overview with 10,000 occasions in the store, against 100."""
    many, many_id = house_with(folder / "many", 10_000)
    few, few_id = house_with(folder / "few", 100)
    first, second = side_by_side(
        lambda: many.young_people.overview(many_id), lambda: few.young_people.overview(few_id), 60
    )
    many.session.lock()
    few.session.lock()
    shutil.rmtree(folder / "many")
    return Result(
        "open.young_person_flat",
        "overview with 10,000 occasions, against 100",
        first * 1000,
        second * 1000,
        "ms",
        1.5,
    )
