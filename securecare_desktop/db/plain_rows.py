"""Reads many rows at once on the driver itself, as frozen records, for lists about everybody.

Today asks some forty such questions at every start: SQLAlchemy's own way takes longer for each than the answer does.
What the reader may see of a record is decided by whoever asks (base.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Dialect

from ..domain.record import Record
from .engine import run_plain

Write = Callable[[Any], Any]
Row = Any
"""A row class of base.py, which knows this module and not the other way round."""


class Session(Protocol):
    """What is needed of base.RecordSession."""

    plain_connection: Connection

    def flush(self) -> None:
        """Write what was changed."""
        ...


class _Columns(NamedTuple):
    """How the rows of one class are read: what to select, what comes of it by name, and (place, how to read it) of some."""

    head: str
    order: str
    names: tuple[str, ...]
    readers: tuple[tuple[int, Write], ...]
    writers: Mapping[str, Write | None]
    quoted: Mapping[str, str]


def rows_where(
    session: Session, row: Row, where: str, values: Iterable[object], *, in_order: bool
) -> Iterator[Record]:
    """Yield the records that a condition in SQL finds, whole; values stand as `?` in it, as the columns hold them."""
    session.flush()  # what was changed in this work is found as well
    columns = columns_of(row, session.plain_connection.dialect)
    order = columns.order if in_order else ""
    statement = f"{columns.head} WHERE {where}{order}"
    make, names, readers = row.__domain__, columns.names, columns.readers
    for found in run_plain(session.plain_connection, statement, tuple(values)).fetchall():
        known = list(found)
        for place, read in readers:
            known[place] = read(known[place])
        yield make(**dict(zip(names, known, strict=True)))


def among(
    dialect: Dialect,
    row: Row,
    field: str,
    values: Iterable[object],
    equals: Mapping[str, object],
) -> tuple[str, tuple[object, ...]]:
    """Return the condition that `field` is one of `values` and other fields are as `equals` says, and its values."""
    columns = columns_of(row, dialect)
    wanted = [_written(columns, field, value) for value in values]
    parts, given = [f"{columns.quoted[field]} IN ({', '.join('?' * len(wanted))})"], list(wanted)
    for name, value in equals.items():
        if value is None:
            parts.append(f"{columns.quoted[name]} IS NULL")
        elif isinstance(value, tuple):
            parts.append(f"{columns.quoted[name]} IN ({', '.join('?' * len(value))})")
            given.extend(_written(columns, name, one) for one in value)
        else:
            parts.append(f"{columns.quoted[name]} = ?")
            given.append(_written(columns, name, value))
    return " AND ".join(parts), tuple(given)


def _written(columns: _Columns, name: str, value: object) -> object:
    write = columns.writers[name]
    return write(value) if write is not None else value


@cache
def columns_of(row: Row, dialect: Dialect) -> _Columns:
    """Return how the rows of one class are read and compared. Raises KeyError for a field that has no column."""
    table, quote = row.__table__, dialect.identifier_preparer.quote
    names = row.__field_names__
    quoted = {name: f"{quote(row.__tablename__)}.{quote(name)}" for name in table.columns.keys()}  # noqa: SIM118
    types = {name: table.columns[name].type.dialect_impl(dialect) for name in quoted}
    readers = ((place, types[name].result_processor(dialect, None)) for place, name in enumerate(names))
    order = ", ".join(
        f"{quoted[name.removeprefix('-')]}{' DESC' if name.startswith('-') else ''}" for name in row.__order__
    )
    return _Columns(
        f"SELECT {', '.join(quoted[name] for name in names)} FROM {quote(row.__tablename__)}",  # noqa: S608 - our own names
        f" ORDER BY {order}",
        names,
        tuple((place, read) for place, read in readers if read is not None),
        {name: kind.bind_processor(dialect) for name, kind in types.items()},
        quoted,
    )
