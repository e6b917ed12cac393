"""A running time limit in words: when it is due, what it counts from and how, and what it rests on."""

from datetime import date, datetime, timedelta

from ...core.clock import local
from ...core.text import _, clock_time, day_full, day_short, ngettext
from ...domain.checklists import RestsOn
from ...domain.clock_running import ClockState, RunningClock
from ...domain.clocks import ClockKind
from ...domain.limit_validation import source_words
from ...domain.time_limits import Counting, TimeUnit

_HOUR = timedelta(hours=1)
_DAY_HOURS = 48
"""Up to so many hours away it is said in hours."""

CHIPS = {
    ClockState.LATE: ("circle-alert", "late"),
    ClockState.DUE_SOON: ("clock", "soon"),
    ClockState.RUNNING: ("calendar", "info"),
    ClockState.PAUSED: ("circle-slash", "quiet"),
    ClockState.MISSING: ("circle-alert", "soon"),
    ClockState.WAITING: ("circle", "quiet"),
    ClockState.DONE: ("check", "done"),
    ClockState.NOT_APPLICABLE: ("circle-slash", "quiet"),
    ClockState.OVER: ("circle-slash", "quiet"),
    ClockState.NO_DATE: ("info", "quiet"),
    ClockState.KEPT: ("lock", "quiet"),
}
"""Icon and tone of each state."""
RESTS_ON = {
    RestsOn.LAW: "scale",
    RestsOn.GUIDANCE: "book-open",
    RestsOn.TEAM: "users",
    RestsOn.PROMISE: "handshake",
}


def due_words(clock: RunningClock, today: date) -> str:
    """Return "Thu 14 May 16:30", or the day alone where no hour counts: hours from a mere day say no hour."""
    due = clock.due
    if due is None:
        return ""
    day = day_short(due.on, today)
    says_hour = due.at is not None and (isinstance(clock.starts, datetime) or clock.used is not None)
    return f"{day} {clock_time(due.at)}" if says_hour and due.at is not None else day


def away_words(clock: RunningClock, now: datetime) -> str:
    """Return "in 5 hours", "2 days late", "today" of an open limit; nothing where it is not due at all."""
    due = clock.due
    if due is None or not clock.state.is_open:
        return ""
    if clock.state is ClockState.PAUSED:
        return _("at the earliest")
    if due.at is not None:
        hours = round(abs(due.at - now) / _HOUR)
        if hours <= _DAY_HOURS:
            if due.at >= now:
                return ngettext("in {n} hour", "in {n} hours", hours).format(n=hours)
            return ngettext("{n} hour late", "{n} hours late", hours).format(n=hours)
    days = (due.on - local(now).date()).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def counted_words(clock: RunningClock, today: date) -> str:
    """Return how the day was worked out: "7 days from the arrival, Fri 6 Mar 15:10. The first day counts as day 1."."""
    rule, start = clock.rule, clock.starts
    if clock.limit is None:
        return _("Counts from: {what}").format(what=rule.from_what)
    if start is None:
        return _("{how_long} from: {what}").format(how_long=clock.limit.words, what=rule.from_what)
    when = day_full(local(start).date() if isinstance(start, datetime) else start)
    if isinstance(start, datetime):
        when = f"{when}, {clock_time(start)}"
    from_what = _("when the one before it was held") if clock.step > 1 else rule.from_what
    if rule.kind is ClockKind.WINDOW:
        said = _("{how_long}, counted together, since the arrival on {day}.")
        return said.format(how_long=clock.limit.words, day=when)
    if not clock.limit.count:
        return _("At once, from: {what}, {day}.").format(what=from_what, day=when)
    words = _("{how_long} from: {what}, {day}.").format(how_long=clock.limit.words, what=from_what, day=when)
    if rule.counting is Counting.INCLUSIVE and clock.limit.unit is not TimeUnit.HOURS:
        words += " " + _("The first day counts as day 1.")
    return words


def window_words(clock: RunningClock) -> str:
    """Return how much of a total is used and how much is left; nothing for other limits."""
    if clock.used is None:
        return ""
    used = round(clock.used / _HOUR, 1)
    if clock.left is None:
        return _("{used} hours used").format(used=_number(used))
    left = round(max(clock.left, timedelta()) / _HOUR, 1)
    return _("{used} hours used, {left} left").format(used=_number(used), left=_number(left))


def _number(hours: float) -> str:
    return f"{hours:g}"


def source_of(clock: RunningClock) -> str:
    """Return where a rule stands and how sure that is."""
    return source_words(clock.rule.source, clock.rule.mark)


def breakable(words: str) -> str:
    """Return words whose addresses may go on in the next line: a label is as wide as its longest word."""
    return words.replace("/", "/\u200b")


def finished_words(clock: RunningClock, today: date) -> str:
    """Return what became of a limit: done when and by whom, or why it does not apply."""
    run = clock.run
    parts = []
    if clock.finished is not None:
        day = local(clock.finished).date() if isinstance(clock.finished, datetime) else clock.finished
        parts.append(day_short(day, today))
    if run is not None:
        parts += [run.done_by, run.evidence, run.not_applicable_because]
        if run.late_reason:
            parts.append(_("Late because {why}").format(why=run.late_reason))
    if clock.was_late and not (run is not None and run.late_reason):
        parts.append(_("later than it was due"))
    return ", ".join(part for part in parts if part)
