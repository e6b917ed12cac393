"""Accounts: what the sign-in page knows of somebody, and who may change which account (docs/decisions/0006).

What a role may do to records stands in permissions.py; the staff service asks both.
"""

from dataclasses import dataclass
from datetime import date

from .permissions import Action, Reach, reach
from .staff import Role, StaffMember


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff with the state of their way in.

    `has_password`: there is one that opens something. `one_time`: it was given to them and not used yet.
    `paused`: there were ten wrong tries in a row, so that not even the right one opens.
    """

    member: StaffMember
    has_password: bool = True
    one_time: bool = False
    paused: bool = False

    @property
    def id(self) -> str:
        """The id of the member of staff."""
        return self.member.id

    def has_ended(self, day: date) -> bool:
        """Say whether the account is over on `day`; without a password a last day that is today is over too."""
        ends = self.member.ends
        return ends is not None and (ends < day or (ends == day and not self.has_password))


def reads_records(role: Role) -> bool:
    """Say whether a role sees anything of a young person."""
    return reach(role, Action.READ_RECORDS) is not Reach.NONE


def may_change_accounts_of(actor: Role, *roles: Role) -> bool:
    """Say whether `actor` may make or change accounts that have or get these roles: only a manager a manager's."""
    return actor is Role.UNIT_MANAGER or Role.UNIT_MANAGER not in roles


def waits_after(actor: Role, before: StaffMember | None, after: StaffMember) -> bool:
    """Say whether an account waits for a unit manager once `actor` has made it what it is `after`.

    `before` is None for a new account and for one that gets another password. Whoever reads no records must not
    come to read them by way of an account of their own making; so they can only ever narrow one by themselves.
    """
    if actor is Role.UNIT_MANAGER or not reads_records(after.role):
        return after.waits_for_manager
    return after.waits_for_manager or before is None or _reaches_further(before, after)


def _reaches_further(before: StaffMember, after: StaffMember) -> bool:
    longer = before.ends is not None and (after.ends is None or after.ends > before.ends)
    earlier = before.starts is not None and (after.starts is None or after.starts < before.starts)
    more_units = not set(after.unit_ids) <= set(before.unit_ids)
    return after.role is not before.role or more_units or longer or earlier
