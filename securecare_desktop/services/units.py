"""The units that a signed-in person works in, and what is said and set for each of them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem
from ..core.identity import new_id
from ..core.text import _
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.staff import Unit
from ..domain.validation import problems_in_unit
from .results import Saved
from .saving import tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "units"


class UnitsService:
    """What a signed-in person can do with units."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(self) -> tuple[Unit, ...]:
        """Return the units that the signed-in person works in, the one they are at home in first."""
        with self._session.reading(Action.SEE_STAFF) as work:
            return tuple(work.units.require(unit_id) for unit_id in self._session.actor.unit_ids)

    def add(self, unit: Unit) -> Saved[Unit]:
        """Add a unit. Whoever adds it manages it from then on and can give it to others.

        Raises InputError, PermissionRefused.
        """
        with self._session.writing(Action.MANAGE_UNIT) as work:
            self._refuse_problems(work, unit)
            stored = work.units.add(replace(tidied(unit), id=new_id(), version=0))
            actor = work.staff.require(self._session.actor.id)
            work.staff.save(replace(actor, other_unit_ids=(*actor.other_unit_ids, stored.id)))
            self._session.keys.show_house(work.units.find())
        return Saved(stored, Changed(frozenset({NOUN, "staff"})))

    def save(self, unit: Unit) -> Saved[Unit]:
        """Save a unit's own details and settings. Raises InputError, PermissionRefused, EditConflict."""
        with self._session.writing(Action.MANAGE_UNIT) as work:
            if unit.id not in self._session.actor.unit_ids:
                raise self._session.refused(Action.MANAGE_UNIT)
            self._refuse_problems(work, unit)
            stored = work.units.save(tidied(unit))
            self._session.keys.show_house(work.units.find())
        if stored.id == self._session.actor.unit_id:
            self._session.pin_minutes = stored.pin_minutes
        return Saved(stored, Changed(frozenset({NOUN})))

    def _refuse_problems(self, work: "Work", unit: Unit) -> None:
        problems = problems_in_unit(unit)
        others = [known for known in work.units.find() if known.id != unit.id]
        if any(known.name.casefold() == unit.name.strip().casefold() for known in others):
            problems = (*problems, Problem("name", _("There is a unit of this name. Choose another one.")))
        if problems:
            raise InputError(problems)
