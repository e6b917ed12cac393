"""The page of one young person: the band with who they are, the tabs, and whatever tab is open below.

The tabs come from the main window, so that no screen knows another; each is built when it is first wanted.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ...core.clock import Clock, local
from ...core.errors import AppError, Gone
from ...core.text import N_, _, clock_time, day_short
from ...domain.audit import Looked
from ...domain.messages import Changed
from ...domain.permissions import OPENED_ANYWAY, Action
from ...domain.young_people import Overview, YoungPersonHead
from .. import icons, tasks, theme
from ..page import Page, Place
from ..widgets.card import Banner, EmptyState, clear_layout
from ..widgets.side_sheet import SideSheet
from .band import Band
from .looked import LookedList
from .overview import OverviewPage
from .tabs import TabStrip

NARROW = 760
"""Under this room, in px at 100 % text size, the tabs are a drop-down: the window is 800 wide or less."""


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab: its key in a Place, its title, what makes its page, and the key of its count in the head."""

    key: str
    title: str
    factory: Callable[[], Page]
    count: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be entered: on which tab, under which name there (none: the tab has one), and who may."""

    tab: str
    name: str
    text: str
    icon: str
    action: Action


CALL = Entry("family_time", "call", N_("A call, in three fields"), "calendar-heart", Action.WRITE_ENTRIES)
ENTRIES = (
    Entry("family_time", "occasion", N_("Family time"), "calendar-heart", Action.WRITE_ENTRIES),
    CALL,
    Entry("promises", "own_words", N_("What they said"), "quote", Action.WRITE_ENTRIES),
    Entry("overview", "status", N_("How things are right now"), "eye", Action.WRITE_ENTRIES),
    Entry("promises", "promise", N_("A promise"), "handshake", Action.WRITE_ENTRIES),
    Entry("promises", "action", N_("Something to do"), "circle-check", Action.WRITE_ENTRIES),
    Entry("checklists", "checklist", N_("A checklist"), "list-checks", Action.WRITE_ENTRIES),
    Entry("worker_changes", "", N_("A change of worker"), "arrow-left-right", Action.PLAN_CHANGE_OF_WORKER),
    Entry("people", "person", N_("A person in their life"), "contact-round", Action.EDIT_PROFILE),
    Entry("people", "key_adult", N_("A key adult"), "anchor", Action.EDIT_PROFILE),
    Entry("people", "people_map", N_("A map of people"), "users", Action.EDIT_PROFILE),
    Entry("plan", "goal", N_("A goal"), "milestone", Action.EDIT_PLAN),
    Entry("plan", "scenario", N_("An if-then plan"), "git-branch", Action.EDIT_PLAN),
    Entry("plan", "decision", N_("A decision"), "scale", Action.EDIT_PLAN),
    Entry(
        "plan",
        "aid_session",
        N_("A session with a communication aid"),
        "message-square-reply",
        Action.WRITE_ENTRIES,
    ),
    Entry(
        "family_time", "arrangement", N_("An arrangement for family time"), "calendar-days", Action.EDIT_PLAN
    ),
    Entry("family_time", "limit", N_("A limit on family time"), "shield", Action.SET_LIMIT),
    Entry("plan", "restriction", N_("Another limit"), "shield", Action.EDIT_PLAN),
    Entry("stay", "legal_order", N_("An order"), "scale", Action.EDIT_PROFILE),
    Entry(
        "stay", "notification", N_("Somebody who is told of the stay"), "message-circle", Action.WRITE_ENTRIES
    ),
    Entry("stay", "time_alone", N_("A time alone, door locked"), "lock", Action.WRITE_ENTRIES),
)


class YoungPeople(Protocol):
    """What this page needs of the young-people service."""

    def head(self, young_person_id: str, /) -> YoungPersonHead:
        """Return what stands at the top of every page about a young person."""
        ...


class YoungPersonPage(Page):
    """One young person. Places are Place("young_person", id, tab, record_id, part); no tab is the overview."""

    nouns = frozenset(
        {"young_people", "people", "worker_changes", "checklists", "promises", "packs", "family_time"}
    )

    def __init__(
        self,
        young_people: YoungPeople,
        tabs: tuple[TabSpec, ...],
        clock: Clock,
        may: Callable[[Action], bool],
        parent: QWidget | None = None,
        *,
        opened_until: Callable[[str], datetime | None] | None = None,
        who_looked: Callable[[str], tuple[Looked, ...]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._young_people, self._clock, self._may = young_people, clock, may
        self._opened_until, self._who_looked = opened_until, who_looked
        self._specs = {spec.key: spec for spec in tabs}
        self._pages: dict[str, Page] = {}
        self.young_person_id = ""
        self.opened_banner: Banner | None = None
        self._tab = tabs[0].key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.band = Band(
            may_enter=bool(self._entries()),
            may_pack="packs" in self._specs and may(Action.ISSUE_PACK),
            may_edit="overview" in self._specs and may(Action.EDIT_PROFILE),
            may_see_looks=who_looked is not None and may(Action.SEE_WHO_LOOKED),
        )
        self.band.looked.connect(self.show_who_looked)
        self.band.new_entry.connect(self.new_entry)
        self.band.pack.connect(self.print_pack)
        self.band.details.connect(self._edit_details)
        self.band.people.connect(lambda: self._choose("people"))
        column.addWidget(self.band)
        self.tabs = TabStrip(tuple((spec.key, spec.title) for spec in tabs))
        self.tabs.chosen.connect(self._choose)
        self.band.slot.addWidget(self.tabs.combo)
        column.addWidget(self.tabs)
        self._above = QVBoxLayout()
        column.addLayout(self._above)
        self._stack = QStackedWidget()
        self.looked_sheet = SideSheet()
        self.looked_sheet.closed.connect(self._fit)
        beside = QHBoxLayout()
        beside.addWidget(self._stack, 1)
        beside.addWidget(self.looked_sheet)
        column.addLayout(beside, 1)
        self._gone = EmptyState(_("This young person is not in the store. Choose a name at the left."))
        self._gone.hide()
        column.addWidget(self._gone)
        self._fit()

    # -- the page -------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show a young person at a tab; the tab opens what else the place names."""
        if place.young_person_id != self.young_person_id:
            self.keep_drafts()
            self.young_person_id = place.young_person_id
            self.band.forget()
            self.tabs.show_counts({})
            self.looked_sheet.close_sheet()
            self._show_opened("", None)
        self._tab = place.tab if place.tab in self._specs else next(iter(self._specs))
        self.tabs.show_tab(self._tab)
        self._gone.hide()
        self._stack.show()
        page = self._page(self._tab)
        page.open_place(replace(place, tab=self._tab))
        self._stack.setCurrentWidget(page)
        self._fit()
        self.mark_stale()

    def reload(self) -> None:
        """Fetch the head anew; the overview brings it along when it is open."""
        self._ask_opened()
        if self.young_person_id and not isinstance(self._page(self._tab), OverviewPage):
            asked = self.young_person_id
            tasks.query(self, self._young_people.head, asked).done(self._show_head).failed(
                self._not_there
            ).start()

    def hear(self, changed: Changed) -> None:
        """Become stale, and hand it on to the tabs that were built."""
        super().hear(changed)
        for page in self._pages.values():
            page.hear(changed)

    def here(self, place: Place) -> Place:
        """Return the place of what is open on the tab."""
        return self._page(self._tab).here(replace(place, tab=self._tab))

    def keep_drafts(self) -> None:
        """Keep what is typed on any tab."""
        for page in self._pages.values():
            page.keep_drafts()

    def page(self, key: str) -> Page:
        """Return the page of a tab, built now if it was never wanted before."""
        return self._page(key)

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            made = self._specs[key].factory()
            made.go.connect(self.go)
            if isinstance(made, OverviewPage):
                made.loaded.connect(self._show_overview)
                made.on_failed = self._not_there
            self._pages[key] = made
            self._stack.addWidget(made)
        return self._pages[key]

    def _show_head(self, head: YoungPersonHead) -> None:
        if head.id != self.young_person_id:
            return
        self.band.show_head(head, self._clock.today())
        self.tabs.show_counts(
            {spec.key: head.counts.get(spec.count, 0) for spec in self._specs.values() if spec.count}
        )

    def _ask_opened(self) -> None:
        """Ask whether these records are open for a reason only."""
        asked = self.young_person_id
        if asked and self._opened_until is not None:
            asking = tasks.query(self, self._opened_until, asked)
            asking.done(lambda until: self._show_opened(asked, until)).failed(self._not_there).start()

    def _show_opened(self, asked: str, until: datetime | None) -> None:
        if asked not in ("", self.young_person_id):
            return
        clear_layout(self._above)
        self.opened_banner = None
        self.band.allow_entries_only(until is not None)
        if until is not None:
            day, today = local(until).date(), self._clock.today()
            when = clock_time(until) if day == today else f"{day_short(day, today)}, {clock_time(until)}"
            self.opened_banner = Banner(
                _("Opened anyway until {when}.").format(when=when),
                _("The unit manager sees why."),
                "soon",
                icon="lock-open",
            )
            self._above.setContentsMargins(24, 8, 24, 8)
            self._above.addWidget(self.opened_banner)
        else:
            self._above.setContentsMargins(0, 0, 0, 0)

    def show_who_looked(self) -> None:
        """Show who looked at these records in the last days, in a sheet of the page's own."""
        if self._who_looked is None or not self.young_person_id:
            return
        asked = self.young_person_id

        def show(found: tuple[Looked, ...]) -> None:
            if asked != self.young_person_id:
                return
            body = LookedList(found, self._clock.today())
            self.looked_sheet.show_body(_("Who looked"), _("In the last 30 days"), body)
            self.looked_sheet.open_sheet()
            self._fit()

        tasks.query(self, self._who_looked, asked).busy(self.band.looked_button).done(show).start()

    def _show_overview(self, overview: Overview) -> None:
        self._show_head(overview.head)
        self.band.show_key_adults(overview.key_adults, self._clock.today())

    def _not_there(self, error: AppError) -> bool:
        if isinstance(error, Gone):
            self._stack.hide()
            self._gone.show()
            return True
        return False

    # -- what can be done -----------------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        """Go to a tab through the window, so that it keeps drafts and knows where one is."""
        self.go.emit(Place("young_person", self.young_person_id, key))

    def focus_tabs(self) -> None:
        """Put the focus where a young person's page begins (Ctrl 1 to Ctrl 9 lead here)."""
        self.tabs.focus_current()

    def next_tab(self) -> None:
        """Go to the next tab (Ctrl Tab)."""
        self.tabs.step(1)

    def previous_tab(self) -> None:
        """Go to the tab before (Ctrl Shift Tab)."""
        self.tabs.step(-1)

    def save_now(self) -> None:
        """Have the tab save what it saves at a key (Ctrl S)."""
        self._page(self._tab).act("save_now")

    def print_pack(self) -> None:
        """Make a handover pack (Ctrl P)."""
        may = "packs" in self._specs and self._may(Action.ISSUE_PACK) and self.opened_banner is None
        if self.young_person_id and may:
            self.go.emit(Place("packs", self.young_person_id, part="new"))

    def new_entry(self) -> None:
        """Offer what can be entered about this young person (Ctrl N)."""
        if not self.young_person_id or not self._entries():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self._entries():
            act = menu.addAction(icons.icon(entry.icon), _(entry.text).replace("&", "&&"))
            act.triggered.connect(partial(self._enter, entry))
        button = self.band.new_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def light_call(self) -> None:
        """Write down a call in three fields (Ctrl Shift N)."""
        if self.young_person_id and CALL in self._entries():
            self._enter(CALL)

    def _entries(self) -> tuple[Entry, ...]:
        opened = self.opened_banner is not None
        return tuple(
            e
            for e in ENTRIES
            if e.tab in self._specs and self._may(e.action) and (not opened or e.action in OPENED_ANYWAY)
        )

    def _enter(self, entry: Entry, _checked: bool = False) -> None:
        part = f"new:{entry.name}" if entry.name else "new"
        self.go.emit(Place("young_person", self.young_person_id, entry.tab, part=part))

    def _edit_details(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tab, part, text, icon in (
            ("overview", "details", _("Name and details"), "user-round"),
            ("stay", "stay", _("This stay and the law it rests on"), "scale"),
        ):
            act = menu.addAction(icons.icon(icon), text)
            place = Place("young_person", self.young_person_id, tab, part=part)
            act.triggered.connect(lambda _checked=False, place=place: self.go.emit(place))
        button = self.band.details_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    # -- room -----------------------------------------------------------------------------------------

    def _fit(self) -> None:
        narrow = theme.room(self) < NARROW
        is_open = not self.looked_sheet.isHidden()
        self._stack.setVisible(self._gone.isHidden() and not (narrow and is_open))
        if is_open:
            wide = max(280, self.width()) if narrow else theme.width("side_sheet")
            self.looked_sheet.setFixedWidth(wide)
        self.tabs.setVisible(not narrow)
        self.tabs.combo.setVisible(narrow)
        self.tabs.fit()
        self.band.fit(full=self._tab == "overview", narrow=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
