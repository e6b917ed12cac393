"""A store that cannot be opened: what happened, what to do, and the ways on from there."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.errors import AppError
from ...core.text import _
from .. import notify
from ..widgets.buttons import Button
from ..widgets.card import Banner
from ..widgets.flow import Flow
from ..widgets.labels import label


class StoreTrouble(QWidget):
    """The sentence and three buttons, sent on as `again`, `other_folder` and `new_store`."""

    again = Signal()
    other_folder = Signal()
    new_store = Signal()

    def __init__(self, failure: AppError, folder: Path | None) -> None:
        super().__init__()
        self.setMaximumWidth(720)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(_("The records cannot be opened"), "page-title", wrap=True))
        self.banner = Banner(failure.text, failure.hint, "late")
        column.addWidget(self.banner)
        if folder is not None:
            words = _("The folder is {folder}").format(folder=folder)
            column.addWidget(label(words, "second", wrap=True, selectable=True))
        self.try_again = Button(_("Look again"), self.again.emit, icon="rotate-ccw", kind="primary")
        self.choose = Button(_("Choose another folder"), self.other_folder.emit, icon="hard-drive")
        self.make = Button(_("Make a new store"), self.new_store.emit, icon="plus")
        column.addWidget(Flow((self.try_again, self.choose, self.make), gap=8))

    def start(self) -> None:
        """Put the focus on the way on that needs the least, and have the sentence read out."""
        self.try_again.setFocus(Qt.FocusReason.OtherFocusReason)
        notify.announce(self, self.banner.accessibleName())
