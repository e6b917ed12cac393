"""What a signed-in person has before them: bars, rail, the screens, and the way from place to place.

Built at sign-in and destroyed at lock, with everything it holds. It is loaded only then, so that the sign-in
page comes up fast.
"""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ..core.labels import label as label_of
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.staff import StaffMember
from ..services.bundle import Services
from ..services.preferences import PreferencesService
from . import actions, tasks, theme
from .find.finder import Finder
from .page import Place
from .screens import Screens
from .shell.app_bar import AppBar
from .shell.frame import Frame
from .shell.rail import Rail
from .shell.status_bar import StatusBar
from .way_back import WayBack, Whereabouts, whereabouts
from .widgets.drafts import news
from .widgets.form import keep_all_drafts_now

if TYPE_CHECKING:
    from .admin.welcome import Welcome

RAIL_NOUNS = frozenset({"young_people", "worker_changes", "staff", "shifts"})
PAGE_ACTS = ("new_entry", "light_call", "print_pack", "next_tab", "previous_tab")


class Desk(Frame):
    """The frame with everything in it. `house` is the name of the unit and of the house.

    `place` is where the person is, `kept_at` when a draft was last kept. Signals: `lock_wanted`, `switch_wanted`;
    `idle_changed(minutes)` when the computer is to lock after another time.
    """

    lock_wanted = Signal()
    switch_wanted = Signal()
    idle_changed = Signal(int)

    def __init__(
        self,
        services: Services,
        preferences: PreferencesService,
        member: StaffMember,
        house: tuple[str, str],
        idle_minutes: int,
    ) -> None:
        theme.load_scripts()
        screens = Screens(services, preferences, member, self.navigate, self._on_idle_changed)
        finder = Finder(services.search.find)
        self._finds = services.session.may(Action.READ_RECORDS)
        bar = AppBar(*house, member.name, label_of(member.role).lower(), finder, finds=self._finds)
        rail = Rail(screens.top_entries(), screens.foot_entries())
        super().__init__(bar, rail, StatusBar(services.session.clock, idle_minutes))
        self.screens, self.finder = screens, finder
        finder.host = self
        self.place = self.screens.home()
        self.kept_at: datetime | None = None
        self.welcome: Welcome | None = None
        self._people: tuple[tuple[str, str], ...] = ()
        self._rail_loaded = False
        self.finder.go.connect(self.navigate)
        self.finder.closed.connect(lambda: bar.show_finding(False))
        bar.alone.connect(self.finder.show_alone)
        bar.find_wanted.connect(self.find)
        bar.lock_wanted.connect(self.lock_wanted)
        bar.switch_wanted.connect(self.switch_wanted)
        rail.go.connect(self.navigate)
        rail.add_wanted.connect(lambda: self.navigate(self.screens.new_young_person()))
        rail.elsewhere_wanted.connect(lambda: self.navigate(Place("open_anyway")))
        tasks.hub().changed.connect(self._on_changed)
        news().kept.connect(self._on_kept)
        news().found.connect(self.status.show_found)
        self._bind_keys()
        self._load_rail()

    # -- from place to place ----------------------------------------------------------------------------

    def navigate(self, place: Place) -> None:
        """Show a place; what was typed where one comes from is kept as a draft."""
        place = self.screens.resolve(place)
        before = self.page()
        if before is not None:
            before.keep_drafts()
        page = self.screens.page(place.screen)
        if page is None:
            return
        if page.opens_over(place) and before is not None:
            self.keep_page(page)
            page.open_place(place)
            return
        self.place = place
        page.open_place(place)
        self.show_page(page)
        self.rail.show_place(place)
        self._show_welcome()

    def whereabouts(self) -> Whereabouts:
        """Return where the person is, for the way back; asked before drafts are kept and anything closes."""
        page = self.page()
        return whereabouts(page, self.place) if page is not None else Whereabouts(self.place)

    def go_back(self, to: Whereabouts) -> None:
        """Show again what was open, with the cursor where it was."""
        self.navigate(to.place)
        page = self.page()
        if page is not None:
            WayBack(page, to)

    def find(self) -> None:
        """Put the cursor into the Find field, also where it is behind a button."""
        self.bar.show_finding(True)
        self.finder.start()

    def keep_drafts(self) -> None:
        """Keep what is typed anywhere, before a lock or the end, or because somebody asked."""
        keep_all_drafts_now()
        for page in self.screens.built():
            page.keep_drafts()

    def save_now(self) -> None:
        """Save what the page saves at a key; everything else that is typed is kept as a draft."""
        self._ask_page("save_now")
        self.keep_drafts()

    # -- rail -------------------------------------------------------------------------------------------

    def _load_rail(self) -> None:
        tasks.query(self, self.screens.load_rail).done(self._show_rail).start()

    def _show_rail(self, loaded: tuple[tuple[tuple[str, str], ...], dict[str, int]]) -> None:
        self._people, counts = loaded
        self._rail_loaded = True
        screens = self.screens
        self.rail.show_young_people(self._people, screens.may_add_young_person(), screens.may_open_anyway())
        for screen, count in counts.items():
            if screen in self.rail.items:
                self.rail.items[screen].show_count(count)
        self.rail.show_place(self.place)
        self._show_welcome()

    def _show_welcome(self) -> None:
        """Above Today of an empty house: the first two things to do."""
        wanted = self._rail_loaded and not self._people and self.place.screen == "today"
        if wanted and self.welcome is None:
            self.welcome = self.screens.welcome()
            self.above.addWidget(self.welcome)
        elif not wanted and self.welcome is not None:
            self.welcome.hide()
            self.welcome.deleteLater()
            self.welcome = None

    def _on_changed(self, changed: Changed) -> None:
        self.status.show_saved()
        if changed.nouns & RAIL_NOUNS:
            self._load_rail()

    def _on_kept(self, moment: datetime) -> None:
        self.kept_at = moment
        self.status.show_kept(moment)

    def _on_idle_changed(self, minutes: int) -> None:
        self.status.show_idle_minutes(minutes)
        self.idle_changed.emit(minutes)

    # -- keys -------------------------------------------------------------------------------------------

    def _bind_keys(self) -> None:
        if self._finds:
            actions.bind("find", self, self.find)
        actions.bind("save_now", self, self.save_now)
        actions.bind("next_region", self, self.next_region)
        actions.bind("previous_region", self, lambda: self.next_region(-1))
        for number in range(1, 10):
            actions.bind(f"young_person_{number}", self, partial(self._open_young_person, number))
        for act_id in PAGE_ACTS:
            actions.bind(act_id, self, partial(self._ask_page, act_id))

    def _open_young_person(self, number: int) -> None:
        if number <= len(self._people):
            self.navigate(Place("young_person", self._people[number - 1][0]))
            self._ask_page("focus_tabs")  # what had the focus is on a page that is no longer there

    def _ask_page(self, act_id: str) -> None:
        """Hand a key on to the page that is shown, where it has something to do for it."""
        page = self.page()
        if page is not None:
            page.act(act_id)
