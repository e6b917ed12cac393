"""Working days: Monday to Friday without the bank holidays of a nation. The only module that knows `holidays`."""

from datetime import date, timedelta
from functools import lru_cache

from .errors import AppError
from .text import _

_SUBDIVISIONS = {"scotland": "SCT", "england": "ENG", "wales": "WLS"}
_SATURDAY = 5
_DAY = timedelta(days=1)
MOST_DAYS = 999
"""More working days than that are a slip of the pen."""


class NoBankHolidays(AppError):
    """The bank holidays of a year are not known, so nobody can say which of its days are working days."""


@lru_cache(maxsize=512)
def bank_holidays(nation: str, year: int) -> frozenset[date]:
    """Return the bank holidays of "scotland", "england" or "wales" in a year. Raises NoBankHolidays, KeyError.

    They are those the library knew when the program was made: one that is proclaimed later (a coronation, say) is
    missing until the program is renewed.
    """
    import holidays  # a tenth of a second, which only whoever counts working days pays

    kind = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=())
    if not kind.start_year <= year <= kind.end_year:
        raise NoBankHolidays(
            _("The bank holidays of {year} are not known here.").format(year=year),
            _("Look at the year again, or write the day by hand."),
        )
    found = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year)
    return frozenset(day for day in found if day.year == year)


def is_working_day(day: date, nation: str) -> bool:
    """Say whether a day is Monday to Friday and no bank holiday. Raises NoBankHolidays."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(nation, day.year)


def working_days_from(day: date, count: int, nation: str) -> date:
    """Return the day that lies `count` working days after `day`, or before it where `count` is below 0.

    0 is the day itself where it is a working day, else the next one. Raises NoBankHolidays, ValueError for a count
    beyond MOST_DAYS.
    """
    if abs(count) > MOST_DAYS:
        raise ValueError(count)
    step = -_DAY if count < 0 else _DAY
    for _each in range(abs(count)):
        day += step
        while not is_working_day(day, nation):
            day += step
    while not is_working_day(day, nation):  # no step at all was taken
        day += step
    return day
