"""What is arranged for family time, school holidays, and what is expected by the rules: laid out, never stored.

What happened stands in family_time.py; the rules themselves are read in domain/expected.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from ..core.errors import InputError, Problem
from ..core.text import _
from ..domain.arrangement_validation import (
    completed,
    problems_beside,
    problems_in_arrangement,
    problems_in_holiday,
)
from ..domain.expected import Answered, answered, directed_first, expected
from ..domain.family_time import Arrangement, SchoolHoliday
from ..domain.messages import Changed
from ..domain.occasion_validation import WATCHED, is_protected
from ..domain.people import NetworkPerson
from ..domain.permissions import Action
from ..domain.staff import Unit
from .family_time import NOUN, named
from .next_dates import day_start
from .results import Saved
from .saving import save, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The school holidays of a unit, in order."""

    unit: Unit
    holidays: tuple[SchoolHoliday, ...]


class ArrangementsService:
    """What a signed-in person can do with arrangements for family time and school holidays."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def arrangements(self, young_person_id: str) -> tuple[Arrangement, ...]:
        """Return what is arranged, ended arrangements too: what a court directs first, what has ended last."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return directed_first(work.arrangements.find(young_person_id=young_person_id))

    def save_arrangement(self, arrangement: Arrangement) -> Saved[Arrangement]:
        """Save an arrangement. Where nobody wrote how often in words, the rhythm says it."""
        problems = problems_in_arrangement(arrangement)
        made = arrangement if problems else completed(arrangement)

        def complete(work: "Work", given: Arrangement) -> Arrangement:
            arranged = named(work, given)
            person = work.withholdings.whole("network_people", given.person_id)
            stands = given.level in WATCHED and given.ended_on is None
            if stands and person is not None and is_protected(cast(NetworkPerson, person)):
                sentence = _("Nobody sits in on visits of {name}. Choose another level.")
                raise InputError((Problem("level", sentence.format(name=arranged.with_whom)),))
            return arranged

        return save(self._session, Action.EDIT_PLAN, NOUN, made, problems, lambda w: w.arrangements, complete)

    def expected(self, young_person_id: str, first: date, last: date) -> tuple[Answered, ...]:
        """Return what is expected from `first` to `last`, both included, by time, with the occasion that answers.

        None stands where nothing was written down (yet). Nothing is stored.
        """
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return expected_in(work, young_person_id, first, last)

    def school_year(self, young_person_id: str) -> SchoolYear:
        """Return the school holidays that count for a young person: those of their unit, in order."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            unit = work.units.require(work.young_people.plain(young_person_id, "unit_id"))
            return SchoolYear(unit, work.school_holidays.find(unit_id=unit.id))

    def holidays(self, unit_id: str = "") -> tuple[SchoolHoliday, ...]:
        """Return the school holidays of a unit, by default the one a person is at home in, in order.

        Raises PermissionRefused for a unit that the signed-in person does not work in.
        """
        with self._session.reading(Action.READ_RECORDS) as work:
            return work.school_holidays.find(unit_id=self._own_unit(unit_id, Action.READ_RECORDS))

    def save_holiday(self, holiday: SchoolHoliday) -> Saved[SchoolHoliday]:
        """Save a school holiday of a unit that one works in. Who edits plans may: arrangements rest on it.

        Raises InputError, PermissionRefused, EditConflict.
        """
        with self._session.writing(Action.EDIT_PLAN) as work:
            unit_id = self._own_unit(holiday.unit_id, Action.EDIT_PLAN)
            if holiday.id and work.school_holidays.plain(holiday.id, "unit_id") not in ("", unit_id):
                raise self._session.refused(Action.EDIT_PLAN)
            known = work.school_holidays.find(unit_id=unit_id)
            problems = problems_in_holiday(holiday) or problems_beside(holiday, known)
            if problems:
                raise InputError(problems)
            stored = work.school_holidays.save(tidied(replace(holiday, unit_id=unit_id)))
        return Saved(stored, Changed(frozenset({NOUN})))

    def _own_unit(self, unit_id: str, action: Action) -> str:
        actor = self._session.actor
        if unit_id and unit_id not in actor.unit_ids:
            raise self._session.refused(action)
        return unit_id or actor.unit_id


def expected_in(work: "Work", young_person_id: str, first: date, last: date) -> tuple[Answered, ...]:
    """Return what is expected of one young person in an open work; for services that already have one."""
    arrangements = [a for a in work.arrangements.find(young_person_id=young_person_id) if a.rule]
    if not arrangements:
        return ()
    holidays = work.school_holidays.find(unit_id=work.young_people.plain(young_person_id, "unit_id"))
    occasions = work.occasions.answering(
        young_person_id, day_start(first), day_start(last + timedelta(days=1))
    )
    return answered(expected(arrangements, first, last, holidays), occasions)
