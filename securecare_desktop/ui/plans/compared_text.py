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
        said = (
            _("taken out: {words}").format(words=quoted(_shortened(self.taken_out, longest)))
            if self.taken_out
            else "",
            _("put in: {words}").format(words=quoted(_shortened(self.put_in, longest)))
            if self.put_in
            else "",
        )
        return "; ".join(filter(None, said))


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

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()  # the page scrolls

    def select(self, place: tuple[int, int] | None) -> None:
        """Select this stretch, or nothing."""
        cursor = self.textCursor()
        cursor.setPosition(place[0] if place else cursor.position())
        if place:
            cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)


class _Side:
    """Writes one version into its field and remembers which blocks belong to which passage."""

    def __init__(self, field: MarkedText) -> None:
        self.field = field
        self.blocks: dict[int, tuple[int, int]] = {}
        self._cursor = QTextCursor(field.document())
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
        self.old, self.new = MarkedText(), MarkedText()
        self._sides = (_Side(self.old), _Side(self.new))
        self._fill(text.passages)
        self._width = 0
        self._narrow = False
        self._frames = tuple(
            self._frame(side, text.own_words, name) for side, name in zip(self._sides, names, strict=True)
        )
        self._titles = tuple(self._title(name) for name in names)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = ". ".join(spot.in_words() for spot in self.spots[:SPOKEN])
        for field, name in zip((self.old, self.new), names, strict=True):
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
        self.old.select(spot.old)
        self.new.select(spot.new)
        return self.new if spot.new else self.old

    def select_nothing(self) -> None:
        """Take the selection off."""
        self.old.select(None)
        self.new.select(None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self.width() != self._width:
            self._line_up()

    def _fill(self, passages: Sequence[Passage]) -> None:
        kept, looks = QTextCharFormat(), {Mark.TAKEN_OUT: _taken_out(), Mark.PUT_IN: _put_in()}
        old, new = self._sides
        for number, passage in enumerate(passages):
            old.begin(number)
            new.begin(number)
            spot: Spot | None = None
            for run in passage.runs:
                if run.mark is Mark.KEPT:
                    old.add(run.text, kept)
                    new.add(run.text, kept)
                    spot = None if run.says_something else spot
                elif not run.says_something:
                    (old if run.mark is Mark.TAKEN_OUT else new).add(run.text, kept)
                else:
                    if spot is None:
                        spot = Spot()
                        self.spots.append(spot)
                    self._mark(spot, run, looks[run.mark])
        old.end()
        new.end()

    def _mark(self, spot: Spot, run: Run, look: QTextCharFormat) -> None:
        old, new = self._sides
        if run.mark is Mark.TAKEN_OUT:
            start, end = old.add(run.text, look)
            spot.old = (spot.old[0] if spot.old else start, end)
            spot.taken_out += run.text
        else:
            start, end = new.add(run.text, look)
            spot.new = (spot.new[0] if spot.new else start, end)
            spot.put_in += run.text

    def _frame(self, side: _Side, own_words: bool, name: str) -> QFrame:
        """Return what holds one side: honey for own words, a quiet line where the version has nothing."""
        frame = QFrame(self)
        column = QVBoxLayout(frame)
        edge = (12, 6, 12, 6) if own_words and side.blocks else (0, 0, 0, 0)
        column.setContentsMargins(*edge)
        column.setSpacing(0)
        if not side.blocks:
            side.field.hide()
            side.field.setParent(self)
            column.addWidget(label(_("Nothing here in {version}.").format(version=name), "second", wrap=True))
        else:
            column.addWidget(side.field, 0, Qt.AlignmentFlag.AlignTop)
            if own_words:
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
        heights = []
        for side, frame in zip(self._sides, self._frames, strict=True):
            edges = frame.layout().contentsMargins()
            bar = 4 if frame.property("role") == "voice" else 0
            heights.append(side.heights(column - edges.left() - edges.right() - bar - 2 * EDGE, gap))
        for side, above in zip(self._sides, self._above(heights, gap), strict=True):
            side.space_out(above, gap)
            side.field.setFixedHeight(round(side.field.document().size().height()) + 2 * EDGE + 1)
        self._place(column)

    def _above(self, heights: list[dict[int, float]], gap: int) -> list[dict[int, float]]:
        above: list[dict[int, float]] = [{}, {}]
        at = [0.0, 0.0]
        for passage in range(self._count):
            there = [side for side in (0, 1) if passage in heights[side]]
            level = max(at) if not self._narrow else 0.0
            for side in there:
                first = not above[side] and (self._narrow or not max(at))
                top = (0.0 if first else gap) + (0.0 if self._narrow else level - at[side])
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
