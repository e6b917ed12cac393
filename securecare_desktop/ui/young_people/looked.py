"""Who looked at a young person's records, by day, for the manager."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.text import _, clock_time, day_in_words
from ...domain.audit import Looked
from ..widgets.labels import label


class LookedList(QWidget):
    """The list, newest day first: who, at what, when for the last time and on which computer."""

    def __init__(self, found: tuple[Looked, ...], today: date) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not found:
            column.addWidget(label(_("Nobody has looked in the last 30 days."), "second", wrap=True))
        day = None
        for one in found:
            if one.day != day:
                column.addSpacing(0 if day is None else 12)
                column.addWidget(label(day_in_words(one.day, today), "label", wrap=True))
                day = one.day
            column.addWidget(
                label(
                    _("{name} looked at {places}.").format(name=one.name, places=", ".join(one.places)),
                    wrap=True,
                    selectable=True,
                )
            )
            column.addWidget(
                label(
                    _("Last at {time}, on {computer}").format(
                        time=clock_time(one.last_at), computer=", ".join(one.computers)
                    ),
                    "caption",
                    wrap=True,
                )
            )
        column.addStretch(1)
