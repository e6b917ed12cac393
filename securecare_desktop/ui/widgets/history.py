"""What happened to a record, in the sheet that shows it: asked for with a quiet button, newest first."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ...core.clock import local
from ...core.text import _, clock_time, day_short
from ...domain.audit import ToldEvent
from ...domain.audit_words import change_in_words
from .. import tasks, theme
from .buttons import Button
from .card import clear_layout
from .labels import label

History = Callable[[str, str, str], tuple[ToldEvent, ...]]
"""Returns what happened to a record: the young person's id ("" for nobody's), the kind of record, its id."""


class HistoryPart(QWidget):
    """The button and, once it was pressed, the events. `ask` fetches them on the store worker.

    `shown` is sent when they have come.
    """

    shown = Signal()

    def __init__(self, ask: Callable[[], tuple[ToldEvent, ...]]) -> None:
        super().__init__()
        self._ask = ask
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.button = Button(
            _("What happened to this"), self.fetch, icon="scroll-text", kind="quiet", size="small"
        )
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.events = QWidget()
        self._events = QVBoxLayout(self.events)
        self._events.setContentsMargins(0, 0, 0, 0)
        self._events.setSpacing(12)
        self.events.hide()
        column.addWidget(self.events)

    def fetch(self) -> None:
        """Ask for the events and show them."""
        tasks.query(self, self._ask).busy(self.button).done(self._show).start()

    def _show(self, found: tuple[ToldEvent, ...]) -> None:
        clear_layout(self._events)
        for event in found:
            self._events.addWidget(EventBlock(event))
        if not found:
            self._events.addWidget(label(_("Nothing is known about this."), "second", wrap=True))
        self.events.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit()


class EventBlock(QFrame):
    """One event in full: when and on which computer, the sentence, and each field that changed."""

    def __init__(self, event: ToldEvent) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(when_and_where(event), "caption", wrap=True))
        column.addWidget(label(event.sentence, wrap=True, selectable=True))
        if len(event.told) > 1:
            for change in event.told:
                line = label(change_in_words(change), "second", wrap=True, selectable=True)
                line.setContentsMargins(theme.px(12), 0, 0, 0)
                column.addWidget(line)
        self.setAccessibleName(f"{when_and_where(event)}: {event.sentence}")


def when_and_where(event: ToldEvent) -> str:
    """Return "Wed 13 May 2026, 09:58, on OFFICE-2"."""
    day = local(event.at).date()
    return _("{day}, {time}, on {computer}").format(
        day=day_short(day), time=clock_time(event.at), computer=event.computer
    )
