"""Two versions of a text, word by word: what was kept, taken out and put in, paragraph beside paragraph.

Every character of both texts is in the answer, white space too, so that each side can be shown whole. Which texts
are compared is left to comparing_plans.py, how two rows of words are matched to alignment.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from .alignment import Block, align
from .paragraph_pairs import pair_paragraphs

ISLAND = 3
"""A kept island of at most so many words between two larger changes is read as part of the change."""
REWRITTEN_UNDER = 0.2
"""A paragraph that keeps less than this share of its letters is shown as written anew."""

_PARAGRAPH = re.compile(r"\s*\S[^\n]*")
_WORD = re.compile(r"(\s*)(\w(?:[^\s—–/]*\w)?|(\S)\3*)")


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    TAKEN_OUT = "taken_out"
    PUT_IN = "put_in"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row with the same mark, with the white space in and before them."""

    mark: Mark
    text: str

    @property
    def says_something(self) -> bool:
        """Whether there is more to it than white space."""
        return not self.text.isspace()


@dataclass(frozen=True)
class Passage:
    """Paragraphs of both versions that stand beside each other: mostly one and one, or one alone.

    The texts of the runs that were not put in make the old text, of those not taken out the new one.
    """

    runs: tuple[Run, ...]

    @cached_property
    def places(self) -> int:
        """How many places changed, counting words taken out and put in at the same place as one; space does not count."""
        changed = (run.mark is not Mark.KEPT for run in self.runs if run.says_something)
        return sum(1 for is_change, _runs in groupby(changed) if is_change)

    def side(self, new: bool) -> tuple[Run, ...]:
        """Return the runs that stand in the new text, or in the old one."""
        away = Mark.TAKEN_OUT if new else Mark.PUT_IN
        return tuple(run for run in self.runs if run.mark is not away)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPair:
    """A text in both versions; "" in the one that does not have it. `own_words` are the young person's."""

    old: str
    new: str
    label: str = ""
    own_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedTexts:
    """The texts of one section or one goal in both versions."""

    key: str
    title: str
    texts: tuple[TextPair, ...]
    is_goal: bool = False


@dataclass(frozen=True)
class ComparedText:
    """One text, compared."""

    label: str
    own_words: bool
    passages: tuple[Passage, ...]

    @cached_property
    def places(self) -> int:
        """How many places changed."""
        return sum(passage.places for passage in self.passages)


@dataclass(frozen=True)
class ComparedSection:
    """One section or goal, compared. `in_old` and `in_new` say whether a version has words there at all."""

    key: str
    title: str
    texts: tuple[ComparedText, ...]
    in_old: bool
    in_new: bool
    is_goal: bool = False

    @cached_property
    def places(self) -> int:
        """How many places changed."""
        return sum(text.places for text in self.texts)


@dataclass(frozen=True)
class Comparison:
    """Two versions, compared section by section."""

    sections: tuple[ComparedSection, ...]

    @cached_property
    def places(self) -> int:
        """How many places changed."""
        return sum(section.places for section in self.sections)

    @cached_property
    def changed(self) -> tuple[ComparedSection, ...]:
        """The sections in which words changed."""
        return tuple(section for section in self.sections if section.places)


def compare(sections: Sequence[PairedTexts]) -> Comparison:
    """Return what changed in each section. Takes well under a second for two versions of 20,000 words."""
    return Comparison(
        tuple(
            ComparedSection(
                section.key,
                section.title,
                tuple(
                    ComparedText(text.label, text.own_words, compare_texts(text.old, text.new))
                    for text in section.texts
                ),
                in_old=any(text.old.strip() for text in section.texts),
                in_new=any(text.new.strip() for text in section.texts),
                is_goal=section.is_goal,
            )
            for section in sections
        )
    )


def compare_texts(old: str, new: str) -> tuple[Passage, ...]:
    """Return the passages of two versions of one text, in order."""
    before, after = _paragraphs(old), _paragraphs(new)
    passages: list[Passage] = []
    a = b = 0
    same = align([_plain(p) for p in before], [_plain(p) for p in after], runs=(1,))
    for block in (*same, Block(len(before), len(after), 0)):
        passages += _changed(before[a : block.old], after[b : block.new])
        a, b = block.old + block.length, block.new + block.length
        passages += (
            _compare_words(one, other)
            for one, other in zip(before[block.old : a], after[block.new : b], strict=True)
        )
    return tuple(passages)


def _paragraphs(text: str) -> list[str]:
    """Return the lines that say something, each with the white space before it; what is left at the end goes to the last."""
    found: list[str] = _PARAGRAPH.findall(text)
    rest = text[sum(map(len, found)) :]
    if rest:
        found[-1:] = [found[-1] + rest] if found else [rest]
    return found


def _plain(paragraph: str) -> str:
    """Return a paragraph with each white space as one space."""
    return " ".join(paragraph.split())


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Yield passages of paragraphs none of which stayed quite as it was."""
    for olds, news in pair_paragraphs(before, after):
        yield _compare_words("".join(olds), "".join(news))


def _compare_words(old: str, new: str) -> Passage:
    """Return one passage, word by word."""
    if old == new:
        return Passage((Run(Mark.KEPT, old),))
    if not (old and new):
        return Passage((Run(Mark.TAKEN_OUT, old) if old else Run(Mark.PUT_IN, new),))
    before, after = _Words(old), _Words(new)
    kept = _without_islands(align(before.plain, after.plain), before, after)
    share = sum(before.letters(block.old, block.old + block.length) for block in kept)
    if share < REWRITTEN_UNDER * max(before.letters(), after.letters()):
        kept = []
    return Passage(tuple(_runs(kept, before, after)))


class _Words:
    """The words and signs of a text, each with the white space before it."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = _WORD.findall(text)
        self.space: list[str] = [space for space, _word, _sign in found]
        self.plain: list[str] = [word for _space, word, _sign in found]
        self._upto = [0]
        self._letters = [0]
        for space, word, _sign in found:
            self._upto.append(self._upto[-1] + len(space) + len(word))
            self._letters.append(self._letters[-1] + (len(word) if word[0].isalnum() else 0))

    def __len__(self) -> int:
        return len(self.plain)

    def letters(self, start: int = 0, end: int = -1) -> int:
        """Return how many letters the words from `start` up to `end` have; signs do not count."""
        return self._letters[end] - self._letters[start]

    def between(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end` as they stand in the text."""
        return self.text[self._upto[start] : self._upto[end]]

    def rest(self) -> str:
        """Return the white space after the last word."""
        return self.text[self._upto[-1] :]


def _without_islands(kept: list[Block], before: _Words, after: _Words) -> list[Block]:
    """Leave out kept words that are lost between larger changes: they make a change harder to read, not easier."""
    left: list[Block] = []
    a = b = 0
    for index, block in enumerate(kept):
        follows = kept[index + 1] if index + 1 < len(kept) else Block(len(before), len(after), 0)
        a_end, b_end = block.old + block.length, block.new + block.length
        ahead = max(before.letters(a, block.old), after.letters(b, block.new))
        behind = max(before.letters(a_end, follows.old), after.letters(b_end, follows.new))
        island = before.letters(block.old, a_end)
        words = sum(word[0].isalnum() for word in before.plain[block.old : a_end]) if block.length < 9 else 9
        if words <= ISLAND and island <= min(ahead, behind) and min(ahead, behind) > 0:
            continue
        left.append(block)
        a, b = a_end, b_end
    return left


def _runs(kept: list[Block], before: _Words, after: _Words) -> list[Run]:
    """Return the runs of a passage: the kept blocks and what was taken out and put in between them."""
    made = _Runs()
    a = b = 0
    for block in kept:
        made.change(before.between(a, block.old), after.between(b, block.new))
        for shift in range(block.length):
            a, b = block.old + shift, block.new + shift
            if before.space[a] == after.space[b]:
                made.keep(before.space[a])
            else:
                made.change(before.space[a], after.space[b])
            made.keep(before.plain[a])
        a, b = block.old + block.length, block.new + block.length
    made.change(before.between(a, len(before)), after.between(b, len(after)))
    made.change(before.rest(), after.rest())
    return made.runs()


class _Runs:
    """Gathers runs, so that no two that follow each other have the same mark."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._kept: list[str] = []
        self._taken_out: list[str] = []
        self._put_in: list[str] = []

    def keep(self, text: str) -> None:
        """Add text that stands on both sides."""
        if text:
            self._end_change()
            self._kept.append(text)

    def change(self, taken_out: str, put_in: str) -> None:
        """Add text that stands on one side; the white space that both begin with was kept."""
        shared = 0
        if not (self._taken_out or self._put_in):
            while (
                taken_out[shared : shared + 1].isspace() and taken_out[shared] == put_in[shared : shared + 1]
            ):
                shared += 1
        self.keep(taken_out[:shared])
        if taken_out[shared:] or put_in[shared:]:
            self._end_kept()
            self._taken_out.append(taken_out[shared:])
            self._put_in.append(put_in[shared:])

    def runs(self) -> list[Run]:
        """Return what was gathered."""
        self._end_change()
        self._end_kept()
        return self._runs

    def _end_kept(self) -> None:
        if self._kept:
            self._runs.append(Run(Mark.KEPT, "".join(self._kept)))
            self._kept = []

    def _end_change(self) -> None:
        for mark, texts in ((Mark.TAKEN_OUT, self._taken_out), (Mark.PUT_IN, self._put_in)):
            if text := "".join(texts):
                self._runs.append(Run(mark, text))
            texts.clear()
