"""The later pages of a handover pack, parts 13 to 15: health, rights, limits; and the plan in its own words.

Every part is there in every pack; one that has nothing to say says so in a sentence.
"""

from collections import Counter
from datetime import date

from ..core.labels import label
from ..core.text import _, day_full, day_plain
from ..domain.legal_orders import LegalOrder
from ..domain.own_words import OwnWords
from ..domain.packs import PackContent
from ..domain.people import KeyRole, NetworkPerson
from ..domain.plans import PlanPart, Section
from ..domain.young_people import Stay
from .pack_signatures import added, not_signed
from .pack_words import (
    how_given,
    joined,
    no_words,
    or_dash,
    phone_text,
    said_later_title,
    said_with,
    sentences,
)
from .plan_lists import decisions, limits, signed_line
from .tree import Cell, Column, Fact, Facts, Heading, Manner, Paragraph, Part, Run, Table, Words, bold

_ADVOCATE_WORDS = ("advocate", "advocacy")
_LAWYER_WORDS = ("lawyer", "solicitor")


def rights_pages(content: PackContent) -> tuple[Part, ...]:
    """Return parts 13 to 15 in their order, and what the plan in force says."""
    return (*_health(content), *_legal(content), *_restrictions(content), *_plan(content))


def _health(content: PackContent) -> tuple[Part, ...]:
    person = content.young_person
    said = (
        (_("What matters first:"), person.health_essentials),
        (_("Allergies:"), person.allergies),
        (_("Communication:"), person.communication_needs),
        (_("Languages, interpreter:"), joined(person.languages, person.interpreter)),
        (_("Culture and faith:"), person.culture_and_faith),
    )
    heading = Heading(_("Health and communication"), "message-circle")
    nothing = _("nothing written yet.")
    return (heading, *(Paragraph((bold(lead), " ", text.strip() or nothing)) for lead, text in said))


def _legal(content: PackContent) -> tuple[Part, ...]:
    person, stay = content.young_person, content.stay
    facts = [
        Fact(_("Name in law"), person.legal_name),
        Fact(_("Born"), day_full(person.date_of_birth)),
        *(stay_facts(stay, content.order) if stay is not None else []),
        Fact(_("Advocate"), advocate_line(content)),
        Fact(_("Lawyer"), lawyer_line(content)),
    ]
    parts: list[Part] = [Heading(_("Legal basis and rights"), "scale"), Facts(tuple(facts), columns=3)]
    if stay is None:
        parts.append(Paragraph(_("No stay is written down yet.")))
        return (*parts, *_decisions_part(content))
    parts.append(Paragraph((bold(_("Order:")), " ", order_line(stay, content.order))))
    if stay.reasons_for_young_person.strip():
        why = _("Why, as {name} was told:").format(name=person.name_used)
        parts.append(Paragraph((bold(why), " ", stay.reasons_for_young_person.strip())))
    return (*parts, *_decisions_part(content))


def order_line(stay: Stay, order: LegalOrder | None) -> str:
    """Return the legal basis and the details of the order, said once."""
    basis, details = label(stay.legal_basis), order.details.strip() if order else ""
    made = _("made {day}").format(day=day_full(order.made_on)) if order and order.made_on else ""
    return sentences(joined("" if details.startswith(basis) else basis, details, made))


def stay_facts(stay: Stay, order: LegalOrder | None) -> list[Fact]:
    """Return by what authority somebody is here, and until when."""
    ends, appeal = (order.ends_on, order.appeal_by) if order else (None, None)
    return [
        Fact(_("Order ends"), day_full(ends) if ends else _("no end written down")),
        Fact(_("Authorised by"), or_dash(stay.authorised_by)),
        Fact(_("Placing authority"), or_dash(stay.placing_authority)),
        Fact(_("Appeal by"), day_full(appeal) if appeal else _("no day written down")),
    ]


def person_like(content: PackContent, words: tuple[str, ...]) -> NetworkPerson | None:
    """Return the first person whose role holds one of these words."""
    return next((p for p in content.people if any(w in p.who_they_are.lower() for w in words)), None)


def advocate(content: PackContent) -> tuple[str, str]:
    """Return name and phone of the advocate, both empty where none is known."""
    tie = next(
        (t for t in content.key_adults if t.role is KeyRole.ADVOCATE and t.holds_on(content.today)), None
    )
    person = next((p for p in content.people if tie and tie.person_id == p.id and p.id), None)
    person = person or (None if tie else person_like(content, _ADVOCATE_WORDS))
    if person is not None:
        return person.name, person.phone.strip()
    return (tie.name, "") if tie else ("", "")


def advocate_line(content: PackContent) -> str:
    """Return the advocate with the phone, or when one was offered."""
    name, phone = advocate(content)
    if name:
        return joined(name, phone_text(phone))
    offered = content.stay.advocate_offered if content.stay else None
    if offered:
        return _("None yet; offered on {day}").format(day=day_full(offered))
    return _("None yet; no offer is written down")


def lawyer_line(content: PackContent) -> str:
    """Return the lawyer with the phone, or that none is written down."""
    person = person_like(content, _LAWYER_WORDS)
    return joined(person.name, phone_text(person.phone)) if person else _("None written down")


def _decisions_part(content: PackContent) -> tuple[Part, ...]:
    heading = () if content.decisions else (Heading(_("Decisions and how they were explained"), level=2),)
    return (*heading, *decisions(content))


def _restrictions(content: PackContent) -> tuple[Part, ...]:
    return (Heading(_("Limits in force"), "shield"), *limits(content))


def _plan(content: PackContent) -> tuple[Part, ...]:
    """Return every section of the plan in force, whole, with the young person's words about it."""
    heading = Heading(_("From the plan"), "file-text")
    written = sorted(
        (p for p in content.plan_parts if p.text.strip() or _has_words(p) or p.section in content.said_later),
        key=lambda p: p.section,
    )
    if content.plan is None or not written:
        return (heading, Paragraph(_("No plan is in force yet.")))
    ways = Counter(_way(p) for p in written if _has_words(p))
    in_words = _("In {name}’s words").format(name=content.young_person.name_used)
    most = ways.most_common(1)[0][0] if ways else ("", None)  # said once, over all that were given so
    in_words = joined(in_words, most[0], day_plain(most[1], content.today) if most[1] else "")
    rows = tuple(_plan_row(part, _way(part) != most, content) for part in written)
    signed = Paragraph(signed_line(content.plan), Manner.QUIET, leads=True)
    return (heading, signed, Table((Column(plan_line(content), 72), Column(in_words, 28)), rows, small=True))


def _way(part: PlanPart) -> tuple[str, date | None]:
    return (how_given(part.given_how, ""), part.given_on)


def _has_words(part: PlanPart) -> bool:
    return part.given_how.has_words and bool(part.own_words.strip())


def _plan_row(part: PlanPart, with_way: bool, content: PackContent) -> tuple[Words | Cell, ...]:
    words: Words = (bold(f"{label(Section(part.section))}."), " ", part.text.strip())
    said: list[tuple[Run, ...]] = []
    if _has_words(part):
        said.append(said_with(part.own_words, *(_way(part) if with_way else ("", None))))
    said += [_said_later(one, content) for one in content.said_later.get(part.section, ())]
    if not said:
        return (words, "")
    return (words, Cell(voice=tuple(run for i, runs in enumerate(said) for run in _on_a_line(i, runs))))


def _on_a_line(number: int, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return (Run("\n"), *runs) if number else runs


def _said_later(words: OwnWords, content: PackContent) -> tuple[Run, ...]:
    """Return what was said about a section after it was signed, with how and when, its signature and addenda."""
    name, signed = content.young_person.name_used, not_signed(words)
    if not (words.given_how.has_words and words.words.strip()):
        return (Run(no_words(name, words, signed)), *(Run(f"\n{text}") for text in added(content, words)))
    way = how_given(words.given_how, words.given_to)
    return (
        bold(f"{said_later_title(name)}: "),
        *said_with(words.words, way, words.given_on, signed),
        *(Run(f"\n{text}") for text in added(content, words)),
    )


def plan_line(content: PackContent) -> str:
    """Return which version of the plan this is, and when it is looked at again."""
    if content.plan is None:
        return _("no plan in force")
    version = _("Version {number}, {day}").format(
        number=content.plan.number, day=day_full(content.plan.made_on)
    )
    review = content.next_review
    return joined(version, _("next review {day}").format(day=day_full(review.due_on)) if review else "")
