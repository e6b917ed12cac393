"""What the last shift left: notes that stand, unread ones marked. Reading them back is the page of the shifts'."""

from collections.abc import Callable

from ...core.text import _, ngettext
from ...domain.today import ShiftLine
from ..focus_chain import TabPlace
from ..page import Place
from ..widgets.card import Card
from ..widgets.rows import ListRow, Note
from .short_list import stops_in

MOST = 3
"""How many stand here; the page of the shifts has them all."""


class LeftByShift(Card):
    """The card; it hides itself where nothing was left. `go(Place)` leads to the shifts, where there is such a page."""

    def __init__(self, go: Callable[[Place], object] | None, *, takes_over: bool) -> None:
        words = _("Read back") if takes_over else _("Shift notes")
        action = (words, lambda: go(Place("shifts"))) if go is not None else None
        super().__init__(_("What the last shift left you"), icon="clipboard-list", action=action)
        self._go = go
        self._place = TabPlace(self)
        self.hide()

    def show_lines(self, lines: tuple[ShiftLine, ...]) -> None:
        """Show these."""
        unread = sum(line.unread for line in lines)
        self.second.setText(ngettext("{n} unread", "{n} unread", unread).format(n=unread) if unread else "")
        rows = [self._row(line) for line in lines[:MOST]] + self._more(len(lines) - MOST)
        self.show_rows(rows)
        self._place.put_here(*stops_in(rows))
        self.setVisible(bool(lines))

    def _row(self, line: ShiftLine) -> ListRow:
        who = line.young_person_name or _("The house")
        writer = _("from {name}").format(name=line.writer) if line.writer else ""
        notes = []
        if line.unread:
            notes.append(Note("message-square-reply", _("not said back yet"), "soon"))
        if writer:
            notes.append(Note("user-round", writer))
        return ListRow(f": {line.what}", self._opener(line.record_id), strong=who, second=notes)

    def _more(self, count: int) -> list[ListRow]:
        if count <= 0:
            return []
        return [ListRow(ngettext("and {n} more", "and {n} more", count).format(n=count), self._opener(""))]

    def _opener(self, record_id: str) -> Callable[[], object] | None:
        go = self._go
        return None if go is None else lambda: go(Place("shifts", record_id=record_id))
