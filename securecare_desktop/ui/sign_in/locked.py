"""The lock: opaque, over everything, with the person who may carry on. No young person's name anywhere."""

from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.errors import AppError, SignInRefused
from ...core.text import _, clock_time, ngettext
from ...domain.passwords import SHORTEST
from ...domain.pins import MOST
from ...domain.staff import StaffMember
from ...services.session import PinOffer, Session
from .. import actions, notify, tasks, theme
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card
from ..widgets.gate import Gate, in_the_middle
from ..widgets.labels import IconLabel, label
from ..widgets.tile import initials
from .password_card import PasswordEntry

WIDTH = 480


class Locked(Gate):
    """Asks `member` for the password again, or for the PIN while one opens.

    `why` is a short line such as "after 5 minutes without use". Signals: `signed_in(StaffMember)`;
    `switch()` when it is somebody else.
    """

    signed_in = Signal(object)
    switch = Signal()

    def __init__(
        self,
        session: Session,
        member: StaffMember,
        since: datetime,
        why: str = "",
        parent: QWidget | None = None,
    ) -> None:
        facts = (
            ("lock", _("The record store is encrypted")),
            ("eye-off", _("No record can be seen from here")),
        )
        super().__init__(session.clock, facts, "", parent)
        self._session, self._member = session, member
        self._pin = False
        self._offer: PinOffer | None = None
        column_widget = QWidget()
        column_widget.setMaximumWidth(theme.px(WIDTH))
        column = QVBoxLayout(column_widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._make_title(why))
        column.addWidget(self._make_card(since))
        column.addWidget(self._make_other())
        self.body.addStretch(1)
        self.body.addLayout(in_the_middle(column_widget))
        self.body.addStretch(2)
        notify.announce(self, _("Locked"))

    def start(self) -> None:
        """Put the cursor into the password field."""
        self.password.start()

    def show_draft(self, kept_at: datetime | None) -> None:
        """Say that a draft is kept, and when it was saved if that is known."""
        text = _("Saved at {time}.").format(time=clock_time(kept_at)) if kept_at else ""
        self._draft.addWidget(Banner(_("Your draft is kept, encrypted."), text, "done", icon="file-check"))

    def show_pin(self, offer: PinOffer | None) -> None:
        """Say that the PIN does as well, or how one comes to have one."""
        self._pin, self._offer = offer is not None, offer
        if offer is None:
            self.password.show_hint(_("With a PIN this is quicker: choose one under Settings."))
            return
        words = ngettext(
            "Or your PIN, {n} try left, until {time}",
            "Or your PIN, {n} tries left, until {time}",
            offer.tries_left,
        )
        until = clock_time(offer.until)
        self.password.show_hint(words.format(n=offer.tries_left, time=until))

    def _make_title(self, why: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("lock", "text-2", 28))
        row.addWidget(label(_("Locked"), "name"))
        row.addStretch(1)
        row.addWidget(label(why, "second"))
        return row

    def _make_card(self, since: datetime) -> Card:
        card = Card()
        card.body.setContentsMargins(24, 24, 24, 24)
        card.body.setSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(12)
        square = label(initials(self._member.name), "initials")
        theme.mark(square, state="chosen")
        square.setAlignment(Qt.AlignmentFlag.AlignCenter)
        square.setFixedSize(theme.px(48), theme.px(48))
        row.addWidget(square)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self._member.name, "heading", wrap=True))
        words.addWidget(label(_("signed in since {time}").format(time=clock_time(since)), "second"))
        row.addLayout(words, 1)
        card.body.addLayout(row)
        self._draft = QVBoxLayout()
        card.body.addLayout(self._draft)
        self.password = PasswordEntry(_("Unlock and carry on"), "lock-open", self._try)
        card.body.addWidget(self.password)
        return card

    def _make_other(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(16)
        row.addWidget(IconLabel("users-round", "text", 18))
        row.addWidget(label(_("Somebody else? What is open here stays closed to them."), wrap=True), 1)
        self.other = Button(_("Switch"), self.switch.emit)
        self.other.setToolTip(f"{actions.text('switch_person')} ({actions.keys_in_words('switch_person')})")
        row.addWidget(self.other, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    def _try(self, password: str) -> None:
        come_in = self._with_pin if self._pin and _could_be_pin(password) else self._with_password
        task = tasks.command(self, come_in, password)
        task.busy(self.password.button).done(self._let_in).failed(self._refused).start()

    def _with_password(self, password: str) -> StaffMember:
        return self._session.sign_in(self._member.id, password)

    def _with_pin(self, pin: str) -> StaffMember:
        """Try the PIN; runs on the store worker, which alone looks at what the PIN still opens."""
        try:
            return self._session.unlock_with_pin(pin)
        except AppError:
            if len(pin) >= SHORTEST:  # then it may as well be a password that is all digits
                with suppress(SignInRefused):  # told is what was wrong with the PIN
                    return self._with_password(pin)
            raise
        finally:
            self._offer = self._session.pin_offer

    def _refused(self, failure: AppError) -> None:
        if self._pin:
            if self._offer is None:
                self._pin = False
                self.password.show_hint("")
            else:
                self.show_pin(self._offer)
        self.password.show_error(failure)

    def _let_in(self, member: StaffMember) -> None:
        self.password.wipe()
        self.signed_in.emit(member)


def _could_be_pin(typed: str) -> bool:
    return typed.isdecimal() and len(typed) <= MOST
