"""The order in which text that runs both ways is read: levels per character, then the order on a line.

This is the implicit part of the Unicode bidirectional algorithm (UAX 9: rules P2 to P3, W1 to W7, N1 to N2,
I1 to I2 and L1 to L2). The explicit marks that could turn text around are taken as what they look like:
nothing. So nobody can make a page read otherwise than it was typed.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "BN"))
_NUMBERS = frozenset(("EN", "AN"))
Item = TypeVar("Item")


def runs_both_ways(text: str) -> bool:
    """Say whether a text holds anything that is read from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def base_level(text: str) -> int:
    """Return 1 where a paragraph as a whole is read from right to left, else 0.

    That is where its first letter is such a one, as UAX 9 has it (P2, P3), and fewer than a quarter of its letters
    run to the right: so an English sentence that begins with an Arabic name stays an English sentence.
    """
    kinds = [unicodedata.bidirectional(character) for character in text]
    to_the_right = kinds.count("L")
    to_the_left = kinds.count("R") + kinds.count("AL")
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return int(first != "L" and to_the_right * 4 < to_the_right + to_the_left)


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character of one paragraph: odd ones are read from right to left."""
    edge = "R" if base else "L"
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    kinds = ["BN" if k in _EXPLICIT else k for k in kinds]
    original = list(kinds)
    _resolve_weak(kinds, edge)
    _resolve_neutral(kinds, edge)
    found = []
    for kind in kinds:
        if base == 0:
            found.append({"R": 1, "AN": 2, "EN": 2}.get(kind, 0))
        else:
            found.append(1 if kind == "R" else 2)
    for index in range(len(found) - 1, -1, -1):  # L1: white space at the end goes with the paragraph
        if original[index] not in ("WS", "BN", "B", "S"):
            break
        found[index] = base
    return found


_EXPLICIT = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def _resolve_weak(kinds: list[str], edge: str) -> None:
    before = edge
    for index, kind in enumerate(kinds):  # W1: a mark goes with its letter
        if kind == "NSM":
            kinds[index] = before
        elif kind != "BN":
            before = kind
    strong = edge
    for index, kind in enumerate(kinds):  # W2, W3: digits after an Arabic letter are Arabic digits
        if kind in ("L", "R", "AL"):
            strong = kind
            if kind == "AL":
                kinds[index] = "R"
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
    _join_numbers(kinds)
    strong = edge
    for index, kind in enumerate(kinds):  # W7: digits after a Latin letter go with it
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _join_numbers(kinds: list[str]) -> None:
    for index in range(1, len(kinds) - 1):  # W4: one separator between two numbers
        left, kind, right = kinds[index - 1 : index + 2]
        if left == right and ((kind == "CS" and left in _NUMBERS) or (kind == "ES" and left == "EN")):
            kinds[index] = left
    index = 0
    while index < len(kinds):  # W5, W6: a currency or percent sign goes with its number
        if kinds[index] != "ET":
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in ("ET", "BN"):
            end += 1
        beside = (index > 0 and kinds[index - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        kinds[index:end] = ["EN" if beside else "ON"] * (end - index)
        index = end
    for index, kind in enumerate(kinds):
        if kind in ("ES", "CS"):
            kinds[index] = "ON"


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    index = 0
    while index < len(kinds):
        if kinds[index] not in _NEUTRAL:
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        before = _direction(kinds[index - 1]) if index else edge
        after = _direction(kinds[end]) if end < len(kinds) else edge
        kinds[index:end] = [before if before == after else edge] * (end - index)
        index = end


def _direction(kind: str) -> str:
    return "R" if kind in ("R", "AN", "EN") else "L"


def in_reading_order(items: Sequence[Item], item_levels: Sequence[int]) -> list[Item]:
    """Return the items of one line from left to right as they stand on the page (rule L2)."""
    order = list(range(len(items)))
    odd = [level for level in item_levels if level % 2]
    if not odd:
        return list(items)
    for level in range(max(item_levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            if item_levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and item_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return [items[index] for index in order]
