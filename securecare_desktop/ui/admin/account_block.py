"""What stands above the details of an account: its states with what to do about each, its password and its last day."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _
from ...domain.accounts import Account
from ..widgets.buttons import Button
from ..widgets.card import Chip
from ..widgets.flow import Flow
from ..widgets.labels import label, line
from .account_words import states, until

Acts = Mapping[str, Callable[[], object]]


class AccountBlock(QWidget):
    """The state of one account. `acts` holds what the person at the window may do with it.

    Their keys: "confirm", "lift_pause", "password", "last_day", "end". `why_not` says why there is none of them.
    """

    def __init__(self, account: Account, clock: Clock, acts: Acts, why_not: str = "") -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        today = clock.today()
        is_open = not account.has_ended(today)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for state in states(account, today):
            column.addWidget(Chip(state.icon, state.word, state.kind), 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(label(state.sentence, wrap=True))
            if state.key == "waits":
                self._put(column, acts, "confirm", _("Confirm this account"), "check", "primary")
            elif state.key == "paused":
                self._put(column, acts, "lift_pause", _("Lift the pause"), "lock-open")
        words = until(account, today)
        column.addWidget(label(_("Account: {state}").format(state=words), "label"))
        if why_not:
            column.addWidget(label(why_not, "hint", wrap=True))
        offered = [("last_day", _("Last day") if is_open else _("Open again"), "calendar")]
        if is_open:
            offered.insert(0, ("password", _("One-time password"), "key-round"))
            offered.append(("end", _("End now"), "circle-x"))
        made = [
            self._button(key, text, icon, "danger" if key == "end" else "", acts[key])
            for key, text, icon in offered
            if key in acts
        ]
        if made:
            column.addWidget(Flow(made, gap=8))
        column.addSpacing(4)
        column.addWidget(line())

    def focus_pressing(self) -> None:
        """Put the focus on what somebody waits for, so that it is in sight; nowhere where nobody does."""
        for key in ("confirm", "lift_pause"):
            if key in self.buttons:
                self.buttons[key].setFocus()
                return

    def _put(self, column: QVBoxLayout, acts: Acts, key: str, text: str, icon: str, kind: str = "") -> None:
        if key in acts:
            column.addWidget(self._button(key, text, icon, kind, acts[key]), 0, Qt.AlignmentFlag.AlignLeft)

    def _button(self, key: str, text: str, icon: str, kind: str, act: Callable[[], object]) -> Button:
        self.buttons[key] = Button(text, act, icon=icon, size="small", kind=kind)
        return self.buttons[key]
