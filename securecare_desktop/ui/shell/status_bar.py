"""The status bar: what is saved, that it is encrypted, when it locks, how large the text is."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ...core.clock import Clock
from ...core.text import _, ngettext
from .. import notify, theme
from ..widgets.drafts import draft_found, saved_ago
from ..widgets.labels import IconLabel, IconText, label

REFRESH_MS = 10_000


class StatusBar(QFrame):
    """One line under everything. It takes over the announcement before an idle lock."""

    def __init__(self, clock: Clock, idle_minutes: int) -> None:
        super().__init__()
        self._clock = clock
        self._kept_at: datetime | None = None
        self._found = False
        self.setProperty("role", "status")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("State of the program"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(24)
        self.saved = IconText("check", "", "text-2")
        row.addWidget(self.saved)
        self.encrypted = IconText("lock", _("Encrypted on this computer"), "text-2")
        row.addWidget(self.encrypted)
        row.addStretch(1)
        self._notice = QWidget()
        notice_row = QHBoxLayout(self._notice)
        notice_row.setContentsMargins(0, 0, 0, 0)
        notice_row.setSpacing(4)
        notice_row.addWidget(IconLabel("clock", "soon", 14))
        self.notice = label("", tone="soon")
        notice_row.addWidget(self.notice)
        self._notice.hide()
        row.addWidget(self._notice)
        self.locks = label("")
        self.show_idle_minutes(idle_minutes)
        row.addWidget(self.locks)
        self.text_size = label("")
        row.addWidget(self.text_size)
        timer = QTimer(self)
        timer.timeout.connect(self.refresh)
        timer.start(REFRESH_MS)
        theme.watch(self.refresh)
        self.refresh()

    def show_kept(self, kept_at: datetime) -> None:
        """A draft was kept at this moment."""
        self._kept_at = kept_at
        self.refresh()

    def show_found(self) -> None:
        """A draft from before is on screen."""
        self._kept_at, self._found = None, True
        self.refresh()

    def show_saved(self) -> None:
        """What was typed has been saved."""
        self._kept_at, self._found = None, False
        self.refresh()

    def show_idle_minutes(self, minutes: int) -> None:
        """Say after how long it locks."""
        words = ngettext("Locks after {n} minute without use", "Locks after {n} minutes without use", minutes)
        self.locks.setText(words.format(n=minutes))

    def refresh(self) -> None:
        """Say how things stand by now."""
        kept = self._kept_at
        unkept = draft_found() if self._found else _("Everything is saved")
        self.saved.words.setText(saved_ago(kept, self._clock.now()) if kept else unkept)
        self.saved.show_icon("file-pen-line" if self._found and not kept else "check")
        self.text_size.setText(_("Text size {n} %").format(n=theme.current().text_size))

    def show_notice(self, seconds: int) -> None:
        """Say that it locks in `seconds`; 0 takes the notice away. Only the first one is read out."""
        first = seconds and self._notice.isHidden()
        words = ngettext(
            "Locks in {n} second. Any key stays.", "Locks in {n} seconds. Any key stays.", seconds
        )
        self.notice.setText(words.format(n=seconds))
        self._notice.setVisible(bool(seconds))
        self.locks.setVisible(not seconds)
        if first:
            notify.announce(self, self.notice.text())

    def show_room(self, narrow: bool) -> None:
        """Leave the quiet facts out where there is little room."""
        self.encrypted.setVisible(not narrow)
        self.text_size.setVisible(not narrow)
