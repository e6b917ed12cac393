"""A hint to whoever writes: about which reading age a text needs, and which of its sentences are long.

For the screen only: it is not printed and not kept. The formula and what to aim for are in domain/reading_level.py.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ...core.text import _, ngettext, quoted
from ...domain.reading_level import AIM, FEWEST_WORDS, LONG, Look, ReadingLevel, Sentence, look_at
from ..markup import escaped
from ..widgets.buttons import LinkButton
from ..widgets.labels import IconLabel, label
from ..widgets.rows import ListRow

PAUSE_MS = 800
"""After so long without a key the text is looked at again."""
AT_FIRST = 5
BEGINNING = 70


class ReadingHint(QWidget):
    """Shows nothing (`body` is hidden) where a text is too short to say something about and has no long sentence.

    Fill it with `show_text`, or let it `follow` a field. `wanted(start, end)` is sent when somebody wants to see a
    sentence: from and to which character of the text; in a field that is followed it is selected already.
    """

    wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("How easy it is to read"))
        self._text = ""
        self._field: QPlainTextEdit | None = None
        self._all = False
        self.rows: list[ListRow] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.body = QWidget(self)
        outer.addWidget(self.body, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._icon = IconLabel("lightbulb", "focus", 16)
        self.level = label("", wrap=True)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.level, 1)
        column.addLayout(head)
        self.aim = label("", "caption", wrap=True)
        column.addWidget(self.aim)
        self.how = LinkButton(_("How is this worked out?"), self._explain, small=True)
        column.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeft)
        self.explanation = label(explanation(), "caption", wrap=True, selectable=True)
        self.explanation.hide()
        column.addWidget(self.explanation)
        self.long = label("", "label", wrap=True)
        column.addWidget(self.long)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self.more = LinkButton("", self._show_all, small=True)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_now)
        self._show(Look(None, ()))

    def show_text(self, text: str) -> None:
        """Say how easy this text is to read."""
        self._text = text
        self._show(look_at(text))

    def follow(self, field: QPlainTextEdit) -> None:
        """Keep up with what is written in a field, after each pause, and go to its sentences there."""
        self._field = field
        field.textChanged.connect(self._pause.start)
        field.destroyed.connect(self._let_go)
        self.look_now()

    def look_now(self) -> None:
        """Look at the field that is followed, without waiting for a pause."""
        self._pause.stop()
        if self._field is not None:
            text = self._field.toPlainText()
            if text != self._text:
                self.show_text(text)

    def _let_go(self) -> None:
        self._pause.stop()
        self._field = None

    def _explain(self) -> None:
        self.explanation.setVisible(self.explanation.isHidden())

    def _show_all(self) -> None:
        self._all = True
        self._show(look_at(self._text))

    def _show(self, look: Look) -> None:
        level = look.level
        for one in (self._icon, self.level, self.aim, self.how):
            one.setVisible(level is not None)
        if level is None:
            self.explanation.hide()
        else:
            self.level.setText(_("Reading age: {ages}").format(ages=level.in_words()))
            self.aim.setText(_aim(level))
        self.long.setVisible(bool(look.long))
        self.long.setText(
            ngettext(
                "{n} sentence is longer than {most} words",
                "{n} sentences are longer than {most} words",
                len(look.long),
            ).format(n=len(look.long), most=LONG)
        )
        self._show_rows(look.long if self._all else look.long[:AT_FIRST])
        self.more.setVisible(len(self.rows) < len(look.long))
        self.more.show_text(_("Show all {n}").format(n=len(look.long)))
        self.body.setVisible(level is not None or bool(look.long))

    def _show_rows(self, found: tuple[Sentence, ...]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(sentence) for sentence in found]
        for row in self.rows:
            row.setProperty("place", "last" if row is self.rows[-1] else "")
            self._list.addWidget(row)

    def _row(self, sentence: Sentence) -> ListRow:
        said = " ".join(self._text[sentence.start : sentence.end].split())
        if len(said) > BEGINNING:
            said = said[:BEGINNING].rsplit(" ", 1)[0] + " …"
        words = ngettext("{n} word", "{n} words", sentence.words).format(n=sentence.words)
        return ListRow(quoted(said), lambda: self._go_to(sentence), second=words, inset=0)

    def _go_to(self, sentence: Sentence) -> None:
        if self._field is not None:
            self.look_now()
            document = self._field.document()
            cursor = QTextCursor(document)
            cursor.setPosition(place_in(document, self._text, sentence.start))
            cursor.setPosition(place_in(document, self._text, sentence.end), QTextCursor.MoveMode.KeepAnchor)
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._field.setTextCursor(cursor)
        self.wanted.emit(sentence.start, sentence.end)


def place_in(document: QTextDocument, text: str, character: int) -> int:
    """Return where a character of `text` stands in the document that shows it.

    Qt counts some characters twice, and a document may divide a paragraph of the text into several blocks.
    """
    block, at = document.firstBlock(), 0
    while block.isValid():
        words = block.text()
        if character <= at + len(words) or not block.next().isValid():
            inside = words[: max(0, character - at)]
            return block.position() + len(inside.encode("utf-16-le", "surrogatepass")) // 2
        at += len(words)
        at += text[at : at + 1] == "\n"
        block = block.next()
    return 0


def marked(text: str) -> str:
    """Return a text for a label that reads markup, with its long sentences underlined and everything else as typed."""
    parts, at = [], 0
    for sentence in look_at(text).long:
        parts.append(escaped(text[at : sentence.start]))
        parts.append(f"<u>{escaped(text[sentence.start : sentence.end])}</u>")
        at = sentence.end
    parts.append(escaped(text[at:]))
    return f'<span style="white-space:pre-wrap">{"".join(parts)}</span>'


def explanation() -> str:
    """Return how the reading age is worked out, for people."""
    return _(
        "With the Automated Readability Index: 4.71 times the letters in a word, plus half the words in a sentence,"
        " less 21.43, each on average. The reading age is about that number plus 5. Headings do not count, and under"
        " {fewest} words there is nothing to say. It sees how long words and sentences are, not whether they make sense"
        " or are kind. It is for you as you write: it is not printed and not kept."
    ).format(fewest=FEWEST_WORDS)


def _aim(level: ReadingLevel) -> str:
    start, end = AIM
    if level.is_easy:
        return _("Plain language aims for {start} to {end}. This reaches it.").format(start=start, end=end)
    words = _("Plain language aims for {start} to {end}. Shorter sentences and shorter words bring it down.")
    return words.format(start=start, end=end)
