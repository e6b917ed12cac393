"""A young person, what they say about themself, their stay here and how things are right now."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from .own_words import HowGiven
from .record import Entry, Record
from .staff import Jurisdiction


class Stage(StrEnum):
    """Where somebody is on their way through secure care."""

    BEFORE = "before"
    DURING = "during"
    MOVING_ON = "moving_on"


class AboutMeKind(StrEnum):
    """The parts of "about me", in the order they are read."""

    WHAT_MATTERS = "what_matters"
    WHAT_HELPS = "what_helps"
    WHAT_DOES_NOT_HELP = "what_does_not_help"
    HOW_TO_TELL_ME = "how_to_tell_me"
    FOR_MY_NEW_WORKER = "for_my_new_worker"
    GOOD_DAY = "good_day"
    EARLY_SIGNS = "early_signs"
    WHAT_COMFORTS = "what_comforts"
    HOPES = "hopes"


class StatusKind(StrEnum):
    """How things are, in one word. Never a score."""

    SETTLED = "settled"
    NEEDS_WATCHING = "needs_watching"
    FRAGILE = "fragile"


class LegalBasis(StrEnum):
    """Under what law somebody is here (domain report, section 2)."""

    SCOTLAND_HEARING = "scotland_hearing"
    SCOTLAND_COURT = "scotland_court"
    SCOTLAND_NO_ORDER = "scotland_no_order"
    SECTION_25 = "section_25"
    REMAND = "remand"
    SENTENCE = "sentence"
    WALES_SECTION_119 = "wales_section_119"
    OTHER = "other"

    @property
    def nation(self) -> Jurisdiction | None:
        """The nation whose law it is; None where that does not follow from it, as for remand in England or Wales."""
        return _NATIONS.get(self)


_NATIONS = {
    LegalBasis.SCOTLAND_HEARING: Jurisdiction.SCOTLAND,
    LegalBasis.SCOTLAND_COURT: Jurisdiction.SCOTLAND,
    LegalBasis.SCOTLAND_NO_ORDER: Jurisdiction.SCOTLAND,
    LegalBasis.SECTION_25: Jurisdiction.ENGLAND,
    LegalBasis.WALES_SECTION_119: Jurisdiction.WALES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class YoungPerson(Record):
    """A young person. `name_used` comes first everywhere; the legal name is for packs and the law."""

    unit_id: str
    name_used: str
    legal_name: str
    date_of_birth: date
    pronouns: str = ""
    languages: str = ""
    interpreter: str = ""
    communication_needs: str = ""
    culture_and_faith: str = ""
    sex_recorded: str = ""
    health_essentials: str = ""
    allergies: str = ""
    story_so_far: str = ""
    story_so_far_on: date | None = None

    def age_on(self, day: date) -> int:
        """Return the age in whole years on `day`; somebody born on 29 February has it on 1 March."""
        born = self.date_of_birth
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutMePart(Record):
    """One part of "about me" in the young person's own words; each line of `text` is one point."""

    young_person_id: str
    kind: AboutMeKind
    text: str
    given_how: HowGiven = HowGiven.SAID
    written_with: str = ""
    given_on: date | None = None
    copy_given: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay(Record):
    """One stay, from arrival to moving on, and the law it rests on. No age caps it.

    The orders stand beside it (legal_orders.py). `legal_reasons` are those of the law, `reasons_for_young_person` the
    words that the young person can follow; `authorised_by` decided the placement, `ended_authorised_by` its end.
    """

    young_person_id: str
    stage: Stage
    legal_basis: LegalBasis
    arrived_at: datetime | None = None
    authorised_by: str = ""
    placing_authority: str = ""
    previous_address: str = ""
    legal_reasons: str = ""
    reasons_for_young_person: str = ""
    reasons_told_on: date | None = None
    reasons_told_by: str = ""
    rights_explained_on: date | None = None
    rights_explained_by: str = ""
    how_to_appeal: str = ""
    looked_after_since: date | None = None
    room: str = ""
    advocate_offered: date | None = None
    planned_move: date | None = None
    moving_to: str = ""
    ended_at: datetime | None = None
    ended_where_to: str = ""
    ended_address: str = ""
    ended_authorised_by: str = ""
    why_ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Entry):
    """How things are right now, with the sentence that says why; the newest one counts."""

    young_person_id: str
    kind: StatusKind
    sentence: str
    noted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """A date to come for one young person, gathered from all records; `rests_on` is a core label or "".

    `key` names what the date belongs to, the same as long as it stands, whatever day it moves to.
    """

    day: date
    what: str
    at: datetime | None = None
    rests_on: str = ""
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAdultLine:
    """A key adult as the head of the overview shows them."""

    role: str
    name: str
    since: date | None
    next_name: str = ""
    next_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YoungPersonHead:
    """What stands at the top of every page about a young person. `counts` is per tab name."""

    id: str
    name_used: str
    pronouns: str
    age: int
    date_of_birth: date
    days_here: int | None
    arrived: date | None
    stage: Stage
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The overview page of one young person."""

    head: YoungPersonHead
    key_adults: tuple[KeyAdultLine, ...]
    about_me: tuple[AboutMePart, ...]
    status: Status | None
    status_by: str
    next_dates: tuple[NextDate, ...]
    open_promises: int
    promises_today: int
    promises_late: int
    limits_in_force: int
    next_limit_review: date | None
    open_change_ids: tuple[str, ...]
