"""Sessions with a communication aid, and the photos of them."""

from datetime import date

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.communication_aids import AidSession, Picture, Placed
from .base import RecordRow, Repository, SearchText, reference


class AidSessionRow(RecordRow):
    """Rows of AidSession."""

    __tablename__ = "aid_session"
    __record_kind__ = "aid_sessions"
    __domain__ = AidSession
    __order__ = ("-on", "-written_at")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    on: Mapped[date]
    topic: Mapped[str]
    aid: Mapped[str]
    scale: Mapped[tuple[str, ...]]
    placed: Mapped[tuple[Placed, ...]]
    led_by: Mapped[str]
    others_there: Mapped[str]
    own_words: Mapped[str]
    what_follows: Mapped[str]
    agreed_photo: Mapped[bool]

    def __search__(self) -> SearchText:
        options = "\n".join(f"{one.option} {one.said}" for one in self.placed)
        return SearchText(self.topic, f"{self.written_text('topic')}\n{options}", self.on)


class AidSessions(Repository[AidSession]):
    """Plain queries on rows of sessions."""

    row = AidSessionRow


class PictureRow(RecordRow):
    """Rows of Picture."""

    __tablename__ = "picture"
    __record_kind__ = "pictures"
    __words__ = False
    __domain__ = Picture
    __order__ = ("written_at",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    aid_session_id: Mapped[str] = reference("aid_session.id")
    media_type: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Pictures(Repository[Picture]):
    """Queries on picture rows."""

    row = PictureRow

    def newest(self, session_id: str) -> Picture | None:
        """Return the photo of a session that no later one has replaced; None where the reader is not to see it."""
        of_it = select(PictureRow).where(PictureRow.aid_session_id == session_id)
        row = self.session.scalar(of_it.order_by(PictureRow.written_at.desc(), PictureRow.id.desc()).limit(1))
        return None if row is None else self._seen(row)
