"""Text to lines: words measured once, then laid into whatever width is asked for, in reading order.

Nothing is lost on the way: white space may shrink and a word that is wider than the page is cut between
its letters, but every character is drawn or stands as a box that is counted.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

from ..core.text import tidy
from . import bidi
from .fonts import FAMILIES, Face, face
from .setting import Setting
from .shaping import Box, Plain, Shaped, break_piece, pieces_of
from .tree import Run, Words, runs_of

_OTHER_SPACES = re.compile("[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_WIDTH_SLACK = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """What a stretch of characters is drawn with; the same manner is always the same object."""

    face: Face
    size: float
    colour: str
    table_figures: bool
    space: float


@dataclass(frozen=True, slots=True)
class IconMark:
    """An icon that stands in the line, `size` points square, before the word it belongs to."""

    name: str
    size: float


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page that `anchor` stands on, known only when all pages are laid out, and `tail`."""

    anchor: str
    tail: str


Payload: TypeAlias = "str | Shaped | Box | IconMark | PageOf"


class Token(NamedTuple):
    """A word, or the part of one that has one manner. No line may break before a token without space."""

    space: float
    width: float
    ink: Ink
    payload: Payload
    level: int = 0
    space_level: int = 0


class Segment(NamedTuple):
    """A piece of one line, `x` points from its start."""

    x: float
    ink: Ink
    payload: Payload


class TextLine(NamedTuple):
    """One laid-out line."""

    width: float
    segments: list[Segment]
    right_to_left: bool = False


class Paragraph(NamedTuple):
    """One paragraph, measured but not yet broken into lines."""

    tokens: list[Token]
    base_level: int = 0


@dataclass(slots=True)
class Tally:
    """Counts the characters that no bundled face has."""

    boxed: int = 0


@cache
def ink_for(chosen: Face, size: float, colour: str, table_figures: bool) -> Ink:
    """Return the one ink of this manner."""
    return Ink(chosen, size, colour, table_figures, chosen.width(" ") * size)


def run_ink(run: Run, setting: Setting) -> Ink:
    """Return the ink that a run is set in when the first face has all its characters."""
    weight = setting.strong if run.bold and setting.weight < setting.strong else setting.weight
    colour = "ink-2" if run.quiet else setting.colour
    return ink_for(face(FAMILIES[0], weight), setting.size, colour, setting.table_figures)


def prepare(words: Words, setting: Setting, tally: Tally) -> list[Paragraph]:
    """Measure words in a setting, one paragraph for each typed line, and count what has to be boxed."""
    stretches: list[list[tuple[Run, Ink, str]]] = [[]]
    for run in runs_of(words):
        text = run.text
        if not text.isprintable():
            text = _LINE_ENDS.sub("\n", text)
        ink = run_ink(run, setting)
        for number, line in enumerate(text.split("\n")):
            if number:
                stretches.append([])
            clean = line if line.isprintable() else tidy(_OTHER_SPACES.sub(" ", line))
            stretches[-1].append((run if not number else Run(line), ink, clean))
    paragraphs = []
    for stretch in stretches:
        if any(bidi.runs_both_ways(text) for _, _, text in stretch):
            paragraphs.append(_both_ways(stretch, setting, tally))
        else:
            paragraphs.append(Paragraph(_one_way(stretch, setting, tally)))
    return paragraphs


def _one_way(stretch: list[tuple[Run, Ink, str]], setting: Setting, tally: Tally) -> list[Token]:
    tokens: list[Token] = []
    append = tokens.append
    spaced = False
    for run, ink, text in stretch:
        if run.icon:
            append(_icon_token(run.icon, ink, spaced))
            spaced = False
        simple = ink.face.simple.issuperset(text)
        figures = ink.face.table_figures if ink.table_figures else None
        width_of, size, space = ink.face.width, ink.size, ink.space
        for index, word in enumerate(text.split(" ")):
            if index:
                spaced = True
            if not word:
                continue
            if simple:
                drawn = word.translate(figures) if figures and not word.isalpha() else word
                append(Token(space if spaced else 0.0, width_of(drawn) * size, ink, drawn))
            else:
                tokens += _hard_word(word, ink, setting, tally, spaced=spaced)
            spaced = False
    return tokens


def _both_ways(stretch: list[tuple[Run, Ink, str]], setting: Setting, tally: Tally) -> Paragraph:
    whole = "".join(text for _, _, text in stretch)
    base = bidi.base_level(whole)
    levels = bidi.levels(whole, base)
    tokens: list[Token] = []
    position, spaced, space_level = 0, False, base
    for run, ink, text in stretch:
        if run.icon:
            tokens.append(_icon_token(run.icon, ink, spaced)._replace(level=base, space_level=base))
            spaced = False
        start = 0
        for end in range(1, len(text) + 1):
            at = position + start
            if text[start] == " ":
                spaced, space_level, start = True, levels[at], end
                continue
            if end < len(text) and text[end] != " " and levels[position + end] == levels[at]:
                continue
            tokens += _hard_word(
                text[start:end], ink, setting, tally, spaced=spaced, levels=(levels[at], space_level)
            )
            spaced, start = False, end
        position += len(text)
    return Paragraph(tokens, base)


def _icon_token(name: str, ink: Ink, spaced: bool) -> Token:
    mark = IconMark(name, round(ink.size * 1.1, 2))
    return Token(ink.space if spaced else 0.0, mark.size + 0.24 * ink.size, ink, mark)


def _hard_word(
    word: str, ink: Ink, setting: Setting, tally: Tally, *, spaced: bool, levels: tuple[int, int] = (0, 0)
) -> list[Token]:
    tokens = []
    pieces = pieces_of(word, ink.face.weight, right_to_left=bool(levels[0] % 2))
    for index, piece in enumerate(pieces):
        space = ink.space if spaced and not index else 0.0
        own, width = ink, piece.width
        payload: Payload
        if isinstance(piece, Box):
            tally.boxed += 1
        elif piece.face is not ink.face:
            own = ink_for(piece.face, ink.size, ink.colour, ink.table_figures)
        if isinstance(piece, Plain):
            text = piece.text.translate(piece.face.table_figures) if setting.table_figures else piece.text
            payload, width = text, piece.face.width(text)
        else:
            payload = piece
        tokens.append(Token(space, width * ink.size, own, payload, *levels))
    return tokens


def break_lines(paragraphs: list[Paragraph], width: float) -> list[TextLine]:
    """Lay paragraphs into lines of at most `width` points."""
    lines: list[TextLine] = []
    for paragraph in paragraphs:
        lines += _break_paragraph(paragraph, max(width, 1.0) + _WIDTH_SLACK)
    return lines


def _break_paragraph(paragraph: Paragraph, width: float) -> list[TextLine]:
    tokens, base = paragraph
    lines: list[TextLine] = []
    line: list[Token] = []
    used = 0.0
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        end, group = index + 1, token.width
        while end < count and not tokens[end].space:
            group += tokens[end].width
            end += 1
        needed = group + token.space if line else group
        if used + needed <= width:
            line += tokens[index:end]
            used += needed
            index = end
        elif line:
            lines.append(_line(line, base))
            line, used = [], 0.0
        else:
            line, used = _cut_group(tokens[index:end], width, lines, base)
            index = end
    if line or not lines:
        lines.append(_line(line, base))
    return lines


def _cut_group(
    group: list[Token], width: float, lines: list[TextLine], base: int
) -> tuple[list[Token], float]:
    """Lay a word that is wider than the line over several; return what stands on the last of them."""
    line: list[Token] = []
    used = 0.0
    for token in group:
        rest: Token | None = token
        while rest is not None:
            if used + rest.width <= width:
                line.append(rest)
                used += rest.width
                break
            first, rest_after = _cut(rest, width - used)
            if first is None and not line:  # not even one character fits: let it stand out
                line.append(rest)
                used += rest.width
                break
            if first is not None:
                line.append(first)
            lines.append(_line(line, base))
            line, used, rest = [], 0.0, rest_after
    return line, used


def _cut(token: Token, room: float) -> tuple[Token | None, Token]:
    payload, size = token.payload, token.ink.size
    if isinstance(payload, str):
        piece: Plain | Shaped = Plain(token.ink.face, payload, token.width / size)
    elif isinstance(payload, Shaped):
        piece = payload
    else:
        return None, token
    parts = break_piece(piece, room / size)
    if parts is None:
        return None, token
    cut = []
    for part in parts:
        drawn = part.text if isinstance(part, Plain) else part
        cut.append(token._replace(space=0.0, width=part.width * size, payload=drawn))
    return cut[0], cut[1]


def _line(tokens: list[Token], base: int) -> TextLine:
    if base or any(token.level for token in tokens):
        return _line_both_ways(tokens, base)
    segments: list[Segment] = []
    x, start, ink = 0.0, 0.0, None
    text: list[str] = []
    for token in tokens:
        space = token.space if x else 0.0
        if isinstance(token.payload, str):
            if token.ink is not ink:
                if text and ink:
                    segments.append(Segment(start, ink, "".join(text)))
                text, ink, start = [], token.ink, x
            if space:
                text.append(" ")
            text.append(token.payload)
        else:
            if text and ink:
                segments.append(Segment(start, ink, "".join(text) + (" " if space else "")))
            elif space:
                segments.append(Segment(x, token.ink, " "))
            text, ink = [], None
            segments.append(Segment(x + space, token.ink, token.payload))
        x += space + token.width
    if text and ink:
        segments.append(Segment(start, ink, "".join(text)))
    return TextLine(x, segments)


def _line_both_ways(tokens: list[Token], base: int) -> TextLine:
    items: list[tuple[float, Ink, Payload]] = []
    item_levels: list[int] = []
    for index, token in enumerate(tokens):
        if token.space and index:
            items.append((token.space, token.ink, " "))
            item_levels.append(token.space_level)
        items.append((token.width, token.ink, token.payload))
        item_levels.append(token.level)
    x = 0.0
    segments = []
    for width, ink, payload in bidi.in_reading_order(items, item_levels):
        segments.append(Segment(x, ink, payload))
        x += width
    return TextLine(x, segments, right_to_left=bool(base % 2))


def text_width(text: str, setting: Setting) -> float:
    """Return the width in points of a text on one line."""
    return max(line.width for line in break_lines(prepare(text, setting, Tally()), 1_000_000.0))
