"""What is said about an account: until when it is open, and the states that somebody has to do something about."""

from dataclasses import dataclass
from datetime import date

from ...core.text import _, day_short
from ...domain.accounts import Account


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
        words = _("The one-time password was not used yet. With it they choose their own.")
        found.append(State("one_time", "key-round", _("One-time password"), "info", words))
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
