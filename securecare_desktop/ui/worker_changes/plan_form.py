"""The form that plans a change, or records that somebody is suddenly gone; and that changes a plan later.

What has to be right is the domain's (problems_in_plan); the ten steps are laid out by the service.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import AppError, EditConflict, Problem
from ...core.labels import choices
from ...core.text import _
from ...domain.people import KeyRole
from ...domain.worker_changes import (
    ChangeFile,
    ChangeKind,
    ReasonCategory,
    WorkerChange,
    problems_in_plan,
)
from ...services.worker_changes import Candidate, Candidates, WorkerChangesService
from .. import tasks
from ..widgets.card import Banner, Card, clear_layout
from ..widgets.conflict import ConflictView
from ..widgets.drafts import TaskDrafts
from ..widgets.fields import Field, Row
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.records import Drafts
from ..widgets.side_sheet import Foot, SideSheet
from ..widgets.suggest import SuggestEditor
from .wording import day_moved, title

ROWS = (Row("outgoing", "incoming", "role"), Row("reason_category", "day", "later_goodbye_by"))


class PlanForm(QWidget):
    """A page with the form and its foot. `planned(WorkerChange)` after saving, `closed()` when left."""

    planned = Signal(object)
    closed = Signal()

    def __init__(
        self,
        changes: WorkerChangesService,
        drafts: Drafts,
        clock: Clock,
        young_person_id: str,
        file: ChangeFile | None = None,
    ) -> None:
        super().__init__()
        self._changes, self._clock = changes, clock
        self._young_person_id, self.file = young_person_id, file
        self._outgoing: dict[str, Candidate] = {}
        self._incoming: dict[str, Candidate] = {}
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        outer.addLayout(column, 1)
        self._moved = QVBoxLayout()
        self.form = self._make_form(drafts)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        self.title = label(self._title(), "heading", wrap=True)
        inside.addWidget(self.title)
        card = Card(inset=True)
        card.body.addWidget(self.form)
        card.body.addLayout(self._moved)
        inside.addWidget(card)
        inside.addStretch(1)
        column.addWidget(PageScroll(page, most_wide=960), 1)
        self.sheet = SideSheet()
        foot = Foot()
        says = _("Save the plan") if file is not None else _("Plan the change")
        self.save_button = foot.add_button(says, self._save, kind="primary")
        self.close_button = foot.add_button(_("Close, keep the draft"), self._close)
        foot.add_at_right(self.form.draft_line)
        column.addWidget(foot)
        outer.addWidget(self.sheet)
        tasks.query(self, changes.candidates, young_person_id).done(self._offer).start()

    def _title(self) -> str:
        if self.file is None:
            return _("A change of worker")
        change = self.file.change
        return title(change.outgoing_name, change.incoming_name)

    def show_name(self, name: str) -> None:
        """Say whom it is about, as soon as that is known."""
        if name and self.file is None:
            self.title.setText(_("A change of worker for {name}").format(name=name))
            self.form.row("reason_for_young_person").rename(_reason_for(name))

    # the form

    def _make_form(self, drafts: Drafts) -> Form:
        key = f"plan_change:{self.file.change.id if self.file else self._young_person_id}"
        draft = TaskDrafts(
            self,
            lambda values: drafts.keep(key, self._young_person_id, values),
            lambda: drafts.load(key),
            lambda: drafts.drop(key),
        )
        form = Form(self._fields(), rows=ROWS, check=self._problems, draft=draft, clock=self._clock)
        form.set_values(self._values())
        form.changed.connect(self._changed_by_hand)
        form.draft_restored.connect(lambda: self._fit(form))
        if self.file is not None:
            form.show_fields(False, "kind")
        self._fit(form)
        return form

    def _fields(self) -> tuple[Field, ...]:
        name = self.file.young_person_name if self.file else ""
        kinds = (
            (ChangeKind.PLANNED.value, _("Planned")),
            (ChangeKind.UNPLANNED.value, _("Somebody is suddenly gone")),
        )
        return (
            Field("kind", _("How it comes about"), "segments", choices=kinds),
            Field("outgoing", _("Who is leaving"), "suggest"),
            Field("incoming", _("Who is coming"), "suggest"),
            Field("role", _("As"), "choice", choices=choices(KeyRole)),
            Field("role_text", _("What the young person calls this role"), optional=True),
            Field(
                "reason_category",
                _("Why it changes"),
                "choice",
                choices=choices(ReasonCategory),
                may_wait=True,
            ),
            Field("day", _("Day of the change"), "date"),
            Field("later_goodbye_by", _("Later goodbye, by"), "date", may_wait=True),
            Field(
                "reason_for_young_person",
                _reason_for(name) if name else _("The reason, in plain words for the young person"),
                "text",
                hint=_("One or two sentences, as you would say it. No private details about the worker."),
                example=_(
                    "For example: She starts another job in June. It is not because of anything you did."
                ),
                rows=2,
            ),
            Field(
                "internal_reason",
                _("More about it, for the team"),
                "text",
                hint=_("Never printed in the young person's own copy."),
                optional=True,
                rows=2,
            ),
            Field("manager_name", _("Manager who agrees"), optional=True),
        )

    def _values(self) -> dict[str, Any]:
        if self.file is None:
            return {"kind": ChangeKind.PLANNED.value}
        change = self.file.change
        return {
            "kind": change.kind.value,
            "outgoing": change.outgoing_name,
            "incoming": change.incoming_name,
            "role": change.role.value,
            "role_text": change.role_text,
            "reason_category": change.reason_category.value,
            "day": change.day,
            "later_goodbye_by": change.later_goodbye_by,
            "reason_for_young_person": change.reason_for_young_person,
            "internal_reason": change.internal_reason,
            "manager_name": change.manager_name,
        }

    def _offer(self, found: Candidates) -> None:
        self._outgoing = {one.name: one for one in found.outgoing}
        self._incoming = {one.name: one for one in found.incoming}
        for name, known in (("outgoing", found.outgoing), ("incoming", found.incoming)):
            editor = self.form.editor(name)
            assert isinstance(editor, SuggestEditor)
            editor.set_choices(tuple((one.name, one.role_text) for one in known))
        self._fill_role()

    def _changed_by_hand(self) -> None:
        self._fill_role()
        self._fit(self.form)

    def _fill_role(self) -> None:
        """Take the tie over that the leaving worker has, while none was chosen."""
        values = self.form.values()
        known = self._outgoing.get(values["outgoing"])
        if known is not None and known.key_role is not None and not values["role"]:
            self.form.editor("role").set_value(known.key_role.value)

    def _fit(self, form: Form) -> None:
        """Ask what belongs to the kind of change, in its words."""
        values = form.values()
        sudden = values["kind"] == ChangeKind.UNPLANNED.value
        form.row("outgoing").rename(_("Who is gone") if sudden else _("Who is leaving"))
        form.row("incoming").rename(_("Who stands in") if sudden else _("Who is coming"))
        form.row("day").rename(_("Responsible from") if sudden else _("Day of the change"))
        form.row("reason_category").rename(_("Why it was not planned") if sudden else _("Why it changes"))
        form.show_fields(sudden, "later_goodbye_by")
        form.show_fields(values["role"] == KeyRole.OTHER.value, "role_text")
        self._say_what_moves(values["day"])

    def _say_what_moves(self, day: date | None) -> None:
        clear_layout(self._moved)
        if self.file is None or day is None:
            return
        said = day_moved(self.file.change, self.file.steps, day)
        if said:
            self._moved.addWidget(Banner(_("The day moves."), said, icon="calendar-clock"))

    # to a record and on

    def change(self, values: dict[str, Any]) -> WorkerChange:
        """Return the change as it stands in the form."""
        outgoing = self._outgoing.get(values["outgoing"])
        incoming = self._incoming.get(values["incoming"])
        kind = ChangeKind(values["kind"] or ChangeKind.PLANNED)
        before = self.file.change if self.file else None
        start = before or WorkerChange(
            young_person_id=self._young_person_id,
            role=KeyRole.KEY_WORKER,
            outgoing_name="",
            incoming_name="",
            day=self._clock.today(),
        )
        return replace(
            start,
            kind=kind,
            role=KeyRole(values["role"] or KeyRole.KEY_WORKER),
            role_text=values["role_text"] if values["role"] == KeyRole.OTHER.value else "",
            outgoing_name=values["outgoing"],
            outgoing_staff_id=_id(
                outgoing, start.outgoing_staff_id, values["outgoing"] == start.outgoing_name, True
            ),
            outgoing_person_id=_id(
                outgoing, start.outgoing_person_id, values["outgoing"] == start.outgoing_name, False
            ),
            incoming_name=values["incoming"],
            incoming_staff_id=_id(
                incoming, start.incoming_staff_id, values["incoming"] == start.incoming_name, True
            ),
            incoming_person_id=_id(
                incoming, start.incoming_person_id, values["incoming"] == start.incoming_name, False
            ),
            day=values["day"] or self._clock.today(),
            reason_category=ReasonCategory(values["reason_category"] or ReasonCategory.OTHER),
            later_goodbye_by=values["later_goodbye_by"] if kind is ChangeKind.UNPLANNED else None,
            reason_for_young_person=values["reason_for_young_person"],
            internal_reason=values["internal_reason"],
            manager_name=values["manager_name"],
        )

    def _problems(self, values: dict[str, Any]) -> tuple[Problem, ...]:
        return problems_in_plan(self.change(values), self._clock.today())

    def _save(self) -> None:
        if self.form.is_ready():
            self._store(self.change(self.form.values()))

    def _store(self, change: WorkerChange) -> None:
        def saved(result: Any) -> None:
            self.form.saved()
            self.planned.emit(result.record)

        save = self._changes.plan if self.file is None else self._changes.change_plan
        storing = tasks.command(self, save, change).busy(self.save_button).form(self.form)
        storing.done(saved).failed(self._failed).start()

    def _failed(self, error: AppError) -> bool:
        if not isinstance(error, EditConflict):
            return False
        named = {
            "outgoing_name": "outgoing", "incoming_name": "incoming", "day": "day", "role": "role",
            "reason_for_young_person": "reason_for_young_person", "internal_reason": "internal_reason",
        }  # fmt: skip
        labels = {name: self.form.row(field).field.label for name, field in named.items()}
        view = ConflictView(error, labels, self._keep_mine, lambda _theirs: self._leave())
        self.sheet.show_body(_("Two versions"), "", view)
        self.sheet.open_sheet()
        return True

    def _keep_mine(self, mine: WorkerChange) -> None:
        self.sheet.close_sheet()
        self._store(mine)

    def _leave(self) -> None:
        self.form.leave_draft()
        self.closed.emit()

    def _close(self) -> None:
        self.form.keep_draft_now()
        self.closed.emit()


def _reason_for(name: str) -> str:
    return _("The reason for {name}, in plain words").format(name=name)


def _id(known: Candidate | None, before: str, same_name: bool, staff: bool) -> str:
    """Return the id that goes with a typed name: the candidate's, or the one it had while the name is the same."""
    if known is not None:
        return known.staff_id if staff else known.person_id
    return before if same_name else ""
