"""The screens of the house: which there are for this person, and each one built when it is first wanted.

The one place that knows every screen and what it needs. A screen emits `go`; this hands it on to the window.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from ..core.settings import PersonSettings
from ..core.text import _
from ..domain.permissions import Action
from ..domain.staff import StaffMember
from ..services.bundle import Services
from ..services.preferences import PreferencesService
from . import tasks
from .admin.welcome import Welcome
from .page import Page, Place
from .shell.rail import RailEntry

if TYPE_CHECKING:
    from .widgets.hint_source import HintSource


Widget = TypeVar("Widget", bound=QWidget)


class Screens:
    """The screens for one signed-in person. `go(Place)` is where their wishes to be elsewhere go.

    `idle_changed(minutes)` hears when the computer is set to lock after another time.
    """

    def __init__(
        self,
        services: Services,
        preferences: PreferencesService,
        member: StaffMember,
        go: Callable[[Place], object],
        idle_changed: Callable[[int], object],
    ) -> None:
        self._services, self._preferences, self._member, self._go = services, preferences, member, go
        self._idle_changed = idle_changed
        self._pages: dict[str, Page] = {}
        self._hint_source: HintSource | None = None
        self._makers: dict[str, Callable[[], Page]] = {
            "today": self._today,
            "worker_changes": self._worker_changes,
            "packs": self._packs,
            "young_person": self._young_person,
            "new_young_person": self._new_young_person,
            "open_anyway": self._open_anyway,
            "audit": self._audit,
            "staff": self._staff,
            "frameworks": self._frameworks,
            "checklist_templates": self._checklist_templates,
            "clock_figures": self._clock_figures,
            "settings": self._settings,
            "help": self._help,
            "signatures": self._signatures,
            "imports": self._imports,
            "shifts": self._shifts,
            "promises": self._promises,
        }

    # -- what there is ----------------------------------------------------------------------------------

    def home(self) -> Place:
        """Return where somebody is after signing in."""
        return Place("today" if self._reads() else "staff")

    def top_entries(self) -> tuple[RailEntry, ...]:
        """Return the screens at the top of the rail."""
        entries = (
            RailEntry("today", _("Today"), "calendar-check"),
            RailEntry("worker_changes", _("Changes of worker"), "arrow-left-right"),
            RailEntry("shifts", _("Shift notes"), "clipboard-list"),
            RailEntry("packs", _("Packs"), "printer"),
        )
        return tuple(e for e in entries if e.screen in self._makers) if self._reads() else ()

    def foot_entries(self) -> tuple[RailEntry, ...]:
        """Return the screens at the foot of the rail."""
        entries = (
            RailEntry("audit", _("What was done"), "scroll-text"),
            RailEntry("staff", _("Staff"), "users"),
            RailEntry("frameworks", _("Frameworks"), "list-checks"),
            RailEntry("settings", _("Settings"), "settings"),
            RailEntry("help", _("Help"), "circle-question-mark", "help"),
        )
        session = self._services.session
        asked = {"audit": Action.READ_AUDIT_LOG, "frameworks": Action.MANAGE_UNIT}
        return tuple(
            e
            for e in entries
            if e.screen in self._makers and (e.screen not in asked or session.may(asked[e.screen]))
        )

    def resolve(self, place: Place) -> Place:
        """Return where a place is shown: what belongs to one young person has its tab on their page."""
        if place.screen == "worker_changes" and place.young_person_id:
            return replace(place, screen="young_person", tab="worker_changes")
        return place

    def page(self, screen: str) -> Page | None:
        """Return a screen, built now if it was never wanted before; None for one that does not exist."""
        if screen not in self._pages:
            maker = self._makers.get(screen)
            if maker is None:
                return None
            page = self._with_sheets(maker())
            page.go.connect(self._go)
            tasks.hub().changed.connect(page.hear)
            self._pages[screen] = page
        return self._pages[screen]

    def _with_sheets(self, page: Widget) -> Widget:
        """Let the sheets of a page show what happened to their records, and what of them is not for everybody."""
        from .widgets.side_sheet import SideSheet
        from .widgets.withholding import Withholder

        services, session = self._services, self._services.session
        withholder = Withholder(services.withholding, session.may(Action.WITHHOLD), session.clock)
        for sheet in page.findChildren(SideSheet):
            sheet.history, sheet.withholder = services.audit.of_record, withholder
        page.hints = self._hints()
        return page

    def _hints(self) -> "HintSource":
        """Return where every text field finds hints on words, made when the first page with one is wanted."""
        if self._hint_source is None:
            from ..services.language_file import language_file
            from .widgets.hint_source import HintSource

            may = self._services.session.may
            self._hint_source = HintSource(
                lambda: language_file().pairs,
                self._services.language if may(Action.READ_RECORDS) else None,
                may_keep=may(Action.EDIT_PROFILE),
            )
        return self._hint_source

    def built(self) -> tuple[Page, ...]:
        """Return the screens that were built so far."""
        return tuple(self._pages.values())

    def may_add_young_person(self) -> bool:
        """Say whether this person may add a young person."""
        return self._services.session.may(Action.ADD_YOUNG_PERSON)

    def may_open_anyway(self) -> bool:
        """Say whether this person may open records out of their reach for a reason."""
        return self._services.session.may(Action.OPEN_ANYWAY)

    def new_young_person(self) -> Place:
        """Return the place of the form that adds a young person."""
        return Place("new_young_person")

    def welcome(self) -> Welcome:
        """Return what stands above Today while the house is empty."""
        made = Welcome(
            may_add_young_person=self.may_add_young_person(),
            may_add_staff=self._services.session.may(Action.MANAGE_STAFF),
            new_young_person=self.new_young_person(),
        )
        made.go.connect(self._go)
        return made

    def load_rail(self) -> tuple[tuple[tuple[str, str], ...], dict[str, int]]:
        """Return the (id, name used) of the young people, and what is counted beside a screen of the rail."""
        if not self._reads():
            return (), {}
        services = self._services
        people = tuple((p.id, p.name_used) for p in services.young_people.list())
        return people, {
            "worker_changes": services.worker_changes.count_open(),
            "shifts": services.shifts.count_unread(),
        }

    def _reads(self) -> bool:
        return self._services.session.may(Action.READ_RECORDS)

    # -- how each is made -------------------------------------------------------------------------------

    def _today(self) -> Page:
        from ..services.resource_faults import faults_in_resources
        from .today.today_page import TodayPage

        new_entries = []
        if self.may_add_young_person():
            new_entries.append((_("A young person"), self.new_young_person()))
        if self._services.session.may(Action.MANAGE_STAFF):
            new_entries.append((_("A colleague"), Place("staff", part="new")))
        screens = frozenset(self._makers)
        return TodayPage(
            self._services.today,
            screens=screens,
            new_entries=tuple(new_entries),
            may=self._services.session.may,
            seen=self._services.open_anyway.mark_seen,
            faults=faults_in_resources,
            callers=self._names if self._services.session.may(Action.WRITE_ENTRIES) else None,
            print_sheet=self._print_sheet if self._services.session.may(Action.ISSUE_PACK) else None,
        )

    def _signatures(self) -> Page:
        from .signatures.page import SignaturesPage

        return SignaturesPage(self._services.signatures, self._services.session.clock)

    def _worker_changes(self) -> Page:
        from .worker_changes.changes_page import ChangesPage

        session = self._services.session
        names = self._names if session.may(Action.PLAN_CHANGE_OF_WORKER) else dict
        return ChangesPage(self._services.worker_changes, session.clock, names)

    def _shifts(self) -> Page:
        from .shifts.page import ShiftsPage

        services, session = self._services, self._services.session
        return ShiftsPage(
            services.shifts, services.drafts, session.clock, may=session.may, print_sheet=self._print_sheet
        )

    def _promises(self) -> Page:
        from .promises.house_page import HousePromisesPage

        session = self._services.session
        may_save = session.may(Action.SAVE_CALENDAR)
        return HousePromisesPage(
            self._services.promises, session.clock, self._save_dates if may_save else None
        )

    def _save_dates(self, parent: QWidget) -> None:
        """Open the dialog that saves the dates of the unit."""
        from .widgets.calendar_dialog import open_calendar_dialog

        open_calendar_dialog(parent, self._services.calendar_file, self._services.session.clock)

    def _print_sheet(self, parent: QWidget, unit_id: str = "") -> None:
        """Open the dialog of the shift sheet over whatever page is shown."""
        from .shifts.sheet_dialog import open_sheet_dialog

        open_sheet_dialog(parent, self._services.shift_sheet, self._services.session.clock, unit_id)

    def _packs(self) -> Page:
        from .packs.packs_page import PacksPage

        session = self._services.session
        may_issue = session.may(Action.ISSUE_PACK)
        return PacksPage(self._services.packs, session.clock, self._names, may_issue=may_issue)

    def _names(self) -> dict[str, str]:
        return {person.id: person.name_used for person in self._services.young_people.list()}

    def _new_young_person(self) -> Page:
        from .young_people.edit import NewYoungPersonPage

        services = self._services
        return NewYoungPersonPage(
            services.young_people, services.drafts, services.session.clock, services.units.list
        )

    def _young_person(self) -> Page:
        from .young_people.page import TabSpec, YoungPersonPage
        from .young_person_tabs import YoungPersonTabs

        services, session = self._services, self._services.session
        made = YoungPersonTabs(services, self._member.name, self._names, self._with_sheets, self._packs)
        tabs = tuple(
            TabSpec(key, title, partial(self._tab, factory), count)
            for key, title, factory, count in made.tabs()
        )
        return YoungPersonPage(
            services.young_people,
            tabs,
            session.clock,
            session.may,
            opened_until=services.open_anyway.until if self.may_open_anyway() else None,
            who_looked=services.audit.who_looked,
        )

    def _tab(self, factory: Callable[[], Page]) -> Page:
        return self._with_sheets(factory())

    def _open_anyway(self) -> Page:
        from .open_anyway.page import OpenAnywayPage

        services = self._services
        return OpenAnywayPage(services.open_anyway, services.drafts, services.session.clock)

    def _audit(self) -> Page:
        from .audit.page import AuditPage

        return AuditPage(self._services.audit, self._services.session.clock)

    def _staff(self) -> Page:
        from .admin.staff_page import StaffPage

        session = self._services.session
        services = self._services
        return StaffPage(
            services.staff,
            services.units,
            services.drafts,
            session.clock,
            self._member,
            may=session.may,
            names=self._names if self._reads() else None,
            change_key=services.store_key.change_key,
            kept_by=services.promises.kept_by,
        )

    def _frameworks(self) -> Page:
        from ..services.resource_faults import faults_in_resources
        from .admin.frameworks_page import FrameworksPage

        services = self._services
        return FrameworksPage(
            services.frameworks,
            services.units.list,
            services.drafts,
            services.session.clock,
            faults_in_resources,
        )

    def _checklist_templates(self) -> Page:
        from .checklist_templates.page import ChecklistTemplatesPage

        services = self._services
        return ChecklistTemplatesPage(services.checklist_templates, services.drafts, services.session.clock)

    def _clock_figures(self) -> Page:
        from ..services.resource_faults import faults_in_resources
        from .clock_figures.page import ClockFiguresPage

        services, me = self._services, self._member.name
        return ClockFiguresPage(
            services.clocks, services.drafts, services.session.clock, lambda: me, faults_in_resources
        )

    def _settings(self) -> Page:
        from .admin.own_way_in import OwnWay
        from .admin.settings_page import SettingsPage

        def keep(chosen: PersonSettings) -> None:
            tasks.command(page, self._preferences.choose, self._member.id, chosen).start()

        session, preferences = self._services.session, self._preferences

        def set_minutes(minutes: int) -> int:
            if not session.may(Action.MANAGE_UNIT):
                raise session.refused(Action.MANAGE_UNIT)
            preferences.lock_after(minutes)
            return preferences.settings.idle_minutes

        def lock_after(minutes: int) -> None:
            tasks.command(page, set_minutes, minutes).done(self._idle_changed).start()

        def use_pin(pin: str) -> "tasks.Task":
            return tasks.command(page, session.set_pin, pin)

        def change_password(old: str, new: str) -> "tasks.Task":
            return tasks.command(page, session.change_password, old, new)

        page = SettingsPage(
            preferences.person(self._member.id),
            keep,
            preferences.settings.idle_minutes,
            lock_after if session.may(Action.MANAGE_UNIT) else None,
            own=OwnWay(self._member.name, session.clock, use_pin, change_password, session.pin_minutes),
            brings_in=session.may(Action.ADD_YOUNG_PERSON),
            unit_places=self._unit_places() if session.may(Action.MANAGE_UNIT) else (),
        )
        return page

    def _unit_places(self) -> tuple[tuple[str, Place], ...]:
        """Return what a manager sets up for the unit, with where that is."""
        places = (
            (_("Checklists of the unit"), Place("checklist_templates")),
            (_("Time limits of the unit"), Place("clock_figures")),
        )
        return tuple(one for one in places if one[1].screen in self._makers)

    def _imports(self) -> Page:
        from .imports.page import ImportsPage

        return ImportsPage(self._services.imports)

    def _help(self) -> Page:
        from .help.page import HelpPage

        return HelpPage()
