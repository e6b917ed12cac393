"""The program's own log: what it did, never what a record says.

Messages are fixed sentences with ids and counts. Errors are logged by class and reference; their text is
left out, because a text can carry words from a record.
"""

import logging
import os
import traceback
from pathlib import Path

from .paths import make_private_folder

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start_log(folder: Path) -> None:
    """Send the program's messages to `folder`/securecare.log, kept to five files of 1 MB."""
    try:
        make_private_folder(folder)
    except OSError:
        return  # the program works without a log; a full or read-only disk must not stop it
    handler = _OpenedLate(folder / "securecare.log")
    root = logging.getLogger("securecare_desktop")
    root.setLevel(logging.INFO)
    root.addHandler(handler)


class _OpenedLate(logging.Handler):
    """Hands on to a file of its own once there is a message: what rotates files brings sockets along."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._handler: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write the message; where the disk refuses, the program works on without a log."""
        if self._handler is None:
            from logging.handlers import RotatingFileHandler

            self._handler = RotatingFileHandler(
                self._file, maxBytes=1_000_000, backupCount=4, encoding="utf-8", delay=True
            )
            self._handler.setFormatter(logging.Formatter(_FORMAT))
        self._handler.emit(record)

    def close(self) -> None:
        """Close the file."""
        if self._handler is not None:
            self._handler.close()
        super().close()


def note_defect(error: BaseException) -> str:
    """Log where a defect happened, without any message text, and return its reference."""
    reference = os.urandom(4).hex().upper()
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno}:{f.name}" for f in reversed(frames))
    logging.getLogger("securecare_desktop").error(
        "defect %s: %s at %s", reference, type(error).__name__, places or "unknown place"
    )
    return reference
