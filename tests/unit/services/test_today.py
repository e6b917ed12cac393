"""What Today shows: for each role, of orders and families, sorted by what cannot wait, however many live there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from securecare_desktop.core.errors import PermissionRefused
from securecare_desktop.domain.checklists import Checklist, ChecklistItem, RestsOn
from securecare_desktop.domain.family_engagement import EngagementKind, FamilyEngagement
from securecare_desktop.domain.family_time import Arrangement, FamilyTimeKind, Occasion, OccasionState
from securecare_desktop.domain.legal_orders import LegalOrder, Notification, OrderKind, TimeAlone
from securecare_desktop.domain.open_anyway import OPEN_FOR, OpenedAnyway
from securecare_desktop.domain.people import Answer, Circle, NetworkPerson
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.promises import Promise
from securecare_desktop.domain.shifts import Shift, ShiftHandover, ShiftNote
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.today import DueLine, Today
from securecare_desktop.domain.worker_changes import Step
from securecare_desktop.domain.young_people import LegalBasis, Stage, Stay, YoungPerson
from securecare_desktop.services.bundle import Services
from tests.support.house import (
    DEV,
    KAI,
    MIA,
    NOW,
    STAFF,
    TODAY,
    House,
    change_id,
    occasion_id,
    person_id,
)  # fmt: skip

Write = Callable[[Any], object]


def put(house: House, write: Write) -> None:
    """Write into the store what a screen would."""
    services = house.signed_in(Role.UNIT_MANAGER)
    with services.session.writing(Action.MANAGE_UNIT) as work:
        write(work)
    services.session.lock()


def stay_of(work: Any, who: str) -> str:
    return work.stays.find(young_person_id=who)[0].id


def due(house: House, kind: str, role: Role = Role.SHIFT_LEAD) -> list[DueLine]:
    return [line for line in house.signed_in(role).today.load().due if line.record_kind == kind]


def told(house: House, kind: str) -> list[tuple[str, int, RestsOn]]:
    """Return what is due of one kind, in so many days, and on what it rests."""
    return [(line.what, (line.due_on - TODAY).days, line.rests_on) for line in due(house, kind)]


# -- for each role ------------------------------------------------------------------------------------------------


def a_full_house(work: Any) -> None:
    somebody = work.staff.find()[0].id
    for who in (KAI, DEV, MIA):
        work.promises.add(Promise(young_person_id=who, what="A photo", made_by="Femi", due_on=TODAY))
        (goodbye,) = [s for s in work.change_steps.find(change_id=change_id(who)) if s.number == Step.GOODBYE]
        answers = {"plan": "tea", "at": (NOW + timedelta(days=1)).isoformat()}
        work.change_steps.save(replace(goodbye, answers=answers))
        work.opened_anyway.add(
            OpenedAnyway(
                staff_id=somebody,
                staff_name="Ana",
                young_person_id=who,
                reason="A call.",
                until=NOW - OPEN_FOR,
            )
        )
    unit = work.young_people.require(KAI).unit_id
    for who in (KAI, DEV, ""):
        work.shift_notes.add(
            ShiftNote(
                unit_id=unit, young_person_id=who, what="Sore throat", shift_on=TODAY, shift=Shift.EARLY
            )
        )


def names_in(today: Today) -> dict[str, list[str]]:
    """Return the names that each card shows, each once."""
    return {
        part: sorted({line.young_person_name for line in getattr(today, part)})
        for part in (
            "still_to_tell", "changes", "due", "family_time", "goodbyes", "promises", "opened_anyway", "shift_notes"
        )
    }  # fmt: skip


BOTH, ONE = ["Dev", "Kai"], ["Dev"]
CARDS = ("still_to_tell", "changes", "due", "family_time", "goodbyes", "promises", "shift_notes")


@pytest.mark.parametrize(
    ("role", "who", "opened"),
    [
        (Role.UNIT_MANAGER, BOTH, BOTH),
        (Role.SHIFT_LEAD, BOTH, []),
        (Role.RESIDENTIAL_WORKER, BOTH, []),
        (Role.AGENCY_WORKER, ONE, []),
        (Role.INSPECTOR, BOTH, []),
    ],
)
def test_each_card_shows_whose_records_a_role_reads_and_nobody_else(
    house: House, role: Role, who: list[str], opened: list[str]
) -> None:
    put(house, a_full_house)
    today = house.signed_in(role).today.load()
    shown = names_in(today)
    assert {card: [name for name in shown[card] if name] for card in CARDS} == dict.fromkeys(CARDS, who)
    assert shown["opened_anyway"] == opened
    assert today.open_promises == len(who)
    assert not today.sees_nobody


def test_a_system_administrator_is_shown_nothing(house: House) -> None:
    with pytest.raises(PermissionRefused):
        house.signed_in(Role.SYSTEM_ADMINISTRATOR).today.load()


def test_an_agency_worker_who_is_assigned_to_nobody_sees_nobody(house: House) -> None:
    def end(work: Any) -> None:
        (assigned,) = work.assignments.find(young_person_id=DEV)
        work.assignments.save(replace(assigned, until=TODAY - timedelta(days=1)))

    put(house, end)
    today = house.signed_in(Role.AGENCY_WORKER).today.load()
    assert today.sees_nobody
    assert not any(getattr(today, card) for card in CARDS if card != "shift_notes")


# -- however many and however long -----------------------------------------------------------------------------------


def statements(services: Services) -> int:
    """Return how many questions Today asks the store."""
    asked: list[str] = []
    with services.session.reading() as work:  # the connection that was given back last is handed out again
        driver = work.session.plain_connection.connection.driver_connection
    driver.set_trace_callback(asked.append)
    services.today.load()
    driver.set_trace_callback(None)
    return len([one for one in asked if one.lstrip().upper().startswith("SELECT")])


def some_more(count: int, years: int) -> Write:
    """Return what writes so many more young people into the house, each with everything Today tells of."""

    def write(work: Any) -> None:
        unit = work.young_people.require(KAI).unit_id
        template = work.checklist_templates.find()[0].id
        for number in range(count):
            who = work.young_people.add(
                YoungPerson(
                    unit_id=unit,
                    name_used=f"Jo {number}",
                    legal_name="Jo",
                    date_of_birth=TODAY - timedelta(days=5500),
                )
            ).id
            person = work.network_people.add(
                NetworkPerson(
                    young_person_id=who, name="Mum", who_they_are="Mother", circle=Circle.OWN_PEOPLE
                )
            ).id
            stay = work.stays.add(
                Stay(
                    stage=Stage.DURING,
                    young_person_id=who,
                    legal_basis=LegalBasis.SECTION_25,
                    arrived_at=NOW - timedelta(days=365 * years),
                )
            ).id
            work.legal_orders.add(LegalOrder(young_person_id=who, stay_id=stay, made_on=TODAY, ends_on=TODAY))
            work.notifications.add(Notification(young_person_id=who, stay_id=stay, who="Mum"))
            work.arrangements.add(
                Arrangement(
                    young_person_id=who, person_id=person, with_whom="Mum", kind=FamilyTimeKind.PHONE,
                    how_often="Daily", rule="FREQ=DAILY",
                )
            )  # fmt: skip
            work.promises.add(Promise(young_person_id=who, what="A photo", made_by="Femi", due_on=TODAY))
            running = work.checklists.add(
                Checklist(young_person_id=who, template_id=template, title="Arrival")
            )
            work.checklist_items.add(
                ChecklistItem(
                    young_person_id=who, checklist_id=running.id, key="A", what="Tour", due_on=TODAY
                )
            )
            for day in range(30 * years):
                work.occasions.add(
                    Occasion(
                        young_person_id=who, person_id=person, with_whom="Mum", kind=FamilyTimeKind.PHONE,
                        state=OccasionState.HAPPENED, planned_at=NOW - timedelta(days=12 * day),
                    )
                )  # fmt: skip

    return write


def test_today_asks_no_more_of_the_store_for_more_young_people_and_more_years(
    house: House,
) -> None:
    put(house, some_more(1, 1))
    few = statements(house.signed_in())
    put(house, some_more(9, 4))
    assert statements(house.signed_in()) == few > 10


# -- orders, and who has to know -----------------------------------------------------------------------------------


def order(work: Any, who: str = KAI, **more: object) -> None:
    given = {"kind": OrderKind.SECURE_ORDER, "secure": Answer.YES, "made_on": TODAY, "told_on": TODAY}
    work.legal_orders.add(LegalOrder(young_person_id=who, stay_id=stay_of(work, who), **{**given, **more}))


def test_an_order_that_ends_is_said_from_a_week_before_and_stays_until_there_is_a_newer_one(
    house: House,
) -> None:
    put(house, lambda work: order(work, ends_on=TODAY + timedelta(days=8)))
    assert told(house, "legal_orders") == []
    house.clock.advance(timedelta(days=1))
    assert told(house, "legal_orders") == [("The order ends: secure accommodation order", 8, RestsOn.LAW)]
    house.clock.advance(timedelta(days=30))
    said = "The order has ended, and no newer one is written down: secure accommodation order"
    assert told(house, "legal_orders") == [(said, 8, RestsOn.LAW)]
    put(
        house,
        lambda work: order(work, kind=OrderKind.INTERIM_SECURE_ORDER, made_on=TODAY + timedelta(days=9)),
    )
    assert told(house, "legal_orders") == []


def test_another_sort_of_order_does_not_hide_that_the_secure_one_ends(house: House) -> None:
    put(house, lambda work: order(work, ends_on=TODAY))
    put(house, lambda work: order(work, kind=OrderKind.CARE_ORDER, secure=Answer.NO))
    assert [what for what, _days, _law in told(house, "legal_orders")] == [
        "The order ends: secure accommodation order"
    ]


def test_a_time_to_appeal_is_said_until_a_week_after_it_ran_out(house: House) -> None:
    put(house, lambda work: order(work, appeal_by=TODAY + timedelta(days=2)))
    assert told(house, "legal_orders") == [("Last day to appeal: secure accommodation order", 2, RestsOn.LAW)]
    house.clock.advance(timedelta(days=3))
    assert [what for what, *_rest in told(house, "legal_orders")] == [
        "Time to appeal ran out: secure accommodation order"
    ]
    house.clock.advance(timedelta(days=7))
    assert told(house, "legal_orders") == []


def test_an_order_that_nobody_explained_is_still_to_be_told(house: House) -> None:
    put(house, lambda work: order(work, told_on=None))
    news = [n for n in house.signed_in().today.load().still_to_tell if n.record_kind == "legal_orders"]
    assert [(n.young_person_name, n.news) for n in news] == [
        ("Kai", "There is an order: secure accommodation order, made on Thu 14 May.")
    ]


def test_who_was_not_told_of_an_arrival_is_late_since_that_day(house: House) -> None:
    put(
        house,
        lambda work: work.notifications.add(
            Notification(young_person_id=KAI, stay_id=stay_of(work, KAI), who="Mum")
        ),
    )
    assert told(house, "notifications") == [("Tell of the arrival: Mum", -69, RestsOn.LAW)]


def test_a_time_alone_waits_for_its_end_and_then_for_its_writer_to_sign_it(house: House) -> None:
    services = house.signed_in(Role.RESIDENTIAL_WORKER)
    with services.session.writing(Action.WRITE_ENTRIES, KAI) as work:
        alone = work.times_alone.save(
            TimeAlone(
                young_person_id=KAI,
                stay_id=stay_of(work, KAI),
                started_at=NOW,
            )
        )
    (line,) = [one for one in services.today.load().due if one.record_kind == "times_alone"]
    assert line.what.startswith("Time alone since Thu 14 May")
    assert (line.who, line.mine, line.rests_on) == (STAFF[Role.RESIDENTIAL_WORKER], True, RestsOn.LAW)
    with services.session.writing(Action.WRITE_ENTRIES, KAI) as work:
        alone = work.times_alone.save(replace(alone, ended_at=NOW))
    (line,) = [one for one in services.today.load().due if one.record_kind == "times_alone"]
    assert line.what.endswith("sign it")
    services.signatures.sign(alone)
    assert not [one for one in services.today.load().due if one.record_kind == "times_alone"]


# -- families ---------------------------------------------------------------------------------------------------------


def test_a_question_of_a_family_waits_until_it_is_answered(house: House) -> None:
    def ask(work: Any) -> None:
        for kind in EngagementKind:
            work.family_engagements.add(
                FamilyEngagement(
                    young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=kind,
                    on=TODAY - timedelta(days=3), what="When is the review?",
                )
            )  # fmt: skip

    put(house, ask)
    lines = due(house, "family_engagements")
    assert sorted(line.what for line in lines) == [
        "Answer the complaint of Nan: When is the review?",
        "Answer the question of Nan: When is the review?",
    ]
    assert {(line.due_on, line.note) for line in lines} == {
        (TODAY + timedelta(days=4), "asked on Mon 11 May")
    }
    services = house.signed_in()
    for asked in services.family_engagement.list_for(KAI):
        if asked.waits_for_an_answer:
            services.family_engagement.answer(asked, "On Monday.", "Femi")
    assert due(house, "family_engagements") == []


def daily(work: Any, who: str = KAI) -> None:
    work.arrangements.add(
        Arrangement(
            young_person_id=who, person_id=person_id(who), with_whom="Nan", kind=FamilyTimeKind.VIDEO,
            how_often="Daily", rule="FREQ=DAILY", at_time="18:00", starts=TODAY,
        )
    )  # fmt: skip


def test_family_time_that_is_expected_stands_there_until_something_is_written(house: House) -> None:
    put(house, daily)
    expected = [one for one in house.signed_in().today.load().family_time if one.is_expected]
    assert [(one.young_person_name, one.with_whom, one.note) for one in expected] == [
        ("Kai", "Nan", "expected, nothing written yet")
    ]
    put(
        house,
        lambda work: work.occasions.add(
            Occasion(
                young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VIDEO,
                state=OccasionState.PLANNED, planned_at=expected[0].at,
            )
        ),
    )  # fmt: skip
    assert not any(one.is_expected for one in house.signed_in().today.load().family_time)


def test_family_time_that_was_put_off_to_another_day_is_not_expected_today(house: House) -> None:
    put(house, daily)
    (waiting,) = [one for one in house.signed_in().today.load().family_time if one.is_expected]
    arrangement = waiting.record_id.split(":")[1]
    put(
        house,
        lambda work: work.occasions.add(
            Occasion(
                young_person_id=KAI, person_id=person_id(KAI), with_whom="Nan", kind=FamilyTimeKind.VIDEO,
                state=OccasionState.PLANNED, planned_at=waiting.at + timedelta(days=3), arrangement_id=arrangement,
                expected_at=waiting.at,
            )
        ),
    )  # fmt: skip
    assert not any(one.is_expected for one in house.signed_in().today.load().family_time)


def test_a_cancelled_visit_is_still_to_be_told_until_somebody_told_it(house: House) -> None:
    services = house.signed_in()
    told_of = [n.record_id for n in services.today.load().still_to_tell if n.record_kind == "family_time"]
    assert told_of == [occasion_id(KAI), occasion_id(DEV)]


# -- checklists, promises, shifts -------------------------------------------------------------------------------------


def item(work: Any, **more: object) -> None:
    running = work.checklists.find(young_person_id=KAI)[0]
    given = {"young_person_id": KAI, "checklist_id": running.id, "key": "own", "what": "A farewell cake"}
    work.checklist_items.add(ChecklistItem(**{**given, **more}))


def test_an_item_says_whose_wish_it_is_and_that_its_day_moved(house: House) -> None:
    put(
        house,
        lambda work: item(
            work, due_on=TODAY, own=True, moved_from=TODAY - timedelta(days=3), moved_because="the move is later",
            handed_over_from="Hannah Whitlock",
        ),
    )  # fmt: skip
    (line,) = [one for one in due(house, "checklists") if one.what == "A farewell cake"]
    assert line.note == (
        "Kai wants this done; moved from Mon 11 May: the move is later; handed over by Hannah Whitlock"
    )


def test_items_of_a_closed_list_are_not_due_any_more(house: House) -> None:
    assert len(due(house, "checklists")) == 2

    def close(work: Any) -> None:
        for running in work.checklists.find():
            work.checklists.save(replace(running, closed_on=TODAY))

    put(house, close)
    assert due(house, "checklists") == []


def test_what_somebody_does_is_marked_as_their_own_by_id_and_by_name(house: House) -> None:
    femi = house.signed_in(Role.RESIDENTIAL_WORKER).session.actor

    def give(work: Any) -> None:
        item(work, key="1", what="By id", due_on=TODAY, who="F. Oduya", staff_id=femi.id)
        item(work, key="2", what="By name", due_on=TODAY, who=femi.name.upper())
        item(work, key="3", what="Of somebody else", due_on=TODAY, who="Denise Okafor")

    put(house, give)
    lines = due(house, "checklists", Role.RESIDENTIAL_WORKER)
    assert {line.what for line in lines if line.mine} == {"By id", "By name"}


def test_a_promise_that_was_handed_over_is_news_until_they_heard_of_it(house: House) -> None:
    promise = Promise(
        young_person_id=KAI,
        what="A bike",
        made_by="Hannah",
        keeper="Sam",
        handed_over_on=TODAY - timedelta(days=1),
    )
    put(house, lambda work: work.promises.add(promise))
    news = [n for n in house.signed_in().today.load().still_to_tell if n.record_kind == "promises"]
    assert [n.news for n in news] == ["Sam keeps a promise from now on: A bike"]

    def hear(work: Any) -> None:
        (known,) = work.promises.find(young_person_id=KAI)
        work.promises.save(replace(known, told_on=TODAY))

    put(house, hear)
    assert not [n for n in house.signed_in().today.load().still_to_tell if n.record_kind == "promises"]


def test_shift_notes_stand_until_they_were_said_back_unread_ones_first(house: House) -> None:
    def leave(work: Any) -> None:
        unit = work.young_people.require(KAI).unit_id
        read, _unread = (
            work.shift_notes.add(
                ShiftNote(
                    unit_id=unit,
                    what=what,
                    shift_on=TODAY,
                    shift=Shift.EARLY,
                    until=TODAY + timedelta(days=1),
                )
            )
            for what in ("The boiler is off", "A visitor at ten")
        )
        work.shift_notes.add(
            ShiftNote(unit_id=unit, what="Settled", shift_on=TODAY, shift=Shift.EARLY, settled_on=TODAY)
        )
        work._actor = replace(work._actor, staff_id=work.staff.find(role=Role.SHIFT_LEAD)[0].id)
        work.shift_handovers.add(
            ShiftHandover(
                unit_id=unit, shift_on=TODAY, shift=Shift.LATE, taken_over_by="Denise", taken_over_at=NOW,
                note_ids=(read.id,),
            )
        )  # fmt: skip

    put(house, leave)
    notes = house.signed_in().today.load().shift_notes
    assert [(n.what, n.unread, n.writer) for n in notes] == [
        ("A visitor at ten", True, STAFF[Role.UNIT_MANAGER]),
        ("The boiler is off", False, STAFF[Role.UNIT_MANAGER]),
    ]
    house.clock.advance(timedelta(days=2))
    assert [n.what for n in house.signed_in().today.load().shift_notes] == ["A visitor at ten"]
