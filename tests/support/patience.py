"""Waiting for what shall happen, as long as a busy machine needs; a test that goes well never waits that long."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

PATIENCE_MS = 20_000
"""How long a fact may take to show, in milliseconds."""

_NOT_THERE_YET = (AttributeError, IndexError, KeyError, RuntimeError, StopIteration)
"""What a look raises at a page, row or focus that is not there yet, or at a widget of Qt that is gone already."""


class PatientBot(QtBot):
    """Waits as long as a whole window over a real store may need, and takes what cannot be looked at yet as not so."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        """Wait until `callback` is true; what it raises to the end is the cause of the TimeoutError."""
        __tracebackhide__ = True

        def look() -> bool | None:
            try:
                return callback()
            except _NOT_THERE_YET as error:
                raise AssertionError(f"it cannot be looked at: {error!r}") from error

        super().waitUntil(look, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> SignalBlocker:
        """Wait at the end of the `with` block until the signal has come."""
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The patient one, for every test."""
    return PatientBot(request)
