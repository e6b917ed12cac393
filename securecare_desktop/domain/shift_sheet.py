"""The shift sheet: one page, one row for each young person; what stands on it, already allowed for its reader.

Chosen names only: no surname, no birth date, no reason for being here.
"""

from dataclasses import dataclass
from datetime import datetime

from .shift_rules import ShiftTime
from .staff import Unit
from .young_people import StatusKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """Something planned in this shift; `at` is None for what has a day and no time. `who` cancelled it, and when."""

    what: str
    at: datetime | None = None
    cancelled: bool = False
    goodbye: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One young person. `untold` is what nobody has told them yet, `helps` are their own words."""

    name: str
    pronouns: str
    age: int
    status: StatusKind | None = None
    sentence: str = ""
    untold: tuple[str, ...] = ()
    plans: tuple[SheetPlan, ...] = ()
    helps: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSheetContent:
    """Everything the sheet prints. `documents` draws it and asks nothing.

    `signed_up_to` is the moment of the newest signature it rests on; `left_out` says that passages are withheld from
    whoever it is for.
    """

    unit: Unit
    time: ShiftTime
    rows: tuple[SheetRow, ...]
    for_whom: str
    copy_number: int
    destroy_at: datetime | None
    made_by: str
    made_at: datetime
    house_notes: tuple[str, ...] = ()
    on_shift: str = ""
    signed_up_to: datetime | None = None
    left_out: bool = False
