"""What Today shows of limits on family time: who has not heard of one, looks again that are due, and limits that run out."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..core.clock import local
from ..core.text import _, day_short
from ..domain.checklists import RestsOn
from ..domain.family_time import Limit, LimitGround
from ..domain.limit_grounds import due_at, hear_words, still_to_hear
from ..domain.today import DueLine, StillToTell
from ..domain.young_people import YoungPerson
from .ground_file import ground_file
from .limits import rules_of

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

People = Mapping[str, YoungPerson]

_BY_COURT = (LimitGround.COURT_ORDER, LimitGround.HEARING_DIRECTION)
"""Grounds whose review a court or hearing sets; the review of the others is the team's."""
_BY_LAW = (*_BY_COURT, LimitGround.AUTHORITY_URGENT, LimitGround.REGULATION_22)
"""Grounds with which the law says who has to hear of a limit, and how long it may last."""


def untold_family_limits(limits: tuple[Limit, ...], people: People, today: date) -> Iterator[StillToTell]:
    """Yield the limits that are in force, or soon will be, and that nobody has told the young person of."""
    for limit in limits:
        if limit.young_person_id in people and limit.told_on is None:
            told = (
                _("There is a limit on time with {name} since {day}: {what}")
                if limit.starts is None or limit.starts <= today
                else _("There will be a limit on time with {name} from {day}: {what}")
            )
            yield StillToTell(
                young_person_id=limit.young_person_id,
                young_person_name=people[limit.young_person_id].name_used,
                news=told.format(
                    name=limit.with_whom, day=day_short(limit.starts or today, today), what=limit.what
                ),
                record_kind="limits",
                record_id=limit.id,
            )


def limit_lines(
    work: "Work", limits: tuple[Limit, ...], people: People, now: datetime, until: date
) -> Iterator[DueLine]:
    """Yield, of each limit, who must hear of it by when, when it runs out, and when it is looked at again by `until`."""
    for limit in limits:
        if limit.young_person_id not in people:
            continue
        name = people[limit.young_person_id].name_used
        by_law = RestsOn.LAW if limit.ground in _BY_LAW else RestsOn.TEAM
        hearing = _hearing(limit, now)
        if hearing is not None:
            yield _line(limit, name, *hearing, limit.authorised_by, by_law)
        ends = limit.planned_end or _runs_out(work, limit)
        if ends is not None and ends <= until and ends != limit.review_on:  # one line for one day
            words = _("Limit planned to end: {what}") if limit.planned_end else _("Limit runs out: {what}")
            yield _line(limit, name, words.format(what=limit.what), ends, limit.authorised_by, by_law)
        if limit.review_on is not None and limit.review_on <= until:
            what = _("Limit looked at again: {what}").format(what=limit.what)
            rests_on = RestsOn.LAW if limit.ground in _BY_COURT else RestsOn.TEAM
            yield _line(limit, name, what, limit.review_on, limit.review_by, rests_on)


def _hearing(limit: Limit, now: datetime) -> tuple[str, date] | None:
    """Return who must hear first and on which day; None where no time is set for anybody who has not heard."""
    waiting = [(one, due) for one in still_to_hear(limit) if (due := due_at(limit, one)) is not None]
    if not waiting:
        return None
    first, due = waiting[0]
    words = hear_words(limit, first, now)
    if len(waiting) > 1:
        words = _("{first}, and {n} more").format(first=words, n=len(waiting) - 1)
    return _("{who}: {what}").format(who=words, what=limit.what), local(due).date()


def _runs_out(work: "Work", limit: Limit) -> date | None:
    """Return the last day that its ground carries a limit; None where no day is fixed."""
    if not any(ground.key is limit.ground and ground.days for ground in ground_file().grounds):
        return None  # most grounds: the nation need not be asked for
    ground = rules_of(work, limit.young_person_id).get(limit.ground)
    return ground.runs_out(limit.starts) if ground is not None else None


def _line(limit: Limit, name: str, what: str, due_on: date, who: str, rests_on: RestsOn) -> DueLine:
    return DueLine(
        young_person_id=limit.young_person_id,
        young_person_name=name,
        what=what,
        who=who,
        due_on=due_on,
        rests_on=rests_on,
        record_kind="limits",
        record_id=limit.id,
    )
