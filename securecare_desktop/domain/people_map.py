"""The map of people, drawn together with the young person: who is near, and how each tie is, on one day.

A map is never moved on: each sitting is a map of its own, so that then and now can be laid side by side.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from ..core.errors import Problem
from ..core.labels import label
from ..core.text import _
from .own_words import HowGiven
from .people import Circle, NetworkPerson
from .record import Record


class Ring(StrEnum):
    """How far from the middle somebody stands."""

    CLOSE = "close"
    AROUND = "around"
    PROFESSIONAL = "professional"


class Tie(StrEnum):
    """How the line to somebody is drawn."""

    ORDINARY = "ordinary"
    STRONG = "strong"
    STRAINED = "strained"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """Where one person stands: `x` and `y` from -1 to 1, the young person in the middle; `name` as it was that day."""

    person_id: str = ""
    name: str = ""
    ring: Ring = Ring.AROUND
    tie: Tie = Tie.ORDINARY
    x: float = 0.0
    y: float = 0.0

    @property
    def in_words(self) -> str:
        """All but the place in one line, for the record of what was done: "Nan, close, strong"."""
        return ", ".join((self.name, label(self.ring).lower(), label(self.tie).lower()))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleMap(Record):
    """One sitting: who drew it with the young person, what they said with it, and where everybody stands."""

    young_person_id: str
    on: date
    drawn_with: str = ""
    own_words: str = ""
    own_words_how: HowGiven = HowGiven.NOT_ASKED
    places: tuple[MapPlace, ...] = ()


OUTER_EDGE = {Ring.CLOSE: 0.46, Ring.AROUND: 0.73, Ring.PROFESSIONAL: 1.0}
"""Where each ring ends, counted from the middle."""
MIDWAY = {Ring.CLOSE: 0.34, Ring.AROUND: 0.6, Ring.PROFESSIONAL: 0.87}
"""How far from the middle somebody is put who is put into a ring and not to a place in it."""
NEAREST, FURTHEST = 0.22, 0.97
"""Nobody stands on the young person, and nobody stands on the edge."""
MOST, MOST_AT_FIRST = 60, 40
"""How many people a map has room for, and how many are put on it before somebody has chosen."""
_LONG_AGO = timedelta(days=20 * 365)
_STEPS_APART = 0.12
"""From here on a move within a ring is a move that is told: less is how a hand puts things."""


def ring_of(x: float, y: float) -> Ring:
    """Return the ring that a place lies in; what lies in a corner beyond the last one belongs to it."""
    away = hypot(x, y)
    return next((ring for ring, edge in OUTER_EDGE.items() if away <= edge), Ring.PROFESSIONAL)


def moved(place: MapPlace, x: float, y: float) -> MapPlace:
    """Return somebody put elsewhere, kept off the middle and within the last ring; the ring follows."""
    away = hypot(x, y)
    angle = atan2(y, x) if away else -pi / 2
    away = min(max(away, NEAREST), FURTHEST)
    x, y = round(away * cos(angle), 4), round(away * sin(angle), 4)
    return replace(place, x=x, y=y, ring=ring_of(x, y))


def into_ring(place: MapPlace, ring: Ring) -> MapPlace:
    """Return somebody put into another ring, in the same direction from the middle."""
    angle = atan2(place.y, place.x) if hypot(place.x, place.y) else -pi / 2
    return moved(place, MIDWAY[ring] * cos(angle), MIDWAY[ring] * sin(angle))


def put_into(ring: Ring, place: MapPlace, taken: Iterable[MapPlace]) -> MapPlace:
    """Return somebody put where there is most room in a ring, between those who stand in it."""
    angles = sorted(atan2(one.y, one.x) for one in taken if one.ring is ring)
    if not angles:
        angle = _FIRST_ANGLE[ring]
    else:
        gaps = [(after - before, before) for before, after in pairwise((*angles, angles[0] + 2 * pi))]
        widest, before = max(gaps, key=lambda gap: (round(gap[0], 6), -gap[1]))
        angle = before + widest / 2
    return moved(place, MIDWAY[ring] * cos(angle), MIDWAY[ring] * sin(angle))


_FIRST_ANGLE = {Ring.CLOSE: -0.75 * pi, Ring.AROUND: -0.3 * pi, Ring.PROFESSIONAL: -0.6 * pi}
"""Apart from each other, so that the first of each ring do not stand in one line."""
_RING_OF = {Circle.OWN_PEOPLE: Ring.CLOSE, Circle.HOUSE: Ring.AROUND, Circle.PROFESSIONAL: Ring.PROFESSIONAL}


def ring_for(circle: Circle) -> Ring:
    """Return the ring that somebody of a circle is put into first; where they stand is the young person's to say."""
    return _RING_OF[circle]


def map_name(person: NetworkPerson) -> str:
    """Return the name that stands on a map: what the young person calls them, where they do."""
    return person.called or person.name


def next_sitting(
    young_person_id: str, today: date, last: PeopleMap | None, network: Iterable[NetworkPerson]
) -> PeopleMap:
    """Return the map that a new sitting starts from; nothing of it is stored.

    It is the last one, with those of the network who are not on it put where there is room in the ring of their
    circle. Whose tie has ended is drawn so; who had ended before the last sitting and was not on it stays off.
    """
    known = {person.id: person for person in network}
    places: list[MapPlace] = []
    for place in last.places if last is not None else ():
        person = known.get(place.person_id)
        if person is not None:
            tie = Tie.ENDED if _has_ended(person, today) else place.tie
            place = replace(place, name=map_name(person), tie=tie)  # noqa: PLW2901 - as it is today
        places.append(place)
    there = {place.person_id for place in places}
    for person in known.values():
        gone = _has_ended(person, today)
        if len(places) >= MOST_AT_FIRST:
            break  # the others are offered by name
        if person.id in there or (gone and last is not None and _has_ended(person, last.on)):
            continue
        new = MapPlace(person_id=person.id, name=map_name(person), tie=Tie.ENDED if gone else Tie.ORDINARY)
        places.append(put_into(ring_for(person.circle), new, places))
    return PeopleMap(young_person_id=young_person_id, on=today, places=tuple(places))


def _has_ended(person: NetworkPerson, day: date) -> bool:
    return person.has_ended(day)


def problems_in_people_map(sitting: PeopleMap, today: date) -> tuple[Problem, ...]:
    """Return what has to be put right before a map can be saved."""
    found = []
    if sitting.on > today:
        found.append(Problem("on", _("This day is still to come. Write the day on which it was drawn.")))
    elif sitting.on < today - _LONG_AGO:
        found.append(Problem("on", _("This day is more than 20 years ago. Look at the year.")))
    if not sitting.places:
        found.append(Problem("places", _("Put at least one person on the map.")))
    elif len(sitting.places) > MOST:
        sentence = _("A map has room for {n} people. Take some of them off.")
        found.append(Problem("places", sentence.format(n=MOST)))
    elif sentence := _wrong_places(sitting.places):
        found.append(Problem("places", sentence))
    words, how = sitting.own_words.strip(), sitting.own_words_how
    if words and how is HowGiven.NOT_ASKED:
        found.append(Problem("own_words", _("Choose how these words were given.")))
    elif not words and how.has_words:
        sentence = _("Write the words as they were given, or choose “chose not to”.")
        found.append(Problem("own_words", sentence))
    return tuple(found)


def _wrong_places(places: tuple[MapPlace, ...]) -> str:
    seen: set[str] = set()
    for place in places:
        name = place.name.strip()
        if not name and not place.person_id:
            return _("Somebody on the map has no name. Write one, or take them off.")
        if not (-1 <= place.x <= 1 and -1 <= place.y <= 1):
            return _("{name} stands outside the map. Move them into a ring.").format(name=name)
        who = place_key(place)
        if who in seen:
            return _("{name} stands on the map twice. Take one of the two off.").format(name=name)
        seen.add(who)
    return ""


def place_key(place: MapPlace) -> str:
    """Return who stands in a place: somebody of the network by their id, anybody else by name."""
    return place.person_id or f"name:{place.name.strip().casefold()}"


CAME, WENT, NEARER, FURTHER, OTHER_TIE = "came", "went", "nearer", "further", "other_tie"
"""What became of somebody between two sittings; worked out, never stored."""


@dataclass(frozen=True, slots=True)
class MapChange:
    """One change between two sittings; `then` and `now` are the places, None where there was none."""

    what: str
    then: MapPlace | None
    now: MapPlace | None

    @property
    def in_words(self) -> str:
        """One sentence: "Mum is nearer: around then, close now."."""
        one = self.now or self.then
        name = one.name if one is not None else ""
        if self.then is None or self.now is None:
            said = _("{name} came onto the map: {how}.") if self.now else _("{name} is no longer on the map.")
            return said.format(name=name, how=_how(one) if one else "")
        if self.what is OTHER_TIE:
            was, is_now = _tie_in_words(self.then.tie), _tie_in_words(self.now.tie)
            said = _("The tie to {name} changed: {was} then, {is_now} now.")
            return said.format(name=name, was=was, is_now=is_now)
        was, is_now = label(self.then.ring).lower(), label(self.now.ring).lower()
        nearer = self.what is NEARER
        if self.then.ring is self.now.ring:
            said = _("{name} is a little nearer.") if nearer else _("{name} is a little further away.")
            return said.format(name=name)
        said = (
            _("{name} is nearer: {was} then, {is_now} now.")
            if nearer
            else _("{name} is further away: {was} then, {is_now} now.")
        )
        return said.format(name=name, was=was, is_now=is_now)


def _how(place: MapPlace) -> str:
    return f"{label(place.ring).lower()}, {_tie_in_words(place.tie)}"


def _tie_in_words(tie: Tie) -> str:
    return _("ordinary") if tie is Tie.ORDINARY else label(tie).lower()


def changes_between(then: PeopleMap, now: PeopleMap) -> tuple[MapChange, ...]:
    """Return what changed from one sitting to another: who came, went, moved, and whose tie is another.

    Where somebody stands around the middle says nothing; a small move within a ring is not told.
    """
    before = {place_key(place): place for place in then.places}
    after = {place_key(place): place for place in now.places}
    found = [MapChange(CAME, None, p) for key, p in after.items() if key not in before]
    found += [MapChange(WENT, p, None) for key, p in before.items() if key not in after]
    for key, place in after.items():
        was = before.get(key)
        if was is None:
            continue
        by = hypot(place.x, place.y) - hypot(was.x, was.y)
        if place.ring is not was.ring or abs(by) >= _STEPS_APART:
            found.append(MapChange(NEARER if by < 0 else FURTHER, was, place))
        if place.tie is not was.tie:
            found.append(MapChange(OTHER_TIE, was, place))
    return tuple(found)
