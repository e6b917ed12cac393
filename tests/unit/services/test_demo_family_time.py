"""Family time of the demo unit: it comes round by the rules of its arrangements, and what is shared keeps the rules."""

from datetime import date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from securecare_desktop.core.clock import local
from securecare_desktop.domain.arrangement_validation import how_often_in_words
from securecare_desktop.domain.expected import answered, expected
from securecare_desktop.domain.family_time import ProtectedVisitor, SupportLevel
from securecare_desktop.domain.family_time_shared import can_be_shared, problems_in_shared
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


def test_what_a_family_was_given_keeps_the_rules_and_a_protected_visit_holds_no_notes() -> None:
    unit = demo_unit(NOW.date(), NOW)
    told = {o.id: o for o in unit.records("occasions")}
    shared = unit.records("shared_occasions")
    assert shared
    for version in shared:
        occasion = told[version.occasion_id]
        assert can_be_shared(occasion)
        assert problems_in_shared(version, occasion, NOW.date()) == ()
        assert occasion.opinion not in repr(version)
        assert occasion.worries not in repr(version)
    private = [o for o in told.values() if o.protected is not ProtectedVisitor.NO]
    assert private
    assert all(o.level is SupportLevel.UNSUPPORTED and not o.what_they_did for o in private)
