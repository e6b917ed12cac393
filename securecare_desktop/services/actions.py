"""Actions that belong to a person and a day."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ..domain.actions import PlannedAction
from ..domain.permissions import Action
from ..domain.validation import problems_in_action
from .plans import gone_goal
from .results import Saved
from .saving import save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "actions"


class ActionsService:
    """What a signed-in person can do with actions."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_for(self, young_person_id: str) -> tuple[PlannedAction, ...]:
        """Return all actions for this young person: open ones first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            found = work.actions.find(young_person_id=young_person_id)
        return tuple(sorted(found, key=lambda a: a.done_on is not None))

    def for_goals(self, young_person_id: str) -> tuple[PlannedAction, ...]:
        """Return the actions that are for a goal of the plan, open ones first."""
        return tuple(action for action in self.list_for(young_person_id) if action.goal_lineage_id)

    def save(self, action: PlannedAction) -> Saved[PlannedAction]:
        """Save an action. Raises Gone for one of a goal that is not this young person's."""

        def complete(work: "Work", action: PlannedAction) -> PlannedAction:
            lineage = action.goal_lineage_id
            if lineage and not work.goals.of_lineage(action.young_person_id, lineage):
                raise gone_goal()
            return action

        problems = problems_in_action(action)
        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, action, problems, lambda w: w.actions, complete
        )

    def done(self, action: PlannedAction, outcome: str = "") -> Saved[PlannedAction]:
        """Mark an action as done today by whoever is signed in."""
        stamped = replace(
            action,
            done_on=self._session.clock.today(),
            done_by=self._session.actor.name,
            outcome=outcome or action.outcome,
        )
        return self.save(stamped)
