"""Files kept beside a record as what shows that something was done. They stand in the encrypted store alone."""

from dataclasses import dataclass

from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """One file. `name` is what it was called, `media_type` what it is, such as "application/pdf"."""

    young_person_id: str
    record_kind: str
    record_id: str
    name: str
    media_type: str
    data: bytes
