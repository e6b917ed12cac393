"""Handover packs: the register of issued copies, and what goes into one (domain report, 5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .actions import PlannedAction
from .communication_aids import AidSession, Picture
from .editions import Edition, HandedOut
from .family_engagement import FamilyEngagement
from .family_time import Arrangement, Limit, LimitReview, Occasion
from .family_time_shared import SharedOccasion
from .legal_orders import LegalOrder
from .own_words import OwnWords
from .people import KeyAdult, NetworkPerson
from .people_map import PeopleMap
from .plan_reviews import PlanReview
from .plans import (
    Decision,
    Goal,
    GoalNote,
    LiveRestriction,
    PlanPart,
    PlanVersion,
    RestrictionReview,
    Scenario,
)
from .promises import Promise
from .readiness import Finding
from .record import Record
from .signatures import Addendum
from .staff import Unit
from .stays import StayFile
from .worker_changes import ChangeFile
from .young_people import AboutMePart, NextDate, Status, Stay, YoungPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCopy(Record):
    """One copy in the register: who has it, why, until when, and on what state of the record it rests.

    `plan_version_id` is the version of the plan that it holds, empty for none.
    `not_made_because` says why a registered copy never came to be, such as a full disk; empty otherwise.
    """

    young_person_id: str
    change_id: str = ""
    plan_version_id: str = ""
    edition: Edition
    number: int
    copy_number: int
    recipient: str
    purpose: str
    destroy_by: date | None = None
    handed_out: HandedOut = HandedOut.SAVED
    made_by: str = ""
    made_at: datetime | None = None
    pages: int = 0
    draft: bool = False
    missing: int = 0
    chain_head: str = ""
    not_made_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something this edition does not hold, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What one section of a plan answers to: items of one framework, by name or number, and whether somebody
    confirmed that it does."""

    section: int
    framework: str
    items: tuple[str, ...]
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """Everything a pack prints, already allowed for its recipient. `documents` draws it and asks nothing.

    `change` is None for a young person whose worker does not change just now. `missing` is empty when
    nothing is missing; otherwise the pack says DRAFT. `signed_up_to` is the moment of the newest signature about
    this young person, `unsigned` how many entries about them wait for one. `chain_head` is the head of the audit chain in full.

    `plan` is the version that is printed, by default the one that counts; `counting` is that one where an older or
    newer one is printed, `being_written` a newer one that does not count yet; `said_later`
    is what the young person said about its sections after they were signed, by section. The fields from `restriction_reviews`
    on are what the plan by itself prints beyond the packs: `copies` are those that hold this version. `withheld` are
    the kinds of record of which a whole entry is left out, so that nothing says there is none.
    """

    edition: Edition
    unit: Unit
    young_person: YoungPerson
    today: date
    stay: Stay | None
    order: LegalOrder | None = None
    recipient: str
    recipient_role: str
    purpose: str
    pack_number: int
    copy_number: int
    destroy_by: date | None
    made_by: str
    made_at: datetime
    signed_up_to: datetime | None
    chain_head: str
    manager_name: str
    change: ChangeFile | None
    missing: tuple[Finding, ...] = ()
    about_me: tuple[AboutMePart, ...] = ()
    status: Status | None = None
    plan: PlanVersion | None = None
    plan_parts: tuple[PlanPart, ...] = ()
    goals: tuple[Goal, ...] = ()
    goal_notes: tuple[GoalNote, ...] = ()
    next_review: PlanReview | None = None
    scenarios: tuple[Scenario, ...] = ()
    restrictions: tuple[LiveRestriction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    promises: tuple[Promise, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    next_dates: tuple[NextDate, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    limits: tuple[Limit, ...] = ()
    last_occasion: Occasion | None = None
    next_occasion: Occasion | None = None
    engagements: tuple[FamilyEngagement, ...] = ()
    people: tuple[NetworkPerson, ...] = ()
    key_adults: tuple[KeyAdult, ...] = ()
    own_words: tuple[OwnWords, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    withheld: frozenset[str] = frozenset()
    unsigned: int = 0
    addenda: tuple[Addendum, ...] = ()
    restriction_reviews: tuple[RestrictionReview, ...] = ()
    limit_reviews: tuple[LimitReview, ...] = ()
    counting: PlanVersion | None = None
    being_written: PlanVersion | None = None
    ended_restrictions: tuple[LiveRestriction, ...] = ()
    goal_actions: tuple[PlannedAction, ...] = ()
    plan_reviews: tuple[PlanReview, ...] = ()
    aid_sessions: tuple[AidSession, ...] = ()
    pictures: tuple[Picture, ...] = ()
    answers: tuple[Answers, ...] = ()
    copies: tuple[PackCopy, ...] = ()
    said_later: Mapping[int, tuple[OwnWords, ...]] = field(default_factory=dict)
    people_map: PeopleMap | None = None
    shared_occasion: SharedOccasion | None = None
    occasion: Occasion | None = None
    stay_file: StayFile | None = None
