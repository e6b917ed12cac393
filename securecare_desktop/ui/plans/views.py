"""The views of the Plan tab that are lists of records: which there are, and how each is built when it is first wanted."""

from ...core.text import _
from ..page import Page
from ..widgets.records import RecordKind, RecordsPage
from . import kinds
from .needs import PlanTools, View


def record_views(tools: PlanTools, plans: kinds.Plans) -> tuple[View, ...]:
    """Return the views between the sections and the versions, in their order."""
    clock, may_write, signing = tools.clock, tools.may_write, tools.signing

    def page(*made: RecordKind) -> Page:
        made_page = RecordsPage(made, tools.drafts, clock)
        tools.dress(made_page)
        return made_page

    return (
        View(
            "goals",
            _("Goals"),
            lambda: page(kinds.goal_kind(plans, clock, may_write)),
            ("goal",),
        ),
        View(
            "if_then",
            _("If-then"),
            lambda: page(kinds.scenario_kind(plans, clock, may_write)),
            ("scenario",),
        ),
        View(
            "limits",
            _("Limits"),
            lambda: page(kinds.limit_kind(plans, clock, may_write)),
            ("restriction",),
        ),
        View(
            "decisions",
            _("Decisions"),
            lambda: page(kinds.decision_kind(plans, clock, may_write, signing)),
            ("decision",),
        ),
    )
