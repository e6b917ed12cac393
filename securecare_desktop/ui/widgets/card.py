"""Cards, chips, banners, the voice band and empty states: the frames that records are shown in."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import quoted
from .. import theme
from .buttons import Button, LinkButton
from .flow import Flow
from .labels import IconLabel, IconText, label, strong_label


class Chip(QFrame):
    """A state: icon and word on a tint. `kind`: late, soon, done, info or quiet. Never for people."""

    def __init__(self, icon: str, word: str, kind: str = "quiet") -> None:
        super().__init__()
        self.setProperty("chip", kind)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 2, 7, 2)
        row.setSpacing(4)
        self.icon = IconLabel(icon, kind, 14)
        self.word = label(word)
        row.addWidget(self.icon)
        row.addWidget(self.word)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def show_state(self, icon: str, word: str, kind: str) -> None:
        """Show another state."""
        theme.mark(self, chip=kind)
        self.word.style().unpolish(self.word)  # its colour comes from the kind of the chip around it
        self.word.style().polish(self.word)
        self.icon.show_icon(icon, kind)
        self.word.setText(word)
        self.setAccessibleName(word)


class Card(QFrame):
    """A white frame with a head (icon, title, second line, action at the right) and a body to fill.

    `action` is a pair of text and callback; it becomes a link, or a small button when `action_icon` is given.
    `inset` puts 16 px around the body; rows and tables fill the whole width without it.
    """

    def __init__(
        self,
        title: str = "",
        *,
        icon: str = "",
        second: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
        action_icon: str = "",
        note: str = "",
        inset: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.title = label(title, "card-title")
        self.second = label(second, "caption")
        self.head = QFrame()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # where the words and the button need a second line
        self.head.setSizePolicy(policy)
        self.head.setProperty("role", "row")
        self.head_row = QHBoxLayout(self.head)
        self.head_row.setContentsMargins(16, 7, 16, 7)
        self.head_row.setSpacing(8)
        if icon:
            self.head_row.addWidget(IconLabel(icon))
        at_right: list[QWidget] = [IconText("info", note)] if note else []
        self.action_button: Button | None = None
        if action is not None:
            text, on_click = action
            if action_icon:
                self.action_button = Button(text, on_click, icon=action_icon, size="small")
            else:
                self.action_button = LinkButton(text, on_click, small=True)
            at_right.append(self.action_button)
        words = Flow((self.title, self.second), gap=8, at_right=at_right)
        middle = QVBoxLayout()  # Qt would give one line to what is aligned, however many it needs
        middle.addStretch(1)
        middle.addWidget(words)
        middle.addStretch(1)
        self.head_row.addLayout(middle, 1)
        outer.addWidget(self.head)
        self.head.setVisible(bool(title))  # once it has a parent: before, it would flash as a window
        self.body = QVBoxLayout()
        edge = 16 if inset else 0
        self.body.setContentsMargins(edge, 8 if inset else 0, edge, 12 if inset else 0)
        self.body.setSpacing(8 if inset else 0)
        outer.addLayout(self.body, 1)  # what room is over is the body's
        if title:
            self.setAccessibleName(title)

    def clear(self) -> None:
        """Take everything out of the body."""
        clear_layout(self.body)

    def show_rows(self, rows: Iterable[QWidget]) -> None:
        """Fill the body with these rows; the last one gets no line under it."""
        self.clear()
        shown = list(rows)
        for row in shown:
            row.setProperty("place", "last" if row is shown[-1] else "")
            self.body.addWidget(row)
        self.body.addStretch(1)


class VoiceBand(QFrame):
    """The honey band: a young person's own words, verbatim and in quotation marks, and nothing else.

    `words` are quotations, or plain lines when `quote` is off (a list they wrote); `meta` says who wrote it
    down and when. `size`: "" 12 pt, "body" 10.5 pt, "small" 9 pt for a table cell.
    """

    def __init__(
        self,
        words: str | Iterable[str],
        meta: str = "",
        *,
        title: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
        quote: bool = True,
        size: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("role", "voice")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setProperty("scale", size)
        column = QVBoxLayout(self)
        slim = size == "small"
        column.setContentsMargins(8 if slim else 16, 2 if slim else 8, 8 if slim else 16, 2 if slim else 8)
        column.setSpacing(4)
        if title or action:
            column.addLayout(self._head(title, action))
        lines = (words,) if isinstance(words, str) else tuple(words)
        for line in lines:
            column.addWidget(label(quoted(line) if quote else line, wrap=True, selectable=not slim))
        if meta:
            column.addWidget(label(meta, "meta", wrap=True))
        self.body = column
        self.setAccessibleName(title)

    def _head(self, title: str, action: tuple[str, Callable[[], object]] | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("quote", "voice-meta", 14))
        row.addWidget(label(title, "voice-title"))
        row.addStretch(1)
        if action is not None:
            link = LinkButton(action[0], action[1], small=True)
            link.setProperty("tone", "voice-meta")
            row.addWidget(link)
        return row


class Banner(QFrame):
    """A message on a tint: icon, bold first words, a line or two, then links. `kind`: late, soon, done, info."""

    ICONS = {"late": "circle-alert", "soon": "clock", "done": "check", "info": "info"}

    def __init__(
        self,
        strong: str,
        text: str = "",
        kind: str = "info",
        *,
        icon: str = "",
        links: Iterable[tuple[str, Callable[[], object]]] = (),
        on_close: Callable[[], object] | None = None,
        close_says: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("banner", kind)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon or self.ICONS[kind], kind, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.words = strong_label(strong, f" {text}" if text else "", wrap=True)
        words.addWidget(self.words)
        made = [LinkButton(text, on_click) for text, on_click in links]
        self.links = tuple(made)
        if made:
            words.addWidget(Flow(made, gap=24))
        words.addStretch(1)  # alignment would give links of more than one line too little room
        row.addLayout(words, 1)
        if on_close is not None:
            closing = Button("", on_close, icon="x", kind="quiet", size="tiny", says=close_says)
            row.addWidget(closing, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{strong} {text}".strip())


class EmptyState(QWidget):
    """One sentence on what will be here, and one button that begins it."""

    def __init__(self, sentence: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(sentence, "second", wrap=True))
        self.button: Button | None = None
        if action is not None:
            self.button = Button(action[0], action[1], icon="plus", size="small")
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)
