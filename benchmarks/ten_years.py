"""The store of a house after ten years, made once and kept in this computer's cache folder for further runs.

Nobody in it is about anybody. Every row, event and search entry is written by the program's own unit of work;
only the clock, the names under the events and the commits are this module's, which is what makes it fast.
"""

import hashlib
import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import platformdirs

from securecare_desktop.core.clock import FixedClock, SystemClock
from securecare_desktop.core.paths import APP_NAME, make_private_folder
from securecare_desktop.db.engine import run_plain
from securecare_desktop.db.store import Store
from securecare_desktop.db.unit_of_work import Work
from securecare_desktop.db.upgrade import SCRIPTS
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.own_words import About, HowGiven, OwnWords
from securecare_desktop.domain.plans import Decision
from securecare_desktop.domain.record import Actor, Entry
from securecare_desktop.domain.signatures import kind_of, stamps_of
from securecare_desktop.domain.staff import Assignment, Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.domain.young_people import Status, StatusKind
from securecare_desktop.security.keyslots import House, Keyring, SlotPerson

from .ten_years_people import Resident, Texts, arrival, staff_names
from .ten_years_plan import long_plan
from .ten_years_stay import left_for_the_next_shift

MADE_BY = 5
"""Raise it when this module makes another store than before."""

YEARS, DAYS = 10, 3650
YOUNG_PEOPLE, STAFF, ENTRIES, EVENTS = 400, 40, 250_000, 1_000_000
PLACES = {"Rowan": 24, "Birch": 8, "Hazel": 8}
"""Three units; each place is somebody's home for about a year, so ten young people have had it one after another.

Whoever works on Rowan so has 24 young people living there now, and 216 who have moved on, in reach.
"""
PASSWORD = "lantern pickle orbit"
LEAD, WORKER = "Denise Okafor", "Femi Oduya"
"""Two people of Rowan, to sign in as."""

_FRESH_DAYS = 14
_PLANNED_DAYS = 30
_ROLES = (
    (Role.UNIT_MANAGER, 3),
    (Role.SHIFT_LEAD, 6),
    (Role.RESIDENTIAL_WORKER, 24),
    (Role.AGENCY_WORKER, 4),
    (Role.INSPECTOR, 1),
    (Role.SYSTEM_ADMINISTRATOR, 2),
)
_WRITES = (Role.UNIT_MANAGER, Role.SHIFT_LEAD, Role.RESIDENTIAL_WORKER)
_ROOM = -512 * 1024


def ten_year_store() -> Path:
    """Return the folder of the store. Makes it when there is none of this program's form from the last days.

    It is the one that is kept: whoever signs in adds a few events to it.
    """
    return _kept("ten-years", YEARS)


def one_year_store() -> Path:
    """Return the folder of the same house after its first year, with as many young people in it and no others before them."""
    return _kept("one-year", 1)


def _kept(name: str, years: int) -> Path:
    cache = Path(platformdirs.user_cache_dir(f"{APP_NAME} benchmarks", appauthor=False))
    folder, stamp_file = cache / name, cache / f"{name}.json"
    stamp = _stamp()
    today = SystemClock().today()
    try:
        kept = json.loads(stamp_file.read_text("utf-8"))
        if kept["form"] == stamp and 0 <= (today - date.fromisoformat(kept["day"])).days <= _FRESH_DAYS:
            return folder
    except (OSError, ValueError, KeyError):
        pass
    make_private_folder(cache)
    stamp_file.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    sys.stderr.write(f"Making the store of {years} years in {folder}; this takes some minutes, once.\n")
    _Maker(folder, years).make()
    stamp_file.write_text(json.dumps({"form": stamp, "day": today.isoformat()}), "utf-8")
    return folder


def _stamp() -> str:
    """Return what the store depends on: this maker, and every migration as it stands."""
    stamp = hashlib.sha256(f"{MADE_BY}".encode())
    for file in sorted((SCRIPTS / "versions").glob("*.py")):
        stamp.update(file.read_bytes())
    return stamp.hexdigest()


@dataclass(frozen=True)
class _Place:
    """One room: its unit, and the day on which the n-th young person moves in."""

    unit: Unit
    moves_in: tuple[int, ...]


class _Maker:
    """Writes the ten years day by day, so that the trail and the ids are in the order of time."""

    def __init__(self, folder: Path, years: int) -> None:
        self._folder = folder
        self._days, self._all_young_people, self._all_entries, self._all_events = (
            count * years // YEARS for count in (DAYS, YOUNG_PEOPLE, ENTRIES, EVENTS)
        )
        self._dice = random.Random(10)  # the same store each time, and no secret
        self._texts = Texts(self._dice)
        now = SystemClock().now()
        self._today = now.astimezone().date()
        self._first = datetime.combine(self._today - timedelta(days=self._days), datetime.min.time(), UTC)
        self._clock = FixedClock(self._first)
        self._now = now
        self._events = self._entries = 0
        self._staff: list[StaffMember] = []
        self._residents: dict[int, Resident] = {}

    def make(self) -> None:
        """Write everything; a half-made store is left without a stamp, so it is made anew."""
        key, store_id = os.urandom(32), self._id(self._first)
        store = Store.create(self._folder, key, store_id, self._clock)
        places = self._begin(store)
        for month in range(0, self._days, 30):
            with store.work(self._actor(self._staff[0])) as work:
                run_plain(work.session.connection(), f"PRAGMA cache_size = {_ROOM}")
                for day in range(month, min(month + 30, self._days)):
                    self._live_through(work, day, places)
        with store.work(self._actor(self._staff[0])) as work:
            somebody = self._residents[0].young_person.id  # who lives on Rowan now
            self._as(work, self._staff[0], self._now)
            long_plan(work, somebody, self._now, self._texts, self._id)
        store.close()
        self._write_keyring(key, store_id)

    # -- the house --------------------------------------------------------------------------------------

    def _begin(self, store: Store) -> tuple[_Place, ...]:
        units = {
            name: Unit(
                id=self._id(self._first),
                name=name,
                house_name="Brackenfield House",
                jurisdiction=Jurisdiction.ENGLAND,
            )
            for name in PLACES
        }
        homes = [unit for name, unit in units.items() for _place in range(PLACES[name])]
        roles = [role for role, count in _ROLES for _one in range(count)]
        names = staff_names(len(roles), {Role.SHIFT_LEAD: LEAD, Role.RESIDENTIAL_WORKER: WORKER}, roles)
        self._staff = [
            StaffMember(
                id=self._id(self._first),
                name=name,
                role=role,
                unit_id=(homes[0] if name in (LEAD, WORKER) else homes[number * 7 % len(homes)]).id,
                starts=self._first.date(),
            )
            for number, (name, role) in enumerate(zip(names, roles, strict=True))
        ]
        with store.work(self._actor(self._staff[0])) as work:
            for unit in units.values():
                work.units.add(unit)
            for member in self._staff:
                work.staff.add(member)
            work.note("store_made")
            self._events = work.audit.head().seq
        stay = self._days // (self._all_young_people // len(homes))
        return tuple(
            _Place(unit, (0, *(n * stay - 9 * place for n in range(1, self._all_young_people // len(homes)))))
            for place, unit in enumerate(homes)
        )

    def _write_keyring(self, key: bytes, store_id: str) -> None:
        ring = Keyring.create(store_id, House("Rowan", "Brackenfield House", "england"), key)
        for member in self._staff:
            person = SlotPerson(member.id, member.name, member.role.value, member.job_title)
            ring = ring.with_slot(key, person, PASSWORD)
        ring, _shown_to_nobody = ring.with_recovery_slot(key)
        ring.write(self._folder, key)

    # -- one day ----------------------------------------------------------------------------------------

    def _live_through(self, work: Work, day: int, places: tuple[_Place, ...]) -> None:
        morning = self._first + timedelta(days=day, hours=8)
        on_shift = self._dice.sample([m for m in self._staff if m.role in _WRITES], 14)
        for number, place in enumerate(places):
            if day in place.moves_in:
                self._move_in(work, number, place, morning, on_shift[0])
        self._as(work, on_shift[0], morning)
        left_for_the_next_shift(
            work, places[0].unit, morning, self._texts, self._id, is_last=day == self._days - 1
        )
        self._events = work.audit.head().seq
        happened = [
            *self._entries_of(day, morning, on_shift),
            *(self._planned(morning, on_shift) if day == self._days - 1 else ()),
        ]
        signings = [
            (self._dusk(moment), member, entry)
            for moment, member, entry in happened
            if entry.signed_at is not None
        ]
        self._entries += len(happened)
        all_by_now = self._events + len(happened) + len(signings)
        others = max(0, self._all_events * (day + 1) // self._days - all_by_now)
        due: list[tuple[datetime, int, Any]] = [
            *((moment, n, (member, entry, "")) for n, (moment, member, entry) in enumerate(happened)),
            *((moment, n, (member, entry, "signed")) for n, (moment, member, entry) in enumerate(signings)),
            *self._other_events(morning, on_shift, others),
        ]
        for moment, _n, (member, entry, action) in sorted(due, key=lambda one: one[:2]):
            self._as(work, member, moment)
            if entry is not None and not action:
                getattr(work, kind_of(entry)).add(entry)
            elif entry is not None:
                work.note(
                    action,
                    record_kind=kind_of(entry),
                    record_id=entry.id,
                    young_person_id=entry.young_person_id,
                    details={"signed_digest": entry.signed_digest},
                )
            else:
                about = self._anybody().young_person.id if action == "read" else ""
                work.note(action, record_kind="young_people" if about else "", young_person_id=about)
        self._events = work.audit.head().seq

    def _move_in(
        self, work: Work, number: int, place: _Place, morning: datetime, member: StaffMember
    ) -> None:
        since = (morning - self._first).days
        next_one = next((d for d in place.moves_in if d > since), None)
        leaves = None if next_one is None else self._first + timedelta(days=next_one, hours=7)
        self._as(work, member, morning)
        resident = arrival(
            work,
            place.unit,
            self._staff,
            morning,
            leaves,
            self._texts,
            self._id,
            worker_changes=number % 4 == 0,
        )
        self._residents[number] = resident
        if leaves is None and place.unit.name == "Rowan" and number % 6 == 0:
            agency = [m for m in self._staff if m.role is Role.AGENCY_WORKER]
            work.assignments.add(
                Assignment(staff_id=agency[number % len(agency)].id, young_person_id=resident.young_person.id)
            )
        self._events = work.audit.head().seq

    def _entries_of(
        self, day: int, morning: datetime, on_shift: list[StaffMember]
    ) -> Iterator[tuple[datetime, StaffMember, Entry]]:
        """Yield when and by whom what was written, signed by its author unless it is of the last two days."""
        planned = len(self._residents) * _PLANNED_DAYS // 2
        due = (self._all_entries - planned) * (day + 1) // self._days - self._entries
        for number in range(due):
            moment = morning + timedelta(seconds=self._dice.randrange(13 * 3600))
            member = self._dice.choice(on_shift)
            entry = self._entry(self._anybody(), moment)
            if day < self._days - 2 or number % 10:
                role = member.role.value
                entry = replace(entry, **stamps_of(entry, member.id, member.name, role, self._dusk(moment)))
            yield moment, member, entry

    def _entry(self, resident: Resident, moment: datetime) -> Entry:
        about, entry_id = resident.young_person.id, self._id(moment)
        chance = self._dice.random()
        if chance < 0.6:
            return self._occasion(resident, moment - timedelta(minutes=45), OccasionState.HAPPENED, entry_id)
        if chance < 0.87:
            return OwnWords(
                id=entry_id,
                young_person_id=about,
                given_how=self._dice.choice((HowGiven.SAID, HowGiven.SAID, HowGiven.WROTE)),
                words=self._texts.some(2),
                given_on=moment.date(),
                about=self._dice.choice((About.LIFE_HERE, About.FAMILY_TIME, About.WISH)),
            )
        if chance < 0.96:
            return Status(
                id=entry_id,
                young_person_id=about,
                kind=self._dice.choice(tuple(StatusKind)),
                sentence=self._texts.some(1),
                noted_at=moment,
            )
        return Decision(
            id=entry_id,
            young_person_id=about,
            what=self._texts.some(1),
            why=self._texts.some(2),
            decided_on=moment.date(),
            what_they_wanted=self._texts.some(1),
            explained_on=moment.date(),
        )

    def _occasion(self, resident: Resident, at: datetime, state: OccasionState, entry_id: str) -> Occasion:
        person = self._dice.choice(resident.people)
        occasion = Occasion(
            id=entry_id,
            young_person_id=resident.young_person.id,
            person_id=person.id,
            with_whom=person.called,
            kind=self._dice.choice((FamilyTimeKind.PHONE, FamilyTimeKind.VISIT_HERE, FamilyTimeKind.VIDEO)),
            state=state,
            planned_at=at,
            place="Garden Room",
        )
        if state is not OccasionState.HAPPENED:
            return occasion
        return replace(
            occasion,
            what_they_did=self._texts.some(3),
            warm_moments=self._texts.some(1),
            own_view=self._texts.some(1),
            own_view_how=HowGiven.SAID,
        )

    def _planned(
        self, morning: datetime, on_shift: list[StaffMember]
    ) -> Iterator[tuple[datetime, StaffMember, Entry]]:
        """Yield what is planned for the next weeks: for everybody something every second day."""
        for number, resident in self._residents.items():
            for day in range(0, _PLANNED_DAYS, 2):
                at = datetime.combine(self._today, datetime.min.time(), UTC)
                at += timedelta(days=day + number % 2, hours=13 + number % 6)
                state = OccasionState.CANCELLED if day == 0 and number % 12 == 0 else OccasionState.PLANNED
                yield morning, on_shift[0], self._occasion(resident, at, state, self._id(morning))

    def _other_events(
        self, morning: datetime, on_shift: list[StaffMember], count: int
    ) -> Iterator[tuple[datetime, int, Any]]:
        """Yield what is no entry: somebody signs in, looks at a few young people, and locks."""
        while count > 0:
            moment = morning + timedelta(seconds=self._dice.randrange(14 * 3600))
            member = self._dice.choice(on_shift)
            actions = ("signed_in", *("read",) * self._dice.randrange(1, 5), "locked")[:count]
            for n, action in enumerate(actions):
                yield moment + timedelta(seconds=40 * n), self._all_entries + n, (member, None, action)
            count -= len(actions)

    # -- small things -----------------------------------------------------------------------------------

    def _anybody(self) -> Resident:
        return self._residents[self._dice.randrange(len(self._residents))]

    def _dusk(self, moment: datetime) -> datetime:
        """Return when an entry of that day is signed, which is after the last one was written."""
        return moment.replace(hour=22, minute=0, second=0) + timedelta(microseconds=moment.microsecond)

    def _as(self, work: Work, member: StaffMember, moment: datetime) -> None:
        """Let what follows be done by another person at another moment, within the same transaction."""
        work._actor = self._actor(member)
        work._moment = min(moment, self._now)

    def _actor(self, member: StaffMember) -> Actor:
        computer = f"OFFICE-{1 + sum(map(ord, member.id)) % 6}"
        return Actor(member.id, member.name, member.role.value, computer)

    def _id(self, moment: datetime) -> str:
        """Return an id as core.identity makes them, of that moment."""
        return f"{int(moment.timestamp() * 1000):012x}{self._dice.randbytes(10).hex()}"
