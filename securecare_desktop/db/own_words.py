"""Young people's own words."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from ..core.labels import label
from ..core.text import quoted
from ..domain.own_words import About, HowGiven, OwnWords
from .base import EntryRow, SearchText, reference
from .entries import EntryRepository


class OwnWordsRow(EntryRow):
    """Rows of OwnWords."""

    __tablename__ = "own_words"
    __record_kind__ = "own_words"
    __domain__ = OwnWords
    __order__ = (
        "given_on",
        "written_at",
    )
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_own_words_about_id", "about_id"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    given_how: Mapped[HowGiven]
    words: Mapped[str]
    given_to: Mapped[str]
    given_on: Mapped[date | None]
    why_not_asked: Mapped[str]
    about: Mapped[About]
    about_id: Mapped[str]
    step: Mapped[int]

    def __search__(self) -> SearchText:
        said = quoted(self.words) if self.words else label(self.given_how)
        return SearchText(said, f"{self.given_to}\n{self.why_not_asked}", self.given_on)


class OwnWordsEntries(EntryRepository[OwnWords]):
    """Plain queries on own words rows."""

    row = OwnWordsRow
