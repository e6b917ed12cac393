"""The checklists a unit starts from: which there are, and the copy of one that its manager works on until it is saved."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import AppError, EditConflict, Problem
from ...core.text import _
from ...domain.checklist_templates import Template
from ...domain.checklists import ChecklistTemplate, ChecklistTemplateItem
from ...services.checklist_templates import ChecklistTemplatesService
from .. import notify, tasks, theme
from ..page import Page, Place
from ..widgets.buttons import Button
from ..widgets.card import Banner, Card, EmptyState
from ..widgets.fields import Field
from ..widgets.flow import Flow
from ..widgets.form import Form
from ..widgets.labels import IconText, label
from ..widgets.page_scroll import PageScroll
from ..widgets.record_drafts import RecordDrafts
from ..widgets.records import NARROW, Drafts
from ..widgets.side_sheet import SideSheet
from .forms import (
    ITEM_ROWS,
    fit_item,
    item_fields,
    item_of,
    item_problems,
    item_values,
    list_fields,
    list_of,
    list_values,
)
from .rows import item_row, template_row
from .working_copy import WorkingCopy, own_problems

if TYPE_CHECKING:
    from ..widgets.rows import ListRow

NEW = "new"
_COPY = "copy"


class ChecklistTemplatesPage(Page):
    """The page. `copy` is what is being worked on, kept as a draft until it is saved or thrown away."""

    nouns = frozenset({"checklist_templates"})

    def __init__(
        self,
        templates: ChecklistTemplatesService,
        drafts: Drafts,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._templates, self._drafts, self._clock = templates, drafts, clock
        self._wanted = Place("")
        self._shown: tuple[Template, ...] = ()
        self.copy: WorkingCopy | None = None
        self.form: Form | None = None
        self.primary: Button | None = None
        self.rows: list[tuple[Template, ListRow]] = []
        self.items: list[tuple[ChecklistTemplateItem, ListRow]] = []
        self.conflict: Banner | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.scroll, self.sheet = PageScroll(), SideSheet()
        self.sheet.closed.connect(self._sheet_closed)
        row.addWidget(self.scroll, 1)
        row.addWidget(self.sheet)
        self.own_button = Button(_("Make one of our own"), self.make_own, icon="plus", kind="primary")
        column = self.scroll.column
        column.addWidget(Flow([label(_("Checklists of the unit"), "page-title")], at_right=[self.own_button]))
        told = _(
            "What a list starts from. A change is a new version: lists that run keep theirs, and whoever works with "
            "one is offered the new version with what it would change. Dates are an aid, not legal advice."
        )
        column.addWidget(label(told, "second", wrap=True))
        self.list = Card(_("Lists"), icon="list-checks")
        column.addWidget(self.list)
        self.one = Card(" ", icon="list-checks")
        self.one.hide()
        column.addWidget(self.one)
        column.addStretch(1)

    # -- the page ---------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the lists; `record_id` opens one by its key, `part` an item of it by its key."""
        self._wanted = place
        self.mark_stale()

    def here(self, place: Place) -> Place:
        """Return the place of the list that is open."""
        return replace(place, record_id=self.copy.begun.key if self.copy is not None else "", part="")

    def reload(self) -> None:
        """Fetch the lists anew; what is worked on stays."""
        tasks.query(self, self._templates.list).done(self._show).start()

    def keep_drafts(self) -> None:
        """Keep what is typed in the sheet; the copy itself is kept at every change."""
        if self.form is not None:
            self.form.keep_draft_now()

    def new_entry(self) -> None:
        """Make a list of the unit's own (Ctrl N)."""
        self.make_own()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.sheet.stand_beside(self, self.scroll, narrow=theme.room(self) < NARROW)

    def _show(self, found: tuple[Template, ...]) -> None:
        self._shown = found
        copy = self.copy
        if copy is not None and self.form is None and not copy.is_changed:
            newest = next((one for one in found if one.key == copy.begun.key), None)
            if newest is not None:
                copy.begun = newest
                copy.throw_away()
        wanted, self._wanted = self._wanted, Place("")
        one = next((t for t in found if wanted.record_id and t.key == wanted.record_id), None)
        if one is not None:
            self.look_at(one)
        self._draw()
        if one is not None and wanted.part:
            self.open_item(wanted.part)

    def _draw(self) -> None:
        now = self.copy.begun.key if self.copy is not None else ""
        self.rows = [
            (one, template_row(one, one.key == now, lambda one=one: self._press(one))) for one in self._shown
        ]
        self.list.second.setText(str(len(self.rows)))
        self.list.show_rows([row for _one, row in self.rows])
        self._draw_one()

    def _press(self, one: Template) -> None:
        self.look_at(one)
        self._draw()
        self.scroll.scroll_to(self.one.y())
        if self.items:
            self.items[0][1].show()
            self.items[0][1].setFocus()

    # -- the copy that is worked on ------------------------------------------------------------------------

    def look_at(self, one: Template) -> None:
        """Show a list with its items, and what of it was changed and not saved yet."""
        if self.copy is not None and self.copy.begun.key == one.key and one.key:
            return
        self.sheet.close_sheet()
        self.conflict = None
        self.copy = copy = WorkingCopy(one)
        self._draw_one()

        def found(kept: Any) -> None:
            if kept and self.copy is copy and not copy.is_changed:
                copy.take_text(dict(kept)[_COPY])
                self._draw_one()

        tasks.query(self, self._drafts.load, self._draft_name(copy)).done(found).start()

    def make_own(self) -> None:
        """Begin a list of the unit's own, or go on with the one that was begun."""
        self.look_at(Template(ChecklistTemplate(key="", title=""), ()))
        self._draw()
        self.change_list()

    def _draft_name(self, copy: WorkingCopy) -> str:
        return f"checklist_template:{copy.begun.key or NEW}"

    def _changed(self) -> None:
        """Keep the copy as a draft, and show it."""
        assert self.copy is not None
        name, text = self._draft_name(self.copy), self.copy.as_text()
        tasks.command(self, self._drafts.keep, name, "", {_COPY: text}).start()
        self._draw_one()

    def _drop(self, copy: WorkingCopy) -> None:
        tasks.command(self, self._drafts.drop, self._draft_name(copy)).start()

    def throw_away(self) -> None:
        """Go back to what is stored; a list that was only begun is gone."""
        copy = self.copy
        if copy is None:
            return
        self.sheet.close_sheet()
        self._drop(copy)
        self.conflict = None
        copy.throw_away()
        if copy.is_new:
            self.copy = None
        self._draw()

    def _draw_one(self) -> None:
        copy = self.copy
        self.one.setVisible(copy is not None)
        self.items = []
        if copy is None:
            return
        self.one.title.setText(copy.template.title or _("A list of our own"))
        self.one.second.setText(
            _("not saved yet")
            if copy.is_new
            else _("version {n}, changed and not saved yet").format(n=copy.template.number)
            if copy.is_changed
            else _("version {n}").format(n=copy.template.number)
        )
        rows: list[QWidget] = [self._acts(copy)]
        problems = copy.problems() if copy.is_changed else ()
        if self.conflict is not None:
            rows.append(self.conflict)
        rows += [_problem(p.sentence) for p in problems if not p.field.startswith("items.")]
        place = 0
        for title, group in groupby(copy.items, key=lambda item: item.group_title):
            if title:
                head = label(title, "card-title")
                head.setContentsMargins(16, 8, 16, 4)
                rows.append(head)
            for item in group:
                said = tuple(p.sentence for p in own_problems(problems, place))
                row = item_row(item, copy.items, said, lambda key=item.key: self.open_item(key))
                self.items.append((item, row))
                rows += [row, *map(_problem, said)]
                place += 1
        if not copy.items:
            rows.append(EmptyState(_("Nothing on this list yet."), (_("Add an item"), self.add_item)))
        self.one.show_rows(rows)

    def _acts(self, copy: WorkingCopy) -> QWidget:
        made: list[QWidget] = []
        if copy.is_changed or copy.is_new:
            words = _("Save the list") if copy.is_new else _("Save as a new version")
            made.append(Button(words, self.save_list, icon="save", kind="primary", size="small"))
            made.append(Button(_("Throw the changes away"), self.throw_away, icon="rotate-ccw", size="small"))
        made.append(Button(_("Add an item"), self.add_item, icon="plus", size="small"))
        made.append(Button(_("Title and for whom"), self.change_list, icon="pencil", size="small"))
        if not copy.is_new:
            ended = copy.begun.template.ended_on is not None
            words = _("Offer again") if ended else _("No longer offer")
            icon = "plus" if ended else "circle-slash"
            made.append(Button(words, lambda: self.offer(ended), icon=icon, size="small"))
        flow = Flow(made, gap=8)
        flow.setContentsMargins(16, 8, 16, 8)
        return flow

    # -- what can be done ---------------------------------------------------------------------------------

    def offer(self, offered: bool) -> None:
        """Offer the open list when one is started, or no longer."""
        copy = self.copy
        assert copy is not None
        key = copy.begun.key
        self.sheet.close_sheet()

        def done(saved: Any) -> None:
            copy.now_offered(saved.record.template.ended_on)
            self._draw()
            notify.tell(_("Offered again.") if offered else _("No longer offered. Lists that run go on."))

        tasks.command(self, lambda: self._templates.offer(key, offered=offered)).done(done).start()

    def change_list(self) -> None:
        """Open the form of the list itself."""
        copy = self.copy
        if copy is None:
            return

        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            trial = WorkingCopy(Template(list_of(copy.template, values), copy.items))
            return tuple(p for p in trial.problems() if not p.field.startswith("items"))

        form = Form(list_fields(copy), check=check, clock=self._clock, draft=self._form_draft(copy, "list"))
        form.set_values(list_values(copy.template, is_new=copy.is_new))

        def keep() -> None:
            if form.is_ready():
                copy.template = list_of(copy.template, form.values())
                self._kept(form)

        title = copy.template.title or _("A list of our own")
        self._open(title, form, (_("Put into the list"), keep), "check")

    def add_item(self) -> None:
        """Open the form of a new item."""
        if self.copy is not None:
            self._open_item(self.copy, self.copy.blank(), is_new=True)

    def open_item(self, key: str) -> None:
        """Open the form of an item, with what moves it or takes it away."""
        item = self.copy.item(key) if self.copy is not None else None
        if self.copy is not None and item is not None:
            self._open_item(self.copy, item)

    def _open_item(self, copy: WorkingCopy, item: ChecklistTemplateItem, *, is_new: bool = False) -> None:
        draft = self._form_draft(copy, NEW if is_new else item.key)
        form = Form(
            item_fields(copy, item),
            rows=ITEM_ROWS,
            check=lambda values: item_problems(copy, item, values),
            clock=self._clock,
            draft=draft,
        )
        form.set_values(item_values(item))
        form.changed.connect(lambda: fit_item(form))
        fit_item(form)

        def keep() -> None:
            if form.is_ready():
                copy.put(item_of(item, form.values()))
                self._kept(form, item.key)

        self._open(_("A new item") if is_new else item.what, form, (_("Put into the list"), keep), "check")
        if is_new or self.sheet.foot is None:
            return

        def move(by: int) -> None:
            if form.is_changed():  # what is typed goes along, into the part where it comes to stand
                if not form.is_ready():
                    return
                copy.put(item_of(item, form.values()))
                form.saved()
            self.move(item.key, by)

        for words, icon, by in ((_("Move up"), "chevron-up", -1), (_("Move down"), "chevron-down", 1)):
            button = self.sheet.foot.add_button(words, lambda by=by: move(by), icon=icon)
            button.setEnabled(copy.can_move(item.key, by))
        self.sheet.foot.add_button(_("Take away"), lambda: self.take_away(item.key), icon="trash-2")

    def move(self, key: str, by: int) -> None:
        """Move an item up (-1) or down (1) in the list; its form stays open with what is typed in it."""
        if self.copy is not None and self.copy.can_move(key, by):
            self.copy.move(key, by)
            self._changed()
            self.sheet.leave()
            self.open_item(key)

    def take_away(self, key: str) -> None:
        """Take an item out of the list; it is back when the changes are thrown away."""
        if self.copy is None:
            return
        form = self.form
        self.copy.take_away(key)
        if form is not None:
            self._kept(form)

    def save_list(self) -> None:
        """Save a list of the unit's own, or ask why there is a new version and save that."""
        copy = self.copy
        if copy is None:
            return
        if copy.is_new:
            self._save_own(copy)
            return
        why = Field(
            "why", _("Why a new version"), "text", rows=3, hint=_("Whoever works with it reads that.")
        )
        form = Form((why,), clock=self._clock, draft=self._form_draft(copy, "why"))

        def store() -> None:
            if not form.is_ready():
                return
            save = self._templates.save_new_version
            task = tasks.command(self, save, copy.template, copy.items, form.values()["why"])
            task.failed(lambda error: self._refused(copy, error)).form(form)
            if self.primary is not None:
                task.busy(self.primary)
            task.done(lambda saved: self._stored(copy, saved, form)).start()

        self._open(_("Save as a new version"), form, (_("Save"), store), "save")

    def _save_own(self, copy: WorkingCopy) -> None:
        if copy.problems():
            self._draw_with_problems(copy)
            return
        task = tasks.command(self, self._templates.make_own, copy.template, copy.items)
        task.done(lambda saved: self._stored(copy, saved)).start()

    def _draw_with_problems(self, copy: WorkingCopy) -> None:
        """Lead to what has to be put right before a list of the unit's own can be saved."""
        first = copy.problems()[0]
        if first.field == "title":
            self.change_list()
            if self.form is not None:
                self.form.is_ready()
        elif first.field.startswith("items."):
            self.open_item(copy.items[int(first.field.split(".")[1])].key)
            if self.form is not None:
                self.form.is_ready()
        else:
            notify.tell(first.sentence, "info")

    def _stored(self, copy: WorkingCopy, saved: Any, form: Form | None = None) -> None:
        self._drop(copy)
        if form is not None:
            form.saved()
        self.sheet.close_sheet()
        self.conflict = None
        if self.copy is copy:
            self.copy = WorkingCopy(saved.record)
        notify.tell(_("Saved. Lists that run keep their version until somebody takes this one over."))
        self.reload()

    def _refused(self, copy: WorkingCopy, error: AppError) -> object:
        if not isinstance(error, EditConflict):
            return False
        theirs = error.theirs

        def take_theirs() -> None:
            self._drop(copy)
            self.conflict, self.copy = None, WorkingCopy(theirs)
            self._draw()

        def keep_mine() -> None:
            self.conflict = None
            copy.stand_on(theirs)
            self._changed()
            self.save_list()

        self.sheet.close_sheet()
        links = ((_("Take theirs"), take_theirs), (_("Save mine after theirs"), keep_mine))
        self.conflict = Banner(error.text, theirs.template.why, "soon", links=links)
        self._draw_one()
        return None

    # -- the sheet ----------------------------------------------------------------------------------------

    def _form_draft(self, copy: WorkingCopy, part: str) -> RecordDrafts:
        name = f"{self._draft_name(copy)}:{part}"
        return RecordDrafts(self, self._drafts, name, "", (copy.template.number,))

    def _open(self, title: str, form: Form, primary: tuple[str, Callable[[], object]], icon: str) -> None:
        self.sheet.leave()
        self.primary = self.sheet.show_form(title, "", form, primary, primary_icon=icon)
        self.form = form
        self.sheet.open_sheet()
        self._fit()

    def _kept(self, form: Form, key: str = "") -> None:
        """Close the form of what was put into the copy; the focus goes to the item of this key."""
        form.saved()
        self._changed()
        row = next((row for item, row in self.items if item.key == key), None)
        self.sheet.close_sheet()
        if row is not None:
            row.show()  # it was made just now; what is not in sight takes no focus
            row.setFocus()

    def _sheet_closed(self) -> None:
        self.form = self.primary = None
        self._fit()


def _problem(sentence: str) -> QWidget:
    made = IconText("circle-alert", sentence, "late", wrap=True)
    made.setContentsMargins(16, 2, 16, 8)
    return made
