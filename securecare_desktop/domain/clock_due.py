"""When one step of a time limit is due, when it warns, and how it stands at a moment."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from ..core.text import N_, _, day_full
from ..core.working_days import NoBankHolidays
from .checklists import ItemState
from .clock_state import ClockState, beginning
from .clock_window import length
from .clocks import ClockRule, ClockRun, Trigger
from .plan_reviews import PlanReview
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


class Standing(NamedTuple):
    """How one step stands, as the fields of a RunningClock."""

    state: ClockState
    due: Due | None
    notices: tuple[str, ...] = ()
    missing: str = ""
    due_before: Due | None = None
    warns_at: datetime | None = None
    finished: datetime | date | None = None
    was_late: bool = False


class Written(NamedTuple):
    """What was written down of one step, and the review that shows it."""

    run: ClockRun | None
    review: PlanReview | None


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


def warning_of(rule: ClockRule, start: datetime | date, last_moment: datetime) -> datetime:
    """Return the moment from which a limit warns: as its rule says, else by how long it lasts."""
    if rule.warn is not None:
        return last_moment - _roughly(rule.warn)
    begins = start if isinstance(start, datetime) else beginning(start)
    lasts = last_moment - begins
    return last_moment - next((before for most, before in _WARNS if lasts <= most), _WARNS_AT_MOST)


def _roughly(limit: TimeLimit) -> timedelta:
    days = {TimeUnit.MONTHS: 30, TimeUnit.WORKING_DAYS: 1}.get(limit.unit, 0)
    return length(limit) or timedelta(days=days * limit.count)


def missing_of(rule: ClockRule) -> str:
    """Return the sentence that says which day is missing."""
    known = _MISSING.get(rule.trigger)
    return _(known) if known is not None else _("The day it counts from is not written down.")


def standing(
    rule: ClockRule,
    start: datetime | date | None,
    due: Due | None,
    written: Written,
    now: datetime,
    ended: datetime | None,
    notices: tuple[str, ...] = (),
) -> Standing:
    """Return how a step stands that counts from `start` and is due by its rule; `ended` is the end of the stay."""
    due, notices = _planned(due, written.review, notices)
    until = written.run.extended_until if written.run is not None else None
    due_before = None
    if until is not None and (due is None or until > due.last_moment):
        due_before, due = due, Due(until.astimezone().date(), until)
    finished = _finished(due, due_before, written, notices)
    if finished is not None:
        return finished
    if due is None:
        return Standing(ClockState.MISSING, None, notices, missing_of(rule))
    last = due.last_moment
    if ended is not None and rule.trigger not in GOES_ON:
        if last > ended:
            sentence = _("The stay ended before this was due.")
            return Standing(ClockState.OVER, due, (*notices, sentence), "", due_before)
        notices = (*notices, _("The stay has ended, and this is still open."))
    if last < now:
        state = ClockState.OVER if rule.lapses else ClockState.LATE
        return Standing(state, due, notices, "", due_before)
    warns = warning_of(rule, start if start is not None else due.on, last)
    state = ClockState.DUE_SOON if warns <= now else ClockState.RUNNING
    return Standing(state, due, notices, "", due_before, warns)


def _planned(
    due: Due | None, review: PlanReview | None, notices: tuple[str, ...]
) -> tuple[Due | None, tuple[str, ...]]:
    """Return the day that its review is planned for where it has none, or say that it is planned after its time."""
    if review is None or review.held_on is not None:
        return due, notices
    if due is None:
        return Due(review.due_on), notices
    if review.due_on > due.on:
        sentence = _("It is planned for {day}, which is after its time.").format(day=day_full(review.due_on))
        return due, (*notices, sentence)
    return due, notices


def _finished(
    due: Due | None, due_before: Due | None, written: Written, notices: tuple[str, ...]
) -> Standing | None:
    """Return that somebody wrote a step down as done or not applicable, or that its review was held; else None."""
    run, review = written.run, written.review
    at: datetime | date | None
    if run is not None and run.state is ItemState.NOT_APPLICABLE:
        return Standing(ClockState.NOT_APPLICABLE, due, notices, "", due_before)
    if run is not None and run.state is ItemState.DONE:
        at = run.done_at or run.written_at
    elif review is not None and review.held_on is not None:
        at = review.held_on
    else:
        return None
    return Standing(ClockState.DONE, due, notices, "", due_before, None, at, is_after(at, due))


def is_after(at: datetime | date | None, due: Due | None) -> bool:
    """Say whether something was done after its time; a day alone is late from the next day on."""
    if at is None or due is None:
        return False
    return at > due.last_moment if isinstance(at, datetime) else at > due.on
