"""Where the focus goes back to as something closes: to what had it, or to what stands there in its place by now.

What had it may be gone: a list that was loaded anew has new rows, a head with little room folds its buttons away.
"""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


class FocusHome:
    """Remembers a widget, what it says, and all that it stands in."""

    def __init__(self, widget: QWidget | None) -> None:
        self._widget = widget
        self._says = _says(widget) if widget is not None else ""
        self._around: list[QWidget] = []
        step = widget.parentWidget() if widget is not None else None
        while step is not None:
            self._around.append(step)
            step = step.parentWidget() if not step.isWindow() else None

    def give_back(self) -> None:
        """Give the focus to the widget, else to the one that says the same nearest to where it was, else to any there."""
        if self._widget is None:
            return
        found = self._widget if _takes(self._widget) else self._stands_in()
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stands_in(self) -> QWidget | None:
        there = [one for one in self._around if shiboken6.isValid(one) and one.isVisible()]
        for around in there:
            inputs = [one for one in around.findChildren(QWidget) if _takes(one)]
            same = (one for one in inputs if self._says and _says(one) == self._says)
            if (found := next(same, inputs[0] if inputs else None)) is not None:
                return found
        return None


def _says(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return words or widget.accessibleName()


def _takes(widget: QWidget) -> bool:
    """Say whether the widget is there, in sight, and reached by Tab."""
    return (
        shiboken6.isValid(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )
