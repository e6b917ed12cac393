"""The family time of the demo unit comes round by the rules of its arrangements, on any day it is made."""

from datetime import date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from securecare_desktop.core.clock import local
from securecare_desktop.domain.arrangement_validation import how_often_in_words
from securecare_desktop.domain.expected import answered, expected
from securecare_desktop.services.demo import demo_unit
from tests.support.demo import NOW


@settings(max_examples=8, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
@example(NOW.date())
def test_what_comes_round_by_a_rule_answers_to_what_was_expected(day: date) -> None:
    unit = demo_unit(day, datetime(day.year, day.month, day.day, 9, 5).astimezone())
    ruled = [one for one in unit.records("arrangements") if one.rule]
    assert len(ruled) >= 10
    for arrangement in ruled:
        answers = [
            occasion
            for occasion in unit.records("occasions")
            if occasion.arrangement_id == arrangement.id and occasion.expected_at is not None
        ]
        assert len(answers) > 2
        moments = [occasion.expected_at for occasion in answers]
        assert len(set(moments)) == len(moments), "nothing answers twice"
        days = sorted(local(moment).date() for moment in moments)
        found = answered(expected((arrangement,), days[0], days[-1]), answers)
        assert {one.occasion.id for one in found if one.occasion is not None} == {o.id for o in answers}


def test_every_rhythm_of_the_demo_has_words_and_holds_on_kais_pages() -> None:
    unit = demo_unit(NOW.date(), NOW)
    ruled = [one for one in unit.records("arrangements") if one.rule]
    assert all(how_often_in_words(one) for one in ruled)
    (directed,) = [one for one in ruled if one.directed_by_court]
    assert (directed.with_whom, directed.direction[:16]) == ("Mum", "Section 34 order")
    assert len(unit.records("school_holidays")) == 3
