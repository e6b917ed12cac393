"""The one window: who is at it. Nobody (sign-in, or the first run), somebody (their desk), or somebody who is away.

Lock stands here: it keeps drafts, takes the desk down and lets go of the store, and nothing can stop it.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..core.errors import AppError
from ..core.paths import APP_NAME, default_store_folder
from ..core.text import _, ngettext
from ..domain.staff import StaffMember
from ..services.preferences import PreferencesService
from ..services.session import PinOffer, Session, SignInName, holds_store
from . import actions, notify, tasks, theme
from .focus_ring import FocusRing
from .page import Place
from .shell.idle import IdleWatch
from .shell.lock_reasons import SUSPENDED, in_words
from .shell.locking import LockKeys, OwnClipboard, close_everything_over
from .shell.os_lock import OsLockWatch
from .shell.screen_capture import shield
from .sign_in.page import SignIn
from .sweeping import sweep_up_all

if TYPE_CHECKING:
    from ..services.bundle import Services
    from ..services.stores import MadeStore, StoresService
    from .desk import Desk
    from .sign_in.locked import Locked
    from .way_back import Whereabouts

SMALLEST = (480, 320)


class MainWindow(QWidget):
    """The window over one session. `folder` is the store to open.

    `warm` loads on the store worker what sign-in will need, once there are names to choose from.
    """

    def __init__(
        self,
        session: Session,
        preferences: PreferencesService,
        folder: Path,
        *,
        warm: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._session, self._preferences, self._warm = session, preferences, warm
        self._member: StaffMember | None = None
        self._house = ("", "")
        self._since: datetime = session.clock.now()
        self._ways_back: dict[str, Whereabouts] = {}
        self.face: QWidget | None = None
        self.desk: Desk | None = None
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(*SMALLEST)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._ring = FocusRing(self)
        self.idle = IdleWatch(session.clock, preferences.settings.idle_minutes, self)
        self.idle.idle.connect(self._lock_idle)
        self.idle.soon.connect(self._show_notice)
        self._clipboard = OwnClipboard(self)
        self.os_lock = OsLockWatch(self)
        self.os_lock.locked.connect(self._lock_with_system)
        self._shield = shield(self)
        LockKeys(self, self.lock, self.switch)
        actions.bind("help", self, self.open_help)
        self.open_folder(folder)

    # -- nobody is signed in ----------------------------------------------------------------------------

    def open_folder(self, folder: Path) -> None:
        """Show the sign-in page of the store in `folder`, or the assistant where there was never one."""
        self._session.folder = folder
        known = self._preferences.settings.store == str(folder)
        if holds_store(folder) or known:
            self.show_sign_in()
        else:
            self.show_first_run(folder)

    def show_sign_in(self) -> None:
        """Show the names to choose from."""
        page = SignIn(self._session, self._preferences.recent(self._session.clock.today()), self._asks_pin)
        page.signed_in.connect(lambda member: self._let_in(member, page.house_names()))
        page.other_folder.connect(self._ask_folder)
        page.new_store.connect(lambda: self.show_first_run(_free_folder(default_store_folder())))
        page.recover_wanted.connect(self.show_recover)
        page.help_wanted.connect(self.open_help)
        page.ready.connect(self._warm_up)
        self._show_face(page)

    def show_recover(self, people: tuple[SignInName, ...]) -> None:
        """Show the way in with the recovery key from the safe."""
        from .sign_in.recover import Recover

        house = self.face.house_names() if isinstance(self.face, SignIn) else self._house
        page = Recover(
            self._session.clock,
            people,
            self._stores.recover,
            lambda parent, key: self._print_recovery_key(parent, house[0], key),
        )
        page.show_house(*house)
        page.back.connect(self.show_sign_in)
        page.help_wanted.connect(self.open_help)
        self._show_face(page)
        page.start()

    def show_first_run(self, folder: Path) -> None:
        """Show the assistant that makes a store in `folder`."""
        from .first_run.page import FirstRun

        theme.load_scripts()
        page = FirstRun(self._session.clock, folder, self._stores.create, self._print_first_key)
        page.finished.connect(self._let_in_maker)
        page.open_other.connect(self._ask_folder)
        page.help_wanted.connect(self.open_help)
        self._show_face(page)
        page.start()

    def _ask_folder(self) -> None:
        from .first_run.folder_row import ask_folder

        ask_folder(self, self._session.folder or default_store_folder(), self.open_folder)

    def _asks_pin(self, staff_id: str) -> bool:
        return self._preferences.person(staff_id).pin_at_sign_in

    def _ask_own_password(self, member: StaffMember, house: tuple[str, str]) -> None:
        """Let whoever came in with a one-time password choose their own; nothing else opens before."""
        from .sign_in.own_password import OwnPassword

        page = OwnPassword(self._session, member)
        page.show_house(*house)
        page.chosen.connect(lambda found: self._let_in(found, house))
        page.back.connect(self._turn_back)
        page.help_wanted.connect(self.open_help)
        self._show_face(page)
        page.start()
        self.idle.start()

    def _turn_back(self) -> None:
        """Somebody came in but went no further: let go of the store and show the names."""
        self.idle.stop()
        tasks.discard()
        self._let_go("signed_out")
        self.show_sign_in()

    def _half_way_in(self) -> bool:
        """Whether somebody came in with a one-time password and is asked for their own."""
        from .sign_in.own_password import OwnPassword

        return isinstance(self.face, OwnPassword)

    def _let_in_maker(self, made: "MadeStore") -> None:
        self._let_in(made.manager, (made.unit.name, made.unit.house_name))

    def _warm_up(self) -> None:
        theme.load_scripts()
        warm, self._warm = self._warm, None
        if warm is not None:
            tasks.query(self, warm).start()

    def _print_first_key(self, parent: QWidget, made: "MadeStore") -> None:
        self._print_recovery_key(parent, made.unit.name, made.recovery_key)

    def _print_recovery_key(self, parent: QWidget, unit_name: str, recovery_key: str) -> None:
        from .widgets import hand_out, pages

        if not hand_out.QPrinterInfo.availablePrinterNames():
            words = _("No printer is set up on this computer.")
            notify.error(AppError(words, _("Write the key down, sign by sign, and read it back.")))
            return

        def send(pdf: bytes) -> None:
            hand_out.ask_printer(
                parent, lambda printer: tasks.render(parent, pages.print_pages, pdf, printer).start()
            )

        def draw(_noted: None) -> None:
            tasks.render(parent, self._stores.recovery_page, unit_name, recovery_key).done(send).start()

        tasks.command(parent, self._stores.note_recovery_page).done(draw).start()

    # -- somebody is signed in --------------------------------------------------------------------------

    @cached_property
    def _stores(self) -> "StoresService":
        from ..services.stores import StoresService

        return StoresService(self._session)

    @cached_property
    def _services(self) -> "Services":
        from ..services.bundle import services_around

        return services_around(self._session)

    def _let_in(self, member: StaffMember, house: tuple[str, str]) -> None:
        from .desk import Desk

        self.os_lock.start(self)
        if self._session.must_choose_password:
            self._ask_own_password(member, house)
            return
        self._member, self._house, self._since = member, house, self._session.clock.now()
        chosen = self._preferences.person(member.id)
        theme.use(chosen.theme, chosen.text_size)
        self.desk = Desk(self._services, self._preferences, member, house, self.idle.minutes)
        self.desk.lock_wanted.connect(self.lock)
        self.desk.switch_wanted.connect(self.switch)
        self.desk.idle_changed.connect(self.idle.lock_after)
        self._show_face(self.desk)
        back_to = self._ways_back.pop(member.id, None)
        if back_to is not None:
            self.desk.go_back(back_to)
        else:
            self.desk.navigate(self.desk.screens.home())
        self._note_who_was_here(member)
        self.idle.start()

    def _note_who_was_here(self, member: StaffMember) -> None:
        """Keep store and name for the next sign-in page; after Today has asked for its rows, which cannot wait."""
        if self._session.folder is not None:
            tasks.command(self, self._preferences.note_store, self._session.folder).start()
        tasks.command(self, self._preferences.note_sign_in, member.id, self._session.clock.today()).start()

    def open_help(self) -> None:
        """Show Help: as a page, or over the sign-in page while nobody is signed in."""
        if self.desk is not None:
            self.desk.navigate(Place("help"))
            return
        from .help.dialog import HelpDialog

        HelpDialog(self).open()

    def _show_notice(self, seconds: int) -> None:
        if self.desk is not None:
            self.desk.show_notice(seconds)

    # -- lock -------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Lock now. The same person may carry on with the password; nothing can stop this."""
        self._lock("")

    def switch(self) -> None:
        """Lock, and show the names so that somebody else can sign in; over a lock no PIN undoes it from then on."""
        from .sign_in.locked import Locked

        if self._half_way_in():
            self._turn_back()
        elif self._leave() or isinstance(self.face, Locked):
            tasks.discard()  # also a try that is under way
            self._let_go("signed_out" if isinstance(self.face, Locked) else "switched")
            theme.use("system")
            self.show_sign_in()

    def _lock_idle(self) -> None:
        minutes = self.idle.minutes
        words = ngettext("after {n} minute without use", "after {n} minutes without use", minutes)
        self._lock(words.format(n=minutes), "locked_idle")

    def _lock_with_system(self, why: str) -> None:
        """The operating system has locked, changed its user or gone to sleep: so does the program."""
        from .sign_in.locked import Locked

        if why == SUSPENDED and isinstance(self.face, Locked):
            tasks.discard()  # also a try that is under way: whatever could open the store in short is let go of
            self._let_go(why, self.face)
        else:
            self._lock(in_words(why), why)

    def _lock(self, words: str, why: str = "locked") -> None:
        """Lock; `words` stand beside "Locked", `why` goes to the session."""
        from .sign_in.locked import Locked

        if self._half_way_in():
            self._turn_back()
        member = self._member
        kept_at = self.desk.kept_at if self.desk is not None else None
        if member is None or not self._leave():
            return
        page = Locked(self._session, member, self._since, words)
        page.show_house(*self._house)
        page.signed_in.connect(lambda found: self._let_in(found, self._house))
        page.switch.connect(self.switch)
        page.help_wanted.connect(self.open_help)
        self._show_face(page)
        page.start()
        self._let_go(why, page, kept_at)

    def _leave(self) -> bool:
        """Take everything of the signed-in person off the screen, drafts kept; False when nobody is."""
        member, self._member = self._member, None
        desk, self.desk = self.desk, None
        if member is None or desk is None:
            return False
        self.idle.stop()
        self._ways_back[member.id] = desk.whereabouts()
        desk.keep_drafts()
        close_everything_over(self)
        self._clipboard.clear()
        tasks.discard()
        return True

    def _let_go(self, why: str, page: "Locked | None" = None, kept_at: datetime | None = None) -> None:
        """Have the store closed and the key wiped, after the writes that were asked for."""
        session, drafts = self._session, self._services.drafts

        def close() -> tuple[int, PinOffer | None]:
            waiting = 0
            try:
                if session.signed_in and not session.must_choose_password:
                    waiting = drafts.waiting()
            except AppError:
                pass  # some roles have none, some accounts have just ended; the PIN still undoes this lock
            finally:
                session.lock(why)
            return waiting, session.pin_offer

        def show(left: "tuple[int, PinOffer | None]") -> None:
            waiting, pin = left
            if page is not None and shiboken6.isValid(page):
                page.show_pin(pin)
                if waiting:
                    page.show_draft(kept_at)

        task = tasks.command(self, close).done(show).always(lambda: QTimer.singleShot(0, sweep_up_all))
        task.failed(lambda _error: True).start()  # it lets go all the same; the trail says so next time

    # -- the window itself ------------------------------------------------------------------------------

    def _show_face(self, face: QWidget) -> None:
        self.face = face
        for old in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if old is not self._ring and not old.isWindow():  # whatever lies over the page goes with it
                old.hide()
                self._column.removeWidget(old)
                old.deleteLater()
        self._column.addWidget(face)
        face.show()
        self._ring.raise_()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the drafts and let go of the store; the workers end after what was asked for is done."""
        self.os_lock.stop()
        self._leave()
        if self._session.signed_in:
            self._let_go("closed")
        super().closeEvent(event)


def _free_folder(wanted: Path) -> Path:
    """Return `wanted`, or the same name with a number where something stands already."""
    number, folder = 2, wanted
    while folder.exists() and any(folder.iterdir()):
        folder = wanted.with_name(f"{wanted.name}-{number}")
        number += 1
    return folder
