"""The canvas that every document is drawn on: lines of text, icons, shapes, and numbers known only at the end.

It adds to reportlab's canvas what its own text calls do not have: shaped glyphs, tags, and places that are
filled in when all pages are there ("page 3 of 6"), so that nothing is laid out twice.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from . import drawing
from .fonts import FAMILIES, Weight, face
from .icons import GRID, STROKE, icon_path
from .lines import IconMark, Ink, PageOf, Payload, Tally, TextLine, break_lines, ink_for, prepare
from .setting import MARKING, Setting, colour
from .shaping import BOX_SIZE, Box, Shaped
from .tags import Element, Tags

rl_config.useA85 = 0  # binary streams: a fifth smaller, and faster
_ENDLESS = 100_000.0
MIDDLE = 0.334  # baseline below the middle of a line, in em, for the face in use


@cache
def _paint(name: str, operator: str) -> str:
    red, green, blue = colour(name)
    return f"{red:.4g} {green:.4g} {blue:.4g} {operator}"


class PaperCanvas(Canvas):  # type: ignore[misc]
    """A reportlab canvas with tags and with places to fill in at the end."""

    _code: list[str]
    _currentMatrix: tuple[float, ...]

    def __init__(
        self,
        filename: Any,
        *,
        made_at: datetime | None = None,
        page_of: dict[str, int] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(filename, pdfVersion=(1, 7), **options)
        self.tags = Tags()
        self.page_of = {} if page_of is None else page_of
        self._later: list[tuple[int, str, Callable[[int], list[str]]]] = []
        self._outline_level = -1
        self._shifts: list[tuple[float, ...]] = []
        self._silent = False
        if made_at is not None:
            made = made_at.astimezone(UTC)
            self.setDateFormatter(lambda *_: made.strftime("D:%Y%m%d%H%M%S+00'00'"))
        self.setViewerPreference("DisplayDocTitle", "true")
        self.tags.start_page(self._doc.thisPageName())

    def showPage(self) -> None:
        """Close the page and start the next."""
        super().showPage()
        self.tags.start_page(self._doc.thisPageName())

    def save(self) -> None:
        """Fill in what waited for the number of pages, write the tags, and write the file."""
        if self._code:
            super().showPage()
        total = self._doc.pageCounter - 1
        self.tags.drop_pages_after(total)
        for number, token, operators in self._later:
            page = self._doc.idToObject[f"Page{number}"]
            page.stream = page.stream.replace(token, "\n".join(operators(total)))
        self.tags.write(self._doc)
        super().save()

    # ---- content and artifacts

    @contextmanager
    def content(self) -> Iterator[None]:
        """What is drawn within is content of the element that is open."""
        if self._silent:
            yield
            return
        self._code.append(self.tags.mark())
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn within is decoration: nothing reads it aloud."""
        if self._silent:
            yield
            return
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    @contextmanager
    def silently(self) -> Iterator[None]:
        """Everything drawn within is an artifact, text too: head and foot, a table's repeated head."""
        with self.artifact():
            self._silent = True
            yield
            self._silent = False

    @contextmanager
    def element(self, element: Element) -> Iterator[None]:
        """Everything drawn within belongs to `element`."""
        if self._silent:
            yield
            return
        with self.tags.inside(element):
            yield

    def mark_place(self, title: str, key: str, level: int) -> None:
        """Add an entry to the outline that leads to the top of what is drawn now."""
        self.bookmarkHorizontal(key, 0, 0)
        self._outline_level = min(level, self._outline_level + 1)
        self.addOutlineEntry(title, key, self._outline_level)

    def shift(self, x: float, y: float) -> None:
        """Move the origin until `shift_back()`; what reportlab does in saveState() and translate(), only faster."""
        a, b, c, d, e, f = self._currentMatrix
        self._shifts.append(self._currentMatrix)
        self._currentMatrix = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)
        self._code.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm")

    def shift_back(self) -> None:
        """Undo the last `shift()`."""
        self._currentMatrix = self._shifts.pop()
        self._code.append("Q")

    # ---- text

    def draw_lines(
        self, lines: Sequence[TextLine], x: float, top: float, setting: Setting, width: float
    ) -> None:
        """Draw lines one below the other, the first one's box starting at `top`."""
        code = self._code
        code.append("BT")
        extras: list[tuple[float, float, Ink, Payload]] = []
        y = top - setting.leading / 2 - MIDDLE * setting.size
        last: Ink | None = None
        font_in_use = ""
        for line in lines:
            align = setting.align if not line.right_to_left or setting.align != "left" else "right"
            start = x if align == "left" else x + (width - line.width) * (1.0 if align == "right" else 0.5)
            for segment in line.segments:
                payload, ink = segment.payload, segment.ink
                if ink is not last and (last is None or ink.colour != last.colour):
                    code.append(_paint(ink.colour, "rg"))
                last = ink
                if isinstance(payload, str):
                    code.append(f"1 0 0 1 {start + segment.x:.3f} {y:.3f} Tm")
                    font_in_use = self._show(payload, ink, font_in_use)
                elif isinstance(payload, Shaped):
                    font_in_use = self._show_glyphs(payload, ink, start + segment.x, y, font_in_use)
                else:
                    if isinstance(payload, Box):
                        font_in_use = self._show_codes(payload, ink, start + segment.x, y, font_in_use)
                    extras.append((start + segment.x, y, ink, payload))
            y -= setting.leading
        code.append("ET")
        for extra in extras:
            self._draw_extra(*extra)

    def _show(self, text: str, ink: Ink, font_in_use: str) -> str:
        """Add the operators that show plain characters; return which font is in use after them."""
        font, document, set_word = ink.face.font, self._doc, ink.face.word
        shown: list[str] = []
        subset = 0
        for number, word in enumerate(text.split(" ")):
            if number:
                shown.append(" ")  # every subset has the space at its own place
            whole = set_word(word)
            if whole.operand is not None and subset == 0:
                shown.append(whole.operand)
                continue
            for part, move in whole.parts:
                for own_subset, encoded in font.splitString(part, document):
                    if own_subset != subset:
                        font_in_use = self._flush_shown(shown, ink, subset, font_in_use)
                        shown, subset = [], own_subset
                    shown.append(self._escape(encoded))
                if move:
                    shown.append(f") {move} (")
        return self._flush_shown(shown, ink, subset, font_in_use)

    def _flush_shown(self, shown: list[str], ink: Ink, subset: int, font_in_use: str) -> str:
        if not shown:
            return font_in_use
        name = f"{ink.face.font.getSubsetInternalName(subset, self._doc)} {ink.size:g} Tf"
        if name != font_in_use:
            self._code.append(name)
        self._code.append(f"[({''.join(shown)})] TJ")
        return name

    def _show_glyphs(self, shaped: Shaped, ink: Ink, x: float, y: float, font_in_use: str) -> str:
        for character, dx, dy in shaped.glyphs:
            self._code.append(f"1 0 0 1 {x + dx * ink.size:.3f} {y + dy * ink.size:.3f} Tm")
            font_in_use = self._show(character, ink, font_in_use)
        return font_in_use

    def _show_codes(self, box: Box, ink: Ink, x: float, y: float, font_in_use: str) -> str:
        small = ink_for(face(FAMILIES[0], Weight.REGULAR), ink.size * BOX_SIZE, ink.colour, False)
        self._code.append(f"1 0 0 1 {x + 0.16 * ink.size:.3f} {y + 0.1 * ink.size:.3f} Tm")
        return self._show(box.codes, small, font_in_use)

    def _draw_extra(self, x: float, y: float, ink: Ink, payload: Payload) -> None:
        if isinstance(payload, IconMark):
            self.draw_icon(payload.name, x, y + 0.34 * ink.size + payload.size / 2, payload.size, ink.colour)
        elif isinstance(payload, Box):
            width = (payload.width - 0.1) * ink.size
            self.rect_at(x, y + 0.74 * ink.size, width, ink.size, stroke=ink.colour, line_width=0.6)
        elif isinstance(payload, PageOf):
            setting = Setting(ink.size, ink.size, weight=ink.face.weight, colour=ink.colour)

            def page_number(total: int) -> list[str]:
                number = self.page_of.get(payload.anchor, total)
                return self._loose_line(f"{number}{payload.tail}", setting, x, y)

            self.fill_in_later(page_number)

    def _loose_line(self, text: str, setting: Setting, x: float, y: float) -> list[str]:
        """Return the operators that draw one line with its baseline at `y`, flush right at `x` where so set."""
        line = break_lines(prepare(text, setting, Tally()), _ENDLESS)[0]
        start = x - line.width if setting.align == "right" else x
        top = y + setting.leading / 2 + MIDDLE * setting.size
        saved, self._code = self._code, []
        self.draw_lines([line], start, top, replace(setting, align="left"), line.width)
        operators, self._code = self._code, saved
        return operators

    def fill_in_later(self, operators: Callable[[int], list[str]]) -> None:
        """Leave a place that is filled, once the number of pages is known, with what `operators` returns."""
        token = f"%later-{len(self._later)}%"
        self._code.append(token)
        self._later.append((self._doc.pageCounter, token, operators))

    def draw_page_count(self, template: str, right: float, top: float, setting: Setting) -> None:
        """Draw "Page 3 of 6" flush right; `template` has {page} and {pages}."""
        number = self._doc.pageCounter
        y = top - setting.leading / 2 - MIDDLE * setting.size
        flush = replace(setting, align="right")

        def count(total: int) -> list[str]:
            return self._loose_line(template.format(page=number, pages=total), flush, right, y)

        self.fill_in_later(count)

    def draw_marking(self, text: str, middle: float, top: float) -> None:
        """Draw the protective marking in wide capitals around `middle`."""
        capitals = text.upper()
        lines = break_lines(prepare(capitals, MARKING, Tally()), _ENDLESS)
        width = lines[0].width + MARKING.spacing * (len(capitals) - 1)
        self._code.append(f"{MARKING.spacing:g} Tc")
        self.draw_lines(lines, middle - width / 2, top, MARKING, width)
        self._code.append("0 Tc")

    # ---- shapes; y is the upper edge

    def draw_icon(self, name: str, x: float, top: float, size: float, colour_name: str = "ink") -> None:
        """Draw an icon in a square of `size` points whose upper left corner is at (x, top)."""
        scale = size / GRID
        place = f"{scale:.5f} 0 0 {-scale:.5f} {x:.3f} {top:.3f} cm"
        self._code.append(
            f"q {place} 1 J 1 j {STROKE:g} w {_paint(colour_name, 'RG')} {_icon_code(name)} S Q"
        )

    def rect_at(
        self, x: float, top: float, width: float, height: float, *, radius: float = 0.0,
        fill: str = "", stroke: str = "", line_width: float = 1.0, dash: tuple[float, ...] = (),
    ) -> None:  # fmt: skip
        """Draw a rectangle whose upper left corner is at (x, top); the line lies inside its edge."""
        half = line_width / 2 if stroke else 0.0
        self.saveState()
        if fill:
            self.setFillColorRGB(*colour(fill))
        if stroke:
            self.setStrokeColorRGB(*colour(stroke))
            self.setLineWidth(line_width)
        if dash:
            self.setDash(*dash)
        box = (x + half, top - height + half, width - 2 * half, height - 2 * half)
        if radius:
            self.roundRect(*box, radius, stroke=int(bool(stroke)), fill=int(bool(fill)))
        else:
            self.rect(*box, stroke=int(bool(stroke)), fill=int(bool(fill)))
        self.restoreState()

    def line_at(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str = "ink", *, line_width: float = 1.0,
        dash: tuple[float, ...] = (),
    ) -> None:  # fmt: skip
        """Draw a straight line."""
        dashes = f"[{' '.join(f'{d:g}' for d in dash)}] 0 d " if dash else ""
        self._code.append(
            f"q {dashes}{line_width:g} w {_paint(stroke, 'RG')} {x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S Q"
        )

    def draw_shapes(self, picture: drawing.Drawing, x: float, top: float, scale: float = 1.0) -> None:
        """Draw a picture with its upper left corner at (x, top)."""
        for shape in picture.shapes:
            if isinstance(shape, drawing.Rect):
                self.rect_at(
                    x + shape.x * scale, top - shape.y * scale, shape.width * scale, shape.height * scale,
                    radius=shape.radius * scale, fill=shape.fill, stroke=shape.stroke, line_width=shape.line_width,
                )  # fmt: skip
            elif isinstance(shape, drawing.Line):
                self.line_at(
                    x + shape.x1 * scale, top - shape.y1 * scale, x + shape.x2 * scale, top - shape.y2 * scale,
                    shape.stroke, line_width=shape.line_width, dash=shape.dash,
                )  # fmt: skip
            elif isinstance(shape, drawing.Ellipse):
                self._draw_ellipse(shape, x, top, scale)
            elif isinstance(shape, drawing.Hatch):
                for x1, y1, x2, y2 in drawing.hatch_lines(shape):
                    self.line_at(
                        x + x1 * scale, top - y1 * scale, x + x2 * scale, top - y2 * scale,
                        shape.stroke, line_width=shape.line_width,
                    )  # fmt: skip
            else:
                self._draw_label(shape, x, top, scale)

    def _draw_ellipse(self, shape: drawing.Ellipse, x: float, top: float, scale: float) -> None:
        self.saveState()
        self.setStrokeColorRGB(*colour(shape.stroke))
        self.setLineWidth(shape.line_width)
        left, right = x + (shape.x - shape.across) * scale, x + (shape.x + shape.across) * scale
        high, low = top - (shape.y - shape.down) * scale, top - (shape.y + shape.down) * scale
        self.ellipse(left, low, right, high, stroke=1, fill=0)
        self.restoreState()

    def _draw_label(self, label: drawing.Label, x: float, top: float, scale: float) -> None:
        size = label.size * scale
        setting = Setting(size, size, colour=label.colour)
        if label.bold:
            setting = replace(setting, weight=Weight.BOLD)
        line = break_lines(prepare(label.text, setting, Tally()), _ENDLESS)[0]
        start = x + label.x * scale - line.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
        baseline = top - label.y * scale
        self.draw_lines([line], start, baseline + size / 2 + MIDDLE * size, setting, line.width)


_OPERATORS = {"M": "m", "L": "l", "C": "c"}


@cache
def _icon_code(name: str) -> str:
    """Return the operators of an icon's path on its own grid, with y growing downwards."""
    return " ".join(
        f"{' '.join(f'{v:g}' for v in values)} {_OPERATORS[kind]}" if values else "h"
        for kind, values in icon_path(name)
    )
