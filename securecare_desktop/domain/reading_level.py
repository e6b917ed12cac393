"""How easy a text is to read, as a hint to whoever writes it: about which reading age, and which sentences are long.

It is never printed and never stored, and it says something about a text, never about a young person.

The Automated Readability Index (R. J. Senter and E. A. Smith, Aerospace Medical Research Laboratories, November 1967,
AD0667273) is 4.71 x letters / words + 0.5 x words / sentences - 21.43, where numerals count as letters. It needs no
dictionary of syllables. Rounded up, 5 stands for 9 to 10 years of age, and each one more for a year more: the reading
age is about the index plus 5. A formula sees how long words and sentences are and nothing else: it does not know
whether a text makes sense, and it was made for English.

What to aim for: the average reading age of adults in Scotland is 9 to 11, and short sentences are the first rule of
writing for it (resources.mygov.scot, content standards, "Readability"); the Patient Information Forum asks for 9 to
11 as well ("Using plain language in health information"). As to sentences, Surrey County Council's writing guide asks
for 15 to 20 words ("Reading level for web pages"), and GOV.UK for no more than 25 ("Sentence length: why 25 words is
our limit", 4 August 2014).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from ..core.text import _

FEWEST_WORDS = 30
"""Under so many words in whole sentences the formula says nothing worth knowing."""
LONG = 20
"""A sentence of more words than this is long: the upper end of "15 to 20 words" above."""
AIM = (9, 11)
"""The reading age to write for, from and to."""
YOUNGEST, OLDEST = 5, 18
"""The formula is not taken for more than "5 to 6" below and "18 or more" above: the years of school."""
HEADING = 10
"""A line of its own of at most so many words that does not end like a sentence is a heading."""

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*\w*|\b[^\W\d_](?:\.[^\W\d_]\b)+|\w+(?:['’-]\w+)*")
_POINT = re.compile(r"[^\S\n]*(?:[-*•–—·▪◦]|\(?(?:\d{1,3}|[a-z])[.)])[^\S\n]+")
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|$)"  # possessive: a row of 100,000 dots takes no longer
    r"|(?<=[a-z])[.!?](?=[A-Z][a-z])"  # the space after it was forgotten
)
_ENDS_LINE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_NEVER_END = frozenset({
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "st", "e.g", "eg", "i.e", "ie", "cf", "vs", "approx", "tel", "ext",
    "dept", "incl",
})  # fmt: skip
"""Shortened words that something always follows, without their full stop."""
_SELDOM_END = frozenset({
    "etc", "a.m", "p.m", "no", "nos", "min", "max", "est", "ave", "rd", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
})  # fmt: skip
"""Shortened words that end a sentence only where a capital follows."""
_OTHER_SCRIPTS = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
"""Letters that are not Latin ones."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, from `start` up to `end` (characters of the text). A heading has no `whole` sentence."""

    start: int
    end: int
    words: int
    letters: int
    whole: bool


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """How easy a text is to read. `index` is the Automated Readability Index of its `words` and `sentences`."""

    index: float
    words: int
    sentences: int

    @property
    def ages(self) -> tuple[int, int]:
        """The reading age, from and to, in years."""
        end = max(YOUNGEST + 1, min(OLDEST, ceil(self.index) + 5))
        return end - 1, end

    @property
    def is_easy(self) -> bool:
        """Whether it can be read with the reading age that is aimed for."""
        return self.ages[1] <= AIM[1]

    def in_words(self) -> str:
        """Return "about 9 to 10 years old"."""
        start, end = self.ages
        if ceil(self.index) + 5 > OLDEST:
            return _("about {age} years old or older").format(age=OLDEST)
        return _("about {start} to {end} years old").format(start=start, end=end)


def reading_level(text: str) -> ReadingLevel | None:
    """Return how easy a text is to read; None where too few words stand in whole sentences, or not in Latin letters.

    Headings do not count; each point of a list counts as a sentence.
    """
    return _level(text, tuple(sentences(text)))


@dataclass(frozen=True, slots=True)
class Look:
    """A text looked at once: its level, and its long sentences."""

    level: ReadingLevel | None
    long: tuple[Sentence, ...]


def look_at(text: str, most: int = LONG) -> Look:
    """Return the reading level of a text together with its sentences of more than `most` words."""
    found = tuple(sentences(text))
    return Look(_level(text, found), tuple(sentence for sentence in found if sentence.words > most))


def _level(text: str, found: tuple[Sentence, ...]) -> ReadingLevel | None:
    whole = [sentence for sentence in found if sentence.whole and sentence.words]
    words = sum(sentence.words for sentence in whole)
    letters = sum(sentence.letters for sentence in whole)
    if words < FEWEST_WORDS or len(_OTHER_SCRIPTS.findall(text)) * 5 > letters:
        return None
    index = 4.71 * letters / words + 0.5 * words / len(whole) - 21.43
    return ReadingLevel(index, words, len(whole))


def long_sentences(text: str, most: int = LONG) -> tuple[Sentence, ...]:
    """Return the sentences of more than `most` words, in the order of the text."""
    return look_at(text, most).long


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in order, headings and points of a list too. Takes time in step with its length."""
    for start, end, is_point in _blocks(text):
        at = start
        for stop in (*_stops(text, start, end), end):
            sentence = _sentence(text, at, stop, is_whole=is_point or at > start)
            if sentence is not None:
                yield sentence
            at = stop


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield what belongs together: a line with those that go on from it, and whether it is a point of a list."""
    start = at = 0
    is_point = ended = False
    for line in text.splitlines(keepends=True):
        says, point = line.strip(), _POINT.match(line)
        if point or ended or not says[:1].islower():
            if text[start:at].strip():
                yield start, at, is_point
            start, is_point = at + (point.end() if point else 0), point is not None
        ended = not says or _ENDS_LINE.search(says[-8:]) is not None
        at += len(line)
    if text[start:at].strip():
        yield start, at, is_point


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end between `start` and `end`."""
    for mark in _END.finditer(text, start, end):
        if _ends_sentence(text, mark.start(), mark.end(), start, end):
            yield mark.end()


def _ends_sentence(text: str, mark: int, after: int, start: int, end: int) -> bool:
    follows = text[after : min(end, after + 40)].lstrip(" \t\n\"'“‘(«")[:1]
    if text[mark] == "." and after == mark + 1:
        before = text[max(start, mark - 12) : mark].split()
        word = before[-1].lstrip("\"'“‘(«[").lower() if before else ""
        if word in _NEVER_END or (word in _SELDOM_END and not follows.isupper()):
            return False
        is_initial = len(word) == 1 and text[mark - 1].isupper() and text[mark - 1] != "I"
        return not (is_initial and follows.isupper())
    goes_on = text[after - 1] not in "!?"  # “Why?” he asked. Wait... what. But: is that so? he wants to know.
    return not (goes_on and follows.islower())


def _sentence(text: str, start: int, stop: int, *, is_whole: bool) -> Sentence | None:
    """Return what stands between two stops without the white space around it; None where there is nothing.

    It is a heading if it is not known to be whole, short, and does not end like a sentence.
    """
    said = text[start:stop]
    begin = start + len(said) - len(said.lstrip())
    end = start + len(said.rstrip())
    if begin >= end:
        return None
    words = _WORD.findall(text, begin, end)
    letters = sum(map(str.isalnum, "".join(words)))
    whole = is_whole or len(words) > HEADING or _ENDS_LINE.search(text[max(begin, end - 8) : end]) is not None
    return Sentence(begin, end, len(words), letters, whole)
