"""Which fields of two versions of a record are compared, and what of theirs stays whichever is chosen.

An entry that is saved goes on top of theirs as a whole; what is done with one goes on top with what the act asks for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from ...core.errors import EditConflict
from ...core.text import _
from ...domain.audit_words import field_label, kind_of
from ...domain.record import stamps_of
from .fields import Field, Heading
from .record_kinds import Voice


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """What two people made of a record: `labels` are the fields to compare, `besides` what stays either way."""

    conflict: EditConflict
    labels: dict[str, str]
    besides: tuple[str, ...] = ()


def of_entry(error: EditConflict, items: Iterable[Field | Heading], voices: Iterable[Voice]) -> TwoVersions:
    """Return both versions of an entry that was saved."""
    return TwoVersions(error, _labels(items, voices))


def of_act(
    error: EditConflict, record: Any, items: Iterable[Field | Heading], voices: Iterable[Voice]
) -> TwoVersions:
    """Return both versions of something done with `record`: theirs, and theirs with what was to be done on top of it."""
    asked = _labels(items, voices)
    theirs: Any = error.theirs
    mine: Any = error.mine
    kind = kind_of(theirs)
    known = {f.name: asked.get(f.name) or field_label(kind, f.name) for f in fields(theirs)}
    labels = {name: words for name, words in known.items() if words}
    if type(theirs) is not type(record):
        return TwoVersions(error, labels)
    names = {f.name for f in fields(theirs) if f.name not in stamps_of(type(theirs))}
    done = {name for name in names if name in asked or getattr(mine, name) != getattr(record, name)}
    mine = replace(theirs, **{name: getattr(mine, name) for name in done})
    besides = tuple(
        words
        for name, words in labels.items()
        if name in names
        and getattr(theirs, name) != getattr(record, name)
        and getattr(theirs, name) == getattr(mine, name)
    )
    return TwoVersions(EditConflict(error.text, error.hint, mine=mine, theirs=theirs), labels, besides)


def _labels(items: Iterable[Field | Heading], voices: Iterable[Voice]) -> dict[str, str]:
    labels = {item.name: item.label for item in items if isinstance(item, Field)}
    for _words, how, why_not in voices:
        labels[how] = _("How they gave it")
        if why_not:
            labels[why_not] = _("Why not asked yet")
    return labels
