"""The lists of a plan as tables and bands: if-then, limits and their reviews, decisions, own words and why there are none.

Packs and the plan by itself print the same ones.
"""

from datetime import datetime

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, day_full, day_plain, given_name, quoted
from ..domain.own_words import HowGiven
from ..domain.packs import PackContent
from ..domain.plans import Decision, LiveRestriction, PlanVersion, RestrictionReview, Scenario
from ..domain.record import Record
from ..domain.voice import Voice as Said
from ..domain.voice import voice_of
from .pack_signatures import beside
from .pack_words import (
    capital,
    how_given,
    joined,
    meta_of,
    none_here,
    or_dash,
    said_with,
    sentences,
    unbroken,
)
from .tree import Cell, Column, Fact, Facts, Heading, Manner, Paragraph, Part, Table, Voice, Words, bold

# -- own words -------------------------------------------------------------------------------------------------


def way_of(said: Said) -> str:
    """Return how words were given: "said", "in writing"; nothing where nobody wrote that down."""
    return how_given(said.how, "") if said.how.has_words else ""


def why_no_words(name: str, said: Said) -> str:
    """Return the sentence for words that were not given: chosen not to, or not asked, why, and when again."""
    if said.how is HowGiven.CHOSE_NOT_TO:
        chose = _("{name} chose not to say").format(name=name)
        return sentences(joined(chose, day_full(said.on) if said.on else ""))
    again = said.ask_again_on
    return sentences(
        _("{name} has not been asked yet").format(name=name),
        said.why_not_asked,
        _("To be asked again on {day}").format(day=day_full(again)) if again else "",
    )


def own_words_about(record: Record, content: PackContent, title: str = "") -> tuple[Part, ...]:
    """Return the honey band with the words that a record carries, else the sentence that says why there are none."""
    name, said = content.young_person.name_used, voice_of(record)
    if not said.has_words:
        return (Paragraph(why_no_words(name, said), Manner.QUIET),)
    return (Voice(title=title, quote=quoted(said.words), meta=meta_of(name, [(way_of(said), said.on)])),)


def with_voice(words: Words, record: Record, *, way: bool = False) -> Words | Cell:
    """Return a cell with words and under them the own words that a record carries; with `way`, how and when as well."""
    said = voice_of(record)
    if not said.has_words:
        return words
    band: Words = said_with(said.words, way_of(said), said.on) if way else quoted(said.words)
    return Cell(words=words, voice=band)


# -- which version ---------------------------------------------------------------------------------------------


def signed_by(version: PlanVersion) -> tuple[str, str]:
    """Return who signed a version as its author and as the manager, each with role and day; empty where nobody did."""
    return (
        _signature(version.author_name, version.author_as, version.author_signed_at),
        _signature(version.manager_name, version.manager_as, version.manager_signed_at),
    )


def signed_line(version: PlanVersion) -> str:
    """Return who signed a version, and which signature is still missing."""
    author, manager = signed_by(version)
    if not author and not manager:
        return _("No signature is written down for this version.")
    return sentences(
        _("Signed by {who}").format(who=joined(author, manager, by="; ")),
        "" if manager else _("Not signed by a manager yet"),
    )


def _signature(name: str, role: str, at: datetime | None) -> str:
    if at is None:
        return ""
    return joined(name, in_brackets(role), by=" ") + f", {unbroken(day_full(local(at).date()))}"


def in_brackets(text: str) -> str:
    """Return a text in brackets, nothing for nothing."""
    return f"({text.strip()})" if text.strip() else ""


# -- if, then --------------------------------------------------------------------------------------------------


def if_then(content: PackContent, *, whole: bool = False) -> tuple[Part, ...]:
    """Return the scenarios as "If, first signs, then"; with `whole`, who looks after each and when it is looked at."""
    if not content.scenarios:
        return (Paragraph(none_here(content, "scenarios", _("No plan for hard moments is written yet."))),)
    rows = tuple(_scenario_row(scenario, content, whole) for scenario in content.scenarios)
    columns = (Column(_("If"), 30), Column(_("First signs"), 17), Column(_("What helps, then"), 53))
    return (Table(columns, rows, small=not whole),)


def _scenario_row(scenario: Scenario, content: PackContent, whole: bool) -> tuple[Words | Cell, ...]:
    likely, less = scenario.more_likely_when.strip(), scenario.less_likely_when.strip()
    hurt = scenario.who_might_be_hurt.strip()
    about = joined(
        _("More likely: {text}").format(text=likely) if likely else "",
        _("Less likely: {text}").format(text=less) if less else "",
        _("Who might be hurt: {text}").format(text=hurt) if hurt else "",
        by="\n",
    )
    what: Words = (bold(scenario.what.strip()), f"\n{about}" if about else "")
    then = sentences(scenario.what_helps, scenario.agreed_response)
    if whole:
        day = day_plain(scenario.review_on, content.today) if scenario.review_on else ""
        looks = joined(
            scenario.owner, _("looked at again {day}").format(day=unbroken(day)) if day else "", by=", "
        )
        then = joined(then, looks, by="\n")
    return (what, or_dash(scenario.first_signs), with_voice(or_dash(then), scenario, way=whole))


# -- limits ----------------------------------------------------------------------------------------------------


def limits(content: PackContent, *, whole: bool = False) -> tuple[Part, ...]:
    """Return the limits in force with their last review; with `whole` the register with every review of each."""
    note = Paragraph(_("Limits on family time stand with family time."), Manner.QUIET)
    if not content.restrictions:
        nothing = (
            _("On the list of limits there is none in force.")
            if whole
            else _("No other limits are in force.")
        )
        return (
            Paragraph(none_here(content, "restrictions", nothing)),
            note,
            *(_looked_at(content) if whole else ()),
        )
    rows = tuple(_limit_row(limit, content, whole) for limit in content.restrictions)
    columns = (
        Column(_("Limit"), 18), Column(_("Ground, who allowed it"), 45), Column(_("Since, review"), 12),
        Column(_("How {name} was told").format(name=content.young_person.name_used), 25),
    )  # fmt: skip
    return (Table(columns, rows, small=not whole), note, *(_looked_at(content) if whole else ()))


def _limit_row(limit: LiveRestriction, content: PackContent, whole: bool) -> tuple[Words | Cell, ...]:
    today = content.today
    told = joined(
        limit.told_how,
        "" if limit.told_by.strip() in limit.told_how else limit.told_by,
        unbroken(day_plain(limit.told_on, today)) if limit.told_on else "",
    )
    tried = limit.tried_first.strip()
    ground = joined(
        limit.ground,
        limit.authorised_by,
        _("Tried first: {text}").format(text=tried) if tried else "",
        "" if whole else _last_review(limit, content),
        by="\n",
    )
    since = unbroken(day_plain(limit.starts, today)) if limit.starts else ""
    ends = unbroken(day_plain(limit.planned_end, today)) if limit.planned_end else ""
    review = unbroken(day_plain(limit.review_on, today)) if limit.review_on else _("no day named")
    when = joined(
        _("since {day}").format(day=since) if since else "",
        _("until {day}").format(day=ends) if ends else "",
        _("review {day}").format(day=review),
        by="\n",
    )
    return (limit.what, ground, when, with_voice(told or _("not yet"), limit, way=whole))


def _looked_at(content: PackContent) -> tuple[Part, ...]:
    """Return each look again at a limit that is printed, the newest first."""
    named = {limit.id: limit for limit in (*content.restrictions, *content.ended_restrictions)}
    ended = tuple(
        Paragraph((bold(_("Ended:")), " ", _ended(limit, content)), Manner.SMALL)
        for limit in content.ended_restrictions
    )
    reviews = [r for r in content.restriction_reviews if r.restriction_id in named]
    if not reviews:
        return ended
    rows = tuple(_review_row(r, named[r.restriction_id], content) for r in reviews)
    columns = (
        Column(_("Limit looked at again"), 22), Column(_("When, by whom"), 20), Column(_("What came of it, and why"), 36),
        Column(_("What {name} said").format(name=content.young_person.name_used), 22),
    )  # fmt: skip
    return (*ended, Table(columns, rows, small=True))


def _ended(limit: LiveRestriction, content: PackContent) -> str:
    day = unbroken(day_plain(limit.ended_on, content.today)) if limit.ended_on else ""
    return sentences(joined(limit.what.strip().removesuffix("."), day), limit.ended_because)


def _review_row(
    review: RestrictionReview, limit: LiveRestriction, content: PackContent
) -> tuple[Words | Cell, ...]:
    today = content.today
    when = joined(unbroken(day_plain(review.held_on, today)), review.held_by)
    considered = review.considered.strip()
    next_on = unbroken(day_plain(review.next_on, today)) if review.next_on else ""
    came: Words = (
        bold(f"{label(review.outcome)}."),
        " ",
        sentences(
            review.because,
            _("What less was thought about: {text}").format(text=considered) if considered else "",
            _("Next on {day}").format(day=next_on) if next_on else "",
        ),
    )
    said = voice_of(review)
    if said.has_words:
        return (limit.what, when, came, Cell(voice=quoted(said.words)))
    return (limit.what, when, came, why_no_words(content.young_person.name_used, said))


def _last_review(limit: LiveRestriction, content: PackContent) -> str:
    """Return what came of the last look at a limit: "Looked at again 2 May: kept. Nobody unknown has rung."."""
    newest = next((r for r in content.restriction_reviews if r.restriction_id == limit.id), None)
    if newest is None:
        return ""
    day = unbroken(day_plain(newest.held_on, content.today))
    came = _("Looked at again {day}: {outcome}").format(day=day, outcome=label(newest.outcome).lower())
    said = quoted(newest.own_view) if newest.own_view.strip() else ""
    return sentences(came, newest.because, said)


# -- decisions -------------------------------------------------------------------------------------------------


def decisions(content: PackContent, *, whole: bool = False) -> tuple[Part, ...]:
    """Return the decisions, those made without the young person's agreement first and named as such.

    With `whole` those have all that the law asks to be told: the view, how it counted, how it was explained.
    """
    if not content.decisions:
        return (Paragraph(none_here(content, "decisions", _("No decisions are written down."))),)
    name = content.young_person.name_used
    alone = [d for d in content.decisions if not d.with_agreement]
    others = [d for d in content.decisions if d.with_agreement]
    parts: list[Part] = []
    if alone:
        title = _("Decisions made without {name}’s agreement").format(name=name)
        parts.append(Heading(title, level=2))
        if whole:
            parts += [part for decision in alone for part in _whole_decision(decision, content)]
        else:
            parts.append(_decisions_table(alone, content))
    else:
        nothing = _("On the list of decisions there is none made without {name}’s agreement.").format(
            name=name
        )
        parts.append(Paragraph(none_here(content, "decisions", nothing)))
    if others:
        heading = _("Other decisions and how they were explained")
        parts += [Heading(heading, level=2), _decisions_table(others, content)]
    return tuple(parts)


def _decisions_table(found: list[Decision], content: PackContent) -> Part:
    columns = (
        Column(_("Decision"), 28), Column(_("What {name} wanted").format(name=content.young_person.name_used), 17),
        Column(_("How it counted"), 36), Column(_("Explained"), 19),
    )  # fmt: skip
    return Table(columns, tuple(_decision_row(decision, content) for decision in found), small=True)


def _decision_row(decision: Decision, content: PackContent) -> tuple[Words | Cell, ...]:
    day = unbroken(day_plain(decision.decided_on, content.today)) if decision.decided_on else ""
    why = sentences(decision.why, day)
    what: Words = (bold(sentences(decision.what)), " ", why, *beside(content, decision))
    explained = joined(
        given_name(decision.explained_by),
        day_plain(decision.explained_on, content.today) if decision.explained_on else "",
    )
    said: Words | Cell = explained or _("not yet")
    if decision.what_they_said.strip():
        said = Cell(words=explained, voice=quoted(decision.what_they_said))
    refused = not_followed(decision)
    counted = sentences(
        decision.how_it_counted, _("Not followed: {text}").format(text=refused) if refused else ""
    )
    return (what, or_dash(decision.what_they_wanted), or_dash(counted), said)


def _whole_decision(decision: Decision, content: PackContent) -> tuple[Part, ...]:
    name = content.young_person.name_used
    facts = [Fact(title, text.strip()) for title, text in _decision_facts(decision, name) if text.strip()]
    said = decision.what_they_said.strip()
    way = how_given(decision.said_how, "") if decision.said_how.has_words else ""
    meta = meta_of(name, [(way, decision.explained_on)])
    return (
        Paragraph(
            (bold(sentences(decision.what)), " ", decision.why.strip(), *beside(content, decision)),
            leads=True,
        ),
        Facts(tuple(facts)),
        *((Voice(quote=quoted(said), meta=meta),) if said else ()),
    )


def _decision_facts(decision: Decision, name: str) -> tuple[tuple[str, str], ...]:
    decided = joined(decision.decided_by, day_full(decision.decided_on) if decision.decided_on else "")
    asked = joined(
        _("asked by {name}").format(name=decision.asked_by) if decision.asked_by.strip() else "",
        day_full(decision.asked_on) if decision.asked_on else "",
    )
    wanted = decision.what_they_wanted.strip() or why_no_words(name, voice_of(decision))
    explained = joined(
        decision.explained_by, day_full(decision.explained_on) if decision.explained_on else _("not yet")
    )
    reminded = day_full(decision.told_of_advocacy_on) if decision.told_of_advocacy_on else ""
    return (
        (_("Decided by"), decided),
        (_("Options looked at"), decision.options),
        (
            _("What {name} wanted").format(name=name),
            sentences(wanted, capital(asked), decision.helped_to_say),
        ),
        (_("How that counted"), decision.how_it_counted),
        (_("What was not followed, and why"), not_followed(decision)),
        (_("Explained to {name}").format(name=name), sentences(explained, decision.explained_how)),
        (_("Told of advocacy and complaints"), reminded or _("not written down")),
    )


def not_followed(decision: Decision) -> str:
    """Return what of the young person's wish was not followed, and why."""
    return sentences(decision.not_followed, decision.not_followed_because)
