"""Frameworks: what a plan is to answer to, and what it does not say yet. The shipped ones are TOML files."""

from dataclasses import dataclass

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
