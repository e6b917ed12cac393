"""Opening a record out of one's reach for a written reason, which the unit manager sees on Today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..core.errors import Problem
from ..core.text import _
from .record import Record

OPEN_FOR = timedelta(hours=12)
"""How long a record stays open: one long shift."""
_SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAnyway(Record):
    """Somebody opened a young person's records that are not in their reach, and why.

    It holds until `until`; `seen_by` is the name of the manager who has read the reason.
    """

    staff_id: str
    staff_name: str
    young_person_id: str
    reason: str
    until: datetime
    seen_by: str = ""
    seen_at: datetime | None = None


def problems_in_reason(reason: str) -> tuple[Problem, ...]:
    """Return what has to be put right in a reason: it must say something."""
    if len(reason.strip()) < _SHORTEST_REASON:
        sentence = _("Write in a few words why you need it now. The unit manager reads it.")
        return (Problem("reason", sentence),)
    return ()
