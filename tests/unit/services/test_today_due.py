"""What is late and due on Today: nothing twice, and what cannot wait first."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.today import DueLine, sorted_by_need
from securecare_desktop.services.today_due import once_each
from tests.support.house import DEV, KAI, NOW, TODAY


def a_line(kind: str, what: str, days: int, rests_on: RestsOn = RestsOn.TEAM, **more: Any) -> DueLine:
    given = {"young_person_id": KAI, "young_person_name": "Kai", "who": "", "record_id": what}
    return DueLine(
        **{**given, **more},
        what=what,
        due_on=TODAY + timedelta(days=days),
        rests_on=rests_on,
        record_kind=kind,
    )


def test_a_review_and_the_limit_that_it_shows_are_one_line_due_on_the_earlier_day() -> None:
    review = a_line("plan_reviews", "Review", 5, rhythm="secure", who="Denise")
    limit = a_line("clocks", "Secure review", 3, RestsOn.LAW, rhythm="secure", unverified=True)
    (line,) = once_each([review, limit])
    assert (line.record_kind, line.record_id, line.who) == ("plan_reviews", "Review", "Denise")
    assert (line.due_on, line.rests_on, line.unverified) == (TODAY + timedelta(days=3), RestsOn.LAW, True)
    others = [review, replace(limit, young_person_id=DEV), replace(limit, rhythm="other")]
    assert len(once_each(others)) == 3


def test_an_item_that_says_what_a_limit_says_is_one_line_with_it() -> None:
    item_line = a_line("checklists", "Healthcare plan, 10 days from arrival", 0, RestsOn.GUIDANCE)
    limit = a_line("clocks", "Healthcare plan", 0, RestsOn.LAW)
    assert once_each([limit, item_line]) == (replace(item_line, rests_on=RestsOn.LAW),)
    assert len(once_each([replace(limit, due_on=TODAY + timedelta(days=1)), item_line])) == 2
    assert len(once_each([limit, a_line("checklists", "Something else", 0)])) == 2


def test_two_limits_that_sound_alike_both_stand() -> None:
    limits = [a_line("clocks", "Review", 0), a_line("clocks", "Review of the stay", 0)]
    assert once_each(limits) == tuple(limits)


def test_what_is_late_stands_first_the_law_on_top_then_what_is_due_by_the_hour() -> None:
    soon = NOW + timedelta(hours=2)
    gone = NOW - timedelta(minutes=5)
    lines = [
        a_line("checklists", "next week", 6, RestsOn.LAW),
        a_line("checklists", "today", 0),
        a_line("clocks", "in two hours", 0, due_at=soon),
        a_line("checklists", "long late", -90),
        a_line("clocks", "just late", 0, RestsOn.LAW, due_at=gone),
        a_line("checklists", "today by law", 0, RestsOn.LAW),
        a_line("checklists", "late by guidance", -1, RestsOn.GUIDANCE),
    ]
    assert [line.what for line in sorted_by_need(lines, NOW)] == [
        "just late", "late by guidance", "long late", "in two hours", "today by law", "today", "next week",
    ]  # fmt: skip
