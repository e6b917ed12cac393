"""The keyring of a store: who may open it, each with their own password, and one recovery key.

A small file beside the store that gives nothing away but the house and the names of staff. Two seals guard
it: a plain one tells damage before anybody signs in, one under the store's key tells a forgery after.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..core.errors import SignInRefused, StoreError
from ..core.paths import replace_file
from ..core.text import _
from . import recovery, wrapping
from .slots import RecoverySlot, Slot, SlotPerson, wrapped_from, wrapped_json
from .wrapping import KeyCost, Wrapped, derived

__all__ = ["KEYRING_FILE", "Anchor", "House", "KeyCost", "Keyring", "SlotPerson"]

KEYRING_FILE = "keyring.json"
_FORMAT, _TRIAL_FORMAT = 2, 1
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class House:
    """What the sign-in page says about the house."""

    unit_name: str
    house_name: str
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the audit trail ended when it was last looked at, so that a shorter one is noticed.

    `seq` and `hash` are those of its last event, `at` is the moment in ISO 8601.
    """

    seq: int
    hash: str
    at: str


@dataclass(frozen=True, slots=True)
class Keyring:
    """The slots of one store. Immutable: `with_...` and `without_...` return a new one, `write` keeps it.

    `origin` is a random secret of this store under its key, made once; each slot holds it too, and so nobody
    can make a keyring with a key of their own that the staff's passwords would open.
    """

    store_id: str
    house: House
    origin: Wrapped
    slots: tuple[Slot, ...]
    recovery: RecoverySlot | None
    anchor: Anchor | None
    seal: str
    cost: KeyCost

    @classmethod
    def create(cls, store_id: str, house: House, key: bytes, cost: KeyCost | None = None) -> "Keyring":
        """Return an empty keyring for a new store. A `cost` other than the standard one is for tests."""
        origin = _wrapped_origin(store_id, os.urandom(wrapping.KEY_BYTES), key)
        ring = cls(store_id, house, origin, (), None, None, "", cost or wrapping.STANDARD_COST)
        return replace(ring, seal=_seal(ring, key))

    @classmethod
    def read(cls, folder: Path, floor: KeyCost | None = None) -> "Keyring":
        """Read the keyring in `folder`.

        Raises StoreError when it is missing, damaged, written by a newer program, or holds a slot that is
        cheaper to guess than `floor` (the standard one when not given).
        """
        try:
            with (folder / KEYRING_FILE).open("rb") as stream:
                content = stream.read(_LARGEST + 1)
        except FileNotFoundError:
            if not folder.is_dir():
                raise StoreError(
                    _("The folder of the store is not there."),
                    _("Connect the disk that it is on, or choose the folder where it is now."),
                ) from None
            raise StoreError(
                _("There is no keyring in this folder, so nobody can sign in to a store here."),
                _("Check the folder's name, or restore the last backup of the whole folder."),
            ) from None
        except OSError:
            raise StoreError(
                _("The keyring of this store cannot be read."),
                _("Ask whoever looks after this computer for the right to read the store folder."),
            ) from None
        ring = replace(_parse(content), cost=wrapping.STANDARD_COST)
        lowest = floor or wrapping.FLOOR
        if not all(slot.cost.at_least(lowest) for slot in ring.slots):
            raise _damaged()
        return ring

    @property
    def people(self) -> tuple[SlotPerson, ...]:
        """Everybody who has a slot, by name."""
        found = (slot.person for slot in self.slots)
        return tuple(sorted(found, key=lambda person: (person.name.casefold(), person.staff_id)))

    def unlock(self, staff_id: str, password: str) -> bytes:
        """Return the store's key. Takes about 0.3 s, for a name that has no slot as well.

        Raises SignInRefused, which never says which half was wrong, and StoreError for a forged keyring.
        """
        slot = next((s for s in self.slots if s.person.staff_id == staff_id), None)
        if slot is None:
            cost = next((s.cost for s in self.slots), self.cost)
            wrapping.stretched(password, os.urandom(wrapping.SALT_BYTES), cost)
        secrets = slot.secrets(self.store_id, password) if slot else None
        if slot is None or secrets is None:
            raise SignInRefused(
                _("Name and password do not fit together."),
                _("Try again; capital letters count. The unit manager can set a new password."),
            )
        return self._verified(slot.store_key(self.store_id, secrets))

    def unlock_with_recovery_key(self, text: str) -> bytes:
        """Return the store's key for the typed recovery key. Raises SignInRefused or StoreError."""
        secret = recovery.read(text)
        if secret is None:
            raise SignInRefused(
                _("This is not a whole recovery key."),
                _("It has eight groups of five characters. Compare each group with the paper in the safe."),
            )
        secrets = self.recovery.secrets(self.store_id, secret) if self.recovery else None
        if self.recovery is None or secrets is None:
            raise SignInRefused(
                _("This recovery key does not open this store."),
                _("A newer one may have been printed since. Look in the safe."),
            )
        return self._verified(self.recovery.store_key(self.store_id, secrets))

    def with_slot(
        self,
        key: bytes,
        person: SlotPerson,
        password: str,
        *,
        one_time: bool = False,
        cost: KeyCost | None = None,
    ) -> "Keyring":
        """Return the keyring with a new slot for this person; one they had before is gone.

        `one_time` says that they have to choose another password when they first sign in; it alone decides,
        whatever `person` says.
        """
        shown = replace(person, one_time=one_time)
        slot = Slot.make(self.store_id, shown, password, key, self._origin(key), cost or self.cost)
        return self._changed(key, slots=(*self._all_but(person.staff_id), slot))

    def with_shown(self, key: bytes, person: SlotPerson) -> "Keyring":
        """Return the keyring that shows another name, role or job title, without anybody's password.

        Whether the password was for one time stays as it is; somebody without a slot gets none.
        """
        slots = tuple(
            replace(slot, person=replace(person, one_time=slot.person.one_time))
            if slot.person.staff_id == person.staff_id
            else slot
            for slot in self.slots
        )
        return self._changed(key, slots=slots)

    def without_slot(self, key: bytes, staff_id: str) -> "Keyring":
        """Return the keyring without this person's slot; one that is not there is fine.

        Whoever has a copy of the older file still reads this key with the older password: `with_new_key` is
        for people who left on bad terms.
        """
        return self._changed(key, slots=self._all_but(staff_id))

    def with_house(self, key: bytes, house: House) -> "Keyring":
        """Return the keyring with other words about the house."""
        return self._changed(key, house=house)

    def with_anchor(self, key: bytes, anchor: Anchor) -> "Keyring":
        """Return the keyring that remembers where the audit trail ends. Takes no password and no time."""
        return self._changed(key, anchor=anchor)

    def with_recovery_slot(self, key: bytes) -> tuple["Keyring", str]:
        """Return the keyring with a new recovery slot, and the recovery key to be shown this once.

        A recovery key printed before no longer opens the store.
        """
        secret = recovery.new_secret()
        slot = RecoverySlot.make(self.store_id, secret, key, self._origin(key))
        return self._changed(key, recovery=slot), recovery.written(secret)

    def with_new_key(self, old_key: bytes, new_key: bytes, keep: Collection[str]) -> "Keyring":
        """Return the keyring for a store whose key is changed to `new_key`. Takes nobody's password.

        The people whose staff ids are in `keep` and the recovery key open it as before; nobody else has a slot
        any more, and no copy of an older keyring gives the new key. Raises StoreError for a forged keyring.
        """
        origin = self._origin(old_key)
        if hmac.compare_digest(old_key, new_key):
            raise ValueError("the new key is the old one")
        slots = tuple(
            slot.for_key(self.store_id, new_key, origin)
            for slot in self.slots
            if slot.person.staff_id in keep
        )
        paper = self.recovery.for_key(self.store_id, new_key, origin) if self.recovery else None
        if not slots and paper is None:
            raise ValueError("nobody could open this store")
        moved = _wrapped_origin(self.store_id, origin, new_key)
        ring = replace(self, origin=moved, slots=slots, recovery=paper)
        return replace(ring, seal=_seal(ring, new_key))

    def verify(self, key: bytes) -> None:
        """Raise StoreError unless everything in the keyring was written by somebody who had the key."""
        if not hmac.compare_digest(self.seal, _seal(self, key)):
            raise _damaged()

    def write(self, folder: Path, key: bytes) -> None:
        """Replace the file in `folder` in one step. Raises StoreError; the old file is then untouched."""
        self.verify(key)
        try:
            replace_file(folder / KEYRING_FILE, _encode(self))
        except OSError:
            raise StoreError(
                _("The keyring could not be saved, so nothing has changed."),
                _("Check that the disk has room and that the store folder can be written to."),
            ) from None

    def _verified(self, key: bytes | None) -> bytes:
        if key is None:
            raise _damaged()
        self.verify(key)
        return key

    def _origin(self, key: bytes) -> bytes:
        self.verify(key)
        origin = wrapping.unwrap(_origin_key(self.store_id, key), self.origin, b"")
        if origin is None:
            raise _damaged()
        return origin

    def _all_but(self, staff_id: str) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.person.staff_id != staff_id)

    def _changed(self, key: bytes, **fields: Any) -> "Keyring":
        self.verify(key)  # a forged keyring is never sealed anew
        ring = replace(self, **fields)
        return replace(ring, seal=_seal(ring, key))


def _body(ring: Keyring) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "store_id": ring.store_id,
        "house": asdict(ring.house),
        "origin": wrapped_json(ring.origin),
        "slots": _slots_json(ring.slots),
        "recovery": ring.recovery.as_json() if ring.recovery else None,
        "anchor": asdict(ring.anchor) if ring.anchor else None,
    }


_last_slots: tuple[tuple[Slot, ...], list[dict[str, Any]]] = ((), [])


def _slots_json(slots: tuple[Slot, ...]) -> list[dict[str, Any]]:
    """Return the slots as they stand in the file, to be read only.

    Kept of the last ones: a sign-in seals and checks the same slots seven times, and a house of forty has many.
    """
    global _last_slots  # noqa: PLW0603 - what cannot change is kept once for the whole program
    if _last_slots[0] is not slots:
        _last_slots = (slots, [slot.as_json() for slot in slots])
    return _last_slots[1]


def _origin_key(store_id: str, key: bytes) -> bytes:
    return derived(key, "securecare keyring origin", store_id.encode("ascii"))


def _wrapped_origin(store_id: str, origin: bytes, key: bytes) -> Wrapped:
    return wrapping.wrap(_origin_key(store_id, key), origin, b"")


def _seal(ring: Keyring, key: bytes) -> str:
    sealing_key = derived(key, "securecare keyring seal", ring.store_id.encode("ascii"))
    return hmac.new(sealing_key, _canonical(_body(ring)), hashlib.sha256).hexdigest()


def _encode(ring: Keyring) -> bytes:
    sealed = _canonical({**_body(ring), "seal": ring.seal})
    # On one line and put together by hand: every sign-in reads the file several times, with a slot for everybody.
    return sealed[:-1] + b',"checksum":"%s"}\n' % hashlib.sha256(sealed).hexdigest().encode("ascii")


@lru_cache(maxsize=2)
def _parse(content: bytes) -> Keyring:
    """Return the keyring in a file. A sign-in asks several times what stands there, most often the same."""
    if len(content) > _LARGEST:
        raise _damaged()
    try:
        raw = json.loads(content)
        _require_format(raw["format"])
        house = House(**raw["house"])
        if not all(isinstance(word, str) for word in (*asdict(house).values(), raw["store_id"], raw["seal"])):
            raise TypeError("not text")
        if not (raw["store_id"].isascii() and raw["seal"].isascii()):
            raise ValueError("not written by this program")
        ring = Keyring(
            raw["store_id"],
            house,
            wrapped_from(raw["origin"], wrapping.KEY_BYTES),
            tuple(Slot.from_json(slot) for slot in raw["slots"]),
            RecoverySlot.from_json(raw["recovery"]) if raw["recovery"] is not None else None,
            _anchor(raw["anchor"]) if raw["anchor"] is not None else None,
            raw["seal"],
            wrapping.STANDARD_COST,
        )
        # Everybody has one slot; and written again the file must be the same, byte for byte, checksum
        # included, so that no damage goes unseen.
        one_each = len({slot.person.staff_id for slot in ring.slots}) == len(ring.slots)
        whole = one_each and _encode(ring) == content
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _damaged() from None
    if not whole:
        raise _damaged()
    return ring


def _require_format(found: Any) -> None:
    if type(found) is not int:
        raise TypeError("no number of a format")
    if found > _FORMAT:
        raise StoreError(
            _("This store was written by a newer version of the program."),
            _("Nothing in it was changed. Install that version on this computer."),
        )
    if found == _TRIAL_FORMAT:
        raise StoreError(
            _("This store was made with a trial version of the program, which this version cannot open."),
            _("Nothing in it was changed. Choose another folder and make a new store there."),
        )


def _anchor(raw: Any) -> Anchor:
    anchor = Anchor(**raw)
    if type(anchor.seq) is not int or not isinstance(anchor.hash, str) or not isinstance(anchor.at, str):
        raise TypeError("no anchor")
    return anchor


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def _damaged() -> StoreError:
    return StoreError(
        _("The keyring of this store is damaged or was changed."),
        _("Leave it as it is and restore the keyring from the last good backup."),
    )
