"""Signing entries, what still waits for a signature, and the addenda beside signed ones.

Only whoever wrote an entry last signs it, and only as they read it: one that somebody else has changed since is
not signed. What can be signed at all is domain.signatures' to say.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..core.errors import EditConflict, InputError, PermissionRefused, Problem
from ..core.labels import label
from ..core.text import _
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.record import Entry
from ..domain.signatures import (
    NOUNS,
    RECORD_KINDS,
    Addendum,
    Waiting,
    WaitingEntry,
    WaitingOf,
    can_be_signed,
    kind_of,
    problems_in_addendum,
    problems_in_signing,
    stamps_of,
    written_at,
    young_person_of,
)
from .results import Saved
from .saving import require_own, tidied
from .session import Session

if TYPE_CHECKING:
    from datetime import datetime

    from ..db.unit_of_work import Work
    from ..domain.today import Known
    from ..domain.young_people import YoungPerson

NOUN = "signatures"

E = TypeVar("E", bound=Entry)


class SignaturesService:
    """What a signed-in person can do with signatures."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def asks_password(self, young_person_id: str) -> bool:
        """Say whether signing about this young person asks for one's password again."""
        with self._session.reading(Action.SIGN_ENTRIES, young_person_id) as work:
            return _asks_password(work, young_person_id)

    def waiting(self) -> Waiting:
        """Return what waits for a signature about the young people whose records the reader may read.

        Their own entries come with their words, oldest first; those of colleagues as a count, for each by name
        only for a manager.
        """
        with self._session.reading(looked_at="today") as work:
            people = self._session.visible_names(work)
            return waiting_in(work, people.values(), self._session)

    def sign(self, entry: E, password: str = "") -> Saved[E]:
        """Sign an entry as it was read; nobody changes it afterwards.

        Raises PermissionRefused when somebody else wrote it last, InputError (at "password") where the unit asks
        for the password and it is not this person's, InputError for what cannot be signed yet, EditConflict when
        somebody has changed it since it was read, AlreadySigned, Gone.
        """
        kind, who = kind_of(entry), young_person_of(entry)
        confirm_password(self._session, Action.SIGN_ENTRIES, who, password)
        with self._session.writing(Action.SIGN_ENTRIES, who) as work:
            repository = getattr(work, kind)
            require_own(work, lambda _work: repository, entry.id, who)
            stored: E = repository.require(entry.id)
            self._require_signable(work, entry, stored)
            member = self._session.actor
            role = member.job_title or label(member.role)
            stamps = stamps_of(stored, member.id, member.name, role, self._session.clock.now())
            signed: E = repository.sign(stored.id, **stamps)
        return Saved(signed, _changed(kind, who))

    def add_addendum(self, addendum: Addendum, password: str = "") -> Saved[Addendum]:
        """Put an addendum beside a signed entry, signed as it is written. Raises as `sign` does."""
        kind, who = addendum.record_kind, addendum.young_person_id
        confirm_password(self._session, Action.SIGN_ENTRIES, who, password)
        addendum = tidied(addendum)
        with self._session.writing(Action.SIGN_ENTRIES, who) as work:
            problems = problems_in_addendum(addendum)
            if problems:
                raise InputError(problems)
            repository = _repository(work, kind)
            require_own(work, lambda _work: repository, addendum.record_id, who)
            if repository.require(addendum.record_id).signed_at is None:
                raise InputError((Problem("", _("This entry is not signed yet. Change it instead.")),))
            member = self._session.actor
            signed = replace(
                addendum, signed_name=member.name, signed_as=member.job_title or label(member.role)
            )
            stored = work.addenda.save(replace(signed, words=signed.words.strip()))
        return Saved(stored, _changed(kind, who))

    def addenda_of(self, young_person_id: str) -> tuple[Addendum, ...]:
        """Return the addenda to the entries about a young person that the reader may see, oldest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id) as work:
            return addenda_in(work, young_person_id)

    # -- inside ---------------------------------------------------------------------------------------

    def _require_signable(self, work: "Work", read: Entry, stored: Entry) -> None:
        """Raise why this person cannot sign this entry now."""
        if stored.signed_at is None and stored.author_id != self._session.actor.id:
            raise PermissionRefused(
                _("Somebody else wrote this last, so it is theirs to sign."),
                _("Ask them. Once it is signed you can write an addendum."),
            )
        if stored.signed_at is None and stored.version != read.version:
            raise EditConflict(
                _("This was changed while you were reading it."),
                _("Read it again, then sign it."),
                mine=read,
                theirs=stored,
            )
        problems = problems_in_signing(stored)
        if not problems and not work.sees_whole(kind_of(stored), stored.id, young_person_of(stored)):
            sentence = _("Part of this is not shown to you, so you cannot sign it. Ask the unit manager.")
            problems = (Problem("", sentence),)
        if problems:
            raise InputError(problems)


def confirm_password(session: Session, action: Action, young_person_id: str, password: str) -> None:
    """Ask for one's password again where the unit wants that; before the store's write lock is taken, as it is slow.

    Raises InputError at "password", SignInRefused after too many wrong ones, PermissionRefused.
    """
    from .way_in import is_password

    with session.reading(action, young_person_id) as work:
        asks = _asks_password(work, young_person_id)
    if asks and not is_password(session, password):
        sentence = _("This is not your password. Nothing was signed.")
        raise InputError((Problem("password", sentence),))


def _asks_password(work: "Work", young_person_id: str) -> bool:
    unit_id = work.young_people.plain(young_person_id, "unit_id")
    return work.units.require(unit_id).password_for_signing


def _repository(work: "Work", kind: str) -> Any:
    if kind not in RECORD_KINDS.values():
        raise KeyError(kind)
    return getattr(work, kind)


def _changed(kind: str, young_person_id: str) -> Changed:
    return Changed(frozenset({NOUN, *NOUNS[kind]}), young_person_id)


# -- for the services of this floor ----------------------------------------------------------------------------


def unsigned_in(work: "Work", young_person_ids: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries about these young people that wait for their authors, oldest first."""
    about = frozenset(young_person_ids)
    found = [
        entry
        for kind in RECORD_KINDS.values()
        for entry in getattr(work, kind).unsigned()
        if young_person_of(entry) in about and can_be_signed(entry)
    ]
    return tuple(sorted(found, key=lambda entry: (written_at(entry), entry.id)))


def waiting_in(work: "Work", people: "Iterable[YoungPerson | Known]", session: Session) -> Waiting:
    """Return what waits for a signature, as the signed-in person is shown it."""
    by_name = session.may(Action.MANAGE_UNIT)
    names = {p.id: p.name_used for p in people}
    me = session.actor.id
    yours: list[WaitingEntry] = []
    others: dict[str, list[Entry]] = {}
    for entry in unsigned_in(work, names):
        if entry.author_id == me:
            yours.append(WaitingEntry(young_person_name=names[young_person_of(entry)], entry=entry))
        else:
            others.setdefault(entry.author_id if by_name else "", []).append(entry)
    waiting = [
        WaitingOf(work.staff.plain(author, "name") if author else "", len(entries), written_at(entries[0]))
        for author, entries in others.items()
    ]
    return Waiting(yours=tuple(yours), others=tuple(sorted(waiting, key=lambda one: one.oldest)))


def addenda_in(work: "Work", young_person_id: str) -> tuple[Addendum, ...]:
    """Return the addenda about a young person whose entries the work's readers may see."""
    return tuple(
        addendum
        for addendum in work.addenda.find(young_person_id=young_person_id)
        if _repository(work, addendum.record_kind).get(addendum.record_id) is not None
    )


def newest_signature(work: "Work", young_person_id: str) -> "datetime | None":
    """Return when anything about a young person was last signed, addenda too, or None."""
    moments = [getattr(work, kind).newest_signature(young_person_id) for kind in RECORD_KINDS.values()]
    moments += [addendum.written_at for addendum in work.addenda.find(young_person_id=young_person_id)]
    return max((moment for moment in moments if moment is not None), default=None)
