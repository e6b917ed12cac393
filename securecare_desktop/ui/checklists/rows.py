"""How an item of a running checklist looks: a row with a box to tick. The card around the rows is in card.py."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.text import _, clock_time, day_short, ngettext, when_word
from ...domain.checklist_dates import distance_words
from ...domain.checklist_templates import BY_HAND
from ...domain.checklists import Checklist, ChecklistItem, ItemState, RestsOn
from .. import theme
from ..widgets.buttons import PaintedButton, let_clicks_through
from ..widgets.card import VoiceBand
from ..widgets.labels import IconLabel, IconText, label, strong_label
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
        self,
        item: ChecklistItem,
        checklist: Checklist,
        today: date,
        may_write: bool,
        narrow: bool,
        linked: str = "",
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
        what = _what(item)
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
                (_evidence(item, linked), EVIDENCE),
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
    made = rests_on(item.rests_on.value)
    if item.mark.is_checked or item.rests_on is RestsOn.TEAM:
        return made
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(made)
    column.addWidget(label(_("check against the current text"), "caption", wrap=True))
    return both


def _what(item: ChecklistItem) -> QWidget:
    """Return what is to be done; what a young person said they want stands in honey, in their words.

    What a template asks them is the program's words: their answer is what shows it.
    """
    if item.own and item.key == BY_HAND and item.state is ItemState.OPEN:
        return VoiceBand(item.what, size="small")
    return label(item.what, "" if item.state is ItemState.OPEN else "second", wrap=True)


def _evidence(item: ChecklistItem, linked: str) -> QWidget:
    """Return what shows that it is done: words, in honey where they are the young person's, and a record by its title."""
    if item.own and item.evidence:
        return VoiceBand(item.evidence, size="small")
    said = "\n".join(words for words in (item.evidence, linked) if words)
    return label(said or _("None yet"), "caption" if said else "second", wrap=True)


def _due(item: ChecklistItem, checklist: Checklist, today: date) -> QWidget:
    """Return the day it is due, how far that is, and under it what there is to say: that it moved, why it is late."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(_day_line(item, checklist, today))
    for words in _below_the_day(item, today):
        column.addWidget(label(words, "caption", wrap=True))
    return made


def _below_the_day(item: ChecklistItem, today: date) -> tuple[str, ...]:
    found = []
    if item.state is ItemState.OPEN and item.moved_from is not None:
        words = _("Moved from {day}. {because}")
        found.append(words.format(day=day_short(item.moved_from, today), because=item.moved_because).strip())
    if item.state is ItemState.OPEN and item.late_reason:
        found.append(_("Late because {why}").format(why=item.late_reason))
    if item.state is ItemState.OPEN and item.handed_over_because:
        words = _("Handed over by {name}: {why}") if item.handed_over_from else _("Handed over: {why}")
        found.append(words.format(name=item.handed_over_from, why=item.handed_over_because))
    return tuple(found)


def _day_line(item: ChecklistItem, checklist: Checklist, today: date) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    if item.due_on is None:
        row.addWidget(label(_no_day(item), "second", wrap=True), 1)
        return row
    day = day_short(item.due_on, today)
    if item.due_at is not None:
        day = f"{day} {clock_time(item.due_at)}"
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
        row.addWidget(
            label(distance_words(item) or _from_anchor(item.due_on, checklist.anchor_on), "caption")
        )
    row.addStretch(1)
    return row


def _no_day(item: ChecklistItem) -> str:
    """Return why there is no day: nobody set one, or what it counts from is not known."""
    if item.offset is None or item.state is not ItemState.OPEN:
        return _("no day")
    if item.after:
        return _("once what it follows is done")
    return _("no day yet")


def _from_anchor(due: date, anchor: date | None) -> str:
    if anchor is None:
        return ""
    days = (anchor - due).days
    if days == 0:
        return _("the day itself")
    if days > 0:
        return ngettext("{n} day before", "{n} days before", days).format(n=days)
    return ngettext("{n} day after", "{n} days after", -days).format(n=-days)
