"""The longest plan of the ten-year store: thirty versions, the newest with two hundred goals, and what hangs on them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from securecare_desktop.db.unit_of_work import Work
from securecare_desktop.domain.own_words import HowGiven
from securecare_desktop.domain.plan_reviews import PlanReview
from securecare_desktop.domain.plans import Goal, GoalNote, PlanPart, PlanState, PlanVersion

from .ten_years_people import Texts

VERSIONS, GOALS, PAIRS_OF_SENTENCES = 30, 200, 12
"""Of the longest plan; the pairs of sentences are those of each section, about 1,200 characters."""


def long_plan(
    work: Work, about: str, moment: datetime, texts: Texts, make_id: Callable[[datetime], str]
) -> None:
    """Write the versions after the first one of a plan, each with a few more goals than the one before."""
    counting = work.plan_versions.require(work.plan_versions.find(young_person_id=about)[0].id)
    lineages = [make_id(moment) for _goal in range(GOALS)]
    titles = [texts.some(1) for _goal in range(GOALS)]
    for number in range(2, VERSIONS + 1):
        work.plan_versions.save(replace(counting, state=PlanState.SUPERSEDED))
        counting = work.plan_versions.add(
            PlanVersion(
                id=make_id(moment),
                young_person_id=about,
                number=number,
                state=PlanState.CURRENT,
                made_on=moment.date(),
                shared_on=moment.date(),
                comments=texts.some(1),
                comments_how=HowGiven.SAID,
            )
        )
        beside = {"young_person_id": about, "plan_version_id": counting.id}
        for section in range(1, 15):
            text = texts.some(PAIRS_OF_SENTENCES)
            work.plan_parts.add(
                PlanPart(**beside, id=make_id(moment), section=section, text=text, own_words=texts.some(1))
            )
        for goal in range(GOALS * number // VERSIONS):
            work.goals.add(
                Goal(
                    **beside,
                    id=make_id(moment),
                    lineage_id=lineages[goal],
                    title=titles[goal],
                    need=texts.some(1),
                )
            )
    for lineage in lineages:
        note = GoalNote(
            id=make_id(moment),
            young_person_id=about,
            lineage_id=lineage,
            on=moment.date(),
            text=texts.some(1),
        )
        work.goal_notes.add(note)
    work.plan_reviews.add(PlanReview(id=make_id(moment), young_person_id=about, due_on=moment.date()))
