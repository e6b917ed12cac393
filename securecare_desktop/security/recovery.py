"""The recovery key as people write it: eight groups of five characters that cannot be mistaken for others.

160 random bits and 40 bits that tell a slip of the pen, in Crockford's base 32 (no I, L, O, U).
"""

import hashlib
import os

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SECRET_BYTES, _CHECK_BYTES = 20, 5
_CHARACTERS, _GROUP = 40, 5
_LOOK_ALIKE = str.maketrans("OIL", "011")


def new_secret() -> bytes:
    """Return 160 random bits."""
    return os.urandom(_SECRET_BYTES)


def written(secret: bytes) -> str:
    """Return the secret as "XXXXX-XXXXX-...", with its check inside."""
    number = int.from_bytes(secret + _check(secret), "big")
    text = "".join(_LETTERS[(number >> (5 * place)) & 31] for place in reversed(range(_CHARACTERS)))
    return "-".join(text[start : start + _GROUP] for start in range(0, _CHARACTERS, _GROUP))


def read(text: str) -> bytes | None:
    """Return the secret of a typed recovery key, or None when a character is missing or wrong.

    Small letters, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    """
    typed = "".join(c for c in text.upper() if c.isalnum()).translate(_LOOK_ALIKE)
    if len(typed) != _CHARACTERS or any(c not in _LETTERS for c in typed):
        return None
    number = 0
    for character in typed:
        number = number << 5 | _LETTERS.index(character)
    whole = number.to_bytes(_SECRET_BYTES + _CHECK_BYTES, "big")
    secret = whole[:_SECRET_BYTES]
    return secret if whole[_SECRET_BYTES:] == _check(secret) else None


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"securecare recovery key" + secret).digest()[:_CHECK_BYTES]
