"""What a limit on family time may rest on in each nation, how long it may last, who has to hear of it, and by when.

The grounds themselves stand in resources/family_time/grounds.toml; what has to be put right is limit_validation.py.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_and_time
from .family_time import Limit, LimitGround, Notified, NotifyWithin
from .source_marks import SourceMark
from .staff import Jurisdiction

AUTHORITY = "{authority}"
"""Stands in the file for the placing authority of the young person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """Somebody who has to hear of a limit, and how fast; some of them only in an emergency."""

    who: str
    within: NotifyWithin
    in_emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One lawful ground in some nations. `days` is how long it may last at most, None where a day is not fixed."""

    key: LimitGround
    jurisdictions: tuple[Jurisdiction, ...]
    words: str
    lasts: str
    reviewed: str
    source: str
    mark: SourceMark
    days: int | None = None
    to_tell: tuple[ToTell, ...] = ()
    note: str = ""

    def runs_out(self, starts: date | None) -> date | None:
        """Return the last day that the ground carries a limit that began on `starts`; None where none is fixed."""
        return starts + timedelta(days=self.days) if starts is not None and self.days is not None else None

    def tell_of(self, *, emergency: bool) -> tuple[Notified, ...]:
        """Return who has to hear of it, as rows in which nobody was told yet."""
        return tuple(
            Notified(who=one.who, within=one.within)
            for one in self.to_tell
            if emergency or not one.in_emergency
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverASanction:
    """What a nation says about family time as a punishment."""

    jurisdictions: tuple[Jurisdiction, ...]
    words: str
    source: str
    mark: SourceMark


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRules:
    """What holds for one young person: the grounds of their nation, and that a limit is never a sanction."""

    grounds: tuple[Ground, ...] = ()
    never: NeverASanction | None = None
    nations: tuple[Jurisdiction, ...] = ()

    def get(self, key: LimitGround | str | None) -> Ground | None:
        """Return a ground; None for one that is none in this nation."""
        return next((ground for ground in self.grounds if ground.key == key), None)


# -- by when somebody has to hear of it -------------------------------------------------------------------------

_LONGEST = {NotifyWithin.AT_ONCE: timedelta(0), NotifyWithin.DAY: timedelta(hours=24),
            NotifyWithin.WEEK: timedelta(days=7)}  # fmt: skip


def counts_from(limit: Limit) -> datetime | None:
    """Return the moment from which the hours count; None while the limit is not stored.

    A limit has a first day and no hour. Written down on that day, its hours count from when it was written, else from
    the beginning of the day: rather too early than too late.
    """
    written = limit.written_at
    if written is None or limit.starts is None or local(written).date() == limit.starts:
        return written
    return datetime.combine(limit.starts, time()).astimezone(UTC)


def due_at(limit: Limit, one: Notified) -> datetime | None:
    """Return by when somebody has to hear of a limit; None where no time is set."""
    begins, longest = counts_from(limit), _LONGEST.get(one.within)
    return begins + longest if begins is not None and longest is not None else None


def told_at(one: Notified) -> datetime | None:
    """Return when somebody heard of it, None for not yet."""
    return datetime.fromisoformat(one.told_at) if one.told_at else None


def is_late(limit: Limit, one: Notified, now: datetime) -> bool:
    """Say whether somebody has not heard in time, or heard too late.

    "At once" has no figure: it is late until they have heard, and nobody counts minutes afterwards.
    """
    due, told = due_at(limit, one), told_at(one)
    if due is None or (told is not None and one.within is NotifyWithin.AT_ONCE):
        return False
    return (told if told is not None else now) > due


def still_to_hear(limit: Limit) -> tuple[Notified, ...]:
    """Return who has not heard of a limit yet, who has to hear first before the others; nobody once it has ended."""
    if limit.ended_on is not None:
        return ()
    order = list(_LONGEST)
    waiting = [one for one in limit.notified if not one.told_at]
    return tuple(
        sorted(waiting, key=lambda one: order.index(one.within) if one.within in order else len(order))
    )


def hear_words(limit: Limit, one: Notified, now: datetime) -> str:
    """Return by when somebody must hear of a limit: "Wexcombe Council must hear by 15:40, within 24 hours"."""
    if one.within is NotifyWithin.AT_ONCE:
        return _("{who} must hear at once").format(who=one.who)
    due = due_at(limit, one)
    if due is None:
        return _("{who} has not been told yet").format(who=one.who)
    today = local(now).date()
    at = clock_time(due) if local(due).date() == today else day_and_time(due, today)
    late = now > due
    words = _("{who} should have heard by {at}, {within}") if late else _("{who} must hear by {at}, {within}")
    return words.format(who=one.who, at=at, within=label(one.within))
