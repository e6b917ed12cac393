"""The password of one chosen person, and perhaps a PIN for their breaks: fields, what went wrong, the button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.errors import AppError
from ...core.text import _
from ..widgets.buttons import Button
from ..widgets.editors import PasswordEditor
from ..widgets.labels import IconLabel, label


class PasswordEntry(QWidget):
    """Password field, error line and the primary button. `on_try(password)` is called for a try."""

    def __init__(
        self,
        button_text: str,
        button_icon: str,
        on_try: Callable[[str], object],
        *,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._on_try = on_try
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        caption = label(_("Password"), "label")
        column.addWidget(caption)
        self.editor = PasswordEditor("large")
        self.line = self.editor.line
        self.line.setAccessibleName(_("Password"))
        self.line.returnPressed.connect(self._try)
        self.line.textEdited.connect(lambda _text: self.show_error(None))
        caption.setBuddy(self.line)
        column.addWidget(self.editor)
        self.hint = label("", "hint", wrap=True)
        self.hint.hide()
        column.addWidget(self.hint)
        self.pin_editor: PasswordEditor | None = None
        self._pin_room = QVBoxLayout()
        self._pin_room.setSpacing(4)
        column.addLayout(self._pin_room)
        self._error = QWidget()
        row = QHBoxLayout(self._error)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("circle-alert", "late", 16), 0, Qt.AlignmentFlag.AlignTop)
        self.error_words = label("", "error", wrap=True)
        row.addWidget(self.error_words, 1)
        column.addWidget(self._error)
        column.addSpacing(12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.button = Button(button_text, self._try, icon=button_icon, kind="primary", size="large")
        buttons.addWidget(self.button, 1)
        if beside is not None:
            buttons.addWidget(beside)
        column.addLayout(buttons)
        self.show_error(None)

    def start(self) -> None:
        """Empty the field and put the cursor there."""
        self.line.clear()
        self.show_error(None)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, failure: AppError | None) -> None:
        """Say what happened and what to do, with the field selected; None takes the sentence away."""
        self._error.setVisible(failure is not None)
        self.editor.mark_error(failure is not None)
        self.error_words.setText(failure.sentence if failure is not None else "")
        self.line.setAccessibleDescription(self.error_words.text())
        if failure is not None:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.selectAll()

    def show_hint(self, words: str) -> None:
        """Say something under the field; the empty text takes it away."""
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.line.setAccessibleDescription(words)

    def ask_pin(self, wanted: bool) -> None:
        """Ask for a PIN as well, or no longer."""
        if wanted and self.pin_editor is None:
            caption = label(_("PIN for your breaks (if you want)"), "label")
            self.pin_editor = PasswordEditor("large")
            self.pin_editor.line.setAccessibleName(caption.text())
            self.pin_editor.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            self.pin_editor.line.returnPressed.connect(self._try)
            self.pin_editor.line.textEdited.connect(lambda _text: self.show_error(None))
            caption.setBuddy(self.pin_editor.line)
            self._pin_room.addSpacing(8)
            self._pin_room.addWidget(caption)
            self._pin_room.addWidget(self.pin_editor)
            QWidget.setTabOrder(self.editor.eye_line.button, self.pin_editor.line)
            QWidget.setTabOrder(self.pin_editor.line, self.pin_editor.eye_line.button)
            QWidget.setTabOrder(self.pin_editor.eye_line.button, self.button)
        if self.pin_editor is not None:
            for place in range(self._pin_room.count()):
                part = self._pin_room.itemAt(place).widget()
                if part is not None:
                    part.setVisible(wanted)
            self.pin_editor.line.clear()

    def pin(self) -> str:
        """Return the PIN that was written, or the empty text."""
        return self.pin_editor.line.text() if self.pin_editor is not None else ""

    def wipe(self) -> None:
        """Empty the fields, as somebody is signed in or somebody else is chosen."""
        self.line.clear()
        if self.pin_editor is not None:
            self.pin_editor.line.clear()

    def _try(self) -> None:
        if not self.line.text():
            self.show_error(AppError(_("Write your password."), ""))
            return
        self._on_try(self.line.text())
