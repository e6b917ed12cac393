"""The key of an open store while somebody is signed in, the keyring beside the store, and a PIN for one's own lock.

Session holds one of these; nothing else touches key or keyring. What stands in the file is security's business.
"""

import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.errors import InputError, NotSignedIn, StoreError
from ..core.text import _
from ..domain.pins import problems_in_pin
from ..domain.staff import StaffMember, Unit

if TYPE_CHECKING:  # the sign-in page needs none of these
    from ..domain.audit import Anchor, ChainHead
    from ..security.keyslots import Keyring, SlotPerson
    from ..security.pin import Pin, PinEnvelope

KEEPS_PIN = frozenset({"locked", "locked_idle", "os_locked"})
"""Locks that a PIN may undo: the person is near and the computer awake. A sleeping one may write its memory to disk."""


class KeyHolder:
    """The key in use, empty while nobody is signed in."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self._key = bytearray()
        self._pin: Pin | None = None
        self._envelope: PinEnvelope | None = None
        self._came_with: Pin | None = None

    # -- the key ----------------------------------------------------------------------------------------

    def take(self, key: bytes) -> None:
        """Hold the key of the store that was just opened; a PIN goes on only where it was what opened it."""
        pin, self._came_with = self._came_with, None
        self.wipe()
        self.drop_pin()
        self._pin = pin
        self._key = bytearray(key)

    def wipe(self) -> None:
        """Overwrite the key, as far as Python lets it: copies that libraries made are theirs to free."""
        for place in range(len(self._key)):
            self._key[place] = 0
        self._key = bytearray()

    def whole(self) -> bytes:
        """Return the key. Raises NotSignedIn."""
        if not self._key:
            raise NotSignedIn(_("Nobody is signed in."), _("Sign in to go on; drafts are kept."))
        return bytes(self._key)

    def change(self, new_key: bytes, keep: Collection[str]) -> None:
        """Have the keyring give another key from now on, to the staff in `keep` and to the recovery key alone.

        Nobody needs another password. The key held here stays the old one until `hold_what_opens`, because a
        keyring that could not be written to the end may be either of the two.
        """
        ring = self.ring().with_new_key(self.whole(), new_key, keep)
        ring.write(self._folder(), new_key)

    def hold_what_opens(self, new_key: bytes) -> bool:
        """Hold the new key if the keyring gives it by now, and say whether it does. A PIN goes on."""
        try:
            self.ring().verify(new_key)
        except StoreError:
            return False
        self.wipe()
        self._key = bytearray(new_key)
        return True

    # -- the keyring ------------------------------------------------------------------------------------

    def ring(self) -> "Keyring":
        """Return the keyring as it stands in the folder. Raises StoreError."""
        from ..security.keyslots import Keyring

        return Keyring.read(self._folder())

    def add_slot(self, member: StaffMember, password: str, *, one_time: bool = False) -> None:
        """Give a member of staff their own way to the key; one they had is gone."""
        self._write(lambda ring, key: ring.with_slot(key, slot_person(member), password, one_time=one_time))

    def show(self, member: StaffMember) -> None:
        """Show a changed role or title before sign-in; somebody without a slot is shown nowhere."""
        shown = {p.staff_id: p for p in self.ring().people}.get(member.id)
        if shown is not None:
            person = slot_person(member, one_time=shown.one_time)
            self._write(lambda ring, key: ring.with_shown(key, person))

    def remove_slots(self, staff_ids: tuple[str, ...]) -> None:
        """Take somebody's way to the key away; one that is not there is fine."""

        def without(ring: "Keyring", key: bytes) -> "Keyring":
            for staff_id in staff_ids:
                ring = ring.without_slot(key, staff_id)
            return ring

        self._write(without)

    def show_house(self, units: Sequence[Unit]) -> None:
        """Show the names of the units in this store before sign-in."""
        from ..security.keyslots import House

        names = dict.fromkeys(unit.name for unit in units)
        houses = dict.fromkeys(unit.house_name for unit in units)
        house = House(", ".join(names), ", ".join(houses), units[0].jurisdiction.value)
        self._write(lambda ring, key: ring.with_house(key, house))

    def new_recovery_key(self) -> str:
        """Put a new recovery key in the place of the old one and return it, to be shown this once."""
        key = self.whole()
        ring, recovery_key = self.ring().with_recovery_slot(key)
        ring.write(self._folder(), key)
        return recovery_key

    def anchor(self) -> "Anchor | None":
        """Return the newest event that the keyring vouches for, or None in a new store."""
        from ..domain.audit import Anchor

        found = self.ring().anchor
        return Anchor(found.seq, found.hash) if found else None

    def set_anchor(self, head: "ChainHead", at: str) -> None:
        """Have the keyring vouch for the newest event of the trail. `at` is the moment as text."""
        from ..security.keyslots import Anchor as KeptAnchor

        self._write(lambda ring, key: ring.with_anchor(key, KeptAnchor(head.seq, head.hash, at)))

    def _write(self, change: "Callable[[Keyring, bytes], Keyring]") -> None:
        key = self.whole()
        change(self.ring(), key).write(self._folder(), key)

    # -- the PIN ----------------------------------------------------------------------------------------

    def set_pin(self, pin: str) -> None:
        """Let a PIN undo this person's own lock until they sign out. Raises InputError."""
        from ..security.pin import Pin

        problems = problems_in_pin(pin)
        if problems:
            raise InputError(problems)
        self.whole()
        self._pin = Pin(pin)

    def drop_pin(self) -> None:
        """Forget the PIN and what it opens."""
        if self._envelope is not None:
            self._envelope.wipe()
        for pin in (self._pin, self._came_with):
            if pin is not None:
                pin.wipe()
        self._pin = self._came_with = self._envelope = None

    def seal(self, why: str, minutes: int) -> None:
        """At a lock: wipe the key, and keep what the PIN opens for `minutes`, where this kind of lock allows one."""
        if self._pin is not None and why in KEEPS_PIN and self._key and minutes > 0:
            self._envelope = self._pin.envelope(bytes(self._key), time.monotonic(), minutes)
            self._pin = None
        else:
            self.drop_pin()
        self.wipe()

    @property
    def opens_with_pin(self) -> bool:
        """Whether a PIN may still undo the lock."""
        envelope = self._envelope
        return envelope is not None and envelope.usable(time.monotonic())

    @property
    def pin_tries_left(self) -> int:
        """How many wrong PINs it still takes until only the password opens."""
        envelope = self._envelope
        return envelope.tries_left if envelope is not None else 0

    def open_with_pin(self, pin: str) -> bytes | None:
        """Return the key for the right PIN, else None; after three wrong ones or too long a time it is gone."""
        if self._envelope is None:
            return None
        envelope, now = self._envelope, time.monotonic()
        key = envelope.open(pin, now)
        if key is not None:
            self._came_with, self._envelope = envelope.pin, None
        elif not envelope.usable(now):
            self.drop_pin()
        return key


def slot_person(member: StaffMember, *, one_time: bool = False) -> "SlotPerson":
    """Return a member of staff as the sign-in page shows them."""
    from ..security.keyslots import SlotPerson

    return SlotPerson(member.id, member.name, member.role.value, member.job_title, one_time)
