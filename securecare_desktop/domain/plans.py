"""The placement plan ("my plan"): versions and their parts (domain report, section 3.2)."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from .own_words import HowGiven
from .record import Entry, Record


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion(Record):
    """One version of a young person's plan; the newest one that is current counts."""

    young_person_id: str
    number: int
    state: PlanState
    made_on: date
    shared_on: date | None = None
    shared_how: str = ""
    comments: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    next_review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart(Record):
    """The text of one section in one version, with the young person's words about it."""

    young_person_id: str
    plan_version_id: str
    section: int
    text: str
    own_words: str = ""
    given_how: HowGiven = HowGiven.NOT_ASKED
    given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Record):
    """A goal: need, what we will do, what better looks like, how we will know, who, by when."""

    young_person_id: str
    plan_version_id: str
    title: str
    need: str = ""
    what_we_do: str = ""
    what_better_looks_like: str = ""
    how_we_know: str = ""
    who: str = ""
    by: date | None = None
    own_words: str = ""
    progress: str = ""
    progress_on: date | None = None
    state: GoalState = GoalState.OPEN
    state_reason: str = ""


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
    owner: str = ""
    review_on: date | None = None
    own_view: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRestriction(Record):
    """A restriction in force other than on family time: ground, authoriser, start, review, told how."""

    young_person_id: str
    what: str
    ground: str
    authorised_by: str = ""
    tried_first: str = ""
    starts: date | None = None
    planned_end: date | None = None
    review_on: date | None = None
    told_how: str = ""
    told_on: date | None = None
    own_view: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Entry):
    """A decision, what the young person wanted, how it counted and how it was explained to them."""

    young_person_id: str
    what: str
    why: str = ""
    decided_on: date | None = None
    options: str = ""
    what_they_wanted: str = ""
    how_it_counted: str = ""
    with_agreement: bool = True
    explained_on: date | None = None
    explained_by: str = ""
    what_they_said: str = ""
