"""Accounts: added, changed, paused and ended, by whom, and what that means for whoever is signed in meanwhile."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from securecare_desktop.core.errors import (
    EditConflict,
    Gone,
    InputError,
    NotSignedIn,
    PasswordNeeded,
    PermissionRefused,
    SignInRefused,
)
from securecare_desktop.domain.accounts import Account
from securecare_desktop.domain.audit import AuditEvent
from securecare_desktop.domain.passwords import problems_in_password
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Assignment, Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.security.tries import PAUSED_AT, Tries
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.staff import GivenPassword
from tests.support.house import DEV, KAI, NOW, PASSWORD, STAFF, TODAY, House, person_id

if TYPE_CHECKING:
    from collections.abc import Callable

OWN_PASSWORD = "walnut kettle harbour"
FEMI = STAFF[Role.RESIDENTIAL_WORKER]


def fields_of(told: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [p.field for p in told.value.problems]


def named(services: Services, name: str) -> StaffMember:
    return next(m for m in services.staff.list() if m.name == name)


def account(services: Services, name: str) -> Account:
    return next(a for a in services.staff.accounts() if a.member.name == name)


def newest(services: Services, action: str) -> AuditEvent:
    return services.audit.log(action=action, limit=1)[0]


def new_colleague(**other: object) -> StaffMember:
    return StaffMember(**{"name": "Chloe Wren", "role": Role.RESIDENTIAL_WORKER, "unit_id": "", **other})


def pause(house: House, staff_id: str) -> None:
    tries = Tries.read(house.folder)
    for _try in range(PAUSED_AT):
        tries.note_wrong(staff_id, NOW)


@pytest.fixture
def manager(house: House) -> Services:
    return house.signed_in(Role.UNIT_MANAGER)


@pytest.fixture
def administrator(house: House) -> Services:
    return house.signed_in(Role.SYSTEM_ADMINISTRATOR)


def test_a_new_colleague_gets_three_words_for_one_time_and_chooses_their_own(
    house: House, manager: Services
) -> None:
    made = manager.staff.add(new_colleague())
    assert len(made.password.split("-")) == 3
    assert problems_in_password(made.password, "Chloe Wren") == ()
    assert made.password not in repr(made)
    assert account(manager, "Chloe Wren").one_time
    theirs = house.services()
    theirs.session.sign_in_named("Chloe Wren", made.password)
    with pytest.raises(PasswordNeeded):
        theirs.today.load()
    theirs.session.choose_password(OWN_PASSWORD)
    assert [p.name_used for p in theirs.young_people.list()] == ["Dev", "Kai"]
    assert not account(manager, "Chloe Wren").one_time


def test_a_second_account_of_the_same_name_is_asked_about(manager: Services) -> None:
    before = manager.session.sign_in_page().people
    with pytest.raises(InputError) as told:
        manager.staff.add(new_colleague(name=FEMI.lower()))
    assert fields_of(told) == ["name"]
    with pytest.raises(InputError) as told:
        manager.staff.add(new_colleague(), "short")
    assert fields_of(told) == ["password"]
    assert manager.session.sign_in_page().people == before


def test_a_changed_role_and_title_stand_on_the_sign_in_page_at_once(house: House, manager: Services) -> None:
    femi = named(manager, FEMI)
    saved = manager.staff.save(replace(femi, role=Role.SHIFT_LEAD, job_title="Night lead", name="Somebody"))
    assert saved.record.name == FEMI  # it stands in all that they have signed
    shown = next(p for p in house.services().session.sign_in_page().people if p.name == FEMI)
    assert (shown.role, shown.job_title) == ("shift_lead", "Night lead")
    assert house.services().session.sign_in_named(FEMI, PASSWORD).role is Role.SHIFT_LEAD
    with pytest.raises(EditConflict):
        manager.staff.save(replace(femi, job_title="Day lead"))
    (role, before, after), *_others = [
        (c.field, c.before, c.after) for c in newest(manager, "changed").changes if c.field == "role"
    ]
    assert (role, before, after) == ("role", "residential_worker", "shift_lead")


def test_an_open_session_acts_under_the_new_role_at_once(house: House, manager: Services) -> None:
    theirs = house.signed_in(Role.SHIFT_LEAD)
    denise = theirs.session.actor
    theirs.young_people.get(KAI)
    manager.staff.save(replace(denise, role=Role.AGENCY_WORKER))
    with pytest.raises(PermissionRefused):
        theirs.young_people.get(KAI)
    assert theirs.young_people.list() == ()
    manager.staff.assign(Assignment(staff_id=denise.id, young_person_id=DEV))
    assert [p.id for p in theirs.young_people.list()] == [DEV]


def test_what_is_withheld_from_the_new_role_is_not_seen_even_at_the_first_click(
    house: House, manager: Services
) -> None:
    theirs = house.signed_in(Role.SHIFT_LEAD)
    denise = theirs.session.actor
    with manager.session.writing(Action.WITHHOLD, KAI) as work:
        work.withholdings.add(
            Withholding(
                young_person_id=KAI, record_kind="network_people", record_id=person_id(KAI),
                from_whom=FromWhom.ROLE, from_id=Role.RESIDENTIAL_WORKER.value,
                from_name="Residential worker", because="Nan asked for it.",
            )
        )  # fmt: skip
    assert [p.name for p in theirs.people.network(KAI)] == ["Pauline"]
    manager.staff.save(replace(denise, role=Role.RESIDENTIAL_WORKER))
    assert theirs.people.network(KAI) == ()


def test_an_account_that_is_ended_is_refused_at_its_next_click_and_has_no_slot(
    house: House, manager: Services
) -> None:
    theirs = house.signed_in(Role.RESIDENTIAL_WORKER)
    manager.staff.end(theirs.session.actor.id, TODAY)
    for _click in range(2):
        with pytest.raises(NotSignedIn):
            theirs.young_people.list()
    assert FEMI not in {p.name for p in theirs.session.sign_in_page().people}
    ended = account(manager, FEMI)
    assert not ended.has_password
    assert ended.has_ended(TODAY)
    assert manager.audit.log(record_id=ended.id)  # the history stays


def test_somebody_works_to_the_end_of_a_last_day_that_was_known_before(
    house: House, manager: Services
) -> None:
    manager.staff.end(named(manager, FEMI).id, TODAY + timedelta(days=1))
    house.clock.advance(timedelta(days=1))
    theirs = house.signed_in(Role.RESIDENTIAL_WORKER)
    manager.staff.save(replace(theirs.session.actor, job_title="Bank worker"))
    assert theirs.young_people.list()
    house.clock.advance(timedelta(days=1))
    with pytest.raises(NotSignedIn):
        theirs.young_people.list()


def test_whoever_was_ended_and_comes_back_gets_another_last_day_and_a_new_password(
    house: House, manager: Services
) -> None:
    femi = named(manager, FEMI)
    manager.staff.end(femi.id, TODAY - timedelta(days=1))
    with pytest.raises(InputError, match="another last day first"):
        manager.staff.set_password(femi.id)
    manager.staff.end(femi.id, None)
    back = account(manager, FEMI)
    assert (back.has_ended(TODAY), back.has_password) == (False, False)
    given = manager.staff.set_password(femi.id)
    assert house.services().session.sign_in_named(FEMI, given.password).id == femi.id


def test_a_last_day_before_the_first_one_is_put_right(manager: Services) -> None:
    made = manager.staff.add(new_colleague(starts=TODAY))
    with pytest.raises(InputError) as told:
        manager.staff.end(made.record.id, TODAY - timedelta(days=1))
    assert fields_of(told) == ["ends"]


def test_a_new_password_takes_the_place_of_the_old_one_and_lifts_the_pause(
    house: House, manager: Services
) -> None:
    femi = named(manager, FEMI)
    pause(house, femi.id)
    given = manager.staff.set_password(femi.id)
    assert not account(manager, FEMI).paused
    other = house.services()
    other.session.pause = lambda _seconds: None
    with pytest.raises(SignInRefused):
        other.session.sign_in_named(FEMI, PASSWORD)
    assert other.session.sign_in_named(FEMI, given.password).id == femi.id
    assert newest(manager, "password_set").record_id == femi.id


def test_one_lifts_the_pause_of_a_colleague_and_it_stands_in_the_log(house: House, manager: Services) -> None:
    femi = named(manager, FEMI)
    pause(house, femi.id)
    pause(house, manager.session.actor.id)
    assert {a.member.name for a in manager.staff.accounts() if a.paused} == {FEMI}  # managers only wait
    with pytest.raises(SignInRefused, match="paused"):
        house.services().session.sign_in_named(FEMI, PASSWORD)
    manager.staff.lift_pause(femi.id)
    assert not account(manager, FEMI).paused
    assert house.services().session.sign_in_named(FEMI, PASSWORD).id == femi.id
    assert newest(manager, "pause_lifted").record_id == femi.id


def willow() -> Unit:
    return Unit(name="Willow", house_name="Brackenfield House", jurisdiction=Jurisdiction.ENGLAND)


def second_manager(house: House, manager: Services) -> Services:
    """Add another unit manager and sign them in."""
    made = manager.staff.add(new_colleague(role=Role.UNIT_MANAGER))
    theirs = house.services()
    theirs.session.sign_in_named(made.record.name, made.password)
    theirs.session.choose_password(OWN_PASSWORD)
    return theirs


def test_nobody_changes_their_own_role_units_password_or_end(manager: Services) -> None:
    added = manager.units.add(willow()).record
    me = named(manager, STAFF[Role.UNIT_MANAGER])
    for other, field in (
        (replace(me, role=Role.INSPECTOR), "role"),
        (replace(me, other_unit_ids=()), "unit_id"),
        (replace(me, unit_id=added.id, other_unit_ids=(me.unit_id,)), "unit_id"),
    ):
        with pytest.raises(InputError) as told:
            manager.staff.save(other)
        assert fields_of(told) == [field]
    for refused in (lambda: manager.staff.set_password(me.id), lambda: manager.staff.end(me.id, TODAY)):
        with pytest.raises(InputError) as told:
            refused()
        assert fields_of(told) == ["staff"]


def test_a_unit_always_keeps_a_manager_without_a_last_day(house: House, manager: Services) -> None:
    """Else a day would come on which the recovery key lets nobody in any more."""
    second = second_manager(house, manager)
    first, other = manager.session.actor, second.session.actor
    second.staff.end(first.id, TODAY + timedelta(days=30))
    with pytest.raises(InputError, match="needs a manager"):
        manager.staff.end(other.id, TODAY)
    with pytest.raises(InputError, match="needs a manager"):
        manager.staff.save(replace(named(manager, other.name), role=Role.SHIFT_LEAD))
    second.staff.end(first.id, None)
    manager.staff.end(other.id, TODAY)
    with pytest.raises(NotSignedIn):
        second.staff.list()


# -- the system administrator ------------------------------------------------------------------------------


def test_an_administrator_makes_changes_ends_and_resets_no_unit_manager(administrator: Services) -> None:
    graham = named(administrator, STAFF[Role.UNIT_MANAGER])
    femi = named(administrator, FEMI)
    before = administrator.session.sign_in_page().people
    attempts: list[Callable[[], object]] = [
        lambda: administrator.staff.add(new_colleague(role=Role.UNIT_MANAGER)),
        lambda: administrator.staff.save(replace(graham, role=Role.INSPECTOR)),
        lambda: administrator.staff.save(replace(graham, job_title="Gone")),
        lambda: administrator.staff.save(replace(femi, role=Role.UNIT_MANAGER)),
        lambda: administrator.staff.end(graham.id, TODAY),
        lambda: administrator.staff.set_password(graham.id),
        lambda: administrator.staff.lift_pause(graham.id),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionRefused, match="no unit manager's account"):
            attempt()
    assert administrator.session.sign_in_page().people == before
    with pytest.raises(PermissionRefused):
        administrator.staff.confirm(femi.id)
    with pytest.raises(PermissionRefused):
        administrator.staff.assign(
            Assignment(staff_id=named(administrator, "Ana Lima").id, young_person_id=KAI)
        )


def test_an_account_that_an_administrator_made_waits_and_gets_a_password_only_its_owner_knows(
    house: House, manager: Services, administrator: Services
) -> None:
    made = administrator.staff.add(new_colleague())
    assert account(manager, "Chloe Wren").member.waits_for_manager
    with pytest.raises(SignInRefused, match="waits for a unit manager"):
        house.services().session.sign_in_named("Chloe Wren", made.password)
    confirmed = manager.staff.confirm(made.record.id)
    assert not confirmed.record.waits_for_manager
    other = house.services()
    other.session.pause = lambda _seconds: None
    with pytest.raises(SignInRefused):  # else the administrator would be first
        other.session.sign_in_named("Chloe Wren", made.password)
    assert other.session.sign_in_named("Chloe Wren", confirmed.password).id == made.record.id
    assert newest(manager, "account_confirmed").record_id == made.record.id


def test_a_password_from_an_administrator_opens_nothing_before_a_manager_says_so(
    house: House, manager: Services, administrator: Services
) -> None:
    theirs = house.signed_in(Role.RESIDENTIAL_WORKER)
    given = administrator.staff.set_password(theirs.session.actor.id)
    with pytest.raises(NotSignedIn):
        theirs.young_people.list()
    with pytest.raises(SignInRefused, match="waits for a unit manager"):
        house.services().session.sign_in_named(FEMI, given.password)
    confirmed = manager.staff.confirm(theirs.session.actor.id)
    assert confirmed.password not in ("", given.password)


@pytest.mark.parametrize("change", [{"role": Role.RESIDENTIAL_WORKER}, {"role": Role.INSPECTOR}])
def test_another_role_from_an_administrator_waits_and_the_owner_keeps_their_password(
    house: House, manager: Services, administrator: Services, change: dict
) -> None:
    denise = named(administrator, STAFF[Role.SHIFT_LEAD])
    administrator.staff.save(replace(denise, **change))
    with pytest.raises(SignInRefused, match="waits for a unit manager"):
        house.signed_in(Role.SHIFT_LEAD)
    assert manager.staff.confirm(denise.id).password == ""
    assert house.signed_in(Role.SHIFT_LEAD).session.actor.role is change["role"]


def test_an_administrator_ends_accounts_and_makes_colleagues_who_read_nothing(
    house: House, administrator: Services
) -> None:
    made = administrator.staff.add(new_colleague(role=Role.SYSTEM_ADMINISTRATOR))
    theirs = house.services()
    theirs.session.sign_in_named("Chloe Wren", made.password)
    theirs.session.choose_password(OWN_PASSWORD)
    assert theirs.staff.list()
    theirs.staff.end(named(theirs, FEMI).id, TODAY)
    with pytest.raises(SignInRefused):
        house.signed_in(Role.RESIDENTIAL_WORKER)
    theirs.staff.end(named(theirs, FEMI).id, None)
    assert named(theirs, FEMI).waits_for_manager


def test_whoever_waits_for_nothing_is_confirmed_without_any_change(manager: Services) -> None:
    before = named(manager, FEMI)
    assert manager.staff.confirm(before.id) == GivenPassword(
        before, manager.staff.confirm(before.id).changed, ""
    )
    assert named(manager, FEMI) == before


# -- units -------------------------------------------------------------------------------------------------


def test_somebody_of_two_units_reaches_the_young_people_of_both(house: House, manager: Services) -> None:
    added = manager.units.add(willow()).record
    theirs = house.signed_in(Role.SHIFT_LEAD)
    kai = manager.young_people.get(KAI)
    manager.young_people.save(replace(kai, unit_id=added.id))
    assert [p.id for p in theirs.young_people.list()] == [DEV]
    manager.staff.save(replace(theirs.session.actor, other_unit_ids=(added.id, added.id)))
    assert {p.id for p in theirs.young_people.list()} == {DEV, KAI}
    assert theirs.session.actor.other_unit_ids == (added.id,)
    assert STAFF[Role.SHIFT_LEAD] in {c.name for c in theirs.worker_changes.candidates(KAI).incoming}


def test_nobody_gives_a_unit_that_is_not_theirs(house: House, manager: Services) -> None:
    second = second_manager(house, manager)
    added = manager.units.add(willow()).record
    femi = named(second, FEMI)
    with pytest.raises(PermissionRefused):
        second.staff.save(replace(femi, other_unit_ids=(added.id,)))
    with pytest.raises(PermissionRefused):
        second.staff.save(replace(femi, unit_id=added.id))
    with pytest.raises(PermissionRefused):
        second.staff.add(new_colleague(name="Ada Moss", unit_id=added.id))
    manager.staff.save(replace(femi, unit_id=added.id))
    assert FEMI not in {m.name for m in second.staff.list()}
    with pytest.raises(PermissionRefused):
        second.staff.set_password(femi.id)


def test_an_account_that_reaches_a_unit_of_others_is_not_confirmed_over_their_heads(
    house: House, manager: Services, administrator: Services
) -> None:
    second = second_manager(house, manager)
    added = manager.units.add(willow()).record
    manager.staff.save(replace(administrator.session.actor, other_unit_ids=(added.id,)))
    made = administrator.staff.add(new_colleague(name="Ada Moss", other_unit_ids=(added.id,))).record
    with pytest.raises(InputError, match="do not manage"):
        second.staff.confirm(made.id)
    second.staff.save(replace(named(second, "Ada Moss"), other_unit_ids=()))
    assert second.staff.confirm(made.id).password


def test_an_agency_worker_is_assigned_to_young_people_of_their_own_units_alone(manager: Services) -> None:
    added = manager.units.add(willow()).record
    manager.young_people.save(replace(manager.young_people.get(KAI), unit_id=added.id))
    agency = named(manager, STAFF[Role.AGENCY_WORKER])
    with pytest.raises(InputError) as told:
        manager.staff.assign(Assignment(staff_id=agency.id, young_person_id=KAI))
    assert fields_of(told) == ["young_person_id"]
    manager.staff.save(replace(agency, other_unit_ids=(added.id,)))
    manager.staff.assign(Assignment(staff_id=agency.id, young_person_id=KAI))


def test_an_assignment_that_is_not_there_any_more_is_said(manager: Services) -> None:
    agency = named(manager, STAFF[Role.AGENCY_WORKER])
    with pytest.raises(Gone):
        manager.staff.assign(Assignment(staff_id=agency.id, young_person_id=KAI, id="f" * 32, version=1))


def test_agency_accounts_end_by_themselves(house: House, manager: Services) -> None:
    manager.staff.add(
        new_colleague(role=Role.AGENCY_WORKER, starts=TODAY, ends=date(2026, 5, 20)), OWN_PASSWORD
    )
    house.clock.advance(timedelta(days=7))
    with pytest.raises(SignInRefused, match="ended"):
        house.services().session.sign_in_named("Chloe Wren", OWN_PASSWORD)
    house.signed_in(Role.SHIFT_LEAD)  # whoever signs in next takes the slot away
    assert "Chloe Wren" not in {p.name for p in house.services().session.sign_in_page().people}
