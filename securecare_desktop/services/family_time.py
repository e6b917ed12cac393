"""Family time: occasions and limits, and that a young person was told when one falls away."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from ..core.errors import Gone
from ..core.text import _, tidy
from ..domain.family_time import Arrangement, Limit, Occasion
from ..domain.own_words import HowGiven
from ..domain.permissions import Action
from ..domain.validation import problems_in_limit, problems_in_occasion
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
        """Return one occasion of this young person. Raises Gone."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return _own(work, young_person_id, occasion_id)

    def month(self, young_person_id: str, first_day: date) -> tuple[Occasion, ...]:
        """Return the occasions of the month that begins on `first_day`, in order."""
        year, month = divmod(first_day.year * 12 + first_day.month, 12)
        following = first_day.replace(year=year, month=month + 1)
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.occasions.between(day_start(first_day), day_start(following), young_person_id)

    def save_occasion(self, occasion: Occasion) -> Saved[Occasion]:
        """Save an occasion: what was planned, and what happened."""
        problems = problems_in_occasion(occasion, self._session.clock.now())
        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, occasion, problems, lambda w: w.occasions, named
        )

    def record_telling(
        self,
        young_person_id: str,
        occasion_id: str,
        told_by: str,
        told_at: datetime,
        words: str = "",
        how: HowGiven = HowGiven.NOT_ASKED,
    ) -> Saved[Occasion]:
        """Record that the young person was told that an occasion falls away, and what they said."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            occasion = _own(work, young_person_id, occasion_id)
        told = replace(occasion, told_by=tidy(told_by).strip(), told_at=told_at)
        if words.strip() or how is HowGiven.CHOSE_NOT_TO:
            told = replace(told, own_view=tidy(words).strip(), own_view_how=how)
        return self.save_occasion(told)

    def limits(self, young_person_id: str) -> tuple[Limit, ...]:
        """Return the limits, ended ones too."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            return work.limits.find(young_person_id=young_person_id)

    def save_limit(self, limit: Limit) -> Saved[Limit]:
        """Save a limit with its lawful ground. Only those who plan may set one."""
        problems = problems_in_limit(limit)
        return save(self._session, Action.SET_LIMIT, NOUN, limit, problems, lambda w: w.limits, named)


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


def _gone() -> Gone:
    return Gone(_("This record is no longer there."), _("Open it again from the list."))


def _own(work: "Work", young_person_id: str, occasion_id: str) -> Occasion:
    occasion = work.occasions.require(occasion_id)
    if occasion.young_person_id != young_person_id:
        raise _gone()
    return occasion
