"""The audit trail: events that are only ever added, each carrying the hash of the one before.

The unit of work writes it; this module keeps the chain and reads it back.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, datetime, time
from enum import Enum
from json.encoder import encode_basestring_ascii
from typing import Any, TypedDict, Unpack

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    RowMapping,
    Select,
    Table,
    Text,
    func,
    literal_column,
    select,
)

from ..core.errors import StoreError
from ..core.text import _
from ..domain.audit import Anchor, AuditEvent, ChainHead, ChainReport, FieldChange, PaperMark
from ..domain.record import Actor
from .base import Base
from .columns import UtcMoment, moment_text
from .engine import run_plain

ADDED, CHANGED, REMOVED, SIGNED = "added", "changed", "removed", "signed"
CLOCK_WENT_BACK = "clock_went_back"
"""The action of the event that stands before one whose moment is earlier than that of the one before it."""
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
    Index("ix_audit_event_actor_id", "actor_id"),
    Index("ix_audit_event_at", "at"),
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
_HASHED = len(_COLUMNS) - 1
_AT, _PREVIOUS = _COLUMNS.index("at"), _COLUMNS.index("previous_hash")
_NEWEST = "SELECT seq, hash, at FROM audit_event ORDER BY seq DESC LIMIT 1"
_WALK = f"SELECT {', '.join(_COLUMNS)} FROM audit_event ORDER BY seq"  # noqa: S608 - our own column names
_ONE = _WALK.replace("ORDER BY seq", "WHERE seq = ?")
_APPEND = f"INSERT INTO audit_event ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - our own column names

Changes = Mapping[str, tuple[object, object]]


class Filters(TypedDict, total=False):
    """What events can be chosen by; the empty text and None let everything through.

    `about` are the young people the reader may see; the empty text in it stands for events about nobody.
    `actions` are several of which any may be it.
    `since` is included, `until` is not.
    """

    record_id: str
    young_person_id: str
    actor_id: str
    action: str
    computer: str
    record_kind: str
    since: datetime | None
    until: datetime | None
    about: Collection[str] | None
    actions: Collection[str] | None


_EQUALS = ("record_id", "young_person_id", "actor_id", "action", "computer", "record_kind")
"""The filters on one value, those that leave the fewest events first."""


class AuditTrail:
    """The trail as seen inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._head: ChainHead | None = None

    def head(self) -> ChainHead:
        """Return the number, hash and moment of the newest event."""
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
        """Add one event. Needs the write lock, else two events could follow the same one.

        Where the computer's clock stands before the newest event, an event that says so comes first: the
        order of the trail is that of its numbers.
        """
        moment, newest = moment_text(at), self.head().at
        if moment < newest:
            set_back = _CHANGES.encode({"moment": (newest, moment)})
            self._write(actor, moment, CLOCK_WENT_BACK, "", "", "", set_back)
        self._write(
            actor, moment, action, record_kind, record_id, young_person_id, _CHANGES.encode(changes or {})
        )

    def _write(self, actor: Actor, moment: str, action: str, *record_and_changes: str) -> None:
        head = self.head()
        seq = head.seq + 1
        who = (actor.staff_id, actor.name, actor.computer)
        hashed = (seq, moment, *who, action, *record_and_changes, head.hash)
        own_hash = _hash_of(hashed)
        run_plain(self._connection, _APPEND, (*hashed, own_hash))
        self._head = ChainHead(seq, own_hash, moment)

    def events(
        self, *, before_seq: int = 0, limit: int = 200, **wanted: Unpack[Filters]
    ) -> tuple[AuditEvent, ...]:
        """Return events, newest first, that fit every filter given.

        To go on, hand in the last number seen as `before_seq`. Raises StoreError for an event that nobody
        can read, since it was changed past the program.
        """
        statement = _choose(wanted).order_by(audit_event.c.seq.desc()).limit(limit)
        if before_seq:
            statement = statement.where(audit_event.c.seq < before_seq)
        return tuple(self._read(statement))

    def each_event(self, **wanted: Unpack[Filters]) -> Iterator[AuditEvent]:
        """Yield every event that fits, oldest first, a few at a time in memory; raises as `events` does."""
        yield from self._read(_choose(wanted).order_by(audit_event.c.seq))

    def _read(self, statement: Select[Any]) -> Iterator[AuditEvent]:
        try:
            rows = self._connection.execute(statement, execution_options={"yield_per": 500})
            for row in rows.mappings():
                yield _event(row)
        except Exception as error:
            if not (isinstance(error, ValueError) or self._is_unreadable(error)):
                raise
            raise StoreError(
                _("The audit trail cannot be shown here: an event was changed past the program."),
                _("Check the store: the check names the event."),
            ) from None

    def hash_at(self, seq: int) -> str:
        """Return the hash of one event by its number, or the empty text where there is none."""
        found = run_plain(self._connection, "SELECT hash FROM audit_event WHERE seq = ?", (seq,)).fetchone()
        return str(found[0]) if found else ""

    def has_since(self, seq: int, action: str) -> bool:
        """Say whether an event of this kind stands after the event with this number."""
        statement = "SELECT 1 FROM audit_event WHERE seq > ? AND action = ? LIMIT 1"
        return run_plain(self._connection, statement, (seq, action)).fetchone() is not None

    def with_hash(self, start: str) -> PaperMark | None:
        """Return the first event whose hash begins with `start`, or None."""
        columns = audit_event.c
        statement = select(columns.seq, columns.at).where(columns.hash.startswith(start, autoescape=True))
        found = self._connection.execute(statement.order_by(columns.seq).limit(1)).first()
        return PaperMark(*found) if found else None

    def count(self) -> int:
        """Return how many events there are."""
        return self._connection.scalar(select(func.count()).select_from(audit_event)) or 0

    def verify(self, anchor: Anchor | None = None) -> ChainReport:
        """Walk the whole chain and name the first event that does not fit.

        `anchor` is what was known of the trail's end outside the store; without one, nobody can tell that
        events at the end are missing or that somebody with the key wrote the whole trail anew.
        """
        events, previous, since, at_anchor = 0, START, None, ""
        try:
            for row in self._walk():
                if row[0] != events + 1 or row[_PREVIOUS] != previous or row[_HASHED] != _hash_of(row):
                    return ChainReport(events, since, broken_at=events + 1)
                since = since or datetime.fromisoformat(row[_AT])
                events, previous = events + 1, row[_HASHED]
                if anchor and events == anchor.seq:
                    at_anchor = previous
        except Exception as error:
            if not (isinstance(error, (TypeError, ValueError)) or self._is_unreadable(error)):
                raise
            return ChainReport(events, since, broken_at=events + 1)
        if anchor is None or anchor.seq == 0 or anchor.hash == at_anchor:
            return ChainReport(events, since)
        if events < anchor.seq:
            return ChainReport(events, since, missing=anchor.seq - events)
        return ChainReport(events, since, replaced_at=anchor.seq)

    def _walk(self) -> Iterator[tuple[Any, ...]]:
        """Yield every event as the table has it, in order."""
        done = 0
        try:
            for row in run_plain(self._connection, _WALK):
                yield row
                done = row[0]
        except Exception as error:
            if not self._is_unreadable(error):
                raise
            # The driver reads one row ahead, and loses the row before the one that it cannot read.
            yield from run_plain(self._connection, _ONE, (done + 1,))
            raise

    def _is_unreadable(self, error: Exception) -> bool:
        """Say whether the driver met text that is no text: an error without a number of SQLite's."""
        cause = getattr(error, "orig", error)
        driver = self._connection.dialect.loaded_dbapi
        return isinstance(cause, driver.OperationalError) and not hasattr(cause, "sqlite_errorcode")


def _choose(wanted: Filters) -> Select[Any]:
    """Return the statement for some filters, so written that SQLite goes by the one that leaves the fewest."""
    columns = audit_event.c
    statement = select(audit_event)
    values = {name: value for name in _EQUALS if (value := wanted.get(name))}
    for place, (name, value) in enumerate(values.items()):
        statement = statement.where((columns[name] if place == 0 else _walked(name)) == value)
    if since := wanted.get("since"):
        # The clock may have gone back, so the moment is looked at too; the number lets the walk end early.
        first = select(func.min(_walked("seq"))).where(columns.at >= since).scalar_subquery()
        statement = statement.where(columns.seq >= first, _walked("at") >= since)
    if until := wanted.get("until"):
        last = select(func.max(_walked("seq"))).where(columns.at < until).scalar_subquery()
        statement = statement.where(columns.seq <= last, _walked("at") < until)
    about = wanted.get("about")
    if about is not None:
        statement = statement.where(_walked("young_person_id").in_(tuple(about)))
    if actions := wanted.get("actions"):
        statement = statement.where(_walked("action").in_(tuple(actions)))
    return statement


def _walked(name: str) -> ColumnElement[Any]:
    """Return a column that SQLite compares in every event it comes by, and looks up in no index."""
    return literal_column(f"+audit_event.{name}", audit_event.c[name].type)


def _event(row: RowMapping) -> AuditEvent:
    values = dict(row)
    pairs = json.loads(values.pop("changes"))
    changes = tuple(FieldChange(name, before, after) for name, (before, after) in pairs.items())
    return AuditEvent(**values, changes=changes)


def _hash_of(row: Sequence[Any]) -> str:
    """Return SHA-256 over a text that two different events can never share: a JSON list in fixed order.

    Written out, since a check does this a million times. Raises TypeError for what an event never holds.
    """
    texts = ",".join(map(encode_basestring_ascii, row[1:_HASHED]))
    return hashlib.sha256(f"[{row[0]},{texts}]".encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    """Return a value of a record as JSON can hold it."""
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return f"{len(value)} B"  # a photo is kept once, in its own row
    if is_dataclass(value) and not isinstance(value, type):
        return str(getattr(value, "in_words"))  # noqa: B009 - every small record in a list has them
    raise TypeError(f"no audit form for {type(value).__name__}")


_CHANGES = json.JSONEncoder(ensure_ascii=False, default=_plain, separators=(",", ":"))
