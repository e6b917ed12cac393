"""A young person's own words: verbatim, dated, with how they were given. "Chose not to" is an answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..core.errors import Problem
from ..core.text import _
from .record import Entry


class HowGiven(StrEnum):
    """How a young person gave their view."""

    SAID = "said"
    WROTE = "wrote"
    DREW = "drew"
    COMMUNICATION_AID = "communication_aid"
    CHOSE_NOT_TO = "chose_not_to"
    NOT_ASKED = "not_asked"

    @property
    def has_words(self) -> bool:
        """Whether there are words to show."""
        return self not in (HowGiven.CHOSE_NOT_TO, HowGiven.NOT_ASKED)


class About(StrEnum):
    """What the words belong to; `about_id` on the entry names the record where there is one."""

    LIFE_HERE = "life_here"
    WORKER_CHANGE = "worker_change"
    FAMILY_TIME = "family_time"
    LIMIT = "limit"
    PLAN = "plan"
    GOODBYE = "goodbye"
    FOR_NEW_WORKER = "for_new_worker"
    TELLS_THEMSELF = "tells_themself"
    FEELING_AFTER = "feeling_after"
    WISH = "wish"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords(Entry):
    """One thing a young person said, wrote, drew or chose not to say.

    `words` is verbatim and empty when they chose not to or were not asked; `why_not_asked` then says why.
    `step` is the step of a change of worker that the words were given in (0 when none).
    """

    young_person_id: str
    given_how: HowGiven
    words: str = ""
    given_to: str = ""
    given_on: date | None = None
    why_not_asked: str = ""
    about: About = About.LIFE_HERE
    about_id: str = ""
    step: int = 0


def problems_in_own_words(entry: OwnWords) -> tuple[Problem, ...]:
    """Return what has to be put right before an entry can be saved. "Chose not to" is complete as it is."""
    if entry.given_how.has_words and not entry.words.strip():
        return (Problem("words", _("Write the words as they were given, or choose “chose not to”.")),)
    if entry.given_how is HowGiven.NOT_ASKED and not entry.why_not_asked.strip():
        return (Problem("why_not_asked", _("Write why they were not asked yet.")),)
    return ()
