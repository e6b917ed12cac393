"""What all parts of Today look at: whose records, which of them live here, the day, and how a line is made.

Everything about everybody is asked for at once: no part of Today asks anything for each young person.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from ..domain.checklists import RestsOn
from ..domain.staff import Jurisdiction, StaffMember
from ..domain.today import DueLine, Known, StillToTell
from ..domain.young_people import Stay, YoungPerson

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


LATELY = timedelta(days=92)


class AboutOne(Protocol):
    """A record about one young person."""

    @property
    def id(self) -> str:
        """Its own id."""
        ...

    @property
    def young_person_id(self) -> str:
        """Whom it is about."""
        ...


@dataclass(frozen=True)
class Look:
    """One look at the house: `names` are those whose records `reader` may read, also of who has moved on."""

    work: "Work"
    reader: StaffMember
    names: Mapping[str, Known]
    now: datetime
    today: date
    until: date
    """The last day of what is due soon."""

    @cached_property
    def here(self) -> tuple[str, ...]:
        """The ids of those who live here now."""
        return tuple(known.id for known in self.names.values() if known.here)

    @cached_property
    def people(self) -> Mapping[str, YoungPerson]:
        """The whole records of those who live here now, by id."""
        return {person.id: person for person in self.work.young_people.among("id", self.here)}

    @cached_property
    def stays(self) -> Mapping[str, Stay]:
        """The stay of each who lives here now, the newest where there are several, by the id of the young person."""
        return {stay.young_person_id: stay for stay in reversed(self.lately) if stay.ended_at is None}

    @cached_property
    def lately(self) -> tuple[Stay, ...]:
        """The stays that go on or ended not long ago, the newest first: people are told of an end after it."""
        return tuple(filter(self.knows, self.work.stays.since(self.now - LATELY)))

    @cached_property
    def nations(self) -> Mapping[str, Jurisdiction]:
        """The nation of each unit."""
        return {unit.id: unit.jurisdiction for unit in self.work.units.find()}

    def name(self, young_person_id: str) -> str:
        """Return the name that somebody uses."""
        return self.names[young_person_id].name_used

    def knows(self, record: AboutOne) -> bool:
        """Say whether a record is about somebody whose records may be read."""
        return record.young_person_id in self.names

    def line(
        self,
        kind: str,
        record: AboutOne,
        what: str,
        due_on: date,
        rests_on: RestsOn = RestsOn.TEAM,
        who: str = "",
        **more: Any,
    ) -> DueLine:
        """Return something due about somebody."""
        return DueLine(
            young_person_id=record.young_person_id,
            young_person_name=self.name(record.young_person_id),
            what=what,
            who=who,
            due_on=due_on,
            rests_on=rests_on,
            record_kind=kind,
            record_id=record.id,
            **more,
        )

    def news(self, kind: str, record: AboutOne, words: str) -> StillToTell:
        """Return something that somebody has not been told yet."""
        return StillToTell(
            young_person_id=record.young_person_id,
            young_person_name=self.name(record.young_person_id),
            news=words,
            record_kind=kind,
            record_id=record.id,
        )

    def of_those_here(self, ask: Callable[..., tuple[Any, ...]], **equals: object) -> tuple[Any, ...]:
        """Return what a repository's `among` finds about those who live here now."""
        return ask("young_person_id", self.here, **equals)
