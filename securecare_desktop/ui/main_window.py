"""The one window: who is at it (nobody, somebody, locked), what is shown, and how one gets from place to place.

It builds each screen when it is first wanted (screens.py) and takes everything down at lock.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..core.errors import AppError
from ..core.labels import label as label_of
from ..core.paths import APP_NAME, default_store_folder
from ..core.text import _, ngettext
from ..domain.messages import Changed
from ..domain.staff import StaffMember
from ..services.bundle import Services
from ..services.preferences import PreferencesService
from ..services.stores import MadeStore
from . import actions, notify, tasks, theme
from .find.finder import Finder
from .first_run.folder_row import ask_folder
from .first_run.page import FirstRun, Make
from .focus_ring import FocusRing
from .page import Place
from .screens import Screens
from .shell.app_bar import AppBar
from .shell.frame import Frame
from .shell.idle import IdleWatch
from .shell.locking import LockKeys, OwnClipboard, close_everything_over
from .shell.rail import Rail
from .shell.status_bar import StatusBar
from .sign_in.locked import Locked
from .sign_in.page import SignIn
from .widgets.drafts import news
from .widgets.form import keep_all_drafts_now

if TYPE_CHECKING:
    from .admin.welcome import Welcome

SMALLEST = (480, 320)
RAIL_NOUNS = frozenset({"young_people", "worker_changes", "staff"})
PAGE_ACTS = ("new_entry", "print_pack", "next_tab", "previous_tab")


class MainWindow(QWidget):
    """The window. `folder` is the store to open; `make` makes a store, for a first run.

    `warm` loads on the store worker what sign-in will need, once the window is up.
    """

    def __init__(
        self,
        services: Services,
        preferences: PreferencesService,
        folder: Path,
        *,
        make: Make | None = None,
        warm: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._services, self._preferences = services, preferences
        self._make: Make = make or services.stores.create
        self._warm = warm
        self._member: StaffMember | None = None
        self._house = ("", "")
        self._since = services.session.clock.now()
        self._kept_at: datetime | None = None
        self._place = Place("today")
        self._back_to: tuple[str, Place] | None = None
        self.screens: Screens | None = None
        self.frame: Frame | None = None
        self.finder: Finder | None = None
        self.face: QWidget | None = None
        self.welcome: Welcome | None = None
        self._people: tuple[tuple[str, str], ...] = ()
        self._rail_loaded = False
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(*SMALLEST)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._ring = FocusRing(self)
        self.idle = IdleWatch(services.session.clock, preferences.settings.idle_minutes, self)
        self.idle.idle.connect(self._lock_idle)
        self.idle.soon.connect(self._show_notice)
        self._clipboard = OwnClipboard(self)
        LockKeys(self.lock, self.switch, self)
        self._bind_keys()
        tasks.hub().changed.connect(self._on_changed)
        news().kept.connect(self._on_kept)
        self.open_folder(folder)

    # -- nobody is signed in ----------------------------------------------------------------------------

    def open_folder(self, folder: Path) -> None:
        """Show the sign-in page of the store in `folder`, or the assistant where there was never one."""
        self._services.session.folder = folder
        known = self._preferences.settings.store == str(folder)
        if self._services.stores.exists(folder) or known:
            self.show_sign_in()
        else:
            self.show_first_run(folder)

    def show_sign_in(self) -> None:
        """Show the names to choose from."""
        today = self._services.session.clock.today()
        page = SignIn(self._services.session, self._preferences.recent(today))
        page.signed_in.connect(lambda member: self._let_in(member, page.house_names()))
        page.other_folder.connect(self._ask_folder)
        page.new_store.connect(lambda: self.show_first_run(_free_folder(default_store_folder())))
        page.help_wanted.connect(self.open_help)
        page.ready.connect(self._warm_up)
        self._show_face(page)

    def show_first_run(self, folder: Path) -> None:
        """Show the assistant that makes a store in `folder`."""
        page = FirstRun(self._services.session.clock, folder, self._make, self._print_recovery_key)
        page.finished.connect(self._let_in_maker)
        page.open_other.connect(self._ask_folder)
        page.help_wanted.connect(self.open_help)
        self._show_face(page)
        page.start()

    def _ask_folder(self) -> None:
        start = self._services.session.folder or default_store_folder()
        ask_folder(self, start, self.open_folder)

    def _let_in_maker(self, made: MadeStore) -> None:
        self._let_in(made.manager, (made.unit.name, made.unit.house_name))

    def _warm_up(self) -> None:
        warm, self._warm = self._warm, None
        if warm is not None:
            tasks.query(self, warm).start()

    def _print_recovery_key(self, parent: QWidget, made: MadeStore) -> None:
        from .packs import hand_out, pages

        if not hand_out.QPrinterInfo.availablePrinterNames():
            words = _("No printer is set up on this computer.")
            notify.error(AppError(words, _("Write the key down, sign by sign, and read it back.")))
            return

        def send(pdf: bytes) -> None:
            hand_out.ask_printer(
                parent, lambda printer: tasks.render(parent, pages.print_pages, pdf, printer).start()
            )

        tasks.render(parent, self._services.stores.recovery_page, made).done(send).start()

    # -- somebody is signed in --------------------------------------------------------------------------

    def _let_in(self, member: StaffMember, house: tuple[str, str]) -> None:
        session = self._services.session
        self._member, self._house = member, house
        self._since, self._kept_at = session.clock.now(), None
        if session.folder is not None:
            tasks.command(self, self._preferences.note_store, session.folder).start()
        tasks.command(self, self._preferences.note_sign_in, member.id, session.clock.today()).start()
        chosen = self._preferences.person(member.id)
        theme.use(chosen.theme, chosen.text_size)
        back_to, self._back_to = self._back_to, None
        self._build_frame(member)
        self._load_rail()
        same = back_to is not None and back_to[0] == member.id
        assert self.screens is not None
        self.navigate(back_to[1] if back_to is not None and same else self.screens.home())
        self.idle.start()

    def _build_frame(self, member: StaffMember) -> None:
        self.screens = Screens(self._services, self._preferences, member, self.navigate)
        self.finder = Finder(self._services.search.find)
        self.finder.go.connect(self.navigate)
        self.finder.closed.connect(self._end_finding)
        unit, house = self._house
        bar = AppBar(unit, house, member.name, label_of(member.role).lower(), self.finder)
        bar.alone.connect(self.finder.show_alone)
        bar.find_wanted.connect(self.find)
        bar.lock_wanted.connect(self.lock)
        bar.switch_wanted.connect(self.switch)
        rail = Rail(self.screens.top_entries(), self.screens.foot_entries())
        rail.go.connect(self.navigate)
        rail.add_wanted.connect(lambda: self.navigate(self.screens.new_young_person()))
        status = StatusBar(self._services.session.clock, self.idle.minutes)
        self.frame = Frame(bar, rail, status)
        self._show_face(self.frame)

    def navigate(self, place: Place) -> None:
        """Show a place; what was typed where one comes from is kept as a draft."""
        if self.screens is None or self.frame is None:
            return
        before = self.frame.page()
        if before is not None:
            before.keep_drafts()
        page = self.screens.page(place.screen)
        if page is None:
            return
        self._place = place
        page.open_place(place)
        self.frame.show_page(page)
        self.frame.rail.show_place(place)
        self._show_welcome()

    def find(self) -> None:
        """Put the cursor into the Find field, also where it is behind a button."""
        if self.frame is not None and self.finder is not None:
            self.frame.bar.show_finding(True)
            self.finder.start()

    def _end_finding(self) -> None:
        if self.frame is not None:
            self.frame.bar.show_finding(False)

    def open_help(self) -> None:
        """Show Help: as a page, or over the sign-in page while nobody is signed in."""
        if self.frame is not None:
            self.navigate(Place("help"))
            return
        from .help.dialog import HelpDialog

        HelpDialog(self).open()

    def _load_rail(self) -> None:
        if self.screens is not None and self.frame is not None:
            tasks.query(self.frame, self.screens.load_rail).done(self._show_rail).start()

    def _show_rail(self, loaded: tuple[tuple[tuple[str, str], ...], int]) -> None:
        if self.frame is None or self.screens is None:
            return
        self._people, changes = loaded
        self._rail_loaded = True
        rail = self.frame.rail
        rail.show_young_people(self._people, self.screens.may_add_young_person())
        if "worker_changes" in rail.items:
            rail.items["worker_changes"].show_count(changes)
        rail.show_place(self._place)
        self._show_welcome()

    def _show_welcome(self) -> None:
        """Above the first page of an empty house: the first two things to do."""
        if self.frame is None or self.screens is None:
            return
        wanted = self._rail_loaded and not self._people and self._place.screen == "today"
        if wanted and self.welcome is None:
            self.welcome = self.screens.welcome()
            self.frame.above.addWidget(self.welcome)
        elif not wanted and self.welcome is not None:
            self.welcome.hide()
            self.welcome.deleteLater()
            self.welcome = None

    def _on_changed(self, changed: Changed) -> None:
        if self.frame is not None:
            self.frame.status.show_saved()
            if changed.nouns & RAIL_NOUNS:
                self._load_rail()

    def _on_kept(self, moment: datetime) -> None:
        self._kept_at = moment
        if self.frame is not None:
            self.frame.status.show_kept(moment)

    # -- lock -------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Lock now. The same person may carry on with the password; nothing can stop this."""
        self._lock("")

    def switch(self) -> None:
        """Lock, and show the names so that somebody else can sign in."""
        self._lock("", switch=True)

    def _lock_idle(self) -> None:
        minutes = self.idle.minutes
        words = ngettext("after {n} minute without use", "after {n} minutes without use", minutes)
        self._lock(words.format(n=minutes))

    def _lock(self, why: str, *, switch: bool = False) -> None:
        member = self._member
        if member is None:
            return
        self.idle.stop()
        self._keep_drafts()
        self._member = None
        self._back_to = (member.id, self._place)
        close_everything_over(self)
        self._clipboard.clear()
        tasks.discard()
        self._take_down()
        if switch:
            self._let_go("switched")
            theme.use("system")
            self.show_sign_in()
            return
        page = Locked(self._services.session, member, self._since, why)
        page.show_house(*self._house)
        page.signed_in.connect(lambda found: self._let_in(found, self._house))
        page.switch.connect(self.show_sign_in)
        page.help_wanted.connect(self.open_help)
        self._show_face(page)
        page.start()
        self._let_go("locked", page)

    def _keep_drafts(self) -> None:
        keep_all_drafts_now()
        for page in self.screens.built() if self.screens is not None else ():
            page.keep_drafts()

    def _let_go(self, why: str, page: Locked | None = None) -> None:
        """Have the store closed and the key wiped, after the writes that were asked for."""
        session, drafts = self._services.session, self._services.drafts

        def close() -> int:
            try:
                return drafts.waiting()
            finally:
                session.lock(why)

        def show(waiting: int) -> None:
            if page is not None and waiting and shiboken6.isValid(page):
                page.show_draft(self._kept_at)

        task = tasks.command(self, close).done(show)
        task.failed(lambda _error: True).start()  # it lets go all the same; the trail says so next time

    def _take_down(self) -> None:
        """Destroy every page and with it whatever it holds of the records."""
        self._people, self._rail_loaded = (), False
        self.welcome = self.screens = self.finder = self.frame = None

    # -- the window itself ------------------------------------------------------------------------------

    def _show_face(self, face: QWidget) -> None:
        old, self.face = self.face, face
        if old is not None:
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        self._column.addWidget(face)
        face.show()
        self._ring.raise_()

    def _show_notice(self, seconds: int) -> None:
        if self.frame is not None:
            self.frame.show_notice(seconds)

    def _bind_keys(self) -> None:
        actions.bind("find", self, self.find)
        actions.bind("lock", self, self.lock)
        actions.bind("switch_person", self, self.switch)
        actions.bind("help", self, self.open_help)
        actions.bind("save_now", self, self._keep_drafts)
        actions.bind("next_region", self, lambda: self._to_region(1))
        actions.bind("previous_region", self, lambda: self._to_region(-1))
        for number in range(1, 10):
            actions.bind(f"young_person_{number}", self, partial(self._open_young_person, number))
        for act_id in PAGE_ACTS:
            actions.bind(act_id, self, partial(self._ask_page, act_id))

    def _open_young_person(self, number: int) -> None:
        if number <= len(self._people):
            self.navigate(Place("young_person", self._people[number - 1][0]))

    def _ask_page(self, act_id: str) -> None:
        """Hand a key on to the page that is shown, where it has something to do for it."""
        page = self.frame.page() if self.frame is not None else None
        if page is not None:
            page.act(act_id)

    def _to_region(self, step: int) -> None:
        if self.frame is not None:
            self.frame.next_region(step)
        elif self.face is not None:
            self.face.focusNextPrevChild(step > 0)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the drafts and let go of the store; the workers end after what was asked for is done."""
        self.idle.stop()
        self._keep_drafts()
        self._member = None
        close_everything_over(self)
        self._clipboard.clear()
        if self._services.session.signed_in:
            self._let_go("closed")
        super().closeEvent(event)


def _free_folder(wanted: Path) -> Path:
    """Return `wanted`, or the same name with a number where something stands already."""
    number, folder = 2, wanted
    while folder.exists() and any(folder.iterdir()):
        folder = wanted.with_name(f"{wanted.name}-{number}")
        number += 1
    return folder
