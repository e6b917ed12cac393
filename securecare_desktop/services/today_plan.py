"""What Today shows of plans: limits nobody was told of, reviews that are due, and what young people are asked again."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, day_short
from ..domain.checklists import RestsOn
from ..domain.plan_reviews import PlanReview
from ..domain.plans import (
    Decision,
    Goal,
    LiveRestriction,
    PlanPart,
    PlanState,
    PlanVersion,
    RestrictionReview,
    Section,
)
from ..domain.record import Record
from ..domain.signatures import Addendum
from ..domain.staff import Role
from ..domain.today import DueLine, StillToTell
from ..domain.voice import asks_again, voice_of
from .rhythm_file import rhythm_file
from .today_look import Look

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


def untold_limits(look: Look, limits: tuple[LiveRestriction, ...]) -> Iterator[StillToTell]:
    """Yield the limits in the plan that are in force, or soon will be, and that nobody has told them of."""
    for limit in limits:
        if limit.told_on is None:
            told = (
                _("There is a limit since {day}: {what}")
                if limit.starts is None or limit.starts <= look.today
                else _("There will be a limit from {day}: {what}")
            )
            day = day_short(limit.starts or look.today, look.today)
            yield look.news("restrictions", limit, told.format(day=day, what=limit.what))


def plan_lines(look: Look, limits: tuple[LiveRestriction, ...]) -> Iterator[DueLine]:
    """Yield the reviews of plans, limits and if-then plans that are due, and what is asked again by today.

    A limit stands there with its planned end as well: until somebody ends it, it is in force.
    """
    work, until = look.work, look.until
    for review in filter(look.knows, work.plan_reviews.due_until(until)):
        rhythm = rhythm_file().get(review.rhythm)
        rests_on = rhythm.rests_on if rhythm is not None else RestsOn.TEAM
        what = rhythm.title if rhythm is not None else _("Plan looked at again")
        unchecked = rhythm is not None and not rhythm.checked
        yield look.line(
            "plan_reviews",
            review,
            what,
            review.due_on,
            rests_on,
            review.led_by,
            unverified=unchecked,
            rhythm=review.rhythm,
        )
    for limit in limits:
        if limit.review_on is not None and limit.review_on <= until:
            what = _("Limit looked at again: {what}").format(what=limit.what)
            yield look.line("restrictions", limit, what, limit.review_on, who=limit.authorised_by)
        ends = limit.planned_end
        if ends is not None and ends <= until and ends != limit.review_on:  # one line for one day
            what = _("Limit planned to end: {what}").format(what=limit.what)
            yield look.line("restrictions", limit, what, ends, who=limit.authorised_by)
    for scenario in look.of_those_here(work.scenarios.among, ended_on=None):
        if scenario.review_on is not None and scenario.review_on <= until:
            what = _("If-then plan looked at again: {what}").format(what=scenario.what)
            yield look.line("scenarios", scenario, what, scenario.review_on, who=scenario.owner)
    yield from _asked_again(look)


def _asked_again(look: Look) -> Iterator[DueLine]:
    for kind, record in asked_again(look.work, look.today):
        again_on = voice_of(record).ask_again_on
        whose = str(getattr(record, "young_person_id"))  # noqa: B009 - all these kinds have one
        if whose in look.names and again_on is not None:
            what = _("Ask again: {what}").format(what=about(record, look.today))
            yield look.line(kind, record, what, again_on)  # type: ignore[arg-type] # which mypy does not know


def waiting_for_a_manager(look: Look) -> Iterator[DueLine]:
    """Yield the versions that their authors have signed, for whoever may sign them as manager."""
    for version in filter(look.knows, look.work.plan_versions.find(state=PlanState.SIGNED)):
        if version.author_id != look.reader.id:
            what = _("Version {n} of the plan waits for a manager’s signature").format(n=version.number)
            signed = version.author_signed_at
            since = local(signed).date() if signed is not None else look.today
            yield look.line("plan_versions", version, what, since, who=label(Role.UNIT_MANAGER))


def goal_titles(work: "Work", lineages: Iterable[str]) -> dict[str, str]:
    """Return what goals are called by their lineage, as the newest version calls them."""
    wanted = {lineage for lineage in lineages if lineage}
    return {goal.lineage_id: goal.title for goal in work.goals.of_lineages(wanted)} if wanted else {}


def asked_again(
    work: "Work", until: date, young_person_id: str | None = None
) -> Iterator[tuple[str, Record]]:
    """Yield the kind of record and the record of all that young people, or this one, are asked again by `until`."""
    from ..db import voice

    asked = [one for one in voice.asked_again(work, until, young_person_id) if asks_again(one[1], until)]
    signed = {
        r.id: r.ask_again_on for _kind, r in asked if isinstance(r, Decision) and r.signed_at is not None
    }
    answered = {
        addendum.record_id
        for addendum in work.addenda.among("record_id", signed, record_kind="decisions")
        if _is_since(addendum, signed[addendum.record_id])
    }
    yield from (one for one in asked if one[1].id not in answered)


def _is_since(addendum: Addendum, day: date | None) -> bool:
    """Say whether somebody wrote beside a signed decision since the day: its own words cannot be changed any more."""
    return day is not None and addendum.written_at is not None and local(addendum.written_at).date() >= day


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
