"""Sessions with a communication aid, and the photos of them: kept in the store, never in a log or a draft."""

from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError, Problem
from ..core.text import _
from ..domain.communication_aids import MEDIA_TYPES, MOST_BYTES, AidSession, Picture
from ..domain.messages import Changed
from ..domain.permissions import Action
from ..domain.plan_validation import problems_in_session
from .plan_registers import NOUN
from .results import Saved
from .saving import tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


class CommunicationAidsService:
    """What a signed-in person can do with sessions and their photos."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sessions(self, young_person_id: str) -> tuple[AidSession, ...]:
        """Return all sessions, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.aid_sessions.find(young_person_id=young_person_id)

    def save(self, session: AidSession, media_type: str = "", data: bytes = b"") -> Saved[AidSession]:
        """Save what a session showed, with `data` together with its photo: both or neither.

        Raises InputError for what is missing and as `add_picture` does, EditConflict as every save.
        """
        problems = problems_in_session(session, self._session.clock.today())
        with self._session.writing(Action.WRITE_ENTRIES, session.young_person_id) as work:
            if problems:
                raise InputError(problems)
            stored = work.aid_sessions.save(tidied(session))
            if data:
                _add_picture(work, stored, media_type, data)
        return Saved(stored, Changed(frozenset({NOUN}), session.young_person_id))

    def picture(self, session_id: str) -> Picture | None:
        """Return the newest photo of a session, or None.

        A photo shows all that was put on the mat: whoever is not to see a part of the session, or one of whom a
        photo is no longer agreed, gets none. Raises Gone for an unknown session.
        """
        who = self._young_person_of(session_id)
        with self._session.reading(
            Action.READ_RECORDS, who, looked_at="pictures", record_id=session_id
        ) as work:
            session = work.aid_sessions.get(session_id)
            if session is None or not session.agreed_photo:
                return None
            if not work.sees_whole("aid_sessions", session_id, who):
                return None
            return work.pictures.newest(session_id)

    def add_picture(self, session_id: str, media_type: str, data: bytes) -> Saved[Picture]:
        """Keep a photo of a session; a later one takes its place, and both stay in the store.

        Raises InputError for what is no JPEG or PNG by its first bytes, for more than MOST_BYTES, and where the
        young person did not agree to a photo; Gone for an unknown session.
        """
        who = self._young_person_of(session_id)
        with self._session.writing(Action.WRITE_ENTRIES, who) as work:
            stored = _add_picture(work, work.aid_sessions.require(session_id), media_type, data)
        return Saved(stored, Changed(frozenset({NOUN}), who))

    def _young_person_of(self, session_id: str) -> str:
        """Return whom a session is about. Raises Gone."""
        with self._session.reading() as work:
            young_person_id = work.aid_sessions.plain(session_id, "young_person_id")
        if not young_person_id:
            raise Gone(_("This session is no longer there."), _("Open it again from the list."))
        return young_person_id


def _add_picture(work: "Work", session: AidSession, media_type: str, data: bytes) -> Picture:
    problem = _problem_in_picture(session, media_type, data)
    if problem is not None:
        raise InputError((problem,))
    return work.pictures.add(
        Picture(
            young_person_id=session.young_person_id,
            aid_session_id=session.id,
            media_type=media_type,
            data=bytes(data),
        )
    )


def _problem_in_picture(session: AidSession, media_type: str, data: bytes) -> Problem | None:
    if not session.agreed_photo:
        return Problem("data", _("They have not agreed to a photo. Ask them, and write it down, first."))
    begins = MEDIA_TYPES.get(media_type)
    if begins is None or not data.startswith(begins):
        return Problem("data", _("This is no picture that can be kept. Choose a JPEG or PNG file."))
    if len(data) > MOST_BYTES:
        return Problem("data", _("This picture is too large. Choose a smaller one."))
    return None
