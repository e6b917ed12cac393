"""The only door to the person: messages in the bar, questions, and the dialog for a defect of ours.

No message box stands anywhere else. Questions are answered through a callback; nothing here waits.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ..core.errors import AppError
from ..core.text import _
from .widgets.card import Banner
from .widgets.dialog import Dialog
from .widgets.labels import label

Action = tuple[str, Callable[[], object]]
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


@dataclass(slots=True)
class Recorder:
    """What a test reads instead of looking at the bar: (kind, text) pairs, questions and references."""

    told: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


_bars: list[NoticeBar] = []
_recorders: list[Recorder] = []
_dialogs: list[Dialog] = []


def use_bar(bar: NoticeBar) -> None:
    """Show messages in `bar` from now on; when it is gone, in the one before it."""
    _bars.append(bar)


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
    while _bars and not shiboken6.isValid(_bars[-1]):
        _bars.pop()
    if _bars:
        _bars[-1].tell(text, kind, hint, action)
    elif (window := _window()) is not None:
        _open(_Message(window, text, hint))


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
    _open(_Question(parent, title, text, yes, on_yes, danger=danger, no=no or _("Cancel")))


def defect(reference: str) -> None:
    """Say that something went wrong that is our fault, with the reference under which the log has it."""
    for recorder in _recorders:
        recorder.defects.append(reference)
    open_already = [d for d in _dialogs if shiboken6.isValid(d) and isinstance(d, _Defect)]
    window = _window()
    if window is not None and not open_already:
        _open(_Defect(window, reference))


def close_all() -> None:
    """Close every question and message, as the program locks. Nothing that was asked is done."""
    for dialog in tuple(_dialogs):
        if shiboken6.isValid(dialog):
            dialog.reject()
    _dialogs.clear()
    for bar in _bars:
        if shiboken6.isValid(bar):
            bar.clear()


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text`."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def _window() -> QWidget | None:
    active = QApplication.activeWindow()
    if active is not None:
        return active
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isWindow() and widget.isVisible()]
    return shown[0] if shown else None


def _open(dialog: Dialog) -> None:
    _dialogs[:] = [known for known in _dialogs if shiboken6.isValid(known)]
    _dialogs.append(dialog)
    dialog.open()


class _Message(Dialog):
    """One thing to know, where there is no bar to say it in."""

    def __init__(self, parent: QWidget, text: str, hint: str) -> None:
        super().__init__(parent, text)
        self.setMinimumWidth(400)
        self.body.addWidget(label(text, "sheet-title", wrap=True))
        if hint:
            self.body.addWidget(label(hint, wrap=True))
        self.add_button(_("Close"), self.reject, kind="primary", default=True).setFocus()


class _Question(Dialog):
    """A question with two answers."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        yes: str,
        on_yes: Callable[[], object],
        *,
        danger: bool,
        no: str,
    ) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(420)
        self.body.addWidget(label(title, "sheet-title", wrap=True))
        self.body.addWidget(label(text, wrap=True))
        self._on_yes = on_yes
        self.yes = self.add_button(
            yes, self._agree, kind="danger" if danger else "primary", default=not danger
        )
        self.no = self.add_button(no, self.reject, default=danger)
        (self.no if danger else self.yes).setFocus(Qt.FocusReason.OtherFocusReason)

    def _agree(self) -> None:
        self.accept()
        self._on_yes()


class _Defect(Dialog):
    """Something of ours is broken: what it means for the person, and the reference to pass on."""

    def __init__(self, parent: QWidget, reference: str) -> None:
        super().__init__(parent, _("Something went wrong"))
        self.setMinimumWidth(440)
        self.reference = reference
        self.body.addWidget(label(_("Something went wrong in the program"), "sheet-title", wrap=True))
        self.body.addWidget(
            label(_("It is not your doing. What was saved before is safe, and drafts are kept."), wrap=True)
        )
        self.body.addWidget(
            label(_("Reference {reference}").format(reference=reference), "strong", selectable=True)
        )
        told = _(
            "Pass the reference on to whoever looks after this computer. It holds nothing from any record."
        )
        self.body.addWidget(label(told, "hint", wrap=True))
        self.copy = self.add_button(_("Copy the reference"), self._copy)
        self.add_button(_("Close"), self.reject, kind="primary", default=True).setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.reference)
        self.copy.setText(_("Copied"))
