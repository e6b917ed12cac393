"""A program of its own that opens a window, says when it was seen, and ends. Used by rows_startup.

`python -m benchmarks.probe empty` an empty window; `window FOLDER` the sign-in window; `today FOLDER NAME
PASSWORD` the time from a right password to Today. Times are of the system's monotonic clock, in seconds.
"""

import os
import sys
import time


def _say(moment: float) -> None:
    sys.stdout.write(f"{moment:.6f}\n")
    sys.stdout.flush()


def empty() -> int:
    """Open an empty window."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication(sys.argv[:1])

    class Empty(QWidget):
        def paintEvent(self, event):
            _say(time.monotonic())
            application.quit()

    window = Empty()
    window.resize(1366, 768)
    window.show()
    return application.exec()


def window(folder: str) -> int:
    """Come in by the door, `securecare-desktop --store FOLDER`; the time is when the first name has been painted.

    That is when the second tile is about to be: the first one and the words on it are then there.
    """
    from securecare_desktop import cli
    from securecare_desktop.ui.sign_in.tiles import PersonTile

    painted = set()
    paint = PersonTile.paintEvent

    def watched(tile, event):
        if painted and tile not in painted:
            _say(time.monotonic())
            os._exit(0)
        painted.add(tile)
        paint(tile, event)

    PersonTile.paintEvent = watched
    return cli.main(["--store", folder])


def today(folder: str, name: str, password: str) -> int:
    """Open the window, let it warm up, type the password, and say how long Today took to be shown."""
    from pathlib import Path

    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from securecare_desktop import app
    from securecare_desktop.core.clock import SystemClock
    from securecare_desktop.core.settings import Settings
    from securecare_desktop.security.keyslots import Keyring
    from securecare_desktop.services.preferences import PreferencesService
    from securecare_desktop.services.session import Session
    from securecare_desktop.ui import tasks
    from securecare_desktop.ui.application import build_application
    from securecare_desktop.ui.main_window import MainWindow

    # Key derivation is left out: the key is derived once before, and handed out at sign-in.
    ring = Keyring.read(Path(folder))
    member = next(p for p in ring.people if p.name == name)
    key = ring.unlock(member.staff_id, password)
    Keyring.unlock = lambda _ring, _staff_id, _password: key
    application = build_application(sys.argv[:1])
    preferences = PreferencesService(Path(folder) / "settings.json")
    preferences.settings = Settings(recent={member.staff_id: "2026-01-01"})
    shown = MainWindow(Session(SystemClock()), preferences, Path(folder), warm=app._warm)
    shown.resize(1366, 768)
    shown.show()
    started = 0.0

    def tile():
        from securecare_desktop.ui.sign_in.tiles import PersonTile

        return next((t for t in shown.findChildren(PersonTile) if t.accessibleName().startswith(name)), None)

    def begin() -> None:
        nonlocal started
        found = tile()
        if tasks.hub().running or found is None:
            QTimer.singleShot(20, begin)
            return
        found.click()
        field = next(e for e in shown.findChildren(QLineEdit) if e.echoMode() == QLineEdit.EchoMode.Password)
        field.setText(password)
        begin.field = field
        QTimer.singleShot(300, typed)

    def typed() -> None:
        # A password of three words takes seconds to type; what the window loads meanwhile is done by then.
        QTimer.singleShot(20, typed if tasks.hub().running else go)

    def go() -> None:
        nonlocal started
        started = time.monotonic()
        QTest.keyClick(begin.field, Qt.Key.Key_Return)
        QTimer.singleShot(0, look)

    def look() -> None:
        page = shown.desk.screens.page("today") if shown.desk is not None else None
        if page is None or not page.isVisible() or tasks.hub().running:
            QTimer.singleShot(1, look)
            return
        shown.repaint()
        _say(time.monotonic() - started)
        application.quit()

    QTimer.singleShot(0, begin)
    return application.exec()


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    raise SystemExit({"empty": empty, "window": window, "today": today}[what](*rest))
