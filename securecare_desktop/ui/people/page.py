"""The People tab: everybody in a young person's life, with who may know where they live, and the key adults."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ...core.clock import Clock
from ...core.labels import choices, label
from ...core.text import _, day_plain
from ...domain.people import Answer, Circle, KeyAdult, KeyRole, NetworkPerson
from ...domain.permissions import Action
from ...domain.staff import StaffMember
from ...domain.validation import problems_in_key_adult, problems_in_network_person
from ..tables.model import Column
from ..widgets.fields import Field, Heading, Row
from ..widgets.records import Drafts, Offer, Offered, RecordKind, RecordsPage

KNOWS = {
    Answer.YES: ("check", "done"),
    Answer.NO: ("lock", "late"),
    Answer.NOT_KNOWN: ("circle-question-mark", "soon"),
}


class People(Protocol):
    """What this screen needs of the people service."""

    def network(self, young_person_id: str, /) -> tuple[NetworkPerson, ...]:
        """Return everybody around the young person."""
        ...

    def save_person(self, person: NetworkPerson, /) -> object:
        """Save somebody of the network."""
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


class PeoplePage(RecordsPage):
    """The people around one young person."""

    def __init__(
        self,
        people: People,
        staff: Staff,
        drafts: Drafts,
        clock: Clock,
        may: Callable[[Action], bool],
        parent: QWidget | None = None,
    ) -> None:
        may_write = may(Action.EDIT_PROFILE)
        kinds = (network_kind(people, may_write), key_adult_kind(people, staff, clock, may_write))
        super().__init__(kinds, drafts, clock, parent)


def knows_words(person: NetworkPerson) -> str:
    """Return whether somebody may know where the young person lives, as a mark."""
    return {
        Answer.YES: _("May know"),
        Answer.NO: _("Must not know"),
        Answer.NOT_KNOWN: _("Not known, ask first"),
    }[person.knows_where]


def network_kind(people: People, may_write: bool) -> RecordKind:
    """Return the list and form of the people in a young person's life."""
    columns = (
        Column("name", _("Name"), lambda p: p.shown_name, strong=True, width=210),
        Column("who", _("Who they are"), _who, width=200, stretch=True),
        Column(
            "knows",
            _("May know where they live"),
            knows_words,
            sort=lambda p: list(Answer).index(p.knows_where),
            icon=lambda p: KNOWS[p.knows_where][0],
            tone=lambda p: KNOWS[p.knows_where][1],
            width=190,
        ),
        Column("circle", _("Circle"), lambda p: label(p.circle), width=130, gives_way=True),
        Column("phone", _("Phone"), lambda p: p.phone, width=150, gives_way=True),
        Column(
            "ended",
            _("Until"),
            lambda p: day_plain(p.until) if p.until else "",
            sort=lambda p: p.until,
            width=110,
            gives_way=True,
        ),
    )
    return RecordKind(
        noun="people",
        entry="person",
        title=_("People in their life"),
        icon="contact-round",
        add=_("Add a person"),
        empty=_("Nobody yet. Begin with the people this young person names."),
        name=lambda p: p.shown_name,
        columns=columns,
        items=_network_items(),
        rows=(
            Row("called", "name"),
            Row("phone", "contact_hours"),
            Row("language", "interpreter"),
            Row("since", "until"),
        ),
        blank=lambda who: NetworkPerson(
            young_person_id=who, name="", who_they_are="", circle=Circle.OWN_PEOPLE
        ),
        load=people.network,
        save=people.save_person,
        check=problems_in_network_person,
        may_write=may_write,
        note=_("Whoever must not know where they live is marked"),
    )


def _who(person: NetworkPerson) -> str:
    return ", ".join(part for part in (person.who_they_are, person.organisation) if part)


def _network_items() -> tuple[Field | Heading, ...]:
    answers = tuple((key, words.capitalize()) for key, words in choices(Answer))
    return (
        Field("called", _("What they call them"), optional=True),
        Field("name", _("Name")),
        Field("who_they_are", _("Who they are"), hint=_("Brother, social worker, friend from before.")),
        Field("circle", _("Circle"), "segments", choices=choices(Circle)),
        Field(
            "knows_where",
            _("May they know where this young person lives?"),
            "segments",
            choices=answers,
            hint=_("It is shown beside the name and on packs. When it is not known, ask first."),
        ),
        Field("phone", _("Phone"), optional=True),
        Field("contact_hours", _("When to ring"), optional=True),
        Field(
            "may_receive",
            _("What they may hear or get from us"),
            "text",
            rows=2,
            hint=_("News of school, photos, review papers."),
            optional=True,
        ),
        Field("ask_about", _("Good to ask about"), "text", rows=2, optional=True),
        Heading(_("More about them")),
        Field("organisation", _("Where they work"), optional=True),
        Field(
            "parental_responsibility",
            _("Do they hold parental responsibility or rights?"),
            "segments",
            choices=answers,
        ),
        Field(
            "parental_evidence",
            _("How we know"),
            hint=_("The paper it stands in, and its date."),
            optional=True,
        ),
        Field("language", _("Language"), optional=True),
        Field("interpreter", _("Interpreter"), optional=True),
        Field(
            "emergency_order",
            _("In an emergency, ring as number"),
            "number",
            least=1,
            most=20,
            optional=True,
        ),
        Field("stays_afterwards", _("Stays in their life after they move on?"), "yes_no"),
        Field("since", _("Since"), "date", optional=True),
        Field("until", _("Until"), "date", optional=True),
        Field("why_ended", _("Why it ended"), "text", rows=2, optional=True),
    )


def key_adult_kind(people: People, staff: Staff, clock: Clock, may_write: bool) -> RecordKind:
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
