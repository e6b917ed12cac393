"""What is done together with a family beyond visits: invitations, updates, questions, help, complaints."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..core.errors import Problem
from ..core.text import _
from .record import Record
from .validation import needs


class EngagementKind(StrEnum):
    """What it was (domain report, 4.4)."""

    REVIEW_INVITATION = "review_invitation"
    UPDATE_GIVEN = "update_given"
    QUESTION = "question"
    VIEW_ON_PLAN = "view_on_plan"
    TRAVEL_OR_MONEY_HELP = "travel_or_money_help"
    COMPLAINT = "complaint"
    ABOUT_CHANGE_OF_WORKER = "about_change_of_worker"


class CameTo(StrEnum):
    """Whether somebody who was invited came."""

    NOT_YET = "not_yet"
    CAME = "came"
    SENT_WORD = "sent_word"
    DID_NOT_COME = "did_not_come"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyEngagement(Record):
    """One thing. `what` is what was asked, said, given or invited to; an answer has its day and who gave it.

    `about_kind` and `about_id` name the review, change of worker or occasion that it is about, or are empty.
    """

    young_person_id: str
    person_id: str
    with_whom: str
    kind: EngagementKind
    on: date
    what: str
    how: str = ""
    done_by: str = ""
    came: CameTo = CameTo.NOT_YET
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""
    young_person_knows: str = ""
    about_kind: str = ""
    about_id: str = ""

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether a question or complaint has not been answered yet."""
        return self.kind in ANSWERED and self.answered_on is None


ANSWERED = (EngagementKind.QUESTION, EngagementKind.COMPLAINT)
"""The kinds that get an answer."""


def problems_in_engagement(engagement: FamilyEngagement, today: date) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in something done together with a family.

    What another kind does not have is not lost when the kind is changed: the kind is asked about instead.
    """
    found = [*needs("person_id", engagement.person_id, _("Choose who it is with."))]
    if engagement.kind is not EngagementKind.REVIEW_INVITATION and engagement.came is not CameTo.NOT_YET:
        found.append(Problem("kind", _("It says whether they came, which only an invitation does.")))
    if engagement.kind not in ANSWERED and (engagement.answer.strip() or engagement.answered_on):
        found.append(Problem("kind", _("There is an answer here, which only a question or complaint has.")))
    if engagement.on > today:
        found.append(Problem("on", _("This day is still to come. Choose the day it was.")))
    found += needs("what", engagement.what, _("Write what it was about, in plain words."))
    if engagement.kind in ANSWERED:
        found += problems_in_answer(engagement, today)
    return tuple(found)


def problems_in_answer(engagement: FamilyEngagement, today: date) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in an answer; none at all waits, which is no mistake."""
    answer, day, by = engagement.answer.strip(), engagement.answered_on, engagement.answered_by.strip()
    if not answer and day is None:
        return ()
    found = [*needs("answer", answer, _("Write the answer, or leave its day empty."))]
    if day is None:
        found.append(Problem("answered_on", _("Choose the day of the answer.")))
    elif day > today:
        found.append(Problem("answered_on", _("This day is still to come. Choose the day of the answer.")))
    elif day < engagement.on:
        found.append(Problem("answered_on", _("This is before it was asked. Choose a later day.")))
    found += needs("answered_by", by, _("Write who answered."))
    return tuple(found)
