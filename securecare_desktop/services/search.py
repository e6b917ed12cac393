"""Find: names, dates and words in everything the signed-in person may see."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.text import tidy
from ..domain.permissions import Action
from ..domain.plans import PlanState
from ..domain.search import Hit
from ..domain.withholding import SAME_IN_VERSIONS
from ..domain.young_people import YoungPerson
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

_THEMSELF = "young_people"
_SPARE, _MORE, _MOST = 2, 4, 1000
"""How many times the wanted hits are looked at, since some may be withheld or stand in several versions of a plan; how
many times more where those are too few, and where that ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """One record found, and whom it is about. `also_in` are other versions of the plan that hold it, newest first."""

    hit: Hit
    young_person_name: str
    also_in: tuple[int, ...] = ()


class SearchService:
    """Search across everything somebody may see."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, words: str, limit: int = 30) -> tuple[Found, ...]:
        """Return what fits, best first; whoever types a young person's name finds that young person on top.

        Nothing about a young person the reader may not see is among it, and no hit is there for words that are
        withheld from the reader. A section or goal of a plan is there once: in the version that counts, else in the
        newest that holds the words.
        """
        with self._session.reading(Action.READ_RECORDS, looked_at="search") as work:
            people = self._session.visible_young_people(work)
            names = {p.id: p.name_used for p in people}
            once = _once(work, words, (*names, ""), limit)[:limit]
            places = work.search.placed(words, (hit for hit, _also in once))
            hits = [(hit, also) for hit, (_hit, also) in zip(places, once, strict=True)]
        called = [Hit(_THEMSELF, p.id, p.id, p.name_used, "") for p in people if _is_called(p, words)]
        meant = {h.record_id for h in called}
        found: _Once = [(h, ()) for h in called]
        found += [(h, also) for h, also in hits if h.record_kind != _THEMSELF or h.record_id not in meant]
        return tuple(Found(h, names.get(h.young_person_id, ""), also) for h, also in found[:limit])


_Once = list[tuple[Hit, tuple[int, ...]]]


def _once(work: "Work", words: str, young_people: tuple[str, ...], limit: int) -> _Once:
    """Return what the reader may see of what fits, each thing once, with the other versions of a plan that hold it."""
    looked_at = limit * _SPARE
    while True:
        found = work.search.without_places(words, young_people, looked_at)
        seen = [h for hit in found if (h := work.withholdings.hit(hit, words)) is not None]
        once = list(_one_of_each(work, _where_they_stand(work, seen)))
        if len(once) >= limit or len(found) < looked_at or looked_at >= _MOST:
            return once
        looked_at *= _MORE


def _one_of_each(work: "Work", hits: Iterator[Hit]) -> Iterator[tuple[Hit, tuple[int, ...]]]:
    groups: dict[tuple[str, str, str], list[Hit]] = {}
    for hit in hits:
        column = SAME_IN_VERSIONS.get(hit.record_kind)
        same = getattr(work, hit.record_kind).plain(hit.record_id, column) if column else hit.record_id
        groups.setdefault((hit.record_kind, hit.young_person_id, same), []).append(hit)
    for group in groups.values():
        if len(group) == 1:
            yield group[0], ()
            continue
        versions = {_version_of(work, hit): hit for hit in group}
        best = max(versions)
        others = sorted((number for counts, number in versions if (counts, number) != best), reverse=True)
        yield versions[best], tuple(others)


def _version_of(work: "Work", hit: Hit) -> tuple[bool, int]:
    """Return whether the version of a plan that a hit stands in counts, and its number."""
    version_id = getattr(work, hit.record_kind).plain(hit.record_id, "plan_version_id")
    counts = work.plan_versions.plain(version_id, "state") == PlanState.CURRENT
    return counts, int(work.plan_versions.plain(version_id, "number"))


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
