"""What is withheld from whom, and the view of a reader that every repository hands its records through."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from ..domain.record import Record
from ..domain.withholding import FromWhom, Reader, Withholding, shown, withheld_from
from .base import D, RecordRow, RecordSession, Repository, reference

ABOUT = "young_person_id"


class WithholdingRow(RecordRow):
    """Rows of Withholding."""

    __tablename__ = "withholding"
    __record_kind__ = "withholdings"
    __domain__ = Withholding
    __order__ = ("written_at", "id")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    record_kind: Mapped[str]
    record_id: Mapped[str]
    from_whom: Mapped[FromWhom]
    from_name: Mapped[str]
    because: Mapped[str]
    from_id: Mapped[str]
    field: Mapped[str]
    words: Mapped[str]
    ended_on: Mapped[date | None]


class Withholdings(Repository[Withholding]):
    """Plain queries on withholding rows."""

    row = WithholdingRow


class ReaderView:
    """What one or several readers may see: a printed copy is seen by who prints it and who it is for."""

    def __init__(self, session: RecordSession, *readers: Reader) -> None:
        self._session, self._readers = session, readers

    @cached_property
    def _withheld(self) -> dict[str, tuple[Withholding, ...]]:
        """Return what is withheld from them, by young person. Most houses withhold little, so it is read whole."""
        found: dict[str, tuple[Withholding, ...]] = {}
        for row in self._session.scalars(select(WithholdingRow).where(WithholdingRow.ended_on.is_(None))):
            withholding = row.as_record()
            assert isinstance(withholding, Withholding)
            if any(withheld_from(withholding, reader) for reader in self._readers):
                about = withholding.young_person_id
                found[about] = (*found.get(about, ()), withholding)
        return found

    def of(self, young_person_id: str) -> tuple[Withholding, ...]:
        """Return what is withheld from the readers about one young person."""
        return self._withheld.get(young_person_id, ())

    def about(self) -> Iterable[str]:
        """Return the ids of the young people about whom something is withheld from the readers."""
        return self._withheld.keys()

    def shown(self, kind: str, record: D) -> D | None:
        """Return the record without what is withheld, or None where that is all of it."""
        if kind == WithholdingRow.__record_kind__ or not self._withheld:
            return record
        withheld = self.of(_about(record))
        return shown(record, kind, withheld) if withheld else record


def _about(record: Record) -> str:
    return str(getattr(record, ABOUT, "") or record.id)
