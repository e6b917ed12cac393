"""The Plan tab: the fourteen sections of the version that counts, goals, if-then plans, limits, decisions, versions.

What each list and form holds stands in kinds.py.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...domain.permissions import Action
from ..widgets.records import Drafts, RecordsPage
from . import kinds


class PlanPage(RecordsPage):
    """The plan of one young person."""

    def __init__(
        self,
        plans: kinds.Plans,
        drafts: Drafts,
        clock: Clock,
        may: Callable[[Action], bool],
        parent: QWidget | None = None,
    ) -> None:
        may_write = may(Action.EDIT_PLAN)
        made = (
            kinds.section_kind(plans, clock, may_write),
            kinds.goal_kind(plans, clock, may_write),
            kinds.scenario_kind(plans, clock, may_write),
            kinds.limit_kind(plans, clock, may_write),
            kinds.decision_kind(plans, clock, may_write),
            kinds.version_kind(plans, clock, may_write),
        )
        super().__init__(made, drafts, clock, parent)
