"""Words that care: the words that a young person uses for themself, and the names on record.

Nobody notes what is asked here: reading hints says something about whoever writes, and that is nobody's business.
A word that is kept for a young person is a change of their record, and noted as one. Which words are questioned
stands in a file: language_file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.errors import Gone, InputError, Problem
from ..core.text import _, tidy
from ..domain.language import KeptWord, plain_form, words_in
from ..domain.messages import Changed
from ..domain.permissions import Action
from .results import Saved
from .session import Session

if TYPE_CHECKING:
    from ..db.unit_of_work import Work
    from ..domain.young_people import YoungPerson

NOUN = "language"


@dataclass(frozen=True, slots=True)
class WritingAbout:
    """What hints need to know of whom somebody writes about: their name, the names to leave alone, their own words."""

    name_used: str = ""
    names: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


class LanguageService:
    """What a signed-in person can do with words that care."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def writing_about(self, young_person_id: str = "") -> WritingAbout:
        """Return what hints need, in one go; without a young person only the names of everybody."""
        with self._session.reading(Action.READ_RECORDS) as work:
            people = self._visible(work, young_person_id)
            name_used = next((p.name_used for p in people if p.id == young_person_id), "")
            return WritingAbout(
                name_used, self._names(work, people, young_person_id), self._kept(work, young_person_id)
            )

    def kept(self, young_person_id: str) -> frozenset[str]:
        """Return the terms that this young person uses themself, as domain.language names them."""
        with self._session.reading(Action.READ_RECORDS) as work:
            self._visible(work, young_person_id)
            return self._kept(work, young_person_id)

    def keep(self, young_person_id: str, term: str) -> Saved[KeptWord]:
        """Note that a term is this young person's own word for it. Raises PermissionRefused, InputError."""
        with self._session.writing(Action.EDIT_PROFILE, young_person_id) as work:
            term = plain_form(tidy(term).strip())
            if not term:
                raise InputError((Problem("term", _("Write the word.")),))
            known = self._known(work, young_person_id, term)
            if known is None:
                stored = work.kept_words.add(KeptWord(young_person_id=young_person_id, term=term))
            else:
                stored = work.kept_words.save(replace(known, let_go=False)) if known.let_go else known
        return Saved(stored, Changed(frozenset({NOUN}), young_person_id))

    def let_go(self, young_person_id: str, term: str) -> Saved[KeptWord]:
        """Note that a term is no longer this young person's own word. Raises PermissionRefused, Gone."""
        with self._session.writing(Action.EDIT_PROFILE, young_person_id) as work:
            known = self._known(work, young_person_id, term)
            if known is None:
                raise Gone(_("This word was not kept."), _("Nothing needs to be done."))
            stored = work.kept_words.save(replace(known, let_go=True))
        return Saved(stored, Changed(frozenset({NOUN}), young_person_id))

    def names(self, young_person_id: str = "") -> frozenset[str]:
        """Return the single words, in small letters, of the names on record that the signed-in person may read.

        These are the young people of their reach, the colleagues, units and houses; with a young person also the people
        in their life, where those work, and what they call them, guests of reviews, workers who come and go, and who
        placed them here. Spelling never marks any of them.
        """
        with self._session.reading(Action.READ_RECORDS) as work:
            return self._names(work, self._visible(work, young_person_id), young_person_id)

    # -- inside ---------------------------------------------------------------------------------------

    def _visible(self, work: "Work", young_person_id: str) -> "tuple[YoungPerson, ...]":
        people = self._session.visible_young_people(work)
        if young_person_id and young_person_id not in {person.id for person in people}:
            raise self._session.refused(Action.READ_RECORDS)
        return people

    @staticmethod
    def _names(work: "Work", people: "tuple[YoungPerson, ...]", young_person_id: str) -> frozenset[str]:
        names = [name for person in people for name in (person.name_used, person.legal_name)]
        names += [member.name for member in work.staff.find()]
        names += [name for unit in work.units.find() for name in (unit.name, unit.house_name)]
        if young_person_id:
            for one in work.network_people.find(young_person_id=young_person_id):
                names += [one.name, one.called, one.organisation]
            for tie in work.key_adults.find(young_person_id=young_person_id):
                names += [tie.name, tie.role_text]
            for review in work.plan_reviews.find(young_person_id=young_person_id):
                names += [review.led_by, *(guest.name for guest in review.guests)]
            for change in work.worker_changes.find(young_person_id=young_person_id):
                names += [change.outgoing_name, change.incoming_name]
            for stay in work.stays.find(young_person_id=young_person_id):
                names += [stay.placing_authority, stay.authorised_by]
        return frozenset(_parts(names))

    @staticmethod
    def _kept(work: "Work", young_person_id: str) -> frozenset[str]:
        if not young_person_id:
            return frozenset()
        found = work.kept_words.find(young_person_id=young_person_id)
        return frozenset(plain_form(word.term) for word in found if not word.let_go)

    @staticmethod
    def _known(work: "Work", young_person_id: str, term: str) -> KeptWord | None:
        found = work.kept_words.find(young_person_id=young_person_id)
        return next((word for word in found if plain_form(word.term) == plain_form(term)), None)


def _parts(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        for word in words_in(name):
            plain = word.text.lower().replace("’", "'")
            yield plain.removesuffix("'s")
