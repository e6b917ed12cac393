"""The shift sheet on a real store: what stands on it for whom, that it is registered before it leaves, one page."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pypdf
import pytest

from securecare_desktop.core.errors import InputError, PermissionRefused
from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.editions import HandedOut
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.legal_orders import LegalOrder
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.shifts import Shift, ShiftNote
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.domain.young_people import AboutMeKind, AboutMePart, Status, StatusKind, YoungPerson
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.shift_sheet import SheetRequest
from securecare_desktop.services.shifts import TakingOver
from tests.support.house import DEV, KAI, NOW, TODAY, House, occasion_id, person_id
from tests.unit.services.permission_shifts import sheet

LEAD, WORKER, MANAGER = Role.SHIFT_LEAD, Role.RESIDENTIAL_WORKER, Role.UNIT_MANAGER


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def printed(services: Services, **other: object) -> str:
    return text_of(services.shift_sheet.preview(sheet(services, **other)).pdf)


def fill(services: Services) -> None:
    """Have something on the row of Kai in every column."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        work.statuses.add(
            Status(young_person_id=KAI, kind=StatusKind.FRAGILE, sentence="Short sleep.", noted_at=NOW)
        )
        work.about_me.add(
            AboutMePart(
                young_person_id=KAI, kind=AboutMeKind.WHAT_HELPS, text="Straight. No build-up.\nMusic\nThird line",
                given_how=HowGiven.SAID,
            )
        )  # fmt: skip
        work.occasions.add(
            Occasion(
                young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VISIT_HERE,
                state=OccasionState.PLANNED, planned_at=NOW + timedelta(hours=6), place="Garden Room",
            )
        )  # fmt: skip
        work.promises.add(
            Promise(young_person_id=KAI, what="A bike magazine", made_by="Femi Oduya", due_on=TODAY)
        )
        work.promises.add(
            Promise(
                young_person_id=KAI, what="A far-off trip", made_by="Femi Oduya", due_on=TODAY + timedelta(9)
            )
        )
        work.actions.add(
            PlannedAction(young_person_id=KAI, what="Ring the college", who="Femi Oduya", by=TODAY)
        )
        unit_id = work.young_people.require(KAI).unit_id
        for who, what in ((KAI, "Did not eat at lunch"), ("", "Boiler man at four")):
            work.shift_notes.add(
                ShiftNote(unit_id=unit_id, young_person_id=who, what=what, shift_on=TODAY, shift=Shift.EARLY)
            )


def test_every_column_says_what_this_shift_needs(house: House) -> None:
    lead = house.signed_in(LEAD)
    fill(lead)
    said = printed(lead, on_shift="Femi, Chloe", for_whom="Femi Oduya")
    for words in (
        "OFFICIAL-SENSITIVE", "Copy 1 for Femi Oduya, late shift", "Shift sheet, Rowan", "Thursday 14 May 2026",
        "On shift: Femi, Chloe", "Kai", "he/him, 15", "Fragile", "Short sleep.", "Visit with Nan, Garden Room",
        "“Straight. No build-up.”", "“Music”", "A bike magazine (promised by Femi for today)",
        "Ring the college (Femi)", "Wishes about the next home", "Did not eat at lunch", "Boiler man at four",
        "Said back by:", "Questions asked:", "Page 1 of 1", "Made by Denise Okafor", "Chosen names only.",
        "cancelled by Nan",
    ):  # fmt: skip
        assert words in said, words
    assert "A far-off trip" not in said
    assert "Third line" not in said


def test_still_to_be_told_stands_on_the_sheet_first(house: House) -> None:
    said = printed(house.signed_in(LEAD))
    assert said.index("Still to be told:") < said.index("Young person")
    assert "Hannah Whitlock, key worker, leaves on Wed 27 May" in said
    assert "is cancelled" in said


def test_no_surname_no_birth_date_no_reason_for_being_here(house: House) -> None:
    lead = house.signed_in(LEAD)
    with lead.session._opened().work(lead.session.actor_of(lead.session.actor)) as work:
        stay = work.stays.current(KAI)
        assert stay is not None
        work.legal_orders.add(
            LegalOrder(
                young_person_id=KAI, stay_id=stay.id, details="Secure order for three months",
                made_on=TODAY - timedelta(days=1), ends_on=TODAY + timedelta(days=3),
            )
        )  # fmt: skip
        work.statuses.add(
            Status(
                young_person_id=KAI, kind=StatusKind.SETTLED, sentence="Kai Renshaw slept well.", noted_at=NOW
            )
        )
    said = printed(lead)
    assert "Kai slept well." in said
    for secret in ("Renshaw", "2010", "30 Sep", "Secure order", "section 25", "Section 25"):
        assert secret not in said, secret


def test_notes_that_were_just_read_back_stand_on_the_sheet_of_that_shift(house: House) -> None:
    lead, worker = house.signed_in(LEAD), house.signed_in(WORKER)
    worker.shifts.save(ShiftNote(unit_id="", what="Boiler man at four", shift_on=TODAY, shift=Shift.EARLY))
    house.clock.advance(timedelta(hours=5, minutes=30))  # after two
    view = lead.shifts.view()
    lead.shifts.take_over(
        TakingOver(
            unit_id=view.unit.id, time=view.now, notes=tuple(n.note for n in view.notes), said_back="Boiler."
        )
    )
    assert "Boiler man at four" in printed(lead)
    assert "Boiler man at four" not in printed(lead, shift=Shift.NIGHT)


def test_what_is_withheld_from_whoever_it_is_for_is_not_on_the_copy(house: House) -> None:
    manager = house.signed_in(MANAGER)
    fill(manager)
    manager.withholding.withhold(
        Withholding(
            young_person_id=KAI, record_kind="network_people", record_id=person_id(KAI), from_whom=FromWhom.ROLE,
            from_id=WORKER.value, from_name="Residential worker", because="It is private.",
        )
    )  # fmt: skip
    assert "Visit with Nan" in printed(manager, for_whom="Denise Okafor")
    for reader in ("Femi Oduya", "Somebody nobody knows"):
        preview = manager.shift_sheet.preview(sheet(manager, for_whom=reader))
        assert preview.left_out
        said = text_of(preview.pdf)
        assert "Visit with Nan" not in said
        assert "Some words are not for whoever this copy is for" in said


def test_a_copy_for_an_agency_worker_holds_whom_they_are_assigned_to(house: House) -> None:
    lead = house.signed_in(LEAD)
    preview = lead.shift_sheet.preview(sheet(lead, for_whom="Ana Lima"))
    said = text_of(preview.pdf)
    assert preview.only == ("Dev",)
    assert "Dev" in said
    assert "Kai" not in said


def test_a_young_person_of_another_unit_is_on_no_sheet(house: House) -> None:
    manager = house.signed_in(MANAGER)
    assert "Mia" not in printed(manager)
    with manager.session._opened().reading() as work:
        birch = next(u.id for u in work.units.find() if u.name == "Birch")
    for call in (
        lambda: manager.shift_sheet.offer(birch),
        lambda: manager.shift_sheet.preview(sheet(manager, unit_id=birch)),
    ):
        with pytest.raises(PermissionRefused):
            call()


def test_each_copy_has_its_number_of_the_day_and_stands_in_the_log(house: House) -> None:
    lead = house.signed_in(LEAD)
    first = lead.shift_sheet.hand_out(sheet(lead), HandedOut.PRINTED).copy
    second = lead.shift_sheet.hand_out(sheet(lead, shift=Shift.NIGHT), HandedOut.SAVED).copy
    assert (first.copy_number, second.copy_number) == (1, 2)
    assert "Copy 3" in printed(lead)
    tomorrow = TODAY + timedelta(days=1)
    assert "Copy 1" in printed(lead, on=tomorrow)
    assert [c.copy_number for c in lead.shifts.view().copies] == [2, 1] or {
        c.id for c in lead.shifts.view().copies
    } == {first.id, second.id}
    with lead.session._opened().reading() as work:
        actions = [e.action for e in work.audit.events()]
    assert actions.count("shift_sheet_printed") == 1
    assert actions.count("shift_sheet_saved") == 1
    lead.shift_sheet.not_made(second)
    with lead.session._opened().reading() as work:
        assert "shift_sheet_not_made" in [e.action for e in work.audit.events()]


def test_a_preview_registers_nothing(house: House) -> None:
    lead = house.signed_in(LEAD)
    printed(lead)
    assert lead.shifts.view().copies == ()


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        ({"for_whom": " "}, ["for_whom"]),
        ({"destroy_at": None}, ["destroy_at"]),
        ({"destroy_at": NOW}, ["destroy_at"]),
        ({"for_whom": "", "destroy_at": NOW}, ["for_whom", "destroy_at"]),
    ],
)
def test_a_sheet_leaves_with_a_name_and_an_end(
    house: House, other: dict[str, object], fields: list[str]
) -> None:
    lead = house.signed_in(LEAD)
    with pytest.raises(InputError) as refused:
        lead.shift_sheet.hand_out(sheet(lead, **other), HandedOut.PRINTED)
    assert [p.field for p in refused.value.problems] == fields
    assert lead.shifts.view().copies == ()


def test_a_saved_sheet_can_have_a_password(house: House) -> None:
    lead = house.signed_in(LEAD)
    issued = lead.shift_sheet.hand_out(sheet(lead, password="tea and toast"), HandedOut.SAVED)
    assert pypdf.PdfReader(io.BytesIO(issued.pdf)).is_encrypted


@pytest.mark.parametrize("role", [Role.AGENCY_WORKER, Role.INSPECTOR, Role.SYSTEM_ADMINISTRATOR])
def test_who_hands_out_no_pack_prints_no_sheet(house: House, role: Role) -> None:
    services = house.signed_in(role)
    with pytest.raises(PermissionRefused):
        services.shift_sheet.preview(sheet(services))


def test_the_offer_begins_with_the_shift_that_is_taken_over(house: House) -> None:
    lead = house.signed_in(LEAD)
    offer = lead.shift_sheet.offer()
    assert [t.shift for t in offer.times] == [Shift.EARLY, Shift.LATE, Shift.NIGHT]
    assert offer.chosen.shift is Shift.EARLY
    assert {name for name, _role in offer.staff} == {"Graham Pell", "Denise Okafor", "Femi Oduya", "Ana Lima"}


def test_ten_young_people_with_much_to_say_are_one_page(house: House) -> None:
    lead = house.signed_in(LEAD)
    fill(lead)
    with lead.session._opened().work(lead.session.actor_of(lead.session.actor)) as work:
        unit_id = work.young_people.require(KAI).unit_id
        for number in range(8):
            person = work.young_people.add(
                YoungPerson(
                    unit_id=unit_id, name_used=f"Maximiliana{number}", legal_name="X Y", pronouns="they/them",
                    date_of_birth=date(2009, 3, 1),
                )
            )  # fmt: skip
            work.statuses.add(
                Status(
                    young_person_id=person.id, kind=StatusKind.NEEDS_WATCHING, noted_at=NOW,
                    sentence="A long sentence about how the day went. " * 9,
                )
            )  # fmt: skip
            nan = work.network_people.add(
                replace(
                    work.network_people.require(person_id(KAI)), id="", version=0, young_person_id=person.id
                )
            )
            for nth in range(6):
                work.promises.add(
                    Promise(
                        young_person_id=person.id, what=f"Promise {nth} " + "word " * 20, made_by="F",
                        due_on=TODAY,
                    )
                )  # fmt: skip
                work.occasions.add(
                    replace(
                        work.occasions.require(occasion_id(DEV)), id="", version=0, young_person_id=person.id,
                        state=OccasionState.PLANNED, planned_at=NOW + timedelta(hours=6, minutes=nth),
                        person_id=nan.id, place="Rhabarberbarbarabarbarbarenbartbarbier",
                    )
                )  # fmt: skip
    preview = lead.shift_sheet.preview(sheet(lead))
    said = text_of(preview.pdf)
    assert preview.pages == 1
    assert all(f"Maximiliana{number}" in said for number in range(8))
    assert "Kai" in said
    assert "Dev" in said
    assert "more in the program" in said
    assert said.count("leaves on Wed 27 May") == 2
    assert said.count("is cancelled") >= 2


def test_a_request_names_a_shift_and_not_its_hours(house: House) -> None:
    lead = house.signed_in(LEAD)
    request = SheetRequest(unit_id=lead.session.actor.unit_id, on=TODAY, shift=Shift.NIGHT)
    assert "21:30 to 07:00" in text_of(lead.shift_sheet.preview(request).pdf)
