"""What the forms and lists of a stay share: the services they ask, whom they can name, and when it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from ...core.clock import Clock, local
from ...core.text import _, clock_time, day_and_time, day_plain
from ...domain.legal_orders import LegalOrder, Notification, TimeAlone
from ...domain.people import NetworkPerson
from ...domain.staff import StaffMember
from ...domain.stays import StayFile
from ...domain.young_people import Stay
from ..widgets.records import Offer


class Stays(Protocol):
    """What this screen needs of the service of stays."""

    def file(self, young_person_id: str, about_id: str = "", /) -> StayFile:
        """Return one stay with all that hangs on it."""
        ...

    def list_for(self, young_person_id: str, /) -> tuple[Stay, ...]:
        """Return all stays, newest first."""
        ...

    def orders(self, young_person_id: str, /) -> tuple[LegalOrder, ...]:
        """Return the orders of all stays."""
        ...

    def notifications(self, young_person_id: str, /) -> tuple[Notification, ...]:
        """Return who was told, and who still is to be."""
        ...

    def times_alone(self, young_person_id: str, /) -> tuple[TimeAlone, ...]:
        """Return the times alone of all stays."""
        ...

    def save(self, stay: Stay, /) -> Any:
        """Save a stay."""
        ...

    def end(self, stay: Stay, /) -> Any:
        """End a stay."""
        ...

    def save_order(self, order: LegalOrder, /) -> Any:
        """Save an order."""
        ...

    def save_notification(self, notification: Notification, /) -> Any:
        """Save who is told."""
        ...

    def save_time_alone(self, entry: TimeAlone, /) -> Any:
        """Save a time alone."""
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
    """Whom the forms can name, and when it is. `file()` is the stay that is shown, None before it is there."""

    people: People
    staff: Staff
    clock: Clock
    me: Callable[[], str]
    file: Callable[[], StayFile | None]

    def stay_id(self) -> str:
        """Return the id of the stay that is shown, empty for none."""
        file = self.file()
        return file.stay.id if file is not None and file.stay is not None else ""

    def house(self, _young_person_id: str) -> tuple[Offer, ...]:
        """Return the staff who work here now."""
        today = self.clock.today()
        return tuple(Offer(s.id, s.name, s.job_title) for s in self.staff.list() if s.works_on(today))

    def network(self, young_person_id: str) -> tuple[Offer, ...]:
        """Return the people around the young person whose tie has not ended."""
        today = self.clock.today()
        return tuple(
            Offer(p.id, p.name, p.who_they_are)
            for p in self.people.network(young_person_id)
            if not p.has_ended(today)
        )

    def now(self) -> datetime:
        """Return the last full five minutes: near enough for a form, and easy to read."""
        now = self.clock.now()
        return now.replace(second=0, microsecond=0) - timedelta(minutes=local(now).minute % 5)

    def moment(self, moment: datetime | None) -> str:
        """Return "Thu 14 May, 14:00", or nothing."""
        return day_and_time(moment, self.clock.today()) if moment is not None else ""

    def day(self, day: date | None) -> str:
        """Return "14 May", or nothing."""
        return day_plain(day, self.clock.today()) if day is not None else ""


def from_to(start: datetime, end: datetime | None, today: date) -> str:
    """Return "Thu 14 May, 14:00 to 14:20", with both days where the door was opened on another one."""
    began = day_and_time(start, today)
    if end is None:
        return _("{start}, no end yet").format(start=began)
    same = local(start).date() == local(end).date()
    return _("{start} to {end}").format(
        start=began, end=clock_time(end) if same else day_and_time(end, today)
    )


def by_when(day: date | None, name: str, today: date) -> str:
    """Return "14 May, Denise Okafor", whichever of them is known."""
    return ", ".join(part for part in (day_plain(day, today) if day else "", name.strip()) if part)
