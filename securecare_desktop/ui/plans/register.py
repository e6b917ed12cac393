"""A register of the plan: its records to be read one under the other, each with what can be done, and the sheet beside.

What a record says and how records are grouped is each register's own (limits, decisions, scenarios, aids).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...core.text import _, day_short
from .. import tasks
from ..page import Place
from ..widgets.buttons import Button, LinkButton
from ..widgets.card import Card, Chip, EmptyState, clear_layout
from ..widgets.flow import Flow
from ..widgets.labels import IconText, label, strong_label
from ..widgets.records import RecordKind, SheetPage
from ..widgets.rows import Facts, ListRow, Note
from .needs import PlanTools

SOON_DAYS = 7
AT_FIRST = 12
"""How many records of a group are shown before somebody asks for all of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Records that stand together under a heading; with `add` new ones begin there. `short` shows a line of each."""

    key: str
    title: str
    icon: str
    records: tuple[Any, ...]
    add: bool = False
    short: bool = False
    empty: str = ""
    note: str = ""


class EntryPaper(QFrame):
    """One record to be read: what it is with its state, facts, what else there is to show, and what can be done."""

    def __init__(
        self,
        title: str,
        *,
        chip: tuple[str, str, str] | None = None,
        notes: Iterable[Note] = (),
        facts: Iterable[tuple[str, str]] = (),
        body: Iterable[QWidget] = (),
        acts: Iterable[Button] = (),
    ) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(strong_label(title, wrap=True), 1)
        if chip is not None:
            head.addWidget(Chip(*chip), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        said = [IconText(n.icon, n.text, n.tone, strong=n.tone in ("late", "soon")) for n in notes]
        if said:
            column.addWidget(Flow(said))
        pairs = [(name, value) for name, value in facts if value]
        if pairs:
            column.addWidget(Facts(pairs, label_width=176))
        for widget in body:
            column.addWidget(widget)
        self.acts = tuple(acts)
        if self.acts:
            column.addWidget(Flow(self.acts, gap=8))


def review_chip(day: date | None, today: date) -> tuple[str, str, str] | None:
    """Return icon, words and kind of chip for the day something is looked at again."""
    if day is None:
        return None
    if day < today:
        return "circle-alert", _("Late: look again since {day}").format(day=day_short(day, today)), "late"
    if day == today:
        return "clock", _("Look again today"), "soon"
    if (day - today).days <= SOON_DAYS:
        return "clock", _("Look again {day}").format(day=day_short(day, today)), "soon"
    return "calendar", _("Look again {day}").format(day=day_short(day, today)), "info"


class RegisterPage(SheetPage):
    """One register. Subclasses say what is loaded, how it is grouped and what each record says.

    A Place opens a record by `record_id`, or a new one with `part` "new:entry".
    """

    nouns = frozenset({"plans"})

    def __init__(self, tools: PlanTools, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(tools.drafts, tools.clock, parent)
        self.tools, self.kind = tools, kind
        self.name = ""
        self.papers: dict[str, EntryPaper] = {}
        self.rows: dict[str, ListRow] = {}
        self._whole: set[str] = set()
        self._found: Any = None
        self.above = QVBoxLayout()
        self.above.setSpacing(8)
        self.scroll.column.addLayout(self.above)
        self.place = QVBoxLayout()
        self.place.setSpacing(16)
        self.scroll.column.addLayout(self.place)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(4)
        self.scroll.column.addLayout(self._missing)
        self.below = QVBoxLayout()
        self.scroll.column.addLayout(self.below)
        self.scroll.column.addStretch(1)

    # -- what each register says ----------------------------------------------------------------------

    def load(self, young_person_id: str) -> Any:
        """Return all that is shown; called on the store worker."""
        raise NotImplementedError

    def groups(self, found: Any) -> tuple[Group, ...]:
        """Return the records in their groups."""
        raise NotImplementedError

    def paper(self, record: Any, found: Any) -> EntryPaper:
        """Return one record to be read."""
        raise NotImplementedError

    def row(self, record: Any, found: Any) -> ListRow:
        """Return the line of a record in a short group."""
        raise NotImplementedError

    def opens(self, place: Place, found: Any) -> bool:
        """Open what `place` names; subclasses know of more than the records of their kind."""
        kind = self.kind
        if place.part == f"new:{kind.entry}":
            self.add()
            return True
        everything = (record for group in self.groups(found) for record in group.records)
        record = next((r for r in everything if place.record_id and r.id == place.record_id), None)
        if record is not None:
            self.edit(record)
        return record is not None

    # -- the page -------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Take off what is shown of somebody else."""
        self._found, self.name, self.papers, self.rows = None, "", {}, {}
        self._whole.clear()
        clear_layout(self.place)

    def reload(self) -> None:
        """Fetch the register anew."""
        who = self.young_person_id
        if not who:
            return
        if self.sheet.withholder is not None:
            self.sheet.withholder.missing(self, who, self.nouns, self._missing)

        def ask() -> tuple[str, Any]:
            return self.name or self.tools.name_of(who), self.load(who)

        tasks.query(self, ask).done(lambda found: self._take(who, *found)).start()

    def _take(self, who: str, name: str, found: Any) -> None:
        if who != self.young_person_id:
            return  # an answer about somebody who is no longer on the page
        self.name, self._found = name, found
        self._build()
        wanted = self.wanted
        if (wanted.part or wanted.record_id) and self.opens(wanted, found):
            self.take_wanted()

    def _build(self) -> None:
        at = self._focused()
        clear_layout(self.place)
        self.papers, self.rows = {}, {}
        for group in self.groups(self._found):
            if group.records or group.add:
                self.place.addWidget(self._card(group))
        self._focus_again(at)

    def _card(self, group: Group) -> Card:
        kind = self.kind
        adds = group.add and kind.adds
        card = Card(
            group.title,
            icon=group.icon,
            second=str(len(group.records)) if group.records else "",
            action=(kind.add, self.add) if adds and group.records else None,
            action_icon="plus",
            note=group.note,
        )
        if card.action_button is not None:
            self._names(card.action_button, "", "add")
        if not group.records:
            empty = EmptyState(group.empty or kind.empty, (kind.add, self.add) if adds else None)
            if empty.button is not None:
                self._names(empty.button, "", "add")
            card.body.addWidget(empty)
            return card
        shown = group.records if self.shows_all(group.key) else group.records[:AT_FIRST]
        made: list[QWidget] = [self._one(group, record) for record in shown]
        if len(shown) < len(group.records):
            made.append(self.more(group.key, group.records))
        card.show_rows(made)
        return card

    def _one(self, group: Group, record: Any) -> QWidget:
        if group.short:
            row = self.row(record, self._found)
            self.rows[record.id] = row
            self._names(row, record.id, "open")
            return row
        paper = self.paper(record, self._found)
        self.papers[record.id] = paper
        return paper

    def shows_all(self, key: str) -> bool:
        """Whether somebody asked for all of what `key` names: a group, or what hangs on one record."""
        return key in self._whole

    def more(self, key: str, records: tuple[Any, ...], at_first: int = AT_FIRST, inset: int = 16) -> QWidget:
        """Return the link that shows all records of what `key` names; the focus goes to the first further one."""

        def show_all() -> None:
            self._whole.add(key)
            self._build()
            self._focus_again((records[at_first].id, "open"))

        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(inset, 6, inset, 8)
        link = LinkButton(_("Show all {n}").format(n=len(records)), show_all, small=True)
        self._names(link, key, "more")
        row.addWidget(link)
        row.addStretch(1)
        return made

    # -- what can be done -----------------------------------------------------------------------------

    def add(self) -> None:
        """Begin a new record."""
        if self.kind.adds:
            self.sheet.edit(self.kind, None, self.young_person_id)

    def edit(self, record: Any) -> None:
        """Open a record in the sheet."""
        self.sheet.edit(self.kind, record, self.young_person_id)

    def button(
        self, record: Any, key: str, text: str, icon: str, run: Callable[[], object], about: str
    ) -> Button:
        """Return a small button of a paper; `about` is what it is about, for those who only hear it."""
        made = Button(text, run, icon=icon, size="small")
        made.setAccessibleName(_("{act}: {what}").format(act=text, what=about))
        self._names(made, record.id, key)
        return made

    def edit_button(self, record: Any, about: str) -> Button:
        """Return the button that opens a record in the sheet: to change it, or to see all of it."""
        may = self.kind.may_write and self.kind.may_change(record)
        text, icon = (_("Change"), "pencil") if may else (_("Open"), "eye")
        return self.button(record, "open", text, icon, lambda: self.edit(record), about)

    # -- the focus ------------------------------------------------------------------------------------

    @staticmethod
    def _names(widget: QWidget, record_id: str, does: str) -> None:
        """Say of a button which record it is about and what it does, to find its like when the page was built anew."""
        widget.setProperty("about_record", record_id)
        widget.setProperty("does", does)

    def _focused(self) -> tuple[str, str] | None:
        now = QApplication.focusWidget()
        if now is None or not self.scroll.isAncestorOf(now):
            return None
        return str(now.property("about_record") or ""), str(now.property("does") or "")

    def _focus_again(self, at: tuple[str, str] | None) -> None:
        if at is None:
            return
        buttons = [w for w in self.scroll.findChildren(QWidget) if w.property("does") and not w.isHidden()]
        alike = [w for w in buttons if (w.property("about_record"), w.property("does")) == at]
        near = [w for w in buttons if w.property("about_record") == at[0]]
        for one in (*alike, *near, *buttons):
            one.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def day_of(day: date | None, today: date) -> str:
    """Return a day as it is read, empty for none."""
    return day_short(day, today) if day is not None else ""


def quiet_line(text: str, link: str, go: Callable[[], object]) -> QWidget:
    """Return a second line with a link behind it: where something else stands."""
    return Flow((label(text, "second"), LinkButton(link, go, small=True)), gap=8)
