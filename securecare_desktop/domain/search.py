"""What a search finds: enough to show a line and to open the record."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `snippet` is the place in its text where the words stand."""

    record_kind: str
    record_id: str
    young_person_id: str
    title: str
    snippet: str
    day: date | None = None
