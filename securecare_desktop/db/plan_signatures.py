"""Whether the versions of plans that were signed are still what was signed; for the check of a whole store.

The content is held against the digest beside it, and that against the one in the audit trail, which nobody can change
unseen.
"""

import json
from typing import Any

from sqlalchemy import Connection

from ..core.text import _
from ..domain.plan_signing import SIGNED_FIELDS, digest_of_stored
from .engine import run_plain
from .plans import GoalRow, PlanPartRow, PlanVersionRow

Columns = dict[str, object]


def plan_that_no_longer_fits(connection: Connection) -> str:
    """Return a sentence about the first version that is not as it was signed, or the empty text.

    A version that was signed before there were digests has none, and the trail none either.
    """
    tables = run_plain(
        connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'plan_version'"
    )
    if tables.fetchone() is None:
        return ""  # that it is gone is missed by the trail
    signed = _from_the_trail(connection)
    for version_id, values in _rows(connection, PlanVersionRow, "signed_digest").items():
        digest = values.pop("signed_digest")
        if signed.pop(version_id, "") != digest:
            return _(
                "A version of a plan was signed, or has lost its signature, past the program ({id})."
            ).format(id=version_id)
        if digest and digest != _digest(connection, version_id, values):
            return _("A signed version of a plan was changed past the program ({id}).").format(id=version_id)
    for version_id, digest in signed.items():
        if digest:
            return _("A signed version of a plan is gone ({id}).").format(id=version_id)
    return ""


def _from_the_trail(connection: Connection) -> dict[str, str]:
    """Return what the digest of each version became last, as the trail says it."""
    statement = (
        "SELECT record_id, changes FROM audit_event WHERE record_kind = 'plan_versions'"
        " AND changes LIKE '%signed_digest%' ORDER BY seq"
    )
    found = {}
    for version_id, changes in run_plain(connection, statement):
        became = json.loads(changes).get("signed_digest")
        if became is not None:
            found[version_id] = str(became[1] or "")
    return found


def _digest(connection: Connection, version_id: str, version: Columns) -> str:
    parts, goals = (_rows(connection, row, "id", version_id) for row in (PlanPartRow, GoalRow))
    return digest_of_stored(version_id, version, parts, goals)


def _rows(connection: Connection, row: Any, also: str, version_id: str = "") -> dict[str, Columns]:
    """Return what is signed of the rows of a table by id, those of one version or all."""
    names = [*SIGNED_FIELDS[row.__domain__], also]
    columns = ", ".join(f'"{name}"' for name in ("id", *names))
    where, given = (" WHERE plan_version_id = ?", (version_id,)) if version_id else ("", ())
    statement = f"SELECT {columns} FROM {row.__tablename__}{where}"  # noqa: S608 - our own names
    found = run_plain(connection, statement, given)
    return {values[0]: dict(zip(names, values[1:], strict=True)) for values in found}
