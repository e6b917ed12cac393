"""Today: what cannot wait, in that order. Who still has to be told comes before everything else.

It shows what the today service found and leads to the places where something can be done about it.
"""

from collections.abc import Callable, Mapping

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ...core.resource_files import Fault
from ...core.text import _, day_long, ngettext
from ...domain.permissions import Action
from ...domain.today import OpenedLine, StillToTell, Today
from ...services.today import TodayService
from .. import tasks, theme
from ..page import Page, Place
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState
from ..widgets.change_rows import change_row
from ..widgets.faults import FaultNotice
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.rows import ListRow
from . import lines
from .due import DueCard
from .left_by_shift import LeftByShift
from .opened import OpenedCard
from .short_list import ShortList
from .untold import UntoldCard

TWO_COLUMNS = 900
SIDE_WIDTH = 358
CHANGES, OCCASIONS, FEW = 4, 6, 4
"""How many changes of worker, occasions and others stand in a card at first."""


class TodayPage(Page):
    """The page everybody sees first.

    `screens` names the screens that can be gone to; a link to another one is left out. `new_entries` are (text,
    Place) of what can be entered from here, `may` what the role of whoever is signed in allows. `seen(id)` notes
    that the reason for opening records anyway was read. `faults` finds the mistakes in files that may be changed, `callers` the
    young people (id: name) whose calls can be written down from here.
    """

    nouns = frozenset(
        {
            "worker_changes", "family_time", "promises", "checklists", "actions", "own_words", "young_people",
            "staff", "plans", "signatures", "opened_anyway", "clocks", "stays", "shifts",
        }
    )  # fmt: skip

    def __init__(
        self,
        today: TodayService,
        *,
        screens: frozenset[str] = frozenset(),
        new_entries: tuple[tuple[str, Place], ...] = (),
        may: Callable[[Action], bool] = lambda _action: True,
        seen: Callable[[str], object] | None = None,
        faults: Callable[[], tuple[Fault, ...]] | None = None,
        callers: Callable[[], Mapping[str, str]] | None = None,
        print_sheet: Callable[[QWidget], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._print_sheet = print_sheet
        self._today, self._screens, self._new_entries, self._may = today, screens, new_entries, may
        self._seen, self._callers = seen, callers
        self._find_faults = faults
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = PageScroll(most_wide=1400)
        self.scroll.column.setContentsMargins(24, 12, 24, 12)
        self.scroll.column.setSpacing(8)
        outer.addWidget(self.scroll)
        self.scroll.column.addLayout(self._make_head())
        self.faults = FaultNotice()
        self.scroll.column.addWidget(self.faults)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        main, side = QVBoxLayout(), QVBoxLayout()
        for column in (main, side):
            column.setSpacing(16)
        self.untold = UntoldCard(self._may_tell)
        self.opened = OpenedCard()
        self.opened.seen.connect(self._mark_seen)
        self.untold.act_wanted.connect(lambda news: self.go.emit(lines.place_of(news)))
        self._lists: dict[Card, ShortList] = {}
        self.changes = self._listed(self._change_card(), CHANGES)
        self.due = DueCard()
        self.due.opened.connect(lambda due: self.go.emit(lines.place_of(due)))
        self.nobody = Card()
        self.nobody.show_rows([EmptyState(_("Nobody’s records are open to you yet. Ask the unit manager."))])
        self.nobody.hide()
        for one in (self.nobody, self.untold, self.opened, self.changes, self.due):
            main.addWidget(one)
        main.addStretch(1)
        shifts = self.go.emit if "shifts" in self._screens else None
        self.left = LeftByShift(shifts, takes_over=may(Action.TAKE_OVER_SHIFT))
        calendar = self._link("family_time", _("Calendar"))
        self.family_time = self._listed(
            Card(_("Family time today"), icon="calendar-heart", action=calendar), OCCASIONS
        )
        self.goodbyes = self._listed(Card(_("Goodbyes this week"), icon="hand-heart"), FEW)
        self.promises = self._listed(
            Card(_("Promises due"), icon="handshake", action=self._link("promises")), FEW
        )
        self.waiting = self._listed(self._waiting_card(), FEW)
        self._side = QWidget()
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        for one in (self.left, self.family_time, self.goodbyes, self.promises, self.waiting):
            side.addWidget(one)
        side.addStretch(1)
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self._side)
        self.scroll.column.addLayout(self._columns)
        self.scroll.column.addStretch(1)
        self._fit()

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(_("Today"), "page-title"))
        self.day = label("", "second")
        head.addWidget(self.day)
        head.addStretch(1)
        self.print_sheet: Button | None = None
        if self._print_sheet is not None:
            self.print_sheet = Button(_("Print shift sheet"), self.print_pack, icon="printer")
            head.addWidget(self.print_sheet)
        self.new_entry: Button | None = None
        if self._new_entries or self._callers is not None:
            self.new_entry = Button(_("New entry"), self.open_new_entry, icon="pencil", kind="primary")
            head.addWidget(self.new_entry)
        return head

    def _listed(self, card: Card, most: int) -> Card:
        """Return a card with a short list in it; before it is on the page, so that Tab comes to its rows in their place."""
        self._lists[card] = ShortList(most)
        card.body.addWidget(self._lists[card])
        return card

    def _change_card(self) -> Card:
        action = None
        if "worker_changes" in self._screens:
            action = (_("All changes"), lambda: self.go.emit(Place("worker_changes")))
        return Card(_("Changes of worker"), icon="arrow-left-right", second=" ", action=action)

    def _waiting_card(self) -> Card:
        card = Card(_("Waiting for a signature"), icon="signature")
        self.sign_yours = Button(_("Sign yours"), self._goer(Place("signatures")), size="small")
        card.head_row.addWidget(self.sign_yours)
        return card

    def _link(self, screen: str, text: str = "") -> tuple[str, Callable[[], object]] | None:
        """Return a link to a page of the house, None where there is no such page."""
        return (text, self._goer(Place(screen))) if screen in self._screens else None

    def act(self, act_id: str) -> None:
        """Offer what can be entered with Ctrl N, whose call with Ctrl Shift N, and the shift sheet with Ctrl P."""
        if act_id == "new_entry" and self.new_entry is not None:
            self.open_new_entry()
        elif act_id == "light_call" and self._callers is not None:
            self._fill_calls(self._menu())
        elif act_id == "print_pack":
            self.print_pack()

    def print_pack(self) -> None:
        """Open the dialog of the shift sheet."""
        if self._print_sheet is not None:
            self._print_sheet(self)

    def open_new_entry(self) -> None:
        """Offer what can be entered."""
        menu = self._menu()
        if self._callers is not None:
            self._fill_calls(menu.addMenu(_("A call, in three fields")))
        for text, place in self._new_entries:
            menu.addAction(text, self._goer(place))
        self._pop_up(menu)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _pop_up(self, menu: QMenu) -> None:
        under = self.new_entry or self
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))

    def _fill_calls(self, menu: QMenu) -> None:
        """Offer every young person whose call can be written down; a menu of its own opens with them."""
        assert self._callers is not None

        def show(names: Mapping[str, str]) -> None:
            if not shiboken6.isValid(menu):
                return
            for who, name in names.items():
                place = Place("young_person", who, "family_time", part="new:call")
                menu.addAction(name.replace("&", "&&"), self._goer(place))
            if menu.parent() is self:
                self._pop_up(menu)

        tasks.query(self, self._callers).done(show).start()

    def _goer(self, place: Place) -> Callable[[], None]:
        return lambda: self.go.emit(place)

    # what is shown

    def _may_tell(self, news: StillToTell) -> bool:
        """Whether whoever is signed in may write down that this was told."""
        actions = {"worker_changes": Action.RECORD_CHANGE_STEP, "restrictions": Action.EDIT_PLAN}
        return self._may(actions.get(news.record_kind, Action.WRITE_ENTRIES))

    def reload(self) -> None:
        """Fetch the page anew; for a role that reads no records there is nothing to fetch."""
        if not self._may(Action.READ_RECORDS):
            self._show_no_records()
            return
        tasks.query(self, self._today.load).busy(self.scroll).done(self._show).start()

    def _show(self, today: Today) -> None:
        self._show_faults()
        self.day.setText(day_long(today.day))
        self.untold.show_news(today.still_to_tell)
        self.opened.show_lines(today.opened_anyway, today.day)
        self._show_changes(today)
        self.nobody.setVisible(today.sees_nobody and not self._may(Action.ADD_YOUNG_PERSON))
        self.due.show_today(today)
        self.left.show_lines(today.shift_notes)
        self._lists[self.family_time].show_lines(
            today.family_time,
            lambda one: lines.family_time_row(one, self._goer(lines.place_of(one))),
            _("No family time today."),
            today.day,
        )
        self._lists[self.goodbyes].show_lines(
            today.goodbyes,
            lambda one: lines.goodbye_row(one, today.day, self._goer(lines.goodbye_place(one))),
            _("No goodbyes this week."),
            today.day,
        )
        self._count_promises(today.open_promises)
        self._lists[self.promises].show_lines(
            today.promises,
            lambda one: lines.promise_row(one, today.day, self._goer(lines.promise_place(one))),
            _("No promise is due today."),
            today.day,
        )
        may_sign = bool(today.waiting.yours) and self._may(Action.SIGN_ENTRIES)
        self.sign_yours.setVisible(may_sign)
        sign = self._goer(Place("signatures")) if may_sign else None
        waiting = lines.waiting_rows(today.waiting, today.day, sign)
        self._lists[self.waiting].show_lines(waiting, lambda row: row, _("Every entry is signed."))

    def _count_promises(self, still_open: int) -> None:
        """Lead to all of them, or say how many there are where no page has them all."""
        link = self.promises.action_button
        if link is not None:
            link.setText(_("All {n}").format(n=still_open))
            link.setAccessibleName(
                ngettext("{n} open promise", "All {n} open promises", still_open).format(n=still_open)
            )
            link.setVisible(bool(still_open))
        else:
            words = ngettext("{n} open", "{n} open", still_open).format(n=still_open)
            self.promises.second.setText(words if still_open else "")

    def _show_no_records(self) -> None:
        """Say what this role is for, in place of everything else."""
        sentence = _("Your role looks after the program and the people who use it. It reads no records.")
        rows: list[QWidget] = [EmptyState(sentence)]
        if "staff" in self._screens:
            rows.append(ListRow(_("Staff"), self._goer(Place("staff")), icon="users", arrow=True))
        self.nobody.show_rows(rows)
        self.nobody.show()
        for one in (self.untold, self.changes, self.due, self._side):
            one.hide()

    def _show_faults(self) -> None:
        """Look for mistakes once, behind what Today itself needs."""
        if self._find_faults is not None:
            tasks.query(self, self._find_faults).done(self.faults.show_faults).start()
            self._find_faults = None

    def _mark_seen(self, line: OpenedLine, button: QWidget) -> None:
        if self._seen is not None:
            tasks.command(self, self._seen, line.record_id).busy(button).start()

    def _show_changes(self, today: Today) -> None:
        count = ngettext(
            "{n} open, and what is not done yet", "{n} open, and what is not done yet", len(today.changes)
        )
        self.changes.second.setText(count.format(n=len(today.changes)) if today.changes else "")
        self._lists[self.changes].show_lines(
            today.changes,
            lambda one: change_row(
                one, today.day, self._goer(lines.change_place(one.young_person_id, one.id))
            ),
            _("No change of worker is open."),
            today.day,
        )

    # room

    def _fit(self) -> None:
        narrow = theme.room(self) < TWO_COLUMNS
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        self._columns.setAlignment(self._side, Qt.AlignmentFlag(0) if narrow else Qt.AlignmentFlag.AlignTop)
        wide = 16777215 if narrow else theme.px(SIDE_WIDTH)
        self._side.setMaximumWidth(wide)
        self._side.setMinimumWidth(0 if narrow else min(wide, self.width() // 3))
        self.untold.set_narrow(theme.room(self) < 600)
        margin = 16 if narrow else 24
        self.scroll.column.setContentsMargins(margin, 12, margin, 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two columns under each other where it is narrow."""
        super().resizeEvent(event)
        self._fit()
