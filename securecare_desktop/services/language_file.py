"""Reads resources/language: each pair of words that care becomes a TermPair, every mistake a fault with its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..core.resource_files import Fault, Key, Shape, Table, read_file
from ..core.text import _
from ..domain.language import Source, TermPair, words_in

FILE = "language/words_that_care.toml"
PUBLISHED = "published"

SHAPE = Shape(
    lists={
        "source": {
            "name": Key(str),
            "title": Key(str),
            "address": Key(str, needed=False),
        },
        "pair": {
            "number": Key(int, least=1),
            "terms": Key(str, many=True),
            "not_in": Key(str, needed=False, many=True),
            "prefer": Key(str, needed=False, many=True),
            "say": Key(str, needed=False),
            "why": Key(str),
            "sources": Key(str, many=True),
            "evidence": Key(str, one_of=(PUBLISHED, "to_check")),
        },
    },
    no_two_alike={"source": "name", "pair": "number"},
    needs=("pair",),
)
"""What the file holds."""


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """The pairs that are right, in the order of the file, and what is wrong with the others."""

    pairs: tuple[TermPair, ...]
    faults: tuple[Fault, ...]


@cache
def language_file() -> LanguageFile:
    """Return what the file holds; read at the first call. Raises nothing."""
    return read_language_file()


def read_language_file() -> LanguageFile:
    """Read the file anew. A pair with a mistake is left out."""
    contents = read_file(FILE, SHAPE)
    faults = list(contents.faults)
    sources = {
        table["name"]: Source(table["name"], table["title"], table.get("address", ""))
        for table in contents.lists["source"]
    }
    pairs = [_pair(table, sources, faults) for table in contents.lists["pair"]]
    return LanguageFile(
        tuple(pair for pair in pairs if pair is not None),
        tuple(sorted(faults, key=lambda fault: fault.line)),
    )


def _pair(table: Table, sources: Mapping[str, Source], faults: list[Fault]) -> TermPair | None:
    terms = tuple(tuple(form.strip() for form in text.split(",") if form.strip()) for text in table["terms"])
    unknown = next((name for name in table["sources"] if name not in sources), "")
    wordless = [phrase for phrase in table.get("not_in", ()) if not _has_words(phrase)]
    if not terms or not all(terms) or not all(_has_words(form) for forms in terms for form in forms):
        faults.append(table.fault("terms", _('"terms" names no word.')))
    elif wordless:
        faults.append(table.fault("not_in", _('"not_in" names no word.')))
    elif not table["sources"]:
        faults.append(table.fault("sources", _('"sources" is empty: say where the pair comes from.')))
    elif unknown:
        what = _('"sources": there is no [[source]] with the name {name}.').format(name=unknown)
        faults.append(table.fault("sources", what))
    elif not table.get("prefer") and not table.get("say"):
        faults.append(table.fault("prefer", _('Write "prefer", or in "say" what to do instead.')))
    else:
        return TermPair(
            number=table["number"],
            terms=terms,
            why=table["why"],
            prefer=tuple(table.get("prefer", ())),
            say=table.get("say", ""),
            not_in=tuple(table.get("not_in", ())),
            sources=tuple(sources[name] for name in table["sources"]),
            published=table["evidence"] == PUBLISHED,
        )
    return None


def _has_words(phrase: str) -> bool:
    """Say whether there is anything in a phrase to look for; # stands for any number."""
    return "#" in phrase or bool(words_in(phrase))
