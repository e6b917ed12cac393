"""The band at the top of a young person's page: who they are, how long they are here, and their key adults.

Full on the overview, one line elsewhere. It shows; what is done with its buttons is up to the page.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, day_plain, ngettext
from ...domain.young_people import KeyAdultLine, Stage, YoungPersonHead
from .. import theme
from ..widgets.buttons import Button, LinkButton
from ..widgets.card import clear_layout
from ..widgets.labels import IconText, label, rich, strong_label
from ..widgets.segmented import SegmentedControl

AT_MOST = 3
"""How many key adults fit into the band."""
SEPARATOR = "\u2002·\u2002"


def days_here(head: YoungPersonHead) -> str:
    """Return "69 days here", or nothing before the arrival."""
    if head.days_here is None:
        return ""
    if head.days_here == 0:
        return _("came today")
    return ngettext("{n} day here", "{n} days here", head.days_here).format(n=head.days_here)


def short_facts(head: YoungPersonHead) -> str:
    """Return "he/him · 15 · 69 days here"."""
    return " · ".join(part for part in (head.pronouns, str(head.age), days_here(head)) if part)


class Band(QFrame):
    """The band. `new_entry`, `pack`, `details` and `people` (all key adults) are sent when a person wants one of them."""

    new_entry = Signal()
    pack = Signal()
    details = Signal()
    people = Signal()
    looked = Signal()

    def __init__(
        self, *, may_enter: bool, may_pack: bool, may_edit: bool, may_see_looks: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("role", "band")
        self._may_pack, self._may_edit, self._may_see_looks = may_pack, may_edit, may_see_looks
        self._entries_only = False
        self._head: YoungPersonHead | None = None
        self._full, self._narrow = True, False
        self.row = QHBoxLayout(self)
        self.row.setSpacing(24)
        self.row.addLayout(self._make_who())
        self._between = QFrame()
        self._between.setProperty("role", "line")
        self._between.setFixedWidth(1)
        self.row.addWidget(self._between)
        self.adults = KeyAdults(self.people.emit)
        self.row.addWidget(self.adults, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addStretch(1)
        self.slot = QHBoxLayout()
        self.row.addLayout(self.slot)
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        self.new_button = Button(_("New entry"), self.new_entry.emit, icon="pencil", kind="primary")
        self.pack_button = Button(_("Handover pack"), self.pack.emit, icon="printer")
        if not may_enter:  # never shown before it has a parent: it would flash up as a window
            self.new_button.hide()
        self._may_enter = may_enter
        for button in (self.new_button, self.pack_button):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        buttons.addStretch(1)
        self._buttons = buttons
        self.row.addLayout(buttons)
        self.fit(full=True, narrow=False)

    def _make_who(self) -> QVBoxLayout:
        who = QVBoxLayout()
        who.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(12)
        self.name = label("", "name")
        self.facts = label("", "second")
        self.details_button = Button(
            _("Edit details"), self.details.emit, icon="pencil", kind="quiet", size="small"
        )
        first.addWidget(self.name, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addWidget(self.facts, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.looked_button = Button(_("Who looked"), self.looked.emit, icon="eye", kind="quiet", size="small")
        first.addWidget(self.looked_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._stage_beside = QHBoxLayout()
        first.addLayout(self._stage_beside)
        first.addStretch(1)
        who.addLayout(first)
        self.here = strong_label("")
        who.addWidget(self.here)
        self._stage_below = QHBoxLayout()
        self._stage_below.addStretch(1)
        who.addLayout(self._stage_below)
        who.addStretch(1)
        self.stage: SegmentedControl | None = None
        return who

    def show_head(self, head: YoungPersonHead, today: date) -> None:
        """Show who this is."""
        self._head = head
        self.name.setText(head.name_used)
        born = _("{age}, born {day}").format(age=head.age, day=day_plain(head.date_of_birth))
        here = days_here(head)
        since = ""
        if here and head.arrived is not None and head.days_here:
            since = ", " + _("since {day}").format(day=day_plain(head.arrived))
        first = born + SEPARATOR if here else born
        self.here.setText(rich("", first, here) + rich("", since))
        self.here.setAccessibleName(first + here + since)
        self._show_stage(head.stage)
        self._fill()

    def show_key_adults(self, lines: tuple[KeyAdultLine, ...], today: date) -> None:
        """Show who is there for them, and who comes next."""
        self.adults.show_lines(lines, today)
        self.fit(full=self._full, narrow=self._narrow)

    def forget(self) -> None:
        """Take off what stands there of somebody else."""
        self._head = None
        for one in (self.name, self.facts, self.here):
            one.setText("")
        self.here.setAccessibleName("")
        self.adults.show_lines((), date.min)
        self._show_stage(None)

    def allow_entries_only(self, entries_only: bool) -> None:
        """Offer no more than entries: that is all that may be written into records that were opened anyway."""
        self._entries_only = entries_only
        self.fit(full=self._full, narrow=self._narrow)

    def fit(self, *, full: bool, narrow: bool) -> None:
        """Take the form for the place: full on the overview, one line elsewhere, least where it is narrow."""
        self._full, self._narrow = full, narrow
        two = full and not narrow
        side = 16 if narrow else 24
        high = 12 if two else 8 if not narrow else 6
        self.row.setContentsMargins(side, high, side, high)
        theme.mark(self.name, role="name" if two else "page-title")
        self.here.setVisible(two)
        has_adults = two and self.adults.has_lines
        self.adults.setVisible(has_adults)
        self._between.setVisible(has_adults)
        self.details_button.setVisible(two and self._may_edit and not self._entries_only)
        self.looked_button.setVisible(two and self._may_see_looks)
        self.pack_button.setVisible(two and self._may_pack and not self._entries_only)
        self.new_button.show_text("" if narrow else _("New entry"))
        theme.mark(self.new_button, kind="primary" if full else "")
        self.new_button.setAccessibleName(_("New entry"))
        self.new_button.setToolTip(_("New entry") if narrow else "")
        self.new_button.show_icon("pencil")
        if self.stage is not None:
            self.stage.setVisible(not narrow)
            (self._stage_below if two else self._stage_beside).insertWidget(0, self.stage)
        self._fill()

    def _fill(self) -> None:
        if self._head is None:
            return
        two = self._full and not self._narrow
        self.facts.setText(self._head.pronouns if two else short_facts(self._head))

    def _show_stage(self, stage: Stage | None) -> None:
        if self.stage is not None:
            self.stage.hide()
            self.stage.deleteLater()
            self.stage = None
        if stage is not None:
            choices = tuple(
                (one.value, words_for(one), "map-pin") if one is stage else (one.value, words_for(one))
                for one in Stage
            )
            self.stage = SegmentedControl(
                choices, stage.value, small=True, read_only=True, says=_("Where they are on their way")
            )
            self.stage.setParent(self)
        self.fit(full=self._full, narrow=self._narrow)


class KeyAdults(QWidget):
    """Role, name, since when, and what comes next: a new worker with the day, or that they stay.

    Where there are more than a few, those who are about to change stand before those who stay.
    """

    def __init__(self, on_all: Callable[[], object]) -> None:
        super().__init__()
        self.has_lines = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(_("Key adults"), "caption-strong"))
        self.all = LinkButton("", on_all, small=True)
        head.addWidget(self.all)
        head.addStretch(1)
        column.addLayout(head)
        self._lines = QVBoxLayout()
        column.addLayout(self._lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: tuple[KeyAdultLine, ...], today: date) -> None:
        """Show these."""
        self.has_lines = bool(lines)
        clear_layout(self._lines)
        first = sorted(lines, key=lambda line: not line.next_name)[:AT_MOST]
        shown = [line for line in lines if line in first]
        self.all.setText(_("All {n}").format(n=len(lines)))
        self.all.setAccessibleName(_("All {n} key adults").format(n=len(lines)))
        self.all.setVisible(len(shown) < len(lines))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        for at, line in enumerate(shown):
            since = " " + _("since {day}").format(day=day_plain(line.since, today)) if line.since else ""
            grid.addWidget(label(line.role, "second"), at, 0)
            grid.addWidget(strong_label(line.name, since), at, 1)
            grid.addWidget(_next(line, today), at, 2)
        self._lines.addWidget(holder)


def _next(line: KeyAdultLine, today: date) -> IconText:
    if not line.next_name:
        return IconText("anchor", _("stays"), "done", strong=True)
    if line.next_from is None:
        return IconText("arrow-right", line.next_name, "accent", strong=True)
    words = _("{name} from {day}").format(name=line.next_name, day=day_plain(line.next_from, today))
    return IconText("arrow-right", words, "accent", strong=True)
