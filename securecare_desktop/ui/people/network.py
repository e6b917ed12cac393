"""What the list and form of the people in a young person's life hold; who must not know where they live is marked.

People whose tie has ended stand in a list of their own.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from ...core.clock import Clock
from ...core.labels import choices, label
from ...core.text import _, day_plain
from ...domain.people import Answer, Circle, NetworkPerson, RelevantPerson
from ...domain.people_validation import problems_in_network_person
from ..tables.model import Column
from ..widgets.card import Banner
from ..widgets.fields import Field, Heading, Row
from ..widgets.form import Form
from ..widgets.records import Offer, RecordKind

KNOWS = {
    Answer.YES: ("check", "done"),
    Answer.NO: ("lock", "late"),
    Answer.NOT_KNOWN: ("circle-question-mark", "soon"),
}
KNOWS_FIRST = (Answer.NO, Answer.NOT_KNOWN, Answer.YES)
"""Sorted by who may know where they live: those who must not first."""
CIRCLES = (Circle.OWN_PEOPLE, Circle.PROFESSIONAL, Circle.HOUSE)
NOT_CALLED = 1000
"""After every number in the emergency order."""
NAMED = (RelevantPerson.RELEVANT, RelevantPerson.DEEMED)


class Role(Protocol):
    """What somebody is called by others, as the roles of the unit have it."""

    @property
    def name(self) -> str:
        """The role."""
        ...

    @property
    def group(self) -> str:
        """Under which heading it is offered."""
        ...


class Network(Protocol):
    """What this list needs of the people service."""

    def network(self, young_person_id: str, /) -> tuple[NetworkPerson, ...]:
        """Return everybody around the young person."""
        ...

    def roles(self, young_person_id: str, /) -> tuple[Role, ...]:
        """Return what people are called here."""
        ...

    def has_relevant_persons(self, young_person_id: str, /) -> bool:
        """Say whether somebody can be a relevant person for this young person."""
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


def network_kind(people: Network, clock: Clock, may_write: bool) -> RecordKind:
    """Return the list and form of the people in a young person's life now."""

    def offer_roles(young_person_id: str) -> tuple[Offer, ...]:
        return tuple(Offer(role.name, role.name, role.group) for role in people.roles(young_person_id))

    return RecordKind(
        noun="people",
        entry="person",
        title=_("People in their life"),
        icon="contact-round",
        add=_("Add a person"),
        empty=_("Nobody yet. Begin with the people this young person names."),
        name=lambda p: p.shown_name,
        columns=(*_who_columns(), *_reach_columns()),
        items=_network_items(),
        rows=(
            Row("called", "name"),
            Row("role", "organisation"),
            Row("phone", "contact_hours"),
            Row("language", "interpreter"),
            Row("since", "until"),
        ),
        blank=lambda who: NetworkPerson(
            young_person_id=who, name="", who_they_are="", circle=Circle.OWN_PEOPLE
        ),
        load=lambda who: _in_order(p for p in people.network(who) if not p.has_ended(clock.today())),
        save=people.save_person,
        offers={"role": offer_roles},
        only_if={"relevant_person": people.has_relevant_persons},
        check=lambda person: problems_in_network_person(person, clock.today()),
        fit=_fit_person,
        may_write=may_write,
        second=_must_not_know,
    )


def ended_kind(people: Network, clock: Clock, may_write: bool) -> RecordKind:
    """Return the list of the people whose tie has ended, in the same form: they stay in the record."""
    return replace(
        network_kind(people, clock, may_write),
        entry="ended_person",
        title=_("People from before"),
        icon="footprints",
        empty=_("Nobody. Whoever leaves their life is ended, with the reason, and stays here."),
        columns=(*_who_columns(), *_ended_columns()),
        load=lambda who: tuple(p for p in people.network(who) if p.has_ended(clock.today())),
        may_add=False,
        second=None,
    )


def _in_order(people: Iterable[NetworkPerson]) -> tuple[NetworkPerson, ...]:
    """Return whoever must not know the address first, then those who are nearest and who is called first."""
    return tuple(
        sorted(
            people,
            key=lambda p: (
                p.knows_where is not Answer.NO,
                CIRCLES.index(p.circle),
                p.emergency_order or NOT_CALLED,
                p.name.casefold(),
            ),
        )
    )


def _must_not_know(people: tuple[NetworkPerson, ...]) -> str:
    """Return how many there are, and how many of them must not know where the young person lives."""
    hidden = sum(person.knows_where is Answer.NO for person in people)
    if not people or not hidden:
        return str(len(people)) if people else ""
    return _("{n}, {hidden} must not know where they live").format(n=len(people), hidden=hidden)


def _who(person: NetworkPerson) -> str:
    said = person.who_they_are
    role = person.role if person.role.casefold() not in said.casefold() else ""
    return ", ".join(part for part in (said, role, person.organisation) if part)


def _who_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Name"), lambda p: p.shown_name, strong=True, width=210),
        Column("who", _("Who they are"), _who, width=200, stretch=True, wraps=True),
        Column(
            "knows",
            _("May know where they live"),
            knows_words,
            sort=lambda p: KNOWS_FIRST.index(p.knows_where),
            icon=lambda p: KNOWS[p.knows_where][0],
            tone=lambda p: KNOWS[p.knows_where][1],
            width=190,
            chip=True,
        ),
    )


def _reach_columns() -> tuple[Column, ...]:
    return (
        Column(
            "emergency",
            _("Ring first"),
            lambda p: str(p.emergency_order or ""),
            sort=lambda p: p.emergency_order,
            width=90,
            gives_way=True,
        ),
        Column("phone", _("Phone"), lambda p: p.phone, width=150, gives_way=True),
        Column("circle", _("Circle"), lambda p: label(p.circle), width=130, gives_way=True),
        Column(
            "speaks",
            _("Language"),
            lambda p: ", ".join(part for part in (p.language, p.interpreter) if part),
            width=130,
            gives_way=True,
        ),
    )


def _ended_columns() -> tuple[Column, ...]:
    return (
        Column(
            "ended",
            _("Until"),
            lambda p: day_plain(p.until) if p.until else "",
            sort=lambda p: p.until,
            width=110,
        ),
        Column("why", _("Why it ended"), lambda p: p.why_ended, width=200, gives_way=True),
    )


# -- the form -------------------------------------------------------------------------------------------------


class KnowsMark(Banner):
    """Above the form of somebody who must not know where the young person lives."""

    def __init__(self) -> None:
        super().__init__(
            _("Must not know where this young person lives."),
            _("Ring from a withheld number. Send nothing with our address on it."),
            "late",
            icon="lock",
        )


def _fit_person(form: Form) -> None:
    """Mark who must not know, and ask how it is known only where there is something to know."""
    values = form.values()
    mark = form.findChild(KnowsMark)
    if mark is None:
        mark = KnowsMark()
        form.put_above(mark)
    mark.setVisible(values["knows_where"] == Answer.NO)
    rights = values["parental_responsibility"] == Answer.YES or values["relevant_person"] in NAMED
    form.show_fields(rights or bool(values["parental_evidence"]), "parental_evidence")


def _network_items() -> tuple[Field | Heading, ...]:
    answers = tuple((key, words.capitalize()) for key, words in choices(Answer))
    return (
        Field("called", _("What they call them"), optional=True),
        Field("name", _("Name")),
        Field(
            "who_they_are",
            _("Who they are"),
            hint=_("In this young person's words: “my nan”, “friend from before”."),
        ),
        Field(
            "role",
            _("Role, as others call it"),
            "suggest",
            hint=_("Choose one, or write your own."),
            optional=True,
        ),
        Field("organisation", _("Where they work"), optional=True),
        Field("circle", _("Circle"), "segments", choices=choices(Circle)),
        Field(
            "knows_where",
            _("May they know where this young person lives?"),
            "segments",
            choices=answers,
            hint=_("It is shown beside the name and on packs. When it is not known, ask first."),
        ),
        Heading(_("How to reach them")),
        Field("phone", _("Phone"), optional=True),
        Field("contact_hours", _("When to ring"), optional=True),
        Field("email", _("Email"), optional=True),
        Field("address", _("Address"), "text", rows=2, optional=True, hints=False),
        Field(
            "other_ways", _("Other ways to reach them"), hint=_("“Through Nan”, a sign app."), optional=True
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
        Heading(_("What they hear from us")),
        Field(
            "may_be_told",
            _("What they may be told"),
            "text",
            rows=2,
            hint=_("How things are, where next, nothing of health."),
            optional=True,
        ),
        Field(
            "may_receive",
            _("What they may get from us"),
            "text",
            rows=2,
            hint=_("News of school, photos, review papers."),
            optional=True,
        ),
        Field("ask_about", _("Good to ask about"), "text", rows=2, optional=True),
        Heading(_("Their rights")),
        Field(
            "parental_responsibility",
            _("Do they hold parental responsibility or rights?"),
            "segments",
            choices=answers,
        ),
        Field(
            "relevant_person",
            _("Are they a relevant person of the hearing?"),
            "choice",
            choices=tuple((key, words.capitalize()) for key, words in choices(RelevantPerson)),
        ),
        Field(
            "parental_evidence",
            _("How we know"),
            hint=_("The paper it stands in, and its date."),
            optional=True,
        ),
        Heading(_("From when, and when it ends")),
        Field("since", _("Since"), "date", optional=True),
        Field("until", _("Until"), "date", optional=True),
        Field("why_ended", _("Why it ended"), "text", rows=2, optional=True),
        Field("stays_afterwards", _("Stays in their life after they move on?"), "yes_no"),
    )
