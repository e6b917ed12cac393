"""The two cards of Settings about how somebody comes in themselves: a PIN for their breaks, and their password."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from ...core.clock import Clock
from ...core.errors import Problem
from ...core.text import _, ngettext
from ...domain.passwords import PASSWORD_RULE, problems_in_password, problems_in_repeating
from ...domain.pins import problems_in_pin
from .. import notify
from ..tasks import Task
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.form import Field, Form
from ..widgets.labels import label


@dataclass(frozen=True, slots=True)
class OwnWay:
    """What the cards need: whose they are, and the two tasks that the services do.

    `pin_minutes` is how long a PIN undoes a lock in this unit; 0 for not at all.
    """

    name: str
    clock: Clock
    use_pin: Callable[[str], Task]
    change_password: Callable[[str, str], Task]
    pin_minutes: int


class PinCard(Card):
    """Choosing a PIN for one's own lock; it is never written anywhere and gone when somebody else signs in."""

    def __init__(self, own: OwnWay, at_sign_in: bool) -> None:
        super().__init__(_("A PIN for your breaks"), icon="lock-open", inset=True)
        self._own = own
        self.at_sign_in = QCheckBox(_("Ask me for a PIN when I sign in"))
        self.at_sign_in.setAccessibleName(self.at_sign_in.text())
        self.at_sign_in.setChecked(at_sign_in)
        self.form: Form | None = None
        if not own.pin_minutes:
            self.at_sign_in.hide()
            self.body.addWidget(label(_("In this unit a lock is undone with the password alone."), wrap=True))
            return
        words = ngettext(
            "With a PIN you undo your own lock for {n} minute after it; after three wrong tries it takes the "
            "password. It is kept nowhere, so you choose it anew each time you sign in.",
            "With a PIN you undo your own lock for {n} minutes after it; after three wrong tries it takes the "
            "password. It is kept nowhere, so you choose it anew each time you sign in.",
            own.pin_minutes,
        )
        self.body.addWidget(label(words.format(n=own.pin_minutes), wrap=True))
        self.body.addSpacing(8)
        field = Field("pin", _("PIN"), "password", hint=_("6 to 12 digits that do not repeat or count up."))
        self.form = Form((field,), check=lambda values: problems_in_pin(values["pin"]), clock=own.clock)
        self.form.enter_does(self._try)
        self.body.addWidget(self.form)
        self.button = Button(_("Use this PIN until I sign out"), self._try)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(8)
        self.body.addWidget(self.at_sign_in)

    def _try(self) -> None:
        if self.form is None or not self.form.is_ready():
            return
        task = self._own.use_pin(self.form.values()["pin"])
        task.busy(self.button).form(self.form).done(self._said).start()

    def _said(self, _nothing: object) -> None:
        assert self.form is not None
        self.form.set_values({"pin": ""})
        notify.tell(_("Your PIN holds until you sign out."))


class OwnPasswordCard(Card):
    """Changing one's own password."""

    def __init__(self, own: OwnWay) -> None:
        super().__init__(_("Your password"), icon="key-round", inset=True)
        self._own = own
        fields = (
            Field("old", _("Your password now"), "password"),
            Field(
                "new",
                _("New password"),
                "new_password",
                hint=_(PASSWORD_RULE),
            ),
            Field("again", _("New password once more"), "password"),
        )
        self.form = Form(fields, check=self._problems, clock=own.clock)
        self.form.enter_does(self._try)
        self.form.editor("new").say_whose(lambda: own.name)
        self.body.addWidget(self.form)
        self.button = Button(_("Change my password"), self._try)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _problems(self, values: dict[str, Any]) -> tuple[Problem, ...]:
        repeated = problems_in_repeating(values["new"], values["again"])
        return (*problems_in_password(values["new"], self._own.name, "new"), *repeated)

    def _try(self) -> None:
        if not self.form.is_ready():
            return
        values = self.form.values()
        task = self._own.change_password(values["old"], values["new"])
        task.busy(self.button).form(self.form).done(self._said).start()

    def _said(self, _nothing: object) -> None:
        self.form.set_values({"old": "", "new": "", "again": ""})
        notify.tell(_("Your new password holds from now on."))
