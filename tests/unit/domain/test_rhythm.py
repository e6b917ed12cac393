"""How often, as people choose and say it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.recurrence import check, days
from securecare_desktop.domain.rhythm import (
    LAST,
    NTHS,
    Rhythm,
    RhythmKind,
    in_words,
    interval_in_words,
    rhythm_of,
    rule_of,
)

SATURDAY = date(2026, 11, 28)
RHYTHMS = st.one_of(
    st.builds(Rhythm, st.just(RhythmKind.DAYS), st.integers(1, 31)),
    st.builds(
        Rhythm, st.just(RhythmKind.WEEKS), st.integers(1, 12),
        st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    ),
    st.builds(
        Rhythm, st.just(RhythmKind.MONTH_WEEKDAY), st.integers(1, 12), nth=st.sampled_from(NTHS),
        weekday=st.integers(0, 6),
    ),
    st.builds(
        Rhythm, st.just(RhythmKind.MONTH_DAY), st.integers(1, 12),
        month_day=st.one_of(st.integers(1, 31), st.just(LAST)),
    ),
)  # fmt: skip


@given(RHYTHMS)
def test_what_is_chosen_is_a_rule_that_can_be_laid_out_and_read_back(rhythm: Rhythm) -> None:
    rule = rule_of(rhythm)
    check(rule)
    assert rhythm_of(rule) == rhythm
    assert in_words(rule, SATURDAY)


@given(RHYTHMS, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_rhythm_comes_round_on_the_days_that_it_names(rhythm: Rhythm, starts: date) -> None:
    for day in days(rule_of(rhythm), starts, starts, starts + timedelta(days=800)):
        if rhythm.kind is RhythmKind.DAYS:
            assert (day - starts).days % rhythm.every == 0
        elif rhythm.kind is RhythmKind.WEEKS:
            assert day.weekday() in (rhythm.weekdays or (starts.weekday(),))
        elif rhythm.kind is RhythmKind.MONTH_WEEKDAY:
            assert day.weekday() == rhythm.weekday
            if rhythm.nth == LAST:
                assert (day + timedelta(days=7)).month != day.month
            else:
                assert (day.day - 1) // 7 + 1 == rhythm.nth
        elif rhythm.month_day == LAST:
            assert (day + timedelta(days=1)).day == 1
        else:
            assert day.day == rhythm.month_day


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", ""),
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=2", "Every second day"),
        ("FREQ=DAILY;INTERVAL=20", "Every 20 days"),
        ("FREQ=WEEKLY;BYDAY=SA", "Every Saturday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "Every second Saturday"),
        ("FREQ=WEEKLY;INTERVAL=2", "Every second Saturday"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,FR", "Every third week on Tuesday and Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "Every Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every day from Monday to Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "Every day"),
        ("FREQ=MONTHLY;BYDAY=2TU", "The second Tuesday of each month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SU", "The last Sunday of a month, every second month"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "Day 15 of each month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "The last day of each month"),
    ],
)
def test_a_rule_reads_as_people_say_it(rule: str, words: str) -> None:
    assert in_words(rule, SATURDAY) == words


def test_a_rhythm_of_weeks_without_a_day_and_a_start_says_the_weeks() -> None:
    assert in_words("FREQ=WEEKLY;INTERVAL=2") == "Every second week"
    assert interval_in_words(RhythmKind.MONTH_DAY, 3) == "Every third month"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY", "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;UNTIL=20270101", "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=1MO,3MO", "FREQ=MONTHLY;BYDAY=5MO", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=DAILY;INTERVAL=0", "rubbish", "FREQ=DAILY;BYDAY=SA", "FREQ=WEEKLY;BYDAY=XX",
    ],
)  # fmt: skip
def test_a_rule_of_another_kind_has_no_rhythm_and_no_words(rule: str) -> None:
    assert rhythm_of(rule) is None
    assert in_words(rule, SATURDAY) == ""
