"""Two versions to compare: two choosers above, and what changed between them below (compare.py)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _
from ...domain.plans import PlanVersion
from .. import tasks
from ..widgets.buttons import Button
from ..widgets.editors import QuietCombo
from ..widgets.flow import Flow
from ..widgets.labels import label
from . import wording
from .compare import CompareView
from .needs import PlanTools
from .room import GivesWay

if TYPE_CHECKING:
    from ...domain.comparing import Comparison


class ComparePage(GivesWay, QWidget):
    """Choose an older and a newer version and read what changed. `left()` is sent when somebody goes back."""

    left = Signal()

    def __init__(self, tools: PlanTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._versions: dict[str, PlanVersion] = {}
        self._who = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.old, self.new = (self._chooser(words) for words in (_("Older version"), _("Newer version")))
        self.back = Button(_("Back to the versions"), self.left.emit, icon="chevron-left", size="small")
        choosers = Flow(
            (self.back, self._named(_("Compare"), self.old), self._named(_("with"), self.new)), gap=12
        )
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(choosers, 1)
        column.addLayout(row)
        self.view = CompareView()
        column.addWidget(self.view, 1)

    def _chooser(self, says: str) -> QuietCombo:
        combo = QuietCombo()
        combo.setAccessibleName(says)
        combo.setMinimumContentsLength(18)
        combo.activated.connect(lambda _at: self._compare())
        return combo

    @staticmethod
    def _named(words: str, combo: QuietCombo) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        title = label(words, "label")
        title.setBuddy(combo)
        row.addWidget(title)
        row.addWidget(combo)
        return made

    def show_versions(self, versions: tuple[PlanVersion, ...], old_id: str = "", new_id: str = "") -> None:
        """Offer these (newest first) and compare two: those named, by default the newest with the one before."""
        self._versions = {version.id: version for version in versions}
        self._who = versions[0].young_person_id
        for combo in (self.old, self.new):
            combo.clear()
            for version in versions:
                words = _("{version}, {state}").format(
                    version=wording.version_title(version), state=wording.short_state(version).lower()
                )
                combo.addItem(words, version.id)
        known = [version.id for version in versions]
        self.new.setCurrentIndex(known.index(new_id) if new_id in known else 0)
        self.old.setCurrentIndex(known.index(old_id) if old_id in known else min(1, len(known) - 1))
        self._compare()

    def chosen(self) -> tuple[str, str]:
        """Return the ids of the older and the newer version that are compared."""
        return str(self.old.currentData() or ""), str(self.new.currentData() or "")

    def _compare(self) -> None:
        asked = self.chosen()

        def show(found: "Comparison") -> None:
            if asked == self.chosen():
                titles = [wording.version_title(self._versions[one]) for one in asked]
                self.view.show_comparison(titles[0], titles[1], found)

        tasks.query(self, self._tools.plans.compare, self._who, *asked).busy(self.view).done(show).start()
