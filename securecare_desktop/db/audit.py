"""The audit trail: events that are only ever added, each carrying the hash of the one before.

The unit of work writes it; this module keeps the chain and reads it back.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, RowMapping, Select, Table, Text, func, select

from ..domain.audit import AuditEvent, ChainHead, ChainReport, FieldChange
from ..domain.record import Actor
from .base import Base, UtcMoment, moment_text
from .engine import run_plain

ADDED, CHANGED, REMOVED, SIGNED = "added", "changed", "removed", "signed"
START = "0" * 64
"""The hash "before" the first event."""

audit_event = Table(
    "audit_event",
    Base.metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcMoment, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("computer", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("record_kind", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("young_person_id", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("ix_audit_event_record_id", "record_id"),
    Index("ix_audit_event_young_person_id", "young_person_id"),
)

AUDIT_TRIGGERS = (
    """CREATE TRIGGER IF NOT EXISTS audit_event_keeps_its_events BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS audit_event_loses_none BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END""",
    """CREATE TRIGGER IF NOT EXISTS audit_event_grows_at_its_end BEFORE INSERT ON audit_event
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_event)
    BEGIN SELECT RAISE(ABORT, 'the audit trail grows at its end only'); END""",
)
"""For migrations, which copy them. The third one also stops INSERT OR REPLACE, which deletes unasked."""

_COLUMNS = tuple(column.name for column in audit_event.columns)
_NEWEST = "SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1"
_APPEND = f"INSERT INTO audit_event ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - our own column names

Changes = Mapping[str, tuple[object, object]]


class AuditTrail:
    """The trail as seen inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._head: ChainHead | None = None

    def newest_change(self, young_person_id: str) -> datetime | None:
        """Return the moment of the newest change of a record about this young person, or None."""
        return self._connection.scalar(
            select(audit_event.c.at)
            .where(
                audit_event.c.young_person_id == young_person_id, audit_event.c.action.in_((ADDED, CHANGED))
            )
            .order_by(audit_event.c.seq.desc())
            .limit(1)
        )

    def head(self) -> ChainHead:
        """Return the number and hash of the newest event."""
        if self._head is None:
            newest = run_plain(self._connection, _NEWEST).fetchone()
            self._head = ChainHead(*newest) if newest else ChainHead(0, START)
        return self._head

    def append(
        self,
        actor: Actor,
        at: datetime,
        action: str,
        *,
        record_kind: str = "",
        record_id: str = "",
        young_person_id: str = "",
        changes: Changes | None = None,
    ) -> None:
        """Add one event. Needs the write lock, else two events could follow the same one."""
        head = self.head()
        values: dict[str, Any] = {
            "seq": head.seq + 1,
            "at": moment_text(at),
            "actor_id": actor.staff_id,
            "actor_name": actor.name,
            "computer": actor.computer,
            "action": action,
            "record_kind": record_kind,
            "record_id": record_id,
            "young_person_id": young_person_id,
            "changes": _CHANGES.encode(changes or {}),
            "previous_hash": head.hash,
        }
        values["hash"] = _hash_of(values)
        run_plain(self._connection, _APPEND, tuple(values[name] for name in _COLUMNS))
        self._head = ChainHead(values["seq"], values["hash"])

    def events(
        self,
        *,
        young_person_id: str = "",
        record_id: str = "",
        record_kind: str = "",
        actor_id: str = "",
        action: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        before_seq: int = 0,
        about: Collection[str] | None = None,
        limit: int = 200,
    ) -> tuple[AuditEvent, ...]:
        """Return events, newest first, that fit every filter given.

        `about` are the young people the reader may see; the empty text stands for events about nobody.
        `since` is included, `until` is not. To go on, hand in the last number seen as `before_seq`.
        """
        wanted = {
            "young_person_id": young_person_id,
            "record_id": record_id,
            "record_kind": record_kind,
            "actor_id": actor_id,
            "action": action,
        }
        columns = audit_event.c
        statement: Select[Any] = select(audit_event)
        for name, value in wanted.items():
            if value:
                statement = statement.where(columns[name] == value)
        if since:
            statement = statement.where(columns.at >= since)
        if until:
            statement = statement.where(columns.at < until)
        if about is not None:
            statement = statement.where(columns.young_person_id.in_(tuple(about)))
        if before_seq:
            statement = statement.where(columns.seq < before_seq)
        rows = self._connection.execute(statement.order_by(columns.seq.desc()).limit(limit)).mappings()
        return tuple(_event(row) for row in rows)

    def count(self) -> int:
        """Return how many events there are."""
        return self._connection.scalar(select(func.count()).select_from(audit_event)) or 0

    def verify(self) -> ChainReport:
        """Walk the whole chain and name the first event that does not fit."""
        expected, previous, since = 1, START, None
        for row in self._walk():
            values = dict(row)
            found = values.pop("hash")
            values["at"] = moment_text(values["at"])
            fits = values["seq"] == expected and values["previous_hash"] == previous
            if not fits or _hash_of(values) != found:
                return ChainReport(expected - 1, since, broken_at=expected)
            since = since or row["at"]
            expected, previous = expected + 1, found
        return ChainReport(expected - 1, since)

    def _walk(self) -> Iterator[RowMapping]:
        statement = select(audit_event).order_by(audit_event.c.seq)
        yield from self._connection.execute(statement, execution_options={"yield_per": 500}).mappings()


def _event(row: RowMapping) -> AuditEvent:
    values = dict(row)
    pairs = json.loads(values.pop("changes"))
    changes = tuple(FieldChange(name, before, after) for name, (before, after) in pairs.items())
    return AuditEvent(**values, changes=changes)


def _hash_of(values: Mapping[str, Any]) -> str:
    """Return SHA-256 over a text that two different events can never share: a JSON list in fixed order."""
    parts = [values[name] for name in _COLUMNS if name != "hash"]
    text = _PARTS.encode(parts)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    """Return a value of a record as JSON can hold it."""
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"no audit form for {type(value).__name__}")


_CHANGES = json.JSONEncoder(ensure_ascii=False, default=_plain, separators=(",", ":"))
_PARTS = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))
