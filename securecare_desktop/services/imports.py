"""Bringing in lists of people and of family time from spreadsheets: looking, a dry run, all of it or nothing, taking back.

How a file is read is core.sheets, what a row means domain.import_rows; here is who may, and the one transaction.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.errors import AppError, Gone, InputError, PermissionRefused, Problem
from ..core.text import _, ngettext
from ..domain.family_time import Occasion
from ..domain.import_columns import (
    HEADING_ROWS,
    RECORD_KIND,
    heading_row,
    headings_in,
    missing,
    suggested,
    words_for,
)
from ..domain.import_report import Key, ReadRow, RowOutcome, key_of, occasion_key
from ..domain.import_rows import RowReader
from ..domain.imports import ImportBatch, ImportedRecord, ImportKind, ImportMatching
from ..domain.messages import Changed
from ..domain.people import NetworkPerson
from ..domain.permissions import Action, Reach, reach
from ..domain.staff import Jurisdiction
from ..domain.young_people import YoungPerson
from .frameworks import nation_of_law
from .session import Session

if TYPE_CHECKING:
    from ..core.sheets import SheetRow
    from ..db.unit_of_work import Work

Progress = Callable[[int, int], None]
NOUN = "imports"
SAMPLES = 5
_NAMED_ROWS = 12
_AT_ONCE = 100
_ACTIONS = {ImportKind.PEOPLE: Action.EDIT_PROFILE, ImportKind.OCCASIONS: Action.WRITE_ENTRIES}
_NOUNS = {ImportKind.PEOPLE: "people", ImportKind.OCCASIONS: "family_time"}


@dataclass(frozen=True, slots=True)
class Look:
    """What is in a file: its sheets (none in a text file), the headings and where they stand, the first rows under
    them as text, and the key that each column most likely has, by heading.

    `remembered` says that somebody matched these headings before.
    """

    sheets: tuple[str, ...]
    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    columns: dict[str, str] = field(default_factory=dict)
    remembered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A list to bring in: the file and the sheet, where its headings stand, what each column holds (key by heading).

    `young_person_id` is whose all of it is; empty where a column says it.
    """

    kind: ImportKind
    file: Path
    heading_row: int
    headings: tuple[str, ...]
    columns: dict[str, str]
    sheet: str = ""
    young_person_id: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a list would become, row by row."""

    rows: tuple[ReadRow, ...]

    def count(self, outcome: RowOutcome) -> int:
        """Return how many rows have this outcome."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class Brought:
    """A list that was brought in."""

    batch: ImportBatch
    changed: Changed


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of taking an import back. Where `in_the_way` has sentences, nothing was taken back."""

    batch: ImportBatch
    in_the_way: tuple[str, ...]
    changed: Changed


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """An import of before, and who brought it in."""

    batch: ImportBatch
    by: str


class ImportsService:
    """What a signed-in person can do with lists from spreadsheets."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- before anything is written ----------------------------------------------------------------------

    def look(self, kind: ImportKind, file: Path, sheet: str = "") -> Look:
        """Return what is in a file and how its columns may be matched. Raises SheetError, PermissionRefused."""
        from ..core.sheets import read_rows, sheet_names

        with self._session.reading(_ACTIONS[kind]) as work:
            sheets = sheet_names(file)
            rows = list(islice(read_rows(file, sheet), HEADING_ROWS + SAMPLES))
            at = heading_row(kind, [row.cells for row in rows])
            headings = headings_in(rows[at].cells)
            known = self._matching(work, kind, headings)
        return Look(
            sheets,
            sheet or next(iter(sheets), ""),
            rows[at].number,
            headings,
            tuple(_texts(row) for row in rows[at + 1 : at + 1 + SAMPLES]),
            dict(known.columns) if known is not None else suggested(kind, headings),
            remembered=known is not None,
        )

    def choices(self, kind: ImportKind) -> tuple[tuple[str, str], ...]:
        """Return (id, name) of the young people somebody may bring such a list in for."""
        action = _ACTIONS[kind]
        with self._session.reading(action) as work:
            around = _Around(self._session, work, kind)
            return tuple((p.id, p.name_used) for p in around.young_people() if around.may_write(p.id))

    def dry_run(self, request: ImportRequest, progress: Progress | None = None) -> Report:
        """Return row by row what a list would become; nothing is written.

        Raises InputError where a column that is needed is not matched, SheetError, PermissionRefused, and whatever
        `progress(done, of)` raises, which stops it.
        """
        progress = progress or _unheard
        _refuse_unmatched(request)
        action = _ACTIONS[request.kind]
        with self._session.reading(action, request.young_person_id) as work:
            around = _Around(self._session, work, request.kind)
            rows = _rows_of(request, progress)
            read = tuple(self._read(request, rows, around, progress))
        for young_person_id in around.asked:
            with self._session.reading(action, young_person_id, looked_at=_NOUNS[request.kind]):
                pass  # whose people or family time the report speaks of: the log says that they were looked at
        return Report(tuple(replace(row, record=None) for row in read))

    # -- all or nothing ----------------------------------------------------------------------------------

    def bring_in(self, request: ImportRequest, progress: Progress | None = None) -> Brought:
        """Add every row of a list that is not there yet, in one transaction. Occasions are unsigned drafts.

        Raises what `dry_run` does, and AppError where a row is wrong or nothing is new: nothing is added then.
        """
        progress = progress or _unheard
        _refuse_unmatched(request)
        session = self._session
        with session.reading(_ACTIONS[request.kind], request.young_person_id):
            rows = _rows_of(request, progress)  # before anybody else has to wait for the store
        with session.writing(_ACTIONS[request.kind], request.young_person_id) as work:
            around = _Around(session, work, request.kind)
            read = list(self._read(request, rows, around, lambda done, of: progress(done, 3 * of)))
            wrong = [row.number for row in read if row.outcome is RowOutcome.WRONG]
            if wrong:
                raise _wrong_rows(wrong)
            new = [row for row in read if row.outcome is RowOutcome.ADD]
            if not new:
                raise AppError(
                    _("Nothing was brought in: all of this list is there already."),
                    _("There is nothing to do."),
                )
            batch = work.import_batches.add(
                ImportBatch(
                    unit_id=session.actor.unit_id,
                    kind=request.kind,
                    file_name=request.file.name,
                    rows=len(new),
                )
            )
            for number, row in enumerate(new, 1):
                _add(work, batch, row)
                if number % _AT_ONCE == 0:
                    progress(len(new) + 2 * number, 3 * len(new))
            self._remember(work, request)
            progress(1, 1)  # the last moment at which it can be stopped
        session.anchor()
        return Brought(batch, self._changed(request.kind))

    def take_back(self, batch_id: str, progress: Progress | None = None) -> TakenBack:
        """Remove all that an import added, if nobody changed, signed or referred to any of it since.

        All or nothing: where a record stays, all stay, and the result says in sentences which rows stand in the
        way. Raises Gone, PermissionRefused, and whatever `progress(done, of)` raises, which stops it.
        """
        progress = progress or _unheard
        session = self._session
        kind = self._kind_of(batch_id)
        with session.writing(_ACTIONS[kind]) as work:
            batch = self._own(work, batch_id)
            for young_person_id in work.import_batches.about_whom(batch_id):
                session.require(work, _ACTIONS[kind], young_person_id)
            in_the_way = _sentences(work, batch_id)
            if in_the_way:
                return TakenBack(batch, in_the_way, Changed(frozenset()))
            work.take_back_import(batch_id, lambda gone: progress(gone, batch.rows + 1))
            taken = replace(batch, taken_back_at=session.clock.now(), taken_back_by=session.actor.id)
            batch = work.import_batches.save(taken)
            progress(1, 1)
        session.anchor()
        return TakenBack(batch, (), self._changed(kind))

    def earlier(self) -> tuple[EarlierImport, ...]:
        """Return the imports that the signed-in person may look at, the newest first."""
        session = self._session
        with session.reading(Action.WRITE_ENTRIES) as work:
            member = session.actor
            mine_only = reach(member.role, Action.EDIT_PROFILE) is Reach.NONE
            found = [b for unit in member.unit_ids for b in work.import_batches.find(unit_id=unit)]
            names = {m.id: m.name for m in work.staff.find()}
        found.sort(key=lambda b: b.written_at.timestamp() if b.written_at else 0.0, reverse=True)
        return tuple(
            EarlierImport(batch, names.get(batch.written_by, ""))
            for batch in found
            if not mine_only or batch.written_by == member.id
        )

    # -- inside --------------------------------------------------------------------------------------------

    def _read(
        self, request: ImportRequest, rows: "Sequence[SheetRow]", around: "_Around", progress: Progress
    ) -> Iterator[ReadRow]:
        """Yield the rows under the headings as they were read."""
        now = self._session.clock.now()
        reader = RowReader(
            request.kind, request.headings, request.columns, around, now, request.young_person_id
        )
        for number, row in enumerate(rows, 1):
            if number % _AT_ONCE == 0:
                progress(number, len(rows))
            yield reader.read(row.number, row.cells)

    def _matching(self, work: "Work", kind: ImportKind, headings: Sequence[str]) -> ImportMatching | None:
        """Return how somebody of the unit matched these headings before."""
        found = work.import_matchings.find(
            unit_id=self._session.actor.unit_id, kind=kind, headings="\n".join(headings)
        )
        return found[0] if found else None

    def _remember(self, work: "Work", request: ImportRequest) -> None:
        known = self._matching(work, request.kind, request.headings)
        columns = {heading: key for heading, key in request.columns.items() if key}
        matching = known or ImportMatching(
            unit_id=self._session.actor.unit_id, kind=request.kind, headings="\n".join(request.headings)
        )
        work.import_matchings.save(replace(matching, columns=columns))

    def _kind_of(self, batch_id: str) -> ImportKind:
        with self._session.reading(Action.WRITE_ENTRIES) as work:
            return self._own(work, batch_id).kind

    def _own(self, work: "Work", batch_id: str) -> ImportBatch:
        """Return an import of a unit the signed-in person works in, that was not taken back yet. Raises Gone."""
        batch, member = work.import_batches.require(batch_id), self._session.actor
        not_theirs = reach(member.role, Action.EDIT_PROFILE) is Reach.NONE and batch.written_by != member.id
        if batch.unit_id not in member.unit_ids or batch.taken_back_at is not None or not_theirs:
            raise Gone(_("This list is not there any more."), _("Open the page again."))
        return batch

    @staticmethod
    def _changed(kind: ImportKind) -> Changed:
        return Changed(frozenset({NOUN, _NOUNS[kind]}))


class _Around:
    """What stands around a list, out of one open work; every answer is asked for once.

    `asked` are the young people whose records were looked through.
    """

    def __init__(self, session: Session, work: "Work", kind: ImportKind) -> None:
        self._session, self._work, self._kind = session, work, kind
        self._known: tuple[YoungPerson, ...] | None = None
        self._may: dict[str, bool] = {}
        self._people: dict[str, tuple[NetworkPerson, ...]] = {}
        self.asked: set[str] = set()

    def young_people(self) -> tuple[YoungPerson, ...]:
        if self._known is None:
            self._known = self._session.visible_young_people(self._work)
        return self._known

    def may_write(self, young_person_id: str) -> bool:
        if young_person_id not in self._may:
            try:
                self._session.require(self._work, _ACTIONS[self._kind], young_person_id)
                self._may[young_person_id] = True
            except PermissionRefused:
                self._may[young_person_id] = False
        return self._may[young_person_id]

    def people(self, young_person_id: str) -> tuple[NetworkPerson, ...]:
        if young_person_id not in self._people:
            self.asked.add(young_person_id)
            self._people[young_person_id] = self._work.network_people.find(young_person_id=young_person_id)
        return self._people[young_person_id]

    def there(self, young_person_id: str) -> Iterator[Key]:
        self.asked.add(young_person_id)
        if self._kind is ImportKind.PEOPLE:
            yield from (key_of(person) for person in self.people(young_person_id))
        else:
            for person_id, planned_at, kind in self._work.occasions.moments(young_person_id):
                yield occasion_key(person_id, planned_at, kind)

    def in_scotland(self, young_person_id: str) -> bool:
        unit = self._work.units.require(self._work.young_people.plain(young_person_id, "unit_id"))
        return Jurisdiction.SCOTLAND in (unit.jurisdiction, nation_of_law(self._work, young_person_id))


def _unheard(_done: int, _of: int) -> None:
    """What hears of progress where nobody asked for it."""


def _rows_of(request: ImportRequest, progress: Progress) -> "tuple[SheetRow, ...]":
    """Return the rows under the headings. It can be stopped meanwhile, though nobody knows yet how many there are."""
    from ..core.sheets import read_rows

    found = []
    for row in read_rows(request.file, request.sheet):
        if row.number % _AT_ONCE == 0:
            progress(0, 1)
        if row.number == request.heading_row and headings_in(row.cells) != request.headings:
            raise AppError(_("This file has changed since its columns were matched."), _("Choose it again."))
        if row.number > request.heading_row:
            found.append(row)
    return tuple(found)


def _texts(row: "SheetRow") -> tuple[str, ...]:
    from ..domain.import_values import text_of

    return tuple(text_of(cell) for cell in row.cells)


def _refuse_unmatched(request: ImportRequest) -> None:
    """Raise InputError where no column says what is needed, or two say the same."""
    keys = [key for key in request.columns.values() if key]
    problems = [
        Problem("columns", sentence)
        for sentence in missing(request.kind, keys, of_one_young_person=bool(request.young_person_id))
    ]
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
        sentence = _("Two columns are to go to “{what}”. Choose one of them.")
        problems.append(Problem("columns", sentence.format(what=words_for(request.kind, key))))
    if problems:
        raise InputError(tuple(problems))


def _add(work: "Work", batch: ImportBatch, row: ReadRow) -> None:
    kind = RECORD_KIND[batch.kind]
    record_id = ""
    if isinstance(row.record, NetworkPerson):
        record_id = work.network_people.add(row.record).id
    elif isinstance(row.record, Occasion):
        record_id = work.occasions.save(row.record).id
    work.imported_records.add(
        ImportedRecord(batch_id=batch.id, record_kind=kind, record_id=record_id, row=row.number)
    )


def _wrong_rows(numbers: list[int]) -> AppError:
    return AppError(
        _("Nothing was brought in: {rows}.").format(
            rows=ngettext(
                "row {rows} has to be put right", "rows {rows} have to be put right", len(numbers)
            ).format(rows=_listed(numbers))
        ),
        _("Put them right in the file, or take these rows out of it; then choose it again."),
    )


def _listed(numbers: Sequence[int]) -> str:
    """Return the numbers of rows: "3, 17 and 5 more"."""
    named = ", ".join(f"{number:,}" for number in numbers[:_NAMED_ROWS])
    more = len(numbers) - _NAMED_ROWS
    return named if more <= 0 else _("{rows} and {n} more").format(rows=named, n=f"{more:,}")


def _sentences(work: "Work", batch_id: str) -> tuple[str, ...]:
    """Return why an import cannot be taken back, one sentence for each reason with the rows it holds for."""
    from ..db.imports import Why

    found = work.import_batches.in_the_way(batch_id)
    rows = {why: [one.row for one in found if one.why is why] for why in Why}

    def words(why: Why, count: int) -> str:
        match why:
            case Why.SIGNED:
                return ngettext("Row {rows} was signed since.", "Rows {rows} were signed since.", count)
            case Why.CHANGED:
                return ngettext("Row {rows} was changed since.", "Rows {rows} were changed since.", count)
            case Why.USED:
                return ngettext(
                    "Another record names what row {rows} added.",
                    "Other records name what rows {rows} added.",
                    count,
                )
            case Why.BEING_WRITTEN:
                return ngettext(
                    "Somebody has begun to write about row {rows} and has not saved it.",
                    "Somebody has begun to write about rows {rows} and has not saved it.",
                    count,
                )
            case Why.GONE:
                return ngettext("What row {rows} added is gone.", "What rows {rows} added is gone.", count)
            case Why.NOT_OF_IT:
                return ngettext(
                    "What stands for row {rows} was not added by this list.",
                    "What stands for rows {rows} was not added by this list.",
                    count,
                )

    return tuple(words(why, len(n)).format(rows=_listed(n)) for why, n in rows.items() if n)
