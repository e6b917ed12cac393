"""How a new occasion of family time begins: from what is expected, or as it was the last time with that person."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from .expected import Expected
from .family_time import FamilyTimeKind, Occasion, OccasionState, SupportLevel
from .occasion_validation import TOOK_PLACE, is_private

CALLS = (FamilyTimeKind.PHONE, FamilyTimeKind.VIDEO)
ON_THEIR_OWN = (SupportLevel.UNSUPPORTED, SupportLevel.FACILITATED)


def from_expected(blank: Occasion, expected: Expected, now: datetime) -> Occasion:
    """Return a new occasion that answers to what was expected; one still to come is planned.

    It takes over what is arranged. When it began and ended stays open: that is seen, not expected.
    """
    arranged = expected.arrangement
    return replace(
        blank,
        person_id=arranged.person_id,
        with_whom=arranged.with_whom,
        kind=arranged.kind,
        state=OccasionState.PLANNED if expected.at > now else OccasionState.HAPPENED,
        planned_at=expected.at,
        arrangement_id=arranged.id,
        expected_at=expected.at,
        place=arranged.place,
        level=arranged.level,
    )


def as_last_time(blank: Occasion, last: Occasion, now: datetime) -> Occasion:
    """Return a new occasion of the same kind, place, level and length with the same adult.

    One that took place begins when it says, but early enough to have ended by `now`.
    """
    length = last.ended_at - last.started_at if last.started_at and last.ended_at else None
    took_place = blank.state in TOOK_PLACE
    begins = min(blank.planned_at, now - length) if took_place and length else blank.planned_at
    return replace(
        blank,
        person_id=last.person_id,
        with_whom=last.with_whom,
        kind=last.kind,
        place=last.place,
        level=last.level,
        protected=last.protected,
        supervisor=last.supervisor if took_place and not is_private(last) else "",
        started_at=begins if took_place and length else None,
        ended_at=begins + length if took_place and length else None,
        planned_at=begins,
    )


def last_with(
    person_id: str, newest_first: Iterable[Occasion], *, calls_only: bool = False
) -> Occasion | None:
    """Return the last occasion (or call) with somebody that took place, or None."""
    return next(
        (
            o
            for o in newest_first
            if o.person_id == person_id and o.state in TOOK_PLACE and (o.kind in CALLS or not calls_only)
        ),
        None,
    )
