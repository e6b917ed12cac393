"""How sure a figure or rule that is data is of its source."""

from enum import StrEnum


class SourceMark(StrEnum):
    """How far a figure was checked against its source (domain report, section 0)."""

    SEEN = "V"
    IN_PART = "V-part"
    FROM_MEMORY = "M"
    SUGGESTION = "D"

    @property
    def is_checked(self) -> bool:
        """Whether it may stand without "check against the current text"."""
        return self in (SourceMark.SEEN, SourceMark.SUGGESTION)
