"""What the repositories of signed entries have besides: signing one, and finding what is not signed yet.

The columns of a signature are EntryRow's; that a signed entry is never saved again is Repository.save's.
"""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from sqlalchemy import func, select

from ..core.errors import AlreadySigned
from ..core.text import _
from ..domain.record import Entry, Record, stamps_of
from .base import EntryRow, Repository

E = TypeVar("E", bound=Entry)

_UNSIGNED: dict[str, Any] = {f.name: f.default for f in fields(Entry) if f.name not in stamps_of(Record)}


class EntryRepository(Repository[E]):
    """The plain queries on one table of entries, and the signature."""

    row: ClassVar[type[EntryRow]]

    def save(self, value: E) -> E:
        """As Repository.save. A new entry is a draft whatever it brings along: `sign` alone signs one."""
        if not value.version and any(
            getattr(value, name) != unsigned for name, unsigned in _UNSIGNED.items()
        ):
            value = replace(value, **_UNSIGNED)
        return super().save(value)

    def sign(self, record_id: str, **stamps: object) -> E:
        """Put the signature (the fields that Entry adds) on an entry. Raises AlreadySigned, Gone."""
        row = self._required(record_id)
        if getattr(row, "signed_at", None) is not None:
            raise AlreadySigned(_("This entry is signed already."), _("Open it again to see by whom."))
        for name, value in stamps.items():
            setattr(row, name, value)
        self.session.flush()
        return self.require(record_id)

    def unsigned(self) -> tuple[E, ...]:
        """Return every entry that nobody has signed, also those that cannot be signed yet unless a kind leaves them out.

        Reads the index of unsigned entries, which is short however long the store's history is.
        """
        return self.where("signed_at IS NULL", in_order=False)

    def newest_signature(self, young_person_id: str) -> datetime | None:
        """Return when an entry about this young person was last signed, or None."""
        about = self.row.__table__.columns["young_person_id"]
        statement = select(func.max(self.row.signed_at)).where(about == young_person_id)
        return self.session.scalar(statement)
