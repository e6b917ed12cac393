"""The door with a window: builds the services, hands them to the window, and runs the one event loop.

The command line stands in cli.py; nothing is imported here before it is needed, so that `--help` is quick.
"""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOMY = 1500
"""On a screen narrower than this, in px, the window takes all of it."""
FEWER_SWEEPS = 20_000
"""Objects made between two looks for garbage. Python's own 700 costs a tenth of the time to the first page."""


def run_window(folder: Path | None = None) -> int:
    """Open the window on the store in `folder` (by default the one opened last) until it is closed.

    Raises AppError where there is no display to show it on.
    """
    _require_display()
    gc.set_threshold(FEWER_SWEEPS)
    from .core.clock import SystemClock
    from .core.paths import default_store_folder, settings_file
    from .services.preferences import PreferencesService
    from .services.session import Session
    from .ui.application import build_application
    from .ui.main_window import MainWindow

    preferences = PreferencesService(settings_file())
    known = preferences.settings.store
    wanted = folder or (Path(known) if known else default_store_folder())
    application = build_application(sys.argv[:1])
    window = MainWindow(Session(SystemClock()), preferences, wanted.absolute(), warm=_warm)
    _show(window)
    return application.exec()


def _show(window: "QWidget") -> None:
    room = window.screen().availableGeometry()
    if room.width() < ROOMY:
        window.resize(room.size())  # where nothing maximises windows, it is this large all the same
        window.showMaximized()
    else:
        window.resize(1366, 768)
        window.show()


def _warm() -> None:
    """Load what opening a store, showing Today and a plan takes, on the store's thread, while somebody chooses their name."""
    from .core import spelling, working_days  # noqa: F401
    from .core.clock import SystemClock
    from .db import store, voice  # noqa: F401
    from .security import tries, wrapping  # noqa: F401
    from .services import bundle, resource_faults  # noqa: F401
    from .ui import busy, desk  # noqa: F401
    from .ui.plans import page, views  # noqa: F401 - the largest page by far: its modules alone take 30 ms
    from .ui.shell import os_lock
    from .ui.today import today_page  # noqa: F401
    from .ui.widgets import hint_source, withholding  # noqa: F401

    store.prepare()
    wrapping.load_libraries()
    os_lock.load_listener()
    working_days.bank_holidays("england", SystemClock().today().year)  # so that the library is loaded
    resource_faults.faults_in_resources()  # Today tells of them, and must not wait for a dozen files to be read


def _require_display() -> None:
    """Say in words what Qt would end the program for. Windows and macOS always have a display."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform in ("win32", "darwin") or named:
        return
    from .core.errors import AppError
    from .core.text import _

    raise AppError(
        _("There is no display here to open a window on."),
        _("Start it on the computer's own screen, or use a command; --help lists them."),
    )
