"""What the last shifts left whoever reads Today: the notes that stand, those that nobody has said back first.

The notes themselves, and taking over, are shifts.py's.
"""

from datetime import datetime, timedelta

from ..core.identity import first_id_of
from ..domain.permissions import Action, Reach, reach
from ..domain.shift_rules import read_ids, still_stands
from ..domain.shifts import ShiftNote
from ..domain.today import ShiftLine
from .today_look import Look

FAR_BACK = timedelta(days=92)
"""How old a note is at most that Today shows; the page of the shifts shows older ones. Ids are in order of time."""


def shift_lines(look: Look) -> tuple[ShiftLine, ...]:
    """Return the notes of the reader's units as far as they may see them: unread first, then the newest."""
    notes, read = _standing(look, look.now - FAR_BACK)
    writers = {
        member.id: member.name for member in look.work.staff.among("id", {n.written_by for n in notes})
    }
    lines = (
        ShiftLine(
            record_id=note.id,
            young_person_id=note.young_person_id,
            young_person_name=look.name(note.young_person_id) if note.young_person_id else "",
            what=note.what,
            writer=writers.get(note.written_by, ""),
            unread=note.id not in read,
        )
        for note in notes
    )
    return tuple(sorted(lines, key=lambda line: not line.unread))


def _standing(look: Look, since: datetime) -> tuple[tuple[ShiftNote, ...], frozenset[str]]:
    """Return the notes that stand, and the ids of those that somebody has said back."""
    units = look.reader.unit_ids
    marks = ", ".join("?" * len(units))
    recent = (first_id_of(since), *units)
    found = look.work.shift_notes.where(
        f"id >= ? AND +unit_id IN ({marks}) AND settled_on IS NULL",  # + keeps it from reading all the unit ever had
        recent,
    )
    seen = [note for note in found if _may_see(look, note)]
    if not seen:
        return (), frozenset()
    handovers = look.work.shift_handovers.where(f"id >= ? AND +unit_id IN ({marks})", recent)
    read = read_ids(seen, handovers)
    return tuple(note for note in seen if still_stands(note, read, look.today)), read


def _may_see(look: Look, note: ShiftNote) -> bool:
    """Say whether a note is about somebody whose records may be read, or about a house all of which may be."""
    if note.young_person_id:
        return note.young_person_id in look.names
    return reach(look.reader.role, Action.READ_RECORDS) is not Reach.NONE
