"""Plain text that keeps up however long its paragraphs are, and what is pasted into it.

Qt lays a paragraph out anew, whole, at each key: with 20,000 words that takes longer than a key may take. So a very
long paragraph is held as several stretches, which end with a sentence. Only here does anybody know: what is read,
copied and saved is the text as it was written.
"""

import re

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocumentFragment,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit

from ...core.text import tidy

STRETCH = 2000
"""Letters in a stretch. One is laid out in under a millisecond, and hardly anybody writes a paragraph of 350 words."""
MOST = 2 * STRETCH
_GOES_ON = QTextFormat.Property.UserProperty + 1
_SENTENCE_END = re.compile(r"[.!?…]['’”\")]*\s+|\s+")
_LINE_ENDS = dict.fromkeys(map(ord, "\x0b\x0c\u0085\u2028\u2029"), "\n")
_ODD = {
    **_LINE_ENDS,
    **dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\ufffc\u200e\u200f"), None),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f"), " "),
    ord("\uf0b7"): "•",
    ord("\u2011"): "-",
}
"""What word processors put between and into words, and nobody has typed; \uf0b7 is the bullet of an old symbol font."""


def tidied_paste(text: str) -> str:
    """Return pasted text with plain line ends and spaces, without letters that cannot be seen."""
    return tidy(text.replace("\r\n", "\n").translate(_ODD))


class StretchedText(QPlainTextEdit):
    """A text field for paragraphs of any length. What is pasted or dropped comes in as plain text."""

    def __init__(self) -> None:
        super().__init__()
        self._stretched = False

    # -- what stands here -----------------------------------------------------------------------------

    def setPlainText(self, text: str) -> None:
        """Show a text; what could be undone before cannot be any more."""
        self._stretched = False
        super().setPlainText(text)
        if len(text) > STRETCH and any(len(line) > STRETCH for line in text.split("\n")):
            self.document().setUndoRedoEnabled(False)
            cursor = QTextCursor(self.document())
            cursor.beginEditBlock()  # so that all of it is laid out once
            self._divide(self.document().firstBlock(), self.document().lastBlock())
            cursor.endEditBlock()
            self.document().setUndoRedoEnabled(True)

    def toPlainText(self) -> str:
        """Return the text as it was written."""
        if not self._stretched:
            return super().toPlainText()
        return _text_between(self.document().firstBlock(), 0, self.document().characterCount())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain words: no formatting that another program would make something of."""
        data, cursor = QMimeData(), self.textCursor()
        start = self.document().findBlock(cursor.selectionStart())
        data.setText(_text_between(start, cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the words out of whatever was copied."""
        if source.hasText():
            self.insert_words(tidied_paste(source.text()))
        elif source.hasHtml():
            self.insert_words(tidied_paste(QTextDocumentFragment.fromHtml(source.html()).toPlainText()))
        self.ensureCursorVisible()

    def insert_words(self, text: str) -> None:
        """Put a text in place of what is selected, as one step that can be undone."""
        cursor = self.textCursor()
        begins = self._begins_near()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        start = cursor.position()
        cursor.insertText(text)
        first = self.document().findBlock(start)
        if self._stretched and first.next().isValid():
            self._begin_paragraphs(first.next(), cursor.block())
        self._divide(first, cursor.block())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._begin_as_before(begins)

    # -- typing ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = QKeySequence.StandardKey
        if event.matches(key.Undo) or event.matches(key.Redo):
            super().keyPressEvent(event)  # brings the seams back as they were
            return
        before, begins = self.document().revision(), self._begins_near()
        if not self._stretched or self.isReadOnly() or not self._typed_in_a_stretch(event):
            super().keyPressEvent(event)
        if self.document().revision() != before:  # a change of ours is one more thing to undo
            self._begin_as_before(begins)
            self._keep_in_stretches()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what is dictated or composed; a line end in it begins a paragraph like any other."""
        if self._stretched and "\n" in event.commitString():
            self.insert_words(tidied_paste(event.commitString()))
            event = QInputMethodEvent()
        before = self.document().revision()
        super().inputMethodEvent(event)
        if self.document().revision() != before:
            self._keep_in_stretches()

    def _typed_in_a_stretch(self, event: QKeyEvent) -> bool:
        """See to the keys for which a stretch would be a paragraph. True where nothing is left to do."""
        key, cursor = event.key(), self.textCursor()
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            cursor.insertBlock(QTextBlockFormat())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            return True
        if cursor.hasSelection():
            return False
        block, move = cursor.block(), QTextCursor.MoveOperation
        if key == Qt.Key.Key_Backspace and cursor.atBlockStart() and _goes_on(block):
            cursor.movePosition(move.PreviousCharacter)
            self.setTextCursor(cursor)
        elif key == Qt.Key.Key_Delete and cursor.atBlockEnd() and _goes_on(block.next()):
            cursor.movePosition(move.NextCharacter)
            self.setTextCursor(cursor)
        return False

    def _begins_near(self) -> list[tuple[int, bool]]:
        """Return where the blocks at the cursor and before it begin, and whether they only go on."""
        block = self.document().findBlock(self.textCursor().selectionStart())
        near = (block.previous(), block)
        return [(one.position(), _goes_on(one)) for one in near if one.isValid()]

    def _begin_as_before(self, begins: list[tuple[int, bool]]) -> None:
        """Give a block back whether it only goes on: of two that become one, Qt takes that of the second at times."""
        for position, goes_on in begins:
            block = self.document().findBlock(position)
            if block.position() == position and _goes_on(block) != goes_on:
                self._change(
                    lambda block=block, goes_on=goes_on: QTextCursor(block).setBlockFormat(_format(goes_on))
                )

    def _keep_in_stretches(self) -> None:
        """After a key: divide a paragraph that has become too long, join stretches that have become short."""
        block = self.textCursor().block()
        if block.length() > MOST:
            self._change(lambda: self._divide(block, block))
        elif self._stretched:
            for second in (block, block.next()):
                if _goes_on(second) and second.previous().length() + second.length() < STRETCH:
                    self._change(lambda second=second: self._join(second))
                    return

    def _change(self, change) -> None:
        """Make a change that is undone together with the key before it."""
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        change()
        cursor.endEditBlock()

    def _divide(self, first: QTextBlock, last: QTextBlock) -> None:
        """Divide the long paragraphs from `first` to `last` into stretches."""
        end = QTextCursor(last)
        end.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        block, cursor = first, QTextCursor(self.document())
        while block.isValid() and block.position() <= end.position():
            if block.length() - 1 > STRETCH:
                cursor.setPosition(block.position() + _first_stretch(block.text()))
                cursor.insertBlock(_format(goes_on=True))
                self._stretched = True
            block = block.next()

    @staticmethod
    def _begin_paragraphs(first: QTextBlock, last: QTextBlock) -> None:
        """Make these blocks paragraphs; a new block takes over that it only goes on."""
        cursor = QTextCursor(first)
        cursor.setPosition(last.position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setBlockFormat(QTextBlockFormat())

    @staticmethod
    def _join(block: QTextBlock) -> None:
        cursor, goes_on = QTextCursor(block), _goes_on(block.previous())
        cursor.deletePreviousChar()
        cursor.setBlockFormat(_format(goes_on))


def _goes_on(block: QTextBlock) -> bool:
    """Say whether a block only goes on with the paragraph of the one before."""
    return block.isValid() and block.blockFormat().hasProperty(_GOES_ON)


def _format(goes_on: bool) -> QTextBlockFormat:
    made = QTextBlockFormat()
    if goes_on:
        made.setProperty(_GOES_ON, True)
    return made


def _first_stretch(text: str) -> int:
    """Return after how many of Qt's letters a stretch ends: with a sentence, else with a word, else anywhere."""
    end = 0
    sentence = 0
    for found in _SENTENCE_END.finditer(text, STRETCH // 2, STRETCH):
        end = found.end()
        if not found[0].isspace():
            sentence = end
    return units(text[: sentence or end or STRETCH])


def units(text: str) -> int:
    """Return how long Qt takes a text to be: letters outside the first plane, such as emoji, count as two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _text_between(block: QTextBlock, start: int, end: int) -> str:
    """Return the text between two places of a document, beginning with `block`, in which the first one is."""
    parts: list[str] = []
    while block.isValid() and block.position() <= end:
        words, at = block.text(), block.position()
        if at + block.length() > end or at < start:
            words = _cut(words, max(0, start - at), end - at)
        if parts and not _goes_on(block):
            parts.append("\n")
        parts.append(words)
        block = block.next()
    return "".join(parts).replace("\u2028", "\n").replace("\u00a0", " ")


def _cut(text: str, start: int, end: int) -> str:
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
