"""How a version of the plan comes from a draft to the one that counts, and what both signatures are put under.

The digest is worked out in the same way from the records and from what the store holds (digest_of,
digest_of_stored), so that a check notices a section or goal that was changed, added or taken out afterwards.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date, datetime
from hashlib import sha256

from ..core.clock import local
from ..core.errors import Problem
from ..core.text import _, day_full
from .audit import AuditEvent
from .plans import Goal, PlanPart, PlanState, PlanVersion
from .record import Record
from .signatures import as_stored
from .voice import problems_in_voice, voice_of

SIGNED_FIELDS: Mapping[type[Record], tuple[str, ...]] = {
    PlanVersion: (
        "young_person_id",
        "number",
        "made_on",
        "why",
        "shared_on",
        "shared_how",
        "shared_by",
        "comments",
        "comments_how",
        "why_not_asked",
        "other_comments",
    ),
    PlanPart: ("section", "text", "own_words", "given_how", "given_on", "why_not_asked"),
    Goal: (
        "title",
        "lineage_id",
        "need",
        "what_we_do",
        "what_better_looks_like",
        "how_we_know",
        "who",
        "by",
        "indicators",
        "own_words",
        "given_how",
        "given_on",
        "why_not_asked",
    ),
}
"""What is signed. When somebody is asked again, what a section answers to, and what became of a goal are not."""

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


# -- what has to be there first --------------------------------------------------------------------------------


def problems_in_sharing(version: PlanVersion, today: date) -> tuple[Problem, ...]:
    """Return what is missing where it is written down that the young person was shown the version, or why not yet."""
    if version.shared_on is None:
        if version.why_not_asked.strip():
            return ()
        sentence = _("Write when it was shared with them, or why that was not possible yet.")
        return (Problem("shared_on", sentence),)
    found = []
    if version.shared_on > today:
        found.append(Problem("shared_on", _("This day is still to come. Leave it empty until then.")))
    if not version.shared_how.strip():
        found.append(Problem("shared_how", _("Write how: read together, as pictures, with an interpreter.")))
    if not version.shared_by.strip():
        found.append(Problem("shared_by", _("Write who shared it with them.")))
    voice_problems = problems_in_voice(version)
    found += voice_problems
    if not voice_problems and not voice_of(version).is_answer:
        sentence = _("Write what they say about it, that they chose not to, or why they were not asked.")
        found.append(Problem("comments", sentence))
    return (*found, *problems_in_their_signature(version, today))


def problems_in_their_signature(version: PlanVersion, today: date) -> tuple[Problem, ...]:
    """Return why the young person cannot have signed a version on the day that is written: they had not seen it."""
    on, sentence = version.young_person_signed_on, ""
    if on is None:
        return ()
    if on > today:
        sentence = _("This day is still to come. Leave it empty until then.")
    elif version.shared_on is None:
        sentence = _("They have not been shown this version yet. Write first when it was shared with them.")
    elif on < version.shared_on:
        sentence = _("It was shared with them on {day}. Choose that day or a later one.")
        sentence = sentence.format(day=day_full(version.shared_on))
    return (Problem("young_person_signed_on", sentence),) if sentence else ()


def shared(version: PlanVersion) -> PlanVersion:
    """Return the version in the state that its sharing brings it to: shared, once there is a day."""
    state = PlanState.SHARED if version.shared_on is not None else PlanState.DRAFT
    return replace(version, state=state)


def problems_in_signing(
    version: PlanVersion, parts: Iterable[PlanPart], goals: Iterable[Goal]
) -> tuple[Problem, ...]:
    """Return why the author cannot sign a version yet."""
    if not version.may_be_written_in:
        return (Problem("", _("This version is signed already. Open the plan again.")),)
    if not any(part.text.strip() for part in parts) and not tuple(goals):
        return (Problem("", _("Nothing is written in this version yet. Write it, then sign it.")),)
    if version.state is PlanState.DRAFT and not version.why_not_asked.strip():
        sentence = _("Share it with the young person first, or write why that was not possible yet.")
        return (Problem("shared_on", sentence),)
    return ()


def problems_in_signing_as_manager(version: PlanVersion, staff_id: str) -> tuple[Problem, ...]:
    """Return why this member of staff cannot sign a version as the manager."""
    if version.may_be_written_in:
        return (Problem("", _("The author signs first. Ask whoever wrote this version.")),)
    if version.state is not PlanState.SIGNED:
        return (Problem("", _("A manager has signed this version already. Open the plan again.")),)
    if version.author_id == staff_id:
        sentence = _("You signed this as its author. Two people sign a plan: ask another manager.")
        return (Problem("", sentence),)
    return ()


def problems_in_taking_back(version: PlanVersion, because: str) -> tuple[Problem, ...]:
    """Return why the author's signature cannot be taken back."""
    if version.may_be_written_in:
        return (Problem("", _("This version is not signed yet. It can be changed as it is.")),)
    if version.state is not PlanState.SIGNED:
        sentence = _("A manager has signed this version. Start a new version for what is new.")
        return (Problem("", sentence),)
    if not because.strip():
        return (Problem("because", _("Write why it is opened again.")),)
    return ()


# -- what was changed since it was shared ----------------------------------------------------------------------


SHARED = "plan_shared"
"""What the trail calls it that the young person was shown a version."""


def shared_in(version: PlanVersion, events: Iterable[AuditEvent]) -> AuditEvent | None:
    """Return the event in which it was last written down that the young person was shown a version, or None.

    `events` are those of the version, oldest first. A version that came with its sharing, as from another store, was
    shared when it was added. None for one that is not shared, or counts already.
    """
    if version.shared_on is None or version.state not in (PlanState.SHARED, PlanState.SIGNED):
        return None
    last = None
    for event in events:
        if event.action == SHARED or any(c.field == "shared_on" and c.after for c in event.changes):
            last = event
    return last


def is_changed_since(
    version: PlanVersion, shared: AuditEvent, kind: type[Record], events: Iterable[AuditEvent]
) -> bool:
    """Say whether what is signed of a record is another one than when its version was shared.

    `events` are those of the record, oldest first. What was written on a later day than that of the sharing counts
    also where the sharing was written down after that, but for a version that was begun after it.
    """
    day = version.shared_on
    assert day is not None
    together = shared.action != SHARED  # they came into the store with each other
    by_day = version.made_on <= day and not together
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for event in events:
        later = event.seq > shared.seq and not (together and event.action == shared.action)
        if later or (by_day and local(event.at).date() > day):
            for change in event.changes:
                if change.field in SIGNED_FIELDS[kind]:
                    before.setdefault(change.field, change.before)
                    after[change.field] = change.after
    return any((after[name] or "") != (was or "") for name, was in before.items())


# -- the signatures --------------------------------------------------------------------------------------------


def signed_by_author(
    version: PlanVersion, staff_id: str, name: str, role: str, moment: datetime, digest: str
) -> PlanVersion:
    """Return the version with its author's signature; `role` is what they are called here, in words."""
    return replace(
        version,
        state=PlanState.SIGNED,
        author_id=staff_id,
        author_name=name,
        author_as=role,
        author_signed_at=moment,
        signed_digest=digest,
    )


def signed_by_manager(
    version: PlanVersion, staff_id: str, name: str, role: str, moment: datetime
) -> PlanVersion:
    """Return the version with the manager's signature beside the author's: from now on it counts."""
    return replace(
        version,
        state=PlanState.CURRENT,
        manager_id=staff_id,
        manager_name=name,
        manager_as=role,
        manager_signed_at=moment,
    )


def taken_back(version: PlanVersion) -> PlanVersion:
    """Return the version without the author's signature, open to be written in again."""
    unsigned = replace(
        version, author_id="", author_name="", author_as="", author_signed_at=None, signed_digest=""
    )
    return shared(unsigned)


# -- the digest ------------------------------------------------------------------------------------------------


def digest_of(version: PlanVersion, parts: Iterable[PlanPart], goals: Iterable[Goal]) -> str:
    """Return SHA-256 in hexadecimal over a version, its sections and its goals, whole; in whatever order they come."""
    return digest_of_stored(
        version.id,
        _values(version),
        {part.id: _values(part) for part in parts},
        {goal.id: _values(goal) for goal in goals},
    )


def digest_of_stored(
    version_id: str,
    version: Mapping[str, object],
    parts: Mapping[str, Mapping[str, object]],
    goals: Mapping[str, Mapping[str, object]],
) -> str:
    """Return the digest from the columns as the store holds them; sections and goals by id.

    A field that is empty or as it is when nobody touches it is left out, so that a field added later changes the
    digest of no plan that was signed before.
    """
    content = [
        ["plan_versions", version_id, _words(PlanVersion, version_id, version)],
        *(["plan_parts", one, _words(PlanPart, one, parts[one])] for one in sorted(parts)),
        *(["goals", one, _words(Goal, one, goals[one])] for one in sorted(goals)),
    ]
    return sha256(_ENCODER.encode(content).encode("ascii")).hexdigest()


def _values(record: Record) -> dict[str, object]:
    return {name: as_stored(getattr(record, name)) for name in SIGNED_FIELDS[type(record)]}


def _words(kind: type[Record], record_id: str, values: Mapping[str, object]) -> dict[str, object]:
    """Return what somebody wrote. A goal that was copied from none is its own lineage."""
    usual = _USUAL[kind]
    return {
        name: value
        for name in SIGNED_FIELDS[kind]
        if (value := values[name]) not in (None, "", usual[name])
        and not (name == "lineage_id" and value == record_id)
    }


_USUAL: Mapping[type[Record], Mapping[str, object]] = {
    kind: {f.name: None if f.default is MISSING else as_stored(f.default) for f in fields(kind)}
    for kind in SIGNED_FIELDS
}
