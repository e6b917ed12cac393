"""What is done together with a family beyond visits: invitations, updates, questions, help, complaints."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .record import Record


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
        return self.kind in (EngagementKind.QUESTION, EngagementKind.COMPLAINT) and self.answered_on is None
