"""What one shift tells the next: notes, and the lead who takes over and says back what they heard.

A note is its writer's until somebody else has said it back. The printed sheet is shift_sheet's.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..core.errors import EditConflict, Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.messages import Changed
from ..domain.permissions import Action, Reach, reach
from ..domain.shift_rules import (
    ShiftTime,
    problems_in_handover,
    problems_in_note,
    read_ids,
    shift_after,
    shift_at,
    shift_before,
    shift_to_take_over,
    still_stands,
)
from ..domain.shifts import Shift, ShiftHandover, ShiftNote, ShiftSheetCopy
from ..domain.staff import Unit
from .results import Saved
from .saving import require_own, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "shifts"
EARLIER = 30
"""How many earlier handovers the page shows."""
COPIES_DAYS = 7
"""How far back copies of the shift sheet are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One note as the reader may see it. `about` is the name used, empty for the house."""

    note: ShiftNote
    about: str
    writer: str
    unread: bool
    mine: bool
    may_change: bool
    may_settle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """One handover, with the notes that were read as far as the reader may see them.

    `words_left_out` where what was said back is about more than this reader may see.
    """

    handover: ShiftHandover
    notes: tuple[NoteLine, ...]
    words_left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftsView:
    """The page of one unit: what stands, unread first, and who took over before. `people` live here now."""

    unit: Unit
    units: tuple[Unit, ...]
    now: ShiftTime
    next: ShiftTime
    to_take_over: ShiftTime
    people: tuple[tuple[str, str], ...]
    notes: tuple[NoteLine, ...]
    handovers: tuple[HandoverLine, ...]
    copies: tuple[ShiftSheetCopy, ...]

    @property
    def unread(self) -> tuple[NoteLine, ...]:
        """The notes that nobody but their writer has said back."""
        return tuple(line for line in self.notes if line.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingOver:
    """What the lead who takes over says. `notes` are those that were on screen, as they were read."""

    unit_id: str
    time: ShiftTime
    notes: tuple[ShiftNote, ...]
    said_back: str
    questions: str = ""


class ShiftsService:
    """What a signed-in person can do with shift notes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, unit_id: str = "") -> ShiftsView:
        """Return the page of a unit, by default the one somebody is at home in. Raises PermissionRefused."""
        now = self._session.clock.now()
        with self._session.reading(looked_at=NOUN) as work:
            unit = unit_of(self._session, work, unit_id, Action.READ_RECORDS)
            lines = _Lines(self._session, work, unit)
            on = shift_at(unit.shift_starts, now)
            today = self._session.clock.today()
            since = today - timedelta(days=COPIES_DAYS)
            copies = work.shift_sheet_copies.since(unit.id, since) if lines.sees_house else ()
            return ShiftsView(
                unit=unit,
                units=tuple(work.units.require(one) for one in self._session.actor.unit_ids),
                now=on,
                next=shift_after(unit.shift_starts, on),
                to_take_over=shift_to_take_over(unit.shift_starts, now),
                people=lines.people_here(),
                notes=lines.standing(),
                handovers=lines.handovers(),
                copies=copies,
            )

    def note(self, young_person_id: str, note_id: str) -> ShiftNote:
        """Return one note about a young person, for whoever was led to it. Raises PermissionRefused, Gone."""
        with self._session.reading(
            Action.READ_RECORDS, young_person_id, looked_at=NOUN, record_id=note_id
        ) as work:
            found = work.shift_notes.find(id=note_id, young_person_id=young_person_id)
        if not found:
            raise _gone()
        return found[0]

    def count_unread(self) -> int:
        """Return how many notes nobody has said back yet, of all units of whoever is signed in."""
        with self._session.reading() as work:
            units = [work.units.require(one) for one in self._session.actor.unit_ids]
            return sum(line.unread for unit in units for line in _Lines(self._session, work, unit).standing())

    def save(self, note: ShiftNote) -> Saved[ShiftNote]:
        """Write a note, or change one's own that nobody has said back yet.

        A new one gets the shift that is on. Raises PermissionRefused, InputError, Gone, EditConflict.
        """
        with self._session.writing(Action.WRITE_ENTRIES, note.young_person_id) as work:
            unit = _unit_for(self._session, work, note)
            if note.version == 0:
                now = shift_at(unit.shift_starts, self._session.clock.now())
                note = replace(note, shift_on=now.on, shift=now.shift)
            else:
                stored = _own_unread(self._session, work, note)
                note = replace(note, shift_on=stored.shift_on, shift=stored.shift)
            problems = problems_in_note(note)
            if problems:
                raise InputError(problems)
            saved = work.shift_notes.save(replace(tidied(note), unit_id=unit.id))
        return Saved(saved, _changed(saved.young_person_id))

    def settle(self, note: ShiftNote) -> Saved[ShiftNote]:
        """Say that a note is settled, so that it no longer stands. One that is unread only its writer settles.

        Raises PermissionRefused, InputError, Gone, EditConflict.
        """
        with self._session.writing(Action.WRITE_ENTRIES, note.young_person_id) as work:
            _unit_for(self._session, work, note)
            stored = work.shift_notes.require(note.id)
            if stored.id not in _read(work, (stored,)) and stored.written_by != self._session.actor.id:
                sentence = _("Nobody has said this note back yet. Until then it stands.")
                raise InputError((Problem("settled_on", sentence),))
            settled = replace(stored, version=note.version, settled_on=self._session.clock.today())
            saved = work.shift_notes.save(settled)
        return Saved(saved, _changed(saved.young_person_id))

    def take_over(self, said: TakingOver) -> Saved[ShiftHandover]:
        """Take over a shift: what was heard is said back, and the notes that somebody else wrote are read.

        Raises PermissionRefused, InputError; EditConflict where a note was changed since it was read.
        """
        with self._session.writing(Action.TAKE_OVER_SHIFT) as work:
            unit = unit_of(self._session, work, said.unit_id, Action.TAKE_OVER_SHIFT)
            problems = problems_in_handover(said.said_back)
            if said.time.key not in self._around(unit):
                problems = (
                    Problem("shift", _("This shift is over. Choose the one that you take over.")),
                    *problems,
                )
            if problems:
                raise InputError(problems)
            lines = _Lines(self._session, work, unit)
            stand = {line.note.id: line for line in lines.standing()}
            read = tuple(stand[note.id] for note in said.notes if note.id in stand)
            for note in said.notes:
                _refuse_changed(note, stand)
            if read and all(line.mine for line in read) and any(line.unread for line in read):
                sentence = _("You wrote all of these notes. Whoever takes over from you says them back.")
                raise InputError((Problem("said_back", sentence),))
            handover = work.shift_handovers.add(
                ShiftHandover(
                    unit_id=unit.id,
                    shift_on=said.time.on,
                    shift=Shift(said.time.shift),
                    taken_over_by=self._session.actor.name,
                    taken_over_at=self._session.clock.now(),
                    note_ids=tuple(line.note.id for line in read if not line.mine),
                    said_back=tidy(said.said_back).strip(),
                    questions=tidy(said.questions).strip(),
                )
            )
        return Saved(handover, Changed(frozenset({NOUN})))

    def _around(self, unit: Unit) -> tuple[tuple[date, Shift], ...]:
        """Return the shifts that can be taken over now: somebody may be early, or write it down a little late."""
        now = shift_at(unit.shift_starts, self._session.clock.now())
        near = (shift_before(unit.shift_starts, now), now, shift_after(unit.shift_starts, now))
        return tuple(time.key for time in near)


# -- inside -----------------------------------------------------------------------------------------------------


class _Lines:
    """The notes and handovers of one unit as the signed-in person may see them."""

    def __init__(self, session: Session, work: "Work", unit: Unit) -> None:
        self._session, self._work, self._unit = session, work, unit
        self._staff = {m.id: m.name for m in work.staff.find()}
        role = session.actor.role
        self.sees_house = reach(role, Action.READ_RECORDS) is Reach.OWN_UNIT
        self.names = {p.id: p.name_used for p in session.visible_young_people(work) if p.unit_id == unit.id}
        self._today = session.clock.today()

    def people_here(self) -> tuple[tuple[str, str], ...]:
        """Return the (id, name used) of those who live here now, to write about."""
        known = self._session.visible_names(self._work)
        return tuple((one, name) for one, name in self.names.items() if one in known and known[one].here)

    def standing(self) -> tuple[NoteLine, ...]:
        """Return what still has to be known: unread first, then the newest."""
        found = self._work.shift_notes.open_ones(self._unit.id, self._today)
        read = _read(self._work, found)
        shown = [self._line(n, read) for n in found if self._sees(n) and still_stands(n, read, self._today)]
        return tuple(sorted(shown, key=lambda line: not line.unread))

    def handovers(self) -> tuple[HandoverLine, ...]:
        """Return who took over, newest first, with what they read."""
        found = self._work.shift_handovers.newest(self._unit.id, EARLIER)
        ids = {note_id for handover in found for note_id in handover.note_ids}
        notes = {n.id: n for n in self._work.shift_notes.of_ids(ids)}
        return tuple(self._handover(handover, notes) for handover in found)

    def _handover(self, handover: ShiftHandover, notes: dict[str, ShiftNote]) -> HandoverLine:
        shown = [notes[n] for n in handover.note_ids if n in notes and self._sees(notes[n])]
        whole = all(self._work.sees_whole("shift_notes", n.id, n.young_person_id) for n in shown)
        if not self.sees_house or not whole or len(shown) < len(handover.note_ids):
            # what was said back tells of all of them, also of those that this reader does not see
            handover = replace(handover, said_back="", questions="")
        lines = tuple(self._line(note, frozenset(notes)) for note in shown)
        return HandoverLine(handover=handover, notes=lines, words_left_out=not handover.said_back)

    def _sees(self, note: ShiftNote) -> bool:
        return not note.young_person_id or note.young_person_id in self.names

    def _line(self, note: ShiftNote, read: frozenset[str]) -> NoteLine:
        mine, unread = note.written_by == self._session.actor.id, note.id not in read
        may_write = self._session.may(Action.WRITE_ENTRIES)
        return NoteLine(
            note=note,
            about=self.names.get(note.young_person_id, ""),
            writer=self._staff.get(note.written_by, ""),
            unread=unread,
            mine=mine,
            may_change=may_write and mine and unread,
            may_settle=may_write and (mine or not unread),
        )


def unit_of(session: Session, work: "Work", unit_id: str, action: Action) -> Unit:
    """Return a unit that the signed-in person works in, by default their own. Raises PermissionRefused."""
    wanted = unit_id or session.actor.unit_id
    if wanted not in session.actor.unit_ids:
        raise session.refused(action)
    return work.units.require(wanted)


def _unit_for(session: Session, work: "Work", note: ShiftNote) -> Unit:
    """Return the unit that a note belongs to: that of the young person, else one of the writer's. Raises Gone."""
    if note.version:
        require_own(work, lambda w: w.shift_notes, note.id, note.young_person_id)
    if note.young_person_id:
        return work.units.require(work.young_people.plain(note.young_person_id, "unit_id"))
    stored = work.shift_notes.plain(note.id, "unit_id") if note.version else note.unit_id
    return unit_of(session, work, stored, Action.WRITE_ENTRIES)


def _own_unread(session: Session, work: "Work", note: ShiftNote) -> ShiftNote:
    """Return the stored note that is to be changed. Raises InputError where it is no longer the writer's to change."""
    stored = work.shift_notes.require(note.id)
    if stored.written_by != session.actor.id:
        raise InputError(
            (Problem("what", _("Only whoever wrote this note changes it. Write one of your own.")),)
        )
    if stored.id in _read(work, (stored,)):
        sentence = _("This note was said back as it stands. Write another one for what is new.")
        raise InputError((Problem("what", sentence),))
    return stored


def _read(work: "Work", notes: tuple[ShiftNote, ...]) -> frozenset[str]:
    """Return the ids of those of these notes that somebody else than their writer has said back."""
    return read_ids(notes, work.shift_handovers.with_notes({note.id for note in notes}))


def _refuse_changed(note: ShiftNote, stand: dict[str, NoteLine]) -> None:
    """Raise EditConflict where a note is not as it was read; one that was settled meanwhile is fine."""
    line = stand.get(note.id)
    if line is not None and line.note.version != note.version:
        raise EditConflict(
            _("A note was changed while you were reading."),
            _("Read it again, then say back what you heard. Your words are kept."),
            mine=note,
            theirs=line.note,
        )


def _changed(young_person_id: str) -> Changed:
    return Changed(frozenset({NOUN}), young_person_id)


def _gone() -> Gone:
    return Gone(_("This record is no longer there."), _("Open it again from the list."))


def notes_for_sheet(work: "Work", unit: Unit, time: ShiftTime, today: date) -> tuple[ShiftNote, ...]:
    """Return the notes that a shift works with: those that stand, and those it was told as it took over."""
    told = {
        note_id
        for handover in work.shift_handovers.find(unit_id=unit.id, shift_on=time.on, shift=time.shift)
        for note_id in handover.note_ids
    }
    standing = work.shift_notes.open_ones(unit.id, today)
    known = {note.id for note in standing}
    given = tuple(n for n in work.shift_notes.of_ids(told - known) if n.settled_on is None)
    read = _read(work, standing)
    return (*(n for n in standing if still_stands(n, read, today) or n.id in told), *given)
