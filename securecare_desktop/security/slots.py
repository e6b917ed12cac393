"""One slot of the keyring: a person's own private key under their password, and the store's key sealed to it.

So the store's key can be changed for everybody without anybody's password. The file that holds the slots, and
what guards the words they show, is keyslots.py's business.
"""

import hmac
import json
import os
from dataclasses import dataclass, replace
from typing import Any

from . import wrapping
from .wrapping import KEY_BYTES, NONCE_BYTES, SALT_BYTES, TAG_BYTES, KeyCost, SealedKey, Wrapped


@dataclass(frozen=True, slots=True)
class SlotPerson:
    """Somebody who has a slot, as the sign-in page lists them.

    `one_time` says that somebody else chose the password, so that it has to be changed at the first sign-in.
    """

    staff_id: str
    name: str
    role: str
    job_title: str
    one_time: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """What every slot comes down to: a private X25519 key under a secret, and the store's key sealed to it.

    The store's origin (see keyslots.py) lies with the private key. A store's key that was sealed by anybody who
    does not know it is refused; the public keys stand in the open, and would let everybody seal one.
    """

    public: bytes
    wrapped: Wrapped
    sealed: SealedKey

    @classmethod
    def make(cls, under: bytes, key: bytes, origin: bytes, bound: bytes) -> "Door":
        """Return a new one that gives `key` to whoever has the key `under`."""
        private = os.urandom(KEY_BYTES)
        public = wrapping.public_of(private)
        wrapped = wrapping.wrap(under, private + origin, bound)
        return cls(public, wrapped, _sealed(public, key, origin, bound))

    def secrets(self, under: bytes, bound: bytes) -> bytes | None:
        """Return the private key and the origin, or None when `under` is not the key to them."""
        return wrapping.unwrap(under, self.wrapped, bound)

    def key(self, secrets: bytes, bound: bytes) -> bytes | None:
        """Return the store's key, or None when it was not sealed to this private key by this store."""
        private, origin = secrets[:KEY_BYTES], secrets[KEY_BYTES:]
        if not hmac.compare_digest(wrapping.public_of(private), self.public):
            return None
        return wrapping.open_sealed(private, self.sealed, origin, bound)

    def for_key(self, key: bytes, origin: bytes, bound: bytes) -> "Door":
        """Return it with another key of the store behind it."""
        return replace(self, sealed=_sealed(self.public, key, origin, bound))

    def as_json(self) -> dict[str, Any]:
        """Return it as it stands in the file."""
        return {
            "public": self.public.hex(),
            "wrapped": wrapped_json(self.wrapped),
            "sealed": {"ephemeral": self.sealed.ephemeral.hex(), **wrapped_json(self.sealed.wrapped)},
        }

    @classmethod
    def from_json(cls, raw: Any) -> "Door":
        """Read it back. Raises ValueError, TypeError or KeyError for anything that is none."""
        ephemeral = _bytes(raw["sealed"]["ephemeral"], KEY_BYTES)
        sealed = SealedKey(ephemeral, wrapped_from(raw["sealed"], KEY_BYTES))
        return cls(_bytes(raw["public"], KEY_BYTES), wrapped_from(raw["wrapped"], 2 * KEY_BYTES), sealed)


@dataclass(frozen=True, slots=True)
class Slot:
    """One person's way to the store's key, through their password."""

    person: SlotPerson
    cost: KeyCost
    salt: bytes
    door: Door

    @classmethod
    def make(
        cls, store_id: str, person: SlotPerson, password: str, key: bytes, origin: bytes, cost: KeyCost
    ) -> "Slot":
        """Return a new slot that gives `key` to whoever knows `password`. Takes about 0.3 s."""
        salt = os.urandom(SALT_BYTES)
        under = wrapping.stretched(password, salt, cost)
        return cls(person, cost, salt, Door.make(under, key, origin, _bound(store_id, person.staff_id, cost)))

    def secrets(self, store_id: str, password: str) -> bytes | None:
        """Return what `store_key` takes, or None for a wrong password or somebody else's slot. Takes 0.3 s."""
        under = wrapping.stretched(password, self.salt, self.cost)
        return self.door.secrets(under, self._bound(store_id))

    def store_key(self, store_id: str, secrets: bytes) -> bytes | None:
        """Return the store's key, or None when what is sealed in this slot was forged."""
        return self.door.key(secrets, self._bound(store_id))

    def for_key(self, store_id: str, key: bytes, origin: bytes) -> "Slot":
        """Return the slot with another key of the store; the password stays."""
        return replace(self, door=self.door.for_key(key, origin, self._bound(store_id)))

    def _bound(self, store_id: str) -> bytes:
        return _bound(store_id, self.person.staff_id, self.cost)

    def as_json(self) -> dict[str, Any]:
        """Return the slot as it stands in the file."""
        return {
            "shown": _plain(self.person),
            "stretch": {"name": "argon2id", **_plain(self.cost), "salt": self.salt.hex()},
            **self.door.as_json(),
        }

    @classmethod
    def from_json(cls, raw: Any) -> "Slot":
        """Read a slot back. Raises ValueError, TypeError or KeyError for anything that is none."""
        person = SlotPerson(**raw["shown"])
        words = (person.staff_id, person.name, person.role, person.job_title)
        if not all(isinstance(word, str) for word in words) or not isinstance(person.one_time, bool):
            raise TypeError("what the slot shows is no text")
        stretch = raw["stretch"]
        if stretch["name"] != "argon2id":
            raise ValueError("unknown way to stretch")
        numbers = [stretch[name] for name in ("memory_kib", "passes", "lanes")]
        if not all(type(number) is int for number in numbers):
            raise ValueError("the cost is no whole number")
        cost = KeyCost(*numbers)
        if not cost.reasonable():
            raise ValueError("the cost is out of bounds")
        return cls(person, cost, _bytes(stretch["salt"], SALT_BYTES), Door.from_json(raw))


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """The recovery key's way to the store's key. It is too long to guess and needs no stretching."""

    salt: bytes
    door: Door

    @classmethod
    def make(cls, store_id: str, secret: bytes, key: bytes, origin: bytes) -> "RecoverySlot":
        """Return a new slot that gives `key` to whoever has `secret`."""
        salt = os.urandom(SALT_BYTES)
        return cls(salt, Door.make(_recovery_key(secret, salt), key, origin, _bound(store_id)))

    def secrets(self, store_id: str, secret: bytes) -> bytes | None:
        """Return what `store_key` takes, or None when it is another recovery key."""
        return self.door.secrets(_recovery_key(secret, self.salt), _bound(store_id))

    def store_key(self, store_id: str, secrets: bytes) -> bytes | None:
        """Return the store's key, or None when what is sealed in this slot was forged."""
        return self.door.key(secrets, _bound(store_id))

    def for_key(self, store_id: str, key: bytes, origin: bytes) -> "RecoverySlot":
        """Return the slot with another key of the store; the paper in the safe stays good."""
        return replace(self, door=self.door.for_key(key, origin, _bound(store_id)))

    def as_json(self) -> dict[str, Any]:
        """Return the slot as it stands in the file."""
        return {"salt": self.salt.hex(), **self.door.as_json()}

    @classmethod
    def from_json(cls, raw: Any) -> "RecoverySlot":
        """Read it back. Raises ValueError, TypeError or KeyError for anything that is none."""
        return cls(_bytes(raw["salt"], SALT_BYTES), Door.from_json(raw))


def wrapped_json(wrapped: Wrapped) -> dict[str, str]:
    """Return something wrapped as it stands in the file."""
    return {"nonce": wrapped.nonce.hex(), "box": wrapped.box.hex()}


def wrapped_from(raw: Any, length: int) -> Wrapped:
    """Read something wrapped back that is `length` bytes long inside. Raises ValueError, TypeError, KeyError."""
    return Wrapped(_bytes(raw["nonce"], NONCE_BYTES), _bytes(raw["box"], length + TAG_BYTES))


def _sealed(public: bytes, key: bytes, origin: bytes, bound: bytes) -> SealedKey:
    if len(key) != KEY_BYTES:
        raise ValueError("the key of a store has 256 bits")
    return wrapping.seal(public, key, origin, bound)


def _recovery_key(secret: bytes, salt: bytes) -> bytes:
    return wrapping.derived(secret, "securecare recovery slot", salt)


def _bound(store_id: str, staff_id: str | None = None, cost: KeyCost | None = None) -> bytes:
    """Return what is authenticated with a slot: it cannot be moved, relabelled or made cheaper to guess."""
    work = None if cost is None else [cost.memory_kib, cost.passes, cost.lanes]
    return json.dumps(["securecare slot 2", store_id, staff_id, work]).encode("ascii")


def _plain(value: SlotPerson | KeyCost) -> dict[str, Any]:
    """Return the fields by name. Every sign-in asks this of every slot several times; asdict takes ten times as long."""
    return {name: getattr(value, name) for name in value.__slots__}


def _bytes(text: Any, length: int) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != length:
        raise ValueError("a part of the slot is cut")
    return found
