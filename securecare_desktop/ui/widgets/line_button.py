"""A line to type in with a small button inside it at the right; it grows with the text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from .. import icons, theme
from ..markup import tip


class LineWithButton(QLineEdit):
    """A line with a button: `pressed_button` is sent on click. With `by_tab` the button is a stop for Tab."""

    pressed_button = Signal()

    def __init__(self, icon: str, says: str, *, by_tab: bool = False) -> None:
        super().__init__()
        self.button = QToolButton(self)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if by_tab else Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.clicked.connect(lambda _checked=False: self.pressed_button.emit())
        self.show_button(icon, says)

    def show_button(self, icon: str, says: str) -> None:
        """Show another icon on the button, and what it does."""
        self.button.setIcon(icons.icon(icon))
        self.button.setToolTip(tip(says))
        self.button.setAccessibleName(says)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "button"):
            self._place()

    def setReadOnly(self, read_only: bool) -> None:
        super().setReadOnly(read_only)
        self.button.setVisible(not read_only)

    def _place(self) -> None:
        side = min(self.height() - 6, theme.px(26))
        self.button.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)
        self.setTextMargins(0, 0, side, 0)
