"""The password of one chosen person: field, sentence when it did not work, and the button."""

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

    def wipe(self) -> None:
        """Empty the field, as somebody is signed in or somebody else is chosen."""
        self.line.clear()

    def _try(self) -> None:
        if not self.line.text():
            self.show_error(AppError(_("Write your password."), ""))
            return
        self._on_try(self.line.text())
