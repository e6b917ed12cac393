"""What has to be put right before an arrangement for family time, or a school holiday, can be saved.

The same rules for the form and the service; each returns Problems in the order of the form.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ..core.errors import Problem
from ..core.recurrence import NotARule, check, next_day
from ..core.text import _, day_short
from .expected import read_time
from .family_time import Arrangement, HolidayRule, Limit, SchoolHoliday
from .rhythm import in_words
from .validation import needs

LONGEST_HOLIDAY = 100
"""Days. The longest summer holidays of Europe are 14 weeks; this only finds slips of the pen."""


def problems_in_arrangement(arrangement: Arrangement) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in an arrangement for family time."""
    found: list[Problem] = []
    if arrangement.directed_by_court:
        found += needs(
            "direction",
            arrangement.direction,
            _("Write what the court or hearing directs, and on which day."),
        )
    found += needs("person_id", arrangement.person_id, _("Choose who it is with."))
    if arrangement.rule:
        found += _problems_in_rule(arrangement)
    else:
        found += needs(
            "how_often", arrangement.how_often, _("Write how often, such as “when she is in town”.")
        )
    starts = arrangement.starts
    if starts and arrangement.review_on and arrangement.review_on < starts:
        found.append(Problem("review_on", _("This is before it starts. Choose a later day.")))
    if starts and arrangement.ended_on and arrangement.ended_on < starts:
        found.append(Problem("ended_on", _("This is before it starts. Choose a later day.")))
    if arrangement.ended_on:
        found += needs("why_ended", arrangement.why_ended, _("Write why it ended, in plain words."))
    return tuple(found)


def _problems_in_rule(arrangement: Arrangement) -> Iterable[Problem]:
    starts = arrangement.starts
    try:
        check(arrangement.rule)
    except NotARule as error:
        yield Problem("rule", error.sentence)
        return
    if starts is None:
        yield Problem("starts", _("Choose the day it starts: the rhythm counts from there."))
    elif next_day(arrangement.rule, starts, starts - timedelta(days=1)) is None:
        yield Problem("rule", _("No date comes from this rhythm. Choose other days, or look at the start."))
    if arrangement.at_time.strip() and read_time(arrangement.at_time) is None:
        yield Problem("at_time", _("Write a time, such as 14:00. Other words belong into “How often”."))


def problems_in_holiday(holiday: SchoolHoliday) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in a school holiday."""
    found = [*needs("name", holiday.name, _("Write what it is called, such as “October week”."))]
    if holiday.last_day < holiday.first_day:
        found.append(Problem("last_day", _("This is before the first day. Choose a later day.")))
    elif (holiday.last_day - holiday.first_day).days > LONGEST_HOLIDAY:
        found.append(
            Problem("last_day", _("That is longer than any school holiday. Look at the days again."))
        )
    return tuple(found)


def problems_beside(holiday: SchoolHoliday, others: Iterable[SchoolHoliday]) -> tuple[Problem, ...]:
    """Return that a school holiday overlaps another one of the same unit: days would count twice."""
    for other in others:
        if other.id != holiday.id and (
            other.first_day <= holiday.last_day and holiday.first_day <= other.last_day
        ):
            sentence = _("{name} is from {first} to {last}. Choose days outside it, or change that one.")
            words = sentence.format(
                name=other.name, first=day_short(other.first_day), last=day_short(other.last_day)
            )
            return (Problem("first_day", words),)
    return ()


def how_often_in_words(arrangement: Arrangement) -> str:
    """Return the plain sentence of a rhythm ("Every second Saturday, 14:00"); empty without one."""
    often = in_words(arrangement.rule, arrangement.starts)
    if not often:
        return ""
    said = [often]
    at = read_time(arrangement.at_time)
    if at is not None:
        said.append(f"{at:%H:%M}")
    if arrangement.only_in is HolidayRule.IN_HOLIDAYS:
        said.append(_("in school holidays only"))
    elif arrangement.only_in is HolidayRule.OUTSIDE_HOLIDAYS:
        said.append(_("not in school holidays"))
    return ", ".join(said)


def completed(arrangement: Arrangement) -> Arrangement:
    """Return the arrangement with the plain sentence where nobody wrote one, and its time as 14:00."""
    at = read_time(arrangement.at_time) if arrangement.rule else None
    often = arrangement.how_often.strip() or how_often_in_words(arrangement)
    return replace(arrangement, how_often=often, at_time=f"{at:%H:%M}" if at else arrangement.at_time)


def limits_on(arrangement: Arrangement, limits: Iterable[Limit], today: date) -> tuple[Limit, ...]:
    """Return the limits in force that speak of this kind of family time with this person.

    A limit that names no kind is about all of them.
    """
    return tuple(
        limit
        for limit in limits
        if arrangement.person_id
        and limit.person_id == arrangement.person_id
        and limit.in_force_on(today)
        and (not limit.kinds or arrangement.kind in limit.kinds)
    )
