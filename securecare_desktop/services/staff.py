"""Staff and their accounts: adding, changing, pausing and ending them, and whom agency workers may see.

Who may change whose account stands in domain.accounts; how somebody comes in is way_in's business.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError, PermissionRefused, Problem
from ..core.identity import new_id
from ..core.text import _, tidy
from ..domain.accounts import Account, may_change_accounts_of, waits_after
from ..domain.messages import Changed
from ..domain.passwords import problems_in_password, three_words
from ..domain.permissions import Action
from ..domain.staff import Assignment, Role, StaffMember
from ..domain.validation import problems_in_staff_member
from .results import Saved
from .saving import tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work
    from ..security.tries import Tries

NOUN = "staff"


@dataclass(frozen=True, slots=True)
class GivenPassword:
    """An account and the one-time password it was given, which is shown this once; empty where none was needed."""

    record: StaffMember
    changed: Changed
    password: str = field(repr=False)


class StaffService:
    """What a signed-in person can do with accounts. Every account has its own way to the store's key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- reading --------------------------------------------------------------------------------------

    def list(self) -> tuple[StaffMember, ...]:
        """Return the staff of the signed-in person's units, by name, ended accounts too."""
        with self._session.reading(Action.SEE_STAFF) as work:
            return work.staff.of_units(self._session.actor.unit_ids)

    def accounts(self) -> tuple[Account, ...]:
        """Return the same people with the state of their way in: paused, a one-time password not used yet."""
        with self._session.reading(Action.SEE_STAFF) as work:
            members = work.staff.of_units(self._session.actor.unit_ids)
        one_time = {person.staff_id: person.one_time for person in self._session.keys.ring().people}
        paused = self._tries().paused_ids()
        return tuple(
            Account(
                member,
                has_password=member.id in one_time,
                one_time=one_time.get(member.id, False),
                # A manager only ever waits: nobody can lock the house out by typing wrong passwords.
                paused=member.id in paused and member.role is not Role.UNIT_MANAGER,
            )
            for member in members
        )

    # -- accounts -------------------------------------------------------------------------------------

    def add(self, member: StaffMember, password: str = "") -> GivenPassword:
        """Add somebody with a one-time password: `password`, or three words that are thought up here.

        They belong to the signed-in person's unit where none is named. Raises InputError, PermissionRefused.
        """
        member = replace(
            tidied(member), id=new_id(), name=tidy(member.name).strip(), waits_for_manager=False
        )  # fmt: skip
        with self._session.writing(Action.MANAGE_STAFF) as work:
            actor = self._session.actor
            member = _at_home_in(member, member.unit_id or actor.unit_id)
            self._require_right_to(member)
            self._require_own_units(member.unit_ids)
            given, problems = _one_time(password, member.name)
            problems = (*problems_in_staff_member(member), *problems)
            if not problems and any(m.name.casefold() == member.name.casefold() for m in work.staff.find()):
                sentence = _("Somebody of this name has an account. Add something that tells them apart.")
                problems = (Problem("name", sentence),)
            if problems:
                raise InputError(problems)
            waits = waits_after(actor.role, None, member)
            stored = work.staff.add(replace(member, waits_for_manager=waits))
            # The key slot is written before the row is committed: a failure here takes the row back, and a slot
            # without a row opens nothing, since sign-in asks for the row.
            self._session.keys.add_slot(stored, given, one_time=True)
        return GivenPassword(stored, Changed(frozenset({NOUN})), given)

    def save(self, member: StaffMember) -> Saved[StaffMember]:
        """Save an account's role, units, what the house calls them, pronouns and first day.

        The name stays: it is part of the key slot, and of everything they have signed. Accounts end with `end`.
        Raises InputError, PermissionRefused, EditConflict when somebody else saved first.
        """
        with self._session.writing(Action.MANAGE_STAFF) as work:
            before = work.staff.require(member.id)
            self._require_right_to(before, member)
            after = replace(
                tidied(member),
                name=before.name,
                ends=before.ends,
                waits_for_manager=before.waits_for_manager,
            )
            after = _at_home_in(after, member.unit_id or before.unit_id)
            self._require_own_units(set(after.unit_ids) - set(before.unit_ids))
            problems = (*problems_in_staff_member(after), *self._problems_in_reach(work, before, after))
            if problems:
                raise InputError(problems)
            waits = waits_after(self._session.actor.role, before, after)
            stored = work.staff.save(replace(after, waits_for_manager=waits))
            self._session.keys.show(stored)
        return Saved(stored, Changed(frozenset({NOUN})))

    def set_password(self, staff_id: str, password: str = "") -> GivenPassword:
        """Give somebody a one-time password in place of a forgotten one; it lifts a pause as well.

        `password` is for one that was agreed on; else three words are thought up. One's own is changed in the
        settings, where the old one is asked for. Raises InputError, PermissionRefused.
        """
        with self._session.writing(Action.MANAGE_STAFF) as work:
            before = work.staff.require(staff_id)
            self._require_right_to(before)
            given, problems = _one_time(password, before.name)
            today = self._session.clock.today()
            if staff_id == self._session.actor.id:
                sentence = _("Change your own password under Settings.")
                problems = (Problem("staff", sentence),)
            elif before.ends is not None and before.ends < today:
                sentence = _("This account has ended. Give it another last day first.")
                problems = (Problem("staff", sentence),)
            if problems:
                raise InputError(problems)
            waits = waits_after(self._session.actor.role, None, before)
            stored = work.staff.save(replace(before, waits_for_manager=waits))
            work.note("password_set", record_kind=NOUN, record_id=stored.id)
            self._session.keys.add_slot(stored, given, one_time=True)
        self._tries().lift(staff_id)
        return GivenPassword(stored, Changed(frozenset({NOUN})), given)

    def confirm(self, staff_id: str) -> GivenPassword:
        """Let an account that waits be used. Raises InputError, PermissionRefused.

        Where its password is still the one that an administrator gave out, it gets another one, so that nobody
        but its owner knows it.
        """
        with self._session.writing(Action.CONFIRM_ACCOUNTS) as work:
            before = work.staff.require(staff_id)
            self._require_right_to(before)
            if not set(before.unit_ids) <= set(self._session.actor.unit_ids):
                sentence = _(
                    "This account reaches a unit that you do not manage. Take that unit away from it first."
                )
                raise InputError((Problem("staff", sentence),))
            if not before.waits_for_manager:
                return GivenPassword(before, Changed(frozenset({NOUN})), "")
            stored = work.staff.save(replace(before, waits_for_manager=False))
            work.note("account_confirmed", record_kind=NOUN, record_id=stored.id)
            given = ""
            if any(p.staff_id == staff_id and p.one_time for p in self._session.keys.ring().people):
                given, _problems = _one_time("", stored.name)
                work.note("password_set", record_kind=NOUN, record_id=stored.id)
                self._session.keys.add_slot(stored, given, one_time=True)
        return GivenPassword(stored, Changed(frozenset({NOUN})), given)

    def end(self, staff_id: str, on: date | None) -> Saved[StaffMember]:
        """Set an account's last day; None takes an end away. The history stays in any case.

        A day that is today or past ends it at once: the key slot is gone, and an open session is refused at its
        next click. One that was ended needs a new password as well. Raises InputError, PermissionRefused.
        """
        with self._session.writing(Action.MANAGE_STAFF) as work:
            before = work.staff.require(staff_id)
            self._require_right_to(before)
            after = replace(before, ends=on)
            problems = problems_in_staff_member(after)
            if staff_id == self._session.actor.id:
                problems = (Problem("staff", _("You cannot end your own account.")),)
            elif on is not None and self._leaves_no_manager(work, before, ()):
                problems = (Problem("staff", _("The unit needs a manager. Add another one first.")),)
            if problems:
                raise InputError(problems)
            waits = waits_after(self._session.actor.role, before, after)
            stored = work.staff.save(replace(after, waits_for_manager=waits))
            if on is not None and on <= self._session.clock.today():
                self._session.keys.remove_slots((staff_id,))
        return Saved(stored, Changed(frozenset({NOUN})))

    def lift_pause(self, staff_id: str) -> Saved[StaffMember]:
        """Let somebody try again who typed ten wrong passwords. Raises PermissionRefused."""
        with self._session.writing(Action.MANAGE_STAFF) as work:
            member = work.staff.require(staff_id)
            self._require_right_to(member)
            work.note("pause_lifted", record_kind=NOUN, record_id=staff_id)
        self._tries().lift(staff_id)
        return Saved(member, Changed(frozenset({NOUN})))

    # -- whom agency workers may see ------------------------------------------------------------------

    def assignments(self, staff_id: str) -> tuple[Assignment, ...]:
        """Return which young people somebody is assigned to, past assignments too."""
        with self._session.reading(Action.ASSIGN_AGENCY_WORKERS) as work:
            self._require_colleague(work.staff.require(staff_id))
            return work.assignments.find(staff_id=staff_id)

    def assign(self, assignment: Assignment) -> Saved[Assignment]:
        """Let an agency worker see one young person, up to and with the last day if one is given.

        An assignment ends by a last day, never by being removed. Raises InputError, PermissionRefused.
        """
        with self._session.writing(Action.ASSIGN_AGENCY_WORKERS, assignment.young_person_id) as work:
            member = work.staff.require(assignment.staff_id)
            self._require_colleague(member)
            if member.role is not Role.AGENCY_WORKER:
                sentence = _("Only agency workers are assigned. This role sees everybody in the unit.")
                raise InputError((Problem("staff_id", sentence),))
            if work.young_people.plain(assignment.young_person_id, "unit_id") not in member.unit_ids:
                sentence = _(
                    "This agency worker does not work in that unit. Add the unit to their account first."
                )
                raise InputError((Problem("young_person_id", sentence),))
            known = work.assignments.find(
                staff_id=assignment.staff_id, young_person_id=assignment.young_person_id
            )
            if known:  # one row for each pair; its history says what was before
                assignment = replace(known[0], until=assignment.until)
            elif assignment.version:
                raise Gone(_("This assignment is no longer there."), _("Open it again from the list."))
            stored = work.assignments.save(assignment)
        return Saved(stored, Changed(frozenset({NOUN, "young_people"}), assignment.young_person_id))

    # -- inside ---------------------------------------------------------------------------------------

    def _problems_in_reach(
        self, work: "Work", before: StaffMember, after: StaffMember
    ) -> tuple[Problem, ...]:
        """Return what is wrong with another role or other units, for the one it is about and for the unit."""
        other_role, other_units = after.role is not before.role, set(after.unit_ids) != set(before.unit_ids)
        if before.id == self._session.actor.id:
            if other_role:
                return (Problem("role", _("You cannot change your own role. Ask another manager.")),)
            if other_units or after.unit_id != before.unit_id:
                return (Problem("unit_id", _("You cannot change your own units. Ask another manager.")),)
        kept = after.unit_ids if after.role is Role.UNIT_MANAGER else ()
        if self._leaves_no_manager(work, before, kept):
            name = "role" if other_role else "unit_id"
            return (Problem(name, _("The unit needs a manager. Add another one first.")),)
        return ()

    def _leaves_no_manager(self, work: "Work", member: StaffMember, kept: tuple[str, ...]) -> bool:
        """Say whether a unit would be without a manager if this one only managed the units in `kept`."""
        if member.role is not Role.UNIT_MANAGER:
            return False
        today = self._session.clock.today()
        others = [
            m
            for m in work.staff.find(role=Role.UNIT_MANAGER)
            if m.id != member.id and m.works_on(today) and m.ends is None
        ]
        managed = {unit_id for m in others for unit_id in m.unit_ids}
        return not set(member.unit_ids) - set(kept) <= managed

    def _require_right_to(self, *members: StaffMember) -> None:
        """Raise PermissionRefused unless the signed-in person may change accounts like these, all in reach."""
        actor = self._session.actor
        if not may_change_accounts_of(actor.role, *(m.role for m in members)):
            raise PermissionRefused(
                _("A system administrator makes and changes no unit manager's account."),
                _("Ask a unit manager. The recovery key in the safe is the way back for the last one."),
            )
        if members[0].unit_id not in actor.unit_ids:
            raise self._session.refused(Action.MANAGE_STAFF)

    def _require_own_units(self, unit_ids: "set[str] | tuple[str, ...]") -> None:
        """Raise PermissionRefused for a unit that is not the signed-in person's to give."""
        if not set(unit_ids) <= set(self._session.actor.unit_ids):
            raise self._session.refused(Action.MANAGE_STAFF)

    def _require_colleague(self, member: StaffMember) -> None:
        if set(member.unit_ids).isdisjoint(self._session.actor.unit_ids):
            raise self._session.refused(Action.ASSIGN_AGENCY_WORKERS)

    def _tries(self) -> "Tries":
        from ..security.tries import Tries

        return Tries.read(self._session.require_folder())


def _at_home_in(member: StaffMember, unit_id: str) -> StaffMember:
    """Return the account at home in a unit, with each of the other units once."""
    others = tuple(dict.fromkeys(other for other in member.other_unit_ids if other != unit_id))
    return replace(member, unit_id=unit_id, other_unit_ids=others)


def _one_time(password: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the password to give out and what is wrong with it; three words that fit where it is empty."""
    if password:
        return password, problems_in_password(password, name)
    return three_words(secrets.choice, name), ()
