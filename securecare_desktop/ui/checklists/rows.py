"""How a running checklist looks: a card with its items under the headings of their time, each with a box to tick."""

from collections.abc import Callable
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.text import _, day_short, ngettext, when_word
from ...domain.checklists import Checklist, ChecklistItem, ItemState, RestsOn
from .. import theme
from ..widgets.buttons import PaintedButton, let_clicks_through
from ..widgets.card import Card, EmptyState
from ..widgets.labels import IconLabel, IconText, label, strong_label
from ..widgets.list_heads import column_heads, group_head
from ..widgets.rows import rests_on

BOX, WHO, DUE, EVIDENCE, RESTS = 22, 136, 204, 224, 96
NARROW = 700


def is_late(item: ChecklistItem, today: date) -> bool:
    """Whether the item is open and its day has passed."""
    return item.state is ItemState.OPEN and item.due_on is not None and item.due_on < today


def progress(items: tuple[ChecklistItem, ...]) -> str:
    """Return "2 of 4 done, 1 not applicable"; counts beside the list, never a percentage."""
    done = sum(i.state is ItemState.DONE for i in items)
    away = sum(i.state is ItemState.NOT_APPLICABLE for i in items)
    words = [_("{done} of {all} done").format(done=done, all=len(items) - away)] if away < len(items) else []
    if away:
        words.append(_("{n} not applicable").format(n=away))
    return ", ".join(words)


class ItemRow(PaintedButton):
    """One item: box, what, who, due, evidence, what it rests on. Opened by click or Enter.

    `ticked` is sent when a person clicks the box; what becomes of it is up to whoever hears it.
    """

    ticked = Signal()

    def __init__(
        self, item: ChecklistItem, checklist: Checklist, today: date, may_write: bool, narrow: bool
    ) -> None:
        super().__init__("row")
        self.item = item
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        self.box: QCheckBox | None = None
        if item.state is ItemState.NOT_APPLICABLE:
            away = IconLabel("circle-slash", "quiet", 18)
            away.setFixedWidth(theme.px(BOX))
            row.addWidget(away)
        else:
            self.box = self._make_box(may_write)
            self.box.setFixedWidth(theme.px(BOX))
            row.addWidget(self.box)
        is_open = item.state is ItemState.OPEN
        what = label(item.what, "" if is_open else "second", wrap=True)
        cells: tuple[tuple[QWidget, int], ...]
        if item.state is ItemState.NOT_APPLICABLE:
            because = strong_label(
                _("Not applicable because") + " ", item.not_applicable_because, "caption", wrap=True
            )
            cells = ((label(item.who, wrap=True), WHO), (because, DUE + EVIDENCE + 12), (_rests(item), RESTS))
        else:
            cells = (
                (label(item.who, wrap=True), WHO),
                (_due(item, checklist, today), DUE),
                (_evidence(item), EVIDENCE),
                (_rests(item), RESTS),
            )
        if narrow:
            self._two_lines(row, what, tuple(widget for widget, _wide in cells))
        else:
            row.addWidget(what, 1)
            for widget, wide in cells:
                widget.setFixedWidth(theme.px(wide))
                row.addWidget(widget)
        let_clicks_through(self)
        state = {
            ItemState.DONE: _("done"),
            ItemState.OPEN: _("open"),
            ItemState.NOT_APPLICABLE: _("not applicable"),
        }
        late = _("late") if is_late(item, today) else ""
        due = day_short(item.due_on, today) if item.due_on else ""
        spoken = (item.what, state[item.state], late, item.who, due, item.evidence)
        self.setAccessibleName(", ".join(part for part in spoken if part))

    def _make_box(self, may_write: bool) -> QCheckBox:
        box = QCheckBox()
        box.setChecked(self.item.state is ItemState.DONE)
        box.setEnabled(may_write)
        box.setAccessibleName(_("Done: {what}").format(what=self.item.what))

        def clicked() -> None:
            box.setChecked(self.item.state is ItemState.DONE)  # until the store says otherwise
            self.ticked.emit()

        box.clicked.connect(clicked)
        return box

    @staticmethod
    def _two_lines(row: QHBoxLayout, what: QLabel, cells: tuple[QWidget, ...]) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(what)
        second = QHBoxLayout()
        second.setSpacing(12)
        for cell in cells:
            second.addWidget(cell)
        second.addStretch(1)
        words.addLayout(second)
        row.addLayout(words, 1)


def _rests(item: ChecklistItem) -> QWidget:
    if item.rests_on is RestsOn.PROMISE:
        return IconText("handshake", _("Promise"))
    return rests_on(item.rests_on.value)


def _evidence(item: ChecklistItem) -> QLabel:
    return label(item.evidence or _("None yet"), "caption" if item.evidence else "second", wrap=True)


def _due(item: ChecklistItem, checklist: Checklist, today: date) -> QWidget:
    """Return the day it is due, with how far that is from today or from the day the list is about."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    if item.due_on is None:
        row.addWidget(label(_("no day"), "second"))
        row.addStretch(1)
        return made
    day = day_short(item.due_on, today)
    days = (item.due_on - today).days
    if is_late(item, today):
        row.addWidget(IconText("circle-alert", day, "late", role="", strong=True, size=16))
        row.addWidget(
            label(ngettext("{n} day late", "{n} days late", -days).format(n=-days), "caption", "late")
        )
    elif item.state is ItemState.OPEN and days <= 1:
        row.addWidget(IconText("clock", day, "soon", role="", strong=True, size=16))
        row.addWidget(label(when_word(item.due_on, today), "caption", "soon"))
    else:
        row.addWidget(label(day))
        row.addWidget(label(_from_anchor(item.due_on, checklist.anchor_on), "caption"))
    row.addStretch(1)
    return made


def _from_anchor(due: date, anchor: date | None) -> str:
    if anchor is None:
        return ""
    days = (anchor - due).days
    if days == 0:
        return _("the day itself")
    if days > 0:
        return ngettext("{n} day before", "{n} days before", days).format(n=days)
    return ngettext("{n} day after", "{n} days after", -days).format(n=-days)


class ChecklistCard(Card):
    """One running list: how far it is, its groups, and its items."""

    def __init__(
        self,
        checklist: Checklist,
        items: tuple[ChecklistItem, ...],
        today: date,
        *,
        keep: Callable[[ChecklistItem], bool],
        add: tuple[str, Callable[[], object]] | None,
        open_item: Callable[[ChecklistItem], object],
        tick_item: Callable[[ChecklistItem], object],
        narrow: bool,
    ) -> None:
        super().__init__(checklist.title, icon="list-checks", action=add, action_icon="plus")
        self.rows: list[ItemRow] = []
        self.second.setText(self._about(checklist, items, today))
        late = sum(is_late(i, today) for i in items)
        if late:
            words = _("{n} late").format(n=late)
            self.head_row.insertWidget(2, IconText("circle-alert", words, "late", strong=True))
        if not items:
            self.body.addWidget(EmptyState(_("Nothing on this list yet."), add))
        elif not narrow:
            self.body.addWidget(_column_heads())
        for title, found in groupby(items, key=lambda i: i.group_title):
            group = tuple(found)
            shown = tuple(i for i in group if keep(i))
            if shown and title:
                self.body.addWidget(group_head(title, progress(group)))
            for item in shown:
                made = ItemRow(item, checklist, today, add is not None, narrow)
                made.clicked.connect(lambda _checked=False, item=item: open_item(item))
                made.ticked.connect(lambda item=item: tick_item(item))
                self.rows.append(made)
                self.body.addWidget(made)
        if items and not self.rows:
            self.body.addWidget(EmptyState(_("Nothing here for this choice.")))

    @staticmethod
    def _about(checklist: Checklist, items: tuple[ChecklistItem, ...], today: date) -> str:
        parts = []
        if checklist.anchor_on is not None:
            day, away = day_short(checklist.anchor_on, today), when_word(checklist.anchor_on, today)
            parts.append(f"{day}, {away}")
        if items:
            parts.append(progress(items))
        return "  ·  ".join(parts)


def _column_heads() -> QFrame:
    return column_heads(
        BOX,
        _("What"),
        ((_("Who does it"), WHO), (_("Due"), DUE), (_("Evidence"), EVIDENCE), (_("Rests on"), RESTS)),
    )
