"""What somebody who leaves still keeps: their open promises, each a way to hand it over, above their last day."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _, day_short, ngettext
from ...services.promises import KeptBy, OpenPromise
from ..page import Place
from ..widgets.buttons import LinkButton
from ..widgets.card import Banner
from ..widgets.labels import label


class PromisesLeft(QWidget):
    """The open promises of `name`. `go(Place)` leads to one; a role that reads no records sees how many there are."""

    def __init__(self, name: str, kept: KeptBy, clock: Clock, go: Callable[[Place], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = ngettext(
            "{name} still keeps {n} open promise.", "{name} still keeps {n} open promises.", kept.count
        ).format(name=name, n=kept.count)
        hint = _("Hand them over before the last day, so that nobody waits for somebody who has left.")
        column.addWidget(Banner(words, hint, "soon", icon="handshake"))
        self.links: list[LinkButton] = []
        shown = ""
        for line in kept.lines:
            if line.young_person_name != shown:
                shown = line.young_person_name
                column.addWidget(label(shown, "label"))
            self.links.append(_link(line, clock, go))
            column.addWidget(self.links[-1])
        elsewhere = kept.count - len(kept.lines)
        if kept.lines and elsewhere:
            more = ngettext(
                "{n} more is to somebody whose records you do not read.",
                "{n} more are to young people whose records you do not read.",
                elsewhere,
            )
            column.addWidget(label(more.format(n=elsewhere), "hint", wrap=True))


def _link(line: OpenPromise, clock: Clock, go: Callable[[Place], object]) -> LinkButton:
    promise = line.promise
    words = promise.what
    if promise.due_on is not None:
        by = _("late, {day}") if line.late else _("by {day}")
        day = by.format(day=day_short(promise.due_on, clock.today()))
        words = _("{what} ({when})").format(what=words, when=day)
    place = Place("young_person", promise.young_person_id, "promises", promise.id, "hand_over")
    says = _("Hand over: {what}").format(what=words)
    return LinkButton(words, lambda: go(place), says=says)
