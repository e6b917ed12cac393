"""Objects that hold each other are swept up on the GUI thread: a widget swept up by a worker would end the program."""

import gc
import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from securecare_desktop.ui import tasks


class Thing:
    """Holds itself, as a widget does whose button calls a method of it."""

    ended_on: list[int]

    def __init__(self, ended_on: list[int]) -> None:
        self.itself = self
        self.ended_on = ended_on

    def __del__(self) -> None:
        self.ended_on.append(threading.get_ident())


def make_much() -> int:
    return len([[number] for number in range(400_000)])


def test_what_a_worker_makes_sweeps_nothing_up_there(dressed: QApplication, qtbot: QtBot) -> None:
    ended_on: list[int] = []
    done: list[int] = []
    parent = QObject()
    for _thing in range(100):
        Thing(ended_on)
    tasks.query(parent, make_much).done(done.append).start()
    qtbot.waitUntil(lambda: bool(done))
    kept = [
        [number] for number in range(100_000)
    ]  # more than the threshold, so that there is a reason to look
    qtbot.waitUntil(lambda: len(ended_on) == 100)
    assert kept
    assert set(ended_on) == {threading.get_ident()}


def test_without_workers_python_sweeps_up_by_itself_again(dressed: QApplication, qtbot: QtBot) -> None:
    done: list[int] = []
    parent = QObject()
    tasks.query(parent, make_much).done(done.append).start()
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: bool(done))
    tasks.shutdown()
    assert gc.isenabled()


def test_the_last_hold_on_what_asked_is_let_go_on_the_gui_thread(dressed: QApplication, qtbot: QtBot) -> None:
    ended_on: list[int] = []
    parent = QObject()
    for _call in range(50):
        thing = Thing(ended_on)
        thing.itself = None  # type: ignore[assignment] - in no ring: it ends with the last hold on it
        tasks.query(parent, int).done(lambda _result, thing=thing: thing).start()
        del thing
    qtbot.waitUntil(lambda: not tasks.hub().running and len(ended_on) == 50)
    assert set(ended_on) == {threading.get_ident()}
