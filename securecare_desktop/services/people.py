"""The people around a young person and their key adults."""

from typing import TYPE_CHECKING

from ..core.errors import InputError
from ..domain.people import KeyAdult, NetworkPerson, RelevantPerson
from ..domain.people_validation import (
    problems_in_emergency_order,
    problems_in_key_adult,
    problems_in_network_person,
    problems_in_relevant_person,
)
from ..domain.permissions import Action
from ..domain.staff import Jurisdiction
from .frameworks import nation_of_law
from .people_roles import PersonRole, role_file
from .results import Saved
from .saving import require_own, save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "people"


class PeopleService:
    """What a signed-in person can do with the people around a young person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def network(self, young_person_id: str) -> tuple[NetworkPerson, ...]:
        """Return everybody around the young person, ended ties too."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.network_people.find(young_person_id=young_person_id)

    def roles(self, young_person_id: str) -> tuple[PersonRole, ...]:
        """Return what people are called where this young person lives, and under the law they are here by."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            nations = _nations(work, young_person_id)
        return role_file().roles_in(*nations)

    def has_relevant_persons(self, young_person_id: str) -> bool:
        """Say whether somebody can be a relevant person for this young person: where hearings are, in Scotland."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return Jurisdiction.SCOTLAND in _nations(work, young_person_id)

    def save_person(self, person: NetworkPerson) -> Saved[NetworkPerson]:
        """Save somebody of the network; people are ended, never deleted.

        Raises InputError also for a number in the emergency order that somebody else has, and for a relevant person
        where there are none.
        """
        today = self._session.clock.today()

        def fits(work: "Work", record: NetworkPerson) -> NetworkPerson:
            others = work.network_people.find(young_person_id=record.young_person_id)
            before = next((o.relevant_person for o in others if o.id == record.id), RelevantPerson.NOT_KNOWN)
            in_scotland = Jurisdiction.SCOTLAND in _nations(work, record.young_person_id)
            found = (
                *problems_in_emergency_order(record, others, today),
                *problems_in_relevant_person(record, before, in_scotland=in_scotland),
            )
            if found:
                raise InputError(found)
            return record

        problems = problems_in_network_person(person, today)
        return save(
            self._session, Action.EDIT_PROFILE, NOUN, person, problems, lambda w: w.network_people, fits
        )

    def key_adults(self, young_person_id: str) -> tuple[KeyAdult, ...]:
        """Return the ties to key adults, past and present."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.key_adults.find(young_person_id=young_person_id)

    def save_key_adult(self, adult: KeyAdult) -> Saved[KeyAdult]:
        """Save a tie to a key adult."""
        problems = problems_in_key_adult(adult)
        return save(
            self._session, Action.EDIT_PROFILE, NOUN, adult, problems, lambda w: w.key_adults, _of_theirs
        )

    def people_choices(self, young_person_id: str) -> tuple[tuple[str, str], ...]:
        """Return (id, shown name) of everybody whose tie has not ended, for a form."""
        today = self._session.clock.today()
        return tuple((p.id, p.shown_name) for p in self.network(young_person_id) if not p.has_ended(today))


def _nations(work: "Work", young_person_id: str) -> tuple[Jurisdiction | None, ...]:
    """Return the nation a young person lives in, and that of the law they are here by, where it is known."""
    unit = work.units.require(work.young_people.plain(young_person_id, "unit_id"))
    return unit.jurisdiction, nation_of_law(work, young_person_id)


def _of_theirs(work: "Work", adult: KeyAdult) -> KeyAdult:
    """Return the tie, if the person it is to is one of this young person's people. Raises Gone."""
    require_own(work, lambda w: w.network_people, adult.person_id, adult.young_person_id)
    return adult
