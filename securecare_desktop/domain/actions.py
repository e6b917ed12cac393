"""Actions that belong to a person and a date ("to do")."""

from dataclasses import dataclass
from datetime import date

from .checklists import RestsOn
from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction(Record):
    """Something somebody will do for a young person by a day; `goal_lineage_id` is the goal's that it is for."""

    young_person_id: str
    what: str
    who: str = ""
    who_id: str = ""
    by: date | None = None
    rests_on: RestsOn = RestsOn.TEAM
    done_on: date | None = None
    done_by: str = ""
    outcome: str = ""
    goal_lineage_id: str = ""
