"""Cells beside one another, and tables of them: blocks that split over pages cell by cell and row by row."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from .blocks import SLACK, Block, Stack
from .tags import Element

if TYPE_CHECKING:
    from .paper import PaperCanvas
    from .strokes import RowStroke

_HIGHEST_HEAD = 0.6


class Row(Block):
    """Cells beside one another, as high as the highest. `shares` divide the width after the gaps.

    A width given as a negative share is that many points. `decorate` draws under the row's text, with the
    canvas, the width, the height, and where each cell begins.
    """

    def __init__(
        self, cells: Sequence[Block], shares: Sequence[float], *, gap: float = 0.0, pad: tuple[float, float] = (0.0, 0.0),
        before: float = 0.0, after: float = 0.0, role: str = "",
        decorate: "Callable[[PaperCanvas, float, float, list[float]], None] | None" = None,
        low: bool = False, whole_up_to: float = 0.0,
    ) -> None:  # fmt: skip
        super().__init__(before, after)
        self.cells = list(cells)
        self.shares = list(shares)
        self.gap = gap
        self.pad = pad
        self.decorate = decorate
        self.low = low
        self.whole_up_to = whole_up_to
        self.element = Element(role) if role else None
        self.starts: list[float] = []
        self.widths: list[float] = []

    def lay_out(self, width: float) -> float:
        fixed = -sum(share for share in self.shares if share < 0)
        room = width - fixed - self.gap * (len(self.cells) - 1)
        total = sum(share for share in self.shares if share > 0) or 1.0
        self.widths = [-share if share < 0 else room * share / total for share in self.shares]
        self.starts, x = [], 0.0
        for cell_width in self.widths:
            self.starts.append(x)
            x += cell_width + self.gap
        heights = [cell.height_at(w) for cell, w in zip(self.cells, self.widths, strict=True)]
        return sum(self.pad) + max(heights, default=0.0)

    def cut(self, width: float, height: float) -> list[Any]:
        if self.height <= self.whole_up_to:
            return []
        room = height - sum(self.pad)
        above: list[Block] = []
        below: list[Block] = []
        for cell, cell_width in zip(self.cells, self.widths, strict=True):
            if cell.height_at(cell_width) <= room + SLACK:
                above.append(cell)
                below.append(Stack([]))
                continue
            parts = cell.split(cell_width, room) if room > 0 else []
            if not parts:
                return []
            above.append(parts[0])
            below.append(parts[1])
        return [self._part(above, self.before, 0.0), self._part(below, 0.0, self.after)]

    def _part(self, cells: list[Block], before: float, after: float) -> "Row":
        part = Row(
            cells, self.shares, gap=self.gap, pad=self.pad, before=before, after=after,
            decorate=self.decorate, low=self.low, whole_up_to=self.whole_up_to,
        )  # fmt: skip
        part.element = self.element
        return part

    def start_height(self, width: float) -> float:
        whole = self.height_at(width)
        if whole <= self.whole_up_to:
            return whole
        starts = [cell.start_height(w) for cell, w in zip(self.cells, self.widths, strict=True)]
        return min(whole, sum(self.pad) + max(starts, default=0.0))

    def paint(self) -> None:
        if self.decorate is not None:
            with self.canv.artifact():
                self.decorate(self.canv, self.width, self.height, self.starts)
        for cell, x in zip(self.cells, self.starts, strict=True):
            top = self.height - self.pad[0]
            if self.low:
                top = self.pad[1] + cell.height
            cell.draw_at(self.canv, x, top)


class Columns(Block):
    """A list that is read down its left column first; the columns are as even as its items allow.

    Cut over pages, each page's part is read so by itself. `lines` returns what is drawn under an item; it is
    told whether the item is the last of its column.
    """

    def __init__(
        self, items: Sequence[Block], count: int, *, gap: float, lines: "Callable[..., RowStroke] | None" = None,
        before: float = 0.0, after: float = 0.0,
    ) -> None:  # fmt: skip
        super().__init__(before, after)
        self.items = list(items)
        self.count = count
        self.gap = gap
        self.lines = lines
        self.element = Element("L")
        self.columns: list[list[Block]] = []

    def _column_width(self, width: float) -> float:
        return (width - self.gap * (self.count - 1)) / self.count

    def lay_out(self, width: float) -> float:
        own = self._column_width(width)
        ends = list(accumulate(item.height_at(own) + item.after for item in self.items))
        lowest = (ends[-1] if ends else 0.0) / self.count
        while True:  # as low as it gets: the next height to try is the one that lets one more item in
            self.columns, higher = self._filled(ends, lowest)
            if len(self.columns) <= self.count:
                break
            lowest = higher
        return max((sum(i.height + i.after for i in c) - c[-1].after for c in self.columns), default=0.0)

    def _filled(self, ends: list[float], most: float) -> tuple[list[list[Block]], float]:
        """Return columns of at most this height, and the next height that would fill one of them differently."""
        columns: list[list[Block]] = []
        start, top, higher = 0, 0.0, float("inf")
        for number, end in enumerate(ends):
            if end - top > most + SLACK and number > start:
                higher = min(higher, end - top)
                columns.append(self.items[start:number])
                start, top = number, ends[number - 1]
        return [*columns, self.items[start:]] if self.items else [], higher

    def cut(self, width: float, height: float) -> list[Any]:
        for taken in range(len(self.items) - 1, 0, -1):
            above = self._part(self.items[:taken], self.before, 0.0)
            if above.height_at(width) <= height + SLACK:
                return [above, self._part(self.items[taken:], 0.0, self.after)]
        parts = self.items[0].split(self._column_width(width), height)  # not even one item fits
        if len(parts) < 2:
            return []
        rest = self._part([parts[1], *self.items[1:]], 0.0, self.after)
        return [self._part(parts[:1], self.before, 0.0), rest]

    def _part(self, items: list[Block], before: float, after: float) -> "Columns":
        part = Columns(items, self.count, gap=self.gap, lines=self.lines, before=before, after=after)
        part.element = self.element
        return part

    def start_height(self, width: float) -> float:
        own = self._column_width(width)
        return max((item.start_height(own) for item in self.items[: self.count]), default=0.0)

    def paint(self) -> None:
        own = self._column_width(self.width)
        for number, column in enumerate(self.columns):
            x, top = number * (own + self.gap), self.height
            for item in column:
                item.draw_at(self.canv, x, top)
                top -= item.height + item.after
                if self.lines is not None:
                    self._draw_line(self.lines(ruled=False, last=item is column[-1]), x, top, own)

    def _draw_line(self, line: "RowStroke", x: float, y: float, width: float) -> None:
        with self.canv.artifact():
            self.canv.shift(x, y)
            line(self.canv, width, 0.0, [])
            self.canv.shift_back()


class TableBlock(Block):
    """Rows under a head that is repeated on every page. A row is cut only where it is very high."""

    def __init__(
        self,
        head: Row | None,
        rows: list[Row],
        *,
        whole_up_to: float,
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        super().__init__(before, after)
        self.head = head
        self.rows = rows
        self.whole_up_to = whole_up_to
        self.element = Element("Table")
        self.goes_on = False

    def lay_out(self, width: float) -> float:
        head = self.head.height_at(width) if self.head else 0.0
        if self.head and head > _HIGHEST_HEAD * self.whole_up_to:  # too high to repeat: then it is a row
            self.rows, self.head, head = [self.head, *self.rows], None, 0.0
        return head + sum(row.height_at(width) for row in self.rows)

    def cut(self, width: float, height: float) -> list[Any]:
        used = self.head.height_at(width) if self.head else 0.0
        for index, row in enumerate(self.rows):
            row_height = row.height_at(width)
            if used + row_height <= height + SLACK:
                used += row_height
                continue
            parts: list[Any] = []
            if row_height > self.whole_up_to:
                parts = row.split(width, height - used)
            if len(parts) == 2:
                return [
                    self._part([*self.rows[:index], parts[0]], self.before, 0.0),
                    self._part([parts[1], *self.rows[index + 1 :]], 0.0, self.after),
                ]
            if not index:
                return []
            return [
                self._part(self.rows[:index], self.before, 0.0),
                self._part(self.rows[index:], 0.0, self.after),
            ]
        return []

    def _part(self, rows: list[Row], before: float, after: float) -> "TableBlock":
        part = TableBlock(self.head, rows, whole_up_to=self.whole_up_to, before=before, after=after)
        part.element = self.element
        part.goes_on = self.goes_on or rows[0] is not self.rows[0]
        return part

    def start_height(self, width: float) -> float:
        head = self.head.height_at(width) if self.head else 0.0
        if not self.rows:
            return head
        first = self.rows[0]
        whole = first.height_at(width)
        return head + (whole if whole <= self.whole_up_to else first.start_height(width))

    def paint(self) -> None:
        top = self.height
        if self.head:
            if self.goes_on:
                with self.canv.silently():  # the head was read out on the page before
                    self.head.draw_at(self.canv, 0, top)
            else:
                self.head.draw_at(self.canv, 0, top)
            top -= self.head.height
        for row in self.rows:
            row.draw_at(self.canv, 0, top)
            top -= row.height
