"""Sign yours: the entries that wait for one's own signature, each with its words, signed with one key.

The next one comes by itself. Whoever is not done with an entry goes to its form from here, or leaves it for later.
"""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _, ngettext
from ...domain.signatures import Waiting, WaitingEntry, title_of, young_person_of
from .. import actions, notify, tasks, theme
from ..page import PLAN_VIEWS, Page, Place
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState
from ..widgets.editors import PasswordEditor
from ..widgets.entry_words import EntryWords
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.rows import ListRow
from ..widgets.side_sheet import Foot
from ..widgets.sign_dialog import may_be_read, password_field
from ..widgets.signing import Signatures, since

WIDE, NARROW = 960, 600
_TABS = {
    "occasions": "family_time",
    "own_words": "promises",
    "statuses": "overview",
    "decisions": "plan",
    "times_alone": "stay",
}
_IN_A_CHANGE = ("tellings", "joint_meetings")


def place_of(waiting: WaitingEntry) -> Place:
    """Return where an entry can be changed before it is signed."""
    who, entry = young_person_of(waiting.entry), waiting.entry
    if waiting.record_kind in _IN_A_CHANGE:
        change_id: str = getattr(entry, "change_id")  # noqa: B009 - these two kinds have one
        return Place("young_person", who, "worker_changes", change_id)
    part = PLAN_VIEWS.get(waiting.record_kind, "")
    return Place("young_person", who, _TABS[waiting.record_kind], entry.id, part)


class Signs(Signatures, Protocol):
    """What this page needs of the service."""

    def waiting(self) -> Waiting:
        """Return what waits for a signature."""
        ...


class SignaturesPage(Page):
    """One's own unsigned entries, the oldest first."""

    nouns = frozenset(
        {"signatures", "family_time", "own_words", "worker_changes", "young_people", "plans", "stays"}
    )

    def __init__(self, signatures: Signs, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signatures, self._clock = signatures, clock
        self._entries: tuple[WaitingEntry, ...] = ()
        self._later: list[str] = []
        self.shown: WaitingEntry | None = None
        self.form: Form | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.scroll = PageScroll(most_wide=WIDE)
        outer.addWidget(self.scroll, 1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(_("Waiting for your signature"), "page-title", wrap=True), 1)
        self.count = label("", "second")
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        self.scroll.column.addLayout(head)
        self.card = Card(" ", icon="signature", inset=True)
        self.scroll.column.addWidget(self.card)
        self.rest = Card(_("After this"), icon="clock")
        self.scroll.column.addWidget(self.rest)
        back = (_("Back to Today"), lambda: self.go.emit(Place("today")))
        self.empty = EmptyState(_("Nothing of yours waits for a signature."))
        self.back = Button(back[0], back[1], icon="calendar-check")
        self.empty.layout().addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.scroll.column.addWidget(self.empty)
        self.scroll.column.addStretch(1)
        self.foot = Foot()
        self.sign_button = self.foot.add_button(_("Sign"), self.sign, icon="signature", kind="primary")
        self.sign_button.setAutoDefault(True)  # Enter presses it
        self.sign_button.setToolTip(actions.keys_in_words("sign"))
        self.change_button = self.foot.add_button(_("Change it first"), self._change, icon="pencil")
        self.later_button = self.foot.add_button(_("Not now"), self._not_now, kind="quiet")
        outer.addWidget(self.foot)
        actions.bind("sign", self, self.sign, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for one in (self.card, self.rest, self.empty, self.foot):
            one.hide()

    def open_place(self, place: Place) -> None:
        """Begin with the entry that `place` names, else with the oldest."""
        self._later = []
        self.shown = None
        self._wanted = place.record_id
        self.mark_stale()

    def reload(self) -> None:
        """Fetch anew what waits."""
        tasks.query(self, self._signatures.waiting).busy(self.scroll).done(self._show).start()

    # what is shown

    def _show(self, waiting: Waiting) -> None:
        self._entries = tuple(
            sorted(waiting.yours, key=lambda one: (one.entry.id in self._later, one.written_at))
        )
        count = len(self._entries)
        self.count.setText(ngettext("{n} entry", "{n} entries", count).format(n=count) if count else "")
        wanted, self._wanted = getattr(self, "_wanted", ""), ""
        self._turn_to(next((e for e in self._entries if e.entry.id == wanted), None))

    def _turn_to(self, wanted: WaitingEntry | None) -> None:
        """Show one entry, by default the first; the others stand under it."""
        now = wanted or (self._entries[0] if self._entries else None)
        for one in (self.card, self.foot):
            one.setVisible(now is not None)
        self.empty.setVisible(now is None)
        others = [e for e in self._entries if now is None or e.entry.id != now.entry.id]
        self.rest.setVisible(bool(others))
        self.rest.show_rows([self._row(one) for one in others])
        if now is None:
            self.shown = None
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.shown is None or self.shown.entry != now.entry:
            self.shown = now
            self._fill(now)

    def _row(self, one: WaitingEntry) -> ListRow:
        return ListRow(
            f": {title_of(one.entry)}",
            self._opener(one),
            strong=one.young_person_name,
            right=since(one.written_at, self._clock.today()),
        )

    def _opener(self, one: WaitingEntry) -> Callable[[], None]:
        return lambda: self._turn_to(one)

    def _fill(self, now: WaitingEntry) -> None:
        self.card.title.setText(now.young_person_name)
        self.card.second.setText(
            _("{what}, written {when}").format(
                what=title_of(now.entry), when=since(now.written_at, self._clock.today())
            )
        )
        self.card.clear()
        self.card.body.addWidget(may_be_read())
        self.card.body.addWidget(EntryWords(now.entry))
        self.form = None
        self.scroll.verticalScrollBar().setValue(0)
        self.sign_button.setEnabled(False)
        tasks.query(self, self._signatures.asks_password, young_person_of(now.entry)).done(
            lambda asks: self._ready(now, asks)
        ).start()

    def _ready(self, now: WaitingEntry, asks_password: bool) -> None:
        """Let it be signed, with the password where the unit asks for it."""
        if self.shown is None or self.shown.entry != now.entry:
            return
        self.form = Form((password_field(),) if asks_password else (), signing=True)
        self.sign_button.setEnabled(True)
        if asks_password:
            self.card.body.addWidget(self.form)
            password = self.form.editor("password")
            assert isinstance(password, PasswordEditor)
            password.line.returnPressed.connect(self.sign)
            self.form.focus_first()
        else:
            self.form.setParent(self)
            self.form.hide()
            self.sign_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # what can be done

    def sign(self) -> None:
        """Sign the entry that is shown, and go on to the next."""
        now, form = self.shown, self.form
        if now is None or form is None or not form.is_ready():
            return
        password = form.values().get("password", "")
        task = tasks.command(self, self._signatures.sign, now.entry, password)
        task.busy(self.sign_button).form(form).done(self._signed).start()

    def _signed(self, _saved: Any) -> None:
        notify.tell(_("Signed."))
        self.reload()

    def _change(self) -> None:
        if self.shown is not None:
            self.go.emit(place_of(self.shown))

    def _not_now(self) -> None:
        if self.shown is not None:
            self._later.append(self.shown.entry.id)
            self._show(Waiting(yours=self._entries))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take less margin where it is narrow."""
        super().resizeEvent(event)
        side = 16 if theme.room(self) < NARROW else 24
        self.scroll.column.setContentsMargins(side, 12, side, side)
