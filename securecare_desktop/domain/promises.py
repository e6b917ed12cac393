"""Promises made to a young person. A change of worker carries the open ones over; none is lost unseen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .own_words import HowGiven
from .record import Record


class WordsOf(StrEnum):
    """Whose words a promise is written down in."""

    NOT_SAID = "not_said"
    WHO_PROMISED = "who_promised"
    YOUNG_PERSON = "young_person"
    SOMEBODY_ELSE = "somebody_else"


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Record):
    """A promise in the words it was made in. `keeper` is who keeps it now, `made_by` who made it.

    A broken promise carries the explanation that the young person was given. `told_on` is when the young person heard
    that somebody else keeps it now or that it was not kept, `own_view` what they said to that.
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
    words_of: WordsOf = WordsOf.NOT_SAID
    handed_over_on: date | None = None
    handed_over_by: str = ""
    told_on: date | None = None
    told_by: str = ""
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    kept_how: str = ""

    def late_on(self, day: date) -> bool:
        """Say whether it is open and its day has passed."""
        return self.state is PromiseState.OPEN and self.due_on is not None and self.due_on < day
