"""Words that care: terms to question while writing, and the words that a young person uses for themself.

Which terms there are stands in resources/language; what is said and done about a hit is for the screen.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
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
    words fit, `why` one sentence for whoever writes. Without `published` it is our own proposal, which no young people have
    checked yet.
    """

    number: int
    terms: tuple[tuple[str, ...], ...]
    why: str
    prefer: tuple[str, ...] = ()
    say: str = ""
    not_in: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    published: bool = False


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
    """Words to look for in a row, in small letters. `capitals` are those that are only found with them, by their place."""

    words: tuple[str, ...]
    capitals: tuple[tuple[int, str], ...]

    def fits(self, text: str, words: tuple[Word, ...], plain: list[str], at: int) -> bool:
        """Say whether the phrase stands in `text` from the word at `at`; `plain` are the words in small letters."""
        if at + len(self.words) > len(words):
            return False
        for place, wanted in enumerate(self.words, at):
            if plain[place] != wanted and not (wanted == "#" and plain[place].isdigit()):
                return False
            if place > at and not _GAP.fullmatch(text, words[place - 1].end, words[place].start):
                return False
        return all(words[at + place].text == wanted for place, wanted in self.capitals)


def _phrase(text: str) -> _Phrase:
    words = [found[0] for found in re.finditer(rf"#|{_WORD.pattern}", text)]
    capitals = tuple((place, word) for place, word in enumerate(words) if word != word.lower())
    return _Phrase(tuple(map(plain_form, words)), capitals)


def plain_form(word: str) -> str:
    """Return words as Hit.term has them: in small letters, with a straight apostrophe."""
    return word.lower().replace("’", "'")


_Term = tuple[_Phrase, str, TermPair]


class TermFinder:
    """Finds the terms of some pairs in a text. Made once; each look through a text takes time in its length alone."""

    def __init__(self, pairs: Iterable[TermPair] = ()) -> None:
        self._terms: dict[str, list[_Term]] = {}
        self._not_in: dict[tuple[int, str], list[_Phrase]] = {}
        self._longest = 1
        for pair in pairs:
            for forms in pair.terms:
                for form in forms:
                    phrase = _phrase(form)
                    if phrase.words:
                        self._terms.setdefault(phrase.words[0], []).append(
                            (phrase, plain_form(forms[0]), pair)
                        )
            for phrase in map(_phrase, pair.not_in):
                self._not_in.setdefault((pair.number, phrase.words[0]), []).append(phrase)
                self._longest = max(self._longest, len(phrase.words))
        for found in self._terms.values():
            found.sort(key=lambda term: -len(term[0].words))

    def find(
        self, text: str, kept: Collection[str] = (), words: tuple[Word, ...] | None = None
    ) -> tuple[Hit, ...]:
        """Return the questioned words in the order of the text; of several in one place the longest.

        Left out are words in quotation marks, phrases in which the word is right, and the terms in `kept`, which are
        names as in Hit.term. `words` saves finding the words again for whoever has them.
        """
        words = words_in(text) if words is None else words
        plain = [plain_form(word.text) for word in words]
        found: list[Hit] = []
        after = 0
        for at, first in enumerate(plain):
            terms = self._terms.get(first) if at >= after else None
            for phrase, name, pair in terms or ():
                if phrase.fits(text, words, plain, at):
                    last = at + len(phrase.words) - 1
                    if not self._is_right(pair, text, words, plain, at, last):
                        found.append(Hit(words[at].start, words[last].end, name, pair))
                        after = last + 1
                        break
        quoted = quoted_parts(text) if found else ()
        return tuple(
            hit
            for hit in found
            if hit.term not in kept and not any(s <= hit.start and hit.end <= e for s, e in quoted)
        )

    def _is_right(
        self, pair: TermPair, text: str, words: tuple[Word, ...], plain: list[str], first: int, last: int
    ) -> bool:
        """Say whether the words from `first` to `last` stand inside a phrase in which they are right."""
        for start in range(max(0, last + 1 - self._longest), first + 1):
            first_word = "#" if plain[start].isdigit() else plain[start]
            for phrase in self._not_in.get((pair.number, first_word), ()):
                if start + len(phrase.words) > last and phrase.fits(text, words, plain, start):
                    return True
        return False


def in_place_of(found: str, preferred: str) -> str:
    """Return the preferred words with a capital at the beginning where the word they replace has one."""
    if found[:1].isupper() and not found.isupper():
        return preferred[:1].upper() + preferred[1:]
    return preferred
