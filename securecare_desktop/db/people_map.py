"""Maps of people, one row a sitting."""

from datetime import date

from sqlalchemy.orm import Mapped

from ..core.text import _
from ..domain.own_words import HowGiven
from ..domain.people_map import MapPlace, PeopleMap
from .base import RecordRow, Repository, SearchText, reference


class PeopleMapRow(RecordRow):
    """Rows of PeopleMap."""

    __tablename__ = "people_map"
    __record_kind__ = "people_maps"
    __domain__ = PeopleMap
    __order__ = ("-on", "-written_at")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    on: Mapped[date]
    drawn_with: Mapped[str]
    own_words: Mapped[str]
    own_words_how: Mapped[HowGiven]
    places: Mapped[tuple[MapPlace, ...]]

    def __search__(self) -> SearchText:
        names = "\n".join(place.name for place in self.places)
        return SearchText(_("Map of people"), f"{self.written_text()}\n{names}", self.on)


class PeopleMaps(Repository[PeopleMap]):
    """Plain queries on maps of people."""

    row = PeopleMapRow
