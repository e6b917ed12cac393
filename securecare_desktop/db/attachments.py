"""Files kept beside a record."""

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.attachments import Attachment
from .base import RecordRow, Repository, reference


class AttachmentRow(RecordRow):
    """Rows of Attachment."""

    __tablename__ = "attachment"
    __record_kind__ = "attachments"
    __words__ = False
    __domain__ = Attachment
    __order__ = ("written_at",)
    __young_person_field__ = "young_person_id"
    __table_args__ = (Index("ix_attachment_record_id", "record_id"),)

    young_person_id: Mapped[str] = reference("young_person.id")
    record_kind: Mapped[str]
    record_id: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Attachments(Repository[Attachment]):
    """Plain queries on attachment rows."""

    row = AttachmentRow
