"""What the list and form of the key adults hold, past and present, tied to the account or person of that name."""

from dataclasses import replace
from typing import Protocol

from ...core.clock import Clock
from ...core.labels import choices, label
from ...core.text import _, day_plain
from ...domain.people import Answer, KeyAdult, KeyRole, NetworkPerson
from ...domain.people_validation import problems_in_key_adult
from ...domain.staff import StaffMember
from ..tables.model import Column
from ..widgets.fields import Field, Heading, Row
from ..widgets.records import Offer, Offered, RecordKind


class KeyAdults(Protocol):
    """What this list needs of the people service."""

    def network(self, young_person_id: str, /) -> tuple[NetworkPerson, ...]:
        """Return everybody around the young person."""
        ...

    def key_adults(self, young_person_id: str, /) -> tuple[KeyAdult, ...]:
        """Return the ties to key adults."""
        ...

    def save_key_adult(self, adult: KeyAdult, /) -> object:
        """Save a tie to a key adult."""
        ...


class Staff(Protocol):
    """What this screen needs of the staff service."""

    def list(self) -> tuple[StaffMember, ...]:
        """Return the staff of this unit."""
        ...


def key_adult_kind(people: KeyAdults, staff: Staff, clock: Clock, may_write: bool) -> RecordKind:
    """Return the list and form of the key adults, past and present."""

    def offer_names(young_person_id: str) -> tuple[Offer, ...]:
        house = tuple(Offer(f"staff:{s.id}", s.name, s.job_title) for s in staff.list())
        others = tuple(
            Offer(f"person:{p.id}", p.name, p.who_they_are) for p in people.network(young_person_id)
        )
        return house + others

    return RecordKind(
        noun="people",
        entry="key_adult",
        title=_("Key adults"),
        icon="anchor",
        add=_("Add a key adult"),
        empty=_("No key adult yet. Name who is there for this young person, and since when."),
        name=lambda a: a.name,
        columns=(
            Column("role", _("Role"), _role, sort=lambda a: list(KeyRole).index(a.role), width=155),
            Column("name", _("Name"), lambda a: a.name, strong=True, width=165),
            Column(
                "since",
                _("Since"),
                lambda a: day_plain(a.since) if a.since else "",
                sort=lambda a: a.since,
                width=115,
            ),
            Column(
                "until",
                _("Until"),
                lambda a: _until(a, clock),
                sort=lambda a: a.until,
                icon=lambda a: "anchor" if a.until is None else "footprints",
                tone=lambda a: "done" if a.until is None else "text-2",
                width=130,
            ),
            Column("goodbye", _("Goodbye"), lambda a: a.goodbye, width=220, stretch=True),
        ),
        items=_key_adult_items(),
        rows=(Row("role", "role_text"), Row("since", "until")),
        blank=lambda who: KeyAdult(
            young_person_id=who, role=KeyRole.KEY_WORKER, name="", since=clock.today()
        ),
        load=people.key_adults,
        save=people.save_key_adult,
        offers={"name": offer_names},
        complete=_link,
        check=problems_in_key_adult,
        may_write=may_write,
    )


def _role(adult: KeyAdult) -> str:
    return adult.role_text or label(adult.role)


def _until(adult: KeyAdult, clock: Clock) -> str:
    return day_plain(adult.until, clock.today()) if adult.until is not None else _("stays")


def _link(adult: KeyAdult, offered: Offered) -> KeyAdult:
    """Tie the name to the account or the person it belongs to, where it is one of them."""
    found = next((o for o in offered.get("name", ()) if o.words.casefold() == adult.name.casefold()), None)
    if found is None:
        return adult
    where, _colon, record_id = found.id.partition(":")
    if where == "staff":
        return replace(adult, staff_id=record_id, person_id="")
    return replace(adult, staff_id="", person_id=record_id)


def _key_adult_items() -> tuple[Field | Heading, ...]:
    answers = tuple((key, words.capitalize()) for key, words in choices(Answer))
    return (
        Field("role", _("Role"), "choice", choices=choices(KeyRole)),
        Field("role_text", _("What we call it here"), optional=True),
        Field("name", _("Name"), "suggest"),
        Field("since", _("Since"), "date", optional=True),
        Field("until", _("Until"), "date", optional=True),
        Heading(
            _("When it ends or has ended"),
            _("A change that is still to come is planned under Changes of worker."),
        ),
        Field("planned_ending", _("Was the ending planned?"), "segments", choices=answers),
        Field("why_ended", _("Why it ended"), "text", rows=2, optional=True),
        Field("goodbye", _("How they said goodbye"), "text", rows=2, optional=True),
        Field("stays_how", _("How they stay in touch"), "text", rows=2, optional=True),
    )
