"""Limits on family time: their lawful ground, who has to hear of them, and looks again at each.

What happened at family time stands in family_time.py; limits on other things in plan_registers.py.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from ..core.errors import InputError, Problem
from ..core.text import _
from ..domain.family_time import Limit, LimitReview, Notified
from ..domain.limit_grounds import AUTHORITY, Ground, LimitRules, is_late
from ..domain.limit_validation import (
    problems_in_limit,
    problems_in_limit_review,
    protected_words,
)
from ..domain.messages import Changed
from ..domain.occasion_validation import is_protected
from ..domain.people import NetworkPerson
from ..domain.permissions import Action
from ..domain.plans import ReviewOutcome
from .family_time import NOUN, named
from .frameworks import nation_of_law
from .ground_file import ground_file
from .results import Saved
from .saving import require_own, tidied
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


class LimitsService:
    """What a signed-in person can do with limits on family time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def limits(self, young_person_id: str) -> tuple[Limit, ...]:
        """Return the limits, ended ones too."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.limits.find(young_person_id=young_person_id)

    def rules(self, young_person_id: str) -> LimitRules:
        """Return the grounds of the nation they live in and of the law they are under, and what is never a ground."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return rules_of(work, young_person_id)

    def save_limit(self, limit: Limit) -> Saved[Limit]:
        """Save a limit with its lawful ground. Only those who plan may set one.

        Raises InputError for what is no ground in the nation, for a limit that is linked to a sanction and for one on
        a protected visitor, whatever the form let through.
        """
        clock, who = self._session.clock, limit.young_person_id
        with self._session.writing(Action.SET_LIMIT, who) as work:
            limit = tidied(limit)
            problems = problems_in_limit(limit, clock.today(), _rules_for(work, limit))
            problems += _problems_with_person(work, limit)
            if problems:
                raise InputError(problems)
            before = work.limits.get(limit.id) if limit.id else None
            stored = work.limits.save(named(work, limit))
            late = _heard_late(before, stored, clock.now())
            if late:
                details = {"notified": "; ".join(one.in_words for one in late)}
                work.note(
                    "heard_late",
                    record_kind="limits",
                    record_id=stored.id,
                    young_person_id=who,
                    details=details,
                )
        return Saved(stored, Changed(frozenset({NOUN}), who))

    def reviews(self, young_person_id: str) -> tuple[LimitReview, ...]:
        """Return every look again at a limit, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.limit_reviews.find(young_person_id=young_person_id)

    def save_review(self, review: LimitReview) -> Saved[LimitReview]:
        """Save a look again at a limit; the limit goes on to its next day or ends, in the same transaction.

        A review that is put right later moves the limit only while it is the newest, and nobody has moved or ended
        the limit otherwise since. Raises InputError for a limit that has ended and for a day before it began, Gone for
        one of another young person, EditConflict as every save.
        """
        who = review.young_person_id
        with self._session.writing(Action.SET_LIMIT, who) as work:
            problems = problems_in_limit_review(review, self._session.clock.today())
            if problems:
                raise InputError(problems)
            require_own(work, lambda w: w.limits, review.limit_id, who)
            limit = work.limits.require(review.limit_id)
            if not review.version and limit.ended_on is not None:
                raise InputError(
                    (Problem("", _("This limit has ended. There is nothing to look at again.")),)
                )
            if limit.starts is not None and review.held_on < limit.starts:
                raise InputError((Problem("held_on", _("This is before it starts. Choose a later day.")),))
            newest = _newest_of(work, limit)
            stored = work.limit_reviews.save(tidied(review))
            untouched = not review.version or newest is None or _is_as_left(limit, newest)
            if untouched and work.limit_reviews.ids(limit_id=limit.id)[0] == stored.id:
                after = _after(limit, stored)
                problems = _problems_with_person(work, after) if after.ended_on is None else ()
                if problems:
                    raise InputError(tuple(replace(one, field="outcome") for one in problems))
                if after.ended_on and not work.sees_whole("limit_reviews", stored.id, who):
                    # the reason stays as it stands: a gap of what they do not see is none
                    after = replace(after, why_ended=limit.why_ended or after.why_ended)
                work.limits.save(after)
        return Saved(stored, Changed(frozenset({NOUN}), who))


def rules_of(work: "Work", young_person_id: str) -> LimitRules:
    """Return the rules for one young person in an open work; for services that already have one."""
    unit = work.units.require(work.young_people.plain(young_person_id, "unit_id"))
    rules = ground_file().rules_in(unit.jurisdiction, nation_of_law(work, young_person_id))
    stay = work.stays.current(young_person_id)
    authority = (stay.placing_authority if stay is not None else "") or _("The placing authority")
    return replace(rules, grounds=tuple(_with_names(ground, authority) for ground in rules.grounds))


def _with_names(ground: Ground, authority: str) -> Ground:
    """Return a ground with the placing authority called by its name."""
    to_tell = tuple(replace(one, who=one.who.replace(AUTHORITY, authority)) for one in ground.to_tell)
    return replace(ground, to_tell=to_tell)


def _rules_for(work: "Work", limit: Limit) -> LimitRules:
    """Return the rules that a limit is measured by: the ground it was stored with may stay, also after a move."""
    rules = rules_of(work, limit.young_person_id)
    stored = work.limits.plain(limit.id, "ground") if limit.id else ""
    if rules.get(limit.ground) is None and stored == limit.ground:
        return replace(rules, grounds=())
    return rules


def _problems_with_person(work: "Work", limit: Limit) -> tuple[Problem, ...]:
    """Return that somebody is a protected visitor; a limit on one that is there from before can be ended."""
    if not limit.person_id or (limit.version and limit.ended_on is not None):
        return ()
    person = work.network_people.get(limit.person_id)
    if person is not None:
        return (Problem("person_id", protected_words(person)),) if is_protected(person) else ()
    hidden = cast(NetworkPerson | None, work.withholdings.whole("network_people", limit.person_id))
    if hidden is not None and is_protected(
        hidden
    ):  # said without a word about somebody whom the writer is not shown
        return (Problem("person_id", _("Time with this person cannot be limited.")),)
    return ()


def _heard_late(before: Limit | None, limit: Limit, now: datetime) -> tuple[Notified, ...]:
    """Return who is written down to have heard too late, and was not before."""
    known = {(one.who, one.told_at) for one in before.notified} if before is not None else set()
    return tuple(
        one
        for one in limit.notified
        if one.told_at and (one.who, one.told_at) not in known and is_late(limit, one, now)
    )


def _newest_of(work: "Work", limit: Limit) -> LimitReview | None:
    """Return the last look at a limit, whole, also one that the reader is not shown."""
    found = work.limit_reviews.ids(limit_id=limit.id)
    return cast(LimitReview, work.withholdings.whole("limit_reviews", found[0])) if found else None


def _is_as_left(limit: Limit, review: LimitReview) -> bool:
    """Say whether a limit still has the days that a look at it left it with."""
    after = _after(limit, review)
    return (after.ended_on, after.review_on) == (limit.ended_on, limit.review_on)


def _after(limit: Limit, review: LimitReview) -> Limit:
    """Return the limit as a look at it leaves it."""
    if review.outcome is ReviewOutcome.ENDED:
        return replace(limit, ended_on=review.held_on, why_ended=review.because)
    return replace(limit, review_on=review.next_on, ended_on=None, why_ended="")
