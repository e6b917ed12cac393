"""What a family is given about an occasion: a version of its own, without other people's details, and when it was given.

Nothing is shared by itself. How it is printed stands in packs.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from ..core.errors import Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.family_time import Occasion, SupportLevel
from ..domain.family_time_shared import (
    SHARED_TEXTS,
    KnownName,
    NamedIn,
    SharedOccasion,
    Whose,
    can_be_shared,
    kept_on_purpose,
    names_in,
    problems_in_shared,
    share_by,
)
from ..domain.passages import holds, same_name
from ..domain.permissions import Action
from ..domain.staff import Jurisdiction
from .results import Saved
from .saving import require_own, save
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work

NOUN = "family_time"
_WATCHED = frozenset({SupportLevel.SUPERVISED, SupportLevel.CLOSELY_SUPERVISED})
_ALREADY = ("occasion_id", "for_whom", "made_on", *SHARED_TEXTS, "agreed", "given_on")


@dataclass(frozen=True, slots=True)
class Versions:
    """What was written of one occasion to be given away, newest first.

    `share_by` is the day by which procedures in England share notes of supervised family time, None elsewhere.
    """

    versions: tuple[SharedOccasion, ...]
    share_by: date | None = None


class FamilySharingService:
    """What a signed-in person can do with versions of family time that a family is given."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def versions(self, young_person_id: str, occasion_id: str) -> Versions:
        """Return what was written of one occasion to be given away. Raises Gone."""
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            occasion = _occasion(work, young_person_id, occasion_id)
            nation = work.units.require(work.young_people.plain(young_person_id, "unit_id")).jurisdiction
            in_england = nation is Jurisdiction.ENGLAND and occasion.level in _WATCHED
            return Versions(
                work.shared_occasions.find(young_person_id=young_person_id, occasion_id=occasion_id),
                share_by(occasion) if in_england and can_be_shared(occasion) else None,
            )

    def save_shared(self, shared: SharedOccasion, *, names_may_stay: bool = False) -> Saved[SharedOccasion]:
        """Keep a version. Names of others are asked about, and kept with `names_may_stay`, which the team is told.

        Raises InputError, also for what was given already: then there is another version beside it.
        """

        def complete(work: "Work", given: SharedOccasion) -> SharedOccasion:
            occasion = _occasion(work, given.young_person_id, given.occasion_id)
            if not can_be_shared(occasion):
                sentence = _("Only what took place is shared, and a protected visit never is.")
                raise InputError((Problem("", sentence),))
            _refuse_what_was_given(work, given)
            refuse_what_they_may_not_see(work, given)
            named = _names(work, given)
            found = problems_in_shared(
                given, occasion, self._session.clock.today(), () if names_may_stay else named
            )
            if found:
                raise InputError(found)
            return _with_names(given, named)

        return save(
            self._session, Action.WRITE_ENTRIES, NOUN, shared, (), lambda w: w.shared_occasions, complete
        )


def _occasion(work: "Work", young_person_id: str, occasion_id: str) -> Occasion:
    require_own(work, lambda w: w.occasions, occasion_id, young_person_id)
    found = work.occasions.get(occasion_id)
    if found is None:
        raise _gone()
    return found


def _gone() -> Gone:
    return Gone(_("This record is no longer there."), _("Open it again from the list."))


def _refuse_what_was_given(work: "Work", shared: SharedOccasion) -> None:
    """Raise InputError where words would change that somebody has been given already."""
    before = work.shared_occasions.get(shared.id) if shared.id else None
    if before is None or before.given_on is None:
        return
    if any(getattr(before, name) != getattr(shared, name) for name in _ALREADY):
        sentence = _("This was given already and stays as it is. Write another version beside it.")
        raise InputError((Problem("", sentence),))


def refuse_what_they_may_not_see(work: "Work", shared: SharedOccasion) -> None:
    """Raise InputError where a version holds words of its occasion that are withheld from whom it is for."""
    occasion = cast(Occasion, work.withholdings.whole("occasions", shared.occasion_id))
    for one in work.withholdings.active(shared.young_person_id):
        if (one.record_kind, one.record_id) != ("occasions", shared.occasion_id) or not one.field:
            continue
        words = one.words or str(getattr(occasion, one.field, ""))
        if not same_name(one.from_name, shared.for_whom):
            continue
        for name in SHARED_TEXTS:
            if holds(getattr(shared, name), words):
                sentence = _("Some of this is not for {name}. Take it out.").format(name=shared.for_whom)
                raise InputError((Problem(name, sentence),))


def _with_names(shared: SharedOccasion, named: tuple[NamedIn, ...]) -> SharedOccasion:
    """Say in the part for the team which names were let stand."""
    line = kept_on_purpose(named)
    if not line or line in shared.left_out:
        return shared
    return replace(shared, left_out=tidy(f"{shared.left_out}\n{line}").strip())


def _names(work: "Work", shared: SharedOccasion) -> tuple[NamedIn, ...]:
    person = work.young_people.require(shared.young_person_id)
    around = work.network_people.find(young_person_id=person.id)
    reader = [p for p in around if same_name(p.name, shared.for_whom) or same_name(p.called, shared.for_whom)]
    others = (p for p in work.young_people.find(unit_id=person.unit_id) if p.id != person.id)
    known = (
        *(KnownName((p.name, p.called), Whose.AROUND_THEM) for p in around if p not in reader),
        *(KnownName((p.name_used, p.legal_name), Whose.YOUNG_PERSON) for p in others),
        *(KnownName((m.name,), Whose.STAFF) for m in work.staff.find()),
    )
    own = (person.name_used, person.legal_name, shared.for_whom)
    return names_in(shared, known, (*own, *(name for p in reader for name in (p.name, p.called))))
