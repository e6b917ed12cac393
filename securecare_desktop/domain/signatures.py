"""Entries are drafts until their author signs them; afterwards an addendum stands beside the old words.

What is signed is fixed by a digest over all words of the entry, worked out in the same way from the record and
from what the store holds (digest_of, digest_of_stored).
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from ..core.errors import Problem
from ..core.labels import label
from ..core.text import _, day_and_time
from .family_time import Occasion, OccasionState
from .legal_orders import TimeAlone
from .own_words import HowGiven, OwnWords
from .plans import Decision
from .record import Entry, Record
from .worker_changes import JointMeeting, MeetingState, Telling
from .young_people import Status

RECORD_KINDS: Mapping[type[Entry], str] = {
    Occasion: "occasions",
    OwnWords: "own_words",
    Telling: "tellings",
    JointMeeting: "joint_meetings",
    Status: "statuses",
    Decision: "decisions",
    TimeAlone: "times_alone",
}
"""Every kind of entry that is signed, with the kind of record that the store and the audit trail call it."""

NOUNS: Mapping[str, tuple[str, ...]] = {
    "occasions": ("family_time",),
    "own_words": ("own_words", "worker_changes"),
    "tellings": ("worker_changes",),
    "joint_meetings": ("worker_changes",),
    "statuses": ("young_people",),
    "decisions": ("plans",),
    "times_alone": ("stays",),
}
"""The features that show a kind of entry."""

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
_STAMPS = frozenset(f.name for f in fields(Entry))


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum(Record):
    """Words that stand beside a signed entry, signed as they are written; they change nothing in it."""

    young_person_id: str
    record_kind: str
    record_id: str
    words: str
    signed_name: str = ""
    signed_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntry:
    """An entry that waits for its author's signature, and whom it is about."""

    young_person_name: str
    entry: Entry

    @property
    def record_kind(self) -> str:
        """What the store calls its kind."""
        return kind_of(self.entry)

    @property
    def written_at(self) -> datetime:
        """When it was last written to."""
        return written_at(self.entry)


@dataclass(frozen=True, slots=True)
class WaitingOf:
    """How many entries wait for one colleague; `name` is empty where it stands for all colleagues together."""

    name: str
    count: int
    oldest: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for a signature: the reader's own entries, oldest first, and how much waits for others."""

    yours: tuple[WaitingEntry, ...] = ()
    others: tuple[WaitingOf, ...] = ()

    @property
    def others_count(self) -> int:
        """How many entries wait for colleagues."""
        return sum(one.count for one in self.others)

    @property
    def others_oldest(self) -> datetime | None:
        """When the oldest of them was written."""
        return min((one.oldest for one in self.others), default=None)


def kind_of(entry: Entry) -> str:
    """Return what the store calls this kind of entry. Raises KeyError for a record that is not signed."""
    return RECORD_KINDS[type(entry)]


def young_person_of(entry: Entry) -> str:
    """Return the id of the young person an entry is about; every kind has one."""
    return str(getattr(entry, "young_person_id"))  # noqa: B009 - the base class leaves it to each kind


def written_at(entry: Entry) -> datetime:
    """Return when a stored entry was last written to."""
    moment = entry.changed_at or entry.written_at
    assert moment is not None, "only stored entries wait"
    return moment


def problems_in_addendum(addendum: Addendum) -> tuple[Problem, ...]:
    """Return what has to be put right before an addendum can stand."""
    if not addendum.words.strip():
        return (Problem("words", _("Write what has to be added. The signed words stay as they are.")),)
    return ()


def problems_in_signing(entry: Entry) -> tuple[Problem, ...]:
    """Return why an entry cannot be signed yet: it is about something that has not happened or is not whole."""
    sentence = ""
    if isinstance(entry, Occasion) and entry.state is OccasionState.PLANNED:
        sentence = _("This is only planned. Write what happened, then sign it.")
    elif isinstance(entry, Occasion) and entry.still_to_tell:
        sentence = _("The young person has not been told yet. Write down who told them, then sign it.")
    elif isinstance(entry, OwnWords) and entry.given_how is HowGiven.NOT_ASKED:
        sentence = _("They have not been asked yet. Write down what they say, then sign it.")
    elif isinstance(entry, JointMeeting) and entry.state is MeetingState.PLANNED:
        sentence = _("This meeting is only planned. Write how it went, then sign it.")
    elif isinstance(entry, Telling) and entry.told_at is None:
        sentence = _("Nobody has been told here yet. Write down when they were, then sign it.")
    elif isinstance(entry, TimeAlone) and entry.ended_at is None:
        sentence = _("The end is not written down yet. Write when the door was opened, then sign it.")
    return (Problem("", sentence),) if sentence else ()


def can_be_signed(entry: Entry) -> bool:
    """Say whether an entry waits for its author's signature."""
    return entry.signed_at is None and not problems_in_signing(entry)


def stamps_of(entry: Entry, staff_id: str, name: str, role: str, moment: datetime) -> dict[str, object]:
    """Return the fields that a signature fills in; `role` is what the signer is called here, in words."""
    return {
        "signed_by": staff_id,
        "signed_name": name,
        "signed_as": role,
        "signed_at": moment,
        "signed_digest": digest_of(entry),
    }


# -- in words --------------------------------------------------------------------------------------------------


def title_of(entry: Entry) -> str:
    """Return what an entry is in a few words: "Phone call with Nan", "Telling Mum"."""
    if isinstance(entry, Occasion):
        return _("{kind} with {whom}").format(kind=label(entry.kind), whom=entry.with_whom)
    if isinstance(entry, OwnWords):
        return _("Own words, about {what}").format(what=label(entry.about))
    if isinstance(entry, Telling):
        return _("Telling {name}").format(name=entry.who)
    if isinstance(entry, Status):
        return _("How things are: {state}").format(state=label(entry.kind).lower())
    if isinstance(entry, TimeAlone):
        return _("Time alone, door locked")
    return str(getattr(entry, "what"))  # noqa: B009 - a meeting or a decision, which say it themselves


def signed_words(signed: Entry | Addendum) -> str:
    """Return who signed it, as what and when: "Denise Okafor, shift lead, Wed 13 May 2026, 21:10"."""
    moment = signed.signed_at if isinstance(signed, Entry) else signed.written_at
    role = signed.signed_as
    if role[1:2].islower():
        role = role[:1].lower() + role[1:]
    parts = (signed.signed_name, role, day_and_time(moment) if moment is not None else "")
    return ", ".join(part for part in parts if part)


def addenda_to(entry: Record, kind: str, addenda: tuple[Addendum, ...]) -> tuple[Addendum, ...]:
    """Return those of the addenda that stand beside this record, oldest first."""
    own = [a for a in addenda if a.record_kind == kind and a.record_id == entry.id]
    return tuple(
        sorted(own, key=lambda a: (a.written_at is None, a.written_at and a.written_at.timestamp(), a.id))
    )


# -- the digest --------------------------------------------------------------------------------------------------


def digest_of(entry: Entry) -> str:
    """Return SHA-256 in hexadecimal over everything a person wrote into the entry, whose it is and its id."""
    names = _WRITTEN[type(entry)]
    return digest_of_stored(type(entry), entry.id, {name: as_stored(getattr(entry, name)) for name in names})


def digest_of_stored(kind: type[Entry], record_id: str, values: Mapping[str, object]) -> str:
    """Return the digest of an entry from its columns as the store holds them.

    A field that is empty or as it is when nobody touches it is left out, so that a field added later changes
    the digest of no entry that was signed before.
    """
    usual = _WRITTEN[kind]
    words = {
        name: value
        for name, value in values.items()
        if name in usual and value not in (None, "", usual[name])
    }
    return sha256(_ENCODER.encode([RECORD_KINDS[kind], record_id, words]).encode("ascii")).hexdigest()


def as_stored(value: Any) -> object:
    """Return a value as the store writes it. Raises TypeError for what no signed record holds."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, tuple):
        return json.dumps([str(one) for one in value], ensure_ascii=False)
    raise TypeError(f"no signed form for {type(value).__name__}")


_WRITTEN: Mapping[type[Entry], Mapping[str, object]] = {
    kind: {
        f.name: None if f.default is MISSING else as_stored(f.default)
        for f in fields(kind)
        if f.name not in _STAMPS
    }
    for kind in RECORD_KINDS
}
"""The fields of each kind that a person fills in, with what stands there when nobody does."""
