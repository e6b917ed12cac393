"""The rows of the permissions table for shift notes, who takes over, and the shift sheet."""

from datetime import timedelta

from securecare_desktop.domain.editions import HandedOut
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.shift_rules import shift_at
from securecare_desktop.domain.shifts import Shift, ShiftNote
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.shift_sheet import SheetRequest
from securecare_desktop.services.shifts import TakingOver
from tests.support.house import NOW, TODAY
from tests.unit.services.permission_calls import Row

W, P = Action.WRITE_ENTRIES, Action.ISSUE_PACK


def note(who: str, **other: object) -> ShiftNote:
    """Return a note about one young person, to be saved."""
    given = {"unit_id": "", "young_person_id": who, "what": "The lamp stays on", "shift_on": TODAY}
    return ShiftNote(**{**given, "shift": Shift.EARLY, **other})  # type: ignore[arg-type]


def stored_note(services: Services, who: str) -> ShiftNote:
    """Return a note that is stored, without anybody's right to write it being asked for."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        unit_id = work.young_people.require(who).unit_id
        return work.shift_notes.add(note(who, unit_id=unit_id))


def taking_over(services: Services) -> TakingOver:
    session = services.session
    with session._opened().reading() as work:
        unit = work.units.require(session.actor.unit_id)
    return TakingOver(
        unit_id=unit.id, time=shift_at(unit.shift_starts, NOW), notes=(), said_back="The lamp stays on."
    )


def sheet(services: Services, **other: object) -> SheetRequest:
    given = {
        "unit_id": services.session.actor.unit_id, "on": TODAY, "shift": Shift.LATE, "for_whom": "The late shift",
        "destroy_at": NOW + timedelta(hours=13),
    }  # fmt: skip
    return SheetRequest(**{**given, **other})  # type: ignore[arg-type]


def sheet_not_made(services: Services) -> None:
    issued = services.shift_sheet.hand_out(sheet(services), HandedOut.SAVED)
    services.shift_sheet.not_made(issued.copy)


SHIFTS: dict[str, Row] = {
    "shifts.view": Row(Action.READ_RECORDS, lambda s, _w: s.shifts.view(), about_one=False),
    "shifts.count_unread": Row(Action.READ_RECORDS, lambda s, _w: s.shifts.count_unread(), about_one=False),
    "shifts.note": Row(Action.READ_RECORDS, lambda s, w: s.shifts.note(w, stored_note(s, w).id)),
    "shifts.save": Row(W, lambda s, w: s.shifts.save(note(w))),
    "shifts.settle": Row(W, lambda s, w: s.shifts.settle(stored_note(s, w))),
    "shifts.take_over": Row(
        Action.TAKE_OVER_SHIFT, lambda s, _w: s.shifts.take_over(taking_over(s)), about_one=False
    ),
    "shift_sheet.offer": Row(P, lambda s, _w: s.shift_sheet.offer(), about_one=False),
    "shift_sheet.preview": Row(P, lambda s, _w: s.shift_sheet.preview(sheet(s)), about_one=False),
    "shift_sheet.hand_out": Row(
        P, lambda s, _w: s.shift_sheet.hand_out(sheet(s), HandedOut.PRINTED), about_one=False
    ),
    "shift_sheet.not_made": Row(P, lambda s, _w: sheet_not_made(s), about_one=False),
}
