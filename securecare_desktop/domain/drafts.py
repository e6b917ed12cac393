"""Drafts: what somebody has typed and not yet saved. Only its owner sees it; saving removes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from .record import Record

if TYPE_CHECKING:
    from .plans import PlanVersion

_PLAN_PART = "plan_part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Record):
    """The values of one form of one person. `form` names the form and the record it belongs to."""

    owner_id: str
    form: str
    young_person_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def kept_at(self) -> datetime | None:
        """When it was last kept; None until it is stored."""
        return self.changed_at or self.written_at


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedPart:
    """A section of a plan that somebody has begun to write and not saved. `values` are those of its form, as text.

    `version` is the one in which it was typed, as it is now: it may have been signed since.
    """

    version: "PlanVersion"
    section: int
    kept_at: datetime
    values: Mapping[str, str]

    @property
    def form(self) -> str:
        """What its draft is called."""
        return part_form(self.version.id, self.section)


def part_form(version_id: str, section: int) -> str:
    """Return what the draft of a section of a version is called; one that is not stored yet has one too."""
    return f"{_PLAN_PART}:{version_id}:{section}"


def part_of(form: str) -> tuple[str, int] | None:
    """Return the version and the section of which a draft is, or None for that of another form."""
    from .plans import Section  # with all of a plan, which the sign-in window does without

    kind, _colon, rest = form.partition(":")
    version_id, _colon, section = rest.partition(":")
    if kind != _PLAN_PART or not section.isdigit() or int(section) not in set(Section):
        return None
    return version_id, int(section)
