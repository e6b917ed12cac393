"""The only door to the person: messages in the bar, questions, and the dialog for a defect of ours.

Everybody asks here; widgets/notices shows it. Questions are answered through a callback; nothing waits.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from ..core.errors import AppError

Action = tuple[str, Callable[[], object]]


class Bar(Protocol):
    """A place for messages in a window."""

    def tell(self, text: str, kind: str, hint: str, action: Action | None) -> None:
        """Show one more message."""
        ...

    def clear(self) -> None:
        """Take all messages away."""
        ...


class Dialogs(Protocol):
    """What shows questions, and messages where there is no bar."""

    def message(self, window: QWidget, text: str, hint: str) -> None:
        """Show one thing to know."""
        ...

    def question(self, parent: QWidget, title: str, text: str, yes: Action, *, danger: bool, no: str) -> None:
        """Ask; do `yes` where it is agreed to."""
        ...

    def defect(self, window: QWidget, reference: str) -> None:
        """Show that something of ours is broken; once, however often it is told."""
        ...

    def close_all(self) -> None:
        """Close everything that is open, with no answer."""
        ...


@dataclass(slots=True)
class Recorder:
    """What a test reads instead of looking at the bar: (kind, text) pairs, questions and references."""

    told: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


_bars: list[Bar] = []
_shown_by: list[Dialogs] = []
_makers: list[Callable[[], Dialogs]] = []
_recorders: list[Recorder] = []


def use_bar(bar: Bar) -> None:
    """Show messages in `bar` from now on; when it is gone, in the one before it."""
    _bars.append(bar)


def leave_bar(bar: Bar) -> None:
    """Show messages in the bar before this one again, as the dialog that holds it closes."""
    if bar in _bars:
        _bars.remove(bar)


def use_dialogs(dialogs: Dialogs) -> None:
    """Have questions shown by `dialogs`."""
    _shown_by[:], _makers[:] = [dialogs], []


def use_dialogs_of(make: Callable[[], Dialogs]) -> None:
    """Have questions shown by what `make` returns; it is called when there is something to show."""
    _shown_by[:], _makers[:] = [], [make]


def _dialogs() -> list[Dialogs]:
    while _makers:
        _shown_by.append(_makers.pop()())
    return _shown_by


@contextmanager
def recorded() -> Iterator[Recorder]:
    """Write down what the person is told meanwhile; it is shown as well."""
    recorder = Recorder()
    _recorders.append(recorder)
    try:
        yield recorder
    finally:
        _recorders.remove(recorder)


def tell(text: str, kind: str = "done", hint: str = "", action: Action | None = None) -> None:
    """Say something in the bar. `kind`: done and info pass, soon and late stay until closed."""
    for recorder in _recorders:
        recorder.told.append((kind, f"{text} {hint}".strip()))
    _bars[:] = [bar for bar in _bars if shiboken6.isValid(bar)]
    window = _window()
    if _bars:
        _bars[-1].tell(text, kind, hint, action)
    elif window is not None:
        for dialogs in _dialogs():
            dialogs.message(window, text, hint)


def error(failure: AppError) -> None:
    """Say what has happened and what to do, until it is closed."""
    tell(failure.text, "late", failure.hint)


def confirm(
    parent: QWidget,
    title: str,
    text: str,
    yes: str,
    on_yes: Callable[[], object],
    *,
    danger: bool = False,
    no: str = "",
) -> None:
    """Ask before something is done. `yes` is the verb ("Leave the draft"); with `danger` Cancel is the default."""
    for recorder in _recorders:
        recorder.asked.append(text)
    for dialogs in _dialogs():
        dialogs.question(parent, title, text, (yes, on_yes), danger=danger, no=no)


def defect(reference: str) -> None:
    """Say that something went wrong that is our fault, with the reference under which the log has it."""
    for recorder in _recorders:
        recorder.defects.append(reference)
    window = _window()
    if window is not None:
        for dialogs in _dialogs():
            dialogs.defect(window, reference)


def close_all() -> None:
    """Close every question and message, as the program locks. Nothing that was asked is done."""
    for dialogs in _shown_by:
        dialogs.close_all()
    for bar in _bars:
        if shiboken6.isValid(bar):
            bar.clear()


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text`."""
    from PySide6.QtGui import (
        QAccessible,
        QAccessibleAnnouncementEvent,
    )  # slow to load, and not for the first page

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def _window() -> QWidget | None:
    active = QApplication.activeWindow()
    if active is not None:
        return active
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isWindow() and widget.isVisible()]
    return shown[0] if shown else None
