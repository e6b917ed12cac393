"""The plan by itself: page one about the person and this version, the fourteen sections, reviews, copies.

Which version and what is in it was decided by whoever collected the content; a draft and a replaced version say so.
"""

from ..core.clock import local
from ..core.text import _, day_full
from ..domain.packs import PackContent
from ..domain.plans import PlanState, PlanVersion, Section
from ..domain.voice import voice_of
from .pack_first_page import what_helps
from .pack_handover import about_this_copy, left_out
from .pack_words import joined, none_here, sentences
from .plan_lists import own_words_about, signed_by
from .plan_sections import section_anchor, section_title, sections
from .tree import (
    BoxCell,
    DraftBanner,
    Heading,
    Manner,
    Masthead,
    OnePage,
    PageNote,
    PageTitle,
    Paragraph,
    Part,
    ReasonBox,
    SideBySide,
)

_POINTS = (4, 3, 2, 1, 0)


def plan_parts(content: PackContent) -> tuple[Part, ...]:
    """Return the plan as parts: page one, the sections in their order, what is left out, about this copy."""
    name = content.young_person.name_used
    return (
        OnePage(tuple(_first_page(content, points) for points in _POINTS)),
        PageTitle(name, version_title(content)),
        *sections(content),
        *left_out(content),
        *about_this_copy(content, _("About this copy")),
    )


def version_title(content: PackContent) -> str:
    """Return "Plan, version 3", with what it is where it does not count."""
    if content.plan is None:
        return _("Plan, not written yet")
    title = _("Plan, version {number}").format(number=content.plan.number)
    return joined(title, _state_words(content.plan))


def _state_words(version: PlanVersion) -> str:
    if version.state is PlanState.CURRENT:
        return ""
    if version.state is PlanState.SUPERSEDED:
        return _("replaced")
    return _("draft")


# -- page one --------------------------------------------------------------------------------------------------


def _first_page(content: PackContent, points: int) -> tuple[Part, ...]:
    return (
        *_banners(content),
        _masthead(content),
        _version_box(content),
        *_comments(content),
        *(what_helps(content, points) if points else ()),
        *_contents(),
    )


def _contents() -> tuple[Part, ...]:
    """Return on which page each section stands, in two columns."""
    notes = tuple(PageNote(f"{section_title(s)} · {{page}}", section_anchor(s)) for s in Section)
    half = (len(notes) + 1) // 2
    return (
        Heading(_("What is in this plan, and on which page"), "file-text"),
        SideBySide((notes[:half], notes[half:])),
    )


def _banners(content: PackContent) -> tuple[Part, ...]:
    plan = content.plan
    if plan is None:
        return (DraftBanner(_("DRAFT."), _("No version of the plan is written yet.")),)
    if plan.state is PlanState.SUPERSEDED:
        return (DraftBanner(_("REPLACED."), _replaced(content)),)
    if plan.state is not PlanState.CURRENT:
        return (DraftBanner(_("DRAFT."), _draft(content, plan)),)
    if content.being_written is None:
        return ()
    newer = _(
        "Version {number} is being written. This one counts until its author and a manager have signed the new one."
    )
    return (Paragraph(newer.format(number=content.being_written.number), Manner.QUIET),)


def _draft(content: PackContent, plan: PlanVersion) -> str:
    name = content.young_person.name_used
    waits = {
        PlanState.DRAFT: _("It is being written and was not shared with {name} yet").format(name=name),
        PlanState.SHARED: _("It was shared with {name} and is not signed yet").format(name=name),
        PlanState.SIGNED: _("Its author has signed it, a manager has not"),
    }[plan.state]
    counts = ""
    if content.counting is not None and content.counting.id != plan.id:
        counts = _("Until then version {number} counts").format(number=content.counting.number)
    return sentences(waits, counts)


def _replaced(content: PackContent) -> str:
    lists = _(
        "Sections and goals are as they were then; lists such as people and limits are as they are today"
    )
    if content.counting is None:
        return sentences(_("This version does not count any more"), lists)
    newer = _("Version {number} has taken its place").format(number=content.counting.number)
    return sentences(newer, lists)


def _masthead(content: PackContent) -> Masthead:
    person, stay = content.young_person, content.stay
    who = joined(person.pronouns, str(person.age_on(content.today)))
    beside = [f"{who}. {joined(content.unit.name, content.unit.house_name)}."]
    if stay is not None and stay.arrived_at is not None:
        arrived = local(stay.arrived_at).date()
        beside.append(_("Here since {day}.").format(day=day_full(arrived)))
    number = _("Version {number}").format(number=content.plan.number) if content.plan else ""
    return Masthead(person.name_used, tuple(beside), (_("Placement plan"), number))


def _version_box(content: PackContent) -> ReasonBox:
    plan, name = content.plan, content.young_person.name_used
    review = content.next_review
    next_on = day_full(review.due_on) if review else none_here(content, "plan_reviews", _("no day named"))
    if plan is None:
        return ReasonBox(
            _("The plan"), _("No plan is written yet"), ((BoxCell(_("Next review"), next_on, strong=True),),)
        )
    author, manager = signed_by(plan)
    rows = [
        (
            BoxCell(_("Made on"), day_full(plan.made_on), strong=True),
            BoxCell(_("Counts since"), _counts_since(plan), strong=True),
            BoxCell(_("Next review"), next_on, strong=True),
        ),
        (
            BoxCell(_("Written and signed by"), author or _("not signed yet")),
            BoxCell(_("Agreed and signed by, as manager"), manager or _("not signed yet")),
        ),
        (
            BoxCell(_("Shared with {name}").format(name=name), shared_line(plan), 1.4),
            BoxCell(_("{name}’s signature").format(name=name), own_signature(plan)),
        ),
    ]
    why = plan.why.strip()
    label = _("Why there is a new version") if why else _("Which version this is")
    return ReasonBox(label, why or version_title(content), tuple(rows))


def _counts_since(plan: PlanVersion) -> str:
    if plan.state not in (PlanState.CURRENT, PlanState.SUPERSEDED):
        return _("it does not count yet")
    if plan.manager_signed_at is None:
        return day_full(plan.made_on)
    since = day_full(local(plan.manager_signed_at).date())
    return since if plan.state is PlanState.CURRENT else _("{day}, then replaced").format(day=since)


def shared_line(plan: PlanVersion) -> str:
    """Return when, by whom and how a version was shared with the young person, or why it was not."""
    if plan.shared_on is None:
        return sentences(_("Not yet"), plan.why_not_asked)
    by = _("by {name}").format(name=plan.shared_by) if plan.shared_by.strip() else ""
    return sentences(joined(day_full(plan.shared_on), by), plan.shared_how)


def own_signature(plan: PlanVersion) -> str:
    """Return when the young person signed, or why not."""
    if plan.young_person_signed_on is not None:
        return _("Signed on {day}").format(day=day_full(plan.young_person_signed_on))
    return sentences(_("Not signed"), plan.not_signed_because) if plan.not_signed_because else _("not signed")


def _comments(content: PackContent) -> tuple[Part, ...]:
    plan, name = content.plan, content.young_person.name_used
    if plan is None or (plan.shared_on is None and not plan.comments.strip()):
        return ()
    other = plan.other_comments.strip()
    said: tuple[Part, ...] = (
        Paragraph(_("No words of {name} about this version are written down.").format(name=name)),
    )
    if voice_of(plan).is_answer:
        said = own_words_about(plan, content, _("What I say about this plan"))
    heading = Heading(_("What else was said, and what changed because of it"), "message-circle", level=2)
    return (
        *said,
        *((heading, Paragraph(other)) if other else ()),
    )
