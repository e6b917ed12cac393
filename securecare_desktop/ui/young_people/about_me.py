"""The honey card "About me": what a young person says about themself, part by part, in two columns.

Nothing but their words stands on honey, save who wrote them down and when.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, day_full, given_name, lines
from ...domain.own_words import HowGiven
from ...domain.young_people import AboutMeKind, AboutMePart
from .. import theme
from ..widgets.buttons import Button
from ..widgets.card import clear_layout
from ..widgets.labels import IconLabel, label

ICONS = {
    AboutMeKind.WHAT_MATTERS: "heart",
    AboutMeKind.WHAT_HELPS: "thumbs-up",
    AboutMeKind.WHAT_DOES_NOT_HELP: "thumbs-down",
    AboutMeKind.HOW_TO_TELL_ME: "message-circle",
    AboutMeKind.FOR_MY_NEW_WORKER: "user-round-check",
    AboutMeKind.GOOD_DAY: "sun",
    AboutMeKind.EARLY_SIGNS: "eye",
    AboutMeKind.WHAT_COMFORTS: "hand-heart",
    AboutMeKind.HOPES: "milestone",
}
ALWAYS = tuple(AboutMeKind)[:4]
"""The parts that have their place on the card also while they are empty."""


def says_something(part: AboutMePart) -> bool:
    """Whether there is something to read: words, or that they chose not to say."""
    return bool(part.text.strip()) or part.given_how is HowGiven.CHOSE_NOT_TO


def who_and_when(name: str, parts: tuple[AboutMePart, ...]) -> str:
    """Return "Kai's words, with Hannah, 9 May 2026. Kai has a copy.", from the newest part."""
    dated = [p for p in parts if says_something(p)]
    if not dated:
        return ""
    newest = max(dated, key=lambda p: (p.given_on is not None, p.given_on))
    said = [_("{name}’s words").format(name=name)]
    if newest.written_with:
        said.append(_("with {name}").format(name=given_name(newest.written_with)))
    if newest.given_on is not None:
        said.append(day_full(newest.given_on))
    copy = " " + _("{name} has a copy.").format(name=name) if all(p.copy_given for p in dated) else ""
    return ", ".join(said) + "." + copy


class AboutMeCard(QFrame):
    """The card. `on_change` opens the form; without it there is no button."""

    def __init__(self, on_change: Callable[[], object] | None) -> None:
        super().__init__()
        self.setProperty("role", "voice-card")
        self._name, self._parts, self._narrow = "", (), False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4, 1, 1, 1)
        outer.setSpacing(0)
        head = QFrame()
        head.setProperty("role", "voice-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 9, 16, 9)
        row.setSpacing(10)
        row.addWidget(IconLabel("quote", "voice-text", 18))
        row.addWidget(label(_("About me"), "heading"))
        row.addStretch(1)
        self.meta = label("", "meta", wrap=True)
        self.meta.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.meta, 10)
        self.change = Button("", on_change, icon="pencil", size="small")
        if on_change is None:
            self.change.hide()
        self._may_change = on_change is not None
        row.addWidget(self.change)
        self.is_empty = True
        outer.addWidget(head)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        outer.addLayout(self._body, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_parts(self, name: str, parts: tuple[AboutMePart, ...]) -> None:
        """Show what `name` says."""
        self._name, self._parts = name, parts
        self.setAccessibleName(_("About me, in {name}’s words").format(name=name))
        self.meta.setText(who_and_when(name, parts))
        asks = _("Change with {name}") if any(map(says_something, parts)) else _("Write it with {name}")
        self.change.show_text(asks.format(name=name))
        self._draw()

    def set_narrow(self, narrow: bool) -> None:
        """Put the parts under each other where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.meta.setVisible(not narrow)
            self._draw()

    def _draw(self) -> None:
        clear_layout(self._body)
        by_kind = {p.kind: p for p in self._parts if says_something(p)}
        self.is_empty = not by_kind
        if self.is_empty:
            self._body.addWidget(self._empty())
            self._body.addStretch(1)
            return
        shown = [kind for kind in AboutMeKind if kind in ALWAYS or kind in by_kind]
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        columns = 1 if self._narrow else 2
        for at, kind in enumerate(shown):
            wide = columns if at == len(shown) - 1 and at % columns == 0 else 1
            cell = Part(kind, by_kind.get(kind))
            in_last_row = at // columns == (len(shown) - 1) // columns
            edges = ("r" if columns == 2 and at % 2 == 0 and wide == 1 else "") + ("" if in_last_row else "b")
            cell.setProperty("edges", edges)
            grid.addWidget(cell, at // columns, at % columns, 1, wide)
            grid.setRowStretch(at // columns, 1)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self._body.addWidget(holder, 1)

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 16, 16, 20)
        words = _("This page is {name}’s own. Write it together, in {name}’s words.").format(name=self._name)
        column.addWidget(label(words, wrap=True))
        return made


class Part(QFrame):
    """One part: its title, and each line of it as a point."""

    def __init__(self, kind: AboutMeKind, part: AboutMePart | None) -> None:
        super().__init__()
        self.setProperty("role", "voice-part")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(ICONS[kind], "voice-meta"))
        head.addWidget(label(words_for(kind), "card-title"))
        head.addStretch(1)
        column.addLayout(head)
        for words in lines(part.text) if part is not None else ():
            point = QHBoxLayout()
            point.setSpacing(8)
            point.addWidget(_Dot(), 0, Qt.AlignmentFlag.AlignTop)
            point.addWidget(label(words, "point", wrap=True, selectable=True), 1)
            column.addLayout(point)
        if part is None:
            column.addWidget(label(_("Not written yet."), "meta"))
        elif not part.text.strip():
            column.addWidget(label(_("Chose not to say."), "meta"))
        column.addStretch(1)
        self.setAccessibleName(words_for(kind))


class _Dot(QWidget):
    """The point before a line, as high as the line."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(6), theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("voice-bar"))
        side = theme.px(5)
        painter.drawEllipse(QRectF(0, (self.height() - side) / 2, side, side))
