"""The People tab: everybody in a young person's life, with who may know where they live, and the key adults.

As lists, or as the map that is drawn together with the young person. What each list and form holds stands in
network.py, key_adults.py and map_kind.py.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _
from ...domain.permissions import Action
from ...services.people_map import MapStart
from .. import tasks
from ..page import Place
from ..widgets.record_kinds import RecordKind
from ..widgets.records import Drafts, RecordsPage
from ..widgets.segmented import SegmentedControl
from .key_adults import KeyAdults, Staff, key_adult_kind
from .map_card import MapCard, ThenAndNow
from .map_kind import ENTRY, Maps, map_kind
from .network import Network, ended_kind, network_kind

if TYPE_CHECKING:
    from ...domain.people_map import PeopleMap

LIST, MAP = "list", "map"


class People(Network, KeyAdults, Protocol):
    """What this screen needs of the people service."""


class PeoplePage(RecordsPage):
    """The people around one young person. `view` switches between the lists and the map."""

    def __init__(
        self,
        people: People,
        maps: Maps,
        staff: Staff,
        drafts: Drafts,
        clock: Clock,
        may: Callable[[Action], bool],
        parent: QWidget | None = None,
    ) -> None:
        self._maps, self._clock = maps, clock
        self._start: MapStart | None = None
        self._sittings: tuple[PeopleMap, ...] = ()
        self._comparing = False
        self._loaded: set[str] = set()
        may_write = may(Action.EDIT_PROFILE)
        self.map_kind = map_kind(maps, clock, may_write, lambda: self._start)
        kinds = (
            network_kind(people, clock, may_write),
            key_adult_kind(people, staff, clock, may_write),
            ended_kind(people, clock, may_write),
            self.map_kind,
        )
        super().__init__(kinds, drafts, clock, parent)
        self.view = SegmentedControl(
            ((LIST, _("List"), "list-checks"), (MAP, _("Map"), "contact-round")),
            LIST,
            small=True,
            says=_("How the people are shown"),
        )
        self.view.chosen.connect(lambda _key: self._show_view())
        row = QHBoxLayout()
        row.addWidget(self.view)
        row.addStretch(1)
        self.scroll.column.insertLayout(0, row)
        self.map_card = MapCard(
            lambda: self.add(self.map_kind), may_write=may_write, may_print=may(Action.ISSUE_PACK)
        )
        self.map_card.compare_wanted.connect(lambda: self._compare(True))
        self.map_card.print_wanted.connect(self._print)
        self.then_and_now = ThenAndNow(may_print=may(Action.ISSUE_PACK))
        self.then_and_now.print_wanted.connect(self._print)
        self.then_and_now.left.connect(lambda: self._compare(False))
        for at, card in enumerate((self.map_card, self.then_and_now), start=1):
            card.hide()
            self.scroll.column.insertWidget(at, card)

    def forget(self) -> None:
        """Take lists and map off the page until those of the other young person are there."""
        super().forget()
        self._start, self._sittings, self._comparing = None, (), False
        self._loaded.clear()
        self.map_card.hide()
        self.then_and_now.hide()

    def reload(self) -> None:
        """Fetch what a new map starts from, then every list."""
        asked = self.young_person_id
        if asked:
            tasks.query(self, self._maps.start, asked).done(self._begun).start()
        super().reload()

    def _begun(self, start: MapStart) -> None:
        if start.sitting.young_person_id == self.young_person_id:
            self._start = start

    def _show(self, kind: RecordKind, records: tuple[Any, ...], young_person_id: str) -> None:
        if young_person_id != self.young_person_id:
            return
        self._loaded.add(kind.entry)
        if kind is self.map_kind:
            self._sittings = records
        super()._show(kind, records, young_person_id)
        self._show_view()

    # -- list or map ----------------------------------------------------------------------------------

    def edit(self, kind: RecordKind, record: Any) -> None:
        """Open an entry in the sheet, over the view that it belongs to."""
        self._go_to_view(kind)
        super().edit(kind, record)

    def add(self, kind: RecordKind) -> None:
        """Begin a new entry, over the view that it belongs to."""
        self._go_to_view(kind)
        super().add(kind)

    def _go_to_view(self, kind: RecordKind) -> None:
        self.view.set_value(MAP if kind is self.map_kind else LIST)
        self._show_view()

    def _show_view(self) -> None:
        on_map, start = self.view.value() == MAP, self._start
        for entry, card in self.cards.items():
            card.setVisible(entry in self._loaded and (entry == ENTRY) == on_map)
        there = on_map and bool(self._sittings) and start is not None
        comparing = there and self._comparing and len(self._sittings) > 1
        if there and start is not None:
            today = self._clock.today()
            if comparing:
                self.then_and_now.show_sittings(self._sittings, start, today)
            else:
                self.map_card.show_sittings(self._sittings, start, today)
        again = self.cards[ENTRY].action_button
        if again is not None:
            again.setVisible(bool(self._sittings) and not there)  # the card with the map has this button
        self.map_card.setVisible(there and not comparing)
        self.then_and_now.setVisible(comparing)

    def _compare(self, on: bool) -> None:
        self._comparing = on
        self._show_view()
        (self.then_and_now.back if on else self.map_card.compare).setFocus()

    def _print(self, sitting_id: str) -> None:
        self.go.emit(Place("packs", self.young_person_id, record_id=sitting_id, part="new:map"))

    # -- room -----------------------------------------------------------------------------------------

    def is_narrow(self) -> bool:
        """Whether the sheet takes the place of the page: a map needs all the room there is."""
        return super().is_narrow() or self.sheet.shows(self.map_kind)
