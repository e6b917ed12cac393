"""Between a frozen record and a form: values by field name out of the record, and a new record from the values.

A form field has the name of the record's field. Own words are one field of the form and three of the record:
each of `voices` names them (words, how they were given, why they were not asked for; the last may be empty).
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from ...core.text import tidy
from ...domain.own_words import HowGiven
from ...domain.record import Record
from .own_words import OwnWordsEntry

R = TypeVar("R", bound=Record)


def form_values(record: Record, names: Iterable[str], *voices: tuple[str, str, str]) -> dict[str, Any]:
    """Return the values of the named form fields, in the types the form's editors take."""
    values: dict[str, Any] = {}
    own_words = {voice[0]: voice for voice in voices}
    for name in names:
        if name in own_words:
            values[name] = _entry(record, own_words[name])
        else:
            value = getattr(record, name)
            values[name] = str(value.value) if isinstance(value, Enum) else value
    return values


def filled(record: R, values: Mapping[str, Any], *voices: tuple[str, str, str]) -> R:
    """Return the record with the form's values in it: keys become choices again, text is tidied."""
    kinds = get_type_hints(type(record))
    known = {f.name for f in fields(record)}
    taken: dict[str, Any] = {}
    own_words = {voice[0]: voice for voice in voices}
    for name, value in values.items():
        if name in own_words:
            voice = own_words[name]
            taken[voice[0]] = tidy(value.words)
            taken[voice[1]] = value.given_how or HowGiven.NOT_ASKED
            if voice[2]:
                taken[voice[2]] = tidy(value.why_not_asked)
        elif name in known:
            taken[name] = as_kind(kinds[name], value)
    return replace(record, **taken)


def _entry(record: Record, voice: tuple[str, str, str]) -> OwnWordsEntry:
    words, given_how = getattr(record, voice[0]), getattr(record, voice[1])
    why_not = getattr(record, voice[2]) if voice[2] else ""
    if not words and given_how is HowGiven.NOT_ASKED and not why_not:
        return OwnWordsEntry()  # nobody has said anything yet: an empty field
    if not words and not record.version:
        return OwnWordsEntry()
    if words and given_how is HowGiven.NOT_ASKED:
        return OwnWordsEntry(words)  # nobody wrote down how: the words stay, and the form asks
    return OwnWordsEntry(words, given_how, why_not)


def as_kind(kind: Any, value: Any) -> Any:
    """Return what an editor gave in the type of a record's field: keys become choices again, text is tidied."""
    parts = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    choice = next((p for p in parts if isinstance(p, type) and issubclass(p, Enum)), None)
    if choice is not None and isinstance(value, str):
        return choice(value) if value else None
    if bool in parts:
        return bool(value)
    return tidy(value).strip() if isinstance(value, str) else value
