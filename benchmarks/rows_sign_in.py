"""Rows about coming in: switching to somebody else, opening a store of ten years, and a wrong password."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from securecare_desktop.core.clock import SystemClock
from securecare_desktop.core.errors import SignInRefused
from securecare_desktop.security.keyslots import Keyring
from securecare_desktop.services.bundle import build_services
from securecare_desktop.services.demo import DEMO_MANAGER, DEMO_PASSWORD

from .measure import Result, seconds
from .rows_startup import SHIFT_LEAD, probe
from .stores import demo
from .ten_years import LEAD, PASSWORD, WORKER, ten_year_store

_ROUNDS = 5


def switch_user(folder: Path) -> Result:
    """From the key for switching to somebody else's Today on the screen; baseline: the same in the demo unit."""
    demo(folder / "demo").session.lock()
    ten = ("switch", str(ten_year_store()), LEAD, WORKER, PASSWORD)
    few = ("switch", str(folder / "demo"), SHIFT_LEAD, DEMO_MANAGER, DEMO_PASSWORD)
    ours, baseline = [], []
    for _round in range(_ROUNDS):
        ours.append(probe(folder / "compiled", *ten)[1])
        baseline.append(probe(folder / "compiled", *few)[1])
    return Result(
        "switch.user",
        "switching to somebody else's Today, key derivation and all, with ten years of records; baseline: the demo unit",
        median(ours[1:]),
        median(baseline[1:]),
        "s",
        2.0,
        "ours at most",
    )


@contextmanager
def _without_key_derivation(*folders: tuple[Path, str, str]) -> Iterator[None]:
    """Derive the key of each (folder, name, password) once, and have it handed out at sign-in."""
    unlock, keys = Keyring.unlock, {}
    for folder, name, password in folders:
        ring = Keyring.read(folder)
        person = next(p for p in ring.people if p.name == name)
        keys[ring.store_id] = ring.unlock(person.staff_id, password)
    Keyring.unlock = lambda ring, _staff_id, _password: keys[ring.store_id]  # type: ignore[method-assign]
    try:
        yield
    finally:
        Keyring.unlock = unlock  # type: ignore[method-assign]


def _signing_in(folder: Path, name: str, password: str) -> Callable[[], float]:
    """Return what signs somebody in as the window does, says how long that took, and locks again."""
    session = build_services(SystemClock(), folder).session
    staff_id = next(p.staff_id for p in Keyring.read(folder).people if p.name == name)

    def sign_in() -> float:
        taken = seconds(lambda: session.sign_in(staff_id, password))
        session.lock()
        return taken

    return sign_in


def open_ten_year_store(folder: Path) -> Result:
    """Open the store after the right password, key derivation left out, against the demo unit."""
    demo(folder / "demo").session.lock()
    ten = ten_year_store()
    many = _signing_in(ten, LEAD, PASSWORD)
    few = _signing_in(folder / "demo", SHIFT_LEAD, DEMO_PASSWORD)
    with _without_key_derivation((ten, LEAD, PASSWORD), (folder / "demo", SHIFT_LEAD, DEMO_PASSWORD)):
        pairs = [(many(), few()) for _round in range(26)][1:]
    return Result(
        "open.ten_year_store",
        "right password to the store open, with ten years of records, against the demo unit",
        median(first for first, _second in pairs) * 1000,
        median(second for _first, second in pairs) * 1000,
        "ms",
        1.2,
    )


def wrong_against_right(folder: Path) -> Result:
    """A wrong password against the right one for the same name, each as long as whoever types it waits."""
    services = demo(folder / "demo")
    services.session.lock()
    right = _signing_in(folder / "demo", SHIFT_LEAD, DEMO_PASSWORD)

    def wrong() -> None:
        try:
            services.session.sign_in_named(SHIFT_LEAD, DEMO_PASSWORD[::-1])
        except SignInRefused:
            return
        raise AssertionError("a wrong password opened the store")

    pairs = [(right(), seconds(wrong)) for _round in range(16)][1:]
    return Result(
        "sign_in.wrong_against_right",
        "a wrong password takes as long as the right one",
        median(second for _first, second in pairs) * 1000,
        median(first for first, _second in pairs) * 1000,
        "ms",
        1.1,
        "either way at most",
    )
