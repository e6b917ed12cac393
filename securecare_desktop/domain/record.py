"""What every record has in common, and who is acting; the fields themselves stand with each noun."""

from dataclasses import dataclass, fields
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The part of a record that the store fills in; every kind of record derives from this.

    `id` is empty and `version` is 0 until the record is stored; each later save raises the version by one.
    `written_by` and `changed_by` hold staff ids, the times are aware and in UTC.
    """

    id: str = ""
    version: int = 0
    written_by: str = ""
    written_at: datetime | None = None
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """A record that says what happened: a draft until its author signs it, never changed afterwards.

    `signed_by` holds a staff id; `signed_name` and `signed_as` what they were called and were here when they
    signed. `signed_digest` is a hash of the words that were signed (signatures.digest_of).
    """

    signed_by: str = ""
    signed_name: str = ""
    signed_as: str = ""
    signed_at: datetime | None = None
    signed_digest: str = ""

    @property
    def author_id(self) -> str:
        """The staff id of whoever wrote it last, and so may sign it."""
        return self.changed_by or self.written_by


_STAMPS = {kind: frozenset(f.name for f in fields(kind)) for kind in (Record, Entry)}


def stamps_of(kind: type) -> frozenset[str]:
    """Return the fields of a kind of record that the store fills in, never the person."""
    return _STAMPS[Entry if issubclass(kind, Entry) else Record]


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does something: the signed-in person, their role, and the computer they sit at."""

    staff_id: str
    name: str
    role: str
    computer: str
