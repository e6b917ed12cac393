"""Who is signed in, and the only way to the store: permission first, then one transaction.

Holds the opened store and the key between sign-in and lock, and lets go of both at lock. The other services
take a Session and ask it for `reading(...)` or `writing(...)`.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.clock import Clock
from ..core.errors import Gone, NotSignedIn, PermissionRefused, SignInRefused
from ..core.labels import label
from ..core.text import _, ngettext
from ..domain.permissions import Action, Reach, may, reach
from ..domain.record import Actor
from ..domain.staff import StaffMember, Unit

if TYPE_CHECKING:  # the sign-in page needs none of these, and comes up the faster
    from ..db.store import Store
    from ..db.unit_of_work import Work
    from ..domain.audit import CheckReport
    from ..domain.young_people import YoungPerson
    from ..security.keyslots import Keyring

ANSWER_SECONDS = 1.0
"""How long an answer to a wrong password takes, so that its speed says nothing."""


@dataclass(frozen=True, slots=True)
class SignInName:
    """One name on the sign-in page."""

    staff_id: str
    name: str
    role: str
    job_title: str


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
    """

    def __init__(
        self, clock: Clock, folder: Path | None = None, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.clock = clock
        self.folder = folder
        self._pause = pause
        self._store: Store | None = None
        self._member: StaffMember | None = None
        self._key = bytearray()

    @cached_property
    def computer(self) -> str:
        """The name of this computer, for the audit trail; nobody asks for it before somebody signs in."""
        import platform

        return platform.node() or "?"

    # -- signing in and out ---------------------------------------------------------------------------

    def sign_in_page(self) -> SignInPage:
        """Return the names to choose from. Raises StoreError when the folder holds no whole store."""
        from ..db.folder import require_store_folder

        ring = self._keyring()
        require_store_folder(self.require_folder())
        people = tuple(SignInName(p.staff_id, p.name, p.role, p.job_title) for p in ring.people)
        return SignInPage(ring.house.unit_name, ring.house.house_name, people)

    def sign_in(self, staff_id: str, password: str) -> StaffMember:
        """Open the store with somebody's password and return who they are.

        Raises SignInRefused when name and password do not fit (after one second, never saying which half
        was wrong), when there were too many wrong tries, or when the account has ended; StoreError when
        the store cannot be opened.
        """
        from ..security.tries import Tries

        started = time.monotonic()
        tries = Tries.read(self.require_folder())
        wait = tries.wait_seconds(staff_id, self.clock.now())
        if wait > 0:
            raise self._too_many_tries(wait)
        ring = self._keyring()
        try:
            key = ring.unlock(staff_id, password)
        except SignInRefused:
            tries.note_wrong(staff_id, self.clock.now())
            self._pause(max(0.0, ANSWER_SECONDS - (time.monotonic() - started)))
            raise
        return self._open(staff_id, key, ring, wrong_before=tries.clear(staff_id))

    def sign_in_named(self, name: str, password: str) -> StaffMember:
        """Sign in by name, as the command line does; an unknown name is refused like a wrong password."""
        wanted = name.strip().casefold()
        found = [p.staff_id for p in self._keyring().people if p.name.casefold() == wanted]
        return self.sign_in(found[0] if len(found) == 1 else "", password)

    def lock(self, why: str = "locked") -> None:
        """Let go of the store and the key. Nothing can stop it; an audit event is written if it can be."""
        store, self._store = self._store, None
        member, self._member = self._member, None
        for place in range(len(self._key)):
            self._key[place] = 0
        self._key = bytearray()
        if store is None:
            return
        try:
            if member is not None:
                with store.work(self._actor_of(member)) as work:
                    work.note(why)
        finally:
            store.close()

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

    # -- the way to the store -------------------------------------------------------------------------

    @contextmanager
    def reading(self, action: Action = Action.READ_RECORDS, young_person_id: str = "") -> "Iterator[Work]":
        """Open the store for reading, if the signed-in person may do `action` (to this young person).

        Raises PermissionRefused, NotSignedIn, Gone (unknown young person) or StoreError.
        """
        with self._opened().reading() as work:
            self._allow(work, action, young_person_id)
            yield work

    @contextmanager
    def writing(self, action: Action, young_person_id: str = "") -> "Iterator[Work]":
        """Open one transaction, if the signed-in person may do `action` (to this young person).

        Leaving the block commits; an exception takes everything back. Raises as `reading` does.
        """
        store = self._opened()
        with store.work(self._actor_of(self.actor)) as work:
            self._allow(work, action, young_person_id)
            yield work

    def visible_young_people(self, work: "Work") -> "tuple[YoungPerson, ...]":
        """Return the young people whose records the signed-in person may read, by the name they use."""
        member = self.actor
        allowed = reach(member.role, Action.READ_RECORDS)
        if allowed is Reach.NONE:
            return ()
        people = work.young_people.find(unit_id=member.unit_id)
        if allowed is Reach.ASSIGNED:
            today = self.clock.today()
            mine = {
                a.young_person_id
                for a in work.assignments.find(staff_id=member.id)
                if a.until is None or today <= a.until
            }
            people = tuple(p for p in people if p.id in mine)
        return tuple(sorted(people, key=lambda p: p.name_used.casefold()))

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
            return check(self._opened())

    # -- accounts -------------------------------------------------------------------------------------

    def add_key_slot(self, member: StaffMember, password: str) -> None:
        """Give a member of staff their own way to the store's key; called by the staff service."""
        from ..security.keyslots import SlotPerson

        person = SlotPerson(member.id, member.name, member.role.value, member.job_title)
        key = self._whole_key()
        self._keyring().with_slot(key, person, password).write(self.require_folder(), key)

    def remove_key_slot(self, staff_id: str) -> None:
        """Take somebody's way to the store's key away; called by the staff service."""
        key = self._whole_key()
        self._keyring().without_slot(key, staff_id).write(self.require_folder(), key)

    def show_house(self, unit: Unit) -> None:
        """Show the unit's new name before sign-in; called by the staff service."""
        from ..security.keyslots import House

        key = self._whole_key()
        house = House(unit.name, unit.house_name, unit.jurisdiction.value)
        self._keyring().with_house(key, house).write(self.require_folder(), key)

    def adopt(self, staff_id: str, key: bytes) -> StaffMember:
        """Sign in whoever has just made this store; called by the stores service."""
        return self._open(staff_id, key, self._keyring(), wrong_before=0)

    # -- inside ---------------------------------------------------------------------------------------

    def require_folder(self) -> Path:
        """Return the folder of the store. Raises NotSignedIn when none was named."""
        if self.folder is None:
            raise NotSignedIn(_("No store is open."), _("Name the folder of the store first."))
        return self.folder

    def _keyring(self) -> "Keyring":
        from ..security.keyslots import Keyring

        return Keyring.read(self.require_folder())

    def _whole_key(self) -> bytes:
        if not self._key:
            raise NotSignedIn(_("Nobody is signed in."), _("Sign in to go on; drafts are kept."))
        return bytes(self._key)

    def _open(self, staff_id: str, key: bytes, ring: "Keyring", wrong_before: int) -> StaffMember:
        from ..db.store import Store

        ring.verify(key)
        store = Store.open(self.require_folder(), key, ring.store_id, self.clock)
        try:
            with store.reading() as work:
                member = work.staff.get(staff_id)
            if member is None or not member.works_on(self.clock.today()):
                raise SignInRefused(
                    _("This account has ended."), _("Ask the unit manager if that is not right.")
                )
            with store.work(self._actor_of(member)) as work:
                details = {"wrong_tries_before": str(wrong_before)} if wrong_before else None
                work.note("signed_in", details=details)
        except BaseException:
            store.close()
            raise
        self.lock("switched")
        self._store, self._member, self._key = store, member, bytearray(key)
        return member

    def _opened(self) -> "Store":
        if self._store is None:
            raise NotSignedIn(_("Nobody is signed in."), _("Sign in to go on; drafts are kept."))
        return self._store

    def _actor_of(self, member: StaffMember) -> Actor:
        return Actor(member.id, member.name, member.role.value, self.computer)

    def _allow(self, work: "Work", action: Action, young_person_id: str) -> None:
        member = self.actor
        allowed = reach(member.role, action)
        if allowed is Reach.NONE:
            raise self.refused(action)
        if not young_person_id:
            return
        unit_id = work.young_people.plain(young_person_id, "unit_id")
        if not unit_id:
            raise Gone(_("This young person is not in the store."), _("Choose a name from the list."))
        assigned = allowed is Reach.ASSIGNED and young_person_id in {
            p.id for p in self.visible_young_people(work)
        }
        if not may(member.role, action, own_unit=unit_id == member.unit_id, assigned=assigned):
            raise self.refused(action)

    def _too_many_tries(self, wait: float) -> SignInRefused:
        minutes = max(1, round(wait / 60))
        return SignInRefused(
            _("There were several wrong tries for this name."),
            ngettext(
                "Wait {n} minute and try again. Nothing is lost.",
                "Wait {n} minutes and try again. Nothing is lost.",
                minutes,
            ).format(n=minutes),
        )
