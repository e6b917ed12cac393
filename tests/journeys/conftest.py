"""The whole window over a real store, as a person meets it: clicked and typed, with the real workers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.services.bundle import Services
from securecare_desktop.services.preferences import PreferencesService
from securecare_desktop.ui import notify, tasks
from securecare_desktop.ui.main_window import MainWindow
from tests.journeys.steps import Person
from tests.support.house import House
from tests.ui.conftest import (  # noqa: F401 - the same fixtures as for single widgets
    dressed,
    notices,
    plain_look,
    pytest_collection_modifyitems,
)

Opens = Callable[[Services, Path], MainWindow]


class Flashes(QObject):
    """Notes every widget that comes up as a window of its own though it is neither dialog nor menu."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShowEvent) and isinstance(watched, QWidget) and watched.isWindow():
            popup = watched.windowType().value & 0x1 and watched.windowType().name in ("Popup", "ToolTip")
            if not isinstance(watched, MainWindow | QDialog | QMenu) and not popup:
                self.seen.append(type(watched).__name__)
        return False


@pytest.fixture
def flashes(dressed: QApplication) -> Iterator[Flashes | None]:  # noqa: F811
    """Watch for windows that flash up.

    It sees every event of every widget, which is a sixth of the time of a journey. A module whose pages and sheets
    all come up in other journeys too has a fixture of this name that watches nothing.
    """
    watch = Flashes()
    dressed.installEventFilter(watch)
    yield watch
    dressed.removeEventFilter(watch)
    assert watch.seen == []


@pytest.fixture
def open_window(qtbot: QtBot, flashes: Flashes | None, tmp_path: Path) -> Iterator[Opens]:
    """Open the main window on a store; it is closed, and the store let go of, when the test is over."""
    opened: list[MainWindow] = []

    def make(services: Services, folder: Path) -> MainWindow:
        window = MainWindow(services.session, PreferencesService(tmp_path / "settings.json"), folder)
        opened.append(window)
        window.resize(1366, 696)
        window.show()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    for window in opened:
        window.close()
    tasks.shutdown()
    for window in opened:
        window.deleteLater()


@pytest.fixture
def services(house: House) -> Services:
    """The services of the house, with nobody signed in."""
    return house.services()


@pytest.fixture
def at(
    open_window: Opens,
    services: Services,
    house: House,
    qtbot: QtBot,
    notices: notify.Recorder,  # noqa: F811
) -> Person:
    """Somebody in front of the sign-in page of the house."""
    return Person(open_window(services, house.folder), qtbot)
