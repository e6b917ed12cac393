"""Somebody writes half a sentence, and the program is killed as soon as the draft is said to be kept. Run by a test.

Arguments: the folder of the store, the file of the settings.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.domain.staff import Role
from securecare_desktop.security import wrapping
from securecare_desktop.services.bundle import build_services
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.ui.application import build_application
from securecare_desktop.ui.main_window import MainWindow
from tests.journeys.steps import Person
from tests.support.house import CHEAP, NOW, PASSWORD, STAFF

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows any of them ends a program at once


class Patience:
    """Waits for what can be seen, as the tests do."""

    def waitUntil(self, fact: Callable[[], bool], *, timeout: int) -> None:  # noqa: N802 - pytest-qt's name
        """Wait until something is so. Raises TimeoutError."""
        if fact():
            return
        loop, look = QEventLoop(), QTimer()
        look.timeout.connect(lambda: fact() and loop.quit())
        look.start(20)
        QTimer.singleShot(timeout, loop, lambda: loop.exit(1))
        if loop.exec():
            raise TimeoutError


def work_and_die(folder: Path, settings: Path) -> None:
    """Sign in, begin an entry, and be killed."""
    wrapping.FLOOR = CHEAP  # as in the house of the tests
    build_application(["securecare-desktop"])
    services = build_services(FixedClock(NOW), folder)
    window = MainWindow(services.session, PreferencesService(settings), folder)
    window.resize(1366, 696)
    window.show()
    at = Person(window, Patience())  # type: ignore[arg-type]
    at.sign_in(STAFF[Role.SHIFT_LEAD], PASSWORD)
    at.press("Kai")
    at.tab("Family time")
    at.press("Add family time")
    at.write("What they did together", "They baked bread and")
    at.wait_for("Draft saved")
    os.kill(os.getpid(), KILL)


if __name__ == "__main__":
    work_and_die(Path(sys.argv[1]), Path(sys.argv[2]))
