"""The order in which Tab goes from widget to widget, used without asking Qt which widget stands beside which.

PySide6 6.12 takes a widget that was asked for its neighbour (`nextInFocusChain`) for the neighbour's owner: when the one
goes, the other is taken apart where it stands, and is painted with half of what it knows.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class TabPlace(QWidget):
    """A place in the order of Tab, never seen and never stopped at: where it was made, others can be put later."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Qt puts nothing behind what never has the focus
        self.hide()

    def put_here(self, *widgets: QWidget) -> None:
        """Let Tab come to these next, in their order, and go on from the last to what stood here."""
        before: QWidget = self
        for one in widgets:
            QWidget.setTabOrder(before, one)
            before = one


def focus_first(region: QWidget, reason: Qt.FocusReason) -> bool:
    """Put the focus on the first widget of a region that Tab stops at; False, and no change, where there is none."""
    window = region.window()
    before = window.focusWidget()
    region.setFocus(reason)
    if region.focusPolicy() & Qt.FocusPolicy.TabFocus and region.hasFocus():
        return True
    window.focusNextChild()
    now = window.focusWidget()
    if now is not None and now is not region and region.isAncestorOf(now):
        now.setFocus(reason)
        return True
    if before is not None:
        before.setFocus(reason)
    return False
