"""Hints in one text field: quiet lines under words, the way from one to the next, and the panel beside a word.

Never changes a text by itself and never stops anybody. What there are hints on comes from hint_source.py.
"""

from collections.abc import Iterator
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QLineF, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit, QWidget

from ...core.text import _, quoted
from ...domain.language import in_place_of
from .. import actions, notify, theme
from .hint_panel import Choice, HintPanel, Saying
from .hint_source import HintSource, Mark
from .looks import Looks
from .stretches import StretchedText

HOVER_MS = 450
PAUSE_MS = 500
Found = tuple[QTextBlock, Mark]


class HintMarks(QObject):
    """The hints of one text field. They come from the page the field stands on, as soon as somebody has been in it.

    `noticed(bool)` says, after a pause in typing, whether there are hints in the text while somebody is in it.
    """

    noticed = Signal(bool)

    def __init__(self, text: StretchedText, looks: Looks) -> None:
        super().__init__(text)
        self._text, self._looks = text, looks
        self._source: HintSource | None = None
        self._host: QWidget | None = None
        self._young_person_id = ""
        self._kept_here: set[str] = set()
        self._typing, self._revision = False, 0
        self._name = self._description = ""
        self.panel: HintPanel | None = None
        self._over: Found | None = None
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(HOVER_MS)
        self._hover.timeout.connect(self._hovered)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._notice)
        text.installEventFilter(self)
        text.viewport().installEventFilter(self)
        text.viewport().setMouseTracking(True)
        text.textChanged.connect(self.close_panel)
        text.textChanged.connect(self._pause.start)
        text.cursorPositionChanged.connect(self._moved)
        actions.bind("hint_choices", text, self.open_at_cursor, Qt.ShortcutContext.WidgetShortcut)

    # -- what there is ----------------------------------------------------------------------------------

    def marks_of(self, block: QTextBlock) -> tuple[Mark, ...]:
        """Return what there is to say about one paragraph."""
        if self._source is None or self._text.isReadOnly() or not self._text.isEnabled():
            return ()
        marks = self._source.marks(block.text(), self._young_person_id, self._looks)
        if not self._kept_here:
            return marks
        return tuple(mark for mark in marks if _term(mark) not in self._kept_here)

    def at_cursor(self) -> Found | None:
        """Return the hint on the word at the cursor."""
        cursor = self._text.textCursor()
        return self._at(cursor.block(), cursor.positionInBlock())

    def after(self, position: int) -> Found | None:
        """Return the first hint whose word begins at `position` of the text or later."""
        block = self._text.document().findBlock(position)
        while block.isValid():
            for mark in self.marks_of(block):
                if block.position() + mark.start >= position:
                    return block, mark
            block = block.next()
        return None

    def open_next(self, position: int) -> bool:
        """Put the cursor on the first hint from `position` on and open its panel. False where there is none."""
        self._look_where()
        self._wake()
        found = self.after(position)
        if found is None:
            return False
        block, mark = found
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + mark.end)
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.setTextCursor(cursor)
        self._text.ensureCursorVisible()
        self._open(block, mark, by_key=True)
        return True

    def open_at_cursor(self) -> bool:
        """Open the choices for the word at the cursor. False where there is no hint on it."""
        found = self.at_cursor()
        if found is not None:
            self._open(*found, by_key=True)
        return found is not None

    def describe(self, name: str, description: str) -> None:
        """Take over the accessible name and description of the field; the hint at the cursor is said after them."""
        self._name, self._description = name, description
        self._describe()

    # -- drawing ----------------------------------------------------------------------------------------

    def paint(self, area: QRect) -> None:
        """Draw the lines under the words of the paragraphs in `area` of the viewport."""
        if self._source is None:
            return
        text, left = self._text, self._text.contentOffset().x()
        block = text.cursorForPosition(QPoint(0, area.top())).block()
        top = text.blockBoundingGeometry(block).translated(text.contentOffset()).top()
        under_words: list[QLineF] = []
        under_misspelt: list[QLineF] = []
        typed = self._being_typed()
        while block.isValid() and top <= area.bottom():
            for mark in self.marks_of(block):
                if block.position() + mark.end != typed:
                    lines = under_misspelt if mark.hit is None else under_words
                    lines.extend(_underlines(block, mark, left, top, area))
            top += text.blockBoundingRect(block).height()
            block = block.next()
        if under_words or under_misspelt:
            painter = QPainter(text.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw(painter, under_words, "focus", [2.0, 1.2], Qt.PenCapStyle.FlatCap)
            _draw(painter, under_misspelt, "text-2", [0.01, 2.0], Qt.PenCapStyle.RoundCap)
            painter.end()

    def _being_typed(self) -> int:
        """Return where somebody is typing, else -1: a word that ends there may not be the word yet."""
        return self._text.textCursor().position() if self._typing and self._text.hasFocus() else -1

    # -- where the field stands -------------------------------------------------------------------------

    def _look_where(self) -> None:
        """Find the page with the hints that this field stands on, and whom it is about."""
        source, young_person_id, step = None, "", self._text.parentWidget()
        self._host = None
        while step is not None:
            here = getattr(step, "hints", None)
            if isinstance(here, HintSource):
                source = source or here
                # the outermost page has the most room; in a dialog over the page, the panel lies over the dialog
                self._host = step if step.window() is self._text.window() else self._text.window()
            who = getattr(step, "young_person_id", "")
            young_person_id = young_person_id or (who if isinstance(who, str) else "")
            step = step.parentWidget()
        if source is not self._source:
            if self._source is not None:
                self._source.changed.disconnect(self._anew)
            self._source = source
            if source is not None:
                source.changed.connect(self._anew)
        if young_person_id != self._young_person_id:
            self._young_person_id = young_person_id
            self._kept_here.clear()

    def _wake(self) -> None:
        """Somebody is here to write: have everything fetched that hints need."""
        if self._source is not None and not self._text.isReadOnly():
            self._source.wake(self._young_person_id)
            self._pause.start()

    def _anew(self) -> None:
        self._text.viewport().update()
        self._describe()
        self._pause.start()

    def _notice(self) -> None:
        """After a pause in typing: say whether there are hints in this text, while somebody is in it."""
        self.noticed.emit(self._text.hasFocus() and self.after(0) is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._text:
            if kind == QEvent.Type.FocusIn:
                self._look_where()
                self._wake()
            elif kind == QEvent.Type.FocusOut:
                self.noticed.emit(False)
            elif kind == QEvent.Type.Show:
                self._look_where()
            elif kind == QEvent.Type.Hide:
                self.close_panel()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._pointed_at(event)
        elif kind in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._point_at(None)
        return False

    def _moved(self) -> None:
        revision = self._text.document().revision()
        typing = revision != self._revision
        if self._typing and not typing:
            self._text.viewport().update()  # the word that was being typed gets its line now
        self._typing, self._revision = typing, revision
        self._describe()

    def _describe(self) -> None:
        found = self.at_cursor() if self._text.hasFocus() else None
        said = _said(found[1]) if found is not None else ""
        description = " ".join(part for part in (self._description, said) if part)
        if description != self._text.accessibleDescription():
            self._text.setAccessibleDescription(description)

    # -- pointing at a word -----------------------------------------------------------------------------

    def _pointed_at(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton and self._source is not None:
            at = event.position().toPoint()
            cursor = self._text.cursorForPosition(at)
            found = self._at(cursor.block(), cursor.positionInBlock())
            self._point_at(found if found is not None and self._rect(*found).contains(at) else None)

    def _point_at(self, found: Found | None) -> None:
        if found != self._over:
            self._over = found
            self._hover.start()

    def _hovered(self) -> None:
        """The pointer has rested: open the panel of the word under it, or close one that it has left."""
        if self.panel is not None and self.panel.holds_focus():
            return
        if self._over is not None:
            self._open(*self._over, by_key=False)
        elif self.panel is not None:
            if self.panel.underMouse():
                self._hover.start()
            else:
                self.close_panel()

    # -- the panel --------------------------------------------------------------------------------------

    def close_panel(self) -> None:
        """Put the panel away."""
        panel, self.panel = self.panel, None
        if panel is not None and shiboken6.isValid(panel):
            panel.close_panel()
            self._text.setExtraSelections([])

    def _open(self, block: QTextBlock, mark: Mark, *, by_key: bool) -> None:
        self.close_panel()
        host = self._host
        if host is None or self._source is None:
            return
        word = self._rect(block, mark)
        at = QRect(self._text.viewport().mapTo(host, word.topLeft()), word.size())
        self.panel = panel = HintPanel(host, self._saying(block, mark), self._text, at)
        panel.back_wanted.connect(self._back)
        panel.next_wanted.connect(self._next)
        panel.closed.connect(self._closed)
        self._show_word(block, mark)
        if by_key:
            panel.take_focus()
            notify.announce(panel, f"{panel.accessibleName()}. {panel.accessibleDescription()}")
        else:
            self._hover.start()  # looks again whether the pointer is still here

    def _closed(self) -> None:
        self.panel = None
        self._text.setExtraSelections([])

    def _back(self) -> None:
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_panel()

    def _next(self) -> None:
        """Ask for the next hint as F7 does in the form."""
        self._back()
        for action in _actions_above(self._text, "next_hint"):
            action.trigger()
            return

    def _show_word(self, block: QTextBlock, mark: Mark) -> None:
        """Tint the word that the panel is about."""
        selection = QTextEdit.ExtraSelection()
        selection.cursor = _cursor_on(block, mark)
        selection.format.setBackground(theme.colour("accent-tint"))
        self._text.setExtraSelections([selection])

    def _saying(self, block: QTextBlock, mark: Mark) -> Saying:
        assert self._source is not None
        replace = partial(self._replace, block, mark)
        if mark.hit is None:
            words = self._source.suggestions(mark.word)
            why = _("This word is not in the dictionary.")
            if not words:
                why = f"{why} {_('Nothing like it was found.')}"
            leave: tuple[Choice, ...] = (Choice(_("Leave it"), "check", partial(self._leave, mark.word)),)
            return Saying(mark.word, why, _choices(words, replace), leave)
        pair = mark.hit.pair
        leave = (Choice(_("Keep it here"), "check", partial(self._keep_here, mark)),)
        name = self._source.name_of(self._young_person_id)
        if name:
            words_of_theirs = _("It is {name}’s own word for it").format(name=name)
            leave += (Choice(words_of_theirs, "quote", partial(self._keep, mark)),)
        return Saying(
            mark.word,
            pair.why,
            _choices(tuple(in_place_of(mark.word, words) for words in pair.prefer), replace),
            leave,
            say=pair.say,
            small=_small_print(mark),
        )

    # -- what the choices do ----------------------------------------------------------------------------

    def _replace(self, block: QTextBlock, mark: Mark, words: str) -> None:
        """Write `words` in place of the word; one step that can be undone."""
        self._back()
        if not block.isValid() or self._text.isReadOnly():
            return
        cursor = _cursor_on(block, mark)
        if cursor.selectedText() == mark.word:  # the text may have been exchanged meanwhile
            cursor.insertText(words)
            self._text.setTextCursor(cursor)

    def _keep_here(self, mark: Mark) -> None:
        self._kept_here.add(_term(mark))
        self._back()
        self._anew()

    def _keep(self, mark: Mark) -> None:
        self._keep_here(mark)  # at once; everywhere else as soon as it is stored
        if self._source is not None:
            self._source.keep(self._young_person_id, _term(mark))

    def _leave(self, word: str) -> None:
        self._back()
        if self._source is not None:
            self._source.leave(word)

    # -- places -----------------------------------------------------------------------------------------

    def _at(self, block: QTextBlock, position: int) -> Found | None:
        for mark in self.marks_of(block):
            if mark.start <= position <= mark.end:
                return block, mark
        return None

    def _rect(self, block: QTextBlock, mark: Mark) -> QRect:
        """Return where the word, or its part in its first line, stands in the viewport."""
        offset = self._text.contentOffset()
        top = self._text.blockBoundingGeometry(block).translated(offset).top()
        for line, start, end in _lines(block, mark):
            left, right = offset.x() + _x(line, start), offset.x() + _x(line, end)
            return QRect(
                round(left), round(top + line.y()), max(1, round(right - left)), round(line.height())
            )
        return QRect()


def _term(mark: Mark) -> str:
    return mark.hit.term if mark.hit is not None else ""


def _said(mark: Mark) -> str:
    """Return what a screen reader says of a hint while the cursor is on its word."""
    keys = actions.keys_in_words("hint_choices")
    if mark.hit is None:
        return _("{word} is not in the dictionary. {keys} for words to choose.").format(
            word=quoted(mark.word), keys=keys
        )
    return _("Hint on {word}: {why} {keys} for words to choose.").format(
        word=quoted(mark.word), why=mark.hit.pair.why, keys=keys
    )


def _small_print(mark: Mark) -> tuple[str, ...]:
    assert mark.hit is not None
    pair = mark.hit.pair
    said = [_("It is only a hint. Nothing changes unless you choose, and nobody counts hints.")]
    published = [source.title for source in pair.sources if source.address]
    if published:
        said.append(_("Source: {sources}").format(sources="; ".join(published)))
    if not pair.published:
        said.append(_("This one is our own proposal. Ask the young people of your house."))
    return tuple(said)


def _choices(words: tuple[str, ...], replace: "partial[None]") -> tuple[Choice, ...]:
    return tuple(Choice(one, "corner-down-left", partial(replace, one)) for one in words)


def _actions_above(widget: QWidget, name: str) -> Iterator[object]:
    step: QWidget | None = widget
    while step is not None:
        yield from (action for action in step.actions() if action.objectName() == name)
        step = step.parentWidget()


def _cursor_on(block: QTextBlock, mark: Mark) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + mark.start)
    cursor.setPosition(block.position() + mark.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _x(line: QTextLine, position: int) -> float:
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)


def _underlines(block: QTextBlock, mark: Mark, left: float, top: float, area: QRect) -> Iterator[QLineF]:
    """Yield the lines to draw under a word of a block whose top is at `top`, where they can be seen."""
    for line, start, end in _lines(block, mark):
        under = top + line.y() + line.ascent() + 3
        if area.top() - 4 <= under <= area.bottom() + 4:
            yield QLineF(left + _x(line, start), under, left + _x(line, end), under)


def _draw(
    painter: QPainter, lines: list[QLineF], tone: str, pattern: list[float], cap: Qt.PenCapStyle
) -> None:
    """Draw dashes for words that care, dots for spelling: to be told apart without their colours."""
    if lines:
        pen = QPen(theme.colour(tone), 2, Qt.PenStyle.CustomDashLine, cap)
        pen.setDashPattern(pattern)
        painter.setPen(pen)
        painter.drawLines(lines)


def _lines(block: QTextBlock, mark: Mark) -> Iterator[tuple[QTextLine, int, int]]:
    """Yield each line of a block in which a part of the word stands, with where the part begins and ends."""
    layout = block.layout()
    start, end = mark.start, mark.end
    while start < end:
        line = layout.lineForTextPosition(start)
        if not line.isValid():
            return
        stop = min(end, line.textStart() + line.textLength())
        if stop <= start:
            return
        yield line, start, stop
        start = stop
