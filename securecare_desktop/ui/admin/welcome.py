"""The first thing in an empty house: what to do first, with the buttons that do it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.text import _
from ..page import Place
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.flow import Flow
from ..widgets.labels import label


class Welcome(QWidget):
    """Shown above Today until there is a young person. `go(Place)` leads to the forms."""

    go = Signal(object)

    def __init__(self, *, may_add_young_person: bool, may_add_staff: bool, new_young_person: Place) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        card = Card(_("Welcome"), icon="house", inset=True)
        column.addWidget(card)
        words = _(
            "There is nobody in this house yet. Add your colleagues, then the young people who live here."
        )
        card.body.addWidget(label(words, wrap=True))
        self.add_young_person = Button(
            _("Add a young person"), lambda: self.go.emit(new_young_person), icon="plus"
        )
        self.add_staff = Button(_("Add staff"), lambda: self.go.emit(Place("staff", part="new")), icon="plus")
        buttons = [
            button
            for button, may in (
                (self.add_young_person, may_add_young_person),
                (self.add_staff, may_add_staff),
            )
            if may
        ]
        card.body.addWidget(Flow(buttons, gap=8))
