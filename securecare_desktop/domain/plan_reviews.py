"""Reviews of the plan: who was invited and came, how the young person took part, what came of it, when the next is due.

The dates chain from the day the review before was held. The rhythms are data (resources/clocks/plan_reviews.toml).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..core.errors import Problem
from ..core.text import _, day_plain
from .checklists import RestsOn
from .own_words import HowGiven
from .people import Answer
from .record import Record
from .staff import Jurisdiction
from .time_limits import TimeLimit, day_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who was invited to a review; `asked_for` when the young person chose them."""

    name: str
    who: str = ""
    asked_for: bool = False
    came: Answer = Answer.NOT_KNOWN

    @property
    def in_words(self) -> str:
        """All of it in one line, for the record of what was done: "Nan, gran, they asked for them, came"."""
        asked = _("they asked for them") if self.asked_for else ""
        came = {Answer.YES: _("came"), Answer.NO: _("did not come")}.get(self.came, "")
        return ", ".join(part for part in (self.name, self.who, asked, came) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReview(Record):
    """One review, planned or held. `rhythm` and `step` say which rule its `due_on` comes from ("" for none).

    `prepared_with` is who met the young person beforehand and how, `took_part` how they took part,
    `report_shared_on` when they and their parents could read the report.
    """

    young_person_id: str
    due_on: date
    rhythm: str = ""
    step: int = 0
    planned_at_place: str = ""
    led_by: str = ""
    guests: tuple[Guest, ...] = ()
    prepared_with: str = ""
    report_shared_on: date | None = None
    held_on: date | None = None
    moved_because: str = ""
    took_part: str = ""
    own_words: str = ""
    given_how: HowGiven = HowGiven.NOT_ASKED
    why_not_asked: str = ""
    ask_again_on: date | None = None
    outcomes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a plan is reviewed, as a law, a guidance or a team says it.

    `from_what` says what the first step counts from; every later one counts from the day the review before was
    held. `jurisdictions` is empty for what is used everywhere. `checked` is False where the figure was not found in
    its source: it is shown as not checked.
    """

    key: str
    title: str
    steps: tuple[TimeLimit, ...]
    from_what: str
    rests_on: RestsOn
    jurisdictions: tuple[Jurisdiction, ...] = ()
    source: str = ""
    evidence: str = ""
    note: str = ""
    checked: bool = True

    def step(self, number: int) -> TimeLimit:
        """Return a step by its number from 1; those after the last are like the last."""
        return self.steps[min(max(number, 1), len(self.steps)) - 1]

    def due_after(self, before: date, number: int) -> date:
        """Return when the review with this number is due, when the one before it was held on `before`."""
        nation = self.jurisdictions[0] if self.jurisdictions else None
        return day_from(before, self.step(number), nation)


def next_review(held: PlanReview, rhythm: Rhythm) -> PlanReview:
    """Return the review that follows one that was held, planned from the day it was held."""
    assert held.held_on is not None, "only what was held is followed by another"
    return PlanReview(
        young_person_id=held.young_person_id,
        due_on=rhythm.due_after(held.held_on, held.step + 1),
        rhythm=rhythm.key,
        step=held.step + 1,
        planned_at_place=held.planned_at_place,
        led_by=held.led_by,
    )


def problems_in_review(
    review: PlanReview, today: date, before: PlanReview | None = None
) -> tuple[Problem, ...]:
    """Return what is missing or cannot be in a review; `before` is how it was planned until now."""
    found = []
    if any(not guest.name.strip() for guest in review.guests):
        found.append(Problem("guests", _("Write the name of everybody who is invited.")))
    if review.report_shared_on is not None and review.report_shared_on > today:
        found.append(Problem("report_shared_on", _("This day is still to come. Leave it empty until then.")))
    moved = before is not None and before.held_on is None and review.due_on != before.due_on
    if moved and review.held_on is None and not review.moved_because.strip():
        found.append(Problem("moved_because", _("Write why it is moved.")))
    if review.held_on is None and before is not None and before.held_on is not None:
        sentence = _(
            "This review was held, and the next one follows from that day. Choose the day it was held."
        )
        found.append(Problem("held_on", sentence))
    if review.held_on is None:
        return tuple(found)
    return (*found, *problems_in_holding(review, today))


def problems_in_order(
    review: PlanReview, others: Iterable[PlanReview], today: date, before: PlanReview | None = None
) -> tuple[Problem, ...]:
    """Return what cannot be in the day a review was held: the one before it in its rhythm was held later, say.

    `others` are all reviews of the young person, `before` is how this one was until now: a day that stays is not asked about.
    """
    day = review.held_on
    if day is None or not review.rhythm or (before is not None and before.held_on == day):
        return ()
    for other in others:
        if other.rhythm != review.rhythm or other.held_on is None:
            continue
        sentence = ""
        if other.step == review.step - 1 and other.held_on > day:
            sentence = _("The review before it was held on {day}. Choose that day or one after it.")
        elif other.step == review.step + 1 and other.held_on < day:
            sentence = _("The review after it was held on {day}. Choose that day or one before it.")
        if sentence:
            return (Problem("held_on", sentence.format(day=day_plain(other.held_on, today))),)
    return ()


def problems_in_holding(review: PlanReview, today: date) -> tuple[Problem, ...]:
    """Return what is missing where a review is written down as held."""
    found = []
    if review.held_on is None:
        found.append(Problem("held_on", _("Choose the day it was held.")))
    elif review.held_on > today:
        found.append(Problem("held_on", _("This day is still to come. Leave it empty until it was held.")))
    if not review.took_part.strip():
        sentence = _("Write how the young person took part, or why they did not.")
        found.append(Problem("took_part", sentence))
    if not review.outcomes.strip():
        found.append(Problem("outcomes", _("Write what came of it.")))
    return tuple(found)
