"""Find: names, dates and words in everything the signed-in person may see."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.text import tidy
from ..domain.permissions import Action
from ..domain.search import Hit
from ..domain.young_people import YoungPerson
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

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
            seen = [h for hit in found if (h := work.withholdings.hit(hit, words)) is not None]
            hits = list(_where_they_stand(work, seen))
        called = [Hit(_THEMSELF, p.id, p.id, p.name_used, "") for p in people if _is_called(p, words)]
        meant = {h.record_id for h in called}
        others = [h for h in hits if h.record_kind != _THEMSELF or h.record_id not in meant]
        return tuple(Found(h, names.get(h.young_person_id, "")) for h in (*called, *others)[:limit])


def _where_they_stand(work: "Work", hits: list[Hit]) -> Iterator[Hit]:
    """Yield the hits; for an addendum the entry that it stands beside, once, if the reader may see that one."""
    known = {(hit.record_kind, hit.record_id) for hit in hits}
    for hit in hits:
        if hit.record_kind != "addenda":
            yield hit
            continue
        addendum = work.addenda.require(hit.record_id)
        place = (addendum.record_kind, addendum.record_id)
        if place not in known and getattr(work, addendum.record_kind).get(addendum.record_id) is not None:
            known.add(place)
            yield replace(hit, record_kind=place[0], record_id=place[1])


def _is_called(person: YoungPerson, words: str) -> bool:
    wanted = tidy(words).strip().casefold()
    return bool(wanted) and any(
        n.casefold().startswith(wanted) for n in (person.name_used, person.legal_name)
    )
