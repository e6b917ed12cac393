"""A program of its own for tests: opens the window, signs in, types into a form and says when the draft is kept."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit  # noqa: E402

from securecare_desktop.core.clock import SystemClock  # noqa: E402
from securecare_desktop.core.log import start_log  # noqa: E402
from securecare_desktop.core.paths import log_folder, settings_file  # noqa: E402
from securecare_desktop.security import wrapping  # noqa: E402
from securecare_desktop.security.keyslots import KeyCost  # noqa: E402
from securecare_desktop.services.preferences import PreferencesService  # noqa: E402
from securecare_desktop.services.session import Session  # noqa: E402
from securecare_desktop.ui.application import build_application  # noqa: E402
from securecare_desktop.ui.main_window import MainWindow  # noqa: E402
from securecare_desktop.ui.page import Place  # noqa: E402
from securecare_desktop.ui.sign_in.page import SignIn  # noqa: E402
from securecare_desktop.ui.widgets.drafts import news  # noqa: E402

PATIENCE_MS = 30_000


def wait_until(fact) -> None:
    """Run the program until something is so."""
    loop = QEventLoop()
    look, end = QTimer(), QTimer()
    look.timeout.connect(lambda: fact() and loop.quit())
    end.timeout.connect(lambda: sys.exit("it never came"))
    end.setSingleShot(True)
    look.start(20)
    end.start(PATIENCE_MS)
    loop.exec()


def main(folder: Path, name: str, young_person_id: str) -> None:
    """Type the word into the first text field of a new promise, and go on running."""
    wrapping.FLOOR = KeyCost(64, 1, 1)
    start_log(log_folder())
    application = build_application(sys.argv[:1])
    window = MainWindow(Session(SystemClock()), PreferencesService(settings_file()), folder)
    window.resize(1366, 696)
    window.show()
    wait_until(lambda: isinstance(window.face, SignIn) and window.face.people.tiles)
    page = window.face
    assert isinstance(page, SignIn)
    page.choose(next(t.person for t in page.people.tiles if t.person.name == name))
    page.password.line.setText(os.environ["SECURECARE_PASSWORD"])
    page.password.button.click()
    wait_until(lambda: window.desk is not None)
    desk = window.desk
    assert desk is not None
    desk.navigate(Place("young_person", young_person_id, "promises", part="new:promise"))
    wait_until(lambda: isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit))
    kept = []
    news().kept.connect(kept.append)
    QTest.keyClicks(QApplication.focusWidget(), os.environ["PLANTED"])
    wait_until(lambda: kept)
    sys.stdout.write("typed and kept\n")
    sys.stdout.flush()
    application.exec()


main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
