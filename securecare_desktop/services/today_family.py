"""What Today shows of families: the family time of the day, what they asked and nobody has answered, arrangements to look at."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from ..core.labels import label
from ..core.text import _, clock_time, day_short
from ..domain.checklists import RestsOn
from ..domain.expected import Expected, answered, expected
from ..domain.family_calendar import with_same_day
from ..domain.family_engagement import ANSWERED, EngagementKind
from ..domain.family_time import Arrangement, Occasion, OccasionState
from ..domain.today import DueLine, FamilyTimeLine, StillToTell
from .next_dates import day_start
from .today_look import Look

NEAR = timedelta(days=14)
"""How far back and ahead Today looks for what was cancelled and not told, and for what was put off from today."""
ANSWER_WITHIN = timedelta(days=7)
"""Our suggestion; what the law says of complaints is a time limit of its own (resources/clocks)."""


def untold_occasions(look: Look) -> Iterator[StillToTell]:
    """Yield cancelled family time that the young person has not heard of, the nearest day first."""
    found = look.work.occasions.untold(day_start(look.today - NEAR), day_start(look.today + NEAR))
    for occasion in filter(look.knows, found):
        yield look.news("family_time", occasion, _cancelled_news(look, occasion))


def _cancelled_news(look: Look, occasion: Occasion) -> str:
    today = look.today
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


def family_lines(look: Look, arrangements: Iterable[Arrangement]) -> Iterator[DueLine]:
    """Yield arrangements that are looked at again, and questions and complaints of families that wait for an answer."""
    for arranged in arrangements:
        if arranged.ended_on is None and arranged.review_on is not None and arranged.review_on <= look.until:
            what = _("Family time with {name} looked at again").format(name=arranged.with_whom)
            rests_on = RestsOn.LAW if arranged.directed_by_court else RestsOn.TEAM
            yield look.line("arrangements", arranged, what, arranged.review_on, rests_on)
    for asked in look.of_those_here(look.work.family_engagements.among, kind=ANSWERED, answered_on=None):
        words = (
            _("Answer the complaint of {name}: {what}")
            if asked.kind is EngagementKind.COMPLAINT
            else _("Answer the question of {name}: {what}")
        )
        what = words.format(name=asked.with_whom, what=asked.what)
        note = _("asked on {day}").format(day=day_short(asked.on, look.today))
        yield look.line("family_engagements", asked, what, asked.on + ANSWER_WITHIN, note=note)


def family_time_today(look: Look, arrangements: Iterable[Arrangement]) -> tuple[FamilyTimeLine, ...]:
    """Return what is written for today and what is expected by the rules, by time."""
    start, end = day_start(look.today), day_start(look.today + timedelta(days=1))
    occasions = tuple(filter(look.knows, look.work.occasions.between(start, end)))
    waiting = _expected(look, arrangements, occasions)
    lines = [*(_written(look, one) for one in occasions), *(_not_written(look, one) for one in waiting)]
    return tuple(sorted(lines, key=lambda line: (line.at, line.young_person_name)))


def _expected(
    look: Look, arrangements: Iterable[Arrangement], occasions: tuple[Occasion, ...]
) -> list[Expected]:
    """Return what is expected today and has no occasion, also none on another day that it was put off to."""
    ruled = [arranged for arranged in arrangements if arranged.rule]
    if not ruled:
        return []
    units: dict[str, list[Arrangement]] = {}
    for arranged in ruled:
        units.setdefault(look.people[arranged.young_person_id].unit_id, []).append(arranged)
    holidays = look.work.school_holidays.among("unit_id", units)
    due = [
        one
        for unit_id, theirs in units.items()
        for one in expected(theirs, look.today, look.today, [h for h in holidays if h.unit_id == unit_id])
    ]
    if not due:
        return []
    put_off = look.work.occasions.answering_near(
        day_start(look.today), day_start(look.today + timedelta(days=1)), NEAR
    )
    found: list[Expected] = []
    for whose in {one.arrangement.young_person_id for one in due}:
        theirs_due = [one for one in due if one.arrangement.young_person_id == whose]
        named = answered(theirs_due, (o for o in put_off if o.young_person_id == whose))
        same_day = with_same_day(named, (o for o in occasions if o.young_person_id == whose))
        found += [one.expected for one in same_day if one.occasion is None]
    return found


def _written(look: Look, occasion: Occasion) -> FamilyTimeLine:
    return FamilyTimeLine(
        young_person_id=occasion.young_person_id,
        young_person_name=look.name(occasion.young_person_id),
        at=occasion.planned_at,
        with_whom=occasion.with_whom,
        kind=occasion.kind,
        place=occasion.place,
        state=occasion.state,
        note=_note(occasion, look.name(occasion.young_person_id)),
        record_id=occasion.id,
    )


def _not_written(look: Look, one: Expected) -> FamilyTimeLine:
    arranged = one.arrangement
    return FamilyTimeLine(
        young_person_id=arranged.young_person_id,
        young_person_name=look.name(arranged.young_person_id),
        at=one.at,
        with_whom=arranged.with_whom,
        kind=arranged.kind,
        place=arranged.place,
        state=OccasionState.PLANNED,
        note=_("expected, nothing written yet"),
        record_id=one.key,
        is_expected=True,
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
