"""Counts wrong passwords, says how long to wait and who is paused, and keeps each wrong try for the audit trail.

It slows down somebody at the keyboard. Whoever can write to the folder is stopped by the key slots alone, so a
lost or damaged count is no harm and starts afresh. Ids, times and names of computers are all it holds.
"""

import json
import math
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ..core.paths import replace_file

TRIES_FILE = "sign-in-tries.json"
PAUSED_AT = 10
"""Wrong tries in a row that pause an account."""
_FREE_TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 30.0, 900.0
# Somebody who goes through the names with one guess for each: the first five of each name are counted together,
# and beyond twenty within an hour everybody waits a little, never so long that nobody can get in.
_SPRAY_FREE, _SPRAY_WITHIN = 20, timedelta(hours=1)
_SPRAY_FIRST_WAIT, _SPRAY_LONGEST_WAIT = 15.0, 120.0
_MOST_NAMES, _MOST_UNREPORTED = 500, 500
_MOST_WRONG = 1_000_000
_LONGEST_WORD = 64
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class WrongTry:
    """One wrong password: for whom, when, and at which computer."""

    staff_id: str
    at: datetime
    computer: str


@dataclass(frozen=True, slots=True)
class _Count:
    wrong: int
    last: datetime


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file holds."""

    counts: dict[str, _Count] = field(default_factory=dict)
    unreported: tuple[WrongTry, ...] = ()


class Tries:
    """The counts of one store folder. Other windows count in the same file, so it is read each time."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @classmethod
    def read(cls, folder: Path) -> "Tries":
        """Return the counts kept in `folder`."""
        return cls(folder / TRIES_FILE)

    def wait_seconds(self, staff_id: str, now: datetime, *, never_paused: bool = False) -> float:
        """Return how long to wait until the next try: nothing for five wrong ones, then 30 s and doubling.

        Infinite for a paused name, unless it is `never_paused` (a unit manager, so that nobody can lock the
        house out); never more than 15 minutes otherwise, also when the computer's clock was set back. After
        wrong tries for many names everybody waits, at most two minutes.
        """
        counts = self._not_ahead_of(now)
        count = counts.get(_short(staff_id))
        own = 0.0
        if count is not None and count.wrong >= _FREE_TRIES:
            if count.wrong >= PAUSED_AT and not never_paused:
                return math.inf
            own = _left(count.wrong - _FREE_TRIES, _FIRST_WAIT, _LONGEST_WAIT, now - count.last)
        return max(own, _spray_wait(counts, now))

    def paused(self, staff_id: str) -> bool:
        """Say whether there were ten wrong tries in a row. The caller knows whose name is never paused."""
        return _short(staff_id) in self.paused_ids()

    def paused_ids(self) -> tuple[str, ...]:
        """Return the ids with ten wrong tries in a row, those that are never paused among them."""
        return tuple(sorted(i for i, count in self._load().counts.items() if count.wrong >= PAUSED_AT))

    def note_wrong(self, staff_id: str, now: datetime, computer: str = "") -> None:
        """Count one wrong try. A folder that cannot be written is no reason to fail here."""
        kept, staff_id = self._load(), _short(staff_id)
        before = kept.counts.pop(staff_id, None)
        # Made-up names must neither fill the file nor push out a name that is nearly paused.
        worst = sorted(kept.counts.items(), key=lambda entry: (entry[1].wrong, entry[1].last))
        counts = dict(worst[-(_MOST_NAMES - 1) :])
        counts[staff_id] = _Count((before.wrong if before else 0) + 1, now)
        tries = (*kept.unreported, WrongTry(staff_id, now, _short(computer)))
        self._store(_Kept(counts, tries[-_MOST_UNREPORTED:]))

    def clear(self, staff_id: str) -> int:
        """Forget this name's wrong tries and return how many there were since the last right one."""
        kept = self._load()
        before = kept.counts.pop(_short(staff_id), None)
        if before is None:
            return 0
        self._store(kept)
        return before.wrong

    def lift(self, staff_id: str) -> None:
        """Let somebody try again at once, as a manager may; what is unreported stays."""
        self.clear(staff_id)

    def lift_all(self) -> None:
        """Let everybody try again at once, as whoever holds the recovery key may; what is unreported stays."""
        self._store(replace(self._load(), counts={}))

    def unreported(self) -> tuple[WrongTry, ...]:
        """Return the wrong tries that the audit trail has not taken over yet, oldest first, at most 500."""
        return self._load().unreported

    def reported(self, tries: Collection[WrongTry]) -> None:
        """Forget these wrong tries: the audit trail has them. What another window has added meanwhile stays."""
        kept = self._load()
        left = tuple(one for one in kept.unreported if one not in tries)
        self._store(replace(kept, unreported=left))

    def _not_ahead_of(self, now: datetime) -> dict[str, _Count]:
        """Return the counts. After the clock was set back a wait begins anew, or it would last until then."""
        kept = self._load()
        ahead = {i: replace(count, last=now) for i, count in kept.counts.items() if count.last > now}
        if ahead:
            kept.counts.update(ahead)
            self._store(kept)
        return kept.counts

    def _load(self) -> _Kept:
        try:
            with self._file.open("rb") as stream:
                content = stream.read(_LARGEST + 1)
            raw = json.loads(content) if len(content) <= _LARGEST else {}
            return _Kept(
                {
                    _short(i): _Count(min(max(0, int(n)), _MOST_WRONG), _moment(last))
                    for i, (n, last) in raw["counts"].items()
                },
                tuple(WrongTry(_short(i), _moment(at), _short(pc)) for i, at, pc in raw["unreported"]),
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return _Kept()

    def _store(self, kept: _Kept) -> None:
        raw = {
            "counts": {i: [count.wrong, count.last.isoformat()] for i, count in kept.counts.items()},
            "unreported": [[t.staff_id, t.at.isoformat(), t.computer] for t in kept.unreported],
        }
        with suppress(
            OSError
        ):  # a full disk keeps nobody out; who can lock this file can take it away as well
            replace_file(self._file, json.dumps(raw).encode("ascii"))


def _spray_wait(counts: dict[str, _Count], now: datetime) -> float:
    recent = [count for count in counts.values() if now - count.last < _SPRAY_WITHIN]
    beyond = sum(min(count.wrong, _FREE_TRIES) for count in recent) - _SPRAY_FREE
    if beyond < 0:
        return 0.0
    gone = now - max(count.last for count in recent)
    return _left(beyond, _SPRAY_FIRST_WAIT, _SPRAY_LONGEST_WAIT, gone)


def _left(doublings: int, first: float, longest: float, gone: timedelta) -> float:
    wait = min(first * 2.0 ** min(doublings, 10), longest)
    return max(0.0, wait - gone.total_seconds())


def _short(word: Any) -> str:
    if not isinstance(word, str):
        raise TypeError("no text")
    return word[:_LONGEST_WORD]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
