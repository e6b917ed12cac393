"""Shift notes, who said them back, and copies of the shift sheet."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from ..core.text import _
from ..domain.editions import HandedOut
from ..domain.shifts import Shift, ShiftHandover, ShiftNote, ShiftSheetCopy
from .base import RecordRow, Repository, SearchText, optional_reference, reference


class ShiftNoteRow(RecordRow):
    """Rows of ShiftNote."""

    __tablename__ = "shift_note"
    __record_kind__ = "shift_notes"
    __domain__ = ShiftNote
    __order__ = ("-shift_on", "-written_at")
    __young_person_field__ = "young_person_id"

    unit_id: Mapped[str] = reference("unit.id")
    young_person_id: Mapped[str] = optional_reference("young_person.id")
    what: Mapped[str]
    shift_on: Mapped[date]
    shift: Mapped[Shift]
    until: Mapped[date | None]
    settled_on: Mapped[date | None]

    def __search__(self) -> SearchText | None:
        if not self.young_person_id:
            return None  # what is found is looked for by whom it is about
        return SearchText(_("Shift note"), self.what, self.shift_on)


class ShiftNotes(Repository[ShiftNote]):
    """Plain queries on shift note rows."""

    row = ShiftNoteRow


class ShiftHandoverRow(RecordRow):
    """Rows of ShiftHandover."""

    __tablename__ = "shift_handover"
    __record_kind__ = "shift_handovers"
    __domain__ = ShiftHandover
    __order__ = ("-taken_over_at",)

    unit_id: Mapped[str] = reference("unit.id")
    shift_on: Mapped[date]
    shift: Mapped[Shift]
    taken_over_by: Mapped[str]
    taken_over_at: Mapped[datetime]
    note_ids: Mapped[tuple[str, ...]]
    said_back: Mapped[str]
    questions: Mapped[str]


class ShiftHandovers(Repository[ShiftHandover]):
    """Plain queries on shift handover rows."""

    row = ShiftHandoverRow


class ShiftSheetCopyRow(RecordRow):
    """Rows of ShiftSheetCopy."""

    __tablename__ = "shift_sheet_copy"
    __record_kind__ = "shift_sheet_copies"
    __domain__ = ShiftSheetCopy
    __order__ = ("-made_at",)

    unit_id: Mapped[str] = reference("unit.id")
    shift_on: Mapped[date]
    shift: Mapped[Shift]
    for_whom: Mapped[str]
    copy_number: Mapped[int]
    destroy_at: Mapped[datetime | None]
    handed_out: Mapped[HandedOut]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class ShiftSheetCopies(Repository[ShiftSheetCopy]):
    """Plain queries on copies of the shift sheet."""

    row = ShiftSheetCopyRow
