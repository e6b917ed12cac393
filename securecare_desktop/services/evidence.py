"""What shows that something was done can be a record or a file: one about the same young person, and no other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import Gone
from ..core.text import _
from ..domain.permissions import Action
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work
    from ..domain.record import Record

KINDS = (
    "plan_reviews",
    "plan_versions",
    "decisions",
    "legal_orders",
    "occasions",
    "notifications",
    "statuses",
)
"""Kinds of record that show that something was done, as people think of them."""
MOST = 40
"""The newest are offered: who looks for an older one finds it by its words."""


@dataclass(frozen=True, slots=True)
class Shows:
    """A record that shows that something was done, with its title and the day it is about."""

    kind: str
    id: str
    title: str
    day: date | None

    @property
    def key(self) -> str:
        """Kind and id in one text, for a choice in a form."""
        return f"{self.kind}:{self.id}"


class EvidenceService:
    """What a signed-in person can point to as evidence."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def choices(self, young_person_id: str) -> tuple[Shows, ...]:
        """Return the newest records of a young person that can show something; what is withheld is left out."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            found = [
                shown
                for kind in KINDS
                for record in getattr(work, kind).find(young_person_id=young_person_id)
                if (shown := _shown(work, kind, record)) is not None
            ]
        found.sort(key=lambda one: (one.day or date.min, one.id), reverse=True)
        return tuple(found[:MOST])


def titles_of(work: "Work", young_person_id: str, links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what linked records are called, by their id; those that are withheld from the reader are missing."""
    found = {}
    for kind, record_id in links:
        record = work.withholdings.seen(kind, record_id) if record_id else None
        if record is not None and getattr(record, "young_person_id", "") == young_person_id:
            found[record_id] = work.withholdings.title(kind, record)
    return found


def split(key: str | None) -> tuple[str, str]:
    """Return kind and id of what was chosen, both empty for nothing."""
    kind, _colon, record_id = (key or "").partition(":")
    return kind, record_id


def require_evidence(work: "Work", kind: str, record_id: str, young_person_id: str) -> None:
    """Raise Gone unless a linked record is there and about this young person; nothing linked is fine."""
    if not record_id:
        return
    linked = work.withholdings.whole(kind, record_id)
    if linked is None or getattr(linked, "young_person_id", "") != young_person_id:
        raise Gone(_("What was linked as evidence is no longer there."), _("Choose it again."))


def _shown(work: "Work", kind: str, record: "Record") -> Shows | None:
    title = work.withholdings.title(kind, record)
    if not title:
        return None
    return Shows(kind, record.id, title, work.withholdings.day(kind, record))
