"""What was opened anyway, for the manager: who, whose records, why, when, and that it was read."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import local
from ...core.text import _, clock_time, day_short, quoted
from ...domain.today import OpenedLine
from ..focus_chain import TabPlace
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.labels import label, strong_label


class OpenedCard(Card):
    """The card; it hides itself where nothing waits. `seen(OpenedLine, QWidget)`: the reason was read."""

    seen = Signal(object, QWidget)

    def __init__(self) -> None:
        super().__init__(_("Opened anyway"), icon="lock-open", second=_("records out of their reach"))
        self.buttons: list[Button] = []
        self._place = TabPlace(self)
        self.hide()

    def show_lines(self, lines: tuple[OpenedLine, ...], today: date) -> None:
        """Show these."""
        rows = [OpenedRow(line, today) for line in lines]
        self.buttons = [row.button for row in rows]
        for row, line in zip(rows, lines, strict=True):
            row.button.clicked.connect(
                lambda _checked=False, line=line, row=row: self.seen.emit(line, row.button)
            )
        self.show_rows(rows)
        self._place.put_here(*self.buttons)
        self.setVisible(bool(lines))


class OpenedRow(QFrame):
    """One of them, with the button that says it was read."""

    def __init__(self, line: OpenedLine, today: date) -> None:
        super().__init__()
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        said = _(" opened {name}'s records").format(name=line.young_person_name)
        words.addWidget(strong_label(line.who, said, wrap=True))
        words.addWidget(label(quoted(line.reason), wrap=True, selectable=True))
        words.addWidget(label(_when(line, today), "caption", wrap=True))
        row.addLayout(words, 1)
        says = _("Seen: {who}, {name}").format(who=line.who, name=line.young_person_name)
        self.button = Button(_("Seen"), icon="check", size="small", says=says)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{line.who}{said}: {line.reason}")


def _when(line: OpenedLine, today: date) -> str:
    at, until = local(line.at), local(line.until)
    first = (
        clock_time(line.at) if at.date() == today else f"{day_short(at.date(), today)}, {clock_time(line.at)}"
    )
    last = clock_time(line.until)
    if until.date() != at.date():
        last = f"{day_short(until.date(), today)}, {last}"
    return _("from {first} until {last}").format(first=first, last=last)
