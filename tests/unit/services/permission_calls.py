"""What the rows of the permissions table call: records to save, entries to sign, somebody to change."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from securecare_desktop.core.errors import InputError, PermissionRefused
from securecare_desktop.domain import (
    actions,
    checklists,
    family_engagement,
    family_time,
    family_time_shared,
    own_words,
    people,
    plans,
    promises,
    signatures,
)
from securecare_desktop.domain import worker_changes as changes
from securecare_desktop.domain.editions import Edition, HandedOut
from securecare_desktop.domain.frameworks import OwnFramework
from securecare_desktop.domain.open_anyway import OpenedAnyway
from securecare_desktop.domain.people_map import MapPlace, PeopleMap
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.staff import Jurisdiction, Role, StaffMember, Unit
from securecare_desktop.domain.withholding import FromWhom, Withholding
from securecare_desktop.services.bundle import Services
from securecare_desktop.services.packs import PackRequest
from tests.support.house import DEV, KAI, MIA, NOW, TODAY, House, change_id, occasion_id, person_id

HOWS = own_words.HowGiven
Call = Callable[[Services, str], Any]


@dataclass(frozen=True)
class Row:
    """One function: the action it asks for, whether it is about one young person, and how it is called."""

    action: Action
    call: Call
    about_one: bool = True


def words(who: str, **more: Any) -> own_words.OwnWords:
    return own_words.OwnWords(young_person_id=who, given_how=HOWS.SAID, words="Fine.", **more)


def sitting(who: str) -> PeopleMap:
    place = MapPlace(person_id=person_id(who), name="Nan", x=0.3, y=0.1)
    return PeopleMap(young_person_id=who, on=TODAY, places=(place,))


def promise(who: str) -> promises.Promise:
    return promises.Promise(young_person_id=who, what="A photo", made_by="Femi")


def family_limit(who: str, **other: Any) -> family_time.Limit:
    """Return a limit on family time with all that one needs, to be saved."""
    given: dict[str, Any] = {
        "young_person_id": who, "person_id": person_id(who), "with_whom": "Nan", "what": "An adult is in the room",
        "ground": family_time.LimitGround.COURT_ORDER, "ground_details": "Section 34, 9 March", "starts": TODAY,
        "linked_to_sanction": people.Answer.NO,
    }  # fmt: skip
    return family_time.Limit(**{**given, **other})


def family_limit_looked_at(services: Services, who: str, **other: Any) -> family_time.LimitReview:
    """Return a look again at a limit on family time, to be saved."""
    session = services.session  # a work that asks nobody for a right
    with session._opened().work(session.actor_of(session.actor)) as work:
        known = work.limits.add(family_limit(who, starts=TODAY - timedelta(days=28)))
    given: dict[str, Any] = {
        "young_person_id": who, "limit_id": known.id, "held_on": TODAY, "outcome": plans.ReviewOutcome.ENDED,
        "because": "The calls have been quiet.", "held_by": "Graham Pell",
    }  # fmt: skip
    return family_time.LimitReview(**{**given, **other})


def action(who: str) -> actions.PlannedAction:
    return actions.PlannedAction(young_person_id=who, what="Ring the college")


def occasion(who: str) -> family_time.Occasion:
    return family_time.Occasion(
        young_person_id=who, person_id=person_id(who), with_whom="Nan", kind=family_time.FamilyTimeKind.PHONE,
        state=family_time.OccasionState.PLANNED, planned_at=NOW + timedelta(days=1),
    )  # fmt: skip


def school_holiday(services: Services) -> family_time.SchoolHoliday:
    """Return one on a day of its own each time it is asked for: two of a unit do not overlap."""
    with services.session._opened().reading() as work:
        day = TODAY + timedelta(days=work.school_holidays.count())
    return family_time.SchoolHoliday(unit_id="", name="October week", first_day=day, last_day=day)


def to_share(services: Services, who: str) -> family_time_shared.SharedOccasion:
    """Return a version of an occasion, which stands there without anybody's right to write it being asked for."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        took_place = replace(
            occasion(who), state=family_time.OccasionState.HAPPENED, planned_at=NOW - timedelta(days=1)
        )
        made = work.occasions.add(took_place)
    return family_time_shared.SharedOccasion(
        young_person_id=who, occasion_id=made.id, for_whom="Nan", made_on=TODAY, what_they_did="They sang."
    )


def stored_to_share(services: Services, who: str) -> str:
    """Return the id of such a version that is stored."""
    made = to_share(services, who)
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        return work.shared_occasions.add(made).id


def question(who: str) -> family_engagement.FamilyEngagement:
    return family_engagement.FamilyEngagement(
        young_person_id=who, person_id=person_id(who), with_whom="Nan",
        kind=family_engagement.EngagementKind.QUESTION, on=TODAY, what="Is he warm?",
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


def plan_being_written(services: Services, who: str) -> None:
    """Have a plan with one section, which stands there without anybody's right to write it being asked for."""
    session = services.session
    with session._opened().work(session.actor_of(session.actor)) as work:
        version = work.plan_versions.being_written(who) or work.plan_versions.add(
            plans.PlanVersion(young_person_id=who, number=9, state=plans.PlanState.DRAFT, made_on=TODAY)
        )
        if not work.plan_parts.find(plan_version_id=version.id, section=9):
            part = plans.PlanPart(young_person_id=who, plan_version_id=version.id, section=9, text="Zara.")
            work.plan_parts.add(part)


def own_framework(services: Services) -> OwnFramework:
    """Return a framework of the unit's own, where they may write one, else one that is tried all the same."""
    try:
        return services.frameworks.save_own(OwnFramework(unit_id="", title="Our promises")).record
    except PermissionRefused:
        return OwnFramework(id="f" * 32, version=1, unit_id="", title="Our promises")


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
        if error.problems[0].field != "young_person_id":
            raise
        return None  # in their reach without a reason
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


def know_the_lists(house: House, services: Services) -> None:
    with services.session._opened().reading() as work:
        for who in (KAI, DEV, MIA):
            LISTS[who] = work.checklists.find(young_person_id=who)[0].id


def let_a_word_go(services: Services, who: str) -> object:
    """Let a word go that was kept before, where the role may keep one."""
    services.language.keep(who, "contact")
    return services.language.let_go(who, "contact")
