"""Kai's plan with everything that a plan can hold, all invented; built on the example of the packs."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

from PIL import Image

from securecare_desktop.domain.actions import PlannedAction
from securecare_desktop.domain.communication_aids import AidSession, Picture, Placed
from securecare_desktop.domain.editions import Edition
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.packs import Answers, PackContent, PackCopy
from securecare_desktop.domain.people import Answer
from securecare_desktop.domain.plan_reviews import Guest, PlanReview
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
    Section,
)

from .example import KAI, content

WHO = {"young_person_id": KAI}
SAID = {"given_how": HowGiven.SAID, "given_on": date(2026, 5, 3)}
PLAN = PlanVersion(
    id="plan", number=3, state=PlanState.CURRENT, made_on=date(2026, 5, 2), why="Sam is coming and the phone is eased.",
    shared_on=date(2026, 5, 3), shared_how="Read together in the workshop", shared_by="Hannah Whitlock",
    comments="Put Nan first.", comments_how=HowGiven.SAID, other_comments="Nan asked for the visits to be in section 7.",
    young_person_signed_on=date(2026, 5, 4), author_id="hannah", author_name="Hannah Whitlock", author_as="Residential worker",
    author_signed_at=datetime(2026, 5, 4, 10, tzinfo=UTC), manager_id="graham", manager_name="Graham Pell",
    manager_as="Registered manager", manager_signed_at=datetime(2026, 5, 4, 15, tzinfo=UTC), **WHO,
)  # fmt: skip


def photo() -> bytes:
    """Return a small real JPEG."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 120, 40)).save(made, "JPEG")
    return made.getvalue()


def parts(text: str = "What is planned for {section}.") -> tuple[PlanPart, ...]:
    """Return all fourteen sections; the fifth without words by choice, the sixth because nobody asked yet."""
    made = {
        section: PlanPart(
            id=f"part{section.value}", plan_version_id="plan", section=section, text=text.format(section=section.name),
            own_words=f"Mine about {section.value}.", **SAID, **WHO,
        )
        for section in Section
    }  # fmt: skip
    made[Section.HEALTH] = replace(made[Section.HEALTH], own_words="", given_how=HowGiven.CHOSE_NOT_TO)
    made[Section.EDUCATION] = replace(
        made[Section.EDUCATION], own_words="", given_how=HowGiven.NOT_ASKED, given_on=None,
        why_not_asked="He was at the dentist.", ask_again_on=date(2026, 5, 29),
    )  # fmt: skip
    return tuple(made.values())


def plan_content(**changes: object) -> PackContent:
    """Return everything that Kai's plan by itself holds."""
    whole = replace(
        content(change=None, missing=(), left_out=()),
        edition=Edition.PLAN, purpose="Review meeting", plan=PLAN, plan_parts=parts(), counting=PLAN,
        goals=(
            Goal(plan_version_id="plan", title="A place on the bike course", lineage_id="course", need="Something to go to.",
                 what_we_do="Visit the college.", what_better_looks_like="A start date.", how_we_know="The letter.", who="Sam",
                 by=date(2026, 7, 3), own_words="I want level two.", **SAID, **WHO),
            Goal(plan_version_id="plan", title="Ride round the yard", lineage_id="yard", state=GoalState.MET,
                 state_reason="Two minutes eleven.", state_on=date(2026, 4, 16), **WHO),
        ),
        goal_notes=(
            GoalNote(lineage_id="course", on=date(2026, 5, 12), text="Form is half done.", own_words="It is long.",
                     given_how=HowGiven.WROTE, **WHO),
        ),
        goal_actions=(
            PlannedAction(what="Ring the college", who="Sam Adeyemi", by=date(2026, 5, 29), goal_lineage_id="course", **WHO),
            PlannedAction(what="Find the form", who="Hannah", done_on=date(2026, 5, 10), goal_lineage_id="course", **WHO),
        ),
        scenarios=(
            Scenario(what="A call is cancelled late", first_signs="Jokes, then silence", what_helps="Tell him straight.",
                     agreed_response="Within the hour.", who_might_be_hurt="Kai", more_likely_when="Sundays",
                     less_likely_when="He heard at breakfast", owner="Femi Oduya", review_on=date(2026, 6, 11),
                     own_view="Just tell me.", own_view_how=HowGiven.SAID, **WHO),
        ),
        restrictions=(
            LiveRestriction(id="phone", what="Phone in the office", ground="Adults who hurt him have the number.",
                            authorised_by="Graham Pell", tried_first="A new number.", starts=date(2026, 3, 15),
                            review_on=date(2026, 5, 29), told_how="In the workshop", told_by="Graham Pell",
                            told_on=date(2026, 3, 15), own_view="I don’t agree.", own_view_how=HowGiven.SAID, **WHO),
        ),
        ended_restrictions=(
            LiveRestriction(id="door", what="Door checks at night", ground="First nights", ended_on=date(2026, 5, 6),
                            ended_because="Quiet nights.", **WHO),
        ),
        restriction_reviews=(
            RestrictionReview(restriction_id="phone", held_on=date(2026, 5, 2), outcome=ReviewOutcome.EASED, because="No calls.",
                              held_by="Graham Pell", considered="Two hours an evening.", own_view="Better.",
                              own_view_how=HowGiven.SAID, next_on=date(2026, 5, 29), **WHO),
        ),
        decisions=(
            Decision(what="The phone stays in the office", why="The number was passed on.", decided_on=date(2026, 3, 15),
                     decided_by="Graham Pell", options="A new number; no internet", what_they_wanted="The phone in his room",
                     wanted_how=HowGiven.SAID, asked_by="Hannah", asked_on=date(2026, 3, 14), helped_to_say="Jo was there.",
                     how_it_counted="The new number was tried first.", not_followed="The phone in his room",
                     not_followed_because="They rang at night.", with_agreement=False, explained_on=date(2026, 3, 15),
                     explained_by="Graham Pell", explained_how="On paper and in the workshop", what_they_said="At least every day.",
                     said_how=HowGiven.SAID, told_of_advocacy_on=date(2026, 3, 16), **WHO),
            Decision(what="Sam becomes key worker", why="Kai asked for him.", decided_on=date(2026, 5, 6),
                     explained_on=date(2026, 5, 6), explained_by="Femi Oduya", **WHO),
        ),
        plan_reviews=(
            PlanReview(due_on=date(2026, 6, 5), led_by="Hywel Morgan", planned_at_place="The Garden Room",
                       guests=(Guest(name="Nan", who="Nan", asked_for=True),), **WHO),
            PlanReview(due_on=date(2026, 5, 2), held_on=date(2026, 5, 2), led_by="Hywel Morgan",
                       guests=(Guest(name="Nan", came=Answer.YES), Guest(name="Mum", came=Answer.NO)),
                       prepared_with="Hywel met him on the yard.", took_part="He opened and closed it.",
                       own_words="I did the start and the end.", given_how=HowGiven.SAID, outcomes="Two homes are looked at.", **WHO),
        ),
        next_review=PlanReview(due_on=date(2026, 6, 5), **WHO),
        aid_sessions=(
            AidSession(id="mat", on=date(2026, 4, 24), topic="The evenings", aid="Cards he made", led_by="Bea Lindqvist",
                       placed=(Placed(option="Tea", place="going well"),
                               Placed(option="Falling asleep", place="not going well", said="I think too much.")),
                       own_words="Write that down.", what_follows="News in the day.", agreed_photo=True, **WHO),
        ),
        answers=(
            Answers(section=4, framework="England: placement plan", items=("Daily care",), confirmed=True),
            Answers(section=4, framework="Standards", items=("23",)),
        ),
        copies=(
            PackCopy(plan_version_id="plan", edition=Edition.PLAN, number=1, copy_number=2, recipient="Eleri Vaughan",
                     purpose="Review", destroy_by=date(2026, 6, 1), made_at=datetime(2026, 5, 5, 9, tzinfo=UTC), **WHO),
            PackCopy(plan_version_id="plan", edition=Edition.PLAN_YOUNG_PERSON, number=2, copy_number=3, recipient="Kai",
                     purpose="", made_at=datetime(2026, 5, 5, 9, tzinfo=UTC), **WHO),
        ),
    )  # fmt: skip
    return replace(whole, **changes) if changes else whole


def with_photo(whole: PackContent) -> PackContent:
    """Return the plan with the photo of its session chosen to be printed."""
    kept = Picture(young_person_id=KAI, aid_session_id="mat", media_type="image/jpeg", data=photo())
    return replace(whole, pictures=(kept,))


def own_content(**changes: object) -> PackContent:
    """Return what the young person's copy of the plan is made of."""
    return plan_content(
        edition=Edition.PLAN_YOUNG_PERSON, recipient="Kai", recipient_role="", destroy_by=None, **changes
    )
