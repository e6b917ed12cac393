"""What is done together with a family beyond visits."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from ..core.labels import label
from ..domain.family_engagement import CameTo, EngagementKind, FamilyEngagement
from .base import RecordRow, Repository, SearchText, reference


class FamilyEngagementRow(RecordRow):
    """Rows of FamilyEngagement."""

    __tablename__ = "family_engagement"
    __record_kind__ = "family_engagements"
    __domain__ = FamilyEngagement
    __order__ = ("-on", "-written_at")
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_family_engagement_about_id", "about_id"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    person_id: Mapped[str] = reference("network_person.id")
    with_whom: Mapped[str]
    kind: Mapped[EngagementKind]
    on: Mapped[date]
    what: Mapped[str]
    how: Mapped[str]
    done_by: Mapped[str]
    came: Mapped[CameTo]
    answer: Mapped[str]
    answered_on: Mapped[date | None]
    answered_by: Mapped[str]
    young_person_knows: Mapped[str]
    about_kind: Mapped[str]
    about_id: Mapped[str]

    def __search__(self) -> SearchText:
        title = f"{label(self.kind)}: {self.with_whom}"
        return SearchText(title, self.written_text("with_whom", "about_kind"), self.on)


class FamilyEngagements(Repository[FamilyEngagement]):
    """Plain queries on family engagement rows."""

    row = FamilyEngagementRow
