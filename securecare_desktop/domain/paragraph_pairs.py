"""Which paragraphs of two versions belong beside each other although both were changed.

Paragraphs vote for each other with the words that few others have; one that was cut in two or made of two stays
together. Which words changed inside a pair is left to comparing.py.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

RARE = 5
"""A word that stands in at most so many paragraphs of each version tells them apart."""
NEAREST = 3
"""How many of the paragraphs that share such words are looked at more closely."""
ALIKE = 0.4
"""Two paragraphs belong together when the one with fewer words has this share of them in the other."""

_WORDS = re.compile(r"\w+")


class _Likeness(NamedTuple):
    old: int
    new: int
    words: int


def pair_paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield paragraphs that stand beside each other, in the order of both; one side may have none or several.

    Those that belong to no other stand beside each other in the order they come in.
    """
    a = b = 0
    if before and after:
        old_words = [Counter(_WORDS.findall(text.lower())) for text in before]
        new_words = [Counter(_WORDS.findall(text.lower())) for text in after]
        for olds, news in _groups(old_words, new_words):
            yield from _in_turn(before[a : olds.start], after[b : news.start])
            a, b = olds.stop, news.stop
            yield list(before[olds.start : a]), list(after[news.start : b])
    yield from _in_turn(before[a:], after[b:])


def _in_turn(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    for index in range(max(len(before), len(after))):
        yield list(before[index : index + 1]), list(after[index : index + 1])


def _groups(
    old_words: Sequence[Counter[str]], new_words: Sequence[Counter[str]]
) -> list[tuple[range, range]]:
    """Return the pairs in order, each with the neighbours that hold what is missing from the other side."""
    pairs = _rising(_alike(old_words, new_words))
    groups: list[tuple[range, range]] = []
    for index, pair in enumerate(pairs):
        follows = pairs[index + 1] if index + 1 < len(pairs) else _Likeness(len(old_words), len(new_words), 0)
        a_from, b_from = (groups[-1][0].stop, groups[-1][1].stop) if groups else (0, 0)
        news = _with_neighbours(pair.new, b_from, follows.new, old_words[pair.old], new_words)
        olds = range(pair.old, pair.old + 1)
        if len(news) == 1:
            olds = _with_neighbours(pair.old, a_from, follows.old, new_words[pair.new], old_words)
        groups.append((olds, news))
    return groups


def _alike(old_words: Sequence[Counter[str]], new_words: Sequence[Counter[str]]) -> list[_Likeness]:
    """Return the pairs that share many words, found by the words that are rare on both sides."""
    in_old, in_new = _places(old_words), _places(new_words)
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for word, olds in in_old.items():
        news = in_new.get(word, ())
        if len(olds) <= RARE and len(news) <= RARE:
            for old in olds:
                votes[old].update(news)
    alike = []
    for old, counted in votes.items():
        for new, _votes in counted.most_common(NEAREST):
            shared = len(old_words[old].keys() & new_words[new].keys())
            if shared >= ALIKE * min(len(old_words[old]), len(new_words[new])):
                alike.append(_Likeness(old, new, shared))
    return alike


def _places(words: Sequence[Counter[str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for paragraph, found in enumerate(words):
        for word in found:
            places[word].append(paragraph)
    return places


def _rising(alike: list[_Likeness]) -> list[_Likeness]:
    """Return the pairs that share the most words among those that keep the order of both sides."""
    alike.sort(key=lambda pair: (pair.old, -pair.new))
    size = max((pair.new for pair in alike), default=0) + 2
    best: list[tuple[int, int]] = [(0, -1)] * (
        size + 1
    )  # a Fenwick tree: most words up to a new paragraph, by whom
    before: list[int] = []
    for index, pair in enumerate(alike):
        most, ends_with = 0, -1
        place = pair.new
        while place > 0:
            if best[place][0] > most:
                most, ends_with = best[place]
            place -= place & -place
        before.append(ends_with)
        place = pair.new + 1
        while place <= size:
            if best[place][0] < most + pair.words:
                best[place] = (most + pair.words, index)
            place += place & -place
    index = max(best)[1] if best else -1
    chain = []
    while index >= 0:
        chain.append(alike[index])
        index = before[index]
    return chain[::-1]


def _with_neighbours(
    at: int, first: int, end: int, other: Counter[str], words: Sequence[Counter[str]]
) -> range:
    """Return the paragraph `at` with those beside it that mostly say what `other` still has and `at` has not."""
    missing = other - words[at]
    start, stop = at, at + 1
    while stop < end and _says_missing(words[stop], missing):
        stop += 1
    while start > first and _says_missing(words[start - 1], missing):
        start -= 1
    return range(start, stop)


def _says_missing(words: Counter[str], missing: Counter[str]) -> bool:
    """Say whether more than half of `words` are missing, and take them off if so."""
    found = {word: min(count, missing[word]) for word, count in words.items() if missing[word]}
    if sum(found.values()) * 2 <= words.total():
        return False
    missing.subtract(found)
    return True
