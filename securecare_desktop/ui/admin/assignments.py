"""Which young people each agency worker may see: the list on the staff page, and the form behind it.

An assignment ends by a last day and is never taken away. Who may change it, the staff service decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...core.clock import Clock
from ...core.text import _, day_short
from ...domain.staff import Assignment, Role, StaffMember
from ...services.staff import StaffService
from .. import tasks
from ..tables.model import Column
from ..tables.view import Table
from ..widgets.card import Card, EmptyState
from ..widgets.fields import Field
from ..widgets.form import Form

Save = Callable[[dict[str, Any]], tuple[Callable[..., object], tuple[Any, ...]]]
OpenForm = Callable[[str, str, Form, Save, str], None]


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment with the names of the two people it is about."""

    assignment: Assignment
    worker: str
    young_person: str

    @property
    def id(self) -> str:
        """The id of the assignment, which keeps the current row."""
        return self.assignment.id


class AssignmentsCard(Card):
    """The list. `names()` gives the young people by id, on the store worker; `open_form` shows a form in the sheet.

    It hides itself while the house has no agency worker.
    """

    def __init__(
        self, staff: StaffService, clock: Clock, names: Callable[[], Mapping[str, str]], open_form: OpenForm
    ) -> None:
        add = _("Assign a young person")
        super().__init__(
            _("Agency workers and whom they see"), icon="eye", action=(add, self.add), action_icon="plus"
        )
        self._staff, self._clock, self._names, self._open_form = staff, clock, names, open_form
        self._workers: tuple[tuple[str, str], ...] = ()
        self._young_people: tuple[tuple[str, str], ...] = ()
        self.table = Table(self._columns(), says=_("Agency workers and whom they see"), sort_by="worker")
        self.table.opened.connect(self.change)
        self.body.addWidget(self.table)
        self._empty = EmptyState(
            _("No agency worker is assigned yet. Until then they see no young person at all.")
        )
        self.body.addWidget(self._empty)
        self.hide()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("worker", _("Agency worker"), lambda line: line.worker, strong=True, width=240),
            Column("young_person", _("Sees"), lambda line: line.young_person, stretch=True),
            Column(
                "until",
                _("Last day"),
                self._until,
                lambda line: line.assignment.until or date.max,
                tone=lambda line: "text-2" if self._is_over(line) else "",
                width=200,
            ),
        )

    def _until(self, line: AssignmentLine) -> str:
        until = line.assignment.until
        if until is None:
            return _("no end")
        day = day_short(until, self._clock.today())
        return _("ended {day}").format(day=day) if self._is_over(line) else day

    def _is_over(self, line: AssignmentLine) -> bool:
        return line.assignment.until is not None and line.assignment.until < self._clock.today()

    def show_for(self, members: tuple[StaffMember, ...]) -> None:
        """Show the assignments of the agency workers among these people."""
        agency = tuple(m for m in members if m.role is Role.AGENCY_WORKER)
        today = self._clock.today()
        self._workers = tuple((m.id, m.name) for m in agency if m.works_on(today))
        self.setVisible(bool(agency))
        if agency:
            tasks.query(self, self._load, agency).done(self._show).start()

    def _load(self, agency: tuple[StaffMember, ...]) -> tuple[Mapping[str, str], tuple[AssignmentLine, ...]]:
        names = self._names()
        lines = tuple(
            AssignmentLine(one, member.name, names.get(one.young_person_id, ""))
            for member in agency
            for one in self._staff.assignments(member.id)
        )
        return names, lines

    def _show(self, loaded: tuple[Mapping[str, str], tuple[AssignmentLine, ...]]) -> None:
        names, lines = loaded
        self._young_people = tuple(names.items())
        self.table.set_rows(lines)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        if self.action_button is not None:
            self.action_button.setVisible(bool(self._workers and self._young_people))

    def add(self) -> None:
        """Open the form for one more."""

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            return self._staff.assign, (Assignment(**values),)

        form = self._form()
        if len(self._workers) == 1:
            form.set_values({"staff_id": self._workers[0][0]})
        self._open_form(_("Assign a young person"), "", form, save, _("Saved."))

    def change(self, line: AssignmentLine) -> None:
        """Open the form for the last day of one that is there."""
        known = line.assignment

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            pair = {"staff_id": known.staff_id, "young_person_id": known.young_person_id}
            return self._staff.assign, (Assignment(**pair, until=values["until"]),)

        form = Form((_until_field(),), clock=self._clock)
        form.set_values({"until": known.until})
        title = _("{worker} sees {name}").format(worker=line.worker, name=line.young_person)
        self._open_form(title, "", form, save, _("Saved."))

    def _form(self) -> Form:
        fields = (
            Field("staff_id", _("Agency worker"), "choice", choices=self._workers),
            Field(
                "young_person_id",
                _("Sees"),
                "choice",
                choices=self._young_people,
                hint=_("Everything about them that an agency worker may read."),
            ),
            _until_field(),
        )
        return Form(fields, clock=self._clock)


def _until_field() -> Field:
    hint = _("After this day they see nothing of them any more. Leave it empty while there is no end.")
    return Field("until", _("Last day"), "date", hint=hint, optional=True)
