"""The people around a young person: their own people and professionals, and who their key adults are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .record import Record


class Circle(StrEnum):
    """How near somebody is to a young person."""

    OWN_PEOPLE = "own_people"
    HOUSE = "house"
    PROFESSIONAL = "professional"


class Answer(StrEnum):
    """Yes, no, or not known yet: never guessed."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class RelevantPerson(StrEnum):
    """Whether somebody is a relevant person of a children's hearing (Scotland)."""

    NOT_KNOWN = "not_known"
    NO = "no"
    RELEVANT = "relevant"
    DEEMED = "deemed"


class KeyRole(StrEnum):
    """The ties whose change is a change of worker."""

    KEY_WORKER = "key_worker"
    SECOND_KEY_WORKER = "second_key_worker"
    SOCIAL_WORKER = "social_worker"
    TEACHER = "teacher"
    NURSE = "nurse"
    ADVOCATE = "advocate"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPerson(Record):
    """Somebody in a young person's life (domain report, section 8).

    `called` is what the young person calls them, `who_they_are` the tie in the young person's words; `role` is
    how others call it, from the list of resources/people/roles.toml or in words of one's own. `knows_where` answers
    whether they may know where the young person lives, `may_be_told` and `may_receive` what they may hear of and be sent.
    """

    young_person_id: str
    name: str
    who_they_are: str
    circle: Circle
    called: str = ""
    role: str = ""
    organisation: str = ""
    ask_about: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    other_ways: str = ""
    contact_hours: str = ""
    may_be_told: str = ""
    may_receive: str = ""
    knows_where: Answer = Answer.NOT_KNOWN
    parental_responsibility: Answer = Answer.NOT_KNOWN
    parental_evidence: str = ""
    relevant_person: RelevantPerson = RelevantPerson.NOT_KNOWN
    language: str = ""
    interpreter: str = ""
    emergency_order: int | None = None
    since: date | None = None
    until: date | None = None
    why_ended: str = ""
    stays_afterwards: bool = False

    @property
    def shown_name(self) -> str:
        """What the young person calls them first, then the name: "Nan (Pauline)"."""
        return f"{self.called} ({self.name})" if self.called and self.called != self.name else self.name

    def has_ended(self, day: date) -> bool:
        """Say whether the tie has ended by `day`; it holds on its last day."""
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAdult(Record):
    """A tie to a key adult, with from, to and why it ended.

    Either `staff_id` (somebody of the house) or `person_id` (from the network) is set; `name` is kept as
    text so that the tie stays readable when the person has gone.
    """

    young_person_id: str
    role: KeyRole
    name: str
    staff_id: str = ""
    person_id: str = ""
    role_text: str = ""
    since: date | None = None
    until: date | None = None
    planned_ending: Answer = Answer.NOT_KNOWN
    why_ended: str = ""
    goodbye: str = ""
    stays_how: str = ""

    def holds_on(self, day: date) -> bool:
        """Say whether the tie holds on `day`; the last day counts."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
