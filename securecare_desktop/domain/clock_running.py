"""Which time limits run for a young person, since when, until when, and what became of each: a pure function.

Everything follows from the stays, their law and orders, the reviews and what was written down (ClockRun), so that no
limit can be lost. When one step is due is clock_due.py's, how a total is added up clock_window.py's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from ..core.text import _
from .checklists import RestsOn
from .clock_due import Written, due_of, standing
from .clock_state import (
    WITHOUT_DATE,
    ClockFacts,
    ClockState,
    RuleBook,
    RunningClock,
    applies,
    beginning,
    figures_in_use,
    in_force,
    is_confirmed,
    is_used,
    main_stay,
    stay_notices,
)
from .clock_window import Span, length, notices_on_orders, real_end, times_without_order, total_in_window
from .clocks import ClockKind, ClockRule, ClockRun, OrderPlace, Trigger, figures
from .legal_orders import LegalOrder
from .plan_reviews import PlanReview
from .source_marks import SourceMark
from .time_limits import Due
from .young_people import Stage, Stay

__all__ = [
    "WITHOUT_DATE",
    "ClockFacts",
    "ClockState",
    "RuleBook",
    "RunningClock",
    "applies",
    "is_confirmed",
    "is_used",
    "main_stay",
    "running_clocks",
    "stay_notices",
]

MOST_STEPS = 999
"""Of one chain: a stay of eighty years with a review a month."""

Start = datetime | date | None


def running_clocks(
    rules: RuleBook | Iterable[ClockRule], facts: ClockFacts, now: datetime
) -> tuple[RunningClock, ...]:
    """Return every limit of every stay of one young person, as it stands now: late ones first, then by their due day.

    Of a rule that is not used any more, or that no file has, what was written down is returned. Raises nothing.
    """
    known = rules if isinstance(rules, RuleBook) else RuleBook(rules)
    newest = main_stay(facts.stays)
    found: list[RunningClock] = []
    for stay in facts.stays:
        found += _OfStay(known, facts, stay, now, is_newest=stay is newest).clocks()
    return tuple(sorted(found, key=_in_order))


class _OfStay:
    """The limits of one stay."""

    def __init__(
        self, rules: RuleBook, facts: ClockFacts, stay: Stay, now: datetime, *, is_newest: bool
    ) -> None:
        self._book, self._facts, self._stay, self._now = rules, facts, stay, now
        self._rules = rules.of(stay.legal_basis, facts.nation)
        self._is_newest, self._end = is_newest, real_end(stay)
        self._today = now.astimezone().date()
        self._arrived_on = stay.arrived_at.astimezone().date() if stay.arrived_at is not None else None
        self._runs: dict[str, dict[str, dict[int, ClockRun]]] = {}
        for run in facts.runs:
            if run.stay_id == stay.id:
                self._runs.setdefault(run.rule, {}).setdefault(run.series, {})[run.step] = run
        self._every_review = {(r.rhythm, r.step): r for r in facts.reviews if r.rhythm}
        self._reviews = {(r.rhythm, r.step): r for r in facts.reviews if r.rhythm and self._is_of_stay(r)}
        self._made: dict[str, tuple[RunningClock, ...]] = {}

    def clocks(self) -> Iterator[RunningClock]:
        """Yield all of them, each once; of a rule that does not run (any more), what was written down."""
        shown = set()
        for rule in self._rules.values():
            for clock in self._of(rule):
                if clock.run is not None:
                    shown.add(clock.key)
                yield clock
        for run in self._facts.runs:
            if run.stay_id == self._stay.id and _key_of(run) not in shown:
                rule = self._book.rules.get(run.rule) or _forgotten(run.rule)
                yield self._one(rule, run.step, run.starts_at, run.series)

    def _of(self, rule: ClockRule) -> tuple[RunningClock, ...]:
        if rule.key not in self._made:
            self._made[rule.key] = ()  # where a rule counts from itself
            self._made[rule.key] = tuple(self._worked_out(rule))
        return self._made[rule.key]

    def _worked_out(self, rule: ClockRule) -> Iterator[RunningClock]:
        start = self._start(rule)
        if not self._runs_here(rule, start):
            return
        if rule.kind in WITHOUT_DATE:
            yield from self._standing(rule, start)
        elif self._is_to_come(rule) and rule.key not in self._runs:
            yield self._waiting(rule)
        elif rule.kind is ClockKind.WINDOW:
            yield from self._window(rule)
        elif rule.after:
            yield from self._after(rule)
        elif rule.trigger is Trigger.EVENT:
            yield from self._events(rule)
        elif rule.trigger is Trigger.ORDER_MADE:
            yield from self._orders(rule)
        elif rule.trigger in (Trigger.MOVED_ON, Trigger.PLANNED_MOVE) and start is None:
            if rule.key not in self._runs and self._end is None:
                yield self._waiting(rule)
        else:
            yield from self._series(rule, start, "")

    def _is_to_come(self, rule: ClockRule) -> bool:
        """Say whether a rule counts from the arrival of somebody who is still to come."""
        to_come = self._stay.stage is Stage.BEFORE and self._stay.arrived_at is None
        return to_come and rule.trigger is Trigger.ARRIVAL and not rule.after

    def _runs_here(self, rule: ClockRule, start: Start) -> bool:
        """Say whether a rule is used, and in force on the day it counts from."""
        if not is_used(rule, self._facts.settings.get(rule.key)):
            return False
        if rule.in_force_from is None and rule.in_force_until is None:
            return True
        if start is None or rule.trigger is Trigger.BIRTH:
            return in_force(rule, self._today)
        return in_force(rule, _day(start))

    # -- what starts a limit ------------------------------------------------------------------------------

    def _start(self, rule: ClockRule) -> Start:
        match rule.trigger:
            case Trigger.ARRIVAL:
                return self._stay.arrived_at
            case Trigger.LOOKED_AFTER:
                return self._stay.looked_after_since
            case Trigger.PLANNED_MOVE:
                return self._stay.planned_move
            case Trigger.MOVED_ON:
                return self._end
            case Trigger.BIRTH:
                return self._facts.born
        return None

    def _events(self, rule: ClockRule) -> Iterator[RunningClock]:
        for series, runs in self._runs.get(rule.key, {}).items():
            yield from self._series(rule, runs[min(runs)].starts_at, series)
        if self._end is None:
            yield self._waiting(rule)

    def _orders(self, rule: ClockRule) -> Iterator[RunningClock]:
        orders = self._orders_of(rule)
        chosen = {
            OrderPlace.EVERY: orders,
            OrderPlace.FIRST: orders[:1],
            OrderPlace.LATER: orders[1:],
        }[rule.order_place]
        for order in chosen:
            later = next(iter(orders[orders.index(order) + 1 :]), None)
            at_most = order.appeal_by if rule.lapses else order.ends_on
            for clock in self._series(rule, order.from_at or order.made_on, order.id, at_most):
                yield clock if rule.lapses else _by_order(clock, order, later, self._today)
        if not chosen and self._end is None:
            yield self._waiting(rule)

    def _orders_of(self, rule: ClockRule) -> list[LegalOrder]:
        """Return the orders of this stay that can start a rule, the oldest first."""
        found = (
            order
            for order in self._facts.orders
            if order.stay_id == self._stay.id
            and (not rule.orders or order.kind in rule.orders)
            and (order.made_on is not None or order.from_at is not None)
        )
        return sorted(found, key=lambda order: (_order_start(order), order.id))

    def _after(self, rule: ClockRule) -> Iterator[RunningClock]:
        """Yield a rule that counts from the end of another one, in each series of that one."""
        base, waits = self._rules.get(rule.after), ""
        seen = set()
        if base is not None:
            waits = _("Counts from the end of: {what}").format(what=base.title)
        for before in self._of(base) if base is not None else ():
            if before.state is ClockState.WAITING:
                continue
            seen.add(before.series)
            start = _end_of(before)
            if start is not None or before.series in self._runs.get(rule.key, {}):
                yield from self._series(rule, start, before.series)
            elif not before.state.is_finished:
                yield self._waiting(rule, before.series, waits)
        if not seen and self._end is None:
            yield self._waiting(rule, "", waits)

    def _window(self, rule: ClockRule) -> Iterator[RunningClock]:
        """Yield the total: one that was reached and explained is followed by the next, from that moment on."""
        spans = times_without_order(self._facts.stays, self._facts.orders)
        limits = figures_in_use(rule, self._facts.settings.get(rule.key))
        total, window = length(limits[0]), length(limits[1])
        arrived = since = self._stay.arrived_at
        if arrived is None or since is None or total is None or window is None:
            yield self._one(rule, 1, None, "")
            return
        step = 1
        while True:
            found = total_in_window(spans, total, window, Span(since, self._end), self._now)
            due = None if found.reached_at is None else Due(_day(found.reached_at), found.reached_at)
            clock = self._one(rule, step, arrived, "", due=due)
            clock = replace(
                clock,
                used=found.used,
                left=found.left,
                notices=(*clock.notices, *notices_on_orders(self._stay, self._facts.orders, spans)),
            )
            if due is None and not clock.state.is_finished:
                state = ClockState.PAUSED if self._end is None else ClockState.OVER
                clock = replace(clock, state=state, missing="")
            elif clock.state in (ClockState.RUNNING, ClockState.DUE_SOON) and not found.runs_on:
                clock = replace(clock, state=ClockState.PAUSED)
            yield clock
            if clock.state is not ClockState.DONE or step == MOST_STEPS:
                break
            at = clock.finished
            since = max(since, at) if isinstance(at, datetime) else since
            step += 1

    # -- the steps of a limit -----------------------------------------------------------------------------

    def _series(
        self, rule: ClockRule, start: Start, series: str, at_most: date | None = None
    ) -> Iterator[RunningClock]:
        """Yield the steps of one series: each from when the one before was done, the last one open."""
        step = 1
        repeats = rule.kind in (ClockKind.CHAIN, ClockKind.INTERVAL)
        while True:
            clock = self._one(rule, step, start, series, at_most=at_most)
            yield clock
            if not repeats or not clock.state.is_finished or clock.state is ClockState.OVER:
                break
            if step == MOST_STEPS:
                break
            start = _end_of(clock)
            step += 1
        for later, run in sorted(self._runs.get(rule.key, {}).get(series, {}).items()):
            if later > step:  # the one before it was opened again, or the rule has fewer steps now
                yield self._one(rule, later, run.starts_at, series)

    def _one(
        self,
        rule: ClockRule,
        step: int,
        start: Start,
        series: str,
        *,
        due: Due | None = None,
        at_most: date | None = None,
    ) -> RunningClock:
        """Return one step of a limit; `due` is when it is due where that was worked out already."""
        setting = self._facts.settings.get(rule.key)
        written = Written(
            self._runs.get(rule.key, {}).get(series, {}).get(step),
            self._review(rule, step) if rule.rhythm else None,
        )
        limits = figures_in_use(rule, setting)
        limit = limits[min(step, len(limits)) - 1] if limits else None
        notices: tuple[str, ...] = ()
        missing = ""
        counted_from = start
        if rule.kind is ClockKind.WINDOW:
            limit = limits[0] if limits else None
            if due is not None and due.at is not None and limit is not None:
                counted_from = due.at - (length(limit) or timedelta())
        else:
            due, notices = due_of(rule, start, limit, self._facts.nation)
        if due is not None and at_most is not None and (rule.lapses or at_most < due.on):
            due = Due(at_most)
        if rule.trigger is Trigger.LOOKED_AFTER and due is not None and self._is_before_arrival(due, step):
            due, missing = (
                None,
                _("The review before they came here is missing. Write down when it was held."),
            )
        confirmed = is_confirmed(rule, setting)
        if setting is not None and setting.confirmed_steps and not figures(setting.confirmed_steps):
            notices = (*notices, _("The figure that was confirmed cannot be read. That of the file counts."))
        stands = standing(rule, counted_from, due, written, self._now, self._end, notices)
        return RunningClock(
            rule=rule,
            young_person_id=self._facts.young_person_id,
            stay_id=self._stay.id,
            state=stands.state,
            step=step,
            series=series,
            starts=start,
            limit=limit,
            due=stands.due,
            due_before=stands.due_before,
            warns_at=stands.warns_at,
            run=written.run,
            review=written.review,
            finished=stands.finished,
            was_late=stands.was_late,
            figure_confirmed=confirmed,
            confirmed_on=setting.confirmed_on if setting is not None else None,
            missing=(missing or stands.missing) if stands.state is ClockState.MISSING else "",
            notices=stands.notices,
        )

    def _review(self, rule: ClockRule, step: int) -> PlanReview | None:
        """Return the review that shows a step. Looked-after reviews go on from one stay to the next."""
        reviews = self._every_review if rule.trigger is Trigger.LOOKED_AFTER else self._reviews
        return reviews.get((rule.rhythm, rule.rhythm_step + step - 1))

    def _is_before_arrival(self, due: Due, step: int) -> bool:
        """Say whether the first of a chain was due before they came here, so that it was held elsewhere."""
        return step == 1 and self._arrived_on is not None and due.on < self._arrived_on

    def _standing(self, rule: ClockRule, start: Start) -> Iterator[RunningClock]:
        """Yield a rule that nobody is late with: once, for the newest stay."""
        if not self._is_newest or rule.key in self._runs:
            return
        if rule.kind is ClockKind.NO_DATE:
            yield self._without_due(rule, ClockState.NO_DATE)
        elif start is None:
            words = _("Counts from: {what}").format(what=rule.from_what)
            yield self._without_due(rule, ClockState.KEPT, waits_for=words)
        else:
            clock = self._one(rule, 1, start, "")
            yield replace(clock, state=ClockState.KEPT, missing="", warns_at=None)

    def _waiting(self, rule: ClockRule, series: str = "", waits_for: str = "") -> RunningClock:
        words = waits_for or _("Counts from: {what}").format(what=rule.from_what)
        return self._without_due(rule, ClockState.WAITING, series, words)

    def _without_due(
        self, rule: ClockRule, state: ClockState, series: str = "", waits_for: str = ""
    ) -> RunningClock:
        """Return a rule that has no date, or none yet."""
        setting = self._facts.settings.get(rule.key)
        limits = figures_in_use(rule, setting)
        return RunningClock(
            rule=rule,
            young_person_id=self._facts.young_person_id,
            stay_id=self._stay.id,
            state=state,
            series=series,
            limit=limits[0] if limits else None,
            figure_confirmed=not limits or is_confirmed(rule, setting),
            confirmed_on=setting.confirmed_on if setting is not None else None,
            waits_for=waits_for,
        )

    def _is_of_stay(self, review: PlanReview) -> bool:
        day = review.held_on or review.due_on
        if self._arrived_on is not None and day < self._arrived_on:
            return False
        return self._end is None or day <= self._end.astimezone().date()


def _key_of(run: ClockRun) -> str:
    """Return the key of the clock that shows a run."""
    return ":".join((run.rule, run.stay_id, run.series, str(run.step)))


def _by_order(clock: RunningClock, order: LegalOrder, later: LegalOrder | None, today: date) -> RunningClock:
    """Return a limit of an order as it stands once the order ended, or another one followed, in time."""
    if clock.state.is_finished or clock.due is None:
        return clock
    days = [order.ended_on, _day(_order_start(later)) if later is not None else None]
    ended = min((day for day in days if day is not None), default=None)
    if ended is None or ended > clock.due.on or ended > today:
        return clock
    return replace(clock, state=ClockState.DONE, finished=ended, warns_at=None)


def _end_of(clock: RunningClock) -> Start:
    """Return what the next one counts from: the moment it was done; of one that does not apply, its time."""
    if clock.finished is not None or not clock.state.is_finished:
        return clock.finished
    return clock.due.on if clock.due is not None else None


def _forgotten(key: str) -> ClockRule:
    """Return what stands for a rule that no file has any more."""
    return ClockRule(
        key=key,
        title=_("A limit that is no longer in the files ({key})").format(key=key),
        kind=ClockKind.DEADLINE,
        from_what="",
        trigger=Trigger.EVENT,
        rests_on=RestsOn.TEAM,
        source="",
        mark=SourceMark.SUGGESTION,
    )


def _order_start(order: LegalOrder) -> datetime:
    return order.from_at or beginning(order.made_on or date.min)


def _day(start: datetime | date) -> date:
    return start.astimezone().date() if isinstance(start, datetime) else start


_ORDER = {state: place for place, state in enumerate(ClockState)}


def _in_order(clock: RunningClock) -> tuple[int, int, float, str, int]:
    soon = clock.state in (ClockState.LATE, ClockState.DUE_SOON, ClockState.RUNNING)
    day, moment = 0, 0.0
    if clock.due is not None:
        day = clock.due.on.toordinal()
        moment = clock.due.at.timestamp() if clock.due.at is not None else float("inf")
    return (0 if soon else _ORDER[clock.state], day, moment, clock.rule.key, clock.step)
