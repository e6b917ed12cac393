"""How somebody comes in: with their password, with the PIN for their own lock, and past a one-time password.

Counts wrong tries, pauses an account after ten, and hands them to the audit trail when somebody is let in. What
they may do then is session's to say.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..core.clock import Clock
from ..core.errors import InputError, Problem, SignInRefused, StoreError
from ..core.text import _, day_long, ngettext
from ..domain.passwords import problems_in_password
from ..domain.record import Actor
from ..domain.staff import Role, StaffMember

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from ..db.store import Store
    from ..db.unit_of_work import Work
    from ..security.keyslots import Keyring
    from ..security.tries import Tries
    from .key_holder import KeyHolder

_OPENING_SECONDS = 0.1
"""How long opening the store takes after a right password, until it was measured once."""


class Comes(Protocol):
    """What this module needs of a session: whose it is, its keys, and the store to open or close."""

    clock: Clock
    keys: "KeyHolder"
    pause: Callable[[float], None]
    must_choose_password: bool

    @property
    def computer(self) -> str:
        """The name of this computer."""
        ...

    @property
    def actor(self) -> StaffMember:
        """Whoever is signed in."""
        ...

    @property
    def left(self) -> StaffMember | None:
        """Whoever was signed in last."""
        ...

    @property
    def opens_with_pin(self) -> bool:
        """Whether a PIN may still undo the lock."""
        ...

    def require_folder(self) -> Path:
        """Return the folder of the store."""
        ...

    def actor_of(self, member: StaffMember) -> Actor:
        """Return a member of staff as the audit trail names them."""
        ...

    def admit(self, member: StaffMember, store: "Store", key: bytes, *, must_choose_password: bool) -> None:
        """Take over an opened store in the name of `member`."""
        ...

    def own_work(self) -> "AbstractContextManager[Work]":
        """Open a transaction about the signed-in person's own way in."""
        ...


@dataclass(frozen=True, slots=True)
class Entrance:
    """How somebody came in: a word for the audit trail, and how many wrong tries came before."""

    how: str = "password"
    wrong_before: int = 0


def sign_in(session: "Comes", staff_id: str, password: str) -> StaffMember:
    """Open the store with somebody's password and return who they are.

    Raises SignInRefused when name and password do not fit (as slowly as when they do, and never saying which half
    was wrong), after too many wrong tries, or when the account has ended or waits; StoreError when the store
    cannot be opened.
    """
    tries = _tries(session)
    ring = session.keys.ring()
    _require_no_wait(session, tries, ring, staff_id)
    try:
        key = ring.unlock(staff_id, password)
    except SignInRefused:
        tries.note_wrong(staff_id, session.clock.now(), session.computer)
        session.pause(_opening.seconds)
        raise
    return let_in(session, staff_id, key, ring, Entrance(wrong_before=tries.clear(staff_id)))


def unlock_with_pin(session: "Comes", pin: str) -> StaffMember:
    """Undo the lock of whoever was here last, with the PIN they chose since they signed in.

    Raises SignInRefused for a wrong PIN, and when none opens (any more): after three wrong ones, after the time
    the unit allows, after somebody else was here.
    """
    member = session.left
    if member is None or not session.opens_with_pin:
        raise _no_longer()
    key = session.keys.open_with_pin(pin)
    if key is None:
        _tries(session).note_wrong(member.id, session.clock.now(), session.computer)
        if session.opens_with_pin:
            raise SignInRefused(_("This is not the PIN."), _("Try again, or use your password."))
        raise SignInRefused(
            _("This is not the PIN, and it was the third try."), _("Sign in with your password.")
        )
    tries = _tries(session)
    # Only the wrong ones in a row count; a name that is paused stays so, since a PIN lifts nothing.
    wrong_before = 0 if tries.paused(member.id) else tries.clear(member.id)
    try:
        ring = session.keys.ring()
        if not _opens_with(ring, key):  # it was changed in another window since the lock
            raise _no_longer()
        return let_in(session, member.id, key, ring, Entrance("pin", wrong_before))
    except BaseException:
        session.keys.drop_pin()  # else it would be ready for the lock of whoever comes in next
        raise


def let_in(session: "Comes", staff_id: str, key: bytes, ring: "Keyring", entrance: Entrance) -> StaffMember:
    """Open the store for whoever has proved who they are, and say so in the audit trail."""
    from ..db.store import Store

    def still_the_key() -> bool:
        """Look again: another window may have changed the key since the keyring was read."""
        try:
            return _opens_with(session.keys.ring(), key)
        except StoreError:
            return False

    ring.verify(key)
    started = time.monotonic()
    store = Store.open(
        session.require_folder(), key, ring.store_id, session.clock, still_the_key=still_the_key
    )
    try:
        with store.reading() as work:
            member = work.staff.get(staff_id)
        slot = next((person for person in ring.people if person.staff_id == staff_id), None)
        # Without a slot it was ended, also on its last day: a PIN from before must not undo that.
        _require_open_account(session, member if slot is not None else None)
        assert member is not None
        assert slot is not None
        with store.work(session.actor_of(member)) as work:
            tries = _tries(session)
            unreported = tries.unreported()
            for wrong in unreported:
                work.note(
                    "wrong_password",
                    record_kind="staff",
                    record_id=wrong.staff_id,
                    details={"at": wrong.at.isoformat(timespec="seconds"), "computer": wrong.computer},
                )
            details = {"with": entrance.how} if entrance.how != "password" else {}
            if entrance.wrong_before:
                details["wrong_tries_before"] = str(entrance.wrong_before)
            if ring.anchor and work.audit.hash_at(ring.anchor.seq) != ring.anchor.hash:
                work.note("events_missing", details={"last_known": str(ring.anchor.seq)})
            elif ring.anchor and work.audit.has_since(ring.anchor.seq, "signed_in"):
                # Every sign-in ends with an anchor, so this keyring is from before the last one.
                work.note("keyring_older", details={"last_known": str(ring.anchor.seq)})
            work.note("signed_in", details=details)
            today = session.clock.today()
            slots = {p.staff_id for p in ring.people}
            over = tuple(m.id for m in work.staff.ended_before(today) if m.id in slots)
        tries.reported(unreported)
    except BaseException:
        store.close()
        raise
    _opening.seconds = time.monotonic() - started
    session.admit(member, store, key, must_choose_password=slot.one_time)
    if over:
        with session.own_work():  # the write lock, so that no other window writes the keyring meanwhile
            session.keys.remove_slots(over)
    return member


def choose_password(session: "Comes", password: str) -> None:
    """Put one's own password in the place of a one-time one. Raises InputError, NotSignedIn."""
    member = session.actor
    problems = problems_in_password(password, member.name)
    if not problems and _opens(session, member.id, password):
        problems = (Problem("password", _("This is the one-time password. Choose one that only you know.")),)
    if problems:
        raise InputError(problems)
    with session.own_work() as work:
        work.note("password_chosen", record_kind="staff", record_id=member.id)
        session.keys.add_slot(member, password)
    session.must_choose_password = False


def change_password(session: "Comes", old: str, new: str) -> None:
    """Change one's own password.

    Raises InputError when the old one is wrong or the new one will not do, SignInRefused as `is_password` does.
    """
    member = session.actor
    problems = problems_in_password(new, member.name, "new")
    if not problems and not is_password(session, old):
        problems = (Problem("old", _("This is not your password now. Nothing has changed.")),)
    if problems:
        raise InputError(problems)
    with session.own_work() as work:
        work.note("password_changed", record_kind="staff", record_id=member.id)
        session.keys.add_slot(member, new)


def is_password(session: "Comes", password: str) -> bool:
    """Say whether this is the password of whoever is signed in.

    A wrong one counts like one at the sign-in page: else a desk that was left open would be the place to guess.
    Raises SignInRefused after too many.
    """
    member, tries = session.actor, _tries(session)
    _require_no_wait(session, tries, session.keys.ring(), member.id)
    right = _opens(session, member.id, password)
    if right:
        tries.clear(member.id)
    else:
        tries.note_wrong(member.id, session.clock.now(), session.computer)
    return right


class _Opening:
    """How long opening the store took last, so that a wrong password takes as long as a right one."""

    seconds = _OPENING_SECONDS


_opening = _Opening()


def _tries(session: "Comes") -> "Tries":
    from ..security.tries import Tries

    return Tries.read(session.require_folder())


def _opens(session: "Comes", staff_id: str, password: str) -> bool:
    try:
        session.keys.ring().unlock(staff_id, password)
    except SignInRefused:
        return False
    return True


def _require_no_wait(session: "Comes", tries: "Tries", ring: "Keyring", staff_id: str) -> None:
    """Raise SignInRefused while a name is paused, or while nobody may try it again yet."""
    never_paused = _is_manager(ring, staff_id)
    if tries.paused(staff_id) and not never_paused:
        raise SignInRefused(
            _("This name is paused after ten wrong tries."),
            _("A unit manager can lift that under Staff. With the recovery key it is lifted for everybody."),
        )
    wait = tries.wait_seconds(staff_id, session.clock.now(), never_paused=never_paused)
    if wait > 0:
        raise _too_many_tries(wait)


def _opens_with(ring: "Keyring", key: bytes) -> bool:
    try:
        ring.verify(key)
    except StoreError:
        return False
    return True


def _is_manager(ring: "Keyring", staff_id: str) -> bool:
    """Managers only ever wait: else whoever types ten wrong passwords for each could shut the house out for good."""
    return any(p.staff_id == staff_id and p.role == Role.UNIT_MANAGER.value for p in ring.people)


def _require_open_account(session: "Comes", member: StaffMember | None) -> None:
    today = session.clock.today()
    if member is not None and member.starts is not None and today < member.starts:
        raise SignInRefused(
            _("This account begins on {day}.").format(day=day_long(member.starts)),
            _("The clock of this computer says {today}. Have it put right, or ask the unit manager.").format(
                today=day_long(today)
            ),
        )
    if member is None or not member.works_on(today):
        raise SignInRefused(_("This account has ended."), _("Ask the unit manager if that is not right."))
    if member.waits_for_manager:
        raise SignInRefused(
            _("This account waits for a unit manager to confirm it."), _("It opens as soon as they have.")
        )


def _no_longer() -> SignInRefused:
    return SignInRefused(_("A PIN no longer opens this."), _("Sign in with your password."))


def _too_many_tries(wait: float) -> SignInRefused:
    minutes = max(1, round(wait / 60))
    return SignInRefused(
        _("There were several wrong tries for this name."),
        ngettext(
            "Wait {n} minute and try again. Nothing is lost.",
            "Wait {n} minutes and try again. Nothing is lost.",
            minutes,
        ).format(n=minutes),
    )
