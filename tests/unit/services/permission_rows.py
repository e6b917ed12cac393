"""The permissions table of the tests: every function of every service, the action it asks for, and how it is called.

A method that is added to a service without a row here fails test_permissions_table.py.
"""

from datetime import timedelta

from securecare_desktop.domain import (
    family_time,
    own_words,
    people,
)
from securecare_desktop.domain import worker_changes as changes
from securecare_desktop.domain import young_people as young
from securecare_desktop.domain.editions import HandedOut
from securecare_desktop.domain.frameworks import OwnFrameworkItem
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Assignment, Role, StaffMember
from securecare_desktop.services.calendar_file import CalendarRequest
from tests.support.house import NOW, PASSWORD, TODAY, change_id, occasion_id, person_id
from tests.unit.services.permission_calls import (
    HOWS,
    Row,
    _member,
    action,
    addendum,
    agency_worker,
    family_limit,
    family_limit_looked_at,
    let_a_word_go,
    new_unit,
    not_made,
    occasion,
    open_one,
    opened_by_somebody,
    own_entry,
    own_framework,
    plan,
    plan_being_written,
    planned_already,
    promise,
    question,
    request,
    school_holiday,
    signed_entry,
    sitting,
    somebody_else,
    step_of,
    stored_to_share,
    to_share,
    withheld_id,
    withholding,
    words,
)
from tests.unit.services.permission_checklists import CHECKLISTS
from tests.unit.services.permission_clocks import CLOCKS
from tests.unit.services.permission_imports import IMPORTS
from tests.unit.services.permission_plans import PLANS
from tests.unit.services.permission_shifts import SHIFTS
from tests.unit.services.permission_stays import STAYS

__all__ = ["NEEDS_NO_RIGHT", "OUTSIDE", "TABLE", "Row"]

R, W, P = Action.READ_RECORDS, Action.WRITE_ENTRIES, Action.EDIT_PLAN
TABLE: dict[str, Row] = {
    "young_people.list": Row(R, lambda s, _w: s.young_people.list(), about_one=False),
    "young_people.get": Row(R, lambda s, w: s.young_people.get(w)),
    "young_people.head": Row(R, lambda s, w: s.young_people.head(w)),
    "young_people.overview": Row(R, lambda s, w: s.young_people.overview(w)),
    "young_people.about_me": Row(R, lambda s, w: s.young_people.about_me(w)),
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
    "young_people.note_status": Row(
        W,
        lambda s, w: s.young_people.note_status(
            young.Status(young_person_id=w, kind=young.StatusKind.SETTLED, sentence="Good day.", noted_at=NOW)
        ),
    ),
    "people.network": Row(R, lambda s, w: s.people.network(w)),
    "people.key_adults": Row(R, lambda s, w: s.people.key_adults(w)),
    "people.people_choices": Row(R, lambda s, w: s.people.people_choices(w)),
    "people.roles": Row(R, lambda s, w: s.people.roles(w)),
    "people.has_relevant_persons": Row(R, lambda s, w: s.people.has_relevant_persons(w)),
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
    "people_map.sittings": Row(R, lambda s, w: s.people_map.sittings(w)),
    "people_map.start": Row(R, lambda s, w: s.people_map.start(w)),
    "people_map.save": Row(Action.EDIT_PROFILE, lambda s, w: s.people_map.save(sitting(w))),
    **PLANS,
    **CLOCKS,
    **STAYS,
    **SHIFTS,
    **IMPORTS,
    **CHECKLISTS,
    "arrangements.arrangements": Row(R, lambda s, w: s.arrangements.arrangements(w)),
    "arrangements.expected": Row(
        R, lambda s, w: s.arrangements.expected(w, TODAY, TODAY + timedelta(days=31))
    ),
    "arrangements.school_year": Row(R, lambda s, w: s.arrangements.school_year(w)),
    "arrangements.holidays": Row(R, lambda s, _w: s.arrangements.holidays(), about_one=False),
    "arrangements.save_holiday": Row(
        P, lambda s, _w: s.arrangements.save_holiday(school_holiday(s)), about_one=False
    ),
    "family_time.occasions": Row(R, lambda s, w: s.family_time.occasions(w)),
    "family_time.occasion": Row(R, lambda s, w: s.family_time.occasion(w, occasion_id(w))),
    "family_time.month": Row(R, lambda s, w: s.family_time.month(w, TODAY.replace(day=1))),
    "family_calendar.month": Row(R, lambda s, w: s.family_calendar.month(w, TODAY)),
    "family_calendar.expected": Row(R, lambda s, w: s.family_calendar.expected(w, TODAY, TODAY)),
    "family_calendar.year": Row(R, lambda s, w: s.family_calendar.year(w, TODAY)),
    "limits.limits": Row(R, lambda s, w: s.limits.limits(w)),
    "limits.rules": Row(R, lambda s, w: s.limits.rules(w)),
    "limits.reviews": Row(R, lambda s, w: s.limits.reviews(w)),
    "arrangements.save_arrangement": Row(
        P,
        lambda s, w: s.arrangements.save_arrangement(
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
    "limits.save_limit": Row(Action.SET_LIMIT, lambda s, w: s.limits.save_limit(family_limit(w))),
    "limits.save_review": Row(
        Action.SET_LIMIT, lambda s, w: s.limits.save_review(family_limit_looked_at(s, w))
    ),
    "family_sharing.versions": Row(R, lambda s, w: s.family_sharing.versions(w, occasion_id(w))),
    "family_sharing.save_shared": Row(W, lambda s, w: s.family_sharing.save_shared(to_share(s, w))),
    "family_engagement.list_for": Row(R, lambda s, w: s.family_engagement.list_for(w)),
    "family_engagement.about": Row(R, lambda s, w: s.family_engagement.about(w)),
    "family_engagement.save": Row(W, lambda s, w: s.family_engagement.save(question(w))),
    "family_engagement.answer": Row(
        W, lambda s, w: s.family_engagement.answer(question(w), "Yes, he has his coat.", "Femi")
    ),
    "calendar_file.offer": Row(Action.SAVE_CALENDAR, lambda s, w: s.calendar_file.offer(), about_one=False),
    "calendar_file.save": Row(
        Action.SAVE_CALENDAR,
        lambda s, w: s.calendar_file.save(
            CalendarRequest(first=TODAY, last=TODAY, young_person_id=w),
            s.session.require_folder().parent / "dates.ics",
        ),
    ),
    "promises.list_for": Row(R, lambda s, w: s.promises.list_for(w)),
    "promises.save": Row(W, lambda s, w: s.promises.save(promise(w))),
    "promises.open_ones": Row(R, lambda s, w: s.promises.open_ones(), about_one=False),
    "promises.kept_by": Row(
        Action.SEE_STAFF, lambda s, w: s.promises.kept_by(s.session.actor.id), about_one=False
    ),
    "promises.tell": Row(W, lambda s, w: s.promises.tell(promise(w))),
    "promises.keep": Row(W, lambda s, w: s.promises.keep(promise(w))),
    "promises.hand_over": Row(W, lambda s, w: s.promises.hand_over(promise(w), "Sam")),
    "promises.could_not_keep": Row(W, lambda s, w: s.promises.could_not_keep(promise(w), "The shop closed.")),
    "actions.list_for": Row(R, lambda s, w: s.actions.list_for(w)),
    "actions.save": Row(W, lambda s, w: s.actions.save(action(w))),
    "actions.for_goals": Row(R, lambda s, w: s.actions.for_goals(w)),
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
    "worker_changes.open_changes": Row(R, lambda s, _w: s.worker_changes.open_changes(), about_one=False),
    "worker_changes.count_open": Row(R, lambda s, _w: s.worker_changes.count_open(), about_one=False),
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
    "packs.offer_shared": Row(Action.ISSUE_PACK, lambda s, w: s.packs.offer_shared(w, stored_to_share(s, w))),
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
    "frameworks.in_use": Row(R, lambda s, w: s.frameworks.in_use(w)),
    "frameworks.coverage": Row(R, lambda s, w: s.frameworks.coverage(w)),
    "frameworks.confirm": Row(
        P, lambda s, w: (plan_being_written(s, w), s.frameworks.confirm(w, 9, "nine_steps:3"))
    ),
    "frameworks.of_unit": Row(Action.MANAGE_UNIT, lambda s, _w: s.frameworks.of_unit(), about_one=False),
    "frameworks.switch": Row(
        Action.MANAGE_UNIT, lambda s, _w: s.frameworks.switch("nine_steps", on=True), about_one=False
    ),
    "frameworks.say": Row(
        Action.MANAGE_UNIT,
        lambda s, _w: s.frameworks.say("secure_care_standards", "22", "From the printed set."),
        about_one=False,
    ),
    "frameworks.save_own": Row(
        Action.MANAGE_UNIT, lambda s, _w: s.frameworks.save_own(own_framework(s)), about_one=False
    ),
    "frameworks.save_own_item": Row(
        Action.MANAGE_UNIT,
        lambda s, _w: s.frameworks.save_own_item(
            OwnFrameworkItem(own_framework_id=own_framework(s).id, number="", words="A bike each.")
        ),
        about_one=False,
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
    "open_anyway.elsewhere": Row(
        Action.OPEN_ANYWAY, lambda s, _w: s.open_anyway.elsewhere(), about_one=False
    ),
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
    "language.kept": Row(R, lambda s, w: s.language.kept(w)),
    "language.writing_about": Row(R, lambda s, w: s.language.writing_about(w)),
    "language.names": Row(R, lambda s, w: s.language.names(w)),
    "language.keep": Row(Action.EDIT_PROFILE, lambda s, w: s.language.keep(w, "contact")),
    "language.let_go": Row(Action.EDIT_PROFILE, let_a_word_go),
}

NEEDS_NO_RIGHT = {"drafts.load", "drafts.unfinished"}
"""A role without drafts is told that there is none."""

OUTSIDE = {"session", "stores", "preferences"}
"""They are used before anybody is signed in."""
