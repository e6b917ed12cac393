"""The relative dates of the demo unit's files: "-13d", "+5d 15:00", "-15y-226d", and "{+25d}" inside a text.

A date counts from the day the demo is made, so that the unit is always as fresh as on its first day; in the
texts of an occasion of family time "day" counts from the day of the occasion. Knows nothing of records.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from ..core.text import day_full, day_plain, day_short, weekday_in_full

_FORM = re.compile(
    r"(?P<base>today|day)?(?P<steps>(?:[+-]\d+[dwmy])*)(?: (?P<hour>\d{2}):(?P<minute>\d{2}))?"
)
_STEP = re.compile(r"([+-]\d+)([dwmy])")
_IN_TEXT = re.compile(
    r"\{(?P<when>(?:today|day)?(?:[+-]\d+[dwmy])*)(?: (?P<form>full|plain|short|weekday))?\}"
)


class DateFormError(ValueError):
    """A text in a demo file is not a relative date; says which."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a relative date: {text!r}")


def day_of(text: str, today: date, occasion_day: date | None = None) -> date:
    """Return the day that `text` names. Raises DateFormError when it names none."""
    return _read(text, today, occasion_day)[0]


def moment_of(text: str, today: date, occasion_day: date | None = None) -> datetime:
    """Return the aware local moment that `text` names. Raises DateFormError when it has no time of day."""
    day, at = _read(text, today, occasion_day)
    if at is None:
        raise DateFormError(text)
    return datetime.combine(day, at).astimezone()


def filled(text: str, today: date, occasion_day: date | None = None) -> str:
    """Return `text` with its dates in words: "{+25d}" as "8 June", "{+1d short}" as "Fri 15 May"."""

    def words(found: re.Match[str]) -> str:
        day = day_of(found["when"], today, occasion_day)
        match found["form"]:
            case "short":
                return day_short(day, day)
            case "weekday":
                return weekday_in_full(day)
            case "full":
                return day_full(day)
            case "plain":
                return day_plain(day, day)
            case _:
                return " ".join(day_full(day).split()[:2])

    return _IN_TEXT.sub(words, text)


def _read(text: str, today: date, occasion_day: date | None) -> tuple[date, time | None]:
    found = _FORM.fullmatch(text)
    if found is None or not (found["base"] or found["steps"]):
        raise DateFormError(text)
    if found["base"] == "day":
        if occasion_day is None:
            raise DateFormError(text)
        today = occasion_day
    for count, unit in _STEP.findall(found["steps"]):
        today = _moved(today, int(count), unit)
    at = time(int(found["hour"]), int(found["minute"])) if found["hour"] else None
    return today, at


def _moved(day: date, count: int, unit: str) -> date:
    """Move by days or weeks, or by months or years to the same day or the last one of a shorter month."""
    if unit in "dw":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
