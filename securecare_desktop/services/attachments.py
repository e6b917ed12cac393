"""Files kept beside a record as what shows that something was done: a PDF, a picture, a letter.

They stand in the encrypted store alone and are never opened from here: who wants to look at one saves it out, and that
is noted in the log.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.attachments import Attachment
from ..domain.messages import Changed
from ..domain.permissions import Action
from .results import Saved
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "attachments"
MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120
"""Letters of the name of a file; Windows takes no path of more than about 250."""

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = (
    (b"%PDF-", "application/pdf", (".pdf",)),
    (b"\x89PNG\r\n\x1a\n", "image/png", (".png",)),
    (b"\xff\xd8\xff", "image/jpeg", (".jpg", ".jpeg")),
    (b"PK\x03\x04", _DOCX, (".docx",)),
)
"""How each kind of file begins, what it is, and what its name ends in (the first where it has none of them)."""
_IN_A_DOCX = b"word/"
"""Every Word file is a ZIP file with a folder of this name; other ZIP files are not kept."""


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file as a list shows it, without what is in it. `size` is in bytes."""

    id: str
    name: str
    media_type: str
    size: int
    written_by: str
    written_at: datetime | None


class AttachmentsService:
    """What a signed-in person can do with files beside a record."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, young_person_id: str, record_kind: str, record_id: str, name: str, data: bytes
    ) -> Saved[AttachmentLine]:
        """Keep a file beside a record about this young person.

        Raises InputError for a file of another kind or a larger one than is kept, Gone for a record that is not
        theirs or not to be seen.
        """
        with self._session.writing(Action.WRITE_ENTRIES, young_person_id) as work:
            problems = _problems_in(data)
            if problems:
                raise InputError(problems)
            _require_record(work, young_person_id, record_kind, record_id)
            media_type, ends = _kind_of(data)
            stored = work.attachments.add(
                Attachment(
                    young_person_id=young_person_id,
                    record_kind=record_kind,
                    record_id=record_id,
                    name=_plain_name(name, ends),
                    media_type=media_type,
                    data=data,
                )
            )
        return Saved(_line(stored), Changed(frozenset({NOUN, "checklists", "clocks"}), young_person_id))

    def list_for_record(
        self, young_person_id: str, record_kind: str, record_id: str
    ) -> tuple[AttachmentLine, ...]:
        """Return the files beside a record, oldest first; none beside one that is withheld from the reader."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            if not _sees_record(work, young_person_id, record_kind, record_id):
                return ()
            found = work.attachments.find(
                young_person_id=young_person_id, record_kind=record_kind, record_id=record_id
            )
            return tuple(_line(one) for one in found)

    def read(self, young_person_id: str, attachment_id: str) -> Attachment:
        """Return a file to save it out of the store, and note in the log who did. Raises Gone."""
        with self._session.reading(
            Action.READ_RECORDS, young_person_id, looked_at=NOUN, record_id=attachment_id
        ) as work:
            found = work.attachments.get(attachment_id)
            if (
                found is None
                or found.young_person_id != young_person_id
                or not _sees_record(work, young_person_id, found.record_kind, found.record_id)
            ):
                raise _gone()
        with self._session.writing(Action.READ_RECORDS, young_person_id) as work:
            work.note(
                "attachment_saved",
                record_kind="attachments",
                record_id=found.id,
                young_person_id=young_person_id,
            )
        return found


def _problems_in(data: bytes) -> tuple[Problem, ...]:
    if not data:
        return (Problem("data", _("The file is empty. Choose another one.")),)
    if len(data) > MOST_BYTES:
        sentence = _("The file is larger than {most} MB. Choose a smaller one, or save it with less detail.")
        return (Problem("data", sentence.format(most=MOST_BYTES // 1024 // 1024)),)
    if not _kind_of(data)[0]:
        return (
            Problem("data", _("Only PDF, PNG, JPEG and Word files (.docx) are kept. Choose one of these.")),
        )
    return ()


def _kind_of(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return what a file is by how it begins, whatever its name says, and what its name may end in."""
    for begins, media_type, ends in _KINDS:
        if data.startswith(begins) and (media_type != _DOCX or _IN_A_DOCX in data):
            return media_type, ends
    return "", ()


def _plain_name(name: str, ends: tuple[str, ...]) -> str:
    """Return the name of a file without the folders before it, ending in what the file is."""
    last = PurePosixPath(tidy(name).replace("\\", "/").replace("\n", " ")).name.strip() or _("File")
    stem = last
    for end in ends:
        if last.casefold().endswith(end):
            stem, ends = last[: -len(end)], (last[-len(end) :],)
            break
    return stem[: LONGEST_NAME - len(ends[0])].strip() + ends[0]


def _require_record(work: "Work", young_person_id: str, kind: str, record_id: str) -> None:
    if not _sees_record(work, young_person_id, kind, record_id):
        raise _gone()


def _sees_record(work: "Work", young_person_id: str, kind: str, record_id: str) -> bool:
    """Say whether a record is about this young person and not withheld from whoever is signed in."""
    seen = work.withholdings.seen(kind, record_id)
    return seen is not None and getattr(seen, "young_person_id", "") == young_person_id


def _line(stored: Attachment) -> AttachmentLine:
    return AttachmentLine(
        stored.id, stored.name, stored.media_type, len(stored.data), stored.written_by, stored.written_at
    )


def _gone() -> Gone:
    return Gone(_("This record is no longer there."), _("Open it again from the list."))
