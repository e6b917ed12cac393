"""Lists of changes: all open ones of the unit, and one young person's with the way to plan one.

Each opens the workspace; where a young person has exactly one open change, the tab shows it at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.text import _, ngettext
from ...domain.messages import Changed
from ...domain.permissions import Action
from ...domain.worker_changes import ChangeFile, ChangeState, ChangeSummary, WorkerChange
from ...services.worker_changes import WorkerChangesService
from .. import tasks
from ..page import Page, Place
from ..widgets.buttons import Button
from ..widgets.card import Card, EmptyState
from ..widgets.change_rows import change_row
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.records import Drafts
from ..widgets.signing import Signing
from .ending import anything
from .plan_form import PlanForm
from .workspace_page import WorkspacePage


class ChangesPage(Page):
    """All open changes of the unit, what cannot wait first.

    `names()` gives the names of young people by id for whom a change can be planned; it is asked on the store
    worker. Without it none is planned from here.
    """

    nouns = frozenset({"worker_changes", "own_words", "young_people"})

    def __init__(
        self,
        changes: WorkerChangesService,
        clock: Clock,
        names: Callable[[], Mapping[str, str]] = dict,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes, self._clock, self._names = changes, clock, names
        self._people: Mapping[str, str] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = PageScroll(most_wide=960)
        outer.addWidget(self.scroll)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(_("Changes of worker"), "page-title"))
        self.second = label("", "second")
        head.addWidget(self.second, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self.plan_button = Button(_("Plan a change"), self.plan_new, icon="plus", kind="primary")
        self.plan_button.hide()
        head.addWidget(self.plan_button)
        self.scroll.column.addLayout(head)
        self.card = Card()
        self.scroll.column.addWidget(self.card)
        self.scroll.column.addStretch(1)

    def reload(self) -> None:
        """Fetch the open changes."""
        tasks.query(self, self._changes.open_changes).busy(self.scroll).done(self._show).start()
        tasks.query(self, self._names).done(self._show_people).start()

    def act(self, act_id: str) -> None:
        """Ctrl N plans a change."""
        if act_id == "new_entry" and self._people:
            self.plan_new()

    def plan_new(self) -> None:
        """Ask for whom a change is planned, then open the form there."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for young_person_id, name in self._people.items():
            place = Place("young_person", young_person_id, "worker_changes", part="new")
            act = menu.addAction(_("For {name}").format(name=name).replace("&", "&&"))
            act.triggered.connect(lambda _checked=False, place=place: self.go.emit(place))
        button = self.plan_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _show_people(self, people: Mapping[str, str]) -> None:
        self._people = people
        self.plan_button.setVisible(bool(people))

    def _show(self, found: tuple[ChangeSummary, ...]) -> None:
        count = ngettext(
            "{n} open, and what is not done yet", "{n} open, and what is not done yet", len(found)
        )
        self.second.setText(count.format(n=len(found)) if found else "")
        if not found:
            said = _("No change of worker is open. One is planned on the page of a young person.")
            self.card.show_rows([EmptyState(said)])
            return
        today = self._clock.today()
        self.card.show_rows([change_row(c, today, self._opener(c)) for c in found])

    def _opener(self, change: ChangeSummary) -> Callable[[], None]:
        place = Place("young_person", change.young_person_id, tab="worker_changes", record_id=change.id)
        return lambda: self.go.emit(place)


class YoungPersonChangesPage(Page):
    """One young person's changes, the workspace of one of them, and the form that plans one.

    `open_place` takes the young person, a change as `record_id` with what WorkspacePage takes as `part`, or "new" as
    `part` to plan one, or "list". `names()` gives the names of young people by id; it is asked on the store worker.
    """

    nouns = frozenset({"worker_changes", "own_words", "promises"})

    def __init__(
        self,
        changes: WorkerChangesService,
        drafts: Drafts,
        clock: Clock,
        me: Callable[[], str],
        may: Callable[[Action], bool] = anything,
        names: Callable[[], Mapping[str, str]] = dict,
        signing: Signing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes, self._drafts, self._clock, self._may, self._names = changes, drafts, clock, may, names
        self._young_person_id = ""
        self._wants_list = False
        self.plan: PlanForm | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.list = PageScroll(most_wide=960)
        self.workspace = WorkspacePage(changes, drafts, clock, me, may, signing)
        self.workspace.go.connect(self.go)
        self.workspace.plan_wanted.connect(self._change_plan)
        self.workspace.new_wanted.connect(self.plan_new)
        self.workspace.list_wanted.connect(self.show_list)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.workspace)
        self._make_list()

    def _make_list(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Changes of worker"), "heading"))
        head.addStretch(1)
        self.plan_button = Button(_("Plan a change"), self.plan_new, icon="plus", kind="primary")
        head.addWidget(self.plan_button)
        self.list.column.addLayout(head)
        self.card = Card()
        self.list.column.addWidget(self.card)
        self.list.column.addStretch(1)

    def open_place(self, place: Place) -> None:
        """Show the young person's changes, or one of them, or the form for a new one."""
        if place.young_person_id != self._young_person_id:
            self.keep_drafts()
            self._drop_plan()
            self._young_person_id = place.young_person_id
            self._wants_list = False
            self.stack.setCurrentWidget(self.list)
            self.card.clear()
        if place.part == "new":
            self.plan_new()
        elif place.part == "list":
            self.show_list()
        elif place.record_id:
            self._open(place.record_id, place.part)
        self.mark_stale()

    def reload(self) -> None:
        """Fetch the list; the workspace fetches what it shows."""
        if self._young_person_id:
            tasks.query(self, self._changes.changes_of, self._young_person_id).busy(self).done(
                self._show
            ).start()

    def here(self, place: Place) -> Place:
        """Return the place of the plan, the workspace or the list."""
        if self.plan is not None:
            file = self.plan.file
            return replace(place, record_id=file.change.id if file else "", part=":plan" if file else "new")
        if self.stack.currentWidget() is self.workspace:
            return self.workspace.here(place)
        return replace(place, record_id="", part="list" if self._wants_list else "")

    def keep_drafts(self) -> None:
        """Keep what is typed."""
        self.workspace.keep_drafts()
        if self.plan is not None:
            self.plan.form.keep_draft_now()

    def hear(self, changed: Changed) -> None:
        """Become stale with the workspace that stands here."""
        super().hear(changed)
        self.workspace.hear(changed)

    def act(self, act_id: str) -> None:
        """Ctrl N plans a change; the workspace knows the other keys."""
        if act_id == "new_entry":
            self.plan_new()
        elif self.stack.currentWidget() is self.workspace:
            self.workspace.act(act_id)

    def show_list(self) -> None:
        """Show the list of all changes, also where only one is open."""
        self._wants_list = True
        self._drop_plan()
        self.stack.setCurrentWidget(self.list)
        self.mark_stale()

    def plan_new(self) -> None:
        """Show the form that plans a change, to whoever may plan one."""
        if self._may_plan():
            self._show_plan(None)

    def _may_plan(self) -> bool:
        return self._may(Action.PLAN_CHANGE_OF_WORKER)

    def _show(self, found: tuple[ChangeSummary, ...]) -> None:
        today = self._clock.today()
        if found:
            self.card.show_rows([change_row(c, today, self._opener(c)) for c in found])
        else:
            said = _("No change of worker yet. When a worker leaves or comes, plan it here.")
            act = (_("Plan a change"), self.plan_new) if self._may_plan() else None
            self.card.show_rows([EmptyState(said, act)])
        self.plan_button.setVisible(bool(found) and self._may_plan())
        still_open = [c for c in found if c.state is ChangeState.OPEN]
        on_list = self.stack.currentWidget() is self.list
        if on_list and len(still_open) == 1 and not self._wants_list:
            self._open(still_open[0].id, "")

    def _opener(self, change: ChangeSummary) -> Callable[[], None]:
        return lambda: self._open(change.id, "")

    def _open(self, change_id: str, part: str) -> None:
        self._drop_plan()
        self._wants_list = False
        self.stack.setCurrentWidget(self.workspace)
        self.workspace.open_place(
            Place("worker_changes", self._young_person_id, record_id=change_id, part=part)
        )

    def _change_plan(self, file: ChangeFile) -> None:
        self._show_plan(file)

    def _show_plan(self, file: ChangeFile | None) -> None:
        self._drop_plan()
        self.plan = PlanForm(self._changes, self._drafts, self._clock, self._young_person_id, file)
        self.plan.planned.connect(self._planned)
        self.plan.closed.connect(self._plan_closed)
        self.stack.addWidget(self.plan)
        self.stack.setCurrentWidget(self.plan)
        self.plan.form.focus_first()
        tasks.query(self.plan, self._name, self._young_person_id).done(self.plan.show_name).start()

    def _name(self, young_person_id: str) -> str:
        return self._names().get(young_person_id, "")

    def _planned(self, change: WorkerChange) -> None:
        self._open(change.id, "")

    def _plan_closed(self) -> None:
        file = self.plan.file if self.plan is not None else None
        if file is not None:
            self._open(file.change.id, "")
        else:
            self._drop_plan()
            self.stack.setCurrentWidget(self.list)
            self.mark_stale()

    def _drop_plan(self) -> None:
        if self.plan is not None:
            self.stack.removeWidget(self.plan)
            self.plan.hide()
            self.plan.deleteLater()
            self.plan = None
