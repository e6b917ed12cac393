"""The view "Not said yet": what the plan does not say of the frameworks in use, and the way to where it is written."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.resource_files import Fault
from ...domain.plans import PlanVersion
from ..page import Page, Place
from ..widgets.page_scroll import PageScroll
from .coverage import CoveragePane
from .needs import PlanTools


class NotSaidView(Page):
    """The coverage of the version that is shown. `open_section(section)` asks for the section that should say it."""

    open_section = Signal(int)

    def __init__(
        self,
        tools: PlanTools,
        faults: Callable[[], tuple[Fault, ...]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._who = self._version_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.pane = CoveragePane(tools.frameworks, tools.may, faults)
        self.pane.open_section.connect(self.open_section)
        self.pane.write_wording.connect(
            lambda key, number: self.go.emit(Place("frameworks", record_id=key, part=number))
        )
        scroll = PageScroll()
        scroll.column.addWidget(self.pane)
        column.addWidget(scroll)

    def open_place(self, place: Place) -> None:
        """Show what the plan of a young person does not say."""
        self._who = place.young_person_id
        self.mark_stale()

    def show_plan(self, shown: PlanVersion | None, _name: str) -> None:
        """Take the version that is read."""
        version_id = shown.id if shown is not None else ""
        if version_id != self._version_id:
            self._version_id = version_id
            self.mark_stale()

    def reload(self) -> None:
        """Fetch it anew."""
        self.pane.load(self._who, self._version_id)
