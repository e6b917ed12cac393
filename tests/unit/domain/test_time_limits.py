"""How long something may take: hours on every clock, days and months of the calendar, working days of a nation."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.working_days import NoBankHolidays, is_working_day, working_days_from
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.time_limits import Counting, TimeLimit, TimeUnit, day_from, due_from

NATIONS = st.sampled_from(tuple(Jurisdiction))


@pytest.mark.parametrize(
    ("day", "count", "unit", "due"),
    [
        (date(2026, 5, 14), 7, TimeUnit.DAYS, date(2026, 5, 21)),
        (date(2026, 5, 14), 6, TimeUnit.WEEKS, date(2026, 6, 25)),
        (date(2026, 1, 31), 1, TimeUnit.MONTHS, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, TimeUnit.MONTHS, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, TimeUnit.MONTHS, date(2027, 1, 1)),
        (date(2026, 8, 31), 6, TimeUnit.MONTHS, date(2027, 2, 28)),
        (date(2026, 5, 14), 20, TimeUnit.WORKING_DAYS, date(2026, 6, 12)),
        (date(2026, 5, 15), 1, TimeUnit.WORKING_DAYS, date(2026, 5, 18)),  # a Friday
        (date(2026, 5, 16), 1, TimeUnit.WORKING_DAYS, date(2026, 5, 18)),  # a Saturday
        (date(2026, 5, 14), 0, TimeUnit.WORKING_DAYS, date(2026, 5, 14)),
    ],
)
def test_a_day_so_much_later(day: date, count: int, unit: TimeUnit, due: date) -> None:
    assert day_from(day, TimeLimit(count=count, unit=unit)) == due


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 24))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, count: int) -> None:
    due = day_from(day, TimeLimit(count=count, unit=TimeUnit.MONTHS))
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == count
    assert due.day == day.day or (due + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (7, TimeUnit.DAYS, "7 days"),
        (1, TimeUnit.MONTHS, "1 month"),
        (6, TimeUnit.WEEKS, "6 weeks"),
        (20, TimeUnit.WORKING_DAYS, "20 working days"),
    ],
)
def test_a_step_in_words(count: int, unit: TimeUnit, words: str) -> None:
    assert TimeLimit(count=count, unit=unit).words == words


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-60, 60), NATIONS)
def test_a_working_day_offset_never_lands_on_a_holiday(day: date, count: int, nation: Jurisdiction) -> None:
    due = day_from(day, TimeLimit(count=count, unit=TimeUnit.WORKING_DAYS), nation)
    assert is_working_day(due, nation.value)
    assert due >= day if count >= 0 else due < day


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60), NATIONS)
def test_so_many_working_days_lie_between(day: date, count: int, nation: Jurisdiction) -> None:
    due = day_from(day, TimeLimit(count=count, unit=TimeUnit.WORKING_DAYS), nation)
    days = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(is_working_day(one, nation.value) for one in days) == count


@pytest.mark.parametrize(
    ("nation", "works"),
    [(Jurisdiction.SCOTLAND, False), (Jurisdiction.ENGLAND, True), (Jurisdiction.WALES, True)],
)
def test_the_second_of_january_is_a_holiday_in_scotland_alone(nation: Jurisdiction, works: bool) -> None:
    assert is_working_day(date(2026, 1, 2), nation.value) is works


def test_a_year_without_bank_holidays_is_said() -> None:
    with pytest.raises(NoBankHolidays, match="2150"):
        working_days_from(date(2150, 1, 3), 2, "england")


def test_hours_count_through_the_night_in_which_the_clocks_change() -> None:
    arrival = datetime(2026, 3, 28, 21, 0, tzinfo=UTC)  # the clocks go forward at 01:00
    due = due_from(arrival, TimeLimit(count=12, unit=TimeUnit.HOURS))
    assert due.at == datetime(2026, 3, 29, 9, 0, tzinfo=UTC)
    assert due.last_moment - arrival == timedelta(hours=12)


def test_part_of_a_day_counts_as_a_day_where_the_rule_says_so() -> None:
    week = TimeLimit(count=7, unit=TimeUnit.DAYS)
    day = date(2026, 5, 14)
    assert day_from(day, week) == date(2026, 5, 21)
    assert day_from(day, week, counting=Counting.INCLUSIVE) == date(2026, 5, 20)


def test_a_year_after_the_twenty_ninth_of_february_is_the_twenty_eighth() -> None:
    assert day_from(date(2028, 2, 29), TimeLimit(count=12, unit=TimeUnit.MONTHS)) == date(2029, 2, 28)
