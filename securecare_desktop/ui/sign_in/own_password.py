"""Past a one-time password: whoever came in with one chooses their own before anything opens."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.errors import Problem
from ...core.text import _
from ...domain.passwords import PASSWORD_RULE, problems_in_password, problems_in_repeating
from ...domain.staff import StaffMember
from ...services.session import Session
from .. import tasks, theme
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.flow import Flow
from ..widgets.form import Field, Form
from ..widgets.gate import Gate, in_the_middle
from ..widgets.labels import label

WIDTH = 560


class OwnPassword(Gate):
    """The page. Signals: `chosen(StaffMember)`, and `back()` for somebody who would rather stop here."""

    chosen = Signal(object)
    back = Signal()

    def __init__(self, session: Session, member: StaffMember, parent: QWidget | None = None) -> None:
        super().__init__(session.clock, (("lock", _("The record store is encrypted")),), "", parent)
        self._session, self._member = session, member
        page = QWidget()
        page.setMaximumWidth(theme.px(WIDTH))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(_("Choose your own password"), "page-title", wrap=True))
        words = _(
            "Welcome, {name}. The password you came in with was for one time: somebody else knows it. From now on "
            "only you know yours, and everything done with it is done in your name."
        )
        column.addWidget(label(words.format(name=member.given_name), wrap=True))
        card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        self.form = Form(_fields(), check=self._problems, clock=session.clock)
        self.form.enter_does(self._try)
        self.form.editor("password").say_whose(lambda: member.name)
        card.body.addWidget(self.form)
        column.addWidget(card)
        self.button = Button(
            _("Keep this password and go on"), self._try, icon="arrow-right", kind="primary", size="large"
        )
        self.back_button = Button(_("Back to the names"), self.back.emit, size="large")
        column.addWidget(Flow((self.button, self.back_button), gap=8))
        self.body.addLayout(in_the_middle(page))
        self.body.addStretch(1)

    def start(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_first()

    def _problems(self, values: dict[str, Any]) -> tuple[Problem, ...]:
        repeated = problems_in_repeating(values["password"], values["again"])
        return (*problems_in_password(values["password"], self._member.name), *repeated)

    def _try(self) -> None:
        if not self.form.is_ready():
            return
        task = tasks.command(self, self._session.choose_password, self.form.values()["password"])
        task.busy(self.button).form(self.form).done(self._go_on).start()

    def _go_on(self, _nothing: object) -> None:
        self.form.set_values({"password": "", "again": ""})
        self.chosen.emit(self._member)


def _fields() -> tuple[Field, ...]:
    return (
        Field(
            "password",
            _("Your own password"),
            "new_password",
            hint=_(PASSWORD_RULE),
        ),
        Field("again", _("The same once more"), "password"),
    )
