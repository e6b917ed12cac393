"""What is known of a running time limit, what it is worked out from, and which rules a unit works with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ..core.text import _
from .clock_window import real_end
from .clocks import ClockKind, ClockRule, ClockRun, ClockSetting, figures
from .coverage import is_of
from .legal_orders import LegalOrder
from .plan_reviews import PlanReview
from .staff import Jurisdiction
from .time_limits import Due, TimeLimit
from .young_people import LegalBasis, Stage, Stay

WITHOUT_DATE = (ClockKind.NO_DATE, ClockKind.KEPT_UNTIL)
"""Rules that nobody is ever late with."""


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
            starts = beginning(starts)
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


def main_stay(stays: Iterable[Stay]) -> Stay | None:
    """Return the stay that goes on, the newest of several, else the one that ended last."""
    return max(
        stays,
        key=lambda s: (real_end(s) is None, s.arrived_at.timestamp() if s.arrived_at else 0.0, s.id),
        default=None,
    )


def stay_notices(stays: Iterable[Stay]) -> tuple[str, ...]:
    """Return what has to be put right in the stays, so that their limits are sure."""
    found, stays = [], tuple(stays)
    if any(s.ended_at is not None and real_end(s) is None for s in stays):
        sentence = _(
            "A stay is said to end before it begins. Put its days right: until then its limits go on."
        )
        found.append(sentence)
    going_on = [s for s in stays if real_end(s) is None]
    if len(going_on) > 1:
        sentence = _(
            "Two stays are open at once, and the limits of both stand here. End the one that is over."
        )
        found.append(sentence)
    if any(s.arrived_at is None and s.stage is not Stage.BEFORE for s in going_on):
        found.append(_("The arrival is not written down. Most limits count from it."))
    return tuple(found)


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
    """Say whether a rule is for a stay, and in force on a day."""
    return is_for(rule, stay.legal_basis, nation) and in_force(rule, day)


def is_for(rule: ClockRule, basis: LegalBasis, nation: Jurisdiction) -> bool:
    """Say whether a rule is for stays on a legal basis in a nation: of that nation or of their law."""
    return is_of(rule.jurisdictions, nation, basis.nation) and (
        not rule.legal_bases or basis in rule.legal_bases
    )


class RuleBook:
    """Rules in their order, sorted once by the law they are of; `rules` are all of them by key."""

    def __init__(self, rules: Iterable[ClockRule]) -> None:
        self.rules: Mapping[str, ClockRule] = {rule.key: rule for rule in rules}
        self._of: dict[tuple[LegalBasis, Jurisdiction], Mapping[str, ClockRule]] = {}

    def of(self, basis: LegalBasis, nation: Jurisdiction) -> Mapping[str, ClockRule]:
        """Return the rules for a legal basis in a nation, by key."""
        if (basis, nation) not in self._of:
            self._of[basis, nation] = {k: r for k, r in self.rules.items() if is_for(r, basis, nation)}
        return self._of[basis, nation]


def in_force(rule: ClockRule, day: date) -> bool:
    """Say whether a rule is in force on a day."""
    return (rule.in_force_from is None or rule.in_force_from <= day) and (
        rule.in_force_until is None or day <= rule.in_force_until
    )


def beginning(day: date) -> datetime:
    """Return the first moment of a day here, aware."""
    return datetime.combine(day, time.min).astimezone()
