"""Lists brought in from a spreadsheet: what was brought in together, so that it can be taken back together."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .record import Record


class ImportKind(StrEnum):
    """What a list is of."""

    PEOPLE = "people"
    OCCASIONS = "occasions"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch(Record):
    """One import of a unit. `file_name` has no folder."""

    unit_id: str
    kind: ImportKind
    file_name: str
    rows: int
    taken_back_at: datetime | None = None
    taken_back_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRecord(Record):
    """One record that an import added, from which row of the file (the first row of the sheet is 1)."""

    batch_id: str
    record_kind: str
    record_id: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMatching(Record):
    """Which column of a list goes where, kept for the next file with the same columns.

    `columns` has the field by the title of the column as it stands in the file; `headings` are these titles in order.
    """

    unit_id: str
    kind: ImportKind
    headings: str
    columns: dict[str, str] = field(default_factory=dict)
