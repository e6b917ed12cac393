"""Staff: who works here, what they may do and whether they can sign in; the units; the key of the store.

Forms and one-time passwords open in the sheet at the right. Who may do what, the services decide.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.clock import Clock
from ...core.errors import Problem
from ...core.labels import label as label_of
from ...core.text import _
from ...domain.accounts import Account, may_change_accounts_of
from ...domain.permissions import Action
from ...domain.staff import Jurisdiction, StaffMember, Unit
from ...domain.validation import problems_in_staff_member, problems_in_unit
from ...services.promises import KeptBy
from ...services.staff import GivenPassword, StaffService
from ...services.units import UnitsService
from .. import notify, tasks, theme
from ..page import Page, Place
from ..tables.view import Table
from ..widgets.binding import form_values
from ..widgets.buttons import Button
from ..widgets.card import Card
from ..widgets.form import Form
from ..widgets.labels import label
from ..widgets.record_drafts import RecordDrafts
from ..widgets.records import NARROW, Drafts
from . import staff_forms
from .account_block import AccountBlock
from .account_words import account_columns
from .assignments import AssignmentsCard, Save
from .key_dialog import ChangeKey, KeyDialog
from .leaving import PromisesLeft
from .one_time import OneTimePassword
from .page_frame import page_frame
from .units_card import UnitsCard

NEW = "new"


class StaffPage(Page):
    """The page. `me` is whoever looks at it, `may` what their role does.

    With `names()`, the young people by id, agency workers are told apart by whom they may see; with `change_key`
    the key of the store can be changed. `kept_by(staff_id)` are the open promises of whoever leaves.
    """

    nouns = frozenset({"staff", "units"})

    def __init__(
        self,
        staff: StaffService,
        units: UnitsService,
        drafts: Drafts,
        clock: Clock,
        me: StaffMember,
        *,
        may: Callable[[Action], bool],
        names: Callable[[], Mapping[str, str]] | None = None,
        change_key: ChangeKey | None = None,
        kept_by: Callable[[str], KeptBy] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kept_by = kept_by
        self.left: PromisesLeft | None = None
        self._staff, self._unit_service, self._drafts = staff, units, drafts
        self._clock, self._me, self._may, self._change_key = clock, me, may, change_key
        self._may_manage = may(Action.MANAGE_STAFF)
        self._wanted = self._shown = ""
        self._units: tuple[Unit, ...] = ()
        self.form: Form | None = None
        self.save_button: Button | None = None
        self.block: AccountBlock | None = None
        self.given: OneTimePassword | None = None
        self._lay_out(names)

    def _lay_out(self, names: Callable[[], Mapping[str, str]] | None) -> None:
        frame = page_frame(self, _("Staff"), _("Add staff"), self.add)
        scroll, self.sheet, self.add_button = frame
        self._scroll = scroll
        self.sheet.closed.connect(self._empty_sheet)
        self.add_button.setVisible(self._may_manage)
        card = Card(_("Who works here"), icon="users")
        self._count = card.second
        self.table = Table(
            account_columns(self._clock.today, self._unit_names), says=_("Staff"), sort_by="name"
        )
        self.table.opened.connect(self.open_account)
        card.body.addWidget(self.table)
        scroll.column.addWidget(card)
        self.assignments: AssignmentsCard | None = None
        if names is not None and self._may(Action.ASSIGN_AGENCY_WORKERS):
            self.assignments = AssignmentsCard(self._staff, self._clock, names, self._open)
            scroll.column.addWidget(self.assignments)
        may_unit = self._may(Action.MANAGE_UNIT)
        self.units_card = UnitsCard(
            self.change_unit if may_unit else None, self.add_unit if may_unit else None
        )
        scroll.column.addWidget(self.units_card)
        if self._change_key is not None and self._may(Action.CHANGE_STORE_KEY):
            scroll.column.addWidget(self._key_card())
        scroll.column.addStretch(1)

    def _key_card(self) -> Card:
        card = Card(_("The key of the store"), icon="key-round", inset=True)
        words = _(
            "Whoever left on bad terms may have kept a copy of the store. A new key shuts them out of "
            "what is written from now on."
        )
        card.body.addWidget(label(words, wrap=True))
        self.key_button = Button(_("Change the key of the store"), self.change_key, icon="key-round")
        row = QHBoxLayout()
        row.addWidget(self.key_button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    # -- the page ---------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Show the list; `record_id` opens that person, `part` "new" the form that adds somebody."""
        self._wanted = NEW if place.part == NEW else place.record_id
        self.mark_stale()

    def here(self, place: Place) -> Place:
        """Return the place of the form that is open; a password that was shown is not shown again."""
        shown = self._shown if self.form is not None and not self.sheet.isHidden() else ""
        if shown == NEW:
            return replace(place, record_id="", part=NEW)
        return replace(place, record_id=shown, part="")

    def reload(self) -> None:
        """Fetch the accounts and the units anew."""
        tasks.query(self, self._load).done(lambda found: self._show(*found)).start()

    def _load(self) -> tuple[tuple[Account, ...], tuple[Unit, ...]]:
        return self._staff.accounts(), self._unit_service.list()

    def keep_drafts(self) -> None:
        """Keep what is typed. A one-time password is in no draft: whoever has not handed it over gives another."""
        if self.form is not None:
            self.form.keep_draft_now()

    def new_entry(self) -> None:
        """Add somebody (Ctrl N)."""
        if self._may_manage:
            self.add()

    def hideEvent(self, event: QHideEvent) -> None:
        """A password does not stay behind on a page that somebody left."""
        super().hideEvent(event)
        if self.given is not None:
            self.sheet.close_sheet()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window an open sheet takes the place of the lists."""
        self.sheet.stand_beside(self, self._scroll, narrow=theme.room(self) < NARROW)

    def _unit_names(self, member: StaffMember) -> tuple[str, ...]:
        """Return the names of the units somebody works in, as far as whoever looks knows them."""
        names = {unit.id: unit.name for unit in self._units}
        return tuple(names[unit_id] for unit_id in member.unit_ids if unit_id in names)

    def _show(self, accounts: tuple[Account, ...], units: tuple[Unit, ...]) -> None:
        self._units = units
        self.table.set_rows(accounts)
        self._count.setText(str(len(accounts)))
        self.units_card.show_units(units)
        if self.assignments is not None:
            self.assignments.show_for(tuple(account.member for account in accounts))
        wanted, self._wanted = self._wanted, ""
        if wanted == NEW and self._may_manage:
            self.add()
        else:
            found = next((a for a in accounts if wanted and a.id == wanted), None)
            if found is not None:
                self.open_account(found)

    # -- accounts ---------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form that adds somebody."""

        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            return problems_in_staff_member(staff_forms.member_of(values))

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            return self._staff.add, (
                replace(staff_forms.member_of(values), starts=self._clock.today()),
            )  # fmt: skip

        items = staff_forms.new_member_fields(self._units)
        form = Form(items, check=check, clock=self._clock, draft=self._draft("staff:new", 0))
        if len(self._units) > 1:
            form.set_values({"unit_id": self._me.unit_id})
        self._open(_("Add staff"), "", form, save, done=self._show_given)
        self._shown = NEW

    def open_account(self, account: Account) -> None:
        """Open the details of one account, to change and to act on where that is allowed."""
        member, own = account.member, account.id == self._me.id
        items = staff_forms.details_fields(self._units)
        names = staff_forms.names_of(items)
        may_change = self._may_manage and may_change_accounts_of(self._me.role, member.role)
        draft = self._draft(f"staff:{member.id}", member.version) if may_change else None
        form = Form(items, clock=self._clock, draft=draft)
        form.set_values(form_values(member, names))
        block = AccountBlock(account, self._clock, *self._acts(account, may_change))
        form.put_above(block)

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            version = draft.typed_on[0] if draft is not None else member.version
            return self._staff.save, (
                replace(staff_forms.changed(member, values, self._units), version=version),
            )  # fmt: skip

        when = label_of(member.role)
        if may_change:
            if own:
                form.set_read_only(
                    True, *(name for name in ("role", "unit_id", "other_unit_ids") if name in names)
                )
            self._open(member.name, when, form, save, _("Saved."))
        else:
            form.set_read_only(True)
            self._show_body(member.name, when, form)
        self.block, self._shown = block, account.id
        block.focus_pressing()

    def _acts(self, account: Account, may_change: bool) -> tuple[dict[str, Callable[[], object]], str]:
        """Return what may be done with an account, and why nothing may where that is worth a sentence."""
        member = account.member
        if not self._may_manage:
            return {}, ""
        if member.id == self._me.id:
            return {}, _(
                "Your own password is under Settings. Your role and last day are for a colleague to change."
            )
        if not may_change:
            return {}, _("Only a unit manager changes the account of a unit manager.")
        acts: dict[str, Callable[[], object]] = {
            "lift_pause": lambda: self._do(
                "lift_pause", self._staff.lift_pause, member, _("They can try again now.")
            ),
            "password": lambda: self._ask_password(account),
            "last_day": lambda: self._leaving("last_day", account, self.set_last_day),
            "end": lambda: self._leaving("end", account, self._end_now),
        }
        if self._may(Action.CONFIRM_ACCOUNTS):
            acts["confirm"] = lambda: self._give("confirm", self._staff.confirm, member)
        return acts, ""

    def _ask_password(self, account: Account) -> None:
        """Give a one-time password; ask before that where somebody has one of their own."""
        member = account.member
        if not account.has_password or account.one_time:
            self._give("password", self._staff.set_password, member)
            return
        words = _("The password of {name} opens nothing any more after this. Do it when it is forgotten.")
        notify.confirm(
            self,
            _("A one-time password"),
            words.format(name=member.name),
            _("Give a one-time password"),
            lambda: self._give("password", self._staff.set_password, member),
        )

    def _give(self, act: str, call: Callable[[str], GivenPassword], member: StaffMember) -> None:
        self._asked(act, call, member).done(self._show_given).start()

    def _asked(self, act: str, call: Callable[[str], object], member: StaffMember) -> tasks.Task:
        """Return the task for an act above the details; its button takes no second click meanwhile."""
        task = tasks.command(self, call, member.id)
        button = self.block.buttons.get(act) if self.block is not None else None
        return task.busy(button) if button is not None else task

    def _show_given(self, given: object) -> None:
        """Show the one-time password that an account was given, this once."""
        assert isinstance(given, GivenPassword)
        self.sheet.close_sheet()
        if not given.password:
            notify.tell(_("The account is open. The password is the one they had."))
            return
        self.given = OneTimePassword(given, self.sheet.close_sheet)
        self._show_body(given.record.name, _("Shown this once"), self.given)
        self.given.password.setFocus()

    def _leaving(self, act: str, account: Account, then: Callable[[Account, KeptBy], None]) -> None:
        """Ask which open promises they keep before anything is said about their last day."""
        if self._kept_by is None:
            then(account, KeptBy(0))
            return
        task = tasks.query(self, self._kept_by, account.id).done(lambda kept: then(account, kept))
        button = self.block.buttons.get(act) if self.block is not None else None
        (task.busy(button) if button is not None else task).start()

    def _end_now(self, account: Account, kept: KeptBy) -> None:
        """End an account after a question; with open promises these are shown first, and today as the last day."""
        if kept.count:
            self.set_last_day(account, kept, self._clock.today())
        else:
            self._ask_end(account.member)

    def set_last_day(self, account: Account, kept: KeptBy, ends: date | None = None) -> None:
        """Open the form for the last day of an account, under the promises they still keep; empty for none."""
        member = account.member

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            return self._staff.end, (member.id, values["ends"])

        hint = _(
            "They can sign in up to and on that day; today ends the account at once. Leave it empty while there is "
            "no end."
        )
        form = Form((staff_forms.last_day_field(hint),), clock=self._clock)
        if not account.has_ended(self._clock.today()):
            form.set_values({"ends": ends or member.ends})
        left = PromisesLeft(member.name, kept, self._clock, self.go.emit) if kept.count else None
        if left is not None:
            form.put_above(left)
        self._open(member.name, _("Last day of the account"), form, save, _("Saved."))
        self.left = left

    def _ask_end(self, member: StaffMember) -> None:
        notify.confirm(
            self,
            _("End this account"),
            _("{name} can no longer sign in from now on. What they wrote stays.").format(name=member.name),
            _("End the account"),
            lambda: self._do(
                "end",
                lambda staff_id: self._staff.end(staff_id, self._clock.today()),
                member,
                _("The account has ended."),
            ),
            danger=True,
        )

    def _do(self, act: str, call: Callable[[str], object], member: StaffMember, said: str) -> None:
        def done(_saved: object) -> None:
            self.sheet.close_sheet()
            notify.tell(said)

        self._asked(act, call, member).done(done).start()

    # -- units and key ----------------------------------------------------------------------------------

    def change_unit(self, unit: Unit) -> None:
        """Open the form for a unit."""
        self._open_unit(unit, unit.name, self._unit_service.save)

    def add_unit(self) -> None:
        """Open the form that adds a unit; law, house and handling are those of one's own."""
        own = (
            self._units[0] if self._units else Unit(name="", house_name="", jurisdiction=Jurisdiction.ENGLAND)
        )
        self._open_unit(
            replace(own, id="", version=0, name="", phone=""), _("Add a unit"), self._unit_service.add
        )

    def _open_unit(self, unit: Unit, title: str, store: Callable[[Unit], object]) -> None:
        def check(values: dict[str, Any]) -> tuple[Problem, ...]:
            return (
                problems_in_unit(staff_forms.unit_of(unit, values))
                if values["pin_minutes"] is not None
                else ()
            )

        def save(values: dict[str, Any]) -> tuple[Callable[..., object], tuple[Any, ...]]:
            return store, (staff_forms.unit_of(unit, values),)

        items = staff_forms.unit_fields()
        form = Form(items, check=check, clock=self._clock)
        values = form_values(unit, staff_forms.names_of(items))
        form.set_values({**values, "shift_starts": ", ".join(unit.shift_starts)})
        self._open(title, "", form, save, _("Saved."))

    def change_key(self) -> None:
        """Open the dialog that changes the key of the store."""
        if self._change_key is not None:
            KeyDialog(self, self._change_key).open()

    # -- the sheet --------------------------------------------------------------------------------------

    def _draft(self, key: str, version: int) -> RecordDrafts:
        return RecordDrafts(self, self._drafts, key, "", (version,))

    def _open(
        self,
        title: str,
        when: str,
        form: Form,
        save: Save,
        said: str = "",
        done: Callable[[object], object] | None = None,
    ) -> None:
        """Show a form in the sheet; `save(values)` says which service to call with what.

        Afterwards the sheet closes and `said` is told, or `done` gets the result.
        """

        def store() -> None:
            if not form.is_ready():
                return
            values = form.values()
            call, arguments = save(values)

            def stored(result: object) -> None:
                form.saved()
                if self.form is form:
                    self.sheet.close_sheet()
                if done is not None:
                    done(result)
                else:
                    notify.tell(said)

            tasks.command(self, call, *arguments).busy(button).form(form).done(stored).start()

        self._forget()
        button = self.sheet.show_form(title, when, form, (_("Save"), store), primary_icon="check")
        self.form, self.save_button = form, button
        self.sheet.open_sheet()
        self._fit()

    def _show_body(self, title: str, when: str, body: QWidget) -> None:
        given = self.given
        self._forget()
        self.given = given if given is body else None
        self.sheet.show_body(title, when, body)
        self.sheet.open_sheet()
        self._fit()

    def _empty_sheet(self) -> None:
        """Leave no password behind in a sheet that is closed."""
        if self.given is not None:
            self.sheet.show_body("", "", QWidget())
        self._forget()
        self._fit()

    def _forget(self) -> None:
        self.form = self.save_button = self.block = self.given = self.left = None
        self._shown = ""
