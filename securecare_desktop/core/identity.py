"""Names for records: 128-bit ids that sort by the moment they were made.

Made here and not by the store, so that a record, its audit event and its search entry can be written in
one go, and two PCs never make the same one.
"""

import os
import time
from datetime import datetime
from threading import Lock

RANDOM_BITS = 80


class Ids:
    """Makes ids, each of which sorts after all that it made before; threads may share it."""

    def __init__(self) -> None:
        self._lock, self._last = Lock(), 0

    def make(self) -> str:
        """Return a new one. Within one millisecond, and after the clock was set back, it is a little above the last."""
        made = time.time_ns() // 1_000_000 << RANDOM_BITS | int.from_bytes(os.urandom(RANDOM_BITS // 8))
        with self._lock:
            self._last = made if made > self._last else self._last + 1 + int.from_bytes(os.urandom(4))
            return f"{self._last:032x}"


_ids = Ids()


def new_id() -> str:
    """Return 32 hexadecimal digits: 48 bits of milliseconds since 1970, then 80 random bits.

    Each sorts after those that this program made before, also within one millisecond and after the computer's
    clock was set back.
    """
    return _ids.make()


def first_id_of(moment: datetime) -> str:
    """Return what no id sorts before that was made at or after an aware moment: to look from there on."""
    return f"{int(moment.timestamp() * 1000) << RANDOM_BITS:032x}"
