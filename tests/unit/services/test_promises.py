"""Promises in a real store: who keeps which, handed over by name, told, and seen by whoever may read of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from securecare_desktop.core.errors import InputError, PermissionRefused
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.promises import Promise, PromiseState
from securecare_desktop.domain.staff import Role
from securecare_desktop.domain.worker_changes import Step
from securecare_desktop.services.bundle import Services
from tests.support.house import DEV, KAI, MIA, NOW, TODAY, House, change_id

DAY = timedelta(days=1)


def made(services: Services, what: str, who: str = KAI, **other: object) -> Promise:
    given = {"made_by": "Femi Oduya", "made_on": TODAY - 9 * DAY, **other}
    return services.promises.save(Promise(young_person_id=who, what=what, **given)).record  # type: ignore[arg-type]


def test_a_promise_handed_over_keeps_who_made_it_and_says_who_did_it_when(house: House) -> None:
    services = house.signed_in()
    handed = services.promises.hand_over(made(services, "A photo"), " Sam Adeyemi ").record
    assert (handed.made_by, handed.keeper) == ("Femi Oduya", "Sam Adeyemi")
    assert (handed.handed_over_on, handed.handed_over_by) == (TODAY, services.session.actor.name)


def test_another_keeper_in_the_form_is_a_hand_over_too(house: House) -> None:
    services = house.signed_in()
    saved = services.promises.save(replace(made(services, "A photo"), keeper="Sam Adeyemi")).record
    assert (saved.handed_over_on, saved.handed_over_by) == (TODAY, services.session.actor.name)
    again = services.promises.save(replace(made(services, "Another"), what="Changed")).record
    assert again.handed_over_on is None


def test_a_promise_is_not_handed_to_whoever_keeps_it(house: House) -> None:
    services = house.signed_in()
    promise = made(services, "A photo")
    with pytest.raises(InputError):
        services.promises.hand_over(promise, "femi oduya")
    assert services.promises.list_for(KAI)[0].keeper == "Femi Oduya"


def test_the_young_person_is_told_and_their_words_stand_there(house: House) -> None:
    services = house.signed_in()
    handed = services.promises.hand_over(made(services, "A photo"), "Sam Adeyemi").record
    told = services.promises.tell(
        replace(handed, own_view="Fine, he is all right.", own_view_how=HowGiven.SAID)
    ).record
    assert (told.told_on, told.told_by) == (TODAY, services.session.actor.name)
    assert told.own_view == "Fine, he is all right."


def test_late_promises_stand_first_and_settled_ones_last(house: House) -> None:
    services = house.signed_in()
    services.promises.keep(made(services, "Kept", due_on=TODAY - 8 * DAY))
    made(services, "No day")
    made(services, "Soon", due_on=TODAY + DAY)
    made(services, "Late", due_on=TODAY - DAY)
    assert [p.what for p in services.promises.list_for(KAI)] == ["Late", "Soon", "No day", "Kept"]


def test_open_promises_of_the_house_are_those_one_may_read(house: House) -> None:
    services = house.signed_in()
    made(services, "Late for Dev", DEV, due_on=TODAY - DAY)
    made(services, "For Kai", due_on=TODAY, made_by=services.session.actor.name)
    services.promises.could_not_keep(made(services, "Not this one"), "The shop had closed.")
    found = services.promises.open_ones()
    assert [(o.promise.what, o.late, o.mine) for o in found] == [
        ("Late for Dev", True, False),
        ("For Kai", False, True),
    ]
    with pytest.raises(PermissionRefused):
        house.signed_in(Role.SYSTEM_ADMINISTRATOR).promises.open_ones()


def test_a_promise_of_somebody_who_moved_on_stands_there_until_it_is_settled(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    promise = made(services, "Send the photo on")
    with services.session.writing(Action.EDIT_PROFILE, KAI) as work:
        stay = work.stays.current(KAI)
        assert stay is not None
        work.stays.save(replace(stay, ended_at=NOW))
    assert [o.promise.id for o in services.promises.open_ones()] == [promise.id]
    services.promises.keep(promise)
    assert services.promises.open_ones() == ()


def test_an_administrator_hears_only_how_many_promises_somebody_keeps(house: House) -> None:
    services = house.signed_in()
    member = next(m for m in services.staff.list() if m.name == "Femi Oduya")
    made(services, "By account", keeper="Somebody who was renamed", keeper_id=member.id)
    made(services, "By name")
    made(services, "Of somebody else", made_by="Sam")
    found = services.promises.kept_by(member.id)
    assert found.count == 2
    assert {line.promise.what for line in found.lines} == {"By account", "By name"}
    with services.session.reading() as work:
        assert "promises" in {
            event.record_kind for event in work.audit.each_event() if event.action == "read"
        }
    counted = house.signed_in(Role.SYSTEM_ADMINISTRATOR).promises.kept_by(member.id)
    assert (counted.count, counted.lines) == (2, ())


def test_a_promise_that_was_not_kept_says_why(house: House) -> None:
    services = house.signed_in()
    promise = made(services, "A photo")
    with pytest.raises(InputError):
        services.promises.could_not_keep(promise, " ")
    assert services.promises.could_not_keep(promise, "It rained.").record.state is PromiseState.BROKEN


def test_promises_to_young_people_of_another_unit_are_not_shown(house: House) -> None:
    services = house.signed_in()
    with services.session.writing(Action.SEE_STAFF) as work:
        work.promises.add(Promise(young_person_id=MIA, what="Elsewhere", made_by="Femi Oduya"))
    assert services.promises.open_ones() == ()


def test_a_change_is_not_finished_over_open_promises_that_nobody_has_gone_through(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    outgoing = services.worker_changes.workspace(change_id(KAI)).file.change.outgoing_name
    kept, handed, broken = (
        made(services, what, made_by=outgoing) for what in ("A photo", "Ring the college", "The game")
    )
    with pytest.raises(InputError) as told:
        services.worker_changes.finish(change_id(KAI))
    assert told.value.problems[0].sentence.startswith(f"{outgoing} still keeps 3 open promises.")
    services.promises.keep(kept)
    incoming = services.worker_changes.workspace(change_id(KAI)).file.change.incoming_name
    services.promises.hand_over(handed, incoming)
    services.promises.could_not_keep(broken, "The ground was closed. Hannah told him herself.")
    assert services.worker_changes.finish(change_id(KAI)).record.closed_on == TODAY


def test_that_promises_were_listed_hands_none_of_them_over(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    file = services.worker_changes.workspace(change_id(KAI)).file
    made(services, "A photo", made_by=file.change.outgoing_name)
    step = file.step(Step.PREPARE)
    listed = replace(step, answers={**step.answers, "promises_listed_on": TODAY.isoformat()})
    services.worker_changes.save_step(listed)
    with pytest.raises(InputError, match="still keeps 1 open promise"):
        services.worker_changes.finish(change_id(KAI))


def test_in_an_emergency_a_change_is_finished_knowing_of_the_promises(house: House) -> None:
    services = house.signed_in(Role.UNIT_MANAGER)
    outgoing = services.worker_changes.workspace(change_id(KAI)).file.change.outgoing_name
    promise = made(services, "A photo", made_by=outgoing)
    services.worker_changes.finish(change_id(KAI), promises_known=True)
    assert [o.promise.id for o in services.promises.open_ones()] == [promise.id]
