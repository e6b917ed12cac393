"""The rows of the permissions table that are about plans, and what they call: plans as far as each call needs them.

The plans stand there without anybody's right to write them being asked for: what is tried is the call itself.
"""

from dataclasses import replace
from typing import Any

from securecare_desktop.domain.communication_aids import AidSession
from securecare_desktop.domain.own_words import HowGiven, OwnWords
from securecare_desktop.domain.permissions import Action
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.plan_signing import digest_of
from securecare_desktop.domain.plans import (
    Decision,
    Goal,
    GoalNote,
    GoalState,
    LiveRestriction,
    PlanPart,
    PlanState,
    PlanVersion,
    RestrictionReview,
    ReviewOutcome,
    Scenario,
)
from securecare_desktop.services.bundle import Services
from tests.support.house import NOW, TODAY
from tests.unit.services.permission_calls import Row

PNG = b"\x89PNG\r\n\x1a\n, and the rest of it"
R, W, P = Action.READ_RECORDS, Action.WRITE_ENTRIES, Action.EDIT_PLAN


def writing(services: Services) -> Any:
    """Return a work that asks nobody for a right."""
    session = services.session
    return session._opened().work(session.actor_of(session.actor))


def restriction(who: str, **other: Any) -> LiveRestriction:
    """Return a limit with everything it needs to be in force."""
    return LiveRestriction(
        **{
            "young_person_id": who, "what": "Room searched weekly", "ground": "Plan, section 8",
            "authorised_by": "Graham Pell", "tried_first": "Asking her each evening", "starts": TODAY,
            "review_on": TODAY, **other,
        }
    )  # fmt: skip


def plan_done(services: Services, who: str) -> None:
    """Have no version being written."""
    with writing(services) as work:
        found = work.plan_versions.being_written(who)
        if found is not None:
            work.plan_versions.save(replace(found, state=PlanState.SUPERSEDED))


def version_to(services: Services, who: str, state: PlanState, author: str = "an author") -> PlanVersion:
    """Return a new version with one section and one goal, which waits for what follows its state."""
    plan_done(services, who)
    with writing(services) as work:
        version = work.plan_versions.add(
            PlanVersion(
                young_person_id=who, number=work.plan_versions.highest_number(who) + 1, state=PlanState.DRAFT,
                made_on=TODAY, shared_on=None if state is PlanState.DRAFT else TODAY,
                why_not_asked="He is at the hospital today.",
            )
        )  # fmt: skip
        beside = {"young_person_id": who, "plan_version_id": version.id}
        part = work.plan_parts.add(PlanPart(**beside, section=4, text="Early breakfast"))
        goal = work.goals.add(Goal(**beside, title="A bike course"))
        if state is PlanState.DRAFT:
            return version
        return work.plan_versions.save(
            replace(
                version, state=state, author_id=author, author_name="Anna", author_signed_at=NOW,
                signed_digest=digest_of(version, (part,), (goal,)),
            )
        )  # fmt: skip


def goal(services: Services, who: str) -> Goal:
    """Return the goal of a version that is being written."""
    version = version_to(services, who, PlanState.DRAFT)
    with writing(services) as work:
        return work.goals.find(plan_version_id=version.id)[0]


def limit_looked_at(services: Services, who: str) -> RestrictionReview:
    """Return a look again at a limit, to be saved."""
    with writing(services) as work:
        known = work.restrictions.add(restriction(who))
    return RestrictionReview(
        young_person_id=who, restriction_id=known.id, held_on=TODAY, outcome=ReviewOutcome.ENDED,
        because="It is quiet since March.", held_by="Graham Pell",
    )  # fmt: skip


def review(services: Services, who: str, rhythm: str = "") -> PlanReview:
    """Return a review that is planned."""
    with writing(services) as work:
        return work.plan_reviews.add(PlanReview(young_person_id=who, due_on=TODAY, rhythm=rhythm, step=1))


def held(planned: PlanReview) -> PlanReview:
    """Return a review as it was held today."""
    return replace(planned, held_on=TODAY, took_part="He came for tea.", outcomes="The bike course goes on.")


def plan_first(services: Services, who: str) -> object:
    """Plan the first review of a rhythm of which none is planned."""
    with writing(services) as work:
        for planned in work.plan_reviews.find(young_person_id=who, held_on=None):
            work.plan_reviews.save(held(planned))
    return services.plan_reviews.plan_first(who, "team_monthly", TODAY)


def aid_session(services: Services, who: str) -> AidSession:
    """Return a session of which a photo was agreed."""
    with writing(services) as work:
        return work.aid_sessions.add(
            AidSession(young_person_id=who, on=TODAY, topic="Nights", agreed_photo=True)
        )


def start(services: Services, who: str) -> object:
    """Start a version where none is being written."""
    plan_done(services, who)
    return services.plans.start_version(who)


def part_being_written(services: Services, who: str) -> object:
    """Save a section of a version that is new."""
    version = version_to(services, who, PlanState.DRAFT)
    part = PlanPart(young_person_id=who, plan_version_id=version.id, section=5, text="Sleeps well")
    return services.plans.save_part(part)


def goal_being_written(services: Services, who: str) -> object:
    """Save a goal of a version that is new."""
    version = version_to(services, who, PlanState.DRAFT)
    return services.plans.save_goal(Goal(young_person_id=who, plan_version_id=version.id, title="Level two"))


def answered_later(services: Services, who: str) -> object:
    """Write down what was said later about a section of a signed version."""
    version = version_to(services, who, PlanState.SIGNED)
    with writing(services) as work:
        part = work.plan_parts.find(plan_version_id=version.id)[0]
    said = OwnWords(young_person_id=who, given_how=HowGiven.SAID, words="Toast first.", given_on=TODAY)
    return services.plans.answer_later(part, said)


def shared(services: Services, who: str) -> object:
    """Share a version that is new."""
    version = version_to(services, who, PlanState.DRAFT)
    return services.plans.share(
        replace(
            version, shared_on=TODAY, shared_how="Read together", shared_by="Femi",
            comments="Fine.", comments_how=HowGiven.SAID,
        )
    )  # fmt: skip


def signed_by_them(services: Services, who: str) -> PlanVersion:
    """Return a version that whoever tries it has signed themself."""
    return version_to(services, who, PlanState.SIGNED, services.session.actor.id)


def noted(services: Services, who: str) -> object:
    """Save a note on a goal."""
    lineage = goal(services, who).lineage_id
    note = GoalNote(young_person_id=who, lineage_id=lineage, on=TODAY, text="Three units of eight")
    return services.plans.save_note(note)


PLANS: dict[str, Row] = {
    "plans.versions": Row(R, lambda s, w: s.plans.versions(w)),
    "plans.current": Row(R, lambda s, w: s.plans.current(w)),
    "plans.being_written": Row(R, lambda s, w: s.plans.being_written(w)),
    "plans.overview": Row(R, lambda s, w: s.plans.overview(w)),
    "plans.copy_for_them": Row(R, lambda s, w: s.plans.copy_for_them(w)),
    "plans.parts": Row(R, lambda s, w: s.plans.parts(w)),
    "plans.goals": Row(R, lambda s, w: s.plans.goals(w)),
    "plans.notes": Row(R, lambda s, w: s.plans.notes(w)),
    "plans.compare": Row(
        R, lambda s, w: s.plans.compare(w, *[version_to(s, w, PlanState.DRAFT).id for _each in (1, 2)])
    ),
    "plans.changed_since_shared": Row(
        R, lambda s, w: s.plans.changed_since_shared(w, version_to(s, w, PlanState.SHARED).id)
    ),
    "plans.mark": Row(R, lambda s, w: s.plans.mark(w, version_to(s, w, PlanState.DRAFT).id)),
    "plans.scenarios": Row(R, lambda s, w: s.plans.scenarios(w)),
    "plans.restrictions": Row(R, lambda s, w: s.plans.restrictions(w)),
    "plans.restriction_reviews": Row(R, lambda s, w: s.plans.restriction_reviews(w)),
    "plans.decisions": Row(R, lambda s, w: s.plans.decisions(w)),
    "plans.decisions_without_agreement": Row(R, lambda s, w: s.plans.decisions_without_agreement(w)),
    "plans.start_version": Row(P, start),
    "plans.save_part": Row(P, part_being_written),
    "plans.save_goal": Row(P, goal_being_written),
    "plans.save_note": Row(W, noted),
    "plans.close_goal": Row(P, lambda s, w: s.plans.close_goal(goal(s, w), GoalState.MET)),
    "plans.asked_again": Row(R, lambda s, w: s.plans.asked_again(w)),
    "plans.offer_again": Row(P, lambda s, w: s.plans.offer_again(goal(s, w), TODAY)),
    "plans.said_later": Row(R, lambda s, w: s.plans.said_later(w)),
    "plans.answer_later": Row(W, answered_later),
    "plans.share": Row(P, shared),
    "plans.young_person_signed": Row(
        P, lambda s, w: s.plans.young_person_signed(version_to(s, w, PlanState.SIGNED).id, TODAY)
    ),
    "plans.sign": Row(P, lambda s, w: s.plans.sign(version_to(s, w, PlanState.DRAFT).id, "")),
    "plans.sign_as_manager": Row(
        Action.APPROVE_PLAN, lambda s, w: s.plans.sign_as_manager(version_to(s, w, PlanState.SIGNED).id)
    ),
    "plans.take_back": Row(P, lambda s, w: s.plans.take_back(signed_by_them(s, w).id, "A name is wrong.")),
    "plans.save_scenario": Row(
        P,
        lambda s, w: s.plans.save_scenario(
            Scenario(young_person_id=w, what="A call is cancelled late", what_helps="Tell him straight")
        ),
    ),
    "plans.save_restriction": Row(P, lambda s, w: s.plans.save_restriction(restriction(w))),
    "plans.review_restriction": Row(P, lambda s, w: s.plans.review_restriction(limit_looked_at(s, w))),
    "plans.save_decision": Row(
        P, lambda s, w: s.plans.save_decision(Decision(young_person_id=w, what="Bike trip on Sunday"))
    ),
    "plan_reviews.reviews": Row(R, lambda s, w: s.plan_reviews.reviews(w)),
    "plan_reviews.rhythms": Row(R, lambda s, w: s.plan_reviews.rhythms(w)),
    "plan_reviews.plan_first": Row(P, plan_first),
    "plan_reviews.save": Row(
        P, lambda s, w: s.plan_reviews.save(PlanReview(young_person_id=w, due_on=TODAY))
    ),
    "plan_reviews.hold": Row(W, lambda s, w: s.plan_reviews.hold(held(review(s, w)))),
    "communication_aids.sessions": Row(R, lambda s, w: s.communication_aids.sessions(w)),
    "communication_aids.save": Row(
        W, lambda s, w: s.communication_aids.save(AidSession(young_person_id=w, on=TODAY, topic="Food"))
    ),
    "communication_aids.picture": Row(R, lambda s, w: s.communication_aids.picture(aid_session(s, w).id)),
    "communication_aids.add_picture": Row(
        W, lambda s, w: s.communication_aids.add_picture(aid_session(s, w).id, "image/png", PNG)
    ),
}
