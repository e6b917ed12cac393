"""The Checklists tab: the running lists of one young person, to look at, tick off and add to.

How a list looks is in rows.py, its forms are in kinds.py.
"""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _
from ...domain.checklists import Checklist, ChecklistItem, ItemState
from ...domain.permissions import Action
from .. import tasks
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState, clear_layout
from ..widgets.labels import IconText
from ..widgets.records import Drafts, Offer, RecordKind, SheetPage
from ..widgets.segmented import SegmentedControl
from .kinds import Checklists, Staff, item_kind, start_kind
from .rows import ChecklistCard, is_late

NEW_ITEM = "new:checklist_item"
"""Part of a Place that begins a new item; its record_id ends with the id of the checklist."""
Lists = tuple[tuple[Checklist, ...], tuple[ChecklistItem, ...]]


class ChecklistsPage(SheetPage):
    """The checklists of one young person."""

    nouns = frozenset({"checklists"})

    def __init__(
        self,
        checklists: Checklists,
        staff: Staff,
        drafts: Drafts,
        clock: Clock,
        may: Callable[[Action], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(drafts, clock, parent)
        self._checklists, self._staff, self._clock = checklists, staff, clock
        self._may_write = may(Action.WRITE_ENTRIES)
        self._shown: Lists | None = None
        self._was_narrow = False
        self.cards: list[ChecklistCard] = []
        self.start = start_kind(checklists, self._may_write)
        self.filter = SegmentedControl(
            (("all", _("All")), ("to_do", _("To do")), ("late", _("Late"))),
            "all",
            small=True,
            says=_("Which items are shown"),
        )
        self.filter.chosen.connect(lambda _key: self._draw())
        self.start_button = Button(self.start.add, self.start_list, icon="plus", size="small")
        if not self.start.adds:  # never shown before it has a parent: it would flash up as a window
            self.start_button.hide()
        self._top = QWidget()
        row = QHBoxLayout(self._top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.filter)
        row.addWidget(IconText("info", _("Dates are an aid, not legal advice")))
        row.addStretch(1)
        row.addWidget(self.start_button)
        self._top.hide()
        self.scroll.column.addWidget(self._top)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(16)
        self.scroll.column.addLayout(self._lists)
        self.scroll.column.addStretch(1)

    def forget(self) -> None:
        """Take the lists of somebody else off the page."""
        self._shown = None
        self._top.hide()
        clear_layout(self._lists)

    def reload(self) -> None:
        """Fetch the lists anew."""
        who = self.young_person_id
        if who:
            tasks.query(self, self._load, who).done(lambda found: self._show(found, who)).start()

    def start_list(self) -> None:
        """Show the form that starts a list."""
        self.sheet.edit(self.start, None, self.young_person_id)

    def _load(self, young_person_id: str) -> Lists:
        lists = tuple(c for c in self._checklists.list_for(young_person_id) if c.closed_on is None)
        return lists, self._checklists.items(young_person_id)

    def _show(self, found: Lists, young_person_id: str) -> None:
        if young_person_id != self.young_person_id:
            return
        self._shown = found
        self._draw()
        wanted = self.take_wanted()
        if wanted.part == "new:checklist" and self.start.adds:
            self.start_list()
        running = next(
            (c for c in found[0] if wanted.part == NEW_ITEM and wanted.record_id.endswith(c.id)), None
        )
        if running is not None and self._may_write:
            self._add(running)
        item = next((i for i in found[1] if wanted.record_id and i.id == wanted.record_id), None)
        if item is not None:
            self._open(item, wanted.part)

    def _draw(self) -> None:
        if self._shown is None:
            return
        lists, items = self._shown
        clear_layout(self._lists)
        self.cards = []
        today, narrow = self._clock.today(), self.is_narrow()
        self._was_narrow = narrow
        self._top.setVisible(bool(lists))
        for checklist in lists:
            card = ChecklistCard(
                checklist,
                tuple(i for i in items if i.checklist_id == checklist.id),
                today,
                keep=self._keeps,
                add=(_("Add an item"), lambda c=checklist: self._add(c)) if self._may_write else None,
                open_item=self._open,
                tick_item=self._tick,
                narrow=narrow,
            )
            self.cards.append(card)
            self._lists.addWidget(card)
        if not lists:
            empty = Card(self.start.title, icon=self.start.icon)
            begin = (self.start.add, self.start_list) if self.start.adds else None
            empty.body.addWidget(EmptyState(self.start.empty, begin))
            self._lists.addWidget(empty)

    def _keeps(self, item: ChecklistItem) -> bool:
        chosen = self.filter.value()
        if chosen == "late":
            return is_late(item, self._clock.today())
        return chosen == "all" or item.state is ItemState.OPEN

    def _names(self, _young_person_id: str) -> tuple[Offer, ...]:
        today = self._clock.today()
        return tuple(Offer(s.id, s.name, s.job_title) for s in self._staff.list() if s.works_on(today))

    def _kind(self, checklist: Checklist | None = None) -> RecordKind:
        return item_kind(self._checklists, self._names, checklist, self._may_write)

    def _add(self, checklist: Checklist) -> None:
        self.sheet.edit(self._kind(checklist), None, self.young_person_id)

    def _open(self, item: ChecklistItem, act: str = "") -> None:
        """Show an item, or what is asked before the act of this key is done with it."""
        kind = self._kind()
        found = next((a for a in kind.acts if a.key == act and a.items and a.applies(item)), None)
        if found is not None and self._may_write:
            self.sheet.act(kind, item, found, self.young_person_id)
        else:
            self.sheet.edit(kind, item, self.young_person_id)

    def _tick(self, item: ChecklistItem) -> None:
        """Ask what shows that it is done; a box that is ticked is opened again at once."""
        kind = self._kind()
        wanted = "untick" if item.state is ItemState.DONE else "tick"
        act = next(a for a in kind.acts if a.key == wanted)
        self.sheet.act(kind, item, act, self.young_person_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_narrow() != self._was_narrow:
            self._draw()
