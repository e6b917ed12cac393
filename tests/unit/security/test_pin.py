"""The PIN opens the lock of whoever chose it, three tries and a time long, and never touches the disk."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from securecare_desktop.core.errors import StoreError
from securecare_desktop.security.keyslots import KeyCost
from securecare_desktop.security.pin import Pin, PinEnvelope
from tests.unit.security.rings import KEY, QUICK

DIGITS = "407193"
LOCKED_AT = 81_000.5
ROOT = Path(__file__).resolve().parents[3]


def sealed(minutes: int = 60) -> PinEnvelope:
    return Pin(DIGITS, QUICK).envelope(KEY, LOCKED_AT, minutes)


def left_in(thing: object) -> bytes:
    """Return every byte that an object of ours still holds."""
    values = [getattr(thing, name) for name in type(thing).__slots__]  # type: ignore[attr-defined]
    return b"".join(bytes(value) for value in values if isinstance(value, bytes | bytearray))


def test_the_right_pin_gives_the_key() -> None:
    assert sealed().open(DIGITS, LOCKED_AT + 5) == KEY


def test_a_wrong_pin_gives_nothing_and_the_third_empties_the_envelope() -> None:
    envelope = sealed()
    for left in (2, 1, 0):
        assert envelope.usable(LOCKED_AT)
        assert envelope.open("407194", LOCKED_AT) is None
        assert envelope.tries_left == left
    assert not envelope.usable(LOCKED_AT)
    assert envelope.open(DIGITS, LOCKED_AT) is None


def test_two_slips_are_forgiven() -> None:
    envelope = sealed()
    for slip in ("407139", ""):
        assert envelope.open(slip, LOCKED_AT) is None
    assert envelope.open(DIGITS, LOCKED_AT) == KEY


@pytest.mark.parametrize("minutes", [1, 60, 240])
def test_it_can_be_opened_until_its_time_is_up(minutes: int) -> None:
    assert sealed(minutes).open(DIGITS, LOCKED_AT + minutes * 60 - 0.1) == KEY
    late = sealed(minutes)
    assert late.open(DIGITS, LOCKED_AT + minutes * 60) is None
    assert late.open(DIGITS, LOCKED_AT) is None  # and does not come back


def test_a_clock_that_runs_backwards_empties_it() -> None:
    envelope = sealed()
    assert not envelope.usable(LOCKED_AT - 1)
    assert envelope.open(DIGITS, LOCKED_AT) is None


def test_it_opens_once_and_the_pin_is_ready_for_the_next_lock() -> None:
    first = sealed()
    assert first.open(DIGITS, LOCKED_AT) == KEY
    assert first.open(DIGITS, LOCKED_AT) is None
    second = first.pin.envelope(os.urandom(32), LOCKED_AT + 100)
    assert second.open("111111", LOCKED_AT + 101) is None
    assert second.tries_left == 2
    assert second.open(DIGITS, LOCKED_AT + 102) is not None


def test_a_pin_is_good_for_one_envelope_and_none_once_it_is_wiped() -> None:
    used, wiped = Pin(DIGITS, QUICK), Pin(DIGITS, QUICK)
    used.envelope(KEY, LOCKED_AT)
    wiped.wipe()
    for pin in (used, wiped):
        with pytest.raises(ValueError, match="used up"):
            pin.envelope(KEY, LOCKED_AT)


def test_while_locked_neither_key_nor_digits_nor_what_they_gave_are_held() -> None:
    pin = Pin(DIGITS, QUICK)
    stretched = pin._stretched
    gave = bytes(stretched)
    envelope = pin.envelope(KEY, LOCKED_AT)
    held = left_in(pin) + left_in(envelope)
    for secret in (KEY, gave, DIGITS.encode("ascii")):
        assert secret not in held
    assert not stretched


@pytest.mark.parametrize(
    "end",
    [
        lambda envelope: envelope.wipe(),
        lambda envelope: envelope.open(DIGITS, LOCKED_AT),
        lambda envelope: envelope.usable(LOCKED_AT + 3600),
        lambda envelope: [envelope.open("000000", LOCKED_AT) for _try in range(3)],
    ],
    ids=["wiped", "opened", "too late", "three wrong"],
)
def test_an_envelope_that_is_done_holds_nothing_of_the_key(end: Callable[[PinEnvelope], object]) -> None:
    envelope = sealed()
    box = bytes(envelope._box)
    end(envelope)
    assert box not in left_in(envelope)
    assert not envelope._box
    assert envelope.tries_left == 0


def test_what_is_forgotten_is_overwritten_first() -> None:
    left_behind: list[bytes] = []

    class Watched(bytearray):
        def clear(self) -> None:
            left_behind.append(bytes(self))
            super().clear()

    pin = Pin(DIGITS, QUICK)
    pin._stretched = Watched(pin._stretched)
    envelope = pin.envelope(KEY, LOCKED_AT)
    envelope._box = Watched(envelope._box)
    envelope.wipe()
    assert left_behind == [bytes(32), bytes(48)]


def test_a_try_that_runs_out_of_memory_counts() -> None:
    envelope = sealed()
    envelope.pin._cost = replace(QUICK, memory_kib=1)  # less than Argon2 can work with
    for _attempt in range(3):
        with pytest.raises(StoreError, match="memory"):
            envelope.open(DIGITS, LOCKED_AT)
    assert envelope.open(DIGITS, LOCKED_AT) is None
    assert not envelope._box


def test_the_same_digits_of_two_people_give_different_envelopes() -> None:
    first, second = sealed(), sealed()
    assert first._box != second._box
    assert first.pin._salt != second.pin._salt


def test_a_guess_at_a_pin_costs_what_a_guess_at_a_password_does() -> None:
    from securecare_desktop.security import wrapping

    assert Pin(DIGITS)._cost == wrapping.STANDARD_COST == KeyCost(64 * 1024, 3, 4)


WATCHED = """
import os, sys
from pathlib import Path
from securecare_desktop.security import wrapping
from securecare_desktop.security.keyslots import KeyCost
from securecare_desktop.security.pin import Pin
wrapping.load_libraries()
touched = []
WRITING = ("os.rename", "os.mkdir", "os.truncate", "shutil", "tempfile", "socket", "subprocess", "sqlite3")
def watch(event, args):
    if event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        touched.append(str(args[0]))
    elif event.startswith(WRITING):
        touched.append(event)
sys.addaudithook(watch)
pin = Pin("407193", KeyCost(64, 1, 1))
for guess in ("000000", "407193"):
    envelope = pin.envelope(b"k" * 32, 0.0) if guess == "000000" else envelope
    opened = envelope.open(guess, 1.0)
assert opened == b"k" * 32
envelope.pin.envelope(opened, 2.0).wipe()
assert not touched, touched
Path("seen").write_text("", "ascii")
assert touched == ["seen"], "the watch does not work"
"""


def test_a_pin_cannot_be_guessed_from_files_because_none_is_written(written: Path) -> None:
    before = {file.name: file.read_bytes() for file in written.iterdir()}
    subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=written,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(written)},
        timeout=60,
        check=True,
    )
    assert {file.name: file.read_bytes() for file in written.iterdir()} == {**before, "seen": b""}
