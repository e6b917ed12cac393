"""What Today shows of plans: limits nobody was told of, reviews that are due, and what young people are asked again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, day_short
from ..domain.checklists import RestsOn
from ..domain.permissions import Action
from ..domain.plan_reviews import PlanReview
from ..domain.plans import Decision, Goal, PlanPart, PlanState, PlanVersion, RestrictionReview, Section
from ..domain.record import Record
from ..domain.staff import Role
from ..domain.today import DueLine, StillToTell
from ..domain.voice import asks_again, voice_of
from ..domain.young_people import YoungPerson
from .rhythm_file import rhythm_file

if TYPE_CHECKING:
    from ..db.unit_of_work import Work
    from .session import Session

People = Mapping[str, YoungPerson]


def untold_limits(work: "Work", people: People, today: date) -> Iterator[StillToTell]:
    """Yield the limits in the plan that are in force, or soon will be, and that nobody has told them of."""
    for limit in work.restrictions.untold():
        if limit.young_person_id in people:
            told = (
                _("There is a limit since {day}: {what}")
                if limit.starts is None or limit.starts <= today
                else _("There will be a limit from {day}: {what}")
            )
            yield StillToTell(
                young_person_id=limit.young_person_id,
                young_person_name=people[limit.young_person_id].name_used,
                news=told.format(day=day_short(limit.starts or today, today), what=limit.what),
                record_kind="restrictions",
                record_id=limit.id,
            )


def plan_lines(work: "Work", people: People, today: date, until: date) -> Iterator[DueLine]:
    """Yield the reviews of plans, limits and if-then plans due up to `until`, and what is asked again by `today`.

    A limit stands there with its planned end as well: until somebody ends it, it is in force.
    """
    for review in work.plan_reviews.due_until(until):
        rhythm = rhythm_file().get(review.rhythm)
        rests_on = rhythm.rests_on if rhythm is not None else RestsOn.TEAM
        what = rhythm.title if rhythm is not None else _("Plan looked at again")
        yield from _line(people, "plan_reviews", review, what, review.led_by, review.due_on, rests_on)
    for limit in work.restrictions.reviews_until(until):
        what = _("Limit looked at again: {what}").format(what=limit.what)
        yield from _line(people, "restrictions", limit, what, limit.authorised_by, limit.review_on)
    for limit in work.restrictions.ends_until(until):
        if limit.planned_end != limit.review_on:  # one line for one day
            what = _("Limit planned to end: {what}").format(what=limit.what)
            yield from _line(people, "restrictions", limit, what, limit.authorised_by, limit.planned_end)
    for scenario in work.scenarios.reviews_until(until):
        what = _("If-then plan looked at again: {what}").format(what=scenario.what)
        yield from _line(people, "scenarios", scenario, what, scenario.owner, scenario.review_on)
    for kind, record in asked_again(work, today):
        what = _("Ask again: {what}").format(what=about(record, today))
        yield from _line(people, kind, record, what, "", voice_of(record).ask_again_on)


def waiting_for_a_manager(work: "Work", people: People, today: date, session: "Session") -> Iterator[DueLine]:
    """Yield the versions that their authors have signed, for whoever may sign them as manager."""
    if not session.may(Action.APPROVE_PLAN):
        return
    for version in work.plan_versions.find(state=PlanState.SIGNED):
        if version.author_id != session.actor.id:
            what = _("Version {n} of the plan waits for a manager’s signature").format(n=version.number)
            since = local(version.author_signed_at).date() if version.author_signed_at is not None else today
            yield from _line(people, "plan_versions", version, what, label(Role.UNIT_MANAGER), since)


def goal_titles(work: "Work", lineages: Iterable[str]) -> dict[str, str]:
    """Return what goals are called by their lineage, as the newest version calls them."""
    wanted = {lineage for lineage in lineages if lineage}
    return {goal.lineage_id: goal.title for goal in work.goals.of_lineages(wanted)} if wanted else {}


def asked_again(
    work: "Work", until: date, young_person_id: str | None = None
) -> Iterator[tuple[str, Record]]:
    """Yield the kind of record and the record of all that young people, or this one, are asked again by `until`."""
    from ..db import voice

    for kind, record in voice.asked_again(work, until, young_person_id):
        if asks_again(record, until) and not _has_addendum_since(work, record):
            yield kind, record


def _has_addendum_since(work: "Work", record: Record) -> bool:
    """Say whether somebody wrote beside a signed decision since the day: its own words cannot be changed any more."""
    if not isinstance(record, Decision) or record.signed_at is None or record.ask_again_on is None:
        return False
    day = record.ask_again_on
    addenda = work.addenda.find(record_kind="decisions", record_id=record.id)
    return any(a.written_at is not None and a.written_at.astimezone().date() >= day for a in addenda)


def about(record: Record, today: date) -> str:
    """Return what a young person is asked about, in a few words."""
    if isinstance(record, PlanPart):
        return label(Section(record.section))
    if isinstance(record, PlanVersion):
        return _("version {n} of the plan").format(n=record.number)
    if isinstance(record, Goal):
        return _("goal “{title}”").format(title=record.title)
    if isinstance(record, PlanReview):
        return _("the plan review of {day}").format(day=day_short(record.held_on or record.due_on, today))
    if isinstance(record, RestrictionReview):
        return _("the limit that was looked at on {day}").format(day=day_short(record.held_on, today))
    return str(getattr(record, "what"))  # noqa: B009 - an if-then plan, a limit or a decision, which say it themselves


def _line(
    people: People,
    kind: str,
    record: Record,
    what: str,
    who: str,
    due_on: date | None,
    rests_on: RestsOn = RestsOn.TEAM,
) -> Iterator[DueLine]:
    """Yield a line about somebody whose records the reader may read."""
    about = str(getattr(record, "young_person_id"))  # noqa: B009 - all these kinds have one
    if about in people and due_on is not None:
        yield DueLine(
            young_person_id=about,
            young_person_name=people[about].name_used,
            what=what,
            who=who,
            due_on=due_on,
            rests_on=rests_on,
            record_kind=kind,
            record_id=record.id,
        )
