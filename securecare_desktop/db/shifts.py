"""Shift notes, who said them back, and copies of the shift sheet."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Mapped, aliased

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

    def open_ones(self, unit_id: str, today: date) -> tuple[ShiftNote, ...]:
        """Return the notes of a unit that may still stand: not settled, and unread or with a day still to come."""
        statement = select(ShiftNoteRow).where(
            ShiftNoteRow.unit_id == unit_id,
            ShiftNoteRow.settled_on.is_(None),
            or_(ShiftNoteRow.until >= today, ShiftNoteRow.id.not_in(_said_back(unit_id))),
        )
        return self.select(statement.order_by(*self.order()))

    def of_ids(self, ids: Collection[str]) -> tuple[ShiftNote, ...]:
        """Return these notes, settled ones too."""
        return self.select(select(ShiftNoteRow).where(ShiftNoteRow.id.in_(ids)).order_by(*self.order()))


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

    def newest(self, unit_id: str, count: int) -> tuple[ShiftHandover, ...]:
        """Return the newest handovers of a unit."""
        statement = select(ShiftHandoverRow).where(ShiftHandoverRow.unit_id == unit_id)
        return self.first(statement.order_by(*self.order()), count)

    def with_notes(self, note_ids: Collection[str]) -> tuple[ShiftHandover, ...]:
        """Return the handovers in which any of these notes was read."""
        held = func.json_each(ShiftHandoverRow.note_ids).table_valued("value")
        any_of_them = select(held.c.value).where(held.c.value.in_(note_ids)).exists()
        return self.select(select(ShiftHandoverRow).where(any_of_them)) if note_ids else ()


def _said_back(unit_id: str) -> Select[tuple[str]]:
    """Return the statement that finds the ids of the notes that somebody else than their writer has said back."""
    held = func.json_each(ShiftHandoverRow.note_ids).table_valued("value")
    return (
        select(held.c.value)
        .select_from(ShiftHandoverRow)
        .join(held, held.c.value.is_not(None))
        .join(_Written, _Written.id == held.c.value)
        .where(ShiftHandoverRow.unit_id == unit_id, ShiftHandoverRow.written_by != _Written.written_by)
    )


_Written = aliased(ShiftNoteRow)
"""The notes once more, to ask who wrote those that were read."""


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

    def since(self, unit_id: str, day: date) -> tuple[ShiftSheetCopy, ...]:
        """Return the copies of a unit for shifts from a day on, newest first."""
        statement = select(ShiftSheetCopyRow).where(
            ShiftSheetCopyRow.unit_id == unit_id, ShiftSheetCopyRow.shift_on >= day
        )
        return self.select(statement.order_by(*self.order()))

    def last_number(self, unit_id: str, day: date) -> int:
        """Return the number of the last copy for a shift of this day; 0 for none."""
        statement = select(func.max(ShiftSheetCopyRow.copy_number)).where(
            ShiftSheetCopyRow.unit_id == unit_id, ShiftSheetCopyRow.shift_on == day
        )
        return self.session.scalar(statement) or 0
