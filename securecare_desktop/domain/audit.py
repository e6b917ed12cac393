"""What the audit trail says back: who did what and when, and whether the chain is unbroken."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; None stands for "not filled in". Values are text, numbers or lists."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One thing somebody did. `hash` covers every other field and the hash of the event before."""

    seq: int
    at: datetime
    actor_id: str
    actor_name: str
    computer: str
    action: str
    record_kind: str
    record_id: str
    young_person_id: str
    changes: tuple[FieldChange, ...]
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The newest event: its number and hash, both of them empty in a new store."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What walking the chain found. `broken_at` is the number of the first event that does not fit, or 0."""

    events: int
    since: datetime | None
    broken_at: int = 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What checking a store found. `wrong` is a sentence about the first thing wrong, or empty."""

    wrong: str
    summary: str
    events: int
    since: datetime | None
    head: str

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.wrong
