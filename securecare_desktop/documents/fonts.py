"""The typefaces of printed pages: which face has which character, how wide it is, and its embedding.

The faces come from resources/fonts. Atkinson Hyperlegible Next sets whatever it can; Noto Sans and Noto
Naskh Arabic are read only when a word needs them. Shaping is in shaping.py.
"""

from enum import IntEnum
from functools import cache, cached_property
from typing import Any, NamedTuple

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ..core.paths import resource


class Weight(IntEnum):
    """The three weights that are used."""

    REGULAR = 400
    SEMIBOLD = 600
    BOLD = 700


_FILES = {
    "Atkinson": {
        Weight.REGULAR: "AtkinsonHyperlegibleNext_400Regular.ttf",
        Weight.SEMIBOLD: "AtkinsonHyperlegibleNext_600SemiBold.ttf",
        Weight.BOLD: "AtkinsonHyperlegibleNext_700Bold.ttf",
    },
    "NotoSans": {
        Weight.REGULAR: "NotoSans_400Regular.ttf",
        Weight.SEMIBOLD: "NotoSans_600SemiBold.ttf",
        Weight.BOLD: "NotoSans_700Bold.ttf",
    },
    "NotoNaskhArabic": {
        Weight.REGULAR: "NotoNaskhArabic_400Regular.ttf",
        Weight.SEMIBOLD: "NotoNaskhArabic_600SemiBold.ttf",
        Weight.BOLD: "NotoNaskhArabic_700Bold.ttf",
    },
}
FAMILIES = tuple(_FILES)
_FIRST_PRIVATE = 0x100000
_KERNING_ALONE = {"kern": True, "liga": False, "clig": False, "calt": False, "rlig": False}
_LONGEST_REMEMBERED = 40
_MOST_REMEMBERED = 50_000


class PaperFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose shaped glyphs keep saying which text they stand for.

    reportlab addresses glyphs by character. A glyph without a character of its own (a joined Arabic letter,
    a figure of table width) gets a private one here, and the file's table from glyphs to text names the
    characters that were typed, so that searching and copying find them.
    """

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename, asciiReadable=True)
        self._private: dict[tuple[int, str], str] = {}
        self._stands_for: dict[int, str] = {}

    def character_for(self, glyph: int, text: str, advance: int) -> str:
        """Return the private character that draws `glyph` and reads as `text`; `advance` is in 1/1000 em."""
        known = self._private.get((glyph, text))
        if known is not None:
            return known
        code = _FIRST_PRIVATE + len(self._private)
        self.face.charToGlyph[code] = glyph
        self.face.charWidths[code] = advance
        self._stands_for[code] = text
        self._private[glyph, text] = chr(code)
        return chr(code)

    def addObjects(self, doc: Any) -> None:
        """Add the subsets to the file, each with a table that reads as the text that was typed."""
        subsets = list(self.state[doc].subsets)
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            table = doc.idToObject[fonts[name].ToUnicode.name]
            table.content = self._text_table(fonts[name].BaseFont, subset)

    def _text_table(self, font_name: str, subset: list[int]) -> str:
        rows = []
        for index, code in enumerate(subset):
            text = self._stands_for.get(code, chr(code))
            rows.append(f"<{index:02X}> <{text.encode('utf-16-be').hex().upper()}>")
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{font_name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
        ]
        for start in range(0, len(rows), 100):  # the format allows 100 rows a block
            block = rows[start : start + 100]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines)


class Face:
    """One family in one weight: what it covers and how wide its words are. Widths are in em."""

    def __init__(self, family: str, weight: Weight) -> None:
        self.family = family
        self.weight = weight
        self.name = f"{family}-{weight.value}"
        self.font = PaperFont(self.name, str(resource("fonts") / _FILES[family][weight]))
        pdfmetrics.registerFont(self.font)
        codes = self.font.face.charToGlyph
        self.coverage = frozenset(chr(code) for code, glyph in codes.items() if glyph)
        self._advances = {
            chr(c): w / 1000.0 for c, w in self.font.face.charWidths.items() if chr(c) in self.coverage
        }
        self._words: dict[str, SetWord] = {}

    @cached_property
    def simple(self) -> frozenset[str]:
        """The characters that stand alone and are read from left to right: no shaping is needed for them."""
        return frozenset(c for c in self.coverage if is_simple(c))

    @cached_property
    def table_figures(self) -> dict[int, str]:
        """What turns figures into those of equal width, for str.translate; empty where the face has none."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str("0123456789")
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.shaper, buffer, {"tnum": True, "kern": False})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        if len(infos) != 10:
            return {}
        figures = {}
        for index, (info, position) in enumerate(zip(infos, positions, strict=True)):
            advance = round(position.x_advance * 1000 / self.shaper.face.upem)
            figures[ord("0") + index] = self.character_for(info.codepoint, str(index), advance)
        return figures

    def character_for(self, glyph: int, text: str, advance: int) -> str:
        """Return the private character that draws `glyph` and reads as `text`; `advance` is in 1/1000 em."""
        character = self.font.character_for(glyph, text, advance)
        self._advances[character] = advance / 1000.0
        return character

    @cached_property
    def shaper(self) -> uharfbuzz.Font:
        """The same face as the shaping library sees it."""
        return uharfbuzz.Font(self.font.hbFace)

    def word(self, text: str) -> "SetWord":
        """Return plain characters set as one word, letters drawn together where the face says so."""
        known = self._words.get(text)
        if known is None:
            known = self._set(text)
            if len(text) <= _LONGEST_REMEMBERED:
                if len(self._words) > _MOST_REMEMBERED:
                    self._words.clear()
                self._words[text] = known
        return known

    def width(self, text: str) -> float:
        """Return the width of plain characters in em."""
        return self.word(text).width

    def _set(self, text: str) -> "SetWord":
        advances = [self._advances[c] for c in text]
        moves = self._kerning(text, advances) if len(text) > 1 else {}
        parts, start = [], 0
        for index in sorted(moves):
            parts.append((text[start : index + 1], -moves[index]))
            start = index + 1
        parts.append((text[start:], 0))
        width = sum(advances) + sum(moves.values()) / 1000.0
        return SetWord(width, tuple(parts), _operand(parts) if text.isascii() else None)

    def _kerning(self, text: str, advances: list[float]) -> dict[int, int]:
        """Return after which letters the next one moves, and how far in 1/1000 em."""
        if any(ord(c) >= _FIRST_PRIVATE for c in text):  # table figures keep their places
            return {}
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.shaper, buffer, _KERNING_ALONE)
        positions = buffer.glyph_positions
        if positions is None or len(positions) != len(text):
            return {}
        em = self.shaper.face.upem
        moves = [round(p.x_advance * 1000 / em - a * 1000) for p, a in zip(positions, advances, strict=True)]
        return {index: move for index, move in enumerate(moves) if move}


class SetWord(NamedTuple):
    """A word ready to be drawn: its width in em, and its parts with the move back after each (1/1000 em).

    `operand` is the inside of the file's own text operator where all characters are plain ASCII, else None.
    """

    width: float
    parts: tuple[tuple[str, int], ...]
    operand: str | None


def _operand(parts: list[tuple[str, int]]) -> str:
    escaped = [(t.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)"), move) for t, move in parts]
    return "".join(f"{text}) {move} (" if move else text for text, move in escaped)


def is_simple(character: str) -> bool:
    """Say whether a character needs neither shaping nor turning round, and is seen."""
    code = ord(character)
    if code < 0x20 or 0x7F <= code < 0xA0 or code == 0xAD:
        return False
    if code < 0x0300:
        return True
    if 0x0370 <= code < 0x0590:  # Greek and Cyrillic, without the marks that combine
        return not 0x0483 <= code <= 0x0489
    return (
        0x1E00 <= code <= 0x200A
        or 0x2010 <= code <= 0x2027
        or 0x202F <= code <= 0x205E
        or 0x2070 <= code < 0x2E80
    )


@cache
def face(family: str, weight: Weight) -> Face:
    """Return a face, read from its file the first time."""
    return Face(family, weight)
