"""The young person's copy of their plan: their words first, then short sections in the order of the plan.

Said to the young person, in large type; nothing of it says who else has a copy or how it is marked.
"""

from collections.abc import Callable

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, day_full, day_in_words, given_name, quoted
from ..domain.expected import with_time
from ..domain.family_time import Limit
from ..domain.own_words import HowGiven, OwnWords
from ..domain.packs import PackContent
from ..domain.plans import (
    Decision,
    Goal,
    GoalState,
    LiveRestriction,
    PlanState,
    PlanVersion,
    Scenario,
    Section,
)
from ..domain.record import Record
from ..domain.voice import Voice as Said
from ..domain.voice import voice_of
from .limit_words import for_them
from .own_page import left_out, somebody_else
from .pack_rights import advocate
from .pack_words import (
    called,
    capital,
    in_running_text,
    joined,
    none_here,
    paragraphs,
    phone_text,
    sentences,
)
from .plan_goals import asks_for_words, notes_of
from .plan_lists import not_followed
from .plan_sections import ICONS, part_of
from .plan_sign_off import mat, photos
from .tree import (
    Bullets,
    Heading,
    KeepTogether,
    Lines,
    Manner,
    PageTitle,
    Paragraph,
    Part,
    Voice,
    Words,
    bold,
)


def own_plan(content: PackContent) -> tuple[Part, ...]:
    """Return the young person's copy of their plan."""
    made = day_full(local(content.made_at).date())
    name = content.young_person.name_used
    head = PageTitle(_("My plan"), above_left=_("For {name}").format(name=name), above_right=made)
    plan = content.plan
    return (
        head,
        Paragraph(_which(content)),
        *(
            _words(plan, content, _("What I say about this plan"))
            if plan is not None and voice_of(plan).is_answer
            else ()
        ),
        *(part for section in Section for part in _section(section, content)),
        KeepTogether((Heading(_("What I want to change, or ask"), "circle-question-mark"), Lines(3))),
        *left_out(content),
        KeepTogether((Paragraph(somebody_else(content), Manner.SMALL),)),
    )


def _which(content: PackContent) -> str:
    plan = content.plan
    if plan is None:
        return _("Nobody has written your plan yet. Ask us when it starts. You have a say in it.")
    if plan.state is PlanState.SUPERSEDED:
        old = _("This is an old version of your plan, number {number}").format(number=plan.number)
        newer = content.counting
        now = _("Number {number} counts now").format(number=newer.number) if newer is not None else ""
        return sentences(old, now)
    if plan.state is PlanState.SIGNED:
        return _("This version is not finished. A manager still has to agree to it. It does not count yet.")
    if plan.state is not PlanState.CURRENT:
        return _("This is a draft. It does not count yet, and you can still change it with us.")
    said = [_("This is version {number} of your plan").format(number=plan.number)]
    if plan.manager_signed_at is not None:
        day = day_in_words(local(plan.manager_signed_at).date(), content.today)
        said.append(_("It has counted since {day}").format(day=day))
    if content.being_written is not None:
        said.append(_("A new version is being written, and you have a say in it"))
    return sentences(*said)


# -- own words -------------------------------------------------------------------------------------------------


def _words(record: Record, content: PackContent, title: str = "") -> tuple[Part, ...]:
    """Return the words that a record carries in honey, or the sentence for none, said to the young person."""
    said = voice_of(record)
    if said.has_words:
        return (Voice(title=title, quote=quoted(said.words)),)
    return (Paragraph(_no_words(said, content), Manner.SMALL),)


def _no_words(said: Said, content: PackContent) -> str:
    if said.how is HowGiven.CHOSE_NOT_TO:
        return _("You chose not to say anything about this. You can still say it.")
    again = said.ask_again_on
    return sentences(
        _("We have not asked you about this yet"),
        said.why_not_asked,
        _("We ask you on {day}").format(day=day_in_words(again, content.today)) if again else "",
    )


# -- sections --------------------------------------------------------------------------------------------------


def _section(section: Section, content: PackContent) -> tuple[Part, ...]:
    part = part_of(section, content)
    text = paragraphs(part.text) if part is not None else ()
    lists = _LISTS.get(section, _no_list)(content)
    words: tuple[Part, ...] = ()
    if part is not None and (text or voice_of(part).has_words):
        words = _words(part, content)
    later = _said_later(content.said_later.get(section, ()), content)
    nothing = () if text or words or later or lists else (Paragraph(_("Nothing is written here yet.")),)
    heading = Heading(label(section), ICONS[section])
    return (heading, *words, *later, *(Paragraph(line) for line in text), *lists, *nothing)


def _said_later(answers: tuple[OwnWords, ...], content: PackContent) -> tuple[Part, ...]:
    """Return what they said about a section after it was signed, each with its day."""
    parts: list[Part] = []
    for said in answers:
        day = day_in_words(said.given_on, content.today) if said.given_on else ""
        if said.words.strip():
            title = _("You said later, on {day}").format(day=day) if day else _("You said later")
            parts.append(Voice(title=title, quote=quoted(said.words)))
        elif day:
            chose = _("On {day} you chose not to say anything about this.").format(day=day)
            parts.append(Paragraph(chose, Manner.SMALL))
    return tuple(parts)


def _no_list(content: PackContent) -> tuple[Part, ...]:
    return ()


def _unless_written(section: Section, content: PackContent, nothing: str) -> tuple[Part, ...]:
    """Return what stands for an empty list, unless the section says in words what there is."""
    part = part_of(section, content)
    return () if part is not None and part.text.strip() else (Paragraph(nothing),)


def _why_here(content: PackContent) -> tuple[Part, ...]:
    stay = content.stay
    if stay is None or not stay.reasons_for_young_person.strip():
        return ()
    return (Paragraph((bold(_("What you were told:")), " ", stay.reasons_for_young_person.strip())),)


def _people(content: PackContent) -> tuple[Part, ...]:
    ties = [tie for tie in content.key_adults if tie.holds_on(content.today)]
    items: list[Words] = [
        f"{called(content, tie.name)}: {(tie.role_text or label(tie.role)).lower()}." for tie in ties
    ]
    named = {tie.person_id for tie in ties if tie.person_id} | {tie.name for tie in ties}
    items += [
        f"{person.shown_name}."
        for person in content.people
        if person.id not in named and person.name not in named
    ]
    return _bullets(items)


def _bullets(items: list[Words]) -> tuple[Part, ...]:
    longest = max((len(item) if isinstance(item, str) else 1000 for item in items), default=0)
    return (Bullets(tuple(items), columns=2 if len(items) > 2 and longest < 44 else 1),) if items else ()


def _mats(content: PackContent) -> tuple[Part, ...]:
    parts: list[Part] = []
    for session in content.aid_sessions:
        day = day_in_words(session.on, content.today)
        title = _("What you showed on {day}: {topic}").format(day=day, topic=session.topic.strip())
        follows = session.what_follows.strip()
        parts.append(Heading(title, level=2))
        if session.own_words.strip():
            parts.append(Voice(quote=quoted(session.own_words)))
        parts += (*mat(session, _("What you said")), *photos(session, content))
        if follows:
            parts.append(Paragraph((bold(_("What follows from it:")), " ", follows)))
    return tuple(parts)


def _family_time(content: PackContent) -> tuple[Part, ...]:
    items: list[Words] = []
    for arrangement in content.arrangements:
        when = with_time(arrangement)
        kind = label(arrangement.kind).lower()
        items.append(f"{arrangement.with_whom}: {joined(kind, in_running_text(when))}.")
    limits = [part for limit in content.limits for part in _limit_on_family_time(limit, content)]
    return (*_bullets(items), *limits)


def _limit_on_family_time(limit: Limit, content: PackContent) -> tuple[Part, ...]:
    why = joined(label(limit.ground), limit.ground_details)
    lines = tuple(Paragraph((bold(lead), " ", text)) for lead, text in for_them(limit, content))
    never = Paragraph(_("A limit on family time is never a punishment."))
    return _limit(limit, limit.with_whom, why, content, (*lines, never))


def _limits(content: PackContent) -> tuple[Part, ...]:
    if not content.restrictions:
        nothing = none_here(content, "restrictions", _("No limits are in force."))
        return _unless_written(Section.LIMITS, content, nothing)
    return tuple(part for limit in content.restrictions for part in _live_limit(limit, content))


def _live_limit(limit: LiveRestriction, content: PackContent) -> tuple[Part, ...]:
    reviews = [r for r in content.restriction_reviews if r.restriction_id == limit.id]
    last: tuple[Part, ...] = ()
    if reviews:
        newest = reviews[0]
        day = day_in_words(newest.held_on, content.today)
        lead = bold(_("Looked at again on {day}:").format(day=day))
        last = (Paragraph((lead, " ", sentences(label(newest.outcome), newest.because))),)
    return _limit(limit, "", limit.ground, content, last)


def _limit(
    limit: Limit | LiveRestriction, whom: str, why: str, content: PackContent, after: tuple[Part, ...]
) -> tuple[Part, ...]:
    """Return one limit: what it is, why, who allowed it, from when until when, who told you, and what you say to it."""
    what = joined(whom, limit.what.strip(), by=": ")
    told = joined(
        given_name(limit.told_by), day_in_words(limit.told_on, content.today) if limit.told_on else ""
    )
    days = (limit.starts, limit.planned_end, limit.review_on)
    starts, ends, review = (day_in_words(day, content.today) if day else "" for day in days)
    begun = limit.starts is not None and limit.starts <= content.today
    words = limit.own_view.strip()
    lines = (
        (
            _("Who allowed it:"),
            sentences(joined(limit.authorised_by, limit.authorised_as if isinstance(limit, Limit) else "")),
        ),
        (_("What was tried before:"), sentences(limit.tried_first)),
    )
    since = _("It began on {day}") if begun else _("It begins on {day}")
    facts = sentences(
        since.format(day=starts) if starts else "",
        _("It is planned to end on {day}").format(day=ends) if ends else "",
        _("You were told by {told}").format(told=told) if told else "",
        _("It is looked at again on {day}").format(day=review) if review else "",
    )
    return (
        Heading(capital(what), level=2),
        *((Voice(quote=quoted(words)),) if words else ()),
        Paragraph((bold(_("Why:")), " ", sentences(why))),
        *(Paragraph((bold(lead), " ", text)) for lead, text in lines if text),
        *((Paragraph(facts),) if facts else ()),
        *after,
    )


def _safety(content: PackContent) -> tuple[Part, ...]:
    return tuple(part for scenario in content.scenarios for part in _scenario(scenario))


def _scenario(scenario: Scenario) -> tuple[Part, ...]:
    lines = (
        (_("First signs:"), scenario.first_signs),
        (_("What helps:"), scenario.what_helps),
        (_("What we do:"), scenario.agreed_response),
    )
    words = scenario.own_view.strip()
    return (
        Heading(_("If: {what}").format(what=in_running_text(scenario.what.strip())), level=2),
        *((Voice(quote=quoted(words)),) if words else ()),
        *(Paragraph((bold(lead), " ", text.strip())) for lead, text in lines if text.strip()),
    )


def _rights(content: PackContent) -> tuple[Part, ...]:
    name, phone = advocate(content)
    if not name:
        return (Paragraph(_("You can have an advocate. Any adult here will ring for you.")),)
    ring = joined(name, phone_text(phone))
    return (Paragraph((bold(_("Your advocate:")), " ", f"{ring}.")),)


def _goals(content: PackContent) -> tuple[Part, ...]:
    return tuple(part for goal in content.goals for part in _goal(goal, content))


def _goal(goal: Goal, content: PackContent) -> tuple[Part, ...]:
    lines = [
        (_("Why it matters:"), goal.need),
        (_("What we will do:"), goal.what_we_do),
        (_("What better looks like:"), goal.what_better_looks_like),
        (_("How we will know:"), goal.how_we_know),
        (_("Who:"), goal.who),
        (_("By:"), day_in_words(goal.by, content.today) if goal.by else ""),
    ]
    notes = notes_of(goal, content)
    if notes:
        since = day_in_words(notes[0].on, content.today)
        lines.append((_("How it is going ({day}):").format(day=since), notes[0].text))
    if goal.state is not GoalState.OPEN:
        lines.append((f"{label(goal.state)}:", goal.state_reason.strip() or _("no reason is written down")))
    todo = [a for a in content.goal_actions if a.goal_lineage_id == goal.lineage_id and a.done_on is None]
    items: list[Words] = [
        f"{joined(a.what.strip().rstrip('.'), a.who, day_in_words(a.by, content.today) if a.by else '')}."
        for a in todo
    ]
    return (
        Heading(goal.title.strip(), level=2),
        *(_words(goal, content) if asks_for_words(goal) else ()),
        *(Paragraph((bold(lead), " ", text.strip())) for lead, text in lines if text.strip()),
        *((Bullets(tuple(items)),) if items else ()),
    )


def _decisions(content: PackContent) -> tuple[Part, ...]:
    alone = [decision for decision in content.decisions if not decision.with_agreement]
    if not alone:
        nothing = _("No decision is written down that was made without your agreement.")
        return _unless_written(Section.DECISIONS, content, none_here(content, "decisions", nothing))
    return tuple(part for decision in alone for part in _decision(decision, content))


def _decision(decision: Decision, content: PackContent) -> tuple[Part, ...]:
    explained = joined(
        given_name(decision.explained_by),
        day_in_words(decision.explained_on, content.today) if decision.explained_on else "",
    )
    lines = (
        (_("What you wanted:"), decision.what_they_wanted),
        (_("Why it was decided:"), decision.why),
        (_("What else was possible:"), decision.options),
        (_("How what you wanted counted:"), decision.how_it_counted),
        (_("What was not followed, and why:"), not_followed(decision)),
        (_("Who told you, and how:"), sentences(explained, decision.explained_how)),
    )
    words = decision.what_they_said.strip()
    return (
        Heading(sentences(decision.what), level=2),
        *((Voice(quote=quoted(words)),) if words else ()),
        *(Paragraph((bold(lead), " ", text.strip())) for lead, text in lines if text.strip()),
    )


def _sign_off(content: PackContent) -> tuple[Part, ...]:
    plan = content.plan
    if plan is None:
        return ()
    review = content.next_review
    no_day = _("No day is fixed yet for looking at this plan together")
    said = (
        *_signed(plan, content),
        _("We look at this plan together on {day}").format(day=day_in_words(review.due_on, content.today))
        if review
        else ("" if "plan_reviews" in content.withheld else no_day),
    )
    return (Paragraph(sentences(*said)),)


def _signed(plan: PlanVersion, content: PackContent) -> tuple[str, ...]:
    own, today = plan.young_person_signed_on, content.today
    return (
        _("{name} wrote it and signed it").format(name=plan.author_name) if plan.author_signed_at else "",
        _("{name} agreed to it and signed it").format(name=plan.manager_name)
        if plan.manager_signed_at
        else "",
        _("You signed it on {day}").format(day=day_in_words(own, today)) if own else "",
    )


_LISTS: dict[Section, Callable[[PackContent], tuple[Part, ...]]] = {
    Section.WHY_I_AM_HERE: _why_here,
    Section.PEOPLE: _people,
    Section.HEALTH: _mats,
    Section.FAMILY_TIME: _family_time,
    Section.SAFETY: _safety,
    Section.RIGHTS: _rights,
    Section.GOALS: _goals,
    Section.LIMITS: _limits,
    Section.DECISIONS: _decisions,
    Section.SIGN_OFF: _sign_off,
}
