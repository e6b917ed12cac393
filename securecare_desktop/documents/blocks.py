"""Blocks that a page is filled with: text, stacks and frames, each able to split over pages; rows are in rows.py.

They are platypus flowables that know nothing of documents; build.py makes them from a document's parts.
Each lays itself out once per width and keeps the result.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from .lines import Paragraph, TextLine, break_lines
from .setting import Setting
from .tags import Element

if TYPE_CHECKING:
    from .paper import PaperCanvas

SLACK = 0.01
MIN_LINES = 2
_HEADING_LINES = 6


class Block(Flowable):  # type: ignore[misc]
    """A flowable with an element of the document's structure and the space it wants around it (points)."""

    canv: "PaperCanvas"
    element: Element | None = None
    whole = False
    level = 0
    """Above 0 for headings."""
    leads = False
    """Never stands alone at the foot of a page: headings, labels."""

    def __init__(self, before: float = 0.0, after: float = 0.0) -> None:
        super().__init__()
        self.before = before
        self.after = after
        self.spaceBefore = before
        self.spaceAfter = after
        self.needed = 0.0
        self._for_width = -1.0
        self.height = 0.0

    def set_space(self, before: float, after: float) -> None:
        """Change the space around the block."""
        self.before = self.spaceBefore = before
        self.after = self.spaceAfter = after

    def height_at(self, width: float) -> float:
        """Return the height in points at a width, laying out only when the width is new."""
        if width != self._for_width:
            self._for_width = self.width = width
            self.height = self.lay_out(width)
        return self.height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height, as platypus asks; too high where less than `needed` is left of the page."""
        whole = self.height_at(width)
        return width, whole if height + SLACK >= self.needed else max(whole, height + 1.0)

    def split(self, width: float, height: float) -> list[Any]:
        """Return the part that fits into `height` and the rest, or nothing where it cannot be cut there."""
        self.height_at(width)
        if height + SLACK < self.needed:
            return []
        if self.height <= height + SLACK:
            return [self]
        return self.cut(width, height)

    def draw(self) -> None:
        """Draw at the canvas's origin, inside the block's element of the structure."""
        if self.element is None:
            self.paint()
        else:
            with self.canv.element(self.element):
                self.paint()

    def draw_at(self, canvas: "PaperCanvas", x: float, top: float) -> None:
        """Draw with the upper left corner at (x, top)."""
        self.canv = canvas
        canvas.shift(x, top - self.height)
        self.draw()
        canvas.shift_back()

    def lay_out(self, width: float) -> float:
        """Lay out at a width and return the height."""
        raise NotImplementedError

    def cut(self, width: float, height: float) -> list[Any]:
        """Return the two parts; nothing when the block has to stay whole."""
        return []

    def start_height(self, width: float) -> float:
        """Return the height of the smallest part that may stand alone at the foot of a page."""
        return self.height_at(width)

    def paint(self) -> None:
        """Draw at the canvas's origin."""
        raise NotImplementedError


class TextBlock(Block):
    """Paragraphs of one setting."""

    def __init__(
        self,
        paragraphs: list[Paragraph],
        setting: Setting,
        role: str = "P",
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        super().__init__(before, after)
        self.paragraphs = paragraphs
        self.setting = setting
        self.element = Element(role) if role else None
        self.lines: list[TextLine] = []

    def lay_out(self, width: float) -> float:
        self.lines = break_lines(self.paragraphs, width)
        return len(self.lines) * self.setting.leading

    def cut(self, width: float, height: float) -> list[Any]:
        fits = min(int((height + SLACK) / self.setting.leading), len(self.lines) - MIN_LINES)
        if fits < MIN_LINES:
            return []
        return [
            self._part(self.lines[:fits], self.before, 0.0),
            self._part(self.lines[fits:], 0.0, self.after),
        ]

    def _part(self, lines: list[TextLine], before: float, after: float) -> "TextBlock":
        part = TextBlock(self.paragraphs, self.setting, "", before, after)
        part.element = self.element
        part.lines = lines
        part.width = part._for_width = self.width
        part.height = len(lines) * self.setting.leading
        return part

    def take(self, other: "TextBlock") -> None:
        """Take the lines that another block was laid out with."""
        self.element, self.lines, self.height = other.element, other.lines, other.height
        self.width = self._for_width = other.width

    def start_height(self, width: float) -> float:
        whole = self.height_at(width)
        return min(whole, MIN_LINES * self.setting.leading) if len(self.lines) > 3 else whole

    def paint(self) -> None:
        with self.canv.content():
            self.canv.draw_lines(self.lines, 0, self.height, self.setting, self.width)


class HeadingBlock(TextBlock):
    """A heading with its icon; an entry in the outline leads to it."""

    def __init__(
        self, paragraphs: list[Paragraph], setting: Setting, *, title: str, key: str, level: int, anchor: str,
        icon: str, icon_size: float, before: float, after: float,
    ) -> None:  # fmt: skip
        super().__init__(paragraphs, setting, f"H{min(level + 1, 6)}", before, after)
        self.title, self.key, self.level, self.anchor = title, key, level, anchor
        self.icon, self.icon_size = icon, icon_size
        self.indent = icon_size * 1.5 if icon else 0.0
        self.leads = True

    def lay_out(self, width: float) -> float:
        self.lines = break_lines(self.paragraphs, width - self.indent)
        return len(self.lines) * self.setting.leading

    def cut(self, width: float, height: float) -> list[Any]:
        """Keep whole what anybody would call a heading; a text of many lines in its place is cut as text."""
        if len(self.lines) <= _HEADING_LINES:
            return []
        parts = super().cut(width, height)
        if parts:
            first = HeadingBlock(
                self.paragraphs, self.setting, title=self.title, key=self.key, level=self.level, anchor=self.anchor,
                icon=self.icon, icon_size=self.icon_size, before=self.before, after=0.0,
            )  # fmt: skip
            first.take(parts[0])
            parts[0] = first
        return parts

    def start_height(self, width: float) -> float:
        whole = self.height_at(width)
        return whole if len(self.lines) <= _HEADING_LINES else super().start_height(width)

    def paint(self) -> None:
        self.canv.shift(0, self.height)
        self.canv.mark_place(self.title, self.key, self.level - 1)
        self.canv.shift_back()
        if self.anchor:
            self.canv.page_of.setdefault(self.anchor, self.canv.getPageNumber())
        if self.icon:
            with self.canv.artifact():
                top = self.height - (self.setting.leading - self.icon_size) / 2
                self.canv.draw_icon(self.icon, 0, top, self.icon_size)
        with self.canv.content():
            self.canv.draw_lines(self.lines, self.indent, self.height, self.setting, self.width - self.indent)


class Stack(Block):
    """Blocks one below the other."""

    def __init__(
        self, blocks: Sequence[Block], before: float = 0.0, after: float = 0.0, role: str = ""
    ) -> None:
        super().__init__(before, after)
        self.blocks = list(blocks)
        self.element = Element(role) if role else None

    def _gaps(self) -> list[float]:
        gaps = [0.0]
        for above, below in zip(self.blocks, self.blocks[1:], strict=False):
            gaps.append(max(above.after, below.before))
        return gaps

    def lay_out(self, width: float) -> float:
        return sum(self._gaps()[: len(self.blocks)]) + sum(block.height_at(width) for block in self.blocks)

    def cut(self, width: float, height: float) -> list[Any]:
        used = 0.0
        for index, (block, gap) in enumerate(zip(self.blocks, self._gaps(), strict=False)):
            room = height - used - gap
            if block.height_at(width) > room + SLACK:
                parts = block.split(width, room) if room > 0 else []
                above = [*self.blocks[:index], *parts[:1]]
                below = [*parts[1:], *self.blocks[index + (1 if parts else 0) :]]
                while above and not parts and above[-1].leads:  # no heading alone at the foot
                    below.insert(0, above.pop())
                if not above:
                    return []
                return [self._part(above, self.before, 0.0), self._part(below, 0.0, self.after)]
            used += gap + block.height
        return []

    def _part(self, blocks: list[Block], before: float, after: float) -> "Stack":
        part = Stack(blocks, before, after)
        part.element = self.element
        return part

    def start_height(self, width: float) -> float:
        if self.whole or not self.blocks:
            return self.height_at(width)
        first = self.blocks[0]
        if first.leads and len(self.blocks) > 1:
            return first.height_at(width) + self._gaps()[1] + self.blocks[1].start_height(width)
        return first.start_height(width)

    def paint(self) -> None:
        top = self.height
        for block, gap in zip(self.blocks, self._gaps(), strict=False):
            top -= gap
            block.draw_at(self.canv, 0, top)
            top -= block.height


class Frame(Block):
    """A block with room around it and something drawn behind: the honey band, a box."""

    def __init__(
        self, content: Block, pads: tuple[float, float, float, float],
        decorate: "Callable[[PaperCanvas, float, float], None]", *, before: float = 0.0, after: float = 0.0, role: str = "",
        whole_up_to: float = 0.0,
    ) -> None:  # fmt: skip
        super().__init__(before, after)
        self.content_block = content
        self.pads = pads
        self.decorate = decorate
        self.whole_up_to = whole_up_to
        self.element = Element(role) if role else None

    def lay_out(self, width: float) -> float:
        top, right, bottom, left = self.pads
        return top + bottom + self.content_block.height_at(width - left - right)

    def cut(self, width: float, height: float) -> list[Any]:
        if self.height <= self.whole_up_to:
            return []
        top, right, bottom, left = self.pads
        parts = self.content_block.split(width - left - right, height - top - bottom)
        if len(parts) < 2:
            return []
        first = Frame(parts[0], self.pads, self.decorate, before=self.before)
        rest = Frame(parts[1], self.pads, self.decorate, after=self.after)
        first.element = rest.element = self.element
        return [first, rest]

    def start_height(self, width: float) -> float:
        top, right, bottom, left = self.pads
        whole = self.height_at(width)
        if whole <= self.whole_up_to:
            return whole
        return min(whole, top + bottom + self.content_block.start_height(width - left - right))

    def paint(self) -> None:
        with self.canv.artifact():
            self.decorate(self.canv, self.width, self.height)
        self.content_block.draw_at(self.canv, self.pads[3], self.height - self.pads[0])


class Ground(Block):
    """A block of fixed height that draws shapes: writing lines, a chip, a tick box, a picture."""

    def __init__(
        self, height: float, draw: "Callable[[PaperCanvas, float, float], None]", *,
        before: float = 0.0, after: float = 0.0, alternative: str = "",
    ) -> None:  # fmt: skip
        super().__init__(before, after)
        self._own_height = height
        self._draw = draw
        self.element = Element("Figure", alternative) if alternative else None

    def lay_out(self, width: float) -> float:
        return self._own_height

    def paint(self) -> None:
        if self.element is None:
            with self.canv.artifact():
                self._draw(self.canv, self.width, self.height)
        else:
            with self.canv.content():
                self._draw(self.canv, self.width, self.height)


class PageEnd(Block):
    """Where a page ends; the renderer puts platypus's page break in its place. Nothing inside a row."""

    def lay_out(self, width: float) -> float:
        return 0.0

    def paint(self) -> None:
        pass
