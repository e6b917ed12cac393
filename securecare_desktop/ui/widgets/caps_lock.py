"""A line that says when Caps Lock is on, under a password field."""

import sys

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ...core.text import _
from .labels import IconLabel, label


def caps_lock_is_on() -> bool | None:
    """Return whether Caps Lock is on, or None where the system does not tell (only Windows does)."""
    if sys.platform != "win32":
        return None
    import ctypes

    caps_lock_key = 0x14
    return bool(ctypes.windll.user32.GetKeyState(caps_lock_key) & 1)


class CapsLockNote(QWidget):
    """Shows itself while Caps Lock is on, as the system says or as the letters typed into `line` show."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(IconLabel("arrow-big-up", "text-2", 14))
        row.addWidget(label(_("Caps Lock is on"), "caption"))
        row.addStretch(1)
        line.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.FocusIn:
            self.setVisible(caps_lock_is_on() is True)
        elif event.type() == QEvent.Type.KeyRelease and (told := caps_lock_is_on()) is not None:
            self.setVisible(told)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._learn_from(event)
        return False

    def _learn_from(self, event: QKeyEvent) -> None:
        """Without word from the system: a capital letter without Shift means that Caps Lock is on."""
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self.isVisible():
            self.hide()
        elif len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.setVisible(typed.isupper() != shifted)
