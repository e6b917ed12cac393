"""What one shift leaves the next: notes, who said them back, and copies of the shift sheet."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .editions import HandedOut
from .record import Record


class Shift(StrEnum):
    """A shift of a day; when each begins is a setting of the unit. The night belongs to the day on which it begins."""

    EARLY = "early"
    LATE = "late"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftNote(Record):
    """What the next shift must know, about one young person or (without an id) about the house.

    It stands until it was read back, and after that as long as `until` says.
    """

    unit_id: str
    young_person_id: str = ""
    what: str
    shift_on: date
    shift: Shift
    until: date | None = None
    settled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHandover(Record):
    """The lead who takes over has said back what they were told. `note_ids` are the notes that were read."""

    unit_id: str
    shift_on: date
    shift: Shift
    taken_over_by: str
    taken_over_at: datetime
    note_ids: tuple[str, ...] = ()
    said_back: str = ""
    questions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSheetCopy(Record):
    """A copy of the shift sheet that left the program."""

    unit_id: str
    shift_on: date
    shift: Shift
    for_whom: str
    copy_number: int
    destroy_at: datetime | None
    handed_out: HandedOut
    made_by: str
    made_at: datetime
