"""How often something comes round, as an RFC 5545 rule. The only module that knows dateutil's rrule.

Rules are days of the calendar on the wall: the time of day, and what a clock change does to it, are for whoever asks.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, rrulestr

from .errors import AppError
from .text import _

MOST_YEARS = 10
"""A rule is looked at so far ahead to find its next day; one without any by then yields none."""
KINDS = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY}
_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"})
_WEEK = timedelta(days=7)


class NotARule(AppError):
    """A rule cannot be read, or it is of a kind that no day of the calendar answers to."""


@lru_cache(maxsize=512)  # a page asks for the same month and year again after each save
def days(rule: str, starts: date, first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last`, both included, on which a rule that begins on `starts` comes round.

    The cost grows with the days that are returned, not with how long ago the rule began, unless it counts.
    Raises NotARule.
    """
    if last < max(first, starts):
        return ()
    made = _no_later(_parsed(rule, _nearer(rule, starts, first)), rule, last)
    return tuple(moment.date() for moment in made.between(_midnight(first), _midnight(last), inc=True))


def next_day(rule: str, starts: date, after: date) -> date | None:
    """Return the first day after `after`, or None where none comes within MOST_YEARS. Raises NotARule."""
    limit = after + timedelta(days=366 * MOST_YEARS)
    made = _no_later(_parsed(rule, _nearer(rule, starts, after)), rule, limit)
    found = made.after(_midnight(after))
    return found.date() if found is not None and found.date() <= limit else None


def check(rule: str) -> None:
    """Raise NotARule where a rule cannot be read or asks for something finer than days."""
    _parsed(rule, date(2026, 1, 1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


@lru_cache(maxsize=512)
def _parsed(rule: str, starts: date) -> rrule:
    said = parts(rule)
    if said.get("FREQ") not in KINDS or not said.keys() <= _PARTS:
        raise NotARule(_("This is not a rhythm that can be laid out."), _("Choose days, weeks or months."))
    if said["FREQ"] == "DAILY" and said.keys() & {"BYDAY", "BYMONTHDAY"}:
        # Days of the week belong to weeks. Where they never meet, dateutil looks until the year 9999.
        raise NotARule(_("This rhythm of days names days of the week."), _("Choose weeks, then the days."))
    try:
        made = rrulestr(rule, dtstart=_midnight(starts))
    except ValueError:
        raise NotARule(
            _("This rhythm cannot be read."), _("Choose how often and on which days again.")
        ) from None
    assert isinstance(made, rrule)
    return made


def _no_later(made: rrule, rule: str, last: date) -> rrule:
    """Return the rule up to `last`: one that never comes round would be looked for until the year 9999."""
    return made if {"COUNT", "UNTIL"} & parts(rule).keys() else made.replace(until=_midnight(last))


def parts(rule: str) -> dict[str, str]:
    """Return what a rule says by name, such as {"FREQ": "WEEKLY", "BYDAY": "SA"}; unread, so also of a wrong one."""
    return {name.strip().upper(): value.strip().upper() for name, _eq, value in _pairs(rule)}


def _pairs(rule: str) -> Iterator[tuple[str, str, str]]:
    return (part.partition("=") for part in rule.split(";") if part.strip())


def _nearer(rule: str, starts: date, first: date) -> date:
    """Return a later beginning from which the rule yields the same days from `first` on.

    rrule walks from the beginning; a call each day since ten years is 3,650 steps to get to this month.
    """
    said = parts(rule)
    interval = said.get("INTERVAL", "1")
    if first <= starts or "COUNT" in said or not interval.isdigit() or int(interval) < 1:
        return starts
    step = int(interval)
    if said.get("FREQ") == "DAILY":
        return starts + timedelta(days=(first - starts).days // step * step)
    if said.get("FREQ") == "WEEKLY":
        whole = (first - starts) // (_WEEK * step)
        return starts + _WEEK * step * max(0, whole - 1)  # the week itself may begin before `first`
    return starts


def every(freq: str, interval: int = 1, on: tuple[str, ...] = ()) -> str:
    """Return the rule for every `interval` days, weeks or months; `on` are days as RFC 5545 writes them ("SA", "2TU")."""
    made = [f"FREQ={freq}"]
    if interval != 1:
        made.append(f"INTERVAL={interval}")
    if on:
        made.append(f"BYDAY={','.join(on)}")
    return ";".join(made)
