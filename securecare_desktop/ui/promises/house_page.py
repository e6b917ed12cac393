"""All open promises of the house: late ones first, by who keeps them, each leading to the young person's own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _, ngettext
from ...services.promises import OpenPromise
from .. import tasks
from ..page import Page, Place
from ..tables.model import Column
from ..tables.view import Table
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.segmented import SegmentedControl
from .kind import promise_columns

EVERYBODY, MINE = "all", "mine"


class OpenPromises(Protocol):
    """What this page needs of the promises service."""

    def open_ones(self) -> tuple[OpenPromise, ...]:
        """Return the open promises to everybody one may read about."""
        ...


class HousePromisesPage(Page):
    """The page. `save_dates(parent)` opens what saves the dates of the unit; None where the role saves none.

    The Place part "mine" shows one's own alone.
    """

    nouns = frozenset({"promises", "young_people", "withholding", "staff"})

    def __init__(
        self,
        promises: OpenPromises,
        clock: Clock,
        save_dates: Callable[[QWidget], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Open promises"))
        self._promises = promises
        self._found: tuple[OpenPromise, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = PageScroll()
        outer.addWidget(self.scroll)
        head = QHBoxLayout()
        head.addWidget(label(_("Open promises"), "page-title", wrap=True), 1)
        self.save_dates: Button | None = None
        if save_dates is not None:
            self.save_dates = Button(
                _("Save as calendar file"), lambda: save_dates(self), icon="calendar", kind="quiet"
            )
            head.addWidget(self.save_dates, 0, Qt.AlignmentFlag.AlignBottom)
        self.scroll.column.addLayout(head)
        self.card = Card(_("Promised and not settled"), icon="handshake")
        self.whose = SegmentedControl(
            ((EVERYBODY, _("Everybody’s")), (MINE, _("Mine"))),
            EVERYBODY,
            small=True,
            says=_("Whose promises"),
        )
        self.whose.chosen.connect(lambda _key: self._fill())
        holder = QHBoxLayout()
        holder.setContentsMargins(16, 12, 16, 12)
        holder.addWidget(self.whose)
        holder.addStretch(1)
        self.card.body.addLayout(holder)
        self.table = Table(
            (
                Column("for", _("For"), lambda o: o.young_person_name, strong=True, width=110),
                *map(_of_promise, promise_columns(clock)),
            ),
            says=_("Open promises"),
            key=lambda o: o.promise.id,
        )
        self.table.opened.connect(self._go_to)
        self.card.body.addWidget(self.table)
        self.empty = EmptyState(_("No promise is open."))
        self.card.body.addWidget(self.empty)
        self.scroll.column.addWidget(self.card)
        self.scroll.column.addStretch(1)

    def open_place(self, place: Place) -> None:
        """Show the list; the part "mine" one's own alone."""
        self.whose.set_value(MINE if place.part == MINE else EVERYBODY)
        self.mark_stale()

    def reload(self) -> None:
        """Fetch them anew."""
        tasks.query(self, self._promises.open_ones).busy(self.card).done(self._show).start()

    def _show(self, found: tuple[OpenPromise, ...]) -> None:
        self._found = found
        late = sum(one.late for one in found)
        words = ngettext("{n} open", "{n} open", len(found)).format(n=len(found))
        if late:
            words += ", " + ngettext("{n} late", "{n} late", late).format(n=late)
        self.card.second.setText(words if found else "")
        self._fill()

    def _fill(self) -> None:
        shown = tuple(o for o in self._found if o.mine or self.whose.value() != MINE)
        self.table.set_rows(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)

    def _go_to(self, one: OpenPromise) -> None:
        promise = one.promise
        self.go.emit(Place("young_person", promise.young_person_id, "promises", promise.id))


def _of_promise(column: Column) -> Column:
    """Return a column of promises for a list of promises with names."""

    def asks(function: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
        return None if function is None else lambda one: function(one.promise)

    return replace(
        column,
        text=lambda one: column.text(one.promise),
        sort=asks(column.sort),
        tooltip=asks(column.tooltip),
        icon=asks(column.icon),
        tone=asks(column.tone),
    )
