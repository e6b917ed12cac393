"""A stay with all that hangs on it: orders, who was told, times alone; and what follows from them for screen and paper.

What has to be right in them stands in stay_validation.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ..core.text import _, ngettext
from .legal_orders import LegalOrder, Notification, TimeAlone
from .staff import Jurisdiction
from .young_people import Stay


@dataclass(frozen=True, slots=True)
class HeldReview:
    """A review that was held during a stay: when, what it is called, who led it, and what came of it."""

    on: date
    what: str
    led_by: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayFile:
    """One stay (None while there is none) of a young person, and all their stays, newest first.

    `orders`, `notifications` and `times_alone` are those of this stay alone; who is still to be told stands first.
    `jurisdiction` is the nation whose law asks for the record; `reviews` stand in a file for paper only. Of the kinds in `withheld` the reader does not see all.
    """

    young_person_id: str
    name_used: str
    stay: Stay | None
    stays: tuple[Stay, ...]
    jurisdiction: Jurisdiction
    orders: tuple[LegalOrder, ...] = ()
    notifications: tuple[Notification, ...] = ()
    times_alone: tuple[TimeAlone, ...] = ()
    reviews: tuple[HeldReview, ...] = ()
    withheld: frozenset[str] = frozenset()

    @property
    def earlier(self) -> tuple[Stay, ...]:
        """The other stays, newest first."""
        return tuple(one for one in self.stays if self.stay is None or one.id != self.stay.id)


def shown_stay(stays: Iterable[Stay], stay_id: str = "") -> Stay | None:
    """Return the stay that was named, else the one that has not ended, else the newest of `stays` (newest first)."""
    found = tuple(stays)
    if stay_id:
        return next((one for one in found if one.id == stay_id), None)
    return next((one for one in found if one.ended_at is None), found[0] if found else None)


def nation_of(stay: Stay | None, unit: Jurisdiction) -> Jurisdiction:
    """Return the nation whose law asks for the record of a stay: that of its law, else where the house stands."""
    return (stay.legal_basis.nation if stay is not None else None) or unit


def waiting_first(notifications: Iterable[Notification]) -> tuple[Notification, ...]:
    """Return who is still to be told first, then the others by when they were."""
    return tuple(
        sorted(
            notifications, key=lambda n: (n.told_at is not None, n.told_at and n.told_at.timestamp(), n.id)
        )
    )


# -- how long --------------------------------------------------------------------------------------------------


def length(entry: TimeAlone) -> timedelta | None:
    """Return how long a time alone was (what really passed, whatever the clock on the wall did); None without end."""
    if entry.ended_at is None:
        return None
    return entry.ended_at.astimezone(UTC) - entry.started_at.astimezone(
        UTC
    )  # also where a clock change lies between


def total(entries: Iterable[TimeAlone]) -> timedelta:
    """Return how long the times alone that have ended were together."""
    return sum((found for one in entries if (found := length(one)) is not None), timedelta())


def how_long(time: timedelta) -> str:
    """Return a length in words: "1 hour 10 minutes"; less than a minute is "less than a minute"."""
    minutes = int(time.total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("{n} hour", "{n} hours", hours).format(n=hours))
    if rest:
        parts.append(ngettext("{n} minute", "{n} minutes", rest).format(n=rest))
    return " ".join(parts) or _("less than a minute")


def total_words(entries: Iterable[TimeAlone]) -> str:
    """Return how often and how long altogether: "2 times, 55 minutes altogether". Never a score, never compared."""
    found = tuple(entries)
    if not found:
        return ""
    times = ngettext("{n} time", "{n} times", len(found)).format(n=len(found))
    ended = [one for one in found if one.ended_at is not None]
    if not ended:
        return _("{times}, not ended yet").format(times=times)
    said = _("{times}, {long} altogether").format(times=times, long=how_long(total(ended)))
    if len(ended) < len(found):
        return _("{said}, one not ended yet").format(said=said)
    return said


def overlaps(entry: TimeAlone, other: TimeAlone) -> bool:
    """Say whether two times alone lie over each other; one without an end goes on."""
    far = datetime.max.replace(tzinfo=entry.started_at.tzinfo)
    return entry.started_at < (other.ended_at or far) and other.started_at < (entry.ended_at or far)
