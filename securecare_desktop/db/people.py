"""The people around a young person, and their ties to key adults."""

from datetime import date

from sqlalchemy.orm import Mapped

from ..core.labels import label
from ..domain.people import Answer, Circle, KeyAdult, KeyRole, NetworkPerson, RelevantPerson
from .base import RecordRow, Repository, SearchText, optional_reference, reference


class NetworkPersonRow(RecordRow):
    """Rows of NetworkPerson."""

    __tablename__ = "network_person"
    __record_kind__ = "network_people"
    __domain__ = NetworkPerson
    __order__ = (
        "circle",
        "emergency_order",
        "name",
    )
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    name: Mapped[str]
    who_they_are: Mapped[str]
    circle: Mapped[Circle]
    called: Mapped[str]
    role: Mapped[str]
    organisation: Mapped[str]
    ask_about: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    address: Mapped[str]
    other_ways: Mapped[str]
    contact_hours: Mapped[str]
    may_be_told: Mapped[str]
    may_receive: Mapped[str]
    knows_where: Mapped[Answer]
    parental_responsibility: Mapped[Answer]
    parental_evidence: Mapped[str]
    relevant_person: Mapped[RelevantPerson]
    language: Mapped[str]
    interpreter: Mapped[str]
    emergency_order: Mapped[int | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    why_ended: Mapped[str]
    stays_afterwards: Mapped[bool]

    def __search__(self) -> SearchText:
        return SearchText(
            f"{self.called} {self.name}".strip(), self.written_text("called", "name"), self.since
        )


class NetworkPeople(Repository[NetworkPerson]):
    """Plain queries on network person rows."""

    row = NetworkPersonRow


class KeyAdultRow(RecordRow):
    """Rows of KeyAdult."""

    __tablename__ = "key_adult"
    __record_kind__ = "key_adults"
    __domain__ = KeyAdult
    __order__ = (
        "role",
        "since",
    )
    __young_person_field__ = "young_person_id"

    young_person_id: Mapped[str] = reference("young_person.id")
    role: Mapped[KeyRole]
    name: Mapped[str]
    staff_id: Mapped[str] = optional_reference("staff_member.id")
    person_id: Mapped[str] = optional_reference("network_person.id")
    role_text: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[date | None]
    planned_ending: Mapped[Answer]
    why_ended: Mapped[str]
    goodbye: Mapped[str]
    stays_how: Mapped[str]

    def __search__(self) -> SearchText:
        return SearchText(self.name, f"{label(self.role)}\n{self.written_text('name')}", self.since)


class KeyAdults(Repository[KeyAdult]):
    """Plain queries on key adult rows."""

    row = KeyAdultRow
