"""A photo: chosen from a file, made smaller and freed of what the camera wrote into it, and shown.

Its bytes go to the service and to no other place: there is no draft of it and no copy on the disk.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QSize, QStandardPaths, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from ...core.errors import InputError, Problem
from ...core.text import N_, _
from .. import tasks, theme
from .buttons import Button
from .editors import Editor
from .fields import KINDS
from .labels import label

KIND = "picture"
"""The kind of field: the bytes of a photo, or None."""
LONGEST_SIDE = 1600
"""Of a photo that is kept, in px: words on a mat can be read, and a page of paper needs no more."""
QUALITY = 85
MEDIA_TYPE = "image/jpeg"
MOST_FILE_BYTES = 40_000_000
"""More than any phone makes; a file that is larger is no photo, or one that would hold up the program."""
_UNREADABLE = N_("This file is no photo that can be read. Choose a JPEG or PNG file.")
OpenFile = Callable[[QWidget, Callable[[Path], object]], None]
"""Asks for the file of a photo; the second one hears which."""


def ask_for_photo(parent: QWidget, on_chosen: Callable[[Path], object]) -> None:
    """Let the person choose the file of a photo; nothing waits for it."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    dialog = QFileDialog(parent, _("Choose a photo"), home, _("Photos (*.jpg *.jpeg *.png)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def smaller(path: Path) -> bytes:
    """Return the photo of a file as JPEG with a longest side of 1600 px, read in a size that needs no more memory.

    It is drawn anew, upright: what the camera wrote beside it (where, when, which phone) is not taken along.
    Raises InputError for a file that is no photo, and for one of more than 40 MB.
    """
    try:
        is_large = path.stat().st_size > MOST_FILE_BYTES
    except OSError as error:
        raise _problem(_UNREADABLE) from error
    if is_large:
        raise _problem(N_("This file is larger than 40 MB. Choose a smaller photo."))
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    longest = max(reader.size().width(), reader.size().height())
    if longest > LONGEST_SIDE:
        reader.setScaledSize(reader.size() * (LONGEST_SIDE / longest))
    read = reader.read()
    if read.isNull():
        raise _problem(_UNREADABLE)
    drawn = QImage(read.size(), QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, read)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "JPEG", QUALITY)
    return bytes(buffer.data().data())


def _problem(sentence: str) -> InputError:
    return InputError((Problem("data", _(sentence)),))


class PictureView(QWidget):
    """A photo as wide as there is room, never larger than it is. `says` is what it shows, for who does not see it."""

    def __init__(self, data: bytes, says: str) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(data)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(says)

    def is_readable(self) -> bool:
        """Whether there is something to see."""
        return not self._pixmap.isNull()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the whole photo is at this width."""
        if self._pixmap.isNull():
            return 0
        wide = min(width, self._pixmap.width())
        return max(1, round(wide * self._pixmap.height() / self._pixmap.width()))

    def sizeHint(self) -> QSize:
        wide = min(theme.px(360), self._pixmap.width())
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pixmap.isNull():
            return
        wide = min(self.width(), self._pixmap.width())
        ratio = self.devicePixelRatioF()
        shown = self._pixmap.scaledToWidth(
            max(1, round(wide * ratio)), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        QPainter(self).drawPixmap(0, 0, shown)


class PictureEditor(Editor):
    """A photo from a file. Value: its bytes as JPEG, None for none. It is never in a draft."""

    def __init__(self, ask: OpenFile | None = None) -> None:
        super().__init__()
        self._ask = ask or ask_for_photo
        self._data, self._trouble = b"", ""
        self._view: PictureView | None = None
        self._name = ""
        self.column.setSpacing(8)
        self.button = Button(_("Choose a file"), self.choose, icon="file-down")
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.note = label(
            _("It is made smaller. Where and when it was taken is not kept."), "hint", wrap=True
        )
        self.column.addWidget(self.note)
        self.take(self.button)

    def choose(self) -> None:
        """Ask for the file."""
        self._ask(self, self.take_file)

    def take_file(self, path: Path) -> None:
        """Show the photo of this file, or say why it cannot be one."""
        self._data, self._trouble = b"", _("The photo is not ready yet. Save again when it is shown here.")
        task = tasks.render(self, smaller, path).busy(self.button)
        task.done(lambda data: self._take(data, "")).failed(
            lambda error: self._take(b"", error.sentence)
        ).start()

    def _take(self, data: bytes, trouble: str) -> None:
        self._trouble = trouble
        self.set_value(data)
        self.changed.emit()
        self.left.emit()

    def value(self) -> Any:
        return self._data or None

    def set_value(self, value: Any) -> None:
        self._data = value or b""
        if self._view is not None:
            self.column.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
            self._view = None
        if self._data:
            self._view = PictureView(self._data, self._name)
            self.column.addWidget(self._view)
        self.button.show_text(_("Choose another file") if self._data else _("Choose a file"))
        self.button.setAccessibleName(f"{self._name}: {self.button.text()}")

    def draft_text(self) -> str:
        return ""

    def set_draft_text(self, text: str) -> None:
        """A photo is never in a draft."""

    def is_empty(self) -> bool:
        return not self._data

    def trouble(self) -> str:
        return self._trouble

    def asks(self) -> str:
        return _("Choose a file.")

    def describe(self, name: str, description: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.button.setAccessibleName(f"{name}: {self.button.text()}")
        self.button.setAccessibleDescription(description)


KINDS[KIND] = lambda _field, _clock: PictureEditor()
