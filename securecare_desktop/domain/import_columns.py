"""Which column of a list goes where: by its heading, in the many ways in which units write them.

A heading that nobody foresaw is left for a person to match; what they chose is remembered (imports.ImportMatching).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..core.audit_labels import FIELDS, FIELDS_OF
from ..core.text import N_, _
from .import_values import Cell, folded, text_of
from .imports import ImportKind

HEADING_ROWS = 15
"""A title and notes may stand above the headings, in up to so many rows."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something of a record that a column can hold: `key`, and the words of the form for it.

    Without one of the columns in `needs` (its own key, or another that can say it) nothing can be brought in.
    """

    key: str
    title: str
    spellings: tuple[str, ...]
    needs: tuple[str, ...] = ()


def _t(key: str, spellings: str, title: str = "", *, needs: tuple[str, ...] = ()) -> Target:
    return Target(key, title, tuple(spellings.split("|")), needs)


_YOUNG_PERSON = _t(
    "young_person",
    "young person|young persons name|name of young person|yp|yp name|child|childs name|child name|name of child|resident"
    "|service user|young people|which young person|yp initials",
    N_("The young person"),
)

_OCCASIONS = (
    _YOUNG_PERSON,
    _t("day", "date|day|date of contact|contact date|date of visit|visit date|date of family time|family time date|when"
       "|date of call|date and time|date time|session date|planned date|start date|date planned", N_("Day"),
       needs=("day",)),
    _t("time", "time|start|start time|time of contact|contact time|from|began|time started|started|start of contact"
       "|time of call|time from|begin|times|time start|planned time|visit time", N_("Began at")),
    _t("end_time", "end|end time|finish|finish time|finished|to|time ended|ended|time finished|time to|until"
       "|time end|end of contact", N_("Ended at")),
    _t("minutes", "duration|length|minutes|mins|length of call|length of contact|duration mins|duration minutes|how long"
       "|length of visit|duration hours|duration hrs|call duration|time taken|hours|hrs", N_("How long")),
    _t("who", "who|with|with whom|who with|contact with|name|person|family member|name of family member|visitor|caller"
       "|visitors|name of visitor|name of contact|contact name|who was it with|relative|who attended|contact|seen by"
       "|spoke to|call with|attended by|visited by|name of person|person seen|relationship|relation",
       N_("Who with"), needs=("who",)),
    _t("kind", "type|kind|contact type|type of contact|type of visit|method|form of contact|visit type|how|mode|call type"
       "|type of family time|family time type|method of contact|nature of contact|contact method|direct indirect"
       "|category", needs=("kind",)),
    _t("state", "outcome|status|happened|did it happen|took place|result|attended|what happened|contact outcome"
       "|did it take place|state|completed|went ahead|attendance|did contact take place|cancelled"),
    _t("level", "supervised|supervision|level of supervision|supervision level|level of support|level|supervised y n"
       "|supervision required|support level|support"),
    _t("protected", "protected|protected visit|privileged|legal visit|is it a protected visit"),
    _t("place", "place|venue|location|where|where it took place|room|address of contact"),
    _t("before", "before|presentation before|mood before|before contact|how yp was before|presentation prior"
       "|yp presentation before"),
    _t("arrival", "arrival|how they met|greeting|on arrival"),
    _t("what_they_did", "what they did|activity|activities|details|detail|summary|notes|note|comments|comment"
       "|observations|description|narrative|what happened during contact|content|details of contact|record"
       "|summary of contact|contact notes|what was done together"),
    _t("warm_moments", "warm moments|positives|positive|what went well|strengths|positive interactions"),
    _t("what_was_said", "what was said|conversation|discussion|topics|topics discussed|said"),
    _t("worries", "worries|concerns|concern|issues|incidents|what worried|safeguarding concerns|any concerns"
       "|any issues"),
    _t("what_was_done", "what was done|action taken|actions|action|follow up|actions taken"),
    _t("ending", "ending|how it ended|goodbye|departure"),
    _t("afterwards", "after|afterwards|presentation after|mood after|how yp was after|after contact|impact"
       "|yp presentation after|presentation following contact"),
    _t("next_day", "next day|the next day|following day"),
    _t("own_view", "yp view|young persons view|young persons views|views of young person|childs view|views of child"
       "|yp views|child view|own view|what the young person says|yp comments|young persons comments"),
    _t("family_view", "family view|parents view|views of family|family comments|family feedback|parent comments"
       "|what the family says"),
    _t("opinion", "opinion|staff view|staff comments|analysis|evaluation|staff analysis|workers view|assessment"),
    _t("supervisor", "supervisor|supervised by|staff|staff member|worker|staff present|staff name|which adult"
       "|completed by|recorded by|adult|escort|escorts|staff supervising|supervising staff"),
    _t("cancelled_by", "cancelled by|who cancelled|canceled by|by whom cancelled"),
    _t("whose_doing", "whose doing|cancelled on whose side|reason category|cancellation category"),
    _t("why", "why|reason|reason for cancellation|cancellation reason|why cancelled|reason cancelled|reason if cancelled"
       "|reason not held|why not"),
    _t("heard_at", "when we heard|heard on|notified on|date notified"),
    _t("told_by", "told by|who told the young person|yp told by|informed by"),
    _t("told_at", "told on|yp told on|date yp told|young person told on|told at|yp informed on|date yp informed"),
    _t("told_how", "told how|how told|how they were told|how yp was told"),
    _t("instead_at", "instead|rearranged for|new date|rescheduled to|rearranged date|date rearranged|made up on"),
)  # fmt: skip

_PEOPLE = (
    _YOUNG_PERSON,
    _t("name", "name|full name|contact name|person|family member|name of person|name of contact|who|persons name"
       "|name of family member|name of professional|professional|surname and first name", needs=("name",)),
    _t("called", "called|known as|what they call them|calls them|nickname|what yp calls them|preferred name"),
    _t("who_they_are", "relationship|relation|relationship to young person|relationship to yp|who they are|who are they"
       "|relationship to child|connection|tie|relation to yp|family relationship|how related",
       needs=("who_they_are", "role")),
    _t("role", "role|job title|title|position|profession|job|designation|post"),
    _t("circle", "circle|type|category|group|family or professional|personal professional|kind"),
    _t("organisation", "organisation|organization|agency|employer|company|service|team|where they work|authority|firm"),
    _t("phone", "phone|telephone|tel|mobile|phone number|telephone number|tel no|contact number|mobile number|number"
       "|contact no|tel number|phone no|mob|contact tel|telephone no"),
    _t("email", "email|e mail|email address|e mail address|mail"),
    _t("address", "address|home address|postal address|full address|where they live"),
    _t("other_ways", "other ways|other contact|other numbers|second number|alternative number|landline|other phone"
       "|other contact details|work number|home number|home phone"),
    _t("contact_hours", "contact hours|when to ring|best time to call|hours|best time|when to call|availability"),
    _t("ask_about", "ask about|good to ask about|notes|note|comments|interests|things to talk about"),
    _t("may_be_told", "may be told|what they may be told|information sharing|can be told|what can be shared|told"),
    _t("may_receive", "may receive|may get|what they may receive|receives|reports to|copy to|sent|updates"),
    _t("knows_where", "knows where|knows address|may know address|address known|knows placement|may know where"
       "|may they know where this young person lives|knows location|aware of address|aware of placement address"
       "|can know address|placement address known"),
    _t("parental_responsibility", "parental responsibility|pr|has pr|holds pr|parental responsibility y n|pr y n"
       "|parental rights|prr|pr holder"),
    _t("parental_evidence", "pr evidence|evidence of pr|how we know|evidence|pr source|court order"),
    _t("relevant_person", "relevant person|relevant person status|rp|deemed relevant"),
    _t("language", "language|first language|language spoken|preferred language|languages"),
    _t("interpreter", "interpreter|interpreter needed|interpreter required|needs interpreter"),
    _t("emergency_order", "emergency|emergency order|emergency contact|emergency contact order|order|priority|ice"
       "|emergency contact number|call order|next of kin order"),
    _t("since", "since|from|start|start date|from date|date from|involved since"),
    _t("until", "until|to|end|end date|ended|date ended|to date|finished|date to"),
    _t("why_ended", "why ended|reason ended|reason for ending|why it ended|reason"),
)  # fmt: skip

TARGETS: Mapping[ImportKind, tuple[Target, ...]] = {
    ImportKind.PEOPLE: _PEOPLE,
    ImportKind.OCCASIONS: _OCCASIONS,
}
RECORD_KIND: Mapping[ImportKind, str] = {
    ImportKind.PEOPLE: "network_people",
    ImportKind.OCCASIONS: "occasions",
}


def words_for(kind: ImportKind, key: str) -> str:
    """Return what a column may hold, in the words of the form that fills it in by hand."""
    title = next(target.title for target in TARGETS[kind] if target.key == key)
    return _(title or FIELDS_OF[RECORD_KIND[kind]].get(key) or FIELDS[key])


def headings_in(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the headings of a row, each another: one without words is called by its place, a second one numbered."""
    found: list[str] = []
    for place, cell in enumerate(cells, 1):
        title = " ".join(text_of(cell).split()) or _("Column {n}").format(n=place)
        again = title
        number = 2
        while again in found:
            again = f"{title} ({number})"
            number += 1
        found.append(again)
    return tuple(found)


def suggested(kind: ImportKind, headings: Sequence[str]) -> dict[str, str]:
    """Return the key of what each heading most likely means, by heading; each key at most once.

    Headings that are spelt as one knows them come first, then those that have such words among others.
    """
    plain = {heading: _plain(heading) for heading in headings}
    found: dict[str, str] = {}
    for fits in (_same, _same_but_for_brackets, _words_among_others):
        for target in TARGETS[kind]:
            if target.key in found.values():
                continue
            free = [heading for heading in headings if heading not in found]
            fitting = [(rank, h) for h in free if (rank := fits(kind, target, h, plain[h])) is not None]
            if fitting:
                found[min(fitting, key=lambda one: one[0])[1]] = target.key
    return {heading: found[heading] for heading in headings if heading in found}


def _plain(heading: str) -> str:
    return folded(heading)


def _same(kind: ImportKind, target: Target, _heading: str, plain: str) -> int | None:
    spellings = (folded(words_for(kind, target.key)), *target.spellings)
    return spellings.index(plain) if plain in spellings else None


def _same_but_for_brackets(kind: ImportKind, target: Target, heading: str, _all: str) -> int | None:
    return _same(kind, target, heading, folded(re.sub(r"\(.*?\)|\[.*?\]|[?:*]", " ", heading)))


def _words_among_others(_kind: ImportKind, target: Target, _heading: str, plain: str) -> int | None:
    """Return minus the length of the longest spelling among the words of a heading; short ones say too little."""
    around = f" {plain} "
    lengths = [len(words) for words in target.spellings if len(words) > 3 and f" {words} " in around]
    return -max(lengths) if lengths else None


def heading_row(kind: ImportKind, rows: Sequence[Sequence[Cell]]) -> int:
    """Return which of the first rows has the headings: the first with the most headings that mean something."""
    if not rows:
        return 0
    known = [len(suggested(kind, headings_in(cells))) for cells in rows[:HEADING_ROWS]]
    return known.index(max(known))


def missing(kind: ImportKind, keys: Sequence[str], *, of_one_young_person: bool) -> tuple[str, ...]:
    """Return the sentences for what no column says, so that nothing could be brought in."""
    found = []
    if not of_one_young_person and "young_person" not in keys:
        found.append(_("Choose the column that says which young person, or choose the young person above."))
    for target in TARGETS[kind]:
        if target.needs and not any(key in keys for key in target.needs):
            sentence = _("Choose the column for “{what}”.")
            found.append(sentence.format(what=words_for(kind, target.key)))
    return tuple(found)
