"""A running checklist: how far it is, its groups that fold, and its items."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ...core.labels import label as words_for
from ...core.text import _, day_short, when_word
from ...domain.checklists import Anchor, ChecklistItem, ItemState
from ...services.checklists import RunningList
from .. import theme
from ..widgets.buttons import Button, PaintedButton, let_clicks_through
from ..widgets.card import Card, EmptyState
from ..widgets.flow import Flow
from ..widgets.labels import IconLabel, IconText, label
from ..widgets.list_heads import column_heads
from .rows import BOX, DUE, EVIDENCE, RESTS, WHO, ItemRow, is_late, progress

_BAR = QSize(160, 8)


@dataclass(frozen=True, slots=True)
class CardActs:
    """What can be done with a list and its items; None where nobody may."""

    open_item: Callable[[ChecklistItem], object]
    tick_item: Callable[[ChecklistItem], object]
    fold: Callable[[str], object]
    add: Callable[[], object] | None = None
    add_own: Callable[[], object] | None = None
    more: Callable[[QWidget], object] | None = None


class ThinBar(QWidget):
    """How many of all are done, as a thin bar. What it says stands beside it in words."""

    def __init__(self, done: int, all_of_them: int) -> None:
        super().__init__()
        self._done, self._all = done, all_of_them
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_BAR.width()), theme.px(_BAR.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line-strong"))
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(frame, 3, 3)
        if self._all and self._done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("done"))
            filled = frame.adjusted(1, 1, 0, 0)
            filled.setWidth(round(filled.width() * self._done / self._all))
            painter.drawRoundedRect(filled, 2, 2)


class GroupHead(PaintedButton):
    """The heading of a group with its counts; a press folds it and unfolds it."""

    def __init__(self, title: str, items: tuple[ChecklistItem, ...], today: date, folded: bool) -> None:
        super().__init__("list-head")
        self.folded = folded
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(8)
        row.addWidget(IconLabel("chevron-right" if folded else "chevron-down"))
        row.addWidget(label(title, "card-title"))
        said = progress(items)
        row.addWidget(label(said, "caption-strong"))
        late = next((i for i in items if is_late(i, today)), None)
        words = ""
        if folded and late is not None:
            assert late.due_on is not None
            words = _("{what}, due {day}").format(what=late.what, day=day_short(late.due_on, today))
            row.addWidget(IconText("circle-alert", words, "late", strong=True))
        row.addStretch(1)
        let_clicks_through(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        state = _("folded, press to see") if folded else _("press to fold")
        self.setAccessibleName(", ".join(part for part in (title, said, words, state) if part))


class ChecklistCard(Card):
    """One running list: how far it is, its groups, and its items. `keep` says which items are shown."""

    def __init__(
        self,
        running: RunningList,
        today: date,
        acts: CardActs,
        *,
        keep: Callable[[ChecklistItem], bool],
        folded: Collection[str],
        narrow: bool,
    ) -> None:
        add = (_("Add an item"), acts.add) if acts.add is not None else None
        super().__init__(running.checklist.title, icon="list-checks")
        self.running, self.rows, self.heads = running, [], []  # type: ignore[var-annotated]
        self._today, self._acts, self._narrow = today, acts, narrow
        self.second.setText(self._about())
        self._fill_head()
        items = running.items
        if self._waits():
            words = _("Its days count from {anchor}, which is not written down yet.")
            said = words.format(anchor=words_for(running.checklist.anchor))
            note = IconText("info", said)
            note.setContentsMargins(16, 8, 16, 8)
            self.body.addWidget(note)
        if not items:
            self.body.addWidget(EmptyState(_("Nothing on this list yet."), add))
        elif not narrow:
            self.body.addWidget(_column_heads())
        for title, found in groupby(items, key=lambda i: i.group_title):
            group = tuple(found)
            shown = tuple(i for i in group if keep(i))
            is_folded = bool(title) and title in folded
            if shown and title:
                self._add_head(title, group, is_folded)
            if not is_folded:
                for item in shown:
                    self._add_row(item)
        if items and not self.rows and not self.heads:
            self.body.addWidget(EmptyState(_("Nothing here for this choice.")))

    def _waits(self) -> bool:
        """Whether what the list counts from is not known, and any of its items needs it."""
        checklist = self.running.checklist
        follows = checklist.anchor is not Anchor.CHOSEN_DAY and checklist.anchor_on is None
        return follows and any(i.offset is not None and i.due_on is None for i in self.running.items)

    def _fill_head(self) -> None:
        items = self.running.items
        late = sum(is_late(i, self._today) for i in items)
        done = sum(i.state is ItemState.DONE for i in items)
        counted = sum(i.state is not ItemState.NOT_APPLICABLE for i in items)
        if counted and not self._narrow:
            self.head_row.addWidget(ThinBar(done, counted))
        if late:
            words = _("{n} late").format(n=late)
            self.head_row.addWidget(IconText("circle-alert", words, "late", strong=True))
        buttons: list[Button] = []
        if self._acts.add is not None:
            self.action_button = Button(_("Add an item"), self._acts.add, icon="plus", size="small")
            buttons.append(self.action_button)
        if self._acts.add_own is not None:
            own = Button(_("What they want done"), self._acts.add_own, icon="quote", size="small")
            own.setToolTip(_("Write down what the young person wants to have done, in their words."))
            buttons.append(own)
        if self._acts.more is not None:
            more = Button(_("This list"), lambda: self._acts.more(more), icon="chevron-down", size="small")  # type: ignore[misc]
            more.setAccessibleName(
                _("What can be done with the list {title}").format(title=self.title.text())
            )
            buttons.append(more)
        if buttons:
            self._place(buttons)

    def _place(self, buttons: list[Button]) -> None:
        """Put the buttons at the right of the head, or under it where there is no room beside the title."""
        if not self._narrow:
            for button in buttons:
                self.head_row.addWidget(button)
            return
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(Flow(buttons, gap=8), 1)
        self.body.addWidget(below)

    def _add_head(self, title: str, group: tuple[ChecklistItem, ...], folded: bool) -> None:
        head = GroupHead(title, group, self._today, folded)
        head.clicked.connect(lambda _checked=False, title=title: self._acts.fold(title))
        self.heads.append(head)
        self.body.addWidget(head)

    def _add_row(self, item: ChecklistItem) -> None:
        may_write = self._acts.add is not None
        linked = self.running.linked.get(item.evidence_id, "")
        made = ItemRow(item, self.running.checklist, self._today, may_write, self._narrow, linked)
        made.clicked.connect(lambda _checked=False, item=item: self._acts.open_item(item))
        made.ticked.connect(lambda item=item: self._acts.tick_item(item))
        self.rows.append(made)
        self.body.addWidget(made)

    def _about(self) -> str:
        checklist, today, parts = self.running.checklist, self._today, []
        if checklist.anchor_on is not None:
            about = f"{day_short(checklist.anchor_on, today)}, {when_word(checklist.anchor_on, today)}"
            if self.running.moving_to:
                about = _("{day}, to {place}").format(day=about, place=self.running.moving_to)
            parts.append(about)
        if self.running.items:
            parts.append(progress(self.running.items))
        if checklist.closed_on is not None:
            parts.append(_("closed {day}").format(day=day_short(checklist.closed_on, today)))
        return "  ·  ".join(parts)


def _column_heads() -> QWidget:
    return column_heads(
        BOX,
        _("What"),
        ((_("Who does it"), WHO), (_("Due"), DUE), (_("Evidence"), EVIDENCE), (_("Rests on"), RESTS)),
    )
