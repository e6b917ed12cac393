"""Reads days and times as people type them: "27 May", "27/5/26", "tomorrow", "16:30", "4.30pm". No Qt here."""

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta

from ...core.clock import is_skipped, local
from ...core.text import _, clock_time, day_short, month_title, weekday_in_full

_MONDAY = date(2024, 1, 1)
EARLIEST_YEAR = 1971
"""Windows turns no earlier local time into a moment, and nothing here is as old."""


def read_day(typed: str, today: date) -> date | None:
    """Return the day that `typed` means, or None.

    Without a year it is the one that brings the day nearest to today. A year of two digits lies between 80
    years ago and 20 years ahead. A day of the week is the next one, today included.
    """
    words = re.sub(r"[,\s]+", " ", typed.strip().lower()).strip(" .")
    if not words:
        return None
    spoken = {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1, "today": 0, "tomorrow": 1, "yesterday": -1}
    if words in spoken:
        return today + timedelta(days=spoken[words])
    if (weekday := _weekday(words)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?", words):
        return _with_year(int(found[1]), int(found[2]), found[3], today)
    named = re.fullmatch(
        r"(?:([^\W\d]+)\.? )?(\d{1,2})(?:st|nd|rd|th)? ([^\W\d]+)\.?(?: (\d{4}|\d{2}))?", words
    )
    if named and (named[1] is None or _weekday(named[1]) is not None):
        month = _month(named[3])
        return _with_year(int(named[2]), month, named[4], today) if month else None
    return None


def read_time(typed: str) -> time | None:
    """Return the time of day that `typed` means ("16:30", "1630", "4.30pm", "9"), or None."""
    words = typed.strip().lower().replace(" ", "")
    found = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?(am|pm)?", words)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_moment(typed: str, today: date) -> datetime | None:
    """Return the moment in UTC that `typed` means ("12 May, 15:40", "yesterday 9pm"), local time, or None.

    A time in the hour that a clock change leaves out means no moment; `read_on_the_wall` still reads it.
    """
    read = read_on_the_wall(typed, today)
    return None if read is None or is_skipped(read) else read.astimezone(UTC)


def read_on_the_wall(typed: str, today: date) -> datetime | None:
    """Return the day and time that `typed` means as a clock on the wall would show it, without a zone, or None."""
    words = typed.strip()
    # the time is the last word or two; try the longest ending that is a time and leaves a day
    parts = re.split(r"[,\s]+", words)
    for ending in (2, 1):
        if len(parts) > ending:
            at = read_time("".join(parts[-ending:]))
            day = read_day(" ".join(parts[:-ending]), today)
            if at is not None and day is not None and day.year >= EARLIEST_YEAR:
                return datetime.combine(day, at)
    return None


def write_day(day: date) -> str:
    """Return a day as a date field shows it: "Wed 27 May 2026"."""
    return day_short(day)


def write_time(at: time) -> str:
    """Return a time of day as a field shows it: "16:30"."""
    return at.strftime("%H:%M")


def write_moment(moment: datetime, today: date) -> str:
    """Return a moment as a field shows it, in local time: "Tue 19 May, 16:30"."""
    return f"{day_short(local(moment).date(), today)}, {clock_time(moment)}"


def _weekday(word: str) -> int | None:
    for number in range(7):
        for name in (weekday_in_full(_MONDAY + timedelta(days=number)), calendar.day_name[number]):
            if len(word) >= 3 and name.lower().startswith(word):
                return number
    return None


def _month(word: str) -> int | None:
    for number in range(1, 13):
        for name in (month_title(date(2000, number, 1)).removesuffix(" 2000"), calendar.month_name[number]):
            if len(word) >= 3 and name.lower().startswith(word):
                return number
    return None


def _with_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is None:
        near = [_day(today.year + step, month, day) for step in (-1, 0, 1)]
        possible = [found for found in near if found is not None]
        return min(possible, key=lambda found: abs((found - today).days)) if possible else None
    full = int(year)
    if len(year) == 2:
        full += today.year // 100 * 100
        if full > today.year + 20:
            full -= 100
    return _day(full, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
