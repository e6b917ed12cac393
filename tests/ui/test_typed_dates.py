"""Days and times as people type them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.ui.widgets.typed_dates import (
    read_day,
    read_moment,
    read_time,
    write_day,
    write_moment,
    write_time,
)

TODAY = date(2026, 5, 14)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("27 May", date(2026, 5, 27)),
        ("27 may 2027", date(2027, 5, 27)),
        ("Wed 27 May", date(2026, 5, 27)),
        ("Wednesday, 27 May 2026", date(2026, 5, 27)),
        ("1st June", date(2026, 6, 1)),
        ("27/5", date(2026, 5, 27)),
        ("27/5/26", date(2026, 5, 27)),
        ("27.05.2026", date(2026, 5, 27)),
        ("30/9/10", date(2010, 9, 30)),
        ("5/6/58", date(1958, 6, 5)),
        ("2026-05-27", date(2026, 5, 27)),
        ("today", date(2026, 5, 14)),
        ("Tomorrow", date(2026, 5, 15)),
        ("yesterday", date(2026, 5, 13)),
        ("thu", date(2026, 5, 14)),
        ("Monday", date(2026, 5, 18)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("  27  May ", date(2026, 5, 27)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY) == meant


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    assert read_day("20 Dec", date(2026, 1, 5)) == date(2025, 12, 20)
    assert read_day("5 Jan", date(2026, 12, 20)) == date(2027, 1, 5)


@pytest.mark.parametrize("typed", ["", "soon", "31 June", "27", "13/13/26", "May", "27 Ma", "xyz 27 May"])
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@given(st.dates(date(1940, 1, 1), date(2045, 12, 31)), st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_a_day_that_was_written_is_read_back(day: date, today: date) -> None:
    assert read_day(write_day(day), today) == day


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16:30", time(16, 30)),
        ("1630", time(16, 30)),
        ("4.30pm", time(16, 30)),
        ("4 pm", time(16, 0)),
        ("12am", time(0, 0)),
        ("9", time(9, 0)),
        ("25:00", None),
        ("16:75", None),
        ("13pm", None),
        ("later", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


@given(st.times())
def test_a_time_that_was_written_is_read_back_to_the_minute(at: time) -> None:
    assert read_time(write_time(at)) == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    "typed", ["12 May, 15:40", "12/5/26 1540", "Tue 12 May 3.40 pm", "12 May 2026, 3:40pm"]
)
def test_a_moment_is_local_time_kept_in_utc(typed: str) -> None:
    meant = datetime(2026, 5, 12, 15, 40).astimezone(UTC)
    assert read_moment(typed, TODAY) == meant
    assert read_moment(write_moment(meant, TODAY), TODAY) == meant


def test_a_day_without_a_time_is_no_moment() -> None:
    assert read_moment("Tue 12 May", TODAY) is None
