"""Checks a whole store: the encryption of every page, SQLite's own checks, and the audit chain.

Names the first thing wrong; mends nothing.
"""

from sqlalchemy import Connection

from ..core.clock import local
from ..core.errors import StoreError
from ..core.text import _, day_full, ngettext
from ..domain.audit import Anchor, ChainReport, CheckReport
from .engine import run_plain
from .plan_signatures import plan_that_no_longer_fits
from .signatures import what_no_longer_fits
from .store import Store

_ROOMY = -128 * 1024
"""Memory for pages while the indexes are compared with their tables, in SQLite's negative KiB: with the usual
few every event of a long trail would be decrypted again and again."""


def check(store: Store, anchor: Anchor | None = None) -> CheckReport:
    """Read the whole store and say whether it is sound.

    Takes about half a minute for a million events and 250,000 signed entries.

    `anchor` is what is known of the trail's end outside the store (the keyring holds it, under its seal).
    """
    wrong, chain, head = "", ChainReport(0, None), ""
    try:
        with store.reading() as work:
            connection = work.session.connection()
            wrong = _first_damage(connection) or _first_loose_end(connection)
            chain = work.audit.verify(anchor)
            head = work.audit.head().hash
            wrong = wrong or _what_broke(chain) or what_no_longer_fits(connection)
            wrong = wrong or plan_that_no_longer_fits(connection)
    except StoreError as error:
        return CheckReport(wrong or error.text, _not_sound(), chain.events, chain.since, head)
    return CheckReport(wrong, _not_sound() if wrong else _sound(chain), chain.events, chain.since, head)


def _what_broke(chain: ChainReport) -> str:
    """Return a sentence about the audit trail, or the empty text when it is unbroken."""
    if chain.broken_at:
        return _(
            "Event {n} of the audit trail does not fit: it was changed, added or removed past the program."
        ).format(n=chain.broken_at)
    if chain.missing:
        return ngettext(
            "At least {n} event at the end of the audit trail is missing.",
            "At least {n} events at the end of the audit trail are missing.",
            chain.missing,
        ).format(n=chain.missing)
    if chain.replaced_at:
        return _(
            "Event {n} of the audit trail is not the one that was there before: "
            "the trail was cut off or written anew past the program."
        ).format(n=chain.replaced_at)
    return ""


def _first_damage(connection: Connection) -> str:
    """Return a sentence about the first damaged part of the file, or the empty text."""
    page = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalar()
    if page is not None:
        return _("The store file is damaged: {what}.").format(what=page)
    usual = run_plain(connection, "PRAGMA cache_size").fetchone()[0]
    run_plain(connection, f"PRAGMA cache_size = {_ROOMY}")
    try:
        found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    finally:
        run_plain(connection, f"PRAGMA cache_size = {usual}")
    if found != "ok":
        return _("The store file is damaged: {what}.").format(what=found)
    return ""


def _first_loose_end(connection: Connection) -> str:
    """Return a sentence about the first entry that points to one that is not there, or the empty text."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if found is None:
        return ""
    return _("An entry in the table {table} points to one in {parent} that is not there.").format(
        table=found[0], parent=found[2]
    )


def _sound(chain: ChainReport) -> str:
    if chain.since is None:
        return _("The store is sound. Nothing has been written yet.")
    return ngettext(
        "The store is sound. The audit trail is unbroken, {n} event since {day}.",
        "The store is sound. The audit trail is unbroken, {n} events since {day}.",
        chain.events,
    ).format(n=chain.events, day=day_full(local(chain.since).date()))


def _not_sound() -> str:
    return _("The store is not sound. Leave it as it is and restore the last good backup.")
