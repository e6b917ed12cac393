"""Which time limits run for a young person, since when, until when, and what became of each: a pure function.

Everything follows from the stays, their law and orders, the reviews and what was written down (ClockRun), so that no
limit can be lost. How a total within a window is added up is clock_window.py's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ..core.text import _, day_full
from ..core.working_days import NoBankHolidays
from .checklists import ItemState, RestsOn
from .clock_window import (
    Span,
    length,
    notices_on_orders,
    real_end,
    times_without_order,
    total_in_window,
)
from .clocks import ClockKind, ClockRule, ClockRun, ClockSetting, OrderPlace, Trigger, figures
from .coverage import is_of
from .legal_orders import LegalOrder
from .plan_reviews import PlanReview
from .source_marks import SourceMark
from .staff import Jurisdiction
from .time_limits import Due, TimeLimit, TimeUnit, due_from
from .young_people import Stage, Stay

WITHOUT_DATE = (ClockKind.NO_DATE, ClockKind.KEPT_UNTIL)
"""Rules that nobody is ever late with."""

MOST_STEPS = 999
"""Of one chain: a stay of eighty years with a review a month."""


class ClockState(StrEnum):
    """How a limit stands."""

    LATE = "late"
    DUE_SOON = "due_soon"
    RUNNING = "running"
    PAUSED = "paused"
    MISSING = "missing"
    WAITING = "waiting"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    OVER = "over"
    NO_DATE = "no_date"
    KEPT = "kept"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something, or will have to."""
        return self in _OPEN

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is to be done."""
        return self in (ClockState.DONE, ClockState.NOT_APPLICABLE, ClockState.OVER)


_OPEN = frozenset(
    {ClockState.LATE, ClockState.DUE_SOON, ClockState.RUNNING, ClockState.PAUSED, ClockState.MISSING}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """One limit as it runs for one young person, at one step.

    `due` is when it is due as things are (with an extension, which `due_before` is without); None where that cannot
    be said, which `missing` explains, or before it starts, where `waits_for` says for what. `series` is the id of the
    event or order that started it, empty for what the stay started. `review` is the plan review that shows it, planned
    or held; what is done of it is done there. `figure_confirmed` is False where its figure has to be checked against the current
    text. `used` and `left` are of a window. `notices` are plain sentences to read beside it.
    """

    rule: ClockRule
    young_person_id: str
    stay_id: str
    state: ClockState
    step: int = 1
    series: str = ""
    starts: datetime | date | None = None
    limit: TimeLimit | None = None
    due: Due | None = None
    due_before: Due | None = None
    warns_at: datetime | None = None
    run: ClockRun | None = None
    review: PlanReview | None = None
    finished: datetime | date | None = None
    was_late: bool = False
    figure_confirmed: bool = True
    confirmed_on: date | None = None
    used: timedelta | None = None
    left: timedelta | None = None
    waits_for: str = ""
    missing: str = ""
    notices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from the other limits of this young person, and stays the same while it runs."""
        return ":".join((self.rule.key, self.stay_id, self.series, str(self.step)))

    @property
    def extended(self) -> bool:
        """Whether somebody allowed a later moment."""
        return self.due_before is not None

    def as_run(self) -> ClockRun:
        """Return what is stored of it, to be changed and saved; a new one where nothing was written down yet."""
        starts = self.starts
        if starts is not None and not isinstance(starts, datetime):
            starts = _beginning(starts)
        return self.run or ClockRun(
            young_person_id=self.young_person_id,
            stay_id=self.stay_id,
            rule=self.rule.key,
            step=self.step,
            series=self.series,
            starts_at=starts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFacts:
    """All that the limits of one young person are worked out from. `nation` is that of the unit they live in."""

    young_person_id: str
    born: date
    nation: Jurisdiction
    stays: tuple[Stay, ...] = ()
    orders: tuple[LegalOrder, ...] = ()
    runs: tuple[ClockRun, ...] = ()
    reviews: tuple[PlanReview, ...] = ()
    settings: Mapping[str, ClockSetting] = field(default_factory=dict)


def running_clocks(rules: Iterable[ClockRule], facts: ClockFacts, now: datetime) -> tuple[RunningClock, ...]:
    """Return every limit of every stay of one young person, as it stands now: late ones first, then by their due day.

    Of a rule that is not used any more, or that no file has, what was written down is returned. Raises nothing.
    """
    known = {rule.key: rule for rule in rules}
    newest = main_stay(facts.stays)
    found: list[RunningClock] = []
    for stay in facts.stays:
        found += _OfStay(known, facts, stay, now, is_newest=stay is newest).clocks()
    return tuple(sorted(found, key=_in_order))


def main_stay(stays: Iterable[Stay]) -> Stay | None:
    """Return the stay that goes on, the newest of several, else the one that ended last."""
    return max(
        stays,
        key=lambda s: (real_end(s) is None, s.arrived_at.timestamp() if s.arrived_at else 0.0, s.id),
        default=None,
    )


def stay_notices(stays: Iterable[Stay]) -> tuple[str, ...]:
    """Return what has to be put right in the stays, so that their limits are sure."""
    return ()


def is_used(rule: ClockRule, setting: ClockSetting | None) -> bool:
    """Say whether a unit works with a rule: a local procedure that is usually off only where it chose so."""
    return setting.in_use if setting is not None else not rule.usually_off


def figures_in_use(rule: ClockRule, setting: ClockSetting | None) -> tuple[TimeLimit, ...]:
    """Return the figures that count: those the unit confirmed, else those of the file."""
    confirmed = figures(setting.confirmed_steps) if setting is not None else ()
    return confirmed if len(confirmed) >= (2 if rule.kind is ClockKind.WINDOW else 1) else rule.steps


def is_confirmed(rule: ClockRule, setting: ClockSetting | None) -> bool:
    """Say whether a figure stands without "check against the current text"."""
    if rule.mark.is_checked:
        return True
    if setting is None or setting.confirmed_on is None:
        return False
    return not setting.confirmed_steps or bool(figures(setting.confirmed_steps))


def applies(rule: ClockRule, stay: Stay, nation: Jurisdiction, day: date) -> bool:
    """Say whether a rule is for a stay: of the nation it is in or of its law, for its legal basis, in force on a day."""
    return (
        is_of(rule.jurisdictions, nation, stay.legal_basis.nation)
        and (not rule.legal_bases or stay.legal_basis in rule.legal_bases)
        and (rule.in_force_from is None or rule.in_force_from <= day)
        and (rule.in_force_until is None or day <= rule.in_force_until)
    )


class _OfStay:
    """The limits of one stay."""

    def __init__(
        self, rules: Mapping[str, ClockRule], facts: ClockFacts, stay: Stay, now: datetime, *, is_newest: bool
    ) -> None:
        self._rules, self._facts, self._stay, self._now = rules, facts, stay, now
        self._is_newest, self._end = is_newest, real_end(stay)
        self._today = now.astimezone().date()
        self._runs: dict[tuple[str, str], dict[int, ClockRun]] = {}
        for run in facts.runs:
            if run.stay_id == stay.id:
                self._runs.setdefault((run.rule, run.series), {})[run.step] = run
        self._reviews = {(r.rhythm, r.step): r for r in facts.reviews if r.rhythm and self._is_of_stay(r)}
        self._made: dict[str, tuple[RunningClock, ...]] = {}

    def clocks(self) -> Iterator[RunningClock]:
        """Yield all of them, each once."""
        for rule in self._rules.values():
            yield from self._of(rule)
        for key in {key for key, _series in self._runs} - set(self._rules):
            yield from self._written(_forgotten(key))

    def _of(self, rule: ClockRule) -> tuple[RunningClock, ...]:
        if rule.key not in self._made:
            self._made[rule.key] = ()  # where a rule counts from itself
            self._made[rule.key] = tuple(self._worked_out(rule))
        return self._made[rule.key]

    def _worked_out(self, rule: ClockRule) -> Iterator[RunningClock]:
        start = self._start(rule)
        day = _day(start) if start is not None else self._today
        setting = self._facts.settings.get(rule.key)
        if not is_used(rule, setting) or not applies(rule, self._stay, self._facts.nation, day):
            yield from self._written(rule)
        elif rule.kind in WITHOUT_DATE:
            if self._is_newest:
                yield self._standing(rule, start)
            yield from self._written(rule)
        elif rule.kind is ClockKind.WINDOW:
            yield from self._window(rule)
        elif rule.after:
            yield from self._after(rule)
        elif rule.trigger is Trigger.EVENT:
            yield from self._events(rule)
        elif rule.trigger is Trigger.ORDER_MADE:
            yield from self._orders(rule)
        elif rule.trigger is Trigger.MOVED_ON and self._end is None:
            yield from self._written(rule)
            if not self._runs.get((rule.key, "")):
                yield self._waiting(rule)
        elif rule.trigger is Trigger.PLANNED_MOVE and start is None:
            yield from self._written(rule)
            if not self._runs.get((rule.key, "")) and self._end is None:
                yield self._waiting(rule)
        else:
            yield from self._series(rule, start, "")

    # -- what starts a limit ------------------------------------------------------------------------------

    def _start(self, rule: ClockRule) -> datetime | date | None:
        stay = self._stay
        match rule.trigger:
            case Trigger.ARRIVAL:
                return stay.arrived_at
            case Trigger.LOOKED_AFTER:
                return stay.looked_after_since
            case Trigger.PLANNED_MOVE:
                return stay.planned_move
            case Trigger.MOVED_ON:
                return self._end
            case Trigger.BIRTH:
                return self._facts.born
        return None

    def _events(self, rule: ClockRule) -> Iterator[RunningClock]:
        for (key, series), runs in self._runs.items():
            if key == rule.key:
                first = runs.get(1) or min(runs.values(), key=lambda run: run.step)
                yield from self._series(rule, first.starts_at, series)
        if self._is_newest or self._end is None:
            yield self._waiting(rule)

    def _orders(self, rule: ClockRule) -> Iterator[RunningClock]:
        orders = sorted(
            (
                order
                for order in self._facts.orders
                if order.stay_id == self._stay.id
                and (not rule.orders or order.kind in rule.orders)
                and (order.made_on is not None or order.from_at is not None)
            ),
            key=lambda order: (_order_start(order), order.id),
        )
        match rule.order_place:
            case OrderPlace.FIRST:
                chosen = orders[:1]
            case OrderPlace.LATER:
                chosen = orders[1:]
            case _:
                chosen = orders
        seen = set()
        for order in chosen:
            seen.add(order.id)
            later = next((o for o in orders[orders.index(order) + 1 :]), None)
            for clock in self._series(rule, order.from_at or order.made_on, order.id):
                yield self._by_order(clock, order, later)
        for (key, series), runs in self._runs.items():
            if key == rule.key and series not in seen:
                yield from (self._one(rule, step, run.starts_at, series) for step, run in runs.items())
        if not chosen and self._end is None:
            yield self._waiting(rule)

    def _by_order(self, clock: RunningClock, order: LegalOrder, later: LegalOrder | None) -> RunningClock:
        """Return a limit of an order as it stands once the order ended or another one followed."""
        if clock.state.is_finished or clock.due is None:
            return clock
        ended: date | None = order.ended_on if order.ended_on and order.ended_on <= self._today else None
        if later is not None:
            follows = _day(_order_start(later))
            ended = follows if ended is None else min(ended, follows)
        if ended is None or ended > clock.due.on or ended > self._today:
            return clock
        return replace(clock, state=ClockState.DONE, finished=ended, warns_at=None)

    def _after(self, rule: ClockRule) -> Iterator[RunningClock]:
        base = self._rules.get(rule.after)
        seen = set()
        for before in self._of(base) if base is not None else ():
            if before.state is ClockState.WAITING:
                continue
            seen.add(before.series)
            start = before.finished or (before.due.on if before.state.is_finished and before.due else None)
            if start is not None or self._runs.get((rule.key, before.series)):
                yield from self._series(rule, start, before.series)
            elif not before.state.is_finished:
                yield self._waiting(
                    rule, before.series, _("Counts from: {what}").format(what=before.rule.title)
                )
        if not seen:
            yield from self._written(rule)

    def _window(self, rule: ClockRule) -> Iterator[RunningClock]:
        yield from self._series(rule, self._stay.arrived_at, "")

    def _written(self, rule: ClockRule) -> Iterator[RunningClock]:
        """Yield what was written down of a rule that does not run (any more) for this stay."""
        for (key, series), runs in self._runs.items():
            if key == rule.key:
                yield from (self._one(rule, step, run.starts_at, series) for step, run in runs.items())

    # -- the steps of a limit -----------------------------------------------------------------------------

    def _series(self, rule: ClockRule, start: datetime | date | None, series: str) -> Iterator[RunningClock]:
        """Yield the steps of one series: each from when the one before was done, the last one open."""
        runs, step = self._runs.get((rule.key, series), {}), 1
        repeats = rule.kind in (ClockKind.CHAIN, ClockKind.INTERVAL)
        while True:
            clock = self._one(rule, step, start, series)
            yield clock
            if (
                not repeats
                or not clock.state.is_finished
                or clock.state is ClockState.OVER
                or step == MOST_STEPS
            ):
                break
            start = clock.finished or (clock.due.on if clock.due is not None else None)
            step += 1
        for later in sorted(runs):
            if later > step:  # the one before it was opened again, or the rule has fewer steps now
                yield self._one(rule, later, runs[later].starts_at, series)

    def _one(self, rule: ClockRule, step: int, start: datetime | date | None, series: str) -> RunningClock:
        """Return one step of a limit."""
        setting = self._facts.settings.get(rule.key)
        run = self._runs.get((rule.key, series), {}).get(step)
        review = self._reviews.get((rule.rhythm, rule.rhythm_step + step - 1)) if rule.rhythm else None
        limits = figures_in_use(rule, setting)
        limit = limits[min(step, len(limits)) - 1] if limits else None
        notices: list[str] = []
        due = self._due(rule, start, limit, notices)
        clock = RunningClock(
            rule=rule,
            young_person_id=self._facts.young_person_id,
            stay_id=self._stay.id,
            state=ClockState.MISSING,
            step=step,
            series=series,
            starts=start,
            limit=limit,
            due=due,
            run=run,
            review=review,
            figure_confirmed=is_confirmed(rule, setting),
            confirmed_on=setting.confirmed_on if setting is not None else None,
            notices=tuple(notices),
        )
        return self._standing_now(clock)

    def _due(
        self, rule: ClockRule, start: datetime | date | None, limit: TimeLimit | None, notices: list[str]
    ) -> Due | None:
        return None if start is None or limit is None else due_from(start, limit, counting=rule.counting)

    def _standing_now(self, clock: RunningClock) -> RunningClock:
        run, due = clock.run, clock.due
        if run is not None and run.state is ItemState.DONE:
            return replace(clock, state=ClockState.DONE, finished=run.done_at)
        if run is not None and run.state is ItemState.NOT_APPLICABLE:
            return replace(clock, state=ClockState.NOT_APPLICABLE)
        if clock.review is not None and clock.review.held_on is not None:
            return replace(clock, state=ClockState.DONE, finished=clock.review.held_on)
        if due is None:
            return clock
        return replace(clock, state=ClockState.LATE if due.last_moment < self._now else ClockState.RUNNING)

    def _standing(self, rule: ClockRule, start: datetime | date | None) -> RunningClock:
        kept = rule.kind is ClockKind.KEPT_UNTIL
        return replace(
            self._one(rule, 1, start if kept else None, ""),
            state=ClockState.KEPT if kept else ClockState.NO_DATE,
        )

    def _waiting(self, rule: ClockRule, series: str = "", waits_for: str = "") -> RunningClock:
        words = waits_for or _("Counts from: {what}").format(what=rule.from_what)
        clock = self._one(rule, 1, None, series)
        return replace(clock, state=ClockState.WAITING, waits_for=words, missing="")

    def _is_of_stay(self, review: PlanReview) -> bool:
        day, stay = review.held_on or review.due_on, self._stay
        if stay.arrived_at is not None and day < stay.arrived_at.astimezone().date():
            return False
        return self._end is None or day <= self._end.astimezone().date()


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
    return order.from_at or _beginning(order.made_on or date.min)


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()


def _day(start: datetime | date) -> date:
    return start.astimezone().date() if isinstance(start, datetime) else start


_ORDER = {state: place for place, state in enumerate(ClockState)}


def _in_order(clock: RunningClock) -> tuple[int, float, str, int]:
    soon = clock.state in (ClockState.LATE, ClockState.DUE_SOON, ClockState.RUNNING)
    at = clock.due.last_moment.timestamp() if clock.due is not None else 0.0
    return (0 if soon else _ORDER[clock.state], at, clock.rule.key, clock.step)
