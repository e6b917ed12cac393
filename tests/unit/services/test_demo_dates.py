"""The relative dates of the demo unit's files, and the days of its family time."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.services.demo_dates import DateFormError, day_of, filled, moment_of
from securecare_desktop.services.demo_occasions import days_of_rhythm

TODAY = date(2026, 5, 14)
ANY_DAY = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 5, 14)),
        ("-13d", date(2026, 5, 1)),
        ("+2w", date(2026, 5, 28)),
        ("-15y-226d", date(2010, 9, 30)),
        ("-3m", date(2026, 2, 14)),
        ("day-1d", date(2026, 5, 9)),
    ],
)
def test_a_relative_date_counts_from_its_day(text: str, day: date) -> None:
    assert day_of(text, TODAY, date(2026, 5, 10)) == day


def test_years_from_a_leap_day_end_on_the_last_day_of_february() -> None:
    assert day_of("-1y", date(2028, 2, 29)) == date(2027, 2, 28)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 17), st.integers(1, 364))
def test_a_birth_date_in_years_and_days_gives_that_age_on_any_day(day: date, years: int, days: int) -> None:
    born = day_of(f"-{years}y-{days}d", day)
    assert day.year - born.year - ((day.month, day.day) < (born.month, born.day)) == years


def test_a_moment_is_local_and_knows_its_zone() -> None:
    moment = moment_of("-14d 16:20", TODAY)
    assert moment.tzinfo is not None
    assert moment.strftime("%Y-%m-%d %H:%M") == "2026-04-30 16:20"


@pytest.mark.parametrize("text", ["", "tomorrow", "5d", "2026-05-14", "-5", "today 9:00", "day-1d"])
def test_what_is_no_relative_date_is_named(text: str) -> None:
    with pytest.raises(DateFormError, match=re.escape(repr(text))):
        day_of(text, TODAY)


def test_a_moment_without_a_time_of_day_is_refused() -> None:
    with pytest.raises(DateFormError):
        moment_of("-5d", TODAY)


def test_dates_in_a_text_become_words() -> None:
    text = "On {+18d}, or {+1d short}, a {+13d weekday}; not before {+116d plain}, since {-66d full}."
    assert (
        filled(text, TODAY) == "On 1 June, or Fri 15 May, a Wednesday; not before 7 Sep, since 9 March 2026."
    )


@given(ANY_DAY, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), st.integers(1, 4))
def test_a_weekly_rhythm_keeps_its_weekday_and_its_distance(day: date, weekday: str, every: int) -> None:
    found = days_of_rhythm({"weekday": weekday, "every": every, "first": "-100d", "last": "+40d"}, day)
    days = list(found.values())
    assert {d.strftime("%a").lower() for d in days} == {weekday}
    assert {(b - a).days for a, b in zip(days, days[1:], strict=False)} == {7 * every}
    assert all((d < day) == (n < 0) and (d == day) == (n == 0) for n, d in found.items())
