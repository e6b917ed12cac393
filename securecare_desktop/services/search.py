"""Find: names, dates and words in everything the signed-in person may see."""

from dataclasses import dataclass

from ..core.text import tidy
from ..domain.permissions import Action
from ..domain.search import Hit
from ..domain.young_people import YoungPerson
from .session import Session

_THEMSELF = "young_people"
_SPARE = 2
"""How many times the wanted hits are looked at, since some may be withheld from the reader."""


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
        """Return what fits, best first; whoever types a young person's name finds that young person on top.

        Nothing about a young person the reader may not see is among it, and no hit is there for words that are
        withheld from the reader.
        """
        with self._session.reading(Action.READ_RECORDS, looked_at="search") as work:
            people = self._session.visible_young_people(work)
            names = {p.id: p.name_used for p in people}
            found = work.search.find(words, (*names, ""), limit * _SPARE)
            hits = [h for hit in found if (h := work.withholdings.hit(hit, words)) is not None]
        called = [Hit(_THEMSELF, p.id, p.id, p.name_used, "") for p in people if _is_called(p, words)]
        meant = {h.record_id for h in called}
        others = [h for h in hits if h.record_kind != _THEMSELF or h.record_id not in meant]
        return tuple(Found(h, names.get(h.young_person_id, "")) for h in (*called, *others)[:limit])


def _is_called(person: YoungPerson, words: str) -> bool:
    wanted = tidy(words).strip().casefold()
    return bool(wanted) and any(
        n.casefold().startswith(wanted) for n in (person.name_used, person.legal_name)
    )
