"""Passages and people that somebody is not to see: "not for X, because Y".

One rule for the screen, for Find, for the audit trail and for packs: `shown` returns a record as one reader may
see it, and `kept` a record that such a reader has changed, with what they do not see as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from ..core.errors import InputError, Problem
from ..core.text import _
from .passages import holds, left_out, put_back, same_name, without
from .record import Record, stamps_of

R = TypeVar("R", bound=Record)

PEOPLE = "network_people"
"""The kind of record that somebody of the network is."""

WHOLE = frozenset(
    {
        PEOPLE, "key_adults", "goals", "goal_notes", "scenarios", "restrictions", "restriction_reviews", "decisions",
        "plan_reviews", "aid_sessions", "pictures", "people_maps", "arrangements", "occasions", "limits", "limit_reviews", "promises", "actions",
        "family_engagements", "shared_occasions",
        "checklist_items", "addenda", "notifications", "shift_notes",
    }
)  # fmt: skip
"""Kinds of record that can be withheld whole. What the program counts on stays, with its words left out: without a
telling nobody would know that the young person was told, without a status an old one would stand as today's."""

SAME_IN_VERSIONS: Mapping[str, str] = {"plan_parts": "section", "goals": "lineage_id"}
"""Kinds of record of which each version of a plan has a copy, and the field by which it is the same one."""

NEVER = frozenset({"withholdings", "drafts", "opened_anyway", "assignments", "kept_words"})
"""Kinds of record about a young person of which nothing can be withheld."""

SEES_ALL = frozenset({"unit_manager", "inspector"})
"""Roles from whom nothing is withheld: who answers for the house and who looks into it for the public read the
whole record, and the log with every word that was changed."""

_NO_WORDS = frozenset(
    {
        "name_used",
        "legal_name",
        "rule",
        "rhythm",
        "key",
        "chain_head",
        "record_kind",
        "evidence_kind",
        "series",
        "signed_name",
        "signed_as",
        "author_name",
        "author_as",
        "manager_name",
        "manager_as",
        "told_at",
        "signed_digest",
        "media_type",
    }  # fmt: skip
)
"""Fields of text that nobody reads as words, and a young person's own names."""


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

    @property
    def whom(self) -> "Whom":
        """Who is not to see it."""
        return Whom(self.from_whom, self.from_id, self.from_name)


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


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody from whom something can be withheld; `id` is a staff id, a role or the id of a network person."""

    from_whom: FromWhom
    id: str
    name: str

    def reader(self) -> Reader:
        """Return them as a reader."""
        match self.from_whom:
            case FromWhom.STAFF:
                return Reader(staff_id=self.id)
            case FromWhom.ROLE:
                return Reader(role=self.id)
            case FromWhom.PERSON:
                return Reader(person_id=self.id)
            case FromWhom.YOUNG_PERSON:
                return Reader(young_person=True)
            case FromWhom.OTHER:
                return Reader(names=(self.name,))


def problems_in_withholding(withholding: Withholding, secrets: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return what has to be put right before something can be withheld.

    `secrets` are further words that the reason must not give away, such as the name of a person.
    """
    found = []
    if not withholding.from_name.strip():
        found.append(Problem("whom", _("Choose who is not to see it.")))
    if not withholding.because.strip():
        found.append(Problem("because", _("Write why. The sentence is printed in packs.")))
    elif any(holds(withholding.because, words) for words in (withholding.words, *secrets)):
        found.append(
            Problem("because", _("This repeats the words that are left out. Write the reason without them."))
        )
    return tuple(found)


def withheld_from(withholding: Withholding, reader: Reader) -> bool:
    """Say whether `reader` is the one who is not to see it."""
    if withholding.ended_on is not None or reader.role in SEES_ALL:
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
    return meant or any(same_name(withholding.from_name, name) for name in reader.names)


def words_of(record: Record) -> dict[str, str]:
    """Return every text of a record that somebody can be kept from reading, by field ("answers.plan" for answers)."""
    found: dict[str, str] = {}
    for name in _written(type(record)):  # type: ignore[arg-type]
        value = getattr(record, name)
        if type(value) is str:
            found[name] = value
        elif isinstance(value, Mapping):
            found |= {
                f"{name}.{part}": text
                for part, text in value.items()
                if isinstance(text, str) and _is_words(text)
            }
        elif rows := _rows(value):
            found[name] = "\n".join(", ".join(text for text in _texts(row).values() if text) for row in rows)
    return found


def shown(record: R, kind: str, withheld: Iterable[Withholding]) -> R | None:
    """Return `record` without what is withheld, or None where nothing of it may be seen.

    `withheld` is what this reader is not to see. Whoever may not see a record does not see what belongs to it
    either, such as family time with somebody of the network. Where a passage is no longer in its field, the whole
    field is left out.
    """
    withheld = tuple(withheld)
    gaps = _gaps(record, kind, withheld)
    return None if gaps is None else _with_gaps(_without_rows(record, withheld), gaps)[0]


def in_other_version(withholding: Withholding, record: Record) -> Withholding | None:
    """Return what a withholding of a section or goal leaves out of the same one in another version of the plan.

    A whole field is left out there too, a passage where it stands there. None where that is nothing.
    """
    text = words_of(record).get(withholding.field, "")
    if not text or (withholding.words and not holds(text, withholding.words)):
        return None
    return replace(withholding, record_id=record.id)


def applied(record: Record, kind: str, withheld: Iterable[Withholding]) -> tuple[Withholding, ...]:
    """Return those of `withheld` that leave something of this record out."""
    return tuple(w for w in withheld if shown(record, kind, (w,)) != record)


def kept(mine: R, whole: R, kind: str, withheld: Iterable[Withholding]) -> R:
    """Return `mine`, which was written by somebody who does not see all of `whole`, with what they do not see.

    They may write before and after a gap. Raises InputError where a gap is gone.
    """
    withheld = tuple(withheld)
    gaps, all_of_it = _gaps(whole, kind, withheld), whole
    whole = _without_rows(whole, withheld)
    stood = _with_gaps(whole, gaps)[1] if gaps else {}
    problems: list[Problem] = []
    for field, passages in (gaps or {}).items():
        if rows := _rows(getattr(whole, field, None)):
            mine = _with(mine, field, _rows_put_back(getattr(mine, field), rows, passages, field, problems))
    for field, stored in stood.items():
        name, _dot, part = field.partition(".")
        value = getattr(mine, name)
        now = (value.get(part) if part else value) or ""
        filled = put_back(now, stored) if isinstance(now, str) else None
        if filled is None:
            problems.append(_gap_gone(part or name))
        else:
            mine = _with(mine, name, {**value, part: filled} if part else filled)
    if problems:
        raise InputError(tuple(problems))
    return _rows_back(mine, all_of_it, withheld)


def _gaps(record: Record, kind: str, withheld: Iterable[Withholding]) -> dict[str, list[str]] | None:
    """Return the passages to leave out by field, or None where the record is not to be seen at all."""
    found: dict[str, list[str]] = {}
    for withholding in withheld:
        if withholding.record_kind == kind and withholding.record_id == record.id:
            if not withholding.field:
                return None
            found.setdefault(withholding.field, []).append(withholding.words)
        elif not withholding.field:
            for name in _references(type(record)):  # type: ignore[arg-type]
                if getattr(record, name) != withholding.record_id:
                    continue
                beside = _name_beside(type(record), name)  # type: ignore[arg-type]
                if not beside:
                    return None
                found.setdefault(beside, []).append("")
    return found


def _with_gaps(record: R, gaps: Mapping[str, list[str]]) -> tuple[R, dict[str, tuple[str, ...]]]:
    """Return the record with its gaps, and by field what stood in each gap of it."""
    stood: dict[str, tuple[str, ...]] = {}
    for field, passages in gaps.items():
        name, _dot, part = field.partition(".")
        value = getattr(record, name, None)
        text = value.get(part) if part and isinstance(value, Mapping) else value
        if rows := _rows(value):
            record = _with(record, name, tuple(seen for seen, _stood in _rows_without(rows, passages)))
            continue
        if not isinstance(text, str) or not text:
            continue
        seen, stood[field] = without(text, passages)
        record = _with(record, name, {**value, part: seen} if part else seen)  # type: ignore[dict-item]
    return record, stood


def _gap_gone(field: str) -> Problem:
    sentence = _("Part of this is not shown to you. Leave “{gap}” where it stands.")
    return Problem(field, sentence.format(gap=left_out()))


# -- lists of small records, such as the guests of a review ---------------------------------------------------


def _rows(value: object) -> tuple[Any, ...]:
    """Return the small records in a field that holds a list of them; nothing for any other field."""
    if isinstance(value, tuple) and value and all(is_dataclass(one) for one in value):
        return value
    return ()


def _texts(row: Any) -> dict[str, str]:
    """Return the words of a small record by field; choices and ids are none."""
    return {
        f.name: text
        for f in fields(row)
        if type(text := getattr(row, f.name)) is str
        and f.name not in _NO_WORDS
        and not f.name.endswith("_id")
    }


def _hidden_rows(record: Record, withheld: tuple[Withholding, ...]) -> dict[str, set[int]]:
    """Return by field which small records are about somebody who is withheld whole, such as a place on a map."""
    ids = {w.record_id for w in withheld if not w.field}
    found: dict[str, set[int]] = {}
    for name in _written(type(record)) if ids else ():  # type: ignore[arg-type]
        for at, row in enumerate(_rows(getattr(record, name))):
            if any(f.name.endswith("_id") and getattr(row, f.name) in ids for f in fields(row)):
                found.setdefault(name, set()).add(at)
    return found


def _without_rows(record: R, withheld: tuple[Withholding, ...]) -> R:
    for name, hidden in _hidden_rows(record, withheld).items():
        rows = enumerate(getattr(record, name))
        record = _with(record, name, tuple(row for at, row in rows if at not in hidden))
    return record


def _rows_back(mine: R, whole: R, withheld: tuple[Withholding, ...]) -> R:
    """Return a record with the small records that its writer does not see where they stood."""
    for name, hidden in _hidden_rows(whole, withheld).items():
        rows = list(getattr(mine, name))
        for at in sorted(hidden):
            rows.insert(at, getattr(whole, name)[at])
        mine = _with(mine, name, tuple(rows))
    return mine


def _rows_without(rows: tuple[Any, ...], passages: Iterable[str]) -> list[tuple[Any, tuple[Any, ...]]]:
    """Return (small record as it is shown, those that stood in its place) of a list.

    Where all of the list is left out, or a passage stands in none of its texts any more, one gap stands for it all.
    """
    wanted = tuple(passages)
    texts = [text for row in rows for text in _texts(row).values()]
    if not all(words and any(holds(text, words) for text in texts) for words in wanted):
        kind, first = type(rows[0]), next(iter(_texts(rows[0])))
        return [(kind(**{first: left_out()}), rows)]
    return [(_row_without(row, wanted), (row,)) for row in rows]


def _row_without(row: Any, passages: tuple[str, ...]) -> Any:
    gaps = {name: [words for words in passages if holds(text, words)] for name, text in _texts(row).items()}
    shown_texts = {name: without(getattr(row, name), words)[0] for name, words in gaps.items() if words}
    return replace(row, **shown_texts)


def _rows_put_back(
    mine: tuple[Any, ...],
    rows: tuple[Any, ...],
    passages: Iterable[str],
    field: str,
    problems: list[Problem],
) -> tuple[Any, ...]:
    """Return a list that was edited as it is shown, with what stood in its gaps; one that is gone is a problem."""
    filled: list[Any] = list(mine)
    for seen, stood in _rows_without(rows, passages):
        if stood == (seen,):
            continue
        if seen not in filled:
            problems.append(_gap_gone(field))
            return mine
        at = filled.index(seen)
        filled[at : at + 1] = stood
    return tuple(filled)


@cache
def _written(kind: type[Any]) -> tuple[str, ...]:
    """Return the fields that may hold words."""
    stamps = stamps_of(kind)
    return tuple(
        f.name for f in fields(kind) if f.name not in stamps | _NO_WORDS and not f.name.endswith("_id")
    )


@cache
def _references(kind: type[Any]) -> tuple[str, ...]:
    """Return the fields that say which other record this one belongs to.

    What only shows that something was done is none: without it that would stand as not done.
    """
    stamps = stamps_of(kind)
    return tuple(
        f.name
        for f in fields(kind)
        if f.name.endswith("_id")
        and f.name not in stamps
        and f.name not in ("young_person_id", "evidence_id")
    )


@cache
def _name_beside(kind: type[Any], reference: str) -> str:
    """Return the field with the name of a person who is only named: "outgoing_name" beside "outgoing_person_id"."""
    side = reference.removesuffix("person_id")
    named = f"{side}name"
    return named if side and side != reference and named in {f.name for f in fields(kind)} else ""


def _is_words(answer: str) -> bool:
    """Say whether an answer of a step is words, not a day, a moment or a yes that is kept as text."""
    if answer in ("yes", "no"):
        return False
    try:
        date.fromisoformat(answer[:10])
    except ValueError:
        return True
    return " " in answer.strip()


def _with(record: R, name: str, value: Any) -> R:
    return replace(record, **{name: value})
