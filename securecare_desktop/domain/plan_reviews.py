"""Reviews of the plan: who was invited and came, how the young person took part, what came of it, when the next is due.

The dates chain from the day the review before was held. The rhythms are data (resources/clocks/plan_reviews.toml).
"""

from dataclasses import dataclass
from datetime import date

from .own_words import HowGiven
from .people import Answer
from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who was invited to a review; `asked_for` when the young person chose them."""

    name: str
    who: str = ""
    asked_for: bool = False
    came: Answer = Answer.NOT_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReview(Record):
    """One review, planned or held. `rhythm` and `step` say which rule its `due_on` comes from ("" for none).

    `prepared_with` is who met the young person beforehand and how, `took_part` how they took part,
    `report_shared_on` when they and their parents could read the report.
    """

    young_person_id: str
    due_on: date
    rhythm: str = ""
    step: int = 0
    planned_at_place: str = ""
    led_by: str = ""
    guests: tuple[Guest, ...] = ()
    prepared_with: str = ""
    report_shared_on: date | None = None
    held_on: date | None = None
    moved_because: str = ""
    took_part: str = ""
    own_words: str = ""
    given_how: HowGiven = HowGiven.NOT_ASKED
    why_not_asked: str = ""
    ask_again_on: date | None = None
    outcomes: str = ""
