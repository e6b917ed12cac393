"""The plain records: saved with their rules, shown where they belong, kept apart by owner and by young person."""

from dataclasses import is_dataclass, replace
from datetime import date, timedelta

import pytest

from securecare_desktop.core.errors import EditConflict, InputError
from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.checklists import ItemState, RestsOn
from securecare_desktop.domain.family_time import (
    FamilyTimeKind,
    Occasion,
    OccasionState,
)
from securecare_desktop.domain.legal_orders import LegalOrder
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.people import KeyAdult, KeyRole
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.plans import PlanPart
from securecare_desktop.domain.promises import Promise, PromiseState
from securecare_desktop.domain.staff import Assignment, Role
from securecare_desktop.domain.young_people import (
    AboutMeKind,
    AboutMePart,
    Stage,
    Status,
    StatusKind,
    YoungPerson,
)
from tests.support.house import DEV, KAI, NOW, TODAY, House, change_id, occasion_id, person_id
from tests.unit.services.permission_calls import family_limit
from tests.unit.services.permission_plans import restriction


def fields_of(told: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [p.field for p in told.value.problems]


def test_an_overview_gathers_what_is_open_for_one_young_person(house: House) -> None:
    services = house.signed_in()
    services.people.save_key_adult(
        KeyAdult(young_person_id=KAI, role=KeyRole.KEY_WORKER, name="Hannah Whitlock", since=date(2026, 3, 6))
    )
    services.young_people.note_status(
        Status(
            young_person_id=KAI,
            kind=StatusKind.NEEDS_WATCHING,
            sentence="Sleep has been short.",
            noted_at=NOW,
        )
    )
    for due in (TODAY, TODAY - timedelta(days=2), None):
        services.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Chloe", due_on=due))
    overview = services.young_people.overview(KAI)
    assert (overview.head.age, overview.head.days_here, overview.head.stage) == (15, 69, Stage.DURING)
    adult = overview.key_adults[0]
    assert (adult.name, adult.next_name, adult.next_from) == (
        "Hannah Whitlock", "Sam Adeyemi", TODAY + timedelta(days=13),
    )  # fmt: skip
    assert (overview.open_promises, overview.promises_today, overview.promises_late) == (3, 1, 1)
    assert overview.status_by == "Denise Okafor"
    assert overview.head.counts["worker_changes"] == 1
    assert any("becomes key worker" in d.what for d in overview.next_dates)


def test_a_new_young_person_needs_names_and_a_birth_date_that_can_be(house: House) -> None:
    services = house.signed_in()
    with pytest.raises(InputError) as told:
        services.young_people.save(
            YoungPerson(unit_id="", name_used="", legal_name=" ", date_of_birth=TODAY + timedelta(days=1))
        )
    assert fields_of(told) == ["name_used", "legal_name", "date_of_birth"]
    services.young_people.save(
        YoungPerson(unit_id="", name_used="Tia", legal_name="Tia <b>Moss", date_of_birth=date(2011, 2, 3))
    )
    assert [p.name_used for p in services.young_people.list()] == ["Dev", "Kai", "Tia"]


def occasion(**other: object) -> Occasion:
    values = {
        "young_person_id": KAI,
        "person_id": person_id(KAI),
        "with_whom": "",
        "kind": FamilyTimeKind.VISIT_HERE,
        "state": OccasionState.HAPPENED,
        "planned_at": NOW - timedelta(days=1),
    }
    return Occasion(**{**values, **other})


def test_an_occasion_keeps_the_name_of_its_person(house: House) -> None:
    saved = house.signed_in().family_time.save_occasion(occasion()).record
    assert saved.with_whom == "Nan"


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"started_at": NOW, "ended_at": NOW - timedelta(hours=1)}, ["ended_at"]),
        ({"planned_at": NOW + timedelta(days=1)}, ["state"]),
        ({"state": OccasionState.CANCELLED}, ["cancelled_by", "why"]),
        ({"told_at": NOW + timedelta(hours=1), "told_by": "Femi"}, ["told_at"]),
        ({"person_id": ""}, ["person_id"]),
    ],
)
def test_an_occasion_that_cannot_be_is_asked_about(house: House, other: dict, wrong: list[str]) -> None:
    with pytest.raises(InputError) as told:
        house.signed_in().family_time.save_occasion(occasion(**other))
    assert fields_of(told) == wrong


def test_a_limit_needs_what_it_rests_on(house: House) -> None:
    limit = family_limit(KAI, ground_details="")
    services = house.signed_in()
    with pytest.raises(InputError) as told:
        services.limits.save_limit(limit)
    assert fields_of(told) == ["ground_details"]
    services.limits.save_limit(replace(limit, ground_details="Section 34, 9 March 2026"))
    assert services.young_people.overview(KAI).limits_in_force == 1


def test_a_limit_that_was_not_looked_at_again_stays_on_today_until_it_was(house: House) -> None:
    services = house.signed_in()
    limit = family_limit(KAI, review_on=TODAY - timedelta(days=40))
    saved = services.limits.save_limit(limit).record
    line = next(d for d in services.today.load().due if d.record_kind == "limits")
    assert (line.due_on, line.rests_on, line.young_person_name) == (saved.review_on, RestsOn.LAW, "Kai")
    services.limits.save_limit(replace(saved, ended_on=TODAY, why_ended="It is quiet."))
    assert not any(d.record_kind == "limits" for d in services.today.load().due)


def test_telling_is_recorded_with_the_young_persons_words(house: House) -> None:
    services = house.signed_in()
    services.family_time.record_telling(DEV, occasion_id(DEV), "Femi", NOW, "Tell her hello.", HowGiven.SAID)
    told = services.family_time.occasion(DEV, occasion_id(DEV))
    assert (told.told_by, told.own_view, told.own_view_how) == ("Femi", "Tell her hello.", HowGiven.SAID)
    assert not told.still_to_tell


def test_december_ends_where_january_begins(house: House) -> None:
    services = house.signed_in()
    inside = NOW.replace(month=12, day=31, hour=12, year=2025)
    services.family_time.save_occasion(occasion(planned_at=inside))
    assert len(services.family_time.month(KAI, date(2025, 12, 1))) == 1
    assert services.family_time.month(KAI, date(2026, 1, 1)) == ()


def test_a_promise_is_kept_handed_over_or_explained(house: House) -> None:
    services = house.signed_in()
    promise = services.promises.save(Promise(young_person_id=KAI, what="A photo", made_by="Hannah")).record
    handed = services.promises.hand_over(promise, "Sam Adeyemi").record
    assert handed.keeper == "Sam Adeyemi"
    with pytest.raises(InputError) as told:
        services.promises.could_not_keep(handed, "")
    assert fields_of(told) == ["explanation"]
    closed = services.promises.could_not_keep(handed, "The shop had closed. Chloe told him on Monday.").record
    assert (closed.state, closed.closed_on) == (PromiseState.BROKEN, TODAY)


def test_dates_to_come_are_gathered_from_all_records_and_end_after_six_weeks(house: House) -> None:
    services = house.signed_in()
    in_days = [TODAY + timedelta(days=n) for n in range(60)]
    stay = services.stays.current(KAI)
    with services.session.writing(Action.EDIT_PROFILE, KAI) as work:
        work.legal_orders.add(
            LegalOrder(young_person_id=KAI, stay_id=stay.id, appeal_by=in_days[2], ends_on=in_days[50])
        )
    services.plan_reviews.save(PlanReview(young_person_id=KAI, due_on=in_days[4]))
    services.plan_reviews.plan_first(KAI, "wales_personal_plan", TODAY - timedelta(days=82))
    services.plans.save_restriction(restriction(KAI, what="Room searched", review_on=in_days[5]))
    services.plans.save_restriction(
        restriction(KAI, what="Ended", review_on=in_days[5], ended_on=TODAY, ended_because="It is quiet.")
    )
    services.family_time.save_occasion(
        occasion(state=OccasionState.PLANNED, planned_at=NOW + timedelta(days=3))
    )
    found = {d.what: (d.day, d.rests_on) for d in services.young_people.overview(KAI).next_dates}
    assert found["Last day to appeal"] == (in_days[2], "law")
    assert found["Visit with Nan"] == (in_days[3], "")
    assert found["Plan looked at again"] == (in_days[4], "")
    assert found["Personal plan of the provider"] == (in_days[7], "law")
    assert found["Looked at again: Room searched"] == (in_days[5], "")
    assert "Sam becomes key worker" in found
    assert not any("Ended" in what or "order ends" in what for what in found)


def test_two_people_who_begin_the_same_part_at_once_both_keep_their_text(house: House) -> None:
    services, other = house.signed_in(), house.signed_in(Role.RESIDENTIAL_WORKER)
    hopes = AboutMePart(young_person_id=KAI, kind=AboutMeKind.HOPES, text="A bike")
    section = PlanPart(young_person_id=KAI, plan_version_id="", section=4, text="Early breakfast")
    for save, save_too, first in (
        (services.young_people.save_about_me, other.young_people.save_about_me, hopes),
        (services.plans.save_part, other.plans.save_part, section),
    ):
        theirs = save(first).record
        with pytest.raises(EditConflict) as told:
            save_too(replace(first, text="Something else"))
        mine = told.value.mine
        assert (mine.text, told.value.theirs.text) == ("Something else", first.text)
        chosen = save_too(replace(mine, version=theirs.version)).record
        assert (chosen.id, chosen.text) == (theirs.id, "Something else")
    assert len(services.young_people.about_me(KAI)) == 1
    assert len(services.plans.parts(KAI)) == 1


def test_typed_text_is_kept_in_one_form_with_every_word_in_it(house: House) -> None:
    typed = "Zoe\u0308 said <b>&\r\nno\x07 more"
    saved = house.signed_in().actions.save(PlannedAction(young_person_id=KAI, what=typed)).record
    assert saved.what == "Zoë said <b>&\nno more"


def test_what_is_found_is_opened_by_name_day_and_word(house: House) -> None:
    services = house.signed_in()
    for words in ("Nan", "14 May", "phone broken", "Her phone"):
        found = services.search.find(words)
        hits = {(f.young_person_name, f.hit.record_kind, f.hit.record_id) for f in found}
        kinds = "network_people" if words == "Nan" else "occasions"
        assert (
            "Kai",
            kinds,
            person_id(KAI) if words == "Nan" else occasion_id(KAI),
        ) in hits, words


def test_a_ticked_item_says_by_whom_and_can_be_opened_again(house: House) -> None:
    services = house.signed_in()
    item = services.checklists.items(KAI)[0]
    done = services.checklists.tick(item, "Talked it through on Sunday").record
    assert (done.state, done.done_by, done.done_on) == (ItemState.DONE, "Denise Okafor", TODAY)
    opened = services.checklists.untick(done).record
    assert (opened.state, opened.done_by, opened.done_on) == (ItemState.OPEN, "", None)
    with pytest.raises(InputError) as told:
        services.checklists.save_item(replace(opened, state=ItemState.NOT_APPLICABLE))
    assert fields_of(told) == ["not_applicable_because"]


def test_a_draft_is_seen_by_its_owner_alone_and_survives_a_lock(house: House) -> None:
    denise = house.signed_in()
    denise.drafts.keep("promises:new", KAI, {"what": "A photo of the allotment"})
    denise.drafts.keep("promises:new", KAI, {"what": "A photo of the garden"})
    denise.session.lock()
    femi = house.signed_in(Role.RESIDENTIAL_WORKER)
    assert femi.drafts.load("promises:new") is None
    femi.drafts.drop("promises:new")
    again = house.signed_in()
    assert again.drafts.load("promises:new") == {"what": "A photo of the garden"}
    assert again.drafts.waiting() == 1
    again.drafts.drop("promises:new")
    assert again.drafts.load("promises:new") is None


def test_drafts_leave_no_words_in_the_audit_trail_or_the_search(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    services.drafts.keep("promises:new", KAI, {"what": "zebra crossing"})
    assert services.search.find("zebra") == ()
    assert not any("zebra" in str(e.changes) for e in services.audit.log())


def test_an_agency_worker_sees_whom_they_are_assigned_to_up_to_the_last_day(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    agency = house.signed_in(Role.AGENCY_WORKER)
    worker = agency.session.actor
    assert [p.id for p in agency.young_people.list()] == [DEV]
    manager.staff.assign(Assignment(staff_id=worker.id, young_person_id=KAI, until=TODAY))
    assert [p.id for p in agency.young_people.list()] == [DEV, KAI]
    manager.staff.assign(Assignment(staff_id=worker.id, young_person_id=KAI, until=TODAY - timedelta(days=1)))
    assert [p.id for p in agency.young_people.list()] == [DEV]
    assert len(manager.staff.assignments(worker.id)) == 2
    with pytest.raises(InputError) as told:
        manager.staff.assign(Assignment(staff_id=manager.session.actor.id, young_person_id=KAI))
    assert fields_of(told) == ["staff_id"]


def test_the_units_new_name_stands_on_the_sign_in_page(house: House) -> None:
    manager = house.signed_in(Role.UNIT_MANAGER)
    manager.units.save(replace(manager.units.list()[0], name="Rowan West"))
    assert manager.session.sign_in_page().unit_name == "Birch, Rowan West"


def test_what_leaves_a_service_is_never_a_mapped_row(house: House) -> None:
    from sqlalchemy.orm import DeclarativeBase

    services = house.signed_in()
    for found in (
        services.young_people.list(),
        services.family_time.occasions(KAI),
        services.worker_changes.workspace(change_id(KAI)).file.steps,
        services.checklists.items(KAI),
    ):
        assert found
        assert all(is_dataclass(r) and not isinstance(r, DeclarativeBase) for r in found)


def test_a_whole_store_checks_as_unbroken(house: House) -> None:
    report = house.signed_in().audit.check()
    assert report.sound
    assert "unbroken" in report.summary


def test_whoever_types_a_name_finds_that_young_person_first(house: House) -> None:
    services = house.signed_in()
    for number in range(40):
        services.promises.save(Promise(young_person_id=KAI, what=f"Kai Kai Kai {number}", made_by="Kai"))
    found = services.search.find("kai")
    assert (found[0].hit.record_kind, found[0].hit.title) == ("young_people", "Kai")
