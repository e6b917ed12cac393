"""What was done, by whom and when, in plain words; who looked; and whether the store is sound."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from ..core.clock import local
from ..core.errors import AppError, InputError, Problem
from ..core.paths import replace_file
from ..core.text import _, clock_time
from ..domain.audit import (
    SHORT_MARK,
    AuditEvent,
    CheckReport,
    EventGroup,
    Looked,
    PaperMark,
    ToldEvent,
    TrailOverview,
    Wanted,
)
from ..domain.audit_words import Names, actions_of, change_in_words, place, tell, without_values
from ..domain.permissions import Action
from .next_dates import day_start
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "audit"
PAGE = 200
"""How many events are fetched at once."""
LOOKS_DAYS = 30
"""How far back `who_looked` goes."""
_WHAT_HAPPENED = tuple(a for group in EventGroup if group is not EventGroup.LOOKED for a in actions_of(group))
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What begins a formula when a spreadsheet opens a file of plain text."""
_HEX = frozenset("0123456789abcdef")


class AuditService:
    """What a signed-in person can read of the audit trail."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- one record -----------------------------------------------------------------------------------

    def of_record(self, young_person_id: str, record_kind: str, record_id: str) -> tuple[ToldEvent, ...]:
        """Return what happened to one record, newest first; who only looked at it is not among it.

        A record about nobody in particular is for those who may read the whole log.
        """
        action = Action.READ_RECORDS if young_person_id else Action.READ_AUDIT_LOG
        with self._session.reading(action, young_person_id, looked_at=NOUN, record_id=record_id) as work:
            found = work.audit.events(
                young_person_id=young_person_id,
                record_kind=record_kind,
                record_id=record_id,
                actions=_WHAT_HAPPENED,
                about=None if young_person_id else self._within_reach(work),
            )
            told = _Teller(work, self._session)
            return tuple(told(event) for event in found)

    def who_looked(
        self, young_person_id: str, record_kind: str = "", record_id: str = ""
    ) -> tuple[Looked, ...]:
        """Return who looked at a young person's records in the last 30 days, by day and person, newest first."""
        today = self._session.clock.today()
        with self._session.reading(Action.SEE_WHO_LOOKED, young_person_id, looked_at=NOUN) as work:
            found = work.audit.each_event(
                young_person_id=young_person_id,
                record_kind=record_kind,
                record_id=record_id,
                actions=actions_of(EventGroup.LOOKED),
                since=day_start(today - timedelta(days=LOOKS_DAYS)),
            )
            return _by_person_and_day(found)

    # -- the whole log --------------------------------------------------------------------------------

    def overview(self) -> TrailOverview:
        """Return the newest event, and whom the log can be looked through for."""
        with self._session.reading(Action.READ_AUDIT_LOG) as work:
            people = self._session.visible_young_people(work)
            staff = sorted(((m.id, m.name) for m in work.staff.find()), key=lambda one: one[1].casefold())
            young = tuple((p.id, p.name_used) for p in people)
            return TrailOverview(work.audit.head(), tuple(staff), young, self._session.computer)

    def log(
        self, *, before_seq: int = 0, limit: int = PAGE, **wanted: Unpack[Wanted]
    ) -> tuple[ToldEvent, ...]:
        """Return the log, newest first; to go on, hand in the last number seen as `before_seq`.

        What is about young people of another unit is not in it.
        """
        with self._session.reading(Action.READ_AUDIT_LOG, looked_at=NOUN) as work:
            found = work.audit.events(before_seq=before_seq, limit=limit, **self._filters(work, wanted))
            told = _Teller(work, self._session)
            return tuple(told(event) for event in found)

    def export_csv(self, wanted: Wanted, target: Path, stop: Callable[[], bool] = lambda: False) -> int:
        """Write the events somebody wants into a file, oldest first, and return how many there are.

        The log says so before anything is written. Nothing in the file begins a formula when a spreadsheet opens
        it. When `stop` says so, because the program locks, nothing is left of the file. Raises AppError where
        the file cannot be written; the one that was there is then as it was.
        """
        with self._session.writing(Action.READ_AUDIT_LOG) as work:
            # Whom it was about stands beside the event, not in its words: for nobody out of whose reach they are.
            about = wanted.get("young_person_id", "")
            within = about if about in self._within_reach(work) else ""
            work.note("log_exported", young_person_id=within, details=self._details(work, wanted))
        try:
            with self._session.reading(Action.READ_AUDIT_LOG, looked_at=NOUN) as work:
                told = _Teller(work, self._session)
                found = (told(event) for event in work.audit.each_event(**self._filters(work, wanted)))
                lines = _Lines(found, stop)
                replace_file(target, lines)
        except (OSError, _Stopped):
            with self._session.writing(Action.READ_AUDIT_LOG) as work:
                work.note("log_not_exported")
            raise AppError(
                _("The file was not written."),
                _("Choose another folder, or look whether the disk is full. Nothing was saved."),
            ) from None
        return lines.written

    def on_paper(self, mark: str) -> PaperMark | None:
        """Return the event whose mark stands on a paper copy, or None where no event in the trail has it.

        `mark` may be the short form of the foot of a page or the whole one, with or without spaces. Raises
        InputError for what is neither.
        """
        plain = "".join(mark.split()).lower()
        with self._session.reading(Action.READ_AUDIT_LOG) as work:
            if len(plain) < SHORT_MARK or not set(plain) <= _HEX:
                sentence = _(
                    "Type at least the {n} signs after “record” at the foot of a page: 0 to 9, a to f."
                )
                raise InputError((Problem("mark", sentence.format(n=SHORT_MARK)),))
            return work.audit.with_hash(plain)

    def check(self) -> CheckReport:
        """Look through the whole store: the file, the tables, the chain."""
        return self._session.check(Action.CHECK_STORE)

    # -- inside ---------------------------------------------------------------------------------------

    def _within_reach(self, work: "Work") -> tuple[str, ...]:
        """Return the young people whose events may be seen; the empty text is what is about nobody."""
        return (*(p.id for p in self._session.visible_young_people(work)), "")

    def _filters(self, work: "Work", wanted: Wanted) -> Any:
        """Return what db.audit chooses by."""
        plain: dict[str, Any] = dict(wanted)
        group, since, until = plain.pop("group", None), plain.pop("since", None), plain.pop("until", None)
        plain["about"] = self._within_reach(work)
        plain["actions"] = actions_of(group) if group else None
        plain["since"] = day_start(since) if since else None
        plain["until"] = day_start(until + timedelta(days=1)) if until else None
        return plain

    def _details(self, work: "Work", wanted: Wanted) -> dict[str, str]:
        """Return the filters as the trail keeps them: in words, never an id."""
        names = _names(work, self._session)
        since, until, group = wanted.get("since"), wanted.get("until"), wanted.get("group")
        found = {
            "person": names.staff.get(wanted.get("actor_id", ""), ""),
            "group": group.value if group else "",
            "since": since.isoformat() if since else "",
            "until": until.isoformat() if until else "",
            "computer": wanted.get("computer", ""),
        }
        return {name: text for name, text in found.items() if text}


def _names(work: "Work", session: Session) -> Names:
    """Return what everybody is called whom the reader may see."""
    return Names(
        {p.id: p.name_used for p in session.visible_young_people(work)},
        {m.id: m.name for m in work.staff.find()},
    )


class _Teller:
    """Puts events into words, without those that are withheld from the reader."""

    def __init__(self, work: "Work", session: Session) -> None:
        self._work, self._names = work, _names(work, session)

    def __call__(self, event: AuditEvent) -> ToldEvent:
        """Return one event with its words."""
        seen = not event.changes or self._work.withholdings.shows(event)
        return tell(event if seen else without_values(event), self._names)


def _by_person_and_day(events: Iterable[AuditEvent]) -> tuple[Looked, ...]:
    """Return who looked, gathered by person and local day; the newest look first."""
    found: dict[tuple[str, date], list[AuditEvent]] = {}
    for event in events:
        found.setdefault((event.actor_id, local(event.at).date()), []).append(event)
    looked = (
        Looked(
            name=looks[-1].actor_name,
            day=day,
            last_at=looks[-1].at,
            places=tuple(dict.fromkeys(place(look.record_kind) for look in looks)),
            computers=tuple(dict.fromkeys(look.computer for look in looks)),
        )
        for (_who, day), looks in found.items()
    )
    return tuple(sorted(looked, key=lambda one: one.last_at, reverse=True))


# -- the file -----------------------------------------------------------------------------------------------


class _Stopped(Exception):
    """The program locks: nothing is written any more."""


class _Lines:
    """The events as lines of a file that spreadsheets open; `written` counts them."""

    def __init__(self, events: Iterable[ToldEvent], stop: Callable[[], bool]) -> None:
        self._events, self._stop = events, stop
        self.written = 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield line by line. Raises _Stopped."""
        yield _line((_("Number"), _("Day"), _("Time"), _("Who"), _("Computer"), _("About"), _("What was done"),
                     _("Fields"), _("Mark")), "utf-8-sig")  # fmt: skip
        for event in self._events:
            if self._stop():
                raise _Stopped
            self.written += 1
            at = local(event.at)
            fields = "; ".join(map(change_in_words, event.told))
            yield _line((str(event.seq), at.date().isoformat(), clock_time(event.at), event.actor_name,
                         event.computer, event.about, event.sentence, fields, event.hash))  # fmt: skip


def _line(cells: tuple[str, ...], encoding: str = "utf-8") -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(map(_no_formula, cells))
    return line.getvalue().encode(encoding)


def _no_formula(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
