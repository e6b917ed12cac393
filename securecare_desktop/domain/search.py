"""What a search finds: enough to show a line and to open the record."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `snippet` is the place in its text where the words stand.

    `entry` is what the index calls it while its place is still to be looked for, else 0.
    """

    record_kind: str
    record_id: str
    young_person_id: str
    title: str
    snippet: str
    day: date | None = None
    entry: int = field(default=0, compare=False)
