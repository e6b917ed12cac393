"""Due dates and family time as a calendar file (.ics), with no more in it than its writer may see and wants to give.

What a file of this kind looks like is core/calendar_files.py's.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.calendar_files import CalendarEntry, calendar_file
from ..core.clock import local
from ..core.errors import AppError, InputError, Problem
from ..core.labels import label
from ..core.paths import replace_file
from ..core.text import _
from ..domain.expected import key_of_expected
from ..domain.family_calendar import months_on, with_same_day
from ..domain.family_time import OccasionState, ProtectedVisitor
from ..domain.permissions import Action
from ..domain.young_people import NextDate, YoungPerson
from .arrangements import expected_in
from .next_dates import day_start, due_dates
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

MONTHS = 3
"""How far a file goes where nobody says otherwise."""
LONGEST = timedelta(days=731)
DUE_MINUTES = 30
"""How long something that is due by the hour stands in a calendar."""


class Detail(StrEnum):
    """How much a calendar file says."""

    LEAST = "least"
    NAMES = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRequest:
    """Whose dates, from which day to which, both included, and how much of each.

    Without a young person it is the signed-in person's own unit.
    """

    first: date
    last: date
    young_person_id: str = ""
    detail: Detail = Detail.LEAST


@dataclass(frozen=True, slots=True)
class CalendarOffer:
    """What the form starts from: whose dates it may be, by id ("" for the unit), and the usual days."""

    whom: tuple[tuple[str, str], ...]
    first: date
    last: date


class CalendarFileService:
    """What a signed-in person can save as a calendar file."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offer(self) -> CalendarOffer:
        """Return for whom a file can be saved (the home unit, or anybody in reach), and the next three months.

        Raises PermissionRefused.
        """
        today = self._session.clock.today()
        with self._session.reading(Action.SAVE_CALENDAR) as work:
            unit = work.units.require(self._session.actor.unit_id)
            people = self._session.visible_young_people(work)
        whom = (("", _("Everybody in {unit}").format(unit=unit.name)), *((p.id, p.name_used) for p in people))
        after = months_on(today, MONTHS)
        last_day = (months_on(after, 1) - timedelta(days=1)).day
        return CalendarOffer(whom, today, after.replace(day=min(today.day, last_day)))

    def save(self, request: CalendarRequest, target: Path) -> int:
        """Write the file, whole or not at all, and return how many entries it has.

        The log says so before anything is written. What is withheld from the signed-in person is not in it. Raises
        InputError for days that cannot be, PermissionRefused, Gone, and AppError where it cannot be written.
        """
        problems = problems_in_request(request)
        now = self._session.clock.now()
        with self._session.writing(Action.SAVE_CALENDAR, request.young_person_id) as work:
            if problems:
                raise InputError(problems)
            people = self._people(work, request.young_person_id)
            work.note("calendar_saved", young_person_id=request.young_person_id)
            entries = sorted(
                (e for p in people for e in _entries(work, p, request, local(now).date())),
                key=lambda e: (e.day or (local(e.at).date() if e.at else date.min), e.title),
            )
        try:
            replace_file(target, calendar_file(_("Dates"), entries, now))
        except OSError:
            with self._session.writing(Action.SAVE_CALENDAR) as work:
                work.note("log_not_exported")
            raise AppError(
                _("The file was not written."),
                _("Choose another folder, or look whether the disk is full. Nothing was saved."),
            ) from None
        return len(entries)

    def _people(self, work: "Work", young_person_id: str) -> tuple[YoungPerson, ...]:
        """Return the one young person, or everybody of the unit who has not moved on."""
        if young_person_id:
            return (work.young_people.require(young_person_id),)
        unit_id = self._session.actor.unit_id
        here = {known.id for known in self._session.visible_names(work).values() if known.here}
        people = self._session.visible_young_people(work)
        return tuple(p for p in people if p.unit_id == unit_id and p.id in here)


def problems_in_request(request: CalendarRequest) -> tuple[Problem, ...]:
    """Return what is wrong with the days of a calendar file."""
    if request.last < request.first:
        return (Problem("last", _("This is before the first day. Choose a later day.")),)
    if request.last == date.max:  # no calendar has a day after it, on which it would end
        return (Problem("last", _("No calendar goes on after this day. Choose an earlier day.")),)
    if request.last - request.first > LONGEST:
        return (Problem("last", _("A calendar file holds two years at most. Choose an earlier day.")),)
    return ()


def _entries(
    work: "Work", person: YoungPerson, request: CalendarRequest, today: date
) -> Iterator[CalendarEntry]:
    yield from _family_time(work, person, request)
    dates = due_dates(work, person.id, today, request.first, request.last)
    for one in _each_once(dates):
        plain = _("A date set by law") if one.rests_on == "law" else _("Something is due")
        yield CalendarEntry(
            uid=_uid(one.key),
            title=_with_name(_what(one, plain, request.detail), person),
            day=one.day if one.at is None else None,
            at=one.at,
            minutes=DUE_MINUTES,
        )


def _what(one: NextDate, plain: str, detail: Detail) -> str:
    """Return what a date says; where somebody moves to is in no file."""
    if detail is Detail.LEAST:
        return plain
    return _("Moving on") if one.key.endswith(":move") else one.what


def _each_once(dates: Iterable[NextDate]) -> tuple[NextDate, ...]:
    """Return one date for each thing; a calendar takes a second one of the same name for the first one, moved."""
    return tuple({one.key: one for one in dates}.values())


def _family_time(work: "Work", person: YoungPerson, request: CalendarRequest) -> Iterator[CalendarEntry]:
    """Yield what is planned, and what the rules expect and nobody has written anything of."""
    first, last = request.first, request.last
    occasions = work.occasions.between(day_start(first), day_start(last + timedelta(days=1)), person.id)
    answered = with_same_day(expected_in(work, person.id, first, last), occasions)
    minutes = {a.id: a.minutes for a in work.arrangements.find(young_person_id=person.id)}

    def title(kind: str, with_whom: str) -> str:
        if request.detail is Detail.LEAST:
            return _with_name(_("Family time"), person)
        return _with_name(_("{kind} with {name}").format(kind=kind, name=with_whom), person)

    for one in occasions:
        if one.state is not OccasionState.PLANNED or one.protected is not ProtectedVisitor.NO:
            continue
        key = one.id
        if one.arrangement_id and one.expected_at is not None:
            key = key_of_expected(one.arrangement_id, one.expected_at)
        yield CalendarEntry(
            uid=_uid(key),
            title=title(label(one.kind), one.with_whom),
            at=one.planned_at,
            minutes=minutes.get(one.arrangement_id) or 60,
        )
    for waiting in answered:
        if waiting.occasion is None:
            arrangement = waiting.expected.arrangement
            yield CalendarEntry(
                uid=_uid(waiting.expected.key),
                title=title(label(arrangement.kind), arrangement.with_whom),
                at=waiting.expected.at,
                minutes=arrangement.minutes or 60,
            )


def _with_name(what: str, person: YoungPerson) -> str:
    return _("{what}, {name}").format(what=what, name=person.name_used)


def _uid(key: str) -> str:
    """Return a name for an entry that is the same in every file and says nothing of the record."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
