"""The dates of a change of worker, the steps' states, and what a plan must say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.people import KeyRole
from securecare_desktop.domain.worker_changes import (
    STEP_FIELDS,
    Audience,
    ChangeKind,
    ChangeStep,
    Step,
    StepState,
    Telling,
    WorkerChange,
    current_step,
    moved_steps,
    problems_in_plan,
    problems_in_telling,
    step_dates,
    step_state,
)
from securecare_desktop.services.step_file import step_templates

TODAY = date(2026, 5, 14)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))


def a_plan(**other: object) -> WorkerChange:
    values = {
        "young_person_id": "kai",
        "role": KeyRole.KEY_WORKER,
        "outgoing_name": "Hannah Whitlock",
        "incoming_name": "Sam Adeyemi",
        "day": date(2026, 5, 27),
        "reason_for_young_person": "Hannah is going to train as a teacher.",
    }
    return WorkerChange(**{**values, **other})


def steps_for(day: date, decided: date, kind: ChangeKind = ChangeKind.PLANNED) -> tuple[ChangeStep, ...]:
    return tuple(
        ChangeStep(
            young_person_id="kai", change_id="c", number=n, starts_on=s, due_on=d, second_due_on=second
        )
        for n, s, d, second in step_dates(step_templates(), day, kind, decided)
    )


def test_ten_steps_get_the_offsets_of_the_template() -> None:
    steps = steps_for(date(2026, 5, 27), date(2026, 4, 29))
    offsets = [(s.due_on - date(2026, 5, 27)).days for s in steps]
    assert offsets == [-28, -27, -21, -14, -7, -5, 0, 0, 7, 42]
    assert steps[4].starts_on == date(2026, 5, 15)
    assert steps[8].second_due_on == date(2026, 6, 24)


@given(day=DAYS, notice=st.integers(min_value=0, max_value=400))
def test_no_step_is_due_before_the_decision_and_none_starts_after_it_ends(day: date, notice: int) -> None:
    decided = day - timedelta(days=notice)
    for kind in ChangeKind:
        steps = steps_for(day, decided, kind)
        assert [s.number for s in steps] == list(range(1, 11))
        assert all(decided <= s.starts_on <= s.due_on for s in steps)


@given(day=DAYS, notice=st.integers(min_value=0, max_value=400))
def test_planned_steps_never_come_in_another_order(day: date, notice: int) -> None:
    due = [s.due_on for s in steps_for(day, day - timedelta(days=notice))]
    assert due == sorted(due)


@given(day=DAYS)
def test_an_unplanned_change_has_its_telling_on_the_same_day_and_keeps_the_goodbye_open(day: date) -> None:
    steps = steps_for(day, day, ChangeKind.UNPLANNED)
    assert steps[Step.TELL - 1].due_on == day
    assert steps[Step.GOODBYE - 1].due_on > day


@given(day=DAYS, by=st.integers(min_value=-300, max_value=300), done=st.sets(st.integers(1, 10)))
def test_moving_the_day_and_back_gives_the_same_dates_and_leaves_done_steps(
    day: date, by: int, done: set[int]
) -> None:
    steps = tuple(
        replace(s, done_on=day) if s.number in done else s for s in steps_for(day, day - timedelta(days=28))
    )
    there = moved_steps(steps, day, day + timedelta(days=by))
    assert moved_steps(there, day + timedelta(days=by), day) == steps
    for before, after in zip(steps, there, strict=True):
        expected = timedelta(0) if before.number in done else timedelta(days=by)
        assert after.due_on - before.due_on == expected


def test_a_late_step_does_not_hide_the_one_to_work_on_now() -> None:
    steps = steps_for(date(2026, 5, 27), date(2026, 4, 29))
    steps = tuple(replace(s, done_on=TODAY) if s.number <= 3 else s for s in steps)
    now = current_step(steps, TODAY)
    assert now is Step.INTRODUCE
    assert [step_state(s, now, TODAY) for s in steps[2:6]] == [
        StepState.DONE,
        StepState.LATE,
        StepState.NOW,
        StepState.LATER,
    ]


def test_when_everything_is_done_the_last_step_stays_open_to_read() -> None:
    steps = tuple(replace(s, done_on=TODAY) for s in steps_for(TODAY, TODAY))
    assert current_step(steps, TODAY) is Step.LEARN


def test_when_all_that_is_open_is_late_the_first_of_it_is_now() -> None:
    steps = steps_for(date(2026, 1, 1), date(2025, 12, 1))
    assert current_step(steps, date(2026, 4, 1)) is Step.DECIDE


def test_every_step_has_fields_with_names_of_their_own() -> None:
    for step in Step:
        names = [f.name for f in STEP_FIELDS[step]]
        assert names, step
        assert len(names) == len(set(names)), step


def fields_of(change: WorkerChange) -> list[str]:
    return [p.field for p in problems_in_plan(change, TODAY)]


def test_a_whole_plan_has_nothing_to_put_right() -> None:
    assert fields_of(a_plan()) == []


def test_a_plan_asks_for_what_is_empty_in_the_order_of_the_form() -> None:
    empty = a_plan(outgoing_name=" ", incoming_name="", reason_for_young_person="\n")
    assert fields_of(empty) == ["outgoing", "incoming", "reason_for_young_person"]


def test_nobody_takes_over_from_themself() -> None:
    assert fields_of(a_plan(incoming_name="Hannah Whitlock")) == ["incoming"]


def test_a_new_plan_cannot_lie_in_the_past_but_an_old_one_can_be_corrected() -> None:
    assert fields_of(a_plan(day=TODAY - timedelta(days=1))) == ["day"]
    assert fields_of(a_plan(id="c1", version=1, day=TODAY - timedelta(days=1))) == []


def test_an_unplanned_change_has_happened() -> None:
    assert fields_of(a_plan(kind=ChangeKind.UNPLANNED, day=TODAY)) == []
    assert fields_of(a_plan(kind=ChangeKind.UNPLANNED, day=TODAY + timedelta(days=1))) == ["day"]


def test_a_later_goodbye_comes_after_the_change() -> None:
    early = a_plan(kind=ChangeKind.UNPLANNED, day=date(2026, 5, 11), later_goodbye_by=date(2026, 5, 8))
    assert fields_of(early) == ["later_goodbye_by"]


def test_a_telling_in_the_future_or_by_nobody_is_asked_about() -> None:
    now = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
    telling = Telling(young_person_id="kai", change_id="c", audience=Audience.FAMILY, who="Mum")
    assert problems_in_telling(telling, now) == ()
    later = replace(telling, told_at=now + timedelta(hours=1), told_by="Hannah")
    assert [p.field for p in problems_in_telling(later, now)] == ["told_at"]
    nobody = replace(telling, who="", told_at=now)
    assert [p.field for p in problems_in_telling(nobody, now)] == ["who", "told_by"]
