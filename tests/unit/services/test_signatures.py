"""Signing: only one's own words, as they were read, once they are whole; afterwards only addenda."""

from dataclasses import replace
from datetime import timedelta

import pytest

from securecare_desktop.core.errors import (
    AlreadySigned,
    EditConflict,
    Gone,
    InputError,
    PermissionRefused,
)
from securecare_desktop.domain.family_time import FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.own_words import HowGiven, OwnWords
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plans import Decision
from securecare_desktop.domain.signatures import RECORD_KINDS, Addendum, digest_of
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.domain.worker_changes import Audience, JointMeeting, MeetingState, Telling
from securecare_desktop.domain.young_people import Status, StatusKind
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, NOW, PASSWORD, STAFF, House, change_id, occasion_id, person_id
from tests.unit.services.permission_stays import time_alone

CALL = Occasion(
    young_person_id=KAI,
    person_id=person_id(KAI),
    with_whom="Nan",
    kind=FamilyTimeKind.PHONE,
    state=OccasionState.HAPPENED,
    planned_at=NOW - timedelta(hours=2),
    what_they_did="They sang.",
)


def call(services: Services, **more: object) -> Occasion:
    return services.family_time.save_occasion(replace(CALL, **more), together=True).record


def one_of_each(services: Services) -> dict[str, object]:
    """Write one whole entry of every kind that is signed."""
    changes = services.worker_changes
    return {
        "occasions": call(services),
        "own_words": services.own_words.save(
            OwnWords(young_person_id=KAI, given_how=HowGiven.SAID, words="Fine by me.")
        ).record,
        "tellings": changes.save_telling(
            Telling(
                young_person_id=KAI,
                change_id=change_id(KAI),
                audience=Audience.FAMILY,
                who="Nan",
                told_by="Femi",
                told_at=NOW - timedelta(hours=1),
            )
        ).record,
        "joint_meetings": changes.save_meeting(
            JointMeeting(
                young_person_id=KAI, change_id=change_id(KAI), what="Tea", state=MeetingState.HAPPENED
            )
        ).record,
        "statuses": services.young_people.note_status(
            Status(young_person_id=KAI, kind=StatusKind.SETTLED, sentence="A good day.", noted_at=NOW)
        ).record,
        "decisions": services.plans.save_decision(
            Decision(
                young_person_id=KAI,
                what="A bike",
                decided_on=NOW.date(),
                with_agreement=False,
                not_followed="A motorbike",
                not_followed_because="He is not old enough.",
            )
        ).record,
        "times_alone": services.stays.save_time_alone(time_alone(services, KAI)).record,
    }


def beside(entry: Occasion, words: str = "He rang again at nine.") -> Addendum:
    return Addendum(
        young_person_id=entry.young_person_id, record_kind="occasions", record_id=entry.id, words=words
    )


def ask_for_the_password(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    with manager.session.writing(Action.MANAGE_UNIT) as work:
        unit = work.units.require(manager.session.actor.unit_id)
        work.units.save(replace(unit, password_for_signing=True))
    manager.session.lock()


@pytest.mark.parametrize("kind", RECORD_KINDS.values())
def test_an_entry_of_every_kind_says_who_signed_it_as_what_and_when(house: House, kind: str) -> None:
    services = house.signed_in()
    entry = one_of_each(services)[kind]
    house.clock.moment = NOW + timedelta(minutes=5)
    signed = services.signatures.sign(entry).record
    assert (signed.signed_by, signed.signed_name) == (services.session.actor.id, "Denise Okafor")
    assert (signed.signed_as, signed.signed_at) == ("Shift lead", NOW + timedelta(minutes=5))
    assert signed.signed_digest == digest_of(signed) == digest_of(entry)
    with pytest.raises(AlreadySigned):
        services.signatures.sign(signed)


def test_a_new_entry_brings_no_signature_along(house: House) -> None:
    services = house.signed_in()
    signed = services.signatures.sign(call(services)).record
    again = services.family_time.save_occasion(replace(signed, id="", version=0), together=True).record
    forged = call(
        services, signed_name="Graham Pell", signed_as="Unit manager", signed_at=NOW, signed_digest="0"
    )
    for entry in (again, forged):
        stamps = (entry.signed_by, entry.signed_name, entry.signed_as, entry.signed_at, entry.signed_digest)
        assert stamps == ("", "", "", None, "")
        assert services.family_time.occasion(KAI, entry.id) == entry


def test_nobody_changes_a_signed_entry_and_its_words_stay(house: House) -> None:
    services = house.signed_in()
    signed = services.signatures.sign(call(services)).record
    for role in (Role.SHIFT_LEAD, Role.UNIT_MANAGER):
        with pytest.raises(AlreadySigned):
            house.signed_in(role).family_time.save_occasion(replace(signed, what_they_did="They were quiet."))
    assert services.family_time.occasion(KAI, signed.id).what_they_did == "They sang."


def test_only_whoever_wrote_it_last_signs_it(house: House) -> None:
    lead, worker = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    entry = call(lead)
    with pytest.raises(PermissionRefused):
        worker.signatures.sign(entry)
    changed = worker.family_time.save_occasion(replace(entry, worries="None.")).record
    with pytest.raises(PermissionRefused):
        lead.signatures.sign(changed)
    assert worker.signatures.sign(changed).record.signed_name == STAFF[Role.RESIDENTIAL_WORKER]


def test_what_was_changed_since_it_was_read_is_not_signed(house: House) -> None:
    services = house.signed_in()
    read = call(services)
    services.family_time.save_occasion(replace(read, worries="He was pale."))
    with pytest.raises(EditConflict):
        services.signatures.sign(read)
    assert services.family_time.occasion(KAI, read.id).signed_at is None


@pytest.mark.parametrize(
    "unfinished",
    [
        {"state": OccasionState.PLANNED, "planned_at": NOW + timedelta(days=1)},
        {"state": OccasionState.CANCELLED, "cancelled_by": "Nan", "why": "She is ill."},
    ],
    ids=["planned", "not told"],
)
def test_what_has_not_happened_or_was_not_told_waits_for_no_signature(
    house: House, unfinished: dict[str, object]
) -> None:
    services = house.signed_in()
    entry = call(services, **unfinished)
    assert services.signatures.waiting().yours == ()
    with pytest.raises(InputError):
        services.signatures.sign(entry)


def test_words_that_were_not_asked_for_yet_are_not_signed(house: House) -> None:
    services = house.signed_in()
    asked_later = OwnWords(young_person_id=KAI, given_how=HowGiven.NOT_ASKED, why_not_asked="He is asleep.")
    with pytest.raises(InputError):
        services.signatures.sign(services.own_words.save(asked_later).record)
    chose = OwnWords(young_person_id=KAI, given_how=HowGiven.CHOSE_NOT_TO)
    assert services.signatures.sign(services.own_words.save(chose).record).record.signed_at is not None


def test_somebody_who_does_not_see_all_of_it_cannot_sign_it(house: House) -> None:
    services = house.signed_in()
    entry = call(services)
    manager = house.signed_in(Role.UNIT_MANAGER)
    with manager.session.writing(Action.WITHHOLD, KAI) as work:
        work.withholdings.add(
            Withholding(
                young_person_id=KAI,
                record_kind="occasions",
                record_id=entry.id,
                field="what_they_did",
                from_whom=FromWhom.ROLE,
                from_id="shift_lead",
                from_name="Shift leads",
                because="It is about a colleague.",
            )
        )
    with pytest.raises(InputError):
        services.signatures.sign(services.family_time.occasion(KAI, entry.id))


def test_an_entry_of_somebody_else_is_not_signed_under_ones_own_young_person(house: House) -> None:
    services = house.signed_in()
    with pytest.raises(Gone):
        services.signatures.sign(replace(CALL, id=occasion_id(MIA), version=1))
    with pytest.raises(Gone):
        services.signatures.add_addendum(beside(replace(CALL, id=occasion_id(MIA))))


def test_where_the_manager_wants_it_the_password_is_asked_for_again(house: House) -> None:
    ask_for_the_password(house)
    services = house.signed_in()
    assert services.signatures.asks_password(KAI)
    entry = call(services)
    for wrong in ("", "not my password"):
        with pytest.raises(InputError) as refused:
            services.signatures.sign(entry, wrong)
        assert [p.field for p in refused.value.problems] == ["password"]
    signed = services.signatures.sign(entry, PASSWORD).record
    with pytest.raises(InputError):
        services.signatures.add_addendum(beside(signed))
    assert services.signatures.add_addendum(beside(signed), PASSWORD).record.words == "He rang again at nine."


# -- addenda -----------------------------------------------------------------------------------------------


def test_an_addendum_of_a_colleague_stands_beside_the_old_words_dated_and_signed(house: House) -> None:
    lead, worker = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    signed = lead.signatures.sign(call(lead)).record
    house.clock.moment = NOW + timedelta(days=1)
    added = worker.signatures.add_addendum(beside(signed, "  He rang again at nine. ")).record
    assert lead.signatures.addenda_of(KAI) == (added,)
    assert (added.words, added.signed_name) == ("He rang again at nine.", "Femi Oduya")
    assert (added.signed_as, added.written_at) == ("Residential worker", NOW + timedelta(days=1))
    assert lead.family_time.occasion(KAI, signed.id) == signed


def test_an_addendum_needs_words_and_a_signed_entry(house: House) -> None:
    services = house.signed_in()
    draft = call(services)
    with pytest.raises(InputError):
        services.signatures.add_addendum(beside(draft))
    signed = services.signatures.sign(draft).record
    with pytest.raises(InputError):
        services.signatures.add_addendum(beside(signed, "  "))
    assert services.signatures.addenda_of(KAI) == ()


def test_an_addendum_is_found_where_its_entry_stands_and_cannot_be_changed(house: House) -> None:
    services = house.signed_in()
    signed = services.signatures.sign(call(services)).record
    added = services.signatures.add_addendum(beside(signed, "The zebra came back.")).record
    found = [(f.hit.record_kind, f.hit.record_id) for f in services.search.find("zebra")]
    assert found == [("occasions", signed.id)]
    with pytest.raises(AlreadySigned):
        services.signatures.add_addendum(replace(added, words="It did not."))


def test_who_may_not_see_an_entry_sees_no_addendum_to_it(house: House) -> None:
    lead, worker = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    signed = lead.signatures.sign(call(lead)).record
    lead.signatures.add_addendum(beside(signed))
    with lead.session.writing(Action.WITHHOLD, KAI) as work:
        work.withholdings.add(
            Withholding(
                young_person_id=KAI,
                record_kind="occasions",
                record_id=signed.id,
                from_whom=FromWhom.ROLE,
                from_id="residential_worker",
                from_name="Residential workers",
                because="It is about a colleague.",
            )
        )
    assert worker.signatures.addenda_of(KAI) == ()
    assert worker.search.find("nine") == ()
    assert len(lead.signatures.addenda_of(KAI)) == 1


# -- what waits --------------------------------------------------------------------------------------------


def test_ones_own_entries_wait_oldest_first_and_those_of_others_are_counted(house: House) -> None:
    lead, worker = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    first = call(lead)
    house.clock.moment = NOW + timedelta(minutes=10)
    second = call(lead, young_person_id=DEV, person_id=person_id(DEV))
    call(worker)
    waiting = lead.signatures.waiting()
    assert [(w.young_person_name, w.entry.id) for w in waiting.yours] == [
        ("Kai", first.id),
        ("Dev", second.id),
    ]
    assert (waiting.others_count, waiting.others_oldest) == (1, NOW + timedelta(minutes=10))
    assert [one.name for one in waiting.others] == [""]
    lead.signatures.sign(first)
    assert [w.entry.id for w in lead.signatures.waiting().yours] == [second.id]
    assert lead.today.load().waiting == lead.signatures.waiting()


def test_a_manager_sees_by_name_whose_entries_wait(house: House) -> None:
    call(house.signed_in())
    worker = house.signed_in(Role.RESIDENTIAL_WORKER)
    call(worker)
    call(worker)
    others = house.signed_in(Role.UNIT_MANAGER).signatures.waiting().others
    assert {one.name: one.count for one in others} == {"Denise Okafor": 1, "Femi Oduya": 2}


def test_nobody_hears_of_entries_about_young_people_out_of_their_reach(house: House) -> None:
    call(house.signed_in())
    agency = house.signed_in(Role.AGENCY_WORKER).signatures.waiting()
    assert (agency.yours, agency.others) == ((), ())
