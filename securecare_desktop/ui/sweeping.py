"""Sweeps up objects that hold each other on the GUI thread, while workers run.

Python looks for them on whatever thread happens to make objects. Widgets are among them, and one that is swept up
by a worker ends the program.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


@contextmanager
def nothing_swept_up() -> Iterator[None]:
    """Let no widget be swept up inside the block, where Qt walks over all of them and calls back into Python."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def sweep_up_all() -> None:
    """Take away at once what nothing uses any more: the records that whoever has just locked had before them."""
    gc.collect()


class Sweeper(QObject):
    """Takes the looking over from Python between `start` and `stop`, as often as Python's thresholds say."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._sweep)

    def start(self) -> None:
        """Look from here only."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again: there are no workers any more."""
        self._timer.stop()
        gc.enable()

    @staticmethod
    def _sweep() -> None:
        for generation in (2, 1, 0):
            most = gc.get_threshold()[generation]
            if most and gc.get_count()[generation] > most:
                gc.collect(generation)
                return
