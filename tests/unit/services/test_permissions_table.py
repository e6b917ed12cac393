"""Every service function, every role, every kind of record: who is let in and who is refused.

A method that is added to a service without a row here makes the first test fail.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from securecare_desktop.core.errors import InputError, PermissionRefused
from securecare_desktop.domain import (
    actions,
    checklists,
    family_time,
    own_words,
    people,
    plans,
    promises,
    signatures,
)
from securecare_desktop.domain import worker_changes as changes
from securecare_desktop.domain import young_people as young
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.open_anyway import OpenedAnyway
from securecare_desktop.domain.permissions import Action, may
from securecare_desktop.domain.staff import Assignment, Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from tests.support.house import DEV, KAI, MIA, NOW, PASSWORD, TODAY, House, change_id, occasion_id, person_id

Call = Callable[[Services, str], Any]

HOWS = own_words.HowGiven


@dataclass(frozen=True)
class Row:
    """One function: the action it asks for, whether it is about one young person, and how it is called."""

    action: Action
    call: Call
    about_one: bool = True


def words(who: str, **more: Any) -> own_words.OwnWords:
    return own_words.OwnWords(young_person_id=who, given_how=HOWS.SAID, words="Fine.", **more)


def promise(who: str) -> promises.Promise:
    return promises.Promise(young_person_id=who, what="A photo", made_by="Femi")


def action(who: str) -> actions.PlannedAction:
    return actions.PlannedAction(young_person_id=who, what="Ring the college")


def occasion(who: str) -> family_time.Occasion:
    return family_time.Occasion(
        young_person_id=who, person_id=person_id(who), with_whom="Nan", kind=family_time.FamilyTimeKind.PHONE,
        state=family_time.OccasionState.PLANNED, planned_at=NOW + timedelta(days=1),
    )  # fmt: skip


def plan(who: str) -> changes.WorkerChange:
    return changes.WorkerChange(
        young_person_id=who, role=people.KeyRole.TEACHER, outgoing_name="Dav Osei", incoming_name="Lowri Pugh",
        day=TODAY + timedelta(days=20), reason_for_young_person="Dav moves to another school.",
    )  # fmt: skip


def step_of(services: Services, who: str) -> changes.ChangeStep:
    """Return a step without asking for the right to read it: what is tried is the writing."""
    return changes.ChangeStep(
        young_person_id=who, change_id=change_id(who), number=1, starts_on=TODAY, due_on=TODAY
    )


def item(who: str) -> checklists.ChecklistItem:
    return checklists.ChecklistItem(
        young_person_id=who, checklist_id=LISTS[who], key="X1", what="Ask about the room"
    )


def request(who: str) -> PackRequest:
    return PackRequest(
        young_person_id=who,
        edition=Edition.INCOMING_WORKER,
        recipient="Sam Adeyemi",
        purpose="Change of key worker",
    )


def not_made(services: Services, who: str) -> object:
    issued = services.packs.hand_out(request(who), HandedOut.SAVED)
    return services.packs.not_made(issued.copy, "the disk was full")


def new_unit() -> Unit:
    return Unit(name="Willow", house_name="Brackenfield House", jurisdiction=Jurisdiction.ENGLAND)


def own_entry(services: Services, who: str) -> own_words.OwnWords:
    """Return words this person wrote; where they may not write, some all the same: what is tried is the signing."""
    try:
        return services.own_words.save(words(who)).record
    except PermissionRefused:
        return words(who, id=occasion_id(who), version=1)


def signed_entry(services: Services, who: str) -> own_words.OwnWords:
    try:
        return services.signatures.sign(own_entry(services, who)).record
    except PermissionRefused:
        return words(who, id=occasion_id(who), version=1)


def addendum(to: own_words.OwnWords) -> signatures.Addendum:
    return signatures.Addendum(
        young_person_id=to.young_person_id, record_kind="own_words", record_id=to.id, words="And cake."
    )


def withholding(who: str) -> Withholding:
    return Withholding(
        young_person_id=who, record_kind="network_people", record_id=person_id(who), from_whom=FromWhom.OTHER,
        from_name="A reporter", because="Nobody outside needs it.",
    )  # fmt: skip


def withheld_id(services: Services, who: str) -> str:
    """Return the id of something withheld, which stands there without anybody's right to withhold being asked for."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        found = work.withholdings.active(who)
        return found[0].id if found else work.withholdings.add(withholding(who)).id


def open_one(services: Services, who: str) -> object:
    """Open records for a reason, and close them again: what else is tried is tried without them."""
    try:
        opened = services.open_anyway.open(who, "Night shift on the other unit").record
    except InputError as error:
        assert [p.field for p in error.problems] == ["young_person_id"]  # in their reach without a reason
        return None
    with services.session._opened().work(services.session.actor_of(services.session.actor)) as work:
        return work.opened_anyway.save(replace(opened, until=NOW - timedelta(hours=1)))


def opened_by_somebody(services: Services, who: str) -> str:
    """Return records that somebody opened and closed again; written without a right, to try the right to read why."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        return work.opened_anyway.add(
            OpenedAnyway(
                staff_id=session.actor.id, staff_name="X", young_person_id=who, reason="Why", until=NOW
            )
        ).id


LISTS: dict[str, str] = {}
"""The running checklist of each young person, filled in by the fixture."""

R, W, P = Action.READ_RECORDS, Action.WRITE_ENTRIES, Action.EDIT_PLAN
TABLE: dict[str, Row] = {
    "young_people.list": Row(R, lambda s, _w: s.young_people.list(), about_one=False),
    "young_people.get": Row(R, lambda s, w: s.young_people.get(w)),
    "young_people.head": Row(R, lambda s, w: s.young_people.head(w)),
    "young_people.overview": Row(R, lambda s, w: s.young_people.overview(w)),
    "young_people.about_me": Row(R, lambda s, w: s.young_people.about_me(w)),
    "young_people.stay": Row(R, lambda s, w: s.young_people.stay(w)),
    "young_people.stays": Row(R, lambda s, w: s.young_people.stays(w)),
    "young_people.statuses": Row(R, lambda s, w: s.young_people.statuses(w)),
    "young_people.save": Row(
        Action.ADD_YOUNG_PERSON,
        lambda s, _w: s.young_people.save(
            young.YoungPerson(
                unit_id="", name_used="New", legal_name="New Name", date_of_birth=TODAY - timedelta(6000)
            )
        ),
        about_one=False,
    ),
    "young_people.save_about_me": Row(
        Action.EDIT_PROFILE,
        lambda s, w: s.young_people.save_about_me(
            young.AboutMePart(young_person_id=w, kind=young.AboutMeKind.HOPES, text="A bike")
        ),
    ),
    "young_people.save_stay": Row(
        Action.EDIT_PROFILE,
        lambda s, w: s.young_people.save_stay(
            young.Stay(young_person_id=w, stage=young.Stage.DURING, legal_basis=young.LegalBasis.OTHER)
        ),
    ),
    "young_people.note_status": Row(
        W,
        lambda s, w: s.young_people.note_status(
            young.Status(young_person_id=w, kind=young.StatusKind.SETTLED, sentence="Good day.", noted_at=NOW)
        ),
    ),
    "people.network": Row(R, lambda s, w: s.people.network(w)),
    "people.key_adults": Row(R, lambda s, w: s.people.key_adults(w)),
    "people.people_choices": Row(R, lambda s, w: s.people.people_choices(w)),
    "people.save_person": Row(
        Action.EDIT_PROFILE,
        lambda s, w: s.people.save_person(
            people.NetworkPerson(
                young_person_id=w, name="Tyler", who_they_are="Brother", circle=people.Circle.OWN_PEOPLE
            )
        ),
    ),
    "people.save_key_adult": Row(
        Action.EDIT_PROFILE,
        lambda s, w: s.people.save_key_adult(
            people.KeyAdult(young_person_id=w, role=people.KeyRole.NURSE, name="Bea Lindqvist")
        ),
    ),
    "plans.versions": Row(R, lambda s, w: s.plans.versions(w)),
    "plans.current": Row(R, lambda s, w: s.plans.current(w)),
    "plans.parts": Row(R, lambda s, w: s.plans.parts(w)),
    "plans.goals": Row(R, lambda s, w: s.plans.goals(w)),
    "plans.scenarios": Row(R, lambda s, w: s.plans.scenarios(w)),
    "plans.restrictions": Row(R, lambda s, w: s.plans.restrictions(w)),
    "plans.decisions": Row(R, lambda s, w: s.plans.decisions(w)),
    "plans.start_version": Row(P, lambda s, w: s.plans.start_version(w)),
    "plans.save_version": Row(
        P,
        lambda s, w: s.plans.save_version(
            plans.PlanVersion(young_person_id=w, number=9, state=plans.PlanState.DRAFT, made_on=TODAY)
        ),
    ),
    "plans.save_part": Row(
        P,
        lambda s, w: s.plans.save_part(
            plans.PlanPart(young_person_id=w, plan_version_id="", section=4, text="Early breakfast")
        ),
    ),
    "plans.save_goal": Row(
        P,
        lambda s, w: s.plans.save_goal(
            plans.Goal(young_person_id=w, plan_version_id="", title="A bike course")
        ),
    ),
    "plans.save_scenario": Row(
        P,
        lambda s, w: s.plans.save_scenario(
            plans.Scenario(young_person_id=w, what="A call is cancelled late", what_helps="Tell him straight")
        ),
    ),
    "plans.save_restriction": Row(
        P,
        lambda s, w: s.plans.save_restriction(
            plans.LiveRestriction(young_person_id=w, what="Room searched weekly", ground="Plan, section 8")
        ),
    ),
    "plans.save_decision": Row(
        P, lambda s, w: s.plans.save_decision(plans.Decision(young_person_id=w, what="Bike trip on Sunday"))
    ),
    "family_time.arrangements": Row(R, lambda s, w: s.family_time.arrangements(w)),
    "family_time.occasions": Row(R, lambda s, w: s.family_time.occasions(w)),
    "family_time.occasion": Row(R, lambda s, w: s.family_time.occasion(w, occasion_id(w))),
    "family_time.month": Row(R, lambda s, w: s.family_time.month(w, TODAY.replace(day=1))),
    "family_time.limits": Row(R, lambda s, w: s.family_time.limits(w)),
    "family_time.save_arrangement": Row(
        P,
        lambda s, w: s.family_time.save_arrangement(
            family_time.Arrangement(
                young_person_id=w,
                person_id=person_id(w),
                with_whom="Nan",
                kind=family_time.FamilyTimeKind.VISIT_HERE,
                how_often="Thursdays 14:00",
            )
        ),
    ),  # fmt: skip
    "family_time.save_occasion": Row(W, lambda s, w: s.family_time.save_occasion(occasion(w))),
    "family_time.record_telling": Row(
        W,
        lambda s, w: s.family_time.record_telling(
            w, occasion_id(w), "Femi", NOW, "Tell her hello.", HOWS.SAID
        ),
    ),
    "family_time.save_limit": Row(
        Action.SET_LIMIT,
        lambda s, w: s.family_time.save_limit(
            family_time.Limit(
                young_person_id=w,
                person_id=person_id(w),
                with_whom="Nan",
                what="An adult is in the room",
                ground=family_time.LimitGround.COURT_ORDER,
                ground_details="Section 34, 9 March",
            )
        ),
    ),  # fmt: skip
    "promises.list_for": Row(R, lambda s, w: s.promises.list_for(w)),
    "promises.save": Row(W, lambda s, w: s.promises.save(promise(w))),
    "promises.keep": Row(W, lambda s, w: s.promises.keep(promise(w))),
    "promises.hand_over": Row(W, lambda s, w: s.promises.hand_over(promise(w), "Sam")),
    "promises.could_not_keep": Row(W, lambda s, w: s.promises.could_not_keep(promise(w), "The shop closed.")),
    "actions.list_for": Row(R, lambda s, w: s.actions.list_for(w)),
    "actions.save": Row(W, lambda s, w: s.actions.save(action(w))),
    "actions.done": Row(W, lambda s, w: s.actions.done(action(w))),
    "own_words.list_for": Row(R, lambda s, w: s.own_words.list_for(w)),
    "own_words.save": Row(W, lambda s, w: s.own_words.save(words(w))),
    "signatures.asks_password": Row(Action.SIGN_ENTRIES, lambda s, w: s.signatures.asks_password(w)),
    "signatures.sign": Row(Action.SIGN_ENTRIES, lambda s, w: s.signatures.sign(own_entry(s, w))),
    "signatures.add_addendum": Row(
        Action.SIGN_ENTRIES, lambda s, w: s.signatures.add_addendum(addendum(signed_entry(s, w)))
    ),
    "signatures.addenda_of": Row(R, lambda s, w: s.signatures.addenda_of(w)),
    "signatures.waiting": Row(R, lambda s, _w: s.signatures.waiting(), about_one=False),
    "checklists.list_for": Row(R, lambda s, w: s.checklists.list_for(w)),
    "checklists.items": Row(R, lambda s, w: s.checklists.items(w)),
    "checklists.start": Row(W, lambda s, w: s.checklists.start(w, "First days", TODAY)),
    "checklists.save_item": Row(W, lambda s, w: s.checklists.save_item(item(w))),
    "checklists.tick": Row(W, lambda s, w: s.checklists.tick(item(w))),
    "checklists.untick": Row(W, lambda s, w: s.checklists.untick(item(w))),
    "worker_changes.open_changes": Row(R, lambda s, _w: s.worker_changes.open_changes(), about_one=False),
    "worker_changes.changes_of": Row(R, lambda s, w: s.worker_changes.changes_of(w)),
    "worker_changes.workspace": Row(R, lambda s, w: s.worker_changes.workspace(change_id(w))),
    "worker_changes.candidates": Row(R, lambda s, w: s.worker_changes.candidates(w)),
    "worker_changes.plan": Row(Action.PLAN_CHANGE_OF_WORKER, lambda s, w: s.worker_changes.plan(plan(w))),
    "worker_changes.change_plan": Row(
        Action.PLAN_CHANGE_OF_WORKER, lambda s, w: s.worker_changes.change_plan(planned_already(s, w))
    ),
    "worker_changes.finish": Row(
        Action.PLAN_CHANGE_OF_WORKER, lambda s, w: s.worker_changes.finish(change_id(w))
    ),
    "worker_changes.call_off": Row(
        Action.PLAN_CHANGE_OF_WORKER, lambda s, w: s.worker_changes.call_off(change_id(w), "Hannah stays.")
    ),
    "worker_changes.save_step": Row(
        Action.RECORD_CHANGE_STEP, lambda s, w: s.worker_changes.save_step(step_of(s, w))
    ),
    "worker_changes.save_telling": Row(
        Action.RECORD_CHANGE_STEP,
        lambda s, w: s.worker_changes.save_telling(
            changes.Telling(
                young_person_id=w, change_id=change_id(w), audience=changes.Audience.FAMILY, who="Nan"
            )
        ),
    ),
    "worker_changes.save_meeting": Row(
        Action.RECORD_CHANGE_STEP,
        lambda s, w: s.worker_changes.save_meeting(
            changes.JointMeeting(young_person_id=w, change_id=change_id(w), what="Tea")
        ),
    ),
    "worker_changes.save_question": Row(
        Action.RECORD_CHANGE_STEP,
        lambda s, w: s.worker_changes.save_question(
            changes.Question(young_person_id=w, change_id=change_id(w), question="Will she write?")
        ),
    ),
    "worker_changes.save_words": Row(
        Action.RECORD_CHANGE_STEP,
        lambda s, w: s.worker_changes.save_words(words(w, about=own_words.About.WISH, about_id=change_id(w))),
    ),
    "packs.offer": Row(Action.ISSUE_PACK, lambda s, w: s.packs.offer(w)),
    "packs.preview": Row(Action.ISSUE_PACK, lambda s, w: s.packs.preview(request(w))),
    "packs.hand_out": Row(Action.ISSUE_PACK, lambda s, w: s.packs.hand_out(request(w), HandedOut.SAVED)),
    "packs.not_made": Row(Action.ISSUE_PACK, not_made),
    "packs.register": Row(Action.READ_PACK_REGISTER, lambda s, w: s.packs.register(w)),
    "staff.list": Row(Action.SEE_STAFF, lambda s, _w: s.staff.list(), about_one=False),
    "staff.accounts": Row(Action.SEE_STAFF, lambda s, _w: s.staff.accounts(), about_one=False),
    "staff.add": Row(
        Action.MANAGE_STAFF,
        lambda s, _w: s.staff.add(
            StaffMember(name=f"New {s.session.actor.role}", role=Role.AGENCY_WORKER, unit_id=""),
            "three odd words here",
        ),
        about_one=False,
    ),
    "staff.end": Row(
        Action.MANAGE_STAFF, lambda s, _w: s.staff.end(somebody_else(s), TODAY), about_one=False
    ),
    "staff.set_password": Row(
        Action.MANAGE_STAFF,
        lambda s, _w: s.staff.set_password(somebody_else(s), "four quite odd words"),
        about_one=False,
    ),
    "staff.save": Row(
        Action.MANAGE_STAFF, lambda s, _w: s.staff.save(_member(s, somebody_else(s))), about_one=False
    ),
    "staff.confirm": Row(
        Action.CONFIRM_ACCOUNTS, lambda s, _w: s.staff.confirm(somebody_else(s)), about_one=False
    ),
    "staff.lift_pause": Row(
        Action.MANAGE_STAFF, lambda s, _w: s.staff.lift_pause(somebody_else(s)), about_one=False
    ),
    "staff.assignments": Row(
        Action.ASSIGN_AGENCY_WORKERS, lambda s, _w: s.staff.assignments(agency_worker(s)), about_one=False
    ),
    "staff.assign": Row(
        Action.ASSIGN_AGENCY_WORKERS,
        lambda s, w: s.staff.assign(Assignment(staff_id=agency_worker(s), young_person_id=w)),
    ),
    "units.list": Row(Action.SEE_STAFF, lambda s, _w: s.units.list(), about_one=False),
    "units.add": Row(Action.MANAGE_UNIT, lambda s, _w: s.units.add(new_unit()), about_one=False),
    "units.save": Row(Action.MANAGE_UNIT, lambda s, _w: s.units.save(s.units.list()[0]), about_one=False),
    "store_key.change_key": Row(
        Action.CHANGE_STORE_KEY,
        lambda s, _w: s.store_key.change_key(PASSWORD, lambda _done, _of: None),
        about_one=False,
    ),
    "audit.of_record": Row(R, lambda s, w: s.audit.of_record(w, "young_people", w)),
    "audit.log": Row(Action.READ_AUDIT_LOG, lambda s, _w: s.audit.log(), about_one=False),
    "audit.who_looked": Row(Action.SEE_WHO_LOOKED, lambda s, w: s.audit.who_looked(w)),
    "audit.overview": Row(Action.READ_AUDIT_LOG, lambda s, _w: s.audit.overview(), about_one=False),
    "audit.on_paper": Row(Action.READ_AUDIT_LOG, lambda s, _w: s.audit.on_paper("0" * 12), about_one=False),
    "audit.export_csv": Row(
        Action.READ_AUDIT_LOG,
        lambda s, _w: s.audit.export_csv({}, s.session.require_folder().parent / "log.csv"),
        about_one=False,
    ),
    "open_anyway.elsewhere": Row(Action.OPEN_ANYWAY, lambda s, _w: s.open_anyway.elsewhere(), about_one=False),
    "open_anyway.open": Row(Action.OPEN_ANYWAY, open_one),
    "open_anyway.until": Row(R, lambda s, w: s.open_anyway.until(w)),
    "open_anyway.unseen": Row(
        Action.SEE_OPENED_ANYWAY, lambda s, _w: s.open_anyway.unseen(), about_one=False
    ),
    "open_anyway.mark_seen": Row(
        Action.SEE_OPENED_ANYWAY, lambda s, w: s.open_anyway.mark_seen(opened_by_somebody(s, w))
    ),
    "audit.check": Row(Action.CHECK_STORE, lambda s, _w: s.audit.check(), about_one=False),
    "search.find": Row(R, lambda s, _w: s.search.find("Kai"), about_one=False),
    "today.load": Row(R, lambda s, _w: s.today.load(), about_one=False),
    "drafts.keep": Row(
        Action.KEEP_DRAFTS, lambda s, _w: s.drafts.keep("form", "", {"a": "b"}), about_one=False
    ),
    "drafts.drop": Row(Action.KEEP_DRAFTS, lambda s, _w: s.drafts.drop("form"), about_one=False),
    "withholding.of": Row(R, lambda s, w: s.withholding.of(w)),
    "withholding.on": Row(
        R,
        lambda s, w: s.withholding.on(
            people.NetworkPerson(
                id=person_id(w),
                version=1,
                young_person_id=w,
                name="",
                who_they_are="",
                circle=people.Circle.HOUSE,
            )
        ),
    ),
    "withholding.choices": Row(Action.WITHHOLD, lambda s, w: s.withholding.choices(w)),
    "withholding.withhold": Row(Action.WITHHOLD, lambda s, w: s.withholding.withhold(withholding(w))),
    "withholding.elsewhere": Row(Action.WITHHOLD, lambda s, w: s.withholding.elsewhere(withheld_id(s, w))),
    "withholding.withhold_elsewhere": Row(
        Action.WITHHOLD, lambda s, w: s.withholding.withhold_elsewhere(withheld_id(s, w))
    ),
    "withholding.end": Row(Action.WITHHOLD, lambda s, w: s.withholding.end(withheld_id(s, w))),
    "drafts.waiting": Row(Action.KEEP_DRAFTS, lambda s, _w: s.drafts.waiting(), about_one=False),
}

NEEDS_NO_RIGHT = {"drafts.load"}
"""A role without drafts is told that there is none."""

OUTSIDE = {"session", "stores", "preferences"}
"""They are used before anybody is signed in."""


def planned_already(services: Services, who: str) -> changes.WorkerChange:
    """Return the open change as it stands, for whoever may read it; else one that only names it."""
    try:
        return services.worker_changes.workspace(change_id(who)).file.change
    except PermissionRefused:
        return changes.WorkerChange(**{**{f.name: getattr(plan(who), f.name) for f in fields(plan(who))}, "id": change_id(who), "version": 1})  # fmt: skip


def somebody_else(services: Services) -> str:
    return next(m.id for m in services.staff.list() if m.role is Role.INSPECTOR)


def agency_worker(services: Services) -> str:
    return next(m.id for m in services.staff.list() if m.role is Role.AGENCY_WORKER)


def _member(services: Services, staff_id: str) -> StaffMember:
    return next(m for m in services.staff.list() if m.id == staff_id)


def test_every_function_of_every_service_has_a_row() -> None:
    found = set()
    for field in fields(Services):
        if field.name in OUTSIDE:
            continue
        kind = field.type if isinstance(field.type, type) else None
        assert kind is not None, field.name
        found |= {
            f"{field.name}.{name}"
            for name, _f in inspect.getmembers(kind, inspect.isfunction)
            if name[0] != "_"
        }
    assert found == set(TABLE) | NEEDS_NO_RIGHT


RECORDS = {
    "own unit": (KAI, {"own_unit": True, "assigned": False}),
    "own unit and assigned": (DEV, {"own_unit": True, "assigned": True}),
    "another unit": (MIA, {"own_unit": False, "assigned": False}),
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("record", list(RECORDS))
def test_who_is_let_in_and_who_is_refused(house: House, role: Role, record: str) -> None:
    services = house.signed_in(role)
    who, relation = RECORDS[record]
    _know_the_lists(house, services)
    for name, row in TABLE.items():
        if row.about_one:
            allowed = may(role, row.action, **relation)
        else:
            allowed = may(role, row.action, own_unit=True, assigned=True)
        if allowed:
            row.call(services, who)
        else:
            assert _is_refused(row, services, who), f"{role} was let in to {name} ({record})"


def _is_refused(row: Row, services: Services, who: str) -> bool:
    try:
        row.call(services, who)
    except PermissionRefused:
        return True
    return False


def _know_the_lists(house: House, services: Services) -> None:
    with services.session._opened().reading() as work:
        for who in (KAI, DEV, MIA):
            LISTS[who] = work.checklists.find(young_person_id=who)[0].id


@pytest.mark.parametrize("role", list(Role))
def test_lists_hold_only_young_people_of_ones_own(house: House, role: Role) -> None:
    services = house.signed_in(role)
    expected = {
        Role.AGENCY_WORKER: {DEV},
        Role.SYSTEM_ADMINISTRATOR: set(),
    }.get(role, {KAI, DEV})
    if not expected:
        with pytest.raises(PermissionRefused):
            services.young_people.list()
        return
    assert {p.id for p in services.young_people.list()} == expected
    assert {c.young_person_id for c in services.worker_changes.open_changes()} == expected
    today = services.today.load()
    for lines in (today.still_to_tell, today.changes, today.due, today.family_time):
        assert {line.young_person_id for line in lines} == expected
    assert {f.hit.young_person_id for f in services.search.find("Hannah")} == expected
    assert services.search.find("Mia") == ()


def test_a_record_of_somebody_else_cannot_be_saved_under_ones_own_young_person(house: House) -> None:
    from dataclasses import replace

    from securecare_desktop.core.errors import Gone

    manager = house.signed_in(Role.UNIT_MANAGER)
    nan_of_mia = people.NetworkPerson(
        id=person_id(MIA),
        version=1,
        young_person_id=KAI,
        name="X",
        who_they_are="Y",
        circle=people.Circle.HOUSE,
    )
    with pytest.raises(Gone):
        manager.people.save_person(nan_of_mia)
    with pytest.raises(Gone):
        manager.family_time.save_occasion(replace(occasion(KAI), person_id=person_id(MIA)))
    with pytest.raises(Gone):
        manager.worker_changes.save_meeting(
            changes.JointMeeting(young_person_id=KAI, change_id=change_id(MIA), what="Tea")
        )
    with pytest.raises(Gone):
        manager.family_time.occasion(KAI, occasion_id(MIA))
    with pytest.raises(Gone):
        manager.people.save_key_adult(
            people.KeyAdult(
                young_person_id=KAI, role=people.KeyRole.NURSE, name="X", person_id=person_id(MIA)
            )
        )
    _know_the_lists(house, manager)
    with pytest.raises(Gone):
        manager.checklists.save_item(replace(item(KAI), checklist_id=LISTS[MIA]))
    with manager.session.writing(Action.MANAGE_UNIT) as work:
        of_mia = work.plan_versions.add(
            plans.PlanVersion(young_person_id=MIA, number=1, state=plans.PlanState.CURRENT, made_on=TODAY)
        )
    with pytest.raises(Gone):
        manager.plans.save_part(
            plans.PlanPart(young_person_id=KAI, plan_version_id=of_mia.id, section=4, text="X")
        )
    with pytest.raises(Gone):
        manager.plans.save_goal(plans.Goal(young_person_id=KAI, plan_version_id=of_mia.id, title="X"))


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.INSPECTOR])
def test_the_log_holds_nothing_about_young_people_of_another_unit(house: House, role: Role) -> None:
    services = house.signed_in(role)
    about = {event.young_person_id for event in services.audit.log(limit=5000)}
    assert about == {KAI, DEV, ""}
    assert services.audit.log(record_id=MIA) == ()
    assert services.audit.log(young_person_id=MIA) == ()
    assert services.audit.of_record("", "young_people", MIA) == ()


def test_a_lost_id_opens_nobody_elses_records(house: House) -> None:
    agency = house.signed_in(Role.AGENCY_WORKER)
    assert agency.family_time.month("", TODAY.replace(day=1)) == ()
    assert agency.family_time.occasions("") == ()
    with pytest.raises(PermissionRefused):
        agency.audit.of_record("", "young_people", MIA)
