"""What people write into cells: days, times, lengths, choices and names, in the forms in which they stand in lists."""

import time as system_time
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest

from securecare_desktop.domain.family_time import FamilyTimeKind, OccasionState, SupportLevel
from securecare_desktop.domain.import_values import (
    Wrong,
    answer_in,
    choice_at_start,
    choice_in,
    day_in,
    minutes_in,
    moment_of,
    names_in,
    support_in,
    times_in,
)
from securecare_desktop.domain.people import Answer

TODAY = date(2026, 5, 14)
TWELFTH = date(2026, 3, 12)


@pytest.mark.parametrize(
    "cell",
    [
        "12/03/2026", "12/3/26", "12-03-2026", "12.3.26", "12 3 2026", "2026-03-12", "2026/3/12", "12 Mar 2026",
        "12th March 2026", "12-Mar-26", "12 mar. 26", "Thu 12/3/26", "Thursday 12 March 2026", "March 12, 2026", "46093",
        date(2026, 3, 12), "12 of March 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form_day_first(cell: str | date) -> None:
    assert day_in(cell, TODAY) == (TWELFTH, "")


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        ("12/03/2026 14:30", "14:30"),
        ("2026-03-12T14:30:00", "14:30:00"),
        ("12 March 2026 at 2pm", "2pm"),
        ("46093.604166", time(14, 30)),
        (datetime(2026, 3, 12, 14, 30), time(14, 30)),
    ],
)
def test_a_time_that_stands_with_its_day_is_handed_on(cell: str | datetime, rest: str | time) -> None:
    assert day_in(cell, TODAY) == (TWELFTH, rest)


def test_an_ambiguous_day_is_read_day_first_and_an_impossible_one_is_told() -> None:
    assert day_in("03/04/2026", TODAY) == (date(2026, 4, 3), "")
    told = day_in("03/25/2026", TODAY)
    assert isinstance(told, Wrong)
    assert "“03/25/2026”" in told.sentence
    assert "day comes first" in told.sentence


def test_two_digits_of_a_year_are_of_this_century_up_to_ten_years_ahead() -> None:
    assert day_in("1/2/36", TODAY) == (date(2036, 2, 1), "")
    assert day_in("1/2/37", TODAY) == (date(1937, 2, 1), "")


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "soon", "12 Mar", "12/3", "12032026", "1", time(9), "5 Foo 2026"]
)
def test_what_is_no_day_is_told_in_a_sentence(cell: str | time) -> None:
    told = day_in(cell, TODAY)
    assert isinstance(told, Wrong)
    assert told.sentence.endswith(".")


@pytest.mark.parametrize(
    ("cell", "begins", "ends"),
    [
        ("14:30", time(14, 30), None),
        ("2.30pm", time(14, 30), None),
        ("2 p.m.", time(14), None),
        ("1430", time(14, 30), None),
        ("14h30", time(14, 30), None),
        ("12am", time(0), None),
        ("12pm", time(12), None),
        ("noon", time(12), None),
        ("0.604166", time(14, 30), None),
        ("2-3pm", time(14), time(15)),
        ("11-1pm", time(11), time(13)),
        ("14:00 – 15:30", time(14), time(15, 30)),
        ("10am to 11.30am", time(10), time(11, 30)),
        (time(9, 5), time(9, 5), None),
    ],
)
def test_a_time_is_read_and_its_end_where_both_stand_in_one_cell(
    cell: str | time, begins: time, ends: time | None
) -> None:
    assert times_in(cell) == (begins, ends)


@pytest.mark.parametrize("cell", ["25:00", "late", "after school", "14:75", "2-3-4pm", date(2026, 1, 1)])
def test_what_is_no_time_is_told(cell: str | date) -> None:
    assert isinstance(times_in(cell), Wrong)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [("45", 45), ("45 mins", 45), ("1h 30", 90), ("1.5 hours", 90), ("1 hr", 60), ("1:30", 90), ("half an hour", 30),
     ("1 hour and 15 minutes", 75), (time(1, 15), 75)],
)  # fmt: skip
def test_a_length_is_read_in_minutes(cell: str | time, minutes: int) -> None:
    assert minutes_in(cell) == minutes


def test_a_bare_number_is_hours_where_the_heading_says_so() -> None:
    assert minutes_in("1.5", hours=True) == 90
    assert isinstance(minutes_in("a while"), Wrong)


@pytest.fixture
def in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/London")
    system_time.tzset()
    yield
    monkeypatch.undo()
    system_time.tzset()


@pytest.mark.usefixtures("in_london")
def test_an_hour_that_a_change_of_the_clocks_left_out_is_told() -> None:
    assert moment_of(date(2026, 3, 29), time(2, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    told = moment_of(date(2026, 3, 29), time(1, 30))
    assert isinstance(told, Wrong)
    assert "01:30" in told.sentence


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Tel. call", FamilyTimeKind.PHONE),
        ("PHONE", FamilyTimeKind.PHONE),
        ("FaceTime", FamilyTimeKind.VIDEO),
        ("Face-to-face", FamilyTimeKind.VISIT_HERE),
        ("Supervised visit", FamilyTimeKind.VISIT_HERE),
        ("Contact centre", FamilyTimeKind.VISIT_OUTSIDE),
        ("letterbox", FamilyTimeKind.LETTER),
        ("Sibling contact", FamilyTimeKind.BROTHERS_AND_SISTERS),
        ("Letter or card", FamilyTimeKind.LETTER),
        ("visit_here", FamilyTimeKind.VISIT_HERE),
    ],
)
def test_a_kind_of_family_time_is_known_by_the_words_of_units(cell: str, kind: FamilyTimeKind) -> None:
    assert choice_in(FamilyTimeKind, cell) is kind


def test_a_word_that_nobody_knows_is_told_with_those_that_are_known() -> None:
    told = choice_in(FamilyTimeKind, "banana")
    assert isinstance(told, Wrong)
    assert "“banana”" in told.sentence
    assert "“Phone call”" in told.sentence


@pytest.mark.parametrize(
    ("cell", "state", "rest"),
    [
        ("Yes", OccasionState.HAPPENED, ""),
        ("DNA", OccasionState.DID_NOT_COME, ""),
        ("Cancelled - Mum ill", OccasionState.CANCELLED, "Mum ill"),
        ("Cancelled (staffing)", OccasionState.CANCELLED, "staffing"),
        ("No answer", OccasionState.NOT_REACHED, ""),
        ("YP refused", OccasionState.OFFERED_AND_DECLINED, ""),
        ("ended early: tired", OccasionState.CUT_SHORT, "tired"),
    ],
)
def test_what_became_of_it_is_read_with_the_words_after_it(
    cell: str, state: OccasionState, rest: str
) -> None:
    assert choice_at_start(OccasionState, cell) == (state, rest)


def test_supervised_is_answered_by_a_level_or_by_yes_and_no() -> None:
    assert support_in("Y") is SupportLevel.SUPERVISED
    assert support_in("no") is SupportLevel.UNSUPPORTED
    assert support_in("Closely supervised") is SupportLevel.CLOSELY_SUPERVISED
    assert isinstance(support_in("perhaps"), Wrong)


def test_yes_no_and_not_known_are_three_answers() -> None:
    assert [answer_in(cell) for cell in ("Yes", "N", "?", "tbc")] == [
        Answer.YES, Answer.NO, Answer.NOT_KNOWN, Answer.NOT_KNOWN,
    ]  # fmt: skip
    assert isinstance(answer_in("maybe"), Wrong)


def test_two_people_in_one_cell_are_two() -> None:
    assert names_in("Mum (Sarah) & Tyler") == ("Mum (Sarah)", "Tyler")
    assert names_in("Sandy Andrews") == ("Sandy Andrews",)
