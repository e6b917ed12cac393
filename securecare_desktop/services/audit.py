"""What was done, by whom and when; and whether the store is sound."""

from typing import Any

from ..domain.audit import AuditEvent, CheckReport
from ..domain.permissions import Action
from .session import Session


class AuditService:
    """What a signed-in person can read of the audit trail."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_record(self, young_person_id: str, record_kind: str, record_id: str) -> tuple[AuditEvent, ...]:
        """Return what happened to one record about a young person, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            return work.audit.events(
                young_person_id=young_person_id, record_kind=record_kind, record_id=record_id
            )

    def log(self, **filters: Any) -> tuple[AuditEvent, ...]:
        """Return the whole log, newest first, filtered as db.audit's `events` allows."""
        with self._session.reading(Action.READ_AUDIT_LOG) as work:
            return work.audit.events(**filters)

    def check(self) -> CheckReport:
        """Look through the whole store: the file, the tables, the chain."""
        return self._session.check(Action.CHECK_STORE)
