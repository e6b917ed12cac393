"""The placement plan ("my plan"): versions and their parts (domain report, section 3.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from .own_words import HowGiven
from .record import Entry, Record

if TYPE_CHECKING:
    from .plan_reviews import PlanReview


class PlanState(StrEnum):
    """How far a version of the plan has come."""

    DRAFT = "draft"
    SHARED = "shared"
    SIGNED = "signed"
    CURRENT = "current"
    SUPERSEDED = "superseded"


class Section(IntEnum):
    """The fourteen sections of the plan, in order."""

    ABOUT_ME = 1
    WHY_I_AM_HERE = 2
    PEOPLE = 3
    DAY_TO_DAY = 4
    HEALTH = 5
    EDUCATION = 6
    FAMILY_TIME = 7
    SAFETY = 8
    RIGHTS = 9
    GOALS = 10
    LIMITS = 11
    MOVING_ON = 12
    DECISIONS = 13
    SIGN_OFF = 14


class GoalState(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    MET = "met"
    CHANGED = "changed"
    STOPPED = "stopped"


WRITABLE = frozenset({PlanState.DRAFT, PlanState.SHARED})
"""The states in which a version may still be written in; what is signed stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion(Record):
    """One version of a young person's plan: being written, shared with them, signed twice, then the one that counts.

    `why` is why a new version was needed. `comments` are the young person's words when it was shared (with
    `comments_how`, or why there are none and when they are asked again), `other_comments` what others said and
    what was changed because of it. `author_*` and `manager_*` are the two signatures (staff id, name and role at
    the time, aware UTC moment); `signed_digest` is a hash of what was signed (plan_signing.digest_of).
    """

    young_person_id: str
    number: int
    state: PlanState
    made_on: date
    why: str = ""
    shared_on: date | None = None
    shared_how: str = ""
    shared_by: str = ""
    comments: str = ""
    comments_how: HowGiven = HowGiven.NOT_ASKED
    why_not_asked: str = ""
    ask_again_on: date | None = None
    other_comments: str = ""
    young_person_signed_on: date | None = None
    not_signed_because: str = ""
    author_id: str = ""
    author_name: str = ""
    author_as: str = ""
    author_signed_at: datetime | None = None
    manager_id: str = ""
    manager_name: str = ""
    manager_as: str = ""
    manager_signed_at: datetime | None = None
    signed_digest: str = ""

    @property
    def may_be_written_in(self) -> bool:
        """Whether its sections and goals may still be changed."""
        return self.state in WRITABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart(Record):
    """The text of one section in one version, with the young person's words about it.

    `covers` names what somebody confirmed that this section says, as "framework key:number" of frameworks.
    """

    young_person_id: str
    plan_version_id: str
    section: int
    text: str
    own_words: str = ""
    given_how: HowGiven = HowGiven.NOT_ASKED
    given_on: date | None = None
    why_not_asked: str = ""
    ask_again_on: date | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    """A goal: need, what we will do, what better looks like, how we will know, who, by when.

    `lineage_id` is the same for one goal in all versions that it was copied into; notes and actions
    hang on it. `indicators` are the wellbeing indicators it is for, as framework numbers. `state`, `state_reason`
    and `state_on` say what became of it; they may change after the version was signed and are no part of it.
    """

    young_person_id: str
    plan_version_id: str
    title: str
    lineage_id: str = ""
    need: str = ""
    what_we_do: str = ""
    what_better_looks_like: str = ""
    how_we_know: str = ""
    who: str = ""
    by: date | None = None
    indicators: tuple[str, ...] = ()
    own_words: str = ""
    given_how: HowGiven = HowGiven.NOT_ASKED
    given_on: date | None = None
    why_not_asked: str = ""
    ask_again_on: date | None = None
    state: GoalState = GoalState.OPEN
    state_reason: str = ""
    state_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalNote(Record):
    """How a goal is going, on one day; `lineage_id` is the goal's, so that it stays through new versions."""

    young_person_id: str
    lineage_id: str
    on: date
    text: str
    own_words: str = ""
    given_how: HowGiven = HowGiven.NOT_ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Record):
    """Something that could happen, first signs and what helps; words, never scores."""

    young_person_id: str
    what: str
    first_signs: str = ""
    what_helps: str = ""
    agreed_response: str = ""
    who_might_be_hurt: str = ""
    more_likely_when: str = ""
    less_likely_when: str = ""
    owner: str = ""
    review_on: date | None = None
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    own_view_on: date | None = None
    why_not_asked: str = ""
    ask_again_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRestriction(Record):
    """A restriction in force other than on family time: ground, authoriser, start, review, told how.

    `tried_first` is what less restrictive was tried.
    """

    young_person_id: str
    what: str
    ground: str
    authorised_by: str = ""
    tried_first: str = ""
    starts: date | None = None
    planned_end: date | None = None
    review_on: date | None = None
    told_how: str = ""
    told_by: str = ""
    told_on: date | None = None
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    own_view_on: date | None = None
    why_not_asked: str = ""
    ask_again_on: date | None = None
    ended_on: date | None = None
    ended_because: str = ""


class ReviewOutcome(StrEnum):
    """What came of looking at a restriction again."""

    KEPT = "kept"
    EASED = "eased"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionReview(Record):
    """One look again at a restriction: who, what less would do now, what came of it, when next."""

    young_person_id: str
    restriction_id: str
    held_on: date
    outcome: ReviewOutcome
    because: str
    held_by: str = ""
    considered: str = ""
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    why_not_asked: str = ""
    ask_again_on: date | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Entry):
    """A decision, what the young person wanted, how it counted and how it was explained to them.

    The acts that regulation 7 (SI 2015/541) and health and social care standard 2.13 ask for: finding out the
    view (`asked_*`, `helped_to_say`), weighing it (`how_it_counted`), giving the reasons for what was not followed,
    explaining, hearing what they say to it, and reminding of advocacy and complaints.
    """

    young_person_id: str
    what: str
    why: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    options: str = ""
    what_they_wanted: str = ""
    wanted_how: HowGiven = HowGiven.NOT_ASKED
    why_not_asked: str = ""
    ask_again_on: date | None = None
    asked_on: date | None = None
    asked_by: str = ""
    helped_to_say: str = ""
    how_it_counted: str = ""
    not_followed: str = ""
    not_followed_because: str = ""
    with_agreement: bool = True
    explained_on: date | None = None
    explained_by: str = ""
    explained_how: str = ""
    what_they_said: str = ""
    said_how: HowGiven = HowGiven.NOT_ASKED
    told_of_advocacy_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOverview:
    """What the page of a plan shows first: the version that counts, the one being written, and the one to read.

    `counting` is None until a manager has signed the first version. `shown` is the version that was asked for, by
    default the one that counts, else the one being written, else the newest; `parts` are its sections. `versions` is how many there
    are.
    """

    counting: PlanVersion | None = None
    being_written: PlanVersion | None = None
    shown: PlanVersion | None = None
    parts: tuple[PlanPart, ...] = ()
    next_review: "PlanReview | None" = None
    versions: int = 0


def without_agreement(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that were made without the young person's agreement, for section 13 of the plan."""
    return tuple(decision for decision in decisions if not decision.with_agreement)


def in_force(restrictions: Iterable[LiveRestriction]) -> tuple[LiveRestriction, ...]:
    """Return the restrictions that have not ended."""
    return tuple(restriction for restriction in restrictions if restriction.ended_on is None)
