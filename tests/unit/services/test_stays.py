"""Stays in a real store: one after another, what stands beside them, who may write what, what is withheld, and the paper."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from securecare_desktop.core.errors import AlreadySigned, Gone, InputError, PermissionRefused
from securecare_desktop.domain.checklists import Anchor, ItemState
from securecare_desktop.domain.clocks import ClockRun
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.legal_orders import LegalOrder, Notification, NotifiedOf, OrderKind, TimeAlone
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.signatures import Addendum
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from tests.support.house import DEV, KAI, MIA, NOW, STAFF, TODAY, House, person_id

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def lead(house: House) -> Services:
    return house.signed_in(Role.SHIFT_LEAD)


def the_stay(services: Services, who: str = KAI) -> Stay:
    stay = services.stays.current(who)
    assert stay is not None
    return stay


def an_order(services: Services, **other: object) -> LegalOrder:
    given = {
        "young_person_id": KAI, "stay_id": the_stay(services).id, "kind": OrderKind.SECURE_ORDER,
        "details": "Section 25 order, three months", "made_on": TODAY - 60 * DAY, "made_by": "Family Court",
        "secure": Answer.YES, "ends_on": TODAY + 30 * DAY,
    }  # fmt: skip
    return LegalOrder(**{**given, **other})


def told(services: Services, **other: object) -> Notification:
    return Notification(**{"young_person_id": KAI, "stay_id": the_stay(services).id, "who": "Eleri", **other})


def alone(services: Services, **other: object) -> TimeAlone:
    given = {
        "young_person_id": KAI, "stay_id": the_stay(services).id, "started_at": NOW - 2 * HOUR,
        "ended_at": NOW - HOUR, "reason": "A chair was thrown.", "authorised_by": "Denise Okafor",
    }  # fmt: skip
    return TimeAlone(**{**given, **other})


def end(services: Services, who: str = KAI, **other: object) -> Stay:
    gone = {
        "ended_at": NOW - HOUR,
        "ended_where_to": "Home to Nan",
        "ended_authorised_by": "Wexcombe Council",
    }
    return services.stays.end(replace(the_stay(services, who), **{**gone, **other})).record


# -- one stay after another ------------------------------------------------------------------------------------


def test_a_second_stay_is_refused_while_one_is_open_and_begins_after_its_end(lead: Services) -> None:
    second = Stay(young_person_id=KAI, stage=Stage.DURING, legal_basis=LegalBasis.REMAND, arrived_at=NOW)
    with pytest.raises(InputError) as refused:
        lead.stays.save(second)
    assert "Another stay is open: since 6 March 2026." in refused.value.problems[0].sentence
    end(lead)
    lead.stays.save(second)
    assert [one.legal_basis for one in lead.stays.list_for(KAI)] == [LegalBasis.REMAND, LegalBasis.SECTION_25]
    assert the_stay(lead).legal_basis is LegalBasis.REMAND


def test_a_stay_that_has_ended_is_not_opened_again_beside_another(lead: Services) -> None:
    before = end(lead)
    lead.stays.save(
        Stay(young_person_id=KAI, stage=Stage.DURING, legal_basis=LegalBasis.OTHER, arrived_at=NOW)
    )
    with pytest.raises(InputError):
        lead.stays.save(replace(before, ended_at=None))


def test_a_stay_ends_with_where_to_and_who_authorised_it(lead: Services) -> None:
    with pytest.raises(InputError) as refused:
        lead.stays.end(replace(the_stay(lead), ended_at=NOW))
    assert [p.field for p in refused.value.problems] == ["ended_where_to", "ended_authorised_by"]
    assert end(lead).ended_where_to == "Home to Nan"
    assert lead.stays.current(KAI) is None


def test_the_file_is_that_of_the_named_stay_of_what_hangs_on_it_else_of_the_open_one(lead: Services) -> None:
    order = lead.stays.save_order(an_order(lead)).record
    first = end(lead)
    now = Stay(young_person_id=KAI, stage=Stage.DURING, legal_basis=LegalBasis.REMAND, arrived_at=NOW)
    second = lead.stays.save(now).record
    assert lead.stays.file(KAI).stay == second
    assert lead.stays.file(KAI).orders == ()
    earlier = lead.stays.file(KAI, order.id)
    assert (earlier.stay, earlier.orders, earlier.earlier) == (first, (order,), (second,))
    assert lead.stays.file(KAI, first.id) == earlier
    assert lead.stays.file(KAI, "f" * 32).stay == second


def test_nothing_is_written_beside_the_stay_of_somebody_else(lead: Services) -> None:
    devs = the_stay(lead, DEV).id
    with pytest.raises(Gone):
        lead.stays.save_order(an_order(lead, stay_id=devs))
    with pytest.raises(Gone):
        lead.stays.save_time_alone(alone(lead, stay_id=devs))
    with pytest.raises(Gone):
        lead.stays.save_notification(told(lead, person_id=person_id(DEV)))
    with pytest.raises(InputError, match="Write down the stay first"):
        lead.stays.save_notification(told(lead, stay_id=""))


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AGENCY_WORKER, Role.SYSTEM_ADMINISTRATOR])
def test_who_may_not_change_a_stay_is_refused(house: House, role: Role) -> None:
    stay = the_stay(house.signed_in(), DEV)
    with pytest.raises(PermissionRefused):
        house.signed_in(role).stays.save(stay)


def test_no_stay_of_another_unit_is_read(lead: Services) -> None:
    with pytest.raises(PermissionRefused):
        lead.stays.file(MIA)


def test_looking_at_a_stay_stands_in_the_log(house: House) -> None:
    house.signed_in(Role.RESIDENTIAL_WORKER).stays.file(KAI)
    told = house.signed_in(Role.UNIT_MANAGER).audit.who_looked(KAI)
    (seen,) = [one for one in told if one.name == STAFF[Role.RESIDENTIAL_WORKER]]
    assert seen.places == ("the stay and the law it rests on",)


# -- times alone -----------------------------------------------------------------------------------------------


def test_a_time_alone_waits_for_its_author_is_signed_and_never_changed(lead: Services) -> None:
    written = lead.stays.save_time_alone(alone(lead)).record
    assert [one.entry.id for one in lead.signatures.waiting().yours] == [written.id]
    signed = lead.signatures.sign(written).record
    assert lead.signatures.waiting().yours == ()
    with pytest.raises(AlreadySigned):
        lead.stays.save_time_alone(replace(signed, reason="Something else."))
    words = Addendum(
        young_person_id=KAI, record_kind="times_alone", record_id=signed.id, words="He slept well."
    )
    lead.signatures.add_addendum(words)
    assert [one.words for one in lead.signatures.addenda_of(KAI)] == ["He slept well."]


def test_one_without_an_end_waits_for_nobody_until_the_door_was_opened(lead: Services) -> None:
    still = lead.stays.save_time_alone(alone(lead, ended_at=None)).record
    assert lead.signatures.waiting().yours == ()
    with pytest.raises(InputError, match="when the door was opened"):
        lead.signatures.sign(still)
    lead.stays.save_time_alone(replace(still, ended_at=NOW))
    assert len(lead.signatures.waiting().yours) == 1


def test_a_time_alone_over_another_is_refused_by_the_service_too(lead: Services) -> None:
    lead.stays.save_time_alone(alone(lead))
    with pytest.raises(InputError, match="over another time alone"):
        lead.stays.save_time_alone(alone(lead, started_at=NOW - 90 * timedelta(minutes=1)))


def test_somebody_else_may_not_sign_it(house: House, lead: Services) -> None:
    written = lead.stays.save_time_alone(alone(lead)).record
    with pytest.raises(PermissionRefused):
        house.signed_in(Role.RESIDENTIAL_WORKER).signatures.sign(written)


# -- what is withheld ------------------------------------------------------------------------------------------


def hide(house: House, kind: str, record_id: str, field: str = "", words: str = "") -> None:
    house.signed_in(Role.UNIT_MANAGER).withholding.withhold(
        Withholding(
            young_person_id=KAI,
            record_kind=kind,
            record_id=record_id,
            field=field,
            words=words,
            from_whom=FromWhom.ROLE,
            from_id=Role.RESIDENTIAL_WORKER.value,
            from_name="Residential workers",
            because="It is about somebody else",
        )
    )


def test_a_passage_of_a_stay_is_left_out_for_whom_it_is_withheld_from_and_kept_when_they_save(
    house: House, lead: Services
) -> None:
    stay = lead.stays.save(replace(the_stay(lead), previous_address="With Sue, 4 Mill Lane")).record
    hide(house, "stays", stay.id, "previous_address", "4 Mill Lane")
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    seen = the_stay(worker)
    assert "Mill Lane" not in seen.previous_address
    worker.stays.save(replace(seen, room="Room 3"))
    after = the_stay(house.signed_in())
    assert (after.room, after.previous_address) == ("Room 3", "With Sue, 4 Mill Lane")


def test_somebody_who_is_told_can_be_withheld_whole(house: House, lead: Services) -> None:
    one = lead.stays.save_notification(told(lead)).record
    hide(house, "notifications", one.id)
    file = house.signed_in(Role.RESIDENTIAL_WORKER).stays.file(KAI)
    assert file.notifications == ()
    assert "notifications" in file.withheld


# -- on paper --------------------------------------------------------------------------------------------------


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def request(**more: object) -> PackRequest:
    given = {
        "young_person_id": KAI,
        "edition": Edition.STAY_RECORD,
        "recipient": "Ruth Kemp",
        "purpose": "Inspection",
    }
    return PackRequest(**{**given, **more})


def paper(services: Services, **more: object) -> str:
    return text_of(services.packs.preview(request(**more)).pdf)


HEADS = {
    LegalBasis.SECTION_25: (
        "SI 1991/1505", [f"17({letter})" for letter in "abcdefgh"], "Discharge and address afterwards",
    ),
    LegalBasis.WALES_SECTION_119: (
        "WSI 2015/1988", [f"12({letter})" for letter in "abcdefghijk"], "the authorising officer",
    ),
    LegalBasis.SCOTLAND_HEARING: (
        "SSI 2013/205", [f"15(1)({letter})" for letter in "abcdef"], "Removal, place of residence afterwards",
    ),
}  # fmt: skip


@pytest.mark.parametrize("law", HEADS)
def test_the_record_has_every_head_of_its_nation_in_order(lead: Services, law: LegalBasis) -> None:
    lead.stays.save(replace(the_stay(lead), legal_basis=law))
    regulation, paragraphs, words = HEADS[law]
    said = paper(lead)
    assert regulation in said
    assert words in said
    places = [said.index(paragraph) for paragraph in paragraphs]
    assert places == sorted(places)


def test_a_head_with_nothing_says_so(lead: Services) -> None:
    said = paper(lead)
    for head in ("17(d) Everybody who was informed", "17(e) Court orders", "17(f) Reviews"):
        assert f"{head} Nothing written down" in said
    assert "usual bedtime Nothing written down" in said
    assert "17(h) Discharge and address afterwards The stay has not ended." in said


def fill(services: Services) -> None:
    """Write all that the law asks for."""
    person = services.young_people.get(KAI)
    services.young_people.save(replace(person, sex_recorded="Male"))
    stay = replace(
        the_stay(services), authorised_by="Moira Lyle", placing_authority="Wexcombe Council",
        previous_address="4 Mill Lane", legal_reasons="Section 25(1)(a).",
        reasons_for_young_person="You were not safe.",
    )  # fmt: skip
    services.stays.save(stay)
    services.stays.save_order(an_order(services))
    services.stays.save_notification(
        told(services, address="Civic Centre", told_at=NOW - 68 * DAY, told_by="Graham Pell", how="By phone")
    )
    services.stays.save_notification(told(services, who="School", about=NotifiedOf.ORDER))
    held = PlanReview(young_person_id=KAI, due_on=TODAY - 5 * DAY, held_on=TODAY - 5 * DAY, led_by="Ann Orr",
                      took_part="In the room", given_how=HowGiven.CHOSE_NOT_TO, outcomes="He stays.")  # fmt: skip
    services.plan_reviews.save(held)
    entry = alone(
        services, place="Quiet room", tried_first="Two adults with him.", own_view="Nobody told me.",
        own_view_how=HowGiven.SAID,
    )  # fmt: skip
    services.signatures.sign(services.stays.save_time_alone(entry).record)


@pytest.mark.parametrize("law", HEADS)
def test_the_record_holds_what_was_written_down(lead: Services, law: LegalBasis) -> None:
    fill(lead)
    lead.stays.save(replace(the_stay(lead), legal_basis=law))
    said = paper(lead)
    for words in (
        "Kai Renshaw", "30 September 2010", "Male", "Fri 6 Mar 2026", "Moira Lyle", "Wexcombe Council",
        "4 Mill Lane", "Section 25(1)(a).", "You were not safe.", "Section 25 order, three months", "allowed",
        "Civic Centre", "Still to be told", "He stays.", "Ann Orr", "A chair was thrown.", "(1 hour)",
        "1 time, 1 hour altogether.", "“Nobody told me.”", "Signed by Denise Okafor",
    ):  # fmt: skip
        assert words in said, words


def test_what_the_law_of_scotland_does_not_ask_for_is_kept_and_says_so(lead: Services) -> None:
    lead.stays.save(replace(the_stay(lead), legal_basis=LegalBasis.SCOTLAND_COURT))
    assert "locked alone" not in paper(lead)
    lead.stays.save_time_alone(alone(lead))
    said = paper(lead)
    assert "The regulation does not ask for this; it is kept all the same." in said
    assert "Not signed yet." in said


def test_a_stay_that_has_ended_prints_where_they_went_and_each_stay_has_its_own_record(
    lead: Services,
) -> None:
    first = end(lead, ended_address="1 Ferry Lane", why_ended="The order ended.")
    lead.stays.save(
        Stay(young_person_id=KAI, stage=Stage.DURING, legal_basis=LegalBasis.REMAND, arrived_at=NOW)
    )
    now, then = paper(lead), paper(lead, stay_id=first.id)
    assert "The stay has not ended." in now
    assert "Home to Nan" not in now
    assert "Each has a record of its own: 6 March 2026 to 14 May 2026." in now
    for words in ("Home to Nan", "1 Ferry Lane", "Wexcombe Council", "The order ended."):
        assert words in then
    with pytest.raises(Gone):
        paper(lead, stay_id=the_stay(lead, DEV).id)


def test_what_is_withheld_from_the_reader_is_marked_and_listed(house: House, lead: Services) -> None:
    fill(lead)
    stay = the_stay(lead)
    hide(house, "stays", stay.id, "previous_address", "4 Mill Lane")
    said = paper(lead, recipient="Femi Oduya")
    assert "4 Mill Lane" not in said
    assert "It is about somebody else" in said
    assert "4 Mill Lane" in paper(lead)


def test_a_record_that_is_handed_out_is_numbered_and_in_the_register(lead: Services) -> None:
    issued = lead.packs.hand_out(request(), HandedOut.SAVED)
    assert "Copy 1 for Ruth Kemp" in text_of(issued.pdf)
    (copy,) = lead.packs.register(KAI)
    assert (copy.edition, copy.purpose, copy.draft) == (Edition.STAY_RECORD, "Inspection", False)
    assert lead.packs.offer(KAI).has_stay


# -- what counts from a stay -----------------------------------------------------------------------------------


def test_what_counts_from_the_arrival_moves_with_it_and_back(lead: Services) -> None:
    offered = lead.checklists.offered(KAI)
    arrival = next(one.template for one in offered if one.template.anchor is Anchor.ARRIVAL)
    lead.checklists.start_from(KAI, arrival.key)
    before = {i.id: (i.due_on, i.due_at) for i in lead.checklists.items(KAI)}
    stay = the_stay(lead)
    assert stay.arrived_at is not None
    lead.stays.save(replace(stay, arrived_at=stay.arrived_at - 7 * DAY))
    moved = {i.id: (i.due_on, i.due_at) for i in lead.checklists.items(KAI)}
    assert moved != before
    lead.stays.save(replace(the_stay(lead), arrived_at=stay.arrived_at))
    assert {i.id: (i.due_on, i.due_at) for i in lead.checklists.items(KAI)} == before


def test_a_review_that_a_time_limit_asked_for_stands_in_the_record_while_it_was_of_this_stay(
    lead: Services,
) -> None:
    stay = the_stay(lead)
    done = {
        "young_person_id": KAI, "stay_id": stay.id, "state": ItemState.DONE, "done_by": "Ann Orr",
        "evidence": "The minutes of that day",
    }  # fmt: skip
    with lead.session.writing(Action.WRITE_ENTRIES, KAI) as work:
        work.clock_runs.add(ClockRun(rule="E08", done_at=NOW - 30 * DAY, **done))
        work.clock_runs.add(ClockRun(rule="E15", done_at=NOW - 20 * DAY, **{**done, "evidence": "A visit"}))
    said = paper(lead)
    assert "14 April 2026 Secure accommodation criteria review Ann Orr The minutes of that day" in said
    assert "A visit" not in said
