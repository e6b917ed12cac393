"""How often something comes round, as people choose and say it; what is stored is the RFC 5545 rule of it.

A rule that somebody wrote elsewhere may be one that these few kinds cannot say: it is kept as it is.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ..core.recurrence import every, parts
from ..core.text import N_, _, weekday_in_full, weekday_short

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
"""The last one of a month, for `nth` and `month_day`."""
NTHS = (1, 2, 3, 4, LAST)
_MONDAY = date(2024, 1, 1)
_ORDINALS = (
    N_("second"), N_("third"), N_("fourth"), N_("fifth"), N_("sixth"), N_("seventh"), N_("eighth"), N_("ninth"),
    N_("tenth"), N_("eleventh"), N_("twelfth"),
)  # fmt: skip
_NTH_DAY = re.compile(r"([+-]?\d)([A-Z]{2})")


class RhythmKind(StrEnum):
    """The kinds of rhythm that can be chosen."""

    NONE = "none"
    DAYS = "days"
    WEEKS = "weeks"
    MONTH_WEEKDAY = "month_weekday"
    MONTH_DAY = "month_day"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rhythm: `weekdays` from 0 for Monday; `nth` and `month_day` may be LAST."""

    kind: RhythmKind = RhythmKind.NONE
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 1
    weekday: int = 0
    month_day: int = 1


def rule_of(rhythm: Rhythm) -> str:
    """Return the rule of a rhythm; empty for none."""
    match rhythm.kind:
        case RhythmKind.DAYS:
            return every("DAILY", rhythm.every)
        case RhythmKind.WEEKS:
            return every("WEEKLY", rhythm.every, tuple(DAYS[day] for day in sorted(rhythm.weekdays)))
        case RhythmKind.MONTH_WEEKDAY:
            return every("MONTHLY", rhythm.every, (f"{rhythm.nth}{DAYS[rhythm.weekday]}",))
        case RhythmKind.MONTH_DAY:
            return f"{every('MONTHLY', rhythm.every)};BYMONTHDAY={rhythm.month_day}"
    return ""


def rhythm_of(rule: str) -> Rhythm | None:
    """Return the rhythm of a rule, None for a rule that is none of these kinds."""
    if not rule.strip():
        return Rhythm()
    said = parts(rule)
    freq, interval = said.pop("FREQ", ""), said.pop("INTERVAL", "1")
    if not interval.isdigit() or int(interval) < 1:
        return None
    step, on = int(interval), tuple(said.pop("BYDAY", "").split(",")) if "BYDAY" in said else ()
    day = said.pop("BYMONTHDAY", "")
    if said:
        return None
    if freq == "DAILY" and not on and not day:
        return Rhythm(RhythmKind.DAYS, step)
    if freq == "WEEKLY" and not day and set(on) <= set(DAYS):
        return Rhythm(RhythmKind.WEEKS, step, tuple(sorted(DAYS.index(one) for one in on)))
    if freq == "MONTHLY":
        return _of_months(step, on, day)
    return None


def _of_months(step: int, on: tuple[str, ...], day: str) -> Rhythm | None:
    if on:
        found = _NTH_DAY.fullmatch(on[0])
        if len(on) > 1 or day or found is None or found[2] not in DAYS or int(found[1]) not in NTHS:
            return None
        return Rhythm(RhythmKind.MONTH_WEEKDAY, step, nth=int(found[1]), weekday=DAYS.index(found[2]))
    if day.lstrip("+").isdigit() and 1 <= int(day) <= 31 or day == str(LAST):
        return Rhythm(RhythmKind.MONTH_DAY, step, month_day=int(day))
    return None


def in_words(rule: str, starts: date | None = None) -> str:
    """Return a rule as people say it ("Every second Saturday"), empty where there is none or it has no words here.

    A rhythm of weeks without a day comes round on the weekday that it starts on.
    """
    rhythm = rhythm_of(rule)
    if rhythm is None:
        return ""
    match rhythm.kind:
        case RhythmKind.DAYS:
            return interval_in_words(rhythm.kind, rhythm.every)
        case RhythmKind.WEEKS:
            days = rhythm.weekdays or ((starts.weekday(),) if starts is not None else ())
            return _weeks_in_words(rhythm.every, days)
        case RhythmKind.MONTH_WEEKDAY:
            day = _("The {nth} {weekday}").format(
                nth=nth_in_words(rhythm.nth).lower(), weekday=weekday_name(rhythm.weekday)
            )
            return _of_which_month(day, rhythm.every)
        case RhythmKind.MONTH_DAY:
            return _of_which_month(month_day_in_words(rhythm.month_day), rhythm.every)
    return ""


def interval_in_words(kind: RhythmKind, every: int) -> str:
    """Return "Every second week" and the like: what there is to choose of an interval."""
    match kind:
        case RhythmKind.DAYS:
            one, nth, many = _("Every day"), _("Every {nth} day"), _("Every {n} days")
        case RhythmKind.WEEKS:
            one, nth, many = _("Every week"), _("Every {nth} week"), _("Every {n} weeks")
        case _other:
            one, nth, many = _("Every month"), _("Every {nth} month"), _("Every {n} months")
    if every == 1:
        return one
    ordinal = _ordinal(every)
    return nth.format(nth=ordinal) if ordinal else many.format(n=every)


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """Return "Monday" for 0, or "Mon"."""
    day = _MONDAY + timedelta(days=weekday)
    return weekday_short(day) if short else weekday_in_full(day)


def nth_in_words(nth: int) -> str:
    """Return "First" for 1, "Last" for LAST."""
    return {1: _("First"), 2: _("Second"), 3: _("Third"), 4: _("Fourth"), LAST: _("Last")}[nth]


def month_day_in_words(day: int) -> str:
    """Return "Day 15", or "The last day" for LAST."""
    return _("The last day") if day == LAST else _("Day {n}").format(n=day)


def _ordinal(number: int) -> str:
    return _(_ORDINALS[number - 2]) if 2 <= number < len(_ORDINALS) + 2 else ""


def _weeks_in_words(every: int, days: tuple[int, ...]) -> str:
    if len(days) == len(DAYS) and every == 1:
        return _("Every day")
    names = [weekday_name(day) for day in days]
    if every == 1 and days == (0, 1, 2, 3, 4):
        return _("Every day from Monday to Friday")
    if not names:
        return interval_in_words(RhythmKind.WEEKS, every)
    if every == 1:
        return _("Every {weekdays}").format(weekdays=_and(names))
    if len(names) == 1 and _ordinal(every):
        return _("Every {nth} {weekday}").format(nth=_ordinal(every), weekday=names[0])
    week = interval_in_words(RhythmKind.WEEKS, every)
    return _("{every_so_many_weeks} on {weekdays}").format(every_so_many_weeks=week, weekdays=_and(names))


def _of_which_month(day: str, every: int) -> str:
    if every == 1:
        return _("{day} of each month").format(day=day)
    month = interval_in_words(RhythmKind.MONTH_DAY, every)
    return _("{day} of a month, {every_so_many_months}").format(
        day=day, every_so_many_months=month[:1].lower() + month[1:]
    )


def _and(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{several} and {last}").format(several=", ".join(names[:-1]), last=names[-1])
