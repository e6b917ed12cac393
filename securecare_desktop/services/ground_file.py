"""Reads resources/family_time/grounds.toml: what a limit on family time may rest on; every mistake a fault with its line.

A team may change what stands in it. An entry with a mistake is left out, the others are there.
"""

from dataclasses import dataclass
from functools import cache

from ..core.resource_files import Fault, Key, Shape, Table, read_file
from ..core.text import _
from ..domain.coverage import is_of
from ..domain.family_time import LimitGround, NotifyWithin
from ..domain.limit_grounds import Ground, LimitRules, NeverASanction, ToTell
from ..domain.source_marks import SourceMark
from ..domain.staff import Jurisdiction

FILE = "family_time/grounds.toml"
MOST_DAYS = 3660

_NATIONS = Key(str, many=True, one_of=tuple(Jurisdiction))
_MARK = Key(str, one_of=tuple(SourceMark))
_TELL = Key(str, needed=False, many=True)

SHAPE = Shape(
    head={"title": Key(str)},
    lists={
        "ground": {
            "key": Key(str, one_of=tuple(LimitGround)),
            "jurisdictions": _NATIONS,
            "words": Key(str),
            "lasts": Key(str),
            "days": Key(int, needed=False, least=1, most=MOST_DAYS),
            "reviewed": Key(str),
            "tell": _TELL,
            "tell_in_emergency": _TELL,
            "source": Key(str),
            "evidence": _MARK,
            "note": Key(str, needed=False, may_be_empty=True),
        },
        "never": {"jurisdictions": _NATIONS, "words": Key(str), "source": Key(str), "evidence": _MARK},
    },
    needs=("ground", "never"),
)
"""What the file holds."""


@dataclass(frozen=True, slots=True)
class GroundFile:
    """The grounds and what is said of sanctions, in the order of the file, and what is wrong with it."""

    grounds: tuple[Ground, ...]
    never: tuple[NeverASanction, ...]
    faults: tuple[Fault, ...]

    def rules_in(self, *nations: Jurisdiction | None) -> LimitRules:
        """Return what holds in these nations; the first of two that have the same ground counts."""
        grounds: dict[LimitGround, Ground] = {}
        known = tuple(dict.fromkeys(nation for nation in nations if nation is not None))
        for nation in known:
            for ground in self.grounds:
                if is_of(ground.jurisdictions, nation):
                    grounds.setdefault(ground.key, ground)
        never = next((n for nation in known for n in self.never if nation in n.jurisdictions), None)
        order = tuple(LimitGround)
        return LimitRules(
            grounds=tuple(sorted(grounds.values(), key=lambda ground: order.index(ground.key))),
            never=never,
            nations=known,
        )


@cache
def ground_file() -> GroundFile:
    """Return what the file holds; read at the first call. Raises nothing."""
    return read_ground_file()


def read_ground_file() -> GroundFile:
    """Read the file anew. Raises nothing: an entry with a mistake is left out."""
    contents = read_file(FILE, SHAPE)
    faults = list(contents.faults)
    grounds: dict[tuple[LimitGround, Jurisdiction], Table] = {}
    found = []
    for entry in contents.lists["ground"]:
        ground = _ground(entry, faults)
        if ground is None:
            continue
        twice = [(ground.key, nation) for nation in ground.jurisdictions if (ground.key, nation) in grounds]
        if twice:
            what = _('"key" {key} is there already for {nation}, in line {line}.')
            key, nation = twice[0]
            told = what.format(key=key.value, nation=nation.value, line=grounds[twice[0]].line)
            faults.append(entry.fault("key", told))
            continue
        grounds |= {(ground.key, nation): entry for nation in ground.jurisdictions}
        found.append(ground)
    never = tuple(
        NeverASanction(
            jurisdictions=_nations(entry),
            words=entry["words"],
            source=entry["source"],
            mark=SourceMark(entry["evidence"]),
        )
        for entry in contents.lists["never"]
    )
    return GroundFile(tuple(found), never, tuple(sorted(faults, key=lambda fault: fault.line)))


def _nations(entry: Table) -> tuple[Jurisdiction, ...]:
    return tuple(Jurisdiction(nation) for nation in entry["jurisdictions"])


def _ground(entry: Table, faults: list[Fault]) -> Ground | None:
    to_tell = []
    for name in ("tell", "tell_in_emergency"):
        for words in entry.get(name, ()):
            one = _to_tell(words, in_emergency=name == "tell_in_emergency")
            if one is None:
                what = _(
                    '"{key}" has to be a list such as ["day: The parents"], with {times} before the colon.'
                )
                faults.append(entry.fault(name, what.format(key=name, times=", ".join(NotifyWithin))))
                return None
            to_tell.append(one)
    return Ground(
        key=LimitGround(entry["key"]),
        jurisdictions=_nations(entry),
        words=entry["words"],
        lasts=entry["lasts"],
        days=entry.get("days"),
        reviewed=entry["reviewed"],
        to_tell=tuple(to_tell),
        source=entry["source"],
        mark=SourceMark(entry["evidence"]),
        note=entry.get("note", ""),
    )


def _to_tell(words: str, *, in_emergency: bool) -> ToTell | None:
    """Return "day: The parents" as somebody who has to hear within a day; None for what says neither who nor when."""
    within, _colon, who = words.partition(":")
    if within.strip() not in tuple(NotifyWithin) or not who.strip():
        return None
    return ToTell(who=who.strip(), within=NotifyWithin(within.strip()), in_emergency=in_emergency)
