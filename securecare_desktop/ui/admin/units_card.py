"""The units on the staff page: what is said and set for each, with the way to change it and to add another one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ...core.labels import label as label_of
from ...core.text import _, ngettext
from ...domain.staff import Unit
from ..widgets.buttons import LinkButton
from ..widgets.card import Card
from ..widgets.labels import label
from ..widgets.rows import Facts


class UnitsCard(Card):
    """The facts of each unit. `change(unit)` and `add()` open forms; None for those who may not."""

    def __init__(self, change: Callable[[Unit], object] | None, add: Callable[[], object] | None) -> None:
        action = (_("Add a unit"), add) if add is not None else None
        super().__init__(_("Units"), icon="house", action=action, action_icon="plus", inset=True)
        self._change = change
        self.change_buttons: dict[str, LinkButton] = {}

    def show_units(self, units: tuple[Unit, ...]) -> None:
        """Show these, the one somebody is at home in first."""
        self.clear()
        self.change_buttons.clear()
        for unit in units:
            self.body.addLayout(self._head(unit))
            self.body.addWidget(Facts(_facts(unit)))

    def _head(self, unit: Unit) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(unit.name, "strong", wrap=True), 1)
        change = self._change
        if change is not None:
            says = _("Change {name}").format(name=unit.name)
            button = LinkButton(_("Change"), lambda: change(unit), small=True, says=says)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.change_buttons[unit.id] = button
        return row


def _facts(unit: Unit) -> tuple[tuple[str, str], ...]:
    minutes = ngettext("{n} minute", "{n} minutes", unit.pin_minutes).format(n=unit.pin_minutes)
    return (
        (_("House"), unit.house_name),
        (_("Nation"), label_of(unit.jurisdiction)),
        (_("Phone"), unit.phone),
        (_("Shifts begin"), ", ".join(unit.shift_starts)),
        (_("Protective marking"), unit.marking),
        (_("How packs are handled"), unit.handling),
        (_("A PIN undoes one's own lock for"), minutes if unit.pin_minutes else _("no time: there is none")),
        (_("Password asked when an entry is signed"), _("yes") if unit.password_for_signing else _("no")),
    )
