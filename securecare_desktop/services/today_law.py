"""What Today shows of the stay: orders that end, appeals that run out, who was not told, and times alone to be signed.

The time limits of law and guidance themselves are today_clocks.py.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_short
from ..domain.checklists import RestsOn
from ..domain.legal_orders import LegalOrder, NotifiedOf, OrderKind
from ..domain.people import Answer
from ..domain.today import DueLine, StillToTell
from .today_look import Look

GONE_BY = timedelta(days=7)
"""How long Today says that the time to appeal ran out: nothing can be done about it any more."""


def orders_of(look: Look) -> tuple[LegalOrder, ...]:
    """Return the orders of the stays of those who live here that nobody has ended."""
    return look.work.legal_orders.among("stay_id", {stay.id for stay in look.stays.values()}, ended_on=None)


def untold_orders(look: Look, orders: Iterable[LegalOrder]) -> Iterator[StillToTell]:
    """Yield the orders in force that nobody has explained to the young person."""
    for order in orders:
        if order.told_on is None and order.carries_on(look.today):
            words = (
                _("There is an order: {what}, made on {day}.")
                if order.made_on
                else _("There is an order: {what}.")
            )
            day = day_short(order.made_on, look.today) if order.made_on else ""
            yield look.news("legal_orders", order, words.format(what=_named(order), day=day))


def law_lines(look: Look, orders: tuple[LegalOrder, ...]) -> Iterator[DueLine]:
    """Yield what is due of the stays: orders, appeals, notifications, and times alone that nobody has signed."""
    yield from _ends(look, orders)
    for order in orders:
        last = order.appeal_by
        if last is not None and look.today - GONE_BY <= last <= look.until:
            words = (
                _("Last day to appeal: {what}") if last >= look.today else _("Time to appeal ran out: {what}")
            )
            yield look.line("legal_orders", order, words.format(what=_named(order)), last, RestsOn.LAW)
    yield from _not_told(look)
    for alone in filter(look.knows, look.work.times_alone.unsigned()):
        began = local(alone.started_at)
        at = f"{day_short(began.date(), look.today)}, {clock_time(alone.started_at)}"
        what = (
            _("Time alone of {at}: sign it")
            if alone.ended_at is not None
            else _("Time alone since {at}: its end")
        )
        who = look.work.staff.plain(alone.author_id, "name")
        yield look.line(
            "times_alone", alone, what.format(at=at), began.date(), RestsOn.LAW, who, who_id=alone.author_id
        )


def _ends(look: Look, orders: tuple[LegalOrder, ...]) -> Iterator[DueLine]:
    """Yield the last order of each kind where nothing carries on after it; all that allow secure care are one kind."""
    kinds: dict[tuple[str, OrderKind | Answer], list[LegalOrder]] = {}
    for order in orders:
        kind = order.secure if order.secure is Answer.YES else order.kind
        kinds.setdefault((order.stay_id, kind), []).append(order)
    for found in kinds.values():
        days = [order.ends_on or date.max for order in found]
        last = found[days.index(max(days))]
        if last.ends_on is None or last.ends_on > look.until:
            continue
        words = (
            _("The order ends: {what}")
            if last.ends_on >= look.today
            else _("The order has ended, and no newer one is written down: {what}")
        )
        yield look.line("legal_orders", last, words.format(what=_named(last)), last.ends_on, RestsOn.LAW)


def _not_told(look: Look) -> Iterator[DueLine]:
    """Yield who has not been told of an arrival, an order or a move yet."""
    stays = {stay.id: stay for stay in look.lately}
    for one in look.work.notifications.among("stay_id", stays, told_at=None):
        arrived = stays[one.stay_id].arrived_at if one.about is NotifiedOf.ARRIVAL else None
        since = arrived or one.written_at
        what = _("Tell of {about}: {who}").format(who=one.who, about=_first_small(label(one.about)))
        day = local(since).date() if since is not None else look.today
        yield look.line("notifications", one, what, day, RestsOn.LAW)


def _named(order: LegalOrder) -> str:
    return _first_small(label(order.kind))


def _first_small(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
