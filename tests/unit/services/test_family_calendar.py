"""Family time as a calendar: only the month shown, what is expected and has nothing, and a year by person."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from securecare_desktop.core.errors import PermissionRefused
from securecare_desktop.domain.family_figures import Counts, KindGroup, in_words
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    Occasion,
    OccasionState,
    ProtectedVisitor,
    SupportLevel,
    WhoseDoing,
)
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, TODAY, House, person_id

MAY = date(2026, 5, 1)


@pytest.fixture
def services(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


def at(day: date, hour: int = 16) -> datetime:
    return datetime(day.year, day.month, day.day, hour).astimezone()


def occasion(day: date, state: OccasionState = OccasionState.HAPPENED, **more: object) -> Occasion:
    made = Occasion(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VIDEO, state=state,
        planned_at=at(day),
    )  # fmt: skip
    return replace(made, **more)


def fridays(services: Services, **more: object) -> Arrangement:
    made = Arrangement(
        young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VIDEO,
        how_often="Fridays", rule="FREQ=WEEKLY;BYDAY=FR", starts=date(2026, 4, 1), at_time="16:00",
    )  # fmt: skip
    return services.arrangements.save_arrangement(replace(made, **more)).record


def kept(services: Services, made: Occasion) -> Occasion:
    return services.family_time.save_occasion(made).record


def days(found: object) -> list[date]:
    return [one.at.astimezone().date() for one in found]  # type: ignore[attr-defined]


def test_a_month_holds_its_whole_weeks_and_nothing_else(services: Services) -> None:
    inside = [kept(services, occasion(day)) for day in (date(2026, 4, 27), date(2026, 5, 3))]
    kept(services, occasion(date(2026, 4, 26)))
    found = services.family_calendar.month(KAI, TODAY)
    assert found.first_day == MAY
    assert [
        one.id for one in found.occasions if one.with_whom == "Nan" and one.kind is FamilyTimeKind.VIDEO
    ] == [one.id for one in inside]
    assert [(week[0], week[-1]) for week in found.weeks][0] == (date(2026, 4, 27), date(2026, 5, 3))
    assert [found.holds(day) for day in (date(2026, 4, 30), MAY, date(2026, 6, 1))] == [False, True, False]


def test_what_is_expected_stands_there_until_something_answers(services: Services) -> None:
    calls = fridays(services)
    expected = services.family_calendar.month(KAI, MAY).expected
    assert days(expected) == [date(2026, 5, day) for day in (1, 8, 15, 22, 29)]
    kept(services, occasion(date(2026, 5, 8)))  # a light call that names no arrangement
    named = {"arrangement_id": calls.id, "expected_at": expected[0].at}
    kept(
        services, occasion(date(2026, 4, 9), OccasionState.CANCELLED, cancelled_by="Nan", why="Ill.", **named)
    )
    assert days(services.family_calendar.month(KAI, MAY).expected) == [
        date(2026, 5, day) for day in (15, 22, 29)
    ]
    assert days(services.family_calendar.expected(KAI, TODAY, date(2026, 5, 22))) == [
        date(2026, 5, 15), date(2026, 5, 22),
    ]  # fmt: skip


def test_the_year_counts_what_became_of_what_was_expected(services: Services) -> None:
    calls = fridays(services)
    for day in (date(2026, 4, 3), date(2026, 4, 10), date(2026, 4, 17)):
        kept(services, occasion(day, arrangement_id=calls.id, expected_at=at(day)))
    kept(
        services,
        occasion(
            date(2026, 4, 24),
            OccasionState.CANCELLED,
            whose_doing=WhoseDoing.US,
            cancelled_by="us",
            why="Nobody could drive.",
        ),
    )
    year = services.family_calendar.year(KAI, TODAY)
    [nan] = year.people
    april, may = nan.months[-2:]
    assert april.expected == Counts(happened=3, cancelled=((WhoseDoing.US, 1),))
    assert may.expected == Counts(not_written=2)  # 1 and 8 May; the 15th is still to come
    assert dict(nan.groups)[KindGroup.CALLS].expected.all == 6
    assert in_words(KindGroup.CALLS, dict(nan.groups)[KindGroup.CALLS])[0] == (
        "3 of 6 expected calls happened; 1 cancelled by us, 2 with nothing written."
    )


def test_brothers_and_sisters_who_live_apart_have_a_line_of_their_own(services: Services) -> None:
    tyler = services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name="Tyler Renshaw", called="Tyler", who_they_are="Brother", role="Brother",
            circle=Circle.OWN_PEOPLE,
        )
    ).record  # fmt: skip
    ash = services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name="Ash", who_they_are="Somebody he grew up with", circle=Circle.OWN_PEOPLE
        )
    ).record
    together = FamilyTimeKind.BROTHERS_AND_SISTERS
    kept(services, occasion(date(2026, 5, 2), person_id=tyler.id, with_whom=""))
    kept(services, occasion(date(2026, 5, 3), person_id=ash.id, with_whom="", kind=together))
    kept(services, occasion(date(2026, 5, 4)))
    people = services.family_calendar.year(KAI, TODAY).people
    assert [(one.name, one.lives_apart) for one in people] == [
        ("Nan", False), ("Ash", True), ("Tyler", True),
    ]  # fmt: skip


def test_a_protected_visit_is_in_the_month_and_in_no_figure(services: Services) -> None:
    visit = kept(
        services,
        occasion(
            date(2026, 5, 12),
            kind=FamilyTimeKind.VISIT_HERE,
            protected=ProtectedVisitor.LAWYER,
            level=SupportLevel.UNSUPPORTED,
        ),
    )
    assert visit.id in {one.id for one in services.family_calendar.month(KAI, MAY).occasions}
    [nan] = services.family_calendar.year(KAI, TODAY).people  # the phone call of the house alone
    assert [group for group, _found in nan.groups] == [KindGroup.CALLS]


def test_nobody_sees_the_calendar_of_somebody_elses_young_person(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    for ask in (
        lambda: lead.family_calendar.month(MIA, MAY),
        lambda: lead.family_calendar.year(MIA, TODAY),
        lambda: lead.family_calendar.expected(MIA, MAY, TODAY),
    ):
        with pytest.raises(PermissionRefused):
            ask()


def test_what_is_withheld_is_in_no_month_and_in_no_figure(house: House) -> None:
    from tests.unit.services.left_out import add_dad, add_visit, withhold

    lead = house.signed_in(Role.SHIFT_LEAD)
    dad = add_dad(lead)
    hidden = add_visit(lead, dad, state=OccasionState.HAPPENED, planned_at=at(TODAY - timedelta(days=2)))
    withhold(lead, hidden)
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert hidden.id in {one.id for one in lead.family_calendar.month(DEV, MAY).occasions}
    assert hidden.id not in {one.id for one in agency.family_calendar.month(DEV, MAY).occasions}
    assert "Dad" not in {one.name for one in agency.family_calendar.year(DEV, TODAY).people}
