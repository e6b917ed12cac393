"""Drafts as a form sees them: what keeps them (a small protocol), and the line that says when.

The store of drafts is a service; `TaskDrafts` brings any three of its functions onto the store worker.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ...core.clock import Clock, SystemClock
from ...core.text import _, clock_time, ngettext
from .. import tasks
from .labels import IconLabel, label


class DraftKeeper(Protocol):
    """Keeps what stands in one form between two sittings. Nothing here waits: answers come by callback."""

    def keep(self, values: dict[str, str], kept: Callable[[], object]) -> None:
        """Keep these; call `kept` when they are safe."""
        ...

    def load(self, found: Callable[[dict[str, str]], object]) -> None:
        """Call `found` with what was kept, if there is anything."""
        ...

    def drop(self) -> None:
        """Forget it, as it was saved or left on purpose."""
        ...


class TaskDrafts(QObject):
    """A DraftKeeper over three functions of a service, run on the store worker.

    `keep(values)` stores, `load()` returns a mapping or None, `drop()` removes.
    """

    def __init__(
        self,
        parent: QWidget,
        keep: Callable[[dict[str, str]], object],
        load: Callable[[], Mapping[str, str] | None],
        drop: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._keep, self._load, self._drop = keep, load, drop

    def keep(self, values: dict[str, str], kept: Callable[[], object]) -> None:
        """Keep these; call `kept` when they are safe."""
        tasks.command(self, self._keep, dict(values)).done(lambda _result: kept()).start()

    def load(self, found: Callable[[dict[str, str]], object]) -> None:
        """Call `found` with what was kept, if there is anything."""
        tasks.query(self, self._load).done(lambda kept: found(dict(kept)) if kept else None).start()

    def drop(self) -> None:
        """Forget it."""
        tasks.command(self, self._drop).start()


class _News(QObject):
    """`kept(datetime)` is sent whenever any form has kept its draft, `found` when one from before is on screen.

    The status bar shows it.
    """

    kept = Signal(object)
    found = Signal()


_the_news: _News | None = None


def news() -> _News:
    """Return what tells the status bar of drafts."""
    global _the_news  # noqa: PLW0603 - one status bar
    if _the_news is None:
        _the_news = _News()
    return _the_news


def draft_found() -> str:
    """Return what is said of a draft from before: it is kept, but it is no entry yet."""
    return _("Your draft, not saved yet")


def saved_ago(kept_at: datetime, now: datetime) -> str:
    """Return "Draft saved 10 s ago", coarser as time goes on, in the end the time of day."""
    seconds = int((now - kept_at).total_seconds())
    if seconds < 10:
        return _("Draft saved just now")
    if seconds < 60:
        return _("Draft saved {n} s ago").format(n=seconds // 10 * 10)
    minutes = seconds // 60
    if minutes < 60:
        return ngettext("Draft saved {n} minute ago", "Draft saved {n} minutes ago", minutes).format(
            n=minutes
        )
    return _("Draft saved at {time}").format(time=clock_time(kept_at))


class DraftLine(QWidget):
    """The line in the foot: a tick and when the draft was last kept; empty before that."""

    def __init__(self, clock: Clock | None = None) -> None:
        super().__init__()
        self._clock = clock or SystemClock()
        self._kept_at: datetime | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = IconLabel("check", "text-2", 14)
        self.words = label("", "caption")
        row.addWidget(self._icon)
        row.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self.refresh()

    def show_kept(self, kept_at: datetime) -> None:
        """The draft was kept at this moment."""
        self._kept_at = kept_at
        self._timer.start(10_000)
        self.refresh()

    def show_found(self) -> None:
        """What is on screen is a draft from before."""
        self._kept_at = None
        self._timer.stop()
        self._icon.show_icon("file-pen-line", "text-2")
        self._icon.show()
        self.words.setText(draft_found())
        news().found.emit()

    def show_none(self) -> None:
        """There is no draft any more."""
        self._kept_at = None
        self._timer.stop()
        self.refresh()

    def refresh(self) -> None:
        """Say how long ago it was by now."""
        self._icon.show_icon("check", "text-2")
        self._icon.setVisible(self._kept_at is not None)
        self.words.setText(saved_ago(self._kept_at, self._clock.now()) if self._kept_at else "")
