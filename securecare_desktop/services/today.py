"""Today: what cannot wait, for the young people whose records the signed-in person may read."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from ..core.labels import label
from ..core.text import _, clock_time, day_short
from ..domain.checklists import RestsOn
from ..domain.family_time import Limit, Occasion, OccasionState
from ..domain.permissions import Action
from ..domain.promises import PromiseState
from ..domain.today import DatedLine, DueLine, FamilyTimeLine, OpenedLine, StillToTell, Today
from ..domain.worker_changes import ChangeState, ChangeSummary, Step
from ..domain.young_people import YoungPerson
from .next_dates import day_start
from .open_anyway import unseen
from .session import Session
from .signatures import waiting_in
from .today_limits import limit_lines, untold_family_limits
from .today_plan import goal_titles, plan_lines, untold_limits, waiting_for_a_manager
from .worker_changes import open_summaries

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

DUE_DAYS = 7
GOODBYE_DAYS = 7
TELL_DAYS = 14
"""How far back an untold cancelled occasion is looked for; older ones stay in the family-time list."""


class _AboutOne(Protocol):
    """A record about one young person."""

    @property
    def id(self) -> str: ...

    @property
    def young_person_id(self) -> str: ...


class TodayService:
    """The page that everybody sees first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self) -> Today:
        """Return the page. Raises PermissionRefused for a role that reads no records."""
        today = self._session.clock.today()
        with self._session.reading(looked_at="today") as work:
            people = {p.id: p for p in self._session.visible_young_people(work)}
            changes = open_summaries(work, tuple(people.values()), today)
            limits = work.limits.running()
            promises = [p for p in work.promises.find(state=PromiseState.OPEN) if p.young_person_id in people]
            due_promises = sorted(
                (p for p in promises if p.due_on is not None and p.due_on <= today),
                key=lambda p: (p.due_on or today, people[p.young_person_id].name_used),
            )
            return Today(
                day=today,
                still_to_tell=_still_to_tell(work, people, changes, limits, today),
                changes=changes,
                due=_due(work, people, limits, today, self._session),
                family_time=_family_time(work, people, today),
                goodbyes=_goodbyes(work, people, changes, today),
                promises=tuple(
                    DatedLine(
                        young_person_id=p.young_person_id,
                        young_person_name=people[p.young_person_id].name_used,
                        what=p.what,
                        day=p.due_on,
                        record_id=p.id,
                    )
                    for p in due_promises
                ),
                open_promises=len(promises),
                opened_anyway=_opened_anyway(self._session, work),
                waiting=waiting_in(work, people.values(), self._session),
            )


def _opened_anyway(session: Session, work: "Work") -> tuple[OpenedLine, ...]:
    """Return what a manager has not read yet; nothing for whoever is not to read it."""
    if not session.may(Action.SEE_OPENED_ANYWAY):
        return ()
    return tuple(
        OpenedLine(
            record_id=opened.id,
            young_person_id=opened.young_person_id,
            young_person_name=work.young_people.require(opened.young_person_id).name_used,
            who=opened.staff_name,
            reason=opened.reason,
            at=opened.written_at or opened.until,
            until=opened.until,
        )
        for opened in unseen(session, work)
    )


def _still_to_tell(
    work: "Work",
    people: dict[str, YoungPerson],
    changes: tuple[ChangeSummary, ...],
    limits: tuple[Limit, ...],
    today: date,
) -> tuple[StillToTell, ...]:
    """Return cancelled family time first, since it is nearest, then changes of worker and limits."""
    occasions = work.occasions.between(
        day_start(today - timedelta(days=TELL_DAYS)), day_start(today + timedelta(days=TELL_DAYS))
    )
    untold = [
        StillToTell(
            young_person_id=o.young_person_id,
            young_person_name=people[o.young_person_id].name_used,
            news=_cancelled_news(o, today),
            record_kind="family_time",
            record_id=o.id,
        )
        for o in occasions
        if o.young_person_id in people and o.still_to_tell
    ]
    untold += [
        StillToTell(
            young_person_id=c.young_person_id,
            young_person_name=c.young_person_name,
            news=_change_news(c, today),
            record_kind="worker_changes",
            record_id=c.id,
        )
        for c in changes
        if not c.young_person_told
    ]
    untold += untold_family_limits(limits, people, today)
    untold += untold_limits(work, people, today)
    return tuple(untold)


def _cancelled_news(occasion: Occasion, today: date) -> str:
    day = occasion.planned_at.astimezone().date()
    when = clock_time(occasion.planned_at) if day == today else day_short(day, today)
    news = (
        _("{kind} with {name} at {when} is cancelled.")
        if day == today
        else _("{kind} with {name} on {when} is cancelled.")
    )
    told = news.format(kind=label(occasion.kind), name=occasion.with_whom, when=when)
    if occasion.heard_at is not None and occasion.cancelled_by:
        heard = occasion.heard_at.astimezone()
        at = clock_time(heard) if heard.date() == today else day_short(heard.date(), today)
        told += " " + _("{name} let us know at {time}.").format(name=occasion.cancelled_by, time=at)
    return told


def _change_news(change: ChangeSummary, today: date) -> str:
    told = (
        _("{name}, {role}, leaves on {day}.")
        if change.day >= today
        else _("{name}, {role}, has been away since {day}.")
    )
    return told.format(
        name=change.outgoing_name, role=change.role_text.lower(), day=day_short(change.day, today)
    )


def _due(
    work: "Work", people: dict[str, YoungPerson], limits: tuple[Limit, ...], today: date, session: Session
) -> tuple[DueLine, ...]:
    """Return items, actions and reviews that are late or due soon; late ones stay until they are done."""
    until = today + timedelta(days=DUE_DAYS)

    def line(
        kind: str, record: _AboutOne, what: str, who: str, due_on: date | None, rests_on: RestsOn
    ) -> None:
        if record.young_person_id in people and due_on is not None:
            found.append(
                DueLine(
                    young_person_id=record.young_person_id,
                    young_person_name=people[record.young_person_id].name_used,
                    what=what,
                    who=who,
                    due_on=due_on,
                    rests_on=rests_on,
                    record_kind=kind,
                    record_id=record.id,
                )
            )

    found: list[DueLine] = []
    for item in work.checklist_items.due_until(until):
        line("checklists", item, item.what, item.who, item.due_on, item.rests_on)
    actions = work.actions.open_until(until)
    titles = goal_titles(work, (action.goal_lineage_id for action in actions))
    for action in actions:
        what = action.what
        if title := titles.get(action.goal_lineage_id):
            what = _("{what} (for the goal “{title}”)").format(what=what, title=title)
        line("actions", action, what, action.who, action.by, action.rests_on)
    for arranged in work.arrangements.reviews_until(until):
        what = _("Family time with {name} looked at again").format(name=arranged.with_whom)
        rests_on = RestsOn.LAW if arranged.directed_by_court else RestsOn.TEAM
        line("arrangements", arranged, what, "", arranged.review_on, rests_on)
    found += limit_lines(work, limits, people, session.clock.now(), until)
    found += plan_lines(work, people, today, until)
    found += waiting_for_a_manager(work, people, today, session)
    return tuple(sorted(found, key=lambda d: (d.due_on, d.young_person_name)))


def _family_time(work: "Work", people: dict[str, YoungPerson], today: date) -> tuple[FamilyTimeLine, ...]:
    occasions = work.occasions.between(day_start(today), day_start(today + timedelta(days=1)))
    return tuple(
        FamilyTimeLine(
            young_person_id=o.young_person_id,
            young_person_name=people[o.young_person_id].name_used,
            at=o.planned_at,
            with_whom=o.with_whom,
            kind=o.kind,
            place=o.place,
            state=o.state,
            note=_note(o, people[o.young_person_id].name_used),
            record_id=o.id,
        )
        for o in sorted(occasions, key=lambda o: o.planned_at)
        if o.young_person_id in people
    )


def _note(occasion: Occasion, name: str) -> str:
    if occasion.state not in (OccasionState.CANCELLED, OccasionState.DID_NOT_COME):
        return ""
    said = (
        _("Cancelled by {name}.").format(name=occasion.cancelled_by)
        if occasion.cancelled_by
        else label(occasion.state) + "."
    )
    if occasion.still_to_tell:
        said += " " + _("{name} not told yet").format(name=name)
    return said


def _goodbyes(
    work: "Work", people: dict[str, YoungPerson], changes: tuple[ChangeSummary, ...], today: date
) -> tuple[DatedLine, ...]:
    until = today + timedelta(days=GOODBYE_DAYS)
    found = []
    for change in changes:
        if change.state is not ChangeState.OPEN:
            continue
        for step in work.change_steps.find(change_id=change.id, number=int(Step.GOODBYE)):
            at = step.moment("at")
            if at is None or step.day("happened_on") is not None:
                continue
            if today <= at.astimezone().date() <= until:
                found.append(
                    DatedLine(
                        young_person_id=change.young_person_id,
                        young_person_name=people[change.young_person_id].name_used,
                        what=step.text("plan") or _("Goodbye"),
                        day=at.astimezone().date(),
                        at=at,
                        record_id=change.id,
                    )
                )
    return tuple(sorted(found, key=lambda g: g.at.timestamp() if g.at else 0.0))
