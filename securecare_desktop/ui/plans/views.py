"""The views of the Plan tab that are lists of records: which there are, and how each is built when it is first wanted."""

from typing import TYPE_CHECKING, Protocol

from ...core.text import _
from ...domain.staff import StaffMember
from ..page import Page
from ..widgets.records import Offer
from .needs import PlanTools, View

if TYPE_CHECKING:
    from .aids import Aids
    from .decisions import Decisions
    from .goal_forms import GoalActions, GoalPlans
    from .limits import Limits
    from .reviews import Reviews
    from .scenarios import Scenarios
    from .voice import Asking, OwnTerms

    class Plans(GoalPlans, Limits, Decisions, Scenarios, Asking, Protocol):
        """What the views need of the plans service."""


class Staff(Protocol):
    """What the views need of the staff service."""

    def list(self) -> tuple[StaffMember, ...]:
        """Return the staff of this unit."""
        ...


def record_views(
    tools: PlanTools,
    plans: "Plans",
    actions: "GoalActions",
    plan_reviews: "Reviews",
    staff: Staff,
    aids: "Aids",
    terms: "OwnTerms",
) -> tuple[View, ...]:
    """Return the views between the sections and the versions, in their order."""

    def dressed(made_page: Page) -> Page:
        tools.dress(made_page)
        return made_page

    def names(_young_person_id: str) -> tuple[Offer, ...]:
        today = tools.clock.today()
        return tuple(Offer(s.id, s.name, s.job_title) for s in staff.list() if s.works_on(today))

    def goals() -> Page:
        from .goals import GoalsView

        return dressed(GoalsView(tools, plans, actions, names))

    def reviews() -> Page:
        from .reviews import ReviewsView

        return dressed(ReviewsView(tools, plan_reviews, names))

    def if_then() -> Page:
        from .scenarios import ScenariosView

        return dressed(ScenariosView(tools, plans))

    def limits() -> Page:
        from .limits import LimitsView

        return dressed(LimitsView(tools, plans))

    def decisions() -> Page:
        from .decisions import DecisionsView

        return dressed(DecisionsView(tools, plans))

    def voice() -> Page:
        from .voice import VoiceView

        return dressed(VoiceView(tools, plans, aids, terms))

    return (
        View("goals", _("Goals"), goals, ("goal",)),
        View("if_then", _("If-then"), if_then, ("scenario",)),
        View("limits", _("Limits"), limits, ("restriction", "restriction_review")),
        View("decisions", _("Decisions"), decisions, ("decision",)),
        View("reviews", _("Reviews"), reviews, ("plan_review",)),
        View("voice", _("Voice"), voice, ("aid_session",)),
    )
