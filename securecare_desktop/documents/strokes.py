"""What is drawn behind and between text: rules, boxes, the honey band, tick boxes.

Everything keeps its meaning in grey: edges and double bars carry it, colour only helps.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .paper import PaperCanvas

HAIRLINE = 0.6
RULE = 1.1
RowStroke = Callable[["PaperCanvas", float, float, list[float]], None]


def nothing(canvas: "PaperCanvas", width: float, height: float) -> None:
    """Draw nothing."""


def honey(canvas: "PaperCanvas", width: float, height: float) -> None:
    """Draw the honey ground with its double bar at the left."""
    canvas.rect_at(0, height, width, height, fill="voice")
    for x in (0.75, 3.75):
        canvas.line_at(x, 0, x, height, "voice-bar", line_width=1.5)


def box_edge(canvas: "PaperCanvas", width: float, height: float) -> None:
    """Draw a box with round corners."""
    canvas.rect_at(0, height, width, height, radius=4, stroke="ink", line_width=RULE)


def dashes(canvas: "PaperCanvas", width: float, height: float) -> None:
    """Draw the dashed box of a draft."""
    canvas.rect_at(0, height, width, height, radius=2, stroke="ink", line_width=RULE, dash=(2.4, 1.8))


def box_row_lines(canvas: "PaperCanvas", width: float, height: float, starts: list[float]) -> None:
    """Draw the line over a row of a box and the lines between its cells."""
    canvas.line_at(0, height, width, height, "edge", line_width=0.75)
    for x in starts[1:]:
        canvas.line_at(x, 0, x, height, "edge", line_width=0.75)


def column_lines(canvas: "PaperCanvas", height: float, starts: list[float]) -> None:
    """Draw the lines between the columns of a ruled table."""
    for x in starts[1:]:
        canvas.line_at(x - 7, 0, x - 7, height, "hairline", line_width=0.75)


def under_head(*, ruled: bool) -> RowStroke:
    """Return what draws the rule under a table's head."""

    def draw(canvas: "PaperCanvas", width: float, height: float, starts: list[float]) -> None:
        canvas.line_at(0, RULE / 2, width, RULE / 2, "rule", line_width=RULE)
        if ruled:
            column_lines(canvas, height, starts)

    return draw


def under_row(*, ruled: bool, last: bool) -> RowStroke:
    """Return what draws the line under a row; the last one is darker."""

    def draw(canvas: "PaperCanvas", width: float, height: float, starts: list[float]) -> None:
        canvas.line_at(
            0, HAIRLINE / 2, width, HAIRLINE / 2, "edge" if last else "hairline", line_width=HAIRLINE
        )
        if ruled:
            column_lines(canvas, height, starts)

    return draw


def signature_lines(canvas: "PaperCanvas", width: float, height: float, starts: list[float]) -> None:
    """Draw the lines that somebody signs on."""
    for start, end in zip(starts, [*(x - 12 for x in starts[1:]), width], strict=True):
        canvas.line_at(start, 0.4, end, 0.4, "ink-2", line_width=0.8)


def tick_box(canvas: "PaperCanvas", width: float, height: float) -> None:
    """Draw an empty box to tick."""
    canvas.rect_at(0, height / 2 + 4.9, 9.8, 9.8, radius=1.6, stroke="ink", line_width=RULE)
