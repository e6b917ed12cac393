"""Which items two long sequences share, in order: fast for whatever people do to a text, never quadratic.

Common ends first, then items (or runs of items) that stand once on each side, then the shortest way between what
is left, looked for a bounded distance ahead. What the items mean is left to others (comparing.py).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

AHEAD = 48
"""How many changes in a row the shortest way is looked for before the best way so far is settled on."""


class Block(NamedTuple):
    """`length` items from `old` in the old sequence equal those from `new` in the new one."""

    old: int
    new: int
    length: int


class _Range(NamedTuple):
    old_from: int
    old_to: int
    new_from: int
    new_to: int
    level: int


def align(old: Sequence[str], new: Sequence[str], runs: Sequence[int] = (4, 2, 1)) -> list[Block]:
    """Return the blocks that both sequences share, in order and joined where they touch.

    `runs` are the lengths of runs that are looked for one after the other: such as stand once on each side hold the
    two together, and what lies between them is looked at with the next shorter ones. Grows a little faster than
    the length of the two sequences in every case.
    """
    found: list[Block] = []
    waiting = [_Range(0, len(old), 0, len(new), 0)]
    while waiting:
        part = _without_common_ends(old, new, waiting.pop(), found)
        if part.old_from == part.old_to or part.new_from == part.new_to:
            continue
        while part.level < len(runs):
            held = _held_together(old, new, part, runs[part.level])
            part = part._replace(level=part.level + 1)
            if held:
                found.extend(held)
                waiting.extend(_between(held, part))
                break
        else:
            found.extend(_shortest_way(old, new, part))
    return _joined(sorted(found))


def _without_common_ends(old: Sequence[str], new: Sequence[str], part: _Range, found: list[Block]) -> _Range:
    """Add what both begin and end with to `found`; return what is left between."""
    a, a_end, b, b_end, level = part
    while a < a_end and b < b_end and old[a] == new[b]:
        a, b = a + 1, b + 1
    if a > part.old_from:
        found.append(Block(part.old_from, part.new_from, a - part.old_from))
    while a_end > a and b_end > b and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if a_end < part.old_to:
        found.append(Block(a_end, b_end, part.old_to - a_end))
    return _Range(a, a_end, b, b_end, level)


def _between(held: list[Block], part: _Range) -> Iterator[_Range]:
    """Yield what lies between blocks, up to the ends of `part`."""
    a, b = part.old_from, part.new_from
    for block in held:
        yield _Range(a, block.old, b, block.new, part.level)
        a, b = block.old + block.length, block.new + block.length
    yield _Range(a, part.old_to, b, part.new_to, part.level)


def _held_together(old: Sequence[str], new: Sequence[str], part: _Range, run: int) -> list[Block]:
    """Return the longest chain of runs of `run` items that stand once on each side."""
    in_new = _once(new, part.new_from, part.new_to, run)
    pairs = []
    for items, a in _once(old, part.old_from, part.old_to, run).items():
        b = in_new.get(items, -1)
        if a >= 0 and b >= 0:
            pairs.append((a, b))
    blocks: list[Block] = []
    a_next, b_next = part.old_from, part.new_from
    for a, b in _rising(pairs):
        over = max(a_next - a, b_next - b, 0)
        if over < run:
            blocks.append(Block(a + over, b + over, run - over))
            a_next, b_next = a + run, b + run
    return _joined(blocks)


def _once(items: Sequence[str], start: int, end: int, run: int) -> dict[object, int]:
    """Return where each run begins, in order; -1 for one that stands there more than once."""
    keys: Iterator[object] = (
        iter(items[start:end])
        if run == 1
        else zip(*(items[start + shift : end] for shift in range(run)), strict=False)
    )
    places: dict[object, int] = {}
    for place, key in enumerate(keys, start):
        places[key] = -1 if key in places else place
    return places


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of `pairs`, which rise in their first number, that rises in the second too."""
    ends: list[int] = []  # the least second number that a chain of each length ends with
    at: list[int] = []  # the pair that does
    before: list[int] = []
    for index, (_a, b) in enumerate(pairs):
        length = bisect_left(ends, b)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [b]
        at[length : length + 1] = [index]
    chain = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _shortest_way(old: Sequence[str], new: Sequence[str], part: _Range) -> Iterator[Block]:
    """Yield the blocks of the way with the fewest changes (Myers 1986), settled on AHEAD changes at a time."""
    if set(old[part.old_from : part.old_to]).isdisjoint(new[part.new_from : part.new_to]):
        return
    while part.old_from < part.old_to and part.new_from < part.new_to:
        steps = _look_ahead(old, new, part)
        a, b = _furthest(steps[-1], part)
        yield from _way_back(steps, part, a, b)
        part = part._replace(old_from=a, new_from=b)


def _look_ahead(old: Sequence[str], new: Sequence[str], part: _Range) -> list[dict[int, int]]:
    """Return for 0, 1, 2 ... changes how far each diagonal comes, up to the end of `part` or AHEAD changes.

    A diagonal is how many more items of `new` than of `old` were gone through; its value is a place in `old`.
    """
    a_end, b_end = part.old_to, part.new_to
    shift = part.new_from - part.old_from
    end = b_end - a_end - shift
    furthest = {0: part.old_from}  # both ends differ: common ones were taken off before
    steps = [furthest]
    while furthest.get(end) != a_end and len(steps) <= AHEAD:
        nearer, furthest = furthest, {}
        for diagonal in range(-len(steps), len(steps) + 1, 2):
            a, _taken_out = _one_change(nearer, diagonal, part)
            if a < 0:
                continue
            b = a + shift + diagonal
            while a < a_end and b < b_end and old[a] == new[b]:
                a, b = a + 1, b + 1
            furthest[diagonal] = a
        steps.append(furthest)
    return steps


def _one_change(nearer: dict[int, int], diagonal: int, part: _Range) -> tuple[int, bool]:
    """Return how far a change from a diagonal beside it leads (-1: nowhere), and whether an item is taken out."""
    taken_out = nearer.get(diagonal + 1, -2) + 1
    if taken_out > part.old_to:
        taken_out = -1
    put_in = nearer.get(diagonal - 1, -1)
    if put_in > taken_out and put_in + part.new_from - part.old_from + diagonal <= part.new_to:
        return put_in, False
    return taken_out, True


def _furthest(reached: dict[int, int], part: _Range) -> tuple[int, int]:
    """Return the place on both sides that lies furthest from the start."""
    diagonal = max(reached, key=lambda one: 2 * reached[one] + one)
    return reached[diagonal], reached[diagonal] + part.new_from - part.old_from + diagonal


def _way_back(steps: list[dict[int, int]], part: _Range, a: int, b: int) -> Iterator[Block]:
    """Yield the blocks on the way that leads to (a, b), last first."""
    shift = part.new_from - part.old_from
    for nearer in reversed(steps[:-1]):
        diagonal = b - a - shift
        begin, taken_out = _one_change(nearer, diagonal, part)
        if a > begin:
            yield Block(begin, begin + shift + diagonal, a - begin)
        a, b = (begin - 1, begin + shift + diagonal) if taken_out else (begin, begin + shift + diagonal - 1)
    if a > part.old_from:
        yield Block(part.old_from, part.new_from, a - part.old_from)


def _joined(blocks: list[Block]) -> list[Block]:
    """Return blocks, which are in order, with those that touch on both sides made one."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if last is not None and block.old == last.old + last.length and block.new == last.new + last.length:
            made[-1] = last._replace(length=last.length + block.length)
        else:
            made.append(block)
    return made
