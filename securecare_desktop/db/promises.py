"""Promises and who keeps them."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from ..domain.own_words import HowGiven
from ..domain.promises import Promise, PromiseState, WordsOf
from .base import RecordRow, Repository, SearchText, optional_reference, reference


class PromiseRow(RecordRow):
    """Rows of Promise."""

    __tablename__ = "promise"
    __record_kind__ = "promises"
    __domain__ = Promise
    __order__ = (
        "due_on",
        "made_on",
    )
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_promise_state", "state"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    what: Mapped[str]
    made_by: Mapped[str]
    made_by_id: Mapped[str] = optional_reference("staff_member.id")
    made_on: Mapped[date | None]
    due_on: Mapped[date | None]
    keeper: Mapped[str]
    keeper_id: Mapped[str] = optional_reference("staff_member.id")
    state: Mapped[PromiseState]
    closed_on: Mapped[date | None]
    explanation: Mapped[str]
    words_of: Mapped[WordsOf]
    handed_over_on: Mapped[date | None]
    handed_over_by: Mapped[str]
    told_on: Mapped[date | None]
    told_by: Mapped[str]
    own_view: Mapped[str]
    own_view_how: Mapped[HowGiven]
    kept_how: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.what, self.written_text("what"), self.due_on)


class Promises(Repository[Promise]):
    """Plain queries on promise rows."""

    row = PromiseRow
