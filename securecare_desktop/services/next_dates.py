"""The dates to come for one young person, gathered from all records: for the overview and for packs."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ..core.labels import label
from ..core.text import _, day_plain, given_name
from ..domain.checklists import ItemState
from ..domain.clock_running import ClockState, running_clocks
from ..domain.clocks import Trigger
from ..domain.family_time import OccasionState
from ..domain.worker_changes import ChangeState, JointMeeting, MeetingState, Step
from ..domain.young_people import NextDate
from .clock_file import clock_files
from .clocks import facts_about
from .rhythm_file import rhythm_file

if TYPE_CHECKING:
    from ..db.unit_of_work import Work
    from ..domain.plans import LiveRestriction, Scenario

DAYS_AHEAD = 42


def next_dates(work: "Work", young_person_id: str, today: date) -> tuple[NextDate, ...]:
    """Return what lies ahead in the next six weeks, by day and time; what is late belongs to Today."""
    until = today + timedelta(days=DAYS_AHEAD)
    ahead = [
        *(d for d in _family_time(work, young_person_id, today, until) if today <= d.day <= until),
        *due_dates(work, young_person_id, today, today, until),
    ]
    return tuple(sorted(ahead, key=lambda d: (d.day, d.at is None, d.at.timestamp() if d.at else 0.0)))


def due_dates(
    work: "Work", young_person_id: str, today: date, first: date, last: date
) -> tuple[NextDate, ...]:
    """Return what is due from `first` to `last`, both included, besides family time; in no order."""
    found = [
        *_changes(work, young_person_id, today),
        *_checklists(work, young_person_id),
        *_law(work, young_person_id),
        *_plan(work, young_person_id),
        *_clocks(work, young_person_id, today),
    ]
    return tuple(d for d in found if first <= d.day <= last)


def day_start(day: date) -> datetime:
    """Return the first local moment of a day, aware."""
    return datetime.combine(day, time.min).astimezone()


def _family_time(work: "Work", young_person_id: str, today: date, until: date) -> list[NextDate]:
    occasions = work.occasions.between(
        day_start(today), day_start(until + timedelta(days=1)), young_person_id=young_person_id
    )
    return [
        NextDate(
            day=o.planned_at.astimezone().date(),
            at=o.planned_at,
            what=_("{kind} with {name}").format(kind=label(o.kind), name=o.with_whom)
            + (f", {o.place}" if o.place else ""),
        )
        for o in occasions
        if o.state is OccasionState.PLANNED
    ]


def _meeting(meeting: JointMeeting, incoming_name: str) -> NextDate | None:
    day = meeting.at.astimezone().date() if meeting.at else meeting.by_day
    if day is None or meeting.state is not MeetingState.PLANNED:
        return None
    what = _("Meeting with {name}: {what}").format(name=given_name(incoming_name), what=meeting.what)
    return NextDate(day=day, at=meeting.at, what=what, key=meeting.id)


def _changes(work: "Work", young_person_id: str, today: date) -> list[NextDate]:
    found = []
    for change in work.worker_changes.find(young_person_id=young_person_id, state=ChangeState.OPEN):
        meetings = work.joint_meetings.find(change_id=change.id)
        found += [d for m in meetings if (d := _meeting(m, change.incoming_name)) is not None]
        if change.day >= today:
            what = _("{name} becomes {role}").format(
                name=given_name(change.incoming_name), role=(change.role_text or label(change.role)).lower()
            )
            found.append(NextDate(day=change.day, what=what, key=change.id))
        for step in work.change_steps.find(change_id=change.id):
            at = step.moment("at") if step.number == Step.GOODBYE else None
            if at is not None and step.done_on is None:
                what = _("Goodbye with {name}").format(name=given_name(change.outgoing_name))
                found.append(NextDate(day=at.astimezone().date(), at=at, what=what, key=step.id))
            if step.number == Step.CHECK and step.done_on is None:
                days = [step.due_on, *([step.second_due_on] if step.second_due_on else [])]
                found += [
                    NextDate(day=d, what=_("Check-in: how does it feel?"), key=f"{step.id}:{n}")
                    for n, d in enumerate(days)
                ]
    return found


def _checklists(work: "Work", young_person_id: str) -> list[NextDate]:
    """Return what is open in lists that nobody has closed."""
    lists = work.checklists.find(young_person_id=young_person_id)
    closed = {one.id for one in lists if one.closed_on is not None}
    return [
        NextDate(day=item.due_on, at=item.due_at, what=item.what, rests_on=item.rests_on.value, key=item.id)
        for item in work.checklist_items.find(young_person_id=young_person_id, state=ItemState.OPEN)
        if item.due_on is not None and item.checklist_id not in closed
    ]


def _law(work: "Work", young_person_id: str) -> list[NextDate]:
    stay = work.stays.current(young_person_id)
    found = []
    for order in work.legal_orders.find(stay_id=stay.id, ended_on=None) if stay is not None else ():
        if order.ends_on is not None:
            what = _("The order ends on {day}").format(day=day_plain(order.ends_on, order.ends_on))
            found.append(NextDate(day=order.ends_on, what=what, rests_on="law", key=f"{order.id}:ends"))
        if order.appeal_by is not None:
            found.append(
                NextDate(
                    day=order.appeal_by,
                    what=_("Last day to appeal"),
                    rests_on="law",
                    key=f"{order.id}:appeal",
                )
            )
    if stay is not None and stay.planned_move is not None:
        what = _("Moving on to {place}").format(place=stay.moving_to) if stay.moving_to else _("Moving on")
        found.append(NextDate(day=stay.planned_move, what=what, key=f"{stay.id}:move"))
    running = [r for r in work.limits.find(young_person_id=young_person_id) if r.ended_on is None]
    found += [
        NextDate(
            day=r.review_on,
            what=_("Limit looked at again: {what}").format(what=r.what),
            key=f"{r.id}:review",
        )
        for r in running
        if r.review_on is not None
    ]
    found += [
        NextDate(
            day=r.planned_end,
            what=_("Limit planned to end: {what}").format(what=r.what),
            key=f"{r.id}:end",
        )
        for r in running
        if r.planned_end is not None and r.planned_end != r.review_on
    ]
    return found


def _clocks(work: "Work", young_person_id: str, today: date) -> list[NextDate]:
    """Return the time limits that run, without those that an order or a planned review says already."""
    found = running_clocks(clock_files().book, facts_about(work, young_person_id), day_start(today))
    return [
        NextDate(
            day=clock.due.on,
            at=clock.due.at,
            what=clock.rule.title,
            rests_on=clock.rule.rests_on.value,
            key=clock.key,  # the same rule can run more than once
        )
        for clock in found
        if clock.due is not None
        and clock.state in (ClockState.RUNNING, ClockState.DUE_SOON)
        and clock.review is None
        and clock.rule.trigger is not Trigger.ORDER_MADE
    ]


def _plan(work: "Work", young_person_id: str) -> list[NextDate]:
    found = []
    for review in work.plan_reviews.to_come(young_person_id):
        rhythm = rhythm_file().get(review.rhythm)
        what = rhythm.title if rhythm is not None else _("Plan looked at again")
        rests_on = rhythm.rests_on.value if rhythm is not None else ""
        found.append(NextDate(day=review.due_on, what=what, rests_on=rests_on, key=review.id))
    limits = work.restrictions.find(young_person_id=young_person_id)
    found += [
        NextDate(
            day=limit.planned_end,
            what=_("Limit planned to end: {what}").format(what=limit.what),
            key=f"{limit.id}:end",
        )
        for limit in limits
        if limit.planned_end is not None and limit.planned_end != limit.review_on and limit.ended_on is None
    ]
    looked_at: tuple[LiveRestriction | Scenario, ...] = (
        *limits,
        *work.scenarios.find(young_person_id=young_person_id),
    )
    found += [
        NextDate(
            day=one.review_on,
            what=_("Looked at again: {what}").format(what=one.what),
            key=f"{one.id}:review",
        )
        for one in looked_at
        if one.review_on is not None and one.ended_on is None
    ]
    return found
