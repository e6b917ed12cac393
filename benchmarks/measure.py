"""Measuring two things side by side, and saying what came out."""

import gc
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Result:
    """One row: `ratio` is ours over baseline; `ok` says whether `limit` was kept.

    `limit` is a ratio, or a time in `unit` when `limit_is` is "ours".
    """

    id: str
    what: str
    ours: float
    baseline: float
    unit: str
    limit: float
    limit_is: str = "at most this ratio"

    @property
    def ratio(self) -> float:
        """Ours over baseline."""
        return self.ours / self.baseline if self.baseline else 0.0

    @property
    def ok(self) -> bool:
        """Whether the limit was kept."""
        if self.limit_is == "ours at most":
            return self.ours <= self.limit
        if self.limit_is == "at least this ratio":
            return self.ratio >= self.limit
        if self.limit_is == "either way at most":
            return 1 / self.limit <= self.ratio <= self.limit
        return self.ratio <= self.limit

    def as_json(self) -> dict[str, object]:
        """Return the row for build/bench.json."""
        return {**asdict(self), "ratio": round(self.ratio, 3), "ok": self.ok}

    def line(self) -> str:
        """Return the row for the table."""
        mark = "ok  " if self.ok else "MISS"
        limit = f"{self.limit_is} {self.limit:g}"
        return (
            f"{mark} {self.id:28} {self.ours:10.3f} {self.baseline:10.3f} {self.unit:8} "
            f"{self.ratio:7.2f}   {limit:24} {self.what}"
        )


HEADING = f"     {'row':28} {'ours':>10} {'baseline':>10} {'unit':8} {'ratio':>7}   {'limit':24} what"
"""Stands above the lines."""


def seconds(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def side_by_side(
    ours: Callable[[], object], baseline: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the medians of both, in seconds, measured in turn so that a busy machine slows both alike."""
    ours()
    baseline()
    gc.collect()
    first, second = [], []
    for _round in range(rounds):
        first.append(seconds(ours))
        second.append(seconds(baseline))
    return median(first), median(second)
