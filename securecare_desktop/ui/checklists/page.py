"""The Checklists tab: the running lists of one young person, to look at, tick off and add to.

How a list looks is in card.py and rows.py, its forms are in kinds.py, what a newer template would change in newer.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _, day_short
from ...domain.checklists import Checklist, ChecklistItem, ItemState
from ...domain.permissions import Action
from ...domain.worker_changes import ChangeState, ChangeSummary
from ...services.attachments import AttachmentsService
from ...services.checklists import RunningList
from .. import tasks
from ..page import Place
from ..widgets.buttons import Button, LinkButton
from ..widgets.card import Card, EmptyState, clear_layout
from ..widgets.evidence import Evidence, Files, record_offers
from ..widgets.flow import Flow
from ..widgets.labels import IconText
from ..widgets.records import Drafts, Offer, RecordKind, SheetPage
from ..widgets.segmented import SegmentedControl
from .card import CardActs, ChecklistCard
from .kinds import Checklists, Staff, item_kind, list_kind, start_kind
from .newer import NewerCard
from .rows import is_late

NEW_ITEM = "new:checklist_item"
"""Part of a Place that begins a new item; its record_id ends with the id of the checklist."""


class Changes(Protocol):
    """What this screen needs of the service of changes of worker."""

    def changes_of(self, young_person_id: str, /) -> tuple[ChangeSummary, ...]:
        """Return the changes of one young person."""
        ...


@dataclass(slots=True)
class _Folds:
    """Which groups are folded, by list and title; those where nothing is open any more are, until somebody says otherwise."""

    chosen: dict[tuple[str, str], bool] = field(default_factory=dict)

    def of(self, running: RunningList) -> frozenset[str]:
        found = set()
        for title in {item.group_title for item in running.items if item.group_title}:
            settled = all(i.state is not ItemState.OPEN for i in running.items if i.group_title == title)
            if self.chosen.get((running.checklist.id, title), settled):
                found.add(title)
        return frozenset(found)


class ChecklistsPage(SheetPage):
    """The checklists of one young person."""

    nouns = frozenset({"checklists", "stays", "worker_changes"})

    def __init__(
        self,
        checklists: Checklists,
        staff: Staff,
        changes: Changes,
        drafts: Drafts,
        clock: Clock,
        may: Callable[[Action], bool],
        me: Callable[[], str] = str,
        *,
        evidence: Evidence | None = None,
        files: AttachmentsService | None = None,
        leads_to: Callable[[str, str, str], Place] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(drafts, clock, parent)
        self._checklists, self._staff, self._changes, self._clock = checklists, staff, changes, clock
        self._may_write = may(Action.WRITE_ENTRIES)
        self._me, self._leads_to = me, leads_to
        self._records = record_offers(evidence) if evidence is not None else None
        self._files = Files(files, "checklist_items", self, self._again) if files is not None else None
        self._shown: tuple[RunningList, ...] | None = None
        self._was_narrow = False
        self._folds = _Folds()
        self.cards: list[ChecklistCard] = []
        self.start = start_kind(checklists, self._open_changes, self._may_write)
        self.filter = SegmentedControl(
            (("all", _("All")), ("to_do", _("To do")), ("late", _("Late")), ("mine", _("Mine"))),
            "all",
            small=True,
            says=_("Which items are shown"),
        )
        self.filter.chosen.connect(lambda _key: self._draw())
        self.start_button = Button(self.start.add, self.start_list, icon="plus", size="small")
        if not self.start.adds:  # never shown before it has a parent: it would flash up as a window
            self.start_button.hide()
        said = IconText("info", _("Dates are an aid, not legal advice"))
        self._top = Flow((self.filter, said), gap=12, at_right=(self.start_button,))
        self._top.hide()
        self.scroll.column.addWidget(self._top)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(16)
        self.scroll.column.addLayout(self._lists)
        self.scroll.column.addStretch(1)

    def forget(self) -> None:
        """Take the lists of somebody else off the page."""
        self._shown = None
        self._folds = _Folds()
        self._top.hide()
        self.cards = []
        clear_layout(self._lists)

    def reload(self) -> None:
        """Fetch the lists anew."""
        who = self.young_person_id
        if who:
            tasks.query(self, self._checklists.running, who).done(
                lambda found: self._show(found, who)
            ).start()

    def start_list(self) -> None:
        """Show the form that starts a list."""
        self.sheet.edit(self.start, None, self.young_person_id)

    def _show(self, found: tuple[RunningList, ...], young_person_id: str) -> None:
        if young_person_id != self.young_person_id:
            return
        self._shown = found
        self._draw()
        wanted = self.take_wanted()
        if wanted.part == "new:checklist" and self.start.adds:
            self.start_list()
        begun = (r for r in found if wanted.part == NEW_ITEM and wanted.record_id.endswith(r.checklist.id))
        running = next(begun, None)
        if running is not None and self._may_write:
            self._add(running)
        items = (i for r in found for i in r.items)
        item = next((i for i in items if wanted.record_id and i.id == wanted.record_id), None)
        if item is not None:
            self._open(item, wanted.part)

    def _draw(self) -> None:
        if self._shown is None:
            return
        clear_layout(self._lists)
        self.cards = []
        today, narrow = self._clock.today(), self.is_narrow()
        self._was_narrow = narrow
        self._top.setVisible(bool(self._shown))
        open_ones = [running for running in self._shown if running.checklist.closed_on is None]
        for running in open_ones:
            if running.has_newer and self._may_write:
                self._lists.addWidget(NewerCard(running.checklist, self._checklists))
            card = ChecklistCard(
                running,
                today,
                self._acts(running),
                keep=self._keeps,
                folded=self._folds.of(running),
                narrow=narrow,
            )
            self.cards.append(card)
            self._lists.addWidget(card)
        if not open_ones:
            empty = Card(self.start.title, icon=self.start.icon)
            begin = (self.start.add, self.start_list) if self.start.adds else None
            empty.body.addWidget(EmptyState(self.start.empty, begin))
            self._lists.addWidget(empty)
        self._draw_closed([running for running in self._shown if running.checklist.closed_on is not None])

    def _draw_closed(self, closed: list[RunningList]) -> None:
        if not closed:
            return
        card = Card(_("Closed lists"), icon="circle-check", inset=True)
        for running in closed:
            assert running.checklist.closed_on is not None
            words = _("{title}, closed {day}").format(
                title=running.checklist.title,
                day=day_short(running.checklist.closed_on, self._clock.today()),
            )
            link = LinkButton(
                words, lambda r=running: self._act_on_list(r.checklist, "open_again"), small=True
            )
            link.setEnabled(self._may_write)
            card.body.addWidget(link)
        self._lists.addWidget(card)

    def _acts(self, running: RunningList) -> CardActs:
        may = self._may_write
        return CardActs(
            open_item=self._open,
            tick_item=self._tick,
            fold=lambda title: self._fold(running, title),
            add=(lambda: self._add(running)) if may else None,
            add_own=(lambda: self._add(running, own=True)) if may else None,
            more=(lambda at: self._more(running, at)) if may else None,
        )

    def _fold(self, running: RunningList, title: str) -> None:
        self._folds.chosen[running.checklist.id, title] = title not in self._folds.of(running)
        self._draw()
        heads = (
            h
            for c in self.cards
            if c.running is running
            for h in c.heads
            if h.accessibleName().startswith(title)
        )
        head = next(heads, None)
        if head is not None:
            head.setFocus()

    def _keeps(self, item: ChecklistItem) -> bool:
        chosen = self.filter.value()
        if chosen == "late":
            return is_late(item, self._clock.today())
        if chosen == "mine":
            return item.state is ItemState.OPEN and bool(item.who) and item.who == self._me()
        return chosen == "all" or item.state is ItemState.OPEN

    def _names(self, _young_person_id: str) -> tuple[Offer, ...]:
        today = self._clock.today()
        return tuple(Offer(s.id, s.name, s.job_title) for s in self._staff.list() if s.works_on(today))

    def _open_changes(self, young_person_id: str) -> tuple[Offer, ...]:
        found = (c for c in self._changes.changes_of(young_person_id) if c.state is ChangeState.OPEN)
        words = _("{old} to {new}, {day}")
        return tuple(
            Offer(
                c.id,
                words.format(
                    old=c.outgoing_name, new=c.incoming_name, day=day_short(c.day, self._clock.today())
                ),
            )
            for c in found
        )

    def _kind(self, running: RunningList | None = None, *, own: bool = False) -> RecordKind:
        checklist = running.checklist if running is not None else None
        place = max((i.place for i in running.items), default=-1) + 1 if running is not None else 0
        return item_kind(
            self._checklists,
            self._names,
            checklist,
            self._may_write,
            own=own,
            place=place,
            records=self._records,
            lead=self._to_evidence if self._leads_to is not None else None,
            parts=(self._files.part(),) if self._files is not None else (),
        )

    def _again(self) -> None:
        """Show the item that is open anew, with the file that was added."""
        record_id, _part = self.sheet.leads_to()
        items = (i for r in self._shown or () for i in r.items)
        item = next((i for i in items if i.id == record_id), None)
        if item is not None:
            self._open(item)

    def _to_evidence(self, item: ChecklistItem) -> None:
        assert self._leads_to is not None
        self.go.emit(self._leads_to(item.evidence_kind, item.evidence_id, self.young_person_id))

    def _add(self, running: RunningList, *, own: bool = False) -> None:
        self.sheet.edit(self._kind(running, own=own), None, self.young_person_id)

    def _more(self, running: RunningList, at: QWidget) -> None:
        """Show what can be done with a list, under its button."""
        menu = QMenu(at)
        kind = self._list_kind()
        for act in kind.acts:
            if self._may_write and act.applies(running.checklist):
                said = lambda _on=False, key=act.key: self._act_on_list(running.checklist, key)  # noqa: E731
                menu.addAction(act.text, said)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _list_kind(self) -> RecordKind:
        return list_kind(self._checklists, self._clock.today, self._may_write)

    def _act_on_list(self, checklist: Checklist, key: str) -> None:
        kind = self._list_kind()
        act = next(a for a in kind.acts if a.key == key)
        self.sheet.act(kind, checklist, act, self.young_person_id)

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
