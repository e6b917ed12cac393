"""Help over the sign-in page, while there is no window to show it in."""

from PySide6.QtWidgets import QWidget

from ...core.text import _
from .. import theme
from ..widgets.dialog import Dialog
from .page import HelpPage


class HelpDialog(Dialog):
    """The help page in a dialog."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Help"))
        window = parent.window()
        self.resize(min(theme.px(900), window.width() - 40), min(theme.px(600), window.height() - 40))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.page = HelpPage()
        self.body.addWidget(self.page)
        self.add_button(_("Close"), self.reject, kind="primary", default=True)
        self.page.text.setFocus()
