"""Rows about starting: the sign-in window, and Today after the password."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from sqlcipher3 import dbapi2

from securecare_desktop.security.keyslots import Keyring

from .measure import Result, seconds
from .stores import demo

ROUNDS = 9
SHIFT_LEAD = "Denise Okafor"


def probe(compiled: Path, *arguments: str) -> tuple[float, float]:
    """Run the probe and return the time at which it was started, and what it said.

    An installed program is compiled, so this one is too: into the folder `compiled`, by its first run.
    """
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.probe", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
    if not done.stdout.strip():
        raise RuntimeError(f"the probe {arguments[0]} said nothing: {done.stderr[-800:]}")
    return started, float(done.stdout.split()[0])


def sign_in_window(folder: Path) -> Result:
    """Start the program until the names on the sign-in window are painted, against an empty PySide6 window."""
    demo(folder / "demo").session.lock()
    ours, baseline = [], []
    for _round in range(ROUNDS + 1):
        started, seen = probe(folder / "compiled", "window", str(folder / "demo"))
        ours.append(seen - started)
        started, seen = probe(folder / "compiled", "empty")
        baseline.append(seen - started)
    return Result(
        "startup.sign_in_window",
        "start to the names on the sign-in window, against an empty window",
        median(ours[1:]),
        median(baseline[1:]),
        "s",
        2.0,
    )


def today_after_password(folder: Path) -> Result:
    """From the right password to Today, key derivation left out; baseline: open the same store, read it bare."""
    demo(folder / "demo").session.lock()
    from securecare_desktop.services.demo import DEMO_PASSWORD

    ring = Keyring.read(folder / "demo")
    person = next(p for p in ring.people if p.name == SHIFT_LEAD)
    key = ring.unlock(person.staff_id, DEMO_PASSWORD)

    def bare() -> None:
        connection = dbapi2.connect(str(folder / "demo" / "store.db"))
        connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
        for table in ("young_person", "worker_change", "change_step", "telling", "promise", "checklist_item"):
            connection.execute(f"SELECT * FROM {table}").fetchall()
        connection.close()

    arguments = ("today", str(folder / "demo"), SHIFT_LEAD, DEMO_PASSWORD)
    times = [probe(folder / "compiled", *arguments)[1] for _round in range(6)][1:]
    return Result(
        "startup.today_after_password",
        "right password to Today on screen, key derivation left out; baseline reads the same tables bare",
        median(times),
        median(seconds(bare) for _round in range(9)),
        "s",
        0.5,
        "ours at most",
    )
