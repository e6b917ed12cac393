"""Family time: what is arranged, what happened, and limits with their lawful ground (domain report, 4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ..core.labels import label
from ..core.text import _, day_and_time
from .own_words import HowGiven
from .people import Answer
from .plans import ReviewOutcome
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


DIRECT = frozenset(
    {
        FamilyTimeKind.VISIT_HERE,
        FamilyTimeKind.VISIT_OUTSIDE,
        FamilyTimeKind.HOME_VISIT,
        FamilyTimeKind.OVERNIGHT,
        FamilyTimeKind.BROTHERS_AND_SISTERS,
        FamilyTimeKind.ACTIVITY,
        FamilyTimeKind.CELEBRATION,
        FamilyTimeKind.MEETING,
    }
)
"""Kinds that are face to face; all others are indirect (domain report, 4.3)."""


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


class WhoseDoing(StrEnum):
    """Whose doing it was that an occasion fell away, for honest figures."""

    NOT_SAID = "not_said"
    US = "us"
    FAMILY = "family"
    YOUNG_PERSON = "young_person"
    AUTHORITY = "authority"
    NOBODY = "nobody"


class ProtectedVisitor(StrEnum):
    """Visitors whose meetings are private and are never limited or supervised (domain report, 4.1)."""

    NO = "no"
    LAWYER = "lawyer"
    ADVOCATE = "advocate"
    COURT_WELFARE_OFFICER = "court_welfare_officer"
    SOCIAL_WORKER = "social_worker"
    INSPECTOR = "inspector"
    AUTHORISED_BY_AUTHORITY = "authorised_by_authority"
    INDEPENDENT_VISITOR = "independent_visitor"
    COMPLAINTS = "complaints"
    INDEPENDENT_PERSON = "independent_person"


class HolidayRule(StrEnum):
    """Whether an arrangement holds always, in school holidays only, or outside them."""

    ALWAYS = "always"
    IN_HOLIDAYS = "in_holidays"
    OUTSIDE_HOLIDAYS = "outside_holidays"


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
    cost_help: str = ""
    if_cancelled: str = ""
    tells_young_person: str = ""
    directed_by_court: bool = False
    direction: str = ""
    only_in: HolidayRule = HolidayRule.ALWAYS
    review_on: date | None = None
    ended_on: date | None = None
    why_ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolHoliday(Record):
    """A school holiday of a unit; both days belong to it."""

    unit_id: str
    name: str
    first_day: date
    last_day: date


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
    expected_at: datetime | None = None
    protected: ProtectedVisitor = ProtectedVisitor.NO
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
    whose_doing: WhoseDoing = WhoseDoing.NOT_SAID
    why: str = ""
    heard_at: datetime | None = None
    told_by: str = ""
    told_at: datetime | None = None
    told_how: str = ""
    instead_at: datetime | None = None

    @property
    def still_to_tell(self) -> bool:
        """Whether the young person has not yet been told that it will not happen."""
        return self.state in (OccasionState.CANCELLED, OccasionState.DID_NOT_COME) and self.told_at is None


class NotifyWithin(StrEnum):
    """How fast somebody has to hear of a limit (domain report, 4.2)."""

    NOT_SAID = "not_said"
    AT_ONCE = "at_once"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    """Somebody who has to hear of a limit, how fast, and when and how they did (`told_at`: an aware moment in ISO
    8601 as text, or empty)."""

    who: str = ""
    within: NotifyWithin = NotifyWithin.NOT_SAID
    told_at: str = ""
    how: str = ""

    @property
    def in_words(self) -> str:
        """All of it in one line, for the record of what was done."""
        within = label(self.within) if self.within is not NotifyWithin.NOT_SAID else ""
        told = day_and_time(datetime.fromisoformat(self.told_at)) if self.told_at else _("not told yet")
        return ", ".join(part for part in (self.who, within, told, self.how) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Record):
    """A limit on family time with its lawful ground, reviews and how it was explained.

    `linked_to_sanction` has to be answered with no: family time is never taken away as a punishment.
    """

    young_person_id: str
    person_id: str
    with_whom: str
    what: str
    ground: LimitGround
    ground_details: str = ""
    kinds: tuple[FamilyTimeKind, ...] = ()
    evidence: str = ""
    tried_first: str = ""
    linked_to_sanction: Answer = Answer.NOT_KNOWN
    emergency: bool = False
    authorised_by: str = ""
    authorised_as: str = ""
    starts: date | None = None
    planned_end: date | None = None
    notified: tuple[Notified, ...] = ()
    told_by: str = ""
    told_on: date | None = None
    told_how: str = ""
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    support_given: str = ""
    review_on: date | None = None
    review_by: str = ""
    ended_on: date | None = None
    why_ended: str = ""

    def in_force_on(self, day: date) -> bool:
        """Say whether the limit holds on `day`."""
        return (self.starts is None or self.starts <= day) and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitReview(Record):
    """One look again at a limit on family time: who, what less would do now, what came of it, when next."""

    young_person_id: str
    limit_id: str
    held_on: date
    outcome: ReviewOutcome
    because: str
    held_by: str = ""
    considered: str = ""
    own_view: str = ""
    own_view_how: HowGiven = HowGiven.NOT_ASKED
    next_on: date | None = None
