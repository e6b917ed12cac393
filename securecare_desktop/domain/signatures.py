"""Entries are drafts until their author signs them; afterwards an addendum stands beside the old words."""

import json
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import Enum
from hashlib import sha256
from typing import Any

from ..core.errors import Problem
from ..core.text import _
from .family_time import Occasion, OccasionState
from .own_words import OwnWords
from .plans import Decision
from .record import Entry, Record
from .worker_changes import JointMeeting, MeetingState, Telling
from .young_people import Status

ENTRY_KINDS: tuple[type[Entry], ...] = (Occasion, OwnWords, Telling, JointMeeting, Status, Decision)
"""Every kind of entry that is signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum(Record):
    """Words that stand beside a signed entry, signed as they are written; they change nothing in it."""

    young_person_id: str
    record_kind: str
    record_id: str
    words: str
    signed_name: str = ""
    signed_as: str = ""


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
    elif isinstance(entry, JointMeeting) and entry.state is MeetingState.PLANNED:
        sentence = _("This meeting is only planned. Write how it went, then sign it.")
    elif isinstance(entry, Telling) and entry.told_at is None:
        sentence = _("Nobody has been told here yet. Write down when they were, then sign it.")
    return (Problem("", sentence),) if sentence else ()


def can_be_signed(entry: Entry) -> bool:
    """Say whether an entry waits for its author's signature."""
    return entry.signed_at is None and not problems_in_signing(entry)


def digest_of(entry: Entry) -> str:
    """Return SHA-256 in hexadecimal over everything a person wrote into the entry, whose it is and its id."""
    stamps = {f.name for f in fields(Entry)}
    words = {f.name: getattr(entry, f.name) for f in fields(entry) if f.name not in stamps}
    text = json.dumps(
        [type(entry).__name__, entry.id, words], sort_keys=True, separators=(",", ":"), default=_plain
    )
    return sha256(text.encode("ascii")).hexdigest()


def _plain(value: Any) -> object:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"no signed form for {type(value).__name__}")
