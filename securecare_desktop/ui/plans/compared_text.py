"""One text in two versions, marked and lined up: side by side where there is room, else one under the other.

Taken out is struck through on a quiet ground, put in is bold and underlined on a tint; a screen reader gets words.
Which texts are shown, and going from change to change, is left to compare.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from ...core.labels import label as label_of
from ...core.text import _, quoted
from ...domain.comparing import ComparedText, Mark, Passage, Run
from .. import theme
from ..widgets.labels import label

GAP = 16
EDGE = 2
"""Edge and padding of the text field in the style sheet, on each side, in px."""
SPOKEN = 30
"""So many changes of one text are said when a screen reader comes to it; the others one by one."""
_LINES = re.compile(r"[^\S\n]*\n(?:\s*\n)*")
_AT_START = re.compile(r"(?:\s*\n)?")
_PARTS = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


@dataclass(slots=True)
class Spot:
    """One place that changed: where it stands on each side (None: nothing there) and its words."""

    old: tuple[int, int] | None = None
    new: tuple[int, int] | None = None
    taken_out: str = ""
    put_in: str = ""

    def in_words(self, longest: int = 160) -> str:
        """Return "taken out: “nine”; put in: “ten”"."""
        sides = ((Mark.TAKEN_OUT, self.taken_out), (Mark.PUT_IN, self.put_in))
        return "; ".join(
            f"{label_of(mark)}: {quoted(_shortened(words, longest))}" for mark, words in sides if words
        )


def _shortened(words: str, longest: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


class MarkedText(QTextEdit):
    """One version of a text, to be read: as high as its text, so that only the page scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("role", "compared")
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def select(self, place: tuple[int, int] | None) -> None:
        """Select this stretch, or nothing."""
        cursor = self.textCursor()
        cursor.setPosition(place[0] if place else cursor.position())
        if place:
            cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)


class _Side:
    """Writes one version into a field and remembers which blocks belong to which passage."""

    def __init__(self) -> None:
        self.field = MarkedText()
        self.blocks: dict[int, tuple[int, int]] = {}
        self._cursor = QTextCursor(self.field.document())
        self._cursor.beginEditBlock()
        self._passage = -1
        self._begun = True

    def begin(self, passage: int) -> None:
        """Let what follows belong to this passage."""
        self._passage, self._begun = passage, False

    def add(self, text: str, look: QTextCharFormat) -> tuple[int, int]:
        """Add words; return where they stand, without the white space around them."""
        if not self._begun:
            text = _AT_START.sub("", text, count=1)
            if not text.strip():
                return self._cursor.position(), self._cursor.position()
            if self.blocks:
                self._cursor.insertBlock()
            self._begun = True
            self.blocks[self._passage] = (self._cursor.blockNumber(), self._cursor.blockNumber())
        found = _PARTS.fullmatch(_LINES.sub("\n", text))
        assert found is not None
        before, words, after = found.groups()
        self._cursor.insertText(before, QTextCharFormat())
        start = self._cursor.position()
        self._cursor.insertText(words, look)
        end = self._cursor.position()
        self._cursor.insertText(after, QTextCharFormat())
        self.blocks[self._passage] = (self.blocks[self._passage][0], self._cursor.blockNumber())
        return start, end

    def end(self) -> None:
        """Let the field show what was written."""
        self._cursor.endEditBlock()

    def heights(self, width: int, gap: float) -> dict[int, float]:
        """Return how high each passage is at this width, in px, without what stands above it."""
        document = self.field.document()
        document.setTextWidth(width)
        document.documentLayout().documentSize()  # lays out what is not yet
        made = {}
        for passage, (first, last) in self.blocks.items():
            block, total = document.findBlockByNumber(first), 0.0
            for number in range(first, last + 1):
                total += block.layout().boundingRect().height() + (gap if number > first else 0)
                block = block.next()
            made[passage] = total
        return made

    def space_out(self, above: dict[int, float], gap: float) -> None:
        """Put this much room above each passage, and `gap` above the other blocks in it."""
        frame = self.field.document().rootFrame()
        outside = frame.frameFormat()
        outside.setTopMargin(above[min(above)])  # Qt gives the first block no room above it
        frame.setFrameFormat(outside)
        cursor = QTextCursor(self.field.document())
        cursor.beginEditBlock()
        for passage, (first, last) in self.blocks.items():
            for number in range(first, last + 1):
                block = self.field.document().findBlockByNumber(number)
                wanted = above[passage] if number == first else gap
                if block.blockFormat().topMargin() != wanted:
                    look = QTextBlockFormat()
                    look.setTopMargin(wanted)
                    cursor.setPosition(block.position())
                    cursor.mergeBlockFormat(look)
        cursor.endEditBlock()


class SideBySide(QWidget):
    """Both versions of one text. `spots` are the places that changed, in order; `names` what the versions are called."""

    def __init__(self, text: ComparedText, names: tuple[str, str], about: str) -> None:
        super().__init__()
        self.spots: list[Spot] = []
        self._count = len(text.passages)
        self._sides = tuple(_Side() if _says_something(text, new) else None for new in (False, True))
        self.old, self.new = (side.field if side is not None else None for side in self._sides)
        self._fill(text.passages)
        self._width = 0
        self._narrow = False
        self._frames = tuple(self._frame(side, text.own_words) for side in self._sides)
        self._titles = tuple(self._title(name) for name in names)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = ". ".join(spot.in_words() for spot in self.spots[:SPOKEN])
        for field, name in zip((self.old, self.new), names, strict=True):
            if field is not None:
                field.setAccessibleName(f"{about}, {name}")
                field.setAccessibleDescription(said)

    def set_narrow(self, narrow: bool) -> None:
        """Stand one under the other from now on, or side by side."""
        was, self._narrow = self._narrow, narrow
        if was != narrow and self._width:
            self._line_up()

    def select(self, number: int) -> MarkedText:
        """Select one of the `spots` on both sides; return the field that shows it best."""
        spot = self.spots[number]
        for field, place in ((self.old, spot.old), (self.new, spot.new)):
            if field is not None:
                field.select(place)
        best = self.new if spot.new else self.old
        assert best is not None
        return best

    def select_nothing(self) -> None:
        """Take the selection off."""
        for field in (self.old, self.new):
            if field is not None:
                field.select(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._width:
            self._line_up()

    def _fill(self, passages: Sequence[Passage]) -> None:
        looks = {Mark.KEPT: QTextCharFormat(), Mark.TAKEN_OUT: _taken_out(), Mark.PUT_IN: _put_in()}
        there = [side for side in self._sides if side is not None]
        for number, passage in enumerate(passages):
            for side in there:
                side.begin(number)
            spot: Spot | None = None
            for run in passage.runs:
                if run.mark is Mark.KEPT and run.says_something:
                    spot = None
                elif spot is None and run.says_something:
                    spot = Spot()
                    self.spots.append(spot)
                self._write(run, looks[run.mark], spot)
        for side in there:
            side.end()

    def _write(self, run: Run, look: QTextCharFormat, spot: Spot | None) -> None:
        old, new = self._sides
        if run.mark is not Mark.PUT_IN and old is not None:
            place = old.add(run.text, look)
            if run.mark is Mark.TAKEN_OUT and spot is not None and run.says_something:
                spot.old = (spot.old[0] if spot.old else place[0], place[1])
                spot.taken_out += run.text
        if run.mark is not Mark.TAKEN_OUT and new is not None:
            place = new.add(run.text, look)
            if run.mark is Mark.PUT_IN and spot is not None and run.says_something:
                spot.new = (spot.new[0] if spot.new else place[0], place[1])
                spot.put_in += run.text

    def _frame(self, side: _Side | None, own_words: bool) -> QFrame:
        """Return what holds one side: honey for own words, a quiet line where the version has nothing."""
        frame = QFrame(self)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if side is None:
            column.addWidget(label(_("Nothing written here."), "second", wrap=True))
            return frame
        column.addWidget(side.field, 0, Qt.AlignmentFlag.AlignTop)
        if own_words:
            column.setContentsMargins(12, 6, 12, 6)
            frame.setProperty("role", "voice")
            frame.setFrameShape(QFrame.Shape.StyledPanel)
        return frame

    def _title(self, name: str) -> QLabel:
        made = label(name, "caption", wrap=True)
        made.setParent(self)
        return made

    def _line_up(self) -> None:
        """Give both sides their width, put passages that belong together at the same height, and be as high as that."""
        self._width = self.width()
        gap = theme.px(6)
        column = self._width if self._narrow else (self._width - GAP) // 2
        heights: list[dict[int, float]] = [{}, {}]
        for number, (side, frame) in enumerate(zip(self._sides, self._frames, strict=True)):
            if side is not None:
                edges = frame.layout().contentsMargins()
                bar = 4 if frame.property("role") == "voice" else 0
                room = column - edges.left() - edges.right() - bar - 2 * EDGE
                heights[number] = side.heights(room, gap)
        for side, above in zip(self._sides, self._above(heights, gap), strict=True):
            if side is not None:
                side.space_out(above, gap)
                side.field.setFixedHeight(round(side.field.document().size().height()) + 2 * EDGE + 1)
        self._place(column)

    def _above(self, heights: list[dict[int, float]], gap: int) -> list[dict[int, float]]:
        """Return the room above each passage on each side."""
        above: list[dict[int, float]] = [{}, {}]
        at = [0.0, 0.0]
        for passage in range(self._count):
            level = max(at)
            for side in (0, 1):
                if passage in heights[side]:
                    top = (0.0 if self._narrow else level - at[side]) + (gap if level else 0)
                    above[side][passage] = top
                    at[side] += top + heights[side][passage]
        return above

    def _place(self, column: int) -> None:
        top = 0
        high = [self._high(frame, column) for frame in self._frames]
        for side, (frame, title) in enumerate(zip(self._frames, self._titles, strict=True)):
            title.setVisible(self._narrow)
            if self._narrow:
                line = title.heightForWidth(column)
                title.setGeometry(0, top, column, line)
                frame.setGeometry(0, top + line + 4, column, high[side])
                top += line + 4 + high[side] + (12 if side == 0 else 0)
            else:
                frame.setGeometry(QRect(side * (column + GAP), 0, column, max(high)))
                top = max(high)
        self.setFixedHeight(top)

    @staticmethod
    def _high(frame: QFrame, column: int) -> int:
        layout = frame.layout()
        return layout.heightForWidth(column) if layout.hasHeightForWidth() else layout.sizeHint().height()


def _says_something(text: ComparedText, new: bool) -> bool:
    return any(run.says_something for passage in text.passages for run in passage.side(new))


def _taken_out() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontStrikeOut(True)
    look.setForeground(theme.colour("quiet"))
    look.setBackground(theme.colour("quiet-tint"))
    return look


def _put_in() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontUnderline(True)
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setForeground(theme.colour("info"))
    look.setBackground(theme.colour("info-tint"))
    return look
