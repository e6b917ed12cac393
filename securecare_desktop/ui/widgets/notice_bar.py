"""The place for messages: banners in the bar of a window, or of the dialog that is open over it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.text import _
from ..notify import Action, announce
from .card import Banner

PASSING = {"done", "info"}
"""Kinds that go by themselves after a while; the others stay until they are closed."""
STAYS_MS = 8000
AT_MOST = 2


class NoticeBar(QWidget):
    """The place for messages in a window: at most two banners, the newest below. Hidden when empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 8, 24, 8)
        self._column.setSpacing(8)
        self.banners: list[Banner] = []
        self.hide()

    def tell(self, text: str, kind: str, hint: str, action: Action | None) -> None:
        """Show one more message."""
        while len(self.banners) >= AT_MOST:
            self._close(self.banners[0])

        def close() -> None:
            self._close(banner)

        links = (action,) if action else ()
        banner = Banner(text, hint, kind, links=links, on_close=close, close_says=_("Close this message"))
        self.banners.append(banner)
        self._column.addWidget(banner)
        self.show()
        if kind in PASSING:
            timer = QTimer(banner)
            timer.setSingleShot(True)
            timer.timeout.connect(close)
            timer.start(STAYS_MS)
        announce(self, f"{text} {hint}".strip())

    def clear(self) -> None:
        """Take all messages away, as the program locks."""
        for banner in tuple(self.banners):
            self._close(banner)

    def _close(self, banner: Banner) -> None:
        if banner in self.banners:
            self.banners.remove(banner)
            banner.hide()
            self._column.removeWidget(banner)
            banner.deleteLater()
        self.setVisible(bool(self.banners))
