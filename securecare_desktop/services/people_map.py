"""Maps of people: each sitting is kept by its day, and a new one starts from the one before."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.text import tidy
from ..domain.people import NetworkPerson
from ..domain.people_map import (
    MapPlace,
    PeopleMap,
    map_name,
    next_sitting,
    place_key,
    problems_in_people_map,
    ring_of,
)
from ..domain.permissions import Action
from .results import Saved
from .saving import require_own, save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStart:
    """What a sitting is drawn with: whose map it is, what a new one starts from, and everybody around them."""

    young_person_name: str
    sitting: PeopleMap
    people: tuple[NetworkPerson, ...]


class PeopleMapService:
    """What a signed-in person can do with maps of people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sittings(self, young_person_id: str) -> tuple[PeopleMap, ...]:
        """Return the maps of a young person, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.people_maps.find(young_person_id=young_person_id)

    def start(self, young_person_id: str) -> MapStart:
        """Return what the next sitting starts from; nothing is stored. Raises Gone."""
        today = self._session.clock.today()
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            sittings = work.people_maps.find(young_person_id=young_person_id)
            people = work.network_people.find(young_person_id=young_person_id)
            name = work.young_people.require(young_person_id).name_used
        last = sittings[0] if sittings else None
        return MapStart(
            young_person_name=name, sitting=next_sitting(young_person_id, today, last, people), people=people
        )

    def save(self, sitting: PeopleMap) -> Saved[PeopleMap]:
        """Save one sitting; in which ring somebody stands follows from the place.

        Raises InputError for places outside the map and for two places of one person, Gone for somebody who is
        none of this young person's people, EditConflict as every save.
        """
        problems = problems_in_people_map(sitting, self._session.clock.today())
        return save(
            self._session, Action.EDIT_PROFILE, NOUN, sitting, problems, lambda w: w.people_maps, _complete
        )


def _complete(work: "Work", sitting: PeopleMap) -> PeopleMap:
    """Return the sitting with the names of that day: of who stood there before as it was, of others as it is."""
    before = work.people_maps.get(sitting.id) if sitting.version else None
    names = {place_key(place): place.name for place in before.places} if before is not None else {}

    def complete(place: MapPlace) -> MapPlace:
        require_own(work, lambda w: w.network_people, place.person_id, sitting.young_person_id)
        name = names.get(place_key(place), "")
        if not name:
            name = map_name(work.network_people.require(place.person_id)) if place.person_id else place.name
        return replace(place, name=tidy(name).strip(), ring=ring_of(place.x, place.y))

    return replace(sitting, places=tuple(complete(place) for place in sitting.places))
