"""Somebody writes half a sentence, says that the draft is kept, and goes on sitting there until a test kills the program.

Arguments: the folder of the store, the file of the settings, the words to write, and where (a key of PLACES).
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from securecare_desktop.core.clock import FixedClock
from securecare_desktop.core.log import start_log
from securecare_desktop.core.paths import log_folder
from securecare_desktop.domain.staff import Role
from securecare_desktop.security import wrapping
from securecare_desktop.services.bundle import build_services
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.ui.application import build_application
from securecare_desktop.ui.main_window import MainWindow
from tests.journeys.steps import Person
from tests.support.house import CHEAP, NOW, PASSWORD, STAFF
from tests.support.patience import PATIENCE_MS

KEPT = "the draft is kept"


class Patience:
    """Waits for what can be seen, as the tests do."""

    def waitUntil(self, fact: Callable[[], bool]) -> None:
        """Wait until something is so. Raises TimeoutError."""
        if fact():
            return
        loop, look = QEventLoop(), QTimer()
        look.timeout.connect(lambda: fact() and loop.quit())
        look.start(20)
        QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
        if loop.exec():
            raise TimeoutError


def in_family_time(at: Person, words: str) -> None:
    """Begin an entry of family time."""
    at.tab("Family time")
    at.press("Add family time")
    at.write("What they did together", words)


def in_the_plan(at: Person, words: str) -> None:
    """Begin a section of a new plan."""
    at.tab("Plan")
    at.press("Start the plan")
    at.press("4, How I am looked after day to day", starts=True)
    at.press("Write here")
    at.write("The text", words)


PLACES = {"family_time": in_family_time, "plan": in_the_plan}


def work_until_killed(folder: Path, settings: Path, words: str, where: str) -> None:
    """Sign in, begin an entry, say so, and go on running."""
    wrapping.FLOOR = CHEAP  # as in the house of the tests
    application = build_application(["securecare-desktop"])
    start_log(log_folder())
    services = build_services(FixedClock(NOW), folder)
    window = MainWindow(services.session, PreferencesService(settings), folder)
    window.resize(1366, 696)
    window.show()
    at = Person(window, Patience())  # type: ignore[arg-type]
    at.sign_in(STAFF[Role.SHIFT_LEAD], PASSWORD)
    at.press("Kai")
    PLACES[where](at, words)
    at.wait_for("Draft saved")
    sys.stdout.write(f"{KEPT}\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    work_until_killed(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5])
