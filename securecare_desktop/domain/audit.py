"""What the audit trail says back: who did what and when, and whether the chain is unbroken."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict


class EventGroup(StrEnum):
    """What events can be looked for by; which actions are in a group stands in core/audit_labels.py."""

    LOOKED = "looked"
    WRITTEN = "written"
    PAPER = "paper"
    WAY_IN = "way_in"
    WRONG_TRIES = "wrong_tries"
    ACCOUNTS = "accounts"
    STORE = "store"


class Wanted(TypedDict, total=False):
    """Which events somebody wants to see; what is left out lets everything through. Both days are included."""

    record_kind: str
    record_id: str
    young_person_id: str
    actor_id: str
    action: str
    group: EventGroup | None
    computer: str
    since: date | None
    until: date | None


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
class ToldChange:
    """One field before and after, in words; the empty text stands for "not filled in"."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldEvent(AuditEvent):
    """An event with its words: one sentence, whom it is about (the name used), and the fields that changed."""

    sentence: str
    about: str
    told: tuple[ToldChange, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One person who looked at records on one day: when for the last time, and at what."""

    name: str
    day: date
    last_at: datetime
    places: tuple[str, ...]
    computers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The newest event: its number, hash and moment (text in UTC, of one width), empty in a new store."""

    seq: int
    hash: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was known of the trail's end, kept outside the store: the number and hash of its newest event then."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What walking the chain found.

    Attributes:
        events: how many events fit, from the first one on.
        since: the moment of the first event.
        broken_at: the number of the first event that does not fit, or 0.
        missing: how many events at the end are known to be gone, or 0.
        replaced_at: the number of the event that is not the one of the anchor, or 0. The chain fits in itself
            then, so all of it was written anew: by somebody who has the store's key.
    """

    events: int
    since: datetime | None
    broken_at: int = 0
    missing: int = 0
    replaced_at: int = 0

    @property
    def unbroken(self) -> bool:
        """Return whether every event fits and none is known to be gone."""
        return not (self.broken_at or self.missing or self.replaced_at)


@dataclass(frozen=True, slots=True)
class TrailOverview:
    """What stands around the list of events: its newest one, and the people it can be looked for by (id, name)."""

    head: ChainHead
    staff: tuple[tuple[str, str], ...]
    young_people: tuple[tuple[str, str], ...]
    computer: str


@dataclass(frozen=True, slots=True)
class PaperMark:
    """The event whose mark stands on a paper copy: its number and moment."""

    seq: int
    at: datetime


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


SHORT_MARK = 12
"""How many characters of an event's hash stand at the foot of each page of a pack."""
