"""How planned and explained a change is: boxes, what is missing and why it matters, and the way to the pack.

A panel at the right of the workspace; where that is narrow, a bar at its foot that opens the same panel.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import _, ngettext
from ...domain.readiness import Finding, Readiness, Side
from .. import theme
from ..markup import tip
from ..widgets.buttons import Button, LinkButton, PaintedButton, let_clicks_through
from ..widgets.card import clear_layout
from ..widgets.labels import IconLabel, label, line, strong_label
from ..widgets.page_scroll import PageScroll
from ..widgets.readiness import Box, ReadinessBoxes


class FindingRow(PaintedButton):
    """One thing that is missing, or in place: what it is, when it is due; it opens the step that fills it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__("row")
        self.finding = finding
        late = finding.days_late > 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(12)
        icon, tone = (
            ("check", "done") if finding.met else ("circle-alert", "late") if late else ("circle", "text-2")
        )
        row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        title = label(finding.title, "" if finding.met else "strong", wrap=True)
        words.addWidget(title)
        if finding.detail:
            words.addWidget(label(finding.detail, "caption", "late" if late else "", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(IconLabel("chevron-right", "text-2"))
        let_clicks_through(self)
        state = _("in place") if finding.met else _("missing")
        self.setAccessibleName(", ".join(p for p in (finding.title, state, finding.detail) if p))
        self.setAccessibleDescription(finding.why)
        self.setToolTip(tip(finding.why))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()


class ReadinessPanel(QFrame):
    """The right panel. `opened(Finding)` asks for the step that fills something, `pack_wanted()` for the pack."""

    opened = Signal(object)
    pack_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(_("How planned and explained is this change?"))
        self._shows_in_place = False
        self._readiness: Readiness | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("How planned and explained is this change?"), "sheet-title", wrap=True))
        self.boxes = {side: ReadinessBoxes(words) for side, words in self._sides().items()}
        for boxes in self.boxes.values():
            boxes.chosen.connect(self._box_chosen)
            column.addWidget(boxes)
        head = QHBoxLayout()
        self._missing_title = strong_label(_("Missing"))
        head.addWidget(self._missing_title)
        head.addStretch(1)
        column.addLayout(head)
        gaps = QVBoxLayout()
        gaps.setSpacing(0)
        gaps.addWidget(line())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        gaps.addLayout(self._rows)
        column.addLayout(gaps)
        column.addStretch(1)
        scroll = PageScroll(inside, margin=16)
        scroll.column.setContentsMargins(16, 10, 16, 4)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._make_foot())
        theme.watch(self._show_again)

    def _show_again(self) -> None:
        """Colours within a line are those of the theme it was written in."""
        if self._readiness is not None:
            self.show_readiness(self._readiness)

    @staticmethod
    def _sides() -> dict[Side, str]:
        return {Side.PLANNED: _("Planned"), Side.EXPLAINED: _("Explained")}

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(8)
        column.addWidget(line())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("check", "done"))
        self.in_place = label("", "strong")
        row.addWidget(self.in_place)
        row.addStretch(1)
        self.show_in_place = LinkButton(_("Show"), self._turn, small=True)
        row.addWidget(self.show_in_place)
        column.addLayout(row)
        self.pack_button = Button(_("Handover pack"), self.pack_wanted.emit, icon="printer", kind="primary")
        column.addWidget(self.pack_button)
        self.pack_note = label("", "caption", wrap=True)
        column.addWidget(self.pack_note)
        return foot

    def show_way_to_pack(self, shown: bool) -> None:
        """Show the way to the pack, or leave it to the bar at the foot."""
        self.pack_button.setVisible(shown)
        self.pack_note.setVisible(shown)

    def show_readiness(self, readiness: Readiness) -> None:
        """Show what is in place and what is missing."""
        self._readiness = readiness
        for side, boxes in self.boxes.items():
            # what is in place first, so that the boxes read as a count
            found = sorted(readiness.of(side), key=lambda f: not f.met)
            boxes.show_boxes(tuple(Box(f.key, f.title, f.met) for f in found))
        missing = len(readiness.missing)
        self._missing_title.setText(_missing_rich(missing) if missing else _("Nothing is missing."))
        self._missing_title.setAccessibleName(
            _("Missing, {n}").format(n=missing) if missing else _("Nothing is missing.")
        )
        self.pack_note.setText(
            _("Prints as a draft, naming what is missing.")
            if missing
            else _("Prints without the word draft.")
        )
        self._show_rows()

    def finding_rows(self) -> tuple[FindingRow, ...]:
        """Return the rows on screen, from top to bottom."""
        return tuple(self._rows.itemAt(i).widget() for i in range(self._rows.count()))

    def _show_rows(self) -> None:
        if self._readiness is None:
            return
        clear_layout(self._rows)
        missing, met = self._readiness.missing, self._readiness.in_place
        shown = (*missing, *(met if self._shows_in_place else ()))
        for finding in shown:
            row = FindingRow(finding)
            row.setProperty("place", "last" if finding is shown[-1] else "")
            row.clicked.connect(lambda _checked=False, f=finding: self.opened.emit(f))
            self._rows.addWidget(row)
        self.in_place.setText(_("{n} in place").format(n=len(met)))
        self.show_in_place.setText(_("Hide") if self._shows_in_place else _("Show"))
        self.show_in_place.setAccessibleName(
            _("Hide what is in place") if self._shows_in_place else _("Show what is in place")
        )
        self.show_in_place.setVisible(bool(met))

    def _turn(self) -> None:
        self._shows_in_place = not self._shows_in_place
        self._show_rows()

    def _box_chosen(self, key: str) -> None:
        if self._readiness is not None:
            self.opened.emit(next(f for f in self._readiness.findings if f.key == key))


class ReadinessBar(QFrame):
    """The panel as a bar at the foot: how much is missing, Show, and the way to the pack."""

    show_wanted = Signal()
    pack_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        self.words = strong_label("")
        self.words.setMinimumWidth(1)
        self.show_button = LinkButton(_("Show"), self.show_wanted.emit)
        self.pack_button = Button(_("Handover pack"), self.pack_wanted.emit, icon="printer", kind="primary")
        row.addWidget(self.words)
        row.addWidget(self.show_button)
        row.addStretch(1)
        row.addWidget(self.pack_button)
        self._readiness: Readiness | None = None
        theme.watch(self._show_again)

    def _show_again(self) -> None:
        if self._readiness is not None:
            self.show_readiness(self._readiness)

    def show_readiness(self, readiness: Readiness) -> None:
        """Show the counts."""
        self._readiness = readiness
        missing = ngettext("{n} missing", "{n} missing", len(readiness.missing)).format(
            n=len(readiness.missing)
        )
        counts = _("Planned {planned}, explained {explained}").format(
            planned=_of(readiness, Side.PLANNED), explained=_of(readiness, Side.EXPLAINED)
        )
        colour = theme.colour("text-2").name()
        self.words.setText(f'<b>{missing}</b>&nbsp; <span style="color:{colour}">{counts}</span>')
        self.words.setAccessibleName(f"{missing}. {counts}")

    def show_open(self, is_open: bool) -> None:
        """Say whether the list is open above."""
        self.show_button.setText(_("Hide") if is_open else _("Show"))
        self.show_button.setAccessibleName(_("Hide the list") if is_open else _("Show the list"))


def _of(readiness: Readiness, side: Side) -> str:
    return _("{n} of {all}").format(n=readiness.met(side), all=len(readiness.of(side)))


def _missing_rich(count: int) -> str:
    colour = theme.colour("text-2").name()
    return f'<span style="font-weight:600">{_("Missing")}</span>&nbsp; <span style="color:{colour}">{count}</span>'
