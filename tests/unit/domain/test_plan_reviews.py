"""When a plan is reviewed next: counted from the day the review before was held."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.plan_reviews import (
    Guest,
    PlanReview,
    Rhythm,
    RhythmStep,
    RhythmUnit,
    later,
    next_review,
    problems_in_holding,
    problems_in_review,
)

TODAY = date(2026, 5, 14)
RHYTHM = Rhythm(
    key="r", title="Review", from_what="the placement", rests_on=RestsOn.LAW,
    steps=(RhythmStep(count=7, unit=RhythmUnit.DAYS), RhythmStep(count=1, unit=RhythmUnit.MONTHS)),
)  # fmt: skip
PLANNED = PlanReview(young_person_id="k", due_on=TODAY, rhythm="r", step=1)
HELD = replace(PLANNED, held_on=TODAY, took_part="He came for tea.", outcomes="The course goes on.")


@pytest.mark.parametrize(
    ("day", "count", "unit", "due"),
    [
        (date(2026, 5, 14), 7, RhythmUnit.DAYS, date(2026, 5, 21)),
        (date(2026, 5, 14), 6, RhythmUnit.WEEKS, date(2026, 6, 25)),
        (date(2026, 1, 31), 1, RhythmUnit.MONTHS, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, RhythmUnit.MONTHS, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, RhythmUnit.MONTHS, date(2027, 1, 1)),
        (date(2026, 8, 31), 6, RhythmUnit.MONTHS, date(2027, 2, 28)),
        (date(2026, 5, 14), 20, RhythmUnit.WORKING_DAYS, date(2026, 6, 11)),
        (date(2026, 5, 15), 1, RhythmUnit.WORKING_DAYS, date(2026, 5, 18)),  # a Friday
        (date(2026, 5, 16), 1, RhythmUnit.WORKING_DAYS, date(2026, 5, 18)),  # a Saturday
        (date(2026, 5, 14), 0, RhythmUnit.WORKING_DAYS, date(2026, 5, 14)),
    ],
)
def test_a_day_so_much_later(day: date, count: int, unit: RhythmUnit, due: date) -> None:
    assert later(day, count, unit) == due


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 24))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, count: int) -> None:
    due = later(day, count, RhythmUnit.MONTHS)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == count
    assert due.day == day.day or (due + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (7, RhythmUnit.DAYS, "7 days"),
        (1, RhythmUnit.MONTHS, "1 month"),
        (6, RhythmUnit.WEEKS, "6 weeks"),
        (20, RhythmUnit.WORKING_DAYS, "20 working days"),
    ],
)
def test_a_step_in_words(count: int, unit: RhythmUnit, words: str) -> None:
    assert RhythmStep(count=count, unit=unit).words == words


def test_the_first_step_counts_from_its_day_and_the_last_one_comes_again_and_again() -> None:
    assert RHYTHM.due_after(TODAY, 1) == date(2026, 5, 21)
    assert {RHYTHM.due_after(TODAY, number) for number in (2, 3, 40)} == {date(2026, 6, 14)}


def test_the_next_review_is_counted_from_the_day_this_one_was_held_not_from_when_it_was_due() -> None:
    late = replace(HELD, held_on=date(2026, 5, 20))
    following = next_review(late, RHYTHM)
    assert (following.due_on, following.step, following.held_on) == (date(2026, 6, 20), 2, None)
    assert following.outcomes == ""


def fields_of(problems: object) -> list[str]:
    return [problem.field for problem in problems]  # type: ignore[attr-defined]


def test_a_review_that_is_moved_says_why() -> None:
    moved = replace(PLANNED, due_on=TODAY + timedelta(days=3))
    assert fields_of(problems_in_review(moved, TODAY, PLANNED)) == ["moved_because"]
    assert problems_in_review(replace(moved, moved_because="Mum is ill."), TODAY, PLANNED) == ()
    assert problems_in_review(moved, TODAY) == ()


def test_a_review_that_was_held_says_how_they_took_part_and_what_came_of_it() -> None:
    assert problems_in_holding(HELD, TODAY) == ()
    assert fields_of(problems_in_holding(PLANNED, TODAY)) == ["held_on", "took_part", "outcomes"]
    ahead = replace(HELD, held_on=TODAY + timedelta(days=1))
    assert fields_of(problems_in_holding(ahead, TODAY)) == ["held_on"]
    assert fields_of(problems_in_review(replace(HELD, outcomes=""), TODAY)) == ["outcomes"]


def test_everybody_who_is_invited_has_a_name_and_no_report_is_shared_tomorrow() -> None:
    wrong = replace(PLANNED, guests=(Guest(name=" "),), report_shared_on=TODAY + timedelta(days=1))
    assert fields_of(problems_in_review(wrong, TODAY)) == ["guests", "report_shared_on"]
