"""Promises made to a young person: made, kept, handed over, or not kept and explained."""

from dataclasses import replace

from ..domain.permissions import Action
from ..domain.promises import Promise, PromiseState
from ..domain.validation import problems_in_promise
from .results import Saved
from .saving import save
from .session import Session

NOUN = "promises"


class PromisesService:
    """What a signed-in person can do with promises."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_for(self, young_person_id: str) -> tuple[Promise, ...]:
        """Return all promises to this young person: open ones first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            found = work.promises.find(young_person_id=young_person_id)
        return tuple(sorted(found, key=lambda p: p.state is not PromiseState.OPEN))

    def save(self, promise: Promise) -> Saved[Promise]:
        """Save a promise. Whoever made it keeps it until it is handed over."""
        promise = replace(promise, keeper=promise.keeper or promise.made_by)
        if promise.state is not PromiseState.OPEN and promise.closed_on is None:
            promise = replace(promise, closed_on=self._session.clock.today())
        problems = problems_in_promise(promise)
        return save(self._session, Action.WRITE_ENTRIES, "promises", promise, problems, lambda w: w.promises)

    def keep(self, promise: Promise) -> Saved[Promise]:
        """Mark a promise as kept today."""
        return self.save(replace(promise, state=PromiseState.KEPT))

    def hand_over(self, promise: Promise, keeper: str, keeper_id: str = "") -> Saved[Promise]:
        """Hand an open promise over to somebody by name."""
        return self.save(replace(promise, keeper=keeper, keeper_id=keeper_id))

    def could_not_keep(self, promise: Promise, explanation: str) -> Saved[Promise]:
        """Close a promise that could not be kept, with the explanation the young person was given."""
        return self.save(replace(promise, state=PromiseState.BROKEN, explanation=explanation))
