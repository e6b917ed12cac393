"""What is withheld from whom, and the view of a reader that every repository hands its records through."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from ..domain.audit import AuditEvent
from ..domain.passages import holds, without
from ..domain.people import NetworkPerson
from ..domain.record import Record
from ..domain.search import Hit
from ..domain.withholding import (
    NEVER,
    PEOPLE,
    SAME_IN_VERSIONS,
    FromWhom,
    Reader,
    Withholding,
    applied,
    in_other_version,
    kept,
    shown,
    withheld_from,
    words_of,
)
from .base import Base, D, RecordRow, RecordSession, Repository, reference
from .plain_rows import rows_where
from .search import shown_hit

ABOUT = "young_person_id"
GOALS = "goals"


class WithholdingRow(RecordRow):
    """Rows of Withholding."""

    __tablename__ = "withholding"
    __record_kind__ = "withholdings"
    __domain__ = Withholding
    __order__ = ("written_at", "id")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    record_kind: Mapped[str]
    record_id: Mapped[str]
    from_whom: Mapped[FromWhom]
    from_name: Mapped[str]
    because: Mapped[str]
    from_id: Mapped[str]
    field: Mapped[str]
    words: Mapped[str]
    ended_on: Mapped[date | None]


class Withholdings(Repository[Withholding]):
    """What is withheld, and what it is withheld of: the one place that looks at records of every kind."""

    row = WithholdingRow

    def active(self, young_person_id: str) -> tuple[Withholding, ...]:
        """Return everything that is withheld from anybody about one young person, oldest first."""
        return self.find(young_person_id=young_person_id, ended_on=None)

    def whole(self, kind: str, record_id: str) -> Record | None:
        """Return a record of any kind with nothing left out; for what decides, never for what is handed on."""
        row = row_kinds().get(kind)
        found = self.session.get(row, record_id) if row is not None else None
        return None if found is None else found.as_record()

    def seen(self, kind: str, record_id: str) -> Record | None:
        """Return a record of any kind as the reader may see it; None where there is none, or nothing to see."""
        record, view = self.whole(kind, record_id), self.session.view
        return record if record is None or view is None else view.shown(kind, record)

    def kind_of(self, record: Record) -> str:
        """Return what the store calls a kind of record. Raises TypeError for one that it does not keep."""
        for kind, row in row_kinds().items():
            if row.__domain__ is type(record):
                return kind
        raise TypeError(f"{type(record).__name__} is not kept in the store")

    def title(self, kind: str, record: Record) -> str:
        """Return what a record is called where it is found: "Phone call: Nan"; empty for a kind without a name."""
        entry = _row_like(kind, record).__search__()
        return entry.title if entry is not None else ""

    def day(self, kind: str, record: Record) -> date | None:
        """Return the day a record is about where it is found, or None."""
        entry = _row_like(kind, record).__search__()
        return entry.day if entry is not None else None

    def about(self, young_person_id: str) -> Iterator[tuple[str, Record]]:
        """Yield (kind, record) of all that was written about one young person, as far as the reader may see it."""
        view = self.session.view
        for kind, row in sorted(row_kinds().items()):
            field = row.__young_person_field__
            if field is None or kind in NEVER or not row.__words__:
                continue
            for found in self.session.scalars(select(row).filter_by(**{field: young_person_id})):
                record = found.as_record()
                seen = record if view is None else view.shown(kind, record)
                if seen is not None:
                    yield kind, seen

    def copied(self, repository: Repository[D], record_id: str, **changes: object) -> None:
        """Store a copy of a record with some fields changed, whole; what is withheld of it is withheld of the copy."""
        kind = repository.row.__record_kind__
        original = cast(D, self.whole(kind, record_id))
        copy = repository.add(replace(original, id="", version=0, **changes))  # type: ignore[arg-type]
        for withholding in self.find(record_kind=kind, record_id=record_id, ended_on=None):
            self.add(replace(withholding, id="", version=0, record_id=copy.id))

    def shows(self, event: AuditEvent) -> bool:
        """Say whether the reader may see the words of an event: of the record as it is now, and as it was then."""
        about, view = event.young_person_id, self.session.view
        withheld = view.of(about) if view is not None and about else ()
        if not withheld:
            return True
        whole = self.whole(event.record_kind, event.record_id)
        if whole is None or shown(whole, event.record_kind, withheld) != whole:
            return False
        if view is not None and view.shown(event.record_kind, whole) != whole:
            return False
        if isinstance(whole, Withholding) and not self.tells(whole):
            return False
        values = (text for c in event.changes for v in (c.before, c.after) for text in _texts(v))
        return not self._hold_secrets(values, withheld)

    def tells(self, withholding: Withholding) -> bool:
        """Say whether the reader may know all of a withholding.

        Not of one from themselves, nor of one from somebody else with words or a person that they are not to see.
        """
        view = self.session.view
        withheld = view.of(withholding.young_person_id) if view is not None else ()
        if not withheld:
            return True
        kind, record_id, field = withholding.record_kind, withholding.record_id, withholding.field
        whole, seen = self.whole(kind, record_id), self.seen(kind, record_id)
        if withholding.id in {w.id for w in withheld} or whole is None or seen is None:
            return False
        if withholding.from_whom is FromWhom.PERSON and self.seen(PEOPLE, withholding.from_id) is None:
            return False
        all_seen = words_of(seen).get(field) == words_of(whole).get(field)
        return all_seen and not self._hold_secrets((withholding.words, withholding.from_name), withheld)

    def _hold_secrets(self, texts: Iterable[str], withheld: Iterable[Withholding]) -> bool:
        secrets = tuple(self._secrets(withheld))
        return any(holds(text, words) for text in texts for words in secrets)

    def _secrets(self, withheld: Iterable[Withholding]) -> Iterator[str]:
        """Yield the passages that are withheld, and the names of the people."""
        for withholding in withheld:
            person = None if withholding.field else self.whole(withholding.record_kind, withholding.record_id)
            if isinstance(person, NetworkPerson):
                yield from (name for name in (person.name, person.called) if name)
            elif withholding.words:
                yield withholding.words

    def left_out_of(self, young_person_id: str, texts: Mapping[str, str]) -> dict[str, str]:
        """Return texts that the reader has typed, without the words that were withheld from them since."""
        view = self.session.view
        withheld = view.of(young_person_id) if view is not None else ()
        passages = tuple(words for w in withheld if w.field and (words := w.words or self._text_of(w)))
        return {
            name: without(text, [words for words in passages if holds(text, words)])[0]
            for name, text in texts.items()
        }

    def _text_of(self, withholding: Withholding) -> str:
        """Return all that stands in the field that something is withheld of."""
        whole = self.whole(withholding.record_kind, withholding.record_id)
        return words_of(whole).get(withholding.field, "") if whole is not None else ""

    def hit(self, hit: Hit, words: str) -> Hit | None:
        """Return what Find has found as the reader may see it; None where the words stand in what is left out."""
        view = self.session.view
        if view is None or not view.leaves_out:
            return hit
        whole = self.whole(hit.record_kind, hit.record_id)
        seen = None if whole is None else view.shown(hit.record_kind, whole)
        if seen is None or seen == whole:
            return hit if seen is not None else None
        entry = _row_like(hit.record_kind, seen).__search__()
        return None if entry is None else shown_hit(hit, entry, words)


class ReaderView:
    """What one or several readers may see: a printed copy is seen by who prints it and who it is for.

    `applied` is what was left out of the records that this view has handed on, by id.
    """

    def __init__(self, session: RecordSession, *readers: Reader) -> None:
        self._session, self._readers = session, readers
        self.applied: dict[str, Withholding] = {}
        self._same_as: dict[str, object] = {}

    @cached_property
    def _withheld(self) -> dict[str, tuple[Withholding, ...]]:
        """Return what is withheld from them, by young person. Most houses withhold little, so it is read whole."""
        found: dict[str, tuple[Withholding, ...]] = {}
        for withholding in rows_where(self._session, WithholdingRow, "ended_on IS NULL", (), in_order=False):
            assert isinstance(withholding, Withholding)
            if self.is_meant(withholding):
                about = withholding.young_person_id
                found[about] = (*found.get(about, ()), withholding, *self._of_all_versions(withholding))
        return found

    def _of_all_versions(self, withholding: Withholding) -> tuple[Withholding, ...]:
        """Return what hides notes, actions and copies in other versions beside a goal that is withheld whole."""
        if withholding.record_kind != GOALS or withholding.field:
            return ()
        goal = row_kinds()[GOALS].__table__.columns
        found = self._session.scalar(select(goal["lineage_id"]).where(goal["id"] == withholding.record_id))
        return (replace(withholding, record_kind="goal_lineages", record_id=found),) if found else ()

    @property
    def leaves_out(self) -> bool:
        """Whether anything at all is withheld from the readers."""
        return bool(self._withheld)

    def is_meant(self, withholding: Withholding) -> bool:
        """Say whether something is withheld from one of the readers."""
        return any(withheld_from(withholding, reader) for reader in self._readers)

    def of(self, young_person_id: str) -> tuple[Withholding, ...]:
        """Return what is withheld from the readers about one young person."""
        return self._withheld.get(young_person_id, ())

    def shown(self, kind: str, record: D) -> D | None:
        """Return the record without what is withheld, or None where that is all of it."""
        if kind == WithholdingRow.__record_kind__ or not self._withheld:
            return record
        withheld = self._of_record(kind, record)
        if not withheld:
            return record
        seen = shown(record, kind, withheld)
        if seen != record:
            self.applied.update({w.id: w for w in applied(record, kind, withheld)})
        return seen

    def kept(self, kind: str, mine: D, whole: D) -> D:
        """Return what a reader wrote, with what is withheld from them as it stands in `whole`."""
        withheld = self._of_record(kind, whole)
        return kept(mine, whole, kind, withheld) if withheld else mine

    def _of_record(self, kind: str, record: Record) -> tuple[Withholding, ...]:
        """Return what is withheld about whom a record is about, and what of it is withheld in another version."""
        withheld, column = self.of(_about(record)), SAME_IN_VERSIONS.get(kind)
        if not withheld or column is None:
            return withheld
        here = {(w.field, w.words) for w in withheld if w.record_id == record.id}
        others = (
            in_other_version(w, record)
            for w in withheld
            if w.record_kind == kind
            and w.field
            and w.record_id != record.id
            and (w.field, w.words) not in here  # as of what was copied with its record
            and self._what_is_the_same(w, column) == getattr(record, column)
        )
        return (*withheld, *(w for w in others if w is not None))

    def _what_is_the_same(self, withholding: Withholding, column: str) -> object:
        """Return the section or the lineage of what something is withheld of; asked once."""
        if withholding.record_id not in self._same_as:
            table = row_kinds()[withholding.record_kind].__table__.columns
            found = self._session.scalar(select(table[column]).where(table["id"] == withholding.record_id))
            self._same_as[withholding.record_id] = found
        return self._same_as[withholding.record_id]


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a value of an event as it was written: repr would break lines and quotation marks."""
    if isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
    else:
        yield str(value)


@cache
def row_kinds() -> dict[str, type[RecordRow]]:
    """Return the row class of every kind of record that stands in a store."""
    rows = (cast(type[RecordRow], mapper.class_) for mapper in Base.registry.mappers)
    return {row.__record_kind__: row for row in rows if row.metadata is Base.metadata}


def _row_like(kind: str, record: Record) -> RecordRow:
    """Return a row that holds what is left of a record; it is part of no session and never stored."""
    row = row_kinds()[kind]()
    row.__dict__.update({name: getattr(record, name) for name in row.__field_names__})
    return row


def _about(record: Record) -> str:
    return str(getattr(record, ABOUT, "") or record.id)
