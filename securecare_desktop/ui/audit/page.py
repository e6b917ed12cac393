"""What was done: every event, newest first, with filters, a file of them, and whether the trail is unbroken."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, Unpack

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.clock import Clock, local
from ...core.text import _, clock_time, day_plain, ngettext
from ...domain.audit import CheckReport, EventGroup, PaperMark, ToldEvent, TrailOverview, Wanted
from ...domain.audit_words import group_of
from .. import notify, tasks, theme
from ..page import Page, Place
from ..tables.model import Column
from ..tables.view import Table
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, EmptyState, clear_layout
from ..widgets.flow import Flow
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.save_file import AskFile, ask_file
from ..widgets.side_sheet import SideSheet
from .event import EventView
from .filters import Filters
from .trail_card import TrailCard

AT_ONCE = 100
"""How many events are fetched at first, and with each "Show more"."""
NARROW = 760
_ICONS = {
    EventGroup.LOOKED: "eye",
    EventGroup.WRITTEN: "pencil",
    EventGroup.PAPER: "printer",
    EventGroup.WAY_IN: "log-in",
    EventGroup.WRONG_TRIES: "circle-alert",
    EventGroup.ACCOUNTS: "key-round",
    EventGroup.STORE: "hard-drive",
}
_LATE = ("wrong_password", "events_missing", "clock_went_back")


class Audit(Protocol):
    """What this page needs of the audit service."""

    def overview(self) -> TrailOverview:
        """Return the newest event, and whom the log can be looked through for."""
        ...

    def log(
        self, *, before_seq: int = 0, limit: int = 200, **wanted: Unpack[Wanted]
    ) -> tuple[ToldEvent, ...]:
        """Return events, newest first."""
        ...

    def export_csv(self, wanted: Wanted, target: Path, stop: Callable[[], bool], /) -> int:
        """Write events into a file and return how many there are."""
        ...

    def on_paper(self, mark: str, /) -> PaperMark | None:
        """Return the event whose mark stands on a paper copy."""
        ...

    def check(self) -> CheckReport:
        """Look through the whole store."""
        ...


def ask_csv(parent: QWidget, name: str, on_chosen: Callable[[Path], object]) -> None:
    """Let the person choose where the file goes."""
    ask_file(parent, _("Save as CSV"), name, _("CSV files (*.csv)"), on_chosen)


class AuditPage(Page):
    """The page. A Place with a record_id and the kind of record as its `part` shows the events of that record."""

    def __init__(
        self, audit: Audit, clock: Clock, *, ask: AskFile = ask_csv, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What was done"))
        self._audit, self._clock, self._ask = audit, clock, ask
        self._record: Wanted = {}
        self._asked = 0
        self.events: tuple[ToldEvent, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.scroll = PageScroll()
        self.scroll.column.setSpacing(12)
        row.addWidget(self.scroll, 1)
        self.sheet = SideSheet()
        self.sheet.closed.connect(self._fit)
        row.addWidget(self.sheet)
        self._build()

    def _build(self) -> None:
        column = self.scroll.column
        self.csv_button = Button(_("Save as CSV…"), self.save_csv, icon="file-down")
        head = QHBoxLayout()
        head.addWidget(Flow((label(_("What was done"), "page-title"),)), 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.csv_button)
        column.addLayout(head)
        self.trail = TrailCard(self._audit.check, self._audit.on_paper)
        column.addWidget(self.trail)
        self.filters = Filters(self._clock)
        self.filters.changed.connect(self._reload_events)
        column.addWidget(self.filters)
        self._only = QHBoxLayout()
        column.addLayout(self._only)
        self.card = Card()
        self.table = Table(self._columns(), says=_("What was done"), key=lambda event: event.seq)
        self.table.opened.connect(self.open_event)
        self.empty = EmptyState(_("Nothing was done that fits. Choose less, or another day."))
        self.empty.hide()
        self.card.body.addWidget(self.table)
        self.card.body.addWidget(self.empty)
        column.addWidget(self.card)
        self.more = Button(_("Show more"), self.show_more, kind="quiet")
        self.more.hide()
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _columns(self) -> tuple[Column, ...]:
        today = self._clock.today

        def when(event: ToldEvent) -> str:
            return f"{day_plain(local(event.at).date(), today())}, {clock_time(event.at)}"

        return (
            Column(
                "what",
                _("What was done"),
                lambda e: e.sentence,
                tooltip=lambda e: e.sentence,
                icon=lambda e: _ICONS.get(group_of(e), ""),
                tone=lambda e: "late" if e.action in _LATE else "",
                stretch=True,
            ),
            Column("about", _("About"), lambda e: e.about, strong=True, width=96),
            Column("when", _("When"), when, sort=lambda e: e.seq, width=150),
            Column("computer", _("Computer"), lambda e: e.computer, width=140, gives_way=True),
        )

    # -- the events -----------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the newest events, or those of one record."""
        self._show_record(
            {"record_id": place.record_id, "record_kind": place.part} if place.record_id else {}
        )
        self.mark_stale()

    def reload(self) -> None:
        """Fetch the newest events anew, and whom they can be looked through for."""
        tasks.query(self, self._audit.overview).done(self._show_overview).start()
        self._reload_events()

    def _wanted(self) -> Wanted:
        return {**self.filters.wanted(), **self._record}

    def _show_overview(self, overview: TrailOverview) -> None:
        self.trail.show_head(overview.head)
        self.filters.offer(overview)

    def _reload_events(self) -> None:
        self._fetch(0, ())

    def show_more(self) -> None:
        """Fetch the events before those that are shown."""
        self._fetch(self.events[-1].seq if self.events else 0, self.events)

    def _fetch(self, before_seq: int, shown: tuple[ToldEvent, ...]) -> None:
        self._asked += 1
        asked = self._asked
        ask = partial(self._audit.log, before_seq=before_seq, limit=AT_ONCE + 1, **self._wanted())
        asking = tasks.query(self, ask).busy(self.more if before_seq else self.card)
        asking.done(lambda found: self._show(asked, shown, found)).start()

    def _show(self, asked: int, shown: tuple[ToldEvent, ...], found: tuple[ToldEvent, ...]) -> None:
        if asked != self._asked:
            return  # something else is wanted by now
        self.events = (*shown, *found[:AT_ONCE])
        self.table.set_rows(self.events)
        self.table.setVisible(bool(self.events))
        self.empty.setVisible(not self.events)
        self.more.setVisible(len(found) > AT_ONCE)

    def _show_record(self, record: Wanted, words: str = "") -> None:
        """Show the events of one record only, or all again."""
        self._record = record
        clear_layout(self._only)
        if record:
            everything = (_("Show everything again"), lambda: self._only_record({}))
            self._only.addWidget(
                Banner(_("Only one record is shown."), words, "info", links=(everything,)), 1
            )

    def _only_record(self, record: Wanted, words: str = "") -> None:
        self._show_record(record, words)
        self._reload_events()

    # -- one event ------------------------------------------------------------------------------------

    def open_event(self, event: ToldEvent) -> None:
        """Show one event in the sheet."""
        view = EventView(event)
        view.record_wanted.connect(
            lambda: self._only_record({"record_kind": event.record_kind, "record_id": event.record_id})
        )
        view.person_wanted.connect(lambda: self.go.emit(Place("young_person", event.young_person_id)))
        self.sheet.show_body(_("Event {n}").format(n=event.seq), "", view)
        if self.sheet.isHidden():
            self.sheet.open_sheet()
        self._fit()

    # -- the file -------------------------------------------------------------------------------------

    def save_csv(self) -> None:
        """Say what the file holds, ask where it goes, and have it written."""
        notify.confirm(
            self,
            _("Save as CSV"),
            _(
                "The file is not encrypted, and it holds words from the records. Keep it where nobody else reads it, "
                "and destroy it afterwards. That it was saved stands in the record of what was done."
            ),
            _("Choose where"),
            lambda: self._ask(self, _("what-was-done.csv"), self._write),
        )

    def _write(self, target: Path) -> None:
        generation = tasks.hub().generation
        wanted = self._wanted()

        def export() -> int:
            return self._audit.export_csv(wanted, target, lambda: tasks.hub().generation != generation)

        tasks.command(self, export).busy(self.csv_button).done(self._say_written).start()

    def _say_written(self, count: int) -> None:
        said = ngettext("{n} event was saved.", "{n} events were saved.", count).format(n=count)
        notify.tell(said, hint=_("The file is not encrypted."))
        self._reload_events()

    # -- room -----------------------------------------------------------------------------------------

    def _fit(self) -> None:
        narrow = theme.room(self) < NARROW
        self.sheet.stand_beside(self, self.scroll, narrow=narrow)
        side = 16 if narrow else 24
        self.scroll.column.setContentsMargins(side, 16, side, 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
