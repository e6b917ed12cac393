"""What has to be put right in one occasion of family time before it is saved: the same rules for form and service.

What only the store knows (other occasions of that time, whether a tie has ended) is handed in by the service.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ..core.clock import local
from ..core.errors import Problem
from ..core.labels import label
from ..core.text import _, clock_time, day_full, day_short
from .family_time import FamilyTimeKind, Occasion, OccasionState, ProtectedVisitor, SupportLevel
from .people import Circle, NetworkPerson
from .validation import needs

TOOK_PLACE = (OccasionState.HAPPENED, OccasionState.CUT_SHORT)
FELL_AWAY = (OccasionState.CANCELLED, OccasionState.DID_NOT_COME)
OBSERVED = (
    "what_they_did", "warm_moments", "before", "arrival", "what_was_said", "worries", "what_was_done", "ending",
    "afterwards", "next_day", "family_view", "opinion",
)  # fmt: skip
"""What somebody who was there writes down; of a protected visit nobody does (domain report, 4.1 and 4.2)."""
LONGEST_AGO_YEARS, FURTHEST_AHEAD_YEARS = 20, 3
"""Only to find slips of the pen: nobody still looked after had family time before the first."""
WATCHED = frozenset({SupportLevel.SUPERVISED, SupportLevel.CLOSELY_SUPERVISED})
"""Levels at which an adult of the house is part of it."""
FAR_APART = timedelta(days=7)
LONGEST = timedelta(days=14)
"""No single occasion, overnight stays too, is looked for further back than this."""
_TAKES_NO_TIME = frozenset({FamilyTimeKind.LETTER, FamilyTimeKind.MESSAGE, FamilyTimeKind.GIFT})
_WORDS_OF_ROLES: tuple[tuple[str, ProtectedVisitor], ...] = (
    ("independent visitor", ProtectedVisitor.INDEPENDENT_VISITOR),
    ("independent person", ProtectedVisitor.INDEPENDENT_PERSON),
    ("children's guardian", ProtectedVisitor.COURT_WELFARE_OFFICER),
    ("guardian ad litem", ProtectedVisitor.COURT_WELFARE_OFFICER),
    ("court welfare", ProtectedVisitor.COURT_WELFARE_OFFICER),
    ("curator ad litem", ProtectedVisitor.COURT_WELFARE_OFFICER),
    ("safeguarder", ProtectedVisitor.COURT_WELFARE_OFFICER),
    ("cafcass", ProtectedVisitor.COURT_WELFARE_OFFICER),
    ("complaint", ProtectedVisitor.COMPLAINTS),
    ("advoca", ProtectedVisitor.ADVOCATE),
    ("solicitor", ProtectedVisitor.LAWYER),
    ("barrister", ProtectedVisitor.LAWYER),
    ("lawyer", ProtectedVisitor.LAWYER),
    ("legal adviser", ProtectedVisitor.LAWYER),
    ("inspector", ProtectedVisitor.INSPECTOR),
    ("commissioner", ProtectedVisitor.INSPECTOR),
    ("ombudsman", ProtectedVisitor.INSPECTOR),
    ("social worker", ProtectedVisitor.SOCIAL_WORKER),
)


def protected_by_role(person: NetworkPerson) -> ProtectedVisitor:
    """Return as what kind of protected visitor somebody's role suggests them, from the list or in own words.

    The list of protected visitors: domain report, 4.1. It is a suggestion; the form lets a person change it.
    """
    said = f"{person.role} {person.who_they_are}".casefold().replace("_", " ").replace("’", "'")
    return next((kind for words, kind in _WORDS_OF_ROLES if words in said), ProtectedVisitor.NO)


def is_protected(person: NetworkPerson) -> bool:
    """Say whether somebody is a protected visitor by their role or, where none is written, by who they are.

    The words are those that suggest a protected visit. Stopping a form asks for more than suggesting: nobody of a
    young person's own people is stopped for their work, and no police inspector.
    """
    said = person.role or person.who_they_are
    if person.circle is Circle.OWN_PEOPLE or "police" in said.casefold():
        return False
    return protected_by_role(replace(person, role=said, who_they_are="")) is not ProtectedVisitor.NO


def is_private(occasion: Occasion) -> bool:
    """Whether only who, when and where are written down of it."""
    return occasion.protected is not ProtectedVisitor.NO


def problems_in_occasion(occasion: Occasion, now: datetime) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in an occasion of family time, `now` being an aware moment."""
    return (
        *needs("person_id", occasion.person_id, _("Choose who it is with.")),
        *_when(occasion, now),
        *_how_long(occasion, now),
        *_why_not(occasion),
        *_told(occasion, now),
        *_kept_private(occasion),
    )


def _when(occasion: Occasion, now: datetime) -> Iterator[Problem]:
    if occasion.state in TOOK_PLACE and occasion.planned_at > now:
        yield Problem("state", _("This is still to come. Choose “Planned”, or look at the day again."))
    if _years(occasion.planned_at, now) > LONGEST_AGO_YEARS:
        sentence = _("This is more than {n} years ago. Look at the year again.")
        yield Problem("planned_at", sentence.format(n=LONGEST_AGO_YEARS))
    if _years(now, occasion.planned_at) > FURTHEST_AHEAD_YEARS:
        sentence = _("This is more than {n} years from now. Look at the year again.")
        yield Problem("planned_at", sentence.format(n=FURTHEST_AHEAD_YEARS))


def _years(earlier: datetime, later: datetime) -> float:
    return (later - earlier) / timedelta(days=365.25)


def _how_long(occasion: Occasion, now: datetime) -> Iterator[Problem]:
    began, ended = occasion.started_at, occasion.ended_at
    for name, moment, apart in (("started_at", began, FAR_APART), ("ended_at", ended, LONGEST)):
        if moment is not None and moment > now:
            yield Problem(name, _("This is still to come. Leave it empty until then."))
        elif moment is not None and abs(moment - occasion.planned_at) > apart:
            sentence = _("This is far from the day it was planned for, {day}. Look at the day again.")
            yield Problem(name, sentence.format(day=day_full(local(occasion.planned_at).date())))
    if began and ended and ended < began:
        yield Problem("ended_at", _("This is before it began. Choose a later time."))
    elif ended and not began and ended < occasion.planned_at:
        sentence = _("This is before it was to begin. Write when it began, or choose a later time.")
        yield Problem("ended_at", sentence)


def _why_not(occasion: Occasion) -> Iterator[Problem]:
    if occasion.state is OccasionState.CANCELLED:
        yield from needs("cancelled_by", occasion.cancelled_by, _("Write who cancelled it."))
        yield from needs("why", occasion.why, _("Write why, in plain words."))


def _told(occasion: Occasion, now: datetime) -> Iterator[Problem]:
    heard, told, instead = occasion.heard_at, occasion.told_at, occasion.instead_at
    if heard is not None and heard > now:
        yield Problem("heard_at", _("This is still to come. Look at the day and the time again."))
    if told is not None:
        if told > now:
            yield Problem("told_at", _("This is still to come. Leave it empty until they were told."))
        elif heard is not None and told < heard:
            yield Problem("told_at", _("This is before we heard of it. Look at both times again."))
        yield from needs("told_by", occasion.told_by, _("Write who told the young person."))
    known = heard or occasion.written_at or now
    if heard is None and occasion.state in (OccasionState.OFFERED_AND_DECLINED, OccasionState.NOT_REACHED):
        known = occasion.planned_at  # nobody lets us know: it can be tried again on the same day
    if instead is not None and instead < known:
        if heard is None:
            sentence = _("This had passed already. Choose a later time, or write when we heard.")
        else:
            sentence = _("This is before we heard of it. Choose a later time.")
        yield Problem("instead_at", sentence)


def _kept_private(occasion: Occasion) -> Iterator[Problem]:
    """Yield what a protected visit cannot have: an adult of the house, or notes of what was said (report, 4.1)."""
    if not is_private(occasion):
        return
    if occasion.level is not SupportLevel.UNSUPPORTED:
        sentence = _("Nobody sits in on a protected visit and nobody limits it. Choose “{level}”.")
        yield Problem("level", sentence.format(level=label(SupportLevel.UNSUPPORTED)))
    if occasion.supervisor.strip():
        sentence = _("No adult of the house is part of a protected visit. Leave this empty.")
        yield Problem("supervisor", sentence)
    private = _("A protected visit is private: only who, when and where are written down. Leave this empty.")
    for name in OBSERVED:
        if getattr(occasion, name).strip():
            yield Problem(name, private)
    if occasion.state in TOOK_PLACE and occasion.own_view.strip():
        sentence = _("What was said there is theirs. What they want kept goes under “Own words”, not here.")
        yield Problem("own_view", sentence)


# -- what only the store knows ------------------------------------------------------------------------------------


def problems_with_person(occasion: Occasion, person: NetworkPerson) -> tuple[Problem, ...]:
    """Return that somebody sits in on a protected visitor, or that a tie had ended before that day; nobody is deleted."""
    watched = occasion.level in WATCHED or bool(occasion.supervisor.strip())
    if watched and not is_private(occasion) and is_protected(person):
        sentence = _("Nobody sits in on a visit of {name}. Choose what kind of protected visit it is.")
        return (Problem("protected", sentence.format(name=person.shown_name)),)
    day = local(occasion.planned_at).date()
    if person.until is None or day <= person.until:
        return ()
    sentence = _("This tie ended on {day}. Look at the day again, or open the tie again under People.")
    return (Problem("person_id", sentence.format(day=day_full(person.until))),)


def at_the_same_time(occasion: Occasion, others: Iterable[Occasion]) -> Occasion | None:
    """Return another occasion that took place at the same time, or None. Post takes nobody's time.

    Without an end an occasion is the moment at which it began.
    """
    if occasion.state not in TOOK_PLACE or occasion.kind in _TAKES_NO_TIME:
        return None
    began, ended = span(occasion)
    for other in others:
        if other.id == occasion.id or other.state not in TOOK_PLACE or other.kind in _TAKES_NO_TIME:
            continue
        its_begin, its_end = span(other)
        if began == its_begin or (began < its_end and its_begin < ended):
            return other
    return None


def span(occasion: Occasion) -> tuple[datetime, datetime]:
    """Return when an occasion began and ended, as far as it is known (aware moments)."""
    began = occasion.started_at or occasion.planned_at
    return began, max(began, occasion.ended_at or began)


def question_about(other: Occasion, *, with_same_person: bool) -> Problem:
    """Return what asks about another occasion of the same time: who it was with, what, and when.

    Two people may come together, so it is a question and no refusal; "yes" in the field `together` answers it.
    """
    began, ended = span(other)
    when = f"{day_short(local(began).date())}, {clock_time(began)}"
    if ended > began:
        when = _("{begin} to {end}").format(begin=when, end=clock_time(ended))
    if with_same_person:
        sentence = _(
            "The same is written down already: {who}, {kind}, {when}. "
            "Look at the times again, or choose yes if there were two."
        )
    else:
        sentence = _(
            "At that time there was also {who}, {kind}, {when}. "
            "Choose yes if both are right, or look at the times again."
        )
    return Problem(
        "together", sentence.format(who=other.with_whom, kind=label(other.kind).lower(), when=when)
    )
