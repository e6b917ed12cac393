"""Drawings as plain shapes, described once, so that paper and screen can both paint them.

Points, with y growing downwards from the top left corner. Colours are names that whoever paints looks up:
"ink", "ink-2", "hairline", "bar", "voice", "voice-bar", "paper", or "" for none.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, with round corners where `radius` is more than 0."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str = ""
    stroke: str = "ink"
    line_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `dash` is (on, off) in points, empty for a whole line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = "ink"
    line_width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse by its middle and how far it reaches to the side and up; not filled."""

    x: float
    y: float
    across: float
    down: float
    stroke: str = "ink"
    line_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Hatch:
    """Slanted lines that fill a rectangle, for what colour alone must not say."""

    x: float
    y: float
    width: float
    height: float
    gap: float = 4.0
    stroke: str = "ink-2"
    line_width: float = 0.6


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text with its baseline at `y`; `anchor` says which end (or the middle) is at `x`."""

    text: str
    x: float
    y: float
    size: float = 10.0
    bold: bool = False
    colour: str = "ink"
    anchor: str = "start"


Shape: TypeAlias = "Rect | Line | Ellipse | Hatch | Label"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a ground of `width` by `height`; `description` says in words what they show."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str


def hatch_lines(hatch: Hatch) -> tuple[tuple[float, float, float, float], ...]:
    """Return the slanted lines of a hatch, cut at its edges, as (x1, y1, x2, y2)."""
    lines = []
    offset = hatch.gap
    while offset < hatch.width + hatch.height:
        x1, y1 = (offset, 0.0) if offset <= hatch.width else (hatch.width, offset - hatch.width)
        x2, y2 = (0.0, offset) if offset <= hatch.height else (offset - hatch.height, hatch.height)
        lines.append((hatch.x + x1, hatch.y + y1, hatch.x + x2, hatch.y + y2))
        offset += hatch.gap
    return tuple(lines)


def overlap_bars(
    leaving: str,
    coming: str,
    coming_from: str,
    leaving_until: str,
    *,
    both: str,
    description: str,
    overlaps: bool,
    width: float = 499.0,
) -> Drawing:
    """Return the two bars of a change of worker: who leaves above, who comes below, both in between.

    `coming_from` and `leaving_until` are the two dates as text, `both` is the label over the time together.
    Without a time together the bars meet, and only the day on which one ends and the other begins is named.
    The lengths say the order of things, not how long they take.
    """
    first, second = (0.362 * width, 0.643 * width) if overlaps else (0.5 * width, 0.5 * width)
    shapes: list[Shape] = [
        Rect(0, 15, second, 26, radius=4, fill="paper", stroke="bar", line_width=1.5),
        Rect(first, 46, width - first, 26.5, radius=4, fill="bar", stroke="bar", line_width=1.0),
        Label(leaving, 12, 33.5, size=13, bold=True),
        Label(coming, second + 11.5, 64, size=13, bold=True, colour="paper"),
        Line(second, 13.5, second, 74, stroke="ink-2", dash=(1, 1.6)),
    ]
    if overlaps:
        middle = (first + second) / 2
        shapes += [
            Line(first, 13.5, first, 74, stroke="ink-2", dash=(1, 1.6)),
            Label(both, middle, 8, size=12, bold=True, anchor="middle"),
            Label(coming_from, first, 90, size=10.5, colour="ink-2", anchor="middle"),
        ]
    shapes.append(Label(leaving_until, second, 90, size=10.5, colour="ink-2", anchor="middle"))
    return Drawing(width, 91.5, tuple(shapes), description)
