"""Where the names of a map are drawn, so that none covers the middle and none another: the same on screen and paper.

Only the drawing gives way: where somebody stands (people_map.py) is never changed by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

from .people_map import OUTER_EDGE, MapPlace, Ring

GAP = 4.0
"""The least room between two names, in the measure of the drawing."""
_ROUNDS = 60
_NAME_ANGLES = tuple(-pi / 2 + side * turn * pi / 16 for turn in range(17) for side in (1, -1))
_SEARCH, _TURNS = 10.0, 16
"""How far apart, and in how many directions, room is looked for."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle, in the measure of the drawing, with y growing downwards."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Say whether the two have less than `gap` between them."""
        across, down = _depth(self, other, gap)
        return across > 0 and down > 0


@dataclass(frozen=True, slots=True)
class Ground:
    """The sheet a map is drawn on: its size, and what is drawn in its middle."""

    width: float
    height: float
    middle: Box
    across: float
    down: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where on the sheet a place from -1 to 1 lies."""
        return self.middle.x + x * self.across, self.middle.y + y * self.down

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return which place from -1 to 1 lies somewhere on the sheet."""
        return (x - self.middle.x) / self.across, (y - self.middle.y) / self.down

    def edge(self, ring: Ring) -> tuple[float, float]:
        """Return how far a ring reaches to the side and up."""
        return OUTER_EDGE[ring] * self.across, OUTER_EDGE[ring] * self.down


def ground_for(
    width: float, height: float, middle: tuple[float, float], names: Iterable[tuple[float, float]]
) -> Ground:
    """Return the sheet of a size, with its rings as large as the widest of the names leaves them."""
    sizes = tuple(names)
    wide = max((size[0] for size in sizes), default=0.0)
    high = max((size[1] for size in sizes), default=0.0)
    across = max(width / 2 - min(wide / 2, width / 6) - GAP, width / 4)
    down = max(height / 2 - min(high / 2, height / 6) - GAP, height / 4)
    return Ground(width, height, Box(width / 2, height / 2, *middle), across, down)


def laid_out(
    ground: Ground,
    places: Sequence[MapPlace],
    sizes: Sequence[tuple[float, float]],
    held: int = -1,
) -> tuple[Box, ...]:
    """Return where each name is drawn, in the order of `places`: as near to its place as the others allow.

    None is ever drawn over the middle. The one that is `held` in a hand stays where it is.
    """
    boxes = [Box(*ground.at(place.x, place.y), *size) for place, size in zip(places, sizes, strict=True)]
    for _round in range(_ROUNDS):
        before = tuple(boxes)
        _part(boxes, held)
        for index, box in enumerate(boxes):
            box = box if index == held else _within(box, ground)  # noqa: PLW2901
            boxes[index] = _off(box, ground.middle, index)
        if before == tuple(boxes):
            break
    return _settled(boxes, ground, held)


def ring_names(
    ground: Ground, sizes: Mapping[Ring, tuple[float, float]], names: Sequence[Box]
) -> dict[Ring, Box]:
    """Return where the name of each ring stands on its line: at the top, or else where no person's name covers it."""
    found: dict[Ring, Box] = {}
    for ring, size in sizes.items():
        across, down = ground.edge(ring)
        spots = [
            _within(
                Box(ground.middle.x + across * cos(angle), ground.middle.y + down * sin(angle), *size), ground
            )
            for angle in _NAME_ANGLES
        ]
        taken = (*names, *found.values())
        found[ring] = next((spot for spot in spots if not any(spot.meets(one) for one in taken)), spots[0])
    return found


def _settled(boxes: list[Box], ground: Ground, held: int) -> tuple[Box, ...]:
    """Return the names with each that still meets another one where there is room nearest to it."""
    order = sorted(range(len(boxes)), key=lambda index: (index != held, _away(boxes[index], ground.middle)))
    settled: dict[int, Box] = {}
    for index in order:
        taken = (ground.middle, *settled.values())
        box = boxes[index]
        if index != held and any(box.meets(other) for other in taken):
            box = _nearest_room(box, taken, ground)
        settled[index] = box
    return tuple(settled[index] for index in range(len(boxes)))


def _nearest_room(box: Box, taken: Sequence[Box], ground: Ground) -> Box:
    """Return a name in the nearest free room around where it is, or where it is if there is none."""
    for ring in range(1, int(max(ground.width, ground.height) / _SEARCH)):
        for turn in range(_TURNS):
            angle = 2 * pi * turn / _TURNS
            x, y = box.x + ring * _SEARCH * cos(angle), box.y + ring * _SEARCH * sin(angle)
            there = replace(box, x=x, y=y)
            if there == _within(there, ground) and not any(there.meets(other, 1) for other in taken):
                return there
    return box


def _away(box: Box, middle: Box) -> float:
    return hypot(box.x - middle.x, box.y - middle.y)


def _part(boxes: list[Box], held: int) -> None:
    """Move each two that meet apart, by half each."""
    for one in range(len(boxes)):
        for two in range(one + 1, len(boxes)):
            across, down = _depth(boxes[one], boxes[two], GAP)
            if across <= 0 or down <= 0:
                continue
            shares = (0.0, 1.0) if held == one else (1.0, 0.0) if held == two else (0.5, 0.5)
            for index, other, share in ((one, two, shares[0]), (two, one, shares[1])):
                boxes[index] = _pushed(boxes[index], boxes[other], across, down, share, index > other)


def _off(box: Box, obstacle: Box, index: int) -> Box:
    """Return a name moved off what is kept free."""
    across, down = _depth(box, obstacle, GAP)
    return _pushed(box, obstacle, across, down, 1.0, bool(index % 2)) if across > 0 and down > 0 else box


def _pushed(box: Box, other: Box, across: float, down: float, share: float, later: bool) -> Box:
    """Return a name moved away from another one, the shorter way; the later of two in one place goes down or right."""
    if down <= across:
        way = 1 if box.y > other.y or (box.y == other.y and later) else -1
        return replace(box, y=box.y + way * (down * share + 0.01 * bool(share)))
    way = 1 if box.x > other.x or (box.x == other.x and later) else -1
    return replace(box, x=box.x + way * (across * share + 0.01 * bool(share)))


def _depth(one: Box, two: Box, gap: float) -> tuple[float, float]:
    across = (one.width + two.width) / 2 + gap - abs(one.x - two.x)
    down = (one.height + two.height) / 2 + gap - abs(one.y - two.y)
    return across, down


def _within(box: Box, ground: Ground) -> Box:
    x = min(max(box.x, box.width / 2), max(ground.width - box.width / 2, box.width / 2))
    y = min(max(box.y, box.height / 2), max(ground.height - box.height / 2, box.height / 2))
    return replace(box, x=x, y=y)


def zigzag(x1: float, y1: float, x2: float, y2: float, step: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a strained line from one point to another, with teeth of about `step`."""
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    teeth = max(2, round(length / step))
    if not length:
        return ((x1, y1), (x2, y2))
    aside_x, aside_y = -(y2 - y1) / length * step * 0.55, (x2 - x1) / length * step * 0.55
    corners = [(x1, y1)]
    for tooth in range(1, teeth):
        at, side = tooth / teeth, 1 if tooth % 2 else -1
        corners.append((x1 + (x2 - x1) * at + side * aside_x, y1 + (y2 - y1) * at + side * aside_y))
    return (*corners, (x2, y2))
