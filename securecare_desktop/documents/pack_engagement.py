"""What is done together with a family beside visits, as a pack tells it: what still waits for an answer comes first."""

from ..core.labels import label
from ..core.text import _, day_plain
from ..domain.family_engagement import ANSWERED, EngagementKind, FamilyEngagement
from ..domain.packs import PackContent
from .pack_words import by_whom_when, joined, none_here, or_dash, sentences, unbroken
from .tree import Cell, Column, Heading, Paragraph, Part, Table, Words, bold, with_icon

_MANY = 2


def family_engagement(content: PackContent) -> tuple[Part, ...]:
    """Return invitations, news given, questions, help and complaints, the newest first."""
    heading = Heading(_("With the family, beside visits"), level=2)
    found = sorted(content.engagements, key=lambda one: not one.waits_for_an_answer)
    if not found:
        nothing = _("Nothing is written down yet.")
        return (heading, Paragraph(none_here(content, "family_engagements", nothing)))
    columns = (
        Column(_("With, when"), 15),
        Column(_("What it was about"), 50),
        Column(_("What came of it"), 35),
    )
    return (heading, Table(columns, tuple(_row(one, content) for one in found), small=len(found) > _MANY))


def _row(one: FamilyEngagement, content: PackContent) -> tuple[Words | Cell, ...]:
    what: Words = (bold(f"{label(one.kind)}: "), sentences(one.what))
    return (
        (bold(one.with_whom), f", {unbroken(day_plain(one.on, content.today))}"),
        what,
        _came_of_it(one, content),
    )


def _came_of_it(one: FamilyEngagement, content: PackContent) -> Words:
    if one.waits_for_an_answer:
        return (with_icon("clock", _("Waits for an answer"), heavy=True),)
    knows = ""
    if one.young_person_knows.strip():
        name = content.young_person.name_used
        knows = _("{name} knows: {what}").format(name=name, what=one.young_person_knows.strip())
    if one.kind is EngagementKind.REVIEW_INVITATION:
        return sentences(label(one.came), knows)
    if one.kind in ANSWERED:
        by = by_whom_when(one.answered_by, one.answered_on, content.today)
        return sentences(joined(one.answer.strip().rstrip("."), f"({by})" if by else "", by=" "), knows)
    return or_dash(sentences(knows))
