"""Today: what cannot wait, for the young people whose records the signed-in person may read.

What is asked and how it is said stands in the parts: today_due.py, today_plan.py, today_limits.py, today_family.py and
today_law.py. Everything about everybody is asked for at once, however many live there and however long.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from ..core.clock import local
from ..core.text import _, day_short
from ..domain.family_time import Arrangement, Limit
from ..domain.legal_orders import LegalOrder
from ..domain.permissions import Action
from ..domain.plans import LiveRestriction
from ..domain.promises import Promise, PromiseState
from ..domain.today import DatedLine, Known, OpenedLine, StillToTell, Today
from ..domain.worker_changes import ChangeFile, ChangeSummary, Step
from .open_anyway import unseen
from .session import Session
from .signatures import waiting_in
from .today_clocks import clock_lines
from .today_due import action_lines, checklist_lines, in_order
from .today_family import family_lines, family_time_today, untold_occasions
from .today_law import law_lines, orders_of, untold_orders
from .today_limits import limit_lines, untold_family_limits
from .today_look import Look
from .today_plan import plan_lines, untold_limits, waiting_for_a_manager
from .today_shifts import shift_lines
from .worker_changes import open_files, summaries

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

DUE_DAYS = 7
GOODBYE_DAYS = 7


class TodayService:
    """The page that everybody sees first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self) -> Today:
        """Return the page. Raises PermissionRefused for a role that reads no records."""
        session = self._session
        today, now = session.clock.today(), session.clock.now()
        with session.reading(looked_at="today") as work:
            names = session.visible_names(work)
            look = Look(work, session.actor, names, now, today, today + timedelta(days=DUE_DAYS))
            files = open_files(work, names)
            changes = summaries(files, today)
            limits = look.of_those_here(work.limits.among, ended_on=None)
            restrictions = look.of_those_here(work.restrictions.among, ended_on=None)
            arrangements = _standing(look.of_those_here(work.arrangements.among), today)
            orders = orders_of(look)
            promises = work.promises.among("young_person_id", names, state=PromiseState.OPEN)
            due = chain(
                checklist_lines(look),
                action_lines(look),
                family_lines(look, arrangements),
                limit_lines(look, limits),
                plan_lines(look, restrictions),
                law_lines(look, orders),
                clock_lines(look),
                waiting_for_a_manager(look) if session.may(Action.APPROVE_PLAN) else (),
            )
            return Today(
                day=today,
                now=now,
                still_to_tell=tuple(_still_to_tell(look, changes, limits, restrictions, orders, promises)),
                changes=changes,
                due=in_order(due, look.reader, now),
                family_time=family_time_today(look, arrangements),
                goodbyes=_goodbyes(look, files),
                promises=_due_promises(look, promises),
                open_promises=len(promises),
                opened_anyway=_opened_anyway(session, work, names),
                waiting=waiting_in(work, names.values(), session),
                shift_notes=shift_lines(look),
                sees_nobody=not names,
            )


def _opened_anyway(session: Session, work: "Work", names: Mapping[str, Known]) -> tuple[OpenedLine, ...]:
    """Return what a manager has not read yet; nothing for whoever is not to read it."""
    if not session.may(Action.SEE_OPENED_ANYWAY):
        return ()
    return tuple(
        OpenedLine(
            record_id=opened.id,
            young_person_id=opened.young_person_id,
            young_person_name=names[opened.young_person_id].name_used,
            who=opened.staff_name,
            reason=opened.reason,
            at=opened.written_at or opened.until,
            until=opened.until,
        )
        for opened in unseen(session, work)
    )


def _standing(arrangements: tuple[Arrangement, ...], today: date) -> tuple[Arrangement, ...]:
    """Return the arrangements that have not ended, or end today."""
    return tuple(a for a in arrangements if a.ended_on is None or a.ended_on >= today)


def news_to_tell(look: Look, files: tuple[ChangeFile, ...]) -> Iterator[StillToTell]:
    """Yield what young people have not been told yet, for what is printed; as Today shows it."""
    work = look.work
    return _still_to_tell(
        look,
        summaries(files, look.today),
        look.of_those_here(work.limits.among, ended_on=None),
        look.of_those_here(work.restrictions.among, ended_on=None),
        orders_of(look),
        work.promises.among("young_person_id", look.names, state=PromiseState.OPEN),
    )


def _still_to_tell(
    look: Look,
    changes: tuple[ChangeSummary, ...],
    limits: tuple[Limit, ...],
    restrictions: tuple[LiveRestriction, ...],
    orders: tuple[LegalOrder, ...],
    promises: tuple[Promise, ...],
) -> Iterator[StillToTell]:
    """Yield cancelled family time first, since it is nearest, then changes of worker, limits, orders and promises."""
    yield from untold_occasions(look)
    for change in changes:
        if not change.young_person_told:
            yield look.news("worker_changes", change, _change_news(change, look.today))
    yield from untold_family_limits(look, limits)
    yield from untold_limits(look, restrictions)
    yield from untold_orders(look, orders)
    for promise in promises:
        handed = promise.handed_over_on
        if handed is not None and (promise.told_on is None or promise.told_on < handed):
            words = _("{keeper} keeps a promise from now on: {what}")
            yield look.news(
                "promises", promise, words.format(keeper=promise.keeper or promise.made_by, what=promise.what)
            )


def _change_news(change: ChangeSummary, today: date) -> str:
    told = (
        _("{name}, {role}, leaves on {day}.")
        if change.day >= today
        else _("{name}, {role}, has been away since {day}.")
    )
    return told.format(
        name=change.outgoing_name, role=change.role_text.lower(), day=day_short(change.day, today)
    )


def _goodbyes(look: Look, files: Iterable[ChangeFile]) -> tuple[DatedLine, ...]:
    """Return the goodbyes of the next days that have not happened yet, by time."""
    until = look.today + timedelta(days=GOODBYE_DAYS)
    found = []
    for file in files:
        for step in file.steps:
            at = step.moment("at") if step.number == Step.GOODBYE else None
            if at is None or step.day("happened_on") is not None:
                continue
            if look.today <= local(at).date() <= until:
                found.append(
                    DatedLine(
                        young_person_id=file.change.young_person_id,
                        young_person_name=file.young_person_name,
                        what=step.text("plan") or _("Goodbye"),
                        day=local(at).date(),
                        at=at,
                        record_id=file.change.id,
                    )
                )
    return tuple(sorted(found, key=lambda g: g.at.timestamp() if g.at else 0.0))


def _due_promises(look: Look, promises: Iterable[Promise]) -> tuple[DatedLine, ...]:
    """Return the promises that are due today or late, the latest first."""
    due = [p for p in promises if p.due_on is not None and p.due_on <= look.today]
    return tuple(
        DatedLine(
            young_person_id=p.young_person_id,
            young_person_name=look.name(p.young_person_id),
            what=p.what,
            day=p.due_on,
            record_id=p.id,
        )
        for p in sorted(due, key=lambda p: (p.due_on or look.today, look.name(p.young_person_id)))
    )
