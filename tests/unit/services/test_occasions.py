"""Occasions in the store: what happened at the same time is asked about, ended ties and protected visits are kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from securecare_desktop.core.clock import local
from securecare_desktop.core.errors import AlreadySigned, InputError
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    Occasion,
    OccasionState,
    ProtectedVisitor,
    SupportLevel,
)
from securecare_desktop.domain.people import Circle, NetworkPerson
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, NOW, House, person_id

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def visit(who: str = KAI, **other: Any) -> Occasion:
    values: dict[str, Any] = {
        "young_person_id": who, "person_id": person_id(who), "with_whom": "",
        "kind": FamilyTimeKind.VISIT_HERE, "state": OccasionState.HAPPENED, "planned_at": NOW - DAY,
        "ended_at": NOW - DAY + HOUR,
    }  # fmt: skip
    return Occasion(**{**values, **other})


def tyler(services: Services, **other: Any) -> str:
    person = NetworkPerson(
        young_person_id=KAI, name="Tyler", who_they_are="Brother", circle=Circle.OWN_PEOPLE, **other
    )
    return services.people.save_person(person).record.id


def asked(told: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.field for problem in told.value.problems]


def test_two_visits_at_once_are_asked_about_and_saved_when_both_are_right(house: House) -> None:
    services = house.signed_in()
    services.family_time.save_occasion(visit())
    both = visit(person_id=tyler(services), planned_at=NOW - DAY + HOUR / 2, ended_at=None)
    with pytest.raises(InputError) as told:
        services.family_time.save_occasion(both)
    assert asked(told) == ["together"]
    assert "Nan, visit, Wed 13 May" in told.value.problems[0].sentence
    assert len(services.family_time.occasions(KAI)) == 2
    services.family_time.save_occasion(both, together=True)
    assert len(services.family_time.occasions(KAI)) == 3


def test_the_same_visit_written_twice_says_that_it_is_there_already(house: House) -> None:
    services = house.signed_in()
    services.family_time.save_occasion(visit())
    with pytest.raises(InputError) as told:
        services.family_time.save_occasion(visit())
    assert "written down already" in told.value.problems[0].sentence


def test_another_young_persons_visit_at_that_time_is_no_question(house: House) -> None:
    services = house.signed_in()
    services.family_time.save_occasion(visit(DEV))
    services.family_time.save_occasion(visit())
    assert len(services.family_time.occasions(KAI)) == 2


def test_what_is_withheld_from_whoever_writes_is_not_told_by_the_question(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    hidden = manager.family_time.save_occasion(visit()).record
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="occasions", record_id=hidden.id, from_whom=FromWhom.ROLE,
            from_id="residential_worker", from_name="Residential worker", because="Not for everybody.",
        )
    )  # fmt: skip
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    both = visit(person_id=tyler(manager))
    assert worker.family_time.save_occasion(both).record.with_whom == "Tyler"


def test_nothing_is_written_after_a_tie_had_ended_and_what_was_before_stays(house: House) -> None:
    services = house.signed_in()
    ended = tyler(services, until=local(NOW - 2 * DAY).date(), why_ended="He moved.")
    with pytest.raises(InputError) as told:
        services.family_time.save_occasion(visit(person_id=ended))
    assert asked(told) == ["person_id"]
    before = visit(person_id=ended, planned_at=NOW - 3 * DAY, ended_at=None)
    saved = services.family_time.save_occasion(before).record
    changed = services.family_time.save_occasion(replace(saved, place="Garden")).record
    assert (changed.place, changed.with_whom) == ("Garden", "Tyler")


def test_a_protected_visit_is_refused_an_adult_and_notes(house: House) -> None:
    services = house.signed_in()
    meeting = visit(protected=ProtectedVisitor.LAWYER, kind=FamilyTimeKind.MEETING, place="Room 2")
    with pytest.raises(InputError) as told:
        services.family_time.save_occasion(replace(meeting, supervisor="Femi", what_was_said="Secret."))
    assert asked(told) == ["level", "supervisor", "what_was_said"]
    services.family_time.save_occasion(replace(meeting, level=SupportLevel.UNSUPPORTED))


def test_what_was_expected_of_one_person_is_no_answer_of_another(house: House) -> None:
    services = house.signed_in()
    with_nan = services.arrangements.save_arrangement(
        Arrangement(
            young_person_id=KAI, person_id=person_id(KAI), with_whom="", kind=FamilyTimeKind.PHONE,
            how_often="Daily",
        )
    ).record  # fmt: skip
    answer = visit(arrangement_id=with_nan.id, expected_at=NOW - DAY)
    stored = services.family_time.save_occasion(answer).record
    assert (stored.arrangement_id, stored.expected_at) == (with_nan.id, NOW - DAY)
    other = services.family_time.save_occasion(
        replace(answer, person_id=tyler(services), planned_at=NOW - 2 * DAY, ended_at=None)
    ).record
    assert (other.arrangement_id, other.expected_at) == ("", None)


def test_a_signed_occasion_is_never_changed(house: House) -> None:
    services = house.signed_in()
    stored = services.family_time.save_occasion(visit()).record
    signed = services.signatures.sign(stored).record
    with pytest.raises(AlreadySigned):
        services.family_time.save_occasion(replace(signed, place="Garden"))
