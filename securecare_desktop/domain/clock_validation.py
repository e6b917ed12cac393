"""What has to be put right before what became of a time limit, or what a unit makes of its figures, can be saved."""

from collections.abc import Iterable
from datetime import date, datetime

from ..core.errors import Problem
from ..core.text import _, day_and_time
from .checklists import ItemState, RestsOn
from .clock_window import length
from .clocks import ClockKind, ClockRule, ClockRun, ClockSetting, figures
from .time_limits import Due


def problems_in_run(
    run: ClockRun, now: datetime, due: Due | None = None, others: Iterable[ClockRun] = ()
) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in what became of a limit; `due` is when it is due without an extension.

    `others` are the runs of the young person: a step is not done before the one it follows.
    """
    found: list[Problem] = []
    match run.state:
        case ItemState.DONE:
            found += _in_done(run, now, due)
            found += _in_chain(run, others)
        case ItemState.NOT_APPLICABLE:
            if not run.not_applicable_because.strip():
                found.append(Problem("not_applicable_because", _("Write why it does not apply.")))
    if run.extended_until is not None:
        if not run.extended_because.strip():
            found.append(Problem("extended_because", _("Write who allowed more time, and why.")))
        if due is not None and run.extended_until <= due.last_moment:
            sentence = _("It is due {day} anyway. Choose a later moment.")
            found.append(Problem("extended_until", sentence.format(day=day_and_time(due.last_moment))))
    elif run.extended_because.strip():
        found.append(Problem("extended_until", _("Choose until when there is more time.")))
    return tuple(found)


def _in_done(run: ClockRun, now: datetime, due: Due | None) -> list[Problem]:
    found = []
    if run.done_at is None:
        found.append(Problem("done_at", _("Choose when it was done.")))
    elif run.done_at > now:
        found.append(Problem("done_at", _("This is still to come. Leave it open until it is done.")))
    if not run.done_by.strip():
        found.append(Problem("done_by", _("Write who did it.")))
    if not run.evidence.strip() and not run.evidence_id:
        found.append(
            Problem("evidence", _("Write what shows that it was done, or choose the record or file."))
        )
    until = due.last_moment if due is not None else None
    if until is not None and run.extended_until is not None:
        until = max(until, run.extended_until)
    if run.done_at is not None and until is not None and run.done_at > until and not run.late_reason.strip():
        found.append(Problem("late_reason", _("It was done after its time. Write why.")))
    return found


def _in_chain(run: ClockRun, others: Iterable[ClockRun]) -> list[Problem]:
    """Return that a step of a chain was done before the one it follows, or after the one that follows it."""
    for other in others:
        same = (other.rule, other.stay_id, other.series) == (run.rule, run.stay_id, run.series)
        if not same or run.done_at is None or other.done_at is None or other.state is not ItemState.DONE:
            continue
        sentence = ""
        if other.step == run.step - 1 and run.done_at < other.done_at:
            sentence = _("The one before it was done {moment}. Choose that moment or a later one.")
        elif other.step == run.step + 1 and run.done_at > other.done_at:
            sentence = _("The one after it was done {moment}. Choose that moment or an earlier one.")
        if sentence:
            return [Problem("done_at", sentence.format(moment=day_and_time(other.done_at)))]
    return []


def problems_in_event(happened_at: datetime | None, now: datetime) -> tuple[Problem, ...]:
    """Return what cannot be in something that starts a limit."""
    if happened_at is None:
        return (Problem("starts_at", _("Choose when it happened.")),)
    if happened_at > now:
        return (Problem("starts_at", _("This is still to come. Write it down once it has happened.")),)
    return ()


def problems_in_setting(setting: ClockSetting, rule: ClockRule, today: date) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in what a unit makes of a rule."""
    found = []
    needed = 2 if rule.kind is ClockKind.WINDOW else 1
    if setting.confirmed_steps and len(figures(setting.confirmed_steps)) < needed:
        sentence = _("Write a number and hours, days, working days, weeks or months.")
        found.append(Problem("confirmed_steps", sentence))
    elif rule.kind is ClockKind.WINDOW and any(
        length(one) is None for one in figures(setting.confirmed_steps)
    ):
        found.append(Problem("confirmed_steps", _("Write both in hours, days or weeks.")))
    if setting.confirmed_steps and setting.confirmed_on is None:
        found.append(Problem("confirmed_on", _("Choose the day on which you looked it up.")))
    if setting.confirmed_on is not None:
        if setting.confirmed_on > today:
            found.append(
                Problem("confirmed_on", _("This day is still to come. Choose today or a day before it."))
            )
        if not setting.confirmed_by.strip():
            found.append(Problem("confirmed_by", _("Write who looked it up.")))
        if not setting.checked_against.strip():
            found.append(Problem("checked_against", _("Write what you looked it up in.")))
    elif not setting.in_use and rule.rests_on is RestsOn.LAW and not setting.checked_against.strip():
        sentence = _("This is law. Write why the unit does not work with it.")
        found.append(Problem("checked_against", sentence))
    return tuple(found)
