"""What a young person is asked again: about which record, and when. What they said stands in the records themselves."""

from datetime import date

from ..domain.permissions import Action
from ..domain.voice import AskAgain, voice_of
from .plan_registers import NOUN
from .session import Session
from .today_plan import about, asked_again


class PlanVoice:
    """The part of PlansService that looks through all records of the plan for answers that are still to come."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def asked_again(self, young_person_id: str) -> tuple[AskAgain, ...]:
        """Return everything this young person is asked again, the nearest day first."""
        today = self._session.clock.today()
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            found = []
            for kind, record in asked_again(work, date.max):
                on = voice_of(record).ask_again_on
                if on is not None and getattr(record, "young_person_id", "") == young_person_id:
                    found.append(AskAgain(kind, record, about(record, today), on))
        return tuple(sorted(found, key=lambda one: one.on))
