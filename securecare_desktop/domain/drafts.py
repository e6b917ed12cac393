"""Drafts: what somebody has typed and not yet saved. Only its owner sees it; saving removes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """The values of one form of one person. `form` names the form and the record it belongs to."""

    owner_id: str
    form: str
    young_person_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
