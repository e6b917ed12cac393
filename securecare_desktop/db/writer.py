"""Who is writing to the store just now, in a small file beside it, for whoever has to wait.

Holds a name, a computer and a time, nothing from a record. It is a help and not a lock: where it cannot be
written the store works without it.
"""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ..core.text import _, clock_time
from ..domain.record import Actor

_WIDTH = 1024  # one write of one length, so that a reader never finds half of two notes


class WriterNote:
    """The note of one store folder. The file stays open, because every save writes it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stream: BinaryIO | None = None

    def put(self, actor: Actor, at: datetime) -> None:
        """Say that this person has begun to save. Only whoever holds the write lock may."""
        note = {"name": actor.name[:80], "computer": actor.computer[:80], "at": at.isoformat()}
        with suppress(OSError):  # it only names whoever saves, for those who wait; the save goes on without
            if self._stream is None:
                self._file.touch(mode=0o600)
                self._stream = self._file.open("r+b", buffering=0)
            self._stream.seek(0)
            self._stream.write(json.dumps(note).encode("ascii").ljust(_WIDTH))

    def sentence(self) -> str:
        """Return who is saving, as far as the note can be read."""
        try:
            note = json.loads(self._file.read_bytes())
            return _("Another window is saving to this store: {name} at {computer}, since {time}.").format(
                name=note["name"],
                computer=note["computer"],
                time=clock_time(datetime.fromisoformat(note["at"])),
            )
        except (OSError, ValueError, TypeError, KeyError):
            return _("Another window is saving to this store.")

    def close(self) -> None:
        """Close the file; the next note opens it again."""
        if self._stream is not None:
            with suppress(OSError):  # as above
                self._stream.close()
            self._stream = None
