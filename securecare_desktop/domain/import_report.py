"""What is found in the rows of a list: one row as it was read, its cells on the way there, and what stands around it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from ..core.errors import Problem
from ..core.text import _
from .family_time import FamilyTimeKind, Occasion
from .import_values import Cell, Wrong, folded, is_error, text_of
from .people import NetworkPerson
from .young_people import YoungPerson

T = TypeVar("T")
Made = NetworkPerson | Occasion
Key = tuple[object, ...]


class RowOutcome(StrEnum):
    """What will become of a row."""

    ADD = "add"
    ALREADY = "already"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell; `column` is its heading, empty for the row as a whole."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a list as it was read: `number` as in the file, `what` it is in words, whose it is.

    `record` is what will be added, `notes` are sentences on what was filled in or left out.
    """

    number: int
    outcome: RowOutcome
    what: str
    whose: str = ""
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()
    record: Made | None = None


class Around(Protocol):
    """What stands around a list: whose it may be, who is in their lives, and what is there already."""

    def young_people(self) -> Sequence[YoungPerson]:
        """Return everybody whose records the person who imports may read."""
        ...

    def may_write(self, young_person_id: str) -> bool:
        """Say whether they may also write there."""
        ...

    def people(self, young_person_id: str) -> Sequence[NetworkPerson]:
        """Return everybody in the life of one of them, ended ties too."""
        ...

    def there(self, young_person_id: str) -> Iterable[Key]:
        """Return the keys (`key_of`) of what is there already."""
        ...

    def in_scotland(self, young_person_id: str) -> bool:
        """Say whether the law of Scotland holds where they live."""
        ...


def key_of(record: Made) -> Key:
    """Return by what a record is the same as another one about the same young person."""
    if isinstance(record, NetworkPerson):
        return (folded(record.name),)
    return occasion_key(record.person_id, record.planned_at, record.kind)


def occasion_key(person_id: str, planned_at: datetime, kind: FamilyTimeKind) -> Key:
    """Return by what an occasion is the same as another one: person, moment and kind."""
    return (person_id, planned_at.astimezone(UTC), kind)


class CellsOfRow:
    """The cells of one row under their keys, and what was found wrong in them."""

    def __init__(self, cells: Mapping[str, Cell], columns: Mapping[str, str]) -> None:
        self.cells, self._columns = cells, columns
        self.problems: list[RowProblem] = []
        self.notes: list[str] = []
        for key, cell in cells.items():
            if is_error(cell):
                self.wrong(
                    key, _("The spreadsheet could not work this cell out. Put the formula right first.")
                )

    def has(self, key: str) -> bool:
        """Say whether a cell says anything that can be used."""
        cell = self.cells.get(key, "")
        return cell != "" and not is_error(cell)

    def text(self, key: str) -> str:
        """Return a cell as a person would read it."""
        return text_of(self.cells[key]) if self.has(key) else ""

    def wrong(self, key: str, sentence: str) -> None:
        """Say what is wrong in a cell."""
        problem = RowProblem(self._columns.get(key, ""), sentence)
        if problem not in self.problems:
            self.problems.append(problem)

    def read(self, key: str, reader: Callable[[Cell], T | Wrong], otherwise: T) -> T:
        """Return what a cell means; `otherwise` where it is empty or wrong."""
        if not self.has(key):
            return otherwise
        value = reader(self.cells[key])
        if isinstance(value, Wrong):
            self.wrong(key, value.sentence)
            return otherwise
        return value

    def note(self, sentence: str) -> None:
        """Say what was filled in."""
        self.notes.append(sentence)

    def take(self, problems: Iterable[Problem], of: Mapping[str, str]) -> None:
        """Take the problems of a record over; `of` names the column of a field that has another name there."""
        for problem in problems:
            self.wrong(of.get(problem.field, problem.field), problem.sentence)
