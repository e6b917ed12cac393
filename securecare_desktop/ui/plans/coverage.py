"""What does our plan not say yet? One framework at a time, by stage, each item with the way to the place that fills it.

CoverageView shows what it is given; CoveragePane fetches it and writes down what somebody confirms. How an item
looks is in coverage_rows.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.labels import label as label_of
from ...core.resource_files import Fault
from ...core.text import _
from ...domain.coverage import STAGES, Coverage, ItemCoverage, Said
from ...domain.messages import Changed
from ...domain.permissions import Action
from ...domain.plans import PlanPart
from ...domain.young_people import Stage
from ...services.frameworks import PlanCoverage
from ...services.results import Saved
from .. import tasks, theme
from ..widgets.card import Card, EmptyState
from ..widgets.editors import QuietCombo
from ..widgets.faults import FaultNotice
from ..widgets.flow import Flow
from ..widgets.labels import label
from ..widgets.list_heads import group_head
from ..widgets.segmented import SegmentedControl
from .coverage_rows import CoverageRow, button_near, counts, heads

NARROW = 820
CHOOSER = 430
"""Wide enough for the longest title with its counts, in px at 100 % text size."""
ALL = "all"
NOUNS = frozenset({"plans", "frameworks", "people", "family_time"})
"""What a plan says of a framework follows from these."""


class Frameworks(Protocol):
    """What of the frameworks service this needs."""

    def coverage(self, young_person_id: str, version_id: str = "") -> PlanCoverage:
        """Return what a version of a plan says."""
        ...

    def confirm(
        self, young_person_id: str, section: int, ref: str, *, says: bool = True, version_id: str = ""
    ) -> Saved[PlanPart]:
        """Write down that a section says an item, or does not."""
        ...


class CoverageView(QWidget):
    """The list with its choosers. Signals: `open_section(section)` where something is to be written or read,
    `confirm(section, ref, says)` what somebody has looked at, `write_wording(framework key, number)` where the
    unit's own text is to be written in.

    `may_confirm` and `may_word` are what the role of whoever is signed in allows.
    """

    open_section = Signal(int)
    confirm = Signal(int, str, bool)
    write_wording = Signal(str, str)

    def __init__(self, *, may_confirm: bool, may_word: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_confirm, self._may_word = may_confirm, may_word
        self._shown: PlanCoverage | None = None
        self._was_narrow: bool | None = None
        self.rows: list[CoverageRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.framework = QuietCombo()
        self.framework.setAccessibleName(_("Framework"))
        self.framework.activated.connect(lambda _index: self._draw())
        stages = tuple((stage.value, label_of(stage)) for stage in Stage)
        self.stage = SegmentedControl(
            ((ALL, _("All stages")), *stages), ALL, small=True, says=_("Which stage is shown")
        )
        self.stage.chosen.connect(lambda _key: self._draw())
        self.filter = SegmentedControl(
            (("open", _("Not said yet")), (ALL, _("All"))),
            "open",
            small=True,
            says=_("Which items are shown"),
        )
        self.filter.chosen.connect(lambda _key: self._draw())
        self.choosers = Flow((self.framework, self.stage, self.filter), gap=12)
        column.addWidget(self.choosers)
        self.about = label("", "caption", wrap=True, selectable=True)
        column.addWidget(self.about)
        self.card = Card(_("What does our plan not say yet?"), icon="list-checks", second=" ")
        column.addWidget(self.card)
        column.addStretch(1)
        self.choosers.hide()

    def show_coverage(self, found: PlanCoverage) -> None:
        """Show what a version says; the framework that was chosen stays chosen."""
        self._shown = found
        chosen = self.framework.currentData()
        self.framework.clear()
        for one in found.coverages:
            self.framework.addItem(f"{one.framework.title}  ·  {counts(one)}", one.framework.key)
        self.framework.setCurrentIndex(max(0, self.framework.findData(chosen)))
        self.choosers.setVisible(bool(found.coverages))
        self._draw()

    def forget(self) -> None:
        """Take off what is shown of somebody else."""
        self._shown = None
        self.framework.clear()
        self.choosers.hide()
        self._draw()

    def choose(self, framework_key: str) -> None:
        """Show this framework, where it is in use."""
        index = self.framework.findData(framework_key)
        if index >= 0:
            self.framework.setCurrentIndex(index)
            self._draw()

    # -- what is shown --------------------------------------------------------------------------------

    def _chosen(self) -> Coverage | None:
        if self._shown is None:
            return None
        key = self.framework.currentData()
        return next((one for one in self._shown.coverages if one.framework.key == key), None)

    def _keeps(self, one: ItemCoverage) -> bool:
        return self.filter.value() == ALL or one.state is not Said.SAID

    def _draw(self) -> None:
        had_focus = self._focused()
        self.card.clear()
        self.rows = []
        found = self._chosen()
        self.card.second.setText(counts(found) if found else "")
        self.about.setText(_about(found) if found else "")
        self.about.setVisible(found is not None)
        self._was_narrow = self._is_narrow()
        self.framework.setMinimumWidth(min(theme.px(CHOOSER), max(0, self.width())))
        if found is not None:
            self._fill(found)
            if self.rows:
                self.rows[-1].setProperty("place", "last")  # no line above the card's own edge
        elif self._shown is not None:
            nothing = _("No framework is in use. The unit manager chooses them under Staff, Frameworks.")
            self.card.body.addWidget(EmptyState(nothing))
        if had_focus is not None:
            button = button_near(self.rows, *had_focus)
            (button or self.framework).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, found: Coverage) -> None:
        if not self._was_narrow:
            self.card.body.addWidget(heads())
        for stage in STAGES:
            group = found.of_stage(stage)
            if not group.items or not self._shows_stage(stage):
                continue
            shown = [one for one in group.items if self._keeps(one)]
            title = label_of(stage) if stage else _("All the way through")
            if len(group.items) < len(found.items):  # else the card's own head says as much
                self.card.body.addWidget(group_head(title, counts(group)))
            for one in shown:
                self._add_row(found, one)
            if not shown:
                self.card.body.addWidget(EmptyState(_("The plan says all of it.")))

    def _shows_stage(self, stage: Stage | None) -> bool:
        """Say whether items of a stage are shown; what counts all the way through counts in each of them."""
        return stage is None or self.stage.value() in (ALL, stage.value)

    def _add_row(self, found: Coverage, one: ItemCoverage) -> None:
        shown = self._shown
        assert shown is not None  # rows are only made of what is shown
        row = CoverageRow(
            one,
            found.framework.key,
            found.framework.rests_on,
            written=shown.written,
            may_confirm=self._may_confirm and shown.may_confirm,
            may_word=self._may_word and not found.framework.own,
            narrow=bool(self._was_narrow),
        )
        row.opened.connect(self.open_section)
        row.said.connect(lambda section, says, ref=row.ref: self.confirm.emit(section, ref, says))
        key, number = found.framework.key, one.item.number
        row.wording_wanted.connect(lambda: self.write_wording.emit(key, number))
        self.rows.append(row)
        self.card.body.addWidget(row)

    def _focused(self) -> tuple[str, int] | None:
        """Return the item that has the focus, and at which place it stands."""
        return next(
            ((row.ref, at) for at, row in enumerate(self.rows) if any(b.hasFocus() for b in row.buttons)),
            None,
        )

    # -- room -----------------------------------------------------------------------------------------

    def _is_narrow(self) -> bool:
        return theme.room(self) < NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cells of a row under its words where it is narrow."""
        super().resizeEvent(event)
        if self._shown is not None and self._was_narrow is not self._is_narrow():
            self._draw()


def _about(found: Coverage) -> str:
    framework = found.framework
    parts = (
        _("Source: {source}").format(source=framework.source) if framework.source else "",
        framework.note,
        _(
            "In our own words. A section counts as saying something when somebody has looked and confirmed it."
        ),
    )
    return "\n".join(part for part in parts if part)


class CoveragePane(QWidget):
    """The view with its data: `load(young_person_id, version_id)` fetches it, what is confirmed is written down.

    Signals as CoverageView: `open_section(section)` and `write_wording(framework key, number)`. `faults` finds
    mistakes in the files; those of frameworks are named above the list.
    """

    open_section = Signal(int)
    write_wording = Signal(str, str)

    def __init__(
        self,
        frameworks: Frameworks,
        may: Callable[[Action], bool],
        faults: Callable[[], tuple[Fault, ...]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._frameworks, self._faults = frameworks, faults
        self._who = self._version = self._shown = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.faults = FaultNotice("frameworks/")
        column.addWidget(self.faults)
        self.why_not = label("", "second", wrap=True)
        self.why_not.hide()
        column.addWidget(self.why_not)
        self._stale = False
        tasks.hub().changed.connect(self.hear)
        self._may_confirm = may(Action.EDIT_PLAN)
        self.view = CoverageView(may_confirm=self._may_confirm, may_word=may(Action.MANAGE_UNIT))
        self.view.open_section.connect(self.open_section)
        self.view.write_wording.connect(self.write_wording)
        self.view.confirm.connect(self._confirm)
        column.addWidget(self.view, 1)

    def load(self, young_person_id: str, version_id: str = "") -> None:
        """Fetch and show what a version says; without one, the one being written, else the one that counts."""
        if young_person_id != self._who:
            self.view.forget()
        self._who, self._version = young_person_id, version_id
        if not young_person_id:
            return
        if self._faults is not None:
            tasks.query(self, self._faults).done(self.faults.show_faults).start()
        wanted = (young_person_id, version_id)
        tasks.query(self, self._frameworks.coverage, *wanted).done(
            lambda found: self._show(found, wanted)
        ).busy(self.view).start()

    def _show(self, found: PlanCoverage, wanted: tuple[str, str]) -> None:
        if wanted != (self._who, self._version):
            return  # somebody else is shown by now
        replaced = found.version is not None and not found.may_confirm and self._may_confirm
        self.why_not.setText(
            _("A newer version has replaced this one, so nothing is confirmed in it any more.")
        )
        self.why_not.setVisible(replaced)
        self._shown = found.version.id if found.version is not None else ""
        self.view.show_coverage(found)

    def _confirm(self, section: int, ref: str, says: bool) -> None:
        who, version = self._who, self._shown

        def confirm() -> Saved[PlanPart]:
            return self._frameworks.confirm(who, section, ref, says=says, version_id=version)

        tasks.command(self, confirm).start()  # what it changes is heard of, and fetched anew

    def hear(self, changed: Changed) -> None:
        """Fetch anew what a change touches: now where it can be seen, else when it is shown again."""
        if changed.nouns & NOUNS and changed.young_person_id in ("", self._who):
            self._stale = True
            if self.isVisible():
                self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self.load(self._who, self._version)
