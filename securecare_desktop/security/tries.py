"""Counts wrong passwords for each name and says how long to wait before the next try.

It slows down somebody at the keyboard. Whoever can copy the folder is stopped by the key slots alone, so a
lost or damaged count is no harm and starts afresh.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..core.paths import replace_file

TRIES_FILE = "sign-in-tries.json"
_FREE_TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 30.0, 900.0
_MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class _Count:
    wrong: int
    last: datetime


class Tries:
    """The counts of one store folder. Other windows count in the same file, so it is read each time."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @classmethod
    def read(cls, folder: Path) -> "Tries":
        """Return the counts kept in `folder`."""
        return cls(folder / TRIES_FILE)

    def wait_seconds(self, staff_id: str, now: datetime) -> float:
        """Return how long to wait until the next try: nothing for five wrong ones, then 30 s and doubling.

        Never more than 15 minutes, also when the computer's clock was set back meanwhile.
        """
        count = self._load().get(staff_id)
        if count is None or count.wrong < _FREE_TRIES:
            return 0.0
        wait = min(_FIRST_WAIT * 2.0 ** min(count.wrong - _FREE_TRIES, 10), _LONGEST_WAIT)
        gone = max(0.0, (now - count.last).total_seconds())
        return max(0.0, wait - gone)

    def note_wrong(self, staff_id: str, now: datetime) -> None:
        """Count one wrong try. A folder that cannot be written is no reason to fail here."""
        counts = self._load()
        before = counts.pop(staff_id, None)
        counts[staff_id] = _Count((before.wrong if before else 0) + 1, now)
        self._store(counts)

    def clear(self, staff_id: str) -> int:
        """Forget this name's wrong tries and return how many there were since the last right one."""
        counts = self._load()
        before = counts.pop(staff_id, None)
        if before is None:
            return 0
        self._store(counts)
        return before.wrong

    def _load(self) -> dict[str, _Count]:
        try:
            raw = json.loads(self._file.read_bytes())
            return {
                staff_id: _Count(max(0, int(wrong)), datetime.fromisoformat(last).astimezone(UTC))
                for staff_id, (wrong, last) in raw.items()
            }
        except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return {}

    def _store(self, counts: dict[str, _Count]) -> None:
        newest = list(counts.items())[-_MOST_NAMES:]
        raw = {staff_id: [count.wrong, count.last.isoformat()] for staff_id, count in newest}
        with suppress(OSError):
            replace_file(self._file, json.dumps(raw).encode("ascii"))
