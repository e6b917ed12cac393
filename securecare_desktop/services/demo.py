"""The demo unit: reads resources/demo_unit and writes it into a store as if a team had worked there for months.

The files hold the records of one fictional house as people would read them (demo_reader). Printing accounts
and packs is left to the command line.
"""

import os
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.clock import FixedClock, local
from ..core.errors import StoreError
from ..core.identity import new_id
from ..core.labels import label
from ..core.text import _
from ..domain.packs import PackCopy
from ..domain.plan_signing import digest_of
from ..domain.plans import Goal, PlanPart, PlanVersion
from ..domain.record import Actor
from ..domain.record import Entry as SignedEntry
from ..domain.signatures import can_be_signed, stamps_of
from ..domain.staff import Role, StaffMember, Unit
from .demo_reader import KINDS, Entry, Reader, demo_file, references
from .stores import clear_half_made

if TYPE_CHECKING:
    from ..db.store import Store
    from ..db.unit_of_work import Work
    from .bundle import Services

DEMO_PASSWORD = "garden-kettle-lantern"  # noqa: S105 - printed by the demo command
"""The password of every account of the demo unit, which holds no real person's data."""

DEMO_MANAGER = "Graham Pell"
DEMO_SHIFT_LEAD = "Denise Okafor"
"""Whose morning the design pictures show."""
YOUNG_PEOPLE = ("amira", "callum", "dev", "kai", "robyn", "tia")
_COMPUTER = "ROWAN-OFFICE"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo unit, as the demo command prints it."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """The demo unit as records, in the order in which they were written."""

    entries: tuple[Entry, ...]

    @property
    def staff(self) -> tuple[StaffMember, ...]:
        """Everybody with an account, in the order of the staff file."""
        return self.records("staff")

    def records(self, repository: str) -> tuple[Any, ...]:
        """Return the records of one repository."""
        return tuple(e.record for e in self.entries if e.repository == repository)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts of the demo unit, in the order of the staff file."""
    return tuple(DemoAccount(s["name"], label(Role(s["role"]))) for s in demo_file("unit")["staff"])


def make_demo_store(services: "Services", folder: Path) -> None:
    """Make a store with the demo unit in `folder`; every account opens it with DEMO_PASSWORD.

    Nobody is signed in afterwards. Raises StoreError when there is a store already or the folder cannot be
    written; nothing half-made is left behind then.
    """
    from ..db.store import Store

    if services.stores.exists(folder):
        raise StoreError(
            _("There is a store in this folder already."), _("Open it, or choose an empty folder.")
        )
    clock = FixedClock(services.session.clock.now())
    key, store_id = os.urandom(32), new_id()
    try:
        store = Store.create(folder, key, store_id, clock)
        try:
            unit = load_demo(store, clock)
        finally:
            store.close()
        _write_keyring(folder, key, store_id, unit)
    except BaseException as error:
        clear_half_made(folder)
        if isinstance(error, OSError):
            raise StoreError(
                _("The folder for the store cannot be written."),
                _("Choose another folder, or make room on the disk and try again."),
            ) from None
        raise


def _write_keyring(folder: Path, key: bytes, store_id: str, unit: DemoUnit) -> None:
    from ..security.keyslots import House, Keyring, SlotPerson

    rowan: Unit = unit.records("units")[0]
    house = House(rowan.name, rowan.house_name, rowan.jurisdiction.value)
    ring = Keyring.create(store_id, house, key)
    for member in unit.staff:
        person = SlotPerson(member.id, member.name, member.role.value, member.job_title)
        ring = ring.with_slot(key, person, DEMO_PASSWORD)
    ring, _shown_to_nobody = ring.with_recovery_slot(key)
    ring.write(folder, key)


def load_demo(store: "Store", clock: FixedClock) -> DemoUnit:
    """Write the demo unit into an empty store and return it.

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
                    _write(work, entry, member, clock.moment)
    finally:
        clock.moment = now
    return unit


def _write(work: "Work", entry: Entry, member: StaffMember, moment: datetime) -> None:
    """Write one record and, where its author would by then, sign it."""
    record = entry.record
    if isinstance(record, PackCopy):
        record = replace(record, chain_head=work.audit.head().hash)
    repository = getattr(work, entry.repository)
    stored = repository.add(record)
    if entry.signed and isinstance(stored, SignedEntry) and can_be_signed(stored):
        role = member.job_title or label(member.role)
        repository.sign(stored.id, **stamps_of(stored, member.id, member.name, role, moment))


def demo_unit(today: date, now: datetime) -> DemoUnit:
    """Return the demo unit as it would be on `today`, at `now`. Raises DateFormError for a bad date."""
    reader = Reader(today, now)
    reader.read(demo_file("unit"), "")
    reader.read(demo_file("checklists"), "")
    for name in YOUNG_PEOPLE:
        reader.read(demo_file(name), name)
    reader.read(demo_file("shifts"), "")
    order = tuple(KINDS)
    entries = sorted(
        _with_signed_plans(reader.entries), key=lambda e: (local(e.at).date(), order.index(e.repository))
    )
    return DemoUnit(_by_author(entries))


def _with_signed_plans(entries: list[Entry]) -> list[Entry]:
    """Return the entries with the mark of what was signed in the versions of plans that somebody has signed."""
    lineages = [
        replace(e, record=replace(e.record, lineage_id=e.record.lineage_id or e.record.id))
        if isinstance(e.record, Goal)
        else e
        for e in entries
    ]
    parts = [e.record for e in lineages if isinstance(e.record, PlanPart)]
    goals = [e.record for e in lineages if isinstance(e.record, Goal)]

    def signed(version: PlanVersion) -> PlanVersion:
        own_parts = [p for p in parts if p.plan_version_id == version.id]
        own_goals = [g for g in goals if g.plan_version_id == version.id]
        return replace(version, signed_digest=digest_of(version, own_parts, own_goals))

    return [
        replace(e, record=signed(e.record))
        if isinstance(e.record, PlanVersion) and e.record.author_signed_at is not None
        else e
        for e in lineages
    ]


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
