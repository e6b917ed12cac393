"""Staff and their accounts, and the unit they work in."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError, Problem
from ..core.identity import new_id
from ..core.text import _, tidy
from ..domain.messages import Changed
from ..domain.passwords import problems_in_password
from ..domain.permissions import Action
from ..domain.staff import Assignment, Role, StaffMember, Unit
from ..domain.validation import problems_in_staff_member, problems_in_unit
from .results import Saved
from .saving import tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "staff"


class StaffService:
    """What a signed-in person can do with accounts. Every account has its own way to the store's key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(self) -> tuple[StaffMember, ...]:
        """Return the staff of the signed-in person's unit, by name, ended accounts too."""
        with self._session.reading(Action.SEE_STAFF) as work:
            return work.staff.find(unit_id=self._session.actor.unit_id)

    def add(self, member: StaffMember, password: str) -> Saved[StaffMember]:
        """Add somebody with a first password. Raises InputError, PermissionRefused."""
        actor = self._session.actor
        member = replace(member, id=new_id(), unit_id=actor.unit_id, name=tidy(member.name).strip())
        problems = (*problems_in_staff_member(member), *problems_in_password(password, member.name))
        with self._session.writing(Action.MANAGE_STAFF) as work:
            if not problems and any(m.name.casefold() == member.name.casefold() for m in work.staff.find()):
                problems = (
                    Problem(
                        "name",
                        _("Somebody of this name has an account. Add something that tells them apart."),
                    ),
                )
            if problems:
                raise InputError(problems)
            stored = work.staff.add(member)
            # The key slot is written before the row is committed: a failure here takes the row back, and a slot
            # without a row opens nothing, since sign-in asks for the row.
            self._session.keys.add_slot(stored, password, one_time=True)
        return Saved(stored, Changed(frozenset({NOUN})))

    def save(self, member: StaffMember) -> Saved[StaffMember]:
        """Save an account's role, what the house calls them, pronouns and first day.

        The name stays: it is part of the key slot, and of everything they have signed. Accounts end with `end`.
        Raises InputError, PermissionRefused, EditConflict when somebody else saved first.
        """
        with self._session.writing(Action.MANAGE_STAFF) as work:
            before = work.staff.require(member.id)
            self._same_unit(before)
            member = replace(
                tidied(member), name=before.name, unit_id=before.unit_id, ends=before.ends
            )  # fmt: skip
            problems = problems_in_staff_member(member)
            if member.role is not before.role:
                problems += self._problems_in_new_role(work, before)
            if problems:
                raise InputError(problems)
            stored = work.staff.save(member)
        return Saved(stored, Changed(frozenset({NOUN})))

    def set_password(self, staff_id: str, password: str) -> Saved[StaffMember]:
        """Give somebody a new password in place of a forgotten one. Raises InputError, PermissionRefused."""
        with self._session.writing(Action.MANAGE_STAFF) as work:
            member = work.staff.require(staff_id)
            self._same_unit(member)
            problems = problems_in_password(password, member.name)
            if problems:
                raise InputError(problems)
            work.note("password_set", record_kind=NOUN, record_id=member.id)
            self._session.keys.add_slot(member, password, one_time=True)
        return Saved(member, Changed(frozenset({NOUN})))

    def end(self, staff_id: str, on: date) -> Saved[StaffMember]:
        """End an account: from today on the key slot is gone; the history stays."""
        with self._session.writing(Action.MANAGE_STAFF) as work:
            before = work.staff.require(staff_id)
            self._same_unit(before)
            if staff_id == self._session.actor.id:
                raise InputError((Problem("staff", _("You cannot end your own account.")),))
            if self._only_manager(work, before):
                raise InputError((Problem("staff", _("The unit needs a manager. Add another one first.")),))
            stored = work.staff.save(replace(before, ends=on))
        if on <= self._session.clock.today():
            self._session.keys.remove_slots((staff_id,))
        return Saved(stored, Changed(frozenset({NOUN})))

    def assignments(self, staff_id: str) -> tuple[Assignment, ...]:
        """Return which young people somebody is assigned to, past assignments too."""
        with self._session.reading(Action.MANAGE_STAFF) as work:
            self._same_unit(work.staff.require(staff_id))
            return work.assignments.find(staff_id=staff_id)

    def assign(self, assignment: Assignment) -> Saved[Assignment]:
        """Let an agency worker see one young person, up to and with the last day if one is given.

        An assignment ends by a last day, never by being removed. Raises InputError, PermissionRefused.
        """
        with self._session.writing(Action.MANAGE_STAFF, assignment.young_person_id) as work:
            member = work.staff.require(assignment.staff_id)
            self._same_unit(member)
            if member.role is not Role.AGENCY_WORKER:
                sentence = _("Only agency workers are assigned. This role sees everybody in the unit.")
                raise InputError((Problem("staff_id", sentence),))
            known = work.assignments.find(
                staff_id=assignment.staff_id, young_person_id=assignment.young_person_id
            )
            if known:  # one row for each pair; its history says what was before
                assignment = replace(known[0], until=assignment.until)
            elif assignment.version:
                raise Gone(_("This assignment is no longer there."), _("Open it again from the list."))
            stored = work.assignments.save(assignment)
        return Saved(stored, Changed(frozenset({NOUN, "young_people"}), assignment.young_person_id))

    def unit(self) -> Unit:
        """Return the signed-in person's unit."""
        with self._session.reading(Action.SEE_STAFF) as work:
            return work.units.require(self._session.actor.unit_id)

    def save_unit(self, unit: Unit) -> Saved[Unit]:
        """Save the unit's own details. Raises InputError, PermissionRefused."""
        problems = problems_in_unit(unit)
        with self._session.writing(Action.MANAGE_UNIT) as work:
            if problems:
                raise InputError(problems)
            if unit.id != self._session.actor.unit_id:
                raise self._session.refused(Action.MANAGE_UNIT)
            stored = work.units.save(unit)
        self._session.keys.show_house(stored)
        return Saved(stored, Changed(frozenset({"unit"})))

    def _problems_in_new_role(self, work: "Work", before: StaffMember) -> tuple[Problem, ...]:
        if before.id == self._session.actor.id:
            return (Problem("role", _("You cannot change your own role. Ask another manager.")),)
        if self._only_manager(work, before):
            return (Problem("role", _("The unit needs a manager. Add another one first.")),)
        return ()

    def _only_manager(self, work: "Work", member: StaffMember) -> bool:
        """Say whether the unit would be left without anybody who manages it."""
        today = self._session.clock.today()
        managers = work.staff.find(unit_id=member.unit_id, role=Role.UNIT_MANAGER)
        return member.role is Role.UNIT_MANAGER and not any(
            m.id != member.id and m.works_on(today) for m in managers
        )

    def _same_unit(self, member: StaffMember) -> None:
        if member.unit_id != self._session.actor.unit_id:
            raise self._session.refused(Action.MANAGE_STAFF)
