"""Time limits of law and guidance as they run for one young person.

The rules are data (resources/clocks). Which of them run follows from the stay, its law and its orders; only what
became of a limit is stored (ClockRun), so that none can be lost. How they are worked out is clock_running.py's.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .checklists import ItemState, RestsOn
from .legal_orders import OrderKind
from .record import Record
from .source_marks import SourceMark
from .staff import Jurisdiction
from .time_limits import Counting, TimeLimit, TimeUnit
from .young_people import LegalBasis


class ClockKind(StrEnum):
    """How a limit is counted."""

    DEADLINE = "deadline"
    CHAIN = "chain"
    WINDOW = "window"
    INTERVAL = "interval"
    KEPT_UNTIL = "kept_until"
    NO_DATE = "no_date"


class Trigger(StrEnum):
    """What a limit counts from. `EVENT` is written down when it happens."""

    ARRIVAL = "arrival"
    LOOKED_AFTER = "looked_after"
    ORDER_MADE = "order_made"
    PLANNED_MOVE = "planned_move"
    MOVED_ON = "moved_on"
    BIRTH = "birth"
    EVENT = "event"


class OrderPlace(StrEnum):
    """Which of the orders of a stay start a limit."""

    EVERY = "every"
    FIRST = "first"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One limit as law, guidance or a local procedure has it; `key` is its id in the domain report ("S08").

    `steps` are the figures: a chain has one for each step and repeats the last, an interval one. A window has the
    running total first and the window second. `legal_bases` and `jurisdictions` are empty for all. `in_force_from`
    and `in_force_until` are days of the law. `rhythm` names the plan reviews that show it (plan_reviews.toml), and
    `rhythm_step` which of them shows its first step. `after` is the rule from whose end it counts. `event` is shared
    by rules that the same event starts. `orders` are the kinds of order that start it (empty for all), `order_place`
    which of them. With `lapses` it is a right that ends, so nobody is late with it.
    """

    key: str
    title: str
    kind: ClockKind
    from_what: str
    trigger: Trigger
    rests_on: RestsOn
    source: str
    mark: SourceMark
    steps: tuple[TimeLimit, ...] = ()
    counting: Counting = Counting.EXCLUSIVE
    jurisdictions: tuple[Jurisdiction, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    who: str = ""
    shown_by: str = ""
    note: str = ""
    rhythm: str = ""
    rhythm_step: int = 1
    after: str = ""
    event: str = ""
    orders: tuple[OrderKind, ...] = ()
    order_place: OrderPlace = OrderPlace.EVERY
    lapses: bool = False
    warn: TimeLimit | None = None
    usually_off: bool = False
    in_force_from: date | None = None
    in_force_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRun(Record):
    """What became of one limit: of `rule` at its `step`, counted from `starts_at`.

    An event that starts a limit is a run of step 1 that is open; `series` is then its own id, and that of the runs
    that follow from it. For what the stay itself starts, `series` is empty. `extended_until` is a later moment that
    somebody allowed.
    """

    young_person_id: str
    stay_id: str
    rule: str
    step: int = 1
    series: str = ""
    starts_at: datetime | None = None
    state: ItemState = ItemState.OPEN
    done_at: datetime | None = None
    done_by: str = ""
    evidence: str = ""
    evidence_kind: str = ""
    evidence_id: str = ""
    not_applicable_because: str = ""
    late_reason: str = ""
    who: str = ""
    extended_until: datetime | None = None
    extended_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSetting(Record):
    """What a unit has made of a rule: whether it uses it, and the figures a manager confirmed, as "7 days".

    `confirmed_steps` is empty while nobody has looked the figure up.
    """

    unit_id: str
    rule: str
    in_use: bool = True
    confirmed_steps: tuple[str, ...] = ()
    confirmed_on: date | None = None
    confirmed_by: str = ""
    checked_against: str = ""


MOST = 1500
"""Of hours, days, weeks or months in one figure: more is a slip of the pen. A hundred years are 1200 months."""


def figure(words: str) -> TimeLimit | None:
    """Return "7 days" or "0 hours" as a time limit, None for what is no number of a unit (TimeUnit)."""
    count, _space, unit = words.strip().partition(" ")
    is_count = count.isascii() and count.isdigit() and len(count) <= len(str(MOST)) and int(count) <= MOST
    if not is_count or unit.strip() not in tuple(TimeUnit):
        return None
    return TimeLimit(count=int(count), unit=TimeUnit(unit.strip()))


def figures(words: tuple[str, ...]) -> tuple[TimeLimit, ...]:
    """Return all of them as time limits; nothing where one of them is none."""
    found = tuple(limit for each in words if (limit := figure(each)) is not None)
    return found if len(found) == len(words) else ()


def figure_words(limit: TimeLimit) -> str:
    """Return a time limit as `figure` reads it: "7 days"."""
    return f"{limit.count} {limit.unit.value}"


_SINGULAR = {
    "hour": "hours",
    "day": "days",
    "working day": "working_days",
    "week": "weeks",
    "month": "months",
}
_AS_TYPED = {**_SINGULAR, "working days": "working_days"}


def typed_figures(text: str) -> tuple[str, ...]:
    """Return figures as a person types them, one a line or with commas, as `figure` reads them.

    What is no figure stays as it was typed, so that the rule can say so.
    """
    found = []
    for line in text.replace(",", "\n").splitlines():
        count, _space, unit = line.strip().casefold().partition(" ")
        unit = " ".join(unit.split())
        if count:
            found.append(f"{count} {_AS_TYPED.get(unit, unit)}".strip())
    return tuple(found)
