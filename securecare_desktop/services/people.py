"""The people around a young person and their key adults."""

from typing import TYPE_CHECKING

from ..domain.people import KeyAdult, NetworkPerson
from ..domain.permissions import Action
from ..domain.validation import problems_in_key_adult, problems_in_network_person
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

    def save_person(self, person: NetworkPerson) -> Saved[NetworkPerson]:
        """Save somebody of the network; people are ended, never deleted."""
        problems = problems_in_network_person(person)
        return save(
            self._session, Action.EDIT_PROFILE, "people", person, problems, lambda w: w.network_people
        )

    def key_adults(self, young_person_id: str) -> tuple[KeyAdult, ...]:
        """Return the ties to key adults, past and present."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.key_adults.find(young_person_id=young_person_id)

    def save_key_adult(self, adult: KeyAdult) -> Saved[KeyAdult]:
        """Save a tie to a key adult."""
        problems = problems_in_key_adult(adult)
        return save(
            self._session, Action.EDIT_PROFILE, "people", adult, problems, lambda w: w.key_adults, _of_theirs
        )

    def people_choices(self, young_person_id: str) -> tuple[tuple[str, str], ...]:
        """Return (id, shown name) of everybody whose tie has not ended, for a form."""
        return tuple((p.id, p.shown_name) for p in self.network(young_person_id) if p.until is None)


def _of_theirs(work: "Work", adult: KeyAdult) -> KeyAdult:
    """Return the tie, if the person it is to is one of this young person's people. Raises Gone."""
    require_own(work, lambda w: w.network_people, adult.person_id, adult.young_person_id)
    return adult
