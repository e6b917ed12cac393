"""The keyring of a store: who may open it, each with their own password, and one recovery key.

A small file beside the store that gives nothing away but the house and the names of staff. Two seals guard
it: a plain one tells damage before anybody signs in, one under the store's key tells a forgery after.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ..core.errors import SignInRefused, StoreError
from ..core.paths import replace_file
from ..core.text import _
from . import recovery, wrapping
from .wrapping import KeyCost, Slot, derived, password_bytes, wrap

__all__ = ["KEYRING_FILE", "House", "KeyCost", "Keyring", "SlotPerson"]

KEYRING_FILE = "keyring.json"
_FORMAT = 1
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class House:
    """What the sign-in page says about the house."""

    unit_name: str
    house_name: str
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class SlotPerson:
    """Somebody who has a slot, as the sign-in page lists them."""

    staff_id: str
    name: str
    role: str
    job_title: str


@dataclass(frozen=True, slots=True)
class Keyring:
    """The slots of one store. Immutable: `with_...` and `without_...` return a new one, `write` keeps it."""

    store_id: str
    house: House
    slots: tuple[Slot, ...]
    recovery: Slot | None
    seal: str
    cost: KeyCost

    @classmethod
    def create(cls, store_id: str, house: House, key: bytes, cost: KeyCost | None = None) -> "Keyring":
        """Return an empty keyring for a new store. A `cost` other than the standard one is for tests."""
        ring = cls(store_id, house, (), None, "", cost or wrapping.STANDARD_COST)
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
        ring = _parse(content)
        lowest = floor or wrapping.FLOOR
        if not all(slot.cost is not None and slot.cost.at_least(lowest) for slot in ring.slots):
            raise _damaged()
        return ring

    @property
    def people(self) -> tuple[SlotPerson, ...]:
        """Everybody who has a slot, by name."""
        found = (SlotPerson(**slot.shown) for slot in self.slots)
        return tuple(sorted(found, key=lambda person: (person.name.casefold(), person.staff_id)))

    def unlock(self, staff_id: str, password: str) -> bytes:
        """Return the store's key. Takes about 0.3 s.

        Raises SignInRefused, which never says which half was wrong, and StoreError for a forged keyring.
        """
        slot = next((s for s in self.slots if s.shown["staff_id"] == staff_id), None)
        key = slot.unwrap(self.store_id, password_bytes(password)) if slot else None
        if key is None:
            raise SignInRefused(
                _("Name and password do not fit together."),
                _("Try again; capital letters count. The unit manager can set a new password."),
            )
        self.verify(key)
        return key

    def unlock_with_recovery_key(self, text: str) -> bytes:
        """Return the store's key for the typed recovery key. Raises SignInRefused or StoreError."""
        secret = recovery.read(text)
        if secret is None:
            raise SignInRefused(
                _("This is not a whole recovery key."),
                _("It has eight groups of five characters. Compare each group with the paper in the safe."),
            )
        key = self.recovery.unwrap(self.store_id, secret) if self.recovery else None
        if key is None:
            raise SignInRefused(
                _("This recovery key does not open this store."),
                _("A newer one may have been printed since. Look in the safe."),
            )
        self.verify(key)
        return key

    def with_slot(
        self, key: bytes, person: SlotPerson, password: str, cost: KeyCost | None = None
    ) -> "Keyring":
        """Return the keyring with a new slot for this person; one they had before is gone."""
        shown = {
            "staff_id": person.staff_id,
            "name": person.name,
            "role": person.role,
            "job_title": person.job_title,
        }
        slot = wrap(self.store_id, shown, password_bytes(password), key, cost or self.cost)
        others = self._all_but(person.staff_id)
        return self._changed(key, slots=(*others, slot))

    def without_slot(self, key: bytes, staff_id: str) -> "Keyring":
        """Return the keyring without this person's slot; one that is not there is fine."""
        return self._changed(key, slots=self._all_but(staff_id))

    def with_house(self, key: bytes, house: House) -> "Keyring":
        """Return the keyring with other words about the house."""
        return self._changed(key, house=house)

    def with_recovery_slot(self, key: bytes) -> tuple["Keyring", str]:
        """Return the keyring with a new recovery slot, and the recovery key to be shown this once.

        A recovery key printed before no longer opens the store.
        """
        secret = recovery.new_secret()
        slot = wrap(self.store_id, {}, secret, key, None)
        return self._changed(key, recovery=slot), recovery.written(secret)

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

    def _all_but(self, staff_id: str) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.shown["staff_id"] != staff_id)

    def _changed(self, key: bytes, **fields: Any) -> "Keyring":
        self.verify(key)  # a forged keyring is never sealed anew
        ring = replace(self, **fields)
        return replace(ring, seal=_seal(ring, key))


def _body(ring: Keyring) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "store_id": ring.store_id,
        "house": asdict(ring.house),
        "slots": [slot.as_json() for slot in ring.slots],
        "recovery": ring.recovery.as_json() if ring.recovery else None,
    }


def _seal(ring: Keyring, key: bytes) -> str:
    sealing_key = derived(key, "securecare keyring seal", ring.store_id.encode("utf-8"))
    return hmac.new(sealing_key, _canonical(_body(ring)), hashlib.sha256).hexdigest()


def _encode(ring: Keyring) -> bytes:
    sealed = {**_body(ring), "seal": ring.seal}
    whole = {**sealed, "checksum": hashlib.sha256(_canonical(sealed)).hexdigest()}
    return json.dumps(whole, indent=1).encode("ascii") + b"\n"


def _parse(content: bytes) -> Keyring:
    if len(content) > _LARGEST:
        raise _damaged()
    try:
        raw = json.loads(content)
        if isinstance(raw["format"], int) and raw["format"] > _FORMAT:
            raise StoreError(
                _("This store was written by a newer version of the program."),
                _("Nothing in it was changed. Install that version on this computer."),
            )
        house = House(**raw["house"])
        if not all(
            isinstance(words, str) for words in (*asdict(house).values(), raw["store_id"], raw["seal"])
        ):
            raise TypeError("not text")
        ring = Keyring(
            raw["store_id"],
            house,
            tuple(Slot.from_json(slot) for slot in raw["slots"]),
            Slot.from_json(raw["recovery"]) if raw["recovery"] is not None else None,
            raw["seal"],
            wrapping.STANDARD_COST,
        )
        # Every slot names its person in full; and written again the file must be the same, byte for byte,
        # checksum included, so that no damage goes unseen.
        whole = len(ring.people) == len(ring.slots) and _encode(ring) == content
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _damaged() from None
    if not whole:
        raise _damaged()
    return ring


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def _damaged() -> StoreError:
    return StoreError(
        _("The keyring of this store is damaged or was changed."),
        _("Leave it as it is and restore the keyring from the last good backup."),
    )
