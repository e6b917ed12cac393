"""Who is who: everybody around the young person, how to reach them, what they may hear, and who must not know the address.

A home address is never printed: a copy is carried about, and the record has it.
"""

from ..core.labels import label
from ..core.text import _, day_plain
from ..domain.packs import PackContent
from ..domain.people import Answer, Circle, KeyAdult, NetworkPerson, RelevantPerson
from .pack_words import in_running_text, joined, none_here, or_dash, phone_text, sentences
from .tree import Cell, Column, Paragraph, Part, Run, Table, Words, bold, with_icon

_CIRCLES = (Circle.OWN_PEOPLE, Circle.PROFESSIONAL, Circle.HOUSE)
_LAST = 1000
_MANY_PEOPLE = 10


def who_is_who(content: PackContent) -> tuple[Part, ...]:
    """Return the people around the young person, and before them who must not be told where they live."""
    name = content.young_person.name_used
    rows: list[tuple[Words | Cell, ...]] = []
    ties = [tie for tie in content.key_adults if tie.holds_on(content.today)]
    for person in sorted(
        content.people, key=lambda p: (_CIRCLES.index(p.circle), p.emergency_order or _LAST)
    ):
        own = [tie for tie in ties if tie.person_id == person.id != "" or tie.name == person.name]
        ties = [tie for tie in ties if tie not in own]
        rows.append(_person_row(person, [_tie_words(tie, content) for tie in own]))
    for tie in ties:
        role = joined(_tie_words(tie, content), tie.stays_how)
        rows.append(((bold(tie.name),), role, or_dash(""), or_dash(""), _knows(Answer.YES)))
    if not rows:
        return (Paragraph(none_here(content, "network_people", _("Nobody is written down yet."))),)
    columns = (
        Column(_("Name"), 15),
        Column(_("Who they are to {name}").format(name=name), 20),
        Column(_("What they may hear and get, what to ask them"), 31),
        Column(_("How to reach them"), 23),
        Column(_("May know where {name} lives").format(name=name), 11),
    )
    hidden = [person.shown_name for person in content.people if person.knows_where is Answer.NO]
    note: tuple[Part, ...] = ()
    if hidden:
        text = _("Not to be told where {name} lives: {people}.").format(name=name, people=", ".join(hidden))
        note = (Paragraph((with_icon("eye-off", text, heavy=True),), leads=True),)
    return (*note, Table(columns, tuple(rows), small=len(rows) > _MANY_PEOPLE))


def _tie_words(tie: KeyAdult, content: PackContent) -> str:
    role = tie.role_text or label(tie.role)
    change = content.change.change if content.change else None
    if change is not None and tie.name == change.outgoing_name and change.day > content.today:
        return _("{role} until {day}").format(role=role, day=day_plain(change.day, content.today))
    return role


def _person_row(person: NetworkPerson, ties: list[str]) -> tuple[Words | Cell, ...]:
    return (
        _name(person),
        or_dash(_who(person, ties)),
        _may_hear(person),
        or_dash(_ways(person)),
        _knows(person.knows_where),
    )


def _name(person: NetworkPerson) -> Words:
    if person.emergency_order is None:
        return (bold(person.shown_name),)
    first = _("in an emergency number {n}").format(n=person.emergency_order)
    return (bold(person.shown_name), Run(f"\n{first}", quiet=True))


def _who(person: NetworkPerson, ties: list[str]) -> str:
    """Return the tie in the young person's words, then what others call it and the rights that come with it."""
    said = person.who_they_are.strip()
    for part in (person.role.strip(), *ties, person.organisation.strip()):
        if part and part.casefold() not in said.casefold():
            said = joined(said, part)
    stays = _("stays afterwards")
    if person.stays_afterwards and stays not in said:
        said = joined(said, stays)
    rights = _rights(person)
    return sentences(said, rights) if rights else said


def _rights(person: NetworkPerson) -> str:
    held = [
        _("holds parental responsibility") if person.parental_responsibility is Answer.YES else "",
        label(person.relevant_person)
        if person.relevant_person in (RelevantPerson.RELEVANT, RelevantPerson.DEEMED)
        else "",
    ]
    words = joined(*held)
    return f"{words[:1].upper()}{words[1:]}" if words else ""


def _may_hear(person: NetworkPerson) -> Words:
    lines = (
        (_("May be told:"), person.may_be_told),
        (_("May get:"), person.may_receive),
        (_("Ask about:"), person.ask_about),
        (_("Speaks:"), person.language),
        (_("Interpreter:"), person.interpreter),
    )
    words: list[str | Run] = []
    for title, text in lines:
        if text.strip():
            words += [" "] if words else []
            words += [Run(f"{title} ", quiet=True), sentences(text)]
    return tuple(words) or or_dash("")


def _ways(person: NetworkPerson) -> str:
    lines = (
        joined(phone_text(person.phone), in_running_text(person.contact_hours.strip())),
        person.email,
        person.other_ways,
        _("by letter, the address is in the record") if person.address.strip() else "",
    )
    return joined(*lines, by="; ")


def _knows(answer: Answer) -> Words:
    icon = {Answer.YES: "check", Answer.NO: "x"}.get(answer, "circle-question-mark")
    words = {Answer.YES: _("yes"), Answer.NO: _("must not"), Answer.NOT_KNOWN: _("ask first")}
    return (with_icon(icon, words[answer], heavy=answer is Answer.NO),)
