"""Opening a young person's records out of one's reach, for a written reason that the unit manager reads."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.messages import Changed
from ..domain.open_anyway import OPEN_FOR, OpenedAnyway, problems_in_reason
from ..domain.permissions import Action, Reach, reach
from .results import Saved
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "opened_anyway"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A young person out of the reader's reach: the name used and the unit, and nothing else."""

    young_person_id: str
    name_used: str
    unit_name: str


class OpenAnywayService:
    """What a signed-in person can do with records out of their reach."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """Return the young people whose records the signed-in person may open with a reason, by name."""
        with self._session.reading(Action.OPEN_ANYWAY) as work:
            member = self._session.actor  # as their role is now, which asking for permission looked up
            seen = {p.id for p in self._session.visible_young_people(work)}
            units = {u.id: u.name for u in work.units.find()}
            if reach(member.role, Action.OPEN_ANYWAY) is not Reach.EVERYWHERE:
                units = {unit_id: name for unit_id, name in units.items() if unit_id in member.unit_ids}
            found = [
                Elsewhere(p.id, p.name_used, units[p.unit_id])
                for p in work.young_people.find()
                if p.id not in seen and p.unit_id in units
            ]
        return tuple(sorted(found, key=lambda one: (one.name_used.casefold(), one.unit_name)))

    def open(self, young_person_id: str, reason: str) -> Saved[OpenedAnyway]:
        """Open a young person's records for the next 12 hours. Raises InputError, PermissionRefused, Gone."""
        now, member = self._session.clock.now(), self._session.actor
        reason = tidy(reason).strip()
        with self._session.writing(Action.OPEN_ANYWAY, young_person_id) as work:
            problems = problems_in_reason(reason)
            if any(p.id == young_person_id for p in self._session.visible_young_people(work)):
                problems = (Problem("young_person_id", _("You can read these records already.")),)
            if problems:
                raise InputError(problems)
            opened = work.opened_anyway.add(
                OpenedAnyway(
                    staff_id=member.id,
                    staff_name=member.name,
                    young_person_id=young_person_id,
                    reason=reason,
                    until=now + OPEN_FOR,
                )
            )
        return Saved(opened, Changed(frozenset({NOUN, "young_people"}), young_person_id))

    def until(self, young_person_id: str) -> datetime | None:
        """Return how long the signed-in person has opened these records, None where they are in their reach."""
        now, member = self._session.clock.now(), self._session.actor
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            holding = work.opened_anyway.holding(member.id, now)
            return max((o.until for o in holding if o.young_person_id == young_person_id), default=None)

    def unseen(self) -> tuple[OpenedAnyway, ...]:
        """Return what was opened of the young people of one's own units and no manager has read yet, newest first."""
        with self._session.reading(Action.SEE_OPENED_ANYWAY, looked_at=NOUN) as work:
            return unseen(self._session, work)

    def mark_seen(self, opened_id: str) -> Saved[OpenedAnyway]:
        """Note that a manager of the unit has read the reason. Raises PermissionRefused, Gone."""
        with self._session.reading(Action.SEE_OPENED_ANYWAY) as work:
            known = work.opened_anyway.get(opened_id)
        if known is None:
            raise Gone(_("This is no longer there."), _("Open Today again."))
        with self._session.writing(Action.SEE_OPENED_ANYWAY, known.young_person_id) as work:
            opened = work.opened_anyway.require(opened_id)
            if opened.seen_at is None:
                opened = work.opened_anyway.save(
                    replace(opened, seen_by=self._session.actor.name, seen_at=self._session.clock.now())
                )
        return Saved(opened, Changed(frozenset({NOUN}), opened.young_person_id))


def unseen(session: Session, work: "Work") -> tuple[OpenedAnyway, ...]:
    """Return what no manager has read yet, of the young people of the signed-in person's units, newest first."""
    own = {known.id for known in work.young_people.known(session.actor.unit_ids)}
    return tuple(reversed([o for o in work.opened_anyway.find(seen_at=None) if o.young_person_id in own]))
