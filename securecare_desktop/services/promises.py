"""Promises made to a young person: made, kept, handed over, or not kept and explained; and who still keeps which."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import Problem
from ..core.text import tidy
from ..domain.permissions import Action
from ..domain.promise_validation import problems_in_hand_over, problems_in_promise
from ..domain.promises import Promise, PromiseState
from .results import Saved
from .saving import save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "promises"


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """An open promise with the name of the young person it was made to."""

    promise: Promise
    young_person_name: str
    late: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class KeptBy:
    """The open promises that somebody keeps, as far as the reader may read them, and how many there are in all."""

    count: int
    lines: tuple[OpenPromise, ...] = ()


class PromisesService:
    """What a signed-in person can do with promises."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_for(self, young_person_id: str) -> tuple[Promise, ...]:
        """Return all promises to this young person: late ones first, then open ones by day, then settled ones."""
        today = self._session.clock.today()
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            found = work.promises.find(young_person_id=young_person_id)
        return tuple(sorted(found, key=lambda p: _pressing(p, today)))

    def open_ones(self) -> tuple[OpenPromise, ...]:
        """Return the open promises to everybody the signed-in person may read about: late ones first.

        A promise to somebody whose stay has ended stands there until it is settled.
        """
        with self._session.reading(Action.READ_RECORDS, looked_at=NOUN) as work:
            return self._open(work)

    def kept_by(self, staff_id: str) -> KeptBy:
        """Return which open promises a colleague keeps; a role that reads no records hears how many, no more.

        Raises PermissionRefused, Gone.
        """
        reads = self._session.may(Action.READ_RECORDS)
        with self._session.reading(Action.SEE_STAFF, looked_at=NOUN if reads else "") as work:
            member = work.staff.require(staff_id)
            if set(member.unit_ids).isdisjoint(self._session.actor.unit_ids):
                raise self._session.refused(Action.SEE_STAFF)
            found = [
                p for p in work.promises.find(state=PromiseState.OPEN) if keeps(p, member.id, member.name)
            ]
            if not reads:
                return KeptBy(len(found))
            ids = {p.id for p in found}
            lines = tuple(line for line in self._open(work) if line.promise.id in ids)
        return KeptBy(len(found), lines)

    def save(self, promise: Promise) -> Saved[Promise]:
        """Save a promise. Whoever made it keeps it until it is handed over: another keeper is a hand-over of today.

        Raises InputError, EditConflict.
        """
        today = self._session.clock.today()
        promise = replace(promise, keeper=promise.keeper or promise.made_by)
        if promise.state is not PromiseState.OPEN and promise.closed_on is None:
            promise = replace(promise, closed_on=today)
        return self._store(promise, problems_in_promise(promise, today))

    def keep(self, promise: Promise) -> Saved[Promise]:
        """Mark a promise as kept, today where it names no day; `kept_how` stands in it."""
        return self.save(replace(promise, state=PromiseState.KEPT))

    def hand_over(self, promise: Promise, keeper: str, keeper_id: str = "") -> Saved[Promise]:
        """Hand an open promise over to somebody by name, as of today; who made it stays.

        When the young person was told and by whom stands in the promise (`told_on`, `told_by`) where they were told
        already; Today asks for it until then. Raises InputError, EditConflict.
        """
        handed = replace(promise, keeper=tidy(keeper).strip(), keeper_id=keeper_id)
        today = self._session.clock.today()
        return self._store(
            handed, (*problems_in_hand_over(promise, keeper), *problems_in_promise(handed, today))
        )

    def _store(self, promise: Promise, problems: tuple[Problem, ...]) -> Saved[Promise]:
        today, actor = self._session.clock.today(), self._session.actor

        def complete(work: "Work", wanted: Promise) -> Promise:
            before = work.promises.get(wanted.id) if wanted.version else None
            if before is None or _keeper(before) == _keeper(wanted):
                return wanted
            return replace(wanted, handed_over_on=today, handed_over_by=actor.name)

        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, promise, problems, lambda w: w.promises, complete
        )

    def tell(self, promise: Promise) -> Saved[Promise]:
        """Note that the young person was told who keeps a promise now or why it was not kept: today, by oneself,
        where the promise names no day and nobody. Raises InputError, EditConflict.
        """
        told_on = promise.told_on or self._session.clock.today()
        return self.save(
            replace(promise, told_on=told_on, told_by=promise.told_by or self._session.actor.name)
        )

    def could_not_keep(self, promise: Promise, explanation: str) -> Saved[Promise]:
        """Close a promise that could not be kept, with the explanation the young person was given."""
        return self.save(replace(promise, state=PromiseState.BROKEN, explanation=explanation))

    def _open(self, work: "Work") -> tuple[OpenPromise, ...]:
        today, reader = self._session.clock.today(), self._session.actor
        names = self._session.visible_names(work)
        found = work.promises.among("young_person_id", names, state=PromiseState.OPEN)
        return tuple(
            OpenPromise(
                p, names[p.young_person_id].name_used, p.late_on(today), keeps(p, reader.id, reader.name)
            )
            for p in sorted(found, key=lambda p: _pressing(p, today))
        )


def _keeper(promise: Promise) -> str:
    return (promise.keeper or promise.made_by).casefold()


def keeps(promise: Promise, staff_id: str, name: str) -> bool:
    """Say whether somebody keeps a promise: by their account where it names one, else by their name."""
    if promise.keeper_id:
        return promise.keeper_id == staff_id
    return _keeper(promise) == name.casefold()


def of_worker(promises: Iterable[Promise], staff_id: str, name: str) -> tuple[Promise, ...]:
    """Return the open promises that somebody keeps."""
    return tuple(p for p in promises if p.state is PromiseState.OPEN and keeps(p, staff_id, name))


def _pressing(promise: Promise, today: date) -> tuple[bool, bool, date]:
    is_open = promise.state is PromiseState.OPEN
    return (not is_open, not promise.late_on(today), promise.due_on or date.max)
