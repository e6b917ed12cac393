"""Rules for a password: long, and not one that is guessed first. No mix of signs is asked for, none expires.

What is common stands in resources/passwords/common.txt, words to offer in words.txt beside it.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from ..core.errors import Problem
from ..core.text import N_, _
from ..core.word_lists import shipped_words

SHORTEST = 12
"""Characters at least (Cyber Essentials; domain report, 9.4)."""

PASSWORD_RULE = N_(
    "At least 12 characters, since length stops guessing. Three words that do not belong together are easy to keep."
)
"""What is asked and why, for the hint at the field."""

HARD_ENOUGH = 28.0
"""Bits that a password has to hold for somebody who tries what is common first; three common words are."""

_LOOKED_AT = 64  # characters; what is longer than that is not what anybody guesses first
_COMMON, _PLAIN, _OWN = (
    10.0,
    15.0,
    2.0,
)  # a word of our list, of a guesser's dictionary, of this person's house
_LETTER, _DIGIT, _SIGN, _GAP, _YEAR, _RUN, _TWICE = 4.7, 3.3, 3.0, 1.0, 5.0, 4.0, 2.0
_SHORTEST_WORD, _SHORTEST_RUN, _SHORTEST_COUNT = 3, 4, 3
_GAPS = re.compile(r"[\s\-_.,/]+")
_YEARS = re.compile(r"(1[89]|20)\d\d")
_REPEATED = re.compile(r"(.{3,}?)(?:[\s\-_.,/]*\1)+|(.{1,2}?)\2{2,}")
_STUTTER = re.compile(r"(.)\1+")
_SIGNS_FOR_LETTERS = (str.maketrans("0134579@$!|€£+", "oieastgasiielt"), str.maketrans("01!|", "olll"))
_RUNS = tuple(
    way
    for run in (
        "abcdefghijklmnopqrstuvwxyz" * 2,
        "0123456789" * 8,
        "1357924680" * 2,
        "147258369147258369",
        "159357159",
        "789456123789",
        "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
        "azertyuiopqsdfghjklmwxcvbn",
        "qwertzuiopasdfghjklyxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "zaq1xsw2cde3vfr4bgt5nhy6mju7",
        "qazwsxedcrfvtgbyhnujmikolp",
        "qweasdzxcqweasd",
        "1q2w3e4r5t6y7u8i9o0p",
        "q1w2e3r4t5y6u7i8o9p0",
        '!"£$%^&*()_+',
        "!@#$%^&*()_+",
    )
    for way in (run, run[::-1])
)


def problems_in_password(
    password: str, name: str, field: str = "password", *, house: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return what is wrong with a password for somebody called `name`; `house` are names of house and unit."""
    if len(password) < SHORTEST:
        sentence = _(
            "Choose at least {n} characters. Three words that do not belong together are easy to keep."
        )
        return (Problem(field, sentence.format(n=SHORTEST)),)
    if any(part in reading for part in _parts(name) for reading in _readings(_plain(password))):
        return (Problem(field, _("Leave your own name out of it: colleagues would guess that first.")),)
    if _bits(password, frozenset(_words_of(name, *house))) < HARD_ENOUGH:
        sentence = _(
            "This is too near to what is guessed first. Add a word or two that have nothing to do with it."
        )
        return (Problem(field, sentence),)
    return ()


def problems_in_repeating(password: str, again: str, field: str = "again") -> tuple[Problem, ...]:
    """Return what is wrong with the same password written once more; one that is not there yet is not asked for."""
    if password and again and password != again:
        return (Problem(field, _("The two passwords differ. Write the same one twice.")),)
    return ()


def three_words(choose: Callable[[Sequence[str]], str], name: str = "") -> str:
    """Return a password to offer, such as "garden-kettle-lantern": three different words.

    `choose` picks one of many, each as likely as the others: secrets.choice. From 4,189 words that are 36 bits
    (12 a word), which the slow key derivation makes too dear to try. No word holds a part of `name`.
    """
    own = _parts(name)
    words = [word for word in shipped_words("words") if not any(part in word for part in own)]
    chosen: list[str] = []
    while len(chosen) < 3:
        chosen.append(choose([word for word in words if word not in chosen]))
    return "-".join(chosen)


def _bits(password: str, own: frozenset[str]) -> float:
    """Return how many bits the password holds at most for a guesser who knows what is common."""
    text = _REPEATED.sub(lambda found: found[1] or found[2], _plain(password)[:_LOOKED_AT])
    ways = [_cheapest(text, own)]
    joined = _GAPS.sub("", text)
    letters = "".join(sign for sign in joined if sign.isalpha())
    if letters in _known_words()[0] or all(len(part) == 1 for part in _GAPS.split(text)):
        ways.append(_cheapest(joined, own) + _TWICE)  # "i love you 123", "p-a-s-s-w-o-r-d"
    once = _STUTTER.sub(r"\1", text)
    if len(once) * 3 <= len(text) * 2:  # 112233445566
        ways.append(_cheapest(once, own) + _TWICE)
    return min(ways)


def _cheapest(text: str, own: frozenset[str]) -> float:
    """Return the fewest bits in which the text can be put together from words, runs, years and single signs."""
    cost = [0.0] * (len(text) + 1)
    readings = _readings(text)
    for start in range(len(text) - 1, -1, -1):
        pieces = [(1, _single(text[start]))]
        pieces += [(size, bits) for reading in readings for size, bits in _words_at(reading, start, own)]
        pieces += [(size, _RUN) for size in _runs_at(text, start)]
        if _YEARS.match(text, start):
            pieces.append((4, _YEAR))
        cost[start] = min(bits + cost[start + size] for size, bits in pieces)
    return cost[0]


def _single(sign: str) -> float:
    if _GAPS.match(sign):
        return _GAP
    return _LETTER if sign.isalpha() else _DIGIT if sign.isdigit() else _SIGN


def _words_at(text: str, start: int, own: frozenset[str]) -> Iterator[tuple[int, float]]:
    known, longest = _known_words()
    longest = max([longest, *map(len, own)])
    for size in range(_SHORTEST_WORD, min(longest, len(text) - start) + 1):
        word = text[start : start + size]
        if word in own:
            yield size, _OWN
        elif word in known:
            yield size, known[word]


def _runs_at(text: str, start: int) -> Iterator[int]:
    """Yield the lengths of all runs of the keyboard or in counting that begin here."""
    shortest = _SHORTEST_COUNT if text[start].isdigit() else _SHORTEST_RUN
    for run in _RUNS:
        size = shortest
        while start + size <= len(text) and text[start : start + size] in run:
            yield size
            size += 1


@cache
def _known_words() -> tuple[dict[str, float], int]:
    """Return what each known word is worth, and how long the longest is."""
    common = [word for word in shipped_words("common") if len(word) >= _SHORTEST_WORD]
    known = dict.fromkeys(shipped_words("words"), _PLAIN)
    for word in common:
        known[word] = known[_STUTTER.sub(r"\1", word)] = _COMMON
    return known, max(map(len, known))


def _plain(text: str) -> str:
    """Return the text in small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _readings(text: str) -> tuple[str, ...]:
    """Return the text with signs read as the letters they stand for: p@ssw0rd; a 1 may be an i or an l."""
    with_i, with_l = _SIGNS_FOR_LETTERS
    return text.translate(with_i), text.translate({**with_i, **with_l})


def _words_of(*names: str) -> Iterator[str]:
    for name in names:
        plain = "".join(sign if sign.isalnum() else " " for sign in _plain(name))
        yield from (part for part in (*plain.split(), plain.replace(" ", "")) if len(part) >= _SHORTEST_WORD)


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name that are long enough to be found in a password by more than chance."""
    return tuple(part for part in _plain(name).split() if len(part) > 3)
