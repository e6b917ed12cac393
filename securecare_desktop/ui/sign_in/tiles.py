"""The people to choose from: one tile each, two columns where they fit, arrow keys between them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...core.text import _
from ...services.session import SignInName
from .. import theme
from ..widgets.buttons import PaintedButton, let_clicks_through
from ..widgets.gate import initials
from ..widgets.labels import IconLabel, label

TWO_COLUMNS_FROM = 520


class Initials(QWidget):
    """The first letters of somebody's name on a square, `size` px at 100 % text size. Decoration."""

    def __init__(self, name: str, size: int = 36, chosen: bool = False) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._size = size
        self._square = label(initials(name), "initials")
        self._square.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._square)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()
        theme.watch(self._fit)
        self.show_chosen(chosen)

    def show_chosen(self, chosen: bool) -> None:
        """Fill the square for the chosen person."""
        theme.mark(self._square, state="chosen" if chosen else "")

    def _fit(self) -> None:
        self._square.setFixedSize(theme.px(self._size), theme.px(self._size))


class PersonTile(PaintedButton):
    """One member of staff: initials, name, what they are here, and a tick when chosen."""

    def __init__(self, person: SignInName) -> None:
        super().__init__("tile")
        self.person = person
        self.setCheckable(True)
        self.setAccessibleName(f"{person.name}, {person.job_title}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        self._initials = Initials(person.name)
        row.addWidget(self._initials)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(person.name, "strong"))
        words.addWidget(label(person.job_title, "caption"))
        row.addLayout(words, 1)
        self._tick = IconLabel("check", "text", 18)
        policy = self._tick.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._tick.setSizePolicy(policy)
        row.addWidget(self._tick)
        let_clicks_through(self)
        self.toggled.connect(self._show_checked)
        self._show_checked(False)

    def _show_checked(self, checked: bool) -> None:
        self._initials.show_chosen(checked)
        self._tick.setVisible(checked)


class People(QWidget):
    """The tiles. `chosen(SignInName)` is sent when somebody has been chosen with the mouse or the keyboard."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._group = QButtonGroup(self)
        self._columns = 2
        self.tiles: list[PersonTile] = []
        self.setAccessibleName(_("People who can sign in"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_people(self, people: tuple[SignInName, ...], chosen: str = "") -> None:
        """Show these, the one with the id `chosen` as chosen."""
        for tile in self.tiles:
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [PersonTile(person) for person in people]
        for tile in self.tiles:
            self._group.addButton(tile)
            tile.setChecked(tile.person.staff_id == chosen)
            tile.clicked.connect(lambda _checked=False, person=tile.person: self.chosen.emit(person))
        self._lay_out()

    def let_go(self) -> None:
        """Nobody is chosen any more."""
        self._group.setExclusive(False)
        for tile in self.tiles:
            tile.setChecked(False)
        self._group.setExclusive(True)

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Use one column where two do not fit."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        columns = 2 if theme.room(self) >= TWO_COLUMNS_FROM else 1
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _lay_out(self) -> None:
        for index, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, index // self._columns, index % self._columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
