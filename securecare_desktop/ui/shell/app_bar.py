"""The app bar: the house, the field to find things, who is signed in, Switch and Lock."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ...core.text import _, given_name
from .. import actions, icons, theme
from ..widgets.buttons import Button
from ..widgets.labels import IconLabel, label


class AppBar(QFrame):
    """One bar for all screens; `finder` is the field that finds things, given by the window.

    Where `finds` is false there is none: a role that reads no records has nothing to find.

    Signals: `alone(bool)` when the field takes the bar for itself or gives it back, `menu_wanted` (the rail, where it is hidden), `find_wanted`, `switch_wanted`, `lock_wanted`.
    """

    alone = Signal(bool)
    menu_wanted = Signal()
    find_wanted = Signal()
    switch_wanted = Signal()
    lock_wanted = Signal()

    def __init__(
        self, unit: str, house: str, name: str, role: str, finder: QWidget, *, finds: bool = True
    ) -> None:
        super().__init__()
        self.setProperty("role", "band")
        self.setProperty("region", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Top of the window"))
        self._narrow = self._finding = False
        self._finds = finds
        self.finder = finder
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        self.menu = Button("", self.menu_wanted.emit, icon="menu", says=_("Where to go"))
        row.addWidget(self.menu)
        self._house_part = QWidget()
        names = QHBoxLayout(self._house_part)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(12)
        names.addWidget(icons.AppMark(24))
        names.addWidget(label(unit, "unit"))
        self._house = label(house, "second")
        names.addWidget(self._house)
        names.addStretch(1)
        row.addWidget(self._house_part, 3)
        self.finder.setMaximumWidth(theme.px(360))
        self.finder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.finder, 4)
        self._right = QWidget()
        person = QHBoxLayout(self._right)
        person.setContentsMargins(0, 0, 0, 0)
        person.setSpacing(8)
        person.addStretch(1)
        self.find = Button(_("Find"), self.find_wanted.emit, icon="search")
        person.addWidget(self.find)
        self._person = self._make_person(name, role)
        person.addWidget(self._person)
        self.who = Button(
            _short(name), icon="circle-user-round", says=_("{name}, signed in").format(name=name)
        )
        self._menu = QMenu(self.who)
        key = actions.keys_in_words("switch_person")
        switch = self._menu.addAction(icons.icon("users-round"), f"{actions.text('switch_person')}\t{key}")
        switch.triggered.connect(lambda _checked=False: self.switch_wanted.emit())
        self.who.clicked.connect(self._open_menu)
        person.addWidget(self.who)
        self.switch = Button(_("Switch"), self.switch_wanted.emit, icon="users-round")
        self.switch.setToolTip(f"{actions.text('switch_person')} ({key})")
        person.addWidget(self.switch)
        self.lock = Button(_("Lock"), self.lock_wanted.emit, icon="lock")
        self.lock.setToolTip(f"{actions.text('lock')} ({actions.keys_in_words('lock')})")
        person.addWidget(self.lock)
        row.addWidget(self._right, 3)
        self._fit()

    def show_room(self, rail_hidden: bool, narrow: bool) -> None:
        """Arrange for the room there is: the rail behind a menu button, the field behind a button."""
        self._narrow = narrow
        self.menu.setVisible(rail_hidden)
        self._house.setVisible(not rail_hidden)
        self._arrange()

    def show_finding(self, finding: bool) -> None:
        """Where the field is behind a button: give it the bar, or take it back."""
        self._finding = finding
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _arrange(self) -> None:
        alone = self._narrow and self._finding
        self.finder.setVisible(self._finds and (not self._narrow or self._finding))
        self.finder.setMaximumWidth(16_777_215 if alone else theme.px(360))
        self._house_part.setVisible(not alone)
        self._row.setStretchFactor(self._right, 0 if alone else 3)
        self.alone.emit(alone)
        self.find.setVisible(self._finds and self._narrow and not alone)
        self.who.setVisible(self._narrow and not alone)
        self._person.setVisible(not self._narrow)
        self.switch.setVisible(not self._narrow)

    def _make_person(self, name: str, role: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("circle-user-round", "text", 18))
        row.addWidget(label(name, "strong"))
        row.addWidget(label(role, "second"))
        return made

    def _open_menu(self) -> None:
        self._menu.popup(self.who.mapToGlobal(self.who.rect().bottomLeft()))

    def _fit(self) -> None:
        self.setMinimumHeight(theme.height("app_bar"))


def _short(name: str) -> str:
    """Return "Denise O." for "Denise Okafor"."""
    rest = name.split()[1:]
    return f"{given_name(name)} {rest[-1][0]}." if rest else name
