"""Words that care: terms to question while writing, and the words that a young person uses for themself.

Which terms there are stands in resources/language; what is said and done about a hit is for the screen.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWord(Record):
    """A term that a young person uses themself, so that it is not questioned in what is written about them.

    `let_go` ends it: nothing is deleted.
    """

    young_person_id: str
    term: str
    let_go: bool = False


class Evidence(StrEnum):
    """Whether somebody has published a pair, or it is our own proposal that young people have not checked."""

    PUBLISHED = "published"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a pair comes from; a proposal of our own has no address."""

    name: str
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPair:
    """Words to question and what could stand there instead.

    `terms` holds the forms of each word, its name first ("abscond", "absconded"). `not_in` are longer phrases in which
    the word is right, with # for any number; `prefer` can be put in its place, `say` is what to do where no ready
    words fit, `why` one sentence for whoever writes.
    """

    number: int
    terms: tuple[tuple[str, ...], ...]
    why: str
    prefer: tuple[str, ...] = ()
    say: str = ""
    not_in: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    evidence: Evidence = Evidence.TO_CHECK


@dataclass(frozen=True, slots=True)
class Hit:
    """A questioned word in a text, from `start` to before `end`; `term` is the name of the word that was found."""

    start: int
    end: int
    term: str
    pair: TermPair


class Word(NamedTuple):
    """One word of a text, from `start` to before `end`."""

    text: str
    start: int
    end: int


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GAP = re.compile(r"\s+|\s*[-‐‑]\s*")
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)"
    r'|(?<!\w)"[^"]*(?:"|$)'
    r"|‘(?=\w).{1,400}?(?<=[\w.,!?…])’(?!\w)"
    r"|(?<!\w)'(?=\w).{1,400}?(?<=[\w.,!?…])'(?!\w)",
    re.DOTALL,
)
"""Words in quotation marks; a double one that is still open goes to the end, as somebody may be typing it."""


def words_in(text: str) -> tuple[Word, ...]:
    """Return the words of a text. An apostrophe belongs to its word, a hyphen does not."""
    return tuple(Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text))


def quoted_parts(text: str) -> tuple[tuple[int, int], ...]:
    """Return where something stands in quotation marks: somebody's own words, which nobody rewrites."""
    if not any(mark in text for mark in "“\"‘'"):
        return ()
    return tuple(found.span() for found in _QUOTED.finditer(text))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words to look for in a row. A word with capitals is only found with them; `term` is empty for an exception."""

    words: tuple[str, ...]
    pair: TermPair
    term: str = ""

    def fits(self, text: str, words: tuple[Word, ...], at: int) -> bool:
        if at + len(self.words) > len(words):
            return False
        for place, wanted in enumerate(self.words):
            here = words[at + place]
            if place and not _GAP.fullmatch(text, words[at + place - 1].end, here.start):
                return False
            if wanted != "#":
                if (here.text if wanted != wanted.lower() else _plain(here.text)) != wanted:
                    return False
            elif not here.text.isdigit():
                return False
        return True


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


class TermFinder:
    """Finds the terms of some pairs in a text. Made once; each look through a text takes time in its length alone."""

    def __init__(self, pairs: Iterable[TermPair] = ()) -> None:
        self._by_first: dict[str, list[_Phrase]] = {}
        for pair in pairs:
            for forms in pair.terms:
                for form in forms:
                    self._add(form, pair, _plain(forms[0]))
            for phrase in pair.not_in:
                self._add(phrase, pair, "")
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: -len(phrase.words))

    def find(
        self, text: str, kept: Collection[str] = (), words: tuple[Word, ...] | None = None
    ) -> tuple[Hit, ...]:
        """Return the questioned words in the order of the text.

        Left out are words in quotation marks, phrases in which the word is right, and the terms in `kept`, which are
        names as in Hit.term. `words` saves finding the words again for whoever has them.
        """
        words = words_in(text) if words is None else words
        found: list[Hit] = []
        right: set[tuple[int, int]] = set()
        for at, word in enumerate(words):
            for phrase in self._beginning_with(word.text):
                if not phrase.fits(text, words, at):
                    continue
                start, end = word.start, words[at + len(phrase.words) - 1].end
                if phrase.term:
                    found.append(Hit(start, end, phrase.term, phrase.pair))
                else:
                    right.update((phrase.pair.number, place) for place in range(start, end))
        if not found:
            return ()
        return tuple(self._chosen(found, right, quoted_parts(text), kept))

    def _chosen(
        self,
        found: list[Hit],
        right: set[tuple[int, int]],
        quoted: tuple[tuple[int, int], ...],
        kept: Collection[str],
    ) -> Iterator[Hit]:
        """Yield what is left when exceptions, quotes and kept words are gone: of several in one place the longest."""
        before = 0
        for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
            if hit.start < before:
                continue
            if all((hit.pair.number, place) in right for place in range(hit.start, hit.end)):
                continue
            before = hit.end
            is_quoted = any(start <= hit.start and hit.end <= end for start, end in quoted)
            if not is_quoted and hit.term not in kept:
                yield hit

    def _beginning_with(self, word: str) -> list[_Phrase]:
        return self._by_first.get("#" if word.isdigit() else _plain(word), [])

    def _add(self, form: str, pair: TermPair, term: str) -> None:
        words = tuple(
            word if any(letter.isupper() for letter in word) else _plain(word)
            for word in (found[0] for found in re.finditer(rf"#|{_WORD.pattern}", form))
        )
        if words:
            self._by_first.setdefault(_plain(words[0]), []).append(_Phrase(words, pair, term))


def in_place_of(found: str, preferred: str) -> str:
    """Return the preferred words with a capital at the beginning where the word they replace has one."""
    if found[:1].isupper() and not found.isupper():
        return preferred[:1].upper() + preferred[1:]
    return preferred
