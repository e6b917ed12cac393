"""The people to choose from: one tile each, two columns where they fit, arrow keys between them."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from ...core.labels import label
from ...core.text import _
from ...domain.staff import Role
from ...services.session import SignInName
from .. import theme
from ..widgets.tile import Tile

TWO_COLUMNS_FROM = 520
AT_FIRST = 8
"""How many names are laid out before the window is seen; the others follow in the same blink, after it."""


def what_they_are(person: SignInName) -> str:
    """Return what the house calls somebody, or their role where it has no word of its own."""
    known = {role.value for role in Role}
    return person.job_title or (label(Role(person.role)) if person.role in known else "")


class PersonTile(Tile):
    """The tile of one member of staff."""

    def __init__(self, person: SignInName) -> None:
        super().__init__(person.name, what_they_are(person))
        self.person = person
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class People(QWidget):
    """The tiles.

    Signals: `chosen(SignInName)` when somebody has been chosen with the mouse or the keyboard; `seen()` once, after
    the first names were painted.
    """

    chosen = Signal(object)
    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._group = QButtonGroup(self)
        self._columns = 2
        self.tiles: list[PersonTile] = []
        self._seen = False
        self._others: tuple[SignInName, ...] = ()
        self._chosen = ""
        self.setAccessibleName(_("People who can sign in"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_people(self, people: tuple[SignInName, ...], chosen: str = "") -> None:
        """Show these, the one with the id `chosen` as chosen."""
        for tile in self.tiles:
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = []
        self._chosen = chosen
        at_first = len(people) if self._seen else AT_FIRST
        self._others = people[at_first:]
        self._add(people[:at_first])

    def _add(self, people: tuple[SignInName, ...]) -> None:
        for person in people:
            tile = PersonTile(person)
            self.tiles.append(tile)
            self._group.addButton(tile)
            tile.setChecked(person.staff_id == self._chosen)
            tile.clicked.connect(lambda _checked=False, person=person: self.chosen.emit(person))
        self._lay_out()

    def _after_the_first_look(self) -> None:
        others, self._others = self._others, ()
        if others:
            self._add(others)
        self.seen.emit()

    def mark(self, staff_id: str) -> None:
        """Show this person as chosen; an empty id lets go of everybody."""
        self._chosen = staff_id
        self._group.setExclusive(False)
        for tile in self.tiles:
            tile.setChecked(tile.person.staff_id == staff_id)
        self._group.setExclusive(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that there was something to see; the tiles paint themselves."""
        if self.tiles and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._after_the_first_look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where two do not fit."""
        super().resizeEvent(event)
        columns = 2 if theme.room(self) >= TWO_COLUMNS_FROM else 1
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _lay_out(self) -> None:
        for index, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, index // self._columns, index % self._columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
