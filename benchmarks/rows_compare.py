"""Rows about two versions of a plan: comparing 20,000 words with 20,000, until the two are painted side by side."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

from .measure import Result

WORDS = 20_000
PARAGRAPH = 60
ROUNDS = 5
LIMIT = 1.0


def compare(_folder: Path) -> Result:
    """Compare and paint in every way a plan gets rewritten, take the slowest; baseline: difflib on the same words.

    It runs as a program of its own, so that no window of another row stands in its way.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rows_compare"],
        capture_output=True,
        text=True,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        timeout=300,
    )
    times: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    slowest = max(times, key=lambda name: times[name][0])
    others = ", ".join(f"{name} {ours:.2f}" for name, (ours, _baseline) in times.items())
    return Result(
        "plan.compare",
        f"two versions of {WORDS} words, compared and painted: {others}; baseline: difflib without a window",
        times[slowest][0],
        times[slowest][1],
        "s",
        LIMIT,
        "ours at most",
    )


def versions() -> Iterator[tuple[str, str, str]]:
    """Yield what was done to a plan, the plan, and what it became."""
    draw = random.Random(11)
    vocabulary = ["".join(draw.choices("aeioubcdlmnrst", k=draw.randint(2, 9))) for _ in range(2500)]
    words = draw.choices(vocabulary, k=WORDS)

    def text(some: list[str], paragraph: int = PARAGRAPH) -> str:
        return "\n".join(" ".join(some[n : n + paragraph]) for n in range(0, len(some), paragraph))

    def changed(share: float) -> list[str]:
        return [draw.choice(vocabulary) if draw.random() < share else word for word in words]

    one_word = [*words[: WORDS // 2], "different", *words[WORDS // 2 + 1 :]]
    paragraphs = text(words).split("\n")
    moved = "\n".join(draw.sample(paragraphs, k=len(paragraphs)))
    yield "one word", text(words), text(one_word)
    yield "every paragraph a little", text(words), text(changed(0.05))
    yield "half of one single paragraph", text(words, WORDS), text(changed(0.5), WORDS)
    yield "written anew", text(words), text(changed(1))
    yield "written anew in one paragraph", text(words, WORDS), text(changed(1), WORDS)
    yield "every paragraph moved", text(words), moved
    yield "the same word", "no " * WORDS, "no " * (WORDS - 500)


def _measure() -> dict[str, tuple[float, float]]:
    """Return for each thing done to a plan how long we take and how long difflib does, in seconds."""
    from securecare_desktop.domain.comparing import PairedTexts, TextPair
    from securecare_desktop.domain.comparing import compare as compare_sections
    from securecare_desktop.ui.application import build_application
    from securecare_desktop.ui.plans.compare import CompareView

    application = build_application([])

    def ours(old: str, new: str) -> float:
        view = CompareView()
        view.resize(1174, 624)
        view.show()
        application.processEvents()
        started = time.perf_counter()
        pairs = [PairedTexts(key="4", title="4  Day to day", texts=(TextPair(old=old, new=new),))]
        view.show_comparison("Version 2", "Version 3", compare_sections(pairs))
        application.processEvents()
        view.grab()
        took = time.perf_counter() - started
        view.close()
        view.deleteLater()
        return took

    def difflibs(old: str, new: str) -> float:
        started = time.perf_counter()
        SequenceMatcher(None, old.split(), new.split()).get_opcodes()
        return time.perf_counter() - started

    return {
        name: (median(ours(old, new) for _round in range(ROUNDS)), difflibs(old, new))
        for name, old, new in versions()
    }


if __name__ == "__main__":
    print(json.dumps(_measure()))
