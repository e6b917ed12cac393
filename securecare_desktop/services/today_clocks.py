"""What Today shows of time limits: those that are late or due soon, of everybody whose records the reader may read.

An order that ends and an appeal that runs out stand there already (today_law.py), so they are not said again.
"""

from collections.abc import Iterator
from datetime import timedelta

from ..core.text import _, day_short, ngettext
from ..domain.clock_running import (
    ClockFacts,
    ClockState,
    RunningClock,
    main_stay,
    running_clocks,
    stay_notices,
)
from ..domain.clocks import Trigger
from ..domain.today import DueLine
from .clock_file import clock_files
from .clocks import facts_of
from .today_look import Look

LONG_LATE = timedelta(days=28)
"""Limits that are late for longer than this stand in one line where there are several of one young person."""
_IN_ONE_LINE_FROM = 3


def clock_lines(look: Look) -> Iterator[DueLine]:
    """Yield the limits that are late, also of stays that ended lately, or due on or before the last day looked at.

    `record_id` is the key of the running clock; it is empty for a line that stands for several. A limit that a plan
    review shows has the `rhythm` of that review, so that it stands there once.
    """
    rules = clock_files().book
    for facts in facts_of(look.work, look.lately).values():
        yield from _about_stay(look, facts)
        clocks = [c for c in running_clocks(rules, facts, look.now) if _is_shown(c, look, facts)]
        long_late = [c for c in clocks if c.due is not None and c.due.on < look.today - LONG_LATE]
        if len(long_late) >= _IN_ONE_LINE_FROM:
            clocks = [c for c in clocks if c not in long_late]
            yield _together(look, long_late)
        yield from (_line(look, clock) for clock in clocks)


def _about_stay(look: Look, facts: ClockFacts) -> Iterator[DueLine]:
    """Yield what has to be put right in a stay, so that its limits are sure."""
    stay = main_stay(facts.stays)
    if stay is not None:
        for sentence in stay_notices(facts.stays):
            yield look.line("stays", stay, sentence, look.today)


def _is_shown(clock: RunningClock, look: Look, facts: ClockFacts) -> bool:
    soon = clock.state in (ClockState.LATE, ClockState.DUE_SOON, ClockState.RUNNING)
    return soon and clock.due is not None and clock.due.on <= look.until and not _is_said(clock, facts)


def _is_said(clock: RunningClock, facts: ClockFacts) -> bool:
    """Say whether a limit of an order is that order's own last day, which stands there already."""
    if clock.rule.trigger is not Trigger.ORDER_MADE or clock.due is None:
        return False
    orders = {order.id: order for order in facts.orders}
    order = orders.get(clock.series)
    if order is None:
        return False
    return (order.appeal_by is not None) if clock.rule.lapses else clock.due.on == order.ends_on


def _line(look: Look, clock: RunningClock) -> DueLine:
    assert clock.due is not None
    run = clock.run
    return DueLine(
        young_person_id=clock.young_person_id,
        young_person_name=look.name(clock.young_person_id),
        what=clock.rule.title,
        who=run.who if run is not None and run.who else clock.rule.who,
        due_on=clock.due.on,
        due_at=clock.due.at,
        rests_on=clock.rule.rests_on,
        record_kind="clocks",
        record_id=clock.key,
        unverified=not clock.figure_confirmed,
        rhythm=clock.rule.rhythm if clock.review is not None else "",
        note=_("more time was allowed") if clock.extended else "",
    )


def _together(look: Look, clocks: list[RunningClock]) -> DueLine:
    """Return one line for limits that are late for long: each of them stands on the page it leads to."""
    first = min(clocks, key=lambda clock: clock.due.on if clock.due is not None else look.today)
    assert first.due is not None
    words = ngettext(
        "{n} time limit late since before {day}", "{n} time limits late since before {day}", len(clocks)
    )
    return DueLine(
        young_person_id=first.young_person_id,
        young_person_name=look.name(first.young_person_id),
        what=words.format(n=len(clocks), day=day_short(look.today - LONG_LATE, look.today)),
        who="",
        due_on=first.due.on,
        rests_on=first.rule.rests_on,
        record_kind="clocks",
        record_id="",
    )
