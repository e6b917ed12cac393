"""What a young person is asked again, and what they say then about a section that is signed.

What they said before stands in the records themselves. A section of a signed version stays as it was signed: a later
answer is an entry of their own words about it, dated, beside it.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..core.errors import InputError, Problem
from ..core.text import _
from ..domain.messages import Changed
from ..domain.own_words import About, OwnWords, problems_in_own_words
from ..domain.passages import left_out
from ..domain.permissions import Action
from ..domain.plans import PlanPart
from ..domain.voice import AskAgain, voice_of
from .own_words import NOUN as WORDS
from .plan_registers import NOUN
from .results import Saved
from .saving import require_own, tidied
from .session import Session
from .today_plan import about, asked_again

if TYPE_CHECKING:
    from ..db.unit_of_work import Work


class PlanVoice:
    """The part of PlansService that looks through all records of the plan for answers that are still to come."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def asked_again(self, young_person_id: str) -> tuple[AskAgain, ...]:
        """Return everything this young person is asked again, the nearest day first."""
        today = self._session.clock.today()
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            found = []
            for kind, record in asked_again(work, date.max, young_person_id):
                on = voice_of(record).ask_again_on
                if on is not None:
                    found.append(AskAgain(kind, record, about(record, today), on))
        return tuple(sorted(found, key=lambda one: one.on))

    def answer_later(
        self, part: PlanPart, words: OwnWords, ask_again_on: date | None = None
    ) -> Saved[OwnWords]:
        """Write down what a young person says now about a section of a signed version, or put that right.

        The section stays as it was signed. They are asked again on `ask_again_on` where there are no words still, else
        no more. From whom something of the section is withheld, the answer is withheld too. Raises InputError for what
        is missing and for a section that can be written in, Gone.
        """
        who = part.young_person_id
        with self._session.writing(Action.WRITE_ENTRIES, who) as work:
            require_own(work, lambda w: w.plan_parts, part.id, who)
            stored = work.plan_parts.require(part.id)
            _require_signed(work, stored)
            answer = tidied(replace(words, young_person_id=who, about=About.PLAN, about_id=part.id))
            problems = _problems_in_answer(answer, self._session.clock.today())
            if problems:
                raise InputError(problems)
            saved = work.own_words.save(answer)
            if not answer.version:
                _withhold_as(work, stored, saved)
            asked = None if answer.given_how.has_words else ask_again_on
            if stored.ask_again_on != asked:
                work.plan_parts.save(replace(stored, ask_again_on=asked))
        return Saved(saved, Changed(frozenset({NOUN, WORDS}), who))

    def said_later(self, young_person_id: str, version_id: str = "") -> dict[int, tuple[OwnWords, ...]]:
        """Return what was said later about the sections of a version or of one before it, oldest first, by section.

        `version_id` is that of the one that counts where it is empty. What was written into the section since is left out.
        """
        with self._session.reading(Action.READ_RECORDS, young_person_id, looked_at=NOUN) as work:
            counting = work.plan_versions.current(young_person_id)
            return said_later_in(
                work, young_person_id, version_id or (counting.id if counting is not None else "")
            )


def said_later_in(work: "Work", young_person_id: str, version_id: str) -> dict[int, tuple[OwnWords, ...]]:
    """Return what `PlansService.said_later` does, as the readers of `work` may see it: on the screen and on paper.

    From whom the text or the words of the section are withheld, nothing that was said later about it is shown; a
    passage that was withheld since is left out of it too.
    """
    answers = work.own_words.find(young_person_id=young_person_id, about=About.PLAN)
    answers = tuple(words for words in answers if words.about_id)
    if not answers:
        return {}
    numbers = {v.id: v.number for v in work.plan_versions.find(young_person_id=young_person_id)}
    known = {part.section: part for part in work.plan_parts.find(plan_version_id=version_id)}
    found: dict[int, tuple[OwnWords, ...]] = {}
    for words in answers:
        part = work.plan_parts.get(words.about_id)
        if part is None or numbers.get(part.plan_version_id, 0) > numbers.get(version_id, 0):
            continue
        here = known.get(part.section)
        if any(_is_left_out(one) for one in (part, here) if one is not None):
            continue
        if not words.words or here is None or words.words not in here.own_words:
            seen = work.withholdings.left_out_of(young_person_id, {"words": words.words})["words"]
            found[part.section] = (*found.get(part.section, ()), replace(words, words=seen))
    return found


def _is_left_out(part: PlanPart) -> bool:
    return left_out() in (part.text, part.own_words)


def _require_signed(work: "Work", part: PlanPart) -> None:
    if work.plan_versions.require(part.plan_version_id).may_be_written_in:
        raise InputError((Problem("", _("This section can be changed. Write there what they say.")),))


def _problems_in_answer(words: OwnWords, today: date) -> tuple[Problem, ...]:
    problems = problems_in_own_words(words)
    if words.given_on is None:
        return (*problems, Problem("given_on", _("Choose the day on which they said it.")))
    if words.given_on > today:
        sentence = _("This day is still to come. Choose today or a day before it.")
        return (*problems, Problem("given_on", sentence))
    return problems


def _withhold_as(work: "Work", part: PlanPart, answer: OwnWords) -> None:
    """Withhold an answer from everybody from whom the section, or a passage that the answer has too, is withheld."""
    kind = work.withholdings.kind_of(part)
    for one in work.withholdings.active(part.young_person_id):
        if (one.record_kind, one.record_id) != (kind, part.id):
            continue
        if not one.words or one.words.casefold() in answer.words.casefold():
            work.withholdings.add(
                replace(
                    one,
                    id="",
                    version=0,
                    record_kind=work.withholdings.kind_of(answer),
                    record_id=answer.id,
                    field="words",
                )
            )
