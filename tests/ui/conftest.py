"""Fixtures for tests of the window: a dressed application, tasks that run at once, notices written down."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from securecare_desktop.ui import notify, tasks, theme
from securecare_desktop.ui.widgets.notices import NoticeDialogs


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of what it cannot do (size hints, raise, grab); that is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in style and type, as the program starts it."""
    qapp.setStyle("Fusion")
    theme.start()
    notify.use_dialogs(NoticeDialogs())
    return qapp


@pytest.fixture(autouse=True)
def plain_look(dressed: QApplication) -> Iterator[None]:
    """Begin each test in the light theme at 100 %, without the widgets of the last one, and end it without work left over."""
    # Outside an event loop nobody else does this: thousands of dead pages would be dressed with every new look.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # As in the program, whose Sweeper chooses the moment: a page that Python takes apart in the middle of a test is
    # painted and measured by Qt until its last part is gone.
    gc.collect(1)
    gc.disable()
    if (theme.current().wanted, theme.current().text_size) != ("light", 100):
        theme.use("light", 100)
    yield
    notify.close_all()
    tasks.shutdown()
    dressed.clipboard().clear()  # what a field copied is Python's, and Qt lets go of it when Python has ended
    gc.enable()


class Inline:
    """Runs what is submitted at once, on the thread that asks."""

    def submit(self, fn: Callable[[], None], /) -> "Future[None]":
        future: Future[None] = Future()
        fn()
        future.set_result(None)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing is left to end."""


@pytest.fixture
def inline_tasks(dressed: QApplication) -> None:
    """Have commands and queries come back before `start()` does."""
    tasks.use(Inline(), Inline())


@pytest.fixture
def notices(dressed: QApplication) -> Iterator[notify.Recorder]:
    """What the person is told during the test."""
    with notify.recorded() as recorder:
        yield recorder
