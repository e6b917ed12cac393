"""Family time: occasions, and that a young person was told when one falls away."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar, cast

from ..core.errors import Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.family_time import Arrangement, Limit, Occasion
from ..domain.occasion_validation import (
    LONGEST,
    TOOK_PLACE,
    WATCHED,
    at_the_same_time,
    problems_in_occasion,
    problems_with_person,
    question_about,
    span,
)
from ..domain.own_words import HowGiven
from ..domain.people import NetworkPerson
from ..domain.permissions import Action
from .next_dates import day_start
from .results import Saved
from .saving import require_own, save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "family_time"

R = TypeVar("R", Arrangement, Occasion, Limit)


class FamilyTimeService:
    """What a signed-in person can do with family time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def occasions(self, young_person_id: str, limit: int = 200) -> tuple[Occasion, ...]:
        """Return the newest `limit` occasions, newest first."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.occasions.newest(young_person_id, limit)

    def occasion(self, young_person_id: str, occasion_id: str) -> Occasion:
        """Return one occasion of this young person, also by the id of a version of it to share. Raises Gone."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            shared = work.shared_occasions.get(occasion_id)
            return _own(work, young_person_id, shared.occasion_id if shared is not None else occasion_id)

    def month(self, young_person_id: str, first_day: date) -> tuple[Occasion, ...]:
        """Return the occasions of the month that begins on `first_day`, in order."""
        year, month = divmod(first_day.year * 12 + first_day.month, 12)
        following = first_day.replace(year=year, month=month + 1)
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.occasions.between(day_start(first_day), day_start(following), young_person_id)

    def save_occasion(self, occasion: Occasion, *, together: bool = False) -> Saved[Occasion]:
        """Save an occasion: what was planned, and what happened.

        Where another one took place at the same time it is asked about (a Problem of the field `together`), and
        saved all the same with `together`: two people may come at once.
        """

        def complete(work: "Work", given: Occasion) -> Occasion:
            fitting = _fitting(work, named(work, given))
            found = _problems_in_store(work, fitting, together=together)
            if found:
                raise InputError(found)
            return fitting

        problems = problems_in_occasion(occasion, self._session.clock.now())
        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, occasion, problems, lambda w: w.occasions, complete
        )

    def record_telling(
        self,
        young_person_id: str,
        occasion_id: str,
        told_by: str,
        told_at: datetime,
        words: str = "",
        how: HowGiven = HowGiven.NOT_ASKED,
        told_how: str = "",
    ) -> Saved[Occasion]:
        """Record that the young person was told that an occasion falls away, how, and what they said."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            occasion = _own(work, young_person_id, occasion_id)
        told = replace(occasion, told_by=tidy(told_by).strip(), told_at=told_at)
        if told_how.strip():
            told = replace(told, told_how=tidy(told_how).strip())
        if words.strip() or how is HowGiven.CHOSE_NOT_TO:
            told = replace(told, own_view=tidy(words).strip(), own_view_how=how)
        return self.save_occasion(told)


def named(work: "Work", record: R) -> R:
    """Return the record with its person's name in it, so that it still reads well after they have gone.

    Raises Gone when that person is not one of this young person's people.
    """
    require_own(work, lambda w: w.network_people, record.person_id, record.young_person_id)
    if isinstance(record, Occasion):
        require_own(work, lambda w: w.arrangements, record.arrangement_id, record.young_person_id)
    if record.with_whom:
        return record
    person = work.network_people.require(record.person_id)
    return replace(record, with_whom=person.called or person.name)


def _fitting(work: "Work", occasion: Occasion) -> Occasion:
    """Let go of an arrangement that is about somebody else: what was expected of one is no answer of another."""
    if not occasion.arrangement_id:
        return replace(occasion, expected_at=None) if occasion.expected_at else occasion
    if work.arrangements.plain(occasion.arrangement_id, "person_id") == occasion.person_id:
        return occasion
    return replace(occasion, arrangement_id="", expected_at=None)


def _problems_in_store(work: "Work", occasion: Occasion, *, together: bool) -> tuple[Problem, ...]:
    """Return what only the store knows: that a tie had ended, and what else took place at that time."""
    found: tuple[Problem, ...] = ()
    watched = occasion.level in WATCHED or bool(occasion.supervisor.strip())
    if watched or work.network_people.plain(
        occasion.person_id, "until"
    ):  # most saves need no more than this look
        person = work.withholdings.whole("network_people", occasion.person_id)
        found = problems_with_person(occasion, cast(NetworkPerson, person)) if person is not None else ()
    other = None
    if not together and occasion.state in TOOK_PLACE:
        ids = work.occasions.ids_at(occasion.young_person_id, *span(occasion), LONGEST)
        seen = (work.occasions.get(one) for one in ids if one != occasion.id)
        other = at_the_same_time(occasion, (one for one in seen if one is not None))
    if other is None:
        return found
    return (*found, question_about(other, with_same_person=other.person_id == occasion.person_id))


def _gone() -> Gone:
    return Gone(_("This record is no longer there."), _("Open it again from the list."))


def _own(work: "Work", young_person_id: str, occasion_id: str) -> Occasion:
    occasion = work.occasions.require(occasion_id)
    if occasion.young_person_id != young_person_id:
        raise _gone()
    return occasion
