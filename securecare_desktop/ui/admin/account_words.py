"""What is said about an account, in the list and above its details: until when it is open, and what is in its way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ...core.labels import label as label_of
from ...core.text import _, day_short
from ...domain.accounts import Account
from ...domain.staff import StaffMember
from ..tables.model import Column


@dataclass(frozen=True, slots=True)
class State:
    """One state of an account as a chip, and the sentence that goes with it."""

    key: str
    icon: str
    word: str
    kind: str
    sentence: str


def states(account: Account, today: date) -> tuple[State, ...]:
    """Return what stands in somebody's way to signing in, the most pressing first; nothing for an ended account."""
    if account.has_ended(today):
        return ()
    found = []
    if account.member.waits_for_manager:
        words = _(
            "Made or changed by somebody who reads no records. It opens once a unit manager confirms it."
        )
        found.append(State("waits", "user-round-check", _("Waits for a manager"), "soon", words))
    if account.paused:
        words = _("Ten wrong passwords in a row. Ask them whether they typed those.")
        found.append(State("paused", "lock", _("Paused"), "late", words))
    if not account.has_password:
        words = _("Nobody can sign in with this name before it has a one-time password.")
        found.append(State("no_password", "key-round", _("No password"), "soon", words))
    elif account.one_time:
        words = _("The one-time password waits: with it they sign in once and choose their own.")
        found.append(State("one_time", "key-round", _("Password not used yet"), "info", words))
    return tuple(found)


def until(account: Account, today: date) -> str:
    """Return from when or until when an account is open."""
    starts, ends = account.member.starts, account.member.ends
    if starts is not None and today < starts and not account.has_ended(today):
        return _("from {day}").format(day=day_short(starts, today))
    if ends is None:
        return _("open")
    said = _("ended {day}") if account.has_ended(today) else _("ends {day}")
    return said.format(day=day_short(ends, today))


def account_columns(
    today: Callable[[], date], unit_names: Callable[[StaffMember], tuple[str, ...]]
) -> tuple[Column, ...]:
    """Return the columns of the list of accounts; its rows are Account objects."""

    def first(account: Account) -> State | None:
        return next(iter(states(account, today())), None)

    return (
        Column(
            "name",
            _("Name"),
            _name_and_pronouns,
            lambda a: a.member.name.casefold(),
            strong=True,
            stretch=True,
        ),
        Column("role", _("Role"), lambda a: label_of(a.member.role), width=150),
        Column(
            "account",
            _("Account"),
            lambda a: until(a, today()),
            lambda a: a.member.ends,
            tone=lambda a: "text-2" if a.has_ended(today()) else "",
            width=140,
        ),
        Column(
            "state",
            _("Signing in"),
            lambda a: state.word if (state := first(a)) else "",
            icon=lambda a: state.icon if (state := first(a)) else "",
            tone=lambda a: state.kind if (state := first(a)) else "",
            chip=True,
            width=196,
        ),
        Column("units", _("Units"), lambda a: ", ".join(unit_names(a.member)), width=150, gives_way=True),
        Column(
            "job_title",
            _("What the house calls them"),
            lambda a: a.member.job_title,
            width=190,
            gives_way=True,
        ),
    )


def _name_and_pronouns(account: Account) -> str:
    member = account.member
    return f"{member.name}, {member.pronouns}" if member.pronouns else member.name
