"""What was brought in from spreadsheets, and how their columns were matched."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Index, Text, cast, exists, func, select
from sqlalchemy.orm import Mapped

from ..domain.imports import ImportBatch, ImportedRecord, ImportKind, ImportMatching
from .base import EntryRow, RecordRow, Repository, reference
from .columns import RowList
from .drafts import DraftRow
from .family_time import OccasionRow
from .people import NetworkPersonRow
from .withholding import row_kinds

_IMPORTED: tuple[type[RecordRow], ...] = (NetworkPersonRow, OccasionRow)
_NEVER_NAMES_ONE = frozenset({"young_person_id", "unit_id", "staff_id", "batch_id", "owner_id"})


class Why(StrEnum):
    """Why a record that was imported cannot be taken back."""

    CHANGED = "changed"
    SIGNED = "signed"
    USED = "used"
    BEING_WRITTEN = "being_written"
    GONE = "gone"
    NOT_OF_IT = "not_of_it"


class InTheWay(NamedTuple):
    """A record that an import cannot be taken back for: its row in the file, and why."""

    row: int
    why: Why


class ImportBatchRow(RecordRow):
    """Rows of ImportBatch."""

    __tablename__ = "import_batch"
    __record_kind__ = "import_batches"
    __domain__ = ImportBatch
    __order__ = ("-written_at",)

    unit_id: Mapped[str] = reference("unit.id")
    kind: Mapped[ImportKind]
    file_name: Mapped[str]
    rows: Mapped[int]
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[str]


class ImportedRecordRow(RecordRow):
    """Rows of ImportedRecord. They say nothing that the event of the record itself does not say already."""

    __tablename__ = "imported_record"
    __record_kind__ = "imported_records"
    __domain__ = ImportedRecord
    __order__ = ("row",)
    __audited__ = False
    __table_args__ = (Index("ix_imported_record_record_id", "record_id"),)

    batch_id: Mapped[str] = reference("import_batch.id")
    record_kind: Mapped[str]
    record_id: Mapped[str]
    row: Mapped[int]


class ImportedRecords(Repository[ImportedRecord]):
    """Plain queries on imported record rows."""

    row = ImportedRecordRow


class ImportBatches(Repository[ImportBatch]):
    """Queries on import batch rows, and on what each of them added."""

    row = ImportBatchRow

    def in_the_way(self, batch_id: str) -> tuple[InTheWay, ...]:
        """Return which records of an import cannot be removed again, in the order of their rows in the file."""
        found = {
            *self._touched(batch_id),
            *(InTheWay(row, Why.USED) for row in self._referred_to(batch_id)),
            *(InTheWay(row, Why.BEING_WRITTEN) for row in self._in_drafts(batch_id)),
        }
        return tuple(sorted(found))

    def added_rows(self, batch_id: str) -> tuple[RecordRow, ...]:
        """Return the rows that an import added, whole; for the unit of work."""
        added = select(ImportedRecordRow.record_id).where(ImportedRecordRow.batch_id == batch_id)
        return tuple(
            row for kind in _IMPORTED for row in self.session.scalars(select(kind).where(kind.id.in_(added)))
        )

    def about_whom(self, batch_id: str) -> tuple[str, ...]:
        """Return the ids of the young people whom an import is about."""
        found: set[str] = set()
        for kind in _IMPORTED:
            about = kind.__table__.columns["young_person_id"]
            statement = select(about).join(ImportedRecordRow, ImportedRecordRow.record_id == kind.id)
            found.update(
                self.session.scalars(statement.where(ImportedRecordRow.batch_id == batch_id).distinct())
            )
        return tuple(sorted(found))

    def _touched(self, batch_id: str) -> Iterator[InTheWay]:
        """Yield the records that somebody changed or signed since, and what is not of this import after all.

        Everything that an import adds has its moment and its writer: a row that names another record is forged.
        """
        batch = self.session.get(ImportBatchRow, batch_id)
        listed = select(ImportedRecordRow).where(ImportedRecordRow.batch_id == batch_id)
        by_id = {row.id: row for row in self.added_rows(batch_id)}
        for entry in self.session.scalars(listed):
            row = by_id.get(entry.record_id)
            if row is None or batch is None or row.__record_kind__ != entry.record_kind:
                yield InTheWay(entry.row, Why.GONE)
            elif (row.written_at, row.written_by) != (batch.written_at, batch.written_by):
                yield InTheWay(entry.row, Why.NOT_OF_IT)
            elif isinstance(row, EntryRow) and row.signed_at is not None:
                yield InTheWay(entry.row, Why.SIGNED)
            elif row.version != 1:
                yield InTheWay(entry.row, Why.CHANGED)

    def _referred_to(self, batch_id: str) -> Iterator[int]:
        """Yield the rows of records that another record names: by an id in a column, or in a list of small records."""
        for kind in row_kinds().values():
            if kind in (ImportedRecordRow, DraftRow):
                continue
            for name, column in kind.__table__.columns.items():
                if name.endswith("_id") and name not in _NEVER_NAMES_ONE:
                    yield from self._rows_where(
                        batch_id, ImportedRecordRow.record_id.in_(select(column).distinct())
                    )
                elif isinstance(column.type, RowList):
                    yield from self._rows_where(batch_id, _stands_in(column))

    def _in_drafts(self, batch_id: str) -> Iterator[int]:
        """Yield the rows of records that somebody is writing at, or about, and has not saved yet."""
        columns = DraftRow.__table__.columns
        fits = _stands_in(columns["form"]) | _stands_in(columns["values"])
        yield from self._rows_where(batch_id, fits)

    def _rows_where(self, batch_id: str, fits: ColumnElement[bool]) -> Iterator[int]:
        yield from self.session.scalars(
            select(ImportedRecordRow.row).where(ImportedRecordRow.batch_id == batch_id, fits)
        )


def _stands_in(column: Any) -> ColumnElement[bool]:
    """Return whether the id of an imported record stands in a text of any row, as it is stored."""
    holds = func.instr(cast(column, Text), ImportedRecordRow.record_id) > 0
    return exists(select(1).select_from(column.table).where(holds)).correlate(ImportedRecordRow)


class ImportMatchingRow(RecordRow):
    """Rows of ImportMatching."""

    __tablename__ = "import_matching"
    __record_kind__ = "import_matchings"
    __domain__ = ImportMatching
    __order__ = ("kind", "headings")

    unit_id: Mapped[str] = reference("unit.id")
    kind: Mapped[ImportKind]
    headings: Mapped[str]
    columns: Mapped[dict[str, str]]


class ImportMatchings(Repository[ImportMatching]):
    """Plain queries on import matching rows."""

    row = ImportMatchingRow
