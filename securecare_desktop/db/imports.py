"""What was brought in from spreadsheets, and how their columns were matched."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from ..domain.imports import ImportBatch, ImportedRecord, ImportKind, ImportMatching
from .base import RecordRow, Repository, reference


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


class ImportBatches(Repository[ImportBatch]):
    """Plain queries on import batch rows."""

    row = ImportBatchRow


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
