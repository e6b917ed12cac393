"""What all tables share: the columns of every record, and the plain queries on one table.

A noun's module declares its rows and its repository on these; who may do what, the audit event and the
search entry are not decided here (services, db/unit_of_work).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar, cast, get_args, get_origin

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Select,
    Table,
    Text,
    event,
    func,
    select,
    text,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedColumn,
    Session,
    TypeResolve,
    declared_attr,
    mapped_column,
)

from ..core.errors import AlreadySigned, EditConflict, Gone
from ..core.text import _
from ..domain.record import Record, stamps_of
from ..domain.withholding import Withholding
from . import plain_rows
from .columns import Choice, OptionalId, RowList, TextList, TextMap, UtcMoment
from .engine import run_plain

_NO_WORDS = frozenset(
    {
        "key",
        "rule",
        "rhythm",
        "chain_head",
        "offset_unit",
        "signed_digest",
        "media_type",
        "framework_key",
        "about_kind",
        "record_kind",
        "evidence_kind",
        "series",
        "after",
    }
)
"""Columns of text that nobody reads as words."""

D = TypeVar("D", bound=Record)


class Base(DeclarativeBase):
    """The one declarative base. Constraints have names, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: UtcMoment(),
        tuple[str, ...]: TextList(),
        dict[str, str]: TextMap(),
        dict[str, int]: TextMap(),
    }


@event.listens_for(Base, "resolve_type_annotation")
def _resolve_enum(resolve_type: TypeResolve) -> Any | None:
    """Give every StrEnum, every tuple of one and every tuple of small records its column type: one line a field."""
    annotation = resolve_type.resolved_type
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Choice(annotation)
    parts = get_args(annotation)
    if get_origin(annotation) is tuple and isinstance(parts[0], type) and issubclass(parts[0], StrEnum):
        return TextList(parts[0])
    if get_origin(annotation) is tuple and isinstance(parts[0], type) and is_dataclass(parts[0]):
        return RowList(parts[0])
    return None


@cache
def _written_texts(row: type["RecordRow"]) -> tuple[str, ...]:
    """Return the columns that hold words: no stamps, ids, choices or keys."""
    return tuple(
        name
        for name, column in row.__table__.columns.items()
        if type(column.type) is Text
        and not column.foreign_keys
        and name not in row.__stamps__ | _NO_WORDS
        and not name.endswith("_id")
    )


def reference(column: str, *, index: bool = True) -> MappedColumn[str]:
    """Return a column that must hold the id of an existing record, for example `reference("stay.id")`."""
    return mapped_column(Text, ForeignKey(column), nullable=False, index=index)


def optional_reference(column: str, *, index: bool = True) -> MappedColumn[str]:
    """Return a column that holds the id of an existing record or the empty text."""
    return mapped_column(OptionalId, ForeignKey(column), nullable=True, index=index)


def asked_again_index(table: str) -> Index:
    """Return an index of the few rows of a table that somebody is asked about again, for Today."""
    return Index(f"ix_{table}_ask_again_on", "ask_again_on", sqlite_where=text("ask_again_on IS NOT NULL"))


store_info = Table(
    "store_info",
    Base.metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the store says about itself: `store_id`, `created_at`."""


class SearchText(NamedTuple):
    """What the search index keeps of a row. `day` is what the entry is about, where it has a day."""

    title: str
    body: str
    day: date | None = None


class RecordRow(Base):
    """The columns that every record has, and what the unit of work needs to know about its kind.

    A subclass names its `__tablename__`, `__record_kind__` and `__domain__` (the frozen dataclass with the
    same field names) and declares one mapped column a field.
    """

    __abstract__ = True

    __record_kind__: ClassVar[str]
    __domain__: ClassVar[type[Record]]
    __order__: ClassVar[tuple[str, ...]] = ("id",)
    """Columns that lists are sorted by; "-day" is the newest day first."""
    __young_person_field__: ClassVar[str | None] = None
    """The field with the young person's id ("id" on the young person's own row), or None."""
    __removable__: ClassVar[bool] = False
    """True for drafts alone: everything else is kept."""
    __audited__: ClassVar[bool] = True
    """False for drafts, which are audited when they are saved, and for lists of records whose own events say it."""
    __words__: ClassVar[bool] = True
    """False for pictures alone: nobody looks for words in them, and each is large."""
    __field_names__: ClassVar[tuple[str, ...]] = ()
    __stamps__: ClassVar[frozenset[str]] = stamps_of(Record)

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-6)
    version: Mapped[int] = mapped_column(sort_order=-5)
    written_by: Mapped[str] = mapped_column(sort_order=-4)
    written_at: Mapped[datetime] = mapped_column(sort_order=-3)
    changed_by: Mapped[str] = mapped_column(sort_order=-2)
    changed_at: Mapped[datetime | None] = mapped_column(sort_order=-1)

    def __init_subclass__(cls, **options: Any) -> None:
        if "__domain__" in cls.__dict__:
            cls.__field_names__ = tuple(f.name for f in fields(cls.__domain__))
            cls.__stamps__ = stamps_of(cls.__domain__)
        super().__init_subclass__(**options)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let every UPDATE compare and raise the version."""
        return {"version_id_col": cls.version}

    def __search__(self) -> SearchText | None:
        """Return what can be found of this row; None keeps it out of the search index."""
        return None

    def act(self, changed: Collection[str]) -> str:  # a kind of record that tells acts apart needs it
        """Return what the trail calls a change of these fields, where it is more than a change; else nothing."""
        return ""

    def written_text(self, *but: str) -> str:
        """Return every text that somebody wrote into this row, one a line; `but` names columns to leave out."""
        known = self.__dict__
        return "\n".join(
            known[name] for name in _written_texts(type(self)) if known.get(name) and name not in but
        )

    def about_whom(self) -> str:
        """Return the id of the young person this row is about, or the empty text."""
        return getattr(self, self.__young_person_field__) or "" if self.__young_person_field__ else ""

    def as_record(self) -> Record:
        """Return the frozen record; rows never leave the store."""
        known = self.__dict__  # what is loaded, without the cost of an attribute access per field
        return self.__domain__(
            **{name: known[name] if name in known else getattr(self, name) for name in self.__field_names__}
        )

    def take(self, value: Record) -> bool:
        """Take over the fields of `value` that differ, but for the stamps; return whether any did."""
        changed = False
        known = self.__dict__
        for name in self.__field_names__:
            if name in self.__stamps__:
                continue
            wanted = getattr(value, name)
            if name not in known or known[name] != wanted:
                setattr(self, name, wanted)
                changed = True
        return changed


class EntryRow(RecordRow):
    """The columns of a record that its author signs."""

    __abstract__ = True

    signed_by: Mapped[str]
    signed_name: Mapped[str]
    signed_as: Mapped[str]
    signed_at: Mapped[datetime | None]
    signed_digest: Mapped[str]


class View(Protocol):
    """What one reader may see of a record."""

    @property
    def leaves_out(self) -> bool:
        """Whether anything at all is withheld from the reader."""
        ...

    def of(self, young_person_id: str) -> tuple[Withholding, ...]:
        """Return what is withheld from the reader about one young person."""
        ...

    def shown(self, kind: str, record: D) -> D | None:
        """Return the record without what is withheld from the reader, or None where that is all of it."""
        ...

    def kept(self, kind: str, mine: D, whole: D) -> D:
        """Return what the reader wrote, with what is withheld from them as it stands in `whole`."""
        ...


class RecordSession(Session):
    """A session whose every write is audited; the unit of work makes it, on a connection that has begun.

    `view` is what its reader may see; None is everything, for the store's own work.
    """

    plain_connection: Connection
    view: View | None = None

    def store_new(self, row: RecordRow) -> None:
        """Stamp a new row, audit it and write it, without making it part of the session."""
        raise NotImplementedError


class _Insert(NamedTuple):
    """How a new row is written: the statement, its values in order, and (place, how to write it) of some."""

    statement: str
    values: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    writers: tuple[tuple[int, Callable[[Any], Any]], ...]


@cache
def _insert_of(row: type[RecordRow], dialect: Dialect) -> _Insert:
    table = row.__table__
    compiled = cast(Table, table).insert().compile(dialect=dialect)
    order = compiled.positiontup or ()
    writers = [table.columns[name].type.dialect_impl(dialect).bind_processor(dialect) for name in order]
    return _Insert(
        str(compiled),
        itemgetter(*order),
        tuple((place, write) for place, write in enumerate(writers) if write),
    )


def write_new_row(connection: Connection, row: RecordRow) -> None:
    """Insert one row that has all its values."""
    insert = _insert_of(type(row), connection.dialect)
    values = list(insert.values(row.__dict__))
    for place, write in insert.writers:
        values[place] = write(values[place])
    run_plain(connection, insert.statement, tuple(values))


class Repository(Generic[D]):
    """The plain queries on one table, frozen records in and out.

    A noun's repository names its `row` class and adds its own queries with `self.session`. Only `select`
    statements are allowed there: every write is a row change, so that it is audited.
    """

    row: ClassVar[type[RecordRow]]

    def __init__(self, session: RecordSession) -> None:
        self.session = session

    def get(self, record_id: str) -> D | None:
        """Return the record, or None when there is none of that id."""
        row = self._row(record_id)
        return None if row is None else self._seen(row)

    def require(self, record_id: str) -> D:
        """Return the record. Raises Gone when there is none of that id."""
        seen = self._seen(self._required(record_id))
        if seen is None:
            raise _gone()
        return seen

    def find(self, **equals: object) -> tuple[D, ...]:
        """Return the records whose fields equal the given values, in the order of the row class."""
        return self.select(select(self.row).filter_by(**equals).order_by(*self.order()))

    def among(self, field: str, values: Collection[str], **equals: object) -> tuple[D, ...]:
        """Return the records whose `field` is one of these values, in the order of the row class.

        `equals` narrows them by other fields: to one value, to nothing (None) or to one of a tuple. One question however
        many values there are, for lists about everybody; none at all where there are none.
        """
        if not values:
            return ()
        dialect = self.session.plain_connection.dialect
        return self.where(*plain_rows.among(dialect, self.row, field, sorted(values), equals))

    def where(
        self, condition: str, values: Collection[object] = (), *, in_order: bool = True
    ) -> tuple[D, ...]:
        """Return the records that a condition in plain SQL finds, in the order of the row class.

        Values stand as `?` in it, as the columns hold them (columns.moment_text, a day in ISO form).
        """
        found = plain_rows.rows_where(self.session, self.row, condition, values, in_order=in_order)
        view, kind = self.session.view, self.row.__record_kind__
        records = (cast(D, record) for record in found)
        if view is None:
            return tuple(records)
        return tuple(seen for record in records if (seen := view.shown(kind, record)) is not None)

    def select(self, statement: Select[Any]) -> tuple[D, ...]:
        """Return the records that a statement over the row class finds."""
        rows = self.session.scalars(statement)
        if self.session.view is None:
            return tuple(self.frozen(row) for row in rows)
        return tuple(seen for row in rows if (seen := self._seen(row)) is not None)

    def ids(self, **equals: object) -> tuple[str, ...]:
        """Return the ids of all records whose fields equal the given values, withheld ones too, in their order."""
        rows = self.session.scalars(select(self.row).filter_by(**equals).order_by(*self.order()))
        return tuple(row.id for row in rows)

    def first(self, statement: Select[Any], count: int = 1) -> tuple[D, ...]:
        """Return the first `count` records of a statement that the reader may see."""
        if not self._leaves_out():
            return self.select(statement.limit(count))
        rows = self.session.scalars(statement.execution_options(yield_per=50))
        return tuple(islice((seen for row in rows if (seen := self._seen(row)) is not None), count))

    def plain(self, record_id: str, column: str) -> str:
        """Return one text of a record without loading it; empty when there is no such record.

        For what every save asks first (whose record is it), where a whole row would cost more than the save.
        """
        table = self.row.__table__
        if column not in table.columns:
            raise KeyError(column)
        found = run_plain(
            self.session.plain_connection,
            f"SELECT {column} FROM {self.row.__tablename__} WHERE id = ?",  # noqa: S608 - names of our own
            (record_id,),
        ).fetchone()
        return "" if found is None else str(found[0] or "")

    def count(self, **equals: object) -> int:
        """Return how many records that the reader may see have fields that equal the given values."""
        if self._leaves_out():
            return len(self.find(**equals))
        statement = select(func.count()).select_from(self.row).filter_by(**equals)
        return self.session.scalar(statement) or 0

    def add(self, value: D) -> D:
        """Store a new record and return it with its id and stamps."""
        # As fast as it gets, because it is most of a save: the row is never part of the session, nor known to SQLAlchemy.
        row = self.row.__new__(self.row)
        row.__dict__.update({name: getattr(value, name) for name in self.row.__field_names__})
        self.session.store_new(row)
        return self.frozen(row)

    def save(self, value: D) -> D:
        """Store a new record (version 0) or a changed one, and return it as stored.

        Nothing is written when nothing differs, and what is withheld from the writer stays as it is. Raises
        EditConflict when somebody else saved since `value` was read, AlreadySigned when it is signed, InputError
        when the gap of what the writer does not see is gone from a field, Gone when the record is not there or is
        about another young person.
        """
        if value.version == 0:
            return self.add(value)
        row = self._required(value.id)
        seen, about = self._seen(row), row.__young_person_field__
        if seen is None or (about and getattr(value, about) != row.about_whom()):
            raise _gone()  # permission was asked for whom `value` is about, and no record moves from one to another
        if row.version != value.version:
            raise EditConflict(
                _("Somebody else saved this while you were writing."),
                _("Nothing is lost: compare both versions and choose what to keep."),
                mine=value,
                theirs=seen,
            )
        if row.take(self._whole(value, row)):
            if isinstance(row, EntryRow) and row.signed_at is not None:
                self.session.expire(row)  # what was taken over is not to be written by a later flush
                raise AlreadySigned(
                    _("This entry is signed, so its words stay as they are."),
                    _("Write an addendum; it stands beside it."),
                )
            self.session.flush()
        return self._seen(row) or value

    def remove(self, record_id: str) -> None:
        """Remove a draft; one that is not there (any more) is fine. Nothing else can be removed."""
        row = self._row(record_id)
        if row is not None:
            self.session.delete(row)
            self.session.flush()

    def frozen(self, row: RecordRow) -> D:
        """Return the frozen record of a row, whole."""
        return cast(D, row.as_record())

    def order(self) -> tuple[ColumnElement[Any], ...]:
        """Return the sort order of the row class as columns."""
        columns = self.row.__table__.columns
        return tuple(
            columns[name[1:]].desc() if name.startswith("-") else columns[name].asc()
            for name in self.row.__order__
        )

    def _seen(self, row: RecordRow) -> D | None:
        """Return the record as this session's reader may see it."""
        record, view = self.frozen(row), self.session.view
        return record if view is None else view.shown(self.row.__record_kind__, record)

    def _whole(self, value: D, row: RecordRow) -> D:
        """Return what somebody wrote with what they do not see of the row."""
        view = self.session.view
        return value if view is None else view.kept(self.row.__record_kind__, value, self.frozen(row))

    def _leaves_out(self) -> bool:
        return self.session.view is not None and self.session.view.leaves_out

    def _row(self, record_id: str) -> RecordRow | None:
        return self.session.get(self.row, record_id)

    def _required(self, record_id: str) -> RecordRow:
        row = self._row(record_id)
        if row is None:
            raise _gone()
        return row


def _gone() -> Gone:
    return Gone(
        _("This record is no longer there."),
        _("It may have been removed in another window. Go back and open the list again."),
    )
