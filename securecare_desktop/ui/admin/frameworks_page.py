"""Frameworks: what a unit's plans answer to. A manager switches them on and off, words them and adds the unit's own.

How a framework and its items look is in framework_rows; forms open in the sheet at the right.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import Problem
from ...core.labels import choices
from ...core.resource_files import Fault
from ...core.text import _
from ...domain.frameworks import (
    OwnFramework,
    OwnFrameworkItem,
    problems_in_own_framework,
    problems_in_own_item,
)
from ...domain.plans import Section
from ...domain.staff import Unit
from ...domain.young_people import Stage
from ...services.frameworks import UnitFramework
from .. import notify, tasks, theme
from ..page import Page, Place
from ..widgets.card import Card, EmptyState
from ..widgets.faults import FaultNotice
from ..widgets.fields import Field
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.record_drafts import RecordDrafts
from ..widgets.records import NARROW, Drafts
from ..widgets.segmented import SegmentedControl
from .framework_rows import AboutRow, FrameworkRow, ItemRow
from .page_frame import page_frame

if TYPE_CHECKING:
    from ..widgets.buttons import Button

Loaded = tuple[tuple[UnitFramework, ...], tuple[Unit, ...], tuple[Fault, ...]]
Save = Callable[[dict[str, Any]], tuple[Callable[..., object], tuple[Any, ...]]]
THROUGHOUT = "throughout"


class Frameworks(Protocol):
    """What of the frameworks service this page needs; as services.frameworks says."""

    def of_unit(self, unit_id: str = "") -> tuple[UnitFramework, ...]:
        """Return every framework as a unit has it."""
        ...

    def switch(self, framework_key: str, on: bool, unit_id: str = "") -> object:
        """Use a framework from now on, or no longer."""
        ...

    def say(self, framework_key: str, number: str, text: str, unit_id: str = "") -> object:
        """Keep the unit's own text for one item."""
        ...

    def save_own(self, own: OwnFramework) -> object:
        """Add or change a framework of the unit's own."""
        ...

    def save_own_item(self, item: OwnFrameworkItem) -> object:
        """Add or change one item of it."""
        ...


class FrameworksPage(Page):
    """The page. `units` are those the manager works in; `faults` finds mistakes in the files."""

    nouns = frozenset({"frameworks", "units"})

    def __init__(
        self,
        frameworks: Frameworks,
        units: Callable[[], tuple[Unit, ...]],
        drafts: Drafts,
        clock: Clock,
        faults: Callable[[], tuple[Fault, ...]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._frameworks, self._units, self._drafts, self._clock = frameworks, units, drafts, clock
        self._find_faults = faults
        self._unit_id = self._chosen = ""
        self._wanted = Place("")
        self._shown: tuple[UnitFramework, ...] = ()
        self.form: Form | None = None
        self.save_button: Button | None = None
        self.rows: list[FrameworkRow] = []
        self.items: list[ItemRow] = []
        self.about: AboutRow | None = None
        self.unit: SegmentedControl | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        frame = page_frame(self, _("Frameworks"), _("Add one of our own"), self.add_own)
        scroll, self.sheet, self.add_button = frame
        self._scroll = scroll
        self.sheet.closed.connect(self._sheet_closed)
        told = _(
            "What the plans of this unit answer to. Nothing that was confirmed is lost when one is switched off."
        )
        scroll.column.addWidget(label(told, "second", wrap=True))
        self.faults = FaultNotice("frameworks/")
        scroll.column.addWidget(self.faults)
        self._unit_place = QHBoxLayout()
        scroll.column.addLayout(self._unit_place)
        self.list = Card(_("In use here"), icon="list-checks")
        scroll.column.addWidget(self.list)
        self.one = Card(" ", icon="book-open", action=(_("Add an item"), self.add_item), action_icon="plus")
        self.one.hide()
        scroll.column.addWidget(self.one)
        scroll.column.addStretch(1)

    # -- the page ---------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the list; `record_id` opens a framework, `part` the wording of the item of that number."""
        self._wanted = place
        self.mark_stale()

    def here(self, place: Place) -> Place:
        """Return the place of the framework that is open."""
        return replace(place, record_id=self._chosen, part="")

    def reload(self) -> None:
        """Fetch the frameworks of the unit anew."""
        tasks.query(self, self._load).done(self._show).start()

    def keep_drafts(self) -> None:
        """Keep what is typed."""
        if self.form is not None:
            self.form.keep_draft_now()

    def new_entry(self) -> None:
        """Add a framework of the unit's own (Ctrl N)."""
        self.add_own()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window an open sheet takes the place of the lists."""
        self.sheet.stand_beside(self, self._scroll, narrow=theme.room(self) < NARROW)

    def _load(self) -> Loaded:
        return self._frameworks.of_unit(self._unit_id), self._units(), self._find_faults()

    def _show(self, loaded: Loaded) -> None:
        self._shown, units, faults = loaded
        self.faults.show_faults(faults)
        self._offer_units(units)
        wanted, self._wanted = self._wanted, Place("")
        if self._find(wanted.record_id) is not None:
            self._chosen = wanted.record_id
        self._draw()
        if wanted.record_id and wanted.record_id == self._chosen and wanted.part:
            self.open_item(wanted.part)

    def _offer_units(self, units: tuple[Unit, ...]) -> None:
        """Let somebody who manages several units say which one is shown."""
        if self.unit is not None or len(units) < 2:
            return
        self._unit_id = self._unit_id or units[0].id
        self.unit = SegmentedControl(
            tuple((unit.id, unit.name) for unit in units), self._unit_id, small=True, says=_("Unit")
        )
        self.unit.chosen.connect(self._choose_unit)
        self._unit_place.addWidget(self.unit)
        self._unit_place.addStretch(1)

    def _choose_unit(self, unit_id: str) -> None:
        self.sheet.close_sheet()
        self._unit_id = unit_id
        self.reload()

    def _find(self, key: str) -> UnitFramework | None:
        return next((one for one in self._shown if one.framework.key == key), None)

    def _draw(self) -> None:
        focused = next((row.key for row in self.rows if row.box.hasFocus()), "")
        self.rows = [FrameworkRow(one) for one in self._shown]
        for row in self.rows:
            row.switched.connect(lambda on, key=row.key: self._switch(key, on))
            row.opened.connect(lambda key=row.key: self.look_at(key))
        used = sum(one.in_use for one in self._shown)
        self.list.second.setText(_("{n} of {all}").format(n=used, all=len(self._shown)))
        self.list.show_rows(self.rows)
        self._draw_one()
        for row in self.rows:
            if row.key == focused:
                row.box.setFocus()

    def _draw_one(self) -> None:
        one = self._find(self._chosen)
        self.one.setVisible(one is not None)
        self.items = []
        if one is None:
            return
        framework, own = one.framework, one.own
        self.one.title.setText(framework.title)
        if self.one.action_button is not None:
            self.one.action_button.setVisible(own is not None)
        self.about = AboutRow(one, lambda: self.change_own(own) if own is not None else None)
        rows: list[QWidget] = [self.about]
        self.items = [
            ItemRow(item, one.wordings.get(item.number, ""), own is not None) for item in framework.items
        ]
        for row in self.items:
            row.opened.connect(lambda number=row.number: self.open_item(number))
        if not self.items:
            rows.append(EmptyState(_("Nothing in it yet. Add what it asks of a plan, one thing at a time.")))
        self.one.show_rows([*rows, *self.items])

    # -- what can be done ---------------------------------------------------------------------------------

    def look_at(self, key: str) -> None:
        """Show the items of a framework under the list."""
        self._chosen = key
        self._draw_one()
        if self.items:
            self.items[0].link.setFocus()

    def _switch(self, key: str, on: bool) -> None:
        tasks.command(self, self._frameworks.switch, key, on, self._unit_id).start()

    def open_item(self, number: str) -> None:
        """Open the form of an item: its own wording, or all of it where the framework is the unit's own."""
        one = self._find(self._chosen)
        if one is None or one.framework.item(number) is None:
            return
        if one.own is not None:
            self._open_own_item(next(item for item in one.own_items if item.number == number))
            return
        key, unit_id = one.framework.key, self._unit_id
        hint = _("From your printed set, word for word. Leave it empty to take it out again.")
        field = Field("text", _("Our unit’s own wording"), "text", rows=8, optional=True, hint=hint)
        form = Form((field,), clock=self._clock, draft=self._draft(f"wording:{unit_id}:{key}:{number}", 0))
        form.set_values({"text": one.wordings.get(number, "")})

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            return self._frameworks.say, (key, number, values["text"], unit_id)

        self._open(f"{one.framework.title}, {number}", "", form, save)

    def add_own(self) -> None:
        """Open the form for a framework of the unit's own."""
        self._open_own(OwnFramework(unit_id=self._unit_id, title=""), _("A framework of our own"))

    def change_own(self, own: OwnFramework) -> None:
        """Open the form for the name and source of one of the unit's own."""
        self._open_own(own, own.title)

    def _open_own(self, own: OwnFramework, title: str) -> None:
        items = (
            Field("title", _("What it is called")),
            Field("source", _("Where it comes from"), optional=True),
        )

        def made(values: dict[str, Any]) -> OwnFramework:
            return replace(own, title=values["title"], source=values["source"])

        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            return problems_in_own_framework(made(values))

        draft = self._draft(f"own_framework:{own.id or 'new'}", own.version)
        form = Form(items, check=check, clock=self._clock, draft=draft)
        form.set_values({"title": own.title, "source": own.source})
        self._open(title, "", form, lambda values: (self._frameworks.save_own, (made(values),)))

    def add_item(self) -> None:
        """Open the form for a new item of the unit's own framework that is shown."""
        one = self._find(self._chosen)
        if one is not None and one.own is not None:
            self._open_own_item(OwnFrameworkItem(own_framework_id=one.own.id, number="", words=""))

    def _open_own_item(self, item: OwnFrameworkItem) -> None:
        stages = ((THROUGHOUT, _("All the way through")), *choices(Stage))
        sections = tuple((key, f"{key} {words}") for key, words in choices(Section))
        fields = [
            Field("words", _("What it asks of a plan"), "text", rows=3),
            Field("stage", _("When it counts"), "choice", choices=stages),
            Field("sections", _("Sections that answer it"), "choices", choices=sections, optional=True),
        ]
        if item.id:
            hint = _("It is kept, with what was confirmed of it, and asked for no longer.")
            fields.append(Field("ended", _("Take it out"), "yes_no", optional=True, hint=hint))

        def made(values: dict[str, Any]) -> OwnFrameworkItem:
            stage = values["stage"]
            return replace(
                item,
                words=values["words"],
                stage=Stage(stage) if stage and stage != THROUGHOUT else None,
                sections=tuple(values["sections"]),
                ended=bool(values.get("ended")),
            )

        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            return problems_in_own_item(made(values))

        draft = self._draft(f"own_item:{item.id or item.own_framework_id}", item.version)
        form = Form(tuple(fields), check=check, clock=self._clock, draft=draft)
        values = {"words": item.words, "sections": item.sections}
        values["stage"] = item.stage.value if item.stage else THROUGHOUT
        form.set_values(values | ({"ended": item.ended} if item.id else {}))
        title = _("Item {number}").format(number=item.number) if item.number else _("A new item")
        self._open(title, "", form, lambda filled: (self._frameworks.save_own_item, (made(filled),)))

    # -- the sheet ----------------------------------------------------------------------------------------

    def _draft(self, key: str, version: int) -> RecordDrafts:
        return RecordDrafts(self, self._drafts, key, "", (version,))

    def _open(self, title: str, when: str, form: Form, save: Save) -> None:
        def store() -> None:
            if not form.is_ready():
                return
            call, arguments = save(form.values())

            def stored(result: object) -> None:
                form.saved()
                if self.form is form:
                    self.sheet.close_sheet()
                record = getattr(result, "record", None)
                if isinstance(record, OwnFramework):
                    self._chosen = record.id
                notify.tell(_("Saved."))

            tasks.command(self, call, *arguments).busy(button).form(form).done(stored).start()

        self.sheet.leave()
        button = self.sheet.show_form(title, when, form, (_("Save"), store), primary_icon="check")
        self.form, self.save_button = form, button
        self.sheet.open_sheet()
        self._fit()

    def _sheet_closed(self) -> None:
        self.form = self.save_button = None
        self._fit()
