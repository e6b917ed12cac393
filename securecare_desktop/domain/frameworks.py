"""Frameworks: what a plan is to answer to, and what it does not say yet. The shipped ones are TOML files."""

from dataclasses import dataclass

from ..core.errors import Problem
from ..core.text import _
from .plans import Section
from .record import Record
from .young_people import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkChoice(Record):
    """Whether a unit uses a framework; without one the usual choice of its jurisdiction holds."""

    unit_id: str
    framework_key: str
    in_use: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkWording(Record):
    """A unit's own text for one item of a framework, such as the printed wording of a standard."""

    unit_id: str
    framework_key: str
    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFramework(Record):
    """A framework that a unit wrote itself."""

    unit_id: str
    title: str
    source: str = ""
    in_use: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFrameworkItem(Record):
    """One item of a unit's own framework; `sections` are the numbers of the plan's sections that answer it."""

    own_framework_id: str
    number: str
    words: str
    stage: Stage | None = None
    sections: tuple[str, ...] = ()
    ended: bool = False


def problems_in_own_framework(own: OwnFramework) -> tuple[Problem, ...]:
    """Return what is missing in a unit's own framework: what it is called."""
    return () if own.title.strip() else (Problem("title", _("Write what it is called.")),)


def problems_in_own_item(item: OwnFrameworkItem) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in one item: its words, sections that there are."""
    found = []
    if not item.words.strip():
        found.append(Problem("words", _("Write what it asks of a plan.")))
    if not set(item.sections) <= {str(section.value) for section in Section}:
        found.append(Problem("sections", _("Choose sections of the plan, from 1 to 14.")))
    return tuple(found)
