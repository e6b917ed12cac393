"""The end of a printed plan: signatures, reviews held and to come, who got a copy; and sessions with a communication aid."""

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, day_full, day_plain, quoted
from ..domain.communication_aids import AidSession
from ..domain.packs import PackContent, PackCopy
from ..domain.people import Answer
from ..domain.plan_reviews import Guest, PlanReview
from ..domain.plans import PlanVersion
from ..domain.voice import voice_of
from .pack_words import joined, meta_of, none_here, or_dash, sentences, unbroken
from .plan_lists import in_brackets, signed_by, why_no_words
from .tree import (
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    KeepTogether,
    Manner,
    Paragraph,
    Part,
    Photo,
    Signatures,
    Table,
    Voice,
    Words,
    bold,
    with_icon,
)


def sign_off(content: PackContent) -> tuple[Part, ...]:
    """Return who signed and when, or lines to sign on; the reviews; who got a copy of this version."""
    signed = _signed(content, content.plan) if content.plan is not None else ()
    return (*signed, *_reviews(content), *_copies(content))


def _signed(content: PackContent, plan: PlanVersion) -> tuple[Part, ...]:
    author, manager = signed_by(plan)
    name = content.young_person.name_used
    own = day_full(plan.young_person_signed_on) if plan.young_person_signed_on else ""
    rows = ((_("Author"), author), (_("Manager"), manager), (name, own))
    facts = [Fact(_("{who}, signed").format(who=who), said) for who, said in rows if said]
    if not own and plan.not_signed_because.strip():
        facts.append(Fact(_("{who}, not signed").format(who=name), sentences(plan.not_signed_because)))
    waiting = tuple((who, name if who == name else "") for who, said in rows if not said)
    if plan.not_signed_because.strip():
        waiting = tuple(row for row in waiting if row[0] != name)
    return (
        *((Facts(tuple(facts)),) if facts else ()),
        *((KeepTogether((Signatures(tuple((who, "") for who, _name in waiting)),)),) if waiting else ()),
    )


# -- reviews ---------------------------------------------------------------------------------------------------


def _reviews(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("Reviews of this plan"), level=2)
    held = [review for review in content.plan_reviews if review.held_on is not None]
    ahead = sorted((r for r in content.plan_reviews if r.held_on is None), key=lambda r: r.due_on)
    if not held and not ahead:
        return (heading, Paragraph(none_here(content, "plan_reviews", _("No review is planned yet."))))
    parts: list[Part] = [heading]
    for review in ahead[:1]:
        parts.append(Paragraph(_ahead(review)))
    for review in sorted(held, key=lambda r: r.held_on or r.due_on, reverse=True):
        parts += _held(review, content)
    return tuple(parts)


def _ahead(review: PlanReview) -> Words:
    led = _("led by {name}").format(name=review.led_by) if review.led_by.strip() else ""
    invited = ", ".join(_guest(guest) for guest in review.guests)
    return (
        bold(_("Next review:")),
        " ",
        sentences(
            joined(day_full(review.due_on), review.planned_at_place, led),
            _("Invited: {people}").format(people=invited) if invited else "",
            _("Moved: {why}").format(why=review.moved_because) if review.moved_because.strip() else "",
        ),
    )


def _guest(guest: Guest) -> str:
    who = "" if guest.who.strip() == guest.name.strip() else guest.who
    asked = _("asked for") if guest.asked_for else ""
    return joined(guest.name, in_brackets(joined(who, asked)), by=" ")


def _held(review: PlanReview, content: PackContent) -> tuple[Part, ...]:
    came = ", ".join(_guest(g) for g in review.guests if g.came is Answer.YES)
    away = ", ".join(_guest(g) for g in review.guests if g.came is Answer.NO)
    shared = day_full(review.report_shared_on) if review.report_shared_on else ""
    day = day_full(review.held_on) if review.held_on else ""
    led = _("led by {name}").format(name=review.led_by) if review.led_by.strip() else ""
    lead = bold(_("Held on {day}.").format(day=day))
    text = sentences(
        joined(review.planned_at_place, led),
        _("There: {people}").format(people=came) if came else "",
        _("Invited, did not come: {people}").format(people=away) if away else "",
        _("Prepared: {text}").format(text=review.prepared_with) if review.prepared_with.strip() else "",
        _("Report shared on {day}").format(day=shared) if shared else "",
        _("How {name} took part: {text}").format(name=content.young_person.name_used, text=review.took_part)
        if review.took_part.strip()
        else "",
        _("What came of it: {text}").format(text=review.outcomes) if review.outcomes.strip() else "",
    )
    said = voice_of(review)
    voice: Part = Paragraph(why_no_words(content.young_person.name_used, said), Manner.QUIET)
    if said.has_words:
        voice = Voice(quote=quoted(said.words))
    return (Paragraph((lead, " ", text), leads=True), voice)


# -- copies ----------------------------------------------------------------------------------------------------


def _copies(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("Who got a copy of this version"), level=2)
    given = [copy for copy in content.copies if not copy.not_made_because]
    if not given:
        return (heading, Paragraph(_("No copy was handed out before this one.")))
    rows = tuple(_copy_row(copy, content) for copy in given)
    columns = (
        Column(_("Who"), 32),
        Column(_("What"), 30),
        Column(_("When"), 20),
        Column(_("Destroy by"), 18),
    )
    return (heading, Table(columns, rows, small=True))


def _copy_row(copy: PackCopy, content: PackContent) -> tuple[Words | Cell, ...]:
    number = "" if copy.edition.is_theirs else _("copy {number}").format(number=copy.copy_number)
    made = local(copy.made_at).date() if copy.made_at else None
    destroy = day_full(copy.destroy_by) if copy.destroy_by else _("theirs to keep")
    return (
        (bold(copy.recipient),),
        joined(label(copy.edition), number),
        day_full(made) if made else or_dash(""),
        destroy,
    )


# -- communication aids ----------------------------------------------------------------------------------------


def aid_sessions(content: PackContent) -> tuple[Part, ...]:
    """Return each session: what was put where on the scale, what was said, the photo where it was chosen."""
    return tuple(part for session in content.aid_sessions for part in _session(session, content))


def _session(session: AidSession, content: PackContent) -> tuple[Part, ...]:
    name = content.young_person.name_used
    title = _("What {name} showed: {topic}").format(name=name, topic=session.topic.strip())
    led = _("led by {name}").format(name=session.led_by) if session.led_by.strip() else ""
    others = (
        _("also there: {people}").format(people=session.others_there) if session.others_there.strip() else ""
    )
    about = sentences(joined(unbroken(day_plain(session.on, content.today)), session.aid, led, others))
    follows = session.what_follows.strip()
    words = Voice(quote=quoted(session.own_words), meta=meta_of(name, [("", session.on)]))
    return (
        Heading(title, level=2),
        Paragraph(about, Manner.QUIET, leads=True),
        *mat(session, _("What {name} said").format(name=name)),
        *photos(session, content),
        *((words,) if session.own_words.strip() else ()),
        *((Paragraph((bold(_("What follows from it:")), " ", follows)),) if follows else ()),
    )


def photos(session: AidSession, content: PackContent) -> tuple[Part, ...]:
    """Return the photos of a session that are printed, with what they show for whoever cannot see them."""
    said = _("Photo of what {name} showed: {topic}")
    description = said.format(name=content.young_person.name_used, topic=session.topic.strip())
    found = [picture for picture in content.pictures if picture.aid_session_id == session.id]
    return tuple(Photo(picture.data, description) for picture in found)


def mat(session: AidSession, said_title: str) -> tuple[Part, ...]:
    """Return what was put where on the scale of a session as a table; `said_title` stands over what was said with it."""
    if not session.placed:
        return ()
    said = any(placed.said.strip() for placed in session.placed)
    columns = [Column(_("What"), 30), *(Column(place, 15) for place in session.scale)]
    if said:
        columns.append(Column(said_title, 30))
    rows: list[tuple[Words | Cell, ...]] = []
    for placed in session.placed:
        cells: list[Words | Cell] = [placed.option]
        cells += [
            (with_icon("check", _("here")),) if place == placed.place else "" for place in session.scale
        ]
        elsewhere = placed.place.strip() if placed.place not in session.scale else ""
        if elsewhere:
            cells[0] = joined(placed.option, in_brackets(elsewhere), by=" ")
        if said:
            cells.append(Cell(voice=quoted(placed.said)) if placed.said.strip() else "")
        rows.append(tuple(cells))
    return (Table(tuple(columns), tuple(rows), small=True),)
