"""The newest map to look at, and then and now: two sittings beside each other with what changed in words."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ...core.labels import label as words_for
from ...core.text import _, day_short
from ...domain.own_words import HowGiven
from ...domain.people_map import CAME, FURTHER, NEARER, OTHER_TIE, WENT, PeopleMap, changes_between
from ...services.people_map import MapStart
from .. import theme
from ..widgets.buttons import Button
from ..widgets.card import Card, VoiceBand, clear_layout
from ..widgets.editors import ChoiceEditor
from ..widgets.flow import Flow
from ..widgets.labels import IconText, label
from .map_editor import locked_out
from .map_legend import MapLegend
from .map_view import MapView

BESIDE = 760
"""From this width on, in px at 100 % text size, then and now stand beside each other."""
_ICONS = {
    CAME: "plus",
    WENT: "footprints",
    NEARER: "zoom-in",
    FURTHER: "zoom-out",
    OTHER_TIE: "arrow-left-right",
}


def said_with_it(sitting: PeopleMap, name: str, today: date) -> QWidget | None:
    """Return the young person's words with a map in honey, or that they chose not to say anything."""
    if sitting.own_words.strip():
        how = words_for(sitting.own_words_how).lower() if sitting.own_words_how.has_words else ""
        meta = ", ".join(part for part in (how, day_short(sitting.on, today), sitting.drawn_with) if part)
        return VoiceBand(sitting.own_words, meta, title=_("{name}’s words").format(name=name))
    if sitting.own_words_how is HowGiven.CHOSE_NOT_TO:
        said = _("{name} chose not to say anything with it.").format(name=name)
        return IconText("circle-check", said, role="second")
    return None


class MapCard(Card):
    """The newest map with what was said. `compare_wanted` and `print_wanted(id)` are sent from its buttons."""

    compare_wanted = Signal()
    print_wanted = Signal(str)

    def __init__(self, add: Callable[[], object], *, may_write: bool, may_print: bool) -> None:
        super().__init__(_("Map of people"), icon="contact-round", inset=True)
        self._may_print, self._shown_id = may_print, ""
        self.view = MapView()
        self.draw = Button(_("Draw a new map"), add, icon="plus", size="small")
        self.compare = Button(
            _("Then and now"), self.compare_wanted.emit, icon="arrow-left-right", size="small"
        )
        self.paper = Button(_("Print or save as PDF"), self._print, icon="printer", size="small")
        self.body.addWidget(Flow((self.draw, self.compare, self.paper), gap=8))
        self.draw.setVisible(may_write)  # once it has a parent: before, it would flash as a window
        self.body.addWidget(self.view)
        self.body.addWidget(MapLegend())
        self._said = QVBoxLayout()
        self.body.addLayout(self._said)

    def show_sittings(self, sittings: tuple[PeopleMap, ...], start: MapStart, today: date) -> None:
        """Show the newest of these."""
        newest, name = sittings[0], start.young_person_name
        self._shown_id = newest.id
        drawn_with = _("drawn with {who}").format(who=newest.drawn_with) if newest.drawn_with else ""
        self.second.setText(", ".join(part for part in (day_short(newest.on, today), drawn_with) if part))
        self.view.show_map(name, newest.places, locked_out(start.people))
        self.compare.setVisible(len(sittings) > 1)
        self.paper.setVisible(self._may_print)
        clear_layout(self._said)
        said = said_with_it(newest, name, today)
        if said is not None:
            self._said.addWidget(said)

    def _print(self) -> None:
        self.print_wanted.emit(self._shown_id)


class _Side(QWidget):
    """One of the two maps: the day to choose above, the map, and what was said with it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(words, "strong"))
        self.day = ChoiceEditor((), False)
        self.day.describe(words, "")
        row.addWidget(self.day, 1)
        self.paper = Button("", icon="printer", says=_("Print or save this map as PDF"))
        row.addWidget(self.paper)
        column.addLayout(row)
        self.view = MapView()
        column.addWidget(self.view)
        self.said = QVBoxLayout()
        column.addLayout(self.said)
        column.addStretch(1)


class ThenAndNow(Card):
    """Two sittings beside each other, and what changed between them in words. `print_wanted(id)` is for one of them."""

    left = Signal()
    print_wanted = Signal(str)

    def __init__(self, *, may_print: bool) -> None:
        super().__init__(_("Then and now"), icon="arrow-left-right", inset=True)
        self._sittings: dict[str, PeopleMap] = {}
        self._start: MapStart | None = None
        self._today = date.min
        self.back = Button(_("Back to the newest map"), self.left.emit, icon="chevron-left", size="small")
        self.body.addWidget(Flow((self.back,)))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(16)
        self.then, self.now = _Side(_("Then")), _Side(_("Now"))
        for side in (self.then, self.now):
            side.day.changed.connect(self._show)
            side.paper.clicked.connect(lambda _on=False, side=side: self.print_wanted.emit(side.day.value()))
            side.paper.setVisible(may_print)
            self._beside.addWidget(side, 1)
        self.body.addLayout(self._beside)
        self.body.addWidget(MapLegend())
        self.body.addWidget(label(_("What changed"), "heading"))
        self.changes = QVBoxLayout()
        self.changes.setSpacing(4)
        self.body.addLayout(self.changes)

    def show_sittings(self, sittings: tuple[PeopleMap, ...], start: MapStart, today: date) -> None:
        """Offer these, newest first; the first two are shown until others are chosen."""
        self._sittings = {sitting.id: sitting for sitting in sittings}
        self._start, self._today = start, today
        offered = tuple((s.id, day_short(s.on, today)) for s in sittings)
        for side, usual in ((self.then, sittings[1]), (self.now, sittings[0])):
            chosen = side.day.value()
            side.day.set_choices(offered)
            side.day.set_value(chosen if chosen in self._sittings else usual.id)
        self._show()

    def words(self) -> tuple[str, ...]:
        """Return what changed, one sentence each."""
        then, now = (self._sittings[side.day.value()] for side in (self.then, self.now))
        return tuple(change.in_words for change in changes_between(then, now))

    def _show(self) -> None:
        start = self._start
        chosen = [self._sittings.get(side.day.value()) for side in (self.then, self.now)]
        clear_layout(self.changes)
        then, now = chosen
        if start is None or then is None or now is None:
            return
        for side, sitting in ((self.then, then), (self.now, now)):
            side.view.show_map(start.young_person_name, sitting.places, locked_out(start.people))
            clear_layout(side.said)
            said = said_with_it(sitting, start.young_person_name, self._today)
            if said is not None:
                side.said.addWidget(said)
        self._level()
        found = changes_between(then, now)
        for change in found:
            self.changes.addWidget(IconText(_ICONS[change.what], change.in_words, "text", role=""))
        if not found:
            self.changes.addWidget(label(_("Nothing changed between these two days."), "second"))

    def _level(self) -> None:
        """Let both maps be as high as the higher one."""
        high = max(side.view.wanted_height() for side in (self.then, self.now))
        for side in (self.then, self.now):
            side.view.be_at_least(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = theme.room(self) >= BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._beside.direction() != way:
            self._beside.setDirection(way)
        self._level()
