"""How often something comes round, by the calendar on the wall."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.recurrence import NotARule, check, days, every, next_day

MAY = (date(2026, 5, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("rule", "starts", "on"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", date(2026, 3, 5), [7, 14, 21, 28]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", date(2026, 5, 2), [2, 16, 30]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", date(2026, 4, 25), [9, 23]),
        ("FREQ=MONTHLY;BYDAY=2TU", date(2025, 1, 14), [12]),
        ("FREQ=MONTHLY;BYDAY=-1SU", date(2025, 1, 1), [31]),
        ("FREQ=DAILY;INTERVAL=10", date(2026, 4, 1), [1, 11, 21, 31]),
        ("FREQ=DAILY;COUNT=3", date(2026, 4, 30), [1, 2]),
        ("FREQ=DAILY;UNTIL=20260503", date(2026, 4, 1), [1, 2, 3]),
        ("FREQ=WEEKLY;BYDAY=TH", date(2026, 6, 4), []),
    ],
)
def test_a_rule_comes_round_on_its_days(rule: str, starts: date, on: list[int]) -> None:
    assert [day.day for day in days(rule, starts, *MAY)] == on


@given(
    starts=st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    ahead=st.integers(0, 4000),
    interval=st.integers(1, 9),
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    on=st.sampled_from([(), ("SA",), ("MO", "TH"), ("SU",)]),
)
def test_beginning_nearer_yields_the_same_days(
    starts: date, ahead: int, interval: int, freq: str, on: tuple[str, ...]
) -> None:
    rule, first = every(freq, interval, () if freq == "DAILY" else on), starts + timedelta(days=ahead)
    last = first + timedelta(days=70)
    from_the_start = [day for day in days(rule, starts, starts, last) if day >= first]
    assert list(days(rule, starts, first, last)) == from_the_start


def test_a_rule_that_never_comes_round_yields_no_day() -> None:
    never = "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30"  # beginning in a February
    assert days(never, date(2015, 2, 1), *MAY) == ()
    assert next_day(never, date(2015, 2, 1), MAY[0]) is None


@pytest.mark.parametrize(
    "rule", ["", "daily", "FREQ=DAILY;BYDAY=SA", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;BYHOUR=3"]
)
def test_what_is_no_rhythm_of_days_is_told(rule: str) -> None:
    with pytest.raises(NotARule):
        check(rule)


def test_a_rule_without_a_day_yields_none() -> None:
    assert next_day("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=1", date(2026, 1, 31), date(2026, 2, 1)) is None
    assert next_day("FREQ=WEEKLY;BYDAY=TH", date(2026, 3, 5), date(2026, 5, 14)) == date(2026, 5, 21)
