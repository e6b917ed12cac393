"""Passages in a text: left out where somebody is not to see them, and put back where such a reader has edited.

Knows nothing of records or readers. A passage is found whatever its capitals and line breaks, and goes with the
whole words it touches, so that nobody can read it from what stands beside the gap.
"""

import re
from collections.abc import Iterable, Iterator

from ..core.text import _, tidy

Span = tuple[int, int]


def left_out() -> str:
    """Return what stands in the place of words that are left out."""
    return _("[left out]")


def holds(text: str, words: str) -> bool:
    """Say whether a passage stands in a text. No words stand nowhere."""
    return next(_spans(text, words), None) is not None


def holds_apart(text: str, words: str) -> bool:
    """Say whether a passage stands in a text as words of its own, not as a part of longer ones."""
    wanted = words.casefold().split()
    return any(text[start:end].casefold().split() == wanted for start, end in _spans(text, words))


def without(text: str, passages: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return the text without the passages, and what stood in each gap.

    The empty passage is the whole text. Where one is not in the text any more, all of it is left out: somebody has
    changed its words, and nobody knows what of the rest still says it.
    """
    wanted = tuple(passages)
    if not text or not wanted:
        return text, _gaps_already(text)
    found = [list(_spans(text, words)) for words in wanted]
    if not all(found):
        return left_out(), (text,)
    shown, gaps, at = "", [], 0
    for start, end in _merged(span for spans in found for span in spans):
        gaps += [*_gaps_already(text[at:start]), text[start:end]]
        shown += text[at:start] + left_out()
        at = end
    return shown + text[at:], (*gaps, *_gaps_already(text[at:]))


def put_back(shown: str, gaps: tuple[str, ...]) -> str | None:
    """Return a text that was edited as it is shown, with its gaps filled; None where a gap is gone or doubled."""
    parts = shown.split(left_out())
    if len(parts) != len(gaps) + 1:
        return None
    return parts[0] + "".join(gap + part for gap, part in zip(gaps, parts[1:], strict=True))


def same_name(one: str, other: str) -> bool:
    """Say whether two names may be the same person's: the words of one stand in the other, in their order."""
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return bool(shorter) and any(
        longer[at : at + len(shorter)] == shorter for at in range(len(longer) - len(shorter) + 1)
    )


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", tidy(name).casefold()))


def _gaps_already(text: str) -> tuple[str, ...]:
    """Return the gaps that somebody has typed as such, which stand for themselves."""
    return (left_out(),) * text.count(left_out())


def _spans(text: str, words: str) -> Iterator[Span]:
    """Yield where a passage stands, from the first to the last letter of the words it touches."""
    parts = words.split()
    if not parts:
        return
    reached = 0
    for match in re.finditer(r"\s+".join(map(re.escape, parts)), text, re.IGNORECASE):
        start, end = match.span()
        if end <= reached:
            continue  # it went with the words of the one before
        while start > reached and _goes_on(text[start - 1]) and _goes_on(text[start]):
            start -= 1
        while end < len(text) and _goes_on(text[end]) and _goes_on(text[end - 1]):
            end += 1
        reached = end
        yield start, end


def _goes_on(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
