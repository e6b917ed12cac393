"""A line to type in that offers what fits: names of people, usual purposes. Anything may be typed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy

from ...core.text import _, tidy
from .editors import Choices, Editor


class _SuggestCombo(QComboBox):
    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the choice


class SuggestEditor(Editor):
    """Typed text with suggestions. `choices` are (text, what stands behind it in the list). Value: str."""

    def __init__(self, choices: Choices, example: str = "") -> None:
        super().__init__()
        self.combo = _SuggestCombo()
        self.combo.lineEdit().setPlaceholderText(example)
        self.combo.setProperty("role", "suggest")
        self.set_choices(choices)
        self.combo.lineEdit().textEdited.connect(lambda _text: self.changed.emit())
        self.combo.activated.connect(self._picked)
        self.column.addWidget(self.combo)
        self.take(self.combo)

    def set_choices(self, choices: Choices) -> None:
        """Offer other texts; what was typed stays."""
        typed = self.combo.currentText()
        self.combo.clear()
        for text, second in choices:
            self.combo.addItem(f"{text}, {second}" if second else text, text)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setCompletionRole(Qt.ItemDataRole.UserRole)  # the text alone is matched and taken over
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.combo.setCompleter(completer)
        self.set_value(typed)

    def value(self) -> Any:
        return tidy(self.combo.currentText()).strip()

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(-1)
        self.combo.setEditText(str(value or ""))
        self.combo.lineEdit().setCursorPosition(0)

    def asks(self) -> str:
        return _("Choose or write a name.")

    def _picked(self, index: int) -> None:
        self.set_value(self.combo.itemData(index))
        self.changed.emit()
