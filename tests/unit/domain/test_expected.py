"""What is expected by the rules, what answers to it, and what a change of the clocks does to it."""

import time as clock
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from securecare_desktop.core.clock import local
from securecare_desktop.domain.expected import (
    answered,
    expected,
    next_expected,
    read_time,
    time_of,
    with_time,
)
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    HolidayRule,
    Occasion,
    OccasionState,
    SchoolHoliday,
)

KAI = "k" * 32
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
ZONES = ("GMT0BST,M3.5.0/1,M10.5.0/2", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "UTC0")


@pytest.fixture(autouse=True)
def british_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this computer stand in Britain, where the clock goes from 01:00 to 02:00 on 28 March 2027."""
    monkeypatch.setenv("TZ", ZONES[0])
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


def arrangement(**more: Any) -> Arrangement:
    given: dict[str, Any] = {
        "id": "a" * 32, "young_person_id": KAI, "person_id": "n", "with_whom": "Nan",
        "kind": FamilyTimeKind.VISIT_HERE, "how_often": "Every Saturday", "rule": "FREQ=WEEKLY;BYDAY=SA",
        "starts": date(2026, 9, 5), "at_time": "14:00",
    }  # fmt: skip
    return Arrangement(**{**given, **more})


def holiday(first: date, last: date) -> SchoolHoliday:
    return SchoolHoliday(unit_id="u", name="Half-term", first_day=first, last_day=last)


def days_in(made: Arrangement, *holidays: SchoolHoliday) -> list[int]:
    return [local(one.at).day for one in expected((made,), *NOVEMBER, holidays)]


def test_an_arrangement_is_laid_out_on_its_days_at_its_time() -> None:
    found = expected((arrangement(),), *NOVEMBER)
    assert [one.at for one in found] == [datetime(2026, 11, day, 14, tzinfo=UTC) for day in (7, 14, 21, 28)]
    assert not any(one.moved for one in found)


def test_without_a_rule_nothing_is_expected() -> None:
    assert expected((arrangement(rule=""),), *NOVEMBER) == ()


def test_nothing_is_expected_before_it_starts_or_after_it_ended() -> None:
    assert days_in(arrangement(starts=date(2026, 11, 14))) == [14, 21, 28]
    assert days_in(arrangement(ended_on=date(2026, 11, 14))) == [7, 14]


def test_the_same_days_whichever_window_is_asked_for_also_without_a_first_day() -> None:
    made = arrangement(starts=None, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SA")
    whole = {one.at for one in expected((made,), date(2026, 10, 1), date(2026, 12, 31))}
    assert {one.at for one in expected((made,), *NOVEMBER)} == {at for at in whole if at.month == 11}


def test_school_holidays_are_left_out_or_are_all_there_is() -> None:
    half_term = holiday(date(2026, 11, 14), date(2026, 11, 21))
    assert days_in(arrangement(only_in=HolidayRule.IN_HOLIDAYS), half_term) == [14, 21]
    assert days_in(arrangement(only_in=HolidayRule.OUTSIDE_HOLIDAYS), half_term) == [7, 28]
    assert days_in(arrangement(), half_term) == [7, 14, 21, 28]


def test_what_happened_answers_to_the_moment_that_was_expected_wherever_it_took_place() -> None:
    first, second, *_more = expected((arrangement(),), *NOVEMBER)
    late = Occasion(
        young_person_id=KAI, person_id="n", with_whom="Nan", kind=FamilyTimeKind.VISIT_HERE,
        state=OccasionState.HAPPENED, planned_at=second.at + timedelta(days=1), arrangement_id="a" * 32,
        expected_at=second.at,
    )  # fmt: skip
    other = replace(late, arrangement_id="b" * 32, expected_at=first.at)
    found = answered((first, second), (late, other))
    assert [one.occasion for one in found] == [None, late]


def test_a_time_in_the_missing_hour_is_an_hour_later_and_says_so() -> None:
    made = arrangement(rule="FREQ=DAILY", at_time="01:30")
    found = expected((made,), date(2027, 3, 27), date(2027, 3, 29))
    assert [(f"{local(one.at):%d %H:%M}", one.moved) for one in found] == [
        ("27 01:30", False), ("28 02:30", True), ("29 01:30", False),
    ]  # fmt: skip


def test_a_time_in_the_hour_that_is_there_twice_is_expected_once() -> None:
    made = arrangement(rule="FREQ=DAILY", at_time="01:30")
    found = expected((made,), date(2026, 10, 25), date(2026, 10, 25))
    assert [(one.at, one.moved) for one in found] == [(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), False)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone=st.sampled_from(ZONES),
    at=st.times(time(0), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
    first=st.dates(date(2025, 1, 1), date(2028, 1, 1)),
)
def test_what_stands_on_the_clock_is_what_was_arranged_unless_the_clocks_change(
    monkeypatch: pytest.MonkeyPatch, zone: str, at: time, first: date
) -> None:
    monkeypatch.setenv("TZ", zone)
    clock.tzset()
    made = arrangement(rule="FREQ=DAILY", starts=first, at_time=f"{at:%H:%M}")
    found = expected((made,), first, first + timedelta(days=370))
    assert len(found) == 371
    assert [one.at for one in found] == sorted(one.at for one in found)
    for number, one in enumerate(found):
        wanted = datetime.combine(first + timedelta(days=number), at)
        shown = local(one.at).replace(tzinfo=None, fold=0)
        assert shown - wanted == (timedelta(hours=1) if one.moved else timedelta(0))


def test_the_next_ones_are_found_far_ahead_and_none_where_the_rule_has_ended() -> None:
    today = date(2026, 11, 22)
    assert [f"{one.at:%d %b}" for one in next_expected(arrangement(), today)] == [
        "28 Nov", "05 Dec", "12 Dec", "19 Dec",
    ]  # fmt: skip
    rare = arrangement(rule="FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=29", starts=date(2024, 2, 29))
    assert [one.at.year for one in next_expected(rare, today)] == [2028, 2032, 2036]
    assert next_expected(arrangement(ended_on=date(2026, 11, 21)), today) == ()
    summer = holiday(date(2028, 7, 24), date(2028, 9, 1))
    away = next_expected(arrangement(only_in=HolidayRule.IN_HOLIDAYS), today, (summer,), count=1)
    assert [local(one.at).date() for one in away] == [date(2028, 7, 29)]


def test_before_it_starts_the_first_one_is_the_first() -> None:
    later = arrangement(starts=date(2029, 1, 6))
    assert [local(one.at).date() for one in next_expected(later, date(2026, 11, 22), count=1)] == [
        date(2029, 1, 6)
    ]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18:30", time(18, 30)), ("18.30", time(18, 30)), (" 9 ", time(9)), ("6:30 pm", time(18, 30)),
        ("12am", time(0)), ("12 p.m.", time(12)), ("24:00", None), ("13 pm", None), ("after tea", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(text: str, at: time | None) -> None:
    assert read_time(text) == at
    assert time_of(text) == (at or time(12))


def test_the_time_is_said_once() -> None:
    assert with_time(arrangement()) == "Every Saturday 14:00"
    assert with_time(arrangement(how_often="Every Saturday, 14:00")) == "Every Saturday, 14:00"
    assert with_time(arrangement(at_time="")) == "Every Saturday"
