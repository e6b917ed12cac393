"""Building the application, and what happens to an exception that nobody caught."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from securecare_desktop.ui import application, notify

MANY_CALLS = """
import securecare_desktop.ui
from PySide6.QtCore import QObject
one = QObject()
for _ in range(50_000):
    one.setObjectName("Kai")
    one.blockSignals(True)
print("alive")
"""

A_FAILURE_WHILE_QT_ASKS = """
import securecare_desktop.ui
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
app = QApplication([])
class Failing(QWidget):
    def sizeHint(self): raise LookupError
class Sound(QLabel):
    def sizeHint(self): return QSize(10, 10)
for _ in range(20):
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in (Failing(), Sound(), Sound()):
        column.addWidget(widget)
    try:
        window.show()
    except LookupError:
        pass
print("alive")
"""

START = """
import sys
from securecare_desktop.core.settings import PersonSettings
from securecare_desktop.ui import theme
from securecare_desktop.ui.application import build_application
app = build_application(["securecare-desktop"], PersonSettings("dark", 150))
slow = {"sqlalchemy", "alembic", "reportlab", "cryptography", "sqlcipher3"}
print(bool(app.styleSheet()), theme.current().name, app.font().pointSizeF(), app.windowIcon().isNull())
print(sorted(slow & {name.split(".")[0] for name in sys.modules}))
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_program_stays_alive_after_many_calls_of_qt() -> None:
    ended = run(MANY_CALLS)
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr


def test_the_program_stays_alive_after_a_failure_in_the_middle_of_qt() -> None:
    ended = run(A_FAILURE_WHILE_QT_ASKS)
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr


def test_the_application_is_dressed_as_chosen_and_has_imported_nothing_slow() -> None:
    ended = run(START)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == ["True dark 15.75 False", "[]"]


def test_an_exception_that_nobody_caught_is_told_by_reference_only(
    dressed: QApplication,
    qtbot: QtBot,
    notices: notify.Recorder,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module, name in ((sys, "excepthook"), (application.threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back afterwards
    application.install_exception_hook()
    try:
        raise ValueError("Kai said that")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(notices.defects) == 1
    assert notices.defects[0] in caplog.text
    assert "Kai" not in caplog.text


def test_a_defect_in_a_slot_reaches_the_same_hook(dressed: QApplication, qtbot: QtBot) -> None:
    class Page(QWidget):
        go = Signal()

    page = Page()
    qtbot.addWidget(page)
    page.go.connect(lambda: 1 / 0)
    with qtbot.captureExceptions() as caught:
        page.go.emit()
        QTimer.singleShot(0, page.close)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
