"""When one step of a time limit is due, when it warns, and how it stands at a moment."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from ..core.text import N_, _, day_full
from ..core.working_days import NoBankHolidays
from .checklists import ItemState
from .clock_state import ClockState, RunningClock, beginning
from .clock_window import length
from .clocks import ClockRule, Trigger
from .staff import Jurisdiction
from .time_limits import Counting, Due, TimeLimit, TimeUnit, due_from

_SATURDAY = 5

GOES_ON = (Trigger.EVENT, Trigger.MOVED_ON)
"""What these start has to be done after a stay has ended as well."""

_WARNS = (
    (timedelta(hours=12), timedelta(hours=2)),
    (timedelta(days=1), timedelta(hours=6)),
    (timedelta(days=4), timedelta(days=1)),
    (timedelta(days=15), timedelta(days=2)),
    (timedelta(days=45), timedelta(days=7)),
)
"""How long before its time a limit warns, by how long it lasts; the program's own choice."""
_WARNS_AT_MOST = timedelta(days=14)

_MISSING = {
    Trigger.ARRIVAL: N_("It counts from the arrival. Write down when they came."),
    Trigger.LOOKED_AFTER: N_("It counts from the day they became looked after. Write down that day."),
    Trigger.PLANNED_MOVE: N_("It counts from the day of the move. Write down that day."),
    Trigger.BIRTH: N_("It counts from the day they were born."),
}


def due_of(
    rule: ClockRule, start: datetime | date | None, limit: TimeLimit | None, nation: Jurisdiction
) -> tuple[Due | None, tuple[str, ...]]:
    """Return when a limit that counts from `start` is due, and sentences to read beside it. Raises nothing.

    Where the bank holidays of a year are not known, they count as working days: the day is early and never late.
    """
    if start is None or limit is None:
        return None, ()
    of = rule.jurisdictions[0] if len(rule.jurisdictions) == 1 else nation
    try:
        return due_from(start, limit, of, rule.counting), ()
    except NoBankHolidays:
        day = start.astimezone().date() if isinstance(start, datetime) else start
        sentence = _(
            "The bank holidays of that year are not known here, so none was left out. The day is early, never late."
        )
        try:
            return Due(_weekdays_from(day, limit, rule)), (sentence,)
        except OverflowError:
            return None, (_beyond(),)
    except (OverflowError, ValueError):
        return None, (_beyond(),)


def _beyond() -> str:
    return _("The day lies beyond every calendar. Look at what it counts from, and at the figure.")


def _weekdays_from(day: date, limit: TimeLimit, rule: ClockRule) -> date:
    """Return the day so many days from Monday to Friday later."""
    for _each in range(limit.count - (1 if rule.counting is Counting.INCLUSIVE else 0)):
        day += timedelta(days=1)
        while day.weekday() >= _SATURDAY:
            day += timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def warning_of(rule: ClockRule, start: datetime | date, due: Due) -> datetime:
    """Return the moment from which a limit warns: as its rule says, else by how long it lasts."""
    if rule.warn is not None:
        return due.last_moment - _roughly(rule.warn)
    begins = start if isinstance(start, datetime) else beginning(start)
    lasts = due.last_moment - begins
    return due.last_moment - next((before for most, before in _WARNS if lasts <= most), _WARNS_AT_MOST)


def _roughly(limit: TimeLimit) -> timedelta:
    days = {TimeUnit.MONTHS: 30, TimeUnit.WORKING_DAYS: 1}.get(limit.unit, 0)
    return length(limit) or timedelta(days=days * limit.count)


def missing_of(rule: ClockRule) -> str:
    """Return the sentence that says which day is missing."""
    return _(_MISSING.get(rule.trigger, N_("The day it counts from is not written down.")))


def standing(clock: RunningClock, now: datetime, ended: datetime | None) -> RunningClock:
    """Return a clock with the state that follows from what was written down and the time; `ended` is the stay's end."""
    clock = _with_more_time(_planned(clock))
    finished = _finished(clock)
    if finished is not None:
        return finished
    due = clock.due
    if due is None or clock.starts is None:
        return replace(clock, state=ClockState.MISSING, missing=clock.missing or missing_of(clock.rule))
    notices = clock.notices
    if ended is not None and clock.rule.trigger not in GOES_ON:
        if due.last_moment > ended:
            sentence = _("The stay ended before this was due.")
            return replace(clock, state=ClockState.OVER, notices=(*notices, sentence))
        notices = (*notices, _("The stay has ended, and this is still open."))
    if due.last_moment < now:
        over = clock.rule.lapses
        return replace(clock, state=ClockState.OVER if over else ClockState.LATE, notices=notices)
    warns = warning_of(clock.rule, clock.starts, due)
    state = ClockState.DUE_SOON if warns <= now else ClockState.RUNNING
    return replace(clock, state=state, warns_at=warns, notices=notices)


def _planned(clock: RunningClock) -> RunningClock:
    """Return a clock that says when its review is planned after its time, or takes that day where it has none."""
    review = clock.review
    if review is None or review.held_on is not None:
        return clock
    if clock.due is None:
        return replace(clock, due=Due(review.due_on), starts=clock.starts or review.due_on)
    if review.due_on > clock.due.on:
        sentence = _("It is planned for {day}, which is after its time.").format(day=day_full(review.due_on))
        return replace(clock, notices=(*clock.notices, sentence))
    return clock


def _with_more_time(clock: RunningClock) -> RunningClock:
    until = clock.run.extended_until if clock.run is not None else None
    if until is None or (clock.due is not None and until <= clock.due.last_moment):
        return clock
    return replace(clock, due_before=clock.due, due=Due(until.astimezone().date(), until))


def _finished(clock: RunningClock) -> RunningClock | None:
    """Return a clock that somebody wrote down as done or not applicable, or whose review was held; else None."""
    run, review = clock.run, clock.review
    at: datetime | date | None
    if run is not None and run.state is ItemState.NOT_APPLICABLE:
        return replace(clock, state=ClockState.NOT_APPLICABLE)
    if run is not None and run.state is ItemState.DONE:
        at = run.done_at or run.written_at
    elif review is not None and review.held_on is not None:
        at = review.held_on
    else:
        return None
    return replace(clock, state=ClockState.DONE, finished=at, was_late=is_after(at, clock.due))


def is_after(at: datetime | date | None, due: Due | None) -> bool:
    """Say whether something was done after its time; a day alone is late from the next day on."""
    if at is None or due is None:
        return False
    return at > due.last_moment if isinstance(at, datetime) else at > due.on
