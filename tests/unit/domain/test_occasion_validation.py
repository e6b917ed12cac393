"""What cannot be in an occasion of family time is asked about at its field, and a protected visit stays private."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from securecare_desktop.domain import occasion_validation as rules
from securecare_desktop.domain.family_time import (
    FamilyTimeKind,
    Occasion,
    OccasionState,
    ProtectedVisitor,
    SupportLevel,
)
from securecare_desktop.domain.people import Circle, NetworkPerson

NOW = datetime(2026, 5, 14, 8, 42, tzinfo=UTC)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365.25)
S, L, P = OccasionState, SupportLevel, ProtectedVisitor
ADVOCATE = {"protected": P.ADVOCATE, "level": L.UNSUPPORTED}


def occasion(**other: Any) -> Occasion:
    values = {
        "young_person_id": "k", "person_id": "n", "with_whom": "Nan", "kind": FamilyTimeKind.VISIT_HERE,
        "state": S.HAPPENED, "planned_at": NOW - DAY,
    }  # fmt: skip
    return Occasion(**{**values, **other})


def asked(**other: Any) -> list[str]:
    found = rules.problems_in_occasion(occasion(**other), NOW)
    assert all(problem.sentence.endswith(".") for problem in found)
    return [problem.field for problem in found]


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"person_id": ""}, ["person_id"]),
        ({"started_at": NOW - DAY, "ended_at": NOW - DAY - HOUR}, ["ended_at"]),
        ({"ended_at": NOW - DAY - HOUR}, ["ended_at"]),
        ({"started_at": NOW + HOUR, "planned_at": NOW}, ["started_at"]),
        ({"ended_at": NOW + HOUR}, ["ended_at"]),
        ({"started_at": NOW - 9 * DAY}, ["started_at"]),
        ({"planned_at": NOW - 40 * YEAR}, ["planned_at"]),
        ({"planned_at": NOW + 4 * YEAR, "state": S.PLANNED}, ["planned_at"]),
        ({"planned_at": NOW + DAY}, ["state"]),
        ({"planned_at": NOW + DAY, "state": S.CUT_SHORT}, ["state"]),
        ({"state": S.CANCELLED}, ["cancelled_by", "why"]),
        ({"state": S.DID_NOT_COME, "heard_at": NOW + HOUR}, ["heard_at"]),
        ({"state": S.DID_NOT_COME, "told_at": NOW + HOUR, "told_by": "Femi"}, ["told_at"]),
        ({"state": S.DID_NOT_COME, "told_at": NOW}, ["told_by"]),
        (
            {"state": S.DID_NOT_COME, "heard_at": NOW - HOUR, "told_at": NOW - 2 * HOUR, "told_by": "Femi"},
            ["told_at"],
        ),
        ({"state": S.DID_NOT_COME, "instead_at": NOW - HOUR}, ["instead_at"]),
        ({"state": S.DID_NOT_COME, "heard_at": NOW - HOUR, "instead_at": NOW - DAY}, ["instead_at"]),
        ({"state": S.NOT_REACHED, "instead_at": NOW - 2 * DAY}, ["instead_at"]),
        ({**ADVOCATE, "level": L.SUPERVISED}, ["level"]),
        ({**ADVOCATE, "supervisor": "Femi"}, ["supervisor"]),
        ({**ADVOCATE, "what_was_said": "x", "opinion": "x", "worries": "x"}, ["what_was_said", "worries", "opinion"]),
        ({**ADVOCATE, "own_view": "x"}, ["own_view"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_asked_about_at_its_field(other: dict[str, Any], wrong: list[str]) -> None:
    assert asked(**other) == wrong


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"planned_at": NOW + DAY, "state": S.PLANNED},
        {"planned_at": NOW - 5 * YEAR},
        {"started_at": NOW - DAY, "ended_at": NOW - DAY},
        {"state": S.CANCELLED, "cancelled_by": "Nan", "why": "Her phone broke.", "planned_at": NOW + DAY},
        {"state": S.DID_NOT_COME},
        {"state": S.DID_NOT_COME, "heard_at": NOW - DAY, "told_at": NOW - HOUR, "told_by": "Femi"},
        {"state": S.DID_NOT_COME, "heard_at": NOW - 2 * DAY, "instead_at": NOW - DAY},
        {"state": S.DID_NOT_COME, "written_at": NOW - 9 * DAY, "instead_at": NOW - DAY},
        {"state": S.NOT_REACHED, "instead_at": NOW + DAY},
        {"state": S.NOT_REACHED, "instead_at": NOW - HOUR},
        {**ADVOCATE, "place": "Room 2", "started_at": NOW - DAY},
        {**ADVOCATE, "state": S.CANCELLED, "cancelled_by": "Bea", "why": "Train.", "own_view": "When then?"},
    ],
)
def test_what_is_all_right_is_let_through(other: dict[str, Any]) -> None:
    assert asked(**other) == []


@pytest.mark.parametrize(
    ("role", "who", "kind"),
    [
        ("solicitor", "", P.LAWYER),
        ("", "My advocate", P.ADVOCATE),
        ("independent_visitor", "", P.INDEPENDENT_VISITOR),
        ("Social worker", "", P.SOCIAL_WORKER),
        ("", "Care Inspectorate inspector", P.INSPECTOR),
        ("Children’s guardian", "", P.COURT_WELFARE_OFFICER),
        ("grandparent", "Nan", P.NO),
        ("guardian", "Uncle and guardian", P.NO),
    ],
)
def test_a_role_suggests_a_protected_visit(role: str, who: str, kind: P) -> None:
    person = NetworkPerson(
        young_person_id="k", name="X", who_they_are=who, circle=Circle.PROFESSIONAL, role=role
    )
    assert rules.protected_by_role(person) is kind


def test_a_tie_that_had_ended_is_asked_about_and_its_last_day_counts() -> None:
    nan = NetworkPerson(
        young_person_id="k", name="P", who_they_are="Nan", circle=Circle.OWN_PEOPLE, until=date(2026, 5, 12)
    )
    last_day = datetime(2026, 5, 12, 14).astimezone()
    assert rules.problems_with_person(occasion(planned_at=last_day), nan) == ()
    after = rules.problems_with_person(occasion(planned_at=last_day + DAY), nan)
    assert [p.field for p in after] == ["person_id"]
    assert "12 May 2026" in after[0].sentence


def test_what_happened_at_the_same_time_is_named_with_who_and_when() -> None:
    began = datetime(2026, 5, 12, 14).astimezone()
    tea = occasion(id="1", with_whom="Mum", planned_at=began, ended_at=began + HOUR)
    call = occasion(planned_at=began + HOUR / 2)
    assert rules.at_the_same_time(call, (tea,)) is tea
    said = rules.question_about(tea, with_same_person=False)
    assert said.field == "together"
    assert "Mum, visit, Tue 12 May 2026, 14:00 to 15:00" in said.sentence


@pytest.mark.parametrize(
    "other",
    [
        {"planned_at": NOW - DAY + HOUR},
        {"state": S.CANCELLED},
        {"state": S.PLANNED},
        {"kind": FamilyTimeKind.LETTER},
        {"id": "1"},
    ],
)
def test_what_follows_fell_away_or_came_by_post_is_no_overlap(other: dict[str, Any]) -> None:
    visit = occasion(id="1", ended_at=NOW - DAY + HOUR)
    assert rules.at_the_same_time(occasion(**{"id": "2", **other}), (visit,)) is None


MINUTES = st.integers(0, 300)


@given(MINUTES, MINUTES, MINUTES, MINUTES)
def test_overlap_is_the_same_from_both_sides(begin: int, length: int, other: int, its_length: int) -> None:
    def of(name: str, at: int, minutes: int) -> Occasion:
        planned = NOW + timedelta(minutes=at)
        return occasion(id=name, planned_at=planned, ended_at=planned + timedelta(minutes=minutes))

    one, two = of("1", begin, length), of("2", other, its_length)
    assert (rules.at_the_same_time(one, (two,)) is two) == (rules.at_the_same_time(two, (one,)) is one)
