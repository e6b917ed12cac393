"""What a person reads on a widget, for the screen tests."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QWidget


def texts(widget: QWidget) -> list[str]:
    """Return the words of every label in sight, without markup, from first to last made."""
    return [_plain(one) for one in widget.findChildren(QLabel) if _in_sight(one, widget)]


def _in_sight(one: QWidget | None, widget: QWidget) -> bool:
    """Say whether nothing up to `widget` was hidden; what was added just now is shown with the next event."""
    while one is not None and one is not widget:
        asked_for = one.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if asked_for and one.isHidden():
            return False
        one = one.parentWidget()
    return True


def _plain(label: QLabel) -> str:
    if label.textFormat() == Qt.TextFormat.PlainText:
        return label.text()
    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText().replace("\N{NO-BREAK SPACE}", " ")
