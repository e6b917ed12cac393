"""A plain list and form for each kind of record of a screen: cards with tables, and the sheet at the right.

A screen describes its kinds as data (record_kinds.py) and gets lists, forms, drafts and errors from here.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _
from .. import notify, tasks, theme
from ..page import Page, Place
from ..tables.view import Table
from .buttons import LinkButton
from .card import Card, EmptyState
from .page_scroll import PageScroll
from .record_kinds import Drafts, Offer, Offered, RecordAct, RecordKind, Voice
from .record_sheet import RecordSheet

__all__ = [
    "Drafts",
    "Offer",
    "Offered",
    "RecordAct",
    "RecordKind",
    "RecordSheet",
    "RecordsPage",
    "SheetPage",
    "Voice",
]

NARROW = 760
"""Under this room, in px at 100 % text size, an open sheet takes the place of the lists."""


class RecordCard(Card):
    """One kind: its list, or the sentence that stands there while it is empty."""

    def __init__(
        self, kind: RecordKind, add: Callable[[], object], open_record: Callable[[Any], object]
    ) -> None:
        super().__init__(
            kind.title,
            icon=kind.icon,
            action=(kind.add, add) if kind.adds and not kind.add_once else None,
            action_icon="plus",
            note=kind.note,
        )
        self.kind = kind
        self.list = Table(kind.shown_columns, says=kind.title, key=kind.key)
        self.list.opened.connect(open_record)
        self.body.addWidget(self.list)
        self.empty = EmptyState(kind.empty, (kind.add, add) if kind.adds else None)
        self.body.addWidget(self.empty)
        self.more = LinkButton("", self.show_all, small=True)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(16, 6, 16, 8)
        below.addWidget(self.more)
        below.addStretch(1)
        self.body.addWidget(self._below)
        self._records: tuple[Any, ...] = ()
        self._all = not kind.at_first
        self.list.hide()
        self._below.hide()

    def show_all(self) -> None:
        """Show every one from now on."""
        self._all = True
        self.show_records(self._records)

    def show_few(self) -> None:
        """Show the first ones only from now on."""
        self._all = not self.kind.at_first

    def select(self, record: Any) -> None:
        """Make the row of a record current, also where it stands further down."""
        if not self.list.select(self.kind.key(record)):
            self.show_all()
            self.list.select(self.kind.key(record))

    def show_records(self, records: tuple[Any, ...]) -> None:
        """Show these, or that there are none yet."""
        self._records = records
        shown = records if self._all else records[: self.kind.at_first]
        self.list.set_rows(shown)
        self.more.setText(_("Show all {n}").format(n=len(records)))
        self._below.setVisible(len(shown) < len(records))
        self.list.setVisible(bool(records))
        self.empty.setVisible(not records)
        if self.action_button is not None:
            self.action_button.setVisible(bool(records))
        count = str(len(records)) if records else ""
        self.second.setText(self.kind.second(records) if self.kind.second is not None else count)


class SheetPage(Page):
    """A page about one young person with a sheet at the right. Fill `scroll.column`."""

    sheet_type: type[RecordSheet] = RecordSheet

    def __init__(self, drafts: Drafts, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.young_person_id = ""
        self.wanted = Place("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.scroll = PageScroll()
        row.addWidget(self.scroll, 1)
        self.sheet = self.sheet_type(drafts, clock)
        self.sheet.stale.connect(self.mark_stale)
        self.sheet.opened.connect(self._fit)
        self.sheet.closed.connect(self._fit)
        row.addWidget(self.sheet)

    def open_place(self, place: Place) -> None:
        """Show the young person of `place`; what else it names is in `wanted` until `take_wanted`."""
        if place.young_person_id != self.young_person_id:
            self.sheet.close_sheet()
            self.young_person_id = place.young_person_id
            self.forget()
        self.wanted = place
        self.mark_stale()

    def here(self, place: Place) -> Place:
        """Return the place of what is open in the sheet."""
        record_id, part = self.sheet.leads_to()
        return replace(place, record_id=record_id, part=part)

    def forget(self) -> None:
        """Take off the page what it shows of somebody else; subclasses do."""

    def take_wanted(self) -> Place:
        """Return what was to be opened here, once."""
        wanted, self.wanted = self.wanted, Place("")
        return wanted

    def keep_drafts(self) -> None:
        """Keep what is typed in the sheet."""
        if self.sheet.form is not None:
            self.sheet.form.keep_draft_now()

    def is_narrow(self) -> bool:
        """Whether there is room for one column only."""
        return theme.room(self) < NARROW

    def _fit(self) -> None:
        narrow = self.is_narrow()
        self.sheet.stand_beside(self, self.scroll, narrow=narrow)
        side = 16 if narrow else 24
        self.scroll.column.setContentsMargins(side, 16, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class RecordsPage(SheetPage):
    """The lists of one screen under each other, and the sheet at the right.

    A Place opens an entry by `record_id` (and does the act named `part` with it), or a new one of the kind
    `entry` with `part` "new:entry".
    """

    def __init__(
        self, kinds: tuple[RecordKind, ...], drafts: Drafts, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(drafts, clock, parent)
        self.kinds = kinds
        self.nouns = frozenset(kind.noun for kind in kinds)
        self.cards: dict[str, RecordCard] = {}
        self._put_above()
        for kind in kinds:
            card = RecordCard(
                kind, lambda kind=kind: self.add(kind), lambda record, kind=kind: self.edit(kind, record)
            )
            card.hide()
            self.cards[kind.entry] = card
            self.scroll.column.addWidget(card)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(4)
        self.scroll.column.addLayout(self._missing)
        self.scroll.column.addStretch(1)

    def _put_above(self) -> None:
        """Put on the page what stands above the lists, before them also for Tab; subclasses do."""

    def forget(self) -> None:
        """Take the lists off the page until those of the other young person are there."""
        for card in self.cards.values():
            card.hide()
            card.show_few()

    def reload(self) -> None:
        """Fetch every list anew."""
        if not self.young_person_id:
            return
        if self.sheet.withholder is not None:
            self.sheet.withholder.missing(self, self.young_person_id, self.nouns, self._missing)
        for kind in self.kinds:
            tasks.query(self, kind.load, self.young_person_id).done(
                lambda found, kind=kind, who=self.young_person_id: self._show(kind, found, who)
            ).start()

    def _show(self, kind: RecordKind, records: tuple[Any, ...], young_person_id: str) -> None:
        if young_person_id != self.young_person_id:
            return  # an answer about somebody who is no longer on the page
        card = self.cards[kind.entry]
        card.show_records(records)
        card.show()
        self._go_to_wanted(kind, records)

    def _go_to_wanted(self, kind: RecordKind, records: tuple[Any, ...]) -> None:
        wanted = self.wanted
        if wanted.part == f"new:{kind.entry}":
            self.take_wanted()
            self.add(kind)
            return
        wanted_id = wanted.record_id
        record = next(
            (r for r in records if wanted_id and wanted_id in (r.id, kind.key(r), *kind.holds(r))), None
        )
        if record is None:
            return
        self.take_wanted()
        self.cards[kind.entry].select(record)
        act = kind.act(wanted.part, record)
        if act is not None and kind.may_do(act):
            self.sheet.act(kind, record, act, self.young_person_id)
        else:
            self.edit(kind, record)

    # -- what can be done -----------------------------------------------------------------------------

    def add(self, kind: RecordKind) -> None:
        """Begin a new entry, or have it added where nothing is asked for."""
        if not kind.adds:
            return
        if kind.add_now is None:
            self.sheet.edit(kind, None, self.young_person_id)
        elif kind.add_asks:
            notify.confirm(self, kind.add, kind.add_asks, kind.add, lambda: self._add_now(kind))
        else:
            self._add_now(kind)

    def _add_now(self, kind: RecordKind) -> None:
        assert kind.add_now is not None
        task = tasks.command(self, kind.add_now, self.young_person_id)
        task.busy(self.cards[kind.entry]).done(lambda _saved: notify.tell(_("Saved."))).start()

    def edit(self, kind: RecordKind, record: Any) -> None:
        """Open an entry in the sheet."""
        self.sheet.edit(kind, record, self.young_person_id)
