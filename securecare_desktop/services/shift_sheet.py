"""The shift sheet of a unit: collected for whoever it is for, drawn, numbered and registered before it leaves.

What stands on a row is shift_rows.py's; how it looks is documents'. The same bytes are shown, printed and saved.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem, StoreBusy
from ..core.labels import label
from ..core.text import _, tidy
from ..domain.editions import HandedOut
from ..domain.messages import Changed
from ..domain.permissions import Action, Reach, reach
from ..domain.shift_rules import ShiftTime, shift_after, shift_at, shift_on, shift_to_take_over
from ..domain.shift_sheet import ShiftSheetContent
from ..domain.shifts import Shift, ShiftSheetCopy
from ..domain.staff import Role, Unit
from .session import Session
from .shift_rows import collect_rows
from .shifts import NOUN, notes_for_sheet, unit_of
from .signatures import newest_signature
from .withholding import readers_of_copy

if TYPE_CHECKING:
    from ..db.unit_of_work import Work
    from ..documents.renderer import Rendered

_TRIES = 3
NO_READERS = (Role.SYSTEM_ADMINISTRATOR, Role.INSPECTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRequest:
    """Which shift of which unit, and for whom. `on_shift` is printed and kept nowhere, as is `password`."""

    unit_id: str
    on: date
    shift: Shift
    for_whom: str = ""
    on_shift: str = ""
    destroy_at: datetime | None = None
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOffer:
    """What the dialog starts from. `times` are the shifts to choose from, `chosen` the likely one.

    `staff` are names and what they are here; `units` are those that somebody works in.
    """

    unit: Unit
    units: tuple[Unit, ...]
    times: tuple[ShiftTime, ...]
    chosen: ShiftTime
    staff: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPreview:
    """The real page, before anything is registered.

    `left_out` says that passages are withheld from whoever it is for; `only` are the names that a worker who is
    assigned to some young people gets, empty where the sheet holds everybody.
    """

    pdf: bytes
    pages: int
    boxed_characters: int
    copy_number: int
    left_out: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetIssued:
    """A registered copy and its bytes, protected where a password was given."""

    pdf: bytes
    copy: ShiftSheetCopy
    changed: Changed


def problems_in_sheet(request: SheetRequest, now: datetime) -> tuple[Problem, ...]:
    """Return what has to be put right before a sheet leaves, in the order of the dialog."""
    found = []
    if not request.for_whom.strip():
        found.append(Problem("for_whom", _("Write who this copy is for.")))
    if request.destroy_at is None:
        found.append(Problem("destroy_at", _("Write when this copy is destroyed.")))
    elif request.destroy_at <= now:
        found.append(Problem("destroy_at", _("This moment has passed. Choose one to come.")))
    return tuple(found)


class ShiftSheetService:
    """What a signed-in person can do with the shift sheet."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offer(self, unit_id: str = "") -> SheetOffer:
        """Return what the dialog starts from. Raises PermissionRefused."""
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.reading(Action.ISSUE_PACK) as work:
            unit = unit_of(self._session, work, unit_id, Action.ISSUE_PACK)
            on = shift_at(unit.shift_starts, now)
            after = shift_after(unit.shift_starts, on)
            members = [m for m in work.staff.of_units((unit.id,)) if m.works_on(today)]
            return SheetOffer(
                unit=unit,
                units=tuple(work.units.require(one) for one in self._session.actor.unit_ids),
                times=(on, after, shift_after(unit.shift_starts, after)),
                chosen=shift_to_take_over(unit.shift_starts, now),
                staff=tuple(
                    (m.name, m.job_title or label(m.role)) for m in members if m.role not in NO_READERS
                ),
            )

    def preview(self, request: SheetRequest) -> SheetPreview:
        """Return the real page; nothing is registered. Raises PermissionRefused."""
        content, only = self._collect(request)
        rendered = _draw(content)
        return SheetPreview(
            pdf=rendered.pdf,
            pages=rendered.pages,
            boxed_characters=rendered.boxed_characters,
            copy_number=content.copy_number,
            left_out=content.left_out,
            only=only,
        )

    def hand_out(self, request: SheetRequest, how: HandedOut) -> SheetIssued:
        """Register one copy and return its bytes, which the caller then prints or writes.

        Raises InputError, PermissionRefused; StoreBusy when others keep taking the next number.
        """
        for _attempt in range(_TRIES):
            content, _only = self._collect(request)
            problems = problems_in_sheet(request, self._session.clock.now())
            if problems:
                raise InputError(problems)
            rendered = _draw(content)
            copy = self._register(content, how)
            if copy is not None:
                pdf = _protected(rendered.pdf, request.password) if request.password else rendered.pdf
                return SheetIssued(pdf=pdf, copy=copy, changed=Changed(frozenset({NOUN})))
        raise StoreBusy(
            _("Somebody else is printing shift sheets at this moment."),
            _("Try again. Nothing was handed out."),
        )

    def not_made(self, copy: ShiftSheetCopy) -> None:
        """Note that a registered copy never came to be, for example because the disk was full."""
        with self._session.writing(Action.ISSUE_PACK) as work:
            stored = work.shift_sheet_copies.require(copy.id)
            unit_of(self._session, work, stored.unit_id, Action.ISSUE_PACK)
            work.note("shift_sheet_not_made", record_kind="shift_sheet_copies", record_id=stored.id)

    # -- inside ---------------------------------------------------------------------------------------

    def _collect(self, request: SheetRequest) -> tuple[ShiftSheetContent, tuple[str, ...]]:
        """Return what the sheet prints, as both who prints it and who it is for may see it."""
        session, name = self._session, tidy(request.for_whom).strip()
        with session.reading(Action.ISSUE_PACK) as work:
            unit = unit_of(session, work, request.unit_id, Action.ISSUE_PACK)
            here = {k.id for k in session.visible_names(work).values() if k.here}
            people = tuple(
                p for p in session.visible_young_people(work) if p.unit_id == unit.id and p.id in here
            )
            readers = {r: None for p in people for r in readers_of_copy(work, p.id, name, False, None)[0]}
            assigned = _assigned(work, name, session.clock.today())
        if assigned is not None:
            people = tuple(p for p in people if p.id in assigned)
        time = shift_on(unit.shift_starts, request.on, request.shift)
        with session.reading(Action.ISSUE_PACK, looked_at="shift_sheet", also=tuple(readers)) as work:
            notes = notes_for_sheet(work, unit, time, session.clock.today())
            signed = [newest_signature(work, p.id) for p in people]
            content = ShiftSheetContent(
                unit=unit,
                time=time,
                rows=collect_rows(session, work, people, time, notes),
                for_whom=name or _("whoever is on shift"),
                copy_number=work.shift_sheet_copies.last_number(unit.id, time.on) + 1,
                destroy_at=request.destroy_at,
                made_by=session.actor.name,
                made_at=session.clock.now(),
                house_notes=tuple(n.what for n in notes if not n.young_person_id),
                on_shift=tidy(request.on_shift).strip(),
                signed_up_to=max((moment for moment in signed if moment is not None), default=None),
            )
            left_out = work.view is not None and bool(work.view.applied)
        only = tuple(p.name_used for p in people) if assigned is not None else ()
        return replace(content, left_out=left_out), only

    def _register(self, content: ShiftSheetContent, how: HandedOut) -> ShiftSheetCopy | None:
        """Register the copy, or return None when its number was taken since it was drawn."""
        with self._session.writing(Action.ISSUE_PACK) as work:
            if (
                work.shift_sheet_copies.last_number(content.unit.id, content.time.on) + 1
                != content.copy_number
            ):
                return None
            copy = work.shift_sheet_copies.add(
                ShiftSheetCopy(
                    unit_id=content.unit.id,
                    shift_on=content.time.on,
                    shift=content.time.shift,
                    for_whom=content.for_whom,
                    copy_number=content.copy_number,
                    destroy_at=content.destroy_at,
                    handed_out=how,
                    made_by=content.made_by,
                    made_at=content.made_at,
                )
            )
            work.note(
                "shift_sheet_printed" if how is HandedOut.PRINTED else "shift_sheet_saved",
                record_kind="shift_sheet_copies",
                record_id=copy.id,
                details={"copy": str(copy.copy_number)},
            )
        return copy


def _assigned(work: "Work", name: str, today: date) -> frozenset[str] | None:
    """Return whom a worker who reads only some records is assigned to, None for anybody else."""
    known = [m for m in work.staff.find() if m.name.casefold() == name.casefold()]
    if not known or any(reach(m.role, Action.READ_RECORDS) is not Reach.ASSIGNED for m in known):
        return None
    return frozenset(
        a.young_person_id
        for member in known
        for a in work.assignments.find(staff_id=member.id)
        if a.until is None or today <= a.until
    )


def _draw(content: ShiftSheetContent) -> "Rendered":
    from ..documents.renderer import render
    from ..documents.shift_sheet import shift_sheet

    return render(shift_sheet(content))


def _protected(pdf: bytes, password: str) -> bytes:
    from ..documents.protect import protect

    return protect(pdf, password)
