"""One transaction: repositories to work with, and the audit event and search entry of whatever they change.

Opened by the store, used by the services inside one `with` block: leaving it commits, an exception takes
everything back. Who may do it was decided before, in the service.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import ORMExecuteState, UOWTransaction

from ..core.clock import Clock
from ..core.errors import StoreBusy, StoreError
from ..core.identity import new_id
from ..domain.record import Actor
from ..domain.withholding import Reader
from .audit import ADDED, CHANGED, REMOVED, SIGNED, AuditTrail, Changes
from .base import EntryRow, RecordRow, RecordSession, write_new_row
from .engine import Connections, require_whole, run_plain, store_error
from .repositories import Repositories
from .search import SearchIndex
from .withholding import ReaderView
from .writer import WriterNote


class _AuditedSession(RecordSession):
    """A session whose flushes are audited. `work` is the unit of work it belongs to."""

    work: "Work"

    def store_new(self, row: RecordRow) -> None:
        """Stamp a new row, audit it and write it, after whatever was changed before it."""
        self.flush()
        self.work.store_new(row)


class Work(Repositories):
    """One open transaction. With an actor it writes and holds the store's write lock; without it reads.

    With `readers` its repositories leave out what is withheld from any of them; without, nothing is left out.

    Raises StoreBusy when somebody else keeps writing for longer than the store waits, StoreError when the
    store cannot be read or written.
    """

    def __init__(
        self,
        connections: Connections,
        clock: Clock,
        note: WriterNote,
        actor: Actor | None,
        readers: tuple[Reader, ...] = (),
    ) -> None:
        self._connections = connections
        self._note = note
        self._actor = actor
        self._clock = clock
        self._readers = readers
        self._connection: Connection | None = None
        self._going: frozenset[tuple[str, str]] = frozenset()
        self.view: ReaderView | None = None

    def __enter__(self) -> Self:
        try:
            connection = self._connection = self._connections.take(reading=self._actor is None)
            connection.begin()  # a writing work has the write lock from here on
        except BaseException as error:
            self._end_with(error)
            raise
        self.session = _AuditedSession(connection, expire_on_commit=False)
        self.session.work = self
        self.session.plain_connection = connection
        if self._readers:
            self.view = self.session.view = ReaderView(self.session, *self._readers)
        self._moment = self._clock.now()
        if self._actor is not None:
            self._note.put(self._actor, self._moment)
        self.audit = AuditTrail(connection)
        self.search = SearchIndex(connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._end_with(error)
            return
        assert self._connection is not None
        try:
            self.session.flush()
            self._connection.commit()
        except BaseException as failure:
            self._end_with(failure)
            raise
        self._close()

    def go_on_as(self, actor: Actor, reader: Reader) -> None:
        """Go on for the same person in another role, which somebody has given them since they came in."""
        if self._actor is not None:
            self._actor = actor
        self._readers = (reader, *self._readers[1:])
        self.view = self.session.view = ReaderView(self.session, *self._readers)

    def standing(self, staff_id: str, young_person_id: str) -> tuple[str, str]:
        """Return the version of a member of staff and the unit of a young person, empty where there is none.

        In one question, because every work begins with it.
        """
        assert self._connection is not None
        version, unit_id = run_plain(self._connection, _STANDING, (staff_id, young_person_id)).fetchone()
        return str(version or ""), unit_id or ""

    def sees_whole(self, record_kind: str, record_id: str, young_person_id: str) -> bool:
        """Say whether nothing of a record is withheld from the readers; for what stands beside it, such as Find."""
        if self.view is None or not self.view.of(young_person_id):
            return True
        whole = self.withholdings.whole(record_kind, record_id)
        return whole is not None and self.view.shown(record_kind, whole) == whole

    def note(
        self,
        action: str,
        *,
        record_kind: str = "",
        record_id: str = "",
        young_person_id: str = "",
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Write an audit event that is no change of a row: a sign-in, a print, a record read."""
        self.session.flush()
        changes: Changes = {name: (None, value) for name, value in (details or {}).items()}
        self.audit.append(
            self._writer(),
            self._moment,
            action,
            record_kind=record_kind,
            record_id=record_id,
            young_person_id=young_person_id,
            changes=changes,
        )

    def take_back_import(self, batch_id: str, gone: Callable[[int], object]) -> None:
        """Remove every record that one import added, with an audit event for each: the one door beside drafts.

        All or nothing: raises TypeError where one was signed, changed or referred to since, or is not of this
        import; ask `import_batches.in_the_way` first. `gone(n)` hears how many have gone, and may raise to stop it.
        """
        if self.import_batches.in_the_way(batch_id):
            raise TypeError("a record that was changed, signed or referred to since is kept")
        rows = self.import_batches.added_rows(batch_id)
        self._going = frozenset((row.__record_kind__, row.id) for row in rows)
        try:
            for number, row in enumerate(rows, 1):
                self.session.delete(row)
                if number % _AT_ONCE == 0 or number == len(rows):
                    self.session.flush()
                    gone(number)
        finally:
            self._going = frozenset()

    def before_flush(self) -> None:
        """Stamp every changed row and write its audit event and search entry."""
        session = self.session
        if session.new:
            raise TypeError("a new row is added through its repository")
        for row in tuple(session.dirty):
            if session.is_modified(row):
                self._changed(_record_row(row))
        for row in tuple(session.deleted):
            self._removed(_record_row(row))

    def store_new(self, row: RecordRow) -> None:
        """Stamp a new row and write it, its audit event and its search entry."""
        known = row.__dict__
        known.update(
            id=known["id"] or new_id(),
            version=1,
            written_by=self._writer().staff_id,
            written_at=self._moment,
            changed_by="",
            changed_at=None,
        )
        changes = {name: (None, known[name]) for name in _columns_of(type(row)) if known[name] not in _EMPTY}
        self._write_beside(row, ADDED, changes)
        write_new_row(self.session.plain_connection, row)

    def _changed(self, row: RecordRow) -> None:
        actor = self._writer()
        changes = {}
        state = inspect(row)
        for name in _columns_of(type(row)):
            history = state.attrs[name].history
            if history.has_changes():
                before = history.deleted[0] if history.deleted else None
                changes[name] = (before, history.added[0] if history.added else None)
        if isinstance(row, EntryRow) and state.attrs["signed_at"].history.has_changes():
            self._write_beside(row, SIGNED, {"signed_digest": (None, row.signed_digest)})
            return
        row.changed_by, row.changed_at = actor.staff_id, self._moment
        self._write_beside(row, row.act(changes) or CHANGED, changes)

    def _removed(self, row: RecordRow) -> None:
        if not row.__removable__ and (row.__record_kind__, row.id) not in self._going:
            raise TypeError(f"{type(row).__name__} is kept: only drafts are removed")
        self._write_beside(row, REMOVED, {})
        self.search.remove(row.__record_kind__, row.id)

    def _write_beside(self, row: RecordRow, action: str, changes: Changes) -> None:
        if not row.__audited__:
            return
        kind, about = row.__record_kind__, row.about_whom()
        self.audit.append(
            self._writer(),
            self._moment,
            action,
            record_kind=kind,
            record_id=row.id,
            young_person_id=about,
            changes=changes,
        )
        if action != REMOVED and type(row).__search__ is not RecordRow.__search__:
            entry = row.__search__()
            if entry is None:
                self.search.remove(kind, row.id)
            else:
                self.search.put(kind, row.id, about, entry)

    def _writer(self) -> Actor:
        if self._actor is None:
            raise TypeError("a work without an actor only reads")
        return self._actor

    def _end_with(self, error: BaseException) -> None:
        """Take everything back; an error of the store goes on as a sentence without its SQL."""
        known = store_error(error, self._note.sentence) or self._damage_met()
        with suppress(Exception):  # the first error is the one to tell
            if self._connection is not None and (known is None or isinstance(known, StoreBusy)):
                self._connection.rollback()
            elif self._connection is not None:
                self._connection.invalidate()  # the next work gets a fresh one
        self._close()
        if known is not None:
            raise known from None

    def _damage_met(self) -> StoreError | None:
        """Return the sentence for a damaged page, whose zeros can look like any other mistake further on."""
        try:
            if self._connection is not None:
                require_whole(self._connection.connection)
        except StoreError as damaged:
            return damaged
        except Exception:  # nothing can be asked of this connection: the first error is the one to tell
            return None
        return None

    def _close(self) -> None:
        if hasattr(self, "session") and self.session.in_transaction():  # most saves never use it
            self.session.close()
        if self._connection is not None:
            self._connections.give_back(self._connection)


_STANDING = """SELECT (SELECT version FROM staff_member WHERE id = ?),
    (SELECT unit_id FROM young_person WHERE id = ?)"""
_AT_ONCE = 100
_EMPTY: tuple[object, ...] = (None, "", (), {})


@cache
def _columns_of(row: type[RecordRow]) -> tuple[str, ...]:
    """Return the names of the fields that a person fills in."""
    return tuple(name for name in inspect(row).column_attrs.keys() if name not in row.__stamps__)  # noqa: SIM118


def _record_row(row: object) -> RecordRow:
    if not isinstance(row, RecordRow):
        raise TypeError(f"{type(row).__name__} is no RecordRow, so it could not be audited")
    return row


@event.listens_for(_AuditedSession, "before_flush")
def _audit_the_flush(session: _AuditedSession, context: UOWTransaction, instances: object) -> None:
    session.work.before_flush()


@event.listens_for(_AuditedSession, "do_orm_execute")
def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    """Let only `select` through: a bulk write would pass the audit trail by."""
    if not state.is_select:
        raise TypeError("rows are written one by one through the unit of work, so that they are audited")
