"""The Stay tab: one stay of a young person to be read from the top, the sheet beside it, and the other stays.

What stands in each card is cards.py, what each form asks kinds.py.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _
from ...domain.permissions import Action
from ...domain.stays import StayFile
from ...domain.young_people import Stay
from .. import tasks
from ..page import Place
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, EmptyState, clear_layout
from ..widgets.records import Drafts, RecordKind, SheetPage
from ..widgets.signing import Signing
from .cards import AT_FIRST, EarlierCard, LawCard, MovesCard, TimesAloneCard, ToldCard, WhyCard, names
from .common import Helpers, People, Staff, Stays
from .kinds import END, notification_kind, order_kind, stay_kind, time_alone_kind

FORM = "stay"
"""The part of a Place that opens the form of the stay, a new one where there is none."""
PRINT = "new:stay"
"""The part of a Place under Packs that prints the record of the stay it names."""


class StayPage(SheetPage):
    """The stay of one young person. `me()` is the name of whoever is signed in.

    A Place opens a stay, an order, somebody who is told or a time alone by `record_id`, also of an earlier stay; the part
    "stay" its form, "end" the form that ends it, "new:stay", "new:legal_order", "new:notification" and "new:time_alone" a new one.
    """

    nouns = frozenset({"stays", "young_people", "people"})

    def __init__(
        self,
        stays: Stays,
        people: People,
        staff: Staff,
        drafts: Drafts,
        clock: Clock,
        me: Callable[[], str],
        may: Callable[[Action], bool],
        signing: Signing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(drafts, clock, parent)
        self._stays, self._clock = stays, clock
        self.file: StayFile | None = None
        self._chosen = ""
        self._whole: set[str] = set()
        self._helpers = helpers = Helpers(people, staff, clock, me, lambda: self.file)
        edits, writes = may(Action.EDIT_PROFILE), may(Action.WRITE_ENTRIES)
        self.stay = stay_kind(stays, helpers, edits)
        self.orders = order_kind(stays, helpers, edits)
        self.notifications = notification_kind(stays, helpers, writes)
        self.times_alone = time_alone_kind(stays, helpers, writes, signing)
        self.kinds = (self.stay, self.orders, self.notifications, self.times_alone)
        self._prints = may(Action.ISSUE_PACK)
        self._place = QVBoxLayout()
        self._place.setSpacing(16)
        self.scroll.column.addLayout(self._place)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(4)
        self.scroll.column.addLayout(self._missing)
        self.scroll.column.addStretch(1)

    # -- fetching -------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Take off the page what it shows of somebody else."""
        self.file, self._chosen = None, ""
        self._whole.clear()
        clear_layout(self._place)

    def reload(self) -> None:
        """Fetch the stay anew: the one that a Place names or that was chosen, else the one that is open."""
        who = self.young_person_id
        if not who:
            return
        if self.sheet.withholder is not None:
            self.sheet.withholder.missing(self, who, self.nouns, self._missing)
        about = self.wanted.record_id or self._chosen
        tasks.query(self, self._stays.file, who, about).done(self._take).start()

    def _take(self, file: StayFile) -> None:
        if file.young_person_id != self.young_person_id:
            return  # an answer about somebody who is no longer on the page
        self.file = file
        if file.stay is not None and self.wanted.record_id:
            self._chosen = file.stay.id
        self._build(file)
        self._go_to_wanted(file)

    # -- the cards ------------------------------------------------------------------------------------

    def _build(self, file: StayFile) -> None:
        at = self._focused()
        clear_layout(self._place)
        stay = file.stay
        if stay is None:
            self._place.addWidget(self._nothing())
        else:
            for widget in self._cards(file, stay):
                self._place.addWidget(widget)
        self._focus_again(at)

    def _nothing(self) -> Card:
        card = Card(_("Stay"), icon="scale")
        begin = (self.stay.add, partial(self.add, self.stay)) if self.stay.adds else None
        empty = EmptyState(self.stay.empty, begin)
        if empty.button is not None:
            names(empty.button, "", "stay")
        card.body.addWidget(empty)
        return card

    def _cards(self, file: StayFile, stay: Stay) -> tuple[QWidget, ...]:
        today = self._clock.today()
        change = partial(self.edit, self.stay, stay) if self.stay.may_write else None
        told, alone = file.notifications, file.times_alone
        tell = partial(self._act, self.notifications, "told") if self.notifications.may_write else None
        why = WhyCard(file, stay, today, change)
        law = LawCard(file, stay, today, self._adding(self.orders), partial(self.edit, self.orders))
        know = ToldCard(
            file, today, self._adding(self.notifications), partial(self.edit, self.notifications), tell,
            self._more("notifications", told),
        )  # fmt: skip
        moves = MovesCard(stay, self._helpers, self._moves(file, stay))
        times = TimesAloneCard(
            file, today, self._adding(self.times_alone), partial(self.edit, self.times_alone),
            self._more("times_alone", alone),
        )  # fmt: skip
        for card, does in ((why, "stay"), (law, "order"), (know, "notification"), (times, "time_alone")):
            if card.action_button is not None:
                names(card.action_button, "", does)
        self.why, self.law, self.told, self.moves, self.times = why, law, know, moves, times
        earlier = (EarlierCard(file, self.show_stay),) if file.earlier else ()
        return (*self._above(file, stay), why, law, know, moves, times, *earlier)

    def _above(self, file: StayFile, stay: Stay) -> tuple[QWidget, ...]:
        """Return what is said of a stay that has ended while another one is open."""
        now = next((one for one in file.stays if one.ended_at is None and one.id != stay.id), None)
        if now is None:
            return ()
        links = ((_("Back to the stay now"), partial(self.show_stay, now.id)),)
        return (Banner(_("This stay has ended."), "", "info", icon="clock", links=links),)

    def _moves(self, file: StayFile, stay: Stay) -> tuple[Button, ...]:
        """Return what can be done with the stay as a whole."""
        found: list[tuple[str, str, str, Callable[[], object]]] = []
        if stay.ended_at is None and self.stay.may_write:
            found.append((END, _("End this stay"), "footprints", partial(self._act, self.stay, END, stay)))
        if self.stay.adds and all(one.ended_at is not None for one in file.stays):
            found.append(("begin", _("Begin a new stay"), "plus", partial(self.add, self.stay)))
        if self._prints:
            found.append(("print", _("Print the record"), "printer", self._print))
        made = []
        for does, text, icon, act in found:
            button = Button(text, act, icon=icon, size="small")
            names(button, stay.id, does)
            made.append(button)
        return tuple(made)

    def _adding(self, kind: RecordKind) -> tuple[str, Callable[[], object]] | None:
        return (kind.add, partial(self.add, kind)) if kind.adds else None

    def _more(self, key: str, found: tuple[Any, ...]) -> Callable[[], object] | None:
        """Return what shows all of a list, None once that was asked for."""
        if key in self._whole or len(found) <= AT_FIRST:
            return None
        return partial(self._show_all, key)

    def _show_all(self, key: str) -> None:
        self._whole.add(key)
        if self.file is not None:
            self._build(self.file)

    # -- what can be done -----------------------------------------------------------------------------

    def show_stay(self, stay_id: str) -> None:
        """Show another stay, from the top of the page."""
        self.sheet.close_sheet()
        self._chosen = stay_id
        self._whole.clear()
        self.scroll.scroll_to(0)
        self.mark_stale()

    def add(self, kind: RecordKind) -> None:
        """Begin a new entry; beside no stay there is none but the stay itself."""
        if kind.adds and (kind is self.stay or self._helpers.stay_id()):
            self.sheet.edit(kind, None, self.young_person_id)

    def edit(self, kind: RecordKind, record: Any) -> None:
        """Open an entry in the sheet."""
        self.sheet.edit(kind, record, self.young_person_id)

    def _act(self, kind: RecordKind, key: str, record: Any) -> None:
        act = kind.act(key, record)
        if act is not None and kind.may_do(act):
            self.sheet.act(kind, record, act, self.young_person_id)
        else:
            self.edit(kind, record)

    def _print(self) -> None:
        self.go.emit(Place("packs", self.young_person_id, record_id=self._helpers.stay_id(), part=PRINT))

    # -- where a Place leads --------------------------------------------------------------------------

    def _go_to_wanted(self, file: StayFile) -> None:
        wanted = self.take_wanted()
        new = next((kind for kind in self.kinds if wanted.part == f"new:{kind.entry}"), None)
        if new is not None:
            self.add(new)
        elif wanted.part in (FORM, END) and file.stay is None:
            self.add(self.stay)
        elif wanted.part in (FORM, END) and file.stay is not None:
            self._act(self.stay, wanted.part, file.stay)
        elif wanted.record_id:
            for kind, records in self._lists(file):
                record = next((one for one in records if one.id == wanted.record_id), None)
                if record is not None:
                    self._act(kind, wanted.part, record)

    def _lists(self, file: StayFile) -> tuple[tuple[RecordKind, tuple[Any, ...]], ...]:
        return (
            (self.orders, file.orders),
            (self.notifications, file.notifications),
            (self.times_alone, file.times_alone),
        )

    def here(self, place: Place) -> Place:
        """Return the place of what is open in the sheet, else of the stay that is shown."""
        here = super().here(place)
        if self.sheet.shows(self.stay):
            return replace(
                here, part=here.part if here.part == END else FORM if here.record_id else "new:stay"
            )
        if not here.record_id and not here.part and self._chosen:
            return replace(here, record_id=self._chosen)
        return here

    # -- the focus ------------------------------------------------------------------------------------

    def _focused(self) -> tuple[str, str] | None:
        now = QApplication.focusWidget()
        if now is None or not self.scroll.isAncestorOf(now):
            return None
        return str(now.property("about_record") or ""), str(now.property("does") or "")

    def _focus_again(self, at: tuple[str, str] | None) -> None:
        """Put the focus on the like of what had it before the cards were built anew."""
        if at is None:
            return
        buttons = [w for w in self.scroll.findChildren(QWidget) if w.property("does") and not w.isHidden()]
        alike = [w for w in buttons if (w.property("about_record"), w.property("does")) == at]
        near = [w for w in buttons if w.property("about_record") == at[0]]
        for one in (*alike, *near, *buttons):
            one.setFocus(Qt.FocusReason.OtherFocusReason)
            return
