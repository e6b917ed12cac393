"""What cannot be in a stay, its orders, who was told and times alone: each rule a row, each sentence clear."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.core.errors import Problem
from securecare_desktop.domain import stay_validation as rules
from securecare_desktop.domain.legal_orders import LegalOrder, Notification, OrderKind, TimeAlone
from securecare_desktop.domain.signatures import problems_in_signing
from securecare_desktop.domain.staff import Jurisdiction
from securecare_desktop.domain.stays import (
    how_long,
    length,
    nation_of,
    overlaps,
    shown_stay,
    total,
    total_words,
    waiting_first,
)
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay

NOW = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
TODAY = date(2026, 5, 14)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def a_stay(**other: Any) -> Stay:
    given = {"young_person_id": "k", "id": "s1", "stage": Stage.DURING, "legal_basis": LegalBasis.SECTION_25}
    return Stay(**{**given, "arrived_at": NOW - 60 * DAY, **other})


def an_order(**other: Any) -> LegalOrder:
    given = {
        "young_person_id": "k",
        "stay_id": "s1",
        "kind": OrderKind.SECURE_ORDER,
        "made_on": TODAY - 10 * DAY,
    }
    return LegalOrder(**{**given, **other})


def told(**other: Any) -> Notification:
    return Notification(**{"young_person_id": "k", "stay_id": "s1", "who": "Nan", **other})


def alone(**other: Any) -> TimeAlone:
    given = {
        "young_person_id": "k", "stay_id": "s1", "id": "t1", "started_at": NOW - 2 * HOUR,
        "ended_at": NOW - HOUR, "reason": "A chair was thrown.", "authorised_by": "Denise Okafor",
    }  # fmt: skip
    return TimeAlone(**{**given, **other})


def stay_rule(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_stay(a_stay(**other), NOW)


def ending(**other: Any) -> tuple[Problem, ...]:
    given = {"ended_at": NOW, "ended_where_to": "Home to Nan", "ended_authorised_by": "Wexcombe Council"}
    return rules.problems_in_ending(a_stay(**{**given, **other}))


def order_rule(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_order(an_order(**other), TODAY)


def told_rule(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_notification(told(**other), NOW)


def alone_rule(**other: Any) -> tuple[Problem, ...]:
    return rules.problems_in_time_alone(alone(**other), NOW, a_stay())


RULES = (stay_rule, ending, order_rule, told_rule, alone_rule)


@pytest.mark.parametrize("rule", RULES)
def test_a_complete_record_needs_nothing(rule: Any) -> None:
    assert rule() == ()


@pytest.mark.parametrize(
    ("rule", "other", "wrong"),
    [
        (stay_rule, {"ended_at": NOW - 61 * DAY}, ["ended_at"]),
        (stay_rule, {"ended_at": NOW + MINUTE}, ["ended_at"]),
        (stay_rule, {"arrived_at": NOW + DAY}, ["arrived_at"]),
        (stay_rule, {"arrived_at": NOW + DAY, "stage": Stage.BEFORE}, []),
        (stay_rule, {"arrived_at": NOW - 25 * 366 * DAY}, ["arrived_at"]),
        (stay_rule, {"arrived_at": None}, []),
        (stay_rule, {"reasons_told_on": TODAY + DAY, "rights_explained_on": TODAY + DAY},
         ["reasons_told_on", "rights_explained_on"]),
        (stay_rule, {"planned_move": TODAY - 90 * DAY}, ["planned_move"]),
        (ending, {"ended_at": None, "ended_where_to": " ", "ended_authorised_by": ""},
         ["ended_at", "ended_where_to", "ended_authorised_by"]),
        (order_rule, {"ends_on": TODAY - 11 * DAY}, ["ends_on"]),
        (order_rule, {"ends_on": TODAY - 10 * DAY}, []),
        (order_rule, {"made_on": TODAY + DAY}, ["made_on"]),
        (order_rule, {"kind": OrderKind.OTHER}, ["details"]),
        (order_rule, {"appeal_by": TODAY - 11 * DAY}, ["appeal_by"]),
        (order_rule, {"from_at": NOW - 11 * DAY}, ["from_at"]),
        (order_rule, {"told_on": TODAY}, ["told_by"]),
        (order_rule, {"told_on": TODAY + DAY, "told_by": "Femi"}, ["told_on"]),
        (order_rule, {"ended_on": TODAY}, ["why_ended"]),
        (order_rule, {"made_on": None, "ends_on": TODAY}, []),
        (told_rule, {"who": " "}, ["who"]),
        (told_rule, {"told_at": NOW}, ["told_by"]),
        (told_rule, {"told_at": NOW + MINUTE, "told_by": "Femi"}, ["told_at"]),
        (alone_rule, {"ended_at": NOW - 2 * HOUR}, ["ended_at"]),
        (alone_rule, {"ended_at": None}, []),
        (alone_rule, {"ended_at": NOW + MINUTE}, ["ended_at"]),
        (alone_rule, {"started_at": NOW + MINUTE, "ended_at": None}, ["started_at"]),
        (alone_rule, {"started_at": NOW - 61 * DAY}, ["started_at"]),
        (alone_rule, {"reason": "", "authorised_by": " "}, ["reason", "authorised_by"]),
        (alone_rule, {"talked_after_on": TODAY + DAY}, ["talked_after_on"]),
        (alone_rule, {"talked_after_on": TODAY - DAY}, ["talked_after_on"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_asked_about_at_its_field(
    rule: Any, other: dict[str, Any], wrong: list[str]
) -> None:
    found = rule(**other)
    assert [problem.field for problem in found] == wrong
    assert all(problem.sentence.endswith(".") for problem in found)


def test_nobody_is_too_old_for_a_stay() -> None:
    assert stay_rule(arrived_at=NOW - 6 * 366 * DAY) == ()


# -- two stays -------------------------------------------------------------------------------------------------


def test_a_second_open_stay_is_refused_with_which_one_is_open_and_what_to_do() -> None:
    (found,) = rules.problems_in_stay(a_stay(id="s2", arrived_at=NOW), NOW, [a_stay()])
    assert found.field == ""
    assert found.sentence == (
        "Another stay is open: since 15 March 2026. End that one first, then this one can begin."
    )


def test_a_stay_is_not_beside_itself() -> None:
    assert rules.problems_in_stay(a_stay(), NOW, [a_stay()]) == ()


@pytest.mark.parametrize(
    ("arrived", "ended", "is_over"),
    [
        (NOW - 20 * DAY, None, True),
        (NOW - 10 * DAY, None, False),
        (NOW - 40 * DAY, NOW - 30 * DAY, False),
        (NOW - 40 * DAY, NOW - 25 * DAY, True),
        (NOW - 40 * DAY, NOW - 5 * DAY, True),
        (None, None, False),
    ],
)
def test_one_stay_follows_the_other(arrived: datetime | None, ended: datetime | None, is_over: bool) -> None:
    earlier = a_stay(arrived_at=NOW - 30 * DAY, ended_at=NOW - 10 * DAY)
    found = rules.problems_in_stay(a_stay(id="s2", arrived_at=arrived, ended_at=ended), NOW, [earlier])
    assert [p.field for p in found] == (["arrived_at"] if is_over else [])
    if is_over:
        assert "14 April 2026 to 4 May 2026" in found[0].sentence


def test_the_stay_that_is_shown_is_the_named_one_else_the_open_one_else_the_newest() -> None:
    newest, still_open = a_stay(id="n", ended_at=NOW), a_stay(id="o")
    assert shown_stay([newest, still_open]) is still_open
    assert shown_stay([newest]) is newest
    assert shown_stay([newest, still_open], "n") is newest
    assert shown_stay([newest], "x") is None
    assert shown_stay([]) is None


@pytest.mark.parametrize(
    ("law", "nation"),
    [
        (LegalBasis.SCOTLAND_COURT, Jurisdiction.SCOTLAND),
        (LegalBasis.WALES_SECTION_119, Jurisdiction.WALES),
        (LegalBasis.REMAND, Jurisdiction.ENGLAND),
    ],
)
def test_the_record_follows_the_law_of_the_stay_else_where_the_house_stands(
    law: LegalBasis, nation: Jurisdiction
) -> None:
    assert nation_of(a_stay(legal_basis=law), Jurisdiction.ENGLAND) is nation


# -- times alone -----------------------------------------------------------------------------------------------


def test_a_time_alone_over_another_says_which() -> None:
    other = alone(id="t0", started_at=NOW - 90 * MINUTE, ended_at=NOW - 80 * MINUTE)
    (found,) = rules.problems_in_time_alone(alone(), NOW, a_stay(), [other])
    assert found.field == "started_at"
    assert "Look at both times again." in found.sentence


def test_one_right_after_the_other_is_two_times() -> None:
    other = alone(id="t0", started_at=NOW - 3 * HOUR, ended_at=NOW - 2 * HOUR)
    assert rules.problems_in_time_alone(alone(), NOW, a_stay(), [other]) == ()


def test_one_without_an_end_is_ended_before_the_next_begins() -> None:
    other = alone(id="t0", started_at=NOW - 5 * HOUR, ended_at=None)
    (found,) = rules.problems_in_time_alone(alone(), NOW, a_stay(), [other])
    assert "has no end yet. Write its end first." in found.sentence


@pytest.mark.parametrize(
    ("started", "ended", "field"),
    [(NOW - 5 * HOUR, NOW - 2 * HOUR, "ended_at"), (NOW - 2 * HOUR, NOW - HOUR, "started_at")],
)
def test_a_time_alone_lies_within_its_stay(started: datetime, ended: datetime, field: str) -> None:
    stay = a_stay(ended_at=NOW - 3 * HOUR)
    (found,) = rules.problems_in_time_alone(alone(started_at=started, ended_at=ended), NOW, stay)
    assert found.field == field
    assert "They had left by then" in found.sentence


def test_only_a_time_alone_that_has_ended_can_be_signed() -> None:
    (found,) = problems_in_signing(alone(ended_at=None))
    assert "when the door was opened" in found.sentence
    assert problems_in_signing(alone()) == ()


moments = st.integers(0, 600).map(lambda n: NOW - 1000 * MINUTE + n * MINUTE)


@given(moments, st.integers(1, 90), moments, st.integers(1, 90))
def test_two_times_lie_over_each_other_when_a_minute_is_in_both(
    one: datetime, long: int, two: datetime, wide: int
) -> None:
    first = alone(started_at=one, ended_at=one + long * MINUTE)
    second = alone(started_at=two, ended_at=two + wide * MINUTE)
    shared = {one + n * MINUTE for n in range(long)} & {two + n * MINUTE for n in range(wide)}
    assert overlaps(first, second) == overlaps(second, first) == bool(shared)


@pytest.fixture
def london() -> Iterator[None]:
    """Have this computer stand in London for a while."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/London"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def on_the_wall(*at: int, fold: int = 0) -> datetime:
    return datetime(*at, fold=fold).astimezone()


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ((2026, 3, 29, 0, 50), (2026, 3, 29, 2, 10), 20),  # an hour is left out
        ((2025, 10, 26, 0, 50), (2025, 10, 26, 2, 10), 140),  # an hour comes twice
    ],
)
@pytest.mark.usefixtures("london")
def test_a_time_alone_over_a_clock_change_is_as_long_as_it_was(
    start: tuple[int, ...], end: tuple[int, ...], minutes: int
) -> None:
    entry = alone(started_at=on_the_wall(*start), ended_at=on_the_wall(*end))
    assert length(entry) == minutes * MINUTE
    assert rules.problems_in_time_alone(entry, NOW, a_stay(arrived_at=NOW - 400 * DAY)) == ()


@pytest.mark.usefixtures("london")
def test_the_hour_that_comes_twice_is_told_apart() -> None:
    entry = alone(
        started_at=on_the_wall(2025, 10, 26, 1, 40), ended_at=on_the_wall(2025, 10, 26, 1, 10, fold=1)
    )
    assert length(entry) == 30 * MINUTE
    assert rules.problems_in_time_alone(entry, NOW, a_stay(arrived_at=NOW - 400 * DAY)) == ()


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (20 * MINUTE, "20 minutes"),
        (HOUR, "1 hour"),
        (2 * HOUR + MINUTE, "2 hours 1 minute"),
        (timedelta(seconds=30), "less than a minute"),
    ],
)
def test_a_length_is_said_in_words(time: timedelta, words: str) -> None:
    assert how_long(time) == words


def test_totals_are_words_and_leave_out_what_has_not_ended() -> None:
    assert total_words([]) == ""
    assert total_words([alone()]) == "1 time, 1 hour altogether"
    both = [alone(), alone(ended_at=None)]
    assert total_words(both) == "2 times, 1 hour altogether, one not ended yet"
    assert total_words([alone(ended_at=None)]) == "1 time, not ended yet"
    assert total(both) == HOUR


def test_who_is_still_to_be_told_stands_first() -> None:
    late, early, waiting = told(id="1", told_at=NOW), told(id="2", told_at=NOW - DAY), told(id="3")
    assert waiting_first([late, early, waiting]) == (waiting, early, late)
