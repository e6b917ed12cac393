"""The six acts that go with a decision about a young person, and which of them nobody has written down yet.

They are those of the views standard (SI 2015/541, regulation 7) and of health and social care standard 2.13. A hint
for whoever writes, never a score.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from .own_words import HowGiven
from .plans import Decision
from .voice import voice_of


class Act(StrEnum):
    """What is done for a young person around a decision."""

    ASKED = "asked"
    WEIGHED = "weighed"
    GAVE_REASONS = "gave_reasons"
    EXPLAINED = "explained"
    HEARD = "heard"
    REMINDED = "reminded"


_DONE: Mapping[Act, Callable[[Decision], bool]] = {
    Act.ASKED: lambda d: voice_of(d).is_answer,
    Act.WEIGHED: lambda d: bool(d.how_it_counted.strip()),
    Act.GAVE_REASONS: lambda d: (
        bool(d.why.strip()) and (_followed(d) or bool(d.not_followed_because.strip()))
    ),
    Act.EXPLAINED: lambda d: d.explained_on is not None and bool(d.explained_by.strip()),
    Act.HEARD: lambda d: bool(d.what_they_said.strip()) or d.said_how is HowGiven.CHOSE_NOT_TO,
    Act.REMINDED: lambda d: d.told_of_advocacy_on is not None,
}


def acts_missing(decision: Decision) -> tuple[Act, ...]:
    """Return the acts that nobody has written down yet, in their order."""
    return tuple(act for act in Act if not _DONE[act](decision))


def _followed(decision: Decision) -> bool:
    return decision.with_agreement and not decision.not_followed.strip()
