"""Arrangements, school holidays and what is expected, over a real store."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from securecare_desktop.core.clock import local
from securecare_desktop.core.errors import EditConflict, Gone, InputError, PermissionRefused
from securecare_desktop.domain.checklists import RestsOn
from securecare_desktop.domain.expected import Answered
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    HolidayRule,
    Occasion,
    OccasionState,
    SchoolHoliday,
    SupportLevel,
)
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, NOW, TODAY, House, person_id

DAY = timedelta(days=1)
JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def arrangement(who: str = KAI, **more: Any) -> Arrangement:
    given: dict[str, Any] = {
        "young_person_id": who, "person_id": person_id(who), "with_whom": "", "kind": FamilyTimeKind.VISIT_HERE,
        "how_often": "", "rule": "FREQ=WEEKLY;BYDAY=TH", "starts": TODAY, "at_time": "14:00",
    }  # fmt: skip
    return Arrangement(**{**given, **more})


def answer_to(one: Answered, **more: Any) -> Occasion:
    arranged = one.expected.arrangement
    given: dict[str, Any] = {
        "young_person_id": arranged.young_person_id, "person_id": arranged.person_id, "with_whom": "Nan",
        "kind": arranged.kind, "state": OccasionState.PLANNED, "planned_at": one.expected.at,
        "arrangement_id": arranged.id, "expected_at": one.expected.at,
    }  # fmt: skip
    return Occasion(**{**given, **more})


def holiday(first: date, last: date, **more: Any) -> SchoolHoliday:
    return SchoolHoliday(**{"unit_id": "", "name": "Half-term", "first_day": first, "last_day": last, **more})


def days_of(services: Services, who: str = KAI) -> list[int]:
    return [local(one.expected.at).day for one in services.arrangements.expected(who, *JUNE)]


def test_an_arrangement_is_stored_with_its_persons_name_and_its_rhythm_in_words(house: House) -> None:
    services = house.signed_in()
    saved = services.arrangements.save_arrangement(arrangement(at_time="2.00 pm")).record
    assert (saved.with_whom, saved.how_often, saved.at_time) == ("Nan", "Every Thursday, 14:00", "14:00")
    assert services.arrangements.arrangements(KAI) == (saved,)


def test_what_cannot_be_is_refused_and_nothing_is_stored(house: House) -> None:
    services = house.signed_in()
    for wrong in (
        arrangement(rule="FREQ=HOURLY"),
        arrangement(starts=None),
        arrangement(review_on=TODAY - DAY),
    ):
        with pytest.raises(InputError):
            services.arrangements.save_arrangement(wrong)
    with pytest.raises(Gone):
        services.arrangements.save_arrangement(arrangement(person_id=person_id(MIA)))
    assert services.arrangements.arrangements(KAI) == ()


def test_what_a_court_directs_stands_first_and_what_has_ended_last(house: House) -> None:
    services = house.signed_in()
    for name, more in (
        ("Aunt", {}), ("Brother", {"ended_on": TODAY, "why_ended": "Moved away"}),
        ("Cousin", {"directed_by_court": True, "direction": "Twice a month"}),
    ):  # fmt: skip
        services.arrangements.save_arrangement(arrangement(with_whom=name, **more))
    assert [one.with_whom for one in services.arrangements.arrangements(KAI)] == ["Cousin", "Aunt", "Brother"]


def test_what_is_expected_and_what_answers_to_it_stay_two_things(house: House) -> None:
    services = house.signed_in()
    services.arrangements.save_arrangement(arrangement())
    first, second, *_more = services.arrangements.expected(KAI, *JUNE)
    assert first.occasion is None
    put_off = answer_to(second, planned_at=second.expected.at + 40 * DAY)
    saved = services.family_time.save_occasion(put_off).record
    found = services.arrangements.expected(KAI, *JUNE)
    assert [one.occasion for one in found] == [None, saved, None, None]
    assert found[1].expected == second.expected, "what was expected is what it was"


def test_a_whole_day_at_each_end_belongs_to_what_is_asked_for(house: House) -> None:
    services = house.signed_in()
    services.arrangements.save_arrangement(arrangement(rule="FREQ=DAILY", at_time="23:30"))
    services.arrangements.save_arrangement(arrangement(rule="FREQ=DAILY", at_time="00:15"))
    found = services.arrangements.expected(KAI, date(2026, 6, 1), date(2026, 6, 2))
    assert [f"{local(one.expected.at):%d %H:%M}" for one in found] == [
        "01 00:15", "01 23:30", "02 00:15", "02 23:30",
    ]  # fmt: skip
    for one in found:
        services.family_time.save_occasion(answer_to(one))
    again = services.arrangements.expected(KAI, date(2026, 6, 1), date(2026, 6, 2))
    assert all(one.occasion is not None for one in again)


def test_an_ended_arrangement_expects_nothing_after_its_end_and_keeps_what_was_before(house: House) -> None:
    services = house.signed_in()
    saved = services.arrangements.save_arrangement(arrangement()).record
    assert days_of(services) == [4, 11, 18, 25]
    services.arrangements.save_arrangement(replace(saved, ended_on=date(2026, 6, 11), why_ended="Moved"))
    assert days_of(services) == [4, 11]


def test_the_school_holidays_of_the_young_persons_unit_count(house: House) -> None:
    services = house.signed_in()
    services.arrangements.save_arrangement(arrangement(only_in=HolidayRule.OUTSIDE_HOLIDAYS))
    saved = services.arrangements.save_holiday(holiday(date(2026, 6, 11), date(2026, 6, 18))).record
    assert days_of(services) == [4, 25]
    assert services.arrangements.school_year(KAI).holidays == (saved,)
    assert services.arrangements.school_year(KAI).unit.id == saved.unit_id
    assert services.arrangements.holidays() == (saved,)
    services.arrangements.save_holiday(replace(saved, first_day=date(2026, 6, 12)))
    assert days_of(services) == [4, 11, 25]


def test_two_school_holidays_do_not_overlap_and_days_stand_in_their_order(house: House) -> None:
    services = house.signed_in()
    services.arrangements.save_holiday(holiday(TODAY, TODAY + 7 * DAY))
    for wrong, field in (
        (holiday(TODAY + 7 * DAY, TODAY + 9 * DAY), "first_day"), (holiday(TODAY + 20 * DAY, TODAY), "last_day"),
        (holiday(TODAY + 20 * DAY, TODAY + 21 * DAY, name=" "), "name"),
    ):  # fmt: skip
        with pytest.raises(InputError) as error:
            services.arrangements.save_holiday(wrong)
        assert [p.field for p in error.value.problems] == [field]
    services.arrangements.save_holiday(holiday(TODAY + 8 * DAY, TODAY + 9 * DAY))
    assert len(services.arrangements.holidays()) == 2


def test_school_holidays_of_another_unit_are_neither_read_nor_written(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session._opened().reading() as work:
        birch = next(unit.id for unit in work.units.find() if unit.name == "Birch")
    mine = services.arrangements.save_holiday(holiday(TODAY, TODAY)).record
    for act in (
        lambda: services.arrangements.holidays(birch),
        lambda: services.arrangements.save_holiday(holiday(TODAY, TODAY, unit_id=birch)),
        lambda: services.arrangements.save_holiday(replace(mine, unit_id=birch)),
        lambda: services.arrangements.school_year(MIA),
    ):
        with pytest.raises(PermissionRefused):
            act()


def test_two_who_change_one_holiday_are_told(house: House) -> None:
    services = house.signed_in()
    saved = services.arrangements.save_holiday(holiday(TODAY, TODAY)).record
    services.arrangements.save_holiday(replace(saved, name="May half-term"))
    with pytest.raises(EditConflict):
        services.arrangements.save_holiday(replace(saved, name="Whitsun"))


def test_whose_person_is_withheld_expects_nothing_for_that_reader(house: House) -> None:
    lead = house.signed_in(Role.SHIFT_LEAD)
    lead.arrangements.save_arrangement(arrangement(DEV))
    lead.withholding.withhold(
        Withholding(
            young_person_id=DEV,
            record_kind="network_people",
            record_id=person_id(DEV),
            from_whom=FromWhom.ROLE,
            from_id="agency_worker",
            from_name="Agency worker",
            because="Asked for by the young person.",
        )  # fmt: skip
    )
    assert len(lead.arrangements.expected(DEV, *JUNE)) == 4
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert agency.arrangements.expected(DEV, *JUNE) == ()
    assert agency.arrangements.arrangements(DEV) == ()


def test_looking_at_what_is_expected_is_in_the_log(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    services.arrangements.expected(KAI, *JUNE)
    newest = services.audit.log(limit=1)[0]
    assert (newest.action, newest.record_kind, newest.young_person_id) == ("read", "family_time", KAI)


def test_what_is_expected_does_not_change_with_the_time_it_is_asked(house: House) -> None:
    services = house.signed_in()
    services.arrangements.save_arrangement(arrangement(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"))
    whole = {one.expected.at for one in services.arrangements.expected(KAI, TODAY, TODAY + 200 * DAY)}
    for start in range(0, 200, 17):
        first = TODAY + start * DAY
        found = {one.expected.at for one in services.arrangements.expected(KAI, first, first + 16 * DAY)}
        assert found == {at for at in whole if first <= local(at).date() <= first + 16 * DAY}
    assert len(whole) == 15


@pytest.mark.parametrize(
    ("more", "stands_there"),
    [
        ({"review_on": TODAY - DAY}, True),
        ({"review_on": TODAY + 90 * DAY}, False),
        ({"review_on": TODAY - DAY, "ended_on": TODAY, "why_ended": "He moved."}, False),
    ],
)
def test_an_arrangement_that_is_to_be_looked_at_again_stands_on_today_until_it_has_ended(
    house: House, more: dict[str, Any], stands_there: bool
) -> None:
    services = house.signed_in()
    kept = services.arrangements.save_arrangement(
        arrangement(starts=TODAY - 40 * DAY, directed_by_court=True, direction="Each Thursday", **more)
    ).record
    lines = [line for line in services.today.load().due if line.record_kind == "arrangements"]
    assert [(line.record_id, line.rests_on) for line in lines] == (
        [(kept.id, RestsOn.LAW)] if stands_there else []
    )


def test_nobody_sits_in_on_a_protected_visitor_as_planned_or_as_it_was(house: House) -> None:
    services = house.signed_in()
    law = services.people.save_person(
        NetworkPerson(
            young_person_id=KAI, name="Ms Law", who_they_are="Solicitor", role="Solicitor",
            circle=Circle.PROFESSIONAL,
        )
    ).record.id  # fmt: skip
    watched = {"person_id": law, "with_whom": "Ms Law", "level": SupportLevel.SUPERVISED}
    with pytest.raises(InputError) as told:
        services.arrangements.save_arrangement(arrangement(**watched))
    assert [one.field for one in told.value.problems] == ["level"]
    visit = Occasion(
        young_person_id=KAI, kind=FamilyTimeKind.VISIT_HERE, state=OccasionState.HAPPENED,
        planned_at=NOW - DAY, **watched,
    )  # fmt: skip
    with pytest.raises(InputError) as told:
        services.family_time.save_occasion(visit)
    assert [one.field for one in told.value.problems] == ["protected"]
