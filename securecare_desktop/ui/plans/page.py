"""The Plan tab: the fourteen sections of the version that counts, goals, if-then plans, limits, decisions, versions.

What each list and form holds stands in kinds.py.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.labels import label
from ...core.text import _
from ...domain.permissions import Action
from ...domain.plans import PlanState
from ..widgets.records import Drafts, RecordKind, RecordsPage
from ..widgets.signing import Signing
from . import kinds


class PlanPage(RecordsPage):
    """The plan of one young person."""

    def __init__(
        self,
        plans: kinds.Plans,
        drafts: Drafts,
        clock: Clock,
        may: Callable[[Action], bool],
        signing: Signing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        may_write = may(Action.EDIT_PLAN)
        made = (
            kinds.section_kind(plans, clock, may_write),
            kinds.goal_kind(plans, clock, may_write),
            kinds.scenario_kind(plans, clock, may_write),
            kinds.limit_kind(plans, clock, may_write),
            kinds.decision_kind(plans, clock, may_write, signing),
            kinds.version_kind(plans, clock, may_write),
        )
        super().__init__(made, drafts, clock, parent)

    def _show(self, kind: RecordKind, records: tuple[Any, ...], young_person_id: str) -> None:
        """Name the version that counts above its sections."""
        super()._show(kind, records, young_person_id)
        if kind.entry == "plan_version" and young_person_id == self.young_person_id:
            counts = next(
                (v for v in records if v.state is PlanState.CURRENT), records[0] if records else None
            )
            title = self.cards["plan_part"].title
            if counts is None:
                title.setText(_("The plan"))
            else:
                words = _("The plan, version {n}: {state}")
                title.setText(words.format(n=counts.number, state=label(counts.state).lower()))
