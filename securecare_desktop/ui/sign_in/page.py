"""Signing in: choose your name, then write your password. Names of staff only; no young person anywhere."""

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ...core.errors import AppError, InputError, StoreError
from ...core.text import _, ngettext
from ...domain.pins import problems_in_pin
from ...domain.staff import Role, StaffMember
from ...services.preferences import RECENT_DAYS
from ...services.session import Session, SignInName, SignInPage
from .. import icons, notify, tasks, theme
from ..widgets.buttons import Button, LinkButton
from ..widgets.card import Card
from ..widgets.flow import Flow
from ..widgets.gate import Gate, fact_line, in_the_middle
from ..widgets.labels import IconLabel, label
from .tiles import People, what_they_are

if TYPE_CHECKING:
    from .password_card import PasswordEntry
    from .trouble import StoreTrouble

TWO_COLUMNS_FROM = 1000
WIDEST = 1120


class SignIn(Gate):
    """The page. `recent` holds the staff ids of those who have used this computer in the last days.

    `asks_pin(staff_id)` says who wants to give a PIN for their breaks as well.

    Signals: `signed_in(StaffMember)`; `other_folder()` and `new_store()` ask for another store;
    `recover_wanted(people)` for the way in with the recovery key; `ready()` when
    there are names to choose from and they have been seen on the screen.
    """

    ready = Signal()
    recover_wanted = Signal(object)
    signed_in = Signal(object)
    other_folder = Signal()
    new_store = Signal()

    def __init__(
        self,
        session: Session,
        recent: frozenset[str],
        asks_pin: Callable[[str], bool] = lambda _staff_id: False,
        parent: QWidget | None = None,
    ) -> None:
        facts = (("unplug", _("Works without a network")),)
        note = _("After 5 wrong tries there is a wait. Nothing is lost.")
        super().__init__(session.clock, facts, note, parent)
        self._session = session
        self._recent, self._asks_pin = recent, asks_pin
        self._everybody: tuple[SignInName, ...] = ()
        self._show_all = False
        self._house = ("", "")
        self.chosen: SignInName | None = None
        self.trouble: StoreTrouble | None = None
        self._content = QWidget()
        self._content.setMaximumWidth(theme.px(WIDEST))
        self._content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(40)
        self._left = self._make_left()
        self._right = self._make_right()
        self._columns.addWidget(self._left, 5)
        self._columns.addWidget(self._right, 3)
        self.body.addLayout(in_the_middle(self._content))
        self.body.addStretch(1)
        self.body.addLayout(in_the_middle(self._make_promise()))
        self._content.hide()
        self._looked = False

    # -- its parts ------------------------------------------------------------------------------------

    def _make_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(label(_("Who is signing in?"), "page-title"))
        head.addStretch(1)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Type a name"))
        self.filter.setAccessibleName(_("Type a name"))
        self.filter.setProperty("role", "search")
        glass = self.filter.addAction(
            icons.icon("search", "text-3"), QLineEdit.ActionPosition.LeadingPosition
        )
        glass.setText(_("Type a name"))  # Qt makes a button of it, and a screen reader comes across it
        self.filter.setMaximumWidth(theme.px(256))
        self.filter.textEdited.connect(lambda _text: self._show_people())
        self.filter.returnPressed.connect(self._choose_first)
        head.addWidget(self.filter, 1)
        column.addLayout(head)
        self.which = label("", "caption-strong")
        column.addWidget(self.which)
        self.people = People()
        self.people.chosen.connect(self.choose)
        self.people.seen.connect(self.ready)
        column.addWidget(self.people)
        self.all_link = LinkButton("", self._show_everybody)
        hint = label(_("Agency worker with no name here? The unit manager adds it."), "second")
        column.addWidget(Flow((self.all_link, hint)))
        column.addStretch(1)
        return left

    def _make_right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        card = Card()
        card.body.setContentsMargins(24, 24, 24, 24)
        card.body.setSpacing(4)
        self.name = label("", "second", wrap=True)
        self.role = label("", "second", wrap=True)
        card.body.addWidget(self.name)
        card.body.addWidget(self.role)
        self.not_me = Button(_("Not me"), self.let_go, size="large")
        self._entry = QWidget()
        self._room = QVBoxLayout(self._entry)
        self._room.setContentsMargins(0, 12, 0, 0)
        card.body.addWidget(self._entry)
        self.forgotten = LinkButton(_("I have forgotten my password"), self._explain, small=True)
        self.who_helps = label(
            _(
                "Nobody can look a password up, so it cannot be sent to you. A unit manager can give you a new "
                "one: tell them, or the shift lead. What you wrote is kept."
            ),
            "second",
            wrap=True,
        )
        self.who_helps.hide()
        card.body.addSpacing(8)
        card.body.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.who_helps)
        self.use_key = LinkButton(_("Use the recovery key from the safe"), self._use_key, small=True)
        self.use_key.hide()
        card.body.addWidget(self.use_key, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(card)
        facts = Card()
        facts.body.setContentsMargins(24, 12, 24, 12)
        facts.body.setSpacing(10)
        facts.body.addWidget(fact_line("lock", _("Locked."), _("The record store is encrypted.")))
        facts.body.addWidget(fact_line("users-round", _("Nobody else"), _("is signed in here.")))
        facts.body.addWidget(fact_line("file-check", _("Drafts"), _("stay encrypted until you sign in.")))
        column.addWidget(facts)
        column.addStretch(1)
        return right

    @cached_property
    def password(self) -> "PasswordEntry":
        """The field and its buttons: made when a name is chosen, so that the names come up sooner."""
        from .password_card import PasswordEntry

        made = PasswordEntry(_("Sign in"), "log-in", self._try, beside=self.not_me)
        self._room.addWidget(made)
        made.show()  # at once, so that the focus can go there
        stops = (
            self.all_link,
            made.line,
            made.editor.eye_line.button,
            made.button,
            self.not_me,
            self.forgotten,
        )
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        return made

    def _make_promise(self) -> QWidget:
        line = QWidget()
        line.setMaximumWidth(theme.px(WIDEST))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel("eye-off", "text-2", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = _(
            "Nothing about any young person is on this screen. Records open after you sign in, and who opened "
            "what is written down."
        )
        row.addWidget(label(words, "second", wrap=True), 1)
        return line

    def house_names(self) -> tuple[str, str]:
        """Return the names of the unit and the house."""
        return self._house

    # -- what happens -----------------------------------------------------------------------------------

    def choose(self, person: SignInName) -> None:
        """Ask for this person's password."""
        self.chosen = person
        self.people.mark(person.staff_id)
        self.name.setText(person.name)
        here = (what_they_are(person), self.unit.text())
        self.role.setText(", ".join(part for part in here if part))
        self._show_entry(True)
        self.password.ask_pin(self._asks_pin(person.staff_id))
        self.password.start()

    def let_go(self) -> None:
        """It is somebody else after all."""
        self.chosen = None
        self.people.mark("")
        self.password.wipe()
        self._show_entry(False)
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: SignInPage) -> None:
        self._house = (page.unit_name, page.house_name)
        theme.load_scripts(f"{self._house}{page.people}")
        self.show_house(*self._house)
        self._everybody = tuple(sorted(page.people, key=lambda p: p.name.casefold()))
        self._show_entry(False)  # before it is dressed, so that it is dressed once
        self._content.show()
        self._show_people()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_trouble(self, failure: AppError) -> None:
        from .trouble import StoreTrouble

        self.trouble = StoreTrouble(failure, self._session.folder)
        self.trouble.other_folder.connect(self.other_folder)
        self.trouble.new_store.connect(self.new_store)
        self.trouble.again.connect(self._look_again)
        self.body.insertWidget(0, self.trouble)
        self._content.hide()
        self.trouble.start()

    def _look_again(self) -> None:
        if self.trouble is not None:
            self.trouble.hide()
            self.trouble.deleteLater()
            self.trouble = None
        self._look()

    def _look(self) -> None:
        tasks.query(self, self._session.sign_in_page).done(self._show).failed(self._show_trouble).start()

    def _show_people(self) -> None:
        typed = self.filter.text().strip().casefold()
        recent = tuple(p for p in self._everybody if p.staff_id in self._recent)
        few = bool(recent) and not self._show_all and not typed
        shown = recent if few else tuple(p for p in self._everybody if typed in p.name.casefold())
        if typed and not shown:
            self.which.setText(_("Nobody here has a name like that."))
        elif few:
            self.which.setText(
                ngettext(
                    "Used this computer in the last {n} day",
                    "Used this computer in the last {n} days",
                    RECENT_DAYS,
                ).format(n=RECENT_DAYS)
            )
        else:
            self.which.setText(_("Everybody who can sign in") if not typed else _("Names like that"))
        self.people.show_people(shown, self.chosen.staff_id if self.chosen else "")
        count = len(self._everybody)
        self.all_link.setText(ngettext("Show {n} person", "Show all {n} people", count).format(n=count))
        self.all_link.setVisible(few and len(shown) < count)

    def _show_everybody(self) -> None:
        self._show_all = True
        self._show_people()
        if self.people.tiles:
            self.people.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_first(self) -> None:
        if self.people.tiles:
            self.choose(self.people.tiles[0].person)

    def _show_entry(self, shown: bool) -> None:
        for part in (self.role, self._entry, self.forgotten):
            part.setVisible(shown)
        self.who_helps.hide()
        self.use_key.hide()
        if not shown:
            self.name.setText(_("Choose your name, then write your password."))
        theme.mark(self.name, role="heading" if shown else "second")
        self._arrange()

    def _explain(self) -> None:
        self.who_helps.setVisible(not self.who_helps.isVisible())
        manager = self.chosen is not None and self.chosen.role == Role.UNIT_MANAGER.value
        self.use_key.setVisible(manager and self.who_helps.isVisible())
        if self.who_helps.isVisible():
            notify.announce(self, self.who_helps.text())

    def _use_key(self) -> None:
        self.recover_wanted.emit(self._everybody)

    def _try(self, password: str) -> None:
        person = self.chosen
        if person is None:
            return
        pin = self.password.pin()
        problems = problems_in_pin(pin) if pin else ()
        if problems:
            self.password.show_error(InputError(problems))
            return
        task = tasks.command(self, self._come_in, person.staff_id, password, pin)
        task.busy(self.password.button).done(self._let_in).failed(self._refused).start()

    def _come_in(self, staff_id: str, password: str, pin: str) -> StaffMember:
        member = self._session.sign_in(staff_id, password)
        if pin and self._session.pin_minutes:
            self._session.set_pin(pin)
        return member

    def _let_in(self, member: StaffMember) -> None:
        self.password.wipe()
        self.signed_in.emit(member)

    def _refused(self, failure: AppError) -> None:
        if isinstance(failure, StoreError):
            self.password.wipe()
            self._show_trouble(failure)
        else:
            self.password.show_error(failure)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the names while the window comes up: it waits for no disk, and the disk not for it."""
        super().showEvent(event)
        if not self._looked:
            self._looked = True
            self._look()

    # -- room -------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit: then the names give way to the password."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = theme.room(self) >= TWO_COLUMNS_FROM
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        self._left.setVisible(wide or self.chosen is None)
        self._right.setVisible(wide or self.chosen is not None)
