"""Changes of worker: the change, its ten steps, who was told, meetings, questions."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from ..core.clock import local
from ..core.labels import label
from ..domain.people import Answer, KeyRole
from ..domain.worker_changes import (
    Audience,
    ChangeKind,
    ChangeState,
    ChangeStep,
    JointMeeting,
    MeetingState,
    Question,
    ReasonCategory,
    Step,
    Telling,
    WorkerChange,
)
from .base import EntryRow, RecordRow, Repository, SearchText, optional_reference, reference
from .entries import EntryRepository


class WorkerChangeRow(RecordRow):
    """Rows of WorkerChange."""

    __tablename__ = "worker_change"
    __record_kind__ = "worker_changes"
    __domain__ = WorkerChange
    __order__ = ("-day",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_worker_change_state", "state"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    role: Mapped[KeyRole]
    outgoing_name: Mapped[str]
    incoming_name: Mapped[str]
    day: Mapped[date]
    kind: Mapped[ChangeKind]
    role_text: Mapped[str]
    outgoing_staff_id: Mapped[str] = optional_reference("staff_member.id")
    outgoing_person_id: Mapped[str] = optional_reference("network_person.id")
    incoming_staff_id: Mapped[str] = optional_reference("staff_member.id")
    incoming_person_id: Mapped[str] = optional_reference("network_person.id")
    reason_category: Mapped[ReasonCategory]
    reason_for_young_person: Mapped[str]
    internal_reason: Mapped[str]
    decided_on: Mapped[date | None]
    manager_name: Mapped[str]
    later_goodbye_by: Mapped[date | None]
    state: Mapped[ChangeState]
    closed_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        written = self.written_text("outgoing_name", "incoming_name")
        return SearchText(
            f"{self.outgoing_name}, {self.incoming_name}", f"{label(self.role)}\n{written}", self.day
        )


class WorkerChanges(Repository[WorkerChange]):
    """Plain queries on worker change rows."""

    row = WorkerChangeRow


class ChangeStepRow(RecordRow):
    """Rows of ChangeStep."""

    __tablename__ = "change_step"
    __record_kind__ = "change_steps"
    __domain__ = ChangeStep
    __order__ = ("number",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    change_id: Mapped[str] = reference("worker_change.id")
    number: Mapped[int]
    starts_on: Mapped[date]
    due_on: Mapped[date]
    second_due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    done_by: Mapped[str]
    answers: Mapped[dict[str, str]]

    def __search__(self) -> SearchText | None:
        return (
            SearchText(label(Step(self.number)), "\n".join(self.answers.values()), self.due_on)
            if self.answers
            else None
        )


class ChangeSteps(Repository[ChangeStep]):
    """Plain queries on change step rows."""

    row = ChangeStepRow


class TellingRow(EntryRow):
    """Rows of Telling."""

    __tablename__ = "telling"
    __record_kind__ = "tellings"
    __domain__ = Telling
    __order__ = ("told_at",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    change_id: Mapped[str] = reference("worker_change.id")
    audience: Mapped[Audience]
    who: Mapped[str]
    told_by: Mapped[str]
    told_at: Mapped[datetime | None]
    where: Mapped[str]
    words_used: Mapped[str]
    first_reaction: Mapped[str]
    before_others: Mapped[Answer]
    their_questions: Mapped[str]
    tries: Mapped[str]
    next_try_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        day = local(self.told_at).date() if self.told_at else self.next_try_on
        return SearchText(self.who, self.written_text("who"), day)


class Tellings(EntryRepository[Telling]):
    """Plain queries on telling rows."""

    row = TellingRow


class JointMeetingRow(EntryRow):
    """Rows of JointMeeting."""

    __tablename__ = "joint_meeting"
    __record_kind__ = "joint_meetings"
    __domain__ = JointMeeting
    __order__ = (
        "at",
        "by_day",
    )
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    change_id: Mapped[str] = reference("worker_change.id")
    what: Mapped[str]
    who_is_there: Mapped[str]
    at: Mapped[datetime | None]
    by_day: Mapped[date | None]
    where: Mapped[str]
    state: Mapped[MeetingState]
    how_it_went: Mapped[str]

    def __search__(self) -> SearchText:
        day = local(self.at).date() if self.at else self.by_day
        return SearchText(self.what, self.written_text("what"), day)


class JointMeetings(EntryRepository[JointMeeting]):
    """Plain queries on joint meeting rows."""

    row = JointMeetingRow


class QuestionRow(RecordRow):
    """Rows of Question."""

    __tablename__ = "change_question"
    __record_kind__ = "questions"
    __domain__ = Question
    __order__ = (
        "asked_on",
        "written_at",
    )
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    change_id: Mapped[str] = reference("worker_change.id")
    question: Mapped[str]
    asked_by: Mapped[str]
    asked_on: Mapped[date | None]
    answer: Mapped[str]
    answered_by: Mapped[str]
    answered_on: Mapped[date | None]

    def __search__(self) -> SearchText:
        return SearchText(self.question, self.written_text("question"), self.asked_on)


class Questions(Repository[Question]):
    """Plain queries on change question rows."""

    row = QuestionRow
