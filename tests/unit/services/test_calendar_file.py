"""Dates as a calendar file, read back: days, the nights of the clock change, who may, and nothing that is withheld."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from securecare_desktop.core.errors import AppError, InputError, PermissionRefused
from securecare_desktop.domain.checklists import (
    Anchor,
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    RestsOn,
)
from securecare_desktop.domain.family_time import (
    Arrangement,
    FamilyTimeKind,
    Occasion,
    OccasionState,
)
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Whom
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.calendar_file import CalendarRequest, Detail
from tests.support.house import DEV, KAI, MIA, NOW, TODAY, House, person_id
from tests.unit.services.left_out import withhold

MONTH = timedelta(days=30)


def visit(
    services: Services, who: str = KAI, at: datetime = NOW + timedelta(days=3), **more: object
) -> Occasion:
    given = Occasion(
        young_person_id=who, person_id=person_id(who), with_whom="Nan", kind=FamilyTimeKind.VIDEO,
        state=OccasionState.PLANNED, planned_at=at, place="14 Mill Lane",
    )  # fmt: skip
    return services.family_time.save_occasion(replace(given, **more)).record  # type: ignore[arg-type]


def item(services: Services, what: str, due_on: date) -> ChecklistItem:
    with services.session.writing(Action.WRITE_ENTRIES, KAI) as work:
        template = work.checklist_templates.add(
            ChecklistTemplate(
                key="list",
                title="List",
                anchor=Anchor.CHOSEN_DAY,
                unit_id=work.young_people.require(KAI).unit_id,
            )
        )
        stored = work.checklists.add(Checklist(young_person_id=KAI, template_id=template.id, title="List"))
        return work.checklist_items.add(
            ChecklistItem(
                key="ring",
                young_person_id=KAI,
                checklist_id=stored.id,
                what=what,
                due_on=due_on,
                rests_on=RestsOn.TEAM,
            )
        )


def read_back(services: Services, tmp_path: Path, **more: object) -> list[dict[str, object]]:
    request = CalendarRequest(**{"first": TODAY, "last": TODAY + MONTH, "young_person_id": KAI, **more})
    target = tmp_path / "dates.ics"
    count = services.calendar_file.save(request, target)
    events = [
        {
            "uid": str(e["uid"]),
            "title": str(e["summary"]),
            "start": e["dtstart"].dt,
            "end": e["dtend"].dt,
            "names": set(e),
        }
        for e in Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    ]
    assert count == len(events)
    return events


def titles(events: list[dict[str, object]]) -> set[object]:
    return {event["title"] for event in events}


def test_the_least_says_for_whom_and_nothing_else(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    visit(services)
    item(services, "Ring the solicitor about the house in Mill Lane", TODAY + timedelta(days=2))
    found = read_back(services, tmp_path)
    assert {"Family time, Kai", "Something is due, Kai"} <= titles(found)
    text = (tmp_path / "dates.ics").read_text("utf-8")
    assert "Nan" not in text
    assert "Mill Lane" not in text


def test_names_are_in_it_where_somebody_chose_so_and_places_never(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    visit(services)
    found = read_back(services, tmp_path, detail=Detail.NAMES)
    assert "Video call with Nan, Kai" in titles(found)
    assert "Mill Lane" not in (tmp_path / "dates.ics").read_text("utf-8")


def test_a_whole_day_ends_where_the_next_one_begins(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    item(services, "Ring the college", date(2026, 6, 1))
    (found,) = (e for e in read_back(services, tmp_path, detail=Detail.NAMES) if "college" in str(e["title"]))
    assert (found["start"], found["end"]) == (date(2026, 6, 1), date(2026, 6, 2))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), date(2027, 3, 28)),
    ],
)
def test_a_moment_of_a_clock_change_night_is_the_same_moment(
    house: House, tmp_path: Path, at: datetime, day: date
) -> None:
    services = house.signed_in()
    visit(services, at=at)
    found = [e for e in read_back(services, tmp_path, first=day, last=day) if "Family" in str(e["title"])]
    assert [(e["start"], e["end"]) for e in found] == [(at, at + timedelta(hours=1))]


def test_the_same_thing_has_the_same_name_in_the_next_file_though_it_moved(
    house: House, tmp_path: Path
) -> None:
    services = house.signed_in()
    stored = visit(services)
    before = {e["uid"]: e["start"] for e in read_back(services, tmp_path)}
    services.family_time.save_occasion(replace(stored, planned_at=stored.planned_at + timedelta(days=1)))
    after = {e["uid"]: e["start"] for e in read_back(services, tmp_path)}
    assert set(before) == set(after)
    assert before != after


def test_what_the_rules_expect_stands_in_it_once_and_keeps_its_name_when_it_is_written(
    house: House, tmp_path: Path
) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session.writing(Action.EDIT_PLAN, KAI) as work:
        arranged = work.arrangements.add(
            Arrangement(
                young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VIDEO,
                how_often="Weekly", rule="FREQ=WEEKLY", starts=TODAY, at_time="16:00", minutes=45,
            )
        )  # fmt: skip
    expected = [e for e in read_back(services, tmp_path) if e["title"] == "Family time, Kai"]
    assert len(expected) == 5
    assert all(e["end"] - e["start"] == timedelta(minutes=45) for e in expected)  # type: ignore[operator]
    last = max(expected, key=lambda e: str(e["start"]))
    visit(services, at=last["start"], arrangement_id=arranged.id, expected_at=last["start"])  # type: ignore[arg-type]
    again = [e for e in read_back(services, tmp_path) if e["title"] == "Family time, Kai"]
    assert {e["uid"] for e in again} == {e["uid"] for e in expected}


@pytest.mark.parametrize("role", [Role.RESIDENTIAL_WORKER])
def test_what_is_withheld_is_not_in_the_file(house: House, tmp_path: Path, role: Role) -> None:
    lead = house.signed_in()
    stored = visit(lead)
    withhold(lead, stored, Whom(FromWhom.ROLE, role.value, ""))
    assert "Family time, Kai" in titles(read_back(lead, tmp_path))
    assert "Family time, Kai" not in titles(read_back(house.signed_in(role), tmp_path))


@pytest.mark.parametrize("role", [Role.AGENCY_WORKER, Role.INSPECTOR, Role.SYSTEM_ADMINISTRATOR])
def test_who_may_not_writes_no_file(house: House, tmp_path: Path, role: Role) -> None:
    with pytest.raises(PermissionRefused):
        read_back(house.signed_in(role), tmp_path, young_person_id=DEV)
    assert list(tmp_path.glob("*.ics")) == []


def test_the_unit_is_everybody_in_it(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    visit(services)
    visit(services, DEV)
    assert {"Family time, Kai", "Family time, Dev"} <= titles(
        read_back(services, tmp_path, young_person_id="")
    )
    assert [key for key, _name in services.calendar_file.offer().whom] == ["", DEV, KAI]


def test_somebody_of_another_unit_whose_records_were_opened_can_be_chosen(house: House) -> None:
    services = house.signed_in()
    assert MIA not in [key for key, _name in services.calendar_file.offer().whom]
    services.open_anyway.open(MIA, "Her worker rang")
    assert MIA in [key for key, _name in services.calendar_file.offer().whom]


def test_a_place_that_cannot_be_written_leaves_nothing_and_the_log_says_so(
    house: House, tmp_path: Path
) -> None:
    services = house.signed_in()
    nowhere = tmp_path / "no such folder" / "dates.ics"
    with pytest.raises(AppError) as told:
        services.calendar_file.save(CalendarRequest(first=TODAY, last=TODAY, young_person_id=KAI), nowhere)
    assert told.value.text == "The file was not written."
    with services.session.reading(Action.READ_RECORDS) as work:
        noted = [e.action for e in work.audit.each_event()]
    assert noted.index("calendar_saved") < noted.index("log_not_exported")


@pytest.mark.parametrize("days", [-1, 732])
def test_days_that_cannot_be_are_asked_about(house: House, tmp_path: Path, days: int) -> None:
    with pytest.raises(InputError) as told:
        read_back(house.signed_in(), tmp_path, last=TODAY + timedelta(days=days))
    assert [p.field for p in told.value.problems] == ["last"]


def test_whoever_has_moved_on_is_not_in_the_file_of_the_unit(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    visit(services)
    visit(services, DEV)
    with services.session.writing(Action.EDIT_PROFILE, KAI) as work:
        stay = work.stays.current(KAI)
        assert stay is not None
        work.stays.save(replace(stay, ended_at=NOW - timedelta(days=1)))
    found = titles(read_back(services, tmp_path, young_person_id=""))
    assert "Family time, Dev" in found
    assert not any("Kai" in str(title) for title in found)


def test_what_stands_in_a_closed_list_is_not_in_the_file(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    stored = item(services, "Ring the college", TODAY + timedelta(days=2))
    assert "Ring the college, Kai" in titles(read_back(services, tmp_path, detail=Detail.NAMES))
    with services.session.reading(young_person_id=KAI) as work:
        running = work.checklists.require(stored.checklist_id)
    services.checklists.close(running, "They chose another college.")
    assert "Ring the college, Kai" not in titles(read_back(services, tmp_path, detail=Detail.NAMES))


def test_a_time_limit_that_runs_twice_stands_in_the_file_twice(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    before = len(read_back(services, tmp_path, first=TODAY - MONTH, last=TODAY + timedelta(days=365)))
    services.clocks.record_event(KAI, "restraint", NOW - timedelta(minutes=30))
    once = len(read_back(services, tmp_path, first=TODAY - MONTH, last=TODAY + timedelta(days=365)))
    services.clocks.record_event(KAI, "restraint", NOW - timedelta(minutes=5))
    twice = len(read_back(services, tmp_path, first=TODAY - MONTH, last=TODAY + timedelta(days=365)))
    assert once > before
    assert twice - once == once - before


def test_the_last_day_of_all_is_asked_about(house: House, tmp_path: Path) -> None:
    services = house.signed_in()
    with pytest.raises(InputError):
        read_back(services, tmp_path, first=date(9998, 6, 1), last=date.max)
