"""What a copy does not hold, beside its pages: the list with the reasons, and who else reads it, where nobody is known
by the recipient's name.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.packs import LeftOut
from ...domain.withholding import Whom
from ..widgets.card import clear_layout
from ..widgets.editors import ChoicesEditor
from ..widgets.labels import IconLabel, label


class LeftOutList(QWidget):
    """What is left out and why, a row each."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("Left out of this copy, and why"), "strong"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.hide()

    def show_parts(self, parts: tuple[LeftOut, ...]) -> None:
        """Show these; nothing at all where nothing is left out."""
        clear_layout(self._rows)
        for part in parts:
            row = QFrame()
            row.setProperty("role", "row")
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 5, 0, 5)
            line.setSpacing(10)
            line.addWidget(IconLabel("scissors", "text-2"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(part.what, wrap=True), 2, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(part.why, "second", wrap=True), 3, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(row)
        self.setVisible(bool(parts))


class MayBeFor(QWidget):
    """Asks whether a copy for a name that nobody knows is read by one from whom something is withheld.

    All of them are ticked until somebody says otherwise: what nobody has decided stays out. `changed` is sent when a
    tick was set or taken away.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name, self._whom = "", ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title = label("", "label", wrap=True)
        column.addWidget(self.title)
        column.addWidget(
            label(_("What is withheld from those who are ticked stays out of this copy."), "hint", wrap=True)
        )
        self.choices = ChoicesEditor((), columns=2)
        self.choices.changed.connect(self.changed)
        column.addWidget(self.choices)
        self.hide()

    def ask(self, name: str, whom: tuple[Whom, ...]) -> None:
        """Ask about a copy for `name`; for nobody the question is gone. Ticks stay while the question is the same."""
        if (name, whom) != (self._name, self._whom):
            self._name, self._whom = name, whom
            title = _("Nobody here is known as “{name}”. Who of these will read this copy?").format(name=name)
            self.title.setText(title)
            keys = tuple((str(at), one.name) for at, one in enumerate(whom))
            self.choices.describe(title, "")
            self.choices.set_choices(keys)
            self.choices.set_value(tuple(key for key, _words in keys))
        self.setVisible(bool(whom))

    def answer(self, name: str) -> tuple[Whom, ...] | None:
        """Return who reads a copy for `name` as well; None where that was not asked."""
        if not self._whom or name != self._name:
            return None
        return tuple(self._whom[int(key)] for key in self.choices.value())
