"""What was done, by whom and when; and whether the store is sound."""

from typing import TYPE_CHECKING, Any

from ..domain.audit import AuditEvent, CheckReport
from ..domain.permissions import Action
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


class AuditService:
    """What a signed-in person can read of the audit trail."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_record(self, young_person_id: str, record_kind: str, record_id: str) -> tuple[AuditEvent, ...]:
        """Return what happened to one record, newest first.

        A record about nobody in particular is for those who may read the whole log.
        """
        action = Action.READ_RECORDS if young_person_id else Action.READ_AUDIT_LOG
        with self._session.reading(action, young_person_id, looked_at="audit", record_id=record_id) as work:
            if not young_person_id:
                about = self._within_reach(work)
                return work.audit.events(record_kind=record_kind, record_id=record_id, about=about)
            return work.audit.events(
                young_person_id=young_person_id, record_kind=record_kind, record_id=record_id
            )

    def log(self, **filters: Any) -> tuple[AuditEvent, ...]:
        """Return the log, newest first, filtered as db.audit's `events` allows.

        What is about young people of another unit is not in it.
        """
        with self._session.reading(Action.READ_AUDIT_LOG, looked_at="audit") as work:
            return work.audit.events(**filters, about=self._within_reach(work))

    def _within_reach(self, work: "Work") -> tuple[str, ...]:
        """Return the young people whose events may be seen; the empty text is what is about nobody."""
        return (*(p.id for p in self._session.visible_young_people(work)), "")

    def check(self) -> CheckReport:
        """Look through the whole store: the file, the tables, the chain."""
        return self._session.check(Action.CHECK_STORE)
