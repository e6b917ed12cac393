"""Who is signed in, and the only way to the store: permission first, then one transaction.

Holds the opened store between sign-in and lock; the key is KeyHolder's and how somebody comes in way_in's. The
other services take a Session and ask it for `reading(...)` or `writing(...)`.
"""

import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.clock import Clock
from ..core.errors import AppError, Gone, InputError, NotSignedIn, PasswordNeeded, PermissionRefused, Problem
from ..core.labels import label
from ..core.text import _
from ..domain.permissions import OPENED_ANYWAY, Action, Reach, may, reach
from ..domain.record import Actor
from ..domain.staff import StaffMember
from .key_holder import KeyHolder

if TYPE_CHECKING:  # the sign-in page needs none of these, and comes up the faster
    from ..db.store import Store
    from ..db.unit_of_work import Work
    from ..domain.audit import CheckReport
    from ..domain.today import Known
    from ..domain.withholding import Reader
    from ..domain.young_people import YoungPerson

READ_AGAIN = timedelta(minutes=10)
"""How long one look at a record counts as one: the pages reload by themselves."""
_WRITES_TO_AN_ANCHOR = 25


@dataclass(frozen=True, slots=True)
class SignInName:
    """One name on the sign-in page."""

    staff_id: str
    name: str
    role: str
    job_title: str


@dataclass(frozen=True, slots=True)
class PinOffer:
    """A lock that a PIN undoes: how many tries are left and until when."""

    tries_left: int
    until: datetime


@dataclass(frozen=True, slots=True)
class _Sight:
    """Whose records somebody may read: of these units, only these people of them, and these opened besides."""

    units: tuple[str, ...]
    only: set[str] | None
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignInPage:
    """What may be seen before anybody signs in: the house and the names of staff, no young person."""

    unit_name: str
    house_name: str
    people: tuple[SignInName, ...]


def holds_store(folder: Path) -> bool:
    """Say whether `folder` holds anything of a store, so that it is opened and not made anew."""
    return any((folder / name).exists() for name in ("store.db", "keyring.json"))


class Session:
    """One running program and whoever is signed in to it.

    Attributes:
        clock: the time, for every service.
        folder: the folder of the store, None until one was named.
        keys: the store's key and the keyring.
        pause: waits for so many seconds; another one is for tests.
        pin_minutes: how long a PIN may undo a lock in the unit of whoever is signed in; 0 for not at all.
        must_choose_password: whether whoever is signed in came in with a one-time password.
    """

    def __init__(
        self, clock: Clock, folder: Path | None = None, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.clock = clock
        self.folder = folder
        self.keys = KeyHolder(self.require_folder)
        self.pause = pause
        self.must_choose_password = False
        self._store: Store | None = None
        self._member: StaffMember | None = None
        self.pin_minutes = 0
        self._left: StaffMember | None = None
        self._left_at: datetime | None = None
        self._looks: dict[tuple[str, str], datetime] = {}
        self._writes = 0

    @cached_property
    def computer(self) -> str:
        """The name of this computer, for the audit trail; nobody asks for it before somebody signs in."""
        import platform

        return platform.node() or "?"

    # -- signing in and out ---------------------------------------------------------------------------

    def sign_in_page(self) -> SignInPage:
        """Return the names to choose from. Raises StoreError when the folder holds no whole store."""
        from ..db.folder import require_store_folder

        ring = self.keys.ring()
        require_store_folder(self.require_folder())
        people = tuple(SignInName(p.staff_id, p.name, p.role, p.job_title) for p in ring.people)
        return SignInPage(ring.house.unit_name, ring.house.house_name, people)

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        """Open the store with somebody's password and return who they are; as way_in.sign_in says."""
        from . import way_in

        return way_in.sign_in(self, staff_id, password)

    def sign_in_named(self, name: str, password: str) -> StaffMember:
        """Sign in by name, as the command line does; an unknown name is refused like a wrong password."""
        wanted = name.strip().casefold()
        found = [p.staff_id for p in self.keys.ring().people if p.name.casefold() == wanted]
        return self.sign_in(found[0] if len(found) == 1 else "", password)

    def unlock_with_pin(self, pin: str) -> StaffMember:
        """Undo one's own lock with the PIN; as way_in.unlock_with_pin says."""
        from . import way_in

        return way_in.unlock_with_pin(self, pin)

    def set_pin(self, pin: str) -> None:
        """Let a PIN undo the signed-in person's own lock until they sign out. Raises InputError."""
        _member = self.actor
        if not self.pin_minutes:
            sentence = _("In this unit a lock is undone with the password alone.")
            raise InputError((Problem("pin", sentence),))
        self.keys.set_pin(pin)

    def choose_password(self, password: str) -> None:
        """Put one's own password in the place of a one-time one. Raises InputError, NotSignedIn."""
        from . import way_in

        way_in.choose_password(self, password)

    def change_password(self, old: str, new: str) -> None:
        """Change one's own password. Raises InputError when the old one is wrong or the new one will not do."""
        from . import way_in

        way_in.change_password(self, old, new)

    @property
    def pin_offer(self) -> PinOffer | None:
        """What a PIN still undoes, or None."""
        if not self.opens_with_pin or self._left_at is None:
            return None
        return PinOffer(self.keys.pin_tries_left, self._left_at + timedelta(minutes=self.pin_minutes))

    @property
    def opens_with_pin(self) -> bool:
        """Whether a PIN may still undo the lock of whoever was here last."""
        return self._left is not None and self.keys.opens_with_pin

    def lock(self, why: str = "locked") -> None:
        """Let go of the store and the key. Nothing can stop it; an audit event is written if it can be.

        `why` is what the trail says: "locked", "locked_idle", "os_locked", "user_switched", "suspended",
        "switched", "closed" or "signed_out". The first three leave what a PIN opens, for the time the unit allows.
        """
        store, self._store = self._store, None
        member, self._member = self._member, None
        self.must_choose_password = False
        try:
            if store is not None and member is not None:
                with store.work(self.actor_of(member)) as work:
                    work.note(why)
                self._anchor(store, member)
        except AppError:
            pass  # the sign-in after this one finds no lock in the trail
        finally:
            if store is not None:
                self._left, self._left_at = member, self.clock.now()
                try:
                    self.keys.seal(why, self.pin_minutes)
                finally:
                    store.close()
            elif why in ("suspended", "signed_out"):  # locked already, and nobody shall undo it in short
                self.keys.drop_pin()

    def admit(self, member: StaffMember, store: "Store", key: bytes, *, must_choose_password: bool) -> None:
        """Take over an opened store in the name of `member`; for way_in."""
        self.lock("switched")
        self._store, self._member = store, member
        self.keys.take(key)
        self.must_choose_password = must_choose_password
        self._looks.clear()
        self._writes = 0
        with store.reading() as work:
            self.pin_minutes = work.units.require(member.unit_id).pin_minutes
        self._anchor(store, member)

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return self._member is not None

    @property
    def actor(self) -> StaffMember:
        """Whoever is signed in. Raises NotSignedIn."""
        if self._member is None:
            raise NotSignedIn(_("Nobody is signed in."), _("Sign in to go on; drafts are kept."))
        return self._member

    @property
    def left(self) -> StaffMember | None:
        """Whoever was signed in last, and may undo their own lock."""
        return self._left

    # -- the way to the store -------------------------------------------------------------------------

    @contextmanager
    def reading(
        self,
        action: Action = Action.READ_RECORDS,
        young_person_id: str = "",
        *,
        looked_at: str = "",
        record_id: str = "",
        also: "tuple[Reader, ...]" = (),
    ) -> "Iterator[Work]":
        """Open the store for reading, if the signed-in person may do `action` (to this young person).

        The work leaves out what is withheld from them, and from the readers in `also`. Leaving the block writes
        into the audit trail that they looked at `looked_at` (a noun; by default the young person's own page), so
        nothing goes out unseen. Raises PermissionRefused, NotSignedIn, Gone (unknown young person) or StoreError.
        """
        with self._opened().reading(self._reader(), *also) as work:
            self._allow(work, action, young_person_id)
            yield work
        if young_person_id or looked_at:
            self._note_look(looked_at or "young_people", record_id, young_person_id)

    @contextmanager
    def writing(self, action: Action, young_person_id: str = "") -> "Iterator[Work]":
        """Open one transaction, if the signed-in person may do `action` (to this young person).

        Leaving the block commits; an exception takes everything back. Raises as `reading` does.
        """
        store = self._opened()
        member = self.actor
        with store.work(self.actor_of(member), self._reader()) as work:
            self._allow(work, action, young_person_id)
            yield work
        self._count_write(store, member)

    def require(self, work: "Work", action: Action, young_person_id: str) -> None:
        """Raise PermissionRefused or Gone unless the signed-in person may do `action` to this young person too.

        For a work that is about several of them; `reading` and `writing` ask it for the one they are opened for.
        """
        self._allow(work, action, young_person_id)

    def visible_young_people(self, work: "Work") -> "tuple[YoungPerson, ...]":
        """Return the young people whose records the signed-in person may read, by the name they use."""
        sight = self._sight(work)
        people = [p for unit_id in sight.units for p in work.young_people.find(unit_id=unit_id)]
        if sight.only is not None:
            people = [p for p in people if p.id in sight.only]
        known = {p.id for p in people}
        people += [work.young_people.require(also) for also in sight.also if also not in known]
        return tuple(sorted(people, key=lambda p: p.name_used.casefold()))

    def visible_names(self, work: "Work") -> "dict[str, Known]":
        """Return the same young people by id, as names alone: a house knows hundreds after some years."""
        sight = self._sight(work)
        known = sorted(work.young_people.known(sight.units, sight.also), key=lambda k: k.name_used.casefold())
        return {k.id: k for k in known if sight.only is None or k.id in sight.only or k.id in sight.also}

    def may(self, action: Action) -> bool:
        """Say whether the signed-in person's role does `action` at all; only to hide what would be refused."""
        return self._member is not None and reach(self._member.role, action) is not Reach.NONE

    def refused(self, action: Action) -> PermissionRefused:
        """Return the error that says what the signed-in person's role may not do."""
        return PermissionRefused(
            _("Your role here ({role}) does not allow this: {action}.").format(
                role=label(self.actor.role).lower(), action=label(action)
            ),
            _("Ask the shift lead or the unit manager."),
        )

    def check(self, action: Action) -> "CheckReport":
        """Look through the whole store; for the audit service, with its permission."""
        from ..db.check import check

        with self.reading(action):
            return check(self._opened(), self.keys.anchor())

    def require_folder(self) -> Path:
        """Return the folder of the store. Raises NotSignedIn when none was named."""
        if self.folder is None:
            raise NotSignedIn(_("No store is open."), _("Name the folder of the store first."))
        return self.folder

    @contextmanager
    def own_work(self) -> "Iterator[Work]":
        """Open a transaction about the signed-in person's own way in, also before they chose a password; for way_in.

        Raises NotSignedIn, also for an account that has ended since: it must not come by a slot again.
        """
        if self._store is None:
            raise NotSignedIn(_("Nobody is signed in."), _("Sign in to go on; drafts are kept."))
        with self._store.work(self.actor_of(self.actor)) as work:
            version, _unit_id = work.standing(self.actor.id, "")
            self._as_they_are_now(work, version)
            yield work

    def change_key(self, keep: Collection[str], progress: Callable[[int, int], None]) -> None:
        """Put the store under a new key, which the staff in `keep` and the recovery key alone will open; for store_key.

        The store is closed meanwhile and open again afterwards, under whichever key holds then. Raises what
        `progress(done, all)` raises, which cancels it, StoreBusy while another window has the store open, StoreError.
        """
        from ..db.rekey import rekey

        self._opened().close()
        self._store = None
        new_key = os.urandom(32)
        try:
            rekey(
                self.require_folder(),
                self.keys.whole(),
                new_key,
                progress=progress,
                commit=lambda: self.keys.change(new_key, keep),
            )
        finally:
            self.keys.hold_what_opens(new_key)
            self._open_again()

    def anchor(self) -> None:
        """Have the keyring vouch for the newest event now, because of what was just done."""
        self._anchor(self._opened(), self.actor)

    # -- inside ---------------------------------------------------------------------------------------

    def _open_again(self) -> None:
        """Open the store that was closed for a while; where that fails, nobody is signed in any more."""
        from ..db.store import Store

        try:
            store_id = self.keys.ring().store_id
            self._store = Store.open(self.require_folder(), self.keys.whole(), store_id, self.clock)
        except BaseException:
            self._member = None
            self.keys.drop_pin()
            self.keys.wipe()
            raise

    def _opened(self) -> "Store":
        if self._store is None:
            raise NotSignedIn(_("Nobody is signed in."), _("Sign in to go on; drafts are kept."))
        if self.must_choose_password:
            raise PasswordNeeded(
                _("Your password was for one time."), _("Choose your own first; then everything opens.")
            )
        return self._store

    def actor_of(self, member: StaffMember) -> Actor:
        """Return a member of staff as the audit trail names them."""
        return Actor(member.id, member.name, member.role.value, self.computer)

    def _reader(self) -> "Reader":
        from ..domain.withholding import Reader

        member = self.actor
        return Reader(staff_id=member.id, role=member.role.value)

    def _allow(self, work: "Work", action: Action, young_person_id: str) -> None:
        version, unit_id = work.standing(self.actor.id, young_person_id)
        member = self._as_they_are_now(work, version)
        allowed = reach(member.role, action)
        if allowed is Reach.NONE:
            raise self.refused(action)
        if not young_person_id:
            return
        if not unit_id:
            raise Gone(_("This young person is not in the store."), _("Choose a name from the list."))
        assigned = allowed is Reach.ASSIGNED and young_person_id in self._assigned_to(work, member)
        if may(member.role, action, own_unit=unit_id in member.unit_ids, assigned=assigned):
            return
        opened = work.opened_anyway.holding(member.id, self.clock.now()) if action in OPENED_ANYWAY else ()
        if not any(o.young_person_id == young_person_id for o in opened):
            raise self.refused(action)

    def _as_they_are_now(self, work: "Work", version: str) -> StaffMember:
        """Return whoever is signed in, with a role or units that somebody has changed since they came in.

        `version` is that of their own record in the store.
        """
        member, today, ended = self.actor, self.clock.today(), False
        if version != str(member.version):
            now = work.staff.require(member.id)
            # A last day that was today when they came in lets them work; one that is set to today means at once.
            ended = now.ends != member.ends and now.ends is not None and now.ends <= today
            if not ended:
                member = self._member = now
                work.go_on_as(self.actor_of(member), self._reader())
        if ended or not member.works_on(today) or member.waits_for_manager:
            raise NotSignedIn(
                _("This account has ended, or waits for a unit manager."),
                _("Ask the unit manager if that is not right."),
            )
        return member

    def _sight(self, work: "Work") -> "_Sight":
        """Return whose records the signed-in person may read."""
        member = self.actor
        allowed = reach(member.role, Action.READ_RECORDS)
        if allowed is Reach.NONE:
            return _Sight((), None, ())
        opened = work.opened_anyway.holding(member.id, self.clock.now())
        only = self._assigned_to(work, member) if allowed is Reach.ASSIGNED else None
        return _Sight(member.unit_ids, only, tuple(dict.fromkeys(o.young_person_id for o in opened)))

    def _assigned_to(self, work: "Work", member: StaffMember) -> set[str]:
        today = self.clock.today()
        found = work.assignments.among("staff_id", (member.id,))
        return {a.young_person_id for a in found if a.until is None or today <= a.until}

    def _note_look(self, noun: str, record_id: str, young_person_id: str) -> None:
        """Write down that somebody looked at a record, before what they looked at goes out to them."""
        now, key = self.clock.now(), (noun, record_id or young_person_id)
        before = self._looks.get(key)
        if before is not None and timedelta(0) <= now - before < READ_AGAIN:
            return
        store, member = self._opened(), self.actor
        with store.work(self.actor_of(member)) as work:
            work.note("read", record_kind=noun, record_id=record_id, young_person_id=young_person_id)
        self._looks[key] = now
        self._count_write(store, member)

    def _count_write(self, store: "Store", member: StaffMember) -> None:
        self._writes += 1
        if self._writes % _WRITES_TO_AN_ANCHOR == 0:
            self._anchor(store, member)

    def _anchor(self, store: "Store", member: StaffMember) -> None:
        """Have the keyring vouch for the newest event; kept as it is where events it vouches for are gone.

        The store's write lock is held meanwhile, so that two windows never write the keyring at once.
        """
        with store.work(self.actor_of(member)) as work:
            known, head = self.keys.anchor(), work.audit.head()
            if known is None or work.audit.hash_at(known.seq) == known.hash:
                self.keys.set_anchor(head, self.clock.now().isoformat())
