"""Find: names, dates and words in everything the signed-in person may see."""

from dataclasses import dataclass

from ..domain.permissions import Action
from ..domain.search import Hit
from .session import Session


@dataclass(frozen=True, slots=True)
class Found:
    """One record found, and whom it is about."""

    hit: Hit
    young_person_name: str


class SearchService:
    """Search across everything somebody may see."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, words: str, limit: int = 30) -> tuple[Found, ...]:
        """Return what fits, best first. Nothing about a young person the reader may not see is among it."""
        with self._session.reading(Action.READ_RECORDS) as work:
            names = {p.id: p.name_used for p in self._session.visible_young_people(work)}
            hits = work.search.find(words, (*names, ""), limit)
        return tuple(Found(hit, names.get(hit.young_person_id, "")) for hit in hits)
