"""Where a file goes: the system's dialog, answered through a callback; nothing waits for it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

AskFile = Callable[[QWidget, str, Callable[[Path], object]], None]
"""Asks for a file beginning with a name; the last one hears which."""


def ask_file(parent: QWidget, title: str, name: str, kinds: str, on_chosen: Callable[[Path], object]) -> None:
    """Let the person choose where a file goes. `kinds` is Qt's text for the kinds of file, such as "PDF (*.pdf)".

    A name that is typed without an ending gets that of `name`.
    """
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, str(Path(home) / name), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
