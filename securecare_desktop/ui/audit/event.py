"""One event in full, for the side sheet: the sentence, who and where, and every field that changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.text import _, day_and_time
from ...domain.audit import SHORT_MARK, ToldEvent
from ..widgets.buttons import Button
from ..widgets.labels import label
from ..widgets.rows import Facts


class EventView(QWidget):
    """The event. `record_wanted`: everything that was done to this record; `person_wanted`: the young person's page."""

    record_wanted = Signal()
    person_wanted = Signal()

    def __init__(self, event: ToldEvent) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(event.sentence, wrap=True, selectable=True))
        column.addWidget(
            Facts(
                (
                    (_("When"), day_and_time(event.at)),
                    (_("Who"), event.actor_name),
                    (_("Computer"), event.computer),
                    (_("About"), event.about),
                    (_("Number"), event.hash[:SHORT_MARK]),
                ),
                label_width=96,
            )
        )
        if event.told:
            column.addWidget(label(_("Field by field"), "heading"))
        for change in event.told:
            column.addWidget(label(change.field, "label", wrap=True))
            column.addWidget(
                Facts(((_("From"), change.before), (_("To"), change.after)), label_width=48)
                if change.before
                else label(change.after, wrap=True, selectable=True)
            )
            if change.before and not change.after:
                column.addWidget(label(_("It is empty now."), "second"))
        if event.record_id and event.action != "read":
            button = Button(
                _("Everything about this record"), self.record_wanted.emit, icon="scroll-text", size="small"
            )
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if event.about:
            words = _("Open {name}'s page").format(name=event.about)
            open_page = Button(words, self.person_wanted.emit, icon="user-round", size="small")
            column.addWidget(open_page, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
