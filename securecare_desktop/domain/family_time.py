"""Family time: what is arranged, what happened, and limits with their lawful ground (domain report, 4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .own_words import HowGiven
from .record import Entry, Record


class FamilyTimeKind(StrEnum):
    """The kinds of family time, direct and indirect."""

    VISIT_HERE = "visit_here"
    VISIT_OUTSIDE = "visit_outside"
    HOME_VISIT = "home_visit"
    OVERNIGHT = "overnight"
    PHONE = "phone"
    VIDEO = "video"
    LETTER = "letter"
    MESSAGE = "message"
    GIFT = "gift"
    BROTHERS_AND_SISTERS = "brothers_and_sisters"
    ACTIVITY = "activity"
    CELEBRATION = "celebration"
    MEETING = "meeting"


class SupportLevel(StrEnum):
    """How much an adult is there."""

    UNSUPPORTED = "unsupported"
    FACILITATED = "facilitated"
    SUPPORTED = "supported"
    SUPERVISED = "supervised"
    CLOSELY_SUPERVISED = "closely_supervised"
    SUSPENDED = "suspended"


class OccasionState(StrEnum):
    """What became of an occasion."""

    PLANNED = "planned"
    HAPPENED = "happened"
    CUT_SHORT = "cut_short"
    CANCELLED = "cancelled"
    DID_NOT_COME = "did_not_come"
    OFFERED_AND_DECLINED = "offered_and_declined"
    NOT_REACHED = "not_reached"


class LimitGround(StrEnum):
    """Lawful grounds for a limit. Behaviour is not one (domain report, 4.2)."""

    COURT_ORDER = "court_order"
    HEARING_DIRECTION = "hearing_direction"
    AUTHORITY_URGENT = "authority_urgent"
    REGULATION_22 = "regulation_22"
    HEAD_OF_UNIT = "head_of_unit"
    YOUNG_PERSONS_CHOICE = "young_persons_choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement(Record):
    """An arrangement: who, kind, how often, level of support, purpose, review. `rule` is an RFC 5545 rule."""

    young_person_id: str
    person_id: str
    with_whom: str
    kind: FamilyTimeKind
    how_often: str
    rule: str = ""
    starts: date | None = None
    at_time: str = ""
    minutes: int | None = None
    place: str = ""
    level: SupportLevel = SupportLevel.SUPPORTED
    why_this_level: str = ""
    purpose: str = ""
    transport: str = ""
    if_cancelled: str = ""
    tells_young_person: str = ""
    directed_by_court: bool = False
    review_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion(Entry):
    """One occasion of family time: what was planned and what happened stay two things."""

    young_person_id: str
    person_id: str
    with_whom: str
    kind: FamilyTimeKind
    state: OccasionState
    planned_at: datetime
    arrangement_id: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    place: str = ""
    level: SupportLevel = SupportLevel.SUPPORTED
    before: str = ""
    arrival: str = ""
    what_they_did: str = ""
    warm_moments: str = ""
    what_was_said: str = ""
    worries: str = ""
    what_was_done: str = ""
    ending: str = ""
    afterwards: str = ""
    next_day: str = ""
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    family_view: str = ""
    opinion: str = ""
    supervisor: str = ""
    cancelled_by: str = ""
    why: str = ""
    heard_at: datetime | None = None
    told_by: str = ""
    told_at: datetime | None = None
    instead_at: datetime | None = None

    @property
    def still_to_tell(self) -> bool:
        """Whether the young person has not yet been told that it will not happen."""
        return self.state in (OccasionState.CANCELLED, OccasionState.DID_NOT_COME) and self.told_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Record):
    """A limit on family time with its lawful ground, reviews and how it was explained."""

    young_person_id: str
    person_id: str
    with_whom: str
    what: str
    ground: LimitGround
    ground_details: str = ""
    evidence: str = ""
    tried_first: str = ""
    authorised_by: str = ""
    starts: date | None = None
    planned_end: date | None = None
    notified: str = ""
    told_by: str = ""
    told_on: date | None = None
    own_view: str = ""
    support_given: str = ""
    review_on: date | None = None
    review_by: str = ""
    ended_on: date | None = None
    why_ended: str = ""

    def in_force_on(self, day: date) -> bool:
        """Say whether the limit holds on `day`."""
        return (self.starts is None or self.starts <= day) and (self.ended_on is None or day < self.ended_on)
