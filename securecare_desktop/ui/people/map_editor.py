"""The input of a sitting: the map to move people on, and the same map as a list of who, ring and tie.

Whatever is changed in one of them is changed in the other.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ...core.labels import choices
from ...core.labels import label as words_for
from ...core.text import _, tidy
from ...domain.people import Answer, NetworkPerson
from ...domain.people_map import (
    MapPlace,
    Ring,
    Tie,
    into_ring,
    map_name,
    place_key,
    put_into,
    ring_for,
    ring_of,
)
from .. import theme
from ..widgets.buttons import Button
from ..widgets.editors import Editor, QuietCombo
from ..widgets.fields import KINDS
from ..widgets.labels import IconLabel, label
from ..widgets.suggest import SuggestEditor
from .map_legend import MapLegend
from .map_view import MapView

PEOPLE_MAP = "people_map"
"""The kind of field: who stands where (tuple of MapPlace)."""
BESIDE = 940
"""From this width on, in px at 100 % text size, the list stands beside the map."""


def locked_out(people: Iterable[NetworkPerson]) -> frozenset[str]:
    """Return the ids of those who must not know where the young person lives."""
    return frozenset(person.id for person in people if person.knows_where is Answer.NO)


class PlaceList(QWidget):
    """Who, ring, tie: one line for each person on the map. `editor` does what is chosen here."""

    def __init__(self, editor: "MapEditor") -> None:
        super().__init__()
        self._editor = editor
        self.rings: list[QuietCombo] = []
        self.ties: list[QuietCombo] = []
        self.off: list[Button] = []
        self._names: list[QWidget] = []
        self._shown: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(2, 3)
        for column, words in enumerate((_("Who"), _("Ring"), _("Tie"))):
            self._grid.addWidget(label(words, "caption-strong"), 0, column)

    def show_places(self, places: list[MapPlace], locked: frozenset[str], *, read_only: bool) -> None:
        """Show these; the lines are made anew only where other people stand on the map."""
        shown = tuple(f"{place_key(place)} {place.name} {place.person_id in locked}" for place in places)
        if shown != self._shown:
            self._shown = shown
            self._make(places, locked)
        for at, place in enumerate(places):
            for combo, key in ((self.rings[at], place.ring), (self.ties[at], place.tie)):
                combo.setCurrentIndex(combo.findData(str(key)))
                combo.setEnabled(not read_only)
            self.off[at].setVisible(not read_only)

    def _make(self, places: list[MapPlace], locked: frozenset[str]) -> None:
        for one in (*self._names, *self.rings, *self.ties, *self.off):
            one.hide()
            one.deleteLater()
        self._names, self.rings, self.ties, self.off = [], [], [], []
        for at, place in enumerate(places):
            self._names.append(self._name(place, locked=place.person_id in locked))
            ring, tie = self._combo(choices(Ring)), self._combo(choices(Tie))
            ring.setAccessibleName(_("Ring of {name}").format(name=place.name))
            tie.setAccessibleName(_("Tie to {name}").format(name=place.name))
            ring.activated.connect(
                lambda _at, at=at, box=ring: self._editor.put(at, ring=Ring(box.currentData()))
            )
            tie.activated.connect(
                lambda _at, at=at, box=tie: self._editor.put(at, tie=Tie(box.currentData()))
            )
            says = _("Take {name} off the map").format(name=place.name)
            off = Button(
                "", lambda at=at: self._editor.take_off(at), icon="x", kind="quiet", size="small", says=says
            )
            self.rings.append(ring)
            self.ties.append(tie)
            self.off.append(off)
            for column, one in enumerate((self._names[at], ring, tie, off)):
                self._grid.addWidget(one, at + 1, column)

    @staticmethod
    def _combo(offered: tuple[tuple[str, str], ...]) -> QuietCombo:
        combo = QuietCombo()
        combo.setMinimumContentsLength(3)
        for key, words in offered:
            combo.addItem(words[:1].upper() + words[1:], key)
        return combo

    @staticmethod
    def _name(place: MapPlace, *, locked: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if locked:
            row.addWidget(IconLabel("lock", "late", 14, _("Must not know where they live")))
        row.addWidget(label(place.name, "strong", wrap=True), 1)
        return made


class MapEditor(Editor):
    """Who stands where. Value: tuple of MapPlace. `set_people` says whose map it is and who can be put on it."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[MapPlace] = []
        self._people: tuple[NetworkPerson, ...] = ()
        self._young_person = self._name = self._description = ""
        self._read_only = False
        self.column.setSpacing(8)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(16)
        self._picture = QFrame()
        self._picture.setProperty("role", "card")
        within = QVBoxLayout(self._picture)
        within.setContentsMargins(1, 1, 1, 8)
        self.view = MapView()
        self.view.changed.connect(self._on_view)
        self.view.taken_off.connect(self.take_off)
        within.addWidget(self.view)
        within.addWidget(MapLegend())
        self._box.addWidget(self._picture, 5, Qt.AlignmentFlag.AlignTop)
        side = QWidget()
        down = QVBoxLayout(side)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        self.list = PlaceList(self)
        down.addWidget(self.list)
        down.addWidget(self._make_adding())
        down.addStretch(1)
        self._box.addWidget(side, 4)
        self.column.addLayout(self._box)
        self.take(self.new.combo)
        self._renew()

    def _make_adding(self) -> QWidget:
        self._adding = QWidget()
        column = QVBoxLayout(self._adding)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Somebody else on the map"), "label"))
        hint = _("One of the people in the list, or anybody they name: a friend, a dog.")
        column.addWidget(label(hint, "hint", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.new = SuggestEditor(())
        self.new.combo.lineEdit().returnPressed.connect(self.add)
        row.addWidget(self.new, 1)
        self.add_button = Button(_("Put on the map"), self.add, icon="plus", size="small")
        row.addWidget(self.add_button)
        column.addLayout(row)
        return self._adding

    # -- the contract ---------------------------------------------------------------------------------

    def value(self) -> Any:
        return tuple(self._places)

    def set_value(self, value: Any) -> None:
        self._places = list(value or ())
        self._renew()

    def draft_text(self) -> str:
        kept = [[one.person_id, one.name, str(one.tie), one.x, one.y] for one in self._places]
        waiting = self.new.value()
        return json.dumps([kept, waiting], ensure_ascii=False) if kept or waiting else ""

    def set_draft_text(self, text: str) -> None:
        kept, waiting = json.loads(text) if text else ([], "")
        self.new.set_value(waiting)
        self.set_value(
            MapPlace(person_id=person_id, name=name, ring=ring_of(x, y), tie=Tie(tie), x=x, y=y)
            for person_id, name, tie, x, y in kept
        )

    def is_empty(self) -> bool:
        return not self._places

    def asks(self) -> str:
        return _("Put at least one person on the map.")

    def trouble(self) -> str:
        if self.new.value():
            return _("Put {name} on the map, or take the name out of the line.").format(name=self.new.value())
        return ""

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._renew()

    def mark_error(self, wrong: bool) -> None:
        theme.mark(self.new.combo, state="error" if wrong else "")

    def describe(self, name: str, description: str) -> None:
        self._name, self._description = name, description
        self.setAccessibleName(name)
        self.new.describe(_("Somebody else on the map"), description)

    # -- what can be done -----------------------------------------------------------------------------

    def set_people(self, young_person: str, people: tuple[NetworkPerson, ...]) -> None:
        """Say whose map it is and who of the network can be put on it."""
        if (young_person, people) != (self._young_person, self._people):
            self._young_person, self._people = young_person, people
            self._renew()

    def put(self, at: int, *, ring: Ring | None = None, tie: Tie | None = None) -> None:
        """Put somebody into another ring, or say that their tie is another."""
        if self._read_only:
            return
        place = self._places[at]
        if ring is not None and ring is not place.ring:
            place = into_ring(place, ring)
        self._places[at] = replace(place, tie=tie or place.tie)
        self._changed()

    def take_off(self, at: int) -> None:
        """Take somebody off the map; they stay in the list of people."""
        if self._read_only:
            return
        self._places.pop(at)
        self._changed()
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Put whoever is named in the line on the map, where there is room."""
        typed = tidy(self.new.value()).strip()
        if not typed or self._read_only:
            return
        person = next((p for p in self._people if typed.casefold() in _names(p)), None)
        new = MapPlace(person_id=person.id if person else "", name=map_name(person) if person else typed)
        ring = ring_for(person.circle) if person else Ring.AROUND
        there = {place_key(place) for place in self._places}
        if place_key(new) in there:
            return  # they are on the map: the name stays in the line, and the form says what to do
        self._places.append(put_into(ring, new, self._places))
        self.new.set_value("")
        self._changed()
        self.view.marks[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_view(self, at: int, place: MapPlace) -> None:
        self._places[at] = place
        self._changed()

    def _changed(self) -> None:
        self._renew()
        self.changed.emit()

    # -- how it looks ---------------------------------------------------------------------------------

    def _renew(self) -> None:
        locked = locked_out(self._people)
        self.view.show_map(self._young_person, self._places, locked, read_only=self._read_only)
        self.list.show_places(self._places, locked, read_only=self._read_only)
        there = {place.person_id for place in self._places}
        left = tuple(p for p in self._people if p.id not in there)
        self.new.set_choices(tuple((p.shown_name, words_for(p.circle).lower()) for p in left))
        self._adding.setVisible(not self._read_only)
        self._level()
        self._follow_tab()

    def _follow_tab(self) -> None:
        """Have Tab go through the people on the map, then down the list."""
        order: list[QWidget] = [*self.view.marks]
        for line in zip(self.list.rings, self.list.ties, self.list.off, strict=True):
            order += line
        order += [self.new.combo, self.add_button]
        known = [one for one in self._inputs if one in order]
        for one in order:
            if one not in known:
                one.installEventFilter(self)
        self._inputs = order
        for before, after in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = theme.room(self) >= BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
        self._level()

    def _level(self) -> None:
        """Use the room beside a long list for a higher map."""
        beside = self._box.direction() == QBoxLayout.Direction.LeftToRight
        self.view.be_at_least(min(self.list.sizeHint().height(), theme.px(400)) if beside else 0)


def _names(person: NetworkPerson) -> set[str]:
    return {name.casefold() for name in (person.name, person.called, person.shown_name) if name}


KINDS[PEOPLE_MAP] = lambda _field, _clock: MapEditor()
