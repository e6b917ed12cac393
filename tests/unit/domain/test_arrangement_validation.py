"""What has to be put right in an arrangement or a school holiday, and the sentence that a rhythm makes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from securecare_desktop.core.errors import Problem
from securecare_desktop.domain.arrangement_validation import (
    completed,
    how_often_in_words,
    limits_on,
    problems_beside,
    problems_in_arrangement,
    problems_in_holiday,
)
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    HolidayRule,
    Limit,
    LimitGround,
    SchoolHoliday,
)

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
ARRANGED = Arrangement(
    young_person_id="k" * 32, person_id="n", with_whom="Nan", kind=FamilyTimeKind.PHONE, how_often="Saturdays",
    rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", starts=TODAY, at_time="14:00",
)  # fmt: skip
HOLIDAY = SchoolHoliday(id="h", unit_id="u", name="Christmas", first_day=TODAY, last_day=TODAY + 10 * DAY)


def wrong(**more: Any) -> list[str]:
    return [problem.field for problem in problems_in_arrangement(replace(ARRANGED, **more))]


def sentence(found: tuple[Problem, ...]) -> str:
    (problem,) = found
    return problem.sentence


def test_a_whole_arrangement_needs_nothing() -> None:
    assert wrong() == []
    assert wrong(rule="", how_often="When she is in town", starts=None, at_time="after tea") == []
    assert wrong(directed_by_court=True, direction="Section 34, 9 March: twice a month") == []


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"person_id": ""}, ["person_id"]),
        ({"rule": "", "how_often": " "}, ["how_often"]),
        ({"directed_by_court": True}, ["direction"]),
        ({"rule": "FREQ=HOURLY"}, ["rule"]),
        ({"rule": "FREQ=WEEKLY;BYDAY=XX"}, ["rule"]),
        ({"starts": None}, ["starts"]),
        ({"rule": "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "starts": date(2027, 2, 1)}, ["rule"]),
        ({"rule": "FREQ=DAILY;UNTIL=20200101"}, ["rule"]),
        ({"at_time": "after tea"}, ["at_time"]),
        ({"review_on": TODAY - DAY}, ["review_on"]),
        ({"ended_on": TODAY - DAY, "why_ended": "Moved"}, ["ended_on"]),
        ({"ended_on": TODAY + DAY}, ["why_ended"]),
        ({"ended_on": TODAY + DAY, "why_ended": "Moved", "review_on": TODAY}, []),
    ],
)
def test_what_cannot_be_is_told_at_its_field(more: dict[str, Any], fields: list[str]) -> None:
    assert wrong(**more) == fields


def test_a_rhythm_needs_no_words_of_its_own() -> None:
    assert wrong(how_often="") == []
    made = completed(replace(ARRANGED, how_often="", at_time="2.00 pm"))
    assert (made.how_often, made.at_time) == ("Every second Saturday, 14:00", "14:00")


def test_words_that_somebody_wrote_stay() -> None:
    assert completed(ARRANGED).how_often == "Saturdays"
    assert completed(replace(ARRANGED, rule="", at_time="after tea")).at_time == "after tea"


def test_the_sentence_says_when_it_holds() -> None:
    assert how_often_in_words(ARRANGED) == "Every second Saturday, 14:00"
    away = replace(ARRANGED, only_in=HolidayRule.IN_HOLIDAYS, at_time="")
    assert how_often_in_words(away) == "Every second Saturday, in school holidays only"
    assert how_often_in_words(replace(away, only_in=HolidayRule.OUTSIDE_HOLIDAYS)).endswith(
        "not in school holidays"
    )
    assert how_often_in_words(replace(ARRANGED, rule="")) == ""


def limit(**more: Any) -> Limit:
    given: dict[str, Any] = {
        "young_person_id": "k" * 32, "person_id": "n", "with_whom": "Nan", "what": "No calls after nine",
        "ground": LimitGround.COURT_ORDER, "starts": TODAY - DAY,
    }  # fmt: skip
    return Limit(**{**given, **more})


def test_a_limit_in_force_on_this_kind_with_this_person_is_found() -> None:
    for one in (limit(), limit(kinds=(FamilyTimeKind.PHONE,)), limit(starts=None)):
        assert limits_on(ARRANGED, (one,), TODAY) == (one,)
    for one in (
        limit(kinds=(FamilyTimeKind.OVERNIGHT,)), limit(person_id="m"), limit(starts=TODAY + DAY),
        limit(ended_on=TODAY),
    ):  # fmt: skip
        assert limits_on(ARRANGED, (one,), TODAY) == ()
    assert limits_on(replace(ARRANGED, person_id=""), (limit(person_id=""),), TODAY) == ()


def test_a_school_holiday_has_a_name_and_days_in_their_order() -> None:
    assert problems_in_holiday(HOLIDAY) == ()
    assert [p.field for p in problems_in_holiday(replace(HOLIDAY, name=" "))] == ["name"]
    assert "before" in sentence(problems_in_holiday(replace(HOLIDAY, last_day=TODAY - DAY)))
    assert "longer" in sentence(problems_in_holiday(replace(HOLIDAY, last_day=TODAY + 101 * DAY)))


def test_two_school_holidays_of_a_unit_do_not_overlap() -> None:
    last = replace(HOLIDAY, id="", first_day=HOLIDAY.last_day, last_day=HOLIDAY.last_day)
    assert "Christmas" in sentence(problems_beside(last, (HOLIDAY,)))
    assert (
        problems_beside(
            replace(last, first_day=last.last_day + DAY, last_day=last.last_day + DAY), (HOLIDAY,)
        )
        == ()
    )
    assert problems_beside(HOLIDAY, (HOLIDAY,)) == (), "it is itself"
