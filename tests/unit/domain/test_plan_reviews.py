"""When a plan is reviewed next: counted from the day the review before was held."""

from dataclasses import replace
from datetime import date, timedelta

from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.plan_reviews import (
    Guest,
    PlanReview,
    Rhythm,
    next_review,
    problems_in_holding,
    problems_in_review,
)
from securecare_desktop.domain.time_limits import TimeLimit, TimeUnit

TODAY = date(2026, 5, 14)
RHYTHM = Rhythm(
    key="r", title="Review", from_what="the placement", rests_on=RestsOn.LAW,
    steps=(TimeLimit(count=7, unit=TimeUnit.DAYS), TimeLimit(count=1, unit=TimeUnit.MONTHS)),
)  # fmt: skip
PLANNED = PlanReview(young_person_id="k", due_on=TODAY, rhythm="r", step=1)
HELD = replace(PLANNED, held_on=TODAY, took_part="He came for tea.", outcomes="The course goes on.")


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
