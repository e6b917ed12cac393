"""Builds the QApplication: style, type, theme, icon, and the hook that turns a defect into a reference.

Knows nothing of services; whatever is slow to import (the store, paper) is left to later.
"""

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ..core import log
from ..core.paths import APP_NAME
from ..core.settings import PersonSettings
from . import icons, notify, tasks, theme

if TYPE_CHECKING:
    from .widgets.notices import NoticeDialogs


def build_application(arguments: list[str], chosen: PersonSettings | None = None) -> QApplication:
    """Return the running QApplication, dressed as `chosen` says (before sign-in: as the system is)."""
    chosen = chosen or PersonSettings()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(
        [*arguments, "-style", "Fusion"]
    )  # setStyle would return the style, which takes 15 ms to load
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName(APP_NAME)
    theme.start(every_script=False)
    theme.use(chosen.theme, chosen.text_size)
    app.setWindowIcon(icons.app_icon())
    notify.use_dialogs_of(_dialogs)
    app.aboutToQuit.connect(tasks.shutdown)
    install_exception_hook()
    return app


def _dialogs() -> "NoticeDialogs":
    from .widgets.notices import NoticeDialogs

    return NoticeDialogs()


def install_exception_hook() -> None:
    """Have every uncaught exception logged without its text and shown with its reference."""
    sys.excepthook = _on_defect
    threading.excepthook = lambda args: _on_thread_defect(args.exc_value)


def _on_defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    notify.defect(log.note_defect(error.with_traceback(trace)))


def _on_thread_defect(error: BaseException | None) -> None:
    """A thread of our own died; it must not touch widgets, so it is logged and no more."""
    if error is not None:
        log.note_defect(error)
