"""The register of pack copies."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped

from ..core.clock import local
from ..domain.editions import Edition, HandedOut
from ..domain.packs import PackCopy
from .base import RecordRow, Repository, SearchText, optional_reference, reference


class PackCopyRow(RecordRow):
    """Rows of PackCopy."""

    __tablename__ = "pack_copy"
    __record_kind__ = "pack_copies"
    __domain__ = PackCopy
    __order__ = ("-number",)
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    change_id: Mapped[str] = optional_reference("worker_change.id")
    plan_version_id: Mapped[str]
    edition: Mapped[Edition]
    number: Mapped[int]
    copy_number: Mapped[int]
    recipient: Mapped[str]
    purpose: Mapped[str]
    destroy_by: Mapped[date | None]
    handed_out: Mapped[HandedOut]
    made_by: Mapped[str]
    made_at: Mapped[datetime | None]
    pages: Mapped[int]
    draft: Mapped[bool]
    missing: Mapped[int]
    chain_head: Mapped[str]
    not_made_because: Mapped[str]

    def __search__(self) -> SearchText | None:
        if not self.recipient:
            return None
        day = local(self.made_at).date() if self.made_at else None
        return SearchText(self.recipient, self.written_text("recipient"), day)


class PackCopies(Repository[PackCopy]):
    """Queries on pack copy rows."""

    row = PackCopyRow

    def last_numbers(self, young_person_id: str) -> tuple[int, int]:
        """Return the highest pack number of all and the highest copy number of this young person; 0 for none."""
        pack = self.session.scalar(select(func.max(PackCopyRow.number)))
        copy = self.session.scalar(
            select(func.max(PackCopyRow.copy_number)).where(PackCopyRow.young_person_id == young_person_id)
        )
        return pack or 0, copy or 0
