"""Drafts: the one table from which rows may be removed, and which is not audited."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from ..domain.drafts import Draft
from .base import RecordRow, Repository, reference


class DraftRow(RecordRow):
    """Rows of Draft."""

    __tablename__ = "draft"
    __record_kind__ = "drafts"
    __domain__ = Draft
    __order__ = ("form",)
    __removable__ = True
    __audited__ = False
    __table_args__ = (UniqueConstraint("owner_id", "form"),)

    owner_id: Mapped[str] = reference("staff_member.id", index=False)
    form: Mapped[str]
    young_person_id: Mapped[str]
    values: Mapped[dict[str, str]]


class Drafts(Repository[Draft]):
    """Plain queries on draft rows."""

    row = DraftRow
