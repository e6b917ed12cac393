"""The demo unit: reads resources/demo_unit and writes it into a store as if a team had worked there for months.

The files hold the records of one fictional house as people would read them (demo_reader). Making the store
and its keys is left to others.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..core.clock import FixedClock, local
from ..core.labels import label
from ..domain.packs import PackCopy
from ..domain.record import Actor
from ..domain.staff import StaffMember
from .demo_reader import KINDS, Entry, Reader, demo_file, references

if TYPE_CHECKING:
    from ..db.store import Store
    from ..db.unit_of_work import Work

DEMO_PASSWORD = "garden-kettle-lantern"  # noqa: S105 - printed by the demo command
"""The password of every account of the demo unit, which holds no real person's data."""

YOUNG_PEOPLE = ("amira", "callum", "dev", "kai", "robyn", "tia")
_COMPUTER = "ROWAN-OFFICE"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo unit, as the demo command prints it."""

    staff_id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """The demo unit as records, in the order in which they were written."""

    staff: tuple[StaffMember, ...]
    entries: tuple[Entry, ...]

    @property
    def accounts(self) -> tuple[DemoAccount, ...]:
        """The accounts, in the order of the staff file."""
        return tuple(DemoAccount(s.id, s.name, label(s.role)) for s in self.staff)

    def records(self, repository: str) -> tuple[Any, ...]:
        """Return the records of one repository."""
        return tuple(e.record for e in self.entries if e.repository == repository)


def load_demo(store: "Store", clock: FixedClock) -> tuple[DemoAccount, ...]:
    """Write the demo unit into an empty store and return its accounts.

    `clock` is the clock of the store; it is moved through the months behind, so that every entry was written
    when a worker would have written it, and stands at its first moment again afterwards.
    """
    now = clock.now()
    unit = demo_unit(clock.today(), now)
    members = {member.id: member for member in unit.staff}
    try:
        for (_day, by), group in groupby(unit.entries, key=lambda e: (local(e.at).date(), e.by)):
            entries = tuple(group)
            clock.moment = entries[-1].at
            member = members[by]
            with store.work(Actor(member.id, member.name, member.role.value, _COMPUTER)) as work:
                for entry in entries:
                    _write(work, entry)
    finally:
        clock.moment = now
    return unit.accounts


def _write(work: "Work", entry: Entry) -> None:
    record = entry.record
    if isinstance(record, PackCopy):
        record = replace(record, chain_head=work.audit.head().hash)
    getattr(work, entry.repository).add(record)


def demo_unit(today: date, now: datetime) -> DemoUnit:
    """Return the demo unit as it would be on `today`, at `now`. Raises DateFormError for a bad date."""
    reader = Reader(today, now)
    reader.read(demo_file("unit"), "")
    reader.read(demo_file("checklists"), "")
    for name in YOUNG_PEOPLE:
        reader.read(demo_file(name), name)
    order = tuple(KINDS)
    entries = sorted(reader.entries, key=lambda e: (local(e.at).date(), order.index(e.repository)))
    members = tuple(e.record for e in reader.entries if isinstance(e.record, StaffMember))
    return DemoUnit(members, _by_author(entries))


def _by_author(entries: list[Entry]) -> tuple[Entry, ...]:
    """Put what one person wrote on one day together, behind everything it refers to, early writers first."""
    found: list[Entry] = []
    for _day, group in groupby(entries, key=lambda e: local(e.at).date()):
        waiting = list(group)
        while waiting:
            ready = _ready(waiting)
            latest = {by: max(e.at for e in ready if e.by == by) for by in {e.by for e in ready}}
            by = min(latest, key=lambda author: latest[author])
            at = max([latest[by], *(e.at for e in found[-1:])])
            mine = [e for e in ready if e.by == by]
            found += [replace(e, at=at) for e in mine]
            written = {e.record.id for e in mine}
            waiting = [e for e in waiting if e.record.id not in written]
    return tuple(found)


def _ready(waiting: list[Entry]) -> list[Entry]:
    """Return the entries that refer to nothing still waiting, or only to what the same person writes first."""
    held_back: dict[str, str] = {e.record.id: e.by for e in waiting}
    ready = []
    for entry in waiting:
        if all(held_back.get(r, entry.by) == entry.by for r in references(entry.record)):
            ready.append(entry)
        else:
            held_back[entry.record.id] = ""  # nobody's: what refers to it waits too
    return ready
