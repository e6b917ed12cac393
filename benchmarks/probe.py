"""A program of its own that opens a window, says when it was seen, and ends. Used by rows_startup.

`python -m benchmarks.probe empty` an empty window; `window FOLDER` the sign-in window; `today FOLDER NAME
PASSWORD` the time from a right password to Today; `plan FOLDER NAME PASSWORD YOUNG_PERSON` the time from going to
somebody's plan for the first time to its painted page; `first_today FOLDER NAME PASSWORD` the time from going to Today
as the first page to its painted page; `switch FOLDER NAME NAME PASSWORD` the time from one's Today to
the other's. Times are of the system's monotonic clock, in seconds.
"""

import gc
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

    That is when the second tile is about to be: the first one and the words on it are then there. The tiles are
    watched from the moment the window is shown on, so that the program itself loads what it needs until then.
    """
    from securecare_desktop import app, cli

    show = app._show

    def shown(window):
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
        show(window)

    app._show = shown
    return cli.main(["--store", folder])


def _play(application, script) -> None:
    """Go through a script, a generator that yields what to wait for: something to ask until it says yes."""
    from PySide6.QtCore import QTimer

    asked = next(script)

    def look() -> None:
        nonlocal asked
        try:
            while asked():
                asked = next(script)
        except StopIteration:
            application.quit()
            return
        QTimer.singleShot(1, look)

    QTimer.singleShot(0, look)


class _Window:
    """The program's own window on the store in `folder`, and what a person does at it."""

    def __init__(self, application, folder: str, recent: tuple[str, ...]) -> None:
        from pathlib import Path

        from PySide6 import QtTest  # noqa: F401 - its keys are the probe's own: no press waits for them to be loaded

        from securecare_desktop import app
        from securecare_desktop.core.clock import SystemClock
        from securecare_desktop.core.settings import Settings
        from securecare_desktop.security.keyslots import Keyring
        from securecare_desktop.services.preferences import PreferencesService
        from securecare_desktop.services.session import Session
        from securecare_desktop.ui.main_window import MainWindow

        gc.set_threshold(app.FEWER_SWEEPS)  # as the door does
        ring = Keyring.read(Path(folder))
        ids = {p.name: p.staff_id for p in ring.people}
        preferences = PreferencesService(Path(folder) / "settings.json")
        # A day that never grows old: whoever was here stands on the page at once, as in a house.
        preferences.settings = Settings(recent={ids[name]: "9999-01-01" for name in recent})
        self.window = MainWindow(Session(SystemClock()), preferences, Path(folder), warm=app._warm)
        self.application = application
        self.window.resize(1366, 768)
        self.window.show()

    def tile(self, name: str):
        """Return the tile of somebody on the sign-in page, None before it is there."""
        from securecare_desktop.ui.sign_in.tiles import PersonTile

        tiles = self.window.findChildren(PersonTile)
        return next((t for t in tiles if t.isVisible() and t.accessibleName().startswith(name)), None)

    def choose(self, name: str, password: str) -> None:
        """Click somebody's tile and type their password."""
        from PySide6.QtWidgets import QLineEdit

        self.tile(name).click()
        fields = self.window.findChildren(QLineEdit)
        self.field = next(e for e in fields if e.isVisible() and e.echoMode() == QLineEdit.EchoMode.Password)
        self.field.setText(password)

    def press(self, widget, key, *with_keys) -> None:
        """Press a key."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        modifiers = Qt.KeyboardModifier.NoModifier
        for one in with_keys:
            modifiers |= one
        QTest.keyClick(widget, key, modifiers)

    def at_rest(self) -> bool:
        """Say whether nothing runs beside the window."""
        from securecare_desktop.ui import tasks

        return not tasks.hub().running

    def shows_today(self) -> bool:
        """Say whether Today stands on the screen with all that it loads; it is painted then."""
        page = self.window.desk.screens.page("today") if self.window.desk is not None else None
        if page is None or not page.isVisible() or not self.at_rest():
            return False
        self.window.repaint()
        return True


def _after(seconds: float):
    """Return what says yes once so many seconds have passed: somebody types, or looks at the screen."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def today(folder: str, name: str, password: str) -> int:
    """Open the window, let it warm up, type the password, and say how long Today took to be shown."""
    from pathlib import Path

    from PySide6.QtCore import Qt

    from securecare_desktop.security.keyslots import Keyring
    from securecare_desktop.ui.application import build_application

    # Key derivation is left out: the key is derived once before, and handed out at sign-in.
    ring = Keyring.read(Path(folder))
    member = next(p for p in ring.people if p.name == name)
    key = ring.unlock(member.staff_id, password)
    Keyring.unlock = lambda _ring, _staff_id, _password: key
    application = build_application(sys.argv[:1])
    at = _Window(application, folder, (name,))

    def script():
        yield lambda: at.at_rest() and at.tile(name) is not None
        at.choose(name, password)
        # A password of three words takes seconds to type; what the window loads meanwhile is done by then.
        yield _after(0.3)
        yield at.at_rest
        started = time.monotonic()
        at.press(at.field, Qt.Key.Key_Return)
        yield at.shows_today
        _say(time.monotonic() - started)

    _play(application, script())
    return application.exec()


def first_today(folder: str, name: str, password: str) -> int:
    """Say how long somebody who has just signed in waits for their Today: made, asked for and painted."""
    from pathlib import Path

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from securecare_desktop import app
    from securecare_desktop.core.clock import SystemClock
    from securecare_desktop.security.keyslots import Keyring
    from securecare_desktop.services.bundle import build_services
    from securecare_desktop.services.preferences import PreferencesService
    from securecare_desktop.ui import tasks
    from securecare_desktop.ui.application import build_application
    from securecare_desktop.ui.screens import Screens

    application = build_application(sys.argv[:1])
    gc.set_threshold(app.FEWER_SWEEPS)
    app._warm()
    services = build_services(SystemClock(), Path(folder))
    staff_id = next(p.staff_id for p in Keyring.read(Path(folder)).people if p.name == name)
    member = services.session.sign_in(staff_id, password)
    preferences = PreferencesService(Path(folder) / "settings.json")
    screens = Screens(services, preferences, member, lambda _place: None, lambda _minutes: None)
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    window.resize(1174, 624)
    window.show()

    def script():
        yield _after(0.2)
        started = time.monotonic()
        page = screens.page("today")
        column.addWidget(page)
        yield lambda: page.isVisible() and not tasks.hub().running
        window.repaint()
        _say(time.monotonic() - started)
        services.session.lock()

    _play(application, script())
    return application.exec()


def plan(folder: str, name: str, password: str, young_person_id: str) -> int:
    """Sign somebody in, then say how long it takes from going to a plan, as the first one, until it is painted."""
    from PySide6.QtCore import Qt

    from securecare_desktop.ui.application import build_application
    from securecare_desktop.ui.page import Place

    application = build_application(sys.argv[:1])
    at = _Window(application, folder, (name,))

    def painted() -> bool:
        page = at.window.desk.screens.page("young_person").page("plan")
        if not page.isVisible() or not page.head.title.text() or not page.sections.paper.isVisible():
            return False
        at.window.repaint()
        return True

    def script():
        yield lambda: at.at_rest() and at.tile(name) is not None
        at.choose(name, password)
        at.press(at.field, Qt.Key.Key_Return)
        yield at.shows_today
        at.window.desk.navigate(Place("young_person", young_person_id))
        yield _after(0.5)
        yield at.at_rest
        started = time.monotonic()
        at.window.desk.navigate(Place("young_person", young_person_id, "plan"))
        yield painted
        _say(time.monotonic() - started)

    _play(application, script())
    return application.exec()


def switch(folder: str, first: str, second: str, password: str) -> int:
    """Sign somebody in, then say how long switching to somebody else takes, from the key to their Today.

    The password counts as typed at once: what is measured is what the program takes, key derivation and all.
    """
    from PySide6.QtCore import Qt

    from securecare_desktop.ui.application import build_application

    application = build_application(sys.argv[:1])
    at = _Window(application, folder, (first, second))

    def script():
        yield lambda: at.at_rest() and at.tile(first) is not None
        at.choose(first, password)
        at.press(at.field, Qt.Key.Key_Return)
        yield at.shows_today
        yield _after(0.5)
        yield at.at_rest
        started = time.monotonic()
        at.press(
            at.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        )
        yield lambda: at.tile(second) is not None
        at.choose(second, password)
        at.press(at.field, Qt.Key.Key_Return)
        yield at.shows_today
        _say(time.monotonic() - started)

    _play(application, script())
    return application.exec()


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    raise SystemExit(
        {
            "empty": empty,
            "window": window,
            "today": today,
            "first_today": first_today,
            "plan": plan,
            "switch": switch,
        }[what](*rest)
    )
