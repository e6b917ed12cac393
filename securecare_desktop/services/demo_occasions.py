"""The family time of the demo unit: occasions by rule from today, told with the texts of its files.

A rhythm names an arrangement, its days and a pool of stories; a rule gives the past occasions, the newest
first story to the newest occasion, and the planned ones. Exceptions (cancelled, moved, declined) are told
one by one, counted from today: -1 is the last occasion before today, 0 the one of today, 1 the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from .demo_dates import day_of, filled, moment_of

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_POOLS = ("before", "arrival", "ending", "after", "next_day", "family")
_FIELDS = {
    "did": "what_they_did",
    "warm": "warm_moments",
    "said": "what_was_said",
    "after": "afterwards",
    "view": "own_view",
    "family": "family_view",
    "done": "what_was_done",
}
"""Short names that the files use, for the fields of an occasion."""

_PLANNED_SINCE = timedelta(days=3)
"""How long ago the newest plans for family time were written down, so that not all were made today."""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """The values of one occasion, who writes them down (a key of the staff file) and when."""

    values: Values
    by: str
    at: datetime


def days_of_rhythm(rhythm: Mapping[str, Any], today: date) -> dict[int, date]:
    """Return the days of a rhythm by number: ..., -2, -1 before today, 0 today, 1, 2, ... to come.

    `weekday` and `every` (weeks) give days of the week, the last one before today being one of them when
    `every` is more than 1; `cycle` and `on` give days counted from today itself.
    """
    first, last = day_of(rhythm["first"], today), day_of(rhythm["last"], today)
    span = range((first - today).days, (last - today).days + 1)
    if "weekday" in rhythm:
        weekday, step = _WEEKDAYS.index(rhythm["weekday"]), 7 * rhythm.get("every", 1)
        newest = -((today.weekday() - weekday - 1) % 7 + 1)
        offsets = [o for o in span if (o - newest) % step == 0]
    else:
        offsets = [o for o in span if o % rhythm["cycle"] in rhythm["on"]]
    past = [o for o in offsets if o < 0]
    coming = [o for o in offsets if o > 0]
    numbered = {
        number: today + timedelta(days=o) for number, o in zip(range(-len(past), 0), past, strict=True)
    }
    numbered |= {number: today + timedelta(days=o) for number, o in enumerate(coming, start=1)}
    if 0 in offsets:
        numbered[0] = today
    return dict(sorted(numbered.items()))


def begins_with(rhythm: Mapping[str, Any], today: date) -> str:
    """Return the first day of a rhythm as files say it: an arrangement that comes round every so many weeks counts from it."""
    return f"{(min(days_of_rhythm(rhythm, today).values()) - today).days:+}d"


def occasions_of(
    rhythm: Mapping[str, Any], arrangement: Mapping[str, Any], today: date, now: datetime
) -> Iterator[Told]:
    """Yield the occasions of one rhythm, oldest first, with those that were moved to another day."""
    exceptions = {e["n"]: e for e in rhythm.get("exceptions", ())}
    days = days_of_rhythm(rhythm, today)
    took_place = [n for n in days if n < 0 and n not in exceptions]
    for number, day in days.items():
        start = moment_of(f"day {rhythm['time']}", today, day)
        values = _common(arrangement, start)
        if arrangement.get("rule"):
            values["expected_at"] = start
        if number in exceptions:
            told = _exception(exceptions[number], values, today, day)
            yield _signed(
                told, exceptions[number].get("written_by") or _turn(rhythm["written_by"], number), now
            )
            moved = told.get("instead_at")
            if moved is not None and not any(d == moved.date() for d in days.values()):
                yield _moved(rhythm, arrangement, moved, today, now)
        elif number < 0:
            back = len(took_place) - took_place.index(number)
            story = _story(rhythm, back, opening=number == took_place[0])
            yield _happened(rhythm, values, story, back, today, now)
        else:
            planner = _turn(rhythm["written_by"], number)
            yield Told(
                values | {"state": "planned"}, planner, min(now - _PLANNED_SINCE, start - timedelta(days=10))
            )


def _common(arrangement: Mapping[str, Any], start: datetime) -> Values:
    names = ("person_id", "with_whom", "kind", "place", "level")
    values = {name: arrangement[name] for name in names if name in arrangement}
    return values | {"arrangement_id": arrangement["key"], "planned_at": start}


def _story(rhythm: Mapping[str, Any], back: int, *, opening: bool) -> Mapping[str, str]:
    """Return what to tell: the first story to the newest occasion, the opening to the oldest."""
    stories: Sequence[Mapping[str, str]] = rhythm["stories"]
    return rhythm["opening"] if opening and "opening" in rhythm else stories[(back - 1) % len(stories)]


def _happened(
    rhythm: Mapping[str, Any], values: Values, story: Mapping[str, str], back: int, today: date, now: datetime
) -> Told:
    """Tell an occasion that took place; `back` is 1 for the newest, 2 for the one before."""
    start: datetime = values["planned_at"]
    day = start.date()
    began = start + timedelta(minutes=(0, 3, 0, 5, 1, 0, 8)[back % 7])
    ended = began + timedelta(minutes=rhythm["minutes"] + (0, 4, -3, 6, -5, 2)[back % 6])
    writer = _turn(rhythm["written_by"], back)
    told = values | {"state": "happened", "started_at": began, "ended_at": ended, "own_view_how": "not_asked"}
    for pool in _POOLS:
        if pool in rhythm:
            told[_FIELDS.get(pool, pool)] = _turn(rhythm[pool], back)
    told |= {_FIELDS.get(name, name): text for name, text in story.items()}
    if "view" in story:
        told["own_view_how"] = story.get("own_view_how", "said")
    elif back % 3 == 0:
        told["own_view_how"] = "chose_not_to"
    told = _with_dates(told, today, day)
    return Told(told | {"supervisor": writer}, writer, min(now, ended + timedelta(minutes=50)))


def _exception(given: Mapping[str, Any], values: Values, today: date, day: date) -> Values:
    told = {
        _FIELDS.get(name, name): value for name, value in given.items() if name not in ("n", "written_by")
    }
    if told.get("own_view"):
        told.setdefault("own_view_how", "said")
    return _with_dates(values | told, today, day)


def _moved(
    rhythm: Mapping[str, Any], arrangement: Mapping[str, Any], moved: datetime, today: date, now: datetime
) -> Told:
    """Tell the occasion that was agreed instead of a cancelled one."""
    values = _common(arrangement, moved)
    if moved.date() < today:
        back = len(rhythm["stories"])
        return _happened(rhythm, values, _story(rhythm, back, opening=False), back, today, now)
    planner = _turn(rhythm["written_by"], 1)
    return Told(
        values | {"state": "planned"}, planner, min(now - timedelta(days=1), moved - timedelta(days=6))
    )


def _signed(values: Values, by: str, now: datetime) -> Told:
    """Let an exception be written down after the newest thing that it tells of."""
    heard = [values[n] for n in ("told_at", "heard_at", "ended_at") if n in values]
    written = (max(heard) if heard else values["planned_at"]) + timedelta(minutes=25)
    return Told(values | {"supervisor": by}, by, min(now, written))


def _with_dates(values: Values, today: date, day: date) -> Values:
    """Turn the moments of an occasion, which count from its day, into moments, and fill texts in."""
    for name in ("started_at", "ended_at", "heard_at", "told_at", "instead_at"):
        if isinstance(values.get(name), str):
            values[name] = moment_of(values[name], today, day)
    return {n: filled(v, today, day) if isinstance(v, str) else v for n, v in values.items()}


def _turn(pool: Sequence[str], number: int) -> str:
    return pool[number % len(pool)]
