"""Staff: who works here and what they may do, and the unit itself. Forms open in the sheet at the right."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import Problem
from ...core.labels import label as label_of
from ...core.text import _, day_short
from ...domain.staff import StaffMember, Unit
from ...domain.validation import problems_in_staff_member, problems_in_unit
from ...services.staff import StaffService
from ...services.units import UnitsService
from .. import notify, tasks
from ..page import Page, Place
from ..tables.model import Column
from ..tables.view import Table
from ..widgets.binding import filled, form_values
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.flow import Flow
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.page_scroll import PageScroll
from ..widgets.rows import Facts
from ..widgets.side_sheet import SideSheet
from . import staff_forms
from .assignments import AssignmentsCard

NEW = "new"


class StaffPage(Page):
    """The page. `may_manage` people may add and change accounts, `may_manage_unit` people the unit.

    With `names()`, the young people by id, agency workers are told apart by whom they may see.
    """

    nouns = frozenset({"staff", "units"})

    def __init__(
        self,
        staff: StaffService,
        units: UnitsService,
        clock: Clock,
        own_id: str,
        *,
        may_manage: bool,
        may_manage_unit: bool,
        names: Callable[[], Mapping[str, str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._staff, self._units, self._clock, self._own_id = staff, units, clock, own_id
        self._may_manage, self._may_manage_unit = may_manage, may_manage_unit
        self._wanted = ""
        self.form: Form | None = None
        self.save_button: Button | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        scroll = PageScroll()
        row.addWidget(scroll, 1)
        self.sheet = SideSheet()
        row.addWidget(self.sheet)
        head = QHBoxLayout()
        head.addWidget(label(_("Staff"), "page-title"))
        head.addStretch(1)
        self.add_button = Button(_("Add staff"), self.add, icon="plus", kind="primary")
        head.addWidget(self.add_button)
        scroll.column.addLayout(head)
        self.add_button.setVisible(may_manage)
        card = Card(_("Who works here"), icon="users")
        self._count = card.second
        self.table = Table(self._columns(), says=_("Staff"), sort_by="name")
        self.table.opened.connect(self.open_member)
        card.body.addWidget(self.table)
        scroll.column.addWidget(card)
        self.assignments: AssignmentsCard | None = None
        if may_manage and names is not None:
            self.assignments = AssignmentsCard(staff, clock, names, self._open)
            scroll.column.addWidget(self.assignments)
        action = (_("Change"), self.change_unit) if may_manage_unit else None
        self._unit_card = Card(_("The unit"), icon="house", action=action, inset=True)
        scroll.column.addWidget(self._unit_card)
        scroll.column.addStretch(1)
        self._unit: Unit | None = None

    # -- the page ---------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the list; `record_id` opens that person, `part` "new" the form that adds somebody."""
        self._wanted = NEW if place.part == NEW else place.record_id
        self.mark_stale()

    def reload(self) -> None:
        """Fetch the list and the unit anew."""
        tasks.query(self, self._staff.list).done(self._show).start()
        tasks.query(self, self._units.list).done(lambda found: self._show_unit(found[0])).start()

    def keep_drafts(self) -> None:
        """Nothing here is a draft: a password is never kept, and an account is a few words."""

    def new_entry(self) -> None:
        """Add somebody (Ctrl N)."""
        if self._may_manage:
            self.add()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "name", _("Name"), _name_and_pronouns, lambda m: m.name.casefold(), strong=True, stretch=True
            ),
            Column("role", _("Role"), lambda m: label_of(m.role), width=150),
            Column("job_title", _("What the house calls them"), lambda m: m.job_title, width=190),
            Column(
                "account",
                _("Account"),
                self._account_text,
                lambda m: m.ends,
                tone=self._account_tone,
                width=168,
            ),
        )

    def _account_text(self, member: StaffMember) -> str:
        today = self._clock.today()
        if member.ends is None:
            return _("open")
        day = day_short(member.ends, today)
        return _("ends {day}").format(day=day) if member.works_on(today) else _("ended {day}").format(day=day)

    def _account_tone(self, member: StaffMember) -> str:
        return "" if member.works_on(self._clock.today()) else "text-2"

    def _show(self, members: tuple[StaffMember, ...]) -> None:
        self.table.set_rows(members)
        self._count.setText(str(len(members)))
        if self.assignments is not None:
            self.assignments.show_for(members)
        wanted, self._wanted = self._wanted, ""
        if wanted == NEW and self._may_manage:
            self.add()
        else:
            found = next((m for m in members if wanted and m.id == wanted), None)
            if found is not None:
                self.open_member(found)

    def _show_unit(self, unit: Unit) -> None:
        self._unit = unit
        self._unit_card.clear()
        pairs = (
            (_("Unit"), unit.name),
            (_("House"), unit.house_name),
            (_("Nation"), label_of(unit.jurisdiction)),
            (_("Protective marking"), unit.marking),
            (_("How packs are handled"), unit.handling),
            (_("Phone"), unit.phone),
        )
        self._unit_card.body.addWidget(Facts(pairs))

    # -- the sheet --------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form that adds somebody."""

        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            found = problems_in_staff_member(staff_forms.member_of(values))
            return (*found, *staff_forms.problems_in_two_passwords(values, values["name"]))

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            member = replace(staff_forms.member_of(values), starts=self._clock.today())
            return self._staff.add, (member, values["password"])

        form = Form(staff_forms.new_member_fields(), check=check, clock=self._clock)
        self._open(_("Add staff"), "", form, save, _("{name} can sign in now."))

    def open_member(self, member: StaffMember) -> None:
        """Open the details of one person, to change where that is allowed."""
        form = Form(staff_forms.details_fields(), clock=self._clock)
        form.set_values(form_values(member, ("role", "job_title", "pronouns")))
        if not self._may_manage:
            form.set_read_only(True)
            self._drop_form()
            self.sheet.show_body(member.name, self._account_text(member), form)
            self.sheet.open_sheet()
            return
        if member.id == self._own_id:
            form.set_read_only(True, "role")

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            return self._staff.save, (filled(member, values),)

        self._open(member.name, self._account_text(member), form, save, _("Saved."))
        if self.sheet.foot is not None and member.works_on(self._clock.today()):
            self.sheet.foot.add_at_right(self._more(member))

    def _more(self, member: StaffMember) -> QWidget:
        self.password_button = Button(_("New password"), lambda: self.new_password(member), size="small")
        self.end_button = Button(_("End account"), lambda: self._ask_end(member), size="small", kind="danger")
        own = member.id == self._own_id
        return Flow((self.password_button,) if own else (self.password_button, self.end_button), gap=8)

    def new_password(self, member: StaffMember) -> None:
        """Open the form that gives somebody a new password; the old one opens nothing any more."""

        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            return staff_forms.problems_in_two_passwords(values, member.name)

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            return self._staff.set_password, (member.id, values["password"])

        form = Form(staff_forms.password_fields(), check=check, clock=self._clock)
        self._open(member.name, _("New password"), form, save, _("The new password holds from now on."))

    def change_unit(self) -> None:
        """Open the form for the unit."""
        unit = self._unit
        if unit is None:
            return

        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            return problems_in_unit(filled(unit, values))

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            return self._units.save, (filled(unit, values),)

        items = staff_forms.unit_fields()
        form = Form(items, check=check, clock=self._clock)
        form.set_values(form_values(unit, [item.name for item in items]))
        self._open(_("The unit"), "", form, save, _("Saved."))

    def _ask_end(self, member: StaffMember) -> None:
        notify.confirm(
            self,
            _("End this account"),
            _("{name} can no longer sign in from now on. What they wrote stays.").format(name=member.name),
            _("End the account"),
            lambda: self._end(member),
            danger=True,
        )

    def _end(self, member: StaffMember) -> None:
        def done(_saved: object) -> None:
            self._drop_form()
            self.sheet.close_sheet()
            notify.tell(_("The account has ended."))

        tasks.command(self, self._staff.end, member.id, self._clock.today()).done(done).start()

    def _open(
        self,
        title: str,
        when: str,
        form: Form,
        save: Callable[[dict[str, Any]], tuple[Callable[..., object], tuple[Any, ...]]],
        said: str,
    ) -> None:
        """Show a form in the sheet; `save(values)` says which service to call with what."""

        def store() -> None:
            if not form.is_ready():
                return
            values = form.values()
            call, arguments = save(values)

            def done(_saved: object) -> None:
                form.saved()
                if self.form is form:
                    self._drop_form()
                    self.sheet.close_sheet()
                notify.tell(said.format(name=values.get("name", "")))

            tasks.command(self, call, *arguments).busy(button).form(form).done(done).start()

        self._drop_form()
        button = self.sheet.show_form(title, when, form, (_("Save"), store), primary_icon="check")
        self.form, self.save_button = form, button
        self.sheet.open_sheet()

    def _drop_form(self) -> None:
        self.form = self.save_button = None


def _name_and_pronouns(member: StaffMember) -> str:
    return f"{member.name}, {member.pronouns}" if member.pronouns else member.name
