"""A PIN for the lock of the person who chose it, in memory alone: nothing here is ever written anywhere.

While they are signed in a Pin holds what Argon2id made of the digits; at lock it puts the store's key into an
envelope and forgets. Which PIN will do is domain/pins.py's business, when to lock the session's.
"""

import os

from . import wrapping
from .wrapping import KeyCost, Wrapped

MINUTES = 60
"""How long an envelope can be opened after the lock, unless it is told otherwise."""
WRONG_TRIES = 3
"""How many wrong PINs it takes until only the password opens the lock."""
_BOUND = b"securecare pin 2"


class Pin:
    """A chosen PIN, ready for the next lock. Good for one envelope."""

    __slots__ = ("_cost", "_salt", "_stretched")

    def __init__(self, pin: str, cost: KeyCost | None = None) -> None:
        """Take the digits; they are not kept. Takes about 0.3 s. Raises StoreError when memory is too short.

        A `cost` other than the standard one is for tests.
        """
        self._cost = cost or wrapping.STANDARD_COST
        self._salt = os.urandom(wrapping.SALT_BYTES)
        self._stretched = bytearray(wrapping.stretched(pin, self._salt, self._cost))

    def envelope(self, key: bytes, now: float, minutes: int = MINUTES) -> "PinEnvelope":
        """Return the store's key under this PIN, and forget what the PIN gave.

        `now` is a moment in seconds on a clock that nobody can set, for `minutes` to count from. Raises
        ValueError when this PIN is already used or wiped.
        """
        if not self._stretched:
            raise ValueError("this PIN is used up")
        wrapped = wrapping.wrap(self._stretched, key, _BOUND)
        self.wipe()
        return PinEnvelope(self, wrapped, now, minutes)

    def wipe(self) -> None:
        """Forget what the PIN gave."""
        _zero(self._stretched)

    def opened(self, pin: str, wrapped: Wrapped) -> bytes | None:
        """Return what an envelope of this PIN holds, and be ready for the next lock; None for another PIN."""
        stretched = bytearray(wrapping.stretched(pin, self._salt, self._cost))
        key = wrapping.unwrap(stretched, wrapped, _BOUND)
        if key is None:
            _zero(stretched)
        else:
            self._stretched = stretched
        return key


class PinEnvelope:
    """The store's key while the screen is locked. It empties itself after three wrong PINs or when time is up.

    Attributes:
        pin: the PIN that made it; once the envelope was opened with it, it is ready for the next lock.
        tries_left: how many wrong PINs it still takes.
    """

    __slots__ = ("_box", "_from", "_nonce", "_until", "pin", "tries_left")

    def __init__(self, pin: Pin, wrapped: Wrapped, now: float, minutes: int) -> None:
        self.pin = pin
        self.tries_left = WRONG_TRIES
        self._nonce, self._box = wrapped.nonce, bytearray(wrapped.box)
        self._from, self._until = now, now + minutes * 60.0

    def usable(self, now: float) -> bool:
        """Say whether a PIN can still open it at `now`; if not, it is empty from here on."""
        if not self._from <= now < self._until:
            self.wipe()
        return bool(self._box)

    def open(self, pin: str, now: float) -> bytes | None:
        """Return the store's key, or None for a wrong PIN or an empty envelope. Takes about 0.3 s.

        Once it gave the key it is empty. Raises StoreError when memory is too short, which counts as a try.
        """
        if not self.usable(now):
            return None
        key = None
        self.tries_left -= 1  # before the answer, so that a try that is cut off counts
        try:
            key = self.pin.opened(pin, Wrapped(self._nonce, self._box))
        finally:
            if key is not None or self.tries_left == 0:
                self.wipe()
        return key

    def wipe(self) -> None:
        """Empty it: only the password opens the lock now."""
        _zero(self._box)
        self.tries_left = 0


def _zero(secret: bytearray) -> None:
    """Overwrite and empty, as far as Python lets anybody: copies that libraries made are out of reach."""
    secret[:] = bytes(len(secret))
    secret.clear()
