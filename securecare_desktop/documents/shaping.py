"""From typed words to what can be drawn: faces chosen, letters joined, and boxes for what no face has.

A word is kept in one face where one has all of it. Marks stay with their letters and joined pictures stay
whole. A character that no bundled face has becomes a box with its code, and is counted.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz

from .fonts import FAMILIES, Face, Weight, face

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Plain:
    """Characters of one face that follow one another as they are. Widths are in em."""

    face: Face
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs of one face, placed: (character, x, y) in em from the start of the word.

    Those that read as text come first, dots and marks last, so that letters follow one another in the file.
    """

    face: Face
    text: str
    width: float
    glyphs: tuple[tuple[str, float, float], ...]
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Box:
    """What stands for characters that no bundled face has: their codes, to be set small in a frame."""

    text: str
    codes: str
    width: float


Piece = Plain | Shaped | Box
BOX_SIZE = 0.62
_BOX_PADDING = 0.16


def clusters(text: str) -> Iterator[str]:
    """Yield what a reader takes for one character: a letter with its marks, a picture with its joined ones."""
    start = 0
    for index in range(1, len(text)):
        character, before = text[index], text[index - 1]
        stays = (
            unicodedata.category(character) in ("Mn", "Mc", "Me")
            or _JOINER in (character, before)
            or "\U0001f3fb" <= character <= "\U0001f3ff"
            or "\U000e0020" <= character <= "\U000e007f"
            or (_is_flag_letter(character) and _is_flag_letter(before) and index - start == 1)
        )
        if not stays:
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def pieces_of(word: str, weight: Weight, *, right_to_left: bool = False) -> tuple[Piece, ...]:
    """Return a word (no white space, one direction) as pieces, in the order in which they were typed."""
    first = face(FAMILIES[0], weight)
    if not right_to_left and first.simple.issuperset(word):
        return (Plain(first, word, first.width(word)),)
    return _hard_pieces(word, weight, right_to_left)


@lru_cache(maxsize=20_000)
def _hard_pieces(word: str, weight: Weight, right_to_left: bool) -> tuple[Piece, ...]:
    word = unicodedata.normalize("NFC", word)
    visible = _INVISIBLE.sub("", word)
    if not visible:
        return ()
    for family in FAMILIES:
        candidate = face(family, weight)
        if candidate.coverage.issuperset(visible):
            return (_in_one_face(word, visible, candidate, right_to_left),)
    return tuple(_mixed(word, weight, right_to_left))


def _mixed(word: str, weight: Weight, right_to_left: bool) -> Iterator[Piece]:
    pending, pending_face = "", None
    for cluster in clusters(word):
        visible = _INVISIBLE.sub("", cluster)
        if not visible:
            pending += cluster
            continue
        chosen = next(
            (f for f in (face(n, weight) for n in FAMILIES) if f.coverage.issuperset(visible)), None
        )
        if chosen is None or chosen is not pending_face:
            if pending_face is not None:
                yield _in_one_face(pending, _INVISIBLE.sub("", pending), pending_face, right_to_left)
            pending, pending_face = "", chosen
        if chosen is None:
            yield box_for(cluster)
        else:
            pending += cluster
    if pending_face is not None:
        yield _in_one_face(pending, _INVISIBLE.sub("", pending), pending_face, right_to_left)


def _in_one_face(word: str, visible: str, chosen: Face, right_to_left: bool) -> Piece:
    if chosen.simple.issuperset(visible) and not right_to_left:
        return Plain(chosen, visible, chosen.width(visible))
    return _shape(word, chosen, right_to_left)


def box_for(cluster: str) -> Box:
    """Return the box for one character (or one joined whole) that no bundled face has."""
    codes = " ".join(f"U+{ord(c):04X}" for c in cluster)
    width = face(FAMILIES[0], Weight.REGULAR).width(codes) * BOX_SIZE + 2 * _BOX_PADDING + 0.1
    return Box(cluster, codes, width)


def _shape(word: str, chosen: Face, right_to_left: bool) -> Shaped:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(chosen.shaper, buffer, {})
    em = chosen.shaper.face.upem
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    texts = _texts_of_glyphs(word, [(i.cluster, p.x_advance) for i, p in zip(infos, positions, strict=True)])
    x = 0.0
    glyphs: list[tuple[str, float, float]] = []
    silent: list[tuple[str, float, float]] = []
    for info, position, text in zip(infos, positions, texts, strict=True):
        advance = round(chosen.shaper.get_glyph_h_advance(info.codepoint) * 1000 / em)
        character = chosen.character_for(info.codepoint, text, advance)
        placed = (character, x + position.x_offset / em, position.y_offset / em)
        (glyphs if text else silent).append(placed)
        x += position.x_advance / em
    return Shaped(chosen, word, x, (*glyphs, *silent), right_to_left)


def _texts_of_glyphs(word: str, glyphs: list[tuple[int, int]]) -> list[str]:
    """Return what each glyph, given as (cluster, advance), reads as.

    The first glyph of a cluster that takes room has all of the cluster's text, its dots and marks have none.
    """
    bounds = sorted({*(start for start, _ in glyphs), len(word)})
    following = dict(zip(bounds, bounds[1:], strict=False))
    speaker: dict[int, int] = {}
    for index, (start, advance) in enumerate(glyphs):
        if start not in speaker or (advance and not glyphs[speaker[start]][1]):
            speaker[start] = index
    return [
        _INVISIBLE.sub("", word[start : following[start]]) if speaker[start] == index else ""
        for index, (start, _) in enumerate(glyphs)
    ]


def break_piece(piece: Piece, room: float) -> tuple[Piece, Piece] | None:
    """Cut a piece so that the first part fits into `room` em; None where not even one character does."""
    if isinstance(piece, Box):
        return None
    parts = list(clusters(piece.text))
    taken, low, high = 0, 1, len(parts) - 1
    while low <= high:  # the widest start that fits
        middle = (low + high) // 2
        if _again(piece, "".join(parts[:middle])).width <= room:
            taken, low = middle, middle + 1
        else:
            high = middle - 1
    if not taken:
        return None
    return _again(piece, "".join(parts[:taken])), _again(piece, "".join(parts[taken:]))


def _again(piece: Plain | Shaped, text: str) -> Piece:
    if isinstance(piece, Plain):
        return Plain(piece.face, text, piece.face.width(text))
    return _shape(text, piece.face, piece.right_to_left)
