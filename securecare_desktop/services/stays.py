"""Stays: arrival to moving on, the orders they rest on, who was told, and times alone behind a locked door.

What each of them has to hold is domain.stay_validation's to say; what the record of a stay looks like on paper
is collected in stay_record_paper.py.
"""

from typing import TYPE_CHECKING, TypeVar

from ..core.errors import InputError, Problem
from ..core.text import _
from ..domain.legal_orders import LegalOrder, Notification, TimeAlone
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.stay_validation import (
    problems_in_ending,
    problems_in_notification,
    problems_in_order,
    problems_in_stay,
    problems_in_time_alone,
)
from ..domain.stays import StayFile, nation_of, shown_stay, waiting_first
from ..domain.young_people import Stay
from .checklist_anchors import anchors_moved
from .results import Saved
from .saving import require_own, save, tidied
from .session import Session
from .withholding import kinds_withheld

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

R = TypeVar("R", LegalOrder, Notification, TimeAlone)
NOUN = "stays"
_OF_STAY = frozenset({NOUN, "young_people"})
"""The head of the page and the overview say days here, stage, and when an order ends."""


class StaysService:
    """What a signed-in person can do with stays."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- reading --------------------------------------------------------------------------------------

    def current(self, young_person_id: str) -> Stay | None:
        """Return the stay that has not ended, or None."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.stays.current(young_person_id)

    def list_for(self, young_person_id: str) -> tuple[Stay, ...]:
        """Return all stays, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.stays.find(young_person_id=young_person_id)

    def file(self, young_person_id: str, about_id: str = "") -> StayFile:
        """Return one stay with all that hangs on it, else the open one, else the newest.

        `about_id` is the stay's own id, or that of an order, a notification or a time alone beside it.
        """
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return stay_file(work, young_person_id, _stay_of(work, about_id))

    def orders(self, young_person_id: str) -> tuple[LegalOrder, ...]:
        """Return the orders of all stays, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.legal_orders.find(young_person_id=young_person_id)

    def notifications(self, young_person_id: str) -> tuple[Notification, ...]:
        """Return who was told of any of the stays, and first who still is to be."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return waiting_first(work.notifications.find(young_person_id=young_person_id))

    def times_alone(self, young_person_id: str) -> tuple[TimeAlone, ...]:
        """Return the times alone of all stays, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.times_alone.find(young_person_id=young_person_id)

    # -- writing --------------------------------------------------------------------------------------

    def save(self, stay: Stay) -> Saved[Stay]:
        """Save a stay and the law it rests on; a new one begins it.

        Raises InputError for what cannot be, such as a second stay while one is open, EditConflict as every save.
        """
        return self._save(stay, ())

    def end(self, stay: Stay) -> Saved[Stay]:
        """End a stay: when, where to, who authorised it and why. Raises as `save` does, and for what is missing."""
        return self._save(stay, problems_in_ending(stay))

    def save_order(self, order: LegalOrder) -> Saved[LegalOrder]:
        """Save an order or approval of a stay."""
        problems = problems_in_order(order, self._session.clock.today())
        saved = save(
            self._session, Action.EDIT_PROFILE, NOUN, order, problems, lambda w: w.legal_orders, _of_own_stay
        )
        return Saved(saved.record, Changed(_OF_STAY, order.young_person_id))

    def save_notification(self, notification: Notification) -> Saved[Notification]:
        """Save who is told of a stay, an order or a move, and when they were."""
        problems = problems_in_notification(notification, self._session.clock.now())
        return save(
            self._session,
            Action.WRITE_ENTRIES,
            NOUN,
            notification,
            problems,
            lambda w: w.notifications,
            _about_own,
        )

    def save_time_alone(self, entry: TimeAlone) -> Saved[TimeAlone]:
        """Save a time alone behind a locked door; a draft until its author signs it.

        Raises InputError for one that lies over another or outside its stay, AlreadySigned, EditConflict, Gone.
        """
        who = entry.young_person_id
        with self._session.writing(Action.WRITE_ENTRIES, who) as work:
            entry = _of_own_stay(work, tidied(entry))
            problems = problems_in_time_alone(
                entry,
                self._session.clock.now(),
                work.stays.require(entry.stay_id),
                work.times_alone.find(young_person_id=who),
            )
            if problems:
                raise InputError(problems)
            stored = work.times_alone.save(entry)
        return Saved(stored, Changed(frozenset({NOUN, "signatures"}), who))

    # -- inside ---------------------------------------------------------------------------------------

    def _save(self, stay: Stay, missing: tuple[Problem, ...]) -> Saved[Stay]:
        who = stay.young_person_id
        with self._session.writing(Action.EDIT_PROFILE, who) as work:
            stay = tidied(stay)
            others = work.stays.find(young_person_id=who)
            problems = (*missing, *problems_in_stay(stay, self._session.clock.now(), others))
            if problems:
                raise InputError(problems)
            stored = work.stays.save(stay)
            moved = anchors_moved(work, who)
        stale = _OF_STAY | {"checklists"} if moved else _OF_STAY
        return Saved(stored, Changed(stale, who))


def stay_file(work: "Work", young_person_id: str, stay_id: str = "") -> StayFile:
    """Return one stay with all that hangs on it, in an open work; for services that already have one."""
    person = work.young_people.require(young_person_id)
    stays = work.stays.find(young_person_id=young_person_id)
    stay = shown_stay(stays, stay_id) or shown_stay(stays)
    here = {"young_person_id": young_person_id, "stay_id": stay.id if stay is not None else ""}
    return StayFile(
        young_person_id=young_person_id,
        name_used=person.name_used,
        stay=stay,
        stays=stays,
        jurisdiction=nation_of(stay, work.units.require(person.unit_id).jurisdiction),
        orders=work.legal_orders.find(**here) if stay is not None else (),
        notifications=waiting_first(work.notifications.find(**here)) if stay is not None else (),
        times_alone=work.times_alone.find(**here) if stay is not None else (),
        withheld=kinds_withheld(work),
    )


def _stay_of(work: "Work", about_id: str) -> str:
    """Return the id of the stay beside which a record stands, else the id as it is."""
    kinds = (work.legal_orders, work.notifications, work.times_alone) if about_id else ()
    return next((found.stay_id for kind in kinds if (found := kind.get(about_id)) is not None), about_id)


def _of_own_stay(work: "Work", record: R) -> R:
    """Return the record, if its stay is this young person's. Raises Gone, InputError where it names none."""
    if not record.stay_id:
        raise InputError((Problem("", _("Write down the stay first, then this can stand beside it.")),))
    require_own(work, lambda w: w.stays, record.stay_id, record.young_person_id)
    return record


def _about_own(work: "Work", notification: Notification) -> Notification:
    """Return it, if stay and person are this young person's. Raises Gone."""
    require_own(work, lambda w: w.network_people, notification.person_id, notification.young_person_id)
    return _of_own_stay(work, notification)
