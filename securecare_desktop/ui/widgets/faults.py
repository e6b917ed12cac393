"""The notice that names the mistakes in files that people may change: file, line and fault, and what still works."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.resource_files import Fault
from ...core.text import _, ngettext
from .card import Banner

AT_MOST = 5


class FaultNotice(QWidget):
    """The mistakes in a banner; hidden while there are none. `only` is the folder under resources/ it tells of."""

    def __init__(self, only: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._only = only
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.banner: Banner | None = None
        self.hide()

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Name these; the first few, and how many more there are."""
        told = tuple(fault for fault in faults if fault.file.startswith(self._only))
        if self.banner is not None:
            self._column.removeWidget(self.banner)
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        if told:
            self.banner = _banner(told)
            self._column.addWidget(self.banner)
        self.setVisible(bool(told))


def _banner(faults: tuple[Fault, ...]) -> Banner:
    strong = ngettext(
        "There is a mistake in a file of the program.",
        "There are {n} mistakes in files of the program.",
        len(faults),
    ).format(n=len(faults))
    told = _("What has a mistake is left out. The rest of the program works.")
    lines = [fault.sentence for fault in faults[:AT_MOST]]
    if len(faults) > AT_MOST:
        more = _("And {n} more. The command securecare-desktop check names them all.")
        lines.append(more.format(n=len(faults) - AT_MOST))
    lines.append(_("Whoever looks after this computer can put it right."))
    return Banner(strong, "\n".join((told, *lines)), "soon", icon="triangle-alert")
