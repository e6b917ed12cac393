"""The tabs of a young person's page: which there are, and each one built when it is first wanted.

The one place that knows what those screens need; screens.py asks it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ..core.text import _
from ..domain.permissions import Action
from ..services.bundle import Services
from .page import Page, Place

if TYPE_CHECKING:
    from .widgets.signing import Signing


def _place_of_record(kind: str, record_id: str, young_person_id: str) -> Place:
    """Return where a record is opened, as from Find."""
    from ..domain.search import Hit
    from .find.places import place_of

    return place_of(Hit(kind, record_id, young_person_id, "", "", None))


class YoungPersonTabs:
    """The tabs for one signed-in person, called `me`. `names` are the young people by id, `dress` gives a page its sheets."""

    def __init__(
        self,
        services: Services,
        me: str,
        names: Callable[[], dict[str, str]],
        dress: Callable[[QWidget], QWidget],
        packs: Callable[[], Page],
    ) -> None:
        self._services, self._my_name, self._names, self._dress, self._packs = (
            services,
            me,
            names,
            dress,
            packs,
        )

    def tabs(self) -> tuple[tuple[str, str, Callable[[], Page], str], ...]:
        """Return of each tab its key, title, how it is made, and which count stands beside its title ("" for none)."""
        return (
            ("overview", _("Overview"), self._overview, ""),
            ("plan", _("Plan"), self._plan, ""),
            ("family_time", _("Family time"), self._family_time, ""),
            ("people", _("People"), self._people, "people"),
            ("checklists", _("Checklists"), self._checklists, "checklists"),
            ("clocks", _("Time limits"), self._clocks, ""),
            ("worker_changes", _("Changes of worker"), self._own_changes, "worker_changes"),
            ("promises", _("Promises"), self._promises, "promises"),
            ("stay", _("Stay"), self._stay, ""),
            ("packs", _("Packs"), self._packs, "packs"),
        )

    def _me(self) -> str:
        return self._my_name

    def _signing(self) -> "Signing":
        """Return what the screens of signed entries need to have them signed."""
        from .widgets.signing import Signing

        services = self._services
        return Signing(
            services.signatures, services.session.actor.id, may_sign=services.session.may(Action.SIGN_ENTRIES)
        )

    def _overview(self) -> Page:
        from .young_people.overview import OverviewPage

        services, session = self._services, self._services.session
        moves = session.may(Action.MANAGE_UNIT) and len(session.actor.unit_ids) > 1
        return OverviewPage(
            services.young_people,
            services.drafts,
            session.clock,
            self._me,
            session.may,
            self._signing(),
            units=services.units.list if moves else None,
        )

    def _plan(self) -> Page:
        from .plans.held import held_lists
        from .plans.needs import PlanTools
        from .plans.page import PlanPage
        from .plans.views import record_views

        services, session = self._services, self._services.session
        packs = services.packs if session.may(Action.READ_PACK_REGISTER) else None
        tools = PlanTools(
            services.plans,
            services.frameworks,
            services.drafts,
            session.clock,
            session.may,
            self._signing(),
            name_of=lambda young_person_id: services.young_people.get(young_person_id).name_used,
            me=self._me,
            held=held_lists(
                services.plans,
                services.limits,
                services.arrangements,
                services.people,
                packs,
                session.clock,
            ),
            prints=session.may(Action.ISSUE_PACK),
            dress=self._dress,
        )
        views = record_views(
            tools,
            services.plans,
            services.actions,
            services.plan_reviews,
            services.staff,
            services.communication_aids,
            services.language,
        )
        return PlanPage(tools, views)

    def _family_time(self) -> Page:
        from .family_time.page import FamilyTimePage

        services, session = self._services, self._services.session
        return FamilyTimePage(
            services.family_time,
            services.family_calendar,
            services.arrangements,
            services.limits,
            services.family_engagement,
            services.people,
            services.staff,
            services.drafts,
            session.clock,
            self._me,
            session.may,
            self._signing(),
            sharing=services.family_sharing,
            calendar_files=services.calendar_file if session.may(Action.SAVE_CALENDAR) else None,
        )

    def _people(self) -> Page:
        from .people.page import PeoplePage

        services, session = self._services, self._services.session
        return PeoplePage(
            services.people,
            services.people_map,
            services.staff,
            services.drafts,
            session.clock,
            session.may,
        )

    def _checklists(self) -> Page:
        from .checklists.page import ChecklistsPage

        services, session = self._services, self._services.session
        return ChecklistsPage(
            services.checklists,
            services.staff,
            services.worker_changes,
            services.drafts,
            session.clock,
            session.may,
            self._me,
            evidence=services.evidence,
            files=services.attachments,
            leads_to=_place_of_record,
        )

    def _clocks(self) -> Page:
        from .clocks.page import ClocksPage
        from .widgets.records import Offer

        services, session = self._services, self._services.session

        def names(_young_person_id: str) -> tuple[Offer, ...]:
            today = session.clock.today()
            return tuple(Offer(s.id, s.name, s.job_title) for s in services.staff.list() if s.works_on(today))

        return ClocksPage(
            services.clocks,
            names,
            services.drafts,
            session.clock,
            session.may,
            evidence=services.evidence,
            files=services.attachments,
        )

    def _own_changes(self) -> Page:
        from .worker_changes.changes_page import YoungPersonChangesPage

        services, session = self._services, self._services.session
        return YoungPersonChangesPage(
            services.worker_changes,
            services.drafts,
            session.clock,
            self._me,
            session.may,
            self._names,
            self._signing(),
        )

    def _promises(self) -> Page:
        from .promises.page import PromisesPage

        services, session = self._services, self._services.session
        return PromisesPage(
            services.promises,
            services.actions,
            services.own_words,
            services.staff,
            services.drafts,
            session.clock,
            self._me,
            session.may,
            self._signing(),
        )

    def _stay(self) -> Page:
        from .stays.page import StayPage

        services, session = self._services, self._services.session
        return StayPage(
            services.stays,
            services.people,
            services.staff,
            services.drafts,
            session.clock,
            self._me,
            session.may,
            self._signing(),
        )
