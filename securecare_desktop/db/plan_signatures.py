"""Whether the versions of plans that were signed are still what was signed; for the check of a whole store.

The content is held against the digest beside it, and that, with who signed and how far the version has come, against the
audit trail, which nobody can change unseen.
"""

import json
from typing import Any

from sqlalchemy import Connection

from ..core.text import _
from ..domain.plan_signing import SIGNED_FIELDS, digest_of_stored
from .engine import run_plain
from .plans import GoalRow, PlanPartRow, PlanVersionRow

Columns = dict[str, object]

_WHO_SIGNED = (
    "state",
    "author_id",
    "author_name",
    "author_as",
    "author_signed_at",
    "manager_id",
    "manager_name",
    "manager_as",
    "manager_signed_at",
    "young_person_signed_on",
    "not_signed_because",
)
"""What no digest covers, because it comes after it; the trail has each of these."""
_OLDER_SIGNATURE = "signed_on"
"""A field that only an older program wrote: what it said stands in other columns now, and the trail does not say so."""


def plan_that_no_longer_fits(connection: Connection) -> str:
    """Return a sentence about the first version that is not as it was signed, or the empty text.

    A version that was signed before there were digests has none, and the trail none either.
    """
    tables = run_plain(
        connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'plan_version'"
    )
    if tables.fetchone() is None:
        return ""  # that it is gone is missed by the trail
    told = _from_the_trail(connection)
    for version_id, values in _rows(connection, PlanVersionRow, "signed_digest", *_WHO_SIGNED).items():
        digest, said = str(values.pop("signed_digest") or ""), told.pop(version_id, {})
        if (said.get("signed_digest") or "") != digest:
            return _(
                "A version of a plan was signed, or has lost its signature, past the program ({id})."
            ).format(id=version_id)
        if digest and digest != _digest(connection, version_id, values):
            return _("A signed version of a plan was changed past the program ({id}).").format(id=version_id)
        if not _signed_as_told(values, said, digest):
            return _("Who signed a version of a plan was changed past the program ({id}).").format(
                id=version_id
            )
    for version_id, said in told.items():
        if said.get("signed_digest"):
            return _("A signed version of a plan is gone ({id}).").format(id=version_id)
    return ""


def _from_the_trail(connection: Connection) -> dict[str, Columns]:
    """Return what the fields of each version became last, as far as the trail has them."""
    statement = "SELECT record_id, changes FROM audit_event WHERE record_kind = 'plan_versions' ORDER BY seq"
    found: dict[str, Columns] = {}
    for version_id, changes in run_plain(connection, statement):
        became = {name: after for name, (_before, after) in json.loads(changes).items()}
        found.setdefault(version_id, {}).update(became)
    return found


def _signed_as_told(values: Columns, said: Columns, digest: str) -> bool:
    """Say whether the signatures of a version are those that the trail tells of."""
    if not digest and _OLDER_SIGNATURE in said:
        return True
    return all(
        (said.get(name) or "") == (values[name] or "")
        for name in _WHO_SIGNED
        if name in said or (digest and name.startswith("manager_"))
    )


def _digest(connection: Connection, version_id: str, version: Columns) -> str:
    parts, goals = (_rows(connection, row, "id", version_id=version_id) for row in (PlanPartRow, GoalRow))
    return digest_of_stored(version_id, version, parts, goals)


def _rows(connection: Connection, row: Any, *also: str, version_id: str = "") -> dict[str, Columns]:
    """Return what is signed of the rows of a table by id, those of one version or all, with the columns in `also`."""
    names = [*SIGNED_FIELDS[row.__domain__], *also]
    columns = ", ".join(f'"{name}"' for name in ("id", *names))
    where, given = (" WHERE plan_version_id = ?", (version_id,)) if version_id else ("", ())
    statement = f"SELECT {columns} FROM {row.__tablename__}{where}"  # noqa: S608 - our own names
    found = run_plain(connection, statement, given)
    return {values[0]: dict(zip(names, values[1:], strict=True)) for values in found}
