"""A one-time password, shown once and large, to be handed over in person. It goes to no clipboard and no printer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.text import _
from ...domain.staff import Role
from ...services.staff import GivenPassword
from ..widgets.buttons import Button
from ..widgets.card import Banner
from ..widgets.labels import label


class OneTimePassword(QWidget):
    """The password and what to do with it. `done()` when it was handed over."""

    def __init__(self, given: GivenPassword, done: Callable[[], object]) -> None:
        super().__init__()
        member = given.record
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            label(_("One-time password for {name}").format(name=member.name), "label", wrap=True)
        )
        self.password = label(given.password, "one-time", wrap=True)
        self.password.setAccessibleName(_("One-time password: {words}").format(words=given.password))
        self.password.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.password.setIndent(0)
        column.addWidget(self.password)
        told = _(
            "Hand it over in person: say it, or write it on paper. It is not kept, and not shown a second time."
        )
        column.addWidget(label(told, wrap=True))
        once = _("At the first sign-in {name} chooses a password that nobody else knows.")
        column.addWidget(label(once.format(name=member.given_name), "second", wrap=True))
        if member.waits_for_manager:
            words = _("It opens nothing until a unit manager has confirmed the account.")
            column.addWidget(Banner(_("Waits for a manager."), words, "soon", icon="user-round-check"))
        elif member.role is Role.AGENCY_WORKER:
            words = _("They see no young person until you assign them to one.")
            column.addWidget(Banner(_("Agency worker."), words, "info"))
        self.done_button = Button(_("I have handed it over"), done, icon="check", kind="primary")
        column.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
