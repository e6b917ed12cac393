"""Reads resources/clocks/plan_reviews.toml: each entry becomes a rhythm of reviews, every mistake a fault with its line.

A team may change the figures in it. An entry with a mistake is left out, the others are there.
"""

from dataclasses import dataclass
from functools import cache

from ..core.resource_files import Fault, Key, Shape, Table, read_file
from ..core.text import _
from ..domain.checklists import RestsOn
from ..domain.plan_reviews import Rhythm
from ..domain.staff import Jurisdiction
from ..domain.time_limits import TimeLimit, TimeUnit

FILE = "clocks/plan_reviews.toml"
NOT_CHECKED = "M"
"""The mark of a figure that was not found in its source."""

UNITS = tuple(unit for unit in TimeUnit if unit is not TimeUnit.HOURS)
"""Reviews are planned for a day, so no rhythm counts hours."""

MOST = 999
"""Of days, weeks or months in one step: more is a slip of the pen, and a day that no calendar has."""

SHAPE = Shape(
    head={"title": Key(str)},
    lists={
        "rhythm": {
            "key": Key(str),
            "title": Key(str),
            "jurisdictions": Key(str, many=True, one_of=tuple(Jurisdiction)),
            "steps": Key(str, many=True),
            "from_what": Key(str),
            "rests_on": Key(str, one_of=(RestsOn.LAW, RestsOn.GUIDANCE, RestsOn.TEAM)),
            "rule": Key(str, needed=False, may_be_empty=True),
            "source": Key(str),
            "evidence": Key(str, one_of=("V", "V-part", NOT_CHECKED)),
            "note": Key(str, needed=False, may_be_empty=True),
        }
    },
    no_two_alike={"rhythm": "key"},
    needs=("rhythm",),
)
"""What the file holds."""


@dataclass(frozen=True, slots=True)
class RhythmFile:
    """The rhythms in the order of the file, and what is wrong with it."""

    rhythms: tuple[Rhythm, ...]
    faults: tuple[Fault, ...]

    def get(self, key: str) -> Rhythm | None:
        """Return a rhythm by its key; None for one that is not there (any more)."""
        return next((rhythm for rhythm in self.rhythms if rhythm.key == key), None)


@cache
def rhythm_file() -> RhythmFile:
    """Return what the file holds; read at the first call. Raises nothing."""
    return read_rhythm_file()


def read_rhythm_file() -> RhythmFile:
    """Read the file anew. Raises nothing: a rhythm with a mistake is left out."""
    contents = read_file(FILE, SHAPE)
    faults = list(contents.faults)
    found = [_rhythm(entry, faults) for entry in contents.lists["rhythm"]]
    return RhythmFile(tuple(rhythm for rhythm in found if rhythm is not None), tuple(faults))


def _rhythm(entry: Table, faults: list[Fault]) -> Rhythm | None:
    steps = [_step(words) for words in entry["steps"]]
    if not steps or None in steps:
        what = _('"steps" has to be a list such as ["7 days", "1 months"], in {units}.')
        faults.append(entry.fault("steps", what.format(units=", ".join(UNITS))))
        return None
    return Rhythm(
        key=entry["key"],
        title=entry["title"],
        steps=tuple(step for step in steps if step is not None),
        from_what=entry["from_what"],
        rests_on=RestsOn(entry["rests_on"]),
        jurisdictions=tuple(Jurisdiction(nation) for nation in entry["jurisdictions"]),
        source=entry["source"],
        evidence=entry["evidence"],
        note=entry.get("note", ""),
        checked=entry["evidence"] != NOT_CHECKED,
    )


def _step(words: str) -> TimeLimit | None:
    """Return "7 days" as a step, None for what is no number of a unit."""
    count, _space, unit = words.strip().partition(" ")
    is_count = count.isascii() and count.isdigit() and len(count) <= len(str(MOST)) and 0 < int(count) <= MOST
    if not is_count or unit.strip() not in UNITS:
        return None
    return TimeLimit(count=int(count), unit=TimeUnit(unit.strip()))
