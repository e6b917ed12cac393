"""Rows about the audit trail: what it costs at each save, and how long it takes to walk it."""

import hashlib
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from securecare_desktop.core.clock import SystemClock
from securecare_desktop.db.audit import AuditTrail
from securecare_desktop.db.check import check
from securecare_desktop.db.store import Store
from securecare_desktop.security.keyslots import Keyring
from securecare_desktop.services.bundle import build_services

from .measure import Result, side_by_side
from .stores import an_occasion
from .ten_years import LEAD, PASSWORD, ten_year_store


def _key_of(folder: Path) -> tuple[bytes, str]:
    """Return the key of a store and its id."""
    ring = Keyring.read(folder)
    lead = next(person for person in ring.people if person.name == LEAD)
    return ring.unlock(lead.staff_id, PASSWORD), ring.store_id


def per_save(folder: Path) -> Result:
    """Save an occasion in the store of ten years with its audit event and without; the difference counts."""
    copy = shutil.copytree(ten_year_store(), folder / "store")
    services = build_services(SystemClock(), copy)
    services.session.sign_in_named(LEAD, PASSWORD)
    young_person = services.young_people.list()[0].id
    nan = services.people.network(young_person)[0].id
    append, number = AuditTrail.append, 0

    def save() -> None:
        nonlocal number
        number += 1
        moment = datetime.now(UTC) - timedelta(minutes=number)
        services.family_time.save_occasion(an_occasion(young_person, nan, moment))

    def save_without() -> None:
        AuditTrail.append = lambda *_what, **_more: None  # type: ignore[method-assign]
        try:
            save()
        finally:
            AuditTrail.append = append  # type: ignore[method-assign]

    first, second = side_by_side(save, save_without, 200)
    services.session.lock()
    return Result(
        "audit.per_save",
        f"what the audit event adds to saving an occasion, which without it takes {second * 1000:.2f} ms",
        (first - second) * 1000,
        second * 1000,
        "ms",
        1.0,
        "ours at most",
    )


def _bare_scan(folder: Path, key: bytes) -> Callable[[], int]:
    """Return a scan that reads every column of every event in order and hashes the bytes, with nothing around it."""

    def scan() -> int:
        connection = dbapi2.connect(str(folder / "store.db"))
        connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
        digest, count = hashlib.sha256(), 0
        for row in connection.execute("SELECT * FROM audit_event ORDER BY seq"):
            digest.update("".join(map(str, row)).encode())
            count += 1
        connection.close()
        return count

    return scan


def check_million(_folder: Path) -> Result:
    """Walk the chain of the store of ten years, against a bare scan of the same file that hashes the same bytes."""
    folder = ten_year_store()
    key, store_id = _key_of(folder)
    store = Store.open(folder, key, store_id)

    def walk() -> None:
        with store.reading() as work:
            assert work.audit.verify().unbroken

    scan = _bare_scan(folder, key)
    count = scan()
    first, second = side_by_side(walk, scan, 3)
    started = time.perf_counter()
    assert check(store).sound
    whole = time.perf_counter() - started
    store.close()
    return Result(
        "audit.check_million",
        f"the chain of {count:,} events walked, against a bare scan; the whole check takes {whole:.0f} s",
        first,
        second,
        "s",
        3.0,
    )
