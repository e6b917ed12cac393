"""Passages and people that somebody is not to see: "not for X, because Y".

One rule for the screen, for Find and for packs: `shown` returns a record as one reader may see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from ..core.errors import Problem
from ..core.text import _
from .record import Record

R = TypeVar("R", bound=Record)

PEOPLE = "network_people"
"""The kind of record that somebody of the network is."""


class FromWhom(StrEnum):
    """Who is not to see it."""

    STAFF = "staff"
    ROLE = "role"
    PERSON = "person"
    YOUNG_PERSON = "young_person"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding(Record):
    """Something of a record that somebody is not to see, and why.

    `field` is the field that is left out ("answers.plan" for one answer of a step), empty for the whole record;
    `words` the passage in it, empty for the whole field. `from_id` is a staff id, a role or the id of a person
    of the network, and `from_name` what they are called. `because` is printed in packs, so it must not give
    away what is left out.
    """

    young_person_id: str
    record_kind: str
    record_id: str
    from_whom: FromWhom
    from_name: str
    because: str
    from_id: str = ""
    field: str = ""
    words: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads: a member of staff at the screen, or whoever a pack is for.

    `names` are what a recipient on paper is called; `person_id` who of the network they are.
    """

    staff_id: str = ""
    role: str = ""
    person_id: str = ""
    young_person: bool = False
    names: tuple[str, ...] = ()


def left_out() -> str:
    """Return what stands in the place of words that are left out."""
    return _("[left out]")


def problems_in_withholding(withholding: Withholding) -> tuple[Problem, ...]:
    """Return what has to be put right before something can be withheld."""
    found = []
    if not withholding.from_name.strip():
        found.append(Problem("from_name", _("Choose who is not to see it.")))
    if not withholding.because.strip():
        found.append(Problem("because", _("Write why. The sentence is printed in packs.")))
    elif withholding.words.strip() and withholding.words.strip() in withholding.because:
        found.append(
            Problem("because", _("This repeats the words that are left out. Write the reason without them."))
        )
    return tuple(found)


def withheld_from(withholding: Withholding, reader: Reader) -> bool:
    """Say whether `reader` is the one who is not to see it."""
    if withholding.ended_on is not None:
        return False
    from_id = withholding.from_id
    match withholding.from_whom:
        case FromWhom.STAFF:
            meant = bool(from_id) and from_id == reader.staff_id
        case FromWhom.ROLE:
            meant = bool(from_id) and from_id == reader.role
        case FromWhom.PERSON:
            meant = bool(from_id) and from_id == reader.person_id
        case FromWhom.YOUNG_PERSON:
            meant = reader.young_person
        case FromWhom.OTHER:
            meant = False
    return meant or _called(withholding.from_name, reader.names)


def shown(record: R, kind: str, withheld: Iterable[Withholding]) -> R | None:
    """Return `record` without what is withheld, or None where nothing of it may be seen.

    `withheld` is what this reader is not to see. Whoever may not see a person of the network does not see what
    is about that person either. Where a passage is no longer in its field, the whole field is left out.
    """
    for withholding in withheld:
        if withholding.record_kind == kind and withholding.record_id == record.id:
            if not withholding.field:
                return None
            record = _without(record, withholding)
        elif withholding.record_kind == PEOPLE and not withholding.field:
            seen = _without_person(record, withholding.record_id)
            if seen is None:
                return None
            record = seen
    return record


def _called(name: str, names: tuple[str, ...]) -> bool:
    wanted = " ".join(name.casefold().split())
    return bool(wanted) and any(wanted == " ".join(n.casefold().split()) for n in names)


def _without(record: R, withholding: Withholding) -> R:
    """Return the record with the passage, the field or the one answer left out."""
    name, _dot, part = withholding.field.partition(".")
    value = getattr(record, name, None)
    if isinstance(value, dict):
        if part not in value:
            return record
        return _with(record, name, {**value, part: _passage_out(value[part], withholding.words)})
    if not isinstance(value, str) or not value:
        return record
    return _with(record, name, _passage_out(value, withholding.words))


def _passage_out(text: str, words: str) -> str:
    if words and words in text:
        return text.replace(words, left_out())
    return left_out()


def _without_person(record: R, person_id: str) -> R | None:
    """Return the record without a person of the network: None where it is about them, else without their name."""
    for field in fields(record):
        if field.name.endswith("person_id") and field.name != "young_person_id":
            if getattr(record, field.name) != person_id:
                continue
            side = field.name.removesuffix("person_id")
            if not side:  # the record is about that person alone
                return None
            record = _with(record, f"{side}name", left_out())
    return record


def _with(record: R, name: str, value: Any) -> R:
    return replace(record, **{name: value})
