"""When the items of a running checklist are due, and what happens to them when the day it counts from moves.

Pure: the anchors come in. Nothing due is ever lost here: an item whose day is not known stays in its list without one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, day_full
from ..core.working_days import NoBankHolidays
from .checklists import Anchor, Checklist, ChecklistItem, ItemState
from .staff import Jurisdiction
from .time_limits import Due, TimeLimit, TimeUnit, due_from

_WEEKDAYS = 5
_HOURS_IN_A_DAY = 24
Anchors = Mapping[Anchor, datetime | date]
"""The days and moments that are known; one that is not known is missing."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A due day with a sentence where something about it has to be said; without a day it is not known yet."""

    due: Due | None
    sentence: str = ""


def due_of(
    item: ChecklistItem,
    list_anchor: Anchor,
    anchors: Anchors,
    done: Mapping[str, date],
    nation: Jurisdiction | None,
) -> Dated:
    """Return when an item is due. `done` says on which day the items of its list were done, by their keys.

    One that follows another has no day until that one is done. Where bank holidays of a year are not known the
    working days are counted without them, which is early and never late.
    """
    if item.offset is None:
        return Dated(Due(item.due_on, item.due_at) if item.due_on is not None else None)
    start: datetime | date | None
    if item.after:
        start = done.get(item.after)
        if start is None:
            return Dated(None, _("Counts from the day on which what it follows is done."))
    else:
        anchor = item.anchor or list_anchor
        start = anchors.get(anchor)
        if start is None:
            words = _("Counts from {anchor}, which is not known.")
            return Dated(None, words.format(anchor=label(anchor)))
    limit = TimeLimit(count=item.offset, unit=item.offset_unit)
    try:
        if limit.unit is TimeUnit.HOURS and not isinstance(start, datetime):
            return Dated(Due(start + timedelta(days=limit.count // _HOURS_IN_A_DAY)))  # no moment is made up
        try:
            return Dated(due_from(start, limit, nation))
        except NoBankHolidays as missing:
            sentence = _("{what} Counted from Monday to Friday without them.").format(what=missing.text)
            return Dated(Due(_weekdays_from(start, limit.count)), sentence)
    except (OverflowError, ValueError):
        return Dated(None, _("No calendar has this day. Look at how long before or after it is due."))


def dated_anew(
    items: Iterable[ChecklistItem],
    running: Checklist,
    anchors: Anchors,
    nation: Jurisdiction | None,
    because: str = "",
) -> tuple[ChecklistItem, ...]:
    """Return those items whose day is another one now, with the day they had and why it moved.

    Done ones, and those that do not apply, stay as they are. `because` is said of those whose day was known before.
    """
    known = tuple(items)
    done = settled_on(known)
    found = []
    for item in known:
        if item.state is not ItemState.OPEN or item.offset is None:
            continue
        due = due_of(item, running.anchor, anchors, done, nation).due
        on, at = (due.on, due.at) if due is not None else (None, None)
        if (on, at) == (item.due_on, item.due_at):
            continue
        had = item.due_on or item.moved_from  # one that was cleared remembers the day it had
        was, why = item.moved_from, item.moved_because
        if on != item.due_on and (had is None or had == on):
            was, why = None, ""
        elif on != item.due_on:
            was, why = had, because or _moved_words(item, running, anchors, done)
        found.append(replace(item, due_on=on, due_at=at, moved_from=was, moved_because=why))
    return tuple(found)


def chosen_by_hand(item: ChecklistItem, list_anchor: Anchor, anchors: Anchors) -> ChecklistItem:
    """Return an item whose day somebody chose: it keeps its distance from its anchor, and moves along with it.

    Without anything to count from, or without a day, it stands for itself.
    """
    start = anchors.get(item.anchor or list_anchor)
    item = replace(item, offset=None, after="", moved_from=None, moved_because="")
    if start is None or item.due_on is None:
        return item
    return replace(item, offset=(item.due_on - _day(start)).days, offset_unit=TimeUnit.DAYS, due_at=None)


def settled_on(items: Iterable[ChecklistItem]) -> Mapping[str, date]:
    """Return on which day items were done or found not to apply, by their keys: what follows them counts from it."""
    return {i.key: i.done_on for i in items if i.state is not ItemState.OPEN and i.done_on is not None}


def _moved_words(item: ChecklistItem, running: Checklist, anchors: Anchors, done: Mapping[str, date]) -> str:
    """Return why an item moved: what it counts from is on another day now, or on none."""
    if item.after:
        done_on = done.get(item.after)
        if done_on is None:
            return _("What it follows is open again.")
        return _("What it follows was done on {day}.").format(day=day_full(done_on))
    anchor = item.anchor or running.anchor
    what = label(anchor) if anchor is not Anchor.CHOSEN_DAY else _("the day of this list")
    what = what[:1].upper() + what[1:]
    now = anchors.get(anchor)
    if now is None:
        return _("{what} is not known any more.").format(what=what)
    day, before = _day(now), running.anchor_on if anchor is running.anchor else None
    if before is None or before == day:
        return _("{what} is {day} now.").format(what=what, day=day_full(day))
    return _("{what} is {day} now. It was {before}.").format(
        what=what, day=day_full(day), before=day_full(before)
    )


def distance_words(item: ChecklistItem) -> str:
    """Return how far from its anchor an item is due: "28 days before", "24 hours after", "on the day"."""
    if item.offset is None:
        return ""
    if item.offset == 0:
        return _("on the day") if item.offset_unit is not TimeUnit.HOURS else _("at once")
    limit = TimeLimit(count=item.offset, unit=item.offset_unit)
    words = _("{how_long} before") if item.offset < 0 else _("{how_long} after")
    return words.format(how_long=limit.words)


def _day(start: datetime | date) -> date:
    return local(start).date() if isinstance(start, datetime) else start


def _weekdays_from(start: datetime | date, count: int) -> date:
    day = _day(start)
    step = timedelta(days=-1 if count < 0 else 1)
    for _each in range(abs(count)):
        day += step
        while day.weekday() >= _WEEKDAYS:
            day += step
    while day.weekday() >= _WEEKDAYS:  # no step at all was taken
        day += timedelta(days=1)
    return day
