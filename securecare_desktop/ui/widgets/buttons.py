"""Buttons: one way to make them, so that icon colour, spacing and size follow kind, theme and text size."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from .. import icons, theme
from ..markup import tip

_ICON_COLOURS = {"primary": "on-accent", "quiet": "accent", "link": "accent", "danger": "late"}


class Button(QPushButton):
    """A push button. `kind`: "" plain, primary, quiet, danger or link; `size`: "" 32 high, small 26, large 40."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        icon: str = "",
        kind: str = "",
        size: str = "",
        says: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setProperty("kind", kind)
        self.setProperty("scale", size)
        self._icon_name = ""
        if icon:
            self.show_icon(icon)
        if says:
            self.setAccessibleName(says)
            self.setToolTip(tip(says))
        elif "&" in text:
            self.setAccessibleName(text)
        if not text:
            self.setProperty("shape", "square")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self._fit_icon()

    def show_icon(self, name: str) -> None:
        """Show another icon, in the colour of the button's kind."""
        self._icon_name = name
        self.setIcon(icons.icon(name, _ICON_COLOURS.get(str(self.property("kind")), "text"), "on-accent"))

    def turn(self, kind: str) -> None:
        """Be of another kind from now on, such as quiet beside a new primary."""
        theme.mark(self, kind=kind)
        if self._icon_name:
            self.show_icon(self._icon_name)

    def show_text(self, text: str) -> None:
        """Show another text, or the icon alone."""
        self.setText(text.replace("&", "&&"))
        theme.mark(self, shape="" if text else "square")
        self._fit_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._fit_icon()  # the text size may be another one

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; Qt alone would press the default one of the dialog instead."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def _fit_icon(self) -> None:
        side = theme.px(14 if self.property("scale") == "small" else 16)
        gap = 4 if self.text() else 0
        self.setIconSize(QSize(side + gap, side))


class LinkButton(Button):
    """A button that looks like a link: in accent, underlined."""

    def __init__(
        self, text: str, on_click: Callable[[], object] | None = None, *, small: bool = False, says: str = ""
    ) -> None:
        super().__init__(text, on_click, kind="link", size="small" if small else "", says=says)


class PaintedButton(QAbstractButton):
    """Ground for buttons with a layout of their own (rows, tiles): painted by the style sheet through `role`.

    Qt paints an unchecked one without being asked; that one is checked it would not know, so that is painted here.
    """

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.toggled.connect(lambda on: self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, not on))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            self._paint_checked()
        if theme.current().high_contrast and self.property("role") == "tile":
            painter = QPainter(self)
            painter.setPen(QPen(theme.colour("text"), 3 if self.isChecked() else 1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _paint_checked(self) -> None:
        from PySide6.QtWidgets import (
            QStyle,
            QStyleOption,
            QStylePainter,
        )  # slow to load, and rarely checked at first

        option = QStyleOption()
        option.initFrom(self)
        option.state |= QStyle.StateFlag.State_On
        QStylePainter(self).drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def let_clicks_through(button: QAbstractButton) -> None:
    """Make what is drawn on `button` pass its clicks on, save for buttons within it.

    What holds such a button stays as it is: what lets clicks through hides its children from the mouse as well.
    """
    for child in button.findChildren(QWidget):
        if not isinstance(child, QAbstractButton) and not child.findChildren(QAbstractButton):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
