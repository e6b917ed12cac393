"""One key slot: the store's key wrapped under a key that a password or the recovery key gives.

Argon2id (RFC 9106) stretches passwords, AES-256-GCM wraps; whatever a slot shows openly is authenticated
with the wrapped key. The file that holds the slots is keyslots.py's business. The libraries are loaded when a
key is wrapped or unwrapped: the names on the sign-in page need none of them.
"""

import json
import os
import unicodedata
from dataclasses import dataclass
from typing import Any

from ..core.errors import StoreError
from ..core.text import _

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class KeyCost:
    """How much work one guess at a password is: memory in KiB, passes over it, lanes side by side."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def reasonable(self) -> bool:
        """Say whether this computer can be asked to do it; a changed file could ask for anything."""
        return (
            1 <= self.lanes <= 16
            and 1 <= self.passes <= 32
            and 8 * self.lanes <= self.memory_kib <= 2 * 1024 * 1024
        )

    def at_least(self, floor: "KeyCost") -> bool:
        """Say whether this is no cheaper than `floor`. Lanes only spread the same work."""
        return self.memory_kib >= floor.memory_kib and self.passes >= floor.passes


FLOOR = KeyCost()
"""A slot with a cheaper password is refused."""
STANDARD_COST = KeyCost()
"""What new slots get."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The key wrapped for one person. `cost` is None for the recovery key, which needs no stretching.

    `shown` is what the slot says openly about its person, in the order it is written.
    """

    shown: dict[str, str]
    cost: KeyCost | None
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def unwrap(self, store_id: str, secret: bytes) -> bytes | None:
        """Return the store's key, or None when the secret or anything the slot shows is not right."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(_wrapping_key(secret, self.salt, self.cost)).decrypt(
                self.nonce, self.wrapped, _bound(store_id, self.shown, self.cost)
            )
        except InvalidTag:
            return None

    def as_json(self) -> dict[str, Any]:
        """Return the slot as it stands in the file."""
        cost = self.cost
        stretch: dict[str, Any] = {"name": "hkdf-sha256"}
        if cost is not None:
            stretch = {
                "name": "argon2id",
                "memory_kib": cost.memory_kib,
                "passes": cost.passes,
                "lanes": cost.lanes,
            }
        return {
            "shown": self.shown,
            "stretch": {**stretch, "salt": self.salt.hex()},
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }

    @classmethod
    def from_json(cls, raw: Any) -> "Slot":
        """Read a slot back. Raises ValueError, TypeError or KeyError for anything that is none."""
        stretch = raw["stretch"]
        cost = None
        if stretch["name"] == "argon2id":
            numbers = [stretch[name] for name in ("memory_kib", "passes", "lanes")]
            if not all(type(number) is int for number in numbers):
                raise ValueError("the cost is no whole number")
            cost = KeyCost(*numbers)
            if not cost.reasonable():
                raise ValueError("the cost is out of bounds")
        elif stretch["name"] != "hkdf-sha256":
            raise ValueError("unknown way to stretch")
        shown = raw["shown"]
        if not isinstance(shown, dict) or not all(isinstance(value, str) for value in shown.values()):
            raise TypeError("what the slot shows is no text")
        slot = cls(
            shown,
            cost,
            bytes.fromhex(stretch["salt"]),
            bytes.fromhex(raw["nonce"]),
            bytes.fromhex(raw["wrapped"]),
        )
        lengths = (len(slot.salt), len(slot.nonce), len(slot.wrapped))
        if lengths != (_SALT_BYTES, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES):
            raise ValueError("a part of the slot is cut")
        return slot


def wrap(store_id: str, shown: dict[str, str], secret: bytes, key: bytes, cost: KeyCost | None) -> Slot:
    """Return a new slot that gives `key` to whoever knows `secret`. Takes about 0.3 s with a password."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(key) != KEY_BYTES:
        raise ValueError("the key of a store has 256 bits")
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    wrapped = AESGCM(_wrapping_key(secret, salt, cost)).encrypt(nonce, key, _bound(store_id, shown, cost))
    return Slot(shown, cost, salt, nonce, wrapped)


def load_libraries() -> None:
    """Load what wrapping and unwrapping take, ahead of the first password."""
    from argon2 import low_level  # noqa: F401
    from cryptography.hazmat.primitives.ciphers import aead  # noqa: F401
    from cryptography.hazmat.primitives.kdf import hkdf  # noqa: F401


def password_bytes(password: str) -> bytes:
    """Return a password in one form, whichever keyboard composed its accents."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def derived(key: bytes, purpose: str, salt: bytes) -> bytes:
    """Return a key for one purpose from a strong one (HKDF, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt, purpose.encode("ascii")).derive(key)


def _wrapping_key(secret: bytes, salt: bytes, cost: KeyCost | None) -> bytes:
    if cost is None:
        return derived(secret, "securecare recovery slot", salt)
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            secret,
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError:
        raise StoreError(
            _("This computer has too little free memory to check a password."),
            _("Close other programs, then try again."),
        ) from None


def _bound(store_id: str, shown: dict[str, str], cost: KeyCost | None) -> bytes:
    """Return what is authenticated with the wrapped key: it cannot be moved or relabelled."""
    work = None if cost is None else [cost.memory_kib, cost.passes, cost.lanes]
    return json.dumps(["securecare slot 1", store_id, shown, work], sort_keys=True).encode("ascii")
