"""Promises made to a young person. A change of worker carries the open ones over; none is lost unseen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .record import Record


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Record):
    """A promise in the words it was made in. `keeper` is who keeps it now, `made_by` who made it.

    A broken promise carries the explanation that the young person was given.
    """

    young_person_id: str
    what: str
    made_by: str
    made_by_id: str = ""
    made_on: date | None = None
    due_on: date | None = None
    keeper: str = ""
    keeper_id: str = ""
    state: PromiseState = PromiseState.OPEN
    closed_on: date | None = None
    explanation: str = ""

    def late_on(self, day: date) -> bool:
        """Say whether it is open and its day has passed."""
        return self.state is PromiseState.OPEN and self.due_on is not None and self.due_on < day
