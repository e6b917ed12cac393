"""What a session with a communication aid showed, such as a Talking Mats session: topic, options, where each was put.

Nobody's symbols are kept or shipped: only the words, and a photo of the mat where the young person agreed to it.
"""

from dataclasses import dataclass, field
from datetime import date

from .record import Record

SCALE = ("going well", "so-so", "not going well")
"""The top scale that a new session begins with; any other words can be put there."""
MOST_BYTES = 3_000_000
"""A photo is made smaller before it is kept; this is far more than one needs."""
MEDIA_TYPES = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
"""What a photo may be, with the bytes that its file begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One option and where the young person put it on the scale; `said` is what they said with it."""

    option: str
    place: str = ""
    said: str = ""

    @property
    def in_words(self) -> str:
        """All of it in one line, for the record of what was done: "Falling asleep, not going well, I think"."""
        return ", ".join(part for part in (self.option, self.place, self.said) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class AidSession(Record):
    """One session: `scale` are the places in words from left to right, `aid` what was used, `agreed_photo` whether
    the young person agreed that a photo is kept."""

    young_person_id: str
    on: date
    topic: str
    aid: str = ""
    scale: tuple[str, ...] = SCALE
    placed: tuple[Placed, ...] = ()
    led_by: str = ""
    others_there: str = ""
    own_words: str = ""
    what_follows: str = ""
    agreed_photo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Record):
    """A photo of the mat; its bytes are in the encrypted store and nowhere else. Never changed once it is kept."""

    young_person_id: str
    aid_session_id: str
    media_type: str
    data: bytes = field(repr=False)
