"""Lists from spreadsheets, end to end on a real store: what a dry run says, all or nothing, and taking back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from securecare_desktop.core.errors import AppError, Gone, InputError, PermissionRefused, Stopped
from securecare_desktop.domain.family_time import (
    FamilyTimeKind,
    OccasionState,
    ProtectedVisitor,
    SupportLevel,
)
from securecare_desktop.domain.people import Answer, Circle
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Role
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, House, person_id
from tests.unit.services.import_lists import (
    ADD,
    ALREADY,
    CALLS,
    MESSY,
    PEOPLE,
    WRONG,
    MakeFile,
    calls,
    occasions,
    outcomes,
    people,
    request_for,
    told,
)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Path]:
    def made(text: str | bytes, name: str = "calls.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return made


# -- looking ------------------------------------------------------------------------------------------------


def test_the_columns_are_matched_by_headings_as_units_write_them(manager: Services, a_file: MakeFile) -> None:
    look = manager.imports.look(CALLS, a_file(MESSY))
    assert look.columns == {
        "Date of contact": "day",
        "Start": "time",
        "Who": "who",
        "Contact type": "kind",
        "Supervised?": "level",
        "Outcome": "state",
        "Duration": "minutes",
        "Comments": "what_they_did",
    }
    assert look.samples[0][:3] == ("12/03/2026", "14:00", "Nan")
    assert not look.remembered


def test_headings_under_a_title_are_found_and_two_of_a_name_told_apart(
    manager: Services, a_file: MakeFile
) -> None:
    text = "Contact log of Kai,,,\nkept by the office,,,\nDate,Who,Notes,Notes,\n1/3/26,Nan,a,b,c\n"
    look = manager.imports.look(CALLS, a_file(text))
    assert (look.heading_row, look.headings) == (3, ("Date", "Who", "Notes", "Notes (2)"))
    assert look.columns["Notes"] == "what_they_did"


def test_how_columns_were_matched_is_remembered_for_the_same_headings(
    manager: Services, a_file: MakeFile
) -> None:
    text = calls("12/03/2026,14:00,Nan,Visit,hers", heading="Date,Time,Who,Type,Blue")
    request = request_for(manager, a_file(text))
    assert "Blue" not in request.columns
    manager.imports.bring_in(replace(request, columns={**request.columns, "Blue": "family_view"}))
    look = manager.imports.look(CALLS, a_file(text, "april.csv"))
    assert look.remembered
    assert look.columns["Blue"] == "family_view"
    assert not manager.imports.look(PEOPLE, a_file(text)).remembered
    second = calls("13/03/2026,14:00,Nan,Visit,hers", heading="Date,Time,Who,Type,Blue")
    request = request_for(manager, a_file(second))
    manager.imports.bring_in(replace(request, columns={**request.columns, "Blue": "ending"}))
    assert manager.imports.look(CALLS, a_file(second)).columns["Blue"] == "ending"


def test_a_list_without_a_column_that_is_needed_says_which(manager: Services, a_file: MakeFile) -> None:
    request = request_for(manager, a_file("Date,Blue\n1/3/26,x\n"), who="")
    with pytest.raises(InputError) as caught:
        manager.imports.dry_run(request)
    sentences = [problem.sentence for problem in caught.value.problems]
    assert any("young person" in sentence for sentence in sentences)
    assert [s for s in sentences if "Who with" in s]
    assert [s for s in sentences if "Kind" in s]


def test_two_columns_for_one_thing_are_refused(manager: Services, a_file: MakeFile) -> None:
    request = request_for(manager, a_file(calls("1/3/26,14:00,Nan,Visit,x", heading="Date,Time,Who,Type,B")))
    with pytest.raises(InputError, match="Two columns are to go to"):
        manager.imports.bring_in(replace(request, columns={**request.columns, "B": "kind"}))


def test_a_file_that_changed_since_it_was_matched_is_not_brought_in(
    manager: Services, a_file: MakeFile
) -> None:
    file = a_file(calls("12/03/2026,14:00,Nan,Visit"))
    request = request_for(manager, file)
    a_file(calls("Nan,14:00,12/03/2026,Visit", heading="Who,Time,Date,Type"))
    with pytest.raises(AppError, match="has changed"):
        manager.imports.bring_in(request)


# -- the dry run ----------------------------------------------------------------------------------------------


def test_a_dry_run_says_row_by_row_what_would_come_of_a_messy_list(
    manager: Services, a_file: MakeFile
) -> None:
    report = manager.imports.dry_run(request_for(manager, a_file(MESSY)))
    assert outcomes(report) == {2: ADD, 4: ADD, 5: ADD, 6: ALREADY}
    assert report.rows[0].what == "Phone call: Nan, Thu 12 Mar 2026, 14:00"
    assert report.rows[3].notes == ("The same as row 2.",)
    assert "12:00" in report.rows[2].notes[0]
    assert occasions(manager) == []


def test_what_was_wrong_is_said_by_row_and_column(manager: Services, a_file: MakeFile) -> None:
    text = calls(
        "31/02/2026,14:00,Nan,Visit",
        "12/03/2026,late,Nan,Visit",
        "12/03/2026,14:00,Uncle Bob,Visit",
        "12/03/2026,14:00,Nan & Tyler,Visit",
        "12/03/2026,14:00,Nan,banana",
        ",14:00,Nan,Visit",
        "12/03/1986,14:00,Nan,Visit",
        "#N/A,14:00,Nan,Visit",
    )
    problems = told(manager.imports.dry_run(request_for(manager, a_file(text))))
    assert problems[2].startswith("Date: There is no “31/02/2026”.")
    assert problems[3].startswith("Time: “late” is not a time.")
    assert problems[4].startswith("Who: “Uncle Bob” is not among Kai’s people.")
    assert problems[5].startswith("Who: More than one person stands here: “Nan” and “Tyler”.")
    assert problems[6].startswith("Type: “banana” is none of the words known here.")
    assert problems[7].startswith("Date: No day stands here.")
    assert "years ago" in problems[8]
    assert problems[9].startswith("Date: The spreadsheet could not work this cell out.")


def test_an_occasion_that_ends_before_it_begins_is_told_and_a_night_goes_on_to_the_next_day(
    manager: Services, a_file: MakeFile
) -> None:
    text = calls(
        "12/03/2026,14:00,13:00,Nan,Visit",
        "13/03/2026,18:00,10:00,Nan,Overnight",
        heading="Date,Start,End,Who,Type",
    )
    report = manager.imports.dry_run(request_for(manager, a_file(text)))
    assert outcomes(report) == {2: WRONG, 3: ADD}
    assert "before it began" in told(report)[2]


def test_two_rows_of_the_same_time_are_told_and_both_come_in(manager: Services, a_file: MakeFile) -> None:
    text = calls(
        "12/03/2026,14:00,15:00,Nan,Visit",
        "12/03/2026,14:30,15:30,Nan,Activity",
        "12/03/2026,14:30,,Nan,Letter",
        "12/03/2026,16:00,17:00,Nan,Visit",
        heading="Date,Start,End,Who,Type",
    )
    report = manager.imports.dry_run(request_for(manager, a_file(text)))
    assert set(outcomes(report).values()) == {ADD}
    assert {row.number: row.notes for row in report.rows if row.notes} == {
        3: ("It took place at the same time as row 2; both are brought in.",)
    }


def test_the_young_person_is_found_by_name_in_the_list_of_a_unit(manager: Services, a_file: MakeFile) -> None:
    rows = (
        "Kai,1/3/26,Nan,Visit",
        "Renshaw Dev,2/3/26,Nan,Visit",
        "Mia,3/3/26,Nan,Visit",
        ",4/3/26,Nan,Visit",
    )
    request = request_for(manager, a_file(calls(*rows, heading="Young person,Date,Who,Type")), who="")
    report = manager.imports.dry_run(request)
    assert [(row.whose, row.outcome) for row in report.rows] == [
        ("Kai", ADD), ("Dev", ADD), ("", WRONG), ("", WRONG),
    ]  # fmt: skip
    assert "“Mia” is none of the young people" in told(report)[4]


def test_the_log_says_whose_records_a_dry_run_looked_through(manager: Services, a_file: MakeFile) -> None:
    rows = ("Kai,1/3/26,Nan,Visit", "Dev,2/3/26,Nan,Visit")
    request = request_for(manager, a_file(calls(*rows, heading="Young person,Date,Who,Type")), who="")
    manager.imports.dry_run(request)
    looks = [e for e in manager.audit.log(limit=50) if e.record_kind == "family_time"]
    assert {event.young_person_id for event in looks} == {KAI, DEV}


# -- bringing in ------------------------------------------------------------------------------------------------


def test_occasions_come_in_as_unsigned_drafts_of_whoever_brought_them_in(
    manager: Services, a_file: MakeFile
) -> None:
    brought = manager.imports.bring_in(request_for(manager, a_file(MESSY)))
    assert brought.batch.rows == 3
    assert brought.changed.nouns == {"imports", "family_time"}
    first, second, third = occasions(manager)
    me = manager.session.actor.id
    assert {(o.written_by, o.signed_at, o.version) for o in (first, second, third)} == {(me, None, 1)}
    assert (first.kind, first.state, first.level) == (
        FamilyTimeKind.PHONE, OccasionState.HAPPENED, SupportLevel.UNSUPPORTED,
    )  # fmt: skip
    assert first.planned_at == datetime(2026, 3, 12, 14).astimezone(UTC)
    assert first.ended_at is not None
    assert first.ended_at - first.planned_at == timedelta(minutes=45)
    assert (first.person_id, first.with_whom) == (person_id(KAI), "Nan")
    assert first.what_they_did == "Zoë’s dog"
    assert (second.state, second.why, second.cancelled_by) == (
        OccasionState.CANCELLED, "train", "not said in the list",
    )  # fmt: skip
    assert third.state is OccasionState.DID_NOT_COME
    assert [hit.hit.record_id for hit in manager.search.find("Zoë’s dog")] == [first.id]


def test_people_come_in_with_what_a_list_says_of_them(manager: Services, a_file: MakeFile) -> None:
    text = (
        "Name,Relationship,Phone,PR,Knows address,Emergency,Organisation\n"
        "Mum (Sarah Renshaw),Mother,7700900123,Yes,no,1,\n"
        "Pauline,Grandmother,,,,,\n"
        "Lowri Pugh,Social worker,01632 960 001,,yes,,Ceredigion\n"
    )
    request = request_for(manager, a_file(text.encode("cp1252")), PEOPLE)
    assert outcomes(manager.imports.dry_run(request)) == {2: ADD, 3: ALREADY, 4: ADD}
    manager.imports.bring_in(request)
    mum, lowri = people(manager)["Sarah Renshaw"], people(manager)["Lowri Pugh"]
    assert (mum.called, mum.phone, mum.circle, mum.emergency_order) == (
        "Mum", "07700900123", Circle.OWN_PEOPLE, 1,
    )  # fmt: skip
    assert (mum.parental_responsibility, mum.knows_where) == (Answer.YES, Answer.NO)
    assert (lowri.circle, lowri.organisation) == (Circle.PROFESSIONAL, "Ceredigion")


def test_two_people_with_one_number_in_the_emergency_order_are_told(
    manager: Services, a_file: MakeFile
) -> None:
    text = "Name,Relationship,Emergency\nSarah,Mother,1\nTom,Father,1\nMum & Dad,Parents,\n"
    report = manager.imports.dry_run(request_for(manager, a_file(text), PEOPLE))
    assert outcomes(report) == {2: ADD, 3: WRONG, 4: WRONG}
    assert "number 1 already" in told(report)[3]


def test_a_visit_of_a_lawyer_is_kept_as_protected_and_a_supervised_one_is_told(
    manager: Services, a_file: MakeFile
) -> None:
    text = "Name,Relationship\nAnn Holt,Solicitor\n"
    manager.imports.bring_in(request_for(manager, a_file(text), PEOPLE))
    rows = ("1/3/26,Ann Holt,Visit,", "2/3/26,Ann Holt,Visit,Yes")
    request = request_for(manager, a_file(calls(*rows, heading="Date,Who,Type,Supervised?")))
    assert "protected visit" in told(manager.imports.dry_run(request))[3]
    file = a_file(calls(rows[0], heading="Date,Who,Type,Supervised?"))
    manager.imports.bring_in(request_for(manager, file))
    visit = occasions(manager)[0]
    assert (visit.protected, visit.level) == (ProtectedVisitor.LAWYER, SupportLevel.UNSUPPORTED)


def test_one_bad_row_in_the_middle_brings_nothing_in_and_is_named(
    manager: Services, a_file: MakeFile
) -> None:
    days = [date(2026, 3, 1) + timedelta(days=n % 28) for n in range(60)]
    rows = [f"{day:%d/%m/%Y},{n % 24:02}:{n % 60:02},Nan,Visit" for n, day in enumerate(days)]
    rows[30] = "30/02/2026,14:00,Nan,Visit"
    with pytest.raises(AppError) as caught:
        manager.imports.bring_in(request_for(manager, a_file(calls(*rows))))
    assert caught.value.text == "Nothing was brought in: row 32 has to be put right."
    assert "30/02" not in caught.value.sentence
    assert occasions(manager) == []
    assert manager.imports.earlier() == ()


def test_a_list_that_is_brought_in_twice_adds_nothing_the_second_time(
    manager: Services, a_file: MakeFile
) -> None:
    request = request_for(manager, a_file(MESSY))
    manager.imports.bring_in(request)
    report = manager.imports.dry_run(request)
    assert set(outcomes(report).values()) == {ALREADY}
    assert report.rows[0].notes == ("It is there already.",)
    with pytest.raises(AppError, match="all of this list is there already"):
        manager.imports.bring_in(request)
    assert len(occasions(manager)) == 3


def test_one_that_is_cancelled_leaves_nothing(manager: Services, a_file: MakeFile) -> None:
    rows = [f"{1 + n % 28:02}/03/2026,{n // 28:02}:{n % 60:02},Nan,Visit" for n in range(400)]
    request = request_for(manager, a_file(calls(*rows)))
    heard: list[int] = []

    def stop(done: int, of: int) -> None:
        heard.append(100 * done // of)
        if heard[-1] > 60:
            raise Stopped("Stopped.")

    events = len(manager.audit.log(limit=5000))
    with pytest.raises(Stopped):
        manager.imports.bring_in(request, stop)
    assert heard == sorted(heard)
    assert occasions(manager) == []
    assert manager.imports.earlier() == ()
    assert not [hit for hit in manager.search.find("Visit") if hit.hit.record_kind == "occasions"]
    written = [e.action for e in manager.audit.log(limit=5000)[: -events or None]]
    assert "added" not in written


def test_a_workbook_with_merged_cells_blank_rows_and_days_of_its_own_comes_in(
    manager: Services, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Family contact, spring"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["Date", "Time", "With", "Type"])
    sheet.append([datetime(2026, 3, 12), "14:00", "Nan", "Phone call"])
    sheet.append([None, "18:00", None, "Video call"])
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("C4:C5")
    sheet.append([46094, 0.5, "Nan", "Visit"])
    book.save(tmp_path / "log.xlsx")
    manager.imports.bring_in(request_for(manager, tmp_path / "log.xlsx"))
    assert [(o.kind, o.planned_at.astimezone().replace(tzinfo=None)) for o in occasions(manager)] == [
        (FamilyTimeKind.PHONE, datetime(2026, 3, 12, 14)),
        (FamilyTimeKind.VIDEO, datetime(2026, 3, 12, 18)),
        (FamilyTimeKind.VISIT_HERE, datetime(2026, 3, 13, 12)),
    ]


# -- who may ------------------------------------------------------------------------------------------------------


def test_an_agency_worker_brings_in_family_time_of_those_in_reach_alone(
    house: House, a_file: MakeFile
) -> None:
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert [name for _id, name in agency.imports.choices(CALLS)] == ["Dev"]
    rows = ("Dev,1/3/26,Nan,Visit", "Kai,2/3/26,Nan,Visit")
    request = request_for(agency, a_file(calls(*rows, heading="Young person,Date,Who,Type")), who="")
    assert outcomes(agency.imports.dry_run(request)) == {2: ADD, 3: WRONG}
    with pytest.raises(AppError, match="row 3"):
        agency.imports.bring_in(request)
    with pytest.raises(PermissionRefused):
        agency.imports.dry_run(replace(request, young_person_id=KAI))
    with pytest.raises(PermissionRefused):
        agency.imports.look(PEOPLE, request.file)


def test_a_list_about_somebody_out_of_reach_is_not_taken_back(house: House, a_file: MakeFile) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    brought = manager.imports.bring_in(request_for(manager, a_file(MESSY)))
    manager.session.lock()
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert agency.imports.earlier() == ()
    with pytest.raises(Gone):  # not theirs, also where they may see everybody in it
        agency.imports.take_back(brought.batch.id)
    agency.session.lock()
    inspector = house.signed_in(Role.INSPECTOR)
    with pytest.raises(PermissionRefused):
        inspector.imports.take_back(brought.batch.id)
    inspector.session.lock()
    assert len(occasions(house.signed_in(Role.UNIT_MANAGER))) == 3


def test_a_list_of_a_unit_one_does_not_work_in_is_gone_for_oneself(house: House, a_file: MakeFile) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    brought = manager.imports.bring_in(request_for(manager, a_file(MESSY)))
    with manager.session.writing(Action.MANAGE_UNIT) as work:
        birch = next(u.id for u in work.units.find() if u.name == "Birch")
        work.import_batches.save(replace(brought.batch, unit_id=birch))
    assert manager.imports.earlier() == ()
    with pytest.raises(Gone):
        manager.imports.take_back(brought.batch.id)


def test_no_list_of_mias_is_reached_from_rowan(manager: Services, a_file: MakeFile) -> None:
    with pytest.raises(PermissionRefused):
        manager.imports.bring_in(replace(request_for(manager, a_file(MESSY)), young_person_id=MIA))


def test_ten_thousand_rows_come_in_with_progress(manager: Services, a_file: MakeFile) -> None:
    first = datetime(2016, 1, 1, 9)
    moments = [first + timedelta(hours=9 * n) for n in range(10_000)]
    rows = [f"{at:%d/%m/%Y},{at:%H:%M},Nan,{('Phone call', 'Visit')[at.day % 2]}" for at in moments]
    heard: list[int] = []
    request = request_for(manager, a_file(calls(*rows)))
    brought = manager.imports.bring_in(request, lambda done, of: heard.append(100 * done // of))
    assert brought.batch.rows == 10_000
    assert heard == sorted(heard)
    assert len(set(heard)) > 50
    with manager.session.reading(Action.READ_RECORDS, KAI) as work:
        assert work.occasions.count(young_person_id=KAI) == 10_001
