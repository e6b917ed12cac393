"""What the list and form of the people in a young person's life hold; who may know where they live is marked first."""

from typing import Protocol

from ...core.labels import choices, label
from ...core.text import _, day_plain
from ...domain.people import Answer, Circle, NetworkPerson
from ...domain.validation import problems_in_network_person
from ..tables.model import Column
from ..widgets.fields import Field, Heading, Row
from ..widgets.records import RecordKind

KNOWS = {
    Answer.YES: ("check", "done"),
    Answer.NO: ("lock", "late"),
    Answer.NOT_KNOWN: ("circle-question-mark", "soon"),
}


class Network(Protocol):
    """What this list needs of the people service."""

    def network(self, young_person_id: str, /) -> tuple[NetworkPerson, ...]:
        """Return everybody around the young person."""
        ...

    def save_person(self, person: NetworkPerson, /) -> object:
        """Save somebody of the network."""
        ...


def knows_words(person: NetworkPerson) -> str:
    """Return whether somebody may know where the young person lives, as a mark."""
    return {
        Answer.YES: _("May know"),
        Answer.NO: _("Must not know"),
        Answer.NOT_KNOWN: _("Not known, ask first"),
    }[person.knows_where]


def network_kind(people: Network, may_write: bool) -> RecordKind:
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
