"""The way back in when a manager's password is lost: the recovery key from the safe, a new password, the next key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import AppError, InputError, Problem
from ...core.text import _
from ...domain.passwords import PASSWORD_RULE, problems_in_password, problems_in_repeating
from ...domain.staff import Role
from ...services.session import SignInName
from .. import tasks, theme
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.flow import Flow
from ..widgets.form import Field, Form
from ..widgets.gate import Gate, in_the_middle
from ..widgets.labels import label
from ..widgets.recovery_key import RecoveryKey

WIDTH = 640


class Recover(Gate):
    """The page. `recover(staff_id, recovery_key, password)` is the service; it returns the next recovery key.

    `print_key(parent, recovery_key)` prints the page for the safe. Signal: `back()` to the names.
    """

    back = Signal()

    def __init__(
        self,
        clock: Clock,
        people: tuple[SignInName, ...],
        recover: Callable[[str, str, str], str],
        print_key: Callable[[QWidget, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(clock, (("lock", _("The record store is encrypted")),), "", parent)
        self._recover, self._print_key = recover, print_key
        self.key_page: RecoveryKey | None = None
        managers = tuple((p.staff_id, p.name) for p in people if p.role == Role.UNIT_MANAGER.value)
        self._names = dict(managers)
        page = self._page = QWidget()
        page.setMaximumWidth(theme.px(WIDTH))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(_("A new password with the recovery key"), "page-title", wrap=True))
        words = _(
            "The recovery key is on paper in the safe of the house. It gives a unit manager a new password, and "
            "nothing else opens with it. That it was used is written down, and a new key takes its place."
        )
        column.addWidget(label(words, wrap=True))
        card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        self.form = Form(_fields(managers), check=self._problems, clock=clock)
        self.form.enter_does(self._try)
        if len(managers) == 1:
            self.form.set_values({"manager": managers[0][0]})
        self.form.editor("password").say_whose(lambda: self._names.get(self.form.values()["manager"], ""))
        card.body.addWidget(self.form)
        column.addWidget(card)
        self.button = Button(
            _("Set the new password"), self._try, icon="lock-open", kind="primary", size="large"
        )
        self.back_button = Button(_("Back to the names"), self.back.emit, size="large")
        column.addWidget(Flow((self.button, self.back_button), gap=8))
        self.body.addLayout(in_the_middle(page))
        self.body.addStretch(1)

    def start(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_first()

    def _problems(self, values: dict[str, Any]) -> tuple[Problem, ...]:
        name = self._names.get(values["manager"], "")
        repeated = problems_in_repeating(values["password"], values["again"])
        return (*problems_in_password(values["password"], name), *repeated)

    def _try(self) -> None:
        if not self.form.is_ready():
            return
        values = self.form.values()
        task = tasks.command(
            self, self._recover, values["manager"], values["recovery_key"], values["password"]
        )
        task.busy(self.button).form(self.form).done(self._show_next).failed(self._refused).start()

    def _show_next(self, recovery_key: str) -> None:
        """Show the key that takes the place of the one that was used; then the names."""
        self.form.set_values({"recovery_key": "", "password": "", "again": ""})
        self._page.hide()
        self._page.deleteLater()
        words = _(
            "The new password holds, and names that were paused are open again. The key you have just typed no "
            "longer opens anything: tear that paper up. This is the next one, shown this once. Print it, or write "
            "it down, and put it into the safe."
        )
        print_key = self._print_key
        self.key_page = RecoveryKey(
            recovery_key, words, _("Go on to sign in"), lambda parent: print_key(parent, recovery_key)
        )
        self.key_page.go_on.connect(self.back)
        self.body.insertLayout(0, in_the_middle(self.key_page))
        self.scroll.verticalScrollBar().setValue(0)
        self.key_page.start(_("The new password holds. This is the next recovery key, for the safe."))

    def _refused(self, failure: AppError) -> bool:
        if not isinstance(failure, InputError):
            self.form.show_problems((Problem("recovery_key", failure.sentence),))
            return True
        return False


def _fields(managers: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    return (
        Field("manager", _("Unit manager"), "choice", choices=managers, hint=_("Who gets the new password.")),
        Field(
            "recovery_key",
            _("Recovery key"),
            hint=_("Eight groups of five characters. Spaces, dashes and small letters do not matter."),
        ),
        Field(
            "password",
            _("New password"),
            "new_password",
            hint=_(PASSWORD_RULE),
        ),
        Field("again", _("New password once more"), "password"),
    )
