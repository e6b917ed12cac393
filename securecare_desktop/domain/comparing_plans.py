"""Two versions of a young person's plan side by side: sections by their number, goals by what they were copied from.

What became of a goal (met, changed, stopped) and the notes on it belong to no version and are not compared.
"""

from collections.abc import Sequence

from ..core.labels import label
from ..core.text import N_, _, day_full
from .comparing import Comparison, PairedTexts, TextPair, compare
from .own_words import HowGiven
from .plans import Goal, PlanPart, Section

_GOAL_TEXTS = (
    ("title", N_("The goal, in a few words")),
    ("need", N_("Why it matters")),
    ("what_we_do", N_("What we will do")),
    ("what_better_looks_like", N_("What better looks like")),
    ("how_we_know", N_("How we will know")),
    ("who", N_("Who helps")),
)


def compare_plans(
    old_parts: Sequence[PlanPart],
    new_parts: Sequence[PlanPart],
    old_goals: Sequence[Goal],
    new_goals: Sequence[Goal],
) -> Comparison:
    """Return what changed in the fourteen sections and in each goal of two versions of one plan.

    Goals stand in the order of the new version; those that were left out follow. The key of a section is its
    number, that of a goal "goal:" and its lineage.
    """
    return compare((*_sections(old_parts, new_parts), *_goals(old_goals, new_goals)))


def _sections(old: Sequence[PlanPart], new: Sequence[PlanPart]) -> list[PairedTexts]:
    before, after = ({part.section: part for part in parts} for parts in (old, new))
    return [
        PairedTexts(
            key=str(section.value),
            title=f"{section.value}  {label(section)}",
            texts=_part_texts(before.get(section), after.get(section)),
        )
        for section in Section
        if section in before or section in after
    ]


def _part_texts(old: PlanPart | None, new: PlanPart | None) -> tuple[TextPair, ...]:
    pairs = (
        TextPair(old=old.text if old else "", new=new.text if new else ""),
        *_voice(old, new),
    )
    return _with_words(pairs)


def _goals(old: Sequence[Goal], new: Sequence[Goal]) -> list[PairedTexts]:
    before, after = ({goal.lineage_id or goal.id: goal for goal in goals} for goals in (old, new))
    return [_goal(lineage, before.get(lineage), after.get(lineage)) for lineage in {**after, **before}]


def _goal(lineage: str, old: Goal | None, new: Goal | None) -> PairedTexts:
    title, *others = (
        TextPair(label=_(name), old=_text(old, field), new=_text(new, field)) for field, name in _GOAL_TEXTS
    )
    days = TextPair(label=_("By when"), old=_day(old), new=_day(new))
    return PairedTexts(
        key=f"goal:{lineage}",
        title=_("Goal: {title}").format(title=title.new or title.old),
        texts=_with_words((title, *_voice(old, new), *others, days)),
        is_goal=True,
    )


def _text(goal: Goal | None, field: str) -> str:
    return str(getattr(goal, field)) if goal is not None else ""


def _day(goal: Goal | None) -> str:
    return day_full(goal.by) if goal is not None and goal.by is not None else ""


def _voice(old: PlanPart | Goal | None, new: PlanPart | Goal | None) -> tuple[TextPair, TextPair]:
    """Return the young person's words, and why there are none; "chose not to" is an answer that may change too."""
    words = TextPair(
        label=_("In their own words"),
        old=old.own_words if old else "",
        new=new.own_words if new else "",
        own_words=True,
    )
    why = TextPair(label=_("Why there are no own words"), old=_why_none(old), new=_why_none(new))
    return words, why


def _why_none(record: PlanPart | Goal | None) -> str:
    if record is None or record.own_words or record.given_how.has_words:
        return ""
    if record.given_how is HowGiven.NOT_ASKED and not record.why_not_asked:
        return ""
    return "\n".join(filter(None, (label(record.given_how), record.why_not_asked)))


def _with_words(pairs: Sequence[TextPair]) -> tuple[TextPair, ...]:
    return tuple(pair for pair in pairs if pair.old.strip() or pair.new.strip())
