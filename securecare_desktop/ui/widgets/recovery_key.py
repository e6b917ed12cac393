"""The recovery key on the screen, shown once: print it or write it down, and say that it is in the safe."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from .. import notify, theme
from .buttons import Button
from .card import Banner, Card
from .labels import label

WIDTH = 720


class RecoveryKey(QWidget):
    """The recovery key with `words` about it, shown this once. `print_key(parent)` prints the page for the safe.

    `go_on` when it is in the safe.
    """

    go_on = Signal()

    def __init__(
        self, recovery_key: str, words: str, go_on: str, print_key: Callable[[QWidget], object]
    ) -> None:
        super().__init__()
        self.setMaximumWidth(theme.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(_("The recovery key, for the safe"), "page-title", wrap=True))
        column.addWidget(label(words, wrap=True))
        card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        card.body.setSpacing(12)
        self.key = label(_in_two_lines(recovery_key), "page-title", selectable=True)
        self.key.setAccessibleName(_("Recovery key"))
        self.key.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(self.key)
        column.addWidget(card)
        warning = _("Whoever has this key and this computer can read every record.")
        column.addWidget(Banner(_("Keep it apart from the computer."), warning, "soon", icon="key-round"))
        self.print = Button(_("Print"), lambda: print_key(self), icon="printer", size="large")
        column.addWidget(self.print, 0, Qt.AlignmentFlag.AlignLeft)
        self.in_safe = QCheckBox(_("It is in the safe"))
        self.in_safe.setAccessibleName(_("It is in the safe"))
        self.in_safe.toggled.connect(self._show_ready)
        column.addWidget(self.in_safe, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.button = Button(go_on, self.go_on.emit, icon="arrow-right", kind="primary", size="large")
        row.addWidget(self.button)
        self._why = label(_("Tick above when the key is in the safe."), "second", wrap=True)
        row.addWidget(self._why, 1)
        column.addLayout(row)
        self._show_ready(False)

    def start(self, said: str) -> None:
        """Put the focus on Print, and have it read out what this is."""
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)
        notify.announce(self, said)

    def _show_ready(self, ticked: bool) -> None:
        self.button.setEnabled(ticked)
        self._why.setVisible(not ticked)


def _in_two_lines(key: str) -> str:
    groups = key.split("-")
    half = (len(groups) + 1) // 2
    return "\n".join("  ".join(part) for part in (groups[:half], groups[half:]) if part)
