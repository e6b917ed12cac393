"""Photos on a page: bytes in memory become a picture, without what a camera wrote beside it (place, device, day).

Nothing is written to disk. What cannot be read as a picture becomes a sentence, not a stop.
"""

import io
from typing import Any

from reportlab.lib.utils import ImageReader

_JPEG_BEGINS = b"\xff\xd8"
_SCAN, _NOTES = 0xDA, (*range(0xE1, 0xF0), 0xFE)
"""Where the picture itself begins, and the segments that only tell about it."""
_COLOURS = 0xEE
"""The segment that says how colours are to be read; the only note that is needed."""


def read_photo(data: bytes) -> Any | None:
    """Return a photo as reportlab wants it, or None where the bytes are no picture that can be drawn."""
    try:
        reader = ImageReader(io.BytesIO(without_notes(data)))
        reader.getRGBData()  # so that a picture that breaks off is known before the page is drawn
    except Exception:  # the readers of pictures raise whatever comes up in them
        return None
    return reader


def without_notes(data: bytes) -> bytes:
    """Return a JPEG without the segments in which cameras note place, device and time; other bytes as they are."""
    if not data.startswith(_JPEG_BEGINS):
        return data
    kept, at = [_JPEG_BEGINS], len(_JPEG_BEGINS)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] not in _NOTES or data[at + 1] == _COLOURS:
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, data[at:]))


def fitted(reader: Any, most_width: float, most_height: float) -> tuple[float, float]:
    """Return width and height in points of a photo that is as large as these allow."""
    width, height = reader.getSize()
    scale = min(most_width / width, most_height / height)
    return width * scale, height * scale
