"""The fourteen sections of a printed plan: text, the young person's own words, and the lists that belong to each.

Every section is there; one in which nothing is written says so in a sentence.
"""

from collections.abc import Callable

from ..core.labels import label
from ..core.text import _, day_full
from ..domain.packs import PackContent
from ..domain.plans import PlanPart, Section
from ..domain.young_people import AboutMeKind
from .pack_people import who_is_who
from .pack_rights import advocate_line, lawyer_line, order_line, stay_facts
from .pack_sections import family_time, in_my_words
from .pack_words import about_me_lines, joined, paragraphs, said_later_title, voice_of_words
from .plan_goals import goals_and_actions
from .plan_lists import decisions, if_then, limits, own_words_about
from .plan_sign_off import aid_sessions, sign_off
from .tree import Fact, Facts, Heading, Manner, Paragraph, Part, SideBySide, bold

ICONS = {
    Section.ABOUT_ME: "heart", Section.WHY_I_AM_HERE: "scale", Section.PEOPLE: "contact-round", Section.DAY_TO_DAY: "house",
    Section.HEALTH: "message-circle", Section.EDUCATION: "book-open", Section.FAMILY_TIME: "calendar-heart",
    Section.SAFETY: "git-branch", Section.RIGHTS: "scroll-text", Section.GOALS: "milestone", Section.LIMITS: "shield",
    Section.MOVING_ON: "footprints", Section.DECISIONS: "file-pen-line", Section.SIGN_OFF: "signature",
}  # fmt: skip
_KINDS = (
    (AboutMeKind.WHAT_MATTERS, AboutMeKind.HOW_TO_TELL_ME),
    (AboutMeKind.GOOD_DAY, AboutMeKind.HOPES),
)
_HALF_A_PAGE_WIDE = 600


def sections(content: PackContent) -> tuple[Part, ...]:
    """Return the fourteen sections in their order."""
    return tuple(part for section in Section for part in _section(section, content))


def section_title(section: Section) -> str:
    """Return "1  About me, in my words"."""
    return _("{number}. {section}").format(number=section.value, section=label(section))


def section_anchor(section: Section) -> str:
    """Return the name by which other pages name a section's page."""
    return f"section {section.value}"


def part_of(section: Section, content: PackContent) -> PlanPart | None:
    """Return what is written in a section of the version that is printed, None where nothing was begun."""
    return next((part for part in content.plan_parts if part.section == section), None)


def _section(section: Section, content: PackContent) -> tuple[Part, ...]:
    part = part_of(section, content)
    text = paragraphs(part.text) if part is not None else ()
    lists = _LISTS.get(section, _no_list)(content)
    name = content.young_person.name_used
    later = voice_of_words(content, content.said_later.get(section, ()), said_later_title(name))
    nothing = () if text or later or lists else (Paragraph(_("Nothing is written here yet.")),)
    return (
        Heading(section_title(section), ICONS[section], anchor=section_anchor(section)),
        *answers_to(section, content),
        *(Paragraph(words) for words in text),
        *(own_words_about(part, content) if part is not None else ()),
        *later,
        *nothing,
        *lists,
    )


def answers_to(section: Section, content: PackContent) -> tuple[Part, ...]:
    """Return which frameworks a section answers to: what somebody confirmed, and what it would belong to."""
    here = [answers for answers in content.answers if answers.section == section]
    said = [f"{a.framework} ({', '.join(a.items)})" for a in here if a.confirmed]
    open_ = [f"{a.framework} ({', '.join(a.items)})" for a in here if not a.confirmed]
    parts = []
    if said:
        parts.append(_("Answers to: {items}.").format(items="; ".join(said)))
    if open_:
        parts.append(_("Asked here, not confirmed yet: {items}.").format(items="; ".join(open_)))
    return (Paragraph(" ".join(parts), Manner.QUIET, leads=True),) if parts else ()


# -- what belongs to one section -------------------------------------------------------------------------------


def _no_list(content: PackContent) -> tuple[Part, ...]:
    return ()


def _about_me(content: PackContent) -> tuple[Part, ...]:
    parts: list[Part] = []
    for pair in _KINDS:
        shown = [kind for kind in pair if about_me_lines(content, kind)]
        columns = [in_my_words(content, kind) for kind in shown]
        longest = max((sum(map(len, about_me_lines(content, kind))) for kind in shown), default=0)
        if len(columns) == 2 and longest <= _HALF_A_PAGE_WIDE:
            parts.append(SideBySide(tuple(columns)))
        else:
            parts += [part for column in columns for part in column]
    return tuple(parts)


def _why_here(content: PackContent) -> tuple[Part, ...]:
    stay = content.stay
    if stay is None:
        return (Paragraph(_("No stay is written down yet.")),)
    parts: list[Part] = [
        Paragraph((bold(_("Order:")), " ", order_line(stay, content.order))),
        Facts(tuple(stay_facts(stay, content.order)), columns=2),
    ]
    if stay.reasons_for_young_person.strip():
        why = _("Why, as {name} was told:").format(name=content.young_person.name_used)
        parts.append(Paragraph((bold(why), " ", stay.reasons_for_young_person.strip())))
    return tuple(parts)


def _said(pairs: tuple[tuple[str, str], ...]) -> tuple[Part, ...]:
    return tuple(Paragraph((bold(lead), " ", text.strip())) for lead, text in pairs if text.strip())


def _day_to_day(content: PackContent) -> tuple[Part, ...]:
    person = content.young_person
    return _said(
        (
            (_("Languages, interpreter:"), joined(person.languages, person.interpreter)),
            (_("Culture and faith:"), person.culture_and_faith),
        )
    )


def _health(content: PackContent) -> tuple[Part, ...]:
    person = content.young_person
    said = _said(
        (
            (_("What matters first:"), person.health_essentials),
            (_("Allergies:"), person.allergies),
            (_("Communication:"), person.communication_needs),
        )
    )
    return (*said, *aid_sessions(content))


def _rights(content: PackContent) -> tuple[Part, ...]:
    facts = [Fact(_("Advocate"), advocate_line(content)), Fact(_("Lawyer"), lawyer_line(content))]
    if content.order is not None and content.order.appeal_by is not None:
        facts.append(Fact(_("Appeal by"), day_full(content.order.appeal_by)))
    return (Facts(tuple(facts), columns=3),)


_LISTS: dict[Section, Callable[[PackContent], tuple[Part, ...]]] = {
    Section.ABOUT_ME: _about_me,
    Section.WHY_I_AM_HERE: _why_here,
    Section.PEOPLE: who_is_who,
    Section.DAY_TO_DAY: _day_to_day,
    Section.HEALTH: _health,
    Section.FAMILY_TIME: family_time,
    Section.SAFETY: lambda content: if_then(content, whole=True),
    Section.RIGHTS: _rights,
    Section.GOALS: goals_and_actions,
    Section.LIMITS: lambda content: limits(content, whole=True),
    Section.DECISIONS: lambda content: decisions(content, whole=True),
    Section.SIGN_OFF: sign_off,
}
