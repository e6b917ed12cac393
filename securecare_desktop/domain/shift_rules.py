"""Which shift is on and when it ends; which shift notes are unread, and which still stand.

Pure rules: when the shifts begin is the unit's setting and the moment comes in. A shift begins by the clock on the
wall, so the night in which the clocks change is an hour longer or shorter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ..core.clock import local
from ..core.errors import Problem
from ..core.text import _
from .shifts import Shift, ShiftHandover, ShiftNote

ORDER = tuple(Shift)
USUAL_STARTS = ("07:00", "14:00", "21:30")
COMES_EARLY = timedelta(minutes=90)
"""How long before a shift begins somebody who takes over is already about that one."""


@dataclass(frozen=True, slots=True)
class ShiftTime:
    """One shift of one day, from `begins` up to `ends` (aware, UTC; the end belongs to the next one)."""

    on: date
    shift: Shift
    begins: datetime
    ends: datetime

    @property
    def key(self) -> tuple[date, Shift]:
        """Which shift it is, as records name it."""
        return self.on, self.shift


def read_starts(starts: Sequence[str]) -> tuple[time, ...] | None:
    """Return when early, late and night begin, or None where they are not three times of a day in this order."""
    found = []
    for text in starts:
        try:
            found.append(datetime.strptime(text.strip().replace(".", ":"), "%H:%M").time())
        except ValueError:
            return None
    return tuple(found) if len(found) == len(ORDER) and found == sorted(set(found)) else None


def problems_in_shift_starts(starts: Sequence[str]) -> tuple[Problem, ...]:
    """Return what is wrong with when a unit's shifts begin."""
    if read_starts(starts) is not None:
        return ()
    sentence = _("Write three times in their order: early, late and night, such as 07:00, 14:00, 21:30.")
    return (Problem("shift_starts", sentence),)


def shift_at(starts: Sequence[str], moment: datetime) -> ShiftTime:
    """Return the shift that is on at an aware moment. The night belongs to the day on which it begins."""
    day = local(moment).date()
    around = _begins(starts, day - timedelta(days=2), 5)
    now = max(n for n, (begins, _on, _shift) in enumerate(around) if begins <= moment)
    return _made(around, now)


def shift_on(starts: Sequence[str], on: date, shift: Shift) -> ShiftTime:
    """Return one shift of a day."""
    around = _begins(starts, on - timedelta(days=1), 3)
    return _made(around, next(n for n, (_b, *which) in enumerate(around) if which == [on, shift]))


def shift_after(starts: Sequence[str], now: ShiftTime) -> ShiftTime:
    """Return the shift that follows."""
    nth = ORDER.index(now.shift) + 1
    return shift_on(starts, now.on + timedelta(days=nth // len(ORDER)), ORDER[nth % len(ORDER)])


def shift_before(starts: Sequence[str], now: ShiftTime) -> ShiftTime:
    """Return the shift that came before."""
    nth = ORDER.index(now.shift) - 1
    return shift_on(starts, now.on + timedelta(days=nth // len(ORDER)), ORDER[nth % len(ORDER)])


def shift_to_take_over(starts: Sequence[str], moment: datetime) -> ShiftTime:
    """Return the shift that somebody who takes over now most likely begins: the next one shortly before it begins."""
    now = shift_at(starts, moment)
    return shift_after(starts, now) if now.ends - moment <= COMES_EARLY else now


def _begins(starts: Sequence[str], first: date, count: int) -> list[tuple[datetime, date, Shift]]:
    """Return when each shift of these days begins, in order of time."""
    times = read_starts(starts) or read_starts(USUAL_STARTS)
    assert times is not None
    days = (first + timedelta(days=n) for n in range(count))
    found = [
        # the seconds, because astimezone() would make an hour earlier of an hour that a clock change leaves out
        (datetime.fromtimestamp(datetime.combine(day, at).timestamp(), UTC), day, shift)
        for day in days
        for at, shift in zip(times, ORDER, strict=True)
    ]
    return sorted(found, key=lambda one: one[0])


def _made(around: list[tuple[datetime, date, Shift]], nth: int) -> ShiftTime:
    begins, on, shift = around[nth]
    return ShiftTime(on, shift, begins, around[nth + 1][0])


# -- notes ------------------------------------------------------------------------------------------------------


def read_ids(notes: Iterable[ShiftNote], handovers: Iterable[ShiftHandover]) -> frozenset[str]:
    """Return the ids of the notes that somebody else than their writer has said back."""
    writers = {note.id: note.written_by for note in notes}
    return frozenset(
        note_id
        for handover in handovers
        for note_id in handover.note_ids
        if note_id in writers and writers[note_id] != handover.written_by
    )


def still_stands(note: ShiftNote, read: Iterable[str], today: date) -> bool:
    """Say whether a note still has to be known: until it was read, then up to the day that it names."""
    if note.settled_on is not None:
        return False
    return note.id not in frozenset(read) or (note.until is not None and today <= note.until)


def problems_in_note(note: ShiftNote) -> tuple[Problem, ...]:
    """Return what has to be put right in a shift note."""
    found = []
    if not note.what.strip():
        found.append(Problem("what", _("Write what the next shift must know.")))
    if note.until is not None and note.until < note.shift_on:
        found.append(
            Problem("until", _("This is before the day of the shift. Choose that day or a later one."))
        )
    return tuple(found)


def problems_in_handover(said_back: str) -> tuple[Problem, ...]:
    """Return what has to be put right before a shift is taken over."""
    if said_back.strip():
        return ()
    return (Problem("said_back", _("Say back in your own words what you heard.")),)
