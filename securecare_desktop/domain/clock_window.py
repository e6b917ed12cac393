"""Time in secure care without an order that allows it, added up within any so many days in a row.

SSI 2013/205 regulation 5, SI 1991/1505 regulation 10, WSI 2015/1988 regulation 2. The stays of one young person count
together. Where a moment is not written down, it is taken so that the total is reached early and never late.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ..core.text import _, day_full
from .legal_orders import LegalOrder
from .people import Answer
from .time_limits import TimeLimit, TimeUnit
from .young_people import Stay

_IN_ONE = {
    TimeUnit.HOURS: timedelta(hours=1),
    TimeUnit.DAYS: timedelta(days=1),
    TimeUnit.WEEKS: timedelta(weeks=1),
}


class Span(NamedTuple):
    """A time from one moment to another, both aware; without an end it goes on."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class WindowTotal:
    """What was used of the total in the window that ends now, and when it is or was reached (None: not as things are)."""

    used: timedelta
    left: timedelta
    reached_at: datetime | None
    runs_on: bool


def length(limit: TimeLimit) -> timedelta | None:
    """Return how long a limit in hours, days or weeks is; None for one that has no fixed length."""
    one = _IN_ONE.get(limit.unit)
    return None if one is None else one * limit.count


def times_without_order(stays: Iterable[Stay], orders: Iterable[LegalOrder]) -> tuple[Span, ...]:
    """Return the times of these stays in which no order allowed secure care, in their order and none twice."""
    orders = tuple(orders)
    found: list[Span] = []
    for stay in stays:
        if stay.arrived_at is None:
            continue
        covered = [span for order in orders if (span := _covers(order, stay)) is not None]
        found += _without(Span(stay.arrived_at, real_end(stay)), covered)
    return _together(found)


def real_end(stay: Stay) -> datetime | None:
    """Return when a stay ended; None where it goes on, or is said to have ended before it began."""
    if stay.ended_at is None or (stay.arrived_at is not None and stay.ended_at < stay.arrived_at):
        return None
    return stay.ended_at


def notices_on_orders(stay: Stay, orders: Iterable[LegalOrder], spans: Sequence[Span]) -> tuple[str, ...]:
    """Return what has to be written down about orders before the total is sure.

    `spans` are the times without an order: what would change none of them is not asked for.
    """
    found = []
    for order in orders:
        if order.stay_id != stay.id:
            continue
        if order.secure is Answer.NOT_KNOWN:
            what = _("Write whether the order of {day} allows secure care. Until then it is taken not to.")
            found.append(what.format(day=_day_of(order)))
        elif order.secure is Answer.YES and order.from_at is None and order.made_on is None:
            found.append(_("Write since when the order allows secure care. Until then it is taken not to."))
        elif order.secure is Answer.YES and order.from_at is None and _counts_its_day(order, stay, spans):
            what = _("Write at what time the order of {day} began. Until then that day counts as without it.")
            found.append(what.format(day=_day_of(order)))
    return tuple(found)


def total_in_window(
    spans: Sequence[Span], limit: timedelta, window: timedelta, of_stay: Span, now: datetime
) -> WindowTotal:
    """Return what is used of `limit` in the `window` up to now, and when it is reached within `of_stay`.

    `spans` are the times that count, as times_without_order returns them.
    """
    used = min(_used(spans, window, now), limit)
    runs_on = any(s.start <= now and (s.end is None or now < s.end) for s in spans)
    reached = next(
        (at for span in spans if (at := _reached_in(span, spans, limit, window, of_stay)) is not None), None
    )
    return WindowTotal(used, limit - used, reached, runs_on)


def _reached_in(
    span: Span, spans: Sequence[Span], limit: timedelta, window: timedelta, of_stay: Span
) -> datetime | None:
    """Return the first moment within one span and the stay at which the total is reached."""
    start = max(span.start, of_stay.start)
    ends = [end for end in (span.end, of_stay.end) if end is not None]
    end = min(ends) if ends else start + limit  # by then it is reached by this time alone
    if end < start:
        return None
    leaving = (edge + window for s in spans for edge in s if edge is not None)
    moments = sorted({start, end, *(at for at in leaving if start < at < end)})
    before = _used(spans, window, start)
    if before >= limit:
        return start
    for at, after in zip(moments, moments[1:], strict=False):
        then = _used(spans, window, after)
        if then >= limit:
            return at + (limit - before)  # between two moments the total stands still or grows as time does
        before = then
    return None


def _used(spans: Sequence[Span], window: timedelta, at: datetime) -> timedelta:
    """Return how much of the window that ends at a moment is in the spans."""
    since, found = at - window, timedelta()
    for span in spans:
        start, end = max(span.start, since), at if span.end is None else min(span.end, at)
        if start < end:
            found += end - start
    return found


def _covers(order: LegalOrder, stay: Stay) -> Span | None:
    """Return the time for which an order allows secure care, or None for one that does not say so."""
    if order.secure is not Answer.YES:
        return None
    if order.from_at is not None:
        start = order.from_at
    elif order.made_on is None:
        return None
    else:
        start = _beginning(order.made_on + timedelta(days=1 if _made_later(order, stay) else 0))
    ends = min((day for day in (order.ends_on, order.ended_on) if day is not None), default=None)
    end = None if ends is None else _beginning(ends + timedelta(days=1))
    return None if end is not None and end <= start else Span(start, end)


def _made_later(order: LegalOrder, stay: Stay) -> bool:
    """Say whether an order was made on a later day than that of the arrival."""
    assert order.made_on is not None
    return stay.arrived_at is None or order.made_on > stay.arrived_at.astimezone().date()


def _counts_its_day(order: LegalOrder, stay: Stay, spans: Sequence[Span]) -> bool:
    """Say whether some of the day on which an order was made counts as without one."""
    assert order.made_on is not None
    begins, ends = _beginning(order.made_on), _beginning(order.made_on + timedelta(days=1))
    return _made_later(order, stay) and any(
        span.start < ends and (span.end is None or begins < span.end) for span in spans
    )


def _without(span: Span, covered: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of a span without the times that are covered."""
    start = span.start
    for cover in sorted(covered, key=lambda one: one.start):
        if span.end is not None and cover.start >= span.end:
            break
        if cover.start > start:
            yield Span(start, cover.start)
        if cover.end is None:
            return
        start = max(start, cover.end)
    if span.end is None or start < span.end:
        yield Span(start, span.end)


def _together(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in their order, those that touch or overlap as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        last = found[-1] if found else None
        if last is not None and (last.end is None or span.start <= last.end):
            end = None if last.end is None or span.end is None else max(last.end, span.end)
            found[-1] = Span(last.start, end)
        else:
            found.append(span)
    return tuple(found)


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()


def _day_of(order: LegalOrder) -> str:
    return day_full(order.made_on) if order.made_on is not None else _("an unknown day")
