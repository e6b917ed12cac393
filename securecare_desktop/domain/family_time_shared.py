"""What a family is given about one occasion of family time: a text of its own, without anybody else's details.

Nothing is shared by itself: somebody writes it, looks for other people's names in it, and hands it over.
"""

from dataclasses import dataclass
from datetime import date

from .people import Answer
from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedOccasion(Record):
    """A shareable version of one occasion. `own_words` are in it only where the young person agreed to that.

    `left_out` says for the team what was left out and why; it is never shared. `given_on` is empty until it was
    given to `for_whom`.
    """

    young_person_id: str
    occasion_id: str
    for_whom: str
    made_on: date
    what_they_did: str = ""
    warm_moments: str = ""
    ending: str = ""
    own_words: str = ""
    agreed: Answer = Answer.NOT_KNOWN
    left_out: str = ""
    given_on: date | None = None
    given_how: str = ""
