"""Somebody else's young person: find the name, write why the records are needed now, and open them.

The unit manager reads the reason on Today; that the records stay open for some hours only is the service's doing.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _
from ...domain.open_anyway import OPEN_FOR, problems_in_reason
from ...services.open_anyway import Elsewhere
from .. import tasks
from ..page import Page, Place
from ..tables.model import Column
from ..tables.view import Table
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState
from ..widgets.drafts import TaskDrafts
from ..widgets.editors import LineEditor
from ..widgets.fields import Field
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll

DRAFT = "open_anyway"


class OpensAnyway(Protocol):
    """What this page needs of the service."""

    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """Return the young people whose records can be opened with a reason."""
        ...

    def open(self, young_person_id: str, reason: str, /) -> Any:
        """Open the records."""
        ...


class KeepsDrafts(Protocol):
    """What this page needs of the draft service."""

    def keep(self, form: str, young_person_id: str, values: Mapping[str, str]) -> object:
        """Keep what was typed."""
        ...

    def load(self, form: str) -> Any:
        """Return what was kept, or None."""
        ...

    def drop(self, form: str) -> object:
        """Forget it."""
        ...


class OpenAnywayPage(Page):
    """The page: a list of names with their units, and the reason under it once a name was chosen."""

    nouns = frozenset({"young_people", "opened_anyway", "staff"})

    def __init__(
        self, service: OpensAnyway, drafts: KeepsDrafts, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Somebody else's young person"))
        self._service, self._drafts, self._clock = service, drafts, clock
        self.chosen: Elsewhere | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = PageScroll(most_wide=720)
        outer.addWidget(self.scroll)
        column = self.scroll.column
        column.addWidget(label(_("Somebody else's young person"), "page-title", wrap=True))
        hours = int(OPEN_FOR.total_seconds()) // 3600
        column.addWidget(
            label(
                _(
                    "These records are not in your reach. Where you need them now, write why: they open for {n} hours, "
                    "and the unit manager sees who opened them, when and why."
                ).format(n=hours),
                wrap=True,
            )
        )
        column.addWidget(self._make_list())
        self.reason = Card(" ", icon="lock-open", inset=True)
        self.reason.hide()
        column.addWidget(self.reason)
        column.addStretch(1)
        self.form: Form | None = None
        self.open_button: Button | None = None

    def _make_list(self) -> Card:
        self.card = Card(inset=False)
        self.name = LineEditor(_("A name"))
        self.name.describe(_("Find a name"), "")
        self.name.changed.connect(self._narrow_down)
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 12, 16, 12)
        said = label(_("Find a name"), "label")
        said.setBuddy(self.name.inputs()[0])
        holder.addWidget(said)
        holder.addWidget(self.name)
        self.card.body.addLayout(holder)
        self.table = Table(
            (
                Column("name", _("Name they use"), lambda e: e.name_used, strong=True, stretch=True),
                Column("unit", _("Unit"), lambda e: e.unit_name, width=240),
            ),
            says=_("Young people out of your reach"),
            key=lambda e: e.young_person_id,
        )
        self.table.opened.connect(self.choose)
        self.card.body.addWidget(self.table)
        self.empty = EmptyState(_("There is nobody whom you could not read about already."))
        self.empty.hide()
        self.card.body.addWidget(self.empty)
        return self.card

    def open_place(self, place: Place) -> None:
        """Begin anew; a reason that was typed and not used is still there."""
        self.chosen = None
        self.reason.hide()
        self.name.set_value("")
        self._narrow_down()
        self.mark_stale()

    def reload(self) -> None:
        """Fetch the names anew."""
        tasks.query(self, self._service.elsewhere).busy(self.card).done(self._show).start()

    def keep_drafts(self) -> None:
        """Keep the reason."""
        if self.form is not None:
            self.form.keep_draft_now()

    def _show(self, found: tuple[Elsewhere, ...]) -> None:
        self.table.set_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _narrow_down(self) -> None:
        typed = str(self.name.value()).strip().casefold()
        self.table.keep_only((lambda e: typed in e.name_used.casefold()) if typed else None)

    # -- the reason -----------------------------------------------------------------------------------

    def choose(self, elsewhere: Elsewhere) -> None:
        """Ask why the records of this young person are needed."""
        self.chosen = elsewhere
        self.keep_drafts()
        self.reason.clear()
        self.reason.title.setText(
            _("{name}, {unit}").format(name=elsewhere.name_used, unit=elsewhere.unit_name)
        )
        name = f"{DRAFT}:{elsewhere.young_person_id}"  # a reason is for one young person
        draft = TaskDrafts(
            self.reason,
            lambda values: self._drafts.keep(name, "", values),
            lambda: self._drafts.load(name),
            lambda: self._drafts.drop(name),
        )
        self.form = Form(
            (
                Field(
                    "reason",
                    _("Why these records are needed now"),
                    "text",
                    hint=_("“I cover for their key worker tonight.” The unit manager reads it."),
                    rows=2,
                ),
            ),
            check=lambda values: problems_in_reason(values["reason"]),
            draft=draft,
            clock=self._clock,
        )
        self.reason.body.addWidget(self.form)
        self.open_button = Button(_("Open and say why"), self.open_it, icon="lock-open", kind="primary")
        self.reason.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.reason.show()
        self.form.focus_first()

    def open_it(self) -> None:
        """Open the records with the reason, and go there."""
        form, chosen = self.form, self.chosen
        if form is None or chosen is None or not form.is_ready():
            return

        def opened(_saved: object) -> None:
            form.saved()
            self.form = None
            self.reason.hide()
            self.go.emit(Place("young_person", chosen.young_person_id))

        task = tasks.command(self, self._service.open, chosen.young_person_id, form.values()["reason"])
        task.form(form).done(opened)
        if self.open_button is not None:
            task.busy(self.open_button)
        task.start()
