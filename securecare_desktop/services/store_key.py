"""Changing the store's key, for when somebody left on bad terms: everything is encrypted anew.

Nobody who works here needs another password; how it survives being cut off is db.rekey's business.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..core.errors import InputError, Problem
from ..core.text import _
from ..domain.messages import Changed
from ..domain.permissions import Action
from . import way_in
from .session import Session

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class KeyChanged:
    """What was done. `older_copies` are the files in the store's folder of copies that an older key opens."""

    changed: Changed
    older_copies: tuple[str, ...]


class StoreKeyService:
    """What a signed-in person can do with the key of the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def change_key(self, password: str, progress: Progress) -> KeyChanged:
        """Encrypt the whole store under a new key that whoever has no open account does not get.

        `password` is the signed-in person's own, asked for again. `progress(done, all)` hears how far it is, in
        bytes; what it raises stops it, and all is as it was. Raises InputError for a wrong password,
        PermissionRefused, StoreBusy while another window has the store open, StoreError.
        """
        from ..db.rekey import copies_under_another_key

        session = self._session
        with session.reading(Action.CHANGE_STORE_KEY) as work:
            today = session.clock.today()
            keep = tuple(m.id for m in work.staff.find() if m.ends is None or today <= m.ends)
        if not way_in.is_password(session, password):
            raise InputError((Problem("password", _("This is not your password. Nothing has changed.")),))
        self._note("store_key_change_begun")
        before = session.keys.whole()
        try:
            session.change_key(keep, progress)
        finally:
            if session.signed_in:  # else not even the old file could be opened again
                changed = session.keys.whole() != before
                self._note("store_key_changed" if changed else "store_key_change_stopped")
        copies = copies_under_another_key(session.require_folder(), session.keys.whole())
        return KeyChanged(Changed(frozenset({"staff"})), copies)

    def _note(self, event: str) -> None:
        with self._session.writing(Action.CHANGE_STORE_KEY) as work:
            work.note(event)
        self._session.anchor()
