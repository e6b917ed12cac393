"""Honest figures on family time: every expected occasion is counted once, for what became of it and whose doing it was."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from securecare_desktop.domain.expected import Answered, Expected
from securecare_desktop.domain.family_calendar import last_months, months_on, shown_days, with_same_day
from securecare_desktop.domain.family_figures import (
    Counts,
    KindGroup,
    definitions,
    figures,
    group_of,
    in_words,
    of_month,
)
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    Occasion,
    OccasionState,
    ProtectedVisitor,
    WhoseDoing,
)

TODAY = date(2026, 5, 14)
AT = datetime(2026, 5, 3, 16, 0, tzinfo=UTC)
CALLS = Arrangement(
    id="calls", young_person_id="kai", person_id="mum", with_whom="Mum", kind=FamilyTimeKind.VIDEO,
    how_often="Sundays",
)  # fmt: skip
STATE, WHOSE = OccasionState, WhoseDoing


def occasion(state: OccasionState, days: int = 0, **more: object) -> Occasion:
    made = Occasion(
        id=f"{state}-{days}", young_person_id="kai", person_id="mum", with_whom="Mum", kind=FamilyTimeKind.VIDEO,
        state=state, planned_at=AT + timedelta(days=days),
    )  # fmt: skip
    return replace(made, **more)


def expected(days: int = 0) -> Expected:
    return Expected(CALLS, AT + timedelta(days=days))


@pytest.mark.parametrize(
    ("state", "whose", "counted"),
    [
        (STATE.HAPPENED, WHOSE.NOT_SAID, Counts(happened=1)),
        (STATE.CUT_SHORT, WHOSE.NOT_SAID, Counts(happened=1)),
        (STATE.CANCELLED, WHOSE.US, Counts(cancelled=((WHOSE.US, 1),))),
        (STATE.CANCELLED, WHOSE.FAMILY, Counts(cancelled=((WHOSE.FAMILY, 1),))),
        (STATE.CANCELLED, WHOSE.YOUNG_PERSON, Counts(cancelled=((WHOSE.YOUNG_PERSON, 1),))),
        (STATE.CANCELLED, WHOSE.AUTHORITY, Counts(cancelled=((WHOSE.AUTHORITY, 1),))),
        (STATE.CANCELLED, WHOSE.NOBODY, Counts(cancelled=((WHOSE.NOBODY, 1),))),
        (STATE.CANCELLED, WHOSE.NOT_SAID, Counts(cancelled=((WHOSE.NOT_SAID, 1),))),
        (STATE.DID_NOT_COME, WHOSE.NOT_SAID, Counts(did_not_come=1)),
        (STATE.OFFERED_AND_DECLINED, WHOSE.NOT_SAID, Counts(declined=1)),
        (STATE.NOT_REACHED, WHOSE.NOT_SAID, Counts(not_reached=1)),
        (STATE.PLANNED, WHOSE.NOT_SAID, Counts(not_written=1)),
    ],
)
def test_what_each_state_counts_as(state: OccasionState, whose: WhoseDoing, counted: Counts) -> None:
    found = occasion(state, whose_doing=whose)
    assert figures([Answered(expected(), found)], [], TODAY).expected == counted
    assert figures([], [found], TODAY).besides == counted
    assert counted.all == 1


def test_a_day_that_is_past_and_has_nothing_counts_as_not_written() -> None:
    assert figures([Answered(expected(), None)], [], TODAY).expected == Counts(not_written=1)


@pytest.mark.parametrize(
    ("days", "state", "counts"),
    [
        (10, STATE.HAPPENED, 1),  # yesterday
        (10, None, 1),
        (11, STATE.HAPPENED, 1),  # today, and it has happened
        (11, STATE.CANCELLED, 1),
        (11, STATE.PLANNED, 0),  # today, and still to come
        (11, None, 0),
        (12, STATE.CANCELLED, 0),  # tomorrow
        (12, None, 0),
    ],
)
def test_only_what_is_past_counts_and_of_today_what_is_settled(
    days: int, state: OccasionState | None, counts: int
) -> None:
    answer = occasion(state, days) if state is not None else None
    assert figures([Answered(expected(days), answer)], [], TODAY).expected.all == counts


def test_the_figures_read_as_the_card_says_them() -> None:
    days = iter(range(0, -100, -1))
    became = [
        *[occasion(STATE.HAPPENED)] * 14,
        *[occasion(STATE.CANCELLED, whose_doing=WHOSE.US)] * 3,
        occasion(STATE.CANCELLED, whose_doing=WHOSE.FAMILY),
    ]
    found = figures([Answered(expected(next(days)), one) for one in became], [], TODAY)
    assert in_words(KindGroup.CALLS, found) == (
        "14 of 18 expected calls happened; 3 cancelled by us, 1 cancelled by the family.",
    )
    assert of_month(found) == "18 expected, 14 happened, 3 cancelled by us, 1 cancelled by the family"


def test_what_nobody_said_is_said_to_be_so() -> None:
    found = figures(
        [Answered(expected(), occasion(STATE.CANCELLED)), Answered(expected(-7), None)],
        [occasion(STATE.DID_NOT_COME)],
        TODAY,
    )
    assert in_words(KindGroup.CALLS, found) == (
        "0 of 2 expected calls happened; 1 cancelled, not said by whom, 1 with nothing written.",
        "Calls besides: 1 where nobody came.",
    )


def test_no_figure_is_a_percentage_and_each_word_has_its_definition() -> None:
    words = dict(definitions())
    assert words["Expected"].startswith("What the arrangements lay out up to today.")
    assert {"Happened", "Cancelled by", "Nothing written", "Besides"} <= words.keys()
    found = figures([Answered(expected(), occasion(STATE.HAPPENED))], [], TODAY)
    said = " ".join((*in_words(KindGroup.CALLS, found), of_month(found), *words.values()))
    assert "%" not in said
    assert "per cent" not in said


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        (FamilyTimeKind.PHONE, KindGroup.CALLS),
        (FamilyTimeKind.VIDEO, KindGroup.CALLS),
        (FamilyTimeKind.VISIT_HERE, KindGroup.TOGETHER),
        (FamilyTimeKind.BROTHERS_AND_SISTERS, KindGroup.TOGETHER),
        (FamilyTimeKind.LETTER, KindGroup.LETTERS),
        (FamilyTimeKind.GIFT, KindGroup.LETTERS),
    ],
)
def test_kinds_are_counted_in_three_groups(kind: FamilyTimeKind, group: KindGroup) -> None:
    assert group_of(kind) is group


# -- which occasion answers -----------------------------------------------------------------------------------

TWO_HOURS = timedelta(hours=2)


@pytest.mark.parametrize(
    ("more", "answers"),
    [
        ({"arrangement_id": "calls"}, True),
        ({"planned_at": AT + TWO_HOURS}, True),  # later the same day
        ({"planned_at": AT + timedelta(days=1)}, False),
        ({"arrangement_id": "other"}, False),
        ({"person_id": "nan"}, False),
        ({"kind": FamilyTimeKind.PHONE}, False),
        ({"arrangement_id": "calls", "kind": FamilyTimeKind.PHONE}, True),  # a call by phone instead
        ({"expected_at": AT + timedelta(days=7), "arrangement_id": "calls"}, False),  # answers to another one
        ({"protected": ProtectedVisitor.LAWYER}, False),
    ],
)
def test_which_occasion_of_a_day_answers_where_none_names_the_moment(
    more: dict[str, object], answers: bool
) -> None:
    one = occasion(STATE.HAPPENED, **more)
    [found] = with_same_day([Answered(expected(), None)], [one])
    assert found.occasion == (one if answers else None)


def test_an_occasion_answers_once() -> None:
    one = occasion(STATE.HAPPENED)
    twice = [Answered(expected(), None), Answered(Expected(CALLS, AT + TWO_HOURS), None)]
    assert [a.occasion for a in with_same_day(twice, [one])] == [one, None]


def test_an_answer_that_names_its_moment_stays() -> None:
    named = occasion(STATE.CANCELLED, 9, expected_at=AT, arrangement_id="calls")
    [found] = with_same_day([Answered(expected(), named)], [occasion(STATE.HAPPENED)])
    assert found.occasion is named


# -- months ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 5, 14), date(2026, 4, 27), date(2026, 5, 31)),
        (date(2026, 2, 1), date(2026, 1, 26), date(2026, 3, 1)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28)),  # four whole weeks
        (date(2026, 12, 31), date(2026, 11, 30), date(2027, 1, 3)),
    ],
)
def test_a_month_is_shown_in_whole_weeks(day: date, first: date, last: date) -> None:
    assert shown_days(day) == (first, last)


def test_months_go_over_the_turn_of_the_year() -> None:
    assert months_on(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert months_on(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert last_months(TODAY)[0] == date(2025, 6, 1)
    assert last_months(TODAY)[-1] == date(2026, 5, 1)
    assert len(last_months(TODAY)) == 12
