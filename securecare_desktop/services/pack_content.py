"""What goes into a pack: the records as both who prints it and who it is for may see them, chosen for one edition.

How a copy is registered and handed out stands in packs; what each page says in documents.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..core.errors import Gone
from ..core.labels import label
from ..core.text import _, ngettext, tidy
from ..domain.communication_aids import Picture
from ..domain.coverage import Framework, ref_of
from ..domain.editions import Edition
from ..domain.expected import directed_first
from ..domain.family_engagement import FamilyEngagement
from ..domain.legal_orders import order_in_force
from ..domain.own_words import About, OwnWords
from ..domain.packs import Answers, LeftOut, PackContent
from ..domain.plans import PlanState, PlanVersion, Section
from ..domain.promises import PromiseState
from ..domain.readiness import readiness
from ..domain.staff import Role
from ..domain.withholding import Whom
from ..domain.worker_changes import ChangeFile, ChangeState
from ..domain.young_people import YoungPerson
from .frameworks import frameworks_for
from .next_dates import next_dates
from .plan_voice import said_later_in
from .session import Session
from .signatures import addenda_in, newest_signature, unsigned_in
from .withholding import kinds_withheld, withheld_in_words
from .worker_changes import change_file

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

KEEP_DAYS = 14
"""Days after the change until a copy is destroyed, unless the person printing says otherwise."""
NEWEST_ENGAGEMENTS = 3
"""How much of what was done with the family beside visits a pack tells, besides what waits for an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """Which pack, for whom and why. `password` protects the saved file; it is kept nowhere.

    `also_for` says who else reads it, where nobody is known by the recipient's name (Preview.may_be_for). None is
    no answer: then it leaves out whatever is withheld from anybody. `plan_version_id` is the version of the plan,
    empty for the one that counts; `with_photos` prints the photos of sessions with a communication aid as well.
    `people_map_id` is the sitting whose map is printed, empty for the newest; `shared_occasion_id` the version of an
    occasion that somebody of the family is given; `stay_id` the stay whose record is printed, empty for the one now.
    """

    young_person_id: str
    edition: Edition
    recipient: str = ""
    recipient_role: str = ""
    purpose: str = ""
    destroy_by: date | None = None
    change_id: str = ""
    plan_version_id: str = ""
    with_photos: bool = False
    people_map_id: str = ""
    shared_occasion_id: str = ""
    stay_id: str = ""
    password: str = ""
    also_for: tuple[Whom, ...] | None = None


def collect(session: Session, work: "Work", request: PackRequest) -> PackContent:
    """Return what a pack prints. `work` is read as both who prints it and who it is for. Raises Gone."""
    today = session.clock.today()
    edition, own = request.edition, request.edition.is_theirs
    person = work.young_people.require(request.young_person_id)
    file = None if edition.is_plan else chosen_change(work, person, request.change_id)
    pack_number, copy_number = work.pack_copies.last_numbers(person.id)
    plan = _chosen_plan(work, person.id, request.plan_version_id)
    if file is not None and not own:
        file = replace(file, own_words=_told_to_workers(file.own_words))
    words = work.own_words.find(young_person_id=person.id)
    stay = work.stays.current(person.id)
    content = PackContent(
        edition=edition,
        unit=work.units.require(person.unit_id),
        young_person=person,
        today=today,
        stay=stay,
        order=order_in_force(work.legal_orders.find(stay_id=stay.id), today) if stay is not None else None,
        recipient=person.name_used if own else tidy(request.recipient).strip(),
        recipient_role="" if own else request.recipient_role or _role_of(request, file),
        purpose=tidy(request.purpose).strip(),
        pack_number=pack_number + 1,
        copy_number=copy_number + 1,
        destroy_by=None if own else request.destroy_by or destroy_by(file, today),
        made_by=session.actor.name,
        made_at=session.clock.now(),
        signed_up_to=newest_signature(work, person.id),
        unsigned=len(unsigned_in(work, (person.id,))),
        addenda=() if own else addenda_in(work, person.id),
        chain_head=work.audit.head().hash,
        manager_name=_manager(work, person, file),
        change=file,
        missing=readiness(file, today).missing if file else (),
        about_me=work.about_me.find(young_person_id=person.id),
        status=work.statuses.newest(person.id),
        plan=plan,
        plan_parts=work.plan_parts.find(plan_version_id=plan.id) if plan else (),
        said_later=said_later_in(work, person.id, plan.id) if plan else {},
        goals=work.goals.find(plan_version_id=plan.id) if plan else (),
        goal_notes=work.goal_notes.find(young_person_id=person.id),
        next_review=work.plan_reviews.next_for(person.id),
        scenarios=tuple(s for s in work.scenarios.find(young_person_id=person.id) if s.ended_on is None),
        restrictions=tuple(
            r for r in work.restrictions.find(young_person_id=person.id) if r.ended_on is None
        ),
        restriction_reviews=work.restriction_reviews.find(young_person_id=person.id),
        limit_reviews=work.limit_reviews.find(young_person_id=person.id),
        decisions=work.decisions.find(young_person_id=person.id),
        promises=work.promises.find(young_person_id=person.id, state=PromiseState.OPEN),
        actions=work.actions.open_for(person.id),
        next_dates=next_dates(work, person.id, today),
        arrangements=directed_first(
            a for a in work.arrangements.find(young_person_id=person.id) if a.ended_on is None
        ),
        limits=tuple(
            limit for limit in work.limits.find(young_person_id=person.id) if limit.in_force_on(today)
        ),
        last_occasion=work.occasions.last_before(person.id, session.clock.now()),
        next_occasion=work.occasions.first_from(person.id, session.clock.now()),
        engagements=engagements_to_print(work, person.id),
        people=tuple(
            p for p in work.network_people.find(young_person_id=person.id) if not p.has_ended(today)
        ),
        key_adults=work.key_adults.find(young_person_id=person.id),
        own_words=words if own else _told_to_workers(words),
        left_out=() if own or edition.is_plan else left_out_for_worker(work, person, file),
    )
    if edition.is_plan:
        content = _with_plan(work, content, request)
    left_out = (*content.left_out, *withheld_in_words(work))
    return replace(content, left_out=left_out, withheld=kinds_withheld(work))


# -- the plan by itself ----------------------------------------------------------------------------------------


def _chosen_plan(work: "Work", young_person_id: str, version_id: str) -> PlanVersion | None:
    """Return the version that was named, else the one that counts, else the newest, else None."""
    if not version_id:
        return work.plan_versions.current(young_person_id)
    found = work.plan_versions.find(id=version_id, young_person_id=young_person_id)
    if not found:
        raise Gone(_("This version of the plan is no longer there."), _("Open the plan again."))
    return found[0]


def _with_plan(work: "Work", content: PackContent, request: PackRequest) -> PackContent:
    """Return the content with what only the plan by itself prints."""
    person, plan = content.young_person, content.plan
    versions = work.plan_versions.find(young_person_id=person.id)
    lineages = {goal.lineage_id for goal in content.goals}
    actions = work.actions.find(young_person_id=person.id)
    pictures = photos_to_print(work, person.id) if request.with_photos else ()
    return replace(
        content,
        counting=next((v for v in versions if v.state is PlanState.CURRENT), None),
        being_written=work.plan_versions.being_written(person.id),
        ended_restrictions=tuple(
            r
            for r in work.restrictions.find(young_person_id=person.id)
            if r.ended_on is not None and plan is not None and r.ended_on >= plan.made_on
        ),
        goal_actions=tuple(a for a in actions if a.goal_lineage_id in lineages),
        plan_reviews=work.plan_reviews.find(young_person_id=person.id),
        aid_sessions=work.aid_sessions.find(young_person_id=person.id),
        pictures=pictures,
        answers=_answers(content, frameworks_for(work, person.id)),
        copies=work.pack_copies.find(plan_version_id=plan.id) if plan else (),
    )


def engagements_to_print(work: "Work", young_person_id: str) -> tuple[FamilyEngagement, ...]:
    """Return the newest of what was done together with the family, and whatever still waits for an answer."""
    found = work.family_engagements.find(young_person_id=young_person_id)
    newest = {one.id for one in found[:NEWEST_ENGAGEMENTS]}
    return tuple(one for one in found if one.id in newest or one.waits_for_an_answer)


def photos_to_print(work: "Work", young_person_id: str) -> tuple[Picture, ...]:
    """Return the newest photo of each session of which one is agreed.

    A photo shows all that was put on the mat: there is none of a session of which the readers do not see everything.
    """
    found: list[Picture | None] = []
    for session in work.aid_sessions.find(young_person_id=young_person_id, agreed_photo=True):
        if work.sees_whole("aid_sessions", session.id, young_person_id):
            found.append(work.pictures.newest(session.id))
    return tuple(picture for picture in found if picture is not None)


def _answers(content: PackContent, frameworks: tuple[Framework, ...]) -> tuple[Answers, ...]:
    """Return what each section answers to: what was confirmed, and what a framework asks of a section that is written."""
    covers = {part.section: frozenset(part.covers) for part in content.plan_parts}
    written = {part.section for part in content.plan_parts if part.text.strip()}
    found = []
    for section in Section:
        confirmed = covers.get(section, frozenset())
        for framework in frameworks:
            refs = {item.number: ref_of(framework.key, item.number) for item in framework.items}
            said = tuple(item for item in framework.items if refs[item.number] in confirmed)
            asked = tuple(
                item
                for item in framework.items
                if section in item.sections and section in written and item not in said
            )
            for items, sure in ((said, True), (asked, False)):
                if items:
                    names = tuple(item.name or item.number for item in items)
                    found.append(
                        Answers(section=section, framework=framework.title, items=names, confirmed=sure)
                    )
    return tuple(found)


# -- the change of worker --------------------------------------------------------------------------------------


def _told_to_workers(words: tuple[OwnWords, ...]) -> tuple[OwnWords, ...]:
    """Leave out what the young person wants to tell the new worker in person."""
    return tuple(w for w in words if w.about is not About.TELLS_THEMSELF)


def chosen_change(work: "Work", person: YoungPerson, change_id: str) -> ChangeFile | None:
    """Return the change that was named, else the open one that comes first, else the newest, else None."""
    found = work.worker_changes.find(young_person_id=person.id)
    if change_id:
        found = tuple(c for c in found if c.id == change_id)
    still_open = sorted((c for c in found if c.state is ChangeState.OPEN), key=lambda c: c.day)
    if still_open:
        return change_file(work, still_open[0], person)
    return change_file(work, found[0], person) if change_id and found else None


def destroy_by(file: ChangeFile | None, today: date) -> date:
    """Return the day on which a copy is destroyed, unless somebody says otherwise."""
    return max(file.change.day if file else today, today) + timedelta(days=KEEP_DAYS)


def _role_of(request: PackRequest, file: ChangeFile | None) -> str:
    if file is not None and request.recipient.strip() == file.change.incoming_name:
        role = (file.change.role_text or label(file.change.role)).lower()
        return _("incoming {role}").format(role=role)
    return ""


def _manager(work: "Work", person: YoungPerson, file: ChangeFile | None) -> str:
    if file is not None and file.change.manager_name:
        return file.change.manager_name
    managers = [m for m in work.staff.of_units((person.unit_id,)) if m.role is Role.UNIT_MANAGER]
    at_home = [m for m in managers if m.unit_id == person.unit_id]
    return next((m.name for m in (*at_home, *managers)), "")


def left_out_for_worker(work: "Work", person: YoungPerson, file: ChangeFile | None) -> tuple[LeftOut, ...]:
    """Return what the incoming worker's edition does not hold."""
    kept_back = [
        w
        for w in work.own_words.find(young_person_id=person.id, about=About.TELLS_THEMSELF)
        if file is None or not w.about_id or w.about_id == file.change.id
    ]
    found = []
    if kept_back:
        what = ngettext("{n} note from {name}", "{n} notes from {name}", len(kept_back))
        found.append(
            LeftOut(
                what=what.format(n=len(kept_back), name=person.name_used),
                why=_("{name} wants to tell it in person").format(name=person.name_used),
            )
        )
    if file is not None and file.change.internal_reason.strip():
        found.append(LeftOut(what=_("The team's own notes on the reason"), why=_("about another person")))
    return tuple(found)
