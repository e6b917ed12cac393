"""What Today shows of limits on family time: who has not heard of one, looks again that are due, and limits that run out."""

from collections.abc import Iterator
from datetime import date, datetime

from ..core.clock import local
from ..core.text import _, day_short
from ..domain.checklists import RestsOn
from ..domain.family_time import Limit, LimitGround
from ..domain.limit_grounds import due_at, hear_words, still_to_hear
from ..domain.today import DueLine, StillToTell
from .ground_file import ground_file
from .today_look import Look

_BY_COURT = (LimitGround.COURT_ORDER, LimitGround.HEARING_DIRECTION)
"""Grounds whose review a court or hearing sets; the review of the others is the team's."""
_BY_LAW = (*_BY_COURT, LimitGround.AUTHORITY_URGENT, LimitGround.REGULATION_22)
"""Grounds with which the law says who has to hear of a limit, and how long it may last."""


def untold_family_limits(look: Look, limits: tuple[Limit, ...]) -> Iterator[StillToTell]:
    """Yield the limits that are in force, or soon will be, and that nobody has told the young person of."""
    for limit in limits:
        if limit.told_on is None:
            told = (
                _("There is a limit on time with {name} since {day}: {what}")
                if limit.starts is None or limit.starts <= look.today
                else _("There will be a limit on time with {name} from {day}: {what}")
            )
            day = day_short(limit.starts or look.today, look.today)
            words = told.format(name=limit.with_whom, day=day, what=limit.what)
            yield look.news("limits", limit, words)


def limit_lines(look: Look, limits: tuple[Limit, ...]) -> Iterator[DueLine]:
    """Yield, of each limit, who must hear of it by when, when it runs out, and when it is looked at again."""
    for limit in limits:
        by_law = RestsOn.LAW if limit.ground in _BY_LAW else RestsOn.TEAM
        hearing = _hearing(limit, look.now)
        if hearing is not None:
            words, moment = hearing
            yield look.line(
                "limits", limit, words, local(moment).date(), by_law, limit.authorised_by, due_at=moment
            )
        ends = limit.planned_end or _runs_out(look, limit)
        if ends is not None and ends <= look.until and ends != limit.review_on:  # one line for one day
            words = _("Limit planned to end: {what}") if limit.planned_end else _("Limit runs out: {what}")
            what = words.format(what=limit.what)
            yield look.line("limits", limit, what, ends, by_law, limit.authorised_by)
        if limit.review_on is not None and limit.review_on <= look.until:
            what = _("Limit looked at again: {what}").format(what=limit.what)
            rests_on = RestsOn.LAW if limit.ground in _BY_COURT else RestsOn.TEAM
            yield look.line("limits", limit, what, limit.review_on, rests_on, limit.review_by)


def _hearing(limit: Limit, now: datetime) -> tuple[str, datetime] | None:
    """Return who must hear first and until when; None where no time is set for anybody who has not heard."""
    waiting = [(one, due) for one in still_to_hear(limit) if (due := due_at(limit, one)) is not None]
    if not waiting:
        return None
    first, due = waiting[0]
    words = hear_words(limit, first, now)
    if len(waiting) > 1:
        words = _("{first}, and {n} more").format(first=words, n=len(waiting) - 1)
    return _("{who}: {what}").format(who=words, what=limit.what), due


def _runs_out(look: Look, limit: Limit) -> date | None:
    """Return the last day that its ground carries a limit; None where no day is fixed."""
    if not any(ground.key is limit.ground and ground.days for ground in ground_file().grounds):
        return None  # most grounds: the nation need not be asked for
    person, stay = look.people[limit.young_person_id], look.stays.get(limit.young_person_id)
    nation_of_law = stay.legal_basis.nation if stay is not None else None
    ground = ground_file().rules_in(look.nations[person.unit_id], nation_of_law).get(limit.ground)
    return ground.runs_out(limit.starts) if ground is not None else None
