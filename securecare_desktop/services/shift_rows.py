"""The rows of the shift sheet: how each young person is, what is planned in this shift, what helps, what to do.

Nothing here says why somebody is here: what rests on their orders stands in the program alone.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_short, given_name, lines
from ..domain.family_calendar import with_same_day
from ..domain.family_time import Occasion, OccasionState
from ..domain.promises import Promise, PromiseState
from ..domain.shift_rules import ShiftTime
from ..domain.shift_sheet import SheetPlan, SheetRow
from ..domain.shifts import ShiftNote
from ..domain.today import DueLine, sorted_by_need
from ..domain.worker_changes import ChangeFile, MeetingState, Step
from ..domain.young_people import AboutMeKind, YoungPerson
from .arrangements import expected_in
from .session import Session
from .today import news_to_tell
from .today_due import action_lines, checklist_lines
from .today_family import family_lines
from .today_limits import limit_lines
from .today_look import Look
from .today_plan import plan_lines
from .worker_changes import open_files

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

HELPS = 2
"""How many of their own lines stand on the sheet."""


def collect_rows(
    session: Session,
    work: "Work",
    people: tuple[YoungPerson, ...],
    time: ShiftTime,
    notes: Iterable[ShiftNote],
) -> tuple[SheetRow, ...]:
    """Return a row for each of these young people, by the name they use."""
    ids = {p.id for p in people}
    names = {k: known for k, known in session.visible_names(work).items() if k in ids}
    look = Look(work, session.actor, names, session.clock.now(), session.clock.today(), time.on)
    files = open_files(work, names)
    news = tuple(news_to_tell(look, files))
    promises = work.promises.among("young_person_id", names, state=PromiseState.OPEN)
    due = _due(look)
    given = tuple(notes)
    return tuple(
        SheetRow(
            name=person.name_used,
            pronouns=person.pronouns,
            age=person.age_on(look.today),
            status=status.kind if (status := work.statuses.newest(person.id)) is not None else None,
            sentence=_chosen(status.sentence, person) if status is not None else "",
            untold=tuple(
                _chosen(_told(one.record_kind, one.news), person)
                for one in news
                if one.young_person_id == person.id
            ),
            plans=tuple(_plans(work, person, time, files)),
            helps=_helps(work, person),
            to_do=(
                *(_promised(p, look) for p in _by_day(promises, person, time)),
                *(_to_do(line, look) for line in due if line.young_person_id == person.id),
            ),
            notes=tuple(_chosen(n.what, person) for n in given if n.young_person_id == person.id),
        )
        for person in people
    )


def _chosen(text: str, person: YoungPerson) -> str:
    """Return a text with the name that somebody uses where their full name was written."""
    return text.replace(person.legal_name, person.name_used) if person.legal_name.strip() else text


def _told(record_kind: str, news: str) -> str:
    """Return news as it may lie about on paper: what an order says is read in the program before it is told."""
    if record_kind in ("legal_orders", "stays"):
        return _("News about an order. Read it in the program before you tell them.")
    return news


def _helps(work: "Work", person: YoungPerson) -> tuple[str, ...]:
    """Return one or two lines of what helps, else of how they want to be told things."""
    for kind in (AboutMeKind.WHAT_HELPS, AboutMeKind.HOW_TO_TELL_ME):
        for part in work.about_me.find(young_person_id=person.id, kind=kind):
            if part.given_how.has_words and lines(part.text):
                return lines(part.text)[:HELPS]
    return ()


# -- planned ----------------------------------------------------------------------------------------------------


def _plans(
    work: "Work", person: YoungPerson, time: ShiftTime, files: Iterable[ChangeFile]
) -> Iterator[SheetPlan]:
    found = chain(_family_time(work, person, time), _changes(person, time, files))
    yield from sorted(found, key=lambda plan: plan.at.timestamp() if plan.at else 0.0)


def _family_time(work: "Work", person: YoungPerson, time: ShiftTime) -> Iterator[SheetPlan]:
    occasions = work.occasions.between(time.begins, time.ends, young_person_id=person.id)
    for one in occasions:
        what = _("{kind} with {name}").format(kind=label(one.kind), name=one.with_whom)
        if one.state is OccasionState.PLANNED:
            yield SheetPlan(what=f"{what}, {one.place}" if one.place else what, at=one.planned_at)
        elif one.state in (OccasionState.CANCELLED, OccasionState.DID_NOT_COME):
            yield SheetPlan(what=f"{what}, {_fell_away(one)}", at=one.planned_at, cancelled=True)
    last = local(time.ends).date()
    for expected in with_same_day(expected_in(work, person.id, time.on, last), occasions):
        one_expected, at = expected.expected, expected.expected.at
        if expected.occasion is None and time.begins <= at < time.ends:
            arranged = one_expected.arrangement
            what = _("{kind} with {name}").format(kind=label(arranged.kind), name=arranged.with_whom)
            yield SheetPlan(what=_("{what}, as arranged").format(what=what), at=at)


def _fell_away(occasion: Occasion) -> str:
    """Return who cancelled and when that was heard: "cancelled by Mum 08:50"."""
    if not occasion.cancelled_by:
        said = label(occasion.state).lower()
    else:
        said = _("cancelled by {name}").format(name=occasion.cancelled_by)
    if occasion.heard_at is not None:
        heard = local(occasion.heard_at).date()
        same = heard == local(occasion.planned_at).date()
        said += f" {clock_time(occasion.heard_at) if same else day_short(heard, heard)}"
    if occasion.instead_at is not None:
        said += ", " + _("instead {moment}").format(moment=_moment(occasion.instead_at))
    return said


def _moment(at: datetime) -> str:
    day = local(at).date()
    return f"{day_short(day, day)} {clock_time(at)}"


def _changes(person: YoungPerson, time: ShiftTime, files: Iterable[ChangeFile]) -> Iterator[SheetPlan]:
    """Yield meetings with a new worker, goodbyes, and who changes on this day."""
    for file in (f for f in files if f.change.young_person_id == person.id):
        change = file.change
        for meeting in file.meetings:
            if meeting.at is None or not time.begins <= meeting.at < time.ends:
                continue
            what = _("{what} with {name}").format(what=meeting.what, name=given_name(change.incoming_name))
            if meeting.where.strip():
                what += f", {meeting.where}"
            if meeting.state is MeetingState.CANCELLED:
                yield SheetPlan(what=_("{what}, cancelled").format(what=what), at=meeting.at, cancelled=True)
            elif meeting.state is MeetingState.PLANNED:
                yield SheetPlan(what=what, at=meeting.at)
        goodbye = file.step(Step.GOODBYE)
        at = goodbye.moment("at")
        if at is not None and goodbye.day("happened_on") is None and time.begins <= at < time.ends:
            plan = goodbye.text("plan") or _("Goodbye with {name}").format(
                name=given_name(change.outgoing_name)
            )
            yield SheetPlan(
                what=_("{plan}, a goodbye").format(plan=plan.strip().rstrip(".")), at=at, goodbye=True
            )
        if change.day == time.on and change.incoming_name:
            what = _("{name} becomes {role}")
            role = (change.role_text or label(change.role)).lower()
            yield SheetPlan(what=what.format(name=given_name(change.incoming_name), role=role))


# -- to do ------------------------------------------------------------------------------------------------------


def _by_day(promises: Iterable[Promise], person: YoungPerson, time: ShiftTime) -> list[Promise]:
    """Return the promises that are due in this shift or late, the latest first."""
    due = [
        p for p in promises if p.young_person_id == person.id and p.due_on is not None and p.due_on <= time.on
    ]
    return sorted(due, key=lambda p: p.due_on or time.on)


def _promised(promise: Promise, look: Look) -> str:
    by = given_name(promise.keeper or promise.made_by)
    assert promise.due_on is not None
    if promise.due_on == look.today:
        words = _("{what} (promised by {name} for today)")
    else:
        words = _("{what} (promised by {name} for {day})")
    return words.format(
        what=promise.what.strip().rstrip("."), name=by, day=day_short(promise.due_on, look.today)
    )


def _due(look: Look) -> tuple[DueLine, ...]:
    """Return what is due in this shift or late; law and time limits stay in the program."""
    limits = look.of_those_here(look.work.limits.among, ended_on=None)
    restrictions = look.of_those_here(look.work.restrictions.among, ended_on=None)
    arrangements = look.of_those_here(look.work.arrangements.among)
    standing = tuple(a for a in arrangements if a.ended_on is None or a.ended_on >= look.today)
    found = chain(
        checklist_lines(look),
        action_lines(look),
        family_lines(look, standing),
        limit_lines(look, limits),
        plan_lines(look, restrictions),
    )
    return sorted_by_need((line for line in found if line.due_on <= look.until), look.now)


def _to_do(line: DueLine, look: Look) -> str:
    who = f" ({given_name(line.who)})" if line.who.strip() else ""
    late = ""
    if line.due_on < look.today:
        late = _(", since {day}").format(day=day_short(line.due_on, look.today))
    elif line.due_at is not None:
        late = _(", by {time}").format(time=clock_time(line.due_at))
    return f"{line.what.strip().rstrip('.')}{who}{late}"
