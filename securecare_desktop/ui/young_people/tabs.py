"""The tabs of a young person's page: a strip with counts, or a drop-down where there is little room."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from ...core.text import _
from .. import theme
from ..widgets.buttons import PaintedButton, let_clicks_through
from ..widgets.editors import QuietCombo
from ..widgets.labels import label


class Tab(PaintedButton):
    """One tab: its title, and how many there are."""

    def __init__(self, owner: "TabStrip", title: str) -> None:
        super().__init__("tab")
        self._owner, self._title = owner, title
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(7)
        self.title = label(title, "tab")
        self.count = label("", "caption-strong")
        row.addWidget(self.title)
        row.addWidget(self.count)
        let_clicks_through(self)
        self.toggled.connect(lambda on: theme.mark(self.title, role="tab-chosen" if on else "tab"))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many there are; none is nothing."""
        self.count.setText(str(count) if count else "")
        self.count.setVisible(bool(count))
        self.setAccessibleName(f"{self._title}, {count}" if count else self._title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self._owner.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class TabStrip(QFrame):
    """The strip, and the drop-down that stands for it. `chosen(key)` is sent when a person chooses another tab.

    The Tab key reaches the chosen tab only; the arrow keys go on from there.
    """

    chosen = Signal(str)

    def __init__(self, tabs: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setProperty("role", "band")
        self.setAccessibleName(_("Parts of this page"))
        self._titles = dict(tabs)
        self._current = tabs[0][0]
        self.tabs: dict[str, Tab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 0, 24, 0)
        row.setSpacing(16)
        self.combo = QuietCombo()
        self.combo.setProperty("scale", "step")
        self.combo.setAccessibleName(_("Part of this page"))
        self.combo.setMinimumContentsLength(16)
        for key, title in tabs:
            made = Tab(self, title)
            made.clicked.connect(lambda _checked=False, key=key: self._choose(key))
            self.tabs[key] = made
            row.addWidget(made)
            self.combo.addItem(title, key)
        row.addStretch(1)
        self.combo.activated.connect(lambda at: self._choose(self.combo.itemData(at)))
        self.show_tab(self._current)

    def current(self) -> str:
        """Return the key of the chosen tab."""
        return self._current

    def show_tab(self, key: str) -> None:
        """Show `key` as chosen, without saying so."""
        self._current = key
        for one, tab in self.tabs.items():
            tab.setChecked(one == key)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == key else Qt.FocusPolicy.ClickFocus)
        self.combo.setCurrentIndex(self.combo.findData(key))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are, by key."""
        for at, (key, tab) in enumerate(self.tabs.items()):
            count = counts.get(key, 0)
            tab.show_count(count)
            self.combo.setItemText(at, f"{self._titles[key]}  {count}" if count else self._titles[key])

    def step(self, by: int) -> None:
        """Choose the tab `by` places on, beginning again at the end."""
        keys = list(self.tabs)
        self._choose(keys[(keys.index(self._current) + by) % len(keys)])
        self.focus_current()

    def focus_current(self) -> None:
        """Put the focus on the chosen tab, or on the list of tabs where there is little room."""
        tab = self.tabs[self._current]
        (tab if self.combo.isHidden() else self.combo).setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, key: str) -> None:
        moved = key != self._current
        self.show_tab(key)
        if moved:
            self.chosen.emit(key)

    def fit(self) -> None:
        """Be as high as the design says at this text size."""
        self.setFixedHeight(theme.px(40))
