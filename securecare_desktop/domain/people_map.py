"""The map of people, drawn together with the young person: who is near, and how each tie is, on one day.

A map is never moved on: each sitting is a map of its own, so that then and now can be laid side by side.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..core.labels import label
from .own_words import HowGiven
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
