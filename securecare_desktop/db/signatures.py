"""Addenda beside signed entries; the signatures themselves are columns of the entries."""

from sqlalchemy import Index, Table
from sqlalchemy.orm import Mapped

from ..domain.signatures import Addendum
from .base import RecordRow, Repository, SearchText, reference
from .family_time import OccasionRow
from .own_words import OwnWordsRow
from .plans import DecisionRow
from .worker_changes import JointMeetingRow, TellingRow
from .young_people import StatusRow

ENTRY_ROWS = (OccasionRow, OwnWordsRow, TellingRow, JointMeetingRow, StatusRow, DecisionRow)
"""The rows of every kind of entry that is signed."""

for _row in ENTRY_ROWS:  # most entries are signed, so that looking for the others walks few rows
    _table = _row.__table__
    assert isinstance(_table, Table)
    Index(f"ix_{_table.name}_unsigned", _table.c.young_person_id, sqlite_where=_table.c.signed_at.is_(None))


class AddendumRow(RecordRow):
    """Rows of Addendum."""

    __tablename__ = "addendum"
    __record_kind__ = "addenda"
    __domain__ = Addendum
    __order__ = ("written_at", "id")
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    record_kind: Mapped[str]
    record_id: Mapped[str]
    words: Mapped[str]
    signed_name: Mapped[str]
    signed_as: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.words[:80], self.words)


class Addenda(Repository[Addendum]):
    """Plain queries on addendum rows."""

    row = AddendumRow
