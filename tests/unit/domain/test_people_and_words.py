"""Ages, ties, promises, limits, own words and passwords: the small rules."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain.family_time import FamilyTimeKind, Limit, LimitGround, Occasion, OccasionState
from securecare_desktop.domain.own_words import HowGiven, OwnWords, problems_in_own_words
from securecare_desktop.domain.passwords import problems_in_password
from securecare_desktop.domain.people import Circle, KeyAdult, KeyRole, NetworkPerson
from securecare_desktop.domain.promises import Promise, PromiseState
from securecare_desktop.domain.staff import Role, StaffMember
from securecare_desktop.domain.young_people import YoungPerson


def born(day: date) -> YoungPerson:
    return YoungPerson(unit_id="u", name_used="Kai", legal_name="Kai Renshaw", date_of_birth=day)


def test_somebody_born_on_29_february_has_it_on_1_march_in_other_years() -> None:
    person = born(date(2008, 2, 29))
    assert person.age_on(date(2026, 2, 28)) == 17
    assert person.age_on(date(2026, 3, 1)) == 18


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1)), st.integers(0, 20_000))
def test_an_age_never_falls_as_days_go_by(day: date, later: int) -> None:
    person = born(day)
    then = date.fromordinal(day.toordinal() + later)
    assert 0 <= person.age_on(then) <= person.age_on(date.fromordinal(then.toordinal() + 1))


def test_a_tie_holds_on_its_last_day_and_not_after_it() -> None:
    tie = KeyAdult(
        young_person_id="k",
        role=KeyRole.KEY_WORKER,
        name="Hannah",
        since=date(2026, 3, 6),
        until=date(2026, 5, 27),
    )
    assert tie.holds_on(date(2026, 5, 27))
    assert not tie.holds_on(date(2026, 5, 28))
    assert not tie.holds_on(date(2026, 3, 5))


def test_what_the_young_person_calls_somebody_comes_first() -> None:
    nan = NetworkPerson(
        young_person_id="k", name="Pauline", called="Nan", who_they_are="", circle=Circle.OWN_PEOPLE
    )
    assert nan.shown_name == "Nan (Pauline)"


def test_a_promise_is_late_the_day_after_it_was_due_and_only_while_open() -> None:
    promise = Promise(young_person_id="k", what="Photo", made_by="Chloe", due_on=date(2026, 5, 12))
    assert not promise.late_on(date(2026, 5, 12))
    assert promise.late_on(date(2026, 5, 13))
    kept = Promise(
        young_person_id="k", what="Photo", made_by="Chloe", due_on=date(2026, 5, 12), state=PromiseState.KEPT
    )
    assert not kept.late_on(date(2026, 5, 13))


def test_a_limit_ends_on_the_day_it_is_ended() -> None:
    limit = Limit(
        young_person_id="k", person_id="p", with_whom="Mum", what="adult in the room",
        ground=LimitGround.COURT_ORDER, starts=date(2026, 3, 9), ended_on=date(2026, 5, 1),
    )  # fmt: skip
    assert limit.in_force_on(date(2026, 4, 30))
    assert not limit.in_force_on(date(2026, 5, 1))


def test_no_ground_for_a_limit_is_about_behaviour() -> None:
    assert not any("behav" in g.value or "sanction" in g.value or "punish" in g.value for g in LimitGround)


@pytest.mark.parametrize("state", list(OccasionState))
def test_a_cancelled_occasion_is_news_until_the_young_person_was_told(state: OccasionState) -> None:
    occasion = Occasion(
        young_person_id="d", person_id="m", with_whom="Mum", kind=FamilyTimeKind.PHONE, state=state,
        planned_at=datetime(2026, 5, 14, 15, 30, tzinfo=UTC),
    )  # fmt: skip
    assert occasion.still_to_tell == (state in (OccasionState.CANCELLED, OccasionState.DID_NOT_COME))


def words_problem(how: HowGiven, words: str = "", why: str = "") -> list[str]:
    entry = OwnWords(young_person_id="k", given_how=how, words=words, why_not_asked=why)
    return [p.field for p in problems_in_own_words(entry)]


def test_chose_not_to_needs_no_words_and_not_asked_needs_a_reason() -> None:
    assert words_problem(HowGiven.CHOSE_NOT_TO) == []
    assert words_problem(HowGiven.NOT_ASKED) == ["why_not_asked"]
    assert words_problem(HowGiven.SAID, "  ") == ["words"]
    assert words_problem(HowGiven.DREW, "a house with four windows") == []


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("lantern pickle orbit", True),
        ("elevenchars", False),
        ("aaaaaaaaaaaaaaaa", False),
        ("Okafor lantern orbit", False),
        ("пароль довгий слово", True),
    ],
)
def test_a_password_is_long_and_not_the_first_guess(password: str, fits: bool) -> None:
    assert (problems_in_password(password, "Denise Okafor") == ()) is fits


def test_an_account_is_open_on_its_first_and_last_day() -> None:
    member = StaffMember(
        name="Ana Lima", role=Role.AGENCY_WORKER, unit_id="u", starts=date(2026, 5, 1), ends=date(2026, 5, 14)
    )
    assert member.works_on(date(2026, 5, 14))
    assert not member.works_on(date(2026, 5, 15))
    assert not member.works_on(date(2026, 4, 30))
