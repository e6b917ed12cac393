"""The search index: one entry a record, ranked full-text queries on them.

The entries are a plain table; SQLite's FTS5 index beside it is kept by triggers and belongs to this
dialect. Which young people somebody may see is the caller's to say.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from unicodedata import combining, normalize

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
)

from ..core.text import day_long, day_short
from ..domain.search import Hit
from .base import Base, SearchText
from .engine import run_plain

search_entry = Table(
    "search_entry",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("record_kind", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("young_person_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("day", Date),
    Column("day_words", Text, nullable=False),
    UniqueConstraint("record_id", "record_kind"),
)

SEARCH_DDL = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(
        title, body, day_words, content='search_entry', content_rowid='seq',
        tokenize="unicode61 remove_diacritics 2")""",
    # Small leaves: a save writes a third fewer encrypted pages, and a query is as fast.
    "INSERT INTO search_text(search_text, rank) VALUES ('pgsz', 1000)",
    """CREATE TRIGGER IF NOT EXISTS search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_text(rowid, title, body, day_words)
        VALUES (NEW.seq, NEW.title, NEW.body, NEW.day_words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_text(search_text, rowid, title, body, day_words)
        VALUES ('delete', OLD.seq, OLD.title, OLD.body, OLD.day_words);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_entry_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_text(search_text, rowid, title, body, day_words)
        VALUES ('delete', OLD.seq, OLD.title, OLD.body, OLD.day_words);
        INSERT INTO search_text(rowid, title, body, day_words)
        VALUES (NEW.seq, NEW.title, NEW.body, NEW.day_words);
    END""",
)
"""For migrations, which copy them."""

_TITLE_WEIGHT, _BODY_WEIGHT, _DAY_WEIGHT = 8.0, 1.0, 1.0
_SNIPPET_WORDS = 14


class SearchIndex:
    """The index as seen inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, record_kind: str, record_id: str, young_person_id: str, entry: SearchText) -> None:
        """Write or replace the entry of one record."""
        day = entry.day.isoformat() if entry.day else None
        words = _day_words(entry.day) if entry.day else ""
        values = (record_kind, record_id, young_person_id, entry.title, entry.body, day, words)
        run_plain(self._connection, _PUT, values)

    def remove(self, record_kind: str, record_id: str) -> None:
        """Take the entry of one record out, if there is one."""
        run_plain(self._connection, _REMOVE, (record_kind, record_id))

    def find(
        self, words: str, young_person_ids: Collection[str] | None = None, limit: int = 50
    ) -> tuple[Hit, ...]:
        """Return the records that hold all the words, best first; the last word may be its beginning.

        `young_person_ids` are those the caller may see (the empty text stands for records about nobody in
        particular); None is everybody. Whatever is typed is taken as words, never as query language.
        """
        return self.placed(words, self.without_places(words, young_person_ids, limit))

    def without_places(
        self, words: str, young_person_ids: Collection[str] | None = None, limit: int = 50
    ) -> tuple[Hit, ...]:
        """As `find`, without the places in the texts: in a long text those take a hundred times as long."""
        query = _query(words)
        if not query or limit < 1:
            return ()
        statement = _FIND.limit(limit)
        if young_person_ids is not None:
            statement = statement.where(search_entry.c.young_person_id.in_(tuple(young_person_ids)))
        rows = self._connection.execute(statement, {"query": query})
        return tuple(
            Hit(row.record_kind, row.record_id, row.young_person_id, row.title, "", row.day, row.seq)
            for row in rows
        )

    def placed(self, words: str, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Return hits with the place in their text where the words stand; one that has no entry stays as it is."""
        found = tuple(hits)
        entries = tuple(hit.entry for hit in found if hit.entry)
        if not entries:
            return found
        statement = _PLACES.where(_text.c.rowid.in_(entries))
        rows = self._connection.execute(statement, {"query": _query(words)})
        places = {row.rowid: row.snippet for row in rows}
        return tuple(
            replace(hit, snippet=places.get(hit.entry, ""), entry=0) if hit.entry else hit for hit in found
        )


def shown_hit(hit: Hit, entry: SearchText, words: str) -> Hit | None:
    """Return a hit with the title and the place of what is left of its record; None where the words are not in it.

    `entry` is made of the record as its reader may see it: the index holds everything.
    """
    columns = [
        _folded(text) for text in (entry.title, entry.body, _day_words(entry.day) if entry.day else "")
    ]
    wanted = [_folded(word) for word in _useful(words)]
    if not wanted:
        return None
    for word in wanted:
        open_end = word is wanted[-1]
        if not any(_stands_in(column, word, open_end) for column in columns):
            return None
    return replace(hit, title=entry.title, snippet=_place(entry.body, wanted), day=entry.day, entry=0)


def _place(body: str, wanted: list[list[str]]) -> str:
    """Return some words of the text around the first one that was looked for."""
    parts = body.split()
    first = {word[0] for word in wanted}
    at = next((i for i, p in enumerate(parts) if any(t.startswith(f) for t in _folded(p) for f in first)), 0)
    start = max(0, min(at - _SNIPPET_WORDS // 2, len(parts) - _SNIPPET_WORDS))
    end = start + _SNIPPET_WORDS
    return ("…" if start else "") + " ".join(parts[start:end]) + ("…" if end < len(parts) else "")


def _folded(text: str) -> list[str]:
    """Return the words of a text as the index folds them: small letters without their marks."""
    plain = (c for c in normalize("NFD", text.casefold()) if not combining(c))
    return "".join(c if c.isalnum() else " " for c in plain).split()


def _stands_in(column: list[str], word: list[str], open_end: bool) -> bool:
    for at in range(len(column) - len(word) + 1):
        *before, last = column[at : at + len(word)]
        if before == word[:-1] and (last.startswith(word[-1]) if open_end else last == word[-1]):
            return True
    return False


def _useful(words: str) -> list[str]:
    return [w for w in words.replace("\0", " ").split() if any(c.isalnum() for c in w)]


def _query(words: str) -> str:
    """Return typed words as a query: each one quoted, the last one open at its end."""
    useful = _useful(words)
    if not useful:
        return ""
    quoted = ['"' + word.replace('"', '""') + '"' for word in useful]
    return " ".join(quoted) + "*"


def _day_words(day: date) -> str:
    """Return a day in the ways people type it: "Thu 14 May 2026", "Thursday", "14/5/2026", "14/05/2026"."""
    iso = day.isoformat()
    year, month, number = iso.split("-")
    numbers = f"{day.day}/{day.month}/{day.year} {number}/{month}/{year} {iso}"
    return f"{day_short(day)} {day_long(day)} {numbers}"


_PUT = """INSERT INTO search_entry (record_kind, record_id, young_person_id, title, body, day, day_words)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (record_id, record_kind) DO UPDATE SET
    young_person_id = excluded.young_person_id, title = excluded.title, body = excluded.body,
    day = excluded.day, day_words = excluded.day_words"""
_REMOVE = "DELETE FROM search_entry WHERE record_kind = ? AND record_id = ?"
_text = table("search_text", column("rowid"))
_name: ColumnElement[str] = literal_column("search_text")
_FIND = (
    select(
        *(
            search_entry.c[name]
            for name in ("seq", "record_kind", "record_id", "young_person_id", "title", "day")
        )
    )
    .select_from(_text.join(search_entry, search_entry.c.seq == _text.c.rowid))
    .where(_name.op("MATCH")(bindparam("query")))
    .order_by(
        func.bm25(_name, _TITLE_WEIGHT, _BODY_WEIGHT, _DAY_WEIGHT),
        search_entry.c.day.desc(),
        search_entry.c.seq,
    )
)
_PLACES = (
    select(_text.c.rowid, func.snippet(_name, 1, "", "", "…", _SNIPPET_WORDS).label("snippet"))
    .select_from(_text)
    .where(_name.op("MATCH")(bindparam("query")))
)
