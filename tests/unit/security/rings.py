"""What the tests of the keyring share: a small house, two people, and ways to tamper with its file."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from securecare_desktop.security import keyslots
from securecare_desktop.security.keyslots import KEYRING_FILE, Anchor, House, KeyCost, Keyring, SlotPerson

QUICK = KeyCost(memory_kib=64, passes=1, lanes=1)
"""Not for the world."""
KEY = os.urandom(32)
STORE_ID = "5" * 32
HOUSE = House("Hartwell", "Rowan House", "england")
ANNA = SlotPerson("s-anna", "Anna Kelly", "shift_lead", "Senior practitioner")
ŁUKASZ = SlotPerson("s-lukasz", "Łukasz Wójcik", "residential_worker", "")
PASSWORD = "garden kettle lantern"
OTHER_PASSWORD = "inne hasło ż"
ANCHOR = Anchor(1041, "9f" * 32, "2026-11-22T22:15:00+00:00")


def read(folder: Path) -> Keyring:
    """Read a keyring whose slots may be cheap."""
    return Keyring.read(folder, floor=QUICK)


def whole_ring() -> Keyring:
    """Return a keyring with both people."""
    empty = Keyring.create(STORE_ID, HOUSE, KEY, QUICK)
    return empty.with_slot(KEY, ŁUKASZ, OTHER_PASSWORD).with_slot(KEY, ANNA, PASSWORD)


def written_anew(folder: Path, ring: Keyring) -> Keyring:
    """Write a keyring as somebody would who knows how the plain checksum is made, but not the key."""
    (folder / KEYRING_FILE).write_bytes(keyslots._encode(ring))
    return read(folder)


def forged(folder: Path, change: Callable[[Any], object]) -> Keyring:
    """Change the file as somebody would who knows how the plain checksum is made, but not the key."""
    file = folder / KEYRING_FILE
    raw = json.loads(file.read_bytes())
    change(raw)
    del raw["checksum"]
    raw["checksum"] = keyslots.hashlib.sha256(keyslots._canonical(raw)).hexdigest()
    file.write_bytes(json.dumps(raw, separators=(",", ":")).encode("ascii") + b"\n")
    return read(folder)


def shown_as(ring: Keyring, staff_id: str) -> SlotPerson:
    """Return what the sign-in page shows of somebody."""
    return next(person for person in ring.people if person.staff_id == staff_id)


def with_changed_slot(ring: Keyring, staff_id: str, change: Callable[[Any], Any]) -> Keyring:
    """Return a keyring in which one slot was tampered with."""
    slots = tuple(change(slot) if slot.person.staff_id == staff_id else slot for slot in ring.slots)
    return replace(ring, slots=slots)
