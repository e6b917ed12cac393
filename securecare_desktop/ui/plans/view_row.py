"""The quiet row of views of the Plan tab: segments, or a drop-down with the view before and after where there is little room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.text import _
from ..widgets.buttons import Button
from ..widgets.editors import QuietCombo
from ..widgets.segmented import SegmentedControl
from .room import GivesWay


class ViewRow(GivesWay, QWidget):
    """The views by key and title. `chosen(key)` is sent when a person chooses another one."""

    chosen = Signal(str)

    def __init__(self, views: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._keys = [key for key, _title in views]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.segments = SegmentedControl(views, self._keys[0], small=True, says=_("Part of the plan"))
        self.segments.chosen.connect(self._choose)
        row.addWidget(self.segments)
        self.before = Button("", lambda: self.step(-1), icon="chevron-left", says=_("View before"))
        self.combo = QuietCombo()
        self.combo.setAccessibleName(_("Part of the plan"))
        for key, title in views:
            self.combo.addItem(title, key)
        self.combo.activated.connect(lambda at: self._choose(self.combo.itemData(at)))
        self.after = Button("", lambda: self.step(1), icon="chevron-right", says=_("Next view"))
        for one in (self.before, self.combo, self.after):
            row.addWidget(one)
        row.addStretch(1)

    def current(self) -> str:
        """Return the key of the chosen view."""
        return str(self.combo.currentData())

    def show_view(self, key: str) -> None:
        """Show `key` as chosen, without saying so."""
        self.segments.set_value(key)
        self.combo.setCurrentIndex(self._keys.index(key))

    def focus_current(self) -> None:
        """Put the focus on the chosen view."""
        chosen = self.segments.button(self.current()) if self.segments.isVisible() else self.combo
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Choose the view `by` places on, beginning again at the end."""
        self._choose(self._keys[(self._keys.index(self.current()) + by) % len(self._keys)])

    def fit(self, room: int) -> None:
        """Be segments where they fit into `room` px, else a drop-down."""
        wide = self.segments.sizeHint().width() <= room
        self.segments.setVisible(wide)
        for one in (self.before, self.combo, self.after):
            one.setVisible(not wide)

    def _choose(self, key: str) -> None:
        self.show_view(key)
        self.chosen.emit(key)
