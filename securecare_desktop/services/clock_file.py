"""Reads resources/clocks/<nation>.toml: each entry becomes a rule with a time limit, every mistake a fault with its line.

A team may change the figures in them. An entry with a mistake is left out, the others are there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from ..core.resource_files import Fault, Key, Shape, Table, read_file
from ..core.text import _
from ..domain.checklists import RestsOn
from ..domain.clock_state import RuleBook
from ..domain.clocks import ClockKind, ClockRule, OrderPlace, Trigger, figure
from ..domain.legal_orders import OrderKind
from ..domain.source_marks import SourceMark
from ..domain.staff import Jurisdiction
from ..domain.time_limits import Counting, TimeLimit, TimeUnit
from ..domain.young_people import LegalBasis
from .rhythm_file import rhythm_file

FILES = tuple(f"clocks/{nation.value}.toml" for nation in Jurisdiction)

_WORDS = Key(str, needed=False, may_be_empty=True)
SHAPE = Shape(
    head={"title": Key(str), "nation": Key(str, one_of=tuple(Jurisdiction))},
    lists={
        "clock": {
            "key": Key(str),
            "title": Key(str),
            "kind": Key(str, one_of=tuple(ClockKind)),
            "steps": Key(str, needed=False, many=True),
            "counting": Key(str, needed=False, one_of=tuple(Counting)),
            "trigger": Key(str, needed=False, one_of=tuple(Trigger)),
            "from_what": Key(str),
            "rests_on": Key(str, one_of=(RestsOn.LAW, RestsOn.GUIDANCE, RestsOn.TEAM)),
            "source": Key(str),
            "evidence": Key(str, one_of=(SourceMark.SEEN, SourceMark.IN_PART, SourceMark.FROM_MEMORY)),
            "legal_bases": Key(str, needed=False, many=True, one_of=tuple(LegalBasis)),
            "who": _WORDS,
            "shown_by": _WORDS,
            "note": _WORDS,
            "rhythm": _WORDS,
            "rhythm_step": Key(int, needed=False, least=1, most=9),
            "after": _WORDS,
            "event": _WORDS,
            "orders": Key(str, needed=False, many=True, one_of=tuple(OrderKind)),
            "order_place": Key(str, needed=False, one_of=tuple(OrderPlace)),
            "lapses": Key(bool, needed=False),
            "warn": _WORDS,
            "usually_off": Key(bool, needed=False),
            "in_force_from": _WORDS,
            "in_force_until": _WORDS,
        }
    },
    no_two_alike={"clock": "key"},
    needs=("clock",),
)
"""What each of the files holds."""

_DATED = (ClockKind.DEADLINE, ClockKind.CHAIN, ClockKind.INTERVAL, ClockKind.WINDOW, ClockKind.KEPT_UNTIL)


@dataclass(frozen=True)
class ClockFiles:
    """The rules of all nations in the order of the files, and what is wrong with them."""

    rules: tuple[ClockRule, ...]
    faults: tuple[Fault, ...]

    @cached_property
    def book(self) -> RuleBook:
        """The rules, sorted by the law they are of."""
        return RuleBook(self.rules)

    def get(self, key: str) -> ClockRule | None:
        """Return a rule by its key; None for one that is not there (any more)."""
        return next((rule for rule in self.rules if rule.key == key), None)


@cache
def clock_files() -> ClockFiles:
    """Return what the files hold; read at the first call. Raises nothing."""
    return read_clock_files()


def read_clock_files() -> ClockFiles:
    """Read the files anew. Raises nothing: a rule with a mistake is left out."""
    faults: list[Fault] = []
    rules: dict[str, ClockRule] = {}
    entries: dict[str, Table] = {}
    for file in FILES:
        contents = read_file(file, SHAPE)
        faults += contents.faults
        if contents.head is None:
            continue
        nation = Jurisdiction(contents.head["nation"])
        for entry in contents.lists["clock"]:
            found: list[Fault] = []
            rule = _rule(entry, nation, found)
            if rule is not None and rule.key in rules:
                found.append(entry.fault("key", _('"key" {key} is there already.').format(key=rule.key)))
            faults += found
            if rule is not None and not found:
                rules[rule.key], entries[rule.key] = rule, entry
    for key in [key for key, rule in rules.items() if not _begins(rule, rules)]:
        what = _('"after" has to be the key of another rule, and no rule may come after itself.')
        faults.append(entries[key].fault("after", what))
        del rules[key]
    return ClockFiles(tuple(rules.values()), tuple(sorted(faults, key=lambda f: (f.file, f.line))))


def _begins(rule: ClockRule, rules: Mapping[str, ClockRule]) -> bool:
    """Say whether a rule that counts from another one comes to a beginning."""
    seen = {rule.key}
    at: ClockRule | None = rule
    while at is not None and at.after:
        at = rules.get(at.after)
        if at is None or at.key in seen:
            return False
        seen.add(at.key)
    return True


def _rule(entry: Table, nation: Jurisdiction, faults: list[Fault]) -> ClockRule | None:
    kind = ClockKind(entry["kind"])
    steps = _steps(entry, kind, faults)
    warn = _warn(entry, faults)
    days = {name: _day(entry, name, faults) for name in ("in_force_from", "in_force_until")}
    rhythm = entry.get("rhythm", "")
    if (
        rhythm and rhythm_file().get(rhythm) is None and not rhythm_file().faults
    ):  # else it is told once, there
        what = _('"rhythm" {key} is not in the file of plan reviews.')
        faults.append(entry.fault("rhythm", what.format(key=rhythm)))
    if faults:
        return None
    return ClockRule(
        key=entry["key"],
        title=entry["title"],
        kind=kind,
        steps=steps,
        counting=Counting(entry.get("counting", Counting.EXCLUSIVE)),
        trigger=Trigger(entry.get("trigger", Trigger.EVENT)),
        from_what=entry["from_what"],
        rests_on=RestsOn(entry["rests_on"]),
        source=entry["source"],
        mark=SourceMark(entry["evidence"]),
        jurisdictions=(nation,),
        legal_bases=tuple(LegalBasis(one) for one in entry.get("legal_bases", ())),
        who=entry.get("who", ""),
        shown_by=entry.get("shown_by", ""),
        note=entry.get("note", ""),
        rhythm=rhythm,
        rhythm_step=entry.get("rhythm_step", 1),
        after=entry.get("after", ""),
        event=entry.get("event", ""),
        orders=tuple(OrderKind(one) for one in entry.get("orders", ())),
        order_place=OrderPlace(entry.get("order_place", OrderPlace.EVERY)),
        lapses=entry.get("lapses", False),
        warn=warn,
        usually_off=entry.get("usually_off", False),
        in_force_from=days["in_force_from"],
        in_force_until=days["in_force_until"],
    )


def _steps(entry: Table, kind: ClockKind, faults: list[Fault]) -> tuple[TimeLimit, ...]:
    """Return the figures of a rule: a window has two, what repeats none of 0."""
    found = [figure(words) for words in entry.get("steps", ())]
    steps = tuple(limit for limit in found if limit is not None)
    wrong = len(steps) != len(found) or (kind in _DATED and not steps)
    if kind is ClockKind.WINDOW:
        fixed = (TimeUnit.HOURS, TimeUnit.DAYS, TimeUnit.WEEKS)
        wrong = wrong or len(steps) != 2 or any(s.unit not in fixed or not s.count for s in steps)
    if kind in (ClockKind.CHAIN, ClockKind.INTERVAL):
        wrong = wrong or not steps or not steps[-1].count
    if wrong:
        what = _('"steps" has to be a list such as ["7 days", "1 months"], in {units}.')
        if kind is ClockKind.WINDOW:
            what = _('"steps" has to be the total and the window, such as ["72 hours", "28 days"].')
        faults.append(entry.fault("steps", what.format(units=", ".join(TimeUnit))))
    return steps


def _warn(entry: Table, faults: list[Fault]) -> TimeLimit | None:
    words = entry.get("warn", "")
    warn = figure(words) if words else None
    if words and warn is None:
        what = _('"warn" has to be such as "2 days", in {units}.').format(units=", ".join(TimeUnit))
        faults.append(entry.fault("warn", what))
    return warn


def _day(entry: Table, name: str, faults: list[Fault]) -> date | None:
    words = entry.get(name, "")
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        what = _('"{key}" has to be a day such as "2024-08-28".').format(key=name)
        faults.append(entry.fault(name, what))
        return None
