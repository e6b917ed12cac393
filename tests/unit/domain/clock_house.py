"""A stay with its rules, as the tests of time limits need it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from securecare_desktop.domain.checklists import ItemState, RestsOn
from securecare_desktop.domain.clock_running import ClockFacts, RunningClock, running_clocks
from securecare_desktop.domain.clocks import ClockKind, ClockRule, ClockRun, Trigger, figure
from securecare_desktop.domain.legal_orders import LegalOrder, OrderKind
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.source_marks import SourceMark
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.time_limits import TimeLimit
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay

KAI = "kai"
ARRIVED = datetime(2026, 6, 1, 10, 30, tzinfo=UTC)
NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)


def limits(*words: str) -> tuple[TimeLimit, ...]:
    return tuple(limit for each in words if (limit := figure(each)) is not None)


def rule(key: str = "X01", steps: tuple[str, ...] = ("7 days",), **other: Any) -> ClockRule:
    """Return a rule of law that counts from the arrival."""
    given: dict[str, Any] = {
        "kind": ClockKind.DEADLINE, "trigger": Trigger.ARRIVAL, "rests_on": RestsOn.LAW, "mark": SourceMark.SEEN,
        "title": f"Rule {key}", "from_what": "the placement", "source": "A regulation", "steps": limits(*steps),
    }  # fmt: skip
    return ClockRule(key=key, **{**given, **other})


def stay(**other: Any) -> Stay:
    given: dict[str, Any] = {
        "id": "stay", "young_person_id": KAI, "stage": Stage.DURING, "legal_basis": LegalBasis.SECTION_25,
        "arrived_at": ARRIVED,
    }  # fmt: skip
    return Stay(**{**given, **other})


def order(**other: Any) -> LegalOrder:
    """Return an order that allows secure care."""
    given: dict[str, Any] = {
        "id": "order", "young_person_id": KAI, "stay_id": "stay", "kind": OrderKind.SECURE_ORDER,
        "made_on": date(2026, 6, 3), "secure": Answer.YES,
    }  # fmt: skip
    return LegalOrder(**{**given, **other})


def run(key: str = "X01", **other: Any) -> ClockRun:
    given: dict[str, Any] = {"young_person_id": KAI, "stay_id": "stay", "rule": key}
    return ClockRun(**{**given, **other})


def done(at: datetime, key: str = "X01", **other: Any) -> ClockRun:
    """Return a step that was done at a moment."""
    return run(key, state=ItemState.DONE, done_at=at, done_by="Femi", evidence="The note", **other)


def held(rhythm: str, step: int, on: date | None, due_on: date = date(2026, 6, 8)) -> PlanReview:
    return PlanReview(young_person_id=KAI, rhythm=rhythm, step=step, due_on=due_on, held_on=on)


def facts(**other: Any) -> ClockFacts:
    given: dict[str, Any] = {
        "young_person_id": KAI, "born": date(2010, 2, 28), "nation": Jurisdiction.ENGLAND, "stays": (stay(),),
    }  # fmt: skip
    return ClockFacts(**{**given, **other})


def clocks(
    rules: ClockRule | Iterable[ClockRule], known: ClockFacts, now: datetime = NOW
) -> list[RunningClock]:
    """Return the clocks by rule and step."""
    one = (rules,) if isinstance(rules, ClockRule) else rules
    return sorted(running_clocks(one, known, now), key=lambda clock: (clock.rule.key, clock.step))


def with_runs(known: ClockFacts, *runs: ClockRun) -> ClockFacts:
    return replace(known, runs=runs)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)
