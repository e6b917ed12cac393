"""Where the new store will be: the folder, and another one if that is not right."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import _
from ..widgets.buttons import Button
from ..widgets.labels import label


class FolderRow(QWidget):
    """Shows the folder; `changed(Path)` when another one was chosen."""

    changed = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Where the records are kept"), "label"))
        hint = _("A folder on this computer, or on a drive that only your house can reach.")
        column.addWidget(label(hint, "hint", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        self._path = label(str(folder), wrap=True, selectable=True)
        self._path.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        row.addWidget(self._path, 1)
        self.choose = Button(_("Choose another folder"), self._ask, icon="hard-drive", size="small")
        row.addWidget(self.choose)
        column.addLayout(row)

    def show_folder(self, folder: Path) -> None:
        """Use this folder."""
        self.folder = folder
        self._path.setText(str(folder))
        self.changed.emit(folder)

    def _ask(self) -> None:
        ask_folder(self, self.folder, self.show_folder)


def ask_folder(parent: QWidget, start: Path, on_chosen: Callable[[Path], object]) -> None:
    """Let the person choose a folder; nothing waits for the answer."""
    dialog = QFileDialog(parent, _("Folder for the records"), str(start if start.is_dir() else start.parent))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
