"""Addenda beside signed entries, and whether what was signed is still what stands there.

The signatures themselves are columns of the entries (entries.py).
"""

import json
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Connection, Index, Table
from sqlalchemy.orm import Mapped

from ..core.errors import AlreadySigned
from ..core.text import _
from ..domain.record import Entry
from ..domain.signatures import Addendum, digest_of_stored
from .audit import ADDED, SIGNED
from .base import RecordRow, Repository, SearchText, reference
from .engine import run_plain
from .family_time import OccasionRow
from .legal_orders import TimeAloneRow
from .own_words import OwnWordsRow
from .plans import DecisionRow
from .worker_changes import JointMeetingRow, TellingRow
from .young_people import StatusRow

ENTRY_ROWS = (OccasionRow, OwnWordsRow, TellingRow, JointMeetingRow, StatusRow, DecisionRow, TimeAloneRow)
"""The rows of every kind of entry that is signed."""

for _row in ENTRY_ROWS:  # most entries are signed, so that looking for the others walks few rows
    _table = _row.__table__
    assert isinstance(_table, Table)
    Index(f"ix_{_table.name}_unsigned", _table.c.young_person_id, sqlite_where=_table.c.signed_at.is_(None))


STAYS_AS_SIGNED = tuple(
    f"""CREATE TRIGGER IF NOT EXISTS {row.__tablename__}_stays_as_signed BEFORE UPDATE ON {row.__tablename__}
    WHEN OLD.signed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a signed entry is never changed'); END"""
    for row in ENTRY_ROWS
)
"""For migrations, which copy them."""


class AddendumRow(RecordRow):
    """Rows of Addendum."""

    __tablename__ = "addendum"
    __record_kind__ = "addenda"
    __domain__ = Addendum
    __order__ = ("written_at", "id")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    record_kind: Mapped[str]
    record_id: Mapped[str]
    words: Mapped[str]
    signed_name: Mapped[str]
    signed_as: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.words[:80], self.words)


class Addenda(Repository[Addendum]):
    """Plain queries on addendum rows, which are signed as they are written."""

    row = AddendumRow

    def save(self, value: Addendum) -> Addendum:
        """Store a new addendum. Raises AlreadySigned for one that is there: it is never changed."""
        if value.version:
            raise AlreadySigned(
                _("This addendum is signed, so its words stay as they are."), _("Write another one.")
            )
        return self.add(value)


# -- is it still what was signed? ------------------------------------------------------------------------------


def what_no_longer_fits(connection: Connection) -> str:
    """Return a sentence about the first entry that is not as it was signed, or the empty text.

    The words are held against the digest beside them, and that, with who signed, against the audit trail, which
    nobody can change unseen; a table that is gone is missed by the trail. Takes about 10 seconds for 250,000
    entries.
    """
    signed = dict(_from_the_trail(connection))
    tables = {
        name for (name,) in run_plain(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    for row in ENTRY_ROWS:
        if row.__tablename__ not in tables:
            continue
        for record_id, digest, fits, who in _signed_rows(connection, row):
            if not fits:
                return _(
                    "The words of a signed entry were changed past the program (table {table}, {id})."
                ).format(table=row.__tablename__, id=record_id)
            told, told_who = signed.pop((row.__record_kind__, record_id), ("", ("", "")))
            if told != digest:
                return _("An entry was signed past the program (table {table}, {id}).").format(
                    table=row.__tablename__, id=record_id
                )
            if told_who != who:
                return _("Who signed an entry was changed past the program (table {table}, {id}).").format(
                    table=row.__tablename__, id=record_id
                )
    for kind, record_id in signed:
        return _("A signed entry has lost its signature ({kind}, {id}).").format(kind=kind, id=record_id)
    return _first_changed_addendum(connection) if AddendumRow.__tablename__ in tables else ""


_Who = tuple[str, str]
"""The id and the name of whoever signed."""


def _from_the_trail(connection: Connection) -> Iterator[tuple[tuple[str, str], tuple[str, _Who]]]:
    """Yield ((kind, id), (digest, who)) of every signature of an entry."""
    statement = (
        "SELECT record_kind, record_id, changes, actor_id, actor_name FROM audit_event WHERE action = ?"
    )
    for kind, record_id, changes, staff_id, name in run_plain(connection, statement, (SIGNED,)):
        yield (kind, record_id), (str(json.loads(changes)["signed_digest"][1]), (staff_id, name))


def _signed_rows(connection: Connection, row: Any) -> Iterator[tuple[str, str, bool, _Who]]:
    """Yield id, digest, whether the words fit it, and who signed, of every signed entry of one table."""
    names = [column.name for column in row.__table__.columns]
    quoted = ", ".join(f'"{name}"' for name in names)  # one of them is called "where"
    statement = f"SELECT {quoted} FROM {row.__tablename__} WHERE signed_at IS NOT NULL"  # noqa: S608 - our own names
    kind = cast(type[Entry], row.__domain__)
    at_id, at_digest = names.index("id"), names.index("signed_digest")
    at_who, at_name = names.index("signed_by"), names.index("signed_name")
    for values in run_plain(connection, statement):
        found = digest_of_stored(kind, values[at_id], dict(zip(names, values, strict=True)))
        who = (values[at_who], values[at_name])
        yield values[at_id], values[at_digest], found == values[at_digest], who


def _first_changed_addendum(connection: Connection) -> str:
    """Return a sentence about the first addendum whose words are not those that were written, or the empty text."""
    said = "SELECT changes FROM audit_event WHERE record_id = ? AND action = ?"
    for record_id, words in run_plain(connection, "SELECT id, words FROM addendum"):
        written = run_plain(connection, said, (record_id, ADDED)).fetchone()
        if written is None or json.loads(written[0]).get("words", [None, None])[1] != words:
            return _("The words of an addendum were changed past the program ({id}).").format(id=record_id)
    return ""
