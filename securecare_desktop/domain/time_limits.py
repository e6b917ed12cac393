"""How long something may take, in words and as dates: what checklists, clocks and reviews count with.

Hours pass on every clock alike, so a night in which the clocks change has one more or one less on the wall. Days and
months are those of the calendar.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from ..core.text import ngettext
from ..core.working_days import working_days_from
from .staff import Jurisdiction

_MONTHS_IN_A_YEAR = 12


class TimeUnit(StrEnum):
    """What is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


class Counting(StrEnum):
    """Whether the day on which something happens is day 0 or day 1 (SSI 2013/205 regulation 2: day 1)."""

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """So long after what came before, or before it where `count` is below 0."""

    count: int
    unit: TimeUnit

    @property
    def words(self) -> str:
        """How long that is: "7 days", "1 month"."""
        n = abs(self.count)
        match self.unit:
            case TimeUnit.HOURS:
                return ngettext("{n} hour", "{n} hours", n).format(n=n)
            case TimeUnit.DAYS:
                return ngettext("{n} day", "{n} days", n).format(n=n)
            case TimeUnit.WORKING_DAYS:
                return ngettext("{n} working day", "{n} working days", n).format(n=n)
            case TimeUnit.WEEKS:
                return ngettext("{n} week", "{n} weeks", n).format(n=n)
            case TimeUnit.MONTHS:
                return ngettext("{n} month", "{n} months", n).format(n=n)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: a day, and the moment where hours are counted."""

    on: date
    at: datetime | None = None

    @property
    def last_moment(self) -> datetime:
        """The moment after which it is late, aware: the hour, else the end of the day here."""
        return self.at or datetime.combine(self.on + timedelta(days=1), datetime.min.time()).astimezone()


def due_from(
    start: datetime | date,
    limit: TimeLimit,
    nation: Jurisdiction | None = None,
    counting: Counting = Counting.EXCLUSIVE,
) -> Due:
    """Return when a limit that counts from `start` is due. Raises NoBankHolidays, OverflowError.

    Hours count from a moment; from a mere day they count from its beginning here. Days, weeks and working days
    counted inclusively take the first day as day 1. Without a nation working days are those of England.
    """
    if limit.unit is TimeUnit.HOURS:
        from_moment = (
            start
            if isinstance(start, datetime)
            else datetime.combine(start, datetime.min.time()).astimezone()
        )
        moment = from_moment.astimezone(UTC) + timedelta(hours=limit.count)
        return Due(moment.astimezone().date(), moment)
    day = start.astimezone().date() if isinstance(start, datetime) else start
    return Due(day_from(day, limit, nation, counting))


def day_from(
    day: date,
    limit: TimeLimit,
    nation: Jurisdiction | None = None,
    counting: Counting = Counting.EXCLUSIVE,
) -> date:
    """Return the day so much later (or earlier) than `day`; hours must be asked of due_from.

    A month later is the same day, or the last one of a shorter month.
    """
    count, less = limit.count, 1 if counting is Counting.INCLUSIVE and limit.count > 0 else 0
    match limit.unit:
        case TimeUnit.MONTHS:
            return months_later(day, count)
        case TimeUnit.WORKING_DAYS:
            return working_days_from(day, count - less, (nation or Jurisdiction.ENGLAND).value)
        case TimeUnit.WEEKS:
            return day + timedelta(days=count * 7 - less)
        case TimeUnit.DAYS:
            return day + timedelta(days=count - less)
        case TimeUnit.HOURS:
            raise ValueError(limit)


def months_later(day: date, count: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * _MONTHS_IN_A_YEAR + day.month - 1 + count, _MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
