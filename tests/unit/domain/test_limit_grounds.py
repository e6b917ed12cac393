"""By when somebody must hear of a limit on family time, what is late, and how long a ground carries a limit."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from securecare_desktop.domain.family_time import Limit, LimitGround, LimitReview, Notified, NotifyWithin
from securecare_desktop.domain.limit_grounds import (
    counts_from,
    due_at,
    hear_words,
    is_late,
    still_to_hear,
)
from securecare_desktop.domain.limit_validation import problems_in_limit, problems_in_limit_review
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.plans import ReviewOutcome

NOW = datetime(2026, 5, 14, 14, 40, tzinfo=UTC)
TODAY = date(2026, 5, 14)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
W = NotifyWithin
LIMIT = Limit(
    young_person_id="k", person_id="n", with_whom="Nan", what="An adult is there", ground=LimitGround.COURT_ORDER,
    ground_details="Section 34, 9 March", starts=TODAY, written_at=NOW, linked_to_sanction=Answer.NO,
)  # fmt: skip
COUNCIL = Notified(who="Wexcombe Council", within=W.DAY)


def wrong(**other: Any) -> list[str]:
    return [problem.field for problem in problems_in_limit(replace(LIMIT, **other), TODAY)]


def test_the_hours_count_from_when_it_was_written_or_from_the_beginning_of_an_earlier_day() -> None:
    assert counts_from(LIMIT) == NOW
    earlier = counts_from(replace(LIMIT, starts=TODAY - DAY))
    assert earlier == datetime.combine(TODAY - DAY, time()).astimezone(UTC)
    assert counts_from(replace(LIMIT, written_at=None)) is None


@pytest.mark.parametrize(
    ("within", "due"), [(W.NOT_SAID, None), (W.AT_ONCE, NOW), (W.DAY, NOW + DAY), (W.WEEK, NOW + 7 * DAY)]
)
def test_by_when_somebody_must_hear(within: NotifyWithin, due: datetime | None) -> None:
    assert due_at(LIMIT, Notified(who="Mum", within=within)) == due


@pytest.mark.parametrize(
    ("within", "told", "now", "late"),
    [
        (W.DAY, None, NOW + 24 * HOUR, False),
        (W.DAY, None, NOW + 25 * HOUR, True),
        (W.DAY, NOW + 23 * HOUR, NOW + 9 * DAY, False),
        (W.DAY, NOW + 25 * HOUR, NOW + 26 * HOUR, True),
        (W.WEEK, None, NOW + 7 * DAY + HOUR, True),
        (W.AT_ONCE, None, NOW + HOUR, True),
        (W.AT_ONCE, NOW + HOUR, NOW + DAY, False),
        (W.NOT_SAID, None, NOW + 90 * DAY, False),
    ],
)
def test_what_is_late(within: NotifyWithin, told: datetime | None, now: datetime, late: bool) -> None:
    one = Notified(who="Mum", within=within, told_at=told.isoformat() if told else "")
    assert is_late(LIMIT, one, now) is late


def test_who_must_hear_first_stands_first_and_nobody_does_once_it_has_ended() -> None:
    mum, college = Notified(who="Mum", within=W.AT_ONCE), Notified(who="College")
    told = Notified(who="Gran", told_at=NOW.isoformat())
    limit = replace(LIMIT, notified=(college, told, COUNCIL, mum))
    assert still_to_hear(limit) == (mum, COUNCIL, college)
    assert still_to_hear(replace(limit, ended_on=TODAY)) == ()


def test_by_when_is_said_in_words() -> None:
    at = f"{NOW.astimezone():%H:%M}"
    assert hear_words(LIMIT, COUNCIL, NOW + 20 * HOUR) == (
        f"Wexcombe Council must hear by {at}, within 24 hours"
    )
    assert hear_words(LIMIT, COUNCIL, NOW + 2 * DAY) == (
        f"Wexcombe Council should have heard by Fri 15 May, {at}, within 24 hours"
    )
    assert hear_words(LIMIT, Notified(who="Mum", within=W.AT_ONCE), NOW) == "Mum must hear at once"


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        ({}, []),
        ({"person_id": "", "what": " "}, ["person_id", "what"]),
        ({"ground_details": ""}, ["ground_details"]),
        ({"ground_details": "", "ground": LimitGround.YOUNG_PERSONS_CHOICE}, []),
        ({"linked_to_sanction": Answer.YES}, ["linked_to_sanction"]),
        ({"linked_to_sanction": Answer.NOT_KNOWN}, ["linked_to_sanction"]),
        ({"starts": None}, ["starts"]),
        ({"planned_end": TODAY - DAY}, ["planned_end"]),
        ({"ended_on": TODAY}, ["why_ended"]),
        ({"ended_on": TODAY + DAY, "why_ended": "Quiet."}, ["ended_on"]),
        ({"ended_on": TODAY - DAY, "why_ended": "Quiet."}, ["ended_on"]),
        ({"told_on": TODAY + DAY}, ["told_on"]),
        ({"notified": (replace(COUNCIL, told_at="yesterday"),)}, ["notified"]),
        ({"notified": (replace(COUNCIL, told_at="2026-05-14T10:00:00"),)}, ["notified"]),
        ({"notified": (replace(COUNCIL, told_at=(NOW + 2 * DAY).isoformat()),)}, ["notified"]),
        ({"notified": (replace(COUNCIL, told_at=NOW.isoformat()),)}, []),
    ],
)
def test_what_cannot_be_is_asked_about_at_its_field(other: dict[str, Any], fields: list[str]) -> None:
    assert wrong(**other) == fields


def test_a_look_again_that_ends_a_limit_needs_no_next_day() -> None:
    review = LimitReview(
        young_person_id="k", limit_id="l", held_on=TODAY, outcome=ReviewOutcome.ENDED, because="Quiet.", held_by="G"
    )  # fmt: skip
    assert problems_in_limit_review(review, TODAY) == ()
    kept = replace(review, outcome=ReviewOutcome.KEPT)
    assert [p.field for p in problems_in_limit_review(kept, TODAY)] == ["considered", "next_on"]
