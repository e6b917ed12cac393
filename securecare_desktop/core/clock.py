"""The time, as something that is handed in: aware UTC for moments, local dates for days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whoever needs the time takes one of these."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the local calendar day."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the local calendar day."""
        return datetime.now().astimezone().date()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until told to move; for tests, the demo unit and screenshots."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment it was set to, in UTC."""
        return self.moment.astimezone(UTC)

    def today(self) -> date:
        """Return the local calendar day of that moment."""
        return self.moment.astimezone().date()

    def advance(self, by: timedelta) -> None:
        """Move on by `by`."""
        self.moment += by


def is_skipped(on_the_wall: datetime) -> bool:
    """Say whether a local time without a zone does not exist: it lies in the hour that a clock change leaves out."""
    return local(on_the_wall.astimezone()).replace(tzinfo=None, fold=0) != on_the_wall.replace(fold=0)


def local(moment: datetime) -> datetime:
    """Return an aware moment in this computer's time zone, for screen and paper."""
    return moment.astimezone()
