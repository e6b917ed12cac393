"""How keys are made and hidden: stretched from a password, derived from another key, sealed to somebody's key.

Argon2id (RFC 9106), HKDF (RFC 5869), X25519 (RFC 7748) and AES-256-GCM. What is sealed for whom is the business
of slots.py. The libraries are loaded at first use: the names on the sign-in page need none of them.
"""

import os
import unicodedata
from dataclasses import dataclass

from ..core.errors import StoreError
from ..core.text import _

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16


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
class Wrapped:
    """Something secret under a key, and the nonce that it took."""

    nonce: bytes
    box: bytes | bytearray


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A key that only the owner of one X25519 key can read. Nothing secret is needed to make one."""

    ephemeral: bytes
    wrapped: Wrapped


def load_libraries() -> None:
    """Load what the functions here take, ahead of the first password."""
    from argon2 import low_level  # noqa: F401
    from cryptography.hazmat.primitives.asymmetric import x25519
    from cryptography.hazmat.primitives.ciphers import aead  # noqa: F401
    from cryptography.hazmat.primitives.kdf import hkdf  # noqa: F401

    x25519.X25519PrivateKey.generate()  # the library loads what stands behind a key with the first one


def password_bytes(password: str) -> bytes:
    """Return a password in one form, whichever keyboard composed its accents."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def stretched(password: str, salt: bytes, cost: KeyCost) -> bytes:
    """Return the key that a password gives (Argon2id). Takes about 0.3 s at the standard cost.

    Raises StoreError when the computer has too little memory for it.
    """
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            password_bytes(password),
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


def derived(key: bytes, purpose: str, salt: bytes) -> bytes:
    """Return a key for one purpose from a strong one (HKDF, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt, purpose.encode("ascii")).derive(key)


def wrap(key: bytes | bytearray, secret: bytes, bound: bytes) -> Wrapped:
    """Return `secret` under `key`. `bound` is authenticated with it and has to be the same to unwrap it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    return Wrapped(nonce, AESGCM(key).encrypt(nonce, secret, bound))


def unwrap(key: bytes | bytearray, wrapped: Wrapped, bound: bytes) -> bytes | None:
    """Return what was wrapped, or None when the key, `bound` or any bit is not right."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.box, bound)
    except InvalidTag:
        return None


def public_of(private: bytes) -> bytes:
    """Return the public half of a private X25519 key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, secret: bytes, origin: bytes, bound: bytes) -> SealedKey:
    """Return `secret` so that only the owner of `public` can read it; takes neither password nor private key.

    `origin` is a secret that the reader knows too: nobody else can seal anything that is taken for genuine.
    """
    ephemeral = os.urandom(KEY_BYTES)
    shared = _shared(ephemeral, public)
    if shared is None:
        raise ValueError("no X25519 key")
    own = public_of(ephemeral)
    return SealedKey(own, wrap(_sealing_key(shared, origin, own + public), secret, bound))


def open_sealed(private: bytes, sealed: SealedKey, origin: bytes, bound: bytes) -> bytes | None:
    """Return what was sealed to this private key, or None when anything about it is not right."""
    shared = _shared(private, sealed.ephemeral)
    if shared is None:
        return None
    both = sealed.ephemeral + public_of(private)
    return unwrap(_sealing_key(shared, origin, both), sealed.wrapped, bound)


def _shared(private: bytes, public: bytes) -> bytes | None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    try:
        return X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(public)
        )
    except ValueError:  # a point that would give everybody the same secret (RFC 7748, 6.1)
        return None


def _sealing_key(shared: bytes, origin: bytes, both_publics: bytes) -> bytes:
    return derived(shared + origin, "securecare sealed key", both_publics)
