"""Young people: who is here, what they say about themselves, and how things are; their stay stands in stays.py."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import InputError
from ..core.labels import label
from ..domain.checklists import ItemState
from ..domain.messages import Changed
from ..domain.people import KeyAdult, KeyRole
from ..domain.permissions import Action
from ..domain.promises import PromiseState
from ..domain.validation import (
    problems_in_about_me,
    problems_in_status,
    problems_in_young_person,
)
from ..domain.worker_changes import ChangeState, WorkerChange
from ..domain.young_people import (
    AboutMePart,
    KeyAdultLine,
    Overview,
    Stage,
    Status,
    YoungPerson,
    YoungPersonHead,
)
from .next_dates import next_dates
from .results import Saved
from .saving import refuse_a_second, save, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "young_people"


class YoungPeopleService:
    """What a signed-in person can do with young people's own records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- reading --------------------------------------------------------------------------------------

    def list(self) -> tuple[YoungPerson, ...]:
        """Return the young people whose records the signed-in person may read, by the name they use."""
        with self._session.reading() as work:
            return self._session.visible_young_people(work)

    def get(self, young_person_id: str) -> YoungPerson:
        """Return one young person. Raises Gone, PermissionRefused."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            return work.young_people.require(young_person_id)

    def head(self, young_person_id: str) -> YoungPersonHead:
        """Return what stands at the top of every page about a young person."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            return _head(work, young_person_id, self._session.clock.today())

    def overview(self, young_person_id: str) -> Overview:
        """Return the overview page."""
        today = self._session.clock.today()
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            changes = work.worker_changes.find(young_person_id=young_person_id, state=ChangeState.OPEN)
            promises = work.promises.find(young_person_id=young_person_id, state=PromiseState.OPEN)
            limits = [
                limit
                for limit in work.limits.find(young_person_id=young_person_id)
                if limit.in_force_on(today)
            ]
            adults = work.key_adults.find(young_person_id=young_person_id)
            status = work.statuses.newest(young_person_id)
            return Overview(
                head=_head(work, young_person_id, today),
                key_adults=_key_adults(adults, changes, today),
                about_me=work.about_me.find(young_person_id=young_person_id),
                status=status,
                status_by=_name_of(work, status.written_by) if status else "",
                next_dates=next_dates(work, young_person_id, today),
                open_promises=len(promises),
                promises_today=sum(p.due_on == today for p in promises),
                promises_late=sum(p.late_on(today) for p in promises),
                limits_in_force=len(limits),
                next_limit_review=min((r.review_on for r in limits if r.review_on is not None), default=None),
                open_change_ids=tuple(c.id for c in sorted(changes, key=lambda c: c.day)),
            )

    def about_me(self, young_person_id: str) -> tuple[AboutMePart, ...]:
        """Return the parts of "about me"."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            return work.about_me.find(young_person_id=young_person_id)

    def statuses(self, young_person_id: str) -> tuple[Status, ...]:
        """Return how things have been, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            return work.statuses.find(young_person_id=young_person_id)

    # -- writing --------------------------------------------------------------------------------------

    def save(self, person: YoungPerson) -> Saved[YoungPerson]:
        """Save a young person's details; without a unit a new one belongs to the signed-in person's own.

        Only somebody who manages both units moves a young person from one to the other. Raises InputError,
        PermissionRefused, EditConflict.
        """
        person = tidied(person)
        person = replace(person, name_used=person.name_used.strip(), legal_name=person.legal_name.strip())
        problems = problems_in_young_person(person, self._session.clock.today())
        action = Action.EDIT_PROFILE if person.version else Action.ADD_YOUNG_PERSON
        with self._session.writing(action, person.id if person.version else "") as work:
            if problems:
                raise InputError(problems)
            actor = self._session.actor
            at_home = work.young_people.plain(person.id, "unit_id") if person.version else actor.unit_id
            unit_id = person.unit_id or at_home
            moved = bool(person.version) and unit_id != at_home
            if unit_id not in actor.unit_ids or (moved and not self._session.may(Action.MANAGE_UNIT)):
                raise self._session.refused(Action.MANAGE_UNIT)
            stored = work.young_people.save(replace(person, unit_id=unit_id))
        return Saved(stored, Changed(frozenset({NOUN}), stored.id))

    def save_about_me(self, part: AboutMePart) -> Saved[AboutMePart]:
        """Save one part of "about me"; a part that is not there yet is added.

        Raises EditConflict when somebody else added or changed this part first.
        """
        problems = problems_in_about_me(part)
        return save(
            self._session, Action.EDIT_PROFILE, NOUN, part, problems, lambda w: w.about_me, _one_a_kind
        )

    def note_status(self, status: Status) -> Saved[Status]:
        """Note how things are now; what was noted before stays."""
        problems = problems_in_status(status)
        return save(self._session, Action.WRITE_ENTRIES, NOUN, status, problems, lambda w: w.statuses)


def _one_a_kind(work: "Work", part: AboutMePart) -> AboutMePart:
    return refuse_a_second(part, work.about_me.find(young_person_id=part.young_person_id, kind=part.kind))


def _head(work: "Work", young_person_id: str, today: date) -> YoungPersonHead:
    person = work.young_people.require(young_person_id)
    stay = work.stays.current(young_person_id)
    arrived = stay.arrived_at.astimezone().date() if stay is not None and stay.arrived_at else None
    open_items = work.checklist_items.find(young_person_id=young_person_id, state=ItemState.OPEN)
    return YoungPersonHead(
        id=person.id,
        name_used=person.name_used,
        pronouns=person.pronouns,
        age=person.age_on(today),
        date_of_birth=person.date_of_birth,
        days_here=(today - arrived).days if arrived is not None and arrived <= today else None,
        arrived=arrived,
        stage=stay.stage if stay is not None else Stage.BEFORE,
        counts={
            "people": work.network_people.count(young_person_id=young_person_id, until=None),
            "checklists": len({i.checklist_id for i in open_items}),
            "worker_changes": work.worker_changes.count(
                young_person_id=young_person_id, state=ChangeState.OPEN
            ),
            "promises": work.promises.count(young_person_id=young_person_id, state=PromiseState.OPEN),
            "packs": work.pack_copies.count(young_person_id=young_person_id),
        },
    )


def _key_adults(
    adults: tuple[KeyAdult, ...], changes: tuple[WorkerChange, ...], today: date
) -> tuple[KeyAdultLine, ...]:
    """Return who is there today, with who comes next where a change is under way."""
    roles = tuple(KeyRole)
    lines = []
    for adult in adults:
        if not adult.holds_on(today):
            continue
        next_change = next(
            (c for c in changes if c.role is adult.role and c.outgoing_name == adult.name), None
        )
        line = KeyAdultLine(
            role=adult.role_text or label(adult.role),
            name=adult.name,
            since=adult.since,
            next_name=next_change.incoming_name if next_change else "",
            next_from=next_change.day if next_change else None,
        )
        lines.append((roles.index(adult.role), line))
    return tuple(line for _role, line in sorted(lines, key=lambda pair: pair[0]))


def _name_of(work: "Work", staff_id: str) -> str:
    member = work.staff.get(staff_id)
    return member.name if member else ""
