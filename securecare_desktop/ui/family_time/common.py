"""What the forms of family time share: the services they ask, whom they can name, and when it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from ...core.clock import Clock, local
from ...core.text import _, day_and_time, day_plain
from ...domain.expected import Answered
from ...domain.family_time import (
    Arrangement,
    Limit,
    LimitReview,
    Occasion,
    SchoolHoliday,
)
from ...domain.limit_grounds import LimitRules
from ...domain.own_words import HowGiven
from ...domain.people import NetworkPerson
from ...domain.staff import StaffMember
from ...services.arrangements import SchoolYear
from ..widgets.fields import Field
from ..widgets.records import Offer, Offered


class FamilyTime(Protocol):
    """What this screen needs of the family-time service."""

    def occasions(self, young_person_id: str, /) -> tuple[Occasion, ...]:
        """Return the occasions, newest first."""
        ...

    def occasion(self, young_person_id: str, occasion_id: str, /) -> Occasion:
        """Return one occasion. Raises Gone."""
        ...

    def save_occasion(self, occasion: Occasion, /, *, together: bool = False) -> object:
        """Save an occasion; `together` says that another one of that time is right too."""
        ...

    def record_telling(
        self,
        young_person_id: str,
        occasion_id: str,
        told_by: str,
        told_at: datetime,
        words: str,
        how: HowGiven,
        told_how: str,
        /,
    ) -> object:
        """Record that the young person was told that an occasion falls away."""
        ...


class Limits(Protocol):
    """What this screen needs of the service of limits on family time."""

    def limits(self, young_person_id: str, /) -> tuple[Limit, ...]:
        """Return the limits, ended ones too."""
        ...

    def rules(self, young_person_id: str, /) -> LimitRules:
        """Return the grounds of the young person's nation."""
        ...

    def save_limit(self, limit: Limit, /) -> Any:
        """Save a limit."""
        ...

    def reviews(self, young_person_id: str, /) -> tuple[LimitReview, ...]:
        """Return every look again at a limit, newest first."""
        ...

    def save_review(self, review: LimitReview, /) -> Any:
        """Save a look again; the limit goes on to its next day or ends."""
        ...


class Arrangements(Protocol):
    """What this screen needs of the arrangements service."""

    def arrangements(self, young_person_id: str, /) -> tuple[Arrangement, ...]:
        """Return what is arranged, what a court directs first."""
        ...

    def save_arrangement(self, arrangement: Arrangement, /) -> object:
        """Save an arrangement."""
        ...

    def expected(self, young_person_id: str, first: date, last: date, /) -> tuple[Answered, ...]:
        """Return what is expected, with the occasion that answers to it."""
        ...

    def school_year(self, young_person_id: str, /) -> SchoolYear:
        """Return the school holidays of the unit where a young person lives."""
        ...

    def save_holiday(self, holiday: SchoolHoliday, /) -> object:
        """Save a school holiday of a unit."""
        ...


class People(Protocol):
    """What this screen needs of the people service."""

    def network(self, young_person_id: str, /) -> tuple[NetworkPerson, ...]:
        """Return everybody around a young person."""
        ...


class Staff(Protocol):
    """What this screen needs of the staff service."""

    def list(self) -> tuple[StaffMember, ...]:
        """Return the staff of this unit."""
        ...


@dataclass(frozen=True, slots=True)
class Helpers:
    """Whom the forms can name, and when it is."""

    people: People
    staff: Staff
    clock: Clock
    me: Callable[[], str]

    def family(self, young_person_id: str) -> tuple[Offer, ...]:
        """Return the people of the network whose tie has not ended."""
        today = self.clock.today()
        return tuple(
            Offer(p.id, p.shown_name, name=p.called or p.name)
            for p in self.people.network(young_person_id)
            if not p.has_ended(today)
        )

    def everybody(self, young_person_id: str) -> tuple[Offer, ...]:
        """Return the people of the network; whose tie has ended stands last, since entries name them."""
        return everybody(self.people, self.clock.today(), young_person_id)

    def house(self, _young_person_id: str) -> tuple[Offer, ...]:
        """Return the staff who work here now."""
        today = self.clock.today()
        return tuple(Offer(s.id, s.name, s.job_title) for s in self.staff.list() if s.works_on(today))

    def now(self) -> datetime:
        """Return the last full five minutes: near enough for a form, and easy to read."""
        now = self.clock.now()
        return now.replace(second=0, microsecond=0) - timedelta(minutes=local(now).minute % 5)

    def day(self, moment: datetime | None) -> str:
        """Return "Thu 14 May, 14:00", or nothing."""
        return day_and_time(moment, self.clock.today()) if moment is not None else ""


def everybody(people: People, today: date, young_person_id: str) -> tuple[Offer, ...]:
    """Return everybody around a young person as offers, those whose tie has ended last, with the day."""
    until = _("{name}, until {day}")
    found = sorted(people.network(young_person_id), key=lambda p: p.has_ended(today))
    return tuple(
        Offer(
            p.id,
            until.format(name=p.shown_name, day=day_plain(p.until, today))
            if p.until is not None and p.has_ended(today)
            else p.shown_name,
            name=p.called or p.name,
        )
        for p in found
    )


def with_whom(record: Any, offered: Offered) -> Any:
    """Write the name beside the id of whoever was chosen; a name that was there for them stays."""
    chosen = next((o for o in offered.get("person_id", ()) if o.id == record.person_id), None)
    known = {o.name for o in offered.get("person_id", ())}
    if chosen is None or (record.with_whom and record.with_whom not in known):
        return record
    return replace(record, with_whom=chosen.name)


def whom_field(words: str) -> Field:
    return Field(
        "person_id", words, "choice", hint=_("Somebody who is missing here is added under People first.")
    )
