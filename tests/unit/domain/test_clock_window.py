"""Time without an order is added up over any 28 days, over all stays, so that the total is reached early and never late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.clock_running import ClockState
from securecare_desktop.domain.clock_window import Span, WindowTotal, times_without_order, total_in_window
from securecare_desktop.domain.clocks import ClockKind
from securecare_desktop.domain.legal_orders import LegalOrder
from securecare_desktop.domain.people import Answer
from tests.unit.domain.clock_house import ARRIVED, NOW, clocks, done, facts, hours, order, rule, stay

S = ClockState
WINDOW = rule(steps=("72 hours", "28 days"), kind=ClockKind.WINDOW)
TOTAL, LENGTH = hours(72), timedelta(days=28)
DAY = timedelta(days=1)


def test_without_an_order_the_total_is_reached_72_hours_after_the_arrival() -> None:
    (clock,) = clocks(WINDOW, facts(), ARRIVED + hours(10))
    assert clock.due is not None
    assert (clock.due.at, clock.state) == (ARRIVED + TOTAL, S.RUNNING)
    assert (clock.used, clock.left) == (hours(10), hours(62))
    (late,) = clocks(WINDOW, facts(), ARRIVED + hours(80))
    assert (late.state, late.left) == (S.LATE, hours(0))


def test_the_total_warns_a_day_before_it_is_reached() -> None:
    before, soon = (clocks(WINDOW, facts(), ARRIVED + hours(n))[0].state for n in (47, 49))
    assert (before, soon) == (S.RUNNING, S.DUE_SOON)


def test_an_order_stops_the_count_and_its_end_lets_it_go_on() -> None:
    allowed = order(from_at=ARRIVED + hours(20), ends_on=date(2026, 6, 20))
    (clock,) = clocks(WINDOW, facts(orders=(allowed,)))
    assert clock.due is not None
    after = datetime(2026, 6, 21).astimezone()
    assert (clock.state, clock.used, clock.due.at) == (S.PAUSED, hours(20), after + hours(52))
    forever = order(from_at=ARRIVED + hours(20))
    (clock,) = clocks(WINDOW, facts(orders=(forever,)))
    assert (clock.state, clock.due) == (S.PAUSED, None)


def test_several_stays_count_together_while_they_lie_in_one_window() -> None:
    before = stay(id="before", arrived_at=ARRIVED - 10 * DAY, ended_at=ARRIVED - 8 * DAY)
    (now,) = [c for c in clocks(WINDOW, facts(stays=(stay(), before))) if c.stay_id == "stay"]
    assert now.due is not None
    assert now.due.at == ARRIVED + hours(24)
    long_ago = stay(id="before", arrived_at=ARRIVED - 60 * DAY, ended_at=ARRIVED - 58 * DAY)
    (now,) = [c for c in clocks(WINDOW, facts(stays=(stay(), long_ago))) if c.stay_id == "stay"]
    assert now.due is not None
    assert now.due.at == ARRIVED + TOTAL


def test_a_total_that_was_reached_stays_late_under_an_order_until_somebody_explains_it() -> None:
    allowed = order(from_at=ARRIVED + hours(80))
    (late,) = clocks(WINDOW, facts(orders=(allowed,)))
    assert late.state is S.LATE
    explained = done(ARRIVED + hours(81))
    first, second = clocks(WINDOW, facts(orders=(allowed,), runs=(explained,)))
    assert (first.state, first.was_late, second.state) == (S.DONE, True, S.PAUSED)


def test_a_total_that_was_never_reached_is_over_with_the_stay() -> None:
    (clock,) = clocks(WINDOW, facts(stays=(stay(ended_at=ARRIVED + hours(30)),)))
    assert clock.state is S.OVER


@pytest.mark.parametrize(
    ("given_order", "said", "used"),
    [
        (order(secure=Answer.NOT_KNOWN, from_at=ARRIVED), "whether the order", 72),
        (order(secure=Answer.NO, from_at=ARRIVED), "", 72),
        (order(made_on=None), "since when", 72),
        (order(made_on=date(2026, 6, 2)), "at what time", 38),
        (order(made_on=date(2026, 6, 1)), "", 0),
        (order(made_on=date(2026, 5, 20)), "", 0),
    ],
)
def test_what_is_not_written_down_of_an_order_counts_against_it(
    given_order: LegalOrder, said: str, used: float
) -> None:
    (clock,) = clocks(WINDOW, facts(orders=(given_order,)), NOW)
    midnight = (datetime(2026, 6, 3).astimezone() - ARRIVED) if used == 38 else hours(used)
    assert clock.used == midnight
    assert [said in notice for notice in clock.notices] == ([True] if said else [])


def test_the_time_of_an_order_is_not_asked_for_where_another_one_carries_that_day() -> None:
    first = order(from_at=ARRIVED + hours(1), ends_on=date(2026, 7, 3))
    (clock,) = clocks(WINDOW, facts(orders=(first, order(id="next", made_on=date(2026, 7, 2)))))
    assert clock.notices == ()


def test_two_open_stays_count_once() -> None:
    stays = (stay(), stay(id="second", arrived_at=ARRIVED + hours(10)))
    assert times_without_order(stays, ()) == (Span(ARRIVED),)


SPANS = st.lists(st.tuples(st.integers(0, 24 * 70), st.integers(1, 24 * 6)), max_size=6)


@given(SPANS, st.integers(0, 24 * 80))
def test_the_total_of_any_window_is_reached_exactly_when_it_is_said_to_be(
    given_spans: list[tuple[int, int]], at: int
) -> None:
    spans: list[Span] = []
    for start, length in sorted(given_spans):
        if not spans or ARRIVED + hours(start) > (spans[-1].end or ARRIVED):
            spans.append(Span(ARRIVED + hours(start), ARRIVED + hours(start + length)))
    found = total_in_window(spans, TOTAL, LENGTH, Span(ARRIVED), ARRIVED + hours(at))
    counted = [_counted(spans, hour) for hour in range(24 * 80)]  # the same, hour by hour
    first = next((hour for hour, used in enumerate(counted) if used >= 72), None)
    assert found.reached_at == (None if first is None else ARRIVED + hours(first))
    assert found.used == min(hours(counted[at] if at < len(counted) else _counted(spans, at)), TOTAL)
    assert found.used + found.left == TOTAL


def _counted(spans: list[Span], hour: int) -> int:
    """Return how many of the 672 hours before an hour are in the spans."""
    ends = [(s.start, s.end) for s in spans if s.end is not None]
    since = hour - 28 * 24
    return sum(max(0, min(_hour(end), hour) - max(_hour(start), since)) for start, end in ends)


def _hour(moment: datetime) -> int:
    return int((moment - ARRIVED).total_seconds()) // 3600


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_order_never_brings_the_total_nearer(from_hour: int, at: int) -> None:
    def total(*orders: LegalOrder) -> WindowTotal:
        spans = times_without_order((stay(),), orders)
        return total_in_window(spans, TOTAL, LENGTH, Span(ARRIVED), ARRIVED + hours(at))

    without, allowed = total(), total(order(from_at=ARRIVED + hours(from_hour)))
    assert allowed.used <= without.used
    assert allowed.reached_at is None or allowed.reached_at >= (
        without.reached_at or datetime.max.replace(tzinfo=UTC)
    )
